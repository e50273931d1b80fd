import { expect, test } from 'vitest';
import { searchOfPatient } from '../../src/fhir/patient-search.ts';
import { type Answering, anOutcome, aPage, aStage, json } from './client-stage.ts';

/** A server that answers by the query of a search; what is not listed is refused with that status. */
function answering(answers: Readonly<Record<string, readonly string[] | number>>, refusal = 400, code = 'invalid'): Answering {
  return ({ url }) => {
    const answer = answers[decodeURIComponent(new URL(url).search.slice(1))] ?? refusal;
    return typeof answer === 'number' ? json(anOutcome(code), answer) : json(aPage(answer));
  };
}

const asked = (stage: ReturnType<typeof aStage>) => stage.sent.map(({ url }) => decodeURIComponent(new URL(url).search.slice(1)));
const idsIn = ({ resources }: { readonly resources: readonly { readonly id?: string }[] }) => resources.map(({ id }) => id);

test('a server that takes the search is asked once', async () => {
  const stage = aStage(answering({ 'patient=p1&_count=200': ['a'] }));
  expect(await searchOfPatient(stage.client, 'Condition', 'p1', { _count: '200' })).toMatchObject({ complete: true });
  expect(stage.sent).toHaveLength(1);
});

test('conditions of a server that wants a category are those of all categories, each once, in one more round, and the next time at once', async () => {
  const stage = aStage(
    answering({
      'patient=p1&category=problem-list-item': ['a', 'b'],
      'patient=p1&category=encounter-diagnosis': ['b', 'c'],
      'patient=p1&category=health-concern': [],
    }),
  );
  const first = await searchOfPatient(stage.client, 'Condition', 'p1', {});
  expect(idsIn(first)).toEqual(['a', 'b', 'c']);
  expect(first.complete).toBe(true);
  expect(stage.sent).toHaveLength(4);
  await searchOfPatient(stage.client, 'Condition', 'p1', {});
  expect(asked(stage).slice(4)).toEqual(asked(stage).slice(1, 4));
});

test('plans: what assess-plan gives is enough; where it gives nothing the SNOMED CT categories are asked', async () => {
  const oracle = aStage(answering({ 'patient=p1&category=assess-plan': ['plan'] }));
  expect(idsIn(await searchOfPatient(oracle.client, 'CarePlan', 'p1', {}))).toEqual(['plan']);
  expect(oracle.sent).toHaveLength(2);

  const epic = aStage(answering({ 'patient=p1&category=assess-plan': [], 'patient=p1&category=734163000': ['visit-plan'] }));
  const found = await searchOfPatient(epic.client, 'CarePlan', 'p1', {});
  expect(idsIn(found)).toEqual(['visit-plan']);
  expect(found.complete).toBe(true);
});

test.each([
  ['unknown to the server', 400, true],
  ['not granted', 403, false],
  ['not answered', 500, false],
] as const)('a category that is %s: the rest is %s complete', async (_what, status, complete) => {
  const answers = { 'patient=p1': 400, 'patient=p1&category=problem-list-item': ['a'], 'patient=p1&category=encounter-diagnosis': [] };
  const stage = aStage(answering(answers, status));
  const found = await searchOfPatient(stage.client, 'Condition', 'p1', {});
  expect([idsIn(found), found.complete]).toEqual([['a'], complete]);
});

test('where no category is granted the failure is that, and not an empty list', async () => {
  const stage = aStage(answering({ 'patient=p1': 400 }, 403));
  await expect(searchOfPatient(stage.client, 'Condition', 'p1', {})).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a parameter that the server refuses, in whichever words, is left out, and from then on not asked for', async () => {
  for (const code of ['invalid', 'not-supported']) {
    const stage = aStage(answering({ 'patient=p1&_count=200': ['a'] }, 400, code));
    const search = () => searchOfPatient(stage.client, 'DocumentReference', 'p1', { _count: '200', identifier: 'urn:x|1' });
    expect(idsIn(await search())).toEqual(['a']);
    expect(idsIn(await search())).toEqual(['a']);
    expect(asked(stage)).toEqual(['patient=p1&_count=200&identifier=urn:x|1', 'patient=p1&_count=200', 'patient=p1&_count=200']);
  }
});

test('a server that knows the subject alone is asked by it', async () => {
  const stage = aStage(answering({ 'subject=Patient/p1': ['a'] }));
  expect(idsIn(await searchOfPatient(stage.client, 'ChargeItem', 'p1', { _count: '200' }))).toEqual(['a']);
});

test('a server that refuses every way is asked each once; the refusal is the first', async () => {
  const stage = aStage(answering({ 'patient=p1': 422 }));
  const search = () => searchOfPatient(stage.client, 'ChargeItem', 'p1', {});
  await expect(search()).rejects.toMatchObject({ kind: 'rejected', status: 422 });
  const { length } = stage.sent;
  await expect(search()).rejects.toMatchObject({ kind: 'rejected', status: 422 });
  expect(stage.sent).toHaveLength(length);
});

test.each([
  [401, 'session-expired'],
  [403, 'forbidden'],
  [404, 'not-supported'],
  [500, 'server'],
] as const)('what is no refusal of the search, a %i, is not asked about in other words', async (status, kind) => {
  const stage = aStage(answering({}, status));
  await expect(searchOfPatient(stage.client, 'Condition', 'p1', { _count: '200' })).rejects.toMatchObject({ kind });
  expect(stage.sent).toHaveLength(1);
});

test('progress over several categories is one count that never falls', async () => {
  const stage = aStage(
    answering({
      'patient=p1&category=problem-list-item': ['a', 'b'],
      'patient=p1&category=encounter-diagnosis': ['c'],
      'patient=p1&category=health-concern': ['d'],
    }),
  );
  const told: number[] = [];
  await searchOfPatient(stage.client, 'Condition', 'p1', {}, { onProgress: (count) => told.push(count) });
  expect(told.at(-1)).toBe(4);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});
