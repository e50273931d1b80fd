import { expect, test } from 'vitest';
import { type Carrier, save, type WriteTarget } from '../../src/fhir/carriers.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import { createOnce } from '../../src/fhir/create-once.ts';
import type { FhirClient, RawResource } from '../../src/fhir/client.ts';
import { FhirError, type FhirErrorKind } from '../../src/fhir/fhir-error.ts';
import { encounterOf } from '../../src/fhir/time/encounter.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { aStage, aTimeEntryDraft, storedIn } from '../builders/writes.ts';

interface Item {
  readonly patient: string;
}

const nobody = (): never => {
  throw new Error('not to be called');
};

function aTarget(read: (type: string, id: string) => RawResource = (resourceType, id) => ({ resourceType, id })): WriteTarget {
  const client: FhirClient = {
    connection: { base: 'https://ehr.example/fhir', patientId: 'p1', tokens: null },
    read: (type, id) => Promise.resolve().then(() => read(type, id)),
    readText: nobody,
    readVersion: nobody,
    search: nobody,
    capabilities: nobody,
    create: nobody,
    updateText: nobody,
    bundle: nobody,
  };
  return { client, capabilities: { can: () => 'unknown', transaction: 'unknown' }, memory: createCarrierMemory() };
}

function aCarrier(overrides: Partial<Carrier<Item>> = {}): Carrier<Item> {
  return {
    topic: 'time',
    name: 'Encounter',
    needs: [{ type: 'Encounter', interaction: 'create' }],
    resource: ({ patient }) => ({ resourceType: 'Encounter', subject: { reference: `Patient/${patient}` } }),
    find: () => Promise.resolve(null),
    write: () => Promise.resolve({ reference: 'Encounter/1', alreadyThere: false }),
    ...overrides,
  };
}

const second = aCarrier({
  name: 'DocumentReference',
  needs: [{ type: 'DocumentReference', interaction: 'create' }],
  write: () => Promise.resolve({ reference: 'DocumentReference/1', alreadyThere: false }),
});
const fails = (kind: FhirErrorKind, outcome: readonly { severity: string; code: string; expression: readonly string[] }[] = []) =>
  aCarrier({ write: () => Promise.reject(new FhirError(kind, 'POST Encounter', { outcome })) });
const ITEM: Item = { patient: 'p1' };

test.each(['forbidden', 'not-found', 'not-supported', 'gone'] as const)(
  'a write refused as %s goes to the next carrier, and the refusal is learned',
  async (kind) => {
    const target = aTarget();
    expect(await save(target, [fails(kind), second], ITEM)).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
    expect(target.memory.refusals).toEqual([{ type: 'Encounter', interaction: 'create' }]);
    expect(await save(target, [aCarrier({ write: nobody }), second], ITEM)).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
  },
);

test('a rejection of the type as such goes to the next carrier; one of the content does not', async () => {
  const issue = { severity: 'error', code: 'not-supported', expression: [] };
  expect(await save(aTarget(), [fails('rejected', [issue]), second], ITEM)).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
  expect(await save(aTarget(), [fails('rejected', [{ ...issue, code: 'invalid' }]), second], ITEM)).toMatchObject({
    kind: 'rejected',
    carrier: 'Encounter',
  });
});

test.each(['network', 'timeout', 'server', 'unreadable', 'cancelled', 'throttled'] as const)(
  'an answer lost as %s is unclear, and no other carrier is tried',
  async (kind) => {
    expect(await save(aTarget(), [fails(kind), aCarrier({ write: nobody })], ITEM)).toMatchObject({
      kind: 'unclear',
      carrier: 'Encounter',
      looked: 'absent',
    });
  },
);

test('what is found after a lost answer is stored', async () => {
  const carrier = { ...fails('network'), find: () => Promise.resolve({ reference: 'Encounter/7', versionId: '2', alreadyThere: true }) };
  expect(await save(aTarget(), [carrier], ITEM)).toEqual({
    kind: 'stored',
    carrier: 'Encounter',
    reference: 'Encounter/7',
    versionId: '2',
    alreadyThere: true,
  });
});

test('a look that fails as well leaves it unknown', async () => {
  const carrier = { ...fails('timeout'), find: () => Promise.reject(new FhirError('network', 'GET Encounter')) };
  expect(await save(aTarget(), [carrier], ITEM)).toMatchObject({ kind: 'unclear', looked: 'unknown' });
});

test('a conflict over something that is ours already is stored, any other is told', async () => {
  const ours = aCarrier({ ...fails('conflict'), find: () => Promise.resolve({ reference: 'Encounter/7', alreadyThere: true }) });
  expect(await save(aTarget(), [ours], ITEM)).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(await save(aTarget(), [fails('conflict'), second], ITEM)).toMatchObject({ kind: 'conflict', carrier: 'Encounter' });
});

test('the end of the session is thrown, not swallowed', async () => {
  await expect(save(aTarget(), [fails('session-expired'), second], ITEM)).rejects.toMatchObject({ kind: 'session-expired' });
});

