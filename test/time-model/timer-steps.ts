import * as fc from 'fast-check';
import { agree } from './agree.ts';
import { begun, count, foundAgain, mark, run, type Second, seconds, type TimerModel } from './model.ts';
import { timerOf } from './page.ts';
import { type Here, inWindow, isResting, rests } from './step.ts';

export const start = inWindow('start', async ({ model, place, page, other }) => {
  const had = timerOf(page);
  await page.keeper.start('clinical-staff');
  if (had !== null) return;
  if (other !== null) return agree(page.keeper.getSnapshot().kind, 'elsewhere');
  const stored = model.timers[page.patient];
  if (stored === null) model.timers[page.patient] = begun(place);
  else foundAgain(stored, place, false);
  model.holder = place;
});

export const resume = inWindow('resume', async ({ model, place, page, timer, other }) => {
  await page.keeper.resume();
  if (timer === null || !isResting(timer)) return;
  if (other !== null) return agree(page.keeper.getSnapshot().kind, 'elsewhere');
  run(timer, place);
  model.holder = place;
});

export const pause = inWindow('pause', (here) => {
  here.page.keeper.pause();
  if (here.timer?.stage !== 'stopped') rests(here, 'paused');
});

export const stop = inWindow('stop', (here) => {
  here.page.keeper.stop();
  rests(here, 'stopped');
});

export const activity = inWindow('activity', ({ page, timer }) => {
  page.keeper.activity();
  if (timer?.stage === 'running') timer.quiet = 0;
});

export const call = fc.boolean().chain((on) =>
  inWindow(`call mode ${on ? 'on' : 'off'}`, ({ page, timer }) => {
    page.keeper.setCallMode(on);
    if (timer !== null) Object.assign(timer, { callMode: on, quiet: 0 });
  }),
);

/** A timer that shall go on: it waits for another window's to end. */
function goesOn({ model, place, other }: Here, timer: TimerModel): void {
  if (other !== null) return void (timer.stage = 'paused');
  run(timer, place);
  model.holder = place;
}

export const answer = fc.tuple(fc.constantFrom('all', 'none', 'some'), fc.nat({ max: 400 }), fc.boolean()).chain(([what, kept, goOn]) =>
  inWindow(`answer ${what} ${kept} and ${goOn ? 'go on' : 'pause'}`, (here) => {
    const { page, timer, model, place } = here;
    const shown = timerOf(page)?.timer;
    const from = shown?.stage === 'asked' ? shown.question.from : 0;
    page.keeper.answer(what === 'some' ? from + kept * 1000 : what === 'all' ? 'all' : 'none', goOn);
    if (timer?.stage !== 'asked') return;
    const inDoubt = count(timer, 'd');
    const work = what === 'some' ? Math.min(kept, inDoubt) : what === 'all' ? inDoubt : 0;
    timer.log.splice(timer.log.length - inDoubt, inDoubt, ...seconds('w', work), ...seconds('x', inDoubt - work));
    if (goOn) return goesOn(here, timer);
    timer.stage = 'paused';
    if (model.holder === place) model.holder = null;
  }),
);

export const clockWasWrong = inWindow('the clock was wrong', (here) => {
  const { page, timer } = here;
  page.keeper.clockWasWrong();
  if (timer?.stage !== 'asked' || timer.unproven === null) return;
  timer.log.splice(timer.log.length - count(timer, 'd'), timer.unproven);
  mark(timer, 'd', 'w');
  goesOn(here, timer);
});

export const settle = fc.constantFrom<readonly ['all' | 'none', Second]>(['all', 'w'], ['none', 'x']).chain(([keep, becomes]) =>
  inWindow(`all left open counts ${keep}`, ({ page, timer }) => {
    // A clock that was set meanwhile moves what is recorded at the next look, and the answers are found by their instants.
    if (timer !== null && isResting(timer)) page.keeper.trim(Infinity);
    const shown = timerOf(page)?.timer;
    const open = shown?.stretches.filter((stretch) => stretch.is === 'left-out' && !stretch.answered) ?? [];
    for (const { from } of open) page.keeper.settle(from, keep);
    if (timer !== null) mark(timer, 'u', becomes);
  }),
);

export const trim = fc.nat({ max: 300 }).chain((back) =>
  inWindow(`trim the last ${back} s`, ({ world, page, timer }) => {
    if (timer === null || !timer.placed) return;
    page.keeper.trim(world.device.wall - back * 1000);
    const first = timer.log.length - back;
    timer.log = timer.log.map((second, index) => (index >= first && second === 'w' ? 'x' : second));
    if (timer.stage === 'running') timer.quiet = 0;
  }),
);

export const discard = inWindow('discard', ({ model, place, page, timer }) => {
  page.keeper.discard();
  if (timer === null) return;
  model.timers[page.patient] = null;
  if (model.holder === place) model.holder = null;
});
