import type { LocalDate, Reference, UnknownKind } from '../../../ccm/chart.ts';

/** One end of what is aimed at. `included`: the number itself is good. */
export interface Bound {
  readonly value: number;
  readonly included: boolean;
}

/** What is aimed at as numbers, in the unit of the measure. Both ends are the same where one value is named. */
export interface TrendAim {
  readonly measure: string;
  /** `second`: the lower number of a pressure. */
  readonly part: TrendPart;
  readonly low?: Bound;
  readonly high?: Bound;
}

export type TrendPart = 'value' | 'second';

export interface TrendReading {
  readonly date: LocalDate;
  readonly value: number;
  readonly second?: number;
  /** The EHR knows only that it is below or above the number. */
  readonly comparator?: string;
}

export interface Measured {
  readonly label: string;
  /** As a person writes it; empty for a score. */
  readonly unit: string;
  /** What its two numbers are called, where a result has two. */
  readonly parts?: Readonly<Record<TrendPart, string>>;
}

/** What was measured over the last two years and what the plan's goals aim at. */
export interface Trends {
  readonly isBeingRead: boolean;
  /** Why results may be missing; absent where all came. */
  readonly unknownBecause?: UnknownKind;
  readonly measures: Readonly<Record<string, Measured>>;
  /** By measure, oldest first. */
  readonly readings: ReadonlyMap<string, readonly TrendReading[]>;
  /** By the goal's reference in the plan. */
  readonly aims: ReadonlyMap<Reference, readonly TrendAim[]>;
  /** Results whose unit could not be turned into the one shown, or that have no day. */
  readonly leftOut: number;
}

/** Whether a value is where it should be; `open` where the numbers cannot tell. */
export type Standing = 'on' | 'off' | 'open';

/** Whether a reading meets one aim. A reading that is only known to be below or above a number may leave it open. */
export function standingOf(reading: TrendReading, aim: TrendAim): Standing {
  const value = aim.part === 'second' ? reading.second : reading.value;
  if (value === undefined) return 'open';
  const [least, most] = rangeOf(value, aim.part === 'second' ? undefined : reading.comparator);
  const { low, high } = aim;
  const isPoint = low !== undefined && high !== undefined && low.value === high.value;
  if (low !== undefined && isBelow(most, low)) return isPoint ? 'open' : 'off';
  if (high !== undefined && isAbove(least, high)) return isPoint ? 'open' : 'off';
  const isLowMet = low === undefined || !isBelow(least, low);
  const isHighMet = high === undefined || !isAbove(most, high);
  return isLowMet && isHighMet ? 'on' : 'open';
}

/** Whether the latest reading meets all aims on its measure; `open` where there is none. */
export function latestStanding(readings: readonly TrendReading[], aims: readonly TrendAim[]): Standing {
  const last = readings.at(-1);
  if (last === undefined || aims.length === 0) return 'open';
  const standings = aims.map((aim) => standingOf(last, aim));
  if (standings.includes('off')) return 'off';
  return standings.includes('open') ? 'open' : 'on';
}

/** The measures that a goal aims at, in the order of its targets. */
export function measuresOf(aims: readonly TrendAim[]): readonly string[] {
  return [...new Set(aims.map(({ measure }) => measure))];
}

/** References of the goals whose latest result misses an aim, in the order of the plan. */
export function goalsOffTarget({ aims, readings }: Trends): readonly Reference[] {
  return [...aims].flatMap(([goal, its]) => {
    const isOff = measuresOf(its).some((measure) => {
      const mine = its.filter((aim) => aim.measure === measure);
      return latestStanding(readings.get(measure) ?? [], mine) === 'off';
    });
    return isOff ? [goal] : [];
  });
}

function rangeOf(value: number, comparator: string | undefined): readonly [least: number, most: number] {
  if (comparator === undefined) return [value, value];
  return comparator.startsWith('<') ? [-Infinity, value] : [value, Infinity];
}

function isBelow(value: number, { value: end, included }: Bound): boolean {
  return included ? value < end : value <= end;
}

function isAbove(value: number, { value: end, included }: Bound): boolean {
  return included ? value > end : value >= end;
}
