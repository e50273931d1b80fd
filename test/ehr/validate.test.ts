import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isObject } from './json.ts';
import { anEhr, send } from './test-client.ts';
import { usCoreProfiles } from './us-core.ts';
import { validate } from './validate.ts';

const EXAMPLES = join(import.meta.dirname, '../fhir/examples');
const SAMPLES = process.env['INTERVISIT_SAMPLES'] ?? join(import.meta.dirname, '../../../shared');
const PACKAGES = ['us_core_610.tgz', 'us_core_800.tgz'].map((name) => join(SAMPLES, 'ig', name));

const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')) as Record<string, unknown>] as const);

/** The server fills an empty `meta`; one of the examples has it. */
const withoutEmptyMeta = (resource: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(resource).filter(([name, value]) => name !== 'meta' || (isObject(value) && Object.keys(value).length > 0)),
  );

test.each(examples)('R4: %s is valid', (_, resource) => {
  expect(validate(withoutEmptyMeta(resource))).toEqual([]);
});

const ENCOUNTER = {
  resourceType: 'Encounter',
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR' },
  type: [{ text: 'call' }],
  subject: { reference: 'Patient/ada' },
  period: { start: '2026-10-05T09:00:00Z', end: '2026-10-05T09:20:00Z' },
};
const CHARGE = { resourceType: 'ChargeItem', status: 'planned', code: { text: 'x' }, subject: { reference: 'Patient/ada' } };
const PLAN = { resourceType: 'CarePlan', status: 'active', intent: 'plan', subject: { reference: 'Patient/ada' } };

test.each([ENCOUNTER, CHARGE, PLAN])('R4: what the broken ones below are made from is valid: %o', (resource) => {
  expect(validate(resource)).toEqual([]);
});

test.each([
  ['has an unknown element', { ...ENCOUNTER, minutes: 20 }, 'minutes'],
  ['lacks a required element', { ...ENCOUNTER, class: undefined }, 'Encounter.class'],
  ['has one value where several go', { ...ENCOUNTER, type: { text: 'call' } }, 'Encounter.type'],
  ['has several values where one goes', { ...CHARGE, code: [{ text: 'x' }] }, 'ChargeItem.code'],
  ['has a number as text', { ...ENCOUNTER, length: { value: '20' } }, 'Encounter.length.value'],
  ['has a date that is none', { ...ENCOUNTER, period: { start: '5 October' } }, 'Encounter.period.start'],
  ['has a code outside a required value set', { ...ENCOUNTER, status: 'done' }, 'Encounter.status'],
  ['has a code outside a required value set', { ...PLAN, status: 'open' }, 'CarePlan.status'],
  ['refers to a wrong type', { ...ENCOUNTER, subject: { reference: 'Practitioner/p' } }, 'subject'],
  [
    'breaks an invariant',
    { ...PLAN, activity: [{ reference: { reference: 'Task/1' }, detail: { status: 'completed' } }] },
    'CarePlan.activity',
  ],
  [
    'has a period that ends before it starts',
    { ...ENCOUNTER, period: { start: '2026-10-05T09:00:00Z', end: '2026-10-05T08:00:00Z' } },
    'Encounter.period',
  ],
  [
    'has a period that ends before it starts, over zones',
    { ...ENCOUNTER, period: { start: '2026-10-05T09:00:00Z', end: '2026-10-05T10:00:00+02:00' } },
    'Encounter.period',
  ],
  ['has an empty array', { ...ENCOUNTER, reasonCode: [] }, 'Encounter.reasonCode'],
  ['has an empty object', { ...ENCOUNTER, hospitalization: {} }, 'Encounter.hospitalization'],
  ['has an empty string', { ...CHARGE, note: [{ text: '' }] }, 'ChargeItem.note[0].text'],
  [
    'has two values of one choice',
    { ...CHARGE, occurrenceDateTime: '2026-10-05', occurrencePeriod: { start: '2026-10-05' } },
    'occurrence',
  ],
  ['has a null', { ...CHARGE, overrideReason: null }, 'overrideReason'],
  ['holds a contained resource that is wrong', { ...PLAN, contained: [{ ...ENCOUNTER, id: 'e', minutes: 3 }] }, 'minutes'],
])('R4: a resource that %s: %o', (_, resource, where) => {
  const issues = validate(JSON.parse(JSON.stringify(resource)) as Record<string, unknown>);
  expect(JSON.stringify(issues)).toContain(where);
});

test('a write that is not valid is refused with every reason and not stored', async () => {
  const ehr = await anEhr({ resources: [{ resourceType: 'Patient', id: 'ada' }] });
  const token = ehr.issueToken({ scope: 'patient/*.cruds', patient: 'ada' });
  const answer = await send(ehr, 'POST', 'Encounter', { token, body: { ...ENCOUNTER, status: 'done', minutes: 20 } });
  expect(answer.status).toBe(422);
  const issues = answer.body?.['issue'] as { expression?: string[] }[];
  expect(issues.flatMap((issue) => issue.expression ?? [])).toEqual(expect.arrayContaining(['Encounter.status', 'Encounter.minutes']));
  expect(ehr.stored('Encounter')).toEqual([]);
});

test('what the chart held before is served, valid or not', async () => {
  const ehr = await anEhr({
    resources: [
      {
        resourceType: 'Condition',
        id: 'dirty',
        subject: { reference: 'Patient/ada' },
        clinicalStatus: 'active',
        onsetDateTime: 'childhood',
      },
    ],
  });
  const token = ehr.issueToken({ scope: 'patient/*.rs', patient: 'ada' });
  const answer = await send(ehr, 'GET', 'Condition?patient=ada', { token });
  expect(answer.text).toContain('"onsetDateTime":"childhood"');
});

const withoutPackages = !PACKAGES.every((path) => existsSync(path));
const why = withoutPackages ? ' (skipped: no US Core packages under INTERVISIT_SAMPLES)' : '';

test.skipIf(withoutPackages)(`US Core 6.1 and 8.0: all examples hold to the profiles they claim or imply${why}`, () => {
  const profilesFor = usCoreProfiles(PACKAGES);
  const wrong = examples.flatMap(([name, resource]) => validate(withoutEmptyMeta(resource), profilesFor).map((issue) => [name, issue]));
  expect(wrong).toEqual([]);
  const claims = examples.filter(([, resource]) => profilesFor(resource).length > 0);
  expect(claims.length).toBeGreaterThan(20);
});

test.skipIf(withoutPackages)(`US Core: a write that R4 takes is refused where the profile it implies does not${why}`, async () => {
  const ehr = await anEhr({ usCore: PACKAGES, resources: [{ resourceType: 'Patient', id: 'ada' }] });
  const token = ehr.issueToken({ scope: 'patient/*.cruds', patient: 'ada' });
  const untyped = { ...ENCOUNTER, type: undefined };
  const refused = await send(ehr, 'POST', 'Encounter', { token, body: untyped });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('us-core-encounter|6.1.0');
  expect(refused.text).toContain('us-core-encounter|8.0.0');
  expect((await send(ehr, 'POST', 'Encounter', { token, body: ENCOUNTER })).status).toBe(201);
});

test.skipIf(withoutPackages)(`US Core: a claimed version is the one that is checked${why}`, () => {
  const url = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter';
  const found = usCoreProfiles(PACKAGES)({ resourceType: 'Basic', meta: { profile: [`${url}|6.1.0`] } });
  expect(found.map((profile) => profile.version)).toEqual(['6.1.0']);
});
