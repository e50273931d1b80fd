import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleSource, patientIdsIn } from '../../src/fhir/bundle-source.ts';
import { readChart, readMore } from '../../src/fhir/chart.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import type { Problem } from '../../src/fhir/parse.ts';

const EXAMPLES = join(import.meta.dirname, 'examples');
const PATIENTS = join(process.env['INTERVISIT_SAMPLES'] ?? join(import.meta.dirname, '..', '..', '..', 'shared'), 'patients');
const settings = { timeZone: 'America/New_York' };

/** The JSON values in a file: one of a .json, one a line of an .ndjson; nothing of any other. */
function valuesIn(file: string): readonly unknown[] {
  const isPacked = extname(file) === '.gz';
  const text = isPacked ? gunzipSync(readFileSync(file)).toString() : readFileSync(file, 'utf8');
  const kind = extname(isPacked ? file.slice(0, -'.gz'.length) : file);
  if (kind === '.json') return [JSON.parse(text)];
  return kind === '.ndjson'
    ? text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line))
    : [];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The values, with a bare Patient for each one that they refer to and do not hold. */
async function withPatients(values: readonly unknown[]): Promise<readonly unknown[]> {
  const held = new Set(await patientIdsIn(bundleSource(values)));
  const named = [...JSON.stringify(values).matchAll(/"Patient\/([A-Za-z0-9\-.]+)"/g)].map(([, id]) => id);
  const missing = [...new Set(named)].filter((id) => id !== undefined).filter((id) => !held.has(id));
  return [...values, ...missing.map((id) => ({ resourceType: 'Patient', id }))];
}

// A Patient that cannot be read at all is the one thing that a reading may end in.
function refusal(error: unknown): FhirError {
  if (error instanceof FhirError && error.kind === 'unreadable') return error;
  throw error;
}

/** Both rounds for every patient in the values. */
async function readAll(values: readonly unknown[]) {
  const source = bundleSource(await withPatients(values));
  const counts = { patients: 0, refused: 0, conditions: 0, visits: 0, possibleVisits: 0, stays: 0, carePlans: 0 };
  const problems: Problem[] = [];
  for (const patientId of await patientIdsIn(source)) {
    const options = { patientId, month: '2026-10', asOf: '2026-10-31', settings };
    counts.patients += 1;
    const first = await readChart(source, options).catch(refusal);
    if (first instanceof FhirError) counts.refused += 1;
    if (first instanceof FhirError) continue;
    const { chart, possibleVisits, carePlans, problems: found } = await readMore(source, first, options);
    counts.conditions += chart.conditions?.length ?? 0;
    counts.visits += chart.visits?.length ?? 0;
    counts.possibleVisits += possibleVisits.length;
    counts.stays += chart.stays?.length ?? 0;
    counts.carePlans += carePlans.length;
    problems.push(...found);
  }
  return { ...counts, problems };
}

test('our example resources are read without a problem', async () => {
  const values = filesBelow(EXAMPLES).flatMap(valuesIn);
  const { problems, ...counts } = await readAll(values);
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ refused: 0, conditions: 3 });
});

test.skipIf(!existsSync(PATIENTS))(
  'every chart of the sample folder is read, and no resource of it makes a reading fail (skipped without the samples)',
  async () => {
    const totals = { files: 0, patients: 0, refused: 0, conditions: 0, visits: 0, possibleVisits: 0, stays: 0, carePlans: 0 };
    const problems = new Map<string, number>();
    const folders = readdirSync(PATIENTS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const folder of folders) {
      const files = filesBelow(join(PATIENTS, folder.name));
      // A chart of one transaction stands alone; where a chart is spread over files they are read together.
      const charts = folder.name.startsWith('synthea') ? files.map((file) => [file]) : [files];
      for (const chart of charts) {
        const { problems: found, ...counts } = await readAll(chart.flatMap(valuesIn));
        totals.files += chart.length;
        for (const [key, count] of Object.entries(counts)) totals[key as keyof typeof totals] += count;
        for (const { type, path, kind } of found) {
          const key = `${folder.name} ${type} ${path.replaceAll(/\d+/g, 'n')} ${kind}`;
          problems.set(key, (problems.get(key) ?? 0) + 1);
        }
      }
    }
    if (process.env['INTERVISIT_SAMPLES_REPORT'] !== undefined)
      process.stdout.write(`${JSON.stringify(totals)}\n${[...problems].map(([key, count]) => `${count} ${key}`).join('\n')}\n`);
    expect(totals.patients).toBeGreaterThan(100);
    expect(totals.refused).toBeLessThan(5);
    expect(totals.conditions).toBeGreaterThan(1_000);
  },
  120_000,
);
