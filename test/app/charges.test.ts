import { expect, test } from 'vitest';
import { checkCharges, closeDrafts, closeMonth, previewClose, withdrawCharge } from '../../src/app/queries/charges.ts';
import { chargesOfMonth } from '../../src/app/queries/views.ts';
import type { Saving } from '../../src/app/queries/signed-in.ts';
import type { CloseInput, CloseOutcome } from '../../src/app/charge-view.ts';
import { storedIn } from '../builders/writes.ts';
import { aCloseStage, anInput, asNurse, closeAs, logMinutes } from './charges-stage.ts';
import { MONTH } from './statement-stage.ts';

const asPhysician = <Seen extends Saving>(saving: Seen): Seen => saving;

function told({ charges }: CloseOutcome): readonly string[] {
  return charges.map(({ code, state, step, status }) => [step, code, state, status].filter((word) => word !== undefined).join(' '));
}

test('a nurse prepares the charges, the practitioner signs them off: one ChargeItem, billable then', async () => {
  const { ehr, look } = await aCloseStage();
  expect(told(await closeAs(look, asNurse))).toEqual(['create 99490 confirmed planned']);
  expect(told(await closeAs(look, asPhysician))).toEqual(['sign-off 99490 confirmed billable']);
  expect(told(await closeAs(look, asPhysician))).toEqual(['keep 99490 already-there billable']);
  expect(told(await closeAs(look, asNurse))).toEqual(['keep 99490 already-there billable']);
  const [item, ...others] = storedIn(ehr, 'ChargeItem');
  expect(others).toEqual([]);
  expect(item).toMatchObject({ status: 'billable', performer: [{ actor: { reference: 'Practitioner/prac-md' } }] });
});

test('the practitioner who closes without signing leaves the charges planned', async () => {
  const { look } = await aCloseStage();
  expect(told(await closeAs(look, asPhysician, { signOff: false }))).toEqual(['create 99490 confirmed planned']);
});

test('a nurse who names herself as the one who bills signs nothing off', async () => {
  const { look } = await aCloseStage();
  const billingPractitioner = { reference: 'Practitioner/prac-rn', display: 'Jane Rivera, RN' };
  expect(told(await closeAs(look, asNurse, { billingPractitioner }))).toEqual(['create 99490 confirmed planned']);
});

test('every reference that a charge names as its support is in the EHR: entry, plan, consent, conditions', async () => {
  const { ehr, look } = await aCloseStage();
  await closeAs(look, asPhysician);
  const [item] = storedIn(ehr, 'ChargeItem');
  const named = JSON.parse(JSON.stringify(item?.['supportingInformation'])).map(
    ({ reference }: { readonly reference: string }) => reference,
  );
  expect(named.map((reference: string) => reference.split('/')[0])).toEqual(['Encounter', 'CarePlan', 'Consent', 'Condition', 'Condition']);
  for (const reference of named) {
    const [type, id] = reference.split('/');
    expect(ehr.storedText(type, id)).toBeDefined();
  }
});

test('what is shown before is what is done, and the sheet’s charges are the same', async () => {
  const { ehr, look } = await aCloseStage();
  const saving = await look();
  const input = anInput(saving.assessment);
  expect(previewClose(saving, saving.assessment, input)).toEqual([{ kind: 'create', code: '99490', units: 1, status: 'billable' }]);
  const [draft] = closeDrafts(saving, saving.assessment, input);
  expect(storedIn(ehr, 'ChargeItem')).toEqual([]);
  await closeMonth(saving, saving.assessment, input);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ note: [{ text: draft?.basis }] }]);
});

test('late minutes: a nurse adds what they earn to be signed, and leaves what is signed alone', async () => {
  const { ehr, look } = await aCloseStage();
  await closeAs(look, asPhysician);
  await logMinutes(await look(), 20, '14');
  expect(told(await closeAs(look, asNurse))).toEqual(['keep 99490 already-there billable', 'create 99439 confirmed planned']);
  expect(told(await closeAs(look, asPhysician))).toEqual(['update 99490 confirmed billable', 'sign-off 99439 confirmed billable']);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ code: { coding: [{ code: '99490' }] } }, { partOf: [{ display: '99490' }] }]);
});

