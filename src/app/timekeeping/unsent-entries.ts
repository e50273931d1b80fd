import type { Drafts, MemoryOnly } from '../../drafts/drafts.ts';
import type { SaveResult } from '../save-result.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import { readEntryInput } from './kept-input.ts';

/** How an entry that the EHR has not confirmed stands. */
export type UnsentStanding =
  | { readonly kind: 'sending' }
  /** `last`: what came of the last attempt; null where the page closed before one ended, so that the entry may be in the EHR. */
  | { readonly kind: 'not-stored-yet'; readonly last: SaveResult | null };

/** An entry kept on this device because the EHR has not confirmed it. Its minutes count nowhere. */
export interface UnsentEntry {
  readonly input: TimeEntryInput;
  readonly standing: UnsentStanding;
  /** When the draft was written, epoch milliseconds. */
  readonly savedAt: number;
  /** `memory`: it is gone with this window. */
  readonly kept: 'stored' | 'memory';
}

export interface UnsentState {
  /** Whether the drafts have been read: until then there may be more than `entries`. */
  readonly opened: boolean;
  /** In order of start. */
  readonly entries: readonly UnsentEntry[];
  /** Why drafts do not survive this window; null where they do. */
  readonly memoryOnly: MemoryOnly | null;
  /** How many drafts on this device, of whatever kind and whoever's, were found too old or unreadable by now and removed. */
  readonly dropped: Drafts['dropped'];
}

/** A person's entries on one patient between the form and the EHR: none is lost, and none is stored twice. */
export interface UnsentEntries {
  /** Settles when the drafts of earlier pages are in the list. Never rejects. */
  readonly opened: Promise<void>;
  /**
   * Writes the draft, then sends; the draft goes once the EHR has the entry. Never rejects: a failed save is one of the results.
   *
   * @param onKept called, and awaited, between the two: from here on the entry is safe and whatever it came from may be forgotten.
   */
  save(input: TimeEntryInput, onKept?: () => void | Promise<void>): Promise<SaveResult>;
  /** Sends it again. The floor below finds the entry's own UUID first. Null where no such entry waits or it is being sent. */
  retry(id: string): Promise<SaveResult | null>;
  /** One after the other, in order of start; stops where the session is over, since all others would fail alike. */
  retryAll(): Promise<void>;
  /** Forgets the entry. What of it may have reached the EHR stays there. */
  discard(id: string): Promise<void>;
  /** Whether the entry is in the list; certain once `opened`. */
  has(id: string): boolean;
  /** The same object until something changes. */
  getSnapshot(): UnsentState;
  subscribe(listener: () => void): () => void;
}

export interface UnsentEntriesOptions {
  /** May be still opening, and may fail to open: the entries are then in memory. */
  readonly drafts: Drafts | Promise<Drafts>;
  readonly send: (input: TimeEntryInput) => Promise<SaveResult>;
  readonly clock: () => number;
}

/** Reads the drafts of earlier pages at once; see `opened`. */
export function createUnsentEntries(options: UnsentEntriesOptions): UnsentEntries {
  return new KeptEntries(options);
}

/** The kind under which drafts of entries are kept. */
const KIND = 'time-entry';

class KeptEntries implements UnsentEntries {
  readonly opened: Promise<void>;
  readonly #options: UnsentEntriesOptions;
  /** Null where there is no way to drafts at all: the entries are here alone. */
  readonly #drafts: Promise<Drafts | null>;
  /** The same, once it is open. */
  #at: Drafts | null = null;
  readonly #entries = new Map<string, UnsentEntry>();
  readonly #sending = new Map<string, Promise<SaveResult>>();
  /** Stored or discarded in this window: a draft that could not be removed must not come back with the next look. */
  readonly #done = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #state: UnsentState = { opened: false, entries: [], memoryOnly: null, dropped: NONE_DROPPED };

  constructor(options: UnsentEntriesOptions) {
    this.#options = options;
    this.#drafts = Promise.resolve(options.drafts).then(
      (drafts) => (this.#at = drafts),
      () => null,
    );
    this.opened = this.#open();
  }

  save(input: TimeEntryInput, onKept?: () => void | Promise<void>): Promise<SaveResult> {
    return this.#sending.get(input.id) ?? this.#under(input.id, this.#keepAndSend(input, onKept));
  }

