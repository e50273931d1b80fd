import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- generated: begin -->';
const END = '<!-- generated: end -->';

/**
 * Puts text between the two marks of a page, which otherwise stays as a person wrote it.
 *
 * @throws Error where the page has not both marks.
 */
export function writeGeneratedPart(page: string, text: string): void {
  const before = readFileSync(page, 'utf8');
  const begin = before.indexOf(BEGIN);
  const end = before.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${page} has no part between ${BEGIN} and ${END}`);
  writeFileSync(page, `${before.slice(0, begin)}${BEGIN}\n\n${text.trim()}\n\n${before.slice(end)}`);
}

/** A Markdown table: the first row is the head; numbers stand right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const isNumber = head.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  return [line(head), line(isNumber.map((number) => (number ? '--:' : '---'))), ...rows.map(line)].join('\n');
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
