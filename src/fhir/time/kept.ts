import type { StoredTimeEntry, TimeEntryDraft } from './entry.ts';
import { plainWords } from '../plain-words.ts';

/**
 * Whether an EHR gave back what minutes rest on: identity, length as it was recorded, intervals, role, start, activities,
 * the mark of an entry made by hand, the encounter taken over, and that there is a note. An entry that was taken back
 * since has been kept: a late second attempt must not bring it to life in another carrier.
 */
export function isKept(draft: TimeEntryDraft, stored: StoredTimeEntry | null | undefined): boolean {
  if (stored?.id?.toLowerCase() !== draft.id.toLowerCase()) return false;
  if (stored.voided) return true;
  return (
    stored.status === 'finished' &&
    stored.seconds === draft.seconds &&
    !stored.problems.includes('length-from-period') &&
    stored.intervals.length === intervalsOf(draft) &&
    stored.performer === draft.performer &&
    stored.start !== undefined &&
    Temporal.Instant.compare(stored.start, draft.start) === 0 &&
    draft.activities.every((activity) => stored.activities.includes(activity)) &&
    stored.source === draft.source &&
    (stored.adopts === undefined) === (draft.adopts === undefined) &&
    (stored.note === undefined) === (plainWords(draft.note).trim() === '')
  );
}

// A single interval from start to end says no more than the entry itself, and is read back as none.
function intervalsOf({ intervals = [], start, end }: TimeEntryDraft): number {
  const [only] = intervals;
  return intervals.length === 1 && only?.start === start && only.end === end ? 0 : intervals.length;
}
