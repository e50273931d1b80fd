import { DraftError } from './draft-error.ts';
import type { Draft, DraftStore, Dropped } from './draft-store.ts';
import type { DraftChange, Drafts, MemoryOnly, SavedDraft } from './drafts.ts';
import type { Clock } from './facilities.ts';
import { type Notice, type Notices, openNotices } from './notices.ts';
import { Turns } from './turns.ts';

/** Drafts in a store, and in memory those that it did not take; without a store all of them. */
export class KeptDrafts implements Drafts {
  readonly #store: DraftStore | null;
  readonly #whyMemory: MemoryOnly;
  readonly #clock: Clock;
  readonly #notices: Notices;
  readonly #memory = new Map<string, Draft>();
  /** Newest stored version of each id that this window has seen. */
  readonly #known = new Map<string, number>();
  readonly #idOfTag = new Map<string, string>();
  readonly #listeners = new Set<(change: DraftChange) => void>();
  /** A slow save must not overtake a later one. */
  readonly #turns = new Turns();

  constructor(store: DraftStore | null, whyMemory: MemoryOnly, clock: Clock) {
    this.#store = store;
    this.#whyMemory = whyMemory;
    this.#clock = clock;
    this.#notices = openNotices((notice) => void this.#heard(notice));
  }

  get persistent(): boolean {
    return this.memoryOnly === null;
  }

  get memoryOnly(): MemoryOnly | null {
    return this.#store && this.#memory.size === 0 ? null : this.#whyMemory;
  }

  get dropped(): Readonly<Dropped> {
    return this.#store ? { ...this.#store.dropped } : { expired: 0, unreadable: 0 };
  }

  async save(id: string, kind: string, payload: unknown): Promise<SavedDraft> {
    const draft = { id, kind, payload: jsonOf(payload), savedAt: this.#clock() };
    return this.#turns.take(async () => {
      try {
        if (this.#store) return await this.#saveIn(this.#store, draft);
      } catch {
        // A full or failing disk must not lose the draft: it stays in memory.
      }
      const version = (this.#memory.get(id)?.version ?? this.#known.get(id) ?? 0) + 1;
      this.#memory.set(id, { ...draft, version });
      return { kept: 'memory', version, overrode: null };
    });
  }

  read(id: string): Promise<Draft | null> {
    return this.#turns.take(async () => {
      const kept = this.#memory.get(id);
      if (kept) return copyOf(kept);
      const draft = await this.#inStore(async (store) => store.get(await this.#tagOf(store, id)));
      return draft ? this.#seen(draft) : null;
    });
  }

  list(kind?: string): Promise<readonly Draft[]> {
    return this.#turns.take(async () => {
      const stored = (await this.#inStore((store) => store.all())) ?? [];
      for (const [tag, { id }] of stored) this.#idOfTag.set(tag, id);
      const others = stored.filter(([, { id }]) => !this.#memory.has(id)).map(([, draft]) => this.#seen(draft));
      const all = [...others, ...Array.from(this.#memory.values(), copyOf)];
      return all.filter((draft) => kind === undefined || draft.kind === kind).toSorted((a, b) => b.savedAt - a.savedAt);
    });
  }

  remove(id: string): Promise<void> {
    return this.#turns.take(async () => {
      this.#memory.delete(id);
      this.#known.delete(id);
      await this.#inStore(async (store) => {
        const tag = await this.#tagOf(store, id);
        await store.remove(tag);
        this.#tell('removed', tag);
      });
    });
  }

  clear(): Promise<void> {
    return this.#forgetAll('cleared', (store) => store.removeOwn());
  }

  clearAll(): Promise<void> {
    return this.#forgetAll('cleared-all', (store) => store.removeEverybodys());
  }

  subscribe(listener: (change: DraftChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  close(): void {
    this.#listeners.clear();
    this.#notices.close();
    this.#store?.close();
  }

  async #saveIn(store: DraftStore, draft: Omit<Draft, 'version'>): Promise<SavedDraft> {
    const { id } = draft;
    const known = this.#known.get(id);
    const tag = await this.#tagOf(store, id);
    const { version, found } = await store.put(tag, draft, Math.max(known ?? 0, this.#memory.get(id)?.version ?? 0));
    this.#memory.delete(id);
    this.#known.set(id, version);
    this.#tell('saved', tag);
    return { kept: 'stored', version, overrode: overridden(known, found) };
  }

  #forgetAll(what: 'cleared' | 'cleared-all', remove: (store: DraftStore) => Promise<void>): Promise<void> {
    return this.#turns.take(async () => {
      this.#memory.clear();
      this.#known.clear();
      await this.#inStore(remove);
      this.#tell(what);
    });
  }

  async #heard({ what, owner, tag }: Notice): Promise<void> {
    if (!this.#store || (owner !== this.#store.owner && what !== 'cleared-all') || what === 'timer-taken') return;
    if (what === 'cleared' || what === 'cleared-all') return this.#announce({ what: 'cleared' });
    if (what === 'saved' && !this.#idOfTag.has(tag)) {
      const draft = await this.#store.get(tag).catch(() => null);
      if (draft) this.#idOfTag.set(tag, draft.id);
    }
    const id = this.#idOfTag.get(tag);
    this.#announce({ what, ...(id !== undefined && { id }) });
  }

  #announce(change: DraftChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #tell(what: Notice['what'], tag = ''): void {
    if (this.#store) this.#notices.tell({ what, owner: this.#store.owner, tag });
  }

  async #tagOf(store: DraftStore, id: string): Promise<string> {
    const tag = await store.tagOf(id);
    this.#idOfTag.set(tag, id);
    return tag;
  }

  #seen(draft: Draft): Draft {
    this.#known.set(draft.id, draft.version);
    return draft;
  }

  async #inStore<T>(work: (store: DraftStore) => Promise<T>): Promise<T | null> {
    if (!this.#store) return null;
    try {
      return await work(this.#store);
    } catch (cause) {
      throw new DraftError('storage-failed', { cause });
    }
  }
}

function overridden(known: number | undefined, found: number | null): SavedDraft['overrode'] {
  if (found === null) return known === undefined ? null : 'removed';
  return found > (known ?? 0) ? 'newer' : null;
}

/** The payload as JSON keeps it: a copy that later changes of it cannot reach. */
function jsonOf(payload: unknown): unknown {
  let text: string | undefined;
  try {
    text = JSON.stringify(payload);
  } catch (cause) {
    throw new DraftError('not-json', { cause });
  }
  if (text === undefined) throw new DraftError('not-json');
  return JSON.parse(text);
}

function copyOf(draft: Draft): Draft {
  return { ...draft, payload: jsonOf(draft.payload) };
}
