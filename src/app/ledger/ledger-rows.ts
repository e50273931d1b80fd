import { type Allocation, allocationOf } from '../../ccm/allocation.ts';
import type { Chart, LocalDate, Performer, TimeEntry } from '../../ccm/chart.ts';
import type { EntryJudgement, MonthAssessment } from '../../ccm/month-assessment.ts';
import type { RuleId } from '../../ccm/rules.ts';
import { LATE_AFTER_DAYS } from '../../ccm/time.ts';
import { daysBetween, localDateTime } from '../format.ts';
import { activityText, PERFORMER_TEXT } from '../vocabulary-text.ts';
import { ADOPTED, exclusionFlag, type Flag, LATE, MANUAL, NOT_UNDERSTOOD, problemFlag, VOIDED } from './flags.ts';
import type { LedgerEntry } from './ledger-view.ts';
import { clockSpan } from './practice-clock.ts';

/** One entry of a month, with what the rules made of it. */
export interface LedgerRow {
  readonly entry: LedgerEntry;
  /** Day at the practice on which it began; null where that is not known. */
  readonly date: LocalDate | null;
  /** `10:05–10:13`. */
  readonly clock: string | null;
  readonly person: string;
  /** Null where no role is known. */
  readonly role: string | null;
  readonly activity: string;
  /** Null: not judged, so it stands in no sum. */
  readonly judged: JudgedSeconds | null;
  readonly flags: readonly Flag[];
}

/** `recorded` is what counts and what does not, to the second. */
export interface JudgedSeconds {
  readonly recorded: number;
  readonly counted: number;
  readonly excluded: readonly { readonly seconds: number; readonly ruleId: RuleId }[];
  readonly allocation: readonly Allocation[];
}

/** The entries of the assessed month, newest first: all that touch it, voided ones, and those whose day nobody knows. */
export function ledgerRows(chart: Chart, assessment: MonthAssessment, entries: readonly LedgerEntry[]): readonly LedgerRow[] {
  const byIndex = new Map(entries.flatMap((entry) => (entry.index === undefined ? [] : [[entry.index, entry]])));
  // Where no code is proposed and none is in reach, to say of each entry that it feeds none would say nothing.
  const isCoded = assessment.codes.length > 0 || assessment.nextCode !== null;
  const allocations = allocationOf(assessment);
  const judged = assessment.time.flatMap((judgement) => {
    const fact = chart.timeEntries?.[judgement.entry];
    if (fact === undefined || !touches(judgement, assessment.month)) return [];
    const entry = byIndex.get(judgement.entry) ?? bareEntry(fact, judgement.entry);
    return [judgedRow(chart, entry, fact, judgement, (isCoded ? allocations.get(judgement.entry) : undefined) ?? [])];
  });
  const others = entries
    .filter(({ index }) => index === undefined)
    .map((entry) => rowOf(chart, entry, localDay(entry, chart.practiceTimeZone)))
    .filter(({ date }) => date === null || date.startsWith(assessment.month));
  return [...judged, ...others].toSorted((a, b) => moment(b).localeCompare(moment(a)));
}

// TIME-1 is said of entries of which no part lies in the month.
function touches({ localDate, countedSeconds, excluded }: EntryJudgement, month: string): boolean {
  if (localDate === '' || localDate.startsWith(month)) return true;
  return (countedSeconds > 0 || excluded.length > 0) && !excluded.some(({ ruleId }) => ruleId === 'TIME-1');
}

