import { expect, test } from 'vitest';
import type { Practice } from '../../src/ccm/chart.ts';
import type { RuleId } from '../../src/ccm/rules.ts';
import { noWordText } from '../../src/app/finding-text.ts';
import { isAnswerable } from '../../src/app/matters.ts';
import { attestationNote } from '../../src/fhir/attestations.ts';
import { initiatingVisit } from '../../src/fhir/attestation-values.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { aConsent, aCondition, aCoverage, aPractitioner } from '../builders/fhir.ts';
import { anAttestation, anOwnPlan, aTimeEntryDraft, PATIENT } from '../builders/writes.ts';
import { answerEverything, aStatementStage } from './statement-stage.ts';

const HYPERTENSION = aCondition({
  id: 'cond-2',
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }], text: 'Hypertension' },
});

const VISIT = { date: '2026-03-05', code: '99214', modality: 'in-person', ccmDiscussed: true, newPatient: false } as const;

const STATED = {
  'significant-risk': 'true',
  'initiating-visit': initiatingVisit.write(VISIT),
  'global-surgery': 'none',
  'model-participation': 'none',
  'care-plan-copy-given': '2026-10-02',
} as const;

type Stated = Readonly<Record<keyof typeof STATED, string>>;

const PRACTICE: Practice = { access24x7: true, designatedCareTeamMember: true, certifiedEhr: true };

const SCOPE = {
  Patient: 'rs',
  Condition: 'rs',
  Encounter: 'cruds',
  Consent: 'rs',
  CarePlan: 'cruds',
  Coverage: 'rs',
  ChargeItem: 'rs',
  Claim: 'rs',
  Procedure: 'rs',
  DocumentReference: 'rs',
};

/** An EHR whose chart is billable, but for what a case takes away. */
interface Setup {
  readonly stated?: Partial<Readonly<Record<keyof Stated, string | undefined>>>;
  /** In the place of the ordinary resource of the same type and id; undefined: none. */
  readonly change?: Readonly<Record<string, RawResource | undefined>>;
  readonly withheld?: readonly (keyof typeof SCOPE)[];
  readonly practice?: Practice;
  readonly minutes?: number;
}

async function aBillableStage({ stated = {}, change = {}, withheld = [], practice = PRACTICE, minutes = 22 }: Setup) {
  const notes = Object.entries({ ...STATED, ...stated }).flatMap(([statement, value], index) => {
    if (value === undefined) return [];
    const known = Object.keys(STATED).find((one): one is keyof Stated => one === statement);
    return known === undefined ? [] : [attestationNote(anAttestation({ id: `m${index}`, statement: known, value }))];
  });
  const usual: Readonly<Record<string, RawResource | undefined>> = {
    diabetes: aCondition(),
    hypertension: HYPERTENSION,
    consent: aConsent(),
    coverage: aCoverage(),
    plan: anOwnPlan({ note: notes }),
    practitioner: aPractitioner(),
  };
  const resources = Object.values({ ...usual, ...change }).filter((resource) => resource !== undefined);
  const granted = Object.entries(SCOPE).filter(([type]) => !withheld.some((one) => one === type));
  const scope = [...granted.map(([type, rights]) => `patient/${type}.${rights}`), 'user/Practitioner.rs'].join(' ');
  const stage = await aStatementStage({ resources, scope, practice });
  const end = Temporal.PlainTime.from('14:05').add({ minutes }).toString();
  await saveTimeEntry((await stage.look()).target, aTimeEntryDraft({ end: `2026-10-06T${end}-04:00`, seconds: minutes * 60 }));
  return stage;
}

function aStayWithoutEnd(): RawResource {
  return {
    resourceType: 'Encounter',
    id: 'stay-1',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    subject: { reference: `Patient/${PATIENT}` },
    period: { start: '2026-10-12' },
  };
}

function aPatientWhoDied(): RawResource {
  const name = [{ text: 'Eleanor Whitfield' }];
  return { resourceType: 'Patient', id: PATIENT, name, gender: 'female', birthDate: '1950-02-03', deceasedBoolean: true };
}

test('the chart from which each case takes something away is billable', async () => {
  const { look } = await aBillableStage({});
  expect((await look()).assessment).toMatchObject({ billable: true, blockers: [], unknowns: [] });
});

