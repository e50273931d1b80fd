import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CallError } from '../../src/cli/arguments.ts';
import { bundle, chartOf, ndjson, PRACTICE, type Resource, transaction } from './packaging.ts';
import { assessFiles, type OutputLine, temporaryFolder, writtenOf } from './run-assess.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const FELIX = chartOf('demo-0006');
const CLARA = chartOf('demo-0003');
const GRETA = chartOf('demo-0007');

let files = 0;
function assess(...contents: readonly unknown[]) {
  return assessFiles(
    ...contents.map((content) => {
      files += 1;
      return folder.file(`f${files}`, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    }),
  );
}

/** What of an assessment does not depend on how resources are named and packed. */
function essence({ assessment }: Pick<OutputLine, 'assessment'>): unknown {
  const { distinctChronicConditions, blockers, warnings, unknowns, countedMinutes, excludedMinutes, codes, earliestDateOfService } =
    assessment;
  return { distinctChronicConditions, blockers, warnings, unknowns, countedMinutes, excludedMinutes, codes, earliestDateOfService };
}

const felix = {
  countedMinutes: { staff: 65, qhp: 0, total: 65 },
  codes: [{ code: '99487', units: 1 }],
  blockers: [],
  unknowns: ['PRAC-1', 'PRAC-2', 'PRAC-3'],
};

test.each([
  ['a searchset', bundle('searchset', [...PRACTICE, ...FELIX])],
  ['a collection', bundle('collection', [...FELIX, ...PRACTICE])],
  ['a transaction with urn:uuid addresses', transaction([...PRACTICE, ...FELIX])],
  ['a Bundle on one line', ndjson([bundle('collection', [...PRACTICE, ...FELIX])])],
  ['a Bundle of searchsets', bundle('collection', [bundle('searchset', PRACTICE), bundle('searchset', FELIX)])],
  ['a resource a line', ndjson([...PRACTICE, ...FELIX])],
  ['a resource a line, the Patient last', ndjson([...PRACTICE, ...FELIX.toReversed()])],
])('the same chart gives the same assessment as %s', async (_, content) => {
  const { lines, errors, status } = await assess(content);
  expect([errors, status]).toEqual([[], 0]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ month: '2026-10', assessment: felix });
  expect(lines[0]).not.toHaveProperty('problems');
});

test('the id is the reference of the patient', async () => {
  expect((await assess(bundle('collection', FELIX))).lines[0]?.id).toBe('Patient/demo-0006');
});

test('many patients of one file come in its order, each as if alone, whichever way they are packed', async () => {
  const charts = [FELIX, CLARA, GRETA];
  const packed = [
    ndjson([...PRACTICE, ...charts.flat()]),
    ndjson(charts.map((chart) => bundle('searchset', [...PRACTICE, ...chart]))),
    bundle('collection', [...charts.flat(), ...PRACTICE]),
  ];
  const alone = await Promise.all(charts.map((chart) => assess(bundle('collection', [...chart, ...PRACTICE]))));
  for (const content of packed) {
    const { lines, errors, status } = await assess(content);
    expect([errors, status]).toEqual([[], 0]);
    expect(lines.map(({ id }) => id)).toEqual(['Patient/demo-0006', 'Patient/demo-0003', 'Patient/demo-0007']);
    expect(lines.map(essence)).toEqual(alone.flatMap((one) => one.lines.map(essence)));
  }
});

test('several files come in the order of the call', async () => {
  const { lines } = await assess(bundle('collection', GRETA), ndjson(CLARA), bundle('searchset', FELIX));
  expect(lines.map(({ id }) => id)).toEqual(['Patient/demo-0007', 'Patient/demo-0003', 'Patient/demo-0006']);
});

