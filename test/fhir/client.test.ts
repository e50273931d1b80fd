import { expect, test } from 'vitest';
import { aPage, anOutcome, aStage, BASE, json } from './client-stage.ts';

const conditions = (...ids: string[]): readonly unknown[] => ids.map((id) => ({ resourceType: 'Condition', id }));

test('A search sends every value of every parameter and asks for FHIR JSON', async () => {
  const stage = aStage(() => json(aPage([])));
  await stage.client.search('Encounter', { patient: 'p1', date: ['ge2026-01-01', 'lt2026-12-01'], type: 'http://x|1,http://y|2' });
  const url = new URL(stage.sent[0]?.url ?? '');
  expect(url.origin + url.pathname).toBe(`${BASE}/Encounter`);
  expect(url.searchParams.getAll('date')).toEqual(['ge2026-01-01', 'lt2026-12-01']);
  expect(url.searchParams.get('type')).toBe('http://x|1,http://y|2');
  expect(stage.sent[0]?.headers.get('accept')).toBe('application/fhir+json');
  expect(stage.sent[0]?.headers.has('content-type')).toBe(false);
});

test('All pages come, each resource once, outcomes left out, with progress after each page', async () => {
  const stage = aStage((_, index) => {
    if (index === 0) return json(aPage(['a', 'b'], 'Condition?p=2'));
    const page = aPage(['b', 'c']);
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'suppressed' }] };
    return json({ ...page, entry: [...page.entry, { resource: outcome }] });
  });
  const progress: number[] = [];
  const result = await stage.client.search('Condition', {}, { onProgress: (count) => progress.push(count) });
  expect(result).toEqual({ resources: conditions('a', 'b', 'c'), complete: true });
  expect(progress).toEqual([2, 3]);
});

test('Two types may share an id', async () => {
  const resources = [
    { resourceType: 'Condition', id: '1' },
    { resourceType: 'Encounter', id: '1' },
  ];
  const stage = aStage(() => json({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }));
  expect((await stage.client.search('Condition', {})).resources).toEqual(resources);
});

test('A page that leads back to one already read ends the search as incomplete', async () => {
  const stage = aStage((_, index) => json(aPage([`c${index}`], 'Condition?p=2')));
  expect(await stage.client.search('Condition', {})).toEqual({ resources: conditions('c0', 'c1'), complete: false });
  expect(stage.sent).toHaveLength(2);
});

test('Pages without end are left after the page limit, as incomplete', async () => {
  const stage = aStage((_, index) => json(aPage([`c${index}`], `Condition?p=${index + 1}`)), {}, { maxPages: 5 });
  const result = await stage.client.search('Condition', {});
  expect(result.complete).toBe(false);
  expect(result.resources).toHaveLength(5);
});

test('Pages that bring nothing new, three in a row, end the search as incomplete', async () => {
  const stage = aStage((_, index) => json(aPage(['same'], `Condition?p=${index + 1}`)));
  expect(await stage.client.search('Condition', {})).toEqual({ resources: conditions('same'), complete: false });
  expect(stage.sent).toHaveLength(4);
});

test('A search that ends exactly at the page limit is complete', async () => {
  const stage = aStage((_, index) => json(aPage([`c${index}`], index < 1 ? 'Condition?p=2' : undefined)), {}, { maxPages: 2 });
  expect((await stage.client.search('Condition', {})).complete).toBe(true);
});

test.each([
  ['fails', () => json({}, 500)],
  ['is HTML', () => new Response('<html>')],
  ['is another type', () => json({ resourceType: 'Patient', id: 'x' })],
])('A later page that %s leaves what came before, as incomplete', async (_what, second) => {
  const stage = aStage((_, index) => (index === 0 ? json(aPage(['a'], 'Condition?p=2')) : second()));
  expect(await stage.client.search('Condition', {})).toEqual({ resources: conditions('a'), complete: false });
});

test('A first page that fails is an error, not an empty list', async () => {
  const stage = aStage(() => json(anOutcome('exception'), 500));
  await expect(stage.client.search('Condition', {})).rejects.toMatchObject({ kind: 'server' });
});

test('A session that ends between pages is an error, not a short list', async () => {
  const stage = aStage((_, index) => (index === 0 ? json(aPage(['a'], 'Condition?p=2')) : json({}, 401)), {
    tokens: { current: () => ({ value: 't', expiresAt: null }), canRefresh: () => false, refresh: () => Promise.reject(new Error('none')) },
  });
  await expect(stage.client.search('Condition', {})).rejects.toMatchObject({ kind: 'session-expired' });
});

