import type { Draft, Dropped } from './draft-store.ts';
import type { Clock, Facilities } from './facilities.ts';

/** Whose drafts: they are offered to nobody else, and beside no other patient. */
export interface DraftOwner {
  readonly issuer: string;
  readonly patientId: string;
  readonly user: string;
}

export interface DraftsOptions extends Facilities {
  readonly owner: DraftOwner;
  readonly clock: Clock;
  /** Age in milliseconds at which a draft is dropped; 0 keeps drafts in memory only, and removes what is stored. */
  readonly maxAgeMs: number;
}

/**
 * Why drafts are in this window only, and gone with it. `switched-off`: the site says so. `no-owner`: issuer, patient or user
 * is not known. `unavailable`: the browser offers no storage here. `failed`: it did not take a draft, perhaps for want of room.
 */
export type MemoryOnly = 'switched-off' | 'no-owner' | 'unavailable' | 'failed';

export interface SavedDraft {
  readonly kept: 'stored' | 'memory';
  readonly version: number;
  /** What this save replaced without this window having seen it: another window's newer version, or its removal. */
  readonly overrode: 'newer' | 'removed' | null;
}

/** What another window did with this owner's drafts; without an id, to one that this window cannot name. */
export interface DraftChange {
  readonly what: 'saved' | 'removed' | 'cleared';
  readonly id?: string;
}

/** Unsaved work of one person on one patient. Payloads are JSON and never looked into. The last save of an id wins. */
export interface Drafts {
  /** Whether all drafts survive this window. A screen must say where they do not. */
  readonly persistent: boolean;
  /** Why some or all do not survive it; null where all do. */
  readonly memoryOnly: MemoryOnly | null;
  /** How many stored drafts were dropped since opening: too old (anybody's), or not readable any more. */
  readonly dropped: Readonly<Dropped>;
  /** Saves in the order of the calls. Falls back to memory where storage fails. @throws DraftError `not-json` */
  save(id: string, kind: string, payload: unknown): Promise<SavedDraft>;
  /** @throws DraftError `storage-failed` */
  read(id: string): Promise<Draft | null>;
  /** Newest first. @throws DraftError `storage-failed` */
  list(kind?: string): Promise<readonly Draft[]>;
  /** @throws DraftError `storage-failed`: it may be offered again */
  remove(id: string): Promise<void>;
  /** Removes this owner's. @throws DraftError `storage-failed` */
  clear(): Promise<void>;
  /** Removes everybody's on this device, and all leases of running timers. @throws DraftError `storage-failed` */
  clearAll(): Promise<void>;
  /** Hears what other windows change, where the browser can tell. Returns the way to stop. */
  subscribe(listener: (change: DraftChange) => void): () => void;
  /** Lets go of the database and the channel. */
  close(): void;
}
