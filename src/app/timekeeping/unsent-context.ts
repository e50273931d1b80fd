import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { ServiceMonth } from '../../ccm/chart.ts';
import { localDateTime } from '../format.ts';
import type { UnsentEntries, UnsentEntry, UnsentState } from './unsent-entries.ts';

/** The session's unsent entries, and what the screens need to speak of them. */
export interface UnsentAccess {
  readonly unsent: UnsentEntries;
  readonly patientName: string;
  readonly timeZone: string;
  /** After how many hours a draft is dropped. */
  readonly hours: number;
}

/** Null until the store is open, and where there is none: nothing waits then. */
export const UnsentContext = createContext<UnsentAccess | null>(null);

const NOTHING: UnsentState = { opened: false, entries: [], memoryOnly: null, dropped: { expired: 0, unreadable: 0 } };
const nothing = () => NOTHING;

/** What waits to be stored, kept up to date. */
export function useUnsent(): UnsentState {
  const unsent = use(UnsentContext)?.unsent;
  const read = useCallback(() => unsent?.getSnapshot() ?? NOTHING, [unsent]);
  const subscribe = useCallback((listener: () => void) => unsent?.subscribe(listener) ?? (() => undefined), [unsent]);
  return useSyncExternalStore(subscribe, read, nothing);
}

/** Those that began in the month by the practice's clock. */
export function unsentOf(month: ServiceMonth, entries: readonly UnsentEntry[], timeZone: string): readonly UnsentEntry[] {
  return entries.filter(({ input }) => localDateTime(input.start, timeZone)?.startsWith(month) === true);
}

/** Their seconds, which count nowhere yet. */
export function unsentSeconds(entries: readonly UnsentEntry[]): number {
  return entries.reduce((sum, { input }) => sum + input.seconds, 0);
}
