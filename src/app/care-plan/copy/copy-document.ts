import type { CopyLanguage } from './copy-view.ts';

const STYLE =
  'body{max-width:56rem;margin:0 auto;padding:1rem;color:#000;background:#fff;font:13pt/1.45 system-ui,sans-serif}' +
  'h2{border-top:2px solid #000;padding-top:.3em}.copy-phone{border:2px solid #000;padding:.3em .8em}.copy-name{font-size:1.3em;font-weight:650}' +
  '.copy-facts span{margin-right:1.5em}.copy-lines{white-space:pre-line}.plan-copy-large{font-size:18pt}' +
  '.copy-blank{display:inline-block;width:11em;border-bottom:1px solid #000}';

/** The sheet as a page of its own that needs nothing else to be read, word for word as it stands on the screen. */
export function copyDocument(sheet: Element, language: CopyLanguage, title: string): string {
  return (
    `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>` +
    `<body>${sheet.outerHTML}</body></html>\n`
  );
}

/** The words of the sheet, a line for each of its blocks, for EHRs that take notes as plain text alone. */
export function copyText(sheet: Element): string {
  return linesIn(sheet)
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

const INLINE: ReadonlySet<string> = new Set(['A', 'B', 'EM', 'I', 'SMALL', 'SPAN', 'STRONG', 'TIME']);

function linesIn(node: Node): string {
  if (!(node instanceof Element)) return (node.textContent ?? '').replaceAll('\n', ' ');
  const words = [...node.childNodes].map(linesIn).join('');
  if (INLINE.has(node.tagName)) return ` ${words} `;
  return `\n${node.tagName === 'LI' ? '- ' : ''}${words}\n`;
}
