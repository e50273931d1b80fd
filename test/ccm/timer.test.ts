import { expect, test } from 'vitest';
import type { Performer } from '../../src/ccm/chart.ts';
import { advanceTimer, IDLE_TIMER, type TimerEvent } from '../../src/ccm/timer.ts';
import { mayTime } from '../../src/ccm/timer/may-time.ts';
import { readTimer } from '../../src/ccm/timer/read-timer.ts';
import { DEFAULT_TIMER_SETTINGS, type Timer } from '../../src/ccm/timer/state.ts';
import { timedWork, timerFigures } from '../../src/ccm/timer/work.ts';

const ZONE = 'America/New_York';

/** 5 March 2026 in New York, at `clock`: `10:04:30` or `10:04:30.250`. */
const at = (clock: string): number => Date.parse(`2026-03-05T${clock}-05:00`);

type Step = readonly [clock: string, type: TimerEvent['type'], more?: Readonly<Record<string, unknown>>];

/** The timer after a start at 10:00:00 and the steps. A step `tick` with `until` ticks each half minute. */
function after(...steps: readonly Step[]): Timer {
  const all: Step[] = [['10:00:00', 'start', { performer: 'clinical-staff' }], ...steps];
  return all.reduce<Timer>(
    (timer, [clock, type, more]) => advanceTimer(timer, { type, at: at(clock), ...more } as TimerEvent, DEFAULT_TIMER_SETTINGS),
    IDLE_TIMER,
  );
}

/** Someone at work: activity each 30 seconds of the minutes from `10:MM` to `10:NN`. */
function active(from: number, to: number): readonly Step[] {
  const clocks = Array.from(
    { length: (to - from) * 2 + 1 },
    (_, index) => [from + Math.floor(index / 2), index % 2 ? '30' : '00'] as const,
  );
  return clocks.map(([minute, second]) => [`10:${String(minute).padStart(2, '0')}:${second}`, 'activity']);
}

/** The same minutes with nobody there: the page looks at the clock and nothing else happens. */
const quiet = (from: number, to: number): readonly Step[] => active(from, to).map(([clock]) => [clock, 'tick']);

const counted = (timer: Timer, clock: string): number => timerFigures(timer, at(clock)).countedSeconds;
const spans = (timer: Timer): readonly string[] =>
  (timedWork(timer, 0, ZONE)?.intervals ?? []).map(({ start, end }) => `${start.slice(11, 19)}-${end.slice(11, 19)}`);
const leftOut = (timer: Timer): readonly string[] =>
  (timedWork(timer, 0, ZONE)?.notCounted ?? []).map(({ start, end, seconds, why, answered }) =>
    [`${start.slice(11, 19)}-${end.slice(11, 19)}`, seconds, why, answered ? 'answered' : 'unanswered'].join(' '),
  );

test.each<[Performer | null | undefined, boolean]>([
  ['clinical-staff', true],
  ['physician-qhp', true],
  ['non-clinical-staff', false],
  ['software', false],
  [null, false],
  [undefined, false],
])('TIME-3 TIME-18 a timer for %s may run: %s', (performer, may) => {
  expect(mayTime(performer)).toBe(may);
});

test('TIME-3 TIME-18 a start for somebody whose time cannot count starts nothing', () => {
  for (const performer of ['non-clinical-staff', 'software'] as const) {
    expect(advanceTimer(IDLE_TIMER, { type: 'start', performer, at: at('10:00:00') }, DEFAULT_TIMER_SETTINGS)).toEqual(IDLE_TIMER);
  }
});

test('nothing but a start starts a timer', () => {
  const types = ['pause', 'resume', 'activity', 'tick', 'clock-was-wrong', 'stop', 'discard'] as const;
  const events: readonly TimerEvent[] = [
    ...types.map((type) => ({ type, at: at('10:00:00') })),
    { type: 'call-mode', on: true, at: at('10:00:00') },
    { type: 'recover', sameWindow: true, at: at('10:00:00') },
    { type: 'answer', keep: 'all', goOn: true, at: at('10:00:00') },
    { type: 'settle', from: 0, keep: 'all', at: at('10:00:00') },
    { type: 'trim', to: 0, at: at('10:00:00') },
  ];
  for (const event of events) expect(advanceTimer(IDLE_TIMER, event, DEFAULT_TIMER_SETTINGS)).toEqual(IDLE_TIMER);
});

