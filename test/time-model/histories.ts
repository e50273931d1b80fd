import type * as fc from 'fast-check';
import { agree } from './agree.ts';
import { kill, launch, leave, pass, passLong, reload, setClock, sleep, takeOver } from './device-steps.ts';
import { type PatientId, PATIENTS } from './hospital.ts';
import { count, type Model, rest, type TimerModel } from './model.ts';
import { save, stoppedWork, waiting } from './page.ts';
import { answerLate, giveUp, lateAnswer, retry, saveAndDie, saveIt, saveLate } from './save-steps.ts';
import type { Step } from './step.ts';
import { activity, answer, call, clockWasWrong, discard, pause, resume, settle, start, stop, trim } from './timer-steps.ts';
import type { World } from './world.ts';

/** The steps, left out where they would mean nothing: most histories would be of those. */
function only(check: Step['check'], ...steps: readonly fc.Arbitrary<Step>[]): readonly fc.Arbitrary<Step>[] {
  return steps.map((one) => one.map((given) => ({ ...given, check })));
}

/** The steps, where some timer is such. */
function where(is: (timer: TimerModel) => boolean, ...steps: readonly fc.Arbitrary<Step>[]): readonly fc.Arbitrary<Step>[] {
  return only(({ timers }) => PATIENTS.some((patient) => timers[patient] !== null && is(timers[patient])), ...steps);
}

const isToStart: Step['check'] = ({ pages, timers }) => pages.some((patient) => patient === null || timers[patient] === null);
const isSaved: Step['check'] = ({ entries }) => PATIENTS.some((patient) => entries[patient].size > 0);
const isStarted = (): boolean => true;
const isRunning = ({ stage }: TimerModel): boolean => stage === 'running';
const isAsked = ({ stage }: TimerModel): boolean => stage === 'asked';
const isOpen = (timer: TimerModel): boolean => count(timer, 'u') > 0;
const isWorth = (timer: TimerModel): boolean => count(timer, 'w') > 0;

/** What a person and a computer may do; what stands twice happens twice as often. */
export const STEPS: readonly fc.Arbitrary<Step>[] = [
  ...only(isToStart, start, start, start, launch),
  ...where(isStarted, pass, pass, pass, pass, passLong, sleep, setClock, start, pause, resume, resume, stop, trim),
  ...where(isStarted, reload, kill, launch, leave, takeOver, takeOver),
  ...where(isRunning, activity, call),
  ...where(isAsked, answer, answer, answer, answer, answer, clockWasWrong),
  ...where(isOpen, settle),
  ...where(isWorth, discard, saveIt, saveIt, saveIt, saveIt, saveAndDie, saveAndDie, saveLate),
  ...only(isSaved, retry, giveUp, lateAnswer),
];

/** At the end of a history: the person stops what runs, saves it, and sends what waits, patient after patient, in a new window. */
export async function settleAll(model: Model, world: World): Promise<void> {
  world.hospital.ehr.faults.clear();
  await answerLate(world);
  for (const place of [0, 1]) await world.kill(model, place);
  for (const patient of PATIENTS) await endDay(model, world, patient);
}

async function endDay(model: Model, world: World, patient: PatientId): Promise<void> {
  await world.openPage(model, 0, patient);
  world.compare(model);
  const page = world.pages[0] ?? null;
  if (page === null) throw new Error('the window did not open');
  page.keeper.stop();
  const timer = model.timers[patient];
  if (timer !== null) rest(timer, 'stopped');
  model.holder = null;
  await world.device.quiet();
  world.compare(model);
  const input = stoppedWork(page, world.device);
  if (input !== null && timer !== null) {
    agree((await save(page, input)).kind, 'stored');
    model.entries[patient].set(input.id, count(timer, 'w'));
    model.timers[patient] = null;
  }
  await page.unsent.retryAll();
  agree({ patient, waiting: [...(await waiting(world.device, patient))] }, { patient, waiting: [] });
  await world.kill(model, 0);
}
