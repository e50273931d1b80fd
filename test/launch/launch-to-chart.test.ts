// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { createClient, type FhirClient } from '../../src/fhir/client.ts';
import { startLaunch } from '../../src/launch/launch.ts';
import { endSession, openSession, type Session } from '../../src/launch/session.ts';
import { createEhr, type Ehr } from '../ehr/ehr.ts';
import { aTab, contents, NOW, type Tab } from './launch-stage.ts';

const library = vi.hoisted(() => {
  const door: { fetch: (url: string, init: RequestInit) => Promise<Response> } = { fetch: () => Promise.reject(new Error('no tab')) };
  Object.assign(globalThis, { FHIRCLIENT_PURE: true });
  window.fetch = (input, init = {}) => door.fetch(new URL(input instanceof Request ? input.url : input).href, init);
  return door;
});

const EHR = 'http://localhost:5180';
const APP = 'http://127.0.0.1:5181';
const issuers = [{ name: 'Simulated EHR', issuer: `${EHR}/fhir`, clientId: 'intervisit-demo' }];
const patient = (id: string): object => ({ resourceType: 'Patient', id, name: [{ family: `Fictional-${id}` }] });

let now = NOW;
let ehr: Ehr;

beforeEach(async () => {
  now = NOW;
  ehr = await createEhr({
    origin: EHR,
    clock: () => now,
    resources: [patient('p1'), patient('p2'), ...conditions(250)],
    clients: [{ clientId: 'intervisit-demo', redirectUris: [`${APP}/index.html`], launchUrls: [`${APP}/launch.html`] }],
    users: [{ id: 'nurse', reference: 'Practitioner/nurse', name: 'Nora Example, RN', role: 'nurse' }],
  });
});

function conditions(count: number): object[] {
  const subject = { reference: 'Patient/p1' };
  return Array.from({ length: count }, (_, index) => ({
    resourceType: 'Condition',
    id: `c${index}`,
    subject,
    code: { text: `x${index}` },
  }));
}

/** Requests as a browser makes them of the same window: without the signal, which jsdom makes of another kind than Node takes. */
function handled(input: string, { signal: _signal, ...init }: RequestInit): Promise<Response> {
  return ehr.handle(new Request(input, init));
}

function aBrowserTab(address: string, like?: Tab): Tab {
  const base = aTab(address, like && { storage: () => like.stored });
  const tab: Tab = {
    ...base,
    clock: () => now,
    machineTime: () => now,
    fetch: (url, init) => (url === `${APP}/issuers.json` ? Promise.resolve(Response.json({ issuers })) : handled(url, init)),
  };
  library.fetch = handled;
  return tab;
}

/** A click on the app in a patient's chart, up to the address that the EHR sends the window back to. */
async function launched(context: { readonly patient?: string; readonly intent?: string }, tab?: Tab): Promise<Tab> {
  const launch = ehr.openLaunch({ user: 'nurse', ...context });
  const address = `${APP}/launch.html?iss=${encodeURIComponent(`${EHR}/fhir`)}&launch=${launch}`;
  const window = tab ?? aBrowserTab(address);
  window.go(address);
  await startLaunch(window);
  const answer = await handled(window.left.at(-1) ?? '', { redirect: 'manual' });
  window.go(answer.headers.get('location') ?? 'nowhere:');
  return window;
}

function clientOf(session: Session): FhirClient {
  return createClient(session.connection, { clock: () => now, fetch: handled, wait: () => new Promise(() => undefined) });
}

test('From the click in the chart to the patient in the app', async () => {
  const tab = await launched({ patient: 'p1', intent: 'close-month' });
  const session = await openSession(tab, issuers);
  expect(session).toMatchObject({ userName: 'Nora Example, RN', intent: 'close-month', needPatientBanner: true });
  expect(session.connection).toMatchObject({ base: `${EHR}/fhir`, patientId: 'p1', user: 'Practitioner/nurse' });
  expect(await clientOf(session).read('Patient', 'p1')).toMatchObject({ id: 'p1' });
});

