import { expect, test } from 'vitest';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import { aDoor, aStage, json, NOW, settled, someTokens } from './client-stage.ts';

const patient = { resourceType: 'Patient', id: 'p1' };
const bearer = (stage: ReturnType<typeof aStage>): readonly (string | null)[] => stage.sent.map((one) => one.headers.get('authorization'));

test('A token with 30 seconds left is used as it is, one with less is renewed first', async () => {
  const enough = aStage(() => json(patient), { tokens: someTokens({ expiresAt: NOW + 30_000 }) });
  await enough.client.read('Patient', 'p1');
  expect(bearer(enough)).toEqual(['Bearer t0']);
  const late = aStage(() => json(patient), { tokens: someTokens({ expiresAt: NOW + 29_999 }) });
  await late.client.read('Patient', 'p1');
  expect(bearer(late)).toEqual(['Bearer t1']);
});

test('A token of unknown end is used until the server refuses it', async () => {
  const stage = aStage(() => json(patient), { tokens: someTokens({ expiresAt: null }) });
  await stage.client.read('Patient', 'p1');
  expect(bearer(stage)).toEqual(['Bearer t0']);
});

test('Requests at the same time share one renewal', async () => {
  const tokens = someTokens({ expiresAt: NOW });
  const stage = aStage(() => json(patient), { tokens });
  await Promise.all(Array.from({ length: 6 }, () => stage.client.read('Patient', 'p1')));
  expect(tokens.refreshes).toBe(1);
  expect(new Set(bearer(stage))).toEqual(new Set(['Bearer t1']));
});

test('A caller that leaves during a renewal is cancelled alone: the renewal and the others go on', async () => {
  const door = aDoor();
  const tokens = someTokens({ expiresAt: NOW }, () => door.opened);
  const stage = aStage(() => json(patient), { tokens });
  const leaver = new AbortController();
  const left = stage.client.read('Patient', 'p1', { signal: leaver.signal });
  const stayed = stage.client.read('Patient', 'p1');
  await settled();
  leaver.abort();
  await expect(left).rejects.toMatchObject({ kind: 'cancelled' });
  door.open();
  await expect(stayed).resolves.toEqual(patient);
  expect(tokens.current().value).toBe('t1');
  expect(tokens.refreshes).toBe(1);
});

test('A renewal that fails while the old token still lives does no harm', async () => {
  const tokens = someTokens({ expiresAt: NOW + 10_000 }, () => Promise.reject(new FhirError('network', 'POST token')));
  const stage = aStage(() => json(patient), { tokens });
  await stage.client.read('Patient', 'p1');
  expect(bearer(stage)).toEqual(['Bearer t0']);
});

test('A renewal that fails once the old token is dead ends the request with its own kind, and the next one tries again', async () => {
  let failures = 1;
  const failing = () => (failures-- > 0 ? Promise.reject(new FhirError('server', 'POST token')) : Promise.resolve());
  const stage = aStage(() => json(patient), { tokens: someTokens({ expiresAt: NOW }, failing) });
  await expect(stage.client.read('Patient', 'p1')).rejects.toMatchObject({ kind: 'server' });
  await expect(stage.client.read('Patient', 'p1')).resolves.toEqual(patient);
});

test('A dead token that cannot be renewed is not sent', async () => {
  const stage = aStage(() => json(patient), { tokens: someTokens({ expiresAt: NOW }, undefined, false) });
  await expect(stage.client.read('Patient', 'p1')).rejects.toMatchObject({ kind: 'session-expired' });
  expect(stage.sent).toHaveLength(0);
});

test('After a 401 a request is sent once more with a new token, a write as well', async () => {
  const stage = aStage(
    (sent) => (sent.headers.get('authorization') === 'Bearer t0' ? json({}, 401) : json({ ...patient, id: 'new' }, 201)),
    {
      tokens: someTokens(),
    },
  );
  await expect(stage.client.create({ resourceType: 'Patient' })).resolves.toMatchObject({ id: 'new' });
  expect(bearer(stage)).toEqual(['Bearer t0', 'Bearer t1']);
});

test('A second 401 ends the session for this request, after one replay only', async () => {
  const tokens = someTokens();
  const stage = aStage(() => json({}, 401), { tokens });
  await expect(stage.client.read('Patient', 'p1')).rejects.toMatchObject({ kind: 'session-expired', status: 401 });
  expect(bearer(stage)).toEqual(['Bearer t0', 'Bearer t1']);
  expect(tokens.refreshes).toBe(1);
});

test('Many 401s at once cost one renewal', async () => {
  const tokens = someTokens();
  const stage = aStage((sent) => (sent.headers.get('authorization') === 'Bearer t0' ? json({}, 401) : json(patient)), { tokens });
  await Promise.all(Array.from({ length: 4 }, () => stage.client.read('Patient', 'p1')));
  expect(tokens.refreshes).toBe(1);
  expect(stage.sent).toHaveLength(8);
});

test('A 401 that comes in after another request has renewed the token does not cost a second renewal', async () => {
  const tokens = someTokens();
  const door = aDoor();
  const stage = aStage(
    async (sent, index) => {
      if (index === 0) await door.opened;
      return sent.headers.get('authorization') === 'Bearer t0' ? json({}, 401) : json(patient);
    },
    { tokens },
  );
  const slow = stage.client.read('Patient', 'p1');
  await stage.client.read('Patient', 'p1');
  door.open();
  await expect(slow).resolves.toEqual(patient);
  expect(tokens.refreshes).toBe(1);
});

test('The capability statement is asked for without a token, and with one where that is refused', async () => {
  const statement = { resourceType: 'CapabilityStatement' };
  const open = aStage(() => json(statement), { tokens: someTokens() });
  await open.client.capabilities();
  expect(bearer(open)).toEqual([null]);
  const shut = aStage((sent) => (sent.headers.has('authorization') ? json(statement) : json({}, 401)), { tokens: someTokens() });
  await expect(shut.client.capabilities()).resolves.toEqual(statement);
  expect(bearer(shut)).toEqual([null, 'Bearer t0']);
});
