import type { TimerAction } from '../../ccm/timer.ts';
import type { Reading, StartedTimer, TimingPerformer } from '../../ccm/timer/state.ts';
import type { Keep } from '../../ccm/timer/stretches.ts';
import type { TimerLock } from '../../drafts/timer-lock.ts';
import { Board } from './board.ts';
import { Clockwork, isResting } from './clockwork.ts';
import type { KeeperState, OwnTimer, TimeKeeper, TimeKeeperOptions } from './keeper-state.ts';
import { type StoredTimer, TimerStorage } from './stored-timer.ts';
import { isSamePatient, readLabel } from './timer-label.ts';

export type { KeeperState, TimeKeeper, TimeKeeperOptions } from './keeper-state.ts';
export type { TimerLabel } from './timer-label.ts';

/** Looks into storage for this patient's timer, and keeps it from then on. */
export function createTimeKeeper(options: TimeKeeperOptions): TimeKeeper {
  return new PatientTimeKeeper(options);
}

/** Storage and lock, once both are open. */
interface Open {
  readonly storage: TimerStorage;
  readonly lock: TimerLock;
}

/** What a person asked for, and what another window may stand against. */
type Wanted = { readonly kind: 'start'; readonly performer: TimingPerformer } | { readonly kind: 'resume' };

class PatientTimeKeeper implements TimeKeeper {
  readonly #options: TimeKeeperOptions;
  readonly #clockwork: Clockwork;
  readonly #board: Board;
  /** Whatever has to wait for storage or lock waits in this row. */
  #row: Promise<void>;
  #open: Open | null = null;
  #wanted: Wanted | null = null;
  #closed = false;

