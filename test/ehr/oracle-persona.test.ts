import { expect, test } from 'vitest';
import { NEW_VISIT, note, openPersona, SUBJECT } from './persona-stage.ts';
import { launched } from './test-client.ts';

test('oracle-like: of a plan only its frame and its prose are shown, whatever the EHR holds', async () => {
  const { ehr, ask } = await openPersona('oracle-like');
  const { body } = await ask('GET', 'CarePlan?patient=ada&category=assess-plan');
  expect(body).toMatchObject({ entry: [{ resource: { id: 'p1', text: { status: 'generated' } } }] });
  expect(JSON.stringify(body)).not.toContain('activity');
  expect(ehr.storedText('CarePlan', 'p1')).toContain('activity');
});

test('oracle-like: a write is answered without a body; the Encounter is there, without its length', async () => {
  const { ask } = await openPersona('oracle-like');
  const answer = await ask('POST', 'Encounter', { body: NEW_VISIT });
  expect([answer.status, answer.text]).toEqual([201, '']);
  expect(answer.headers.get('ETag')).toBe('W/"1"');
  const path = /\/fhir\/(Encounter\/[^/]+)\//.exec(answer.headers.get('Location') ?? '')?.[1] ?? '';
  const { body } = await ask('GET', path);
  expect(body).toMatchObject({ status: 'finished', serviceProvider: { reference: 'Organization/o' } });
  expect(body).not.toHaveProperty('length');
});

test.each([
  [undefined, 412],
  ['W/"7"', 409],
  ['W/"1"', 200],
] as const)('oracle-like: an update with If-Match %s is answered %i', async (ifMatch, status) => {
  const { ask } = await openPersona('oracle-like', [{ ...note(), id: 'n1' }]);
  const headers = ifMatch === undefined ? {} : { 'If-Match': ifMatch };
  expect((await ask('PUT', 'DocumentReference/n1', { body: { ...note(), id: 'n1' }, headers })).status).toBe(status);
});

test('oracle-like: a token lives 570 seconds and can be refreshed', async () => {
  const { ehr } = await openPersona('oracle-like');
  expect(await launched(ehr, 'launch online_access patient/Condition.rs')).toMatchObject({
    expires_in: 570,
    refresh_token: expect.any(String),
  });
});

const CHARGE = {
  resourceType: 'ChargeItem',
  status: 'unknown',
  code: { coding: [{ system: 'urn:tenant', code: '99490' }] },
  subject: SUBJECT,
  context: { reference: 'Encounter/v1' },
  occurrenceDateTime: '2026-10-06T18:27:00Z',
  quantity: { value: 1 },
};
const call = (charge: object, transactionId = 'urn:uuid:7b0f6b3a-3a0c-4b35-9c55-1d1f0e0c3001') => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'transactionId', valueUuid: transactionId },
    { name: 'chargeItem', resource: charge },
  ],
});

test('oracle-like: a charge is made by $create, once for each transaction, and found by its encounter', async () => {
  const { ehr, ask } = await openPersona('oracle-like');
  const create = () => ask('POST', 'ChargeItem/$create', { body: call(CHARGE) });
  const answers = [await create(), await create()];
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [201, ''],
    [201, ''],
  ]);
  expect(ehr.stored('ChargeItem', 'ada')).toHaveLength(1);
  expect((await ask('GET', 'ChargeItem?context=Encounter/v1&-status=billable')).body?.['total']).toBe(1);
});

test.each([
  ['another status', { ...CHARGE, status: 'billable' }, 422],
  ['no encounter', { ...CHARGE, context: undefined }, 422],
  ['two codings', { ...CHARGE, code: { coding: [...CHARGE.code.coding, { code: 'x' }] } }, 422],
] as const)('oracle-like: $create refuses a charge with %s', async (_what, charge, status) => {
  const { ehr, ask } = await openPersona('oracle-like');
  expect((await ask('POST', 'ChargeItem/$create', { body: call(charge) })).status).toBe(status);
  expect(ehr.stored('ChargeItem')).toEqual([]);
});

test.each(['full', 'epic-like'] as const)('%s: does not know $create', async (persona) => {
  const { ask } = await openPersona(persona);
  expect((await ask('POST', 'ChargeItem/$create', { body: call(CHARGE) })).status).toBe(404);
});
