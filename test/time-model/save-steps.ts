import * as fc from 'fast-check';
import type { TimeEntryInput } from '../../src/app/time-entry-view.ts';
import type { FaultKind } from '../ehr/faults.ts';
import { agree } from './agree.ts';
import { macrotask } from './device.ts';
import { count, type TimerModel } from './model.ts';
import { save, stoppedWork, timerOf, waiting } from './page.ts';
import { type Here, inWindow, rests, step } from './step.ts';
import type { World } from './world.ts';

const KINDS: readonly FaultKind[] = [
  'no-response',
  'lost-response',
  'lost-response',
  401,
  'expired-token',
  403,
  412,
  422,
  429,
  500,
  503,
  'html-200',
  'truncated-json',
  'empty-body',
];

interface Trouble {
  readonly kind: FaultKind;
  /** From which read on reads fail as well, so that looking what became of it fails too; null where they do not. */
  readonly reads: 1 | 2 | null;
  readonly times: number;
}

const trouble = fc.option(
  fc.record({ kind: fc.constantFrom(...KINDS), reads: fc.constantFrom(null, 1, 2), times: fc.constantFrom(1, 2, 100) }),
  { freq: 3 },
);

function said(fault: Trouble | null): string {
  if (fault === null) return '';
  const { kind, reads, times } = fault;
  return ` (${kind}, ${times} times${reads === null ? '' : `, and reads from number ${reads} on`})`;
}

function strike({ hospital }: World, fault: Trouble | null): void {
  hospital.ehr.faults.clear();
  if (fault === null) return;
  const { kind, reads, times } = fault;
  for (const method of ['POST', 'PUT']) hospital.ehr.faults.add({ on: { method }, kind, times });
  if (reads !== null) hospital.ehr.faults.add({ on: { method: 'GET', nth: reads }, kind, times: 100 });
}

/** Presses stop, and gives what the form then has to hand over. */
async function stopped(here: Here): Promise<TimeEntryInput | null> {
  const { page, world } = here;
  page.keeper.stop();
  rests(here, 'stopped');
  await world.device.quiet();
  world.compare(here.model);
  return stoppedWork(page, world.device);
}

function handedOver({ model, place, page }: Here, id: string, timer: TimerModel): void {
  model.entries[page.patient].set(id, count(timer, 'w'));
  model.timers[page.patient] = null;
  if (model.holder === place) model.holder = null;
}

export const saveIt = trouble.chain((fault) =>
  inWindow(`save${said(fault)}`, async (here) => {
    const { world, model, page, timer } = here;
    const input = await stopped(here);
    if (input === null || timer === null) return;
    strike(world, fault);
    const result = await save(page, input);
    world.hospital.ehr.faults.clear();
    handedOver(here, input.id, timer);
    // Without trouble only a session that has lost its token keeps an entry from the EHR.
    if (fault === null && result.kind !== 'stored') agree(result, { kind: 'failed', error: 'session-expired' });
    await world.reconcile(model);
    const isStored = (await world.hospital.ledger(page.patient)).some(({ id }) => id === input.id);
    const isWaiting = (await waiting(world.device, page.patient)).has(input.id);
    agree(isWaiting, result.kind !== 'stored');
    if (result.kind === 'stored') agree(isStored, true);
  }),
);

/** The window dies a moment after the press of the button: the work is a timer still, or an entry, and never both or neither. */
export const saveAndDie = fc.tuple(trouble, fc.nat({ max: 60 })).chain(([fault, moments]) =>
  inWindow(`save${said(fault)} and die ${moments} moments later`, async (here) => {
    const { world, model, place, page, timer } = here;
    const input = await stopped(here);
    if (input === null || timer === null) return;
    strike(world, fault);
    void save(page, input);
    for (let moment = 0; moment < moments; moment += 1) await macrotask();
    await world.kill(model, place);
    world.hospital.ehr.faults.clear();
    const isWaiting = (await waiting(world.device, page.patient)).has(input.id);
    const isStored = (await world.hospital.ledger(page.patient)).some(({ id }) => id === input.id);
    if (isWaiting || isStored) handedOver(here, input.id, timer);
    // A window that died before it told the other: there the person starts afresh too.
    const other = world.pages[1 - place] ?? null;
    if (model.timers[page.patient] === null && other !== null && timerOf(other)?.id === input.id) await world.kill(model, 1 - place);
    await world.openPage(model, place, page.patient);
    await world.reconcile(model);
  }),
);

/** The EHR acts long after the person has given up waiting. */
export const saveLate = inWindow('save, answered late', async (here) => {
  const { world, page, timer } = here;
  const input = world.late.length > 0 ? null : await stopped(here);
  if (input === null || timer === null) return;
  world.hospital.ehr.faults.clear();
  world.wasLate = true;
  const until = new Promise<void>((resolve) => void world.late.push(resolve));
  for (const method of ['POST', 'PUT']) world.hospital.ehr.faults.add({ on: { method }, kind: 'delay', until, times: 1 });
  void save(page, input);
  await world.device.quiet();
  for (let moment = 0; moment < 10; moment += 1) await macrotask();
  world.hospital.ehr.faults.clear();
  handedOver(here, input.id, timer);
});

export async function answerLate({ late, device }: World): Promise<void> {
  for (const act of late.splice(0)) act();
  await device.quiet();
  for (let moment = 0; moment < 20; moment += 1) await macrotask();
  await device.quiet();
}

export const lateAnswer = fc.constant(step('what was late is answered', (_model, world) => answerLate(world)));

export const retry = trouble.chain((fault) =>
  inWindow(`try all again${said(fault)}`, async ({ world, model, page }) => {
    strike(world, fault);
    await page.unsent.retryAll();
    world.hospital.ehr.faults.clear();
    await world.reconcile(model);
  }),
);

/** A person gives up an entry that is nowhere but on the device. */
export const giveUp = inWindow('give an entry up', async ({ world, model, page }) => {
  const [first] = page.unsent.getSnapshot().entries;
  if (first === undefined || first.standing.kind === 'sending' || world.late.length > 0) return;
  const { id } = first.input;
  const isStored = (await world.hospital.ledger(page.patient)).some((stored) => stored.id === id);
  await page.unsent.discard(id);
  if (!isStored) model.entries[page.patient].delete(id);
});