  constructor(options: TimeKeeperOptions) {
    this.#options = options;
    this.#clockwork = new Clockwork(options);
    this.#board = new Board(() => ({
      guarded: this.#open?.lock.guarded ?? true,
      memoryOnly: this.#open?.storage.drafts.memoryOnly ?? null,
    }));
    this.#row = this.#opening().catch(() => undefined);
  }

  getSnapshot(): KeeperState {
    return this.#board.snapshot;
  }

  subscribe(listener: () => void): () => void {
    return this.#board.subscribe(listener);
  }

  async settled(): Promise<void> {
    await this.#row;
    await this.#open?.storage.saved();
  }

  start(performer: TimingPerformer): Promise<void> {
    return this.#run({ kind: 'start', performer });
  }

  resume(): Promise<void> {
    return this.#run({ kind: 'resume' });
  }

  pause(): void {
    this.#act({ type: 'pause' });
  }

  activity(): void {
    if (this.#board.own?.timer.stage === 'running') this.#act({ type: 'activity' });
  }

  setCallMode(on: boolean): void {
    this.#act({ type: 'call-mode', on });
  }

  answer(keep: Keep, goOn: boolean): void {
    this.#act({ type: 'answer', keep, goOn });
  }

  clockWasWrong(): void {
    this.#act({ type: 'clock-was-wrong' });
  }

  settle(from: number, keep: Keep): void {
    this.#act({ type: 'settle', from, keep });
  }

  trim(to: number): void {
    this.#act({ type: 'trim', to });
  }

  stop(): void {
    this.#act({ type: 'stop' });
  }

  discard(): void {
    if (this.#board.own) this.#forget();
  }

  finish(id: string): void {
    if (this.#board.own?.id === id) this.#forget();
  }

  takeOver(): Promise<void> {
    const wanted = this.#wanted;
    const reading = this.#clockwork.read();
    return this.#inTurn(async (open) => {
      await open.lock.takeOver(this.#options.label);
      this.#wanted = null;
      const timer = this.#board.own ?? (await open.storage.read());
      if (timer !== null) this.#goOn(timer);
      else if (wanted?.kind === 'start') this.#begin(wanted.performer, reading);
      else this.#forget();
    });
  }

  leaveElsewhere(): void {
    this.#wanted = null;
    const { label } = this.#options;
    const { standing } = this.#board;
    if (standing.kind !== 'elsewhere' && standing.kind !== 'lost') return;
    if (standing.own) this.#board.show({ kind: 'started', ...standing.own });
    else if (standing.kind === 'lost') this.#board.show({ kind: 'elsewhere', label, since: standing.since, own: null });
    else if (standing.label?.patientId !== label.patientId) this.#board.show({ kind: 'idle' });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#clockwork.stop();
    this.#board.silence();
    await this.settled();
    await this.#open?.lock.close();
  }

  async #opening(): Promise<void> {
    const { drafts, lock, isHandedOver } = this.#options;
    const open = { storage: new TimerStorage(await drafts, isHandedOver), lock: await lock };
    this.#open = open;
    if (this.#closed) return;
    open.lock.onLost(({ since }) => void this.#inTurn(() => this.#lost(open, since)));
    open.storage.onChange(() => void this.#inTurn(() => this.#follow(open)));
    const stored = await open.storage.read();
    if (stored === null) this.#board.show({ kind: 'idle' });
    else await this.#recover(open, stored);
  }

  /** Goes on with a stored timer, asking about the time in which no window had it. */
  async #recover({ lock }: Open, stored: StoredTimer): Promise<void> {
    const { label, window } = this.#options;
    const claim = isResting(stored.timer) ? null : await lock.claim(label);
    if (claim?.kind === 'taken' && isSamePatient(claim.label, label)) {
      this.#board.show({ kind: 'elsewhere', label, since: claim.since, own: null });
      return;
    }
    const sameWindow = claim?.kind !== 'taken' && stored.window === window;
    this.#hold(stored, this.#clockwork.advanced(stored.timer, { type: 'recover', sameWindow }), true);
  }

  /** Goes on with a timer that a living window had until now: nothing is in doubt but what the clocks say. */
  #goOn({ id, timer }: OwnTimer): void {
    const looked = this.#clockwork.advanced(timer, { type: 'recover', sameWindow: true });
    this.#hold({ id }, this.#clockwork.advanced(looked, { type: 'resume' }));
  }

  #run(wanted: Wanted): Promise<void> {
    const reading = this.#clockwork.read();
    this.#wanted = wanted;
    return this.#inTurn(async (open) => {
      if (this.#wanted !== wanted || !this.#mayRun(wanted)) return;
      const claim = await open.lock.claim(this.#options.label);
      if (this.#wanted !== wanted) return this.#letGo(open);
      if (claim.kind === 'taken') {
        const { own } = this.#board;
        this.#board.show({ kind: 'elsewhere', label: readLabel(claim.label), since: claim.since, own });
        return;
      }
      this.#wanted = null;
      if (wanted.kind === 'resume') return this.#act({ type: 'resume' }, reading);
      const stored = await open.storage.read();
      // Another window's that this one has not heard of: starting must not overwrite it.
      if (stored !== null) return this.#recover(open, stored);
      this.#begin(wanted.performer, reading);
    });
  }

  #mayRun(wanted: Wanted): boolean {
    const { own } = this.#board;
    return wanted.kind === 'start' ? own === null : own !== null && isResting(own.timer);
  }

  #begin(performer: TimingPerformer, reading: Reading): void {
    const timer = this.#clockwork.begun(performer, reading);
    if (timer !== null) this.#hold({ id: this.#options.newId() }, timer);
  }

  /** Another window has taken the lock, from the instant `since` on. */
  async #lost(open: Open, since: number): Promise<void> {
    this.#clockwork.stop();
    const { label } = this.#options;
    const claim = await open.lock.claim(label);
    if (claim.kind === 'held') await open.lock.release();
    const { own } = this.#board;
    if (own === null || isResting(own.timer)) return;
    if (claim.kind === 'taken' && isSamePatient(claim.label, label)) return this.#board.show({ kind: 'lost', since, own: null });
    const paused = this.#clockwork.advanced(own.timer, { type: 'pause' });
    const timer = this.#clockwork.advanced(paused, { type: 'trim', to: since });
    this.#board.show({ kind: 'lost', since, own: { id: own.id, timer } });
    this.#keep();
  }

  /** Another window has changed the stored timer. What holds the lock here is the newer. */
  async #follow(open: Open): Promise<void> {
    if (open.lock.held) return;
    const { label } = this.#options;
    const stored = await open.storage.read();
    const { standing } = this.#board;
    const isOurs = standing.kind !== 'elsewhere' || isSamePatient(standing.label, label);
    if (stored === null) {
      if (isOurs) this.#board.show({ kind: 'idle' });
    } else if (isResting(stored.timer)) {
      this.#board.show({ kind: 'started', id: stored.id, timer: stored.timer });
    } else if (!isOurs || this.#board.own !== null || standing.kind === 'idle') {
      this.#board.show({ kind: 'elsewhere', label, since: null, own: null });
    }
  }

  #act(action: TimerAction, reading = this.#clockwork.read()): void {
    const { own } = this.#board;
    if (own === null) return;
    this.#wanted = null;
    const timer = this.#clockwork.advanced(own.timer, action, reading);
    if (timer.stage !== 'running' || this.#open?.lock.held === true) return this.#hold(own, timer);
    // Nothing runs without the lock: it is asked for first.
    this.#hold(own, this.#clockwork.advanced(timer, { type: 'pause' }, reading));
    void this.resume();
  }

  /** Shows the timer, stores it, and ticks and holds the lock as long as time passes on it. */
  #hold({ id }: Pick<OwnTimer, 'id'>, timer: StartedTimer, recovered = false): void {
    this.#board.show({ kind: 'started', id, timer, ...(recovered && { recovered }) });
    this.#keep();
    if (!isResting(timer)) return this.#clockwork.tickNext(() => this.#tick());
    this.#clockwork.stop();
    void this.#inTurn((open) => this.#letGo(open));
  }

  #tick(): void {
    const { standing } = this.#board;
    if (standing.kind !== 'started') return;
    void this.#open?.lock.beat();
    this.#hold(standing, this.#clockwork.advanced(standing.timer, { type: 'tick' }), standing.recovered);
  }

  #forget(): void {
    this.#wanted = null;
    this.#clockwork.stop();
    this.#board.show({ kind: 'idle' });
    void this.#inTurn(async (open) => {
      if (this.#board.own === null) await open.storage.remove();
      await this.#letGo(open);
    });
  }

  #keep(): void {
    const { own } = this.#board;
    if (own === null || this.#closed) return;
    void this.#open?.storage.save({ ...own, window: this.#options.window }).then(() => this.#board.lookAgain());
  }

  async #letGo({ lock }: Open): Promise<void> {
    const { own } = this.#board;
    if (lock.held && (own === null || isResting(own.timer))) await lock.release();
  }

  #inTurn(work: (open: Open) => void | Promise<void>): Promise<void> {
    const before = this.#row;
    const turn = async () => {
      await before;
      if (this.#open && !this.#closed) await work(this.#open);
    };
    this.#row = turn().catch(() => undefined);
    return this.#row;
  }
}
