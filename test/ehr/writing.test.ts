import { expect, test } from 'vitest';
import { aClock, anEhr, NOW, send, type Sending } from './test-client.ts';

const PLAN = {
  resourceType: 'CarePlan',
  id: 'plan',
  status: 'active',
  intent: 'plan',
  subject: { reference: 'Patient/ada' },
  note: [{ text: 'first' }],
};
const CHARGE = {
  resourceType: 'ChargeItem',
  identifier: [{ system: 'urn:charge', value: 'ada/2026-10/99490' }],
  status: 'planned',
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99490' }] },
  subject: { reference: 'Patient/ada' },
};

async function open(clock = aClock()) {
  const ehr = await anEhr({ clock, resources: [{ resourceType: 'Patient', id: 'ada' }, PLAN] });
  const token = ehr.issueToken({ scope: 'patient/*.cruds', patient: 'ada' });
  return { ehr, ask: (method: string, path: string, sending: Sending = {}) => send(ehr, method, path, { token, ...sending }) };
}

test('a create gets an id, a version, a time and an address from the server', async () => {
  const { ehr, ask } = await open();
  const { status, body, headers } = await ask('POST', 'ChargeItem', { body: { ...CHARGE, id: 'mine' } });
  expect(status).toBe(201);
  expect(body?.['id']).not.toBe('mine');
  expect(body?.['meta']).toEqual({ versionId: '1', lastUpdated: new Date(NOW).toISOString() });
  expect(headers.get('Location')).toBe(`${ehr.fhirBase}/ChargeItem/${String(body?.['id'])}/_history/1`);
  expect(headers.get('ETag')).toBe('W/"1"');
  expect(ehr.stored('ChargeItem', 'ada')).toEqual([body]);
});

test('If-None-Exist creates once, then answers with what is there, and refuses where several match', async () => {
  const { ehr, ask } = await open();
  const headers = { 'If-None-Exist': 'identifier=urn:charge|ada/2026-10/99490' };
  const first = await ask('POST', 'ChargeItem', { body: CHARGE, headers });
  const second = await ask('POST', 'ChargeItem', { body: CHARGE, headers });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('Location')).toBe(first.headers.get('Location'));
  ehr.put({ ...CHARGE, id: 'another' });
  expect((await ask('POST', 'ChargeItem', { body: CHARGE, headers })).status).toBe(412);
  expect(ehr.stored('ChargeItem')).toHaveLength(2);
});