test('practitioners that open the file are known to every patient, and only because they are there', async () => {
  const all = await assess(ndjson([...PRACTICE, ...FELIX, ...GRETA]));
  const none = await assess(ndjson([...FELIX, ...GRETA]));
  for (const { assessment } of all.lines) expect(assessment['unknowns']).not.toContain('WHO-2');
  for (const { assessment } of none.lines) expect(assessment['unknowns']).toContain('WHO-2');
});

test('other lines before the first patient are the first patient’s', async () => {
  const medication = { resourceType: 'Medication', id: 'm' };
  const { lines, errors, status } = await assess(ndjson([medication, ...PRACTICE, ...FELIX]));
  expect([errors, status]).toEqual([[], 0]);
  expect(lines[0]).toMatchObject({ id: 'Patient/demo-0006', assessment: felix });
});

test('a malformed line and a line that is no resource cost themselves alone, and are told with file and line', async () => {
  const [first = '', ...others] = ndjson([...PRACTICE, ...FELIX])
    .trim()
    .split('\n');
  const path = folder.file('bad.ndjson', [first, '{"resourceType":"Condition",', '', '[1]', '{"id":"no-type"}', ...others].join('\n'));
  const { lines, errors, status } = await assessFiles(path);
  expect(errors).toEqual([`${path}:2: is not JSON, column 29`, `${path}:4: is not a FHIR resource`, `${path}:5: is not a FHIR resource`]);
  expect(status).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.assessment).toMatchObject(felix);
});

test('a malformed resource costs itself alone and stands in the problems of its patient, without what it holds', async () => {
  const subject = { reference: 'Patient/demo-0006' };
  const bad: readonly Resource[] = [
    { resourceType: 'Condition', id: 'odd', subject, code: ['secret-diagnosis'] },
    { resourceType: 'Encounter', id: 'undated', status: 'finished', subject, period: { start: 'secret-day' } },
    { resourceType: 'Condition', subject: 'secret-subject' },
  ];
  const { lines, errors, status } = await assess(ndjson([...PRACTICE, ...CLARA, ...FELIX, ...bad]));
  expect([errors, status]).toEqual([[], 1]);
  expect(lines[0]).not.toHaveProperty('problems');
  expect(lines[1]?.assessment).toMatchObject({ countedMinutes: felix.countedMinutes, codes: felix.codes });
  expect(lines[1]?.problems).toEqual(
    expect.arrayContaining([
      { where: 'Condition/odd', what: 'unreadable: code' },
      { where: 'Encounter/undated', what: 'undatable: period.start' },
      { where: 'Condition', what: 'unreadable: subject' },
    ]),
  );
  expect(lines[1]?.problems).toHaveLength(3);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

test('entries of a Bundle that are no resources are told, with their patient where there is one', async () => {
  const entry: readonly unknown[] = [
    ...FELIX.map((resource) => ({ resource })),
    { request: { method: 'DELETE', url: 'Condition/1' } },
    { resource: { id: 'no-type' } },
    { resource: { resourceType: 'Bundle', entry: [7] } },
    {},
  ];
  const at = FELIX.length;
  const one = folder.file('one.json', JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }));
  const alone = await assessFiles(one);
  expect([alone.errors, alone.status]).toEqual([[], 1]);
  expect(alone.lines[0]?.problems).toEqual([
    { where: `${one}:1 Bundle.entry[${at + 1}]`, what: 'holds no FHIR resource' },
    { where: `${one}:1 Bundle.entry[${at + 2}].resource.entry[0]`, what: 'is not an entry' },
    { where: `${one}:1 Bundle.entry[${at + 3}]`, what: 'holds no FHIR resource' },
  ]);

  const two = folder.file(
    'two.ndjson',
    `${JSON.stringify({ resourceType: 'Bundle', entry: [...CLARA.map((resource) => ({ resource })), ...entry] })}\n`,
  );
  const both = await assessFiles(two);
  expect(both.lines.map(({ id, problems }) => [id, problems])).toEqual([
    ['Patient/demo-0003', undefined],
    ['Patient/demo-0006', undefined],
  ]);
  expect(both.errors).toHaveLength(3);
  expect(both.errors[0]).toBe(`${two}:1 Bundle.entry[${CLARA.length + at + 1}]: holds no FHIR resource`);
  expect(both.status).toBe(1);
});

