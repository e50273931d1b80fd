import { expect, test } from 'vitest';
import { LaunchError } from '../../src/launch/launch-error.ts';
import { keepLaunch, type LaunchRecord } from '../../src/launch/records.ts';
import { endSession, openSession, readLaunch } from '../../src/launch/session.ts';
import {
  anIdToken,
  aTab,
  blockedStorage,
  contents,
  entry,
  exampleEhr,
  ISS,
  issuers,
  NOW,
  type Tab,
  type TabOptions,
} from './launch-stage.ts';

const APP = 'https://app.example/ccm/index.html';

/** A tab to which the EHR has just answered a launch that the tab began. */
function answeredTab(options: TabOptions & { readonly launch?: Partial<LaunchRecord>; readonly query?: string } = {}): Tab {
  const state = crypto.randomUUID();
  const tab = aTab(`${APP}?state=${state}&${options.query ?? 'code=code-1'}#/time`, options);
  keepLaunch(tab.stored, state, {
    startedAt: NOW,
    issuer: ISS,
    redirectUri: APP,
    tokenEndpoint: 'https://login.example/token',
    revocationEndpoint: 'https://login.example/revoke',
    authority: 'https://login.example',
    namesItself: false,
    codeVerifier: 'verifier-1',
    ...options.launch,
  });
  return tab;
}

const withToken = (token: Readonly<Record<string, unknown>>, tokenStatus = 200): Tab =>
  answeredTab({ answering: exampleEhr({ token, tokenStatus }) });

/** How opening the tab's session ends: `open`, or the kind of the error. */
async function endOf(tab: Tab): Promise<string> {
  return openSession(tab, issuers).then(
    () => 'open',
    (error: unknown) => (error instanceof LaunchError ? error.kind : String(error)),
  );
}

/** The same window after a reload: its storage and address, none of its memory. */
function otherTab(tab: Tab, address: string): Tab {
  return aTab(address, { storage: () => tab.stored });
}

test.each([
  ['?code=c&state=s', 'callback'],
  ['?code=c&state=s&iss=https://login.example', 'callback'],
  ['?error=access_denied&state=s&iss=https://ehr.example/fhir&launch=x', 'callback'],
  ['?session=abc', 'resume'],
  ['?iss=https://ehr.example/fhir&launch=x', 'launch'],
  ['?iss=https://ehr.example/fhir', 'none'],
  ['?code=c', 'none'],
  ['?state=s', 'none'],
  ['?error=access_denied&error_description=hello', 'none'],
  ['', 'none'],
])('The address “%s” is a %s', (query, kind) => {
  expect(readLaunch(APP + query).kind).toBe(kind);
});

test('The code is exchanged with the verifier, the client id and the same redirect URI', async () => {
  const tab = answeredTab({ query: `code=${encodeURIComponent('a+b/c=&d')}` });
  await openSession(tab, issuers);
  expect(tab.calls).toHaveLength(1);
  expect(tab.calls[0]).toMatchObject({ method: 'POST', url: 'https://login.example/token' });
  expect(Object.fromEntries(tab.calls[0]?.form ?? [])).toEqual({
    grant_type: 'authorization_code',
    code: 'a+b/c=&d',
    redirect_uri: APP,
    client_id: 'intervisit',
    code_verifier: 'verifier-1',
  });
});

test('A session holds what the EHR granted', async () => {
  const tab = withToken({ encounter: 'e1', intent: 'close-month', need_patient_banner: false, id_token: anIdToken() });
  const session = await openSession(tab, issuers);
  expect(session).toMatchObject({ issuer: entry, userName: 'Zoë Ñandú-Østergård 🩺', needPatientBanner: false, intent: 'close-month' });
  expect(session.connection).toMatchObject({
    base: ISS,
    patientId: 'p1',
    encounter: 'Encounter/e1',
    user: 'Practitioner/42',
    grantedScopes: 'launch openid fhirUser patient/Patient.rs',
  });
  expect(session.connection.tokens?.current()).toEqual({ value: 'access-0', expiresAt: NOW + 3_600_000 });
});

