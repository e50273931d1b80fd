import { expect, test } from 'vitest';
import { advanceTimer, IDLE_TIMER, type TimerAction } from '../../src/ccm/timer.ts';
import { DEFAULT_TIMER_SETTINGS, type LeftOutStretch, type Stretch, type Timer } from '../../src/ccm/timer/state.ts';
import { joined, settled, trimmed } from '../../src/ccm/timer/stretches.ts';
import { timedWork } from '../../src/ccm/timer/work.ts';

const work = (from: number, to: number): Stretch => ({ is: 'work', from, to });
const leftOut = (from: number, to: number, more: Partial<LeftOutStretch> = {}): Stretch => ({
  is: 'left-out',
  from,
  to,
  why: 'idle',
  answered: false,
  ...more,
});

test.each([
  ['work that goes on', [work(0, 1), work(5, 10)], work(10, 20), [work(0, 1), work(5, 20)]],
  ['work after a pause', [work(0, 10)], work(11, 20), [work(0, 10), work(11, 20)]],
  ['an empty stretch', [work(0, 10)], work(10, 10), [work(0, 10)]],
  ['the first', [], work(0, 10), [work(0, 10)]],
  ['time left out after work', [work(0, 10)], leftOut(10, 20), [work(0, 10), leftOut(10, 20)]],
  ['work after time left out', [leftOut(0, 10)], work(10, 20), [leftOut(0, 10), work(10, 20)]],
  ['time left out for the same reason', [leftOut(0, 10)], leftOut(10, 20), [leftOut(0, 20)]],
  [
    'time left out for another reason',
    [leftOut(0, 10)],
    leftOut(10, 20, { why: 'gap' }),
    [leftOut(0, 10), leftOut(10, 20, { why: 'gap' })],
  ],
  [
    'time left out for the same reason and answered',
    [leftOut(0, 10)],
    leftOut(10, 20, { answered: true }),
    [leftOut(0, 10), leftOut(10, 20, { answered: true })],
  ],
])('%s is joined as it should be', (_what, before, next, after) => {
  expect(joined(before, next)).toEqual(after);
});

test('an answer settles the unanswered stretch that begins there, and no other', () => {
  const stretches = [work(0, 10), leftOut(10, 20, { answered: true }), work(20, 30), leftOut(30, 40), leftOut(50, 60)];
  for (const from of [0, 10, 20, 45]) expect(settled(stretches, from, 'all')).toEqual(stretches);
  expect(settled(stretches, 30, 'all')).toEqual([...stretches.slice(0, 2), work(20, 40), leftOut(50, 60)]);
  expect(settled(stretches, 50, 'none')).toEqual([...stretches.slice(0, 4), leftOut(50, 60, { answered: true })]);
  expect(settled(stretches, 50, 53.9)).toEqual([...stretches.slice(0, 4), work(50, 53), leftOut(53, 60, { answered: true })]);
});

test('a trim cuts work at the instant and leaves what lies before it, and what was left out, as it is', () => {
  const stretches = [work(0, 10), leftOut(10, 20), work(20, 30), work(40, 50)];
  const gone = { why: 'trimmed', answered: true } as const;
  expect(trimmed(stretches, 50)).toEqual(stretches);
  expect(trimmed(stretches, 25.5)).toEqual([work(0, 10), leftOut(10, 20), work(20, 25), leftOut(25, 30, gone), leftOut(40, 50, gone)]);
  expect(trimmed(stretches, 30)).toEqual([work(0, 10), leftOut(10, 20), work(20, 30), leftOut(40, 50, gone)]);
});

const START = Date.parse('2026-03-05T10:00:00-05:00');

type Moment = readonly [ms: number, action: TimerAction, steady?: number | undefined];

/** The timer after a start and what happens so many milliseconds after it, looked at with a steady clock where one is given. */
function lived(first: number | undefined, ...moments: readonly Moment[]): Timer {
  const all: readonly Moment[] = [[0, { type: 'start', performer: 'clinical-staff' }, first], ...moments];
  return all.reduce<Timer>((timer, [ms, action, steady]) => {
    const reading = { at: START + ms, ...(steady === undefined ? {} : { steady }) };
    return advanceTimer(timer, { ...action, ...reading }, DEFAULT_TIMER_SETTINGS);
  }, IDLE_TIMER);
}

const PAUSE = { type: 'pause' } as const;
const RESUME = { type: 'resume' } as const;
const TICK = { type: 'tick' } as const;

test('TIME-15 a pause of less than a second does not part an interval, wherever it is', () => {
  const timer = lived(
    undefined,
    [5000, PAUSE],
    [10_000, RESUME],
    [15_000, PAUSE],
    [20_000, RESUME],
    [25_000, PAUSE],
    [25_300, RESUME],
    [30_300, { type: 'stop' }],
  );
  const seconds = timedWork(timer, 0, 'UTC')?.intervals.map(({ start, end }) => `${start.slice(17, 19)}-${end.slice(17, 19)}`);
  expect(seconds).toEqual(['00-05', '10-15', '20-30']);
});

test('time left out of less than a second is not told', () => {
  const timer = lived(undefined, [30_950, PAUSE], [30_960, { type: 'trim', to: START + 30_100 }]);
  expect(timedWork(timer, 0, 'UTC')?.notCounted).toEqual([]);
});

test('activity while a question is open or the timer rests is none', () => {
  const asked = lived(undefined, [60_000, TICK], [120_000, TICK]);
  const after = advanceTimer(asked, { type: 'activity', at: START + 121_000 }, DEFAULT_TIMER_SETTINGS);
  expect([asked.stage, after]).toEqual(['asked', { ...asked, seen: { at: START + 121_000 } }]);
});

test('clocks may differ by the tolerance and no more', () => {
  const { toleranceMs } = DEFAULT_TIMER_SETTINGS;
  const stages = (...moments: readonly Moment[]) => lived(0, [10_000, TICK, 10_000], ...moments).stage;
  expect(stages([20_000 + toleranceMs, TICK, 20_000])).toBe('running');
  expect(stages([20_001 + toleranceMs, TICK, 20_000])).toBe('asked');
  expect(stages([20_000 - toleranceMs, TICK, 20_000])).toBe('running');
  expect(stages([19_999 - toleranceMs, TICK, 20_000])).toBe('asked');
});

test('a clock set back is noticed where the steady clock has only just come', () => {
  expect(lived(undefined, [60_000, TICK], [10_000, TICK, 5])).toMatchObject({ stage: 'asked', question: { why: 'clock-set-back' } });
});

test('a page that comes back to a clock set back asks about the clock, not about having been closed', () => {
  for (const sameWindow of [true, false]) {
    const back = lived(0, [60_000, TICK, 60_000], [10_000, { type: 'recover', sameWindow }, 5]);
    expect(back).toMatchObject({ stage: 'asked', question: { why: 'clock-set-back' } });
  }
});

function startedAt(at: number): Timer {
  return advanceTimer(IDLE_TIMER, { type: 'start', performer: 'clinical-staff', at, steady: 0 }, DEFAULT_TIMER_SETTINGS);
}

test('a clock is believed from 1970 to the end of the year 9999', () => {
  const stages = [-1, 0, 253_402_300_799_999, 253_402_300_800_000].map((at) => startedAt(at).stage);
  expect([stages, startedAt(0)]).toMatchObject([['idle', 'running', 'running', 'idle'], { seen: { at: 0, steady: 0 } }]);
});