test.each([
  ['an entry that is no resource', { resource: { id: 'x' } }],
  ['an entry without resource', { fullUrl: 'urn:uuid:x' }],
  ['an outcome that says so', { resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] } }],
])('A page with %s is incomplete', async (_what, entry) => {
  const stage = aStage(() => json({ resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Condition', id: 'a' } }, entry] }));
  expect(await stage.client.search('Condition', {})).toEqual({ resources: conditions('a'), complete: false });
});

test('Text is read as it came, with its version from the body rather than the header', async () => {
  const text = '{"resourceType":"CarePlan","id":"1","meta":{"versionId":"7"},"x":1.50}';
  const stage = aStage(() => new Response(text, { headers: { etag: 'W/"6"' } }));
  expect(await stage.client.readText('CarePlan', '1')).toEqual({ text, versionId: '7' });
  const bare = aStage(() => new Response('{"resourceType":"CarePlan","id":"1"}', { headers: { etag: 'W/"6"' } }));
  expect((await bare.client.readText('CarePlan', '1')).versionId).toBe('6');
});

test('An update sends the text byte for byte, and If-Match only where a version is given', async () => {
  const text = '{"resourceType":"CarePlan","id":"1","x":1.50}';
  const stage = aStage(() => json({ resourceType: 'CarePlan', id: '1' }));
  await stage.client.updateText('CarePlan', '1', text, { ifMatch: '7' });
  await stage.client.updateText('CarePlan', '1', text);
  expect(stage.sent.map((one) => [one.method, one.url, one.body, one.headers.get('if-match')])).toEqual([
    ['PUT', `${BASE}/CarePlan/1`, text, 'W/"7"'],
    ['PUT', `${BASE}/CarePlan/1`, text, null],
  ]);
  expect(stage.sent[0]?.headers.get('content-type')).toBe('application/fhir+json');
  // Every further header must be on the server's CORS list, and this one is not on all.
  expect(stage.sent[0]?.headers.get('prefer')).toBeNull();
});

test('A create carries its condition in a header, only where there is one', async () => {
  const stage = aStage(() => json({ resourceType: 'ChargeItem', id: '1' }, 201));
  await stage.client.create({ resourceType: 'ChargeItem' }, { ifNoneExist: 'identifier=a|b' });
  await stage.client.create({ resourceType: 'ChargeItem' });
  expect(stage.sent.map((one) => one.headers.get('if-none-exist'))).toEqual(['identifier=a|b', null]);
});

test.each(['Encounter/e1', `${BASE}/Encounter/e1/_history/1`, '/fhir/Encounter/e1'])(
  'A create answered without a body is read back from %s',
  async (location) => {
    const stage = aStage((sent) =>
      sent.method === 'POST' ? new Response('', { status: 201, headers: { location } }) : json({ resourceType: 'Encounter', id: 'e1' }),
    );
    expect(await stage.client.create({ resourceType: 'Encounter' })).toEqual({ resourceType: 'Encounter', id: 'e1' });
    expect(stage.sent[1]?.url).toBe(`${BASE}/Encounter/e1`);
  },
);

test.each([
  ['no address', {}],
  ['an address on another server', { location: 'https://evil.example/fhir/Encounter/e1' }],
  ['an address of another type', { location: 'Patient/e1' }],
])('A create answered with no body and %s is unclear, not done and not refused', async (_what, headers) => {
  const stage = aStage(() => new Response('', { status: 201, headers }));
  await expect(stage.client.create({ resourceType: 'Encounter' })).rejects.toMatchObject({ kind: 'unreadable', status: 201 });
  expect(stage.sent).toHaveLength(1);
});

test('An update answered without a body is read back, and is unclear where that fails', async () => {
  const stage = aStage((sent) => (sent.method === 'PUT' ? new Response('') : json({ resourceType: 'CarePlan', id: '1' })));
  expect(await stage.client.updateText('CarePlan', '1', '{}')).toEqual({ resourceType: 'CarePlan', id: '1' });
  const lost = aStage((sent) => (sent.method === 'PUT' ? new Response('') : json({}, 404)));
  await expect(lost.client.updateText('CarePlan', '1', '{}')).rejects.toMatchObject({ kind: 'unreadable', status: 200 });
});

test('A Bundle goes to the base as it is; its outcomes come back in order, refused ones among them', async () => {
  const text = '{"resourceType":"Bundle","type":"batch","entry":[{},{}]}';
  const outcome = anOutcome('conflict');
  const stage = aStage(() =>
    json({
      resourceType: 'Bundle',
      type: 'batch-response',
      entry: [
        {
          response: { status: '201 Created', location: 'ChargeItem/1/_history/1', etag: 'W/"1"' },
          resource: { resourceType: 'ChargeItem', id: '1' },
        },
        { response: { status: '412', outcome } },
      ],
    }),
  );
  expect(await stage.client.bundle(text)).toEqual([
    { status: 201, location: 'ChargeItem/1/_history/1', etag: 'W/"1"', resource: { resourceType: 'ChargeItem', id: '1' } },
    { status: 412, outcome },
  ]);
  expect(stage.sent[0]).toMatchObject({ method: 'POST', url: BASE, body: text });
});

test.each([
  ['fewer outcomes than entries', { entry: [{ response: { status: '201' } }] }],
  ['one outcome too many, of no status', { entry: [{ response: { status: '201' } }, { response: { status: '201' } }, {}] }],
  ['an outcome without status', { entry: [{ response: { status: '201' } }, { response: {} }] }],
])('A Bundle answered with %s is unclear', async (_what, answer) => {
  const stage = aStage(() => json({ resourceType: 'Bundle', ...answer }));
  await expect(stage.client.bundle('{"entry":[{},{}]}')).rejects.toMatchObject({ kind: 'unreadable' });
});
