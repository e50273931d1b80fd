// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { startLaunch } from '../../src/launch/launch.ts';
import type { IssuerEntry } from '../../src/launch/issuers.ts';
import { aTab, blockedStorage, contents, entry, exampleEhr, type ExampleAnswers, fullStorage, ISS, NOW, type Tab } from './launch-stage.ts';

// fhirclient takes the window's fetch once, when it is loaded; the switch is that of the production build.
const library = vi.hoisted(() => {
  const door: { fetch: (url: string) => Promise<Response> } = { fetch: () => Promise.reject(new Error('no tab')) };
  Object.assign(globalThis, { FHIRCLIENT_PURE: true });
  window.fetch = (input) => door.fetch(new URL(input instanceof Request ? input.url : input).href);
  return door;
});

beforeEach(() => {
  vi.spyOn(console, 'warn');
  vi.spyOn(console, 'log');
});

const APP = 'https://app.example/ccm';
const launchUrl = (iss = ISS, more = ''): string => `${APP}/launch.html?iss=${encodeURIComponent(iss)}&launch=launch-token-1${more}`;

function tabAt(address: string, answers: ExampleAnswers = {}, storage?: () => Storage): Tab {
  const tab = aTab(address, { answering: exampleEhr(answers), ...(storage && { storage }) });
  library.fetch = (url) => tab.fetch(url, {});
  return tab;
}

function sentTo(tab: Tab): URL {
  return new URL(tab.left[0] ?? 'nowhere:');
}

const withEntry = (change: Partial<IssuerEntry>): unknown => ({ issuers: [{ ...entry, ...change }] });

test('A launch goes to the EHR’s sign-in with exactly what SMART asks for', async () => {
  const tab = tabAt(launchUrl());
  await startLaunch(tab);
  const address = sentTo(tab);
  expect(address.origin + address.pathname).toBe('https://login.example/authorize');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    response_type: 'code',
    client_id: 'intervisit',
    redirect_uri: `${APP}/index.html`,
    launch: 'launch-token-1',
    aud: ISS,
    scope: expect.stringMatching(/^launch openid fhirUser online_access patient\/Patient\.rs /),
    state: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    code_challenge: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    code_challenge_method: 'S256',
  });
});

test('The smart-configuration is asked for, and nothing else but issuers.json', async () => {
  const tab = tabAt(launchUrl());
  await startLaunch(tab);
  // Under test the library does not use its cache; in the app the second is answered from it.
  expect(new Set(tab.calls.map((call) => call.url))).toEqual(new Set([`${APP}/issuers.json`, `${ISS}/.well-known/smart-configuration`]));
});

test('The verifier stays in this window, and belongs to the challenge', async () => {
  const tab = tabAt(launchUrl());
  await startLaunch(tab);
  const sent = sentTo(tab).searchParams;
  const kept: unknown = JSON.parse(tab.stored.getItem(`intervisit.launch.${sent.get('state')}`) ?? '');
  const verifier = String(Reflect.get(Object(kept), 'codeVerifier'));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  expect(Buffer.from(digest).toString('base64url')).toBe(sent.get('code_challenge'));
  expect(tab.left[0]).not.toContain(verifier);
  expect(tab.stored.length).toBe(1);
});

test('Two launches have nothing in common', async () => {
  const [one, two] = [tabAt(launchUrl()), tabAt(launchUrl())];
  await startLaunch(one);
  await startLaunch(two);
  expect(sentTo(one).searchParams.get('state')).not.toBe(sentTo(two).searchParams.get('state'));
  expect(sentTo(one).searchParams.get('code_challenge')).not.toBe(sentTo(two).searchParams.get('code_challenge'));
});

test.each([
  'fhirServiceUrl=https://evil.example/fhir',
  'clientId=evil',
  'client_id=evil',
  'patientId=p666',
  'redirectUri=https://evil.example',
])('The parameter %s in the address changes nothing', async (parameter) => {
  const tab = tabAt(launchUrl(ISS, `&${parameter}`));
  await startLaunch(tab);
  const address = sentTo(tab);
  expect(address.host).toBe('login.example');
  expect(address.searchParams.get('client_id')).toBe('intervisit');
  expect(tab.address()).toBe(launchUrl());
  expect(`${tab.left[0]} ${contents(tab.stored)} ${tab.calls.map((call) => call.url).join()}`).not.toMatch(/evil|p666/);
});

test('fhirServiceUrl alone launches nothing', async () => {
  const tab = tabAt(`${APP}/launch.html?fhirServiceUrl=${encodeURIComponent(ISS)}&launch=x`);
  await expect(startLaunch(tab)).rejects.toMatchObject({ kind: 'no-session' });
  expect(tab.calls).toEqual([]);
});

