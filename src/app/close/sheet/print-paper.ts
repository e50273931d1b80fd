import { printHere } from '../../care-plan/copy/print-sheet.ts';

/** Prints this paper and nothing else of the screen. False where the EHR's frame lets nothing be printed. */
export function printPaper(paper: HTMLElement): boolean {
  paper.dataset['printing'] = '';
  const done = () => delete paper.dataset['printing'];
  window.addEventListener('afterprint', done, { once: true });
  const began = printHere();
  if (!began) {
    window.removeEventListener('afterprint', done);
    done();
  }
  return began;
}
