import { expect, test } from 'vitest';
import { note, openPersona, plan } from './persona-stage.ts';
import { PERSONAS } from './personas.ts';
import { send } from './test-client.ts';

test('hapi-like: a preflight allows neither condition, and versions cannot be read from headers', async () => {
  const { ask } = await openPersona('hapi-like');
  const preflight = await ask('OPTIONS', 'CarePlan/p1');
  expect(preflight.headers.get('Access-Control-Allow-Headers')).not.toMatch(/If-Match|If-None-Exist/);
  expect((await ask('GET', 'CarePlan/p1')).headers.get('Access-Control-Expose-Headers')).not.toContain('ETag');
});

test('hapi-like: conditions inside a transaction hold; a stale one is answered 409 and nothing is written', async () => {
  const { ehr, ask } = await openPersona('hapi-like');
  const entry = [
    { resource: plan('p1', 'assess-plan'), request: { method: 'PUT', url: 'CarePlan/p1', ifMatch: 'W/"9"' } },
    { resource: note(), request: { method: 'POST', url: 'DocumentReference' } },
  ];
  expect((await ask('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry } })).status).toBe(409);
  expect(ehr.stored('DocumentReference')).toEqual([]);
});

test('medplum-like: a stale condition inside a transaction is told by an entry of an answer of 200', async () => {
  const { ehr, ask } = await openPersona('medplum-like');
  const entry = [{ resource: plan('p1', 'assess-plan'), request: { method: 'PUT', url: 'CarePlan/p1', ifMatch: 'W/"9"' } }];
  const answer = await ask('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ entry: [{ response: { status: '412' } }] });
  expect(ehr.history('CarePlan', 'p1')).toHaveLength(1);
});

test.each([
  ['patient/Condition.rs patient/Condition.c', 403],
  ['patient/Condition.c patient/Condition.rs', 200],
  ['patient/Condition.crs', 200],
] as const)('medplum-like: of two scopes for one type only the last counts: %s', async (scope, status) => {
  const { ehr } = await openPersona('medplum-like');
  const token = ehr.issueToken({ scope, patient: 'ada' });
  expect((await send(ehr, 'GET', 'Condition?patient=ada', { token })).status).toBe(status);
});

test('worse-than-all: it claims what it does not do, makes a second of what it was told not to, and leaves halves of transactions', async () => {
  const { ehr, ask } = await openPersona('worse-than-all');
  const statement = (await ask('GET', 'metadata')).text;
  for (const type of ['Encounter', 'Provenance', 'Consent'])
    expect(statement).toContain(`{"type":"${type}","interaction":[{"code":"create"}`);
  const headers = { 'If-None-Exist': 'identifier=urn:x|1' };
  const body = note({ identifier: [{ system: 'urn:x', value: '1' }] });
  expect([
    (await ask('POST', 'DocumentReference', { body, headers })).status,
    (await ask('POST', 'DocumentReference', { body, headers })).status,
  ]).toEqual([201, 201]);
  const entry = [
    { resource: note(), request: { method: 'POST', url: 'DocumentReference' } },
    { resource: { resourceType: 'Provenance' }, request: { method: 'POST', url: 'Provenance' } },
  ];
  const answer = await ask('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  expect(answer.body).toMatchObject({ entry: [{ response: { status: '201 Created' } }, { response: { status: '404' } }] });
  expect(ehr.stored('DocumentReference')).toHaveLength(3);
});

interface Listed {
  readonly type: string;
  readonly searchParam: readonly { readonly name: string }[];
  readonly operation?: readonly { readonly name: string }[];
}

test.each(Object.values(PERSONAS).map((persona) => [persona.name, persona] as const))(
  '%s: a CapabilityStatement lists the parameters and operations it has',
  async (name, { search, createsChargesByOperation }) => {
    const { ask } = await openPersona(name);
    const rest = (await ask('GET', 'metadata')).body?.['rest'] as readonly [{ readonly resource: readonly Listed[] }];
    const listed = new Map(rest[0].resource.map((one) => [one.type, one]));
    const expected = search.known?.['Encounter'] ?? ['patient', 'identifier', 'episode-of-care'];
    expect(listed.get('Encounter')?.searchParam.map((parameter) => parameter.name)).toEqual(expect.arrayContaining(['_id', ...expected]));
    expect(listed.get('ChargeItem')?.operation?.map((operation) => operation.name)).toEqual(
      createsChargesByOperation ? ['create'] : undefined,
    );
  },
);
