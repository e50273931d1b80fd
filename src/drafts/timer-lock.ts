import { type Clock, cryptoOf, type Facilities, locksOf } from './facilities.ts';
import { type Lease, LeaseRecord } from './lease.ts';
import { type Notices, openNotices } from './notices.ts';
import { Turns } from './turns.ts';
import { openVault } from './vault.ts';
import { WebLock } from './web-lock.ts';

export interface TimerLockOptions extends Facilities {
  /** Whose timer; the patient is not part of it, since a person's timer runs on one patient at a time. */
  readonly owner: { readonly issuer: string; readonly user: string };
  readonly clock: Clock;
  /** Without web locks: silence in milliseconds after which a window is taken to be gone. Hidden pages run once a minute. */
  readonly leaseMs?: number;
}

const DEFAULT_LEASE_MS = 150_000;

/** Whether this window may run the timer. `label` is what the other window gave; null where it cannot be read. */
export type TimerClaim = { readonly kind: 'held' } | { readonly kind: 'taken'; readonly label: unknown; readonly since: number | null };

/** One person's timer in this browser. */
export interface TimerLock {
  /** False where this browser offers no way to see other windows: two timers are then possible, which a screen must say. */
  readonly guarded: boolean;
  readonly held: boolean;
  /** Asks to run the timer. `label` is JSON that other windows may show, such as the patient's name; kept encrypted. */
  claim(label: unknown): Promise<TimerClaim>;
  /** Takes it from whichever window has it; that window hears `onLost`. */
  takeOver(label: unknown): Promise<void>;
  /** A sign of life, to be given with each tick of a running timer; finds out where another window has taken over. */
  beat(): Promise<void>;
  release(): Promise<void>;
  /** Another window has taken over, from the instant `since` (epoch milliseconds) on: the timer must pause, and end there. */
  onLost(listener: (lost: { readonly since: number }) => void): () => void;
  close(): Promise<void>;
}

/** Opens the person's lock. Never fails: `guarded` says what it is worth. */
export async function openTimerLock(options: TimerLockOptions): Promise<TimerLock> {
  const { issuer, user } = options.owner;
  const vault = await openVault(options);
  const lease = vault && new LeaseRecord(vault, await vault.tag('timer', issuer, user));
  const locks = await usable(locksOf(options));
  const name = locks && (await lockName(options, issuer, user));
  const { clock, leaseMs = DEFAULT_LEASE_MS } = options;
  // Without cryptography there is neither lease nor lock, and nobody to be told apart from.
  const holder = cryptoOf(options)?.randomUUID() ?? '';
  return new PersonsTimerLock({ lease, locks, name, holder, clock, leaseMs, close: () => vault?.database.close() });
}

/** Frames with blocked storage have the locks and may not use them. */
async function usable(locks: LockManager | null): Promise<LockManager | null> {
  try {
    await locks?.query();
    return locks;
  } catch {
    return null;
  }
}

/** The name tells nothing of the person to whoever looks at the browser's locks. Null without cryptography. */
async function lockName(facilities: Facilities, issuer: string, user: string): Promise<string | null> {
  const crypto = cryptoOf(facilities);
  if (!crypto) return null;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([issuer, user])));
  return `intervisit-timer-${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

type Standing = Pick<Lease, 'holder' | 'beatAt'> | null;

interface Means {
  readonly lease: LeaseRecord | null;
  readonly locks: LockManager | null;
  readonly name: string | null;
  /** This window's random name. */
  readonly holder: string;
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly close: () => void;
}

/** By web locks where the browser lets it, and then the lease only carries the label; else by the lease alone. */
class PersonsTimerLock implements TimerLock {
  readonly #means: Means;
  readonly #listeners = new Set<(lost: { readonly since: number }) => void>();
  readonly #notices: Notices;
  /** A late sign of life must not undo a release. */
  readonly #turns = new Turns();
  #webLock: WebLock | null;
  #mine: { readonly label: unknown; readonly since: number } | null = null;

  constructor(means: Means) {
    this.#means = means;
    const { locks, name } = means;
    this.#webLock = locks && name !== null ? new WebLock(locks, name, () => void this.#lose()) : null;
    this.#notices = openNotices(({ what, tag }) => {
      if (what === 'timer-taken' && tag === means.lease?.tag) void this.beat();
    });
  }

  get guarded(): boolean {
    return this.#webLock !== null || this.#means.lease !== null;
  }

  get held(): boolean {
    return this.#mine !== null;
  }

  claim(label: unknown): Promise<TimerClaim> {
    return this.#turns.take(async () => {
      const mine = { label, since: this.#mine?.since ?? this.#means.clock() };
      if ((this.held || (await this.#heldByLock(false))) && (await this.#write(mine, (present) => this.#mayClaim(present)))) {
        this.#mine = mine;
        return { kind: 'held' };
      }
      this.#mine = null;
      const lease = await this.#read();
      return { kind: 'taken', label: lease?.label ?? null, since: lease?.since ?? null };
    });
  }

  takeOver(label: unknown): Promise<void> {
    return this.#turns.take(async () => {
      const mine = { label, since: this.#mine?.since ?? this.#means.clock() };
      // The lease first, so that the window that hears of its loss finds out since when.
      await this.#write(mine, () => true);
      if (!this.held) await this.#heldByLock(true);
      this.#mine = mine;
      if (this.#means.lease) this.#notices.tell({ what: 'timer-taken', owner: '', tag: this.#means.lease.tag });
    });
  }

  beat(): Promise<void> {
    return this.#turns.take(async () => {
      const mine = this.#mine;
      if (!mine) return;
      const isMine = await this.#write(mine, (present) => present === null || present.holder === this.#means.holder);
      // With a web lock the browser itself tells of the loss.
      if (!isMine && this.#webLock === null && this.#mine === mine) await this.#lose();
    });
  }

  release(): Promise<void> {
    return this.#turns.take(async () => {
      this.#mine = null;
      await this.#means.lease?.remove(this.#means.holder).catch(() => undefined);
      this.#webLock?.release();
    });
  }

  onLost(listener: (lost: { readonly since: number }) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#notices.close();
    await this.release();
    this.#means.close();
  }

  /** Web locks fail in some frames: from then on the lease decides. */
  async #heldByLock(steal: boolean): Promise<boolean> {
    try {
      return this.#webLock ? await this.#webLock.hold(steal) : true;
    } catch {
      this.#webLock = null;
      return true;
    }
  }

  /** With a web lock in hand nobody else's lease means anything; without, only one that has gone silent gives way. */
  #mayClaim(present: Standing): boolean {
    const { holder, clock, leaseMs } = this.#means;
    return this.#webLock !== null || present === null || present.holder === holder || Math.abs(clock() - present.beatAt) > leaseMs;
  }

  /** Writes the lease if it may stand; false where another window's stands. A failing disk stands against nothing. */
  async #write(
    { label, since }: { readonly label: unknown; readonly since: number },
    may: (present: Standing) => boolean,
  ): Promise<boolean> {
    const { lease, holder, clock } = this.#means;
    return (await lease?.write({ holder, beatAt: clock(), since, label }, may).catch(() => true)) ?? true;
  }

  async #read(): Promise<Lease | null> {
    return (await this.#means.lease?.read().catch(() => null)) ?? null;
  }

  async #lose(): Promise<void> {
    if (!this.#mine) return;
    this.#mine = null;
    this.#webLock?.release();
    const lease = await this.#read();
    const since = lease && lease.holder !== this.#means.holder ? lease.since : this.#means.clock();
    for (const listener of this.#listeners) listener({ since });
  }
}
