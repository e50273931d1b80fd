import * as fc from 'fast-check';
import { PATIENTS } from './hospital.ts';
import { begun, doubt, foundAgain, GAP_SECONDS, idles, passes, rest, run } from './model.ts';
import { timerOf } from './page.ts';
import { inWindow, isResting, step, upTo } from './step.ts';

export const pass = upTo(200).map((n) => step(`work ${n} s`, (model, world) => world.pass(model, n)));
export const passLong = upTo(1_900).map((n) => step(`be away ${n} s`, (model, world) => world.pass(model, n)));

export const sleep = fc.tuple(upTo(400), fc.boolean()).map(([n, steadyRuns]) =>
  step(`sleep ${n} s${steadyRuns ? ', the processor running' : ''}`, async (model, world) => {
    world.device.skip(n, !steadyRuns);
    world.device.look();
    world.eachTimer(model, (timer) => {
      if (timer.page === null) timer.unseen += n;
      else if (timer.stage !== 'running') idles(timer, n);
      else if (n > GAP_SECONDS || (!steadyRuns && n > 2)) doubt(timer, n, steadyRuns ? 0 : n);
      else passes(timer, n);
    });
  }),
);

/** By 4 s or more: one second passes before anything looks, and two are jitter. */
const byHowMuch = fc.oneof(fc.integer({ min: 4, max: 900 }), fc.integer({ min: -900, max: -4 }));

export const setClock = byHowMuch.map((by) =>
  step(`set the clock by ${by} s`, async (model, world) => {
    world.device.wall += by * 1000;
    world.device.skip(1);
    world.device.look();
    world.eachTimer(model, (timer) => {
      timer.placed = false;
      if (timer.page === null) timer.unseen += 1 + by;
      else if (timer.stage === 'running') doubt(timer, Math.max(1, 1 + by), by > 0 ? by : null);
      else idles(timer, Math.max(1, 1 + by));
    });
  }),
);

export const reload = upTo(200).chain((n) =>
  inWindow(`reload, ${n} s`, async ({ model, world, place, page }) => {
    const hadTimer = model.timers[page.patient]?.page === place;
    await world.kill(model, place);
    await world.pass(model, n);
    await world.openPage(model, place, page.patient, page.window.name, hadTimer);
  }),
);

export const kill = inWindow('kill', ({ model, world, place }) => world.kill(model, place));

export const launch = fc.tuple(fc.nat({ max: 1 }), fc.constantFrom(...PATIENTS)).map(([place, patient]) =>
  step(`launch on ${patient} in window ${place}`, async (model, world) => {
    if (world.pages[place] !== null) await world.kill(model, place);
    await world.openPage(model, place, patient);
  }),
);

export const takeOver = inWindow('take over', async (here) => {
  const { model, place, page, timer, other } = here;
  const { kind } = page.keeper.getSnapshot();
  if (kind !== 'elsewhere' && kind !== 'lost') return;
  const { patient } = page;
  const otherPatient = other === null ? null : (model.pages[other] ?? null);
  const theirs = otherPatient === null ? null : model.timers[otherPatient];
  await page.keeper.takeOver();
  if (theirs !== null && otherPatient !== patient && !isResting(theirs)) rest(theirs, 'paused');
  const mine = timer ?? model.timers[patient];
  if (mine !== null) {
    // Taking over says that the work went on there, as far as a silence that short can be believed.
    if (mine.page === null) foundAgain(mine, place, true);
    mine.page = place;
    if (isResting(mine)) run(mine, place);
    model.holder = place;
    return;
  }
  // Only what was asked for here begins.
  if (timerOf(page) === null) {
    if (model.holder === other && other !== null) model.holder = null;
    return;
  }
  model.timers[patient] = begun(place);
  model.holder = place;
});

export const leave = inWindow('leave it there', ({ page }) => page.keeper.leaveElsewhere());
