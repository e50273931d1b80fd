import { expect, test } from 'vitest';
import { SettingsError } from '../../src/app/settings.ts';
import { start } from '../../src/app/start.ts';
import { LaunchError } from '../../src/launch/launch-error.ts';
import type { Page } from '../../src/launch/page.ts';

const issuers = { issuers: [{ name: 'An EHR', issuer: 'https://ehr.example.org/fhir', clientId: 'app' }] };
const site = {
  practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
};

interface Visit {
  readonly page: Page;
  readonly left: string[];
  readonly shown: () => string;
}

/** A page at an address of the app, whose settings files are as given; a function answers for a file that fails. */
function visit(address: string, files: Readonly<Record<string, unknown>> = { 'issuers.json': issuers, 'site.json': site }): Visit {
  let shown = address;
  const left: string[] = [];
  const page: Page = {
    address: () => shown,
    replaceAddress: (next) => {
      shown = next;
    },
    leaveFor: (next) => void left.push(next),
    storage: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
    fetch: (input) => {
      const file = files[new URL(input).pathname.slice(1)];
      return Promise.resolve(typeof file === 'function' ? file() : Response.json(file));
    },
    clock: () => 0,
    machineTime: () => 0,
  };
  return { page, left, shown: () => shown };
}

const begin = ({ page }: Visit) =>
  start(
    () => page,
    () => Date.UTC(2026, 10, 18),
    Promise.resolve(),
  );

test('a code is out of the address before any setting was read', () => {
  const here = visit('https://app.example.org/index.html?code=secret&state=s');
  void begin(here).catch(() => undefined);
  expect(here.shown()).not.toContain('secret');
});

test('an EHR that launches the wrong page is sent on to the launch page with all it said', () => {
  const here = visit('https://app.example.org/index.html?iss=https%3A%2F%2Fehr.example.org%2Ffhir&launch=abc');
  void begin(here);
  expect(here.left).toEqual(['https://app.example.org/launch.html?iss=https%3A%2F%2Fehr.example.org%2Ffhir&launch=abc']);
});

test('without a launch there is no session', async () => {
  await expect(begin(visit('https://app.example.org/'))).rejects.toMatchObject({ name: 'LaunchError', kind: 'no-session' });
});

test.each([
  ['site.json', { practice: {} }, 'practice.name'],
  ['issuers.json', { issuers: [{ name: 'x', issuer: 'http://ehr.example.org', clientId: 'a' }] }, 'issuers'],
  ['site.json', () => new Response('gone', { status: 404 }), ''],
  ['issuers.json', () => new Response('<html>'), ''],
])('a wrong %s stops the start and names the field', async (file, content, field) => {
  const here = visit('https://app.example.org/?session=x', { 'issuers.json': issuers, 'site.json': site, [file]: content });
  const error: unknown = await begin(here).catch((reason: unknown) => reason);
  expect(error).not.toBeInstanceOf(LaunchError);
  if (!(error instanceof SettingsError)) throw new TypeError('not a settings error');
  expect(error.problems[0]?.file).toBe(file);
  expect(error.problems.some((problem) => problem.field.startsWith(field))).toBe(true);
});

const ENTRY = { system: 'urn:oid:1.2.3', code: 'COPD', verdict: 'chronic' };
const wrongEntry = { entries: [ENTRY, { ...ENTRY, code: 'DM', verdict: 'perhaps' }] };

test.each([
  [
    'a wrong file',
    { 'site.json': { ...site, conditionMap: 'codes.json' }, 'codes.json': wrongEntry },
    'codes.json',
    'entries[1].verdict',
    /must be one of/,
  ],
  [
    'a wrong map within',
    { 'site.json': { ...site, conditionMap: wrongEntry } },
    'site.json',
    'conditionMap.entries[1].verdict',
    /must be one of/,
  ],
  [
    'a file that is none',
    { 'site.json': { ...site, conditionMap: 'codes.json' }, 'codes.json': [] },
    'codes.json',
    '',
    /JSON object with entries/,
  ],
  [
    'a wrong ConceptMap',
    { 'site.json': { ...site, conditionMap: 'codes.json' }, 'codes.json': { resourceType: 'ConceptMap', group: [{ source: 3 }] } },
    'codes.json',
    'group[0].source',
    /must be a text/,
  ],
  [
    'a wrong ConceptMap within',
    { 'site.json': { ...site, conditionMap: { resourceType: 'ConceptMap' } } },
    'site.json',
    'conditionMap.group',
    /holds no codes/,
  ],
  [
    'a missing file',
    { 'site.json': { ...site, conditionMap: 'codes.json' }, 'codes.json': () => new Response('', { status: 404 }) },
    'codes.json',
    '',
    /404/,
  ],
])('%s of condition codes stops the start and names the place', async (_what, files, file, field, message) => {
  const here = visit('https://app.example.org/?session=x', { 'issuers.json': issuers, ...files });
  const error = await begin(here).catch((caught: unknown) => caught);
  if (!(error instanceof SettingsError)) throw error;
  expect(error.problems).toEqual([{ file, field, message: expect.stringMatching(message) }]);
});

test('without a map no further file is asked for', async () => {
  const asked: string[] = [];
  const here = visit('https://app.example.org/');
  const fetch: Page['fetch'] = (input, init) => {
    asked.push(new URL(input).pathname);
    return here.page.fetch(input, init);
  };
  await begin({ ...here, page: { ...here.page, fetch } }).catch(() => undefined);
  expect(asked).toEqual(['/issuers.json', '/site.json']);
});
