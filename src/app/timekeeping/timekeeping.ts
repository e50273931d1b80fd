import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { Page } from '../../launch/page.ts';
import type { Access } from '../queries/access.ts';
import type { SaveResult } from '../save-result.ts';
import type { TimeEntryInput } from '../time-entry-view.ts';
import type { KeeperState, TimeKeeper } from './keeper-state.ts';
import type { UnsentEntries } from './unsent-entries.ts';

/** What a session keeps of time: the timer, and the entries on their way to the EHR. */
export interface Timekeeping {
  readonly keeper: TimeKeeper;
  readonly unsent: UnsentEntries;
  readonly close: () => void;
}

export type TimekeepingState =
  | { readonly kind: 'opening' }
  /** The code for it could not be loaded. */
  | { readonly kind: 'failed' }
  | ({ readonly kind: 'open' } & Timekeeping);

type Send = (input: TimeEntryInput) => Promise<SaveResult>;

/** One session's timekeeping. Its code is loaded after the first verdict, and it lives on while other months are read. */
export interface TimekeepingDoor {
  readonly getSnapshot: () => TimekeepingState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Opens it unless it is open. `patientName` is what the person's other windows are told. */
  readonly open: (patientName: string) => void;
  /** How entries are sent from now on. */
  readonly sendBy: (send: Send) => void;
  readonly close: () => void;
}

const OPENING: TimekeepingState = { kind: 'opening' };

export function createTimekeepingDoor(access: Access, page: Pick<Page, 'storage'>): TimekeepingDoor {
  const listeners = new Set<() => void>();
  let state: TimekeepingState = OPENING;
  let send: Send | null = null;
  let attempt: object | null = null;
  const tell = (next: TimekeepingState) => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const open = async (patientName: string, mine: object) => {
    try {
      const { openTimekeeping } = await import('./open-timekeeping.ts');
      if (attempt !== mine) return;
      const sendEntry: Send = async (input) => (send === null ? { kind: 'failed', error: 'cancelled' } : send(input));
      tell({ kind: 'open', ...openTimekeeping({ access, page, patientName, send: sendEntry }) });
    } catch {
      if (attempt === mine) tell({ kind: 'failed' });
    }
  };
  return {
    getSnapshot: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: (patientName) => {
      if (attempt !== null) return;
      attempt = {};
      void open(patientName, attempt);
    },
    sendBy: (by) => {
      send = by;
    },
    close: () => {
      attempt = null;
      if (state.kind === 'open') state.close();
      state = OPENING;
    },
  };
}

/** The session's door; null where a screen stands alone. */
export const TimekeepingContext = createContext<TimekeepingDoor | null>(null);

const nothing = () => () => undefined;

export function useTimekeeping(): TimekeepingState {
  const door = use(TimekeepingContext);
  return useSyncExternalStore(door?.subscribe ?? nothing, door?.getSnapshot ?? (() => OPENING));
}

const NOT_YET: KeeperState = { kind: 'opening', guarded: true, memoryOnly: null };

/** What `select` takes from the keeper's state; a screen that takes no times is not drawn anew with each second. */
export function useKeeper<T extends string | number | boolean | KeeperState>(select: (state: KeeperState) => T): T {
  const state = useTimekeeping();
  const keeper = state.kind === 'open' ? state.keeper : null;
  const subscribe = useCallback((listener: () => void) => keeper?.subscribe(listener) ?? (() => undefined), [keeper]);
  return useSyncExternalStore(subscribe, () => select(keeper?.getSnapshot() ?? NOT_YET));
}
