import { expect, test } from 'vitest';
import type { CloseInput } from '../../../../src/app/charge-view.ts';
import { recordedQuery, sheetBundle, sheetOfInput, sheetOfRecorded } from '../../../../src/app/queries/charge-sheet.ts';
import { handOverKey, handOverViews, handToBilling, toldToBilling } from '../../../../src/app/queries/hand-over.ts';
import type { Saving } from '../../../../src/app/queries/signed-in.ts';
import { chargeItemOf } from '../../../../src/fhir/charges/charge-item.ts';
import { readHandOvers } from '../../../../src/fhir/charges/hand-over.ts';
import { readClaimParties } from '../../../../src/fhir/charges/sheet-parties.ts';
import type { RawResource } from '../../../../src/fhir/client.ts';
import type { ChartReading } from '../../../../src/fhir/chart.ts';
import { aBillableAssessment } from '../../../builders/assessment.ts';
import { aChargeDraft, MD, PATIENT, type StageOptions } from '../../../builders/writes.ts';
import { validate } from '../../../ehr/validate.ts';
import { aStatementStage } from '../../statement-stage.ts';

const TASKS = 'patient/*.rs user/*.rs patient/Task.cruds patient/DocumentReference.cruds';
const MONTH = '2026-10';
const assessment = aBillableAssessment({
  month: MONTH,
  codes: [
    { code: '99490', units: 1 },
    { code: '99439', units: 1 },
  ],
  earliestDateOfService: '2026-10-06',
  defaultDateOfService: '2026-10-14',
  time: [],
});

function anInput(overrides: Partial<CloseInput> = {}): CloseInput {
  return {
    codes: assessment.codes,
    family: 'STAFF',
    chosen: 'proposal',
    billingPractitioner: MD,
    dateOfService: '2026-10-14',
    diagnoses: [
      { code: 'E11.9', display: 'Type 2 diabetes mellitus' },
      { code: 'I10', display: 'Hypertension' },
      { code: 'J44.9', display: 'COPD' },
      { code: 'N18.30', display: 'CKD' },
      { code: 'F32.9', display: 'Depression' },
    ],
    signOff: true,
    unsent: { timeEntries: 0, drafts: 0 },
    ...overrides,
  };
}

async function stageOf(options: StageOptions = {}) {
  const stage = await aStatementStage({ scope: TASKS, ...options });
  const statement: RawResource | null = await (await stage.look()).target.client.capabilities();
  const hand = async (input = anInput()) => {
    const saving = await stage.look();
    const of = sheetOfInput(saving, assessment, input, undefined);
    if (of?.drafts === undefined) throw new Error('no sheet');
    return handToBilling(saving, { of: { ...of, drafts: of.drafts }, assessment, input, statement });
  };
  const views = async () => {
    const { target } = await stage.look();
    return handOverViews(await readHandOvers(target.client, { patientId: PATIENT }), MONTH);
  };
  return { ...stage, hand, views };
}

test('a month is handed over once, whoever tries again, and what was handed over is read back', async () => {
  const { hand, views, ehr } = await stageOf();
  expect(await hand()).toMatchObject({ kind: 'stored', where: 'Task', alreadyThere: false });
  expect(await hand()).toMatchObject({ kind: 'stored', where: 'Task', alreadyThere: true });
  expect(ehr.stored('Task', PATIENT)).toHaveLength(1);
  const [handed] = await views();
  expect(handed).toMatchObject({
    number: 1,
    state: 'handed-over',
    by: 'Chen',
    at: '2026-10-20T14:00:00-04:00',
    codes: assessment.codes,
  });
  for (const text of ['Signed off by Chen.', 'Date of service: 14 Oct 2026', 'Diagnosis A: E11.9', 'Diagnosis pointers ABCD', 'Basis: '])
    expect(handed?.text).toContain(text);
});