test('The code leaves the address before it is exchanged; the fragment stays', async () => {
  let atExchange = '';
  const tab: Tab = answeredTab({
    answering: (call) => {
      atExchange = tab.address();
      return exampleEhr()(call);
    },
  });
  const session = await openSession(tab, issuers);
  expect(atExchange).toBe(`${APP}?session=${session.id}#/time`);
  expect(tab.address()).toBe(atExchange);
});

test('The code leaves the address at once, even while the list of EHRs is still being fetched', async () => {
  const tab = answeredTab();
  const list = Promise.resolve(issuers);
  const opening = openSession(tab, list);
  expect(tab.address()).not.toContain('code');
  await expect(opening).resolves.toHaveProperty('issuer', entry);
});

test('A demonstration whose day is another than this computer’s can be launched', async () => {
  const tab = { ...answeredTab(), clock: () => NOW - 40 * 86_400_000 };
  const session = await openSession(tab, issuers);
  expect(session.connection.tokens?.current().expiresAt).toBe(NOW - 40 * 86_400_000 + 3_600_000);
});

test('Asked for twice at once, as StrictMode does, the code is exchanged once and the session is the same', async () => {
  const tab = answeredTab();
  const [one, two] = await Promise.all([openSession(tab, issuers), openSession(tab, issuers)]);
  expect(two).toBe(one);
  expect(tab.calls).toHaveLength(1);
});

test('A failed exchange is not tried again by asking twice', async () => {
  const tab = withToken({ error: 'invalid_grant' }, 400);
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'expired' });
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'expired' });
  expect(tab.calls).toHaveLength(1);
});

test('A state is good once', async () => {
  const tab = answeredTab();
  const address = tab.address();
  await openSession(tab, issuers);
  tab.go(address);
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'bad-callback' });
  expect(tab.calls).toHaveLength(1);
});

test('A state that this window did not make is refused, and none of its text is shown', async () => {
  const tab = aTab(`${APP}?state=foreign&error=access_denied&error_description=Call+555-0100`);
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'bad-callback', reason: undefined });
  expect(tab.calls).toEqual([]);
});

test('The EHR’s refusal is shown with its own words where the state is ours', async () => {
  const tab = answeredTab({ query: 'error=access_denied&error_description=Not+on+your+list' });
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'denied', reason: 'access_denied: Not on your list' });
  expect(tab.calls).toEqual([]);
  expect(tab.address()).not.toContain('error');
});

test.each([
  [10 * 60_000, 'open'],
  [10 * 60_000 + 1, 'expired'],
  [-10 * 60_000 - 1, 'expired'],
])('A launch of %i milliseconds ago is %s', async (age, end) => {
  expect(await endOf(answeredTab({ launch: { startedAt: NOW - age } }))).toBe(end);
});

test.each([
  ['the one discovered', 'https://login.example', {}, 'open'],
  ['another', 'https://evil.example', {}, 'bad-callback'],
  ['given, none discovered', 'https://login.example', { authority: undefined }, 'open'],
  ['absent', undefined, {}, 'open'],
  ['absent though the EHR said it would be there', undefined, { namesItself: true }, 'bad-callback'],
])('An answer whose server name is %s is taken or refused', async (_what, iss, change, end) => {
  const { authority, ...launch } = { authority: 'https://login.example', ...change };
  const tab = answeredTab({
    launch: { ...launch, ...(authority && { authority }) },
    query: `code=c${iss ? `&iss=${encodeURIComponent(iss)}` : ''}`,
  });
  expect(await endOf(tab)).toBe(end);
});

test.each([
  ['a number', { expires_in: 570 }, NOW + 570_000],
  ['text', { expires_in: '570' }, NOW + 570_000],
  ['absent, the token opaque', { expires_in: null }, null],
  ['absent, the token opaque with dots', { expires_in: null, access_token: 'v2.not-base64!.x' }, null],
  ['absent, the token a JWT', { expires_in: null, access_token: anIdToken({ iat: 1_000, exp: 1_900 }) }, NOW + 900_000],
  ['absent, the token a JWT without issue time', { expires_in: null, access_token: anIdToken({ exp: NOW / 1000 + 60 }) }, NOW + 60_000],
  ['nonsense', { expires_in: 'soon' }, null],
])('With expires_in %s the token’s end is known as well as it can be', async (_what, token, expiresAt) => {
  const session = await openSession(withToken(token), issuers);
  expect(session.connection.tokens?.current().expiresAt).toBe(expiresAt);
});

