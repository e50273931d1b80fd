import { useCallback, useSyncExternalStore } from 'react';
import type { CallDesk, DeskState } from './call-desk.ts';

/** The desk's calls, kept up to date. */
export function useDesk(desk: CallDesk): DeskState {
  const subscribe = useCallback((listener: () => void) => desk.subscribe(listener), [desk]);
  return useSyncExternalStore(subscribe, () => desk.getSnapshot());
}
