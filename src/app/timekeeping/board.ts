import type { KeeperStanding, KeeperState, OwnTimer } from './keeper-state.ts';

/** What the keeper shows: a snapshot that stays the same object until something changes, and those who look at it. */
export class Board {
  readonly #worth: () => Pick<KeeperState, 'guarded' | 'memoryOnly'>;
  readonly #listeners = new Set<() => void>();
  #standing: KeeperStanding = { kind: 'opening' };
  #snapshot: KeeperState = { kind: 'opening', guarded: true, memoryOnly: null };

  /** @param worth asked whenever something is shown */
  constructor(worth: () => Pick<KeeperState, 'guarded' | 'memoryOnly'>) {
    this.#worth = worth;
  }

  get snapshot(): KeeperState {
    return this.#snapshot;
  }

  get standing(): KeeperStanding {
    return this.#standing;
  }

  /** The timer that is in this window's hands. */
  get own(): OwnTimer | null {
    const standing = this.#standing;
    if (standing.kind === 'started') return { id: standing.id, timer: standing.timer };
    return standing.kind === 'elsewhere' || standing.kind === 'lost' ? standing.own : null;
  }

  show(standing: KeeperStanding): void {
    this.#standing = standing;
    this.#snapshot = { ...standing, ...this.#worth() };
    for (const listener of this.#listeners) listener();
  }

  /** Shows the same again where storage or lock turn out to be worth less, or more, than was shown. */
  lookAgain(): void {
    const { guarded, memoryOnly } = this.#worth();
    if (guarded !== this.#snapshot.guarded || memoryOnly !== this.#snapshot.memoryOnly) this.show(this.#standing);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  silence(): void {
    this.#listeners.clear();
  }
}