test('TIME-15 the work of pauses is its active intervals and their exact seconds', () => {
  const timer = after(...active(0, 4), ['10:04:30', 'pause'], ['10:20:00', 'resume'], ...active(20, 22), ['10:22:09', 'stop']);
  expect(timedWork(timer, 0, ZONE)).toEqual({
    start: '2026-03-05T10:00:00-05:00',
    end: '2026-03-05T10:22:09-05:00',
    seconds: 399,
    intervals: [
      { start: '2026-03-05T10:00:00-05:00', end: '2026-03-05T10:04:30-05:00' },
      { start: '2026-03-05T10:20:00-05:00', end: '2026-03-05T10:22:09-05:00' },
    ],
    notCounted: [],
  });
});

test('TIME-15 fractions of a second are carried from interval to interval and never rounded up', () => {
  const once = after(['10:00:19.999', 'stop']);
  const thrice = after(
    ['10:00:00.600', 'pause'],
    ['10:00:10.300', 'resume'],
    ['10:00:10.900', 'pause'],
    ['10:00:20', 'resume'],
    ['10:00:20.900', 'stop'],
  );
  expect(counted(once, '10:30:00')).toBe(19);
  expect(spans(thrice)).toEqual(['10:00:10-10:00:11', '10:00:20-10:00:21']);
  expect(counted(thrice, '10:30:00')).toBe(2);
});

test('an entry around midnight of a daylight saving change keeps its seconds and tells each offset', () => {
  const start = Date.parse('2026-03-08T01:59:30-05:00');
  const timer = (['start', 'tick', 'stop'] as const).reduce<Timer>(
    (one, type, index) => advanceTimer(one, { type, performer: 'clinical-staff', at: start + index * 30_000 }, DEFAULT_TIMER_SETTINGS),
    IDLE_TIMER,
  );
  expect(timedWork(timer, 0, ZONE)).toMatchObject({ start: '2026-03-08T01:59:30-05:00', end: '2026-03-08T03:00:30-04:00', seconds: 60 });
});

test('two minutes without activity are asked about, and do not count from the last activity on', () => {
  const before = after(['10:01:00', 'activity'], ['10:02:00', 'tick'], ['10:02:59', 'tick']);
  const timer = advanceTimer(before, { type: 'tick', at: at('10:03:00') }, DEFAULT_TIMER_SETTINGS);
  expect([before.stage, counted(before, '10:02:59')]).toEqual(['running', 179]);
  expect(timer).toMatchObject({ stage: 'asked', question: { why: 'idle', from: at('10:01:00'), noticed: at('10:03:00') } });
  expect(timerFigures(timer, at('10:11:40'))).toEqual({ countedSeconds: 60, doubtSeconds: 640, ifKeptSeconds: 700 });
});

test('in call mode half an hour may be quiet', () => {
  const call: Step = ['10:00:00', 'call-mode', { on: true }];
  expect(after(call, ...quiet(1, 29), ['10:29:59', 'tick']).stage).toBe('running');
  expect(after(call, ...quiet(1, 30))).toMatchObject({ stage: 'asked', question: { from: at('10:00:00') } });
  expect(after(call, ...quiet(1, 5), ['10:05:00', 'call-mode', { on: false }], ...quiet(6, 7)).stage).toBe('asked');
});

test('activity does not answer the question for its person', () => {
  expect(after(...quiet(1, 2), ['10:02:30', 'activity'], ['10:02:31', 'resume'], ['10:02:32', 'start']).stage).toBe('asked');
});

