import { expect, test } from 'vitest';
import type { WriteTarget } from '../../src/fhir/carriers.ts';
import { readCharges } from '../../src/fhir/charges.ts';
import { chargeItemOf } from '../../src/fhir/charges/charge-item.ts';
import { closeCharges } from '../../src/fhir/charges/close.ts';
import { PERSONAS } from '../ehr/personas.ts';
import { aChargeDraft, aStage, MD, storedIn } from '../builders/writes.ts';
import { ADD_ON, AT, close, held, outcomesOf, told, withoutTransactions } from './charges-close-stage.ts';

test.each(['lost-response', 'truncated-json', 500] as const)('an answer of %s to an update is looked up', async (kind) => {
  const { ehr, target } = await aStage();
  await close(target, [aChargeDraft({ status: 'planned' })]);
  ehr.faults.add({ on: { method: 'POST' }, kind, times: 1 });
  const [outcome] = outcomesOf(await close(target, [aChargeDraft()]));
  expect(outcome?.kind).toBe(kind === 500 ? 'unclear' : 'confirmed');
  expect(held(ehr)).toEqual([kind === 500 ? '99490 planned 1' : '99490 billable 1']);
});

test('a lost answer is looked up: the charge is there, and a repeated close makes no second one', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  expect(told(await close(target, [aChargeDraft(), ADD_ON]))).toEqual(['create 99490 already-there', 'create 99439 already-there']);
  expect(told(await close(target, [aChargeDraft(), ADD_ON]))).toEqual(['keep 99490 already-there', 'keep 99439 already-there']);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(2);
});

test('a lost answer that cannot be looked up is unclear and not sent again', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  // The first look is the one before the write.
  ehr.faults.add({ on: { method: 'GET', nth: 2 }, kind: 500 });
  ehr.faults.add({ on: { method: 'GET', nth: 3 }, kind: 500 });
  expect(outcomesOf(await close(target, [aChargeDraft()]))).toEqual([{ kind: 'unclear', looked: 'unknown', error: 'network' }]);
  expect(ehr.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a request that never arrived is unclear and absent', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'no-response', times: 1 });
  expect(outcomesOf(await close(target, [aChargeDraft()]))).toEqual([{ kind: 'unclear', looked: 'absent', error: 'network' }]);
});

test('a 409 on a replay means: look again', async () => {
  const { ehr, target, anotherTab } = await aStage();
  const other = await anotherTab();
  const client = {
    ...target.client,
    bundle: async (text: string) => {
      await close(other, [aChargeDraft()]);
      ehr.faults.add({ on: { method: 'POST' }, kind: 409, times: 1 });
      return target.client.bundle(text);
    },
  };
  expect(outcomesOf(await close({ ...target, client }, [aChargeDraft()]))).toMatchObject([{ kind: 'already-there', status: 'billable' }]);
});

test('what the server refuses comes back with its reasons', async () => {
  const { target } = await aStage();
  const [outcome] = outcomesOf(await close(target, [aChargeDraft({ enteredAt: 'yesterday' })]));
  const issue = expect.objectContaining({ severity: 'error', expression: ['ChargeItem.enteredDate'] });
  expect(outcome).toMatchObject({ kind: 'rejected', issues: expect.arrayContaining([issue]) });
});

test('beside an entry that failed, an entry’s success is believed only where the EHR shows it', async () => {
  const { ehr, target } = await aStage();
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'business-rule', details: { text: 'No such code.' } }],
  };
  const answer = [
    { status: 201, location: 'ChargeItem/9/_history/1' },
    { status: 422, outcome },
  ];
  const client = { ...target.client, bundle: () => Promise.resolve(answer) };
  const failed = { kind: 'rejected', issues: [{ severity: 'error', code: 'business-rule', details: 'No such code.', expression: [] }] };
  expect(outcomesOf(await close({ ...target, client }, [aChargeDraft(), ADD_ON]))).toEqual([{ kind: 'not-sent' }, failed]);
  ehr.put({ ...chargeItemOf(aChargeDraft()), id: '9' });
  const there = { ...client, bundle: () => Promise.resolve(answer), search: searchAfter(target, 1) };
  expect(outcomesOf(await close({ ...target, client: there }, [aChargeDraft(), ADD_ON]))).toMatchObject([
    { kind: 'already-there' },
    failed,
  ]);
});