test.each([[null], [''], [7], ['../Patient'], ['a/b']])(
  'Without a usable patient (%j) there is no session, and nothing is kept',
  async (patient) => {
    const tab = withToken({ patient });
    await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'no-patient' });
    expect(contents(tab.stored)).toBe('');
  },
);

test.each([
  ['a refusal', 400, { error: 'invalid_client' }, 'denied'],
  ['a code that is spent', 400, { error: 'invalid_grant' }, 'expired'],
  ['a fault', 500, {}, 'unreachable'],
  ['no token', 200, { access_token: null }, 'unreachable'],
  ['another kind of token', 200, { token_type: 'mac' }, 'unreachable'],
])('An exchange answered with %s ends as it should', async (_what, status, token, kind) => {
  await expect(openSession(withToken(token, status), issuers)).rejects.toMatchObject({ kind });
});

test('An exchange that is answered with HTML, or not at all, ends as out of reach', async () => {
  const html = answeredTab({ answering: () => new Response('<html>Sign in</html>') });
  await expect(openSession(html, issuers)).rejects.toMatchObject({ kind: 'unreachable' });
  const lost = answeredTab({ answering: () => Promise.reject(new TypeError('Failed to fetch')) });
  await expect(openSession(lost, issuers)).rejects.toMatchObject({ kind: 'unreachable' });
});

test.each([
  ['made for another app', { aud: 'other' }],
  ['made by another server', { iss: 'https://evil.example' }],
  ['expired', { exp: NOW / 1000 - 301 }],
  ['without an end', { exp: undefined }],
])('An ID token %s stops the launch', async (_what, claims) => {
  await expect(openSession(withToken({ id_token: anIdToken(claims) }), issuers)).rejects.toMatchObject({ kind: 'bad-identity' });
});

test('An ID token that cannot be read stops the launch', async () => {
  await expect(openSession(withToken({ id_token: 'x.y.z' }), issuers)).rejects.toMatchObject({ kind: 'bad-identity' });
});

test.each([
  ['for several apps', { aud: ['other', 'intervisit'] }, 'Practitioner/42'],
  ['by a clock four minutes off', { exp: NOW / 1000 - 240 }, 'Practitioner/42'],
  ['with a relative user', { fhirUser: 'PractitionerRole/7' }, 'PractitionerRole/7'],
  ['with the user where SMART 1 put it', { fhirUser: undefined, profile: 'Practitioner/7' }, 'Practitioner/7'],
  ['with a user of another server', { fhirUser: 'https://other.example/fhir/Practitioner/42' }, undefined],
  ['with a user that is no person', { fhirUser: 'Device/1' }, undefined],
])('An ID token %s is accepted', async (_what, claims, user) => {
  const session = await openSession(withToken({ id_token: anIdToken(claims) }), issuers);
  expect(session.connection.user).toBe(user);
});

test('A reload goes on with the session in the address, tokens and all', async () => {
  const tab = withToken({ id_token: anIdToken(), encounter: 'e1', intent: 'x', need_patient_banner: false });
  const session = await openSession(tab, issuers);
  // A handle of another name stands for the fresh memory of a reload.
  const record = tab.stored.getItem(`intervisit.session.${session.id}`) ?? '';
  tab.stored.setItem('intervisit.session.reloaded', record);
  const again = await openSession(otherTab(tab, `${APP}?session=reloaded`), issuers);
  const comparable = ({ id: _id, connection: { tokens, ...connection }, ...rest }: typeof session): unknown => ({
    ...rest,
    connection,
    token: tokens?.current(),
  });
  expect(comparable(again)).toEqual(comparable(session));
});

