import { expect, test } from 'vitest';
import { timedWork } from '../../../src/ccm/timer/work.ts';
import type { StartedTimer } from '../../../src/ccm/timer/state.ts';
import type { TimeKeeper } from '../../../src/app/timekeeping/time-keeper.ts';
import { counted, Desk, JOHN, MARIA } from './windows.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const kindOf = (keeper: TimeKeeper) => keeper.getSnapshot().kind;

function timerOf(keeper: TimeKeeper): StartedTimer {
  const state = keeper.getSnapshot();
  if (state.kind !== 'started') throw new Error(`not started but ${state.kind}`);
  return state.timer;
}

function idOf(keeper: TimeKeeper): string {
  const state = keeper.getSnapshot();
  return state.kind === 'started' ? state.id : '';
}

test('a timer starts by its person alone and counts from the click', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  await desk.pass(5 * MINUTE);
  expect(kindOf(keeper)).toBe('idle');
  await keeper.start('clinical-staff');
  await desk.pass(65 * SECOND);
  expect([timerOf(keeper).stage, counted(keeper, desk.now)]).toEqual(['running', 65]);
});

test('pauses are left out, and a stop can be taken back', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  await keeper.start('physician-qhp');
  await desk.pass(30 * SECOND);
  keeper.pause();
  await desk.pass(10 * MINUTE);
  await keeper.resume();
  await desk.pass(20 * SECOND);
  keeper.stop();
  await desk.pass(MINUTE);
  await keeper.resume();
  await desk.pass(5 * SECOND);
  expect([timerOf(keeper).stage, counted(keeper, desk.now)]).toEqual(['running', 55]);
});

test('a snapshot is the same object until something changes, and those who listen are told', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  let told = 0;
  const stop = keeper.subscribe(() => (told += 1));
  expect(keeper.getSnapshot()).toBe(keeper.getSnapshot());
  await keeper.start('clinical-staff');
  expect(told).toBeGreaterThan(0);
  stop();
  const before = told;
  await desk.pass(3 * SECOND);
  expect(told).toBe(before);
});

test('after a reload it goes on as if nothing had been, to the second', async () => {
  const desk = new Desk();
  const before = await desk.open({ name: 'tab' });
  await before.keeper.start('clinical-staff');
  await desk.pass(90 * SECOND);
  const id = idOf(before.keeper);
  await before.kill();
  await desk.pass(3 * SECOND);
  const { keeper } = await desk.open({ name: 'tab' });
  await desk.pass(7 * SECOND);
  expect([idOf(keeper), timerOf(keeper).stage, counted(keeper, desk.now)]).toEqual([id, 'running', 100]);
});

test('after a crash it asks about the time since it was last seen, which counts only if it is kept', async () => {
  const desk = new Desk();
  const before = await desk.open();
  await before.keeper.start('clinical-staff');
  await desk.pass(40 * SECOND);
  await before.kill();
  const died = desk.now;
  await desk.pass(25 * MINUTE);
  const { keeper } = await desk.open();
  expect(keeper.getSnapshot()).toMatchObject({
    kind: 'started',
    recovered: true,
    timer: { stage: 'asked', question: { why: 'closed', from: died } },
  });
  expect(counted(keeper, desk.now)).toBe(40);
  keeper.answer(died + 5 * MINUTE, false);
  expect([timerOf(keeper).stage, counted(keeper, desk.now)]).toEqual(['paused', 340]);
});

test('a paused timer comes back paused, without a question', async () => {
  const desk = new Desk();
  const before = await desk.open();
  await before.keeper.start('clinical-staff');
  await desk.pass(40 * SECOND);
  before.keeper.pause();
  await before.kill();
  await desk.pass(60 * MINUTE);
  const { keeper } = await desk.open();
  expect([timerOf(keeper).stage, counted(keeper, desk.now)]).toEqual(['paused', 40]);
});

test('silence asks after two minutes, and what nobody answers is left out and named', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  await keeper.start('clinical-staff');
  await desk.pass(30 * SECOND);
  keeper.activity();
  await desk.pass(3 * MINUTE);
  expect(timerOf(keeper)).toMatchObject({ stage: 'asked', question: { why: 'idle', from: desk.now - 3 * MINUTE } });
  keeper.activity();
  expect(timerOf(keeper).stage).toBe('asked');
  keeper.stop();
  const work = timedWork(timerOf(keeper), desk.now, 'America/New_York');
  expect(work?.seconds).toBe(30);
  expect(work?.notCounted).toMatchObject([{ seconds: 180, why: 'idle', answered: false }]);
});

