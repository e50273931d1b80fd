import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import { planBase, savePlanEdits } from '../../src/app/queries/plan-edits.ts';
import { closeMonth } from '../../src/app/queries/charges.ts';
import { keptNotes, saveNewPlan, saveStatements, statementViews } from '../../src/app/queries/statements.ts';
import { checkStatement, emptyStatementFields } from '../../src/app/statement-form.ts';
import type { Said } from '../../src/app/statement-view.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { aConsent, aCondition, aCoverage, aPractitioner } from '../builders/fhir.ts';
import { anOwnPlan, aTimeEntryDraft, MD, storedIn } from '../builders/writes.ts';
import { PHYSICIAN } from '../builders/statements.ts';
import { aDraft, answerEverything, aStatementStage, MONTH, TODAY } from './statement-stage.ts';

const DIABETES = aCondition();
const HYPERTENSION = aCondition({
  id: 'cond-2',
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }], text: 'Hypertension' },
});
const enrolled = (): readonly RawResource[] => [DIABETES, HYPERTENSION, aConsent(), aCoverage(), anOwnPlan(), aPractitioner()];

test.each<readonly [Said, (chart: Chart) => unknown, unknown]>([
  [{ about: 'significant-risk', holds: true }, ({ riskAttestation }) => riskAttestation, { attested: true, date: TODAY, by: MD.display }],
  [{ about: 'significant-risk', holds: false }, ({ riskAttestation }) => riskAttestation, { attested: false, date: TODAY, by: MD.display }],
  [
    { about: 'initiating-visit', date: '2026-03-04', code: '99214', modality: 'in-person', ccmDiscussed: true, newPatient: false },
    ({ visits, newPatient }) => ({ ...visits?.at(-1), newPatient }),
    { date: '2026-03-04', code: '99214', practitioner: 'same', modality: 'in-person', ccmDiscussed: true, newPatient: false },
  ],
  [
    { about: 'mdm-complexity', level: 'moderate', byBillingPractitioner: true },
    ({ mdmComplexity, mdmByBillingPractitioner }) => ({ mdmComplexity, mdmByBillingPractitioner }),
    { mdmComplexity: 'moderate', mdmByBillingPractitioner: true },
  ],
  [
    {
      about: 'g0506',
      planning: { date: '2026-10-02', personallyByBillingPractitioner: true, beyondUsualEffort: true, previouslyBilled: false },
    },
    ({ g0506 }) => g0506,
    { date: '2026-10-02', personallyByBillingPractitioner: true, beyondUsualEffort: true, previouslyBilled: false },
  ],
  [
    { about: 'global-surgery', period: { practitioner: 'same', start: '2026-10-01', end: '2026-12-30' } },
    ({ globalSurgery }) => globalSurgery,
    { practitioner: 'same', start: '2026-10-01', end: '2026-12-30' },
  ],
  [{ about: 'global-surgery', period: null }, ({ globalSurgery }) => ({ globalSurgery }), { globalSurgery: null }],
  [
    { about: 'model-participation', model: 'GUIDE-aligned' },
    ({ modelParticipation }) => ({ modelParticipation }),
    { modelParticipation: 'GUIDE-aligned' },
  ],
  [{ about: 'model-participation', model: null }, ({ modelParticipation }) => ({ modelParticipation }), { modelParticipation: null }],
  [
    { about: 'condition-override', condition: 'Condition/cond-1', counts: false },
    ({ conditions }) => conditions?.find(({ reference }) => reference === 'Condition/cond-1')?.override,
    { counts: false, reason: 'As examined on 20 October.', by: MD.display, date: TODAY },
  ],
  [{ about: 'care-plan-signed', holds: true }, ({ carePlan }) => carePlan, { signedDate: TODAY, signedBy: MD.display }],
  [{ about: 'care-plan-copy-given', date: '2026-10-12' }, ({ carePlan }) => carePlan, { copyGivenDate: '2026-10-12' }],
  [
    { about: 'care-plan-revised', holds: true },
    ({ carePlanSubstantiallyRevised }) => ({ carePlanSubstantiallyRevised }),
    { carePlanSubstantiallyRevised: true },
  ],
  [
    { about: 'rule-confirmed', ruleId: 'ELIG-7', met: true },
    ({ confirmations }) => confirmations?.[0],
    { ruleId: 'ELIG-7', met: true, by: MD.display, month: MONTH },
  ],
])('%j is kept in the EHR and becomes a fact of the chart', async (said, fact, expected) => {
  const { look } = await aStatementStage({ resources: enrolled() });
  expect(await saveStatements(await look(), MONTH, aDraft(said), [])).toMatchObject({ kind: 'stored', where: 'CarePlan' });
  const { reading } = await look();
  expect(fact(reading.chart)).toMatchObject(Object(expected));
  expect(statementViews(reading, MONTH)).toMatchObject([
    { said, about: said.about, withdraws: false, holds: true, by: MD.display, date: TODAY, reason: 'As examined on 20 October.' },
  ]);
});

