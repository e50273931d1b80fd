import { expect, test } from 'vitest';
import type { FaultKind } from './faults.ts';
import { aClock, anEhr, idsOf, launched, nextOf, postForm, send } from './test-client.ts';

const CONDITIONS = Array.from({ length: 5 }, (_, index) => ({
  resourceType: 'Condition',
  id: `c${index}`,
  subject: { reference: 'Patient/ada' },
}));
const NEW = { resourceType: 'Condition', subject: { reference: 'Patient/ada' } };

async function open() {
  const ehr = await anEhr({ resources: [{ resourceType: 'Patient', id: 'ada' }, ...CONDITIONS] });
  const token = ehr.issueToken({ scope: 'patient/*.cruds', patient: 'ada' });
  const ask = (method: string, path: string, body?: object) => send(ehr, method, path, { token, ...(body === undefined ? {} : { body }) });
  return { ehr, ask };
}

test.each([401, 403, 404, 409, 410, 412, 422, 428, 429, 500, 503] as const)('status %i answers without acting', async (kind) => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on: { type: 'Condition' }, kind });
  const answer = await ask('POST', 'Condition', NEW);
  expect(answer.status).toBe(kind);
  expect(answer.body?.['resourceType']).toBe('OperationOutcome');
  expect(ehr.stored('Condition')).toHaveLength(5);
  expect((await ask('GET', 'Patient/ada')).status).toBe(200);
});

test('Retry-After is sent where it was asked for, and not otherwise', async () => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on: { nth: 1 }, kind: 429, retryAfter: '7' });
  ehr.faults.add({ on: { nth: 2 }, kind: 429 });
  expect((await ask('GET', 'Patient/ada')).headers.get('Retry-After')).toBe('7');
  expect((await ask('GET', 'Patient/ada')).headers.has('Retry-After')).toBe(false);
  expect((await ask('GET', 'Patient/ada')).status).toBe(200);
});

test.each([
  [{ type: 'Condition', method: 'post' }, undefined, [200, 500, 500, 200]],
  [{ type: 'Condition', nth: 2 }, undefined, [200, 500, 201, 200]],
  [{ type: 'Condition' }, 2, [500, 500, 201, 200]],
  [{ type: 'Condition', nth: 2 }, 2, [200, 500, 500, 200]],
  [{ path: /\/Patient\/ada$/ }, undefined, [200, 201, 201, 500]],
])('a fault on %o, %s times, strikes what it matches', async (on, times, statuses) => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on, kind: 500, ...(times === undefined ? {} : { times }) });
  const answers = [
    await ask('GET', 'Condition'),
    await ask('POST', 'Condition', NEW),
    await ask('POST', 'Condition', NEW),
    await ask('GET', 'Patient/ada'),
  ];
  expect(answers.map((answer) => answer.status)).toEqual(statuses);
  ehr.faults.clear();
  expect((await ask('POST', 'Condition', NEW)).status).toBe(201);
});

test.each([
  ['lost-response', 1],
  ['no-response', 0],
] as const)('%s breaks the connection, having written %i', async (kind, written) => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on: { method: 'POST' }, kind });
  await expect(ask('POST', 'Condition', NEW)).rejects.toThrow(TypeError);
  expect(ehr.stored('Condition')).toHaveLength(5 + written);
  expect(ehr.exchanges.at(-1)).toMatchObject({ method: 'POST', url: '/fhir/Condition', status: 0 });
});

test.each([
  ['html-200', 200, '<!doctype html>', 0],
  ['empty-body', 201, '', 1],
  ['truncated-json', 201, '{"resourceType":"Condition"', 1],
  ['wrong-type', 200, '{"resourceType":"Basic"', 0],
] as const)('%s answers %i with a body that begins %s', async (kind: FaultKind, status, start, written) => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on: { method: 'POST' }, kind });
  const answer = await ask('POST', 'Condition', NEW);
  expect(answer.status).toBe(status);
  expect(answer.text.slice(0, start.length)).toBe(start);
  expect(answer.body === undefined).toBe(kind !== 'wrong-type');
  expect(ehr.stored('Condition')).toHaveLength(5 + written);
});

