import { expect, test } from 'vitest';
import { anEhr, send } from './test-client.ts';

const PLAN = { resourceType: 'CarePlan', id: 'plan', status: 'active', intent: 'plan', subject: { reference: 'Patient/ada' } };
const charge = (code: string) => ({
  resourceType: 'ChargeItem',
  identifier: [{ system: 'urn:charge', value: `ada/2026-10/${code}` }],
  status: 'planned',
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] },
  subject: { reference: 'Patient/ada' },
});
const BASE = 'urn:uuid:0b1c7d8e-0000-4000-8000-000000000001';
const ADDON = 'urn:uuid:0b1c7d8e-0000-4000-8000-000000000002';

const post = (fullUrl: string, resource: object, ifNoneExist?: string) => ({
  fullUrl,
  resource,
  request: {
    method: 'POST',
    url: (resource as { resourceType: string }).resourceType,
    ...(ifNoneExist === undefined ? {} : { ifNoneExist }),
  },
});
const provenance = (...references: readonly string[]) => ({
  resourceType: 'Provenance',
  target: references.map((reference) => ({ reference })),
  recorded: '2026-10-20T14:00:00Z',
  agent: [{ who: { reference: 'Practitioner/nurse' } }],
  entity: [{ role: 'source', what: { identifier: { system: 'urn:ietf:rfc:3986', value: BASE } } }],
});
const closeMonth = (version: string) => [
  { resource: provenance('CarePlan/plan', BASE), request: { method: 'POST', url: 'Provenance' } },
  { resource: { ...PLAN, title: 'closed' }, request: { method: 'PUT', url: 'CarePlan/plan', ifMatch: `W/"${version}"` } },
  post(BASE, charge('99490'), 'identifier=urn:charge%7Cada/2026-10/99490'),
  post(ADDON, { ...charge('99439'), partOf: [{ reference: BASE }] }, 'identifier=urn:charge|ada/2026-10/99439'),
];

async function open() {
  const ehr = await anEhr({ resources: [{ resourceType: 'Patient', id: 'ada', identifier: [{ system: 'urn:mrn', value: '1' }] }, PLAN] });
  const token = ehr.issueToken({ scope: 'patient/*.cruds', patient: 'ada' });
  const bundle = async (type: string, entry: readonly object[]) => {
    const answer = await send(ehr, 'POST', '', { token, body: { resourceType: 'Bundle', type, entry } });
    const entries = (answer.body?.['entry'] ?? []) as {
      response: { status: string; location?: string };
      resource?: Record<string, unknown>;
    }[];
    return { ...answer, statuses: entries.map((one) => one.response.status.slice(0, 3)), entries };
  };
  return { ehr, bundle };
}

test('a transaction writes all entries, answers in their order, and resolves references among them', async () => {
  const { ehr, bundle } = await open();
  const answer = await bundle('transaction', closeMonth('1'));
  expect(answer.body?.['type']).toBe('transaction-response');
  expect(answer.statuses).toEqual(['201', '200', '201', '201']);
  const [base, addOn] = ehr.stored('ChargeItem', 'ada');
  expect(addOn?.partOf?.[0]?.reference).toBe(`ChargeItem/${base?.id}`);
  const [written] = ehr.stored('Provenance', 'ada');
  expect(written?.target.map((target) => target.reference)).toEqual(['CarePlan/plan', `ChargeItem/${base?.id}`]);
  // An identifier that happens to be a UUID is no reference.
  expect(written?.entity?.[0]?.what.identifier?.value).toBe(BASE);
  expect(answer.entries[2]?.response.location).toBe(`${ehr.fhirBase}/ChargeItem/${base?.id}/_history/1`);
});

test('a transaction sent again finds its charges instead of doubling them', async () => {
  const { ehr, bundle } = await open();
  await bundle('transaction', closeMonth('1'));
  const again = await bundle('transaction', closeMonth('2'));
  expect(again.statuses).toEqual(['201', '200', '200', '200']);
  expect(ehr.stored('ChargeItem')).toHaveLength(2);
  const [base] = ehr.stored('ChargeItem');
  expect(ehr.stored('Provenance').at(-1)?.target[1]?.reference).toBe(`ChargeItem/${base?.id}`);
});