test('a month reopened after it was closed as another coding is closed as that one: the old charge names its successor', async () => {
  const { ehr, look } = await aCloseStage();
  await closeAs(look, asPhysician);
  const saving = await look();
  const practitioner = { performer: 'physician-qhp', performerReference: 'Practitioner/prac-md', performerName: 'Maria Chen, MD' } as const;
  await logMinutes(saving, 31, '15', practitioner);
  const { assessment } = await look();
  const alternative = assessment.alternatives.find(({ family }) => family === 'QHP');
  expect(alternative).toMatchObject({ codes: [{ code: '99491', units: 1 }] });
  const chosen = { codes: alternative?.codes ?? [], family: 'QHP', chosen: 'alternative', dateOfService: '2026-10-15' } as const;
  expect(told(await closeAs(look, asPhysician, chosen))[0]).toContain('not-sent');
  const remark = 'The practitioner did most of the work.';
  expect(told(await closeAs(look, asPhysician, { ...chosen, remark }))).toEqual([
    'create 99491 confirmed billable',
    'supersede 99490 confirmed not-billable',
  ]);
  const [old, now] = storedIn(ehr, 'ChargeItem');
  expect(JSON.stringify(old?.['note'])).toContain('replaced by ChargeItem pat-1/2026-10/99491.');
  expect(JSON.stringify(now?.['note'])).toContain(`Chosen by Maria Chen, MD instead of the proposed coding: ${remark}`);
});

test.each<[string, Partial<CloseInput>, string]>([
  ['a time entry is not in the EHR yet', { unsent: { timeEntries: 1, drafts: 0 } }, 'documentation goes before charges'],
  ['a form is begun and not saved', { unsent: { timeEntries: 0, drafts: 2 } }, 'documentation goes before charges'],
  [
    'the codes are no coding of these minutes',
    {
      codes: [
        { code: '99490', units: 1 },
        { code: '99439', units: 1 },
      ],
    },
    'support other codes',
  ],
  ['the code is of another family', { codes: [{ code: '99487', units: 1 }], family: 'COMPLEX' }, 'support other codes'],
  ['BILL-1 the day lies before the base code was reached', { dateOfService: '2026-10-05' }, 'date of service must lie between'],
  ['BILL-1 the day lies after the month', { dateOfService: '2026-11-01' }, 'date of service must lie between'],
  ['BILL-1 the day is none', { dateOfService: '2026-10-32' }, 'date of service must lie between'],
  ['BILL-3 there is one diagnosis', { diagnoses: [{ code: 'I10', display: 'Hypertension' }] }, 'Two or more diagnoses'],
  [
    'a diagnosis has no ICD-10-CM code',
    {
      diagnoses: [
        { code: 'I10', display: 'Hypertension' },
        { code: '44054006', display: 'Diabetes' },
      ],
    },
    'needs its ICD-10-CM code',
  ],
])('nothing is sent where %s', async (_name, overrides, reason) => {
  const { ehr, look } = await aCloseStage();
  const saving = await look();
  ehr.clearExchanges();
  const { charges } = await closeMonth(saving, saving.assessment, anInput(saving.assessment, overrides));
  expect(charges.every(({ state }) => state === 'not-sent')).toBe(true);
  expect(charges[0]?.reasons?.join(' ')).toContain(reason);
  expect(ehr.exchanges).toEqual([]);
});

test('BILL-1 the last day of the month is open, and it is what the charge says', async () => {
  const { look } = await aCloseStage();
  await closeAs(look, asPhysician, { dateOfService: '2026-10-31' });
  expect(chargesOfMonth((await look()).reading, MONTH)).toMatchObject([{ dateOfService: '2026-10-31' }]);
});

test('BILL-1 no day after death', async () => {
  const { look } = await aCloseStage();
  const seen = await look();
  const saving = { ...seen, reading: { ...seen.reading, chart: { ...seen.reading.chart, deathDate: '2026-10-10' } } };
  const outcome = await closeMonth(saving, saving.assessment, anInput(saving.assessment, { dateOfService: '2026-10-11' }));
  expect(outcome.charges).toMatchObject([{ state: 'not-sent', reasons: [expect.stringContaining('10 Oct 2026')] }]);
});

test.each(['blocked', 'needs-confirmation'] as const)('nothing is sent where the proposal is %s', async (proposal) => {
  const { ehr, look } = await aCloseStage();
  const saving = await look();
  ehr.clearExchanges();
  const { charges } = await closeMonth(saving, { ...saving.assessment, proposal }, anInput(saving.assessment));
  expect(charges).toMatchObject([{ code: '99490', state: 'not-sent' }]);
  expect(ehr.exchanges).toEqual([]);
});

test('consent withdrawn: what was planned is called off with the person’s reason', async () => {
  const { ehr, look } = await aCloseStage();
  await closeAs(look, asNurse);
  const nothing = { codes: [], family: null, remark: 'The patient withdrew consent on 18 October.' };
  expect(told(await closeAs(look, asNurse, nothing))).toEqual(['abort 99490 confirmed aborted']);
  expect(JSON.stringify(storedIn(ehr, 'ChargeItem')[0]?.['note'])).toContain('Called off: The patient withdrew consent on 18 October.');
});

