import { onTestFinished } from 'vitest';
import { DEFAULT_TIMER_SETTINGS, type TimerSettings } from '../../../src/ccm/timer/state.ts';
import { timerFigures } from '../../../src/ccm/timer/work.ts';
import { openDrafts } from '../../../src/drafts/open-drafts.ts';
import { openTimerLock } from '../../../src/drafts/timer-lock.ts';
import { createTimeKeeper, type TimeKeeper, type TimerLabel } from '../../../src/app/timekeeping/time-keeper.ts';
import { Browser, HOUR, NURSE } from '../../drafts/browser.ts';
import { webLocks } from '../../drafts/web-locks.ts';

export const MARIA: TimerLabel = { patientId: 'pat-maria-sample', patientName: 'Maria Sample' };
export const JOHN: TimerLabel = { patientId: 'pat-john-sample', patientName: 'John Sample' };

interface WindowOptions {
  readonly label?: TimerLabel;
  /** The same name as that of a window before: it was reloaded. */
  readonly name?: string;
  readonly isHandedOver?: (id: string) => boolean;
  readonly maxAgeMs?: number;
  readonly locks?: LockManager | null;
  readonly indexedDB?: IDBFactory | null;
}

/** A window in which a keeper runs. */
export interface Window {
  readonly keeper: TimeKeeper;
  /** The window dies: nothing of it runs any more, and nothing was done on the way out. */
  readonly kill: () => Promise<void>;
}

interface Callback {
  readonly run: () => void;
  readonly at: number;
}

/** One browser whose clock moves when the test says so, and the windows on it. */
export class Desk {
  readonly browser = new Browser();
  readonly locks = webLocks();
  readonly settings: TimerSettings = DEFAULT_TIMER_SETTINGS;
  #steady = 5_000;
  #ids = 0;
  readonly #callbacks = new Set<Callback>();
  readonly #windows: Window[] = [];

  get now(): number {
    return this.browser.now;
  }

  async open({
    label = MARIA,
    name = crypto.randomUUID(),
    isHandedOver = () => false,
    maxAgeMs = 24 * HOUR,
    ...facilities
  }: WindowOptions = {}): Promise<Window> {
    const { clock, indexedDB } = this.browser;
    const own = { indexedDB, locks: this.locks, ...facilities };
    const callbacks = new Set<Callback>();
    const drafts = openDrafts({ owner: { ...NURSE, patientId: label.patientId }, clock, maxAgeMs, ...own });
    const lock = openTimerLock({ owner: NURSE, clock, ...own });
    const keeper = createTimeKeeper({
      drafts,
      lock,
      label,
      window: name,
      clock,
      steady: () => this.#steady,
      schedule: (run, ms) => {
        const callback = { run, at: this.#steady + ms };
        callbacks.add(callback);
        this.#callbacks.add(callback);
        return () => void this.#callbacks.delete(callback);
      },
      settings: this.settings,
      newId: () => `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`,
      isHandedOver,
    });
    const window: Window = {
      keeper,
      kill: async () => {
        await keeper.settled();
        for (const callback of callbacks) this.#callbacks.delete(callback);
        this.#windows.splice(this.#windows.indexOf(window), 1);
        this.locks.crash();
      },
    };
    this.#windows.push(window);
    onTestFinished(async () => {
      await keeper.close();
      (await drafts).close();
    });
    await keeper.settled();
    return window;
  }

  /** Lets the time pass, the windows ticking in it. */
  async pass(ms: number): Promise<void> {
    const end = this.#steady + ms;
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      this.#callbacks.delete(next);
      this.#move(Math.max(next.at - this.#steady, 0));
      next.run();
    }
    this.#move(end - this.#steady);
    await this.settled();
  }

  /** Lets the time pass while the computer sleeps: no window runs, and the steady clock of the page may stand still. */
  async sleep(ms: number, steadyMs = ms): Promise<void> {
    this.browser.now += ms;
    this.#steady += steadyMs;
    await this.pass(1000);
  }

  /** Sets the wall clock to another time. */
  setClock(byMs: number): void {
    this.browser.now += byMs;
  }

  /** Waits until all windows have done what they have to, and heard of one another. */
  async settled(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      for (const { keeper } of this.#windows) await keeper.settled();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #nextUntil(end: number): Callback | undefined {
    return [...this.#callbacks].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }

  #move(ms: number): void {
    this.browser.now += ms;
    this.#steady += ms;
  }
}

/** Seconds that the keeper's timer has counted. */
export function counted(keeper: TimeKeeper, now: number): number {
  const state = keeper.getSnapshot();
  const own = state.kind === 'started' ? state : state.kind === 'elsewhere' || state.kind === 'lost' ? state.own : null;
  return own === null ? 0 : timerFigures(own.timer, now).countedSeconds;
}