test('in call mode silence is not asked about for half an hour', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  await keeper.start('clinical-staff');
  keeper.setCallMode(true);
  await desk.pass(29 * MINUTE);
  expect([timerOf(keeper).stage, counted(keeper, desk.now)]).toEqual(['running', 29 * 60]);
  await desk.pass(MINUTE);
  expect(timerOf(keeper).stage).toBe('asked');
});

test('a computer that slept is asked about; a clock set back moves the times along', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  await keeper.start('clinical-staff');
  await desk.pass(20 * SECOND);
  await desk.sleep(10 * MINUTE, 0);
  expect(timerOf(keeper)).toMatchObject({ stage: 'asked', question: { why: 'gap' } });
  keeper.answer('none', true);
  expect(counted(keeper, desk.now)).toBe(20);
  desk.setClock(-60 * MINUTE);
  await desk.pass(2 * SECOND);
  expect(timerOf(keeper)).toMatchObject({ stage: 'asked', question: { why: 'clock-set-back' } });
  expect(counted(keeper, desk.now)).toBe(20);
});

test('starting on one patient while another’s timer runs in another window tells whose, and starts nothing', async () => {
  const desk = new Desk();
  const maria = await desk.open();
  const john = await desk.open({ label: JOHN });
  await maria.keeper.start('clinical-staff');
  const since = desk.now;
  await desk.pass(10 * SECOND);
  await john.keeper.start('clinical-staff');
  expect(john.keeper.getSnapshot()).toMatchObject({ kind: 'elsewhere', label: MARIA, since, own: null });
  john.keeper.leaveElsewhere();
  expect([kindOf(john.keeper), kindOf(maria.keeper)]).toEqual(['idle', 'started']);
});

test('taking over starts here and pauses there, which says since when and loses no second', async () => {
  const desk = new Desk();
  const maria = await desk.open();
  const john = await desk.open({ label: JOHN });
  await maria.keeper.start('clinical-staff');
  await desk.pass(10 * SECOND);
  await john.keeper.start('clinical-staff');
  const since = desk.now;
  await john.keeper.takeOver();
  await desk.settled();
  await desk.pass(5 * SECOND);
  expect(counted(john.keeper, desk.now)).toBe(5);
  expect(maria.keeper.getSnapshot()).toMatchObject({ kind: 'lost', since, own: { timer: { stage: 'paused' } } });
  expect(counted(maria.keeper, desk.now)).toBe(10);
  await maria.keeper.resume();
  expect(maria.keeper.getSnapshot()).toMatchObject({ kind: 'elsewhere', label: JOHN, own: { timer: { stage: 'paused' } } });
  await maria.keeper.takeOver();
  await desk.settled();
  await desk.pass(2 * SECOND);
  expect([counted(maria.keeper, desk.now), counted(john.keeper, desk.now), kindOf(john.keeper)]).toEqual([12, 5, 'lost']);
});

test('a second window on the same patient shows that the timer runs in the first, and takes it over whole', async () => {
  const desk = new Desk();
  const first = await desk.open();
  await first.keeper.start('clinical-staff');
  await desk.pass(10 * SECOND);
  const second = await desk.open();
  expect(second.keeper.getSnapshot()).toMatchObject({ kind: 'elsewhere', label: MARIA, own: null });
  const id = idOf(first.keeper);
  await second.keeper.takeOver();
  await desk.settled();
  await desk.pass(5 * SECOND);
  expect([idOf(second.keeper), timerOf(second.keeper).stage, counted(second.keeper, desk.now)]).toEqual([id, 'running', 15]);
  expect(first.keeper.getSnapshot()).toMatchObject({ kind: 'lost', own: null });
});

test('windows on the same patient follow what the one that works does', async () => {
  const desk = new Desk();
  const [first, second] = [await desk.open(), await desk.open()];
  await first.keeper.start('clinical-staff');
  await desk.pass(10 * SECOND);
  expect(kindOf(second.keeper)).toBe('elsewhere');
  first.keeper.pause();
  await desk.settled();
  expect([timerOf(second.keeper).stage, counted(second.keeper, desk.now)]).toEqual(['paused', 10]);
  first.keeper.discard();
  await desk.settled();
  expect(kindOf(second.keeper)).toBe('idle');
});

