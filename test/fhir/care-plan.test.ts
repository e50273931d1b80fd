import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addGoal, applyOperations, type GoalDraft } from '../../src/fhir/care-plan/edit.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { parseLossless, writeLossless } from '../../src/fhir/lossless.ts';
import { anOwnPlan, PATIENT } from '../builders/writes.ts';

const DAYS = daysIn('America/New_York');

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

function aGoal(overrides: Partial<GoalDraft> = {}): GoalDraft {
  return {
    id: 'b0000000-0000-4000-8000-000000000001',
    description: 'Walk to the mailbox and back',
    target: 'once a day',
    due: '2026-12-31',
    start: '2026-10-20',
    addresses: [],
    patientReference: `Patient/${PATIENT}`,
    ...overrides,
  };
}

test('PLAN-2 elements are read from tags, and inferred where tags are lost', () => {
  const others = [
    'goal-a1c',
    'clinicalimpression-prognosis',
    'observation-cognitive',
    'observation-functional',
    'observation-caregiver',
    'observation-environment',
    'servicerequest-community-sdoh',
    'servicerequest-symptom-plan',
    'medicationrequest-metformin',
    'immunization-influenza',
  ].map(example);
  const untagged: RawResource = JSON.parse(
    JSON.stringify(example('careplan-ccm'), (name, value: unknown) => (name === 'extension' ? undefined : value)),
  );
  const [plan] = readCarePlans([untagged, ...others], DAYS);
  expect([...new Set(plan?.elements.map(({ element }) => element))].toSorted()).toEqual([
    'caregiver-assessment',
    'cognitive-functional-assessment',
    'community-services',
    'environmental-evaluation',
    'expected-outcome-prognosis',
    'measurable-treatment-goals',
    'medical-management',
    'planned-interventions',
    'preventive-care',
    'problem-list',
  ]);
  expect(plan?.elements.every(({ by }) => by === 'inferred')).toBe(true);
});

test('a goal at hand without target or date is not measurable', () => {
  const goal = { resourceType: 'Goal', id: 'g', description: { text: 'Feel better' } };
  const [plan] = readCarePlans([anOwnPlan({ goal: [{ reference: 'Goal/g' }] }), goal], DAYS);
  expect(plan?.elements).toEqual([]);
  expect(plan?.goals).toMatchObject([{ display: 'Feel better', measurable: false }]);
});

test('own plans come first, narrative-only plans are told apart, statements are no notes', () => {
  const narrative = {
    resourceType: 'CarePlan',
    id: 'n',
    status: 'active',
    intent: 'plan',
    text: { status: 'generated', div: '<div>All of it</div>' },
    category: [{ text: 'Longitudinal plan' }],
  };
  const note = [
    { time: '2026-10-09T22:00:00-04:00', text: 'Reviewed.' },
    { time: '2026-10-12T01:00:00Z', text: 'CCM-ATTEST v1 | u | care-plan-signed | true | PLAN-5' },
    { time: '2026-10-19T01:00:00Z', text: 'CCM-ATTEST v1 | u | significant-risk | true | -' },
  ];
  const plans = readCarePlans([narrative, anOwnPlan({ id: 'old', status: 'completed' }), anOwnPlan({ note })], DAYS);
  expect(plans.map(({ id, origin, narrativeOnly }) => [id, origin, narrativeOnly])).toEqual([
    ['cp-1', 'own', false],
    ['old', 'own', true],
    ['n', 'other', true],
  ]);
  expect(plans[0]).toMatchObject({ establishedDate: '2026-10-01', notes: [{ text: 'Reviewed.' }] });
  expect(plans[2]).toMatchObject({ title: 'Longitudinal plan', readOnly: ['not-own'] });
});

test('malformed plans are read as far as they go', () => {
  const odd = {
    resourceType: 'CarePlan',
    id: 'x',
    goal: [null, 'text', { reference: 5 }],
    activity: {},
    note: [{ text: 7 }],
    category: 'x',
    text: [],
    period: { start: 5 },
  };
  expect(readCarePlans([odd], DAYS)).toMatchObject([{ id: 'x', status: 'unknown', goals: [{ display: '' }], notes: [] }]);
});

test('a goal at hand is told in full', () => {
  const goal = {
    resourceType: 'Goal',
    id: 'g',
    lifecycleStatus: 'active',
    achievementStatus: { coding: [{ code: 'in-progress', display: 'In Progress' }] },
    description: { text: 'Lower blood sugar' },
    target: [
      {
        measure: { coding: [{ system: 'http://loinc.org', code: '4548-4', display: 'Hemoglobin A1c' }] },
        detailQuantity: { value: 7.5, comparator: '<', unit: '%' },
        dueDate: '2027-02',
      },
      { measure: { text: 'Weight' }, detailRange: { low: { value: 70, unit: 'kg' }, high: { value: 75, unit: 'kg' } } },
    ],
    expressedBy: { reference: 'Patient/pat-1', display: 'Eleanor Whitfield' },
  };
  const [plan] = readCarePlans([anOwnPlan({ goal: [{ reference: 'Goal/g' }] }), goal], DAYS);
  expect(plan?.goals).toEqual([
    {
      reference: 'Goal/g',
      display: 'Lower blood sugar',
      contained: false,
      read: true,
      measurable: true,
      target: 'Hemoglobin A1c < 7.5 %; Weight 70 kg to 75 kg',
      targets: goal.target,
      dueDate: '2027-02-28',
      status: 'active',
      achievement: 'In Progress',
      expressedBy: 'Eleanor Whitfield',
      byPatient: true,
    },
  ]);
});