test('An unknown server is named by its host, and asked nothing', async () => {
  const tab = tabAt(launchUrl('https://evil.example:8443/fhir?x=<b>'));
  await expect(startLaunch(tab)).rejects.toMatchObject({ kind: 'unknown-issuer', host: 'evil.example:8443' });
  expect(tab.calls.map((call) => call.url)).toEqual([`${APP}/issuers.json`]);
  expect(tab.left).toEqual([]);
});

test('The audience is the server as it was received, to the letter', async () => {
  const tab = tabAt(launchUrl(`${ISS}/`));
  await startLaunch(tab);
  expect(sentTo(tab).searchParams.get('aud')).toBe(`${ISS}/`);
});

test('Storage that throws is found out before the launch token is spent', async () => {
  const tab = tabAt(launchUrl(), {}, blockedStorage);
  await expect(startLaunch(tab)).rejects.toMatchObject({ kind: 'storage-blocked' });
  expect(tab.calls.map((call) => call.url)).toEqual([`${APP}/issuers.json`]);
});

test('Storage that takes nothing counts as blocked', async () => {
  await expect(startLaunch(tabAt(launchUrl(), {}, fullStorage))).rejects.toMatchObject({ kind: 'storage-blocked' });
});

test('An EHR that does not offer S256 is refused, unless its entry says to send the challenge all the same', async () => {
  const discovery = { code_challenge_methods_supported: ['plain'] };
  await expect(startLaunch(tabAt(launchUrl(), { discovery }))).rejects.toMatchObject({ kind: 'no-pkce' });
  const allowed = tabAt(launchUrl(), { discovery, issuersJson: withEntry({ pkce: 'send' }) });
  await startLaunch(allowed);
  expect(sentTo(allowed).searchParams.get('code_challenge_method')).toBe('S256');
});

test('Relative endpoints are those of the FHIR base, and an endpoint may have a query of its own', async () => {
  const discovery = { authorization_endpoint: 'auth/authorize?tenant=7', token_endpoint: 'auth/token' };
  const tab = tabAt(launchUrl(), { discovery });
  await startLaunch(tab);
  const address = sentTo(tab);
  expect(address.origin + address.pathname).toBe(`${ISS}/auth/authorize`);
  expect(address.searchParams.get('tenant')).toBe('7');
  expect(address.searchParams.get('response_type')).toBe('code');
  expect(contents(tab.stored)).toContain(`"tokenEndpoint":"${ISS}/auth/token"`);
});

test.each([
  ['authorization_endpoint', 'http://login.example/authorize'],
  ['authorization_endpoint', 'javascript:alert(1)//'],
  ['token_endpoint', 'http://login.example/token'],
  ['revocation_endpoint', 'http://login.example/revoke'],
])('An EHR whose %s is %s is refused', async (name, address) => {
  const tab = tabAt(launchUrl(), { discovery: { [name]: address } });
  await expect(startLaunch(tab)).rejects.toMatchObject({ kind: 'bad-discovery' });
  expect(tab.left).toEqual([]);
});

test.each([
  ['HTML', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['an error', () => Response.json({ patient: 'Doe, John' }, { status: 500 })],
  ['nothing', () => Promise.reject(new TypeError('Failed to fetch'))],
])('An EHR whose smart-configuration is %s is out of reach', async (_what, answer) => {
  const tab = aTab(launchUrl(), { answering: (call) => (call.url.endsWith('issuers.json') ? exampleEhr()(call) : answer()) });
  library.fetch = (url) => tab.fetch(url, {});
  const failure = startLaunch(tab);
  await expect(failure).rejects.toMatchObject({ kind: 'unreachable', message: 'launch: unreachable' });
});

test.each([
  ['missing', { answering: () => new Response('', { status: 404 }) }],
  ['HTML', { answering: () => new Response('<html>') }],
  ['without entries', { answering: () => Response.json({ issuers: [] }) }],
])('issuers.json that is %s is a mistake of the settings', async (_what, options) => {
  await expect(startLaunch(aTab(launchUrl(), options))).rejects.toMatchObject({
    kind: 'bad-settings',
    reason: expect.stringContaining('issuers.json'),
  });
});

test('A launch begun and never finished is cleared away by a later one', async () => {
  const tab = tabAt(launchUrl());
  await startLaunch(tab);
  tab.setNow(NOW + 11 * 60_000);
  await startLaunch(tab);
  expect(tab.stored.length).toBe(1);
  expect(contents(tab.stored)).toContain(sentTo({ ...tab, left: tab.left.slice(1) }).searchParams.get('state'));
});

test('Nothing is written to the console', async () => {
  await startLaunch(tabAt(launchUrl()));
  expect(console.warn).not.toHaveBeenCalled();
  expect(console.log).not.toHaveBeenCalled();
});
