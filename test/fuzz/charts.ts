import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { practiceResources } from '../ehr/patients/practice.ts';
import { SAMPLE_PATIENTS, type SampleResource, samplePatient } from '../ehr/patients/sample-patients.ts';

export interface FuzzEntry {
  /** `urn:uuid:…` in a transaction, by which its resources refer to each other. */
  readonly fullUrl?: string;
  readonly resource: object;
}

/** A chart to be spoiled: its resources and whose it is. */
export interface FuzzChart {
  readonly patientId: string;
  readonly entries: readonly FuzzEntry[];
}

export const DAY = '2026-11-18';
export const TIME_ZONE = 'America/New_York';

/** The largest chart takes as long as all others together and holds nothing that they do not. */
const TOO_LARGE = 'demo-0011';

const EXAMPLES = join(import.meta.dirname, '..', 'fhir', 'examples');
const SAMPLES = join(process.env['INTERVISIT_SAMPLES'] ?? join(import.meta.dirname, '..', '..', '..', 'shared'), 'patients');

/** Our own sample patients, our FHIR examples as one chart, and the published sample charts where they are at hand. */
export function baseCharts(): readonly [FuzzChart, ...FuzzChart[]] {
  return [examples(), ...ownCharts(), ...publishedCharts()];
}

function ownCharts(): readonly FuzzChart[] {
  return SAMPLE_PATIENTS.filter(({ id }) => id !== TOO_LARGE).map(({ id }) => ({
    patientId: id,
    entries: [...practiceResources(), ...samplePatient(id, DAY, TIME_ZONE, '15:30')].map((resource) => ({ resource: asObject(resource) })),
  }));
}

function asObject(resource: SampleResource): object {
  return typeof resource === 'string' ? (JSON.parse(resource) as object) : resource;
}

function examples(): FuzzChart {
  const entries = readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')) as { readonly resourceType?: string })
    .filter(({ resourceType }) => resourceType !== 'Bundle')
    .map((resource) => ({ resource }));
  return { patientId: 'pat-1', entries };
}

function publishedCharts(): readonly FuzzChart[] {
  const folders = ['synthea-2021', 'synthea-2022-mcc'].map((name) => join(SAMPLES, name)).filter((folder) => existsSync(folder));
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json.gz'))
      .flatMap((name) => chartOf(join(folder, name))),
  );
}

interface Transaction {
  readonly entry?: readonly { readonly fullUrl?: string; readonly resource?: { readonly resourceType?: string; readonly id?: string } }[];
}

function chartOf(file: string): readonly FuzzChart[] {
  const { entry = [] } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Transaction;
  const entries = entry.flatMap(({ fullUrl, resource }) => (resource === undefined ? [] : [{ resource, ...(fullUrl && { fullUrl }) }]));
  const patientId = entries.find(({ resource }) => resource.resourceType === 'Patient')?.resource.id;
  return patientId === undefined ? [] : [{ patientId, entries }];
}
