import { answerOf } from './database.ts';
import { isKeyed, sealedOf, valueOf, type Sealed } from './stored-values.ts';
import type { Vault } from './vault.ts';

/** A draft as it was saved. */
export interface Draft {
  readonly id: string;
  /** The caller's word for what the payload is. */
  readonly kind: string;
  readonly payload: unknown;
  /** Epoch milliseconds. */
  readonly savedAt: number;
  /** Grows with each save, from 1. */
  readonly version: number;
}

/** What lies on the disk: tags, a count and an instant in the clear, all else sealed. */
interface StoredDraft extends Sealed {
  readonly tag: string;
  readonly owner: string;
  readonly savedAt: number;
  readonly version: number;
}

/** Counts what had to be dropped. */
export interface Dropped {
  expired: number;
  unreadable: number;
}

/** One owner's drafts in the vault. Every method throws the browser's error where storage fails. */
export class DraftStore {
  readonly owner: string;
  readonly dropped: Dropped = { expired: 0, unreadable: 0 };
  readonly #vault: Vault;
  readonly #isExpired: (savedAt: number) => boolean;

  /** @param owner the owner's tag */
  constructor(vault: Vault, owner: string, isExpired: (savedAt: number) => boolean) {
    this.#vault = vault;
    this.owner = owner;
    this.#isExpired = isExpired;
  }

  tagOf(id: string): Promise<string> {
    return this.#vault.tag('draft', this.owner, id);
  }

  /** Saves under the version after `known` and after the one found stored; `found` is null where none was. */
  async put(
    tag: string,
    draft: Omit<Draft, 'version'>,
    known: number,
  ): Promise<{ readonly version: number; readonly found: number | null }> {
    const { id, kind, payload, savedAt } = draft;
    const sealed = await this.#vault.seal(JSON.stringify({ id, kind, payload }), contextOf(tag, savedAt));
    return this.#transact('readwrite', async (drafts) => {
      const found = readRecord(await answerOf<unknown>(drafts.get(tag)))?.version ?? null;
      const version = Math.max(found ?? 0, known) + 1;
      await answerOf(drafts.put({ tag, owner: this.owner, savedAt, version, ...sealed } satisfies StoredDraft));
      return { version, found };
    });
  }

  async get(tag: string): Promise<Draft | null> {
    const value = await this.#transact('readonly', (drafts) => answerOf<unknown>(drafts.get(tag)));
    return value === undefined ? null : this.#opened(value, tag);
  }

  async all(): Promise<readonly (readonly [tag: string, draft: Draft])[]> {
    const [tags, values] = await this.#transact('readonly', async (drafts) => [
      await answerOf(drafts.index('owner').getAllKeys(this.owner)),
      await answerOf<unknown[]>(drafts.index('owner').getAll(this.owner)),
    ]);
    const found: (readonly [string, Draft])[] = [];
    for (const [index, tag] of tags.entries()) {
      if (typeof tag !== 'string') continue;
      const draft = await this.#opened(values[index], tag);
      if (draft) found.push([tag, draft]);
    }
    return found;
  }

  remove(tag: string): Promise<void> {
    return this.#transact('readwrite', async (drafts) => answerOf(drafts.delete(tag)));
  }

  removeOwn(): Promise<void> {
    return this.#transact('readwrite', async (drafts) => {
      const tags = await answerOf(drafts.index('owner').getAllKeys(this.owner));
      await Promise.all(tags.map((tag) => answerOf(drafts.delete(tag))));
    });
  }

  /** Removes what is too old, whoever owns it, and what has not the shape of a draft. */
  removeExpired(): Promise<void> {
    return this.#transact('readwrite', async (drafts) => {
      const [tags, values] = [await answerOf(drafts.getAllKeys()), await answerOf<unknown[]>(drafts.getAll())];
      const old = tags.filter((_, index) => {
        const record = readRecord(values[index]);
        if (record && !this.#isExpired(record.savedAt)) return false;
        this.dropped[record ? 'expired' : 'unreadable'] += 1;
        return true;
      });
      await Promise.all(old.map((tag) => answerOf(drafts.delete(tag))));
    });
  }

  /** Removes the drafts and the leases of every owner. */
  removeEverybodys(): Promise<void> {
    return this.#vault.database.transact(['drafts', 'leases'], 'readwrite', async (transaction) => {
      await answerOf(transaction.objectStore('drafts').clear());
      await answerOf(transaction.objectStore('leases').clear());
    });
  }

  close(): void {
    this.#vault.database.close();
  }

  async #opened(value: unknown, tag: string): Promise<Draft | null> {
    const record = readRecord(value);
    const isExpired = record !== null && this.#isExpired(record.savedAt);
    const draft = record && !isExpired ? readDraft(record, await this.#vault.unseal(record, contextOf(tag, record.savedAt))) : null;
    if (draft) return draft;
    this.dropped[isExpired ? 'expired' : 'unreadable'] += 1;
    await this.#transact('readwrite', async (drafts) => {
      // Another window may have saved a good one under this tag since.
      const present = readRecord(await answerOf<unknown>(drafts.get(tag)));
      if (present?.version === record?.version) await answerOf(drafts.delete(tag));
    });
    return null;
  }

  #transact<T>(mode: 'readonly' | 'readwrite', work: (drafts: IDBObjectStore) => Promise<T>): Promise<T> {
    return this.#vault.database.transact(['drafts'], mode, (transaction) => work(transaction.objectStore('drafts')));
  }
}

/** The seal holds only for this draft at this age: a record renamed or made younger on the disk is unreadable. */
function contextOf(tag: string, savedAt: number): string {
  return `${tag} ${savedAt}`;
}

function readRecord(value: unknown): StoredDraft | null {
  if (!isKeyed(value)) return null;
  const { tag, owner, savedAt, version } = value;
  const sealed = sealedOf(value);
  if (!sealed || typeof tag !== 'string' || typeof owner !== 'string') return null;
  if (typeof savedAt !== 'number' || typeof version !== 'number') return null;
  return { tag, owner, savedAt, version, ...sealed };
}

function readDraft({ savedAt, version }: StoredDraft, text: string | null): Draft | null {
  const value = valueOf(text);
  if (!isKeyed(value)) return null;
  const { id, kind, payload } = value;
  return typeof id === 'string' && typeof kind === 'string' ? { id, kind, payload, savedAt, version } : null;
}