test.each<[string, Readonly<Record<string, unknown>>, readonly string[], readonly string[]]>([
  ['all is kept', { keep: 'all', goOn: true }, ['10:00:00-10:13:00'], []],
  ['none is kept', { keep: 'none', goOn: true }, ['10:00:00-10:01:00', '10:12:00-10:13:00'], ['10:01:00-10:12:00 660 idle answered']],
  [
    'some is kept',
    { keep: at('10:05:00'), goOn: true },
    ['10:00:00-10:05:00', '10:12:00-10:13:00'],
    ['10:05:00-10:12:00 420 idle answered'],
  ],
  ['all is kept and the work is over', { keep: 'all', goOn: false }, ['10:00:00-10:12:00'], []],
  ['an instant beyond now keeps all', { keep: at('11:00:00'), goOn: true }, ['10:00:00-10:13:00'], []],
  ['an instant before the doubt keeps none', { keep: 0, goOn: false }, ['10:00:00-10:01:00'], ['10:01:00-10:12:00 660 idle answered']],
])('an answer: %s', (_, answer, intervals, notCounted) => {
  const timer = after(['10:01:00', 'activity'], ...quiet(2, 4), ['10:12:00', 'answer', answer], ['10:13:00', 'stop']);
  expect([spans(timer), leftOut(timer)]).toEqual([intervals, notCounted]);
});

test('unanswered time is not counted and stays in the log as such, until somebody settles it', () => {
  const stopped = after(['10:01:00', 'activity'], ...quiet(2, 4), ['10:12:00', 'stop']);
  expect([spans(stopped), leftOut(stopped)]).toEqual([['10:00:00-10:01:00'], ['10:01:00-10:12:00 660 idle unanswered']]);
  const settle = (keep: 'all' | number): Timer =>
    advanceTimer(stopped, { type: 'settle', from: at('10:01:00'), keep, at: at('10:20:00') }, DEFAULT_TIMER_SETTINGS);
  expect([spans(settle('all')), leftOut(settle('all'))]).toEqual([['10:00:00-10:12:00'], []]);
  expect(leftOut(settle(at('10:02:00')))).toEqual(['10:02:00-10:12:00 600 idle answered']);
});

test('a page that did not run is asked about with the exact gap', () => {
  const timer = after(...active(0, 4), ['10:46:31', 'tick']);
  expect(timer).toMatchObject({ stage: 'asked', question: { why: 'gap', from: at('10:04:00'), noticed: at('10:46:31'), steadyMs: null } });
  expect(timerFigures(timer, at('10:46:31'))).toEqual({ countedSeconds: 240, doubtSeconds: 2551, ifKeptSeconds: 2791 });
});

test('a gap is asked about before the click that found it is obeyed', () => {
  const timer = after(...active(0, 4), ['10:46:31', 'pause']);
  expect([timer.stage, counted(timer, '10:50:00'), leftOut(timer)]).toEqual(['paused', 240, ['10:04:00-10:46:31 2551 gap unanswered']]);
});

const steadily = (
  ...steps: readonly (readonly [clock: string, steady: number, type: TimerEvent['type'], more?: Readonly<Record<string, unknown>>])[]
): Timer => after(...steps.map(([clock, steady, type, more]): Step => [clock, type, { ...more, steady }]));

test('a clock set forward shows against the steady one, and its time can be taken back out of the entry', () => {
  const asked = steadily(['10:00:00', 0, 'tick'], ['10:01:00', 60_000, 'activity'], ['10:01:31', 61_000, 'tick']);
  expect(asked).toMatchObject({ stage: 'asked', question: { why: 'gap', from: at('10:01:00'), noticed: at('10:01:31'), steadyMs: 1000 } });
  const corrected = advanceTimer(asked, { type: 'clock-was-wrong', at: at('10:01:40'), steady: 70_000 }, DEFAULT_TIMER_SETTINGS);
  expect([corrected.stage, spans(corrected)]).toEqual(['running', ['10:00:30-10:01:40']]);
  expect(corrected).toMatchObject({ clockMoves: [{ byMs: 30_000 }] });
});

