import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChartCondition } from '../../../../src/ccm/chart.ts';
import { judgeConditions, loadChronicConditions } from '../../../../src/ccm/conditions.ts';
import { activityDraft, goalDraft, goalFault, goalFields } from '../../../../src/app/care-plan/templates/accepted.ts';
import { fittingTemplates } from '../../../../src/app/care-plan/templates/fits.ts';
import { goalKey, mergeTemplates, type Proposal, shareKey } from '../../../../src/app/care-plan/templates/merge-templates.ts';
import { type PlanNow, standingOfActivity, standingOfGoal } from '../../../../src/app/care-plan/templates/standing.ts';
import type { PlanTemplate, TemplateActivity, TemplateGoal } from '../../../../src/app/queries/plan-templates.ts';
import { aChartCondition, icd10cm, snomed } from '../../../builders/chart-condition.ts';
import { aGoal, anActivity, aTemplate, SHIPPED, shipped } from './a-template.ts';

const A1C = { loinc: '4548-4', measure: 'Hemoglobin A1c', comparator: '<', value: 8, unit: '%' } as const;

const chronicConditions = await loadChronicConditions();

function fittingTitles(...conditions: readonly Partial<ChartCondition>[]): readonly string[] {
  const judged = judgeConditions(conditions.map(aChartCondition), '2026-10', chronicConditions);
  return fittingTemplates(SHIPPED, judged).map(({ template }) => template.title);
}

test.each([
  ['E11.9', 'Diabetes'],
  ['I10', 'Hypertension'],
  ['I50.22', 'Heart failure'],
  ['J44.9', 'COPD'],
  ['N18.31', 'Chronic kidney disease'],
  ['F33.1', 'Depression'],
  ['I25.10', 'Coronary disease'],
  ['I48.20', 'Atrial fibrillation'],
  ['J45.40', 'Asthma'],
  ['M17.11', 'Osteoarthritis'],
])('%s is a condition of the template %s', (code, title) => {
  expect(fittingTitles({ codes: [icd10cm(code)] })).toEqual([title]);
});

test('a code decides where the group is wider than the template', () => {
  expect(fittingTitles({ codes: [icd10cm('M06.9')] })).toEqual([]);
  expect(fittingTitles({ codes: [icd10cm('F31.30')] })).toEqual([]);
  expect(fittingTitles({ codes: [icd10cm('f331')] })).toEqual(['Depression']);
});

test('without an ICD-10-CM code the group decides', () => {
  expect(fittingTitles({ codes: [snomed('44054006')] })).toEqual(['Diabetes']);
  expect(fittingTitles({ codes: [snomed('370143000')] })).toEqual(['Depression']);
});

test('a condition that does not count brings no template', () => {
  expect(fittingTitles({ clinicalStatus: 'resolved' })).toEqual([]);
  expect(fittingTitles({ verificationStatus: 'provisional' })).toEqual([]);
});

test('what two templates share is proposed once, and names both', () => {
  const { goals, activities } = mergeTemplates([shipped('Diabetes'), shipped('Chronic kidney disease'), shipped('Hypertension')]);
  const kidney = activities.filter(({ item }) => item.title === 'Kidney function and urine albumin');
  expect(kidney.map(({ from }) => from.map(({ title }) => title))).toEqual([['Diabetes', 'Hypertension', 'Chronic kidney disease']]);
  expect(kidney[0]?.item.every).toEqual({ count: 6, unit: 'mo' });
  expect(goals.filter(({ item }) => item.what === 'Blood pressure at the agreed target')).toHaveLength(1);
});

test('activities without an id are one where their titles say the same', () => {
  expect(shareKey({ title: 'Eye examination; get the report.' })).toBe(shareKey({ title: '  eye EXAMINATION, get the report' }));
  expect(shareKey({ title: 'Eye examination' })).not.toBe(shareKey({ title: 'Foot examination' }));
  expect(shareKey({ id: 'eyes', title: 'A' })).toBe(shareKey({ id: 'eyes', title: 'B' }));
});

function belowPercent(value: number): TemplateGoal {
  return aGoal({ id: 'sugar', target: { ...A1C, value } });
}

test('goals that aim at different numbers are both proposed', () => {
  const { goals } = mergeTemplates([
    aTemplate({ goals: [belowPercent(7)] }),
    aTemplate({ url: 'https://example.org/b', goals: [belowPercent(8), belowPercent(7)] }),
  ]);
  expect(goals.map(({ item, from }) => [item, from.length])).toEqual([
    [belowPercent(7), 2],
    [belowPercent(8), 1],
  ]);
});

test('of two copies the one that comes sooner stays, with what either says to the patient', () => {
  const often = anActivity({ every: { count: 1, unit: 'wk' } });
  const seldom = anActivity({ every: { count: 1, unit: 'mo' }, instruction: 'Take a friend along.' });
  const other = { url: 'https://example.org/a' };
  const { activities } = mergeTemplates([aTemplate({ activities: [seldom] }), aTemplate({ ...other, activities: [often] })]);
  expect(activities.map(({ item }) => item)).toEqual([{ ...often, instruction: 'Take a friend along.' }]);
});

