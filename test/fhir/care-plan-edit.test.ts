import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ActivityChange,
  addActivity,
  addGoal,
  addNote,
  applyOperations,
  type GoalChange,
  isApplied,
  type PlanOperation,
} from '../../src/fhir/care-plan/edit.ts';
import { savePlanChange } from '../../src/fhir/care-plan/save.ts';
import { saveGoalChange } from '../../src/fhir/care-plan/save-goal.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { parseLossless, toPlain, writeLossless } from '../../src/fhir/lossless.ts';
import { anOwnPlan, aStage, MD, PATIENT, RN, storedIn } from '../builders/writes.ts';

const DAYS = daysIn('America/New_York');
const AT = '2026-10-20T14:00:00-04:00';
const GOAL = 'b0000000-0000-4000-8000-000000000001';
const ACTIVITY = 'b0000000-0000-4000-8000-000000000002';
const A1C = { loinc: '4548-4', measure: 'Hemoglobin A1c', comparator: '<', value: 7.5, unit: '%' } as const;

const aGoal = () =>
  addGoal({
    id: GOAL,
    description: 'Better sugar control',
    target: A1C,
    due: '2027-04-30',
    start: '2026-10-20',
    addresses: ['Condition/c-1'],
    patientReference: `Patient/${PATIENT}`,
  });
const anActivity = () =>
  addActivity({
    id: ACTIVITY,
    title: 'Weigh every morning',
    element: 'symptom-management',
    performer: { display: 'The patient' },
    due: '2026-12-01',
    patientReference: `Patient/${PATIENT}`,
  });
const changeGoal = (change: GoalChange): PlanOperation => ({
  kind: 'change-goal',
  reference: `#goal-${GOAL}`,
  what: 'Better sugar control',
  change,
});
const changeActivity = (change: ActivityChange): PlanOperation => ({
  kind: 'change-activity',
  reference: `#activity-${ACTIVITY}`,
  what: 'Weigh every morning',
  change,
});

function edited(plan: object, ...operations: readonly PlanOperation[]): RawResource {
  const result = toPlain(applyOperations(parseLossless(JSON.stringify(plan)), operations));
  if (result === undefined) throw new Error('no resource');
  return result;
}

function read(plan: RawResource) {
  const [view] = readCarePlans([plan], DAYS);
  if (view === undefined) throw new Error('no plan');
  return view;
}

