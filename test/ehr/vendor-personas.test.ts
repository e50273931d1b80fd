import { expect, test } from 'vitest';
import { base64, NEW_VISIT, note, openPersona, plan, visit } from './persona-stage.ts';
import { idsOf, launched, nextOf, send } from './test-client.ts';

test.each([
  ['epic-like', 'CarePlan?patient=ada', 400],
  ['epic-like', 'CarePlan?patient=ada&category=assess-plan', 200],
  ['epic-like', 'CarePlan?patient=ada&category=734163000', 200],
  ['epic-like', 'CarePlan?patient=ada&category=http://snomed.info/sct%7C734163000', 200],
  ['epic-like', 'CarePlan?patient=ada&category=assess-plan,734163000', 400],
  ['epic-like', 'CarePlan?patient=ada&category=nonsense', 400],
  ['epic-like', 'Condition?patient=ada', 400],
  ['epic-like', 'Condition?patient=ada&category=problem-list-item', 200],
  ['epic-like', 'Observation?patient=ada', 400],
  ['epic-like', 'Observation?patient=ada&code=4548-4', 200],
  ['epic-like', 'ChargeItem?patient=ada', 404],
  ['oracle-like', 'CarePlan?patient=ada', 400],
  ['oracle-like', 'CarePlan?patient=ada&category=assess-plan', 200],
  ['oracle-like', 'CarePlan?patient=ada&category=734163000', 400],
  ['oracle-like', 'ChargeItem?patient=ada', 400],
  ['oracle-like', 'ChargeItem?context=v1&-status=billable', 200],
  ['oracle-like', 'DocumentReference?patient=ada&identifier=urn:x%7C1', 400],
  ['oracle-like', 'PractitionerRole?practitioner=nurse', 404],
  ['athena-like', 'Consent?patient=ada', 404],
  ['athena-like', 'CarePlan?patient=ada', 200],
  ['ecw-like', 'ChargeItem?patient=ada', 400],
  ['ecw-like', 'ChargeItem?subject=Patient/ada', 200],
  ['ecw-like', 'Claim?patient=ada', 405],
  ['worse-than-all', 'Encounter?patient=ada&nonsense=1', 200],
] as const)('%s: a search %s is answered %i', async (persona, path, status) => {
  const { ask } = await openPersona(persona);
  expect((await ask('GET', path)).status).toBe(status);
});

test.each([
  ['epic-like', 'CarePlan', { ...plan('x', 'assess-plan'), id: undefined }, 405],
  ['epic-like', 'ChargeItem', { resourceType: 'ChargeItem' }, 404],
  ['epic-like', 'Encounter', NEW_VISIT, 405],
  ['epic-like', 'DocumentReference', note(), 201],
  ['epic-like', 'DocumentReference', note({ context: undefined }), 422],
  ['epic-like', 'DocumentReference', note({ context: { encounter: [{ reference: 'Encounter/none' }] } }), 422],
  ['epic-like', 'DocumentReference', note({ context: { encounter: [{ reference: 'Encounter/v3' }] } }), 422],
  ['epic-like', 'DocumentReference', note({ content: [{ attachment: { contentType: 'text/html', data: base64('<p>') } }] }), 422],
  ['epic-like', 'DocumentReference', note({ content: [...note().content, ...note().content] }), 422],
  ['oracle-like', 'CarePlan', { ...plan('x', 'assess-plan'), id: undefined }, 405],
  ['oracle-like', 'ChargeItem', { resourceType: 'ChargeItem' }, 405],
  ['oracle-like', 'Encounter', NEW_VISIT, 201],
  ['oracle-like', 'Encounter', { ...NEW_VISIT, serviceProvider: undefined }, 422],
  ['oracle-like', 'DocumentReference', note({ modifierExtension: [{ url: 'urn:x', valueString: 'x' }] }), 422],
  ['athena-like', 'DocumentReference', note(), 405],
  ['athena-like', 'Encounter', NEW_VISIT, 405],
  ['ecw-like', 'DocumentReference', note(), 405],
  ['worse-than-all', 'Encounter', NEW_VISIT, 405],
  ['worse-than-all', 'Provenance', { resourceType: 'Provenance' }, 404],
] as const)('%s: a new %s is answered (%#)', async (persona, type, body, status) => {
  const { ask } = await openPersona(persona);
  expect((await ask('POST', type, { body })).status).toBe(status);
});

