import type { Interval } from '../../ccm/chart.ts';
import type { LedgerRow } from './ledger-rows.ts';

/** Two entries whose clock times share `seconds`. */
export interface SameMoment {
  readonly earlier: LedgerRow;
  readonly later: LedgerRow;
  readonly seconds: number;
  /** One person's: work that two browsers logged, or one piece of work logged twice. */
  readonly samePerson: boolean;
}

/** Pairs of judged entries that were going on at the same time, in order of the first one's start. */
export function sameMoments(rows: readonly LedgerRow[]): readonly SameMoment[] {
  const timed = rows
    .filter(({ judged }) => judged !== null)
    .map((row) => ({ row, spans: spansOf(row) }))
    .filter(({ spans }) => spans.length > 0)
    .toSorted((a, b) => startOf(a.spans) - startOf(b.spans));
  return timed.flatMap((one, index) =>
    timed.slice(index + 1).flatMap((other): readonly SameMoment[] => {
      const seconds = shared(one.spans, other.spans);
      if (seconds === 0) return [];
      return [{ earlier: one.row, later: other.row, seconds, samePerson: isSamePerson(one.row, other.row) }];
    }),
  );
}

type Span = readonly [from: number, to: number];

function spansOf({ entry: { start, seconds, intervals } }: LedgerRow): readonly Span[] {
  if (intervals.length > 0) return intervals.flatMap(spanOf);
  if (start === undefined || seconds === undefined) return [];
  const from = epochSeconds(start);
  return [[from, from + seconds]];
}

function spanOf({ start, end }: Interval): readonly Span[] {
  return [[epochSeconds(start), epochSeconds(end)]];
}

function epochSeconds(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds / 1000;
}

function startOf(spans: readonly Span[]): number {
  return spans[0]?.[0] ?? 0;
}

function shared(a: readonly Span[], b: readonly Span[]): number {
  return a.reduce(
    (sum, [from, to]) => sum + b.reduce((more, [start, end]) => more + Math.max(0, Math.min(to, end) - Math.max(from, start)), 0),
    0,
  );
}

// Without a reference nobody knows that two names are one person.
function isSamePerson({ entry: a }: LedgerRow, { entry: b }: LedgerRow): boolean {
  return a.performerReference !== undefined && a.performerReference === b.performerReference;
}
