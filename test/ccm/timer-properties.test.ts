import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceTimer, IDLE_TIMER, type TimerEvent } from '../../src/ccm/timer.ts';
import { readTimer } from '../../src/ccm/timer/read-timer.ts';
import { DEFAULT_TIMER_SETTINGS, type Timer } from '../../src/ccm/timer/state.ts';
import { timedWork, timerFigures } from '../../src/ccm/timer/work.ts';

const START = 1_793_000_000_000;

/** Mostly steps of a work day, with fractions of a second; now and then clocks that leap, or are out of their minds. */
const step = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 80_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: -2_500, max: 0 }) },
  { weight: 3, arbitrary: fc.integer({ min: -10_000_000, max: 10_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -1e16, 1e16, 0.5) },
);
const instant = fc.oneof(
  fc.integer({ min: -200_000, max: 20_000_000 }).map((ms) => START + ms),
  fc.double(),
);
const keep = fc.oneof(fc.constantFrom('all' as const, 'none' as const), instant);
const action = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom({ type: 'tick' }, { type: 'activity' }, { type: 'pause' }, { type: 'resume' }) },
  fc.constantFrom(
    { type: 'stop' },
    { type: 'clock-was-wrong' },
    { type: 'start', performer: 'physician-qhp' },
    { type: 'call-mode', on: true },
  ),
  fc.record({ type: fc.constant('answer'), keep, goOn: fc.boolean() }),
  fc.record({ type: fc.constant('recover'), sameWindow: fc.boolean() }),
  fc.record({ type: fc.constant('trim'), to: instant }),
);
const happening = fc.record({ action, wall: step, steady: fc.option(step) });
const history = fc.array(happening, { maxLength: 60 });
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Every timer of a history, from its start on, with the event that led to it. */
function lived(happenings: readonly Happening[]): readonly { readonly timer: Timer; readonly before: Timer; readonly event: TimerEvent }[] {
  let wall = START;
  let steady = 0;
  let timer = advanceTimer(IDLE_TIMER, { type: 'start', performer: 'clinical-staff', at: wall, steady }, DEFAULT_TIMER_SETTINGS);
  return happenings.map(({ action: what, wall: by, steady: on }) => {
    const at = wall + by;
    if (at > 0 && at < 1e14) wall = at;
    steady += Math.abs(on ?? 0) || 0;
    const event = { ...what, at, ...(on !== null && { steady }) } as TimerEvent;
    const before = timer;
    timer = advanceTimer(timer, event, DEFAULT_TIMER_SETTINGS);
    return { timer, before, event };
  });
}

const lengths = (spans: readonly { readonly start: string; readonly end: string }[]): readonly number[] =>
  spans.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 1000);

test('TIME-15 whatever happens, the intervals are whole seconds, apart from one another, and sum to what the timer shows', () => {
  fc.assert(
    fc.property(history, (happenings) => {
      for (const { timer } of lived(happenings)) {
        const work = timedWork(timer, 0, 'UTC');
        if (work === null || timer.stage === 'idle') continue;
        const all = [...work.intervals, ...work.notCounted].toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
        expect(lengths(all).every((seconds) => seconds > 0 && Number.isInteger(seconds))).toBe(true);
        expect(all.every(({ start }, index) => Date.parse(start) >= Date.parse(all[index - 1]?.end ?? start))).toBe(true);
        expect(lengths(work.intervals).reduce((sum, seconds) => sum + seconds, 0)).toBe(work.seconds);
        expect(work.seconds).toBe(timerFigures(timer, 0).countedSeconds);
        expect(Date.parse(work.end)).toBeLessThan(timer.seen.at + 1000);
      }
    }),
  );
});

test('no event adds more time than the clock, or the steady clock, saw pass since the last one', () => {
  fc.assert(
    fc.property(history, (happenings) => {
      for (const { timer, before, event } of lived(happenings)) {
        if (before.stage === 'idle' || timer.stage === 'idle') continue;
        const added = timerFigures(timer, 0).ifKeptSeconds - timerFigures(before, 0).ifKeptSeconds;
        const wall = event.at - before.seen.at;
        const steady = event.steady !== undefined && before.seen.steady !== undefined ? event.steady - before.seen.steady : 0;
        expect(added * 1000).toBeLessThan(Math.max(0, wall || 0, steady || 0) + 1000);
      }
    }),
  );
});

test('pausing, trimming and stopping never add counted time', () => {
  fc.assert(
    fc.property(history, fc.constantFrom('pause', 'stop', 'trim'), instant, (happenings, type, to) => {
      const timer = lived(happenings).at(-1)?.timer;
      if (timer === undefined || timer.stage === 'idle') return;
      const after = advanceTimer(timer, { type, to, at: timer.seen.at }, DEFAULT_TIMER_SETTINGS);
      expect(timerFigures(after, 0).countedSeconds).toBeLessThanOrEqual(timerFigures(timer, 0).countedSeconds);
    }),
  );
});

test('a paused or stopped timer shows the same, however long one looks at it', () => {
  fc.assert(
    fc.property(history, fc.constantFrom('pause', 'stop'), step, (happenings, type, later) => {
      const timer = lived(happenings).at(-1)?.timer;
      if (timer === undefined || timer.stage === 'idle') return;
      const rested = advanceTimer(timer, { type, at: timer.seen.at }, DEFAULT_TIMER_SETTINGS);
      const after = advanceTimer(rested, { type: 'tick', at: timer.seen.at + later }, DEFAULT_TIMER_SETTINGS);
      expect(timerFigures(after, timer.seen.at + 86_400_000)).toEqual(timerFigures(rested, 0));
    }),
  );
});

test('a timer stored at any moment is read back the same, its steady reading aside', () => {
  fc.assert(
    fc.property(history, (happenings) => {
      for (const { timer } of lived(happenings)) {
        const expected = timer.stage === 'idle' ? timer : { ...timer, seen: { at: timer.seen.at } };
        expect(readTimer(JSON.parse(JSON.stringify(timer)))).toEqual(expected);
      }
    }),
    { numRuns: 50 },
  );
});

test('anything else is read as no timer, and without an error', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(readTimer(value)).toBeNull();
    }),
  );
});
