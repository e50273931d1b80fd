import type { Drafts } from '../../drafts/drafts.ts';
import type { Access } from '../queries/access.ts';
import type { SaveResult } from '../save-result.ts';
import { sessionDrafts } from '../timekeeping/session-drafts.ts';
import { type Call, type Confirmed, type ConfirmedCall, isConfirmed, isSettled, newCall } from './call.ts';
import { readCall } from './read-call.ts';

/** A confirmed call on its way to the EHR, and what came of its parts in this window; null where nothing was tried or it is being tried. */
export interface SentCall {
  readonly call: ConfirmedCall;
  readonly sending: boolean;
  readonly time: SaveResult | null;
  readonly plan: SaveResult | null;
}

export interface DeskState {
  /** Whether the drafts were looked into: until then there may be more. */
  readonly opened: boolean;
  /** The call in the making. */
  readonly call: Call | null;
  /** Confirmed ones of which something is missing in the EHR, or whose outcome nobody has seen. */
  readonly sent: readonly SentCall[];
  /** Where the call in the making is kept; null before anything of it was. */
  readonly kept: 'stored' | 'memory' | null;
}

/** The calls of this person with this patient, each kept as an encrypted draft with every change until the EHR has it. */
export interface CallDesk {
  /** Settles when calls of earlier pages were looked for. Never rejects. */
  readonly opened: Promise<void>;
  /** The same object until something changes. */
  getSnapshot(): DeskState;
  subscribe(listener: () => void): () => void;
  /** Begins a call that is timed by this timer, or goes on with the one in the making. Waits until the desk is open. */
  begin(timerId: string | null): void;
  /** Changes the call in the making; nothing where there is none. */
  change(to: (before: Call) => Call): void;
  /** The call in the making is to be sent as it stands. Settles once that is kept. Null where there is none. */
  confirm(confirmed: Confirmed): Promise<ConfirmedCall | null>;
  /** Notes what came of sending a confirmed call. */
  note(id: string, came: Partial<Omit<SentCall, 'call'>>, confirmed?: Partial<Confirmed>): void;
  /** Forgets a call, here and on the device. */
  drop(id: string): Promise<void>;
  /** Settles when everything so far is kept as well as it can be. Never rejects. */
  settled(): Promise<void>;
}

export interface CallDeskOptions {
  /** May be still opening, and may fail to open: calls are then in memory. */
  readonly drafts: Drafts | Promise<Drafts>;
  readonly newId: () => string;
}

/** The kind under which calls are kept. */
const KIND = 'call';

const desks = new WeakMap<Access, CallDesk>();

/** The session's desk. Ask for it after the first verdict. */
export function callDesk(access: Access): CallDesk {
  const present = desks.get(access);
  if (present !== undefined) return present;
  const desk = createCallDesk({ drafts: sessionDrafts(access), newId: () => crypto.randomUUID() });
  desks.set(access, desk);
  return desk;
}

/** Looks for calls of earlier pages at once; see `opened`. */
export function createCallDesk(options: CallDeskOptions): CallDesk {
  return new KeptCallDesk(options);
}

class KeptCallDesk implements CallDesk {
  readonly opened: Promise<void>;
  readonly #drafts: Promise<Drafts | null>;
  readonly #newId: () => string;
  readonly #listeners = new Set<() => void>();
  readonly #unkept = new Set<string>();
  #state: DeskState = { opened: false, call: null, sent: [], kept: null };
  #keeping: Promise<void> | null = null;

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
    if (!this.#state.opened) {
      void this.opened.then(() => this.begin(timerId));
      return;
    }
    const { call } = this.#state;
    if (call === null) this.#put(newCall(this.#newId(), timerId));
    else if (timerId !== null && call.timerId !== timerId) this.#put({ ...call, timerId });
  }

  change(to: (before: Call) => Call): void {
    const { call } = this.#state;
    if (call === null) return;
    const next = to(call);
    if (next !== call) this.#put(next);
  }

  async confirm(confirmed: Confirmed): Promise<ConfirmedCall | null> {
    const { call, sent } = this.#state;
    if (call === null) return null;
    const done: ConfirmedCall = { ...call, confirmed };
    this.#show({ call: null, kept: null, sent: [...sent, { call: done, sending: true, time: null, plan: null }] });
    this.#keep(done.id);
    await this.settled();
    return done;
  }

  note(id: string, came: Partial<Omit<SentCall, 'call'>>, confirmed?: Partial<Confirmed>): void {
    const sent = this.#state.sent.map((one): SentCall => {
      if (one.call.id !== id) return one;
      const call = confirmed === undefined ? one.call : { ...one.call, confirmed: { ...one.call.confirmed, ...confirmed } };
      return { ...one, ...came, call };
    });
    this.#show({ sent });
    if (confirmed !== undefined) this.#keep(id);
  }

  async drop(id: string): Promise<void> {
    const { call, sent } = this.#state;
    this.#show({ sent: sent.filter((one) => one.call.id !== id), ...(call?.id === id && { call: null, kept: null }) });
    this.#keep(id);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.opened;
    while (this.#keeping !== null) await this.#keeping;
  }

  #put(call: Call): void {
    this.#show({ call });
    this.#keep(call.id);
  }

  /** One at a time; what changes meanwhile goes with the next. */
  #keep(id: string): void {
    this.#unkept.add(id);
    this.#keeping ??= this.#keepAll().finally(() => {
      this.#keeping = null;
    });
  }

  async #keepAll(): Promise<void> {
    const drafts = await this.#drafts;
    for (let [id] = this.#unkept; id !== undefined; [id] = this.#unkept) {
      this.#unkept.delete(id);
      const call = this.#find(id);
      if (call === null || (isConfirmed(call) && isSettled(call.confirmed))) {
        // One that stays on the disk is offered again, and sends nothing twice.
        await drafts?.remove(id).catch(() => undefined);
        continue;
      }
      const saved = await drafts?.save(id, KIND, call).catch(() => undefined);
      if (this.#state.call?.id === id) this.#show({ kept: saved?.kept ?? 'memory' });
    }
  }

  #find(id: string): Call | null {
    const { call, sent } = this.#state;
    return call?.id === id ? call : (sent.find((one) => one.call.id === id)?.call ?? null);
  }

  async #open(): Promise<void> {
    const drafts = await this.#drafts;
    const found = (await drafts?.list(KIND).catch(() => [])) ?? [];
    const sent: SentCall[] = [];
    let open: Call | null = null;
    for (const { id, payload } of found) {
      const call = readCall(payload);
      if (call === null || call.id !== id || (isConfirmed(call) && isSettled(call.confirmed))) this.#keep(id);
      else if (isConfirmed(call)) sent.push({ call, sending: false, time: null, plan: null });
      else open ??= call;
    }
    this.#show({ opened: true, sent, call: open, kept: open === null ? null : 'stored' });
    drafts?.subscribe(({ what, id }) => {
      if (what !== 'saved') this.#forgetGone(what === 'removed' ? (id ?? '') : null);
    });
  }

  /** What another window has sent or dropped is not offered here; `id` null: it has dropped all. */
  #forgetGone(id: string | null): void {
    const isGone = (call: Call) => id === null || call.id === id;
    const { call, sent } = this.#state;
    const left = sent.filter((one) => one.sending || isSettled(one.call.confirmed) || !isGone(one.call));
    if (left.length < sent.length) this.#show({ sent: left });
    if (call !== null && isGone(call)) this.#show({ call: null, kept: null });
  }

  #show(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
