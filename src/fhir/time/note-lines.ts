import type { Instant, Interval, Reference } from '../../ccm/chart.ts';
import { isInstant } from '../dates.ts';
import { type ContactMode, type ContactOutcome, isCcmCode } from '../naming.ts';
import type { NotCounted, StoredTimeEntry } from './entry.ts';

/** What stands in lines of their own under a note, for people and for servers that have no element for it. */
export interface NoteDetails {
  readonly contactMode?: ContactMode;
  readonly outcome?: ContactOutcome;
  readonly end?: Instant;
  readonly intervals: readonly Interval[];
  readonly notCounted: readonly NotCounted[];
  readonly manual?: true;
  readonly reason?: string;
  readonly confirmedBy?: string;
  readonly recorded?: Instant;
  readonly conditions: StoredTimeEntry['conditions'];
  readonly adopts?: Reference;
}

const NOTHING: NoteDetails = { intervals: [], notCounted: [], conditions: [] };

/** The person's own words and what our lines among them say. Line breaks come back as `\n`. */
export function readNoteLines(text: string): { readonly note: string; readonly details: NoteDetails } {
  const words: string[] = [];
  let details = NOTHING;
  for (const line of linesOf(text)) {
    const detail = detailOf(line);
    if (detail === null) words.push(unescapeLine(line));
    else details = merge(details, detail);
  }
  return { note: words.join('\n'), details };
}

/** Lines of a text, whatever ends them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Whether a reader would take the line for one of ours: then a person's line must be marked as theirs. */
export function looksLikeOurs(line: string): boolean {
  return /^\s*CCM-[A-Z]+ v\d/.test(line) || detailOf(line) !== null;
}

// A person's own line that looks like one of ours stands with a backslash more before it than they wrote.
function unescapeLine(line: string): string {
  return line.startsWith('\\') && looksLikeOurs(line.replace(/^\\+/, '')) ? line.slice(1) : line;
}

function merge(details: NoteDetails, more: Partial<NoteDetails>): NoteDetails {
  return {
    ...details,
    ...more,
    intervals: [...details.intervals, ...(more.intervals ?? [])],
    notCounted: [...details.notCounted, ...(more.notCounted ?? [])],
    conditions: [...details.conditions, ...(more.conditions ?? [])],
  };
}

const LINE = /^(Contact|Outcome|Until|Worked|Not counted|Entered by hand|Confirmed by|Recorded|Condition|Counted from)(?:: (.*))?$/s;
const REFERENCE = /^(?:https?:\/\/\S+\/)?[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(?= |$)/;

function detailOf(line: string): Partial<NoteDetails> | null {
  const [, label = '', value = ''] = LINE.exec(line) ?? [];
  switch (label) {
    case 'Contact':
      return isCcmCode('contact-mode', value) ? { contactMode: value } : null;
    case 'Outcome':
      return isCcmCode('contact-outcome', value) ? { outcome: value } : null;
    case 'Until':
      return isInstant(value) ? { end: value } : null;
    case 'Worked': {
      const interval = intervalIn(value);
      return interval === null ? null : { intervals: [{ start: interval.start, end: interval.end }] };
    }
    case 'Not counted': {
      const interval = intervalIn(value);
      return interval === null ? null : { notCounted: [interval] };
    }
    case 'Entered by hand':
      return { manual: true, ...(value === '' ? {} : { reason: value }) };
    case 'Confirmed by':
      return value === '' ? null : { confirmedBy: value };
    case 'Recorded':
      return isInstant(value) ? { recorded: value } : null;
    case 'Condition': {
      const [reference] = REFERENCE.exec(value) ?? [];
      return reference === undefined ? null : { conditions: [namedBy(reference, value.slice(reference.length + 1))] };
    }
    case 'Counted from':
      return REFERENCE.exec(value)?.[0] === value ? { adopts: value } : null;
    default:
      return null;
  }
}

function intervalIn(value: string): NotCounted | null {
  const [, start, end, reason = ''] = /^(\S+) to (\S+?)(?:, (.*))?$/s.exec(value) ?? [];
  return isInstant(start) && isInstant(end) ? { start, end, reason } : null;
}

function namedBy(reference: Reference, display: string): NoteDetails['conditions'][number] {
  return { reference, ...(display === '' ? {} : { display }) };
}
