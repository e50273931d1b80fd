import { expect, test } from 'vitest';
import { aClock, anEhr, authorizeUrl, exchangeCode, launched, postForm, redirectOf, send } from './test-client.ts';

const ADA = { resourceType: 'Patient', id: 'ada', name: [{ family: 'Sampleton', given: ['Ada'] }] };

test('an EHR launch ends with token, context and the signed-in user', async () => {
  const ehr = await anEhr({ resources: [ADA] });
  const token = await launched(ehr);
  expect(token).toMatchObject({
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'launch openid fhirUser online_access patient/*.rs',
    patient: 'ada',
    encounter: 'visit-1',
    need_patient_banner: false,
    intent: 'time',
  });
  const claims = JSON.parse(atob(String(token['id_token']).split('.')[1] ?? '')) as Record<string, unknown>;
  expect(claims).toMatchObject({ iss: ehr.fhirBase, aud: 'app', name: 'Nora Sample', fhirUser: `${ehr.fhirBase}/Practitioner/nurse` });
  const patient = await send(ehr, 'GET', 'Patient/ada', { token: String(token['access_token']) });
  expect(patient.status).toBe(200);
});

test('the id_token is signed with the published key', async () => {
  const ehr = await anEhr();
  const [head, claims, signature = ''] = String((await launched(ehr))['id_token']).split('.');
  const keys = (await send(ehr, 'GET', `${ehr.origin}/auth/jwks`)).body?.['keys'];
  const key = await crypto.subtle.importKey('jwk', (keys as JsonWebKey[])[0] ?? {}, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'verify',
  ]);
  const bytes = Uint8Array.from(atob(signature.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const signed = new TextEncoder().encode(`${head}.${claims}`);
  expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, signed)).toBe(true);
});

test.each([
  ['unsupported_response_type', { response_type: 'token' }],
  ['invalid_request', { state: null }],
  ['invalid_request', { state: '' }],
  ['invalid_request', { code_challenge: null }],
  ['invalid_request', { code_challenge_method: 'plain' }],
  ['invalid_request', { aud: 'http://localhost:5180/fhir/' }],
  ['invalid_request', { aud: null }],
  ['invalid_request', { launch: 'never-issued' }],
  ['invalid_scope', { scope: 'nonsense' }],
] as const)('authorize answers %s to %o', async (error, change) => {
  const ehr = await anEhr();
  const back = await redirectOf(ehr, { launch: ehr.openLaunch({ user: 'nurse', patient: 'ada' }), ...change });
  expect(back.searchParams.get('error')).toBe(error);
  expect(back.searchParams.has('code')).toBe(false);
});

test.each([{ client_id: 'other' }, { redirect_uri: 'http://127.0.0.1:5181/index.html/' }, { redirect_uri: 'https://elsewhere.example/' }])(
  'authorize never redirects to an address that is not registered: %o',
  async (change) => {
    const ehr = await anEhr();
    const answer = await send(ehr, 'GET', await authorizeUrl(ehr, change));
    expect(answer.status).toBe(400);
    expect(answer.headers.has('Location')).toBe(false);
  },
);

test('a launch token works once, and not after five minutes', async () => {
  const clock = aClock();
  const ehr = await anEhr({ clock });
  const launch = ehr.openLaunch({ user: 'nurse', patient: 'ada' });
  expect((await redirectOf(ehr, { launch })).searchParams.get('state')).toBe('a-state');
  expect((await redirectOf(ehr, { launch })).searchParams.get('error')).toBe('invalid_request');
  const late = ehr.openLaunch({ user: 'nurse', patient: 'ada' });
  clock.advance(301);
  expect((await redirectOf(ehr, { launch: late })).searchParams.get('error')).toBe('invalid_request');
});

async function aCode(ehr: Awaited<ReturnType<typeof anEhr>>): Promise<string> {
  const back = await redirectOf(ehr, { launch: ehr.openLaunch({ user: 'nurse', patient: 'ada' }) });
  return back.searchParams.get('code') ?? '';
}

test.each([
  [{ code_verifier: 'another-verifier-of-at-least-forty-three-characters' }, 'invalid_grant'],
  [{ redirect_uri: 'http://127.0.0.1:5181/' }, 'invalid_grant'],
  [{ code: 'never-issued' }, 'invalid_grant'],
  [{ client_id: 'other' }, 'invalid_client'],
  [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
])('a code is not exchanged with %o', async (change, error) => {
  const ehr = await anEhr();
  const answer = await exchangeCode(ehr, await aCode(ehr), change);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.body?.['error']).toBe(error);
});

test('a code lives for a minute', async () => {
  const clock = aClock();
  const ehr = await anEhr({ clock });
  const code = await aCode(ehr);
  clock.advance(60);
  expect((await exchangeCode(ehr, code)).body?.['error']).toBe('invalid_grant');
});