test('an update makes the next version and keeps the former', async () => {
  const clock = aClock();
  const { ehr, ask } = await open(clock);
  clock.advance(60);
  const changed = { ...PLAN, note: [{ text: 'second' }] };
  const answer = await ask('PUT', 'CarePlan/plan', { body: changed, headers: { 'If-Match': 'W/"1"' } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('ETag')).toBe('W/"2"');
  expect(ehr.history('CarePlan', 'plan').map((version) => [version.meta?.versionId, version.meta?.lastUpdated, version.note])).toEqual([
    ['1', '2026-10-20T14:00:00.000Z', [{ text: 'first' }]],
    ['2', '2026-10-20T14:01:00.000Z', [{ text: 'second' }]],
  ]);
  expect((await ask('GET', 'CarePlan/plan/_history/1')).body?.['note']).toEqual([{ text: 'first' }]);
  expect((await ask('GET', 'CarePlan/plan/_history')).body?.['total']).toBe(2);
});

test.each([
  ['CarePlan/plan', { 'If-Match': 'W/"7"' }, PLAN, 412],
  ['CarePlan/plan', { 'If-Match': '"1"' }, PLAN, 200],
  ['CarePlan/plan', { 'If-Match': '1' }, PLAN, 400],
  ['CarePlan/plan', {}, { ...PLAN, id: 'other' }, 400],
  ['CarePlan/plan', {}, { ...CHARGE, id: 'plan' }, 400],
  ['CarePlan/none', {}, { ...PLAN, id: 'none' }, 404],
  ['CarePlan/plan', { 'Content-Type': 'text/plain' }, PLAN, 415],
  ['CarePlan/plan', {}, '{"resourceType":"CarePlan",', 400],
  ['CarePlan/plan', {}, '[]', 400],
] as const)('PUT %s with %o and %o answers %i', async (path, headers, body, status) => {
  const { ehr, ask } = await open();
  const answer = await ask('PUT', path, { body, headers });
  expect(answer.status).toBe(status);
  expect(ehr.history('CarePlan', 'plan')).toHaveLength(status === 200 ? 2 : 1);
  expect(answer.body?.['resourceType']).toBe(status === 200 ? 'CarePlan' : 'OperationOutcome');
});

test('decimals, unknown elements inside extensions and the order of elements come back as they were sent', async () => {
  const { ehr, ask } = await open();
  const text =
    '{"resourceType":"CarePlan","id":"plan","extension":[{"valueDecimal":1.50,"url":"urn:dose"},{"url":"urn:big","valueDecimal":12345678901234567890.10}],' +
    '"subject":{"reference":"Patient/ada"},"intent":"plan","status":"active"}';
  const answer = await ask('PUT', 'CarePlan/plan', { body: text });
  const served = text.replace('"id":"plan",', '"meta":{"versionId":"2","lastUpdated":"2026-10-20T14:00:00.000Z"},"id":"plan",');
  expect(answer.text).toBe(served);
  expect(ehr.storedText('CarePlan', 'plan')).toBe(served);
  expect((await ask('GET', 'CarePlan/plan')).text).toBe(served);
});

test.each([
  ['return=minimal', ''],
  ['return=representation', 'CarePlan'],
  ['return=OperationOutcome', 'OperationOutcome'],
])('Prefer: %s is honoured', async (prefer, type) => {
  const { ask } = await open();
  const answer = await ask('PUT', 'CarePlan/plan', { body: PLAN, headers: { Prefer: prefer } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('ETag')).toBe('W/"2"');
  expect(answer.body?.['resourceType'] ?? '').toBe(type);
});

const patching = (operations: readonly object[], headers: Readonly<Record<string, string>> = {}): Sending => ({
  body: JSON.stringify(operations),
  headers: { 'Content-Type': 'application/json-patch+json', ...headers },
});

test('a JSON Patch with a test that holds is applied, and decimals outlive it', async () => {
  const { ehr, ask } = await open();
  ehr.put(
    '{"resourceType":"CarePlan","id":"plan","status":"active","intent":"plan","subject":{"reference":"Patient/ada"},"note":[{"text":"first"}],"extension":[{"url":"urn:x","valueDecimal":1.50}]}',
  );
  const answer = await ask(
    'PATCH',
    'CarePlan/plan',
    patching([
      { op: 'test', path: '/meta/versionId', value: '2' },
      { op: 'add', path: '/note/-', value: { text: 'second' } },
    ]),
  );
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('"note":[{"text":"first"},{"text":"second"}]');
  expect(answer.text).toContain('"valueDecimal":1.50');
});

test.each([
  ['a test fails', [{ op: 'test', path: '/status', value: 'draft' }], 409],
  ['a path does not exist', [{ op: 'replace', path: '/nothing/here', value: 1 }], 422],
  ['the result is not valid', [{ op: 'replace', path: '/status', value: 'nonsense' }], 422],
  ['the id changes', [{ op: 'replace', path: '/id', value: 'other' }], 422],
  [
    'the second operation fails',
    [
      { op: 'remove', path: '/note' },
      { op: 'remove', path: '/note' },
    ],
    422,
  ],
])('a JSON Patch changes nothing where %s', async (_, operations, status) => {
  const { ehr, ask } = await open();
  expect((await ask('PATCH', 'CarePlan/plan', patching(operations))).status).toBe(status);
  expect(ehr.history('CarePlan', 'plan')).toHaveLength(1);
});

test('a JSON Patch obeys If-Match', async () => {
  const { ask } = await open();
  const sending = patching([{ op: 'add', path: '/title', value: 'x' }], { 'If-Match': 'W/"9"' });
  expect((await ask('PATCH', 'CarePlan/plan', sending)).status).toBe(412);
});

test('a deleted resource is gone, not unknown, and no longer found', async () => {
  const { ehr, ask } = await open();
  expect((await ask('DELETE', 'CarePlan/plan')).status).toBe(204);
  expect((await ask('GET', 'CarePlan/plan')).status).toBe(410);
  expect((await ask('PUT', 'CarePlan/plan', { body: PLAN })).status).toBe(410);
  expect((await ask('GET', 'CarePlan?patient=ada')).body?.['total']).toBe(0);
  expect(ehr.stored('CarePlan')).toEqual([]);
});

test('what another system wrote meanwhile is found by the next search', async () => {
  const { ehr, ask } = await open();
  const total = async () => (await ask('GET', 'CarePlan?patient=ada&status=active')).body?.['total'];
  expect(await total()).toBe(1);
  ehr.put({ ...PLAN, id: 'plan-2' });
  expect(await total()).toBe(2);
  ehr.put({ ...PLAN, id: 'plan-2', subject: { reference: 'Patient/bruno' } });
  expect(await total()).toBe(1);
});
