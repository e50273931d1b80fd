import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadData, type LoadedData } from '../../scripts/load-data.ts';

const transaction = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: 'urn:uuid:11111111-1111-4111-8111-111111111111', resource: { resourceType: 'Patient', gender: 'female' } },
    {
      fullUrl: 'urn:uuid:22222222-2222-4222-8222-222222222222',
      resource: {
        resourceType: 'Condition',
        subject: { reference: 'urn:uuid:11111111-1111-4111-8111-111111111111' },
        asserter: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893' },
        code: { text: 'urn:uuid:11111111-1111-4111-8111-111111111111' },
      },
    },
    { request: { method: 'DELETE', url: 'Patient/9' } },
  ],
};

let folder: string;
let loaded: LoadedData;
const progress: (readonly number[])[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-data-'));
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'a-transaction.json'), JSON.stringify(transaction));
  await writeFile(
    join(folder, 'inner', 'b-bulk.ndjson.gz'),
    gzipSync(
      '{"resourceType":"Patient","id":"two"}\n\n{broken\n{"resourceType":"Observation","id":"o","valueQuantity":{"value":1.50}}\n{"id":"no-type"}\n',
    ),
  );
  await writeFile(join(folder, 'z-single.json'), '\uFEFF{"resourceType":"Patient","id":"two","active":true}');
  await writeFile(join(folder, 'd-broken.json'), '{\n  "resourceType": "Patient",\n  "id": oops\n}');
  await writeFile(join(folder, 'e-odd-id.json'), '{"resourceType":"Patient","id":["x"]}');
  await writeFile(join(folder, 'f-not-gzip.json.gz'), 'plain');
  await writeFile(join(folder, 'ignored.csv'), 'a,b');
  loaded = await loadData(folder, (...state) => progress.push(state));
});

afterAll(() => rm(folder, { recursive: true }));

function resource(key: string): Record<string, unknown> | undefined {
  const all = loaded.resources.map((text): Record<string, unknown> => JSON.parse(text));
  return all.find(({ resourceType, id }) => `${String(resourceType)}/${String(id)}` === key);
}

test('bundles, single resources and NDJSON, also zipped and in folders within, are read', () => {
  expect(Object.fromEntries(loaded.counts)).toEqual({ Patient: 2, Condition: 1, Observation: 1 });
  expect(progress.at(-1)).toEqual([6, 6, 4]);
});

test('references by urn:uuid become those to the loaded resource, in references only; conditional ones stay', () => {
  expect(resource('Condition/22222222-2222-4222-8222-222222222222')).toMatchObject({
    subject: { reference: 'Patient/11111111-1111-4111-8111-111111111111' },
    asserter: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893' },
    code: { text: 'urn:uuid:11111111-1111-4111-8111-111111111111' },
  });
});

test('decimals keep the digits they have in the file', () => {
  expect(loaded.resources.find((text) => text.includes('Observation'))).toContain('"value":1.50');
});

test('a resource that comes twice is there once, as it came last, and is counted', () => {
  expect(resource('Patient/two')).toMatchObject({ active: true });
  expect(loaded.replaced).toBe(1);
});

test('what cannot be read is named with its file and line or entry, and costs nothing else', () => {
  expect(loaded.problems).toEqual([
    'a-transaction.json, entry 3: has no resource',
    'd-broken.json, line 3: is no JSON',
    'e-odd-id.json: Patient has an id that is none',
    'f-not-gzip.json.gz: incorrect header check',
    `${join('inner', 'b-bulk.ndjson.gz')}, line 3: is no JSON`,
    `${join('inner', 'b-bulk.ndjson.gz')}, line 5: has no resourceType`,
  ]);
});

test('a folder that is not there is an error', async () => {
  await expect(loadData(join(folder, 'nowhere'))).rejects.toThrow(/ENOENT/);
});
