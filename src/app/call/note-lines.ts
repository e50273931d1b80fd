/** The note with a line of its own that begins with the label, at its end; what is there stays as it is. */
export function withLine(note: string, label: string): string {
  if (lineOf(note, label) !== null) return note;
  const before = note === '' || note.endsWith('\n') ? note : `${note}\n`;
  return `${before}${label}: `;
}

/** The note without the label's line, where nothing was written on it. */
export function withoutLine(note: string, label: string): string {
  const line = lineOf(note, label);
  if (line === null || note.slice(line.from, line.to).trim() !== `${label}:`) return note;
  const rest = note.slice(line.to).replace(/^\n/, '');
  const before = note.slice(0, line.from);
  return rest === '' ? before.replace(/\n$/, '') : `${before}${rest}`;
}

/** Where in the note the label's line ends; null where it has none. */
export function endOfLine(note: string, label: string): number | null {
  return lineOf(note, label)?.to ?? null;
}

/** The note as it is kept: a topic that was ticked and not written on was talked about. */
export function completedLines(note: string, labels: readonly string[]): string {
  return note
    .split('\n')
    .map((line) => (labels.some((label) => line.trim() === `${label}:`) ? `${line.trim()} talked about.` : line.trimEnd()))
    .join('\n')
    .trim();
}

function lineOf(note: string, label: string): { readonly from: number; readonly to: number } | null {
  let from = 0;
  for (const line of note.split('\n')) {
    if (line.startsWith(`${label}:`)) return { from, to: from + line.length };
    from += line.length + 1;
  }
  return null;
}
