import { use, useCallback, useSyncExternalStore } from 'react';
import type { Performer } from '../../ccm/chart.ts';
import { TimekeepingContext, type TimekeepingDoor } from './timekeeping.ts';

const told = new WeakMap<TimekeepingDoor, Performer>();
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The role that the person told where the EHR did not, and the way to tell it. It is asked once a session, wherever that was. */
export function useToldRole(): readonly [Performer | undefined, (role: Performer) => void] {
  const door = use(TimekeepingContext);
  const role = useSyncExternalStore(subscribe, () => (door === null ? undefined : told.get(door)));
  const tell = useCallback(
    (answer: Performer) => {
      if (door !== null) told.set(door, answer);
      listeners.forEach((listener) => listener());
    },
    [door],
  );
  return [role, tell];
}
