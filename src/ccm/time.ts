import { localClock } from './calendar.ts';
import { activityOf } from './activities.ts';
import type { LocalDate } from './chart.ts';
import { daysBetween, monthOf } from './calendar.ts';
import type { EntryFacts, Facts } from './facts.ts';
import type { EntryJudgement } from './month-assessment.ts';
import type { Policy } from './policy.ts';
import type { RuleId } from './rules.ts';
import { blockOf } from './time/block.ts';
import { cleanEntry, isNearMonthEdge, type Bucket, type CleanedEntry, type Doubt } from './time/clean.ts';
import { withoutOverlap, type Overlap } from './time/overlap.ts';
import { visitDaysOf } from './visit-days.ts';

/** The month's time: what counts, day by day, and what does not, and why. All in whole seconds, nothing rounded. */
export interface CountedTime {
  readonly staffSeconds: number;
  readonly qhpSeconds: number;
  /** Local days with counted time, in order. */
  readonly days: readonly CountedDay[];
  readonly excluded: ReadonlyMap<RuleId, number>;
  /** One for each entry of the chart, in its order. */
  readonly judgements: readonly EntryJudgement[];
  readonly doubts: readonly TimeDoubt[];
  /** Activity rules of the entries that counted or were taken out for their activity, and of late entries. */
  readonly activityRules: ReadonlySet<RuleId>;
  readonly lateEntries: number;
}

export interface CountedDay {
  readonly date: LocalDate;
  readonly staffSeconds: number;
  readonly qhpSeconds: number;
}

/** Time that an unknown fact could still add to the month or take from it, and the rule that needs the fact. */
export interface TimeDoubt {
  readonly ruleId: RuleId;
  readonly entry: number;
  readonly adds: number;
  readonly removes: { readonly staff: number; readonly qhp: number };
}

/** An entry written more than this many days after the work is late (TIME-17). */
export const LATE_AFTER_DAYS = 7;

/** What is added for an entry whose duration is unknown: enough to reach any threshold. */
const ANY_SECONDS = 24 * 3600;

/**
 * Counts the chart's entries for the month (TIME-1 to TIME-19, CONS-5, ACT-1 to ACT-26).
 *
 * A day is the practice's local day. An entry that cannot be understood counts nothing and is a doubt.
 */
export function countTime(facts: Facts, policy: Policy): CountedTime {
  const clock = localClock(facts.timeZone);
  const visitDays = visitDaysOf(facts);
  const cleaned: CleanedEntry[] = [];
  const unread: EntryFacts[] = [];
  const doubts: TimeDoubt[] = [];
  for (const entry of facts.timeEntries) {
    const block = blockOf(entry, clock);
    if (!block) {
      unread.push(entry);
      if (entry.date === undefined || monthOf(entry.date) === facts.month) doubts.push(adding('TIME-17', entry.index, ANY_SECONDS));
      continue;
    }
    const clean = cleanEntry(entry, block, facts, policy, visitDays);
    cleaned.push(clean);
    if (clean.doubt) doubts.push(adding(clean.doubt.ruleId, entry.index, clean.doubt.seconds));
    if (!clock.knowsZone && isNearMonthEdge(block, facts.month)) doubts.push(zoneDoubt(clean));
  }
  const overlaps = withoutOverlap(cleaned);
  return summed(facts, cleaned, unread, overlaps, doubts);
}

function adding(ruleId: RuleId, entry: number, seconds: number): TimeDoubt {
  return { ruleId, entry, adds: seconds, removes: { staff: 0, qhp: 0 } };
}

function zoneDoubt(clean: CleanedEntry): TimeDoubt {
  const counted = clean.pieces.reduce((sum, piece) => sum + piece.seconds, 0);
  const cut = (clean.excluded.get('TIME-1') ?? 0) + (clean.excluded.get('TIME-14') ?? 0);
  return {
    ruleId: 'TIME-14',
    entry: clean.entry.index,
    adds: cut,
    removes: { staff: clean.bucket === 'staff' ? counted : 0, qhp: clean.bucket === 'qhp' ? counted : 0 },
  };
}