test.each([
  { subject: { reference: 'Patient/p2' } },
  { subject: {} },
  {},
  { subject: { reference: 'https://elsewhere.example/fhir/Patient/p1' } },
  { patient: { reference: 'Patient/p11' } },
])('an item about %j is not written', async (about) => {
  const carrier = aCarrier({ resource: () => ({ resourceType: 'Encounter', ...about }), write: nobody });
  await expect(save(aTarget(), [carrier], ITEM)).rejects.toMatchObject({ kind: 'wrong-patient' });
});

test('a carrier that lost values is taken back, dropped for the session, and the next one used', async () => {
  const taken: string[] = [];
  const lossy = aCarrier({ kept: () => false, takeBack: async (_target, _item, { id }) => void taken.push(String(id)) });
  const target = aTarget();
  expect(await save(target, [lossy, second], ITEM)).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
  expect(await save(target, [lossy], ITEM)).toMatchObject({ kind: 'not-stored', because: [{ carrier: 'Encounter', why: 'lost-values' }] });
  expect(taken).toEqual(['1']);
});

test('only the first write of a session is read back', async () => {
  let reads = 0;
  const target = aTarget((resourceType, id) => {
    reads += 1;
    return { resourceType, id };
  });
  for (const _ of [1, 2, 3]) await save(target, [aCarrier({ kept: () => true })], ITEM);
  expect(reads).toBe(1);
});

test('an EHR that will not show what it took has still taken it', async () => {
  const target = aTarget(() => {
    throw new FhirError('forbidden', 'GET Encounter');
  });
  expect(await save(target, [aCarrier({ kept: nobody }), aCarrier({ write: nobody })], ITEM)).toMatchObject({
    kind: 'stored',
    carrier: 'Encounter',
  });
});

test('where nothing can store it the person gets the resource and the reasons', async () => {
  const target: WriteTarget = {
    ...aTarget(),
    capabilities: { can: (type) => (type === 'Encounter' ? 'no' : 'unknown'), transaction: 'no' },
  };
  const refused = aCarrier({ ...second, write: () => Promise.reject(new FhirError('forbidden', 'POST DocumentReference')) });
  expect(await save(target, [aCarrier({ write: nobody }), refused], ITEM)).toEqual({
    kind: 'not-stored',
    because: [
      { carrier: 'Encounter', why: 'not-allowed', need: { type: 'Encounter', interaction: 'create' } },
      { carrier: 'DocumentReference', why: 'refused' },
    ],
    resource: { resourceType: 'Encounter', subject: { reference: 'Patient/p1' } },
  });
});

test('an Encounter that came back without its length is voided under no identifier, so that its UUID stays free', async () => {
  const { ehr, target } = await aStage();
  const paused = aTimeEntryDraft({ seconds: 1200 });
  const { length: _length, ...others } = encounterOf(paused);
  await createOnce(target, others, { system: 'https://w3id.org/intervisit/fhir/sid/time-entry', value: paused.id });
  const outcome = await saveTimeEntry(target, paused);
  expect(outcome).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
  expect(storedIn(ehr, 'Encounter')).toMatchObject([{ status: 'entered-in-error' }]);
  expect(storedIn(ehr, 'Encounter')[0]?.['identifier']).toBeUndefined();
});

test('without transactions it is looked for before it is created', async () => {
  const { ehr, target } = await aStage();
  target.memory.refuseTransactions();
  const first = await saveTimeEntry(target, aTimeEntryDraft());
  expect(first).toMatchObject({ kind: 'stored', alreadyThere: false });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(ehr.exchanges.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'GET']);
  expect(storedIn(ehr, 'Encounter')).toHaveLength(1);
});

test('a server that refuses transactions is asked once', async () => {
  const { ehr, target } = await aStage({ capabilitiesUnknown: true });
  ehr.faults.add({ on: { method: 'POST', type: 'Bundle' }, kind: 404 });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored' });
  expect(await saveTimeEntry(target, aTimeEntryDraft({ id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1002' }))).toMatchObject({ kind: 'stored' });
  expect(ehr.exchanges.filter(({ url }) => new URL(url, ehr.origin).pathname === '/fhir')).toHaveLength(1);
});

test('a search by identifier that the server does not know is replaced by one of the patient', async () => {
  const { ehr, target } = await aStage();
  target.memory.refuseTransactions();
  await saveTimeEntry(target, aTimeEntryDraft());
  ehr.faults.add({ on: { method: 'GET', path: /identifier=/ }, kind: 422 });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(storedIn(ehr, 'Encounter')).toHaveLength(1);
});

test('a read-only EHR keeps nothing, and nothing is sent', async () => {
  const { ehr, target } = await aStage({ persona: 'read-only' });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({
    kind: 'not-stored',
    because: ['Encounter', 'CarePlan', 'DocumentReference'].map((carrier) => ({ carrier, why: 'not-allowed' })),
    resource: { resourceType: 'Encounter', identifier: [{ value: aTimeEntryDraft().id }] },
  });
  expect(ehr.exchanges).toEqual([]);
});