/** Finds nothing the first few times. */
function searchAfter(target: WriteTarget, empty: number): WriteTarget['client']['search'] {
  let searches = 0;
  return (type, params) => {
    searches += 1;
    return searches <= empty ? Promise.resolve({ resources: [], complete: true }) : target.client.search(type, params);
  };
}

test('a server that answers 200 for a transaction it undid is believed about the failure', async () => {
  const { ehr, target } = await aStage();
  await close(target, [aChargeDraft({ status: 'planned' })]);
  ehr.setPersona({ ...PERSONAS.full, transaction: 'entry-status' });
  const closed = await close(target, [aChargeDraft(), { ...ADD_ON, enteredAt: 'yesterday' }]);
  expect(outcomesOf(closed).map(({ kind }) => kind)).toEqual(['rejected', 'rejected']);
  expect(held(ehr)).toEqual(['99490 planned 1']);
});

test('a server that keeps no identifier gets no further charges', async () => {
  const { target } = await aStage();
  const client = {
    ...target.client,
    read: async (type: string, id: string) => ({ ...(await target.client.read(type, id)), identifier: [] }),
  };
  expect(told(await close({ ...target, client }, [aChargeDraft()]))).toEqual(['create 99490 confirmed']);
  expect(outcomesOf(await close({ ...target, client }, [aChargeDraft({ month: '2026-11' })]))).toMatchObject([
    { kind: 'not-stored', resource: { identifier: [{ value: 'pat-1/2026-11/99490' }] } },
  ]);
});

test('without transactions base comes first, and its failure stops the rest', async () => {
  const { ehr, target } = await aStage();
  withoutTransactions(target);
  ehr.faults.add({ on: { method: 'POST' }, kind: 422, times: 1 });
  expect(told(await close(target, [aChargeDraft(), ADD_ON]))).toEqual(['create 99490 rejected', 'create 99439 not-sent']);
  expect(told(await close(target, [aChargeDraft(), ADD_ON]))).toEqual(['create 99490 confirmed', 'create 99439 confirmed']);
  expect(told(await close(target, [aChargeDraft(), ADD_ON]))).toEqual(['keep 99490 already-there', 'keep 99439 already-there']);
  const [base, addOn] = storedIn(ehr, 'ChargeItem');
  expect(addOn).toMatchObject({ partOf: [{ reference: `ChargeItem/${base?.id}`, display: '99490' }] });
});

test('without transactions what was recorded is told even where the session ends before the rest', async () => {
  const { ehr, target } = await aStage();
  withoutTransactions(target);
  ehr.faults.add({ on: { method: 'POST', nth: 2 }, kind: 401, times: 9 });
  expect(outcomesOf(await close(target, [aChargeDraft(), ADD_ON]))).toMatchObject([
    { kind: 'confirmed' },
    { kind: 'failed', error: 'session-expired' },
  ]);
});

test('a server with batches and no transactions gets each charge in a batch of its own, under its condition', async () => {
  const { ehr, target } = await aStage();
  ehr.setPersona({ ...PERSONAS.full, transaction: 'unsupported' });
  withoutTransactions(target);
  const capabilities = { ...target.capabilities, batch: 'yes' } as const;
  expect(told(await close({ ...target, capabilities }, [aChargeDraft({ status: 'planned' })]))).toEqual(['create 99490 confirmed']);
  expect(told(await close({ ...target, capabilities }, [aChargeDraft()]))).toEqual(['sign-off 99490 confirmed']);
  const posts = ehr.exchanges.filter(({ method }) => method === 'POST' || method === 'PUT');
  expect(
    posts.map(({ requestBody }) => JSON.parse(requestBody)).map(({ type, entry }) => [type, entry.length, Object.keys(entry[0].request)]),
  ).toEqual([
    ['batch', 1, ['method', 'url', 'ifNoneExist']],
    ['batch', 1, ['method', 'url', 'ifMatch']],
  ]);
});

