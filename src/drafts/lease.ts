import { answerOf } from './database.ts';
import { isKeyed, sealedOf, valueOf, type Sealed } from './stored-values.ts';
import type { Vault } from './vault.ts';

/** Who says that their timer runs. */
export interface Lease {
  /** The window's random name. */
  readonly holder: string;
  /** Epoch milliseconds of the last sign of life. */
  readonly beatAt: number;
  /** Epoch milliseconds from which on the holder has held it. */
  readonly since: number;
  /** What the holder gave to be shown elsewhere; null where it cannot be read. */
  readonly label: unknown;
}

/** What lies on the disk; label and instants of work are sealed. */
interface StoredLease extends Sealed {
  readonly tag: string;
  readonly holder: string;
  readonly beatAt: number;
}

/** The one lease of a person on this browser. Every method throws the browser's error where storage fails. */
export class LeaseRecord {
  readonly tag: string;
  readonly #vault: Vault;

  constructor(vault: Vault, tag: string) {
    this.#vault = vault;
    this.tag = tag;
  }

  async read(): Promise<Lease | null> {
    const record = await this.#transact('readonly', (leases) => this.#stored(leases));
    if (!record) return null;
    const value = valueOf(await this.#vault.unseal(record, this.tag));
    const { since, label } = isKeyed(value) ? value : {};
    const { holder, beatAt } = record;
    return { holder, beatAt, since: typeof since === 'number' ? since : beatAt, label: label ?? null };
  }

  /** Writes the lease where `may` allows it beside what is there, in one step; returns whether it did. */
  async write(
    { holder, beatAt, since, label }: Lease,
    may: (present: Pick<Lease, 'holder' | 'beatAt'> | null) => boolean,
  ): Promise<boolean> {
    const sealed = await this.#vault.seal(JSON.stringify({ since, label }), this.tag);
    return this.#transact('readwrite', async (leases) => {
      if (!may(await this.#stored(leases))) return false;
      await answerOf(leases.put({ tag: this.tag, holder, beatAt, ...sealed } satisfies StoredLease));
      return true;
    });
  }

  /** Removes the lease if `holder` has it. */
  remove(holder: string): Promise<void> {
    return this.#transact('readwrite', async (leases) => {
      if ((await this.#stored(leases))?.holder === holder) await answerOf(leases.delete(this.tag));
    });
  }

  async #stored(leases: IDBObjectStore): Promise<StoredLease | null> {
    const value = await answerOf<unknown>(leases.get(this.tag));
    if (!isKeyed(value)) return null;
    const { holder, beatAt } = value;
    const sealed = sealedOf(value);
    return sealed && typeof holder === 'string' && typeof beatAt === 'number' ? { tag: this.tag, holder, beatAt, ...sealed } : null;
  }

  #transact<T>(mode: 'readonly' | 'readwrite', work: (leases: IDBObjectStore) => Promise<T>): Promise<T> {
    return this.#vault.database.transact(['leases'], mode, (transaction) => work(transaction.objectStore('leases')));
  }
}
