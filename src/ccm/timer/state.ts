import type { Performer } from '../chart.ts';

/** What the clocks say when something happens. */
export interface Reading {
  /** Wall clock, epoch milliseconds. */
  readonly at: number;
  /** Milliseconds on a clock that nobody can set, such as `performance.now()`. Comparable only within one page. */
  readonly steady?: number;
}

/** The performers whose time can count (TIME-3, TIME-18). */
export type TimingPerformer = Extract<Performer, 'clinical-staff' | 'physician-qhp'>;

/**
 * Why time is in doubt. `idle`: no activity for longer than the limit. `gap`: the page did not run, or the wall clock was
 * set forward; the two look alike. `closed`: the page was gone and came back. `clock-set-back`: the wall clock went backward.
 */
export type Doubt = 'idle' | 'gap' | 'closed' | 'clock-set-back';

/** Time worked. Epoch milliseconds, `to` not included. */
export interface WorkStretch {
  readonly is: 'work';
  readonly from: number;
  readonly to: number;
}

/** Time that is not counted, kept so that it can be explained. Pauses are neither: they leave no stretch. */
export interface LeftOutStretch {
  readonly is: 'left-out';
  readonly from: number;
  readonly to: number;
  readonly why: Doubt | 'trimmed';
  /** False where nobody has said what became of it; it may still be settled. */
  readonly answered: boolean;
}

export type Stretch = WorkStretch | LeftOutStretch;

/** Time in doubt, from `from` until somebody answers. Not counted meanwhile. */
export interface Question {
  readonly why: Doubt;
  readonly from: number;
  /** When the doubt arose: for a gap, the end of the gap. */
  readonly noticed: number;
  /** What the steady clock says passed between `from` and `noticed`; null where there was none to ask. */
  readonly steadyMs: number | null;
}

/** The wall clock was found set to another time, and the times recorded until then moved with it. */
export interface ClockMove {
  readonly at: number;
  /** Negative where it was set back. */
  readonly byMs: number;
}

interface Started {
  readonly version: 1;
  /** Chosen before the start; shown beside the timer. */
  readonly performer: TimingPerformer;
  /** In order and apart from one another; all before `seen.at`. */
  readonly stretches: readonly Stretch[];
  readonly callMode: boolean;
  readonly activeAt: number;
  /** The last reading: what is known to have been, should the page die. */
  readonly seen: Reading;
  readonly clockMoves: readonly ClockMove[];
}

export interface IdleTimer {
  readonly version: 1;
  readonly stage: 'idle';
}

export interface RunningTimer extends Started {
  readonly stage: 'running';
  readonly since: number;
}

/** Running, but with a question open: nothing counts from `question.from` on until it is answered. */
export interface AskedTimer extends Started {
  readonly stage: 'asked';
  readonly question: Question;
}

export interface RestingTimer extends Started {
  readonly stage: 'paused' | 'stopped';
}

export type StartedTimer = RunningTimer | AskedTimer | RestingTimer;

/** A running clock as plain data: it can be stored as JSON and read back with `readTimer`. It holds no patient data. */
export type Timer = IdleTimer | StartedTimer;

/** The site's limits, in milliseconds. */
export interface TimerSettings {
  /** No activity for this long asks. */
  readonly idleMs: number;
  /** The same in call mode. */
  readonly callIdleMs: number;
  /** Longest silence between two readings that is believed. Browsers let hidden pages run once a minute: above 60 s. */
  readonly gapMs: number;
  /** Differences between the clocks that are no more than jitter. */
  readonly toleranceMs: number;
}

export const DEFAULT_TIMER_SETTINGS: TimerSettings = {
  idleMs: 120_000,
  callIdleMs: 1_800_000,
  gapMs: 90_000,
  toleranceMs: 2_000,
};
