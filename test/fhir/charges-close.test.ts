import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCharges } from '../../src/fhir/charges.ts';
import { chargeItemOf } from '../../src/fhir/charges/charge-item.ts';
import { closeCharges } from '../../src/fhir/charges/close.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { aChargeDraft, aStage, MD, RN, storedIn } from '../builders/writes.ts';
import { ADD_ON, AT, close, COMPLEX, held, outcomesOf, told, WAYS, withoutTransactions } from './charges-close-stage.ts';

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

test('base and add-on are created in one transaction, the add-on part of the base', async () => {
  const { ehr, target } = await aStage();
  expect(told(await close(target, [aChargeDraft(), ADD_ON]))).toEqual(['create 99490 confirmed', 'create 99439 confirmed']);
  const [base, addOn] = storedIn(ehr, 'ChargeItem');
  expect(addOn).toMatchObject({ partOf: [{ reference: `ChargeItem/${base?.id}` }] });
  const posts = ehr.exchanges.filter(({ method }) => method === 'POST');
  expect(posts).toHaveLength(1);
  const { entry } = JSON.parse(posts[0]?.requestBody ?? '');
  const expected = JSON.parse(JSON.stringify(example('bundle-close-month-transaction')['entry']));
  expect(entry.map((one: { request: unknown }) => one.request)).toEqual(expected.map((one: { request: unknown }) => one.request));
});

