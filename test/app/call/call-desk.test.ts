import { expect, test } from 'vitest';
import { createCallDesk } from '../../../src/app/call/call-desk.ts';
import { Browser, HOUR } from '../../drafts/browser.ts';
import { toConfirm } from './call-stage.ts';

async function openDesk(browser: Browser, options: Parameters<Browser['drafts']>[0] = {}) {
  let ids = 0;
  const desk = createCallDesk({ drafts: browser.drafts(options), newId: () => `call-${(ids += 1)}` });
  await desk.opened;
  return desk;
}

test('everything typed is there in the next window, with its timer, and lies encrypted on the disk', async () => {
  const browser = new Browser();
  const desk = await openDesk(browser);
  desk.begin('timer-1');
  for (const note of ['S', 'Si', 'Sister moved in']) desk.change((call) => ({ ...call, note }));
  await desk.settled();
  expect(desk.getSnapshot().kept).toBe('stored');
  expect(JSON.stringify(await browser.rows('drafts'))).not.toContain('Sister');
  const next = await openDesk(browser);
  expect(next.getSnapshot().call).toMatchObject({ timerId: 'timer-1', note: 'Sister moved in' });
});

test('a call begun before the desk is open goes on with the one found', async () => {
  const browser = new Browser();
  const first = await openDesk(browser);
  first.begin('timer-1');
  first.change((call) => ({ ...call, note: 'Well.' }));
  await first.settled();
  const next = createCallDesk({ drafts: browser.drafts(), newId: () => 'other' });
  next.begin('timer-2');
  await next.settled();
  expect(next.getSnapshot().call).toMatchObject({ id: 'call-1', timerId: 'timer-2', note: 'Well.' });
});

test('a confirmed call makes room for the next one and waits beside it', async () => {
  const browser = new Browser();
  const desk = await openDesk(browser);
  desk.begin('timer-1');
  const confirmed = await desk.confirm(toConfirm());
  desk.begin('timer-2');
  await desk.settled();
  const next = await openDesk(browser);
  expect(next.getSnapshot()).toMatchObject({ call: { timerId: 'timer-2' }, sent: [{ call: { id: confirmed?.id }, sending: false }] });
});

test('what is settled is not offered again, and what is dropped is gone', async () => {
  const browser = new Browser();
  const desk = await openDesk(browser);
  desk.begin('timer-1');
  const confirmed = await desk.confirm(toConfirm());
  desk.note(confirmed?.id ?? '', {}, { timeStored: true, planStored: true });
  desk.begin('timer-2');
  const { call } = desk.getSnapshot();
  await desk.drop(call?.id ?? '');
  expect(await browser.rows('drafts')).toEqual([]);
  // The outcome stays until somebody has seen it.
  expect(desk.getSnapshot()).toMatchObject({ call: null, sent: [{ call: { id: confirmed?.id } }] });
});

test('a call that another window has sent is not offered here any more', async () => {
  const browser = new Browser();
  const one = await openDesk(browser);
  one.begin('timer-1');
  await one.settled();
  const other = await openDesk(browser);
  const gone = new Promise<void>((resolve) => {
    one.subscribe(() => {
      if (one.getSnapshot().call === null) resolve();
    });
  });
  await other.drop(other.getSnapshot().call?.id ?? '');
  await gone;
  expect(one.getSnapshot().call).toBeNull();
});

test('without storage the call is kept in this window, and says so', async () => {
  const desk = await openDesk(new Browser(), { indexedDB: null });
  desk.begin('timer-1');
  await desk.settled();
  expect(desk.getSnapshot()).toMatchObject({ kept: 'memory', call: { timerId: 'timer-1' } });
  const broken = createCallDesk({ drafts: Promise.reject(new Error('no code')), newId: () => 'call-1' });
  broken.begin('timer-1');
  await broken.settled();
  expect(broken.getSnapshot()).toMatchObject({ opened: true, kept: 'memory' });
});

test('a call older than the site allows is not offered', async () => {
  const browser = new Browser();
  const desk = await openDesk(browser);
  desk.begin('timer-1');
  await desk.settled();
  browser.now += 25 * HOUR;
  expect((await openDesk(browser)).getSnapshot().call).toBeNull();
});