test('A second launch in the same window shows the second patient; the first session stays what it was', async () => {
  const first = await openSession(withToken({ patient: 'p1' }), issuers);
  const tab = withToken({ patient: 'p2' });
  tab.stored.setItem(`intervisit.session.${first.id}`, 'of the first');
  const second = await openSession(tab, issuers);
  expect(second.connection.patientId).toBe('p2');
  expect(first.connection.patientId).toBe('p1');
  expect(tab.stored.getItem(`intervisit.session.${first.id}`)).toBe('of the first');
});

test('Two charts in frames that share their storage stay two sessions over a reload', async () => {
  const one = withToken({ patient: 'p1' });
  const a = await openSession(one, issuers);
  const stateOfTwo = crypto.randomUUID();
  keepLaunch(one.stored, stateOfTwo, {
    startedAt: NOW,
    issuer: ISS,
    redirectUri: APP,
    tokenEndpoint: 'https://login.example/token',
    namesItself: false,
    codeVerifier: 'v',
  });
  const two = aTab(`${APP}?state=${stateOfTwo}&code=c`, { storage: () => one.stored, answering: exampleEhr({ token: { patient: 'p2' } }) });
  const b = await openSession(two, issuers);
  for (const [tab, id, patientId] of [
    [one, a.id, 'p1'],
    [two, b.id, 'p2'],
  ] as const) {
    expect(tab.address()).toContain(`session=${id}`);
    expect(JSON.parse(one.stored.getItem(`intervisit.session.${id}`) ?? '')).toMatchObject({ patientId });
  }
});

test.each([
  ['nothing', null, 'no-session'],
  ['something else', '{"x":1}', 'no-session'],
  ['no JSON', 'x', 'no-session'],
])('A handle with %s behind it is no session', async (_what, kept, kind) => {
  const tab = aTab(`${APP}?session=${crypto.randomUUID()}`);
  if (kept !== null) tab.stored.setItem(`intervisit.session.${new URL(tab.address()).searchParams.get('session')}`, kept);
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind });
});

const kept = {
  issuer: ISS,
  patientId: 'p1',
  tokenEndpoint: 'https://login.example/token',
  accessToken: 'a',
  expiresAt: NOW,
  needPatientBanner: true,
};

test('A kept session whose token is dead and cannot be renewed has ended, and is forgotten', async () => {
  const id = crypto.randomUUID();
  const tab = aTab(`${APP}?session=${id}`);
  tab.stored.setItem(`intervisit.session.${id}`, JSON.stringify(kept));
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'expired' });
  expect(contents(tab.stored)).toBe('');
});

test('A kept session of an EHR that was taken off the list is not gone on with', async () => {
  const id = crypto.randomUUID();
  const tab = aTab(`${APP}?session=${id}`);
  tab.stored.setItem(`intervisit.session.${id}`, JSON.stringify({ ...kept, issuer: 'https://gone.example/fhir', refreshToken: 'r' }));
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'unknown-issuer' });
});

test('Storage that throws is said, also to the app’s page', async () => {
  const tab = aTab(`${APP}?session=${crypto.randomUUID()}`, { storage: blockedStorage });
  await expect(openSession(tab, issuers)).rejects.toMatchObject({ kind: 'storage-blocked' });
});

test('The end of a session leaves nothing in the window and asks the EHR to revoke both tokens', async () => {
  const tab = answeredTab();
  const session = await openSession(tab, issuers);
  endSession(tab, session);
  expect(contents(tab.stored)).toBe('');
  expect(tab.address()).toBe(`${APP}#/time`);
  expect(tab.calls.slice(1).map((call) => [call.url, ...call.form.values()])).toEqual([
    ['https://login.example/revoke', 'refresh-0', 'refresh_token', 'intervisit'],
    ['https://login.example/revoke', 'access-0', 'access_token', 'intervisit'],
  ]);
});

test('An EHR that does not answer a revocation, or has none, does not keep a session alive', async () => {
  const silent = answeredTab({
    answering: (call) => (call.url.endsWith('/revoke') ? Promise.reject(new TypeError('Failed to fetch')) : exampleEhr()(call)),
  });
  endSession(silent, await openSession(silent, issuers));
  expect(contents(silent.stored)).toBe('');
});
