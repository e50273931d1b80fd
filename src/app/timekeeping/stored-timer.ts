import { readTimer } from '../../ccm/timer/read-timer.ts';
import type { Drafts } from '../../drafts/drafts.ts';
import type { OwnTimer } from './keeper-state.ts';

/** One per owner: a person has one timer on a patient. */
const DRAFT = 'timer';

/** A timer as storage has it. */
export interface StoredTimer extends OwnTimer {
  /** Window in which it was saved last. */
  readonly window: string;
}

/** The timer's place among the drafts. No method throws: what storage does not take or give is not there. */
export class TimerStorage {
  readonly drafts: Drafts;
  #next: StoredTimer | null = null;
  #saving: Promise<void> | null = null;

  readonly #isHandedOver: (id: string) => boolean | Promise<boolean>;

  /** @param isHandedOver whether the entry of a timer is already kept as a draft of its own */
  constructor(drafts: Drafts, isHandedOver: (id: string) => boolean | Promise<boolean>) {
    this.drafts = drafts;
    this.#isHandedOver = isHandedOver;
  }

  /** The stored timer; one whose entry is already kept is removed instead. */
  async read(): Promise<StoredTimer | null> {
    const draft = await this.drafts.read(DRAFT).catch(() => null);
    const stored = draft === null ? null : storedTimer(draft.payload);
    if (stored === null || !(await this.#isKept(stored.id))) return stored;
    await this.remove();
    return null;
  }

  /** Saves the newest of what comes while a save is under way. */
  save(timer: StoredTimer): Promise<void> {
    this.#next = timer;
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  /** Settles when nothing waits to be saved. */
  async saved(): Promise<void> {
    await this.#saving;
  }

  async remove(): Promise<void> {
    this.#next = null;
    await this.drafts.remove(DRAFT).catch(() => undefined);
  }

  /** Hears of changes that another window made. */
  onChange(listener: () => void): () => void {
    return this.drafts.subscribe(({ id = DRAFT }) => {
      if (id === DRAFT) listener();
    });
  }

  async #isKept(id: string): Promise<boolean> {
    try {
      return await this.#isHandedOver(id);
    } catch {
      // Offered once too often, its entry still has the same id and is stored once.
      return false;
    }
  }

  async #saveAll(): Promise<void> {
    for (let next = this.#next; next !== null; next = this.#next) {
      this.#next = null;
      // oxlint-disable-next-line no-await-in-loop -- one after the other, or an older one could be the last
      await this.drafts.save(DRAFT, 'timer', next).catch(() => undefined);
    }
  }
}

function storedTimer(payload: unknown): StoredTimer | null {
  if (typeof payload !== 'object' || payload === null || !('id' in payload) || !('window' in payload) || !('timer' in payload)) return null;
  const { id, window } = payload;
  const timer = readTimer(payload.timer);
  if (timer === null || timer.stage === 'idle' || typeof id !== 'string' || typeof window !== 'string') return null;
  return { id, window, timer };
}
