import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceTimer, IDLE_TIMER, type TimerAction } from '../../src/ccm/timer.ts';
import { readTimer } from '../../src/ccm/timer/read-timer.ts';
import type { Timer, TimerSettings } from '../../src/ccm/timer/state.ts';
import { timedWork, timerFigures } from '../../src/ccm/timer/work.ts';

const SETTINGS: TimerSettings = { idleMs: 20_000, callIdleMs: 50_000, gapMs: 30_000, toleranceMs: 2_000 };
const HISTORIES = 1200;

/**
 * The plain model: one letter for each second of the entry. `w` worked, `d` in doubt, `u` left out unanswered, `x` left
 * out, `.` not running. Nothing in it knows instants.
 */
interface Model {
  stage: Timer['stage'];
  log: string[];
  /** Seconds since the last activity. */
  quiet: number;
  callMode: boolean;
  /** Seconds at the head of the doubt that only the wall clock showed; null where the doubt is not about a gap. */
  unproven: number | null;
}

/** One device: its clocks, the page's timer, and what the page has stored. */
class Device {
  wall = 1_793_000_000_000;
  /** Null in a browser that has no steady clock to offer. */
  steady: number | null = 5_000;
  timer: Timer = IDLE_TIMER;
  stored = JSON.stringify(IDLE_TIMER);

  pass(seconds: number, { asleep = false } = {}): void {
    this.wall += seconds * 1000;
    if (this.steady !== null && !asleep) this.steady += seconds * 1000;
  }

  /** Sends an event, and stores what comes of it as the app does. */
  send(action: TimerAction): void {
    const reading = { at: this.wall, ...(this.steady !== null && { steady: this.steady }) };
    this.timer = advanceTimer(this.timer, { ...action, ...reading }, SETTINGS);
    this.stored = JSON.stringify(this.timer);
  }

  /** A new page, with a steady clock of its own. */
  reopen(): void {
    this.timer = readTimer(JSON.parse(this.stored)) ?? IDLE_TIMER;
    if (this.steady !== null) this.steady = 100;
  }
}

type History = fc.Command<Model, Device>;

const letters = (letter: string, count: number): string[] => Array.from({ length: Math.max(0, count) }, () => letter);
const mark = (model: Model, from: string, to: string): void => {
  model.log = model.log.map((letter) => (letter === from ? to : letter));
};
const count = (model: Model, letter: string): number => model.log.filter((one) => one === letter).length;

function rest(model: Model, stage: 'paused' | 'stopped'): void {
  mark(model, 'd', 'u');
  model.stage = stage;
}

function doubt(model: Model, seconds: number, unproven: number | null = null): void {
  model.stage = 'asked';
  model.log.push(...letters('d', seconds));
  model.unproven = unproven;
}

function second(model: Model): void {
  if (model.stage === 'idle') return;
  if (model.stage !== 'running') {
    model.log.push(model.stage === 'asked' ? 'd' : '.');
    return;
  }
  model.log.push('w');
  model.quiet += 1;
  askIfQuiet(model);
}

function askIfQuiet(model: Model): void {
  if (model.quiet < (model.callMode ? 50 : 20)) return;
  model.log.splice(-model.quiet);
  doubt(model, model.quiet);
}

/** Seconds that pass with no page looking. */
function unseen(model: Model, seconds: number): void {
  if (model.stage === 'idle' || model.stage === 'running') return;
  model.log.push(...letters(model.stage === 'asked' ? 'd' : '.', seconds));
}

function command(name: string, run: (model: Model, device: Device) => void): History {
  return {
    check: () => true,
    run(model, device) {
      run(model, device);
      compare(model, device);
    },
    toString: () => name,
  };
}

/** What the model says of the whole entry, told beside what the timer says: one comparison for each step. */
function compare(model: Model, { timer, wall }: Device): void {
  const worked = count(model, 'w');
  const inDoubt = count(model, 'd') + count(model, 'u');
  const work = timedWork(timer, wall, 'UTC');
  const spans = (work?.intervals ?? []).map(instants);
  const leftOut = (work?.notCounted ?? []).map(instants);
  expect({
    stage: timer.stage,
    figures: timerFigures(timer, wall),
    seconds: work?.seconds ?? 0,
    intervals: lengthOf(spans),
    notCounted: lengthOf(leftOut),
    apart: areApart([...spans, ...leftOut]),
    inThePast: [...spans, ...leftOut].every(([, to]) => to <= wall),
  }).toEqual({
    stage: model.stage,
    figures: { countedSeconds: worked, doubtSeconds: inDoubt, ifKeptSeconds: worked + inDoubt },
    seconds: worked,
    intervals: worked,
    notCounted: inDoubt + count(model, 'x'),
    apart: true,
    inThePast: true,
  });
}

