import { expect, test, vi } from 'vitest';
import type { TimerLock } from '../../src/drafts/timer-lock.ts';
import { Browser, NURSE } from './browser.ts';
import { forbiddenLocks, refusingLocks, webLocks } from './web-locks.ts';

const MARIA = { patient: 'Maria Sample' };
const JOHN = { patient: 'John Sample' };

/** Each way in which windows can see one another; all keep the same promises. */
const WAYS: readonly [string, () => LockManager | null][] = [
  ['web locks', () => webLocks()],
  ['a lease', () => null],
  ['a lease, web locks being forbidden', () => forbiddenLocks],
  ['a lease, web locks being refused late', () => refusingLocks],
];

function lost(lock: TimerLock): Promise<{ readonly since: number }> {
  return new Promise((resolve) => {
    lock.onLost(resolve);
  });
}

test.each(WAYS)('by %s: starting while another window runs tells which and since when', async (_, locks) => {
  const browser = new Browser();
  const shared = { locks: locks() };
  const [maria, john] = [await browser.timerLock(shared), await browser.timerLock(shared)];
  expect(await maria.claim(MARIA)).toEqual({ kind: 'held' });
  const since = browser.now;
  browser.now += 90_000;
  await maria.beat();
  expect(await john.claim(JOHN)).toEqual({ kind: 'taken', label: MARIA, since });
  expect([maria.held, john.held, john.guarded]).toEqual([true, false, true]);
});

test.each(WAYS)('by %s: a window that takes over is told of, with the instant', async (_, locks) => {
  const browser = new Browser();
  const shared = { locks: locks() };
  const [maria, john] = [await browser.timerLock(shared), await browser.timerLock(shared)];
  await maria.claim(MARIA);
  const loss = lost(maria);
  browser.now += 60_000;
  const since = browser.now;
  await john.takeOver(JOHN);
  expect(await loss).toEqual({ since });
  expect([maria.held, john.held]).toEqual([false, true]);
  await maria.beat();
  await maria.release();
  expect(await maria.claim(MARIA)).toEqual({ kind: 'taken', label: JOHN, since });
});

test.each(WAYS)('by %s: a released timer is free', async (_, locks) => {
  const browser = new Browser();
  const shared = { locks: locks() };
  const [maria, john] = [await browser.timerLock(shared), await browser.timerLock(shared)];
  await maria.claim(MARIA);
  await maria.release();
  expect([maria.held, await browser.rows('leases')]).toEqual([false, []]);
  expect(await john.claim(JOHN)).toEqual({ kind: 'held' });
  await maria.release();
  expect(await maria.claim(MARIA)).toMatchObject({ kind: 'taken', label: JOHN });
});

test.each(WAYS)('by %s: claiming again gives the window’s new label and keeps its beginning', async (_, locks) => {
  const browser = new Browser();
  const shared = { locks: locks() };
  const [maria, john] = [await browser.timerLock(shared), await browser.timerLock(shared)];
  await maria.claim(JOHN);
  const since = browser.now;
  browser.now += 1000;
  expect(await maria.claim(MARIA)).toEqual({ kind: 'held' });
  expect(await john.claim(JOHN)).toEqual({ kind: 'taken', label: MARIA, since });
});

test.each(WAYS)('by %s: another person’s timer in the same browser is their own', async (_, locks) => {
  const browser = new Browser();
  const shared = { locks: locks() };
  const nora = await browser.timerLock(shared);
  const omar = await browser.timerLock({ ...shared, owner: { issuer: NURSE.issuer, user: 'Practitioner/nurse-omar' } });
  expect([await nora.claim(MARIA), await omar.claim(JOHN)]).toEqual([{ kind: 'held' }, { kind: 'held' }]);
});

test('a window that died leaves its lock at once where the browser has web locks', async () => {
  const browser = new Browser();
  const locks = webLocks();
  await (await browser.timerLock({ locks })).claim(MARIA);
  locks.crash();
  expect(await (await browser.timerLock({ locks })).claim(JOHN)).toEqual({ kind: 'held' });
});