test('a server that knows conditional creates gets the condition in the header; where the browser cannot send it, and nothing is there, without', async () => {
  const { ehr, target } = await aStage();
  withoutTransactions(target);
  const capabilities = { ...target.capabilities, batch: 'no', conditionalCreate: () => 'yes' as const } as const;
  await close({ ...target, capabilities }, [aChargeDraft()]);
  expect(ehr.exchanges.find(({ method }) => method === 'POST')?.requestHeaders['if-none-exist']).toContain('identifier=');
  ehr.clearExchanges();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'no-response', times: 1 });
  const november = { ...aChargeDraft({ month: '2026-11' }) };
  expect(told(await closeCharges({ ...target, capabilities }, { month: '2026-11', drafts: [november], by: MD, at: AT }))).toEqual([
    'create 99490 confirmed',
  ]);
  expect(ehr.exchanges.filter(({ method }) => method === 'POST').map(({ requestHeaders }) => 'if-none-exist' in requestHeaders)).toEqual([
    true,
    false,
  ]);
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  const december = { ...aChargeDraft({ month: '2026-12' }) };
  await closeCharges({ ...target, capabilities }, { month: '2026-12', drafts: [december], by: MD, at: AT });
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(3);
});

test('a server without a search by identifier is asked for the patient’s charges, and they are compared here', async () => {
  const { ehr, target, anotherTab } = await aStage({ persona: 'create-only' });
  ehr.faults.add({ on: { method: 'GET', path: /identifier=/ }, kind: 422 });
  expect(told(await close(target, [aChargeDraft()]))).toEqual(['create 99490 confirmed']);
  expect(told(await close(await anotherTab(), [aChargeDraft()]))).toEqual(['keep 99490 already-there']);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test('two windows that make the same charge on a server without conditions: one of the two is taken back, the same by both', async () => {
  const { ehr, target, anotherTab } = await aStage();
  ehr.setPersona({ ...PERSONAS.full, transaction: 'unsupported', batch: false, conditionalCreate: 'ignored' });
  const other = withoutTransactions(await anotherTab());
  await Promise.all([close(withoutTransactions(target), [aChargeDraft()]), close(other, [aChargeDraft()])]);
  await close(target, [aChargeDraft()]);
  expect(readCharges(storedIn(ehr, 'ChargeItem')).filter(({ status }) => status === 'billable')).toHaveLength(1);
});

test('an EHR that takes no charges leaves them to the charge sheet', async () => {
  const { ehr, target } = await aStage({ persona: 'read-only' });
  expect(outcomesOf(await close(target, [aChargeDraft()]))).toMatchObject([
    { kind: 'not-stored', resource: { resourceType: 'ChargeItem' } },
  ]);
  expect(ehr.exchanges).toEqual([]);
});

test('an EHR that refuses charges only when asked is learned once', async () => {
  const { ehr, target } = await aStage({ scope: 'patient/*.rs', capabilitiesUnknown: true });
  expect(told(await close(target, [aChargeDraft(), ADD_ON]))).toEqual(['create 99490 not-stored', 'create 99439 not-sent']);
  ehr.clearExchanges();
  expect(told(await close(target, [aChargeDraft()]))).toEqual(['create 99490 not-stored']);
  expect(ehr.exchanges).toEqual([]);
});

test('CODE-15 an EHR that takes charges and lets nobody look for them is still written to', async () => {
  const { target } = await aStage({ scope: 'patient/ChargeItem.cr patient/Patient.rs', capabilitiesUnknown: true });
  expect(told(await close(target, [aChargeDraft()]))).toEqual(['create 99490 confirmed']);
});

test('CODE-15 a recorded charge is not hidden where looking again fails', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'GET', nth: 3 }, kind: 500 });
  ehr.faults.add({ on: { method: 'GET', nth: 2 }, kind: 500 });
  expect(told(await close(target, [aChargeDraft()]))).toEqual(['create 99490 confirmed']);
});
