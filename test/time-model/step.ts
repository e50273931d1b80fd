import * as fc from 'fast-check';
import { type Model, rest, type TimerModel } from './model.ts';
import { type Page, timerOf } from './page.ts';
import type { World } from './world.ts';

export type Step = fc.AsyncCommand<Model, World>;

export type Act = (model: Model, world: World) => Promise<void>;

export function step(name: string, act: Act): Step {
  return {
    check: () => true,
    async run(model, world) {
      await act(model, world);
      await world.device.quiet();
      world.compare(model);
    },
    toString: () => name,
  };
}

export interface Here {
  readonly model: Model;
  readonly world: World;
  readonly place: number;
  readonly page: Page;
  /** The timer in this window's hands. */
  readonly timer: TimerModel | null;
  /** A window other than this one that may run a timer. */
  readonly other: number | null;
}

/** A step in that window, else in the other; where both are shut one is opened first. */
export function inWindow(name: string, act: (here: Here) => Promise<void> | void): fc.Arbitrary<Step> {
  return fc.nat({ max: 1 }).map((wanted) => {
    const run: Act = async (model, world) => {
      const place = world.pages[wanted] === null && world.pages[1 - wanted] !== null ? 1 - wanted : wanted;
      if (world.pages[place] === null) await world.openPage(model, place, 'pat-1');
      const page = world.pages[place] ?? null;
      if (page === null) throw new Error('the window did not open');
      const timer = timerOf(page) === null ? null : model.timers[page.patient];
      const other = model.holder === place ? null : model.holder;
      await act({ model, world, place, page, timer, other });
      if (page.window.alive) await page.keeper.settled();
    };
    return step(`${name} in window ${wanted}`, run);
  });
}

export const isResting = ({ stage }: TimerModel): boolean => stage === 'paused' || stage === 'stopped';
export const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

/** The timer in this window is at rest; what was in doubt stays unanswered. */
export function rests(here: Here, stage: 'paused' | 'stopped'): void {
  const { model, place, timer } = here;
  if (timer === null) return;
  rest(timer, stage);
  timer.page = place;
  if (model.holder === place) model.holder = null;
}