test('The EHR grants each scope that is asked for, so none of them is misspelt', async () => {
  const tab = await launched({ patient: 'p1' });
  const asked = new URL(tab.left[0] ?? '').searchParams.get('scope')?.split(' ') ?? [];
  const session = await openSession(tab, issuers);
  expect(session.connection.grantedScopes?.split(' ').toSorted()).toEqual(asked.toSorted());
});

test('A chart of three pages comes whole', async () => {
  const session = await openSession(await launched({ patient: 'p1' }), issuers);
  const result = await clientOf(session).search('Condition', { patient: 'p1' });
  expect(result.complete).toBe(true);
  expect(result.resources).toHaveLength(250);
});

test('A token that ends is renewed on the way, with rotation, again and again', async () => {
  const session = await openSession(await launched({ patient: 'p1' }), issuers);
  const client = clientOf(session);
  for (let hour = 1; hour <= 3; hour++) {
    now = NOW + hour * 3_600_000;
    await expect(client.read('Patient', 'p1')).resolves.toMatchObject({ id: 'p1' });
  }
  const renewals = ehr.exchanges.filter((exchange) => exchange.requestBody.includes('grant_type=refresh_token'));
  expect(renewals).toHaveLength(3);
  expect(new Set(renewals.map((exchange) => exchange.requestBody)).size).toBe(3);
});

test('A token that the EHR revokes is replaced once; when all are revoked the session has ended', async () => {
  const session = await openSession(await launched({ patient: 'p1' }), issuers);
  const client = clientOf(session);
  ehr.revokeTokens();
  await expect(client.read('Patient', 'p1')).resolves.toMatchObject({ id: 'p1' });
  ehr.revokeTokens({ refresh: true });
  await expect(client.read('Patient', 'p1')).rejects.toMatchObject({ kind: 'session-expired' });
});

test('A second launch in the same window shows the second patient, and a reload of either frame its own', async () => {
  const tab = await launched({ patient: 'p1' });
  const first = await openSession(tab, issuers);
  await launched({ patient: 'p2' }, tab);
  const second = await openSession(tab, issuers);
  expect([first.connection.patientId, second.connection.patientId]).toEqual(['p1', 'p2']);
  expect(await clientOf(first).read('Patient', 'p1')).toMatchObject({ id: 'p1' });
  await expect(clientOf(first).read('Patient', 'p2')).rejects.toMatchObject({ kind: 'forbidden' });
  const reloaded = aBrowserTab(tab.address(), tab);
  expect((await openSession(reloaded, issuers)).connection.patientId).toBe('p2');
});

test('A code is good once, and for nobody without the verifier', async () => {
  const tab = await launched({ patient: 'p1' });
  const address = tab.address();
  await openSession(tab, issuers);
  const thief = aBrowserTab(address);
  await expect(openSession(thief, issuers)).rejects.toMatchObject({ kind: 'bad-callback' });
});

test('After the end of the session neither the window nor the EHR knows its tokens', async () => {
  const tab = await launched({ patient: 'p1' });
  const session = await openSession(tab, issuers);
  endSession(tab, session);
  expect(contents(tab.stored)).toBe('');
  await vi.waitFor(() => expect(ehr.exchanges.filter((exchange) => exchange.url.includes('revoke'))).toHaveLength(2));
  await expect(clientOf(session).read('Patient', 'p1')).rejects.toMatchObject({ kind: 'session-expired' });
});

test('Discovery, the way to sign-in and the exchange of the code have the form that SMART gives them', async () => {
  await openSession(await launched({ patient: 'p1' }), issuers);
  const [discovery, authorize, token] = ['/.well-known/smart-configuration', '/authorize?', '/token'].map((part) =>
    ehr.exchanges.find((exchange) => exchange.url.includes(part)),
  );
  expect(discovery).toMatchObject({ method: 'GET', url: '/fhir/.well-known/smart-configuration', status: 200 });
  expect(discovery?.requestHeaders['accept']).toContain('application/json');
  expect(authorize).toMatchObject({ method: 'GET', requestBody: '' });
  expect(token).toMatchObject({ method: 'POST', requestHeaders: { 'content-type': 'application/x-www-form-urlencoded' }, status: 200 });
  expect(token?.url).not.toContain('?');
  expect(token?.requestHeaders).not.toHaveProperty('authorization');
  expect(token?.requestBody).not.toMatch(/secret|assertion/);
});

