import { expect, test } from 'vitest';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import { aDoor, anOutcome, aStage, BASE, json, NOW, settled, someTokens } from './client-stage.ts';

const patient = { resourceType: 'Patient', id: 'p1' };

async function failureOf(work: Promise<unknown>): Promise<FhirError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FhirError)) throw new Error('expected a FhirError', { cause: error });
  return error;
}

test.each([
  [400, 'rejected'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'not-supported'],
  [409, 'conflict'],
  [410, 'gone'],
  [412, 'conflict'],
  [418, 'rejected'],
  [422, 'rejected'],
  [428, 'precondition-required'],
  [429, 'throttled'],
  [500, 'server'],
  [501, 'not-supported'],
  [502, 'server'],
  [503, 'throttled'],
])('Status %i is “%s”, with the outcome as data and nothing of it in the message', async (status, kind) => {
  const stage = aStage(() => json(anOutcome('processing'), status));
  const error = await failureOf(stage.client.updateText('CarePlan', 'secret-id', '{}'));
  expect(error).toMatchObject({
    kind,
    status,
    outcome: [{ severity: 'error', code: 'processing', diagnostics: 'said the server of Doe, John', expression: [] }],
  });
  expect(error.message).toBe(`PUT CarePlan: ${kind} (${status})`);
});

test('A type that the server says it does not have is not supported, whatever status says so', async () => {
  const stage = aStage(() => json(anOutcome('not-supported'), 404));
  await expect(stage.client.read('Patient', 'p1')).rejects.toMatchObject({ kind: 'not-supported', status: 404 });
  const plain = aStage(() => json({}, 404));
  await expect(plain.client.search('ChargeItem', {})).rejects.toMatchObject({ kind: 'not-supported', status: 404 });
});

test.each([
  ['an HTML page', () => new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } })],
  ['an empty body', () => new Response('', { status: 200 })],
  ['JSON cut off', () => new Response('{"resourceType":"Patient","id":"p')],
  ['a list', () => json([patient])],
  ['another type', () => json({ resourceType: 'Observation', id: 'p1' })],
  ['another patient', () => json({ resourceType: 'Patient', id: 'p2' })],
  ['an outcome', () => json(anOutcome('informational'))],
])('A 200 with %s is unreadable', async (_what, answering) => {
  const stage = aStage(answering);
  await expect(stage.client.read('Patient', 'p1')).rejects.toMatchObject({ kind: 'unreadable', status: 200 });
  await expect(stage.client.readText('Patient', 'p1')).rejects.toMatchObject({ kind: 'unreadable', status: 200 });
});

test('Reads wait as long as Retry-After says, in seconds or as a date, and then go on', async () => {
  const date = new Date(NOW + 5_000).toUTCString();
  const stage = aStage(
    (_, index) => [json({}, 429, { 'retry-after': '7' }), json({}, 503, { 'retry-after': date }), json(patient)][index] ?? json({}, 500),
  );
  await expect(stage.client.read('Patient', 'p1')).resolves.toEqual(patient);
  expect(stage.pauses).toEqual([7_000, 5_000]);
});

test('A server that asks for more than half a minute is not waited for; the error says how long', async () => {
  const stage = aStage(() => json({}, 429, { 'retry-after': '60' }));
  await expect(stage.client.read('Patient', 'p1')).rejects.toMatchObject({ kind: 'throttled', retryAfter: 60_000 });
  expect(stage.pauses).toEqual([]);
});

test('A 429 without Retry-After is waited out for a minute, ever more patiently, and the caller is told of each pause', async () => {
  const stage = aStage(() => json({}, 429));
  const told: number[] = [];
  const reading = stage.client.read('Patient', 'p1', { onWaiting: (milliseconds) => told.push(milliseconds) });
  await expect(reading).rejects.toMatchObject({ kind: 'throttled' });
  expect(stage.pauses).toEqual([1_000, 2_000, 4_000, 9_000, 16_000, 29_000]);
  expect(told).toEqual(stage.pauses);
  expect(stage.sent).toHaveLength(7);
});

test('A 503 without Retry-After is waited for one second, then two, and then given up', async () => {
  const stage = aStage(() => json({}, 503));
  await expect(stage.client.search('Condition', {})).rejects.toMatchObject({ kind: 'throttled' });
  expect(stage.pauses).toEqual([1_000, 2_000]);
});

test('A lost connection is tried again without a word of waiting: no server asked for it', async () => {
  const stage = aStage(() => Promise.reject(new TypeError('Failed to fetch')));
  const told: number[] = [];
  await expect(stage.client.search('Condition', {}, { onWaiting: (one) => told.push(one) })).rejects.toMatchObject({ kind: 'network' });
  expect(told).toEqual([]);
});

test('A lost connection is tried again for reads', async () => {
  const stage = aStage((_, index) => (index < 2 ? Promise.reject(new TypeError('Failed to fetch')) : json(patient)));
  await expect(stage.client.read('Patient', 'p1')).resolves.toEqual(patient);
  expect(stage.sent).toHaveLength(3);
});