test('a paused timer does not keep its person from starting on another patient, and asks before it goes on', async () => {
  const desk = new Desk();
  const maria = await desk.open();
  const john = await desk.open({ label: JOHN });
  await maria.keeper.start('clinical-staff');
  maria.keeper.pause();
  await desk.settled();
  await john.keeper.start('clinical-staff');
  expect(kindOf(john.keeper)).toBe('started');
  await maria.keeper.resume();
  expect(maria.keeper.getSnapshot()).toMatchObject({ kind: 'elsewhere', label: JOHN, own: { timer: { stage: 'paused' } } });
  maria.keeper.leaveElsewhere();
  expect(timerOf(maria.keeper).stage).toBe('paused');
});

test('a timer found after a crash, while another patient’s runs, is asked about and does not run beside it', async () => {
  const desk = new Desk();
  const before = await desk.open({ name: 'tab' });
  await before.keeper.start('clinical-staff');
  await desk.pass(10 * SECOND);
  await before.kill();
  const john = await desk.open({ label: JOHN });
  await john.keeper.start('clinical-staff');
  const maria = await desk.open({ name: 'tab' });
  expect(timerOf(maria.keeper)).toMatchObject({ stage: 'asked', question: { why: 'closed' } });
  maria.keeper.answer('none', true);
  await desk.settled();
  expect(maria.keeper.getSnapshot()).toMatchObject({ kind: 'elsewhere', label: JOHN, own: { timer: { stage: 'paused' } } });
  expect([counted(maria.keeper, desk.now), kindOf(john.keeper)]).toEqual([10, 'started']);
});

test('a timer whose entry is kept is forgotten, at once and on opening', async () => {
  const desk = new Desk();
  const first = await desk.open();
  await first.keeper.start('clinical-staff');
  first.keeper.stop();
  first.keeper.finish('another id');
  expect(kindOf(first.keeper)).toBe('started');
  const id = idOf(first.keeper);
  await first.kill();
  const second = await desk.open({ isHandedOver: (kept) => kept === id });
  expect(kindOf(second.keeper)).toBe('idle');
  const third = await desk.open();
  expect(kindOf(third.keeper)).toBe('idle');
  await third.keeper.start('clinical-staff');
  third.keeper.finish(idOf(third.keeper));
  await third.kill();
  expect(kindOf((await desk.open()).keeper)).toBe('idle');
});

test('a discarded timer is gone for good, and the next has an id of its own', async () => {
  const desk = new Desk();
  const { keeper, kill } = await desk.open();
  await keeper.start('clinical-staff');
  const id = idOf(keeper);
  await desk.pass(5 * SECOND);
  keeper.discard();
  await keeper.start('clinical-staff');
  expect(idOf(keeper)).not.toBe(id);
  expect(counted(keeper, desk.now)).toBe(0);
  keeper.discard();
  await kill();
  expect(kindOf((await desk.open()).keeper)).toBe('idle');
});

test('a stop while the resuming still waits for the lock stays a stop, and the lock is free', async () => {
  const desk = new Desk();
  const maria = await desk.open();
  await maria.keeper.start('clinical-staff');
  maria.keeper.pause();
  const resuming = maria.keeper.resume();
  maria.keeper.stop();
  await resuming;
  await desk.settled();
  expect(timerOf(maria.keeper).stage).toBe('stopped');
  const john = await desk.open({ label: JOHN });
  await john.keeper.start('clinical-staff');
  expect(kindOf(john.keeper)).toBe('started');
});

test('two clicks on start start one timer', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  await Promise.all([keeper.start('clinical-staff'), keeper.start('clinical-staff')]);
  const id = idOf(keeper);
  await keeper.start('clinical-staff');
  expect([kindOf(keeper), idOf(keeper)]).toEqual(['started', id]);
});

test('without storage the timer runs all the same, and what that means is told', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open({ indexedDB: null, locks: null });
  expect(keeper.getSnapshot()).toMatchObject({ kind: 'idle', guarded: false, memoryOnly: 'unavailable' });
  await keeper.start('clinical-staff');
  await desk.pass(9 * SECOND);
  expect(counted(keeper, desk.now)).toBe(9);
});

test('what is stored tells nothing of the patient to whoever reads the disk', async () => {
  const desk = new Desk();
  const { keeper } = await desk.open();
  await keeper.start('clinical-staff');
  await keeper.settled();
  const rows = [...(await desk.browser.rows('drafts')), ...(await desk.browser.rows('leases'))];
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    const text = Object.values(row).map((value) => (value instanceof ArrayBuffer ? new TextDecoder().decode(value) : String(value)));
    expect(text.join(' ')).not.toMatch(/maria|clinical|nurse/i);
  }
});
