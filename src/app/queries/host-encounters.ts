import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import type { Reference, ServiceMonth } from '../../ccm/chart.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { fetchType, type Fetched } from '../../fhir/chart/fetch.ts';
import { addDays, daysIn, lastDayOfMonth } from '../../fhir/dates.ts';
import { suggestions } from '../../fhir/time/suggest.ts';
import type { HostEncounter, HostEncounters } from '../ledger/ledger-view.ts';
import type { Access } from './access.ts';

/** The EHR's own encounters of a month that look like CCM work, read when somebody looks at the ledger. */
export function useHostEncounters(access: Access, reading: ChartReading, month: ServiceMonth): HostEncounters {
  const { session } = access;
  const fetched = useQuery({
    // Below the chart's own key: what a save makes stale, it makes stale here too.
    queryKey: [session.id, 'chart', month, 'host-encounters'],
    queryFn: ({ signal }) => readHostEncounters(access, month, signal),
    structuralSharing: false,
  });
  const dismissals = dismissalsOf(access);
  const dismissed = useSyncExternalStore(dismissals.subscribe, dismissals.current);
  const { data, error } = fetched;
  const encounters = useMemo(
    () => (data === undefined ? [] : hostEncounters(data, reading, month, access.settings.workTypes)),
    [data, reading, month, access],
  );
  const isAll = data?.read.status === 'read';
  return { state: isAll ? 'known' : data === undefined && error === null ? 'reading' : 'unknown', encounters, dismissed };
}

/** The month's Encounters with a day on either side, since servers compare dates in a zone of their own. */
export function readHostEncounters({ client, session }: Access, month: ServiceMonth, signal?: AbortSignal): Promise<Fetched> {
  const date = [`ge${addDays(`${month}-01`, -1)}`, `le${addDays(lastDayOfMonth(month), 1)}`];
  const { patientId, base } = session.connection;
  return fetchType(client, 'Encounter', { date }, { patientId, base, ...(signal !== undefined && { signal }) });
}

/** Those of the month that an entry has not taken over, in order of start. */
export function hostEncounters(
  { resources }: Pick<Fetched, 'resources'>,
  { chart, timeEntries }: Pick<ChartReading, 'chart' | 'timeEntries'>,
  month: ServiceMonth,
  workTypes: Access['settings']['workTypes'],
): readonly HostEncounter[] {
  const days = daysIn(chart.practiceTimeZone);
  return suggestions(resources, workTypes, timeEntries).filter(({ start, day }) => {
    const date = day ?? days.exact(start);
    return date === undefined || date.startsWith(month);
  });
}

interface Dismissals {
  readonly current: () => ReadonlySet<Reference>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (reference: Reference, dismissed: boolean) => void;
}

const dismissalsBySession = new WeakMap<Access, Dismissals>();

/** What a person has set aside, for as long as the session lasts: the EHR has no place for it. */
export function dismissalsOf(access: Access): Dismissals {
  const known = dismissalsBySession.get(access);
  if (known !== undefined) return known;
  const fresh = createDismissals();
  dismissalsBySession.set(access, fresh);
  return fresh;
}

function createDismissals(): Dismissals {
  let dismissed: ReadonlySet<Reference> = new Set();
  const listeners = new Set<() => void>();
  return {
    current: () => dismissed,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (reference, isDismissed) => {
      const next = new Set(dismissed);
      if (isDismissed) next.add(reference);
      else next.delete(reference);
      dismissed = next;
      for (const listener of listeners) listener();
    },
  };
}