test.each(['epic-like', 'oracle-like', 'athena-like', 'ecw-like'] as const)('%s: takes no transaction', async (persona) => {
  const { ask } = await openPersona(persona);
  const body = { resourceType: 'Bundle', type: 'transaction', entry: [{ resource: note(), request: { method: 'POST', url: 'x' } }] };
  expect((await ask('POST', '', { body })).status).toBe(405);
});

test('epic-like: versions are in no header, and a stale If-Match is not noticed', async () => {
  const { ask } = await openPersona('epic-like', [{ ...note(), id: 'n1' }]);
  expect((await ask('GET', 'DocumentReference/n1')).headers.has('ETag')).toBe(false);
  const body = { ...note(), id: 'n1' };
  expect((await ask('PUT', 'DocumentReference/n1', { body, headers: { 'If-Match': 'W/"9"' } })).status).toBe(200);
});

test('epic-like: a search that finds nothing says so among its entries', async () => {
  const { ask } = await openPersona('epic-like');
  const { body } = await ask('GET', 'CarePlan?patient=ada&category=38717003');
  expect(body).toMatchObject({ total: 0, entry: [{ resource: { resourceType: 'OperationOutcome' }, search: { mode: 'outcome' } }] });
});

test('epic-like: encounters have classes of the vendor’s own, on reading and on searching, and keep all else', async () => {
  const { ehr, ask } = await openPersona('epic-like');
  const local = { system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260' };
  expect((await ask('GET', 'Encounter/v1')).body).toMatchObject({ id: 'v1', class: local, status: 'finished' });
  const { text } = await ask('GET', 'Encounter?patient=ada');
  expect(text).toContain('Hospital Inpatient');
  expect(text).not.toContain('v3-ActCode');
  expect(ehr.stored('Encounter', 'ada')[0]?.class.code).toBe('AMB');
});

test('epic-like: clinical scopes are granted in version 1’s spelling, what the EHR lacks is dropped, and there is no refresh token', async () => {
  const { ehr } = await openPersona('epic-like');
  const token = await launched(
    ehr,
    'launch openid fhirUser online_access patient/Condition.rs patient/DocumentReference.cru patient/ChargeItem.cu',
  );
  const scopes = String(token['scope']).split(' ');
  expect(scopes).toEqual(
    expect.arrayContaining(['patient/Condition.read', 'patient/DocumentReference.read', 'patient/DocumentReference.write']),
  );
  expect(String(token['scope'])).not.toMatch(/ChargeItem|online_access|\.rs/);
  expect(token['refresh_token']).toBeUndefined();
});

test.each(['oracle-like', 'worse-than-all'] as const)('%s: an id may come again on the next page', async (persona) => {
  const visits = Array.from({ length: 30 }, (_, index) => visit(`w${index}`));
  const { ask } = await openPersona(persona, visits);
  const first = await ask('GET', 'Encounter?patient=ada&_count=10');
  const second = await ask('GET', nextOf(first.body) ?? '');
  expect(idsOf(second.body)[0]).toBe(idsOf(first.body).at(-1));
});

test('ecw-like: after 250 requests 429 without Retry-After is the answer until the minute ends, at the token door too', async () => {
  const { ehr, clock, ask } = await openPersona('ecw-like');
  for (let request = 0; request < 250; request++) expect((await ask('GET', 'Patient/ada')).status).toBe(200);
  const refused = await ask('GET', 'Patient/ada');
  expect(refused.status).toBe(429);
  expect(refused.headers.has('Retry-After')).toBe(false);
  expect((await send(ehr, 'POST', `${ehr.origin}/auth/token`)).status).toBe(429);
  clock.advance(60);
  expect((await ask('GET', 'Patient/ada')).status).toBe(200);
});
