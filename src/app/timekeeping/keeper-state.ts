import type { StartedTimer, TimingPerformer } from '../../ccm/timer/state.ts';
import type { Keep } from '../../ccm/timer/stretches.ts';
import type { Drafts, MemoryOnly } from '../../drafts/drafts.ts';
import type { TimerLock } from '../../drafts/timer-lock.ts';
import type { ClockworkOptions } from './clockwork.ts';
import type { TimerLabel } from './timer-label.ts';

/** Where the timer of this patient stands in this window. All instants are epoch milliseconds of the app's clock. */
export type KeeperStanding =
  /** Storage is being looked into: whether there is a timer is not known yet. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'idle' }
  /**
   * Nothing runs here because another window of this person runs a timer. `label`: whose, null where that cannot be read;
   * of this very patient where its `patientId` is this one's. `since`: from when it has run there.
   */
  | { readonly kind: 'elsewhere'; readonly label: TimerLabel | null; readonly since: number | null; readonly own: OwnTimer | null }
  /** `recovered`: read from storage by this page, and not yet touched. */
  | ({ readonly kind: 'started'; readonly recovered?: true } & OwnTimer)
  /**
   * Another window took over at `since`. What ran here is paused at that instant and can be resumed (which takes it back), stopped or
   * discarded; `own` is null where the other window goes on with this very timer.
   */
  | { readonly kind: 'lost'; readonly since: number; readonly own: OwnTimer | null };

export interface OwnTimer {
  /** UUID; it becomes the entry's id. */
  readonly id: string;
  readonly timer: StartedTimer;
}

export type KeeperState = KeeperStanding & {
  /** False where this browser cannot tell whether another window runs a timer too. True while opening. */
  readonly guarded: boolean;
  /** Why the timer ends with this window; null where it survives it, and while opening. */
  readonly memoryOnly: MemoryOnly | null;
};

/**
 * The one timer of one patient in one window. It lives in the drafts as kind `'timer'`, so that it survives this window, and holds the
 * person's lock while it runs, so that only one of their timers does. Looks at the clocks once a second while it runs.
 *
 * Actions take effect at once where they need no lock; those that begin to run ask for it first, and `getSnapshot` tells what came of
 * it. None of them throws: without storage all goes on in memory.
 */
export interface TimeKeeper {
  /** The same object until something changes. */
  getSnapshot(): KeeperState;
  subscribe(listener: () => void): () => void;
  /** Settles when storage has been looked into and everything done so far is saved as far as it can be. Never rejects. */
  settled(): Promise<void>;
  /** Starts a new timer; where another window of this person runs one, `elsewhere` says so and nothing starts. Nothing where one is started here. */
  start(performer: TimingPerformer): Promise<void>;
  pause(): void;
  /** Goes on after a pause or a stop. Asks for the lock, as `start` does. */
  resume(): Promise<void>;
  /** The person did something in the app. */
  activity(): void;
  setCallMode(on: boolean): void;
  /** Answers the open question; `goOn` asks for the lock first where this window has it not. */
  answer(keep: Keep, goOn: boolean): void;
  clockWasWrong(): void;
  /** Answers for time left out unanswered, found by its `from`. */
  settle(from: number, keep: Keep): void;
  /** Leaves out all work after the instant `to`. */
  trim(to: number): void;
  stop(): void;
  /** Forgets the timer and its time. */
  discard(): void;
  /** Takes the timer over from the other window: that one pauses, and what was asked for here goes on. */
  takeOver(): Promise<void>;
  /** Stays as it is here, after `elsewhere` or `lost` was told. */
  leaveElsewhere(): void;
  /** The entry of this id is safe: forgets the timer. Nothing where the timer has another id. */
  finish(id: string): void;
  /** Lets go of lock and ticker; the timer stays in storage. */
  close(): Promise<void>;
}

export interface TimeKeeperOptions extends ClockworkOptions {
  /** Closed by whoever opened them. */
  readonly drafts: Promise<Drafts>;
  /** The keeper closes it. */
  readonly lock: Promise<TimerLock>;
  readonly label: TimerLabel;
  /** Random name of the browser window; the same after a reload. */
  readonly window: string;
  readonly newId: () => string;
  /** Whether the entry of this id is already kept as a draft of its own: its timer is then forgotten on opening. */
  readonly isHandedOver: (id: string) => boolean | Promise<boolean>;
}