test('a goal with a number keeps it as one: what is measured, how it compares, its unit', () => {
  const plan = edited(anOwnPlan(), aGoal());
  expect(plan).toMatchObject({
    contained: [
      {
        target: [
          {
            measure: { coding: [{ system: 'http://loinc.org', code: '4548-4' }], text: 'Hemoglobin A1c' },
            detailQuantity: { value: 7.5, comparator: '<', unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
            dueDate: '2027-04-30',
          },
        ],
      },
    ],
  });
  expect(read(plan).goals).toMatchObject([{ display: 'Better sugar control', target: 'Hemoglobin A1c < 7.5 %', dueDate: '2027-04-30' }]);
});

test.each([
  [{ field: 'words', to: 'Steadier sugar' }, { display: 'Steadier sugar' }],
  [
    { field: 'due', to: '2027-06-30' },
    { dueDate: '2027-06-30', target: 'Hemoglobin A1c < 7.5 %' },
  ],
  [
    { field: 'target', to: 'below 8 %' },
    { target: 'below 8 %', dueDate: '2027-04-30' },
  ],
  [
    { field: 'target', to: { ...A1C, value: 7 } },
    { target: 'Hemoglobin A1c < 7 %', dueDate: '2027-04-30' },
  ],
  [{ field: 'status', to: 'completed' }, { status: 'completed' }],
  [{ field: 'achievement', to: 'achieved' }, {}],
] satisfies readonly (readonly [GoalChange, object])[])('a goal of ours inside the plan changes in one field: %j', (change, shown) => {
  const plan = edited(anOwnPlan(), aGoal());
  const after = edited(plan, changeGoal(change));
  expect(read(after).goals).toMatchObject([shown]);
  expect(isApplied(after, changeGoal(change))).toBe(true);
  expect(isApplied(plan, changeGoal(change))).toBe(false);
});

test.each([
  [{ field: 'status', to: 'completed' }, { status: 'completed' }],
  [{ field: 'due', to: '2027-01-31' }, { due: '2027-01-31' }],
  [{ field: 'who', to: MD }, { who: MD.display }],
] satisfies readonly (readonly [ActivityChange, object])[])('an activity of ours changes in one field: %j', (change, shown) => {
  const plan = edited(anOwnPlan(), anActivity());
  const after = edited(plan, changeActivity(change));
  expect(read(after).activities).toMatchObject([{ display: 'Weigh every morning', ...shown }]);
  expect(isApplied(after, changeActivity(change))).toBe(true);
  expect(isApplied(plan, changeActivity(change))).toBe(false);
});

test('what others wrote is not changed: a contained goal without our identifier, an activity with another id', () => {
  const theirs = anOwnPlan({
    contained: [
      { resourceType: 'Goal', id: `goal-${GOAL}`, lifecycleStatus: 'active', description: { text: 'Theirs' }, subject: {} },
      { resourceType: 'ServiceRequest', id: 'sr-1', status: 'active', intent: 'plan', subject: {} },
    ],
    goal: [{ reference: `#goal-${GOAL}`, display: 'Theirs' }],
  });
  const operations = [
    changeGoal({ field: 'words', to: 'Mine' }),
    { kind: 'change-activity', reference: '#sr-1', what: '', change: { field: 'status', to: 'revoked' } },
  ] satisfies readonly PlanOperation[];
  expect(edited(theirs, ...operations)).toEqual(theirs);
});

test.each([
  ['addresses', { reference: 'Condition/c-9', display: 'Chronic kidney disease' }],
  ['supportingInfo', { reference: 'Observation/o-1', display: 'Gait speed' }],
  ['careTeam', { reference: 'CareTeam/t-1', display: 'Care team' }],
] as const)('what the chart has is named in %s and not typed again', (list, target) => {
  const refer: PlanOperation = { kind: 'refer', draft: { list, ...target, element: 'cognitive-functional-assessment' } };
  const plan = edited(anOwnPlan(), refer);
  expect(plan).toMatchObject({ [list]: [target] });
  expect(isApplied(plan, refer)).toBe(true);
  if (list === 'careTeam') return;
  expect(read(plan).elements).toContainEqual({ element: 'cognitive-functional-assessment', by: 'tag', reference: target.reference });
});

test('an activity that has a record of its own is referred to as an activity', () => {
  const refer: PlanOperation = {
    kind: 'refer',
    draft: { list: 'activity', reference: 'MedicationRequest/m-1', display: 'Metformin', element: 'medical-management' },
  };
  const plan = edited(anOwnPlan(), refer);
  expect(plan).toMatchObject({ activity: [{ reference: { reference: 'MedicationRequest/m-1', display: 'Metformin' } }] });
  expect(isApplied(plan, refer)).toBe(true);
});

test('"assessed, none needed" satisfies its element with author and date', () => {
  const plan = edited(anOwnPlan(), addNote({ author: RN, at: AT, text: 'No caregiver: none needed.', element: 'caregiver-assessment' }));
  expect(read(plan).elements).toContainEqual({ element: 'caregiver-assessment', by: 'tag' });
});

const THEIRS = {
  resourceType: 'CarePlan',
  id: 'cp-1',
  status: 'active',
  intent: 'plan',
  title: 'Hospital plan',
  subject: { reference: `Patient/${PATIENT}` },
  category: [{ text: 'Longitudinal' }],
};

test('a plan of others is adopted only when asked, gains our identifier and category, and keeps all it had', async () => {
  const { ehr, target } = await aStage({ resources: [THEIRS] });
  const change = { planId: 'cp-1', author: RN, at: AT } as const;
  const note = addNote({ author: RN, at: AT, text: 'x' });
  expect(await savePlanChange(target, { ...change, operations: [note] })).toMatchObject({ kind: 'read-only', because: ['not-own'] });
  const adopt: PlanOperation = { kind: 'adopt', patientId: PATIENT };
  expect(await savePlanChange(target, { ...change, operations: [adopt] })).toMatchObject({ kind: 'stored', changedByServer: [] });
  const [stored] = storedIn(ehr, 'CarePlan');
  expect(stored).toMatchObject({
    title: 'Hospital plan',
    category: [{ text: 'Longitudinal' }, { coding: [{ code: 'ccm-care-plan' }] }],
    identifier: [{ value: PATIENT }],
  });
  expect(await savePlanChange(target, { ...change, operations: [adopt] })).toMatchObject({ kind: 'stored', alreadyThere: true });
});

const STORED_GOAL =
  '{"resourceType":"Goal","id":"g-1","extension":[{"url":"https://other.example/w","valueDecimal":1.50}],' +
  '"identifier":[{"system":"https://w3id.org/intervisit/fhir/sid/goal","value":"x"}],"lifecycleStatus":"active",' +
  `"description":{"text":"Walk"},"subject":{"reference":"Patient/${PATIENT}"},"target":[{"measure":{"text":"Walk"},"detailString":"daily","dueDate":"2026-12-31"},{"dueDate":"2027-12-31"}]}`;

test('a goal with a record of its own is changed there: one field, its other bytes kept, with version and Provenance', async () => {
  const { ehr, target } = await aStage({ resources: [STORED_GOAL] });
  const before = parseLossless(ehr.storedText('Goal', 'g-1') ?? '');
  const outcome = await saveGoalChange(target, { goalId: 'g-1', changes: [{ field: 'due', to: '2027-01-31' }], author: RN, at: AT });
  expect(outcome).toMatchObject({ kind: 'stored', reference: 'Goal/g-1', alreadyThere: false });
  const sent = ehr.exchanges.find(({ method }) => method === 'POST')?.requestBody ?? '';
  expect(sent).toContain(
    `"resource":${writeLossless(before).replace('2026-12-31', '2027-01-31')},"request":{"method":"PUT","url":"Goal/g-1","ifMatch"`,
  );
  expect(storedIn(ehr, 'Provenance')).toMatchObject([{ target: [{ reference: 'Goal/g-1' }] }]);
});

test('a goal that changed since it was shown is a conflict; one of others is left alone; saying it again writes nothing', async () => {
  const { ehr, target } = await aStage({
    resources: [STORED_GOAL, STORED_GOAL.replace('"g-1"', '"g-2"').replace('sid/goal', 'sid/other')],
  });
  const revision = { goalId: 'g-1', changes: [{ field: 'status', to: 'completed' }], author: RN, at: AT } as const;
  expect(await saveGoalChange(target, { ...revision, shownVersionId: 'older' })).toMatchObject({ kind: 'conflict' });
  expect(await saveGoalChange(target, { ...revision, goalId: 'g-2' })).toMatchObject({ kind: 'read-only', because: ['not-own'] });
  expect(await saveGoalChange(target, revision)).toMatchObject({ kind: 'stored', alreadyThere: false });
  ehr.clearExchanges();
  expect(await saveGoalChange(target, revision)).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(ehr.exchanges.every(({ method }) => method === 'GET')).toBe(true);
});

test('a goal of another patient is never written', async () => {
  const { target } = await aStage({
    resources: [STORED_GOAL.replace(`Patient/${PATIENT}`, 'Patient/pat-2'), { resourceType: 'Patient', id: 'pat-2' }],
  });
  const revision = { goalId: 'g-1', changes: [{ field: 'status', to: 'completed' }], author: RN, at: AT } as const;
  await expect(saveGoalChange(target, revision)).rejects.toMatchObject({ name: 'FhirError' });
});

const unknownName = fc.stringMatching(/^x[a-z]{1,6}$/);
const leaf = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.boolean(), fc.constant(null));
const json = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(unknownName, leaf, { maxKeys: 3 }));
const unknownParts = fc.dictionary(unknownName, json, { maxKeys: 4 });

