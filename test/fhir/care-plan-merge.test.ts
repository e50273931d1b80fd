import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planDifferences, type PlanState } from '../../src/fhir/care-plan/changes.ts';
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
import { mergePlan } from '../../src/fhir/care-plan/merge.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { parseLossless, toPlain } from '../../src/fhir/lossless.ts';
import { anOwnPlan, PATIENT, RN } from '../builders/writes.ts';

const DAYS = daysIn('America/New_York');
const patientReference = `Patient/${PATIENT}`;
const uuid = (n: number) => `b0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const goalRef = (n: number) => `#goal-${uuid(n)}`;
const activityRef = (n: number) => `#activity-${uuid(n)}`;

const goal = (n: number) =>
  addGoal({
    id: uuid(n),
    description: `Goal ${n}`,
    target: 'once a day',
    due: '2026-12-31',
    start: '2026-10-20',
    addresses: [],
    patientReference,
  });
const activity = (n: number) =>
  addActivity({ id: uuid(n), title: `Activity ${n}`, element: 'planned-interventions', due: '2026-12-31', patientReference });
const note = (text: string) => addNote({ author: RN, at: '2026-10-20T14:00:00-04:00', text });
const changeGoal = (n: number, change: GoalChange): PlanOperation => ({
  kind: 'change-goal',
  reference: goalRef(n),
  what: `Goal ${n}`,
  change,
});
const changeActivity = (n: number, change: ActivityChange): PlanOperation => ({
  kind: 'change-activity',
  reference: activityRef(n),
  what: `Activity ${n}`,
  change,
});

function state(raw: RawResource): PlanState {
  const [plan] = readCarePlans([raw], DAYS);
  if (plan === undefined) throw new Error('no plan');
  return { plan, raw };
}

function after({ raw }: PlanState, operations: readonly PlanOperation[]): PlanState {
  const plain = toPlain(applyOperations(parseLossless(JSON.stringify(raw)), operations));
  if (plain === undefined) throw new Error('no plan');
  return state(plain);
}

const BASE = after(state(anOwnPlan({ addresses: [{ reference: 'Condition/c-1', display: 'COPD' }] })), [
  goal(1),
  goal(2),
  activity(3),
  activity(4),
  note('First'),
]);

test('changes of different fields merge, and what the others did is told in words', () => {
  const theirs = after(BASE, [changeGoal(1, { field: 'due', to: '2027-03-01' }), note('Theirs')]);
  const mine = [changeGoal(1, { field: 'status', to: 'on-hold' }), changeActivity(3, { field: 'status', to: 'completed' })];
  expect(mergePlan(BASE, theirs, mine)).toEqual({
    theirs: [
      { kind: 'changed', part: 'goal', what: 'Goal 1', reference: goalRef(1), field: 'due', before: '2026-12-31', after: '2027-03-01' },
      { kind: 'added', part: 'note', what: 'Theirs' },
    ],
    clean: mine,
    overlaps: [],
    gone: [],
    done: [],
  });
});

test('the same field changed by both is shown with what it was, what they made of it and what I would', () => {
  const theirs = after(BASE, [changeGoal(2, { field: 'due', to: '2027-03-01' })]);
  const operation = changeGoal(2, { field: 'due', to: '2027-06-01' });
  expect(mergePlan(BASE, theirs, [operation])).toMatchObject({
    clean: [],
    overlaps: [{ operation, what: 'Goal 2', field: 'due', base: '2026-12-31', theirs: '2027-03-01', mine: '2027-06-01' }],
  });
});

test('what the others took out of the plan cannot be changed, and the edit is named', () => {
  const raw = { ...BASE.raw, goal: [BASE.raw['goal']].flat().slice(1), contained: [BASE.raw['contained']].flat().slice(1) };
  const mine = changeGoal(1, { field: 'status', to: 'completed' });
  const merge = mergePlan(BASE, state(raw), [mine, note('Mine')]);
  expect(merge).toMatchObject({ clean: [note('Mine')], gone: [mine], overlaps: [] });
  expect(merge.theirs).toEqual([{ kind: 'removed', part: 'goal', what: 'Goal 1', reference: goalRef(1) }]);
});

test('the same edit by both is done already', () => {
  const same = changeActivity(4, { field: 'status', to: 'completed' });
  expect(mergePlan(BASE, after(BASE, [same]), [same])).toMatchObject({ clean: [], overlaps: [], gone: [], done: [same] });
});

test.each([
  ['a problem', { addresses: [] }, { kind: 'removed', part: 'problem', what: 'COPD' }],
  ['the title', { title: 'Renamed' }, { kind: 'changed', part: 'plan', field: 'title', after: 'Renamed' }],
  ['the status', { status: 'on-hold' }, { kind: 'changed', part: 'plan', field: 'status', after: 'on-hold' }],
  [
    'an element no list shows',
    { careTeam: [{ reference: 'CareTeam/1' }] },
    { kind: 'changed', part: 'plan', field: 'other', what: 'careTeam' },
  ],
  [
    'the narrative of others',
    { text: { status: 'generated', div: '<div>New</div>' } },
    { kind: 'changed', part: 'plan', field: 'narrative' },
  ],
])('a change of %s is told', (_what, overrides, told) => {
  expect(planDifferences(BASE, state({ ...BASE.raw, ...overrides }))).toEqual([expect.objectContaining(told)]);
});

