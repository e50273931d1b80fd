import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import type { DraftChange, Drafts } from '../../src/drafts/drafts.ts';
import { Browser, HOUR, NURSE } from './browser.ts';

const NOTE = { note: 'Called Maria Sample about her insulin', seconds: 399 };

const payloads = async (drafts: Drafts, kind?: string): Promise<readonly unknown[]> =>
  (await drafts.list(kind)).map(({ payload }) => payload);

test('a draft outlives its window', async () => {
  const browser = new Browser();
  const first = await browser.drafts();
  expect(await first.save('entry-1', 'time-entry', NOTE)).toEqual({ kept: 'stored', version: 1, overrode: null });
  first.close();
  const drafts = await browser.drafts();
  const draft = { id: 'entry-1', kind: 'time-entry', payload: NOTE, savedAt: browser.now, version: 1 };
  expect([drafts.persistent, drafts.memoryOnly]).toEqual([true, null]);
  expect(await drafts.read('entry-1')).toEqual(draft);
  expect(await drafts.list()).toEqual([draft]);
  expect(await drafts.read('entry-2')).toBeNull();
});

test('drafts are listed newest first, and by kind', async () => {
  const browser = new Browser();
  const drafts = await browser.drafts();
  await drafts.save('a', 'timer', 1);
  browser.now += 1000;
  await drafts.save('b', 'time-entry', 2);
  browser.now += 1000;
  await drafts.save('c', 'timer', 3);
  expect([await payloads(drafts), await payloads(drafts, 'timer'), await payloads(drafts, 'plan')]).toEqual([[3, 2, 1], [3, 1], []]);
});

test.each([
  ['patient', { patientId: 'pat-other' }],
  ['user', { user: 'Practitioner/other' }],
  ['EHR', { issuer: 'https://other.example.test/fhir' }],
])('drafts are not offered beside another %s', async (_, other) => {
  const browser = new Browser();
  await (await browser.drafts()).save('entry-1', 'time-entry', NOTE);
  const others = await browser.drafts({ owner: { ...NURSE, ...other } });
  expect([await others.list(), await others.read('entry-1')]).toEqual([[], null]);
  await others.clear();
  expect(await payloads(await browser.drafts())).toEqual([NOTE]);
});

test('nothing on the disk tells of patient, person, EHR or draft', async () => {
  const browser = new Browser();
  await (await browser.drafts()).save('entry-maria', 'time-entry', NOTE);
  const [row, ...others] = await browser.rows('drafts');
  expect(others).toEqual([]);
  expect(Object.keys(row ?? {}).toSorted()).toEqual(['data', 'iv', 'owner', 'savedAt', 'tag', 'version']);
  const { data, iv, ...clear } = row ?? {};
  const bytes = Buffer.from(data instanceof ArrayBuffer ? data : new ArrayBuffer()).toString('latin1');
  expect(bytes.length).toBeGreaterThan(0);
  const disk = bytes + JSON.stringify([clear, iv, (await browser.indexedDB.databases()).map(({ name }) => name)]);
  for (const secret of ['aria', 'insulin', 'entry-', 'time-entry', 'nora', 'Practitioner', 'ehr.example'])
    expect(disk).not.toContain(secret);
});

test('the keys cannot be taken out of the browser', async () => {
  const browser = new Browser();
  await browser.drafts();
  const [keys] = await browser.rows('keys');
  expect(keys).toMatchObject({ cipher: { extractable: false }, names: { extractable: false } });
});

test('the same note is never sealed twice alike', async () => {
  const browser = new Browser();
  const drafts = await browser.drafts();
  await drafts.save('a', 'note', NOTE);
  const [before] = await browser.rows('drafts');
  await drafts.save('a', 'note', NOTE);
  const [after] = await browser.rows('drafts');
  expect(Buffer.from(after?.['data'] as ArrayBuffer).equals(Buffer.from(before?.['data'] as ArrayBuffer))).toBe(false);
});

