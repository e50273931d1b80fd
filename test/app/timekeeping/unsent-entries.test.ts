import { expect, test } from 'vitest';
import type { SaveResult } from '../../../src/app/save-result.ts';
import { createUnsentEntries, type UnsentEntries } from '../../../src/app/timekeeping/unsent-entries.ts';
import { Browser, HOUR } from '../../drafts/browser.ts';
import type { FaultKind, FaultMatch } from '../../ehr/faults.ts';
import { anInput, anUnsentStage } from './unsent-stage.ts';

const WRITES: readonly FaultMatch[] = [{ method: 'POST' }, { method: 'PUT' }];
const EVERYTHING: readonly FaultMatch[] = [{}];

const unreachable = async (): Promise<SaveResult> => ({ kind: 'failed', error: 'network' });

const waiting = (unsent: UnsentEntries) => unsent.getSnapshot().entries.map(({ input, standing }) => [input.id, standing]);

test.each<[what: string, on: readonly FaultMatch[], kind: FaultKind, came: Partial<SaveResult>]>([
  ['the network is cut before the EHR hears of it', WRITES, 'no-response', { kind: 'unclear', looked: 'absent', error: 'network' }],
  ['the network is cut and stays cut', EVERYTHING, 'no-response', { kind: 'unclear', looked: 'unknown', error: 'network' }],
  ['the EHR stored it, and every answer is lost', EVERYTHING, 'lost-response', { kind: 'unclear', looked: 'unknown', error: 'network' }],
  ['the token is dead and there is no other', EVERYTHING, 401, { kind: 'failed', error: 'session-expired' }],
  ['the EHR permits no writing', WRITES, 403, { kind: 'not-stored' }],
  ['something stands against it', WRITES, 412, { kind: 'conflict' }],
  ['the EHR is busy', WRITES, 429, { kind: 'unclear', error: 'throttled' }],
  ['the EHR is out of service', EVERYTHING, 503, { kind: 'unclear', looked: 'unknown' }],
  ['the EHR has a fault', WRITES, 500, { kind: 'unclear', looked: 'absent', error: 'server' }],
  ['a login page comes in place of the answer', EVERYTHING, 'html-200', { kind: 'unclear', looked: 'unknown', error: 'unreadable' }],
  ['nothing comes in place of the answer', EVERYTHING, 'empty-body', { kind: 'unclear', looked: 'unknown', error: 'unreadable' }],
  ['the answer is cut off', EVERYTHING, 'truncated-json', { kind: 'unclear', looked: 'unknown', error: 'unreadable' }],
  ['the content is refused', WRITES, 422, { kind: 'rejected' }],
  ['a version is asked for', WRITES, 428, { kind: 'rejected' }],
])('Where %s the entry waits on the device, and is stored once after a relaunch', async (_what, on, kind, came) => {
  const { ehr, page, inEhr, browser } = await anUnsentStage();
  const input = anInput();
  const first = await page();
  on.forEach((match) => ehr.faults.add({ on: match, kind }));
  const result = await first.save(input);
  expect(result).toMatchObject(came);
  expect(waiting(first)).toEqual([[input.id, { kind: 'not-stored-yet', last: result }]]);
  expect(await browser.rows('drafts')).toHaveLength(1);

  ehr.faults.clear();
  const second = await page();
  expect(second.getSnapshot().entries).toMatchObject([{ input, standing: { kind: 'not-stored-yet', last: null }, kept: 'stored' }]);
  expect(await second.retry(input.id)).toMatchObject({ kind: 'stored' });
  expect(waiting(second)).toEqual([]);
  expect(await browser.rows('drafts')).toEqual([]);
  expect(inEhr()).toMatchObject([{ id: input.id, seconds: 750, source: 'timer', outcome: 'reached', recorded: input.recordedAt }]);
});