test('resources without their Patient are told with file and line, and cost no other patient', async () => {
  const [, ...withoutPatient] = CLARA;
  const path = folder.file('orphans.ndjson', ndjson([...PRACTICE, ...FELIX, ...withoutPatient, ...GRETA]));
  const { lines, errors, status } = await assessFiles(path);
  expect(lines.map(({ id }) => id)).toEqual(['Patient/demo-0006', 'Patient/demo-0007']);
  const begin = PRACTICE.length + FELIX.length + 1;
  expect(errors).toEqual([`${path}:${begin}: has no Patient beside its ${withoutPatient.length} resources`]);
  expect(status).toBe(1);
});

test('a patient whose lines do not stand together is told', async () => {
  const [last] = FELIX.slice(-1);
  const { lines, errors, status } = await assess(ndjson([...FELIX.slice(0, -1), ...CLARA, last]));
  expect(lines.map(({ id }) => id)).toEqual(['Patient/demo-0006', 'Patient/demo-0003']);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(`:${FELIX.length + CLARA.length}: has no Patient beside its 1 resource`);
  expect(status).toBe(1);
});

test.each([
  ['a Bundle', bundle('collection', PRACTICE), `has no Patient beside its ${PRACTICE.length} resources`],
  ['an empty Bundle', { resourceType: 'Bundle', type: 'searchset', total: 0 }, 'has no Patient beside its 0 resources'],
  ['NDJSON', ndjson(PRACTICE), 'has no Patient in it'],
])('%s without a Patient has no output and is told', async (_, content, says) => {
  const { lines, errors, status } = await assess(content);
  expect(lines).toEqual([]);
  expect(errors).toEqual([expect.stringContaining(says)]);
  expect(status).toBe(1);
});

test('a Patient that cannot be read, or has no id, costs itself alone', async () => {
  const unreadable = { resourceType: 'Patient', id: 'odd', birthDate: ['secret'] };
  const path = folder.file('patients.ndjson', ndjson([{ resourceType: 'Patient' }, unreadable, ...FELIX]));
  const { lines, errors, status } = await assessFiles(path);
  expect(lines.map(({ id }) => id)).toEqual(['Patient/demo-0006']);
  expect(errors).toEqual([`${path}:1: is a Patient without an id`, `${path}:2 Patient/odd: is unreadable`]);
  expect(status).toBe(1);
});

test.each([
  ['missing', () => join(folder.path, 'nowhere.json'), 'nowhere.json: cannot be opened'],
  ['a folder', () => folder.path, 'is a folder'],
  ['empty', () => folder.file('empty.json', '\n'), 'empty.json: is empty'],
  ['not JSON', () => folder.file('cut.json', '{"resourceType":"Bundle",\n "entry": ['), 'cut.json:2:12: is not JSON'],
  [
    'malformed in its only line',
    () => folder.file('line.ndjson', '{"resourceType":"Patient" "id":"a"}\n'),
    'line.ndjson:1:27: is not JSON',
  ],
  [
    'no resource',
    () => folder.file('list.json', '[{"resourceType":"Patient","id":"a"}]'),
    'list.json:1:1: is neither a FHIR Bundle nor another resource',
  ],
])('a file that is %s is refused before anything is given, wherever it stands in the call', async (_, file, says) => {
  const good = folder.file('good.json', JSON.stringify(bundle('collection', FELIX)));
  for (const call of [[file()], [good, file()], [file(), good]]) {
    const given = writtenOf(...call).next();
    await expect(given).rejects.toThrow(CallError);
    await expect(given).rejects.toThrow(says);
  }
});