test('a draft of 24 hours is removed on opening, whoever owns it, and one of a second less is not', async () => {
  const browser = new Browser();
  await (await browser.drafts()).save('old', 'note', 1);
  await (await browser.drafts({ owner: { ...NURSE, patientId: 'pat-other' } })).save('old', 'note', 2);
  browser.now += 1000;
  await (await browser.drafts()).save('newer', 'note', 3);
  browser.now += 24 * HOUR - 1000;
  const drafts = await browser.drafts();
  expect(await payloads(drafts)).toEqual([3]);
  expect(drafts.dropped).toEqual({ expired: 2, unreadable: 0 });
  expect(await browser.rows('drafts')).toHaveLength(1);
});

test('a draft that grows too old while the window is open is not offered either', async () => {
  const browser = new Browser();
  const drafts = await browser.drafts();
  await drafts.save('a', 'note', 1);
  browser.now += 24 * HOUR;
  expect([await drafts.read('a'), await browser.rows('drafts'), drafts.dropped.expired]).toEqual([null, [], 1]);
});

test('an age limit of 0 keeps drafts in memory and removes those that a longer limit left', async () => {
  const browser = new Browser();
  await (await browser.drafts()).save('a', 'note', 1);
  const drafts = await browser.drafts({ maxAgeMs: 0 });
  expect([drafts.persistent, drafts.memoryOnly]).toEqual([false, 'switched-off']);
  expect(await drafts.save('b', 'note', NOTE)).toMatchObject({ kept: 'memory', version: 1 });
  expect(await drafts.save('b', 'note', NOTE)).toMatchObject({ kept: 'memory', version: 2 });
  expect(await payloads(drafts)).toEqual([NOTE]);
  expect(await browser.rows('drafts')).toEqual([]);
});

test('without a known person nothing is stored, since it could not be kept from others', async () => {
  const browser = new Browser();
  const drafts = await browser.drafts({ owner: { ...NURSE, user: ' ' } });
  await drafts.save('a', 'note', NOTE);
  expect([drafts.memoryOnly, await payloads(drafts), await browser.rows('drafts')]).toEqual(['no-owner', [NOTE], []]);
});

const refusing = { open: () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as IDBFactory; // prettier-ignore

test.each([
  ['there is no database', { indexedDB: null }],
  ['the frame may not use it', { indexedDB: refusing }],
  ['there is no cryptography', { crypto: null }],
  ['the page is not a secure context', { crypto: { getRandomValues: () => null } as unknown as Crypto }],
])('drafts stay in memory and say so where %s', async (_, facilities) => {
  const drafts = await new Browser().drafts(facilities);
  expect([drafts.persistent, drafts.memoryOnly]).toEqual([false, 'unavailable']);
  expect(await drafts.save('a', 'note', NOTE)).toMatchObject({ kept: 'memory' });
  expect([await drafts.read('a'), await payloads(drafts, 'note')]).toEqual([expect.objectContaining({ payload: NOTE }), [NOTE]]);
  await drafts.remove('a');
  await drafts.clearAll();
  expect(await drafts.list()).toEqual([]);
});

test('a full disk loses no draft: it stays in memory, is said so, and is stored once there is room', async () => {
  const browser = new Browser();
  const drafts = await browser.drafts();
  await drafts.save('a', 'note', 'first');
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await drafts.save('a', 'note', 'second')).toMatchObject({ kept: 'memory', version: 2 });
  expect([drafts.persistent, drafts.memoryOnly, await payloads(drafts)]).toEqual([false, 'failed', ['second']]);
  full.mockRestore();
  expect(await drafts.save('a', 'note', 'third')).toMatchObject({ kept: 'stored', version: 3, overrode: null });
  expect([drafts.persistent, await payloads(drafts)]).toEqual([true, ['third']]);
  expect(await payloads(await browser.drafts())).toEqual(['third']);
});

