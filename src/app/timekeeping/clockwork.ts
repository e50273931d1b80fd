import { advanceTimer, IDLE_TIMER, type TimerAction } from '../../ccm/timer.ts';
import type { Reading, StartedTimer, TimerSettings, TimingPerformer } from '../../ccm/timer/state.ts';
import type { Clock } from '../../drafts/facilities.ts';

/** Calls back once after so many milliseconds. Returns what calls it off. */
export type Schedule = (callback: () => void, ms: number) => () => void;

export interface ClockworkOptions {
  readonly clock: Clock;
  /** A clock that nobody can set, such as `performance.now()`. */
  readonly steady?: () => number;
  readonly schedule: Schedule;
  readonly settings: TimerSettings;
}

const TICK_MS = 1000;

/** The clocks a timer is moved by, and the ticking once a second. */
export class Clockwork {
  readonly #options: ClockworkOptions;
  #cancel: (() => void) | null = null;

  constructor(options: ClockworkOptions) {
    this.#options = options;
  }

  read(): Reading {
    const { clock, steady } = this.#options;
    return { at: clock(), ...(steady && { steady: steady() }) };
  }

  /** A timer that begins to run; null where the reading names no instant. */
  begun(performer: TimingPerformer, reading: Reading): StartedTimer | null {
    const timer = advanceTimer(IDLE_TIMER, { type: 'start', performer, ...reading }, this.#options.settings);
    return timer.stage === 'idle' ? null : timer;
  }

  advanced(timer: StartedTimer, action: TimerAction, reading = this.read()): StartedTimer {
    const next = advanceTimer(timer, { ...action, ...reading }, this.#options.settings);
    return next.stage === 'idle' ? timer : next;
  }

  /** Calls back once, in a second, however often it is asked to. */
  tickNext(tick: () => void): void {
    this.#cancel ??= this.#options.schedule(() => {
      this.#cancel = null;
      tick();
    }, TICK_MS);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}

/** Whether no time passes on it. */
export function isResting({ stage }: StartedTimer): boolean {
  return stage === 'paused' || stage === 'stopped';
}