test.each([
  ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), 'network'],
  ['a 429', () => json({}, 429, { 'retry-after': '1' }), 'throttled'],
  ['a 503', () => json({}, 503), 'throttled'],
  ['a 500', () => json({}, 500), 'server'],
] as const)('A write is never sent again after %s', async (_what, answering, kind) => {
  for (const write of [
    (client: ReturnType<typeof aStage>['client']) => client.create({ resourceType: 'Encounter' }),
    (client: ReturnType<typeof aStage>['client']) => client.updateText('CarePlan', '1', '{}'),
    (client: ReturnType<typeof aStage>['client']) => client.bundle('{"entry":[]}'),
  ]) {
    const stage = aStage(answering);
    await expect(write(stage.client)).rejects.toMatchObject({ kind });
    expect(stage.sent).toHaveLength(1);
    expect(stage.pauses).toEqual([]);
  }
});

test('A request that gets no answer in time ends as a timeout, and is not tried again', async () => {
  const stage = aStage(() => new Promise(() => undefined));
  const reading = failureOf(stage.client.read('Patient', 'p1'));
  await settled();
  stage.runOutOfTime();
  expect((await reading).kind).toBe('timeout');
  expect(stage.sent).toHaveLength(1);
});

test('Four requests are under way at a time; the fifth goes when one is done', async () => {
  const doors = Array.from({ length: 6 }, () => aDoor());
  const stage = aStage(async (_, index) => {
    await doors[index]?.opened;
    return json(patient);
  });
  const all = doors.map(() => stage.client.read('Patient', 'p1'));
  await settled();
  expect(stage.sent).toHaveLength(4);
  doors[2]?.open();
  await all[2];
  await settled();
  expect(stage.sent).toHaveLength(5);
  doors.forEach((door) => door.open());
  await Promise.all(all);
});

test('Queued requests can be cancelled, are then never sent, and take no places', async () => {
  const door = aDoor();
  const stage = aStage(async (sent) => {
    await door.opened;
    return json({ ...patient, id: sent.url.split('/').at(-1) });
  });
  const first = ['a', 'b', 'c', 'd'].map((id) => stage.client.read('Patient', id));
  const leaver = new AbortController();
  const left = ['e', 'f', 'g', 'h'].map((id) => failureOf(stage.client.read('Patient', id, { signal: leaver.signal })));
  const next = stage.client.read('Patient', 'next');
  leaver.abort();
  expect((await Promise.all(left)).map((error) => error.kind)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
  door.open();
  await Promise.all([...first, next]);
  expect(stage.sent.map((one) => one.url)).toEqual(['a', 'b', 'c', 'd', 'next'].map((id) => `${BASE}/Patient/${id}`));
});

test('A request that is cancelled after its turn came does not put out those that still wait', async () => {
  const doors = Array.from({ length: 6 }, () => aDoor());
  const stage = aStage(async (_, index) => {
    await doors[index]?.opened;
    return json(patient);
  });
  const first = ['a', 'b', 'c', 'd'].map(() => stage.client.read('Patient', 'p1'));
  const leaver = new AbortController();
  const fifth = failureOf(stage.client.read('Patient', 'p1', { signal: leaver.signal }));
  const sixth = stage.client.read('Patient', 'p1');
  doors[0]?.open();
  await first[0];
  await settled();
  expect(stage.sent).toHaveLength(5);
  leaver.abort();
  expect((await fifth).kind).toBe('cancelled');
  doors.forEach((door) => door.open());
  await expect(Promise.all([...first, sixth])).resolves.toHaveLength(5);
});

test('Failures give their place back', async () => {
  const stage = aStage(() => json({}, 500));
  for (let round = 0; round < 9; round++) await failureOf(stage.client.read('Patient', 'p1'));
  expect(stage.sent).toHaveLength(9);
});

test('A caller that leaves is told so at once, also while it waits to try again', async () => {
  const leaver = new AbortController();
  const stage = aStage(
    () => json({}, 503),
    {},
    {
      wait: async (milliseconds) => {
        if (milliseconds > 30_000) return new Promise(() => undefined);
        leaver.abort();
      },
    },
  );
  await expect(stage.client.read('Patient', 'p1', { signal: leaver.signal })).rejects.toMatchObject({ kind: 'cancelled' });
  expect(stage.sent).toHaveLength(1);
});

test('No message of an error holds an id, an address, a token or a body', async () => {
  const answers = [
    () => json(anOutcome('x'), 422),
    () => new Response('Doe, John'),
    () => Promise.reject(new TypeError('https://ehr.example/fhir/Patient/p1')),
  ];
  for (const answering of answers) {
    const stage = aStage(answering, { tokens: someTokens() });
    const error = await failureOf(stage.client.read('Patient', 'p1'));
    expect(error.message).toMatch(/^GET Patient: [a-z-]+( \(\d{3}\))?$/);
  }
});