function judgedRow(
  chart: Chart,
  entry: LedgerEntry,
  fact: TimeEntry,
  judgement: EntryJudgement,
  allocation: readonly Allocation[],
): LedgerRow {
  const { countedSeconds, excluded, localDate, unknownBecause } = judgement;
  const row = rowOf(chart, entry, localDate === '' ? null : localDate);
  const isUnread = unknownBecause === 'unreadable' && countedSeconds === 0 && excluded.length === 0;
  const isTooLong = entry.problems.includes('length-exceeds-period');
  const left = excluded.reduce((sum, { seconds }) => sum + seconds, 0);
  const late = fact.recorded !== undefined && (daysBetween(localDate, fact.recorded) ?? 0) > LATE_AFTER_DAYS;
  return {
    ...row,
    judged: isUnread ? null : { recorded: countedSeconds + left, counted: countedSeconds, excluded, allocation },
    flags: [
      ...excluded.map(({ ruleId, seconds }) => exclusionFlag(ruleId, seconds, isTooLong)),
      ...(isUnread ? [NOT_UNDERSTOOD] : []),
      ...row.flags.filter(({ id }) => !isTooLong || id !== 'length-exceeds-period' || excluded.every(({ ruleId }) => ruleId !== 'TIME-15')),
      ...(late ? [LATE] : []),
    ],
  };
}

function rowOf({ practiceTimeZone }: Chart, entry: LedgerEntry, date: LocalDate | null): LedgerRow {
  const { performer, performerName, activities } = entry;
  const role = performer === undefined ? null : PERFORMER_TEXT[performer];
  return {
    entry,
    date,
    clock: clockSpan(entry, practiceTimeZone),
    person: performerName ?? role ?? 'Not recorded',
    role,
    activity: activities.length === 0 ? 'No activity recorded' : activities.map(activityText).join(', '),
    judged: null,
    flags: [
      ...(entry.voided ? [VOIDED] : []),
      ...(entry.voided ? [] : entry.problems.map(problemFlag)),
      ...(entry.source === 'manual' ? [MANUAL] : []),
      ...(entry.source === 'adopted' ? [ADOPTED] : []),
    ],
  };
}

function bareEntry(fact: TimeEntry, index: number): LedgerEntry {
  const { start, seconds = (fact.minutes ?? 0) * 60, performer, performerName, performerId, activity, id, reference } = fact;
  return {
    key: id ?? `entry ${index}`,
    index,
    reference: reference ?? '',
    where: 'Encounter',
    seconds,
    intervals: fact.intervals ?? [],
    performer,
    activities: [activity],
    conditions: [],
    source: 'timer',
    notCounted: [],
    voided: false,
    problems: [],
    ...(id !== undefined && { id }),
    ...(start !== undefined && { start }),
    ...(performerName !== undefined && { performerName }),
    ...(performerId !== undefined && { performerReference: performerId }),
  };
}

function localDay({ start }: LedgerEntry, timeZone: string): LocalDate | null {
  return start === undefined ? null : (localDateTime(start, timeZone)?.slice(0, 10) ?? null);
}

function moment({ date, entry }: LedgerRow): string {
  return entry.start === undefined ? (date ?? '') : Temporal.Instant.from(entry.start).toString();
}

/** Recorded seconds of one role, and what became of them: `recorded − excluded = counted`. */
export interface RoleTotal {
  readonly performer: Performer;
  readonly entries: number;
  readonly recorded: number;
  readonly excluded: number;
  readonly counted: number;
}

export interface LedgerTotals extends Omit<RoleTotal, 'performer'> {
  readonly roles: readonly RoleTotal[];
}

const ROLES: readonly Performer[] = ['clinical-staff', 'physician-qhp', 'non-clinical-staff', 'software'];

/**
 * The rows' seconds by role. Over all rows of a month `counted` is the assessment's `countedSeconds`, on which the month strip,
 * Home and Close rest.
 */
export function ledgerTotals(rows: readonly LedgerRow[]): LedgerTotals {
  const roles = ROLES.map((performer) => ({
    performer,
    ...totalOf(rows.filter(({ entry }) => entry.performer === performer)),
  })).filter(({ entries }) => entries > 0);
  return { ...totalOf(rows), roles };
}

function totalOf(rows: readonly LedgerRow[]): Omit<RoleTotal, 'performer'> {
  const judged = rows.flatMap((row) => row.judged ?? []);
  const recorded = judged.reduce((sum, one) => sum + one.recorded, 0);
  const counted = judged.reduce((sum, one) => sum + one.counted, 0);
  return { entries: judged.length, recorded, excluded: recorded - counted, counted };
}
