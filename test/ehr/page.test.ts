import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indented } from './page/json-dialog.ts';
import { lengthText, wordsFor } from './page/words.ts';
import { samplePatients } from './patients/sample-patients.ts';
import { type Demo, startDemo } from './serve-demo.ts';

const NOON = Date.parse('2026-11-21T12:00:00-05:00');
const site = { practice: { timeZone: 'America/New_York' } };
let dist: string;
let demo: Demo;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(dist, 'launch.html'), '<!doctype html><title>launch</title>');
  demo = await startDemo({ dist, site, clock: () => NOON, resources: samplePatients('2026-11-21', 'America/New_York', '12:00') });
});

afterAll(async () => {
  await demo.close();
  await rm(dist, { recursive: true });
});

function ask(path: string, init?: RequestInit): Promise<Response> {
  return fetch(demo.ehrOrigin + path, init);
}

function launch(body: object, origin: string): Promise<Response> {
  return ask('/page/launch', { method: 'POST', headers: { Origin: origin }, body: JSON.stringify(body) });
}

test('the page is on localhost and the app on 127.0.0.1, and the page may frame the app and its own sign-in only, and be the only one to', async () => {
  expect(new URL(demo.ehrOrigin).hostname).toBe('localhost');
  expect(new URL(demo.appOrigin).hostname).toBe('127.0.0.1');
  const page = await ask('/');
  expect(page.headers.get('Content-Security-Policy')).toContain(`frame-src 'self' ${demo.appOrigin}`);
  const app = await fetch(`${demo.appOrigin}/launch.html`);
  expect(app.headers.get('Content-Security-Policy')).toContain(`frame-ancestors 'self' ${demo.ehrOrigin}`);
});

test('the page starts with patients, users, the persona and the day of the clock', async () => {
  const data = await (await ask('/page/data')).json();
  expect(data).toMatchObject({ persona: 'full', today: '2026-11-21', timeZone: 'America/New_York' });
  expect(data.patients[0]).toMatchObject({ name: 'Ada Sampleton', mrn: 'DEMO-0001', birthDate: '1947-03-02', isDeceased: false });
  expect(data.users.map(({ role }: { role: string }) => role)).toEqual(['Nurse care manager', 'Physician', 'Biller']);
});

test('opening the app gives the launch address with this EHR and a launch token that the EHR knows', async () => {
  const { url } = await (await launch({ patient: 'demo-0001', user: 'nadia-sampler' }, demo.ehrOrigin)).json();
  const address = new URL(url);
  expect(`${address.origin}${address.pathname}`).toBe(`${demo.appOrigin}/launch.html`);
  expect(address.searchParams.get('iss')).toBe(demo.ehr.fhirBase);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'intervisit-demo',
    redirect_uri: `${demo.appOrigin}/index.html`,
    launch: address.searchParams.get('launch') ?? '',
    scope: 'launch openid fhirUser patient/Patient.rs',
    state: '2f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001',
    aud: demo.ehr.fhirBase,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const { authorization_endpoint: authorize } = await (await ask('/fhir/.well-known/smart-configuration')).json();
  const answer = await fetch(`${authorize}?${query}`, { redirect: 'manual' });
  expect(answer.headers.get('Location')).toMatch(/\/index\.html\?(.*&)?code=/);
});

test('no other website gets a launch address, and an unknown user gets none', async () => {
  expect((await launch({ patient: 'demo-0001', user: 'nadia-sampler' }, 'https://elsewhere.example')).status).toBe(403);
  expect((await launch({ patient: 'demo-0001', user: 'nobody' }, demo.ehrOrigin)).status).toBe(400);
});

test('the page does not answer under another name for this machine', async () => {
  const response = await fetch(`${demo.ehrOrigin.replace('localhost', '127.0.0.1')}/page/data`);
  expect(response.status).toBe(403);
});

test("a tab shows the patient's own resources, and the raw text keeps its decimals", async () => {
  const encounters: { subject: { reference: string } }[] = await (await ask('/page/chart/demo-0006/Encounter')).json();
  expect(encounters).toHaveLength(4);
  expect(new Set(encounters.map(({ subject }) => subject.reference))).toEqual(new Set(['Patient/demo-0006']));
  expect(await (await ask('/page/raw/CarePlan/demo-0010-foreign-plan')).text()).toContain('1.50');
  expect((await ask('/page/chart/demo-0006/AuditEvent')).status).toBe(404);
});

test.each(['chart-page', 'chart-view', 'app-panel', 'tabs', 'server', 'words', 'elements', 'json-dialog'])(
  'the script %s is served as JavaScript',
  async (name) => {
    const response = await ask(`/page/assets/${name}.js`);
    expect(response.headers.get('Content-Type')).toContain('text/javascript');
    const code = await response.text();
    expect(code).not.toMatch(/^import type|from ['"]\.\/[\w-]+\.ts['"]/m);
    expect(code).toMatch(/import|export/);
  },
);

test.each(['/page/assets/..%2fehr.ts', '/page/assets/serve-page.ts', '/page/nothing'])('%s is not served', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test('a fault that breaks the connection reaches the caller as a broken connection', async () => {
  demo.ehr.faults.add({ on: { path: /metadata/ }, kind: 'no-response', times: 1 });
  await expect(ask('/fhir/metadata')).rejects.toThrow(TypeError);
  expect((await ask('/fhir/metadata')).status).toBe(200);
});

test('JSON is indented without touching numbers and text', () => {
  expect(indented('{"a":1.50,"b":[],"c":[1e3,"x: {\\"y\\", 2}"],"d":{}}')).toBe(
    '{\n  "a": 1.50,\n  "b": [],\n  "c": [\n    1e3,\n    "x: {\\"y\\", 2}"\n  ],\n  "d": {}\n}',
  );
});

test('times are shown in the time zone of the practice, days as they are, ages at the last birthday', () => {
  const words = wordsFor('America/New_York', '2026-11-21');
  expect(words.when('2026-11-01T03:30:00Z')).toBe('Oct 31, 2026, 11:30 PM');
  expect(words.when('2026-11-01')).toBe('Nov 1, 2026');
  expect(words.when('about 2019')).toBe('about 2019');
  expect([words.age('1947-11-21'), words.age('1947-11-22')]).toEqual(['79 y', '78 y']);
});

test.each([
  [{ length: { value: 840, code: 's' } }, '14 min'],
  [{ length: { value: 450, code: 's' } }, '7 min 30 s'],
  [{ length: { value: 22, code: 'min' } }, '22 min'],
  [{ period: { start: '2026-11-01T10:00:00Z', end: '2026-11-01T10:05:00Z' } }, '5 min'],
  [{ period: { start: '2026-11-01T10:00:00Z' } }, ''],
])('the length of an encounter with %o reads "%s"', (part, expected) => {
  expect(lengthText({ resourceType: 'Encounter', status: 'finished', class: {}, ...part })).toBe(expected);
});