const OTHERS = ['CONC-1', 'CONC-3', 'CONC-4', 'CONC-9', 'CONC-10'] as const;

test.each<readonly [string, Setup, readonly RuleId[]]>([
  ['nobody stated the risk', { stated: { 'significant-risk': undefined } }, ['ELIG-2']],
  ['the risk was stated in words that are not understood', { stated: { 'significant-risk': 'perhaps' } }, ['ELIG-2']],
  ['no visit is on record', { stated: { 'initiating-visit': undefined } }, ['ELIG-4']],
  [
    'it is not known whether CCM was discussed with a new patient',
    { stated: { 'initiating-visit': initiatingVisit.write({ date: VISIT.date, code: VISIT.code, newPatient: true }) } },
    ['ELIG-6'],
  ],
  ['nobody stated surgical follow-up', { stated: { 'global-surgery': undefined } }, ['CONC-14']],
  ['nobody stated model participation', { stated: { 'model-participation': undefined } }, ['ELIG-13']],
  ['no copy of the plan was given', { stated: { 'care-plan-copy-given': undefined } }, ['PLAN-3']],
  ['the chart shows no coverage', { change: { coverage: undefined } }, ['ELIG-7']],
  ['the EHR keeps coverage back', { withheld: ['Coverage'] }, ['ELIG-7']],
  ['the EHR keeps conditions back', { withheld: ['Condition'] }, ['ELIG-1']],
  [
    'a condition is text without a code',
    { change: { hypertension: aCondition({ id: 'cond-2', code: { text: 'Pressure' } }) } },
    ['ELIG-1'],
  ],
  ['the EHR keeps charges back', { withheld: ['ChargeItem'] }, OTHERS],
  ['the practice states nothing of itself', { practice: {} }, ['PRAC-1', 'PRAC-2', 'PRAC-3']],
  ['the billing practitioner’s profession is not known', { change: { practitioner: undefined } }, ['WHO-2']],
  ['a hospital stay has no end', { change: { stay: aStayWithoutEnd() } }, ['TIME-12']],
  ['the patient died on a day that is not told', { change: { patient: aPatientWhoDied() } }, ['TIME-13']],
  ['the EHR keeps consents back', { withheld: ['Consent'] }, ['CONS-1', 'CONS-2', 'CONS-3', 'CONS-4', 'WHO-2']],
])('%s: the month waits for that, and is billable once a person has answered and the EHR was read again', async (_what, setup, rules) => {
  const { look } = await aBillableStage(setup);
  const before = (await look()).assessment;
  expect(before.billable).toBe(false);
  expect([...before.blockers, ...before.unknowns].toSorted()).toEqual([...rules].toSorted());
  expect([...(await answerEverything(look))].toSorted()).toEqual([...rules].toSorted());
  expect((await look()).assessment).toMatchObject({ billable: true, proposal: 'billable', blockers: [], unknowns: [] });
});

test('CODE-17: complexity that nobody stated is asked at 60 minutes, and the billing practitioner’s word proposes 99487', async () => {
  const { look } = await aBillableStage({ minutes: 61 });
  expect((await look()).assessment).toMatchObject({ billable: false, unknowns: ['CODE-17'] });
  expect(await answerEverything(look)).toEqual(['CODE-17']);
  expect((await look()).assessment).toMatchObject({ billable: true, codes: [{ code: '99487', units: 1 }] });
});

test.each<readonly [string, Setup, RuleId, RegExp]>([
  ['encounters', { withheld: ['Encounter'] }, 'TIME-1', /counted twice.*Ask IT to let Intervisit see encounters/],
  ['care plans', { withheld: ['CarePlan'] }, 'PLAN-1', /no answer could be read back.*Ask IT to let Intervisit see care plans/],
])('%s that the EHR keeps back are nobody’s to answer for: the app says why and what to do', async (_what, setup, rule, words) => {
  const { look } = await aBillableStage(setup);
  const { findings, unknowns, billable } = (await look()).assessment;
  expect(billable).toBe(false);
  expect(unknowns).toContain(rule);
  const finding = findings.find(({ ruleId }) => ruleId === rule);
  if (finding === undefined) throw new Error(`${rule} does not speak`);
  expect(isAnswerable(finding, findings)).toBe(false);
  expect(noWordText(finding)).toMatch(words);
});
