import { expect, test } from 'vitest';
import { addActivity, addGoal, type PlanOperation } from '../../src/fhir/care-plan/edit.ts';
import { savePlanChange } from '../../src/fhir/care-plan/save.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import type { Ehr } from '../ehr/ehr.ts';
import { anOwnPlan, aStage, MD, PATIENT, storedIn } from '../builders/writes.ts';

const AT = '2026-10-20T14:00:00-04:00';
const uuid = (n: number) => `b0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const patientReference = `Patient/${PATIENT}`;
const SCOPE = 'patient/*.cruds user/Practitioner.rs';
const PROGNOSIS: PlanOperation = {
  kind: 'add-prognosis',
  draft: {
    id: uuid(1),
    outcome: 'Keeps living at home.',
    prognosis: 'Guarded; slow progression.',
    author: MD,
    at: AT,
    problems: ['Condition/c-1'],
    patientReference,
  },
};
const change = (...operations: readonly [PlanOperation, ...PlanOperation[]]) =>
  ({ planId: 'cp-1', operations, author: MD, at: AT }) as const;
const SAID = { outcome: 'Keeps living at home.', prognosis: 'Guarded; slow progression.', by: MD.display };

function planIn(ehr: Ehr) {
  const [plan] = readCarePlans(
    (['CarePlan', 'Goal', 'ClinicalImpression'] as const).flatMap((type) => storedIn(ehr, type)),
    daysIn('America/New_York'),
  );
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

test('PLAN-2 an expected outcome becomes a ClinicalImpression in the same transaction, and the plan names it', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()], scope: SCOPE });
  expect(await savePlanChange(target, change(PROGNOSIS))).toMatchObject({ kind: 'stored', changedByServer: [] });
  const [impression] = storedIn(ehr, 'ClinicalImpression');
  expect(impression).toMatchObject({
    status: 'completed',
    subject: { reference: patientReference },
    assessor: MD,
    problem: [{ reference: 'Condition/c-1' }],
    summary: 'Keeps living at home.',
    prognosisCodeableConcept: [{ text: 'Guarded; slow progression.' }],
  });
  expect(ehr.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(1);
  const plan = planIn(ehr);
  const reference = `ClinicalImpression/${impression?.id ?? ''}`;
  expect(plan.elements).toContainEqual({ element: 'expected-outcome-prognosis', by: 'tag', reference });
  expect(plan.prognoses).toMatchObject([{ ...SAID, reference }]);
  expect(await savePlanChange(target, change(PROGNOSIS))).toMatchObject({ kind: 'stored', alreadyThere: true });
});

test.each([
  ['where the EHR grants none', async () => aStage({ resources: [anOwnPlan()] })],
  ['where the EHR takes no transactions', async () => aStage({ resources: [anOwnPlan()], scope: SCOPE, persona: 'plan-writes-only' })],
] as const)('PLAN-2 %s the outcome is a tagged note of the plan, and reads the same', async (_where, stage) => {
  const { ehr, target } = await stage();
  expect(await savePlanChange(target, change(PROGNOSIS))).toMatchObject({ kind: 'stored' });
  expect(storedIn(ehr, 'ClinicalImpression')).toEqual([]);
  expect(planIn(ehr)).toMatchObject({ prognoses: [SAID], notes: [{ element: 'expected-outcome-prognosis' }] });
  expect(await savePlanChange(target, change(PROGNOSIS))).toMatchObject({ kind: 'stored', alreadyThere: true });
});

test('an EHR that turns out to refuse impressions keeps the note and the Provenance, and is not asked again', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()], scope: SCOPE });
  ehr.faults.add({ on: { method: 'POST', type: 'Bundle' }, kind: 403, times: 1 });
  expect(await savePlanChange(target, change(PROGNOSIS))).toMatchObject({ kind: 'stored' });
  expect(planIn(ehr).prognoses).toMatchObject([SAID]);
  expect(storedIn(ehr, 'Provenance')).toHaveLength(1);
  expect(target.memory.refusals).toContainEqual({ type: 'ClinicalImpression', interaction: 'create' });
});

const WALK = addGoal({
  id: uuid(2),
  description: 'Walk to the lake',
  start: '2026-10-20',
  addresses: ['Condition/c-1'],
  patientReference,
});
const DRIVE = addActivity({
  id: uuid(3),
  title: 'Find a ride',
  element: 'community-services',
  goals: [{ reference: `#goal-${uuid(2)}`, display: 'Walk to the lake' }],
  patientReference,
});

test.each([
  ['a record of its own', SCOPE, /^Goal\//],
  ['inside the plan', 'patient/*.rs patient/CarePlan.cruds user/Practitioner.rs', /^#goal-/],
])('an activity is for a goal that comes with the same save: the goal is %s', async (_where, scope, reference) => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()], scope });
  expect(await savePlanChange(target, change(DRIVE, WALK))).toMatchObject({ kind: 'stored', changedByServer: [] });
  const plan = planIn(ehr);
  expect(plan.goals).toMatchObject([
    { ownId: uuid(2), reference: expect.stringMatching(reference), addresses: [{ reference: 'Condition/c-1' }] },
  ]);
  expect(plan.activities).toMatchObject([{ display: 'Find a ride', goals: [plan.goals[0]?.reference] }]);
  const [request] = [storedIn(ehr, 'CarePlan')[0]?.['contained']].flat().filter((one) => JSON.stringify(one).includes('ServiceRequest'));
  expect(request).toMatchObject({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal' }] });
});

test('an activity of others says in its detail, or in its own record, for which goal it is', () => {
  const url = 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal';
  const plan = anOwnPlan({
    goal: [{ reference: 'Goal/g', display: 'Sleep' }],
    activity: [
      { detail: { status: 'scheduled', description: 'Call', goal: [{ reference: 'Goal/g' }] } },
      { reference: { reference: 'ServiceRequest/s', display: 'Therapy' } },
    ],
  });
  const request = {
    resourceType: 'ServiceRequest',
    id: 's',
    extension: [{ url, valueReference: { reference: 'https://ehr.example/Goal/g' } }],
  };
  const [read] = readCarePlans([plan, request], daysIn('America/New_York'));
  expect(read?.activities.map(({ goals }) => goals)).toEqual([['Goal/g'], ['Goal/g']]);
});

test('a link to a goal that is not in the plan is left out, and the activity kept', async () => {
  const { ehr, target } = await aStage({ resources: [anOwnPlan()], scope: SCOPE });
  expect(await savePlanChange(target, change(DRIVE))).toMatchObject({ kind: 'stored' });
  expect(planIn(ehr).activities[0]).not.toHaveProperty('goals');
});
