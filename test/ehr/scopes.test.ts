import { expect, test } from 'vitest';
import { PERSONAS } from './personas.ts';
import { grantScopes } from './scopes.ts';
import { anEhr, launched, send } from './test-client.ts';

const condition = (id: string, patient: string, category: string) => ({
  resourceType: 'Condition',
  id,
  subject: { reference: `Patient/${patient}` },
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: category }] }],
});

const RESOURCES = [
  { resourceType: 'Patient', id: 'ada' },
  { resourceType: 'Patient', id: 'bruno' },
  { resourceType: 'Practitioner', id: 'physician' },
  { resourceType: 'CarePlan', id: 'plan', status: 'active', intent: 'plan', subject: { reference: 'Patient/ada' } },
  { resourceType: 'Provenance', id: 'prov', target: [{ reference: 'CarePlan/plan' }], recorded: '2026-10-01T00:00:00Z' },
  condition('a', 'ada', 'problem-list-item'),
  condition('b', 'ada', 'encounter-diagnosis'),
  condition('c', 'bruno', 'problem-list-item'),
];

test.each([
  ['patient/Condition.r', 'Condition/a', 200],
  ['patient/Condition.r', 'Condition?patient=ada', 403],
  ['patient/Condition.s', 'Condition/a', 403],
  ['patient/Condition.s', 'Condition?patient=ada', 200],
  ['patient/Condition.rs', 'Encounter?patient=ada', 403],
  ['patient/Condition.read', 'Condition?patient=ada', 200],
  ['patient/Condition.write', 'Condition/a', 403],
  ['patient/*.read', 'Condition/a', 200],
  ['patient/*.*', 'Patient/ada', 200],
  ['patient/*.cruds', 'Condition/c', 403],
  ['patient/*.cruds', 'Patient/bruno', 403],
  ['patient/*.cruds', 'Practitioner/physician', 403],
  ['patient/*.cruds', 'Practitioner', 403],
  ['patient/*.cruds', 'Provenance/prov', 200],
  ['patient/*.cruds user/Practitioner.r', 'Practitioner/physician', 200],
  ['user/Condition.rs', 'Condition/c', 200],
  ['patient/Condition.sr', 'Condition/a', 403],
  ['launch openid', 'Patient/ada', 403],
])('scope %s: GET %s answers %i', async (scope, path, status) => {
  const ehr = await anEhr({ resources: RESOURCES });
  const token = ehr.issueToken({ scope, patient: 'ada' });
  const answer = await send(ehr, 'GET', path, { token });
  expect(answer.status).toBe(status);
  expect(answer.body?.['resourceType'] === 'OperationOutcome').toBe(status === 403);
});

test.each([
  ['patient/Condition.rs', 'Condition', 2],
  ['patient/Condition.rs', 'Condition?patient=bruno', 0],
  ['patient/Condition.rs?category=problem-list-item', 'Condition', 1],
  ['patient/Condition.rs?category=problem-list-item patient/Condition.rs?category=encounter-diagnosis', 'Condition', 2],
  ['user/Condition.rs', 'Condition', 3],
  ['patient/Provenance.rs', 'Provenance', 1],
])('scope %s: search %s finds %i', async (scope, path, total) => {
  const ehr = await anEhr({ resources: RESOURCES });
  const token = ehr.issueToken({ scope, patient: 'ada' });
  expect((await send(ehr, 'GET', path, { token })).body?.['total']).toBe(total);
});

const NEW = { resourceType: 'Condition', subject: { reference: 'Patient/ada' }, clinicalStatus: undefined };
const OTHERS = { ...NEW, subject: { reference: 'Patient/bruno' } };

test.each([
  ['patient/Condition.c', 'POST', 'Condition', NEW, 201],
  ['patient/Condition.write', 'POST', 'Condition', NEW, 201],
  ['patient/Condition.rus', 'POST', 'Condition', NEW, 403],
  ['patient/*.cruds', 'POST', 'Condition', OTHERS, 403],
  ['user/Condition.c', 'POST', 'Condition', OTHERS, 201],
  ['patient/Condition.u', 'PUT', 'Condition/a', { ...NEW, id: 'a' }, 200],
  ['patient/Condition.c', 'PUT', 'Condition/a', { ...NEW, id: 'a' }, 403],
  ['patient/*.cruds', 'PUT', 'Condition/c', { ...NEW, id: 'c' }, 403],
  ['patient/*.cruds', 'PUT', 'Condition/a', { ...OTHERS, id: 'a' }, 403],
] as const)('scope %s: %s %s of %o answers %i', async (scope, method, path, body, status) => {
  const ehr = await anEhr({ resources: RESOURCES });
  const token = ehr.issueToken({ scope, patient: 'ada' });
  const before = ehr.stored('Condition').length;
  expect((await send(ehr, method, path, { token, body })).status).toBe(status);
  expect(ehr.stored('Condition').length).toBe(before + (status === 201 ? 1 : 0));
  expect(ehr.history('Condition', 'a').length).toBe(status === 200 ? 2 : 1);
});

test('every entry of a transaction needs its scope', async () => {
  const ehr = await anEhr({ resources: RESOURCES });
  const token = ehr.issueToken({ scope: 'patient/Condition.cruds', patient: 'ada' });
  const entry = [{ resource: NEW, request: { method: 'POST', url: 'Condition' } }, { request: { method: 'GET', url: 'CarePlan/plan' } }];
  const answer = await send(ehr, 'POST', '', { token, body: { resourceType: 'Bundle', type: 'transaction', entry } });
  expect(answer.status).toBe(403);
  expect(ehr.stored('Condition').length).toBe(3);
});

test.each([{}, { token: 'never-issued' }])('a request with %o is answered 401', async (sending) => {
  const ehr = await anEhr({ resources: RESOURCES });
  const answer = await send(ehr, 'GET', 'Patient/ada', sending);
  expect(answer.status).toBe(401);
  expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  expect(answer.body?.['resourceType']).toBe('OperationOutcome');
});

test.each([
  ['full', 'patient/Encounter.cruds', undefined, 'patient/Encounter.cruds'],
  ['read-only', 'patient/Encounter.cruds patient/CarePlan.c launch', undefined, 'patient/Encounter.rs launch'],
  ['read-only', 'patient/*.write patient/*.read', undefined, 'patient/*.read'],
  ['read-only', 'patient/Condition.cruds?category=x', undefined, 'patient/Condition.rs?category=x'],
  ['full', 'patient/Encounter.cruds user/Practitioner.r openid', 'patient/*.rs openid', 'patient/Encounter.rs openid'],
  ['full', 'patient/Encounter.sr patient/Nonsense.', undefined, ''],
] as const)('persona %s grants of %s within %s: %s', (persona, requested, limit, granted) => {
  expect(grantScopes(requested, PERSONAS[persona], limit)).toBe(granted);
});

test('the token response says what was granted, not what was asked', async () => {
  const ehr = await anEhr({ persona: 'read-only', resources: RESOURCES });
  const token = await launched(ehr, 'launch patient/Condition.cruds patient/Encounter.write');
  expect(token['scope']).toBe('launch patient/Condition.rs');
});