test('by a lease, a window is gone after so much silence and not before; signs of life keep it', async () => {
  const browser = new Browser();
  const [maria, john] = [await browser.timerLock(), await browser.timerLock()];
  await maria.claim(MARIA);
  browser.now += 150_000;
  expect((await john.claim(JOHN)).kind).toBe('taken');
  await maria.beat();
  browser.now += 150_000;
  expect((await john.claim(JOHN)).kind).toBe('taken');
  browser.now += 1;
  expect((await john.claim(JOHN)).kind).toBe('held');
});

test('by a lease, a window that slept finds out with its next sign of life that the timer runs elsewhere', async () => {
  const browser = new Browser();
  const [maria, john] = [await browser.timerLock(), await browser.timerLock()];
  const heard = vi.fn<(loss: { readonly since: number }) => void>();
  maria.onLost(heard);
  await maria.claim(MARIA);
  browser.now += 3_600_000;
  const since = browser.now;
  await john.claim(JOHN);
  browser.now += 5_000;
  await Promise.all([maria.beat(), maria.beat()]);
  expect([maria.held, heard.mock.calls]).toEqual([false, [[{ since }]]]);
});

test('by a lease, two windows that start at once do not both run', async () => {
  const browser = new Browser();
  const [maria, john] = [await browser.timerLock(), await browser.timerLock()];
  const claims = await Promise.all([maria.claim(MARIA), john.claim(JOHN)]);
  expect(claims.map(({ kind }) => kind).toSorted()).toEqual(['held', 'taken']);
});

test('a lease that was cleared away is written again with the next sign of life', async () => {
  const browser = new Browser();
  const [maria, john] = [await browser.timerLock(), await browser.timerLock()];
  await maria.claim(MARIA);
  await (await browser.drafts()).clearAll();
  await maria.beat();
  expect(await john.claim(JOHN)).toMatchObject({ kind: 'taken', label: MARIA });
});

test('the lease tells nothing of patient or person to whoever reads the disk', async () => {
  const browser = new Browser();
  await (await browser.timerLock()).claim(MARIA);
  const [row] = await browser.rows('leases');
  const { data, ...clear } = row ?? {};
  expect(Object.keys(clear).toSorted()).toEqual(['beatAt', 'holder', 'iv', 'tag']);
  const disk = Buffer.from(data instanceof ArrayBuffer ? data : new ArrayBuffer()).toString('latin1') + JSON.stringify(clear);
  for (const secret of ['Maria', 'nora', 'ehr.example']) expect(disk).not.toContain(secret);
});

test('a label that cannot be read is unknown, and the lease stands', async () => {
  const browser = new Browser();
  const [maria, john] = [await browser.timerLock(), await browser.timerLock()];
  await maria.claim(MARIA);
  const [row] = await browser.rows('leases');
  await browser.raw('leases', 'readwrite', (rows) => rows.put({ ...row, iv: new Uint8Array(12) }));
  expect(await john.claim(JOHN)).toEqual({ kind: 'taken', label: null, since: browser.now });
});

test('web locks without storage still keep two timers apart; only the label is unknown', async () => {
  const locks = webLocks();
  const browser = new Browser();
  const [maria, john] = [await browser.timerLock({ locks, indexedDB: null }), await browser.timerLock({ locks, indexedDB: null })];
  await maria.claim(MARIA);
  expect([await john.claim(JOHN), john.guarded]).toEqual([{ kind: 'taken', label: null, since: null }, true]);
  const loss = lost(maria);
  await john.takeOver(JOHN);
  expect(await loss).toEqual({ since: browser.now });
});

test.each([
  ['neither is there', { indexedDB: null, locks: null }],
  ['both are forbidden, as in a frame with blocked storage', { indexedDB: null, locks: forbiddenLocks }],
  ['the page is not a secure context', { crypto: null, locks: null }],
])('without storage and locks the timer runs, and is known to be unguarded: %s', async (_, facilities) => {
  const lock = await new Browser().timerLock(facilities);
  expect([lock.guarded, await lock.claim(MARIA)]).toEqual([false, { kind: 'held' }]);
});

test('a lock that was let go of does not come back with a late sign of life', async () => {
  const browser = new Browser();
  const lock = await browser.timerLock();
  await lock.claim(MARIA);
  await Promise.all([lock.beat(), lock.release()]);
  expect(await browser.rows('leases')).toEqual([]);
});