test('a foreign next link points to another host', async () => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on: { type: 'Condition' }, kind: 'foreign-next-link' });
  const { body } = await ask('GET', 'Condition?_count=2');
  expect(new URL(nextOf(body) ?? '').origin).not.toBe(ehr.origin);
  expect(idsOf(body).join()).toBe('c0,c1');
});

test('endless paging never comes to an end and never repeats an address', async () => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on: { type: 'Condition' }, kind: 'endless-paging' });
  const seen = new Set<string>();
  let url = 'Condition?_count=5';
  for (let page = 0; page < 20; page += 1) {
    const { status, body } = await ask('GET', url);
    expect(status).toBe(200);
    url = nextOf(body) ?? '';
    expect(seen.has(url)).toBe(false);
    seen.add(url);
  }
});

test('a duplicate page comes twice, and the paging then goes on', async () => {
  const { ehr, ask } = await open();
  ehr.faults.add({ on: { type: 'Condition' }, kind: 'duplicate-page', times: 1 });
  const pages: string[] = [];
  for (let url: string | undefined = 'Condition?_count=2'; url !== undefined;) {
    const { body }: { body: Record<string, unknown> | undefined } = await ask('GET', url);
    pages.push(idsOf(body).join());
    url = nextOf(body);
  }
  expect(pages).toEqual(['c0,c1', 'c0,c1', 'c2,c3', 'c4']);
});

test('a delayed request is acted on when the test lets it go', async () => {
  const { ehr, ask } = await open();
  const held = new EventTarget();
  const until = new Promise((resolve) => {
    held.addEventListener('release', resolve);
  });
  ehr.faults.add({ on: { method: 'POST' }, kind: 'delay', until });
  const pending = ask('POST', 'Condition', NEW);
  expect((await ask('GET', 'Condition?_summary=count')).body?.['total']).toBe(5);
  held.dispatchEvent(new Event('release'));
  expect((await pending).status).toBe(201);
  expect(ehr.stored('Condition')).toHaveLength(6);
});

test('an expired token stays dead until it is refreshed', async () => {
  const ehr = await anEhr({ resources: [{ resourceType: 'Patient', id: 'ada' }] });
  const first = await launched(ehr);
  ehr.faults.add({ on: { type: 'Patient' }, kind: 'expired-token', times: 1 });
  const ask = (token: unknown) => send(ehr, 'GET', 'Patient/ada', { token: String(token) });
  expect((await ask(first['access_token'])).status).toBe(401);
  expect((await ask(first['access_token'])).status).toBe(401);
  const form = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']), client_id: 'app' };
  const second = await postForm(ehr, '/auth/token', form);
  expect((await ask(second.body?.['access_token'])).status).toBe(200);
});

test('faults strike the authorization server too', async () => {
  const { ehr } = await open();
  ehr.faults.add({ on: { path: /^\/auth\/token/ }, kind: 503 });
  expect((await postForm(ehr, '/auth/token', {})).status).toBe(503);
});

test('exchanges tell what was asked and answered, until they are cleared', async () => {
  const clock = aClock();
  const ehr = await anEhr({ clock, resources: [{ resourceType: 'Patient', id: 'ada' }] });
  const token = ehr.issueToken({ scope: 'user/*.cruds' });
  await send(ehr, 'POST', 'Condition', { token, body: NEW, headers: { 'If-None-Exist': '_id=x' } });
  expect(ehr.exchanges).toHaveLength(1);
  expect(ehr.exchanges[0]).toMatchObject({
    method: 'POST',
    url: '/fhir/Condition',
    status: 201,
    requestBody: JSON.stringify(NEW),
    requestHeaders: { 'if-none-exist': '_id=x' },
    responseHeaders: { etag: 'W/"1"' },
    at: clock(),
  });
  ehr.clearExchanges();
  expect(ehr.exchanges).toEqual([]);
});