test('another coding of the same month is a second hand-over that names the one it replaces; more minutes alone are none', async () => {
  const { hand, views, look } = await stageOf();
  await hand();
  const changed = anInput({ dateOfService: '2026-10-31' });
  expect(await hand(changed)).toMatchObject({ kind: 'stored', alreadyThere: false });
  const [second, first] = await views();
  expect([second?.number, first?.number]).toEqual([2, 1]);
  expect(second?.text).toMatch(/^REPLACES the hand-over of 20 Oct 2026 by Chen \(Task\//);
  const saving = await look();
  const more = sheetOfInput(saving, { ...assessment, countedMinutes: { staff: 55, qhp: 0, total: 55 } }, changed, undefined);
  const now = sheetOfInput(saving, assessment, changed, undefined);
  if (more === null || now === null) throw new Error('no sheet');
  expect(more.sheet.basis).not.toBe(now.sheet.basis);
  expect(toldToBilling(more)).toBe(toldToBilling(now));
  expect(
    handOverViews(
      { handOvers: (await readHandOvers(saving.target.client, { patientId: PATIENT })).handOvers },
      MONTH,
      await handOverKey(toldToBilling(now)),
    ).map(({ isCurrent }) => isCurrent),
  ).toEqual([true, false]);
});

test('what billing sent back or closed can be told; after it was sent back the same can be handed over again', async () => {
  const { hand, views, ehr } = await stageOf();
  await hand();
  const [task] = ehr.stored('Task', PATIENT);
  if (task === undefined) throw new Error('no task');
  ehr.put({ ...task, status: 'rejected' });
  expect((await views())[0]?.state).toBe('refused');
  expect(await hand()).toMatchObject({ kind: 'stored', alreadyThere: false });
  expect((await views()).map(({ state }) => state)).toEqual(['handed-over', 'refused']);
});

const HELD: readonly (readonly [string, Partial<CloseInput>, RegExp])[] = [
  ['time entries that are not in the EHR', { unsent: { timeEntries: 1, drafts: 0 } }, /documentation goes before charges/],
  ['one diagnosis', { diagnoses: [{ code: 'E11.9', display: 'Diabetes' }] }, /Two or more diagnoses/],
  ['a day of another month', { dateOfService: '2026-11-01' }, /must lie between/],
];

test.each(HELD)('with %s nothing is handed over', async (_what, input, reason) => {
  const { hand, ehr } = await stageOf();
  expect(await hand(anInput(input))).toMatchObject({ kind: 'rejected', heldBack: true, reasons: [expect.stringMatching(reason)] });
  expect(ehr.stored('Task', PATIENT)).toEqual([]);
});

test('an EHR that takes neither gives the sheet as text to keep', async () => {
  const { hand } = await stageOf({ persona: 'read-only' });
  expect(await hand()).toMatchObject({ kind: 'not-stored', text: expect.stringContaining('charges for billing') });
});

test('without a sign-off the sheet says so, and so does what is handed over', async () => {
  const { hand, views } = await stageOf();
  await hand(anInput({ signOff: false }));
  expect((await views())[0]?.text).toContain('NOT SIGNED OFF: Maria Chen, MD signs off before it goes on a claim.');
});

async function sheetWith(saving: Saving, input = anInput()) {
  const parties = await readClaimParties(saving.target.client, {
    patientId: PATIENT,
    month: MONTH,
    timeZone: 'America/New_York',
    practitioner: MD.reference,
  });
  const of = sheetOfInput(saving, assessment, input, parties);
  if (of === null) throw new Error('no sheet');
  return of;
}

test('the sheet carries the numbers of the EHR, four pointers a line, and the identifiers of the charges', async () => {
  const npi = [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }];
  const saving = await (
    await stageOf({ resources: [{ resourceType: 'Practitioner', id: 'prac-md', name: [{ family: 'Chen' }], identifier: npi }] })
  ).look();
  const of = await sheetWith(saving);
  expect(of.sheet).toMatchObject({
    practitioner: { name: 'Maria Chen, MD', npi: '1234567893' },
    organization: { name: 'A practice', npi: null },
    coverage: [],
    placeOfService: { code: '11' },
    servicePeriod: { start: '2026-10-01', end: '2026-10-31' },
    lines: [
      { code: '99490', identifier: `${PATIENT}/${MONTH}/99490`, pointers: 'ABCD' },
      { code: '99439', addOnTo: '99490', identifier: `${PATIENT}/${MONTH}/99439`, pointers: 'ABCD' },
    ],
  });
  const bundle: unknown = JSON.parse(sheetBundle(saving, of));
  expect(validate(bundle as RawResource)).toEqual([]);
});

test('BILL-2 BILL-5 BILL-6 BILL-7 what the rules ask of the claim stands on the sheet', async () => {
  const saving = await (await stageOf()).look();
  const advice = async (change: Partial<Saving['access']['settings']>, chart: Partial<ChartReading['chart']> = {}) => {
    const access = { ...saving.access, settings: { ...saving.access.settings, ...change } };
    const reading = { ...saving.reading, chart: { ...saving.reading.chart, ...chart } };
    const { sheet } = await sheetWith({ ...saving, access, reading });
    return { ...sheet, told: sheet.advice.map(({ ruleId, text }) => `${ruleId} ${text}`).join('\n') };
  };
  const { practice } = saving.access.settings;
  expect((await advice({})).told).toMatch(/BILL-5 If a visit/);
  const visit = { date: '2026-10-14', code: '99214', practitioner: 'same' } as const;
  expect((await advice({}, { visits: [visit] })).told).toContain(
    'BILL-5 99214 of the practice stands on 14 Oct 2026 too: modifier 25 goes on the visit.',
  );
  for (const other of [{ practitioner: 'other' }, { date: '2026-10-13' }, { code: '99457' }] as const)
    expect((await advice({}, { visits: [{ ...visit, ...other }] })).told).toMatch(/BILL-5 If a visit/);
  expect((await advice({}, { coverage: { type: 'medicare-ffs', qmb: true } })).told).toContain('BILL-6');
  expect((await advice({ charges: { placeOfService: '22' } })).placeOfService).toMatchObject({
    code: '22',
    text: expect.stringMatching(/^On-campus/),
  });
  const rural = await advice({ practice: { ...practice, settingType: 'rhc' } });
  expect(rural.told).toContain('BILL-7 Type of bill 71X, revenue code 052X, no modifier CG.');
  expect(rural.placeOfService).not.toHaveProperty('code');
  expect((await advice({ practice: { ...practice, settingType: 'fqhc' } })).told).toContain('77X');
});

test('of charges that stand in the EHR the sheet says what they say, and the file holds them', async () => {
  const basis = 'Basis: 22 min clinical staff in 1 entry (…). Date of service 2026-10-09. Rule set ccm-rules 2026.1.';
  const draft = aChargeDraft({ basis, supporting: [], context: `Patient/${PATIENT}` });
  const { context: _context, ...item } = chargeItemOf(draft);
  const stage = await stageOf({
    resources: [
      { ...item, id: 'c1' },
      { ...item, id: 'c2', status: 'not-billable', code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99487' }] } },
    ],
  });
  const saving = await stage.look();
  const query = recordedQuery(saving, MONTH);
  const items = await query.queryFn({ signal: new AbortController().signal });
  const of = sheetOfRecorded(saving, items, undefined);
  if (of === null) throw new Error('no sheet');
  expect(of.sheet).toMatchObject({
    dateOfService: '2026-10-09',
    signedBy: MD.display,
    coverage: null,
    lines: [{ code: '99490', pointers: 'AB' }],
  });
  const bundle: { readonly entry: readonly { readonly fullUrl: string }[] } = JSON.parse(sheetBundle(saving, of));
  expect(bundle.entry.map(({ fullUrl }) => fullUrl)).toEqual([`${saving.access.session.connection.base}/ChargeItem/c1`]);
});
