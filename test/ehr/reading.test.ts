import { expect, test } from 'vitest';
import { anEhr, idsOf, nextOf, NOW, send, type Sent } from './test-client.ts';

const CPT = 'http://www.ama-assn.org/go/cpt';
const patient = (id: string) => ({ resourceType: 'Patient', id, identifier: [{ system: 'urn:mrn', value: `DEMO-${id}` }] });

const visit = (id: string, more: object = {}) => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  type: [{ coding: [{ system: CPT, code: '99214' }] }],
  subject: { reference: 'Patient/ada' },
  participant: [{ individual: { reference: 'Practitioner/physician' } }],
  period: { start: '2026-03-05T09:00:00-05:00', end: '2026-03-05T09:30:00-05:00' },
  identifier: [{ system: 'urn:visit', value: id }],
  ...more,
});

const RESOURCES = [
  patient('ada'),
  patient('bruno'),
  { resourceType: 'Practitioner', id: 'physician', name: [{ family: 'Sample' }] },
  { resourceType: 'PractitionerRole', id: 'role', practitioner: { reference: 'Practitioner/physician' } },
  visit('v1'),
  visit('v2', { status: 'in-progress', class: { system: 'urn:local', code: 'VR' }, period: { start: '2026-09-30T22:00:00-04:00' } }),
  visit('v3', { period: { start: '2024-12-31', end: '2024-12-31' }, type: [{ text: 'Phone' }] }),
  visit('v4', { subject: { reference: 'http://localhost:5180/fhir/Patient/ada' }, period: { start: 'not a date' } }),
  visit('b1', { subject: { reference: 'Patient/bruno' } }),
  {
    resourceType: 'ChargeItem',
    id: 'charge',
    status: 'planned',
    subject: { reference: 'Patient/ada' },
    context: { reference: 'Encounter/v1' },
    code: { coding: [{ system: CPT, code: '99490' }] },
    occurrencePeriod: { start: '2026-10-01', end: '2026-10-31' },
    identifier: [{ system: 'urn:charge', value: 'ada/2026-10/99490' }],
  },
  { resourceType: 'Provenance', id: 'prov', target: [{ reference: 'ChargeItem/charge' }], recorded: '2026-10-01T00:00:00Z' },
];

const ids = ({ body }: Sent): readonly string[] => idsOf(body);

const open = async (scope = 'user/*.rs') => {
  const ehr = await anEhr({ resources: RESOURCES });
  const token = ehr.issueToken({ scope, patient: 'ada', user: 'nurse' });
  return { ehr, get: (path: string) => send(ehr, 'GET', path, { token }) };
};

test.each([
  ['Encounter?patient=ada', ['v1', 'v2', 'v3', 'v4']],
  ['Encounter?patient=Patient/ada&status=finished', ['v1', 'v3', 'v4']],
  ['Encounter?subject=Patient/ada&date=ge2026-01-01&date=lt2026-04-01', ['v1']],
  ['Encounter?subject:Patient=ada&date=lt2025', ['v3']],
  ['Encounter?patient=http://localhost:5180/fhir/Patient/ada&class=VR', ['v2']],
  ['Encounter?patient=ada&date=ge2026-10-01T00:00:00Z', ['v2']],
  [`Encounter?patient=ada&type=${CPT}|99214`, ['v1', 'v2', 'v4']],
  [`Encounter?patient=ada&type=${CPT}|99213,${CPT}|99214&status:not=finished`, ['v2']],
  ['Encounter?identifier=urn:visit|v3', ['v3']],
  ['Encounter?identifier=urn:other|v3', []],
  ['Encounter?_id=v1,b1', ['v1', 'b1']],
  ['Encounter?patient=ada&_sort=-date', ['v2', 'v1', 'v3', 'v4']],
  ['Encounter?practitioner=Practitioner/physician&patient=bruno', ['b1']],
  ['Encounter?patient=nobody', []],
  ['Encounter?_lastUpdated=lt2026-10-20', []],
  ['ChargeItem?context=Encounter/v1', ['charge']],
  ['ChargeItem?patient=ada&occurrence=ge2026-10-01&occurrence=lt2026-11-01', ['charge']],
  ['ChargeItem?patient=ada&code=99490', ['charge']],
  ['Patient?identifier=urn:mrn|DEMO-bruno', ['bruno']],
  ['PractitionerRole?practitioner=physician&_include=PractitionerRole:practitioner', ['role', 'physician']],
  ['ChargeItem?patient=ada&_revinclude=Provenance:target', ['charge', 'prov']],
])('search %s finds %o', async (path, expected) => {
  const { get } = await open();
  const answer = await get(path);
  expect(answer.status).toBe(200);
  expect(ids(answer)).toEqual(expected);
});

