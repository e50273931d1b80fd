import { ERROR_TEXT } from '../error-text.ts';
import { formatClock, formatDate, formatDuration, localDateTime } from '../format.ts';
import type { SaveResult } from '../save-result.ts';
import { notStoredText, unclearText } from '../save-text.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import { activityText, CONTACT_MODE_TEXT, CONTACT_OUTCOME_TEXT, PERFORMER_TEXT } from '../vocabulary-text.ts';

/** Of an entry that waits: what happened, what is safe, what to do; whole sentences. */
export interface UnsentWords {
  readonly happened: string;
  readonly safe: string;
  readonly next: string;
}

const NOT_TWICE = 'Trying again looks for it in the EHR first, so it cannot be stored twice.';

/** Words for what came of the last attempt; null: a page closed before one ended. */
export function unsentWords(last: SaveResult | null): UnsentWords {
  if (last === null) {
    return {
      happened: 'Intervisit was closed before the EHR had confirmed it.',
      safe: `It may or may not be in the EHR. ${NOT_TWICE}`,
      next: 'Try again.',
    };
  }
  switch (last.kind) {
    case 'unclear':
      return unclearWords(last);
    case 'failed':
      return failedWords(last.error);
    case 'conflict':
      return {
        happened: 'The EHR refused it because of something it holds already, and Intervisit did not find the entry there.',
        safe: `Nothing was overwritten. ${NOT_TWICE}`,
        next: 'Try again; if it is refused again, download it and tell IT.',
      };
    case 'rejected':
      return {
        happened: `The EHR refused its content: ${last.reasons.length > 0 ? last.reasons.join('; ').replace(/\.$/, '') : 'no reason given'}.`,
        safe: 'Nothing was stored.',
        next: 'Trying again sends the same content. Change what the EHR objects to, or download it and tell IT.',
      };
    case 'not-stored':
      return {
        happened: `The EHR has no place for it: ${last.because.map(notStoredText).join('; ')}.`,
        safe: 'Nothing was stored.',
        next: 'Copy it into the chart by hand, then discard it here.',
      };
    case 'nobody-signed-in':
      return {
        happened: 'The EHR did not say who is signed in, and nothing is recorded under nobody’s name.',
        safe: 'Nothing was sent.',
        next: 'Open Intervisit again from the patient’s chart.',
      };
    case 'stored':
      return { happened: 'It is in the EHR.', safe: 'It stands there once.', next: 'Nothing is left to do.' };
    default:
      return last satisfies never;
  }
}

function unclearWords({ looked, error }: Extract<SaveResult, { readonly kind: 'unclear' }>): UnsentWords {
  const found = looked === 'absent' ? 'Intervisit looked, and it is not in the EHR so far.' : 'Looking for it failed as well.';
  return {
    happened: `${unclearText(error)} ${found}`,
    safe: `${looked === 'absent' ? '' : 'It may or may not be in the EHR. '}${NOT_TWICE}`,
    next: error === 'throttled' ? 'Wait a minute, then try again.' : 'Check the connection, then try again.',
  };
}

function failedWords(error: Extract<SaveResult, { readonly kind: 'failed' }>['error']): UnsentWords {
  if (error === 'session-expired') {
    return {
      happened: 'Your session with the EHR has ended before it confirmed the entry.',
      safe: NOT_TWICE,
      next: 'Open Intervisit again from this patient’s chart: the entry is offered there. Or download it.',
    };
  }
  const { title, meaning, next } = ERROR_TEXT[error];
  return { happened: `${title}. ${meaning}`, safe: NOT_TWICE, next };
}

/** `20 Oct 2026, 10:05 to 10:17` at the practice. */
export function whenText({ start, end }: Pick<TimeEntryInput, 'start' | 'end'>, timeZone: string): string {
  const [from, to] = [localDateTime(start, timeZone), localDateTime(end, timeZone)];
  const overnight = from !== null && to !== null && from.slice(0, 10) !== to.slice(0, 10);
  return `${formatDate(from ?? start)}, ${formatClock(start, timeZone) ?? ''} to ${overnight ? `${formatDate(to)}, ` : ''}${formatClock(end, timeZone) ?? ''}`;
}

/** The whole entry as text that a person can keep or put into the chart. */
export function entryAsText(
  input: TimeEntryInput,
  { patientName, timeZone }: { readonly patientName: string; readonly timeZone: string },
): string {
  const { seconds, performer, activity, contactMode, outcome, conditions, note, source, reason, confirmedBy, notCounted = [] } = input;
  return [
    'CCM time, not stored in the EHR yet',
    `Patient: ${patientName}`,
    `When: ${whenText(input, timeZone)} (${timeZone})`,
    `Time: ${formatDuration(seconds)} (${seconds} s), ${source === 'manual' ? 'entered by hand' : 'by the timer'}`,
    `Role: ${PERFORMER_TEXT[performer]}`,
    `What: ${activityText(activity)}`,
    `How: ${CONTACT_MODE_TEXT[contactMode]}${outcome === undefined ? '' : `, ${CONTACT_OUTCOME_TEXT[outcome].toLowerCase()}`}`,
    ...(conditions.length === 0 ? [] : [`Conditions: ${conditions.map(({ display }) => display).join('; ')}`]),
    ...notCounted.map((one) => `Not counted: ${whenText(one, timeZone)}, ${one.reason}`),
    ...(reason === undefined ? [] : [`By hand because: ${reason}`]),
    ...(confirmedBy === undefined ? [] : [`Confirmed by: ${confirmedBy}`]),
    `Note: ${note}`,
    `Entry: ${input.id}`,
  ].join('\n');
}

/** Until when a draft is kept, as a sentence; what is in memory goes with the window. */
export function keptUntilText(kept: 'stored' | 'memory', savedAt: number, hours: number, timeZone: string): string {
  if (kept === 'memory') return 'Kept in this window only: closing or reloading it loses the entry. Download it to be safe.';
  const until = Temporal.Instant.fromEpochMilliseconds(savedAt + hours * 3_600_000).toString();
  const local = localDateTime(until, timeZone);
  return `Kept on this device, encrypted, for you and this patient only, until ${formatDate(local ?? until)}, ${formatClock(until, timeZone) ?? ''}.`;
}