test('a double click makes one ChargeItem', async () => {
  const { ehr, target } = await aStage();
  const both = await Promise.all([close(target, [aChargeDraft()]), close(target, [aChargeDraft()])]);
  expect(both.flatMap(told).toSorted()).toEqual(['create 99490 already-there', 'create 99490 confirmed']);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test('a second tab makes no second ChargeItem and says what stands there', async () => {
  const { ehr, target, anotherTab } = await aStage();
  await close(target, [aChargeDraft()]);
  expect(outcomesOf(await close(await anotherTab(), [aChargeDraft()]))).toMatchObject([{ kind: 'already-there', status: 'billable' }]);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test.each(WAYS)('with %s a planned charge is signed off, and what others put into it stays', async (_name, way) => {
  const { ehr, target: whole } = await aStage();
  const target = way(whole);
  await close(target, [aChargeDraft({ status: 'planned' })], RN);
  const id = storedIn(ehr, 'ChargeItem')[0]?.id ?? '';
  ehr.put((ehr.storedText('ChargeItem', id) ?? '').replace(/}$/, ',"factorOverride":1.50,"account":[{"reference":"Account/1"}]}'));
  ehr.clearExchanges();
  expect(told(await close(target, [aChargeDraft({ units: 2, basis: 'Basis: more.' })]))).toEqual(['sign-off 99490 confirmed']);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([
    {
      id,
      status: 'billable',
      quantity: { value: 2 },
      account: [{ reference: 'Account/1' }],
      note: [{ text: aChargeDraft().basis }, { text: 'Basis: more.' }],
    },
  ]);
  const put = ehr.exchanges.find(({ requestBody }) => requestBody.includes('factorOverride'));
  expect(put?.requestBody).toContain('"factorOverride":1.50');
  expect(put?.requestHeaders['if-match'] ?? put?.requestBody).toMatch(/W\/\\?"[^"]+"/);
});

test.each(WAYS)('with %s late minutes put 99487 in the place of 99490 and 99439, each naming the other', async (_name, way) => {
  const { ehr, target: whole } = await aStage();
  const target = way(whole);
  await close(target, [aChargeDraft(), ADD_ON]);
  ehr.clearExchanges();
  expect(told(await close(target, [COMPLEX]))).toEqual([
    'create 99487 confirmed',
    'supersede 99439 confirmed',
    'supersede 99490 confirmed',
  ]);
  const [base, addOn, complex] = storedIn(ehr, 'ChargeItem');
  expect([base?.['status'], addOn?.['status'], complex?.['status']]).toEqual(['not-billable', 'not-billable', 'billable']);
  expect(base?.['note']).toMatchObject([
    { text: aChargeDraft().basis },
    {
      authorReference: MD,
      time: AT,
      text: 'Superseded: the month totals 62 min clinical staff; replaced by ChargeItem pat-1/2026-10/99487.',
    },
  ]);
  expect(complex?.['supportingInformation']).toEqual(
    expect.arrayContaining([
      { reference: `ChargeItem/${base?.id}`, display: 'superseded' },
      { reference: `ChargeItem/${addOn?.id}`, display: 'superseded' },
    ]),
  );
  // As in the examples, nothing else of the old ones changed.
  const shape = example('chargeitem-99490-superseded');
  expect(
    Object.keys(base ?? {})
      .filter((key) => key !== 'meta')
      .toSorted(),
  ).toEqual(Object.keys(shape).toSorted());
});

test('without transactions the new charge stands before the old one goes', async () => {
  const { ehr, target } = await aStage();
  await close(withoutTransactions(target), [aChargeDraft()]);
  ehr.faults.add({ on: { method: 'POST', nth: 2 }, kind: 422 });
  const first = await close(target, [COMPLEX]);
  expect(told(first)).toEqual(['create 99487 confirmed', 'supersede 99490 rejected']);
  expect(first.standing).toMatchObject([{ code: '99490', status: 'billable' }]);
  const second = await close(target, [COMPLEX]);
  expect(told(second)).toEqual(['keep 99487 already-there', 'supersede 99490 confirmed']);
  expect(second.standing).toEqual([]);
});

test('back from 99487 to 99490: the closed 99490 stays, and a second one is numbered', async () => {
  const { ehr, target } = await aStage();
  await close(target, [aChargeDraft()]);
  await close(target, [COMPLEX]);
  expect(told(await close(target, [aChargeDraft()]))).toEqual(['create 99490 confirmed', 'supersede 99487 confirmed']);
  expect(held(ehr)).toEqual(['99490 not-billable 1', '99487 not-billable 1', '99490 billable 1']);
  expect(storedIn(ehr, 'ChargeItem')[2]).toMatchObject({ identifier: [{ value: 'pat-1/2026-10/99490#2' }] });
});

test('what was planned is aborted where nothing is to be billed, with the reason in its note', async () => {
  const { ehr, target } = await aStage();
  await close(target, [aChargeDraft({ status: 'planned' })]);
  const closed = await closeCharges(target, { month: '2026-10', drafts: [], by: RN, at: AT, why: 'The patient withdrew consent.' });
  expect(told(closed)).toEqual(['abort 99490 confirmed']);
  const [item] = storedIn(ehr, 'ChargeItem');
  expect(item).toMatchObject({ status: 'aborted', note: [{}, { authorReference: RN, text: 'Called off: The patient withdrew consent.' }] });
});

test.each(['billed', 'unknown'])('a charge that is %s is never touched', async (status) => {
  const { ehr, target } = await aStage();
  ehr.put({ ...chargeItemOf(aChargeDraft()), id: 'c1', status });
  expect((await close(target, [aChargeDraft({ units: 2 })])).results).toMatchObject([
    { step: { kind: 'billed', wanted: 2 }, outcome: { kind: 'already-there', reference: 'ChargeItem/c1', status } },
  ]);
  expect(held(ehr)).toEqual([`99490 ${status} 1`]);
  expect(ehr.exchanges.every(({ method }) => method === 'GET')).toBe(true);
});

test.each(WAYS)('with %s a charge that is billed between look and write is left alone, and nothing else is sent', async (_name, way) => {
  const { ehr, target: whole } = await aStage();
  const target = way(whole);
  await close(target, [aChargeDraft({ status: 'planned' })]);
  const [item] = storedIn(ehr, 'ChargeItem');
  const client = {
    ...target.client,
    readText: (type: string, id: string) => {
      ehr.put({ ...item, status: 'billed' });
      return target.client.readText(type, id);
    },
  };
  const closed = await close({ ...target, client }, [aChargeDraft({ units: 2 }), ADD_ON]);
  expect(outcomesOf(closed)).toMatchObject([{ kind: 'changed', status: 'billed' }, { kind: 'not-sent' }]);
  expect(held(ehr)).toEqual(['99490 billed 1']);
});

test('a charge that is billed at the moment of the write is left alone by its version', async () => {
  const { ehr, target } = await aStage();
  await close(target, [aChargeDraft({ status: 'planned' })]);
  const [item] = storedIn(ehr, 'ChargeItem');
  const client = {
    ...target.client,
    bundle: (text: string) => {
      ehr.put({ ...item, status: 'billed' });
      return target.client.bundle(text);
    },
  };
  const closed = await close({ ...target, client }, [aChargeDraft(), ADD_ON]);
  expect(outcomesOf(closed)).toMatchObject([{ kind: 'changed', status: 'billed' }, { kind: 'not-sent' }]);
  expect(held(ehr)).toEqual(['99490 billed 1']);
});

test('a planned charge that already says all this is left alone', async () => {
  const { ehr, target } = await aStage();
  const draft = aChargeDraft({ status: 'planned' });
  await close(target, [draft]);
  expect(told(await close(target, [{ ...draft, enteredBy: RN, enteredAt: AT }]))).toEqual(['keep 99490 already-there']);
  expect(ehr.history('ChargeItem', storedIn(ehr, 'ChargeItem')[0]?.id ?? '')).toHaveLength(1);
});

test('an EHR that lets nothing be changed gets no second coding beside the first: the correction is for a person to make', async () => {
  const { ehr, target } = await aStage({ persona: 'create-only' });
  await close(target, [aChargeDraft()]);
  const closed = await close(target, [COMPLEX]);
  expect(told(closed)).toEqual(['create 99487 not-sent', 'supersede 99490 not-stored']);
  expect(outcomesOf(closed)[1]).toMatchObject({
    resource: { status: 'not-billable', note: [{}, { text: expect.stringContaining('Superseded') }] },
  });
  expect(held(ehr)).toEqual(['99490 billable 1']);
});

test('a charge for another patient is not sent', async () => {
  const { ehr, target } = await aStage();
  await expect(close(target, [aChargeDraft(), aChargeDraft({ patientId: 'pat-2' })])).rejects.toMatchObject({ kind: 'wrong-patient' });
  expect(ehr.exchanges).toEqual([]);
});

test('CODE-15 beside another coding that is billed nothing is written, and it is named', async () => {
  const { ehr, target } = await aStage();
  ehr.put({ ...chargeItemOf(COMPLEX), id: 'c-complex', status: 'billed' });
  const closed = await close(target, [aChargeDraft(), ADD_ON]);
  expect(told(closed)).toEqual(['billed 99487 already-there', 'create 99490 not-sent', 'create 99439 not-sent']);
  expect(closed.standing).toEqual([{ code: '99487', reference: 'ChargeItem/c-complex', status: 'billed' }]);
  expect(ehr.exchanges.map(({ method }) => method)).toEqual(['GET']);
});

test('CODE-15 what another window recorded since is seen, whatever this one shows', async () => {
  const { ehr, target, anotherTab } = await aStage();
  await close(await anotherTab(), [aChargeDraft({ status: 'planned' })]);
  expect(told(await close(target, [COMPLEX]))).toEqual(['create 99487 confirmed', 'supersede 99490 confirmed']);
  expect(held(ehr)).toEqual(['99490 not-billable 1', '99487 billable 1']);
});

test('CODE-15 another month, another system’s charge and G0506 are left alone', async () => {
  const { ehr, target } = await aStage();
  ehr.put({ ...chargeItemOf(aChargeDraft({ month: '2026-09' })), id: 'september' });
  ehr.put({
    ...chargeItemOf(aChargeDraft({ code: '99491' })),
    id: 'theirs',
    identifier: [{ system: 'https://other.example', value: '1' }],
  });
  ehr.put({ ...chargeItemOf(aChargeDraft({ code: 'G0506' })), id: 'planning' });
  expect(told(await close(target, [COMPLEX]))).toEqual(['create 99487 confirmed']);
});

test('CODE-15 two windows that record different codings at the same moment: where both stand, whoever was last is told', async () => {
  const { ehr, target, anotherTab } = await aStage();
  const other = await anotherTab();
  const [first, second] = await Promise.all([close(target, [COMPLEX]), close(other, [aChargeDraft(), ADD_ON])]);
  const standing = readCharges(storedIn(ehr, 'ChargeItem')).filter(({ status }) => status === 'billable');
  const bothStand = standing.some(({ code }) => code === '99487') && standing.some(({ code }) => code === '99490');
  expect([...first.standing, ...second.standing].length > 0).toBe(bothStand);
});

test('CODE-15 a coding recorded between look and write is found by looking again, and named', async () => {
  const { ehr, target } = await aStage();
  const client = {
    ...target.client,
    bundle: (body: string) => {
      ehr.put({ ...chargeItemOf(COMPLEX), id: 'c-complex' });
      return target.client.bundle(body);
    },
  };
  const closed = await close({ ...target, client }, [aChargeDraft()]);
  expect(told(closed)).toEqual(['create 99490 confirmed']);
  expect(closed.standing).toEqual([{ code: '99487', reference: 'ChargeItem/c-complex', status: 'billable' }]);
});

test('CODE-15 where what stands could not be read nothing is written', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'GET' }, kind: 500 });
  await expect(close(target, [aChargeDraft()])).rejects.toMatchObject({ kind: 'server' });
  const half = { ...target.client, search: () => Promise.resolve({ resources: [], complete: false }) };
  await expect(close({ ...target, client: half }, [aChargeDraft()])).rejects.toMatchObject({ kind: 'unreadable' });
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(0);
});