function summed(
  facts: Facts,
  cleaned: readonly CleanedEntry[],
  unread: readonly EntryFacts[],
  overlaps: ReadonlyMap<CleanedEntry, Overlap>,
  doubts: readonly TimeDoubt[],
): CountedTime {
  const days = new Map<LocalDate, Record<Bucket, number>>();
  const totals: Record<Bucket, number> = { staff: 0, qhp: 0 };
  const excluded = new Map<RuleId, number>();
  const activityRules = new Set<RuleId>();
  const judgements: EntryJudgement[] = unread.map((entry) => unreadable(entry));
  for (const clean of cleaned) {
    const overlap = overlaps.get(clean);
    const left = merged(clean.excluded, overlap?.lost);
    let counted = 0;
    for (const piece of overlap?.kept ?? []) {
      const day = days.get(piece.date) ?? { staff: 0, qhp: 0 };
      day[clean.bucket] += piece.seconds;
      days.set(piece.date, day);
      counted += piece.seconds;
    }
    totals[clean.bucket] += counted;
    for (const [ruleId, seconds] of left) excluded.set(ruleId, (excluded.get(ruleId) ?? 0) + seconds);
    if (counted > 0 || left.has('TIME-11')) addActivityRule(activityRules, clean.entry);
    if (left.has('TIME-3') && clean.entry.performer === 'non-clinical-staff') activityRules.add('ACT-20');
    judgements.push(judgementOf(clean, counted, left));
  }
  return {
    staffSeconds: totals.staff,
    qhpSeconds: totals.qhp,
    days: [...days]
      .map(([date, day]) => ({ date, staffSeconds: day.staff, qhpSeconds: day.qhp }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    excluded,
    judgements: judgements.toSorted((a, b) => a.entry - b.entry),
    doubts,
    activityRules,
    lateEntries: cleaned.filter((clean) => isLate(clean, facts)).length,
  };
}

function addActivityRule(rules: Set<RuleId>, entry: EntryFacts): void {
  const activity = activityOf(entry.activity);
  if (activity) rules.add(activity.ruleId);
}

function merged(a: ReadonlyMap<RuleId, number>, b: ReadonlyMap<RuleId, number> | undefined): ReadonlyMap<RuleId, number> {
  if (!b || b.size === 0) return a;
  const both = new Map(a);
  for (const [ruleId, seconds] of b) both.set(ruleId, (both.get(ruleId) ?? 0) + seconds);
  return both;
}

function isLate(clean: CleanedEntry, facts: Facts): boolean {
  const recorded = clean.entry.recorded;
  return recorded !== undefined && monthOf(clean.date) === facts.month && daysBetween(clean.date, recorded) > LATE_AFTER_DAYS;
}

function judgementOf(clean: CleanedEntry, counted: number, excluded: ReadonlyMap<RuleId, number>): EntryJudgement {
  return {
    entry: clean.entry.index,
    countedSeconds: counted,
    bucket: counted > 0 ? clean.bucket : null,
    excluded: [...excluded].map(([ruleId, seconds]) => ({ seconds, ruleId })),
    localDate: clean.date,
    ...(clean.entry.reference === undefined ? {} : { reference: clean.entry.reference }),
    ...unknownBecause(clean.doubt),
  };
}

function unknownBecause(doubt: Doubt | null): Pick<EntryJudgement, 'unknownBecause'> {
  return doubt ? { unknownBecause: doubt.because } : {};
}

function unreadable(entry: EntryFacts): EntryJudgement {
  return {
    entry: entry.index,
    countedSeconds: 0,
    bucket: null,
    excluded: [],
    localDate: entry.date ?? '',
    ...(entry.reference === undefined ? {} : { reference: entry.reference }),
    unknownBecause: 'unreadable',
  };
}
