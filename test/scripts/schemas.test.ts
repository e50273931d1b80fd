import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { issuersSchema, keysOf, settingsTables, siteSchema } from '../../scripts/schemas.ts';
import { ISSUERS_WORDS, SITE_WORDS } from '../../scripts/settings-words.ts';
import { checkBoth, siteProblems } from '../../src/app/settings-check.ts';
import { issuersProblems } from '../../src/launch/issuers-problems.ts';
import { scopesFor } from '../../src/launch/scopes.ts';

const root = join(import.meta.dirname, '../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const json = (file: string): unknown => JSON.parse(text(file));

const ajv = new Ajv2020({ allErrors: true, formats: { uri: true, date: true } });
const isIssuers = ajv.compile(issuersSchema());
const isSite = ajv.compile(siteSchema());

test.each([
  ['public/issuers.schema.json', issuersSchema()],
  ['public/site.schema.json', siteSchema()],
])('%s is what the app checks by; npm run schemas makes it anew', (file, schema) => {
  expect(json(file)).toEqual(schema);
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
});

test('docs/settings.md holds the tables of both files; npm run schemas makes them anew', () => {
  expect(text('docs/settings.md')).toContain(settingsTables());
});

test.each([
  ['issuers.json', issuersSchema(), ISSUERS_WORDS],
  ['site.json', siteSchema(), SITE_WORDS],
])('every key of %s is described, and nothing else is', (_file, schema, words) => {
  const { $defs: _defs, ...own } = schema;
  expect(
    keysOf(own)
      .map(([path]) => path)
      .toSorted(),
  ).toEqual(Object.keys(words).toSorted());
});

test.each(
  [...keysOf(withoutParts(issuersSchema())), ...keysOf(siteSchema())].flatMap(([path, schema]) =>
    examplesOf(schema).map((one) => [path, one, schema] as const),
  ),
)('the example for %s is one: %j', (_path, example, schema) => {
  const { $ref: ref, ...own } = schema;
  expect(ajv.compile(ref === undefined ? own : { $ref: ref, $defs: issuersSchema()['$defs'] })(example)).toBe(true);
});

test.each([
  ['public/issuers.json', 'public/site.json'],
  ['public/issuers.json', 'test/ehr/demo-site.json'],
])('%s and %s, as they ship, name their schema and are valid by it and by the app', (issuers, site) => {
  expect([isIssuers(json(issuers)), isIssuers.errors, isSite(json(site)), isSite.errors]).toEqual([true, null, true, null]);
  expect(json(issuers)).toHaveProperty('$schema', './issuers.schema.json');
  expect(json(site)).toHaveProperty('$schema', expect.stringMatching(/site\.schema\.json$/));
  expect(() => checkBoth(json(issuers), json(site))).not.toThrow();
});

const entry = { name: 'An EHR', issuer: 'https://ehr.example.org/fhir', clientId: 'app' };
const site = {
  practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
};

const ENTRIES: readonly (readonly [boolean, Readonly<Record<string, unknown>>])[] = [
  [true, {}],
  [true, { scopes: 'auto', access: 'user', pkce: 'send', vendor: 'oracle-health', offlineAccess: true }],
  [true, { issuer: 'http://localhost:5180/fhir/' }],
  [true, { site: { practice: { timeZone: 'America/Chicago' }, timer: { idleSeconds: 60 } } }],
  [true, { accessByType: { Task: 'user' }, leaveOutScopes: ['Encounter.cu', 'Task', 'openid'], redirect: './' }],
  [false, { clientId: undefined }],
  [false, { clientId: '' }],
  [false, { clientID: 'x' }],
  [false, { issuer: 'http://ehr.example.org/fhir' }],
  [false, { issuer: 'https://ehr.example.org/fhir?x=1' }],
  [false, { issuer: 'http://localhost.evil.example/fhir' }],
  [false, { scopes: 'v3' }],
  [false, { accessByType: { Flag: 'user' } }],
  [false, { accessByType: { Task: 'system' } }],
  [false, { leaveOutScopes: ['Patient'] }],
  [false, { leaveOutScopes: ['Encounter.x'] }],
  [false, { frameAncestors: ['https://ehr.example.org/'] }],
  [false, { hosts: ['*'] }],
  [false, { redirect: 'https://evil.example/' }],
];

test.each(ENTRIES)('the schema and the app agree (%s) on an entry with %j', (valid, change) => {
  const file = JSON.parse(JSON.stringify({ issuers: [{ ...entry, ...change }] }));
  expect([isIssuers(file), issuersProblems(file).length === 0]).toEqual([valid, valid]);
});

test('the schema sees a mistake in what an entry changes of the site', () => {
  expect(isIssuers({ issuers: [{ ...entry, site: { practise: {} } }] })).toBe(false);
  expect(isIssuers({ issuers: [{ ...entry, site: { timer: { idleSeconds: 1 } } }] })).toBe(false);
});

const SITES: readonly (readonly [boolean, Readonly<Record<string, unknown>>])[] = [
  [true, {}],
  [
    true,
    { conditionMap: 'codes.json', carriers: { timeEntry: [], charge: ['Task'] }, allows: { CarePlan: 'rus' }, idleLock: { minutes: 30 } },
  ],
  [false, { practice: { ...site.practice, name: '' } }],
  [false, { practice: { ...site.practice, settingType: 'hospital' } }],
  [false, { practice: undefined }],
  [false, { idleLock: { minutes: 31 } }],
  [false, { carriers: { consent: ['Encounter'] } }],
  [false, { carriers: { consent: ['Consent', 'Consent'] } }],
  [false, { allows: { CarePlan: 'sr' } }],
  [false, { features: { selftest: true } }],
  [false, { conditionMap: '../codes.json' }],
  [false, { visitTypes: [{ system: 'x', code: 'y', countsAs: '99213', extra: 1 }] }],
];

test.each(SITES)('the schema and the app agree (%s) on a site with %j', (valid, change) => {
  const file = JSON.parse(JSON.stringify({ ...site, ...change }));
  expect([isSite(file), siteProblems(file).length === 0]).toEqual([valid, valid]);
});

test('the entry that docs/settings.md shows is valid, and what it leaves out for reading alone asks for no writing', () => {
  const [file, readOnly] = [...text('docs/settings.md').matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => JSON.parse(block ?? ''));
  expect(issuersProblems(file)).toEqual([]);
  expect(issuersProblems({ issuers: [{ ...entry, ...readOnly }] })).toEqual([]);
  expect(scopesFor({ ...entry, ...readOnly }, ['permission-v2'])).not.toMatch(/\.\w*[cu]\w*(?: |$)/);
  expect(scopesFor({ ...entry, ...readOnly }, [])).not.toContain('.write');
});

function withoutParts({ $defs: _defs, ...schema }: Readonly<Record<string, unknown>>) {
  return schema;
}

function examplesOf({ examples }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(examples) ? examples : [];
}