type At = readonly [index: number, where: readonly (string | number)[]];
const GOAL_DUE: At = [0, ['target', 0, 'dueDate']];
const GOAL_STATUS: At = [0, ['lifecycleStatus']];
const ACTIVITY_STATUS: At = [1, ['status']];
const change = fc.oneof(
  fc.constantFrom('2027-01-01', '2027-02-01').map((to) => ({ operation: changeGoal({ field: 'due', to }), at: GOAL_DUE, to })),
  fc.constantFrom('on-hold', 'completed').map((to) => ({ operation: changeGoal({ field: 'status', to }), at: GOAL_STATUS, to })),
  fc.constantFrom('on-hold', 'completed').map((to) => ({ operation: changeActivity({ field: 'status', to }), at: ACTIVITY_STATUS, to })),
);

test('for any plan with unknown parts in every place, a changed field changes its own path alone, in place', () => {
  fc.assert(
    fc.property(unknownParts, unknownParts, unknownParts, change, (inPlan, inGoal, inActivity, { operation, at: [index, where], to }) => {
      const { text: _narrative, ...plain } = edited(anOwnPlan(), aGoal(), anActivity());
      const contained = [plain['contained']].flat().map((one, at) => Object.assign({}, at === 0 ? inGoal : inActivity, one));
      const plan = { ...inPlan, ...plain, contained };
      const expected: unknown = JSON.parse(JSON.stringify(plan));
      set(expected, ['contained', index, ...where], to);
      expect(JSON.stringify(edited(plan, operation))).toBe(JSON.stringify(expected));
    }),
    { numRuns: 300 },
  );
});

function set(value: unknown, [first = '', ...rest]: readonly (string | number)[], to: string): void {
  if (typeof value !== 'object' || value === null) throw new Error('no such path');
  if (rest.length === 0) Object.assign(value, { [first]: to });
  else set(Reflect.get(value, first), rest, to);
}