const words = fc.constantFrom('Walk', 'walk.', 'Swim', 'Measure', 'Call');
const id = fc.option(fc.constantFrom('one', 'two'), { nil: undefined });
const activity: fc.Arbitrary<TemplateActivity> = fc
  .record({
    id,
    title: words,
    count: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    unit: fc.constantFrom('wk' as const, 'mo' as const),
  })
  .map(({ id: known, title, count, unit }) =>
    anActivity({ title, ...(known !== undefined && { id: known }), ...(count !== undefined && { every: { count, unit } }) }),
  );
const goal: fc.Arbitrary<TemplateGoal> = fc
  .record({ id, what: words, value: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }) })
  .map(({ id: known, what, value }) =>
    aGoal({
      what,
      ...(known !== undefined && { id: known }),
      ...(value !== undefined && { target: { loinc: '4548-4', measure: 'Hemoglobin A1c', comparator: '<', value, unit: '%' } }),
    }),
  );
const templates: fc.Arbitrary<readonly PlanTemplate[]> = fc.uniqueArray(
  fc
    .record({
      letter: fc.constantFrom('a', 'b', 'c', 'd'),
      goals: fc.array(goal, { maxLength: 4 }),
      activities: fc.array(activity, { maxLength: 5 }),
    })
    .map(({ letter, goals, activities }) => aTemplate({ url: `https://example.org/${letter}`, title: letter, goals, activities })),
  { selector: ({ url }) => url, maxLength: 4 },
);

/** A proposal without its order. */
function asSet({ goals, activities }: Proposal): unknown {
  return [...goals, ...activities].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

test('the order of the templates changes nothing but the order', () => {
  fc.assert(
    fc.property(
      templates.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length }))),
      ([some, shuffled]) => {
        expect(asSet(mergeTemplates(shuffled))).toEqual(asSet(mergeTemplates(some)));
      },
    ),
  );
});

test('a template taken twice proposes what it proposes once', () => {
  fc.assert(
    fc.property(templates, (some) => {
      expect(mergeTemplates([...some, ...some])).toEqual(mergeTemplates(some));
    }),
  );
});

test('nothing that a template proposes is lost, and nothing comes twice', () => {
  fc.assert(
    fc.property(templates, (some) => {
      const merged = mergeTemplates(some);
      for (const template of some) {
        for (const one of template.goals) {
          expect(merged.goals.filter(({ key, from }) => key === goalKey(one) && from.includes(template))).toHaveLength(1);
        }
        for (const one of template.activities) {
          expect(merged.activities.filter(({ key, from }) => key === shareKey(one) && from.includes(template))).toHaveLength(1);
        }
      }
      const wanted = new Set(some.flatMap(({ goals, activities }) => [...goals.map(goalKey), ...activities.map(shareKey)]));
      const keys = [...merged.goals, ...merged.activities].map(({ key }) => key);
      expect(keys.toSorted()).toEqual([...wanted].toSorted());
    }),
  );
});

const EMPTY: PlanNow = { goals: [], activities: [], unsaved: [] };
const AT = { id: 'a0000000-0000-4000-8000-000000000001', at: '2026-11-18T09:00:00-05:00' };

function proposedActivity(overrides: Partial<TemplateActivity> = {}) {
  const item = anActivity(overrides);
  return { key: shareKey(item), item, from: [] };
}

function proposedGoal(overrides: Partial<TemplateGoal> = {}) {
  const item = aGoal(overrides);
  return { key: goalKey(item), item, from: [] };
}

test.each([
  ['active', 'in-plan'],
  ['on-hold', 'in-plan'],
  ['active, achieved', 'in-plan'],
  ['completed', 'new'],
  ['completed, achieved', 'new'],
  ['cancelled', 'new'],
  ['revoked', 'new'],
  ['entered-in-error', 'new'],
])('what the plan has with the status %s is %s', (status, kind) => {
  const activities = [{ what: 'walk each day.', status }];
  const goals = [{ what: 'Walks  to the lake', status }];
  expect(standingOfActivity(proposedActivity(), { ...EMPTY, activities }, []).kind).toBe(kind);
  expect(standingOfGoal(proposedGoal(), { ...EMPTY, goals }).kind).toBe(kind);
});

test('a shared activity is in the plan also under the title that another template gives it', () => {
  const library = [aTemplate({ activities: [anActivity({ id: 'walk', title: 'Walking' })] })];
  const plan = { ...EMPTY, activities: [{ what: 'Walking' }] };
  expect(standingOfActivity(proposedActivity({ id: 'walk' }), plan, library)).toEqual({ kind: 'in-plan' });
  expect(standingOfActivity(proposedActivity({ id: 'swim' }), plan, library)).toEqual({ kind: 'new' });
});

