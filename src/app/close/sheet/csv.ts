/**
 * Rows as CSV: RFC 4180, with the mark by which spreadsheets know UTF-8. A cell that a spreadsheet would take for a formula
 * gets an apostrophe in front, which shows it as text.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

// Spreadsheets also look behind blanks and control characters, and at the full-width forms.
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

function cell(text: string): string {
  const shown = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
