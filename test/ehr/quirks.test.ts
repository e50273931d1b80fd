import { expect, test } from 'vitest';
import { PERSONAS, type Persona } from './personas.ts';
import { anEhr, send, type Sending } from './test-client.ts';

const { full } = PERSONAS;
const PLAN = { resourceType: 'CarePlan', id: 'plan', status: 'active', intent: 'plan', subject: { reference: 'Patient/ada' } };
const CHARGE = {
  resourceType: 'ChargeItem',
  identifier: [{ system: 'urn:charge', value: '1' }],
  status: 'planned',
  code: { text: 'x' },
  subject: { reference: 'Patient/ada' },
};

async function open(quirk: Partial<Persona>) {
  const ehr = await anEhr({ resources: [{ resourceType: 'Patient', id: 'ada' }, PLAN] });
  ehr.setPersona({ ...full, ...quirk });
  const token = ehr.issueToken({ scope: 'user/*.cruds' });
  const ask = (method: string, path: string, sending: Sending = {}) => send(ehr, method, path, { token, ...sending });
  const transact = async (entry: readonly object[]) => {
    const answer = await ask('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
    const entries = (answer.body?.['entry'] ?? []) as readonly { readonly response: { readonly status: string } }[];
    return { status: answer.status, statuses: entries.map((one) => one.response.status.slice(0, 3)) };
  };
  return { ehr, ask, transact };
}

const STALE = { resource: PLAN, request: { method: 'PUT', url: 'CarePlan/plan', ifMatch: 'W/"7"' } };
const FRESH = { resource: CHARGE, request: { method: 'POST', url: 'ChargeItem' } };

test.each([
  ['atomic', 412, [], 0],
  ['entry-status', 200, ['412', '412'], 0],
  ['not-atomic', 200, ['412', '201'], 1],
  ['unsupported', 405, [], 0],
] as const)(
  'transactions that are %s: a stale version answers %i %o and leaves %i charges',
  async (transaction, status, statuses, charges) => {
    const { ehr, transact } = await open({ transaction });
    expect(await transact([STALE, FRESH])).toEqual({ status, statuses });
    expect(ehr.stored('ChargeItem')).toHaveLength(charges);
  },
);

test.each([
  ['honoured', [201, 200], 1],
  ['ignored', [201, 201], 2],
  ['unsupported', [412, 412], 0],
] as const)('conditional create that is %s answers %o and leaves %i charges', async (conditionalCreate, statuses, charges) => {
  const { ehr, ask } = await open({ conditionalCreate });
  const post = async () =>
    (await ask('POST', 'ChargeItem', { body: CHARGE, headers: { 'If-None-Exist': 'identifier=urn:charge|1' } })).status;
  expect([await post(), await post()]).toEqual(statuses);
  expect(ehr.stored('ChargeItem')).toHaveLength(charges);
});

test.each([
  [{ etag: true, ifMatch: 'honoured', conflictStatus: 409 }, 'W/"7"', 409],
  [{ etag: true, ifMatch: 'required', conflictStatus: 409 }, undefined, 412],
  [{ etag: true, ifMatch: 'required', conflictStatus: 409 }, 'W/"1"', 200],
  [{ etag: false, ifMatch: 'ignored', conflictStatus: 412 }, 'W/"7"', 200],
] as const)('versions as %o: an update with If-Match %s answers %i', async (versions, ifMatch, status) => {
  const { ask } = await open({ versions });
  const headers = ifMatch === undefined ? {} : { 'If-Match': ifMatch };
  expect((await ask('PUT', 'CarePlan/plan', { body: PLAN, headers })).status).toBe(status);
  expect((await ask('GET', 'CarePlan/plan')).headers.has('ETag')).toBe(versions.etag);
});

test.each([
  ['CarePlan?patient=ada', 400],
  ['CarePlan?patient=ada&category=assess-plan', 200],
  ['CarePlan?_id=plan', 200],
  ['Condition?patient=ada', 200],
])('a server that needs a category answers %s with %i', async (path, status) => {
  const required = { CarePlan: [['patient', 'category']] };
  const { ask } = await open({ search: { ...full.search, required } });
  expect((await ask('GET', path)).status).toBe(status);
});

test('a server that ignores unknown parameters answers as if they were not there', async () => {
  const { ask } = await open({ search: { ...full.search, unknownParameter: 'ignore' } });
  expect((await ask('GET', 'CarePlan?patient=ada&nonsense=1')).body?.['total']).toBe(1);
});

test('an open server needs no token and has no discovery document', async () => {
  const { ehr } = await open({ authorization: 'none' });
  expect((await send(ehr, 'GET', 'CarePlan/plan')).status).toBe(200);
  expect((await send(ehr, 'POST', 'ChargeItem', { body: CHARGE })).status).toBe(201);
  expect((await send(ehr, 'GET', '.well-known/smart-configuration')).status).toBe(404);
});

test('a type the server does not have is unknown to it, and an action it lacks is refused', async () => {
  const { ehr, ask } = await open({ actions: { byDefault: ['r', 's'], byType: { ChargeItem: [], Encounter: ['c', 'r', 's'] } } });
  expect((await ask('GET', 'ChargeItem?patient=ada')).status).toBe(404);
  expect((await ask('PUT', 'CarePlan/plan', { body: PLAN })).status).toBe(405);
  const resources = JSON.stringify((await send(ehr, 'GET', 'metadata')).body?.['rest']);
  expect(resources).not.toContain('"type":"ChargeItem"');
});

test('a server can claim what it does not do', async () => {
  const { ehr, ask } = await open({
    actions: { byDefault: full.actions.byDefault, byType: { ChargeItem: [] } },
    claims: { byType: { ChargeItem: ['c', 'r', 's'] } },
  });
  expect((await send(ehr, 'GET', 'metadata')).text).toContain('"type":"ChargeItem"');
  expect((await ask('POST', 'ChargeItem', { body: CHARGE })).status).toBe(404);
});

const NOTE = {
  resourceType: 'DocumentReference',
  status: 'current',
  subject: { reference: 'Patient/ada' },
  content: [{ attachment: { contentType: 'text/plain', data: 'QSBub3RlLg==' } }],
};

test('elements that an EHR drops are lost by every write, in a transaction too, and nothing else is', async () => {
  const { ehr, ask, transact } = await open({ drops: { ChargeItem: ['quantity'] } });
  const charge = { ...CHARGE, quantity: { value: 1 } };
  const { body } = await ask('POST', 'ChargeItem', { body: charge });
  await ask('PUT', `ChargeItem/${String(body?.['id'])}`, { body: { ...charge, id: body?.['id'], status: 'billable' } });
  await transact([{ resource: charge, request: { method: 'POST', url: 'ChargeItem' } }]);
  const kept = ehr.stored('ChargeItem').map(({ status, code, quantity }) => ({ status, code, quantity }));
  expect(kept).toEqual(['billable', 'planned'].map((status) => ({ status, code: CHARGE.code, quantity: undefined })));
});

test.each([
  ['context.encounter', NOTE, 422],
  ['context.encounter', { ...NOTE, context: { encounter: [{ reference: 'Encounter/visit' }] } }, 201],
  ['content.attachment.data', NOTE, 201],
  ['content.attachment.url', NOTE, 422],
  ['custodian', NOTE, 422],
] as const)('an EHR that requires %s takes a note only where it is there (%#)', async (path, body, status) => {
  const { ehr, ask } = await open({ requires: { DocumentReference: [path] } });
  const answer = await ask('POST', 'DocumentReference', { body });
  expect(answer.status).toBe(status);
  expect(ehr.stored('DocumentReference')).toHaveLength(status === 201 ? 1 : 0);
  const issues = status === 422 ? [{ code: 'required', expression: [`DocumentReference.${path}`] }] : undefined;
  expect(answer.body?.['issue'] ?? []).toMatchObject(issues ?? []);
});

test('texts kept apart come by their address, to whoever may read the patient, and to nobody else', async () => {
  const { ehr, ask } = await open({ textsApart: true });
  ehr.put({ resourceType: 'Patient', id: 'ben' });
  const { body } = await ask('POST', 'DocumentReference', { body: NOTE });
  expect(body).toMatchObject({ content: [{ attachment: { contentType: 'text/plain', url: expect.stringMatching(/^Binary\//) } }] });
  expect(JSON.stringify(body)).not.toContain('QSBub3RlLg==');
  const url = /Binary\/[^"]+/.exec(JSON.stringify(body))?.[0] ?? '';
  const as = (patient: string) => send(ehr, 'GET', url, { token: ehr.issueToken({ scope: 'patient/Binary.r', patient }) });
  expect((await as('ada')).body).toMatchObject({ resourceType: 'Binary', contentType: 'text/plain', data: 'QSBub3RlLg==' });
  expect((await as('ben')).status).toBe(403);
});

test('a note that is refused leaves no text behind', async () => {
  const { ehr, ask } = await open({ textsApart: true });
  expect((await ask('POST', 'DocumentReference', { body: { ...NOTE, status: 'nonsense' } })).status).toBe(422);
  expect(ehr.stored('Binary')).toEqual([]);
});