test('a database that the browser has closed is opened again', async () => {
  const browser = new Browser();
  const drafts = await browser.drafts();
  await drafts.save('a', 'note', NOTE);
  // A database about to be deleted makes every window let go of it.
  await new Promise((resolve, reject) => {
    const request = browser.indexedDB.deleteDatabase('intervisit-drafts');
    request.addEventListener('success', resolve);
    request.addEventListener('error', reject);
  });
  expect(await drafts.list()).toEqual([]);
  expect(await drafts.save('b', 'note', NOTE)).toMatchObject({ kept: 'stored' });
});

test('a database that broke without a word is opened again', async () => {
  const browser = new Browser();
  const drafts = await browser.drafts();
  await drafts.save('a', 'note', NOTE);
  const broken = new Set<unknown>();
  const original: IDBDatabase['transaction'] = Reflect.get(IDBDatabase.prototype, 'transaction');
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function transaction(this: IDBDatabase, ...args) {
    if (broken.size === 0) broken.add(this);
    if (broken.has(this)) throw new DOMException('closed', 'InvalidStateError');
    return original.apply(this, args);
  });
  expect(await payloads(drafts)).toEqual([NOTE]);
});

test.each<[string, (row: Record<string, unknown>) => Record<string, unknown>]>([
  ['changed bytes', (row) => ({ ...row, data: flipped(row['data']) })],
  ['another age', (row) => ({ ...row, savedAt: Number(row['savedAt']) + 1 })],
  ['another draft’s name', (row) => ({ ...row, tag: 'f'.repeat(64) })],
])('a draft with %s is dropped and reported, and does not take the others with it', async (_, change) => {
  const browser = new Browser();
  const drafts = await browser.drafts();
  await drafts.save('a', 'note', 1);
  const [row] = await browser.rows('drafts');
  await drafts.save('b', 'note', 2);
  await browser.raw('drafts', 'readwrite', (rows) => rows.put(change(row ?? {})));
  const again = await browser.drafts();
  const left = await payloads(again);
  expect(left).toContain(2);
  expect(left).not.toContain('changed');
  expect(again.dropped).toEqual({ expired: 0, unreadable: 1 });
  expect(await browser.rows('drafts')).toHaveLength(left.length);
});

