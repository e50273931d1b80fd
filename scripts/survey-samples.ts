import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { assessMonth } from '../src/ccm/assess-month.ts';
import type { MonthAssessment } from '../src/ccm/month-assessment.ts';
import type { Policy } from '../src/ccm/policy.ts';
import { bundleSource, patientIdsIn } from '../src/fhir/bundle-source.ts';
import { readChart, readMore } from '../src/fhir/chart.ts';
import { FhirError } from '../src/fhir/fhir-error.ts';
import type { Problem } from '../src/fhir/parse.ts';

/** The files of one folder, and the charts they hold. */
export interface SampleSet {
  readonly name: string;
  readonly files: number;
  /** The resources and Bundles that make one chart, or several that stand in the same files. */
  readonly charts: readonly (readonly unknown[])[];
  /** Files or lines that are not JSON. */
  readonly notJson: number;
}

/** What was found in a set, patient by patient. */
export interface SetSurvey {
  readonly set: SampleSet;
  readonly assessments: readonly MonthAssessment[];
  /** Patients that resources refer to and that stand in no file: read as a Patient with nothing but an id. */
  readonly onlyNamed: number;
  /** Patients who could not be read at all. */
  readonly refused: number;
  readonly problems: readonly Problem[];
}

/** Path of the samples: `patients` in the folder that INTERVISIT_SAMPLES names, by default `shared` beside the project. */
export function samplesFolder(): string {
  return join(process.env['INTERVISIT_SAMPLES'] ?? join(import.meta.dirname, '..', '..', 'shared'), 'patients');
}

const READABLE = /\.(?:json|ndjson)(?:\.gz)?$/;

/** All FHIR files below a folder, in order of their names. */
export function sampleFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && READABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Text of a sample file, unpacked. */
export function sampleText(file: string): string {
  return file.endsWith('.gz') ? gunzipSync(readFileSync(file)).toString() : readFileSync(file, 'utf8');
}

/** The files by the folder they stand in. A folder whose files have a Patient each holds a chart a file; any other is read as one. */
export function sampleSets(folder: string): readonly SampleSet[] {
  const byFolder = grouped(sampleFiles(folder), (file) => relative(folder, join(file, '..')));
  return [...byFolder].map(([name, files]) => {
    const read = files.map(valuesIn);
    const contents = read.map(({ values }) => values);
    const isChartEach = contents.every((values) => holdsPatient(values));
    const charts = isChartEach ? contents : [contents.flat()];
    return { name, files: files.length, charts, notJson: read.reduce((sum, { notJson }) => sum + notJson, 0) };
  });
}

/** Reads every chart of a set, both rounds, and assesses its month. */
export async function surveySet(set: SampleSet, month: string, policy: Policy): Promise<SetSurvey> {
  const assessments: MonthAssessment[] = [];
  const problems: Problem[] = [];
  let onlyNamed = 0;
  let refused = 0;
  const asOf = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 31 }).toString();
  for (const chart of set.charts) {
    const bare = await patientsOnlyNamed(chart);
    onlyNamed += bare.length;
    const source = bundleSource([...chart, ...bare]);
    for (const patientId of await patientIdsIn(source)) {
      const options = { patientId, month, asOf, settings: { timeZone: 'America/New_York' } };
      try {
        const read = await readMore(source, await readChart(source, options), options);
        assessments.push(assessMonth(read.chart, month, policy, asOf));
        problems.push(...read.problems);
      } catch (error) {
        if (!(error instanceof FhirError)) throw error;
        refused += 1;
      }
    }
  }
  return { set, assessments, onlyNamed, refused, problems };
}

/** The items by their key, in the order in which the keys first come. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

async function patientsOnlyNamed(values: readonly unknown[]): Promise<readonly unknown[]> {
  const held = new Set(await patientIdsIn(bundleSource(values)));
  const named = new Set([...JSON.stringify(values).matchAll(/"Patient\/([A-Za-z0-9\-.]+)"/g)].map(([, id]) => id));
  return [...named].filter((id) => id !== undefined && !held.has(id)).map((id) => ({ resourceType: 'Patient', id }));
}

function valuesIn(file: string): { readonly values: readonly unknown[]; readonly notJson: number } {
  const text = sampleText(file);
  const texts = file.includes('.ndjson') ? text.split('\n').filter((line) => line.trim() !== '') : [text];
  const values: unknown[] = [];
  let notJson = 0;
  for (const one of texts) {
    try {
      values.push(JSON.parse(one));
    } catch {
      notJson += 1;
    }
  }
  return { values, notJson };
}

function holdsPatient(values: readonly unknown[]): boolean {
  return JSON.stringify(values).includes('"resourceType":"Patient"');
}