test.each([
  ['a stale ifMatch', closeMonth('7'), 412],
  ['an invalid resource', [...closeMonth('1'), post(ADDON, { ...charge('99487'), status: 'nonsense' })], 422],
  [
    'a resource of another patient',
    [...closeMonth('1'), post(ADDON, { ...charge('99487'), subject: { reference: 'Patient/bruno' } })],
    403,
  ],
  ['an entry without a request', [...closeMonth('1'), { resource: charge('99487') }], 400],
  ['the same resource twice', [...closeMonth('1'), closeMonth('1')[1] ?? {}], 400],
  ['a reference to no entry', [...closeMonth('1'), post(ADDON, { ...charge('99487'), partOf: [{ reference: `${BASE}9` }] })], 400],
  [
    'a reference by search that finds nothing',
    [...closeMonth('1'), post(ADDON, { ...charge('99487'), subject: { reference: 'Patient?identifier=urn:mrn|9' } })],
    412,
  ],
])('a transaction with %s leaves nothing behind', async (_, entries, status) => {
  const { ehr, bundle } = await open();
  const answer = await bundle('transaction', entries);
  expect(answer.status).toBe(status);
  expect(answer.body?.['resourceType']).toBe('OperationOutcome');
  expect(ehr.stored('ChargeItem')).toEqual([]);
  expect(ehr.stored('Provenance')).toEqual([]);
  expect(ehr.history('CarePlan', 'plan')).toHaveLength(1);
  expect((await bundle('transaction', closeMonth('1'))).status).toBe(200);
});

test('a reference by search is resolved', async () => {
  const { ehr, bundle } = await open();
  await bundle('transaction', [post(BASE, { ...charge('99490'), subject: { reference: 'Patient?identifier=urn:mrn|1' } })]);
  expect(ehr.stored('ChargeItem')[0]?.subject.reference).toBe('Patient/ada');
});

test('a batch does each entry by itself', async () => {
  const { ehr, bundle } = await open();
  const patch = btoa(JSON.stringify([{ op: 'add', path: '/title', value: 'patched' }]));
  const answer = await bundle('batch', [
    { resource: PLAN, request: { method: 'PUT', url: 'CarePlan/plan', ifMatch: 'W/"7"' } },
    post(BASE, charge('99490')),
    { request: { method: 'GET', url: 'CarePlan?patient=ada&_summary=count' } },
    { request: { method: 'GET', url: 'CarePlan/none' } },
    {
      resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data: patch },
      request: { method: 'PATCH', url: 'CarePlan/plan' },
    },
  ]);
  expect(answer.status).toBe(200);
  expect(answer.statuses).toEqual(['412', '201', '200', '404', '200']);
  expect(answer.entries[2]?.resource?.['total']).toBe(1);
  expect(ehr.stored('CarePlan')[0]?.title).toBe('patched');
  expect(ehr.stored('ChargeItem')).toHaveLength(1);
});

test('decimals in a transaction keep their digits', async () => {
  const { ehr } = await open();
  const token = ehr.issueToken({ scope: 'user/*.cruds' });
  const resource =
    '{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/ada"},"valueQuantity":{"value":1.50}}';
  const body = `{"resourceType":"Bundle","type":"transaction","entry":[{"resource":${resource},"request":{"method":"POST","url":"Observation"}}]}`;
  const answer = await send(ehr, 'POST', '', { token, body });
  expect(answer.text).toContain('"value":1.50');
  expect(ehr.storedText('Observation', String(ehr.stored('Observation')[0]?.id))).toContain('"value":1.50');
});

test('a Bundle of another type is refused', async () => {
  const { bundle } = await open();
  expect((await bundle('collection', [])).status).toBe(400);
});
