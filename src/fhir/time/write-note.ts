import { plainWords } from '../plain-words.ts';
import type { TimeEntryDraft } from './entry.ts';
import { formatHeaderLine, oneLine } from './header-line.ts';
import { linesOf, looksLikeOurs } from './note-lines.ts';

/** The note of an entry that has elements for all else: the person's words, then what was left out and who vouched. */
export function noteText(draft: TimeEntryDraft): string {
  return joined(draft.note, [...leftOut(draft), ...vouched(draft)]);
}

/** The whole entry as text: header line, the person's words, then a line for each thing that the header line has no room for. */
export function entryText(draft: TimeEntryDraft): string {
  const { id, start, end, seconds, performer, performerName, activities, intervals, contactMode, outcome, conditions, adopts } = draft;
  const header = formatHeaderLine({ start, seconds, performerClass: performer, activities, id, performerName });
  const spanned = Temporal.Instant.from(end).since(Temporal.Instant.from(start)).total('seconds');
  const lines = [
    `Contact: ${contactMode}`,
    ...(outcome === undefined ? [] : [`Outcome: ${outcome}`]),
    ...(spanned === seconds ? [] : [`Until: ${end}`]),
    ...(intervals ?? []).map((interval) => `Worked: ${interval.start} to ${interval.end}`),
    ...leftOut(draft),
    ...(draft.source === 'manual' ? [byHand(draft)] : []),
    ...vouched(draft),
    ...(draft.recordedAt === undefined ? [] : [`Recorded: ${draft.recordedAt}`]),
    ...conditions.map(({ reference, display }) => `Condition: ${reference} ${oneLine(display)}`.trimEnd()),
    ...(adopts === undefined ? [] : [`Counted from: ${adopts}`]),
  ];
  return [header, joined(draft.note, lines)].join('\n');
}

function leftOut({ notCounted }: TimeEntryDraft): readonly string[] {
  return (notCounted ?? []).map(({ start, end, reason }) => {
    const why = oneLine(reason);
    return `Not counted: ${start} to ${end}${why === '' ? '' : `, ${why}`}`;
  });
}

function vouched({ confirmedBy }: TimeEntryDraft): readonly string[] {
  const name = oneLine(confirmedBy ?? '');
  return name === '' ? [] : [`Confirmed by: ${name}`];
}

function byHand({ reason }: TimeEntryDraft): string {
  const why = oneLine(reason ?? '');
  return why === '' ? 'Entered by hand' : `Entered by hand: ${why}`;
}

function joined(note: string, lines: readonly string[]): string {
  const plain = plainWords(note);
  const words = plain.trim() === '' ? [] : linesOf(plain).map(escapeLine);
  return [...words, ...lines.map(plainWords)].join('\n');
}

// A pasted line must not void an entry or change what this one says.
function escapeLine(line: string): string {
  return looksLikeOurs(line.replace(/^\\+/, '')) ? `\\${line}` : line;
}