test('how long the conditions last is kept as evidence, beside the conditions that the rule counts', async () => {
  const { look } = await aStatementStage({ resources: enrolled() });
  await saveStatements(await look(), MONTH, aDraft({ about: 'twelve-months', holds: true }), []);
  expect(statementViews((await look()).reading, MONTH)).toMatchObject([{ about: 'twelve-months', ruleId: 'ELIG-1', holds: true }]);
});

test('what is shown before a save is what the plan then holds, to the letter', async () => {
  const { ehr, look } = await aStatementStage({ resources: enrolled() });
  const saving = await look();
  const draft = aDraft({ about: 'significant-risk', holds: true });
  const [shown] = keptNotes(saving, MONTH, draft);
  await saveStatements(saving, MONTH, draft, []);
  expect(storedIn(ehr, 'CarePlan')[0]?.['note']).toMatchObject([
    { text: shown?.text, time: shown?.at, authorReference: { reference: MD.reference, display: shown?.by } },
  ]);
});

test('where the EHR did not say who is signed in nothing is kept, and that is what is told', async () => {
  const { ehr, look } = await aStatementStage({ resources: enrolled() });
  const { assessment, ...saving } = await look();
  const { session } = saving.access;
  const { user: _user, ...connection } = session.connection;
  const nobody = { ...saving, access: { ...saving.access, session: { ...session, connection } } };
  const draft = aDraft({ about: 'significant-risk', holds: true });
  expect(await saveStatements(nobody, MONTH, draft, [])).toEqual({ kind: 'nobody-signed-in' });
  expect(await saveNewPlan(nobody, assessment)).toEqual({ kind: 'nobody-signed-in' });
  const note = { kind: 'add-note', id: 'n1', at: '2026-10-20T14:00:00-04:00', text: 'A note.' } as const;
  expect(await savePlanEdits(nobody, [note], planBase(nobody, []))).toEqual({ result: { kind: 'nobody-signed-in' }, saved: [] });
  const input = {
    codes: [{ code: '99490', units: 1 }],
    family: 'STAFF',
    chosen: 'proposal',
    billingPractitioner: MD,
    dateOfService: '2026-10-20',
    diagnoses: [],
    signOff: true,
    unsent: { timeEntries: 0, drafts: 0 },
  } as const;
  const { charges } = await closeMonth(nobody, assessment, input);
  expect(charges).toMatchObject([{ code: '99490', state: 'not-sent' }]);
  expect(charges[0]?.reasons).toContain('The EHR did not say who is signed in, and nothing is recorded under nobody’s name.');
  expect(storedIn(ehr, 'CarePlan')[0]?.['note']).toBeUndefined();
});

test('a second attempt at the same draft adds nothing', async () => {
  const { ehr, look } = await aStatementStage({ resources: enrolled() });
  const draft = aDraft({ about: 'significant-risk', holds: true });
  await saveStatements(await look(), MONTH, draft, []);
  expect(await saveStatements(await look(), MONTH, draft, [])).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(storedIn(ehr, 'CarePlan')[0]?.['note']).toHaveLength(1);
});

test('others’ billing checked answers each rule by itself, in one save', async () => {
  const { ehr, look } = await aStatementStage({ resources: enrolled() });
  const rules = ['CONC-1', 'CONC-3', 'CONC-4', 'CONC-9', 'CONC-10'] as const;
  const check = checkStatement(
    { about: 'others-billing', rules },
    { ...emptyStatementFields({ about: 'others-billing', rules }, TODAY), reason: 'Asked the payer’s portal.' },
    { today: TODAY, stater: PHYSICIAN },
  );
  if (!check.ok) throw new Error('not complete');
  await saveStatements(await look(), MONTH, aDraft(...check.said), []);
  expect(ehr.history('CarePlan', 'cp-1')).toHaveLength(2);
  const { confirmations } = (await look()).reading.chart;
  expect(confirmations?.map(({ ruleId, met, month }) => [ruleId, met, month])).toEqual(rules.map((rule) => [rule, true, MONTH]));
});

