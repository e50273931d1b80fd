import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { assessMonth } from '../ccm/assess-month.ts';
import type { ServiceMonth } from '../ccm/chart.ts';
import { type ChronicConditions, loadChronicConditions } from '../ccm/conditions.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { policyWith } from '../ccm/policy.ts';
import { readScopes } from '../fhir/capabilities/granted-scopes.ts';
import type { RawResource } from '../fhir/client.ts';
import { type ChartReading, readChart, readMore, type ReadChartOptions } from '../fhir/chart.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import { type Access, todayAt } from './queries/access.ts';
import type { Progress } from './progress.ts';
import { practiceFacts } from './settings.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: FhirError;
  }
}

/** The server's statement of what it can do, or null where it gave none that could be read: never an error. */
export function statementQuery(access: Access) {
  return queryOptions({
    queryKey: [access.session.id, 'capabilities'],
    queryFn: async ({ signal }): Promise<RawResource | null> => {
      try {
        return await access.client.capabilities({ signal });
      } catch (error) {
        if (error instanceof FhirError && error.kind !== 'cancelled') return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

/** The chart of a month: what the first verdict needs. */
function chartQuery(access: Access, month: ServiceMonth, progress: Progress) {
  return queryOptions({
    queryKey: [access.session.id, 'chart', month],
    queryFn: ({ signal }): Promise<ChartReading> => {
      progress.reset();
      return readChart(access.client, { ...chartOptions(access, month), onProgress: progress.report, onWaiting: progress.wait, signal });
    },
    // Comparing a whole chart with the one before it would cost more than judging it anew.
    structuralSharing: false,
  });
}

/** The same chart with what may come after the first verdict: it can settle an unknown or find a conflict. */
function moreQuery(access: Access, month: ServiceMonth, chart: ChartReading | undefined) {
  return queryOptions({
    queryKey: [access.session.id, 'more', month, serialOf(chart)],
    queryFn: ({ signal }): Promise<ChartReading> => {
      if (chart === undefined) throw new TypeError('asked before the chart was read');
      return readMore(access.client, chart, { ...chartOptions(access, month), signal });
    },
    enabled: chart !== undefined,
    structuralSharing: false,
  });
}

const serials = new WeakMap<ChartReading, number>();
let readings = 0;

/** A number for each reading: two readings of one month are two, however quickly they follow each other. */
function serialOf(chart: ChartReading | undefined): number {
  if (chart === undefined) return 0;
  const known = serials.get(chart);
  if (known !== undefined) return known;
  readings += 1;
  serials.set(chart, readings);
  return readings;
}

/** How a session reads the chart of a month. */
export function chartOptions(access: Access, month: ServiceMonth): ReadChartOptions {
  const { session, settings } = access;
  const { practice, demo: _demo, conditionMap: _map, ...reading } = settings;
  const { timeZone, settingType } = practice;
  const { user } = session.connection;
  return {
    patientId: session.connection.patientId,
    month,
    settings: { ...reading, timeZone, settingType, practice: practiceFacts(settings) },
    asOf: todayAt(access),
    grantedParts: readScopes(session.connection.grantedScopes).parts,
    ...(user !== undefined && { user }),
  };
}

/** The rules as this site applies them. */
export function policyQuery({ session, conditionMap }: Access) {
  return queryOptions({
    queryKey: [session.id, 'policy'],
    queryFn: async () => policyWith(await chronicConditions(conditionMap)),
    staleTime: Infinity,
  });
}

async function chronicConditions(map: Access['conditionMap']): Promise<ChronicConditions> {
  const published = loadChronicConditions();
  if (map === undefined) return published;
  const { withSiteMap } = await import('../ccm/chronic-conditions/site-map.ts');
  return withSiteMap(await published, map);
}

/** A month as the screens need it, or why it is not there. */
export type MonthState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: FhirError; readonly retry: () => void }
  | {
      readonly kind: 'ready';
      readonly reading: ChartReading;
      readonly assessment: MonthAssessment;
      /** The second round is still under way: what is unknown may yet be settled. */
      readonly isReadingMore: boolean;
      readonly error: FhirError | null;
    };

/** Reads a month, judges it, and reads and judges again after every save. */
export function useMonth(access: Access, month: ServiceMonth, progress: Progress): MonthState {
  const chart = useQuery(chartQuery(access, month, progress));
  const more = useQuery(moreQuery(access, month, chart.data));
  const policy = useQuery(policyQuery(access));
  const reading = more.data ?? chart.data;
  const today = todayAt(access);
  const assessment = useMemo(
    () => (reading === undefined || policy.data === undefined ? undefined : assessMonth(reading.chart, month, policy.data, today)),
    [reading, policy.data, month, today],
  );
  if (reading !== undefined && assessment !== undefined) {
    return { kind: 'ready', reading, assessment, isReadingMore: more.isPending, error: chart.error };
  }
  const error = chart.error ?? policy.error;
  return error === null ? { kind: 'loading' } : { kind: 'failed', error, retry: () => void chart.refetch() };
}

/** Wraps a save so that the chart is read again after it, whatever came of it: what the EHR now holds is what counts. */
export function useReadAgainAfter(access: Access): <Result>(saving: Promise<Result>) => Promise<Result> {
  const queryClient = useQueryClient();
  return (saving) => saving.finally(() => queryClient.invalidateQueries({ queryKey: [access.session.id, 'chart'] }));
}
