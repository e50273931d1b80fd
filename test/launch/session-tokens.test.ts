import { expect, test } from 'vitest';
import { findSession, forgetSession, keepSession, type SessionRecord } from '../../src/launch/records.ts';
import { sessionTokens } from '../../src/launch/session-tokens.ts';
import { type Answering, aTab, exampleEhr, ISS, NOW, type Tab } from './launch-stage.ts';

const record: SessionRecord = {
  issuer: ISS,
  patientId: 'p1',
  needPatientBanner: true,
  tokenEndpoint: 'https://login.example/token',
  accessToken: 'access-old',
  expiresAt: NOW,
  refreshToken: 'refresh-old',
};

function tokensOn(tab: Tab): ReturnType<typeof sessionTokens> {
  keepSession(tab.stored, 's1', record);
  return sessionTokens(tab, tab.stored, 's1', 'intervisit', record);
}

test('A renewal sends the refresh token and the client id, and keeps the rotated one for the next and for a reload', async () => {
  const tab = aTab('https://app.example/', {
    answering: exampleEhr({ token: { access_token: 'access-new', refresh_token: 'refresh-new' } }),
  });
  const tokens = tokensOn(tab);
  expect(await tokens.refresh()).toEqual({ value: 'access-new', expiresAt: NOW + 3_600_000 });
  expect(tokens.current().value).toBe('access-new');
  expect(findSession(tab.stored, 's1')).toMatchObject({
    accessToken: 'access-new',
    refreshToken: 'refresh-new',
    expiresAt: NOW + 3_600_000,
  });
  await tokens.refresh();
  expect(tab.calls.map((call) => Object.fromEntries(call.form))).toEqual([
    { grant_type: 'refresh_token', refresh_token: 'refresh-old', client_id: 'intervisit' },
    { grant_type: 'refresh_token', refresh_token: 'refresh-new', client_id: 'intervisit' },
  ]);
});

test('A refresh token that the EHR does not replace stays', async () => {
  const tab = aTab('https://app.example/', { answering: exampleEhr({ token: { refresh_token: null } }) });
  await tokensOn(tab).refresh();
  expect(findSession(tab.stored, 's1')).toMatchObject({ refreshToken: 'refresh-old' });
});

test.each([400, 401])('Only invalid_grant (here with %i) spends the refresh token', async (tokenStatus) => {
  const tab = aTab('https://app.example/', { answering: exampleEhr({ tokenStatus, token: { error: 'invalid_grant' } }) });
  const tokens = tokensOn(tab);
  await expect(tokens.refresh()).rejects.toMatchObject({ kind: 'session-expired' });
  expect(tokens.canRefresh()).toBe(false);
  expect(findSession(tab.stored, 's1')).not.toHaveProperty('refreshToken');
});

const passing: readonly (readonly [string, Answering, string])[] = [
  ['another refusal', exampleEhr({ tokenStatus: 400, token: { error: 'temporarily_unavailable' } }), 'server'],
  ['a 401 without words', () => new Response('', { status: 401 }), 'session-expired'],
  ['a fault', () => new Response('', { status: 503 }), 'server'],
  ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), 'network'],
  ['HTML', () => new Response('<html>'), 'unreadable'],
];

test.each(passing)('After %s the refresh token is still there for another try', async (_what, answering, kind) => {
  const tab = aTab('https://app.example/', { answering });
  const tokens = tokensOn(tab);
  await expect(tokens.refresh()).rejects.toMatchObject({ kind });
  expect(tokens.canRefresh()).toBe(true);
  expect(findSession(tab.stored, 's1')).toMatchObject({ refreshToken: 'refresh-old', accessToken: 'access-old' });
});

test('A renewal that names another patient ends the session instead', async () => {
  const tab = aTab('https://app.example/', { answering: exampleEhr({ token: { patient: 'p2' } }) });
  const tokens = tokensOn(tab);
  await expect(tokens.refresh()).rejects.toMatchObject({ kind: 'wrong-patient' });
  expect(tokens.current().value).toBe('access-old');
  expect(tokens.canRefresh()).toBe(false);
});

test('After the end of the session nothing is renewed, and a renewal that comes back is not kept', async () => {
  const tab = aTab('https://app.example/');
  const tokens = tokensOn(tab);
  const renewal = tokens.refresh();
  forgetSession(tab.stored, 's1');
  expect(tokens.canRefresh()).toBe(false);
  await renewal;
  expect(tab.stored.length).toBe(0);
});
