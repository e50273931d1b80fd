import { expect, test } from 'vitest';
import { addressWithin, localReference } from '../../src/fhir/connection.ts';
import { aPage, aStage, BASE, json, someTokens } from './client-stage.ts';

test.each([
  ['another host', 'https://evil.example/fhir/Condition?page=2'],
  ['another port', 'https://ehr.example:8443/fhir/Condition?page=2'],
  ['a path beside the base', 'https://ehr.example/admin'],
  ['a path that only begins like the base', 'https://ehr.example/fhirX/Condition'],
  ['a host that only begins like the base', 'https://ehr.example.evil.example/fhir/Condition'],
  ['steps up', 'https://ehr.example/fhir/../admin'],
  ['encoded steps up', 'https://ehr.example/fhir/%2e%2e/admin'],
  ['steps up behind an encoded slash', 'https://ehr.example/fhir/x%2f..%2f..%2fadmin'],
  ['steps up encoded twice', 'https://ehr.example/fhir/%252e%252e%252fadmin'],
  ['backslashes', 'https://ehr.example/fhir/..\\..\\admin'],
  ['an encoded backslash', 'https://ehr.example/fhir/x%5c..%5cadmin'],
  ['a name and password', 'https://ehr.example@evil.example/fhir/Condition'],
  ['a name before the right host', 'https://nurse:secret@ehr.example/fhir/Condition'],
  ['an address without scheme', '//evil.example/fhir/Condition'],
  ['a script', 'javascript:alert(1)'],
  ['percent signs that mean nothing', 'https://ehr.example/fhir/%zz'],
  ['http on another host', 'http://evil.example/fhir/Condition'],
  ['http on another port', 'http://ehr.example:8080/fhir/Condition'],
])('A next link with %s is not followed, and no token goes there', async (_what, next) => {
  const stage = aStage(() => json(aPage(['a'], next)), { tokens: someTokens() });
  const result = await stage.client.search('Condition', {});
  expect(result).toEqual({ resources: [{ resourceType: 'Condition', id: 'a' }], complete: false });
  expect(stage.sent).toHaveLength(1);
});

test.each([
  ['absolute', 'https://ehr.example/fhir/Condition?page=2', 'https://ehr.example/fhir/Condition?page=2'],
  ['at the base itself', 'https://ehr.example/fhir?_getpages=x', 'https://ehr.example/fhir?_getpages=x'],
  ['http on the same host', 'http://ehr.example/fhir/Condition?page=2', 'https://ehr.example/fhir/Condition?page=2'],
  ['relative to the base', 'Condition?page=2', 'https://ehr.example/fhir/Condition?page=2'],
  ['relative to the host', '/fhir/Condition?page=2', 'https://ehr.example/fhir/Condition?page=2'],
  ['a bare query', '?page=2', 'https://ehr.example/fhir/Condition?page=2'],
  ['with a fragment', 'https://ehr.example/fhir/Condition?page=2#x', 'https://ehr.example/fhir/Condition?page=2'],
])('A next link that is %s is followed below the base', async (_what, next, followed) => {
  const stage = aStage((_, index) => json(index === 0 ? aPage(['a'], next) : aPage(['b'])));
  const result = await stage.client.search('Condition', {});
  expect(result.complete).toBe(true);
  expect(stage.sent[1]?.url).toBe(followed);
});

test('Plain http is not raised where the base itself is plain http', () => {
  expect(addressWithin('http://localhost:5180/fhir', 'http://localhost:5180/fhir/Patient/1')?.href).toBe(
    'http://localhost:5180/fhir/Patient/1',
  );
  expect(addressWithin('http://localhost:5180/fhir', 'https://localhost:5180/fhir/Patient/1')).toBeNull();
});

test.each(['..', '.', ''])('An id of “%s” is refused before anything is sent', async (id) => {
  const stage = aStage(() => json({}));
  await expect(stage.client.read('Patient', id)).rejects.toMatchObject({ kind: 'foreign-url' });
  await expect(stage.client.updateText('CarePlan', id, '{}')).rejects.toMatchObject({ kind: 'foreign-url' });
  expect(stage.sent).toHaveLength(0);
});

test('An id that is a path stays one step of the path, or is refused', async () => {
  const stage = aStage(() => json({ resourceType: 'Patient', id: 'a/b' }));
  await stage.client.read('Patient', 'a/b');
  expect(stage.sent[0]?.url).toBe(`${BASE}/Patient/a%2Fb`);
  await expect(stage.client.read('Patient', '../../admin')).rejects.toMatchObject({ kind: 'foreign-url' });
  await expect(stage.client.read('Patient/../..', 'x')).rejects.toMatchObject({ kind: 'foreign-url' });
  expect(stage.sent).toHaveLength(1);
});

test.each([
  ['Practitioner/1', 'Practitioner/1'],
  ['https://ehr.example/fhir/Practitioner/1', 'Practitioner/1'],
  ['http://ehr.example/fhir/Practitioner/1/_history/3', 'Practitioner/1'],
  ['https://other.example/fhir/Practitioner/1', undefined],
  ['https://ehr.example/fhir/Practitioner/../../x/1', undefined],
  ['#contained', undefined],
  ['urn:uuid:0d1f0f3e-3c1f-4a55-8b0b-0d0c5a1d4b11', undefined],
  ['Practitioner?identifier=1', undefined],
  ['', undefined],
])('The reference “%s” is local as %s', (reference, local) => {
  expect(localReference(BASE, reference)).toBe(local);
});