test('Requests for the chart carry the token as Bearer in a header, to the EHR alone', async () => {
  const session = await openSession(await launched({ patient: 'p1' }), issuers);
  const value = session.connection.tokens?.current().value ?? '';
  const client = clientOf(session);
  await client.read('Patient', 'p1');
  await client.search('Condition', { patient: 'p1' });
  await expect(client.read('Patient', '../../elsewhere')).rejects.toMatchObject({ kind: 'foreign-url' });
  const asked = ehr.exchanges.filter(({ url }) => /^\/fhir\/(?:Patient|Condition)/.test(url));
  expect(asked.length).toBeGreaterThan(2);
  for (const { requestHeaders, url, requestBody } of asked) {
    expect(requestHeaders['authorization']).toBe(`Bearer ${value}`);
    expect(url + requestBody).not.toContain(value);
  }
});

test('The tokens are in the window’s own record of the session, and in no cookie, other storage or address', async () => {
  const tab = await launched({ patient: 'p1' });
  const session = await openSession(tab, issuers);
  const value = session.connection.tokens?.current().value ?? '';
  expect(contents(tab.stored)).toContain(value);
  expect(tab.stored.length).toBe(1);
  expect(tab.shown.join('\n')).not.toContain(value);
  expect([document.cookie, window.localStorage.length, window.sessionStorage.length]).toEqual(['', 0, 0]);
});

test('Whatever else stands in the EHR’s answer, the window stays on the app’s page and nothing of it is passed on', async () => {
  const tab = await launched({ patient: 'p1' });
  const more =
    'next=https://evil.example/&returnUrl=//evil.example&redirect_uri=https://evil.example/&fhirServiceUrl=https://evil.example/';
  tab.go(`${tab.address()}&${more}`);
  const [times, before] = [tab.left.length, tab.shown.length];
  await openSession(tab, issuers);
  expect(tab.left).toHaveLength(times);
  for (const address of tab.shown.slice(before)) expect(address).toMatch(/^http:\/\/127\.0\.0\.1:5181\/index\.html\?session=[\w-]+$/);
  expect(JSON.stringify(ehr.exchanges) + contents(tab.stored)).not.toContain('evil');
});

test.each([['close-month'], ['no-such-thing'], [undefined]])(
  'A launch with the intent “%s” opens the chart as any other',
  async (intent) => {
    const session = await openSession(await launched({ patient: 'p1', ...(intent !== undefined && { intent }) }), issuers);
    expect(session.connection).toMatchObject({ base: `${EHR}/fhir`, patientId: 'p1' });
  },
);

test('The scopes of version 2 keep to its grammar', async () => {
  const asked = new URL((await launched({ patient: 'p1' })).left[0] ?? '').searchParams.get('scope')?.split(' ') ?? [];
  expect(asked).toContain('patient/CarePlan.crus');
  const clinical = asked.filter((scope) => !['launch', 'openid', 'fhirUser', 'online_access'].includes(scope));
  for (const scope of clinical) expect(scope).toMatch(/^(?:patient|user)\/[A-Z][A-Za-z]+\.(?=[cruds])c?r?u?d?s?$/);
});

test.each(['v1', 'v2'] as const)('The address that asks to authorize in %s stays short', async (scopes) => {
  const tab = aBrowserTab(`${APP}/`);
  const file = { issuers: issuers.map((entry) => ({ ...entry, scopes })) };
  const fetched = tab.fetch;
  const window: Tab = {
    ...tab,
    fetch: (url, init) => (url.endsWith('/issuers.json') ? Promise.resolve(Response.json(file)) : fetched(url, init)),
  };
  await launched({ patient: 'p1' }, window);
  expect(window.left[0]?.length).toBeLessThan(2000);
});