test('a statement that is taken back holds no more, and stays on record with who took it back', async () => {
  const { look } = await aStatementStage({ resources: enrolled() });
  await saveStatements(await look(), MONTH, aDraft({ about: 'rule-confirmed', ruleId: 'ELIG-7', met: true }), []);
  const before = await look();
  const [held] = statementViews(before.reading, MONTH);
  if (held === undefined) throw new Error('not kept');
  const draft = {
    items: [{ id: 'b0000000-0000-4000-8000-000000000001', withdraws: held }] as const,
    at: '2026-10-20T15:00:00-04:00',
    reason: 'Wrong patient’s card.',
  };
  await saveStatements(before, MONTH, draft, []);
  const { reading } = await look();
  expect(reading.chart.confirmations).toEqual([]);
  expect(statementViews(reading, MONTH).map(({ withdraws, holds }) => [withdraws, holds])).toEqual([
    [false, false],
    [true, false],
  ]);
});

test('what replaces a statement of this very month speaks of the month as well, so that it is the one that holds', async () => {
  const { look } = await aStatementStage({
    resources: [
      anOwnPlan({
        note: [
          {
            text: 'CCM-ATTEST v1 | m1 | global-surgery | none | CONC-14 | month=2026-10',
            time: '2026-10-03T09:00:00-04:00',
            authorString: 'X',
          },
        ],
      }),
    ],
  });
  const period = { practitioner: 'same', start: '2026-10-08', end: '2027-01-06' } as const;
  await saveStatements(await look(), MONTH, aDraft({ about: 'global-surgery', period }), []);
  expect((await look()).reading.chart.globalSurgery).toEqual(period);
});

test('a signature goes on the version that was shown, and on no newer one', async () => {
  const { look } = await aStatementStage({ resources: enrolled() });
  const shown = await look();
  await saveStatements(shown, MONTH, aDraft({ about: 'care-plan-copy-given', date: TODAY }), []);
  expect(await saveStatements(shown, MONTH, aDraft({ about: 'care-plan-signed', holds: true }), [])).toMatchObject({ kind: 'conflict' });
});

test('without a plan nothing is made silently: the words come back to copy, and a plan is made only when asked for', async () => {
  const { ehr, look } = await aStatementStage({ resources: [DIABETES, HYPERTENSION, aConsent()] });
  const before = await look();
  const result = await saveStatements(before, MONTH, aDraft({ about: 'significant-risk', holds: true }), []);
  expect(result).toMatchObject({ kind: 'not-stored', text: expect.stringContaining('significant-risk | true') });
  expect(storedIn(ehr, 'CarePlan')).toEqual([]);

  expect(await saveNewPlan(before, before.assessment)).toMatchObject({ kind: 'stored', alreadyThere: false });
  expect(await saveNewPlan(before, before.assessment)).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(storedIn(ehr, 'CarePlan')).toMatchObject([
    {
      status: 'active',
      period: { start: TODAY },
      addresses: [{ reference: 'Condition/cond-1' }, { reference: 'Condition/cond-2' }],
      contributor: [{ reference: MD.reference }],
      extension: [{ valueReference: { reference: MD.reference } }],
    },
  ]);
  expect(await saveStatements(await look(), MONTH, aDraft({ about: 'significant-risk', holds: true }), [])).toMatchObject({
    kind: 'stored',
  });
  expect((await look()).assessment.findings.find(({ ruleId }) => ruleId === 'ELIG-2')).toMatchObject({ verdict: 'met' });
});

test('a month about which the EHR tells almost nothing becomes billable when a person answers what is asked', async () => {
  const scope =
    'patient/Patient.rs patient/Condition.rs patient/Encounter.cruds patient/Consent.rs patient/CarePlan.cruds user/Practitioner.rs';
  const { look } = await aStatementStage({ resources: [DIABETES, HYPERTENSION, aConsent(), anOwnPlan()], scope });
  await saveTimeEntry((await look()).target, aTimeEntryDraft());
  const asked = await answerEverything(look);
  const { assessment } = await look();
  expect(assessment).toMatchObject({
    billable: true,
    proposal: 'billable',
    blockers: [],
    unknowns: [],
    codes: [{ code: '99490', units: 1 }],
  });
  expect(asked).toEqual(
    expect.arrayContaining(['ELIG-2', 'ELIG-4', 'ELIG-7', 'ELIG-13', 'PLAN-3', 'PRAC-1', 'WHO-2', 'CONC-1', 'CONC-10', 'CONC-14']),
  );
});