test('a clock set back moves the entry with it, loses no second, doubles none, and is asked about', () => {
  const asked = steadily(['10:00:00', 0, 'tick'], ['10:01:00', 60_000, 'activity'], ['09:31:01', 61_000, 'tick']);
  expect(asked).toMatchObject({ stage: 'asked', question: { why: 'clock-set-back', steadyMs: 1000 }, clockMoves: [{ byMs: -1_800_000 }] });
  const kept = advanceTimer(asked, { type: 'answer', keep: 'all', goOn: true, at: at('09:31:10'), steady: 70_000 }, DEFAULT_TIMER_SETTINGS);
  expect(spans(kept)).toEqual(['09:30:00-09:31:10']);
});

test('a clock set back without a steady one to ask adds nothing for the time nobody can know', () => {
  const timer = after(...active(0, 1), ['09:00:00', 'tick'], ['09:00:00', 'answer', { keep: 'all', goOn: true }], ['09:00:10', 'stop']);
  expect([spans(timer), counted(timer, '10:00:00')]).toEqual([['08:59:00-09:00:10'], 70]);
});

test('a clock set back during a pause does not let the next interval overlap the last', () => {
  const timer = after(['10:01:00', 'pause'], ['09:50:00', 'resume'], ['09:50:30', 'stop']);
  expect(spans(timer)).toEqual(['09:49:00-09:50:30']);
});

test('a second or two of jitter is no event', () => {
  const timer = steadily(['10:00:10', 10_000, 'tick'], ['10:00:09.500', 11_000, 'tick'], ['10:00:12', 12_000, 'tick']);
  expect([timer.stage, counted(timer, '10:00:12')]).toEqual(['running', 12]);
});

test('jitter between a pause and a resume does not make them overlap', () => {
  const timer = after(['10:00:10', 'pause'], ['10:00:09', 'resume'], ['10:00:12', 'stop']);
  expect(spans(timer)).toEqual(['10:00:00-10:00:12']);
});

test('a steady clock that goes backward is another page’s, and is not believed', () => {
  const timer = steadily(['10:00:10', 70_000, 'tick'], ['10:00:11', 12, 'tick'], ['10:00:12', 1012, 'tick']);
  expect([timer.stage, counted(timer, '10:00:12')]).toEqual(['running', 12]);
});

const killed = (...steps: readonly Step[]): Timer => readTimer(JSON.parse(JSON.stringify(after(...steps)))) ?? IDLE_TIMER;

test('after a crash the exact figures of keeping and leaving out are given', () => {
  const back = advanceTimer(killed(...active(0, 4)), { type: 'recover', sameWindow: false, at: at('10:04:20') }, DEFAULT_TIMER_SETTINGS);
  expect(back).toMatchObject({ stage: 'asked', question: { why: 'closed', from: at('10:04:00'), noticed: at('10:04:20') } });
  expect(timerFigures(back, at('10:04:20'))).toEqual({ countedSeconds: 240, doubtSeconds: 20, ifKeptSeconds: 260 });
});

test('a reload of the window goes on counting, a long absence of it is asked about', () => {
  const reload = (clock: string): Timer =>
    advanceTimer(killed(...active(0, 4)), { type: 'recover', sameWindow: true, at: at(clock), steady: 12 }, DEFAULT_TIMER_SETTINGS);
  expect([reload('10:04:07').stage, counted(reload('10:04:07'), '10:04:07')]).toEqual(['running', 247]);
  expect(reload('10:09:00')).toMatchObject({ stage: 'asked', question: { why: 'closed', from: at('10:04:00') } });
});

test('a paused or stopped timer comes back as it was left', () => {
  for (const type of ['pause', 'stop'] as const) {
    const before = killed(...active(0, 4), ['10:04:10', type]);
    const back = advanceTimer(before, { type: 'recover', sameWindow: false, at: at('12:00:00') }, DEFAULT_TIMER_SETTINGS);
    expect([back.stage, counted(back, '12:00:00')]).toEqual([before.stage, 250]);
  }
});