test.each<FaultKind>(['lost-response', 'truncated-json', 'empty-body'])(
  'An answer lost by %s after the EHR stored the entry is found by looking: nothing waits',
  async (kind) => {
    const { ehr, page, inEhr, browser } = await anUnsentStage();
    const unsent = await page();
    WRITES.forEach((on) => ehr.faults.add({ on, kind }));
    expect(await unsent.save(anInput())).toMatchObject({ kind: 'stored', alreadyThere: true });
    expect(waiting(unsent)).toEqual([]);
    expect(await browser.rows('drafts')).toEqual([]);
    expect(inEhr()).toHaveLength(1);
  },
);

test('The same page may try again as often as it likes: one entry', async () => {
  const { ehr, page, inEhr } = await anUnsentStage();
  const unsent = await page();
  ehr.faults.add({ on: {}, kind: 'lost-response' });
  await unsent.save(anInput());
  await unsent.retry(anInput().id);
  ehr.faults.clear();
  expect(await unsent.retry(anInput().id)).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(inEhr()).toHaveLength(1);
});

test('The draft is on the disk before anything is sent, and what it came from may go before that too', async () => {
  const browser = new Browser();
  const order: string[] = [];
  const unsent = createUnsentEntries({
    drafts: browser.drafts(),
    clock: browser.clock,
    send: async () => {
      order.push(`sent with ${(await browser.rows('drafts')).length} on the disk`);
      return { kind: 'stored', where: 'Encounter', reference: 'Encounter/1', alreadyThere: false };
    },
  });
  await unsent.save(anInput(), async () => {
    await Promise.resolve();
    order.push(`kept with ${(await browser.rows('drafts')).length} on the disk`);
  });
  expect(order).toEqual(['kept with 1 on the disk', 'sent with 1 on the disk']);
  expect(await browser.rows('drafts')).toEqual([]);
});

test('An entry that is being sent is neither sent twice nor discarded', async () => {
  const browser = new Browser();
  const answers: ((result: SaveResult) => void)[] = [];
  const send = () => new Promise<SaveResult>((resolve) => answers.push(resolve));
  const unsent = createUnsentEntries({ drafts: browser.drafts(), clock: browser.clock, send });
  const input = anInput();
  const kept = new Promise<void>((resolve) => {
    void unsent.save(input, resolve);
  });
  await kept;
  await expect.poll(() => answers.length).toBe(1);
  const again = unsent.save(input);
  expect(await unsent.retry(input.id)).toBeNull();
  await unsent.discard(input.id);
  expect(waiting(unsent)).toEqual([[input.id, { kind: 'sending' }]]);
  answers[0]?.({ kind: 'failed', error: 'network' });
  expect(await again).toEqual({ kind: 'failed', error: 'network' });
  expect(answers).toHaveLength(1);
});

test('All are tried again in order of start, and none after the session is found to be over', async () => {
  const { ehr, page, inEhr } = await anUnsentStage();
  const unsent = await page();
  ehr.faults.add({ on: {}, kind: 401 });
  const early = anInput({
    id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c5002',
    start: '2026-10-20T08:00:00-04:00',
    end: '2026-10-20T08:05:00-04:00',
    seconds: 300,
  });
  await unsent.save(anInput());
  await unsent.save(early);
  expect(waiting(unsent).map(([id]) => id)).toEqual([early.id, anInput().id]);
  ehr.clearExchanges();
  await unsent.retryAll();
  expect(ehr.exchanges).toHaveLength(1);
  ehr.faults.clear();
  await unsent.retryAll();
  expect(waiting(unsent)).toEqual([]);
  expect(new Set(inEhr().map(({ id }) => id))).toEqual(new Set([anInput().id, early.id]));
  expect(inEhr()).toHaveLength(2);
});

test('A discarded entry is gone from the list, the disk and the next page', async () => {
  const { ehr, page, inEhr, browser } = await anUnsentStage();
  const unsent = await page();
  ehr.faults.add({ on: {}, kind: 'no-response' });
  await unsent.save(anInput());
  await unsent.discard(anInput().id);
  ehr.faults.clear();
  expect([unsent.has(anInput().id), waiting(unsent), await browser.rows('drafts')]).toEqual([false, [], []]);
  expect((await page()).getSnapshot().entries).toEqual([]);
  expect(inEhr()).toEqual([]);
});

