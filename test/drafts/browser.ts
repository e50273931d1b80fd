import { IDBFactory } from 'fake-indexeddb';
import { onTestFinished } from 'vitest';
import type { DraftOwner, Drafts, DraftsOptions } from '../../src/drafts/drafts.ts';
import { openDrafts } from '../../src/drafts/open-drafts.ts';
import { openTimerLock, type TimerLock, type TimerLockOptions } from '../../src/drafts/timer-lock.ts';

export const NURSE: DraftOwner = {
  issuer: 'https://ehr.example.test/fhir',
  patientId: 'pat-maria-sample',
  user: 'Practitioner/nurse-nora',
};

export const HOUR = 3_600_000;

/** One browser on one device: its storage, its locks, its clock. Windows are opened on it. */
export class Browser {
  readonly indexedDB: IDBFactory = new IDBFactory();
  now = Date.parse('2026-03-05T10:00:00-05:00');
  readonly clock = (): number => this.now;

  async drafts(options: Partial<DraftsOptions> = {}): Promise<Drafts> {
    const drafts = await openDrafts({ owner: NURSE, clock: this.clock, maxAgeMs: 24 * HOUR, indexedDB: this.indexedDB, ...options });
    onTestFinished(() => drafts.close());
    return drafts;
  }

  async timerLock(options: Partial<TimerLockOptions> = {}): Promise<TimerLock> {
    const lock = await openTimerLock({ owner: NURSE, clock: this.clock, indexedDB: this.indexedDB, locks: null, ...options });
    onTestFinished(() => lock.close());
    return lock;
  }

  /** The rows of a store as they lie on the disk. */
  rows(store: 'keys' | 'drafts' | 'leases'): Promise<readonly Record<string, unknown>[]> {
    return this.raw(store, 'readonly', (rows) => rows.getAll() as IDBRequest<Record<string, unknown>[]>);
  }

  /** Lets a test do to the disk what no code of ours does. */
  async raw<T>(store: string, mode: IDBTransactionMode, work: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await answered(this.indexedDB.open('intervisit-drafts'));
    const answer = await answered(work(database.transaction(store, mode).objectStore(store)));
    database.close();
    return answer;
  }
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
  });
}