type Span = readonly [from: number, to: number];

const instants = ({ start, end }: { readonly start: string; readonly end: string }): Span => [Date.parse(start), Date.parse(end)];
const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + to - from, 0) / 1000;

function areApart(spans: readonly Span[]): boolean {
  const inOrder = spans.toSorted(([a], [b]) => a - b);
  return inOrder.every(([from], index) => from >= (inOrder[index - 1]?.[1] ?? from));
}

const seconds = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

/** Work with the app at hand: a tick each second. */
const pass = seconds(45).map((n) =>
  command(`pass ${n} s`, (model, device) => {
    for (let i = 0; i < n; i += 1) {
      device.pass(1);
      device.send({ type: 'tick' });
      second(model);
    }
  }),
);

const person = fc
  .constantFrom('start', 'pause', 'resume', 'activity', 'call on', 'call off', 'stop', 'discard', 'start as clerk')
  .map((what) =>
    command(what, (model, device) => {
      if (what === 'call on' || what === 'call off') {
        device.send({ type: 'call-mode', on: what === 'call on' });
        if (model.stage === 'idle') return;
        model.callMode = what === 'call on';
        model.quiet = 0;
      } else if (what === 'start' || what === 'start as clerk') {
        device.send({ type: 'start', performer: what === 'start' ? 'clinical-staff' : 'non-clinical-staff' });
        if (model.stage === 'idle' && what === 'start') Object.assign(model, { stage: 'running', log: [], quiet: 0, callMode: false });
      } else if (what === 'discard') {
        device.send({ type: 'discard' });
        Object.assign(model, { stage: 'idle', log: [] });
      } else if (what === 'activity') {
        device.send({ type: 'activity' });
        model.quiet = model.stage === 'running' ? 0 : model.quiet;
      } else if (what === 'resume') {
        device.send({ type: 'resume' });
        if (model.stage === 'paused' || model.stage === 'stopped') Object.assign(model, { stage: 'running', quiet: 0 });
      } else if (what === 'pause') {
        device.send({ type: 'pause' });
        if (model.stage !== 'idle' && model.stage !== 'stopped') rest(model, 'paused');
      } else {
        device.send({ type: 'stop' });
        if (model.stage !== 'idle') rest(model, 'stopped');
      }
    }),
  );

const answer = fc.tuple(fc.constantFrom('all', 'none', 'some'), fc.nat({ max: 60 }), fc.boolean()).map(([what, kept, goOn]) =>
  command(`answer ${what} ${kept}, ${goOn ? 'go on' : 'pause'}`, (model, device) => {
    const from = device.timer.stage === 'asked' ? device.timer.question.from : 0;
    const keep = what === 'some' ? from + kept * 1000 : what === 'all' ? 'all' : 'none';
    device.send({ type: 'answer', keep, goOn });
    if (model.stage !== 'asked') return;
    const inDoubt = count(model, 'd');
    const work = what === 'some' ? Math.min(kept, inDoubt) : what === 'all' ? inDoubt : 0;
    model.log.splice(-inDoubt, inDoubt, ...letters('w', work), ...letters('x', inDoubt - work));
    Object.assign(model, { stage: goOn ? 'running' : 'paused', quiet: 0 });
  }),
);

const settle = fc.tuple(fc.nat(), fc.constantFrom('all', 'none')).map(([which, keep]) =>
  command(`settle ${which} ${keep}`, (model, device) => {
    const stretches = device.timer.stage === 'idle' ? [] : device.timer.stretches;
    const open = stretches.filter((stretch) => stretch.is === 'left-out' && !stretch.answered);
    const stretch = open[which % Math.max(1, open.length)];
    device.send({ type: 'settle', from: stretch?.from ?? 0, keep });
    if (stretch === undefined) return;
    const length = (stretch.to - stretch.from) / 1000;
    const first = model.log.length - (device.wall - stretch.from) / 1000;
    model.log.splice(first, length, ...letters(keep === 'all' ? 'w' : 'x', length));
  }),
);

const trim = fc.nat({ max: 60 }).map((back) =>
  command(`trim the last ${back} s`, (model, device) => {
    device.send({ type: 'trim', to: device.wall - back * 1000 });
    if (model.stage === 'running') model.quiet = 0;
    const first = model.log.length - back;
    model.log = model.log.map((letter, index) => (index >= first && letter === 'w' ? 'x' : letter));
  }),
);

