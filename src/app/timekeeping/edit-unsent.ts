import { HAND_REASON_TEXT, type HandFields, type HandReason } from '../by-hand.ts';
import type { FormDrafts } from '../form-drafts.ts';
import { localDateTime } from '../format.ts';
import type { TimeFields } from '../time-entry-form.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';

/** Where an entry can be edited: the month whose form takes it; or why it cannot. */
export type EditPlan = { readonly kind: 'month'; readonly month: string } | { readonly kind: 'form-in-use' };

/**
 * Where the entry would be edited; null where it cannot be: an entry that adopts an encounter of the EHR says so to nobody once it is
 * typed by hand, and the work would count twice.
 */
export function editPlan(input: TimeEntryInput, drafts: FormDrafts, timeZone: string): EditPlan | null {
  const month = localDateTime(input.start, timeZone)?.slice(0, 7);
  if (month === undefined || input.adopts !== undefined) return null;
  const typed = drafts.read('log-time', month);
  return typed !== undefined && typed.fields.note.trim() !== '' ? { kind: 'form-in-use' } : { kind: 'month', month };
}

/** What the form that logs by hand begins with. Pauses are not among it: the length is the time worked. */
export function fieldsOfEntry(input: TimeEntryInput, timeZone: string): TimeFields {
  const { start, seconds, performer, activity, contactMode, outcome, conditions, note, confirmedBy } = input;
  const local = localDateTime(start, timeZone) ?? '';
  return {
    role: performer,
    activity,
    contactMode,
    outcome: outcome ?? '',
    conditions,
    note,
    date: local.slice(0, 10),
    start: local.slice(11, local.endsWith(':00') ? 16 : 19),
    by: 'length',
    minutes: String(Math.floor(seconds / 60)),
    seconds: seconds % 60 === 0 ? '' : String(seconds % 60),
    end: '',
    ...reasonOf(input),
    confirmedBy: confirmedBy ?? '',
  };
}

const REASONS: readonly HandReason[] = ['timer-not-started', 'away', 'system-down', 'correction'];

function reasonOf({ source, reason = '' }: TimeEntryInput): Pick<HandFields, 'reason' | 'reasonDetail'> {
  if (source === 'timer') return { reason: 'other', reasonDetail: 'Timed; the EHR refused the entry as it was first written' };
  const known = REASONS.find((one) => reason === HAND_REASON_TEXT[one] || reason.startsWith(`${HAND_REASON_TEXT[one]}: `));
  if (known === undefined) return { reason: reason === '' ? '' : 'other', reasonDetail: reason };
  return { reason: known, reasonDetail: reason.slice(HAND_REASON_TEXT[known].length + 2) };
}
