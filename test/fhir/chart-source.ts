import { bundleSource } from '../../src/fhir/bundle-source.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { type ChartReading, readChart, type ReadChartOptions, readMore } from '../../src/fhir/chart.ts';
import { FhirError, type FhirErrorKind } from '../../src/fhir/fhir-error.ts';
import type { ResourceSource } from '../../src/fhir/source.ts';
import { PATIENT_ID } from '../builders/fhir.ts';

export const OPTIONS: ReadChartOptions = {
  patientId: PATIENT_ID,
  month: '2026-10',
  asOf: '2026-10-20',
  settings: { timeZone: 'America/New_York' },
};

/** What a source does with a type: fails in a way, or gives all but not the whole. */
export type Faults = Readonly<Record<string, FhirErrorKind | 'incomplete'>>;

export interface Asked {
  readonly type: string;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
}

/** A server in memory that keeps to dates it is asked for, fails as told and remembers what it was asked. */
export function serverWith(resources: readonly RawResource[], faults: Faults = {}): ResourceSource & { readonly asked: readonly Asked[] } {
  const held = bundleSource(resources);
  const asked: Asked[] = [];
  return {
    asked,
    read(type, id) {
      asked.push({ type, params: { id } });
      const fault = faults[type];
      return fault === undefined || fault === 'incomplete' ? held.read(type, id) : Promise.reject(new FhirError(fault, `read ${type}`));
    },
    async search(type, params, options) {
      asked.push({ type, params });
      const fault = faults[type];
      if (fault !== undefined && fault !== 'incomplete') throw new FhirError(fault, `search ${type}`);
      const { resources: found } = await held.search(type, params, options);
      const bounds = [params['date'] ?? []].flat();
      return { resources: found.filter((resource) => bounds.every((bound) => isWithin(resource, bound))), complete: fault === undefined };
    },
  };
}

function isWithin(resource: RawResource, bound: string): boolean {
  const period = resource['period'];
  const start = typeof period === 'object' && period !== null && 'start' in period ? period.start : undefined;
  if (typeof start !== 'string') return true;
  const [prefix, day] = [bound.slice(0, 2), bound.slice(2)];
  return prefix === 'ge' ? start >= day : prefix === 'lt' ? start < day : start.slice(0, 10) <= day;
}

export async function chartOf(
  resources: readonly RawResource[],
  faults: Faults = {},
  more: Partial<ReadChartOptions> = {},
): Promise<ChartReading> {
  return await readChart(serverWith(resources, faults), { ...OPTIONS, ...more });
}

/** After both rounds. */
export async function fullChartOf(
  resources: readonly RawResource[],
  faults: Faults = {},
  more: Partial<ReadChartOptions> = {},
): Promise<ChartReading> {
  const source = serverWith(resources, faults);
  const options = { ...OPTIONS, ...more };
  return await readMore(source, await readChart(source, options), options);
}