const sleep = fc.tuple(seconds(200), fc.boolean()).map(([n, steadyRuns]) =>
  command(`sleep ${n} s${steadyRuns ? ', the steady clock running' : ''}`, (model, device) => {
    device.pass(n, { asleep: !steadyRuns });
    device.send({ type: 'tick' });
    const proven = device.steady === null || steadyRuns;
    const asks = n > 30 || (!proven && n > 2);
    const steadySeconds = device.steady !== null && steadyRuns ? n : 0;
    unseen(model, n);
    if (model.stage !== 'running') return;
    if (asks) doubt(model, n, n - steadySeconds);
    else {
      model.log.push(...letters('w', n));
      model.quiet += n;
      askIfQuiet(model);
    }
  }),
);

/** By 4 s or more: one second passes before the app looks, and two are jitter. */
const byHowMuch = fc.oneof(...[60, 600].flatMap((max) => [fc.integer({ min: 4, max }), fc.integer({ min: -max, max: -4 })]));

const setClock = byHowMuch.map((by) =>
  command(`set the clock by ${by} s`, (model, device) => {
    device.wall += by * 1000;
    device.pass(1);
    device.send({ type: 'tick' });
    const known = device.steady !== null;
    const shown = known ? Math.max(1, 1 + by) : Math.max(0, 1 + by);
    unseen(model, shown);
    if (model.stage !== 'running') return;
    if (by < 0) {
      // The second itself is proven only by a steady clock.
      doubt(model, shown);
    } else if (known || shown > 30) doubt(model, shown, known ? by : shown);
    else {
      model.log.push(...letters('w', shown));
      model.quiet += shown;
      askIfQuiet(model);
    }
  }),
);

const clockWasWrong = fc.constant(
  command('the clock was wrong', (model, device) => {
    device.send({ type: 'clock-was-wrong' });
    if (model.stage !== 'asked' || model.unproven === null) return;
    model.log.splice(-count(model, 'd'), model.unproven);
    mark(model, 'd', 'w');
    Object.assign(model, { stage: 'running', quiet: 0 });
  }),
);

const reload = seconds(60).map((n) =>
  command(`reload, ${n} s`, (model, device) => {
    device.pass(n);
    device.reopen();
    device.send({ type: 'recover', sameWindow: true });
    unseen(model, n);
    if (model.stage !== 'running') return;
    if (n > 30) doubt(model, n);
    else {
      model.log.push(...letters('w', n));
      model.quiet += n;
      askIfQuiet(model);
    }
  }),
);

const crash = seconds(400).map((n) =>
  command(`crash, back after ${n} s`, (model, device) => {
    device.pass(n);
    device.reopen();
    device.send({ type: 'recover', sameWindow: false });
    unseen(model, n);
    if (model.stage === 'running') doubt(model, n);
  }),
);

/** The other tab takes the timer over; what the first does afterwards is stored nowhere. */
const secondTab = seconds(20).map((n) =>
  command(`second tab, ${n} s later`, (model, device) => {
    const first = device.timer;
    device.pass(n);
    device.reopen();
    device.send({ type: 'recover', sameWindow: false });
    advanceTimer(first, { type: 'stop', at: device.wall }, SETTINGS);
    unseen(model, n);
    if (model.stage === 'running') doubt(model, n);
  }),
);

test('a thousand histories of starts, pauses, idling, reloads, crashes, clock changes, sleep and second tabs agree with a plain model to the second', () => {
  const histories = fc.commands(
    [pass, person, person, answer, answer, settle, trim, sleep, setClock, clockWasWrong, reload, crash, secondTab],
    {
      maxCommands: 40,
      size: 'max',
    },
  );
  const stages = new Set<string>();
  fc.assert(
    fc.property(histories, fc.boolean(), (commands, hasSteadyClock) => {
      const model: Model = { stage: 'idle', log: [], quiet: 0, callMode: false, unproven: null };
      const device = new Device();
      if (!hasSteadyClock) device.steady = null;
      device.send({ type: 'start', performer: 'clinical-staff' });
      model.stage = 'running';
      fc.modelRun(() => ({ model, real: device }), commands);
      stages.add(model.stage);
    }),
    { numRuns: HISTORIES },
  );
  expect([...stages].toSorted()).toEqual(['asked', 'idle', 'paused', 'running', 'stopped']);
}, 60_000);
