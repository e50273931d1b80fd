import { FAMILIES, familyOf } from './families.ts';
import type { CodeFamily, EntryJudgement, MonthAssessment } from './month-assessment.ts';

/** Counted seconds of one entry and the one code they feed. */
export interface Allocation {
  /** Null: they feed no code, as staff time beside a practitioner's codes does, and time beyond the last unit. */
  readonly code: string | null;
  readonly seconds: number;
  /** False where the unit is not full yet: the seconds are on their way to `code`. */
  readonly reached: boolean;
}

type Allocated = Pick<MonthAssessment, 'time' | 'codes' | 'family' | 'nextCode'>;

/**
 * Which proposed code each counted second feeds, by the entry's index; an entry of which nothing counts is not there. Units
 * fill up in the order of the work, the first code first, and no second feeds two (TIME-5). An entry's parts add up
 * to its counted seconds. Where no code is proposed and none can be reached, as in a blocked month, all feed none.
 */
export function allocationOf(assessment: Allocated): ReadonlyMap<number, readonly Allocation[]> {
  const family = assessment.family ?? (assessment.nextCode === null ? undefined : familyOf(assessment.nextCode));
  const units = family === undefined ? [] : unitsOf(family, assessment);
  const feeds = (bucket: EntryJudgement['bucket']) => family !== undefined && (bucket === 'qhp' || FAMILIES[family].builtFrom === 'total');
  const worked = assessment.time.filter(({ countedSeconds }) => countedSeconds > 0).toSorted(byDay);
  return new Map(worked.map(({ entry, bucket, countedSeconds }) => [entry, drawn(feeds(bucket) ? units : [], countedSeconds)]));
}

interface Unit {
  readonly code: string;
  readonly reached: boolean;
  left: number;
}

function unitsOf(family: CodeFamily, { codes, nextCode }: Allocated): Unit[] {
  const { base, addOn, firstMinutes } = FAMILIES[family];
  const size = (code: string) => (code === base ? firstMinutes : (addOn?.stepMinutes ?? 0)) * 60;
  const earned = [base, addOn?.code].flatMap((code) =>
    codes.filter((one) => one.code === code).flatMap((one) => Array.from({ length: one.units }, () => one.code)),
  );
  const next = nextCode !== null && familyOf(nextCode) === family ? [{ code: nextCode, reached: false, left: size(nextCode) }] : [];
  return [...earned.map((code) => ({ code, reached: true, left: size(code) })), ...next];
}

/** Takes an entry's seconds out of the units that still have room. */
function drawn(units: readonly Unit[], seconds: number): readonly Allocation[] {
  const parts: Allocation[] = [];
  let rest = seconds;
  for (const unit of units) {
    const take = Math.min(unit.left, rest);
    if (take <= 0) continue;
    unit.left -= take;
    rest -= take;
    const last = parts.at(-1);
    const isSame = last?.code === unit.code && last.reached === unit.reached;
    if (isSame) parts.splice(-1, 1, { ...last, seconds: last.seconds + take });
    else parts.push({ code: unit.code, seconds: take, reached: unit.reached });
  }
  return rest > 0 ? [...parts, { code: null, seconds: rest, reached: false }] : parts;
}

function byDay(a: EntryJudgement, b: EntryJudgement): number {
  return a.localDate.localeCompare(b.localDate) || a.entry - b.entry;
}
