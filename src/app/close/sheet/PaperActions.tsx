import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { openSheet } from '../../care-plan/copy/print-sheet.ts';
import { downloadText } from '../../timekeeping/download-text.ts';
import { printPaper } from './print-paper.ts';

export interface PaperFile {
  /** On the button: `Download as CSV`. */
  readonly label: string;
  /** Says nothing of the patient. */
  readonly name: string;
  readonly text: () => string;
}

export interface PaperActionsProps {
  readonly paper: { readonly current: HTMLElement | null };
  /** Of the page of its own. Says nothing of the patient. */
  readonly title: string;
  readonly files: readonly PaperFile[];
}

/** Prints a paper, opens it by itself, or hands it over as files. */
export function PaperActions({ paper, title, files }: PaperActionsProps) {
  const [failed, setFailed] = useState<'print' | 'window' | null>(null);
  const print = () => setFailed(paper.current !== null && printPaper(paper.current) ? null : 'print');
  const alone = () => {
    const isOpen = paper.current !== null && openSheet(paper.current, { title, language: 'en', className: 'paper-alone' });
    setFailed(isOpen ? null : 'window');
  };
  return (
    <div className="paper-actions">
      <Button onClick={print}>Print</Button>
      <Button onClick={alone}>Open as a page of its own</Button>
      {files.map(({ label, name, text }) => (
        <Button key={name} onClick={() => downloadText(text(), name)}>
          {label}
        </Button>
      ))}
      {failed !== null && (
        <Notice
          tone="attention"
          live="alert"
          title={failed === 'print' ? 'The EHR’s page does not let Intervisit print' : 'No new window was opened'}
        >
          {failed === 'print'
            ? 'Open it as a page of its own and print it there.'
            : 'The EHR or the browser does not allow it. Open Intervisit in a window of its own from the EHR, or allow windows for it, then try again.'}
        </Notice>
      )}
    </div>
  );
}
