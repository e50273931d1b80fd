import { expect, test } from 'vitest';
import { chargeItemOf } from '../../src/fhir/charges/charge-item.ts';
import { withdrawCharge } from '../../src/fhir/charges/withdraw.ts';
import { aChargeDraft, aStage, MD, storedIn } from '../builders/writes.ts';

const HOW = { by: MD, at: '2026-11-01T09:30:00-05:00', reason: 'Entered for the wrong patient.' };
const BASE = { ...chargeItemOf(aChargeDraft()), id: 'base' };
const ADD_ON = { ...chargeItemOf(aChargeDraft({ code: '99439', partOf: '99490' }), { reference: 'ChargeItem/base' }), id: 'addon' };

test('a charge that should never have been is marked so, with the reason and who says it in a note', async () => {
  const { ehr, target } = await aStage({ resources: [BASE] });
  expect(await withdrawCharge(target, { ...HOW, reference: 'ChargeItem/base', as: 'entered-in-error' })).toEqual({
    kind: 'confirmed',
    reference: 'ChargeItem/base',
  });
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([
    { status: 'entered-in-error', note: [{}, { authorReference: MD, time: HOW.at, text: HOW.reason }] },
  ]);
  ehr.clearExchanges();
  expect(await withdrawCharge(target, { ...HOW, reference: 'ChargeItem/base', as: 'entered-in-error' })).toMatchObject({
    kind: 'confirmed',
  });
  expect(ehr.exchanges.every(({ method }) => method === 'GET')).toBe(true);
});

test.each([
  ['planned', 'aborted', 'confirmed'],
  ['planned', 'not-billable', 'confirmed'],
  ['billable', 'not-billable', 'confirmed'],
  ['billable', 'aborted', 'not-ours-to-take-back'],
  ['not-billable', 'entered-in-error', 'confirmed'],
  ['not-billable', 'aborted', 'not-ours-to-take-back'],
  ['entered-in-error', 'not-billable', 'not-ours-to-take-back'],
  ['billed', 'entered-in-error', 'not-ours-to-take-back'],
  ['billed', 'not-billable', 'not-ours-to-take-back'],
  ['unknown', 'entered-in-error', 'not-ours-to-take-back'],
] as const)('from %s to %s: %s', async (status, as, kind) => {
  const { ehr, target } = await aStage({ resources: [{ ...BASE, status }] });
  expect(await withdrawCharge(target, { ...HOW, reference: 'ChargeItem/base', as })).toMatchObject({ kind });
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status: kind === 'confirmed' ? as : status }]);
});

test('another system’s charge is not ours to take back', async () => {
  const theirs = { ...BASE, identifier: [{ system: 'https://other.example', value: '1' }] };
  const { ehr, target } = await aStage({ resources: [theirs] });
  expect(await withdrawCharge(target, { ...HOW, reference: 'ChargeItem/base', as: 'entered-in-error' })).toMatchObject({
    kind: 'not-ours-to-take-back',
  });
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status: 'billable' }]);
});

test('a base charge stays as long as an add-on of it stands', async () => {
  const { target } = await aStage({ resources: [BASE, ADD_ON] });
  const base = { ...HOW, reference: 'ChargeItem/base', as: 'not-billable' } as const;
  expect(await withdrawCharge(target, base)).toEqual({ kind: 'add-ons-stand', reference: 'ChargeItem/base', codes: ['99439'] });
  expect(await withdrawCharge(target, { ...base, reference: 'ChargeItem/addon' })).toMatchObject({ kind: 'confirmed' });
  expect(await withdrawCharge(target, base)).toMatchObject({ kind: 'confirmed' });
});

test('a charge that is billed at the moment of the write is left alone', async () => {
  const { ehr, target } = await aStage({ resources: [BASE] });
  const client = {
    ...target.client,
    bundle: (text: string) => {
      ehr.put({ ...BASE, status: 'billed' });
      return target.client.bundle(text);
    },
  };
  expect(await withdrawCharge({ ...target, client }, { ...HOW, reference: 'ChargeItem/base', as: 'not-billable' })).toEqual({
    kind: 'changed',
    reference: 'ChargeItem/base',
    status: 'billed',
  });
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status: 'billed' }]);
});

test.each([
  ['lost-response', 'confirmed'],
  ['no-response', 'unclear'],
  [422, 'rejected'],
  [401, 'failed'],
] as const)('where the answer is %s the outcome is %s', async (kind, outcome) => {
  const { ehr, target } = await aStage({ resources: [BASE] });
  ehr.faults.add({ on: { method: 'POST' }, kind });
  expect(await withdrawCharge(target, { ...HOW, reference: 'ChargeItem/base', as: 'not-billable' })).toMatchObject({ kind: outcome });
  expect(ehr.exchanges.filter(({ method }) => method !== 'GET')).toHaveLength(1);
});

test('an EHR that lets nothing be changed leaves the correction to a person, as it should stand', async () => {
  const { target } = await aStage({ resources: [BASE], persona: 'create-only' });
  expect(await withdrawCharge(target, { ...HOW, reference: 'ChargeItem/base', as: 'not-billable' })).toMatchObject({
    kind: 'not-stored',
    resource: { id: 'base', status: 'not-billable', note: [{}, { text: HOW.reason }] },
  });
});

test('another patient’s charge is not touched', async () => {
  const { ehr, target } = await aStage({ resources: [{ ...BASE, subject: { reference: 'Patient/pat-2' } }], scope: 'user/*.cruds' });
  await expect(withdrawCharge(target, { ...HOW, reference: 'ChargeItem/base', as: 'not-billable' })).rejects.toMatchObject({
    kind: 'wrong-patient',
  });
  expect(ehr.exchanges.every(({ method }) => method === 'GET')).toBe(true);
});
