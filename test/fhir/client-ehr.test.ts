import { beforeEach, expect, test } from 'vitest';
import { createClient, type FhirClient } from '../../src/fhir/client.ts';
import { FhirError, mayHaveActed } from '../../src/fhir/fhir-error.ts';
import { createEhr, type Ehr } from '../ehr/ehr.ts';
import { NOW } from './client-stage.ts';

const subject = { reference: 'Patient/p1' };
const carePlan =
  '{"resourceType":"CarePlan","id":"cp1","status":"active","intent":"plan","subject":{"reference":"Patient/p1"},"note":[{"text":"x"}]}';
const charge = {
  resourceType: 'ChargeItem',
  status: 'billable',
  subject,
  code: { text: 'x' },
  identifier: [{ system: 'urn:x', value: '1' }],
};

let ehr: Ehr;
let client: FhirClient;

beforeEach(async () => {
  ehr = await createEhr({
    origin: 'http://localhost:5180',
    clock: () => NOW,
    resources: [{ resourceType: 'Patient', id: 'p1' }, carePlan],
    clients: [],
    users: [],
  });
  const value = ehr.issueToken({ scope: 'patient/*.cruds', patient: 'p1' });
  const tokens = { current: () => ({ value, expiresAt: null }), canRefresh: () => false, refresh: () => Promise.reject(new Error('none')) };
  client = createClient(
    { base: ehr.fhirBase, patientId: 'p1', tokens },
    {
      clock: () => NOW,
      fetch: (input, init) => ehr.handle(new Request(input, init)),
      wait: (milliseconds) => (milliseconds < 10_000 ? Promise.resolve() : new Promise(() => undefined)),
    },
  );
});

async function failureOf(work: Promise<unknown>): Promise<FhirError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FhirError)) throw new Error('expected a FhirError', { cause: error });
  return error;
}

test('What was read can be put back changed, until somebody else was first', async () => {
  const { text, versionId = '' } = await client.readText('CarePlan', 'cp1');
  const changed = text.replace('"text":"x"', '"text":"y"');
  const written = await client.updateText('CarePlan', 'cp1', changed, { ifMatch: versionId });
  expect(written['note']).toEqual([{ text: 'y' }]);
  const second = await failureOf(client.updateText('CarePlan', 'cp1', text, { ifMatch: versionId }));
  expect(second).toMatchObject({ kind: 'conflict', status: 412 });
  expect(mayHaveActed(second)).toBe(false);
});

test('A conditional create makes one resource, however often', async () => {
  const first = await client.create(charge, { ifNoneExist: 'identifier=urn:x%7C1' });
  const again = await client.create(charge, { ifNoneExist: 'identifier=urn:x%7C1' });
  expect(again.id).toBe(first.id);
  expect(ehr.stored('ChargeItem')).toHaveLength(1);
});

test('A write whose answer is lost is sent once, and may have acted', async () => {
  ehr.faults.add({ on: { method: 'POST', type: 'ChargeItem' }, kind: 'lost-response' });
  const error = await failureOf(client.create(charge));
  expect(error.kind).toBe('network');
  expect(mayHaveActed(error)).toBe(true);
  expect(ehr.stored('ChargeItem')).toHaveLength(1);
});

test('A read whose answer is lost is read again', async () => {
  ehr.faults.add({ on: { type: 'CarePlan' }, kind: 'lost-response', times: 2 });
  await expect(client.read('CarePlan', 'cp1')).resolves.toMatchObject({ id: 'cp1' });
});

test('A transaction answers entry by entry', async () => {
  const entry = [
    { fullUrl: 'urn:uuid:7a1c1a52-9f0b-4a46-8a3c-6a3f2a4f6a10', resource: charge, request: { method: 'POST', url: 'ChargeItem' } },
  ];
  const [outcome] = await client.bundle(JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }));
  expect(outcome).toMatchObject({ status: 201, location: expect.stringContaining('ChargeItem/') });
});

test('A transaction that is refused as a whole is an error with the server’s reasons', async () => {
  const entry = [{ resource: JSON.parse(carePlan), request: { method: 'PUT', url: 'CarePlan/cp1', ifMatch: 'W/"99"' } }];
  const error = await failureOf(client.bundle(JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry })));
  expect(error).toMatchObject({ kind: 'conflict', status: 412 });
  expect(error.outcome).not.toEqual([]);
});

test.each(['html-200', 'empty-body', 'truncated-json', 'wrong-type'] as const)('A search answered with %s is unreadable', async (kind) => {
  ehr.faults.add({ on: { type: 'CarePlan' }, kind });
  await expect(client.search('CarePlan', { patient: 'p1' })).rejects.toMatchObject({ kind: 'unreadable' });
});

test.each(['foreign-next-link', 'endless-paging'] as const)(
  'A search with %s ends, as incomplete, and asks no other server',
  async (kind) => {
    ehr.faults.add({ on: { type: 'CarePlan' }, kind });
    const result = await client.search('CarePlan', { patient: 'p1' });
    expect(result).toMatchObject({ complete: false, resources: [{ id: 'cp1' }] });
  },
);

test('A page that comes twice is counted once', async () => {
  ehr.faults.add({ on: { type: 'CarePlan' }, kind: 'duplicate-page', times: 1 });
  const result = await client.search('CarePlan', { patient: 'p1' });
  expect(result.resources.map((resource) => resource.id)).toEqual(['cp1']);
});

test('A resource of another patient is refused', async () => {
  ehr.put({ resourceType: 'Condition', id: 'c2', subject: { reference: 'Patient/p2' } });
  await expect(client.read('Condition', 'c2')).rejects.toMatchObject({ kind: 'forbidden', status: 403 });
});
