import type { Instant, Interval } from '../chart.ts';
import type { LeftOutStretch, StartedTimer, Stretch, Timer } from './state.ts';
import { stretchesUntil } from './stretches.ts';

/** What a timer shows, in whole seconds, never rounded up. */
export interface TimerFigures {
  readonly countedSeconds: number;
  /** Seconds in doubt: an open question's, and those that a pause or a stop left unanswered. */
  readonly doubtSeconds: number;
  /** `countedSeconds` if all that is in doubt were kept. */
  readonly ifKeptSeconds: number;
}

/** The work of a timer as it is logged. All instants carry the offset of the zone asked for and fall on whole seconds. */
export interface TimedWork {
  readonly start: Instant;
  readonly end: Instant;
  /** Exactly the sum of `intervals`: the time worked, its last fraction of a second dropped. */
  readonly seconds: number;
  /** Active intervals in order, apart from one another; one where there was no pause, none where `seconds` is 0. */
  readonly intervals: readonly Interval[];
  /** Time on the clock that does not count, and why. It lies between the intervals; pauses are not in it. */
  readonly notCounted: readonly NotCounted[];
}

export interface NotCounted extends Interval {
  readonly seconds: number;
  readonly why: LeftOutStretch['why'];
  /** False where nobody answered whether it was work. */
  readonly answered: boolean;
}

/** What the timer shows at `now` (epoch milliseconds), as of its last reading where `now` is before it. Look with a tick first. */
export function timerFigures(timer: Timer, now: number): TimerFigures {
  const stretches = timer.stage === 'idle' ? [] : stretchesUntil(timer, latest(timer, now));
  const work = lengthOf(stretches.filter((stretch) => stretch.is === 'work'));
  const doubt = lengthOf(stretches.filter((stretch) => stretch.is === 'left-out' && !stretch.answered));
  const countedSeconds = wholeSeconds(work);
  const ifKeptSeconds = wholeSeconds(work + doubt);
  return { countedSeconds, doubtSeconds: ifKeptSeconds - countedSeconds, ifKeptSeconds };
}

/**
 * The timer's work, as it would be logged if it ended at `now` (epoch milliseconds); null where it was never started.
 * Of a stopped or paused timer `now` changes nothing.
 *
 * Each interval begins at its second and ends after the whole seconds worked in it, fractions carried to the next one:
 * the sum is exact, and only an interval after pauses of less than a second may lie up to a second late.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError
 */
export function timedWork(timer: Timer, now: number, timeZone: string): TimedWork | null {
  if (timer.stage === 'idle') return null;
  const until = latest(timer, now);
  const stretches = stretchesUntil(timer, until);
  const { spans, leftOut } = laidOut(stretches);
  const first = spans[0]?.from ?? wholeSeconds(stretches[0]?.from ?? until);
  const last = spans.at(-1)?.to ?? first;
  return {
    start: instantOf(first, timeZone),
    end: instantOf(last, timeZone),
    seconds: spans.reduce((sum, span) => sum + span.to - span.from, 0),
    intervals: spans.map((span) => intervalOf(span, timeZone)),
    notCounted: leftOut.map(({ span, why, answered }) => ({
      ...intervalOf(span, timeZone),
      seconds: span.to - span.from,
      why,
      answered,
    })),
  };
}

/** Epoch seconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

type LeftOutSpan = Pick<LeftOutStretch, 'why' | 'answered'> & { readonly span: Span };

/** The stretches in whole seconds. A span can begin no earlier than the last one ends, so no second is told twice. */
function laidOut(stretches: readonly Stretch[]): { readonly spans: readonly Span[]; readonly leftOut: readonly LeftOutSpan[] } {
  const spans: Span[] = [];
  const leftOut: LeftOutSpan[] = [];
  let worked = 0;
  let logged = 0;
  for (const stretch of stretches) {
    const last = spans.at(-1);
    const from = Math.max(wholeSeconds(stretch.from), last?.to ?? -Infinity);
    if (stretch.is === 'left-out') {
      const { why, answered } = stretch;
      const to = wholeSeconds(stretch.to);
      if (to > from) leftOut.push({ span: { from, to }, why, answered });
      continue;
    }
    worked += stretch.to - stretch.from;
    const seconds = wholeSeconds(worked) - logged;
    logged += seconds;
    if (seconds === 0) continue;
    if (last?.to === from) spans[spans.length - 1] = { from: last.from, to: last.to + seconds };
    else spans.push({ from, to: from + seconds });
  }
  return { spans, leftOut };
}

function intervalOf({ from, to }: Span, timeZone: string): Interval {
  return { start: instantOf(from, timeZone), end: instantOf(to, timeZone) };
}

function instantOf(epochSeconds: number, timeZone: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toString({ timeZone });
}

function latest(timer: StartedTimer, now: number): number {
  return Number.isFinite(now) ? Math.max(Math.floor(now), timer.seen.at) : timer.seen.at;
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
