import { localDateTime } from '../format.ts';
import type { TimeFields } from '../time-entry-form.ts';
import type { LedgerEntry } from './ledger-view.ts';

/** What a new entry begins with where it corrects an old one; a clock time that cannot be read is left to type. */
export function prefillOf(entry: LedgerEntry, timeZone: string): Partial<TimeFields> {
  const { start, seconds = 0, activities, contactMode, outcome, conditions, note, performer } = entry;
  const local = start === undefined ? null : localDateTime(start, timeZone);
  return {
    ...(local !== null && { date: local.slice(0, 10), start: local.slice(11, local.endsWith(':00') ? 16 : 19) }),
    by: 'length',
    minutes: String(Math.floor(seconds / 60)),
    seconds: seconds % 60 === 0 ? '' : String(seconds % 60),
    activity: activities[0] ?? '',
    contactMode: contactMode ?? '',
    outcome: outcome ?? '',
    reason: 'correction',
    conditions: conditions.flatMap(({ reference, display }) => (display === undefined ? [] : [{ reference, display }])),
    note: note ?? '',
    ...(performer !== undefined && { role: performer }),
  };
}
