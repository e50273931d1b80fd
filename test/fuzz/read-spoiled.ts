import { assessMonth } from '../../src/ccm/assess-month.ts';
import { type ChronicConditions, loadChronicConditions } from '../../src/ccm/conditions.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { bundleSource } from '../../src/fhir/bundle-source.ts';
import { type ChartReading, readChart, readMore } from '../../src/fhir/chart.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import { DAY, type FuzzChart, type FuzzEntry, TIME_ZONE } from './charts.ts';
import { type Mutation, mutated } from './mutate.ts';
import type { Random } from './random.ts';

export interface Spoiled {
  readonly patientId: string;
  readonly entries: readonly { readonly fullUrl?: string; readonly resource: unknown }[];
  readonly spoiled: number;
  readonly mutations: readonly Mutation[];
}

/** A copy of the chart with most of its resources spoiled. The Patient is spoiled now and then only: without one nothing else is read. */
export function spoil({ patientId, entries }: FuzzChart, random: Random): Spoiled {
  const mutations: Mutation[] = [];
  let spoiled = 0;
  const one = ({ fullUrl, resource }: FuzzEntry) => {
    const isPatient = 'resourceType' in resource && resource.resourceType === 'Patient';
    if (random() > (isPatient ? 0.2 : 0.7)) return { ...(fullUrl !== undefined && { fullUrl }), resource };
    const result = mutated(resource, random);
    spoiled += 1;
    mutations.push(...result.applied);
    return { ...(fullUrl !== undefined && { fullUrl }), resource: result.resource };
  };
  return { patientId, entries: entries.map(one), spoiled, mutations };
}

export type ReadOutcome =
  | { readonly kind: 'read'; readonly reading: ChartReading; readonly assessment: MonthAssessment; readonly milliseconds: number }
  /** The one end a reading may come to: the Patient cannot be used. */
  | { readonly kind: 'refused'; readonly milliseconds: number }
  | { readonly kind: 'crashed'; readonly error: unknown; readonly milliseconds: number };

let conditions: Promise<ChronicConditions> | undefined;

/** Both rounds of reading and the assessment of a spoiled chart. Never rejects. */
export async function readSpoiled({ patientId, entries }: Pick<Spoiled, 'patientId' | 'entries'>): Promise<ReadOutcome> {
  conditions ??= loadChronicConditions();
  const policy = policyWith(await conditions);
  const month = DAY.slice(0, 7);
  const started = performance.now();
  const took = () => performance.now() - started;
  try {
    const source = bundleSource({ resourceType: 'Bundle', type: 'collection', entry: entries });
    const options = { patientId, month, asOf: DAY, settings: { timeZone: TIME_ZONE } };
    const reading = await readMore(source, await readChart(source, options), options);
    return { kind: 'read', reading, assessment: assessMonth(reading.chart, month, policy, DAY), milliseconds: took() };
  } catch (error) {
    const isRefusal = error instanceof FhirError && REFUSALS.includes(error.kind);
    return isRefusal ? { kind: 'refused', milliseconds: took() } : { kind: 'crashed', error, milliseconds: took() };
  }
}

const REFUSALS: readonly string[] = ['unreadable', 'not-found', 'wrong-patient'];