  async retry(id: string): Promise<SaveResult | null> {
    const entry = this.#entries.get(id);
    if (entry === undefined || this.#sending.has(id)) return null;
    return this.#under(id, this.#send(entry));
  }

  async retryAll(): Promise<void> {
    for (const { input } of this.#state.entries) {
      const result = await this.retry(input.id);
      if (result?.kind === 'failed' && result.error === 'session-expired') return;
    }
  }

  async discard(id: string): Promise<void> {
    if (this.#sending.has(id) || !this.#entries.has(id)) return;
    await this.#forget(id);
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  getSnapshot(): UnsentState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #under(id: string, work: Promise<SaveResult>): Promise<SaveResult> {
    const ending = work.finally(() => this.#sending.delete(id));
    this.#sending.set(id, ending);
    return ending;
  }

  async #keepAndSend(input: TimeEntryInput, onKept: (() => void | Promise<void>) | undefined): Promise<SaveResult> {
    this.#done.delete(input.id);
    const drafts = await this.#drafts;
    const kept = await drafts?.save(input.id, KIND, input).then(
      (saved) => saved.kept,
      () => undefined,
    );
    const entry: UnsentEntry = { input, standing: SENDING, savedAt: this.#options.clock(), kept: kept ?? 'memory' };
    this.#set(entry);
    await onKept?.();
    return this.#send(entry);
  }

  async #send(entry: UnsentEntry): Promise<SaveResult> {
    const { input } = entry;
    this.#set({ ...entry, standing: SENDING });
    // What the sender throws says nothing of what the EHR did.
    const result = await this.#options.send(input).catch((): SaveResult => ({ kind: 'unclear', where: 'Encounter', looked: 'unknown' }));
    if (result.kind === 'stored') await this.#forget(input.id);
    else this.#set({ ...(this.#entries.get(input.id) ?? entry), standing: { kind: 'not-stored-yet', last: result } });
    return result;
  }

  async #forget(id: string): Promise<void> {
    this.#done.add(id);
    this.#entries.delete(id);
    const drafts = await this.#drafts;
    // A draft that stays on the disk is offered again, and finds its entry in the EHR by its identifier.
    await drafts?.remove(id).catch(() => undefined);
    this.#publish();
  }

  #set(entry: UnsentEntry): void {
    this.#entries.set(entry.input.id, entry);
    this.#publish();
  }

  async #open(): Promise<void> {
    const drafts = await this.#drafts;
    await this.#look();
    drafts?.subscribe(() => void this.#look());
  }

  /** Takes over what is on the disk: drafts of earlier pages, and what other windows have done since. */
  async #look(): Promise<void> {
    const drafts = await this.#drafts;
    const found = (await drafts?.list(KIND).catch(() => null)) ?? null;
    if (found !== null) {
      const present = new Set(found.map(({ id }) => id));
      for (const [id, { kept }] of this.#entries) {
        if (kept === 'stored' && !present.has(id) && !this.#sending.has(id)) this.#entries.delete(id);
      }
      for (const { id, payload, savedAt } of found) {
        const input = readEntryInput(payload);
        if (input === null || this.#entries.has(id) || this.#done.has(id)) continue;
        this.#entries.set(id, { input, standing: { kind: 'not-stored-yet', last: null }, savedAt, kept: 'stored' });
      }
    }
    this.#publish(true);
  }

  #publish(opened: boolean = this.#state.opened): void {
    const entries = [...this.#entries.values()].toSorted((a, b) => startOf(a) - startOf(b));
    const without = opened ? 'unavailable' : null;
    const { memoryOnly = without, dropped = NONE_DROPPED } = this.#at ?? {};
    this.#state = { opened, entries, memoryOnly, dropped };
    for (const listener of this.#listeners) listener();
  }
}

/** Before the drafts are open, and without them. */
const NONE_DROPPED: Drafts['dropped'] = { expired: 0, unreadable: 0 };

const SENDING: UnsentStanding = { kind: 'sending' };

function startOf({ input }: UnsentEntry): number {
  return Temporal.Instant.from(input.start).epochMilliseconds;
}
