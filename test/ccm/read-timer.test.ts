import { expect, test } from 'vitest';
import { readTimer } from '../../src/ccm/timer/read-timer.ts';

const work = { is: 'work', from: 1000, to: 2000 } as const;
const leftOut = { is: 'left-out', from: 2000, to: 3000, why: 'idle', answered: true } as const;
const common = {
  version: 1,
  performer: 'physician-qhp',
  stretches: [work, leftOut],
  callMode: true,
  activeAt: 4500,
  seen: { at: 5000 },
  clockMoves: [{ at: 900, byMs: -50 }],
} as const;
const running = { ...common, stage: 'running', since: 4000 } as const;
const question = { why: 'gap', from: 4000, noticed: 4800, steadyMs: 700 } as const;
const asked = { ...common, stage: 'asked', question } as const;
const resting = { ...common, stage: 'paused' } as const;

/** As JSON would give it back. */
const stored = (value: object): unknown => JSON.parse(JSON.stringify(value));

test('a timer of every stage is read as it was stored', () => {
  for (const timer of [running, asked, resting, { ...common, stage: 'stopped' }, { version: 1, stage: 'idle' }]) {
    expect(readTimer(stored(timer))).toEqual(timer);
  }
  expect(readTimer(stored({ ...asked, question: { ...question, steadyMs: null } }))).toMatchObject({ question: { steadyMs: null } });
  expect(readTimer(stored({ ...running, performer: 'clinical-staff' }))).toMatchObject({ performer: 'clinical-staff' });
});

test('every reason for a doubt and for time left out is read', () => {
  for (const why of ['idle', 'gap', 'closed', 'clock-set-back']) {
    expect(readTimer(stored({ ...asked, question: { ...question, why } }))).toMatchObject({ question: { why } });
    expect(readTimer(stored({ ...resting, stretches: [{ ...leftOut, why }] }))).toMatchObject({ stretches: [{ why }] });
  }
  expect(readTimer(stored({ ...resting, stretches: [{ ...leftOut, why: 'trimmed' }] }))).not.toBeNull();
  expect(readTimer(stored({ ...asked, question: { ...question, why: 'trimmed' } }))).toBeNull();
});

test('the steady reading of another page, and what no timer has, are forgotten', () => {
  expect(readTimer({ ...running, seen: { at: 5000, steady: 7 }, colour: 'red' })).toEqual(running);
  expect(readTimer({ version: 1, stage: 'idle', since: 5 })).toEqual({ version: 1, stage: 'idle' });
});

test.each([null, 7, 'timer', [], {}, { version: 1 }, { version: '1', stage: 'idle' }, { stage: 'idle' }])('%j is no timer', (value) => {
  expect(readTimer(value)).toBeNull();
});

test.each([
  ...['performer', 'stretches', 'callMode', 'activeAt', 'seen', 'clockMoves', 'stage', 'since', 'version'].map((key) => ({
    [key]: undefined,
  })),
  { callMode: 'yes' },
  { activeAt: '4500' },
  { activeAt: 5001 },
  { activeAt: 1e300 },
  { since: 2999 },
  { since: 4000.5 },
  { seen: { at: 4499 } },
  { seen: { at: '5000' } },
  { seen: [5000] },
  { stretches: {} },
  { stretches: [null] },
  { stretches: [{ ...work, from: '1000' }] },
  { stretches: [{ ...work, to: 1e300 }] },
  { stretches: [{ ...work, to: 1000 }] },
  { stretches: [{ ...work, to: 999 }] },
  { stretches: [leftOut, work] },
  { stretches: [{ ...leftOut, answered: 'no' }] },
  { stretches: [{ ...leftOut, why: 'bored' }] },
  { stretches: [{ ...leftOut, is: 'rest' }] },
  { clockMoves: {} },
  { clockMoves: [null] },
  { clockMoves: [{ at: 900 }] },
  { clockMoves: [{ byMs: 5 }] },
  { clockMoves: [{ at: 900, byMs: 0.5 }] },
  { clockMoves: [{ at: 1e300, byMs: 5 }] },
])('a running timer with %j is not read', (wrong) => {
  expect(readTimer({ ...running, ...wrong })).toBeNull();
});

test.each([
  ...['why', 'from', 'noticed', 'steadyMs'].map((key) => ({ [key]: undefined })),
  { why: 'bored' },
  { from: 2999 },
  { from: 5001, noticed: 5002 },
  { noticed: 3999 },
  { steadyMs: -1 },
  { steadyMs: 0.5 },
  { steadyMs: '700' },
])('a timer with a question with %j is not read', (wrong) => {
  expect(readTimer({ ...asked, question: { ...question, ...wrong } })).toBeNull();
});

test('a question that is none is not read, one without any length is', () => {
  expect(readTimer({ ...asked, question: 'gap' })).toBeNull();
  expect(readTimer({ ...asked, question: { ...question, noticed: 4000, steadyMs: 0 } })).not.toBeNull();
});

test('what lies edge to edge is in order', () => {
  expect(readTimer({ ...running, since: 3000, activeAt: 5000 })).not.toBeNull();
  expect(readTimer({ ...running, since: 4500, activeAt: 4500, seen: { at: 4500 } })).not.toBeNull();
  expect(readTimer({ ...resting, activeAt: 10, seen: { at: 3000 } })).not.toBeNull();
  expect(readTimer({ ...resting, activeAt: 10, seen: { at: 2999 } })).toBeNull();
});
