import { expect, test } from 'vitest';
import { confirmAndSend, sendMissing } from '../../../src/app/call/send-call.ts';
import type { FaultKind, FaultMatch } from '../../ehr/faults.ts';
import { aCallStage, type CallPage, NOTE, toConfirm } from './call-stage.ts';

/** The call that was confirmed, as the desk has it. */
function sentOn({ desk }: CallPage) {
  const [sent] = desk.getSnapshot().sent;
  if (sent === undefined) throw new Error('nothing was confirmed');
  return sent;
}

async function confirm(page: CallPage, confirmed = toConfirm()): Promise<void> {
  page.desk.begin(confirmed.input.id);
  page.desk.change((call) => ({ ...call, note: 'Well.' }));
  await confirmAndSend(page.desk, confirmed, page.ways);
  await page.desk.settled();
}

test('one confirm stores note, minutes and progress: own goals change, others’ stand in one note of the plan', async () => {
  const stage = await aCallStage();
  const page = await stage.page();
  await confirm(page);
  expect(sentOn(page)).toMatchObject({ sending: false, call: { confirmed: { timeStored: true, planStored: true, handedOver: true } } });
  expect(page.finished).toEqual([toConfirm().input.id]);
  expect(stage.entries()).toHaveLength(1);
  expect(['goal-0001', 'own', 'other'].map(stage.goal)).toEqual(['improving', 'worsening', undefined]);
  expect(stage.notes()).toEqual([NOTE]);
  expect(await stage.browser.rows('drafts')).toEqual([]);
});

test('progress on our own goals without a word is no note', async () => {
  const stage = await aCallStage();
  const page = await stage.page();
  const goals = [{ reference: '#goal-0001', what: 'Walk', progress: 'achieved', word: '' }] as const;
  await confirm(page, toConfirm({ at: '2026-10-20T10:18:00-04:00', goals }));
  expect(stage.goal('goal-0001')).toBe('achieved');
  expect(stage.notes()).toEqual([]);
});

const BUNDLE = { method: 'POST', type: 'Bundle' } as const;

test.each<[string, FaultKind, FaultMatch]>([
  ['the minutes', 500, { ...BUNDLE, nth: 1 }],
  ['the minutes', 422, { ...BUNDLE, nth: 1 }],
  ['a goal', 500, { ...BUNDLE, nth: 2 }],
  ['the plan', 500, { ...BUNDLE, nth: 3 }],
  ['the plan', 412, { ...BUNDLE, nth: 3 }],
  ['everything', 'lost-response', {}],
  ['everything', 'no-response', {}],
  ['everything', 429, {}],
  ['everything', 'html-200', {}],
])('where %s meets %s what can be is stored, and trying again stores what is missing, once', async (part, kind, on) => {
  const stage = await aCallStage();
  const page = await stage.page();
  stage.ehr.faults.add({ on, kind });
  await confirm(page);
  const { confirmed } = sentOn(page).call;
  expect([confirmed.timeStored, confirmed.planStored]).toEqual([part !== 'the minutes' && part !== 'everything', part === 'the minutes']);
  expect(confirmed.handedOver).toBe(true);
  stage.ehr.faults.clear();
  await page.saving();
  stage.ehr.clearExchanges();
  await sendMissing(page.desk, sentOn(page).call, page.ways);
  expect(sentOn(page).call.confirmed).toMatchObject({ timeStored: true, planStored: true });
  expect(stage.entries()).toHaveLength(1);
  expect(['goal-0001', 'own'].map(stage.goal)).toEqual(['improving', 'worsening']);
  expect(stage.notes()).toEqual([NOTE]);
  const sentAgain = stage.ehr.exchanges.filter(({ method, requestBody }) => method === 'POST' && requestBody.includes('"Encounter"'));
  expect(sentAgain.length > 0).toBe(!confirmed.timeStored);
});

test('a token that dies keeps both parts; the next launch offers the call and sends it', async () => {
  const stage = await aCallStage();
  const page = await stage.page();
  stage.ehr.faults.add({ on: {}, kind: 401 });
  await confirm(page);
  expect(sentOn(page)).toMatchObject({
    time: { kind: 'failed', error: 'session-expired' },
    plan: { kind: 'failed', error: 'session-expired' },
    call: { confirmed: { handedOver: true, timeStored: false, planStored: false } },
  });
  stage.ehr.faults.clear();

  const next = await stage.page();
  await sendMissing(next.desk, sentOn(next).call, next.ways);
  await next.desk.settled();
  expect(stage.entries()).toHaveLength(1);
  expect(stage.notes()).toEqual([NOTE]);
  expect(await stage.browser.rows('drafts')).toEqual([]);
});

test('somebody else’s change of the plan is a conflict; after the new look the progress joins it', async () => {
  const stage = await aCallStage();
  const page = await stage.page();
  const { target } = await page.saving();
  await target.client.updateText('CarePlan', 'cp-1', JSON.stringify({ ...stage.plan(), title: 'Changed by the physician' }));
  await confirm(page);
  expect(sentOn(page)).toMatchObject({ plan: { kind: 'conflict' }, call: { confirmed: { timeStored: true, planStored: false } } });
  expect(stage.notes()).toEqual([]);
  await page.saving();
  await sendMissing(page.desk, sentOn(page).call, page.ways);
  expect(stage.plan()).toMatchObject({ title: 'Changed by the physician' });
  expect(stage.notes()).toEqual([NOTE]);
});

test('minutes discarded in the list of what waits are not sent again with the progress', async () => {
  const stage = await aCallStage();
  const page = await stage.page();
  stage.ehr.faults.add({ on: { method: 'POST' }, kind: 500 });
  await confirm(page);
  await page.unsent.discard(toConfirm().input.id);
  stage.ehr.faults.clear();
  await page.saving();
  await sendMissing(page.desk, sentOn(page).call, page.ways);
  expect(stage.entries()).toHaveLength(0);
  expect(stage.notes()).toEqual([NOTE]);
});

test('where minutes are kept in the care plan itself, the progress follows them without a conflict', async () => {
  const stage = await aCallStage({ scope: 'patient/*.rs patient/CarePlan.cruds patient/Goal.cruds user/Practitioner.rs' });
  const page = await stage.page();
  await confirm(page);
  expect(sentOn(page)).toMatchObject({ time: { kind: 'stored', where: 'CarePlan' }, plan: { kind: 'stored' } });
  expect(stage.notes()).toEqual([NOTE]);
});

test('a goal that may not be written is named in the note', async () => {
  const stage = await aCallStage({ scope: 'patient/*.rs patient/CarePlan.cruds patient/Encounter.cruds user/Practitioner.rs' });
  const page = await stage.page();
  await confirm(page);
  expect(sentOn(page)).toMatchObject({ call: { confirmed: { planStored: true } } });
  expect(stage.goal('own')).toBeUndefined();
  expect(stage.notes()).toEqual([NOTE]);
});