test('what is among the unsaved changes is not offered again', () => {
  const unsaved: PlanNow['unsaved'] = [
    { ...AT, kind: 'add-activity', title: 'Walk each day', element: 'planned-interventions' },
    { ...AT, kind: 'add-goal', what: 'Walks to the lake', byPatient: true },
  ];
  expect(standingOfActivity(proposedActivity(), { ...EMPTY, unsaved }, [])).toEqual({ kind: 'unsaved' });
  expect(standingOfGoal(proposedGoal(), { ...EMPTY, unsaved })).toEqual({ kind: 'unsaved' });
});

test('another goal for the same measure is named', () => {
  const sugar = proposedGoal({ what: 'Sugar', target: A1C });
  const inPlan = { ...EMPTY, goals: [{ what: 'My sugar', target: 'Hemoglobin A1c < 7.5 %' }] };
  expect(standingOfGoal(sugar, inPlan)).toEqual({ kind: 'other-target', words: 'My sugar' });
  const unsaved: PlanNow['unsaved'] = [{ ...AT, kind: 'add-goal', what: 'My A1c', target: { ...A1C, value: 7 }, byPatient: true }];
  expect(standingOfGoal(sugar, { ...EMPTY, unsaved })).toEqual({ kind: 'other-target', words: 'My A1c' });
  expect(standingOfGoal(sugar, { ...EMPTY, goals: [{ what: 'Weight', target: 'Weight < 80 kg' }] })).toEqual({ kind: 'new' });
});

test('a goal goes into the plan with the number and the date that were agreed, about the conditions it was chosen for', () => {
  const template = aTemplate({ goals: [aGoal({ target: A1C, dueMonths: 3 })] });
  const judged = judgeConditions([aChartCondition({ reference: 'Condition/1' })], '2026-10', chronicConditions);
  const [proposed] = mergeTemplates([template]).goals;
  if (proposed === undefined) throw new TypeError('nothing proposed');
  const fields = goalFields(proposed.item, '2026-11-30');
  expect(fields).toEqual({ value: '8', due: '2027-02-28' });
  const fits = fittingTemplates([template], judged);
  expect(goalDraft(proposed, { ...fields, value: '7.5' }, fits, 'g-1')).toEqual({
    kind: 'add-goal',
    id: 'g-1',
    what: 'Walks to the lake',
    byPatient: false,
    target: { ...A1C, value: 7.5 },
    due: '2027-02-28',
    addresses: ['Condition/1'],
    about: expect.any(String),
  });
  expect(goalDraft(proposed, { value: ' ', due: '' }, [], 'g-1')).toEqual({
    kind: 'add-goal',
    id: 'g-1',
    what: 'Walks to the lake',
    byPatient: false,
  });
});

test.each([
  [A1C, '7.5', '2027-01-01', null],
  [A1C, '', '', null],
  [A1C, 'seven', '', 'not-a-number'],
  [A1C, '0', '', 'not-a-number'],
  [A1C, '1,300', '', 'not-a-number'],
  [A1C, '7', '2026-11-17', 'past'],
  [A1C, '7', '2026-11-18', null],
  ['none', 'two at most', '', null],
] as const)('a target of %j set to “%s” by “%s” has the fault %s', (target, value, due, fault) => {
  expect(goalFault(aGoal({ target }), { value, due }, '2026-11-18')).toBe(fault);
});

test('a target in words stays words', () => {
  const [proposed] = mergeTemplates([shipped('COPD')]).goals;
  if (proposed === undefined) throw new TypeError('nothing proposed');
  const fields = goalFields(proposed.item, '2026-11-18');
  expect(goalDraft(proposed, { ...fields, value: ' at most one ' }, [], 'g-1')).toEqual({
    kind: 'add-goal',
    id: 'g-1',
    what: 'No flare-up that needed an emergency visit',
    byPatient: false,
    target: 'at most one',
    due: '2027-05-18',
  });
});

test('an activity names who does it, and the templates and versions it came from', () => {
  const patient = { reference: 'Patient/p', display: 'Ada Moss (patient)' };
  const drafts = mergeTemplates([shipped('COPD'), shipped('Asthma')]).activities.map((one) => activityDraft(one, patient));
  const base = 'https://w3id.org/intervisit/fhir/PlanDefinition';
  expect(drafts).toContainEqual({
    kind: 'add-activity',
    title: 'Watch the patient use each inhaler; correct the technique',
    element: 'medical-management',
    performer: { display: 'Care manager' },
    every: { count: 3, unit: 'mo' },
    templates: [`${base}/asthma-plan|1.0.0`, `${base}/copd-plan|1.0.0`],
  });
  expect(drafts).toContainEqual(
    expect.objectContaining({ title: 'Written asthma action plan', performer: patient, templates: [`${base}/asthma-plan|1.0.0`] }),
  );
});