test.each([
  ['another patient', { patientId: 'pat-2' }],
  ['another person', { user: 'Practitioner/other' }],
  ['another EHR', { issuer: 'https://other.example/fhir' }],
])('What waits is not offered to %s', async (_who, other) => {
  const { ehr, page } = await anUnsentStage();
  const unsent = await page();
  ehr.faults.add({ on: {}, kind: 'no-response' });
  await unsent.save(anInput());
  ehr.faults.clear();
  const owner = { issuer: 'https://ehr.example.test/fhir', patientId: 'pat-maria-sample', user: 'Practitioner/nurse-nora', ...other };
  expect((await page({ owner })).getSnapshot().entries).toEqual([]);
});

test('After the site’s age limit what waited is not offered any more', async () => {
  const { ehr, page, browser } = await anUnsentStage();
  const unsent = await page();
  ehr.faults.add({ on: {}, kind: 'no-response' });
  await unsent.save(anInput());
  ehr.faults.clear();
  browser.now += 24 * HOUR - 1;
  expect((await page()).getSnapshot().entries).toHaveLength(1);
  browser.now += 1;
  expect((await page()).getSnapshot().entries).toEqual([]);
});

test.each([
  ['the browser offers no storage', { indexedDB: null }, 'unavailable'],
  ['the site switched drafts off', { maxAgeMs: 0 }, 'switched-off'],
] as const)('Where %s the entry waits in memory, and the store says so', async (_what, drafts, why) => {
  const { ehr, page, inEhr } = await anUnsentStage();
  const unsent = await page(drafts);
  ehr.faults.add({ on: {}, kind: 'no-response' });
  await unsent.save(anInput());
  expect(unsent.getSnapshot()).toMatchObject({ memoryOnly: why, entries: [{ kept: 'memory' }] });
  ehr.faults.clear();
  expect(await unsent.retry(anInput().id)).toMatchObject({ kind: 'stored' });
  expect(inEhr()).toHaveLength(1);
});

test('Where the code for drafts does not load the entry still waits, in memory', async () => {
  const unsent = createUnsentEntries({ drafts: Promise.reject(new Error('not loaded')), clock: () => 0, send: unreachable });
  await unsent.opened;
  await unsent.save(anInput());
  expect(unsent.getSnapshot()).toMatchObject({ opened: true, memoryOnly: 'unavailable', entries: [{ kept: 'memory' }] });
});

test('What one window stores leaves the list of the other', async () => {
  const { ehr, page } = await anUnsentStage();
  const [here, there] = [await page(), await page()];
  ehr.faults.add({ on: {}, kind: 'no-response' });
  await here.save(anInput());
  await expect.poll(() => there.has(anInput().id)).toBe(true);
  ehr.faults.clear();
  await here.retry(anInput().id);
  await expect.poll(() => there.has(anInput().id)).toBe(false);
});

test('A draft that holds no entry is passed over, and the others are offered', async () => {
  const { page, browser } = await anUnsentStage();
  const drafts = await browser.drafts();
  await drafts.save('odd', 'time-entry', { id: 'odd', seconds: 'many' });
  await drafts.save(anInput().id, 'time-entry', anInput());
  expect((await page()).getSnapshot().entries.map(({ input }) => input)).toEqual([anInput()]);
});

test('A draft that was too old when the page opened is not offered, and is told of', async () => {
  const { ehr, page, browser } = await anUnsentStage();
  WRITES.forEach((on) => ehr.faults.add({ on, kind: 'no-response' }));
  await (await page()).save(anInput());
  expect((await page()).getSnapshot().dropped).toEqual({ expired: 0, unreadable: 0 });
  browser.now += 25 * HOUR;
  expect((await page()).getSnapshot()).toMatchObject({ entries: [], dropped: { expired: 1, unreadable: 0 } });
});