test('a trim leaves out what was recorded after an instant and never adds', () => {
  const timer = after(
    ...active(0, 9),
    ['10:09:00', 'stop'],
    ['10:10:00', 'trim', { to: at('10:05:30') }],
    ['10:10:00', 'trim', { to: at('10:08:00') }],
  );
  expect([spans(timer), leftOut(timer)]).toEqual([['10:00:00-10:05:30'], ['10:05:30-10:09:00 210 trimmed answered']]);
});

test('a stop can be taken back; the time between is a pause', () => {
  const timer = after(['10:00:30', 'stop'], ['10:01:00', 'resume'], ['10:01:10', 'stop']);
  expect(spans(timer)).toEqual(['10:00:00-10:00:30', '10:01:00-10:01:10']);
});

test('a discard leaves nothing', () => {
  expect(after(...active(0, 4), ['10:05:00', 'discard'])).toEqual(IDLE_TIMER);
});

test('a clock that reads nonsense changes nothing', () => {
  const timer = after(...active(0, 4));
  for (const nonsense of [Number.NaN, Infinity, -1, 1e300]) {
    expect(advanceTimer(timer, { type: 'stop', at: nonsense }, DEFAULT_TIMER_SETTINGS)).toBe(timer);
  }
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['another version', { version: 2 }],
  ['a stage nobody knows', { stage: 'lost' }],
  ['a performer whose time cannot count', { performer: 'software' }],
  ['an instant that is text', { since: '10:00' }],
  ['an instant that is not whole', { since: at('10:05:00') + 0.5 }],
  ['a start after the last reading', { since: at('10:30:00') }],
  ['activity before the start', { activeAt: at('10:04:00') }],
  ['no reading', { seen: null }],
  ['stretches that overlap', { stretches: [work('10:00:00', '10:02:00'), work('10:01:00', '10:03:00')] }],
  ['a stretch that overlaps what runs', { stretches: [work('10:00:00', '10:05:30')] }],
  ['an empty stretch', { stretches: [work('10:00:00', '10:00:00')] }],
  ['a stretch left out for no reason', { stretches: [{ ...work('10:00:00', '10:01:00'), is: 'left-out', answered: true }] }],
  ['a stretch that is neither', { stretches: [{ ...work('10:00:00', '10:01:00'), is: 'rest' }] }],
  ['a clock move of no size', { clockMoves: [{ at: 0 }] }],
])('a stored timer with %s is not read', (_, wrong) => {
  const timer = {
    ...after(...active(0, 4), ['10:04:30', 'pause'], ['10:05:00', 'resume'], ['10:06:00', 'activity']),
    activeAt: at('10:06:00'),
  };
  expect(readTimer(timer)).not.toBeNull();
  expect(readTimer({ ...timer, ...wrong })).toBeNull();
});

test('a stored pause with activity after its last reading is not read', () => {
  const timer = after(['10:01:00', 'pause']);
  expect(readTimer(timer)).toEqual(timer);
  expect(readTimer({ ...timer, activeAt: at('10:01:01') })).toBeNull();
});

function work(from: string, to: string): Readonly<Record<string, unknown>> {
  return { is: 'work', from: at(from), to: at(to) };
}

test.each([
  [quiet(1, 4), { type: 'settle', from: at('10:01:00'), keep: 'all' }, 330],
  [active(1, 5), { type: 'trim', to: at('10:01:00') }, 60],
] as const)(
  'what is settled or trimmed after a stop means the instants as they were shown, though the clock was set back meanwhile',
  (steps, action, seconds) => {
    const timer = after(['10:01:00', 'activity'], ...steps, ['10:05:30', 'stop']);
    const settled = advanceTimer(timer, { ...action, at: at('09:30:00') }, DEFAULT_TIMER_SETTINGS);
    expect(timerFigures(settled, at('09:30:00')).countedSeconds).toBe(seconds);
  },
);