test('a good draft saved while an unreadable one was being looked at is not dropped with it', async () => {
  const browser = new Browser();
  const writer = await browser.drafts();
  await writer.save('a', 'note', 'bad');
  const [row] = await browser.rows('drafts');
  await browser.raw('drafts', 'readwrite', (rows) => rows.put({ ...row, data: flipped(row?.['data']) }));
  const { subtle } = crypto;
  const slowly: Pick<SubtleCrypto, 'sign' | 'encrypt' | 'decrypt'> = {
    sign: subtle.sign.bind(subtle),
    encrypt: subtle.encrypt.bind(subtle),
    async decrypt(...args) {
      await writer.save('a', 'note', 'good');
      return subtle.decrypt(...args);
    },
  };
  const reader = await browser.drafts({
    crypto: { subtle: slowly, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto,
  });
  expect(await reader.read('a')).toBeNull();
  expect(await payloads(writer)).toEqual(['good']);
});

test('a row that is no draft at all is dropped on opening', async () => {
  const browser = new Browser();
  await browser.drafts();
  await browser.raw('drafts', 'readwrite', (rows) => rows.put({ tag: 'x', owner: 7 }));
  expect((await browser.drafts()).dropped).toEqual({ expired: 0, unreadable: 1 });
  expect(await browser.rows('drafts')).toEqual([]);
});

test('saves of one window land in the order they were made', async () => {
  const drafts = await new Browser().drafts();
  await Promise.all(['x'.repeat(200_000), 'two', 'three'].map((payload) => drafts.save('a', 'note', payload)));
  expect(await drafts.read('a')).toMatchObject({ payload: 'three', version: 3 });
});

test('what is changed after it was saved does not change the draft, stored or in memory', async () => {
  for (const options of [{}, { maxAgeMs: 0 }]) {
    const drafts = await new Browser().drafts(options);
    const payload = { lines: ['one'] };
    const saving = drafts.save('a', 'note', payload);
    payload.lines.push('two');
    await saving;
    expect((await drafts.read('a'))?.payload).toEqual({ lines: ['one'] });
  }
});

test.each([
  ['undefined', undefined],
  ['a function', () => 1],
  ['a big integer', 1n],
])('%s is refused as a payload', async (_, payload) => {
  const drafts = await new Browser().drafts();
  await expect(drafts.save('a', 'note', payload)).rejects.toMatchObject({ name: 'DraftError', kind: 'not-json' });
  expect(await drafts.list()).toEqual([]);
});

test('in two windows the last save wins, and the one that overrode an unseen version hears of it', async () => {
  const browser = new Browser();
  const [left, right] = [await browser.drafts(), await browser.drafts()];
  await left.save('a', 'note', 'left');
  await right.read('a');
  expect(await left.save('a', 'note', 'left again')).toMatchObject({ version: 2, overrode: null });
  expect(await right.save('a', 'note', 'right')).toMatchObject({ version: 3, overrode: 'newer' });
  expect((await left.read('a'))?.payload).toBe('right');
  await left.remove('a');
  expect(await right.save('a', 'note', 'right again')).toMatchObject({ overrode: 'removed' });
});

test('two windows opened at once use the same keys', async () => {
  const browser = new Browser();
  const [left, right] = await Promise.all([browser.drafts(), browser.drafts()]);
  await left.save('a', 'note', 1);
  await right.save('b', 'note', 2);
  expect(new Set(await payloads(right))).toEqual(new Set([1, 2]));
});

function nextChange(drafts: Drafts): Promise<DraftChange> {
  return new Promise((resolve) => {
    const stop = drafts.subscribe((change) => {
      stop();
      resolve(change);
    });
  });
}

test('a window hears what another does to its owner’s drafts, and by which id', async () => {
  const browser = new Browser();
  const [left, right] = [await browser.drafts(), await browser.drafts()];
  const stranger = await browser.drafts({ owner: { ...NURSE, patientId: 'pat-other' } });
  const overheard = vi.fn<(change: DraftChange) => void>();
  stranger.subscribe(overheard);
  const saved = nextChange(right);
  await left.save('a', 'note', 1);
  expect(await saved).toEqual({ what: 'saved', id: 'a' });
  const removed = nextChange(right);
  await left.remove('a');
  expect(await removed).toEqual({ what: 'removed', id: 'a' });
  const cleared = nextChange(right);
  await left.clear();
  expect(await cleared).toEqual({ what: 'cleared' });
  expect(overheard).not.toHaveBeenCalled();
});

test('the end of the session clears everybody’s drafts and leases', async () => {
  const browser = new Browser();
  const [mine, others] = [await browser.drafts(), await browser.drafts({ owner: { ...NURSE, patientId: 'pat-other' } })];
  const lock = await browser.timerLock();
  await lock.claim('Maria Sample');
  await mine.save('a', 'note', 1);
  await others.save('b', 'note', 2);
  const heard = nextChange(others);
  await mine.clearAll();
  expect(await heard).toEqual({ what: 'cleared' });
  expect([await browser.rows('drafts'), await browser.rows('leases'), await others.list()]).toEqual([[], [], []]);
});

test('storage that fails on reading is told apart from having no drafts', async () => {
  const drafts = await new Browser().drafts();
  await drafts.save('a', 'note', 1);
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('broken', 'UnknownError');
  });
  await expect(drafts.read('a')).rejects.toMatchObject({ kind: 'storage-failed' });
});

function flipped(data: unknown): ArrayBuffer {
  const bytes = new Uint8Array(data instanceof ArrayBuffer ? data.slice(0) : new ArrayBuffer(1));
  bytes[3] = (bytes[3] ?? 0) ^ 1;
  return bytes.buffer;
}
