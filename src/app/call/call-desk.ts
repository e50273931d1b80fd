import type { Drafts } from '../../drafts/drafts.ts';
import { type Access } from '../queries/access.ts';
import { sessionDrafts } from '../timekeeping/session-drafts.ts';
import { type Call, isBlankCall, isSettled, newCall } from './call.ts';
import { readCall } from './read-call.ts';

export interface DeskState {
  /** Whether the drafts were looked into: until then there may be a call. */
  readonly opened: boolean;
  readonly call: Call | null;
  /** Where the call is kept; null before anything of it was. */
  readonly kept: 'stored' | 'memory' | null;
}

/** The one call of this person with this patient, kept as an encrypted draft with every change. */
export interface CallDesk {
  /** Settles when an earlier page's call was looked for. Never rejects. */
  readonly opened: Promise<void>;
  /** The same object until something changes. */
  getSnapshot(): DeskState;
  subscribe(listener: () => void): () => void;
  /** Begins a call that is timed by this timer, or goes on with the one there is. */
  begin(timerId: string | null): void;
  change(to: (before: Call) => Call): void;
  /** Settles when everything so far is kept as well as it can be. Never rejects. */
  kept(): Promise<void>;
  /** Forgets the call, here and on the device. */
  drop(): Promise<void>;
}

export interface CallDeskOptions {
  /** May be still opening, and may fail to open: the call is then in memory. */
  readonly drafts: Drafts | Promise<Drafts>;
  readonly newId: () => string;
}

/** The kind under which a call is kept. */
const KIND = 'call';

const desks = new WeakMap<Access, CallDesk>();

/** The session's desk. Call it after the first verdict. */
export function callDesk(access: Access): CallDesk {
  const present = desks.get(access);
  if (present !== undefined) return present;
  const desk = createCallDesk({ drafts: sessionDrafts(access), newId: () => crypto.randomUUID() });
  desks.set(access, desk);
  return desk;
}

/** Looks for the call of an earlier page at once; see `opened`. */
export function createCallDesk(options: CallDeskOptions): CallDesk {
  return new KeptCallDesk(options);
}

class KeptCallDesk implements CallDesk {
  readonly opened: Promise<void>;
  readonly #drafts: Promise<Drafts | null>;
  readonly #newId: () => string;
  readonly #listeners = new Set<() => void>();
  #state: DeskState = { opened: false, call: null, kept: null };
  #saving: Promise<void> | null = null;

  constructor({ drafts, newId }: CallDeskOptions) {
    this.#newId = newId;
    this.#drafts = Promise.resolve(drafts).catch(() => null);
    this.opened = this.#open().catch(() => this.#show({ opened: true }));
  }

  getSnapshot(): DeskState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  begin(timerId: string | null): void {
    const { call } = this.#state;
    if (call === null) this.#put(newCall(this.#newId(), timerId));
    else if (call.confirmed === null && timerId !== null && call.timerId !== timerId) this.#put({ ...call, timerId });
  }

  change(to: (before: Call) => Call): void {
    const { call } = this.#state;
    if (call === null) return;
    const next = to(call);
    if (next !== call) this.#put(next);
  }

  async kept(): Promise<void> {
    await this.opened;
    await this.#saving;
  }

  async drop(): Promise<void> {
    const { call } = this.#state;
    this.#show({ call: null, kept: null });
    await this.#saving;
    const drafts = await this.#drafts;
    // A call that stays on the disk is offered again, and sends nothing twice.
    if (call !== null) await drafts?.remove(call.id).catch(() => undefined);
  }

  #put(call: Call): void {
    this.#show({ call });
    // One save at a time; what changes meanwhile goes with the next.
    this.#saving ??= this.#save().finally(() => {
      this.#saving = null;
    });
  }

  async #save(): Promise<void> {
    const drafts = await this.#drafts;
    for (let saved: Call | null = null; this.#state.call !== null && this.#state.call !== saved; ) {
      const call: Call = this.#state.call;
      const kept = await drafts?.save(call.id, KIND, call).then(
        (one) => one.kept,
        () => undefined,
      );
      saved = call;
      if (this.#state.call !== null) this.#show({ kept: kept ?? 'memory' });
    }
  }

  async #open(): Promise<void> {
    const drafts = await this.#drafts;
    const [found] = (await drafts?.list(KIND)) ?? [];
    const call = found === undefined ? null : readCall(found.payload);
    if (found !== undefined && (call === null || (call.confirmed !== null && isSettled(call.confirmed)))) {
      await drafts?.remove(found.id).catch(() => undefined);
    }
    if (this.#state.call !== null || call === null || (call.confirmed !== null && isSettled(call.confirmed))) this.#show({ opened: true });
    else this.#show({ opened: true, call, kept: 'stored' });
    drafts?.subscribe(({ what, id }) => {
      if (what !== 'saved' && (id === undefined || id === this.#state.call?.id)) void this.#look(drafts);
    });
  }

  /** Another window has sent or dropped a call: what is not on the disk any more is not offered here. */
  async #look(drafts: Drafts): Promise<void> {
    const { call, kept } = this.#state;
    if (call === null || kept !== 'stored' || this.#saving !== null) return;
    const found = await drafts.read(call.id).catch(() => undefined);
    if (found === null && this.#state.call?.id === call.id) this.#show({ call: null, kept: null });
  }

  #show(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a call waits for its person: something was noted, or part of it is not in the EHR yet. */
export function isUnfinished({ call }: DeskState): boolean {
  return call !== null && !isBlankCall(call);
}
