import { activityOf } from '../../ccm/activities.ts';
import type { Interval, TimeEntry } from '../../ccm/chart.ts';
import { isInstant } from '../dates.ts';
import { isCcmCode, type ContactMode, type ContactOutcome } from '../naming.ts';
import { DAY_SECONDS, secondsBetween } from './duration.ts';
import type { NotCounted, StoredTimeEntry, TimeProblem } from './entry.ts';

/** What one copy of an entry says, in whatever carrier; nothing of it is checked yet. */
export interface TimeFacts {
  readonly id: string | undefined;
  readonly carrier: StoredTimeEntry['carrier'];
  readonly reference: string;
  readonly versionId?: string | undefined;
  readonly status: string;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly intervals: readonly Interval[];
  readonly seconds: number | undefined;
  /** A length is there and cannot be understood: the period, which holds the interruptions, must not stand in for it. */
  readonly lengthUnreadable: boolean;
  readonly performerClass: string | undefined;
  readonly performerReference: string | undefined;
  readonly performerName: string | undefined;
  readonly activities: readonly string[];
  readonly contactMode: ContactMode | undefined;
  readonly conditions: StoredTimeEntry['conditions'];
  readonly note: string | undefined;
  readonly manual: boolean;
  readonly reason: string | undefined;
  readonly adopts: string | undefined;
  readonly confirmedBy: string | undefined;
  readonly notCounted: readonly NotCounted[];
  readonly outcome: ContactOutcome | undefined;
  /** Our own mark of when it was written; see `recordedAt`. */
  readonly noted: string | undefined;
}

const KEEPS_FROM_COUNTING: readonly TimeProblem[] = [
  'no-performer-class',
  'no-start',
  'no-duration',
  'no-activity',
  'not-finished',
  'over-24-h',
];

/** The stored entry with what is odd about it, and the fact for the chart where nothing keeps it from counting. */
export function judge(facts: TimeFacts): StoredTimeEntry {
  const voided = facts.status === 'entered-in-error';
  const start = isInstant(facts.start) ? facts.start : undefined;
  const day = facts.start !== undefined && /^\d{4}-\d\d-\d\d$/.test(facts.start) ? facts.start : undefined;
  const end = isInstant(facts.end) ? facts.end : undefined;
  const spanned = start !== undefined && end !== undefined ? secondsBetween(start, end) : undefined;
  const worked = facts.intervals.length === 0 ? spanned : lengthOf(facts.intervals);
  const seconds = facts.seconds ?? (facts.lengthUnreadable ? undefined : worked);
  const performer = isCcmCode('performer-class', facts.performerClass) ? facts.performerClass : undefined;
  const problems: TimeProblem[] = [];
  if (!voided && facts.status !== 'finished') problems.push('not-finished');
  if (performer === undefined) problems.push('no-performer-class');
  if (start === undefined && day === undefined) problems.push('no-start');
  if (seconds === undefined || seconds <= 0) problems.push('no-duration');
  if (seconds !== undefined && seconds > DAY_SECONDS) problems.push('over-24-h');
  if (facts.activities.length === 0) problems.push('no-activity');
  if (facts.activities.some((code) => !isCcmCode('activity', code))) problems.push('unknown-activity');
  if (facts.seconds === undefined && seconds !== undefined) problems.push('length-from-period');
  if (facts.seconds !== undefined && spanned !== undefined && facts.seconds > spanned) problems.push('length-exceeds-period');
  const { lengthUnreadable: _length, performerClass: _class, noted, manual, ...kept } = facts;
  const stored = {
    ...defined({ ...kept, start, end, seconds, performer, recorded: recordedAt(noted, end) }),
    entry: null,
    carrier: facts.carrier,
    reference: facts.reference,
    status: facts.status,
    voided,
    problems,
    intervals: facts.intervals,
    activities: facts.activities,
    conditions: facts.conditions,
    notCounted: facts.notCounted,
    source: manual ? 'manual' : 'timer',
  } satisfies StoredTimeEntry;
  return { ...stored, entry: entryOf(stored, day) };
}

// A period holds the pauses too; the active intervals, where they were kept, do not.
function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + secondsBetween(start, end), 0);
}

function entryOf(stored: StoredTimeEntry, day?: string): TimeEntry | null {
  const { performer, seconds, activities, start, intervals, id, performerReference, performerName } = stored;
  const activity = mainActivity(activities);
  if (stored.voided || performer === undefined || seconds === undefined || activity === undefined) return null;
  if (stored.problems.some((problem) => KEEPS_FROM_COUNTING.includes(problem))) return null;
  return {
    ...(start === undefined ? defined({ date: day }) : { start }),
    seconds,
    performer,
    activity,
    ...(intervals.length === 0 ? {} : { intervals }),
    ...defined({ id, performerId: performerReference, performerName }),
    reference: stored.reference,
  };
}

// A note dated to the end of the work says nothing of when it was written; one from after it does. The EHR's own time of
// storing is no substitute: entries moved from another EHR would all be late.
function recordedAt(noted: string | undefined, end: string | undefined): string | undefined {
  if (!isInstant(noted)) return undefined;
  return end === undefined || Temporal.Instant.compare(noted, end) > 0 ? noted : undefined;
}

// An entry's seconds cannot be told apart by activity: one that does not count, or is not known to, speaks for the whole.
function mainActivity(activities: readonly string[]): string | undefined {
  return activities.find((activity) => activityOf(activity)?.counts !== true) ?? activities[0];
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends object>(value: T): Defined<T>;
function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