test('a search by POST finds the same', async () => {
  const { ehr } = await open();
  const token = ehr.issueToken({ scope: 'user/*.rs' });
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await send(ehr, 'POST', 'Encounter/_search', { token, headers, body: 'patient=ada&status=in-progress' });
  expect(ids(answer)).toEqual(['v2']);
});

test.each([
  'Encounter?nonsense=1',
  'Encounter?length=gt5',
  'Encounter?type:in=x',
  'Encounter?_count=many',
  'Encounter?patient=ada&_sort=nonsense',
])('search %s is refused with 400 and an OperationOutcome, not answered with nothing', async (path) => {
  const { get } = await open();
  const answer = await get(path);
  expect(answer.status).toBe(400);
  expect(answer.body?.['resourceType']).toBe('OperationOutcome');
});

async function allPages(first: Sent, get: (path: string) => Promise<Sent>): Promise<Sent[]> {
  const pages = [first];
  for (let page = first; ;) {
    const next = nextOf(page.body);
    if (next === undefined) return pages;
    expect(next.startsWith('http://localhost:5180/fhir/')).toBe(true);
    page = await get(next);
    pages.push(page);
  }
}

test('pages hold 100 resources, or as many as _count says up to 200, and each resource once', async () => {
  const resources = Array.from({ length: 450 }, (_, index) => visit(`many-${index}`));
  const ehr = await anEhr({ resources });
  const token = ehr.issueToken({ scope: 'patient/*.rs', patient: 'ada' });
  const get = (path: string) => send(ehr, 'GET', path, { token });
  const sizes = async (path: string) => (await allPages(await get(path), get)).map((page) => ids(page).length);
  expect(await sizes('Encounter?patient=ada')).toEqual([100, 100, 100, 100, 50]);
  expect(await sizes('Encounter?patient=ada&_count=1000')).toEqual([200, 200, 50]);
  expect(await sizes('Encounter?patient=ada&_count=300')).toEqual([200, 200, 50]);
  const pages = await allPages(await get('Encounter?patient=ada&_count=7'), get);
  expect(new Set(pages.flatMap(ids)).size).toBe(450);
  expect(pages[0]?.body?.['total']).toBe(450);
});

test('a search under way is a snapshot: what is written meanwhile does not shift its pages', async () => {
  const { ehr, get } = await open();
  const first = await get('Encounter?patient=ada&_count=2');
  ehr.put(visit('v0'));
  const pages = await allPages(first, get);
  expect(pages.flatMap(ids)).toEqual(['v1', 'v2', 'v3', 'v4']);
});

test('a page link is of no use to another patient’s session', async () => {
  const { ehr, get } = await open('patient/*.rs');
  const first = await get('Encounter?_count=2');
  const other = ehr.issueToken({ scope: 'patient/*.rs', patient: 'bruno' });
  expect((await send(ehr, 'GET', nextOf(first.body) ?? '', { token: other })).status).toBe(403);
});

test('a search answers the same JSON text as a read', async () => {
  const text =
    '{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/ada"},"valueQuantity":{"value":1.50},"zzUnknown":{"b":1.0,"a":-0.00}}';
  const ehr = await anEhr({ resources: [text] });
  const token = ehr.issueToken({ scope: 'user/*.rs' });
  const read = await send(ehr, 'GET', 'Observation/o', { token });
  expect(read.text).toContain('"valueQuantity":{"value":1.50},"zzUnknown":{"b":1.0,"a":-0.00}}');
  expect((await send(ehr, 'GET', 'Observation?patient=ada', { token })).text).toContain(read.text);
});

test('a read carries version and time of the last change', async () => {
  const { get } = await open();
  const { body, headers } = await get('Encounter/v1');
  expect(body?.['meta']).toEqual({ versionId: '1', lastUpdated: new Date(NOW).toISOString() });
  expect(headers.get('ETag')).toBe('W/"1"');
  expect(headers.get('Content-Type')).toContain('application/fhir+json');
});

test.each([
  ['Encounter/none', 404],
  ['Nonsense/1', 404],
  ['Nonsense', 404],
  ['Encounter/v1/_history/9', 404],
  ['Encounter/v1/$everything', 404],
])('reading %s answers %i with an OperationOutcome', async (path, status) => {
  const { get } = await open();
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(answer.body?.['resourceType']).toBe('OperationOutcome');
});

test('forty thousand resources are taken in and searched without waiting', async () => {
  const resources = Array.from({ length: 40_000 }, (_, index) => visit(`m${index}`, { subject: { reference: `Patient/p${index % 27}` } }));
  const ehr = await anEhr({ resources });
  const token = ehr.issueToken({ scope: 'patient/*.rs', patient: 'p3' });
  const answer = await send(ehr, 'GET', 'Encounter?patient=p3&date=ge2026-01-01&_summary=count', { token });
  expect(answer.body?.['total']).toBe(1482);
});