test('a code that is shown twice takes the tokens of the first time with it', async () => {
  const ehr = await anEhr({ resources: [ADA] });
  const code = await aCode(ehr);
  const token = String((await exchangeCode(ehr, code)).body?.['access_token']);
  expect((await send(ehr, 'GET', 'Patient/ada', { token })).status).toBe(200);
  expect((await exchangeCode(ehr, code)).status).toBe(400);
  expect((await send(ehr, 'GET', 'Patient/ada', { token })).status).toBe(401);
});

test('an access token expires by the clock, and the refresh token rotates', async () => {
  const clock = aClock();
  const ehr = await anEhr({ clock, tokenSeconds: 570, resources: [ADA] });
  const first = await launched(ehr);
  expect(first['expires_in']).toBe(570);
  clock.advance(570);
  const expired = await send(ehr, 'GET', 'Patient/ada', { token: String(first['access_token']) });
  expect(expired.status).toBe(401);
  expect(expired.headers.get('WWW-Authenticate')).toContain('invalid_token');
  const refresh = (token: unknown) =>
    postForm(ehr, '/auth/token', { grant_type: 'refresh_token', refresh_token: String(token), client_id: 'app' });
  const second = (await refresh(first['refresh_token'])).body ?? {};
  expect(second['refresh_token']).not.toBe(first['refresh_token']);
  expect((await send(ehr, 'GET', 'Patient/ada', { token: String(second['access_token']) })).status).toBe(200);
  expect((await refresh(first['refresh_token'])).body?.['error']).toBe('invalid_grant');
  // The reuse above revoked what the rotation had given.
  expect((await send(ehr, 'GET', 'Patient/ada', { token: String(second['access_token']) })).status).toBe(401);
  expect((await refresh(second['refresh_token'])).status).toBe(400);
});

test('without online or offline access there is no refresh token', async () => {
  const token = await launched(await anEhr(), 'launch patient/*.rs');
  expect(token).not.toHaveProperty('refresh_token');
  expect(token).not.toHaveProperty('id_token');
});

test('a refresh may narrow the scope and never widens it', async () => {
  const ehr = await anEhr();
  const { refresh_token } = await launched(ehr, 'launch online_access patient/Condition.rs patient/Encounter.rs');
  const refresh = (token: unknown, scope: string) =>
    postForm(ehr, '/auth/token', { grant_type: 'refresh_token', refresh_token: String(token), client_id: 'app', scope });
  const narrowed = await refresh(refresh_token, 'online_access patient/Condition.rs');
  expect(narrowed.body?.['scope']).toBe('online_access patient/Condition.rs');
  expect((await refresh(narrowed.body?.['refresh_token'], 'patient/Patient.rs')).body?.['error']).toBe('invalid_scope');
});

test('a revoked token and what came with it are dead', async () => {
  const ehr = await anEhr({ resources: [ADA] });
  const { access_token, refresh_token } = await launched(ehr);
  expect((await postForm(ehr, '/auth/revoke', { token: String(refresh_token) })).status).toBe(200);
  expect((await send(ehr, 'GET', 'Patient/ada', { token: String(access_token) })).status).toBe(401);
});

test('a standalone launch asks who and for whom, and can be refused', async () => {
  const ehr = await anEhr({ resources: [ADA] });
  const scope = 'launch/patient openid fhirUser patient/*.rs';
  const page = await send(ehr, 'GET', await authorizeUrl(ehr, { scope }));
  expect(page.text).toContain('Sampleton, Ada');
  expect(page.text).toContain('Nora Sample');
  const chosen = await redirectOf(ehr, { scope, _choice: 'allow', _user: 'physician', _patient: 'ada' });
  const token = (await exchangeCode(ehr, chosen.searchParams.get('code') ?? '')).body;
  expect(token?.['patient']).toBe('ada');
  const denied = await redirectOf(ehr, { scope, _choice: 'deny' });
  expect(denied.searchParams.get('error')).toBe('access_denied');
  expect(denied.searchParams.get('state')).toBe('a-state');
});

test('the discovery document is under the FHIR base and needs no token', async () => {
  const ehr = await anEhr();
  const { body } = await send(ehr, 'GET', '.well-known/smart-configuration');
  expect(body).toMatchObject({
    authorization_endpoint: `${ehr.origin}/auth/authorize`,
    token_endpoint: `${ehr.origin}/auth/token`,
    revocation_endpoint: `${ehr.origin}/auth/revoke`,
    code_challenge_methods_supported: ['S256'],
  });
  expect(body?.['capabilities']).toEqual(expect.arrayContaining(['launch-ehr', 'client-public', 'permission-v1', 'permission-v2']));
});