test('the order of keys and the version are no difference', () => {
  const turned = Object.fromEntries(Object.entries(BASE.raw).toReversed());
  const raw = { ...turned, resourceType: 'CarePlan', meta: { versionId: '99' } };
  expect(planDifferences(BASE, state(raw))).toEqual([]);
});

const dates = fc.constantFrom('2027-01-01', '2027-02-01', '2027-03-01');
const edit = fc.oneof(
  fc.tuple(fc.constantFrom(1, 2), dates).map(([n, to]) => changeGoal(n, { field: 'due', to })),
  fc.tuple(fc.constantFrom(1, 2), fc.constantFrom('on-hold', 'completed')).map(([n, to]) => changeGoal(n, { field: 'status', to })),
  fc.tuple(fc.constantFrom(1, 2), fc.constantFrom('Walk', 'Swim')).map(([n, to]) => changeGoal(n, { field: 'words', to })),
  fc.tuple(fc.constantFrom(3, 4), dates).map(([n, to]) => changeActivity(n, { field: 'due', to })),
  fc.tuple(fc.constantFrom(3, 4), fc.constantFrom('on-hold', 'completed')).map(([n, to]) => changeActivity(n, { field: 'status', to })),
  fc.integer({ min: 10, max: 99 }).map(goal),
  fc.integer({ min: 10, max: 99 }).map(activity),
  fc.string({ minLength: 1 }).map((text) => note(`n${text}`)),
  fc.tuple(fc.constantFrom(1, 2), fc.constantFrom('less', 'more')).map(([n, to]) => changeGoal(n, { field: 'target', to })),
  fc.tuple(fc.constantFrom(1, 2), fc.constantFrom('improving', 'worsening')).map(([n, to]) => changeGoal(n, { field: 'achievement', to })),
  fc.tuple(fc.constantFrom(1, 2), fc.constantFrom('COPD', 'CKD')).map(([n, display]) => {
    return changeGoal(n, { field: 'problem', to: { reference: `Condition/${display}`, display } });
  }),
  fc.tuple(fc.constantFrom(3, 4), fc.constantFrom('Ann', 'Bo')).map(([n, display]) => changeActivity(n, { field: 'who', to: { display } })),
  fc.tuple(fc.constantFrom(3, 4), fc.constantFrom(1, 2)).map(([n, to]) => {
    return changeActivity(n, { field: 'goal', to: { reference: goalRef(to), display: `Goal ${to}` } });
  }),
  fc.integer({ min: 100, max: 199 }).map(prognosis),
  fc.integer({ min: 1, max: 9 }).map((n) => refer(n)),
);

function prognosis(n: number): PlanOperation {
  const at = '2026-10-20T14:00:00-04:00';
  return { kind: 'add-prognosis', draft: { id: uuid(n), outcome: `Stable ${n}`, author: RN, at, problems: [], patientReference } };
}

function refer(n: number): PlanOperation {
  return { kind: 'refer', draft: { list: 'supportingInfo', reference: `Observation/${n}`, display: `Result ${n}` } };
}

function reword(text: string, at: string): PlanOperation {
  return { kind: 'change-note', note: { text: 'Lives alone.', time: '2026-10-20T14:00:00-04:00' }, to: { author: RN, at, text } };
}

test('a note that both reworded is asked about: theirs stands, mine can be added anew', () => {
  const withNote = after(BASE, [note('Lives alone.')]);
  const mine = reword('Lives with a friend.', '2026-10-21T10:00:00-04:00');
  const theirs = after(withNote, [reword('Moved in with her son.', '2026-10-21T09:00:00-04:00')]);
  expect(mergePlan(withNote, theirs, [mine])).toMatchObject({ clean: [], overlaps: [], done: [], gone: [mine] });
  expect(mergePlan(withNote, withNote, [mine])).toMatchObject({ clean: [mine] });
  expect(mergePlan(withNote, after(withNote, [mine]), [mine])).toMatchObject({ done: [mine] });
});

/** At most one edit a field, as an editor collects them. */
const edits = fc.uniqueArray(edit, { maxLength: 6, selector: fieldKey });

function fieldKey(operation: PlanOperation): string {
  if (operation.kind === 'change-goal' || operation.kind === 'change-activity') return `${operation.reference} ${operation.change.field}`;
  return JSON.stringify(operation);
}

test('of any two sets of edits made at once none is lost: all hold in the merged plan, save the fields both changed, which are asked about', () => {
  fc.assert(
    fc.property(edits, edits, (yours, mine) => {
      const theirs = after(BASE, yours);
      const { clean, overlaps, gone, done } = mergePlan(BASE, theirs, mine);
      expect(gone).toEqual([]);
      expect([...clean, ...done, ...overlaps.map(({ operation }) => operation)]).toHaveLength(mine.length);
      const merged = after(theirs, clean).raw;
      for (const operation of [...yours, ...clean, ...done]) expect(isApplied(merged, operation)).toBe(true);
      for (const { operation } of overlaps) expect(yours.map(fieldKey)).toContain(fieldKey(operation));
      const taken = after(theirs, [...clean, ...overlaps.map(({ operation }) => operation)]).raw;
      for (const operation of mine) expect(isApplied(taken, operation)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('what the others did is told for every edit that changed something', () => {
  fc.assert(
    fc.property(edits, (yours) => {
      const theirs = after(BASE, yours);
      const told = planDifferences(BASE, theirs);
      expect(told.length > 0).toBe(yours.length > 0);
    }),
  );
});