test('a billed charge is never written to: the sheet is made instead, and says what would be right', async () => {
  const { ehr, look } = await aCloseStage();
  await closeAs(look, asPhysician);
  ehr.put({ ...storedIn(ehr, 'ChargeItem')[0], status: 'billed' });
  await logMinutes(await look(), 31, '15', {
    performer: 'physician-qhp',
    performerReference: 'Practitioner/prac-md',
    performerName: 'Maria Chen, MD',
  });
  const saving = await look();
  const other = {
    ...anInput(saving.assessment),
    codes: [{ code: '99491', units: 1 }],
    family: 'QHP',
    chosen: 'alternative',
    remark: 'Hers.',
  } as const;
  const input = { ...other, dateOfService: '2026-10-15' };
  expect(previewClose(saving, saving.assessment, input)).toMatchObject([{ kind: 'billed', code: '99490', wanted: null }]);
  const outcome = await closeMonth(saving, saving.assessment, input);
  expect(told(outcome)).toEqual(['billed 99490 already-there billed', 'create 99491 not-sent']);
  expect(outcome.standing).toMatchObject([{ code: '99490', status: 'billed' }]);
  expect(outcome.charges[1]?.reasons?.[0]).toContain('correction sheet');
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test('an EHR that takes no charges: nothing is sent, and the charges are there as text', async () => {
  const { ehr, look } = await aCloseStage('read-only');
  const outcome = await closeAs(look, asPhysician);
  expect(outcome).toMatchObject({ noCharges: true, charges: [{ code: '99490', state: 'not-sent' }] });
  expect(JSON.parse(outcome.charges[0]?.sheet ?? '')).toMatchObject({ resourceType: 'ChargeItem', status: 'billable' });
  expect(storedIn(ehr, 'ChargeItem')).toEqual([]);
});

test('what the EHR refuses comes with its own reasons', async () => {
  const { ehr, look } = await aCloseStage();
  const saving = await look();
  ehr.faults.add({ on: { method: 'POST' }, kind: 422 });
  const { charges } = await closeMonth(saving, saving.assessment, anInput(saving.assessment));
  expect(charges).toMatchObject([{ code: '99490', state: 'rejected', reasons: ['A fault was asked for: 422.'] }]);
});

test('an unknown outcome is not sent again by itself: the EHR is looked at, and then it is known', async () => {
  const { ehr, look } = await aCloseStage();
  const saving = await look();
  ehr.clearExchanges();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response' });
  ehr.faults.add({ on: { method: 'GET', path: /identifier/ }, kind: 500 });
  const { charges } = await closeMonth(saving, saving.assessment, anInput(saving.assessment));
  expect(charges).toMatchObject([{ code: '99490', state: 'outcome-unknown', looked: 'unknown' }]);
  expect(ehr.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(1);
  ehr.faults.clear();
  const check = await checkCharges(saving, MONTH);
  expect(check).toMatchObject({ kind: 'looked', complete: true, charges: [{ code: '99490', own: true, status: 'billable' }] });
  expect(ehr.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a look that fails says so', async () => {
  const { ehr, look } = await aCloseStage();
  const saving = await look();
  ehr.faults.add({ on: { method: 'GET' }, kind: 500 });
  expect(await checkCharges(saving, MONTH)).toEqual({ kind: 'failed', error: 'server' });
  const { charges } = await closeMonth(saving, saving.assessment, anInput(saving.assessment));
  expect(charges).toMatchObject([{ code: '99490', state: 'not-sent', error: 'server' }]);
});

test('a charge made in error is withdrawn with a reason, and a new one after it is numbered', async () => {
  const { ehr, look } = await aCloseStage();
  const { charges } = await closeAs(look, asPhysician);
  const reference = charges[0]?.reference ?? '';
  const how = { as: 'entered-in-error', reason: 'Entered for the wrong patient.' } as const;
  expect(await withdrawCharge(await look(), reference, how)).toEqual({
    code: '99490',
    state: 'confirmed',
    reference,
    status: 'entered-in-error',
  });
  expect(told(await closeAs(look, asPhysician))).toEqual(['create 99490 confirmed billable']);
  expect(storedIn(ehr, 'ChargeItem').map((item) => JSON.stringify(item['identifier']))).toMatchObject([
    expect.stringContaining('2026-10/99490"'),
    expect.stringContaining('2026-10/99490#2"'),
  ]);
});

test('a billed charge is not withdrawn, and the reason says who can correct it', async () => {
  const { ehr, look } = await aCloseStage();
  const { charges } = await closeAs(look, asPhysician);
  ehr.put({ ...storedIn(ehr, 'ChargeItem')[0], status: 'billed' });
  const result = await withdrawCharge(await look(), charges[0]?.reference ?? '', { as: 'not-billable', reason: 'No.' });
  expect(result).toMatchObject({ state: 'not-sent', status: 'billed', reasons: [expect.stringContaining('Billing corrects the claim')] });
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status: 'billed' }]);
});
