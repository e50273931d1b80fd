import { expect, test } from 'vitest';
import { bundleSource, patientIdsIn } from '../../src/fhir/bundle-source.ts';
import { aCondition, anEncounter, aPatient } from '../builders/fhir.ts';

const transaction = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: 'urn:uuid:aaaa-1', resource: aPatient({ id: undefined }) },
    { fullUrl: 'urn:uuid:bbbb-2', resource: { resourceType: 'Practitioner', id: 'prac-md' } },
    {
      fullUrl: 'urn:uuid:cccc-3',
      resource: anEncounter({
        id: undefined,
        subject: { reference: 'urn:uuid:aaaa-1' },
        participant: [{ individual: { reference: 'urn:uuid:bbbb-2' } }],
        serviceProvider: { reference: 'Organization?identifier=x|1' },
      }),
    },
    null,
    { resource: 'nothing' },
  ],
};

test('urn:uuid references in a transaction lead to the resources they name', async () => {
  const source = bundleSource(transaction);
  expect(await patientIdsIn(source)).toEqual(['aaaa-1']);
  const { resources, complete } = await source.search('Encounter', { patient: 'aaaa-1' });
  expect(complete).toBe(true);
  expect(resources[0]).toMatchObject({
    id: 'cccc-3',
    subject: { reference: 'Patient/aaaa-1' },
    participant: [{ individual: { reference: 'Practitioner/prac-md' } }],
    serviceProvider: { reference: 'Organization?identifier=x|1' },
  });
});

test('the input is left as it was', () => {
  const before = structuredClone(transaction);
  bundleSource(transaction);
  expect(transaction).toEqual(before);
});

test('a search leaves out what names another patient and keeps what names none', async () => {
  const source = bundleSource([
    aPatient(),
    aCondition({ id: 'mine' }),
    aCondition({ id: 'absolute', subject: { reference: 'https://ehr.example/fhir/Patient/pat-1' } }),
    aCondition({ id: 'another', subject: { reference: 'Patient/pat-2' } }),
    aCondition({ id: 'nobody', subject: undefined }),
  ]);
  const { resources } = await source.search('Condition', { patient: 'pat-1' });
  expect(resources.map(({ id }) => id)).toEqual(['mine', 'absolute', 'nobody']);
});

test('nested Bundles and lists are opened, and the last of two versions counts', async () => {
  const nested = {
    resourceType: 'Bundle',
    entry: [
      { resource: { resourceType: 'Bundle', entry: [{ resource: aCondition({ code: { text: 'old' } }) }] } },
      { resource: aCondition({ code: { text: 'new' } }) },
    ],
  };
  const { resources } = await bundleSource([nested]).search('Condition', {});
  expect(resources).toMatchObject([{ code: { text: 'new' } }]);
});

test.each([null, undefined, 5, 'Bundle', [], {}, { resourceType: 'Bundle' }, { resourceType: 'Bundle', entry: 'x' }])(
  '%j is a source of nothing',
  async (input) => {
    expect((await bundleSource(input).search('Patient', {})).resources).toEqual([]);
  },
);

test('what is not there is not found', async () => {
  await expect(bundleSource([]).read('Patient', 'pat-1')).rejects.toMatchObject({ kind: 'not-found' });
});

test('the answers of a search keep the order of the Bundle', async () => {
  const source = bundleSource([
    aCondition({ id: 'nobody-1', subject: undefined }),
    aCondition({ id: 'mine-1' }),
    aCondition({ id: 'another', subject: { reference: 'Patient/pat-2' } }),
    aCondition({ id: 'nobody-2', subject: { reference: 'Group/1' } }),
    aCondition({ id: 'mine-2', subject: { reference: 'Patient/pat-1/_history/3' } }),
  ]);
  const { resources } = await source.search('Condition', { patient: 'pat-1' });
  expect(resources.map(({ id }) => id)).toEqual(['nobody-1', 'mine-1', 'nobody-2', 'mine-2']);
  expect((await source.search('Condition', { patient: 'pat-2' })).resources.map(({ id }) => id)).toEqual([
    'nobody-1',
    'another',
    'nobody-2',
  ]);
});

test('searching for every patient looks at each resource once', async () => {
  let looks = 0;
  const patients = Array.from({ length: 200 }, (_, index) => `p${index}`);
  const conditions = patients.map((patient) => ({
    resourceType: 'Condition',
    id: patient,
    get subject() {
      looks += 1;
      return { reference: `Patient/${patient}` };
    },
  }));
  const source = bundleSource(conditions);
  for (const patient of patients) expect((await source.search('Condition', { patient })).resources).toHaveLength(1);
  expect(looks).toBeLessThanOrEqual(2 * patients.length);
});