test('a goal that names itself as what is measured says it once', () => {
  const plan = applyOperations(parseLossless(JSON.stringify(anOwnPlan())), [addGoal(aGoal())]);
  expect(readCarePlans([JSON.parse(writeLossless(plan))], DAYS)[0]?.goals).toMatchObject([
    { display: 'Walk to the mailbox and back', target: 'once a day', read: true, contained: true },
  ]);
});

test('activities tell what, who, how far and until when: from the plan, from a record at hand, or from a detail', () => {
  const requests: readonly RawResource[] = [
    {
      resourceType: 'ServiceRequest',
      id: 's',
      status: 'active',
      code: { text: 'Home meals' },
      performer: [{ display: 'Meals on Wheels' }, { display: 'Jane Rivera, RN' }],
      occurrencePeriod: { start: '2026-10-01', end: '2026-12-31' },
    },
    { resourceType: 'MedicationRequest', id: 'm', status: 'active', medicationCodeableConcept: { text: 'Metformin 500 mg' } },
  ];
  const detail = {
    status: 'in-progress',
    productCodeableConcept: { text: 'Warfarin' },
    description: 'Adjust by INR',
    performer: [{ display: 'Maria Chen, MD' }],
  };
  const activity = [
    { reference: { reference: 'ServiceRequest/s' } },
    { reference: { reference: 'ServiceRequest/s', display: 'Meals at home' } },
    { reference: { reference: 'https://ehr.example/fhir/MedicationRequest/m' } },
    { detail },
  ];
  const [plan] = readCarePlans([anOwnPlan({ activity }), ...requests], DAYS);
  const meals = { status: 'active', who: 'Meals on Wheels, Jane Rivera, RN', due: '2026-12-31', read: true };
  expect(plan?.activities).toMatchObject([
    { display: 'Home meals', ...meals },
    { display: 'Meals at home', ...meals },
    { display: 'Metformin 500 mg', status: 'active', read: true },
    { display: 'Warfarin: Adjust by INR', status: 'in-progress', who: 'Maria Chen, MD', read: true },
  ]);
});

test('what a plan refers to and nobody read is told as such; a reference never stands for words', () => {
  const [plan] = readCarePlans(
    [
      anOwnPlan({
        goal: [{ reference: 'Goal/g' }, { reference: 'Goal/h', display: 'Walk daily' }],
        activity: [{ reference: { reference: 'ServiceRequest/s' } }],
        supportingInfo: [{ reference: 'Observation/o' }],
      }),
    ],
    DAYS,
  );
  expect(plan?.goals).toEqual([
    { reference: 'Goal/g', display: '', contained: false, read: false },
    { reference: 'Goal/h', display: 'Walk daily', contained: false, read: false },
  ]);
  expect(plan?.activities).toEqual([{ reference: 'ServiceRequest/s', display: '', contained: false, read: false }]);
  expect(plan?.supportingInfo).toMatchObject([{ display: '', read: false }]);
});

const ADOPTED = [
  { system: 'https://planner.example/plan', value: 'PLN-1' },
  { system: 'https://w3id.org/intervisit/fhir/sid/care-plan', value: PATIENT },
];
const THEIR_TEXT = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Theirs</div>' };

test.each([
  ['a plan this app made', anOwnPlan(), { kind: 'own' }],
  [
    'one that the EHR gave an identifier and a source besides',
    anOwnPlan({ identifier: ADOPTED, meta: { source: 'https://ehr.example' } }),
    { kind: 'own' },
  ],
  ['one of ours without narrative', anOwnPlan({ text: undefined, meta: { source: '#request-1' } }), { kind: 'own' }],
  [
    'an adopted one with a source',
    anOwnPlan({ identifier: ADOPTED, text: THEIR_TEXT, meta: { source: 'https://planner.example/app' } }),
    { kind: 'other', name: 'planner.example' },
  ],
  [
    'an adopted one with an author',
    anOwnPlan({ text: THEIR_TEXT, author: { display: 'City Hospital' } }),
    { kind: 'other', name: 'City Hospital' },
  ],
  ['an adopted one that says nothing', anOwnPlan({ identifier: ADOPTED, text: undefined }), { kind: 'other' }],
  ['one of another system', anOwnPlan({ identifier: [], category: [], text: THEIR_TEXT }), { kind: 'other' }],
])('%s has its keeper', (_what, plan, keptBy) => {
  expect(readCarePlans([plan], DAYS)[0]?.keptBy).toEqual(keptBy);
});

test('the narrative of another system’s plan is there to be shown', () => {
  const [plan] = readCarePlans([anOwnPlan({ identifier: [], category: [], text: THEIR_TEXT })], DAYS);
  expect(plan).toMatchObject({ origin: 'other', narrative: THEIR_TEXT.div });
});
