import { expect, test } from 'vitest';
import type { PlanEdit, PlanEditDraft } from '../../src/app/care-plan-view.ts';
import { resolved } from '../../src/app/care-plan/merge-view.ts';
import { adoptPlan } from '../../src/app/queries/plan-desk.ts';
import { type PlanBase, planBase, savePlanEdits } from '../../src/app/queries/plan-edits.ts';
import { isStale, mergeEdits } from '../../src/app/queries/plan-merge.ts';
import { saveAsNote } from '../../src/app/queries/plan-notes.ts';
import { conditionsNotInPlan, elementMaterial } from '../../src/app/queries/plan-offers.ts';
import { planCandidates, planView } from '../../src/app/queries/plan-view.ts';
import { previewAdoption, previewEdits } from '../../src/app/queries/preview-edits.ts';
import type { Saving } from '../../src/app/queries/signed-in.ts';
import { readPlanNotes } from '../../src/fhir/care-plan/note-document.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import type { PlanMaterial } from '../../src/fhir/plan-material.ts';
import { aCondition, aConsent, aCoverage, aPractitioner } from '../builders/fhir.ts';
import { anOwnPlan, MD, PATIENT, storedIn } from '../builders/writes.ts';
import { aStatementStage, type StatementStage } from './statement-stage.ts';

const AT = '2026-10-20T14:00:00-04:00';
const ZONE = 'America/New_York';
const DIABETES = aCondition();
const HYPERTENSION = aCondition({
  id: 'cond-2',
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }], text: 'Hypertension' },
});
const enrolled = (plan: RawResource = anOwnPlan()): readonly RawResource[] => [
  DIABETES,
  HYPERTENSION,
  aConsent(),
  aCoverage(),
  plan,
  aPractitioner(),
];

let made = 0;

function anEdit(draft: PlanEditDraft): PlanEdit {
  made += 1;
  return { ...draft, id: `b0000000-0000-4000-8000-${String(made).padStart(12, '0')}`, at: AT };
}

interface Open {
  readonly saving: Saving;
  readonly base: PlanBase;
}

/** The plan as somebody opens it now, with the goals that have records of their own. */
async function openPlan({ ehr, look }: StatementStage): Promise<Open> {
  const saving = await look();
  const base = planBase(saving, storedIn(ehr, 'Goal'));
  if (base === null) throw new Error('no plan');
  return { saving, base };
}

async function save({ saving, base }: Open, ...edits: readonly PlanEdit[]) {
  const { result } = await savePlanEdits(saving, edits, base);
  expect(result).toMatchObject({ kind: 'stored' });
}

function viewOf({ saving, base }: Open) {
  return planView(base.plan, saving.reading.chart.carePlan, { timeZone: ZONE, raw: base.raw, goals: base.goals });
}

const WALK = { kind: 'add-goal', what: 'Walk to the lake', target: 'twice a week', due: '2027-01-01', byPatient: true } as const;
const EYES = {
  kind: 'add-activity',
  title: 'Eye examination',
  element: 'coordination-with-outside-resources',
  performer: { display: 'Example Eye Associates' },
  due: '2026-12-01',
} as const;

test('every kind of edit is kept and read back as it was meant', async () => {
  const stage = await aStatementStage({ resources: enrolled() });
  await save(
    await openPlan(stage),
    anEdit(WALK),
    anEdit(EYES),
    anEdit({
      kind: 'add-activity',
      title: 'Short of breath',
      element: 'symptom-management',
      every: { count: 3, unit: 'mo' },
      instruction: 'Sit down, then call us.',
    }),
    anEdit({ kind: 'refer', list: 'addresses', reference: 'Condition/cond-1', display: 'Diabetes', element: 'problem-list' }),
    anEdit({ kind: 'add-note', text: 'Stable for a year.', element: 'expected-outcome-prognosis' }),
    anEdit({ kind: 'dismiss-condition', condition: 'Condition/cond-2', words: 'Hypertension', reason: 'White coat only' }),
    anEdit({
      kind: 'reconcile',
      medicines: [{ reference: 'MedicationRequest/1', display: 'Metformin', answer: 'not-taking', remark: 'nausea' }],
    }),
  );
  const opened = await openPlan(stage);
  const [walk] = opened.base.plan.goals;
  if (walk?.reference === undefined) throw new Error('no goal');
  await save(opened, anEdit({ kind: 'add-barrier', goal: walk.reference, goalWords: 'Walk to the lake', text: 'No ride on weekdays' }));
  const view = viewOf(await openPlan(stage));
  expect(view.goals).toMatchObject([
    {
      what: 'Walk to the lake',
      target: 'twice a week',
      due: '2027-01-01',
      byPatient: true,
      changeable: 'yes',
      barriers: [{ text: 'No ride on weekdays', by: MD.display, date: '2026-10-20' }],
    },
  ]);
  expect(view.activities).toMatchObject([
    { what: 'Eye examination', who: 'Example Eye Associates', due: '2026-12-01', changeable: 'yes', state: 'active' },
    { what: 'Short of breath', every: 'every 3 months', instruction: 'Sit down, then call us.' },
  ]);
  expect(view.problems).toMatchObject([{ what: 'Diabetes', reference: 'Condition/cond-1' }]);
  expect(view.prognoses).toMatchObject([{ outcome: 'Stable for a year.', by: MD.display, date: '2026-10-20' }]);
  expect(view.dismissed).toMatchObject([{ condition: 'Condition/cond-2', reason: 'White coat only' }]);
  expect(view.reconciliation).toMatchObject({
    by: MD.display,
    date: '2026-10-20',
    medicines: [{ answer: 'not-taking', remark: 'nausea' }],
  });
  expect(view.elements).toEqual(
    expect.arrayContaining(['symptom-management', 'expected-outcome-prognosis', 'medical-management', 'measurable-treatment-goals']),
  );
});

test.each([
  ['with a record of its own', 'full', /^Goal\//],
  ['inside the plan', 'no-goals', /^#goal-/],
] as const)('a goal %s is changed in place, and a repeated save changes nothing more', async (_where, persona, reference) => {
  const scope = 'patient/*.rs patient/CarePlan.cruds user/Practitioner.rs';
  const stage = await aStatementStage({ resources: enrolled(), ...(persona === 'no-goals' && { scope }) });
  await save(await openPlan(stage), anEdit(WALK));
  const opened = await openPlan(stage);
  const [goal] = opened.base.plan.goals;
  expect(goal?.reference).toMatch(reference);
  const change = anEdit({
    kind: 'change-goal',
    reference: goal?.reference ?? '',
    what: 'Walk to the lake',
    change: { field: 'achievement', to: 'improving' },
  });
  const lines = previewEdits(opened.saving, opened.base, [change]);
  expect(lines.every(({ path }) => /achievementStatus|\.text\.(div|status)$/.test(path))).toBe(true);
  await save(opened, change);
  const versions = () => [...storedIn(stage.ehr, 'Goal'), ...storedIn(stage.ehr, 'CarePlan')].map(({ meta }) => meta);
  const before = versions();
  await save(opened, change);
  expect(versions()).toEqual(before);
  const again = await openPlan(stage);
  expect(viewOf(again).goals).toMatchObject([{ status: 'active, improving', achievement: 'improving', target: 'twice a week' }]);
});

test('the preview names exactly the places that the save then changes', async () => {
  const stage = await aStatementStage({ resources: enrolled() });
  const opened = await openPlan(stage);
  const edits = [anEdit(WALK), anEdit(EYES), anEdit({ kind: 'add-note', text: 'A word.' })];
  const told = new Set(previewEdits(opened.saving, opened.base, edits).map(({ path }) => /^CarePlan\.(\w+)/.exec(path)?.[1]));
  await save(opened, ...edits);
  const [after] = storedIn(stage.ehr, 'CarePlan');
  const keys = Object.keys({ ...opened.base.raw, ...after }).filter(
    (key) => key !== 'meta' && JSON.stringify(opened.base.raw[key]) !== JSON.stringify(after?.[key]),
  );
  expect([...told].filter((key) => key !== undefined).toSorted()).toEqual(keys.toSorted());
});

test('changes of two people go together where they touch different things, and none is lost', async () => {
  const stage = await aStatementStage({ resources: enrolled() });
  await save(await openPlan(stage), anEdit(EYES));
  const mine = await openPlan(stage);
  const [activity] = mine.base.plan.activities;
  const edits = [
    anEdit({
      kind: 'change-activity',
      reference: activity?.reference ?? '',
      what: 'Eye examination',
      change: { field: 'status', to: 'completed' },
    }),
    anEdit({ kind: 'add-note', text: 'Mine.' }),
  ];
  await save(await openPlan(stage), anEdit({ kind: 'add-note', text: 'Theirs.' }));
  expect((await savePlanEdits(mine.saving, edits, mine.base)).result).toMatchObject({ kind: 'conflict' });
  const now = await openPlan(stage);
  expect(isStale(mine.base, now.base, edits)).toBe(true);
  const merge = mergeEdits(now.saving, mine.base, now.base, edits);
  expect(merge).toMatchObject({ theirs: ['Note added: Theirs.'], clean: edits, overlaps: [], gone: [], done: [] });
  await save(now, ...(resolved(merge, new Map(), new Map()) ?? []));
  const view = viewOf(await openPlan(stage));
  expect(view.notes.map(({ text }) => text)).toEqual(['Theirs.', 'Mine.']);
  expect(view.activities).toMatchObject([{ state: 'completed' }]);
});

test.each([
  ['activity', 'mine', '2027-03-01'],
  ['activity', 'theirs', '2027-02-01'],
  ['activity', 'base', '2026-12-01'],
  ['goal', 'mine', '2027-03-01'],
  ['goal', 'theirs', '2027-02-01'],
  ['goal', 'base', '2027-01-01'],
] as const)('where two people changed the date of one %s, what is chosen holds: %s', async (part, choice, date) => {
  const stage = await aStatementStage({ resources: enrolled() });
  await save(await openPlan(stage), anEdit(WALK), anEdit(EYES));
  const mine = await openPlan(stage);
  const { goals, activities } = mine.base.plan;
  const due = (to: string) =>
    anEdit(
      part === 'goal'
        ? { kind: 'change-goal', reference: goals[0]?.reference ?? '', what: 'Walk to the lake', change: { field: 'due', to } }
        : { kind: 'change-activity', reference: activities[0]?.reference ?? '', what: 'Eye examination', change: { field: 'due', to } },
    );
  const edit = due('2027-03-01');
  await save(await openPlan(stage), due('2027-02-01'));
  expect((await savePlanEdits(mine.saving, [edit], mine.base)).result).toMatchObject({ kind: 'conflict' });
  const now = await openPlan(stage);
  const merge = mergeEdits(now.saving, mine.base, now.base, [edit]);
  expect(merge.overlaps).toMatchObject([{ field: 'due', theirs: '2027-02-01', mine: '2027-03-01' }]);
  expect(resolved(merge, new Map(), new Map())).toBeNull();
  const left = resolved(merge, new Map([[edit.id, choice]]), new Map()) ?? [];
  if (left.length > 0) await save(now, ...left);
  const view = viewOf(await openPlan(stage));
  expect((part === 'goal' ? view.goals : view.activities)[0]?.due).toBe(date);
});

test('a change of something that is gone from the plan is dropped or added anew', async () => {
  const stage = await aStatementStage({ resources: enrolled() });
  await save(await openPlan(stage), anEdit(EYES));
  const mine = await openPlan(stage);
  const reference = mine.base.plan.activities[0]?.reference ?? '';
  const edit = anEdit({ kind: 'change-activity', reference, what: 'Eye examination', change: { field: 'due', to: '2027-03-01' } });
  const { contained: _contained, activity: _activity, ...rest } = mine.base.raw;
  stage.ehr.put(JSON.stringify(rest));
  const now = await openPlan(stage);
  const merge = mergeEdits(now.saving, mine.base, now.base, [edit]);
  expect(merge).toMatchObject({
    clean: [],
    gone: [
      { anew: { kind: 'add-activity', title: 'Eye examination', due: '2027-03-01', performer: { display: 'Example Eye Associates' } } },
    ],
  });
  expect(resolved(merge, new Map(), new Map([[edit.id, 'drop']]))).toEqual([]);
  await save(now, ...(resolved(merge, new Map(), new Map([[edit.id, 'anew']])) ?? []));
  expect(viewOf(await openPlan(stage)).activities).toMatchObject([{ what: 'Eye examination', due: '2027-03-01' }]);
});

test('where the goal of a list does not go through, what went through before is told', async () => {
  const stage = await aStatementStage({ resources: enrolled() });
  await save(await openPlan(stage), anEdit(WALK));
  const mine = await openPlan(stage);
  const reference = mine.base.plan.goals[0]?.reference ?? '';
  const change = (to: string) => anEdit({ kind: 'change-goal', reference, what: 'Walk to the lake', change: { field: 'due', to } });
  await save(await openPlan(stage), change('2027-02-01'));
  const note = anEdit({ kind: 'add-note', text: 'Mine.' });
  expect(await savePlanEdits(mine.saving, [change('2027-03-01'), note], mine.base)).toMatchObject({
    result: { kind: 'conflict' },
    saved: [note.id],
  });
});

test('a plan of others becomes the CCM plan by two marks and keeps everything else', async () => {
  const theirs = anOwnPlan({
    id: 'cp-7',
    identifier: [{ system: 'urn:theirs', value: '7' }],
    category: [],
    author: { display: 'City Hospital' },
    title: 'Diabetes plan',
  });
  const stage = await aStatementStage({ resources: enrolled(theirs) });
  const saving = await stage.look();
  const [candidate] = planCandidates(saving.reading);
  if (candidate === undefined) throw new Error('no candidate');
  expect(candidate).toMatchObject({ notAdoptableBecause: [], origin: 'City Hospital' });
  expect(previewAdoption(saving, candidate).map(({ path }) => path)).toEqual(['CarePlan.identifier[1]', 'CarePlan.category[0]']);
  expect(await adoptPlan(saving, candidate)).toMatchObject({ kind: 'stored' });
  const opened = await openPlan(stage);
  expect(viewOf(opened)).toMatchObject({ title: 'Diabetes plan', reference: 'CarePlan/cp-7' });
  expect(opened.base.raw).toMatchObject({ author: { display: 'City Hospital' }, identifier: [{ value: '7' }, { value: PATIENT }] });
});

test('a chronic condition is not in the plan until the plan addresses it or another record of the same disease', async () => {
  const stage = await aStatementStage({ resources: [...enrolled(), aCondition({ id: 'cond-3' })] });
  const { reading, assessment } = await stage.look();
  const [plan] = reading.carePlans;
  if (plan === undefined) throw new Error('no plan');
  expect(conditionsNotInPlan(plan, assessment).map(({ reference }) => reference)).toEqual(['Condition/cond-1', 'Condition/cond-2']);
  const addresses = [{ reference: 'Condition/cond-3', display: 'Diabetes', contained: false, read: false }];
  expect(conditionsNotInPlan({ ...plan, addresses }, assessment).map(({ reference }) => reference)).toEqual(['Condition/cond-2']);
});

const observation = (id: string, category: string, date: string) => ({
  reference: `Observation/${id}`,
  type: 'Observation',
  display: id,
  categories: [category],
  date,
});

test('a part is offered what the chart has for it, newest first, and is told what could not be read', async () => {
  const stage = await aStatementStage({ resources: enrolled() });
  const { base } = await openPlan(stage);
  const material: PlanMaterial = {
    medications: [],
    results: { results: [], leftOut: 0 },
    items: [
      observation('old', 'functional-status', '2025-01-01'),
      observation('new', 'cognitive-status', '2026-01-01'),
      observation('home', 'sdoh', '2026-01-01'),
      { reference: 'CareTeam/1', type: 'CareTeam', display: 'Team', categories: [] },
    ],
    caregivers: [],
    reads: { Immunization: { status: 'refused', count: 0, complete: false, unknownBecause: 'not-granted' } },
    problems: [],
  };
  const offers = elementMaterial(base.plan, material, []);
  expect(offers['cognitive-functional-assessment']?.candidates.map(({ display }) => display)).toEqual(['new', 'old']);
  expect(offers['environmental-evaluation']?.candidates.map(({ display }) => display)).toEqual(['home']);
  expect(offers['coordination-with-outside-resources']?.candidates).toMatchObject([
    { edit: { list: 'careTeam', reference: 'CareTeam/1' } },
  ]);
  expect(offers['preventive-care']).toEqual({ candidates: [], unread: [{ type: 'Immunization', why: 'not-granted' }] });
});

test('where the EHR takes no plan the work is kept as one note, once, and read back line by line', async () => {
  const stage = await aStatementStage({ resources: [DIABETES, aPractitioner()], persona: 'forgetful-encounters' });
  const saving = await stage.look();
  const edits = [anEdit(WALK), anEdit({ kind: 'add-note', text: 'Two\nlines.' })];
  expect(await saveAsNote(saving, edits)).toMatchObject({
    result: { kind: 'stored', where: 'DocumentReference' },
    saved: edits.map(({ id }) => id),
  });
  expect(await saveAsNote(saving, edits)).toMatchObject({ result: { kind: 'stored', alreadyThere: true } });
  const { client } = saving.target;
  const { resources } = await client.search('DocumentReference', { patient: PATIENT });
  expect(await readPlanNotes(client, resources)).toMatchObject([
    { by: MD.display, lines: ['Goal: Walk to the lake, target twice a week, by 1 Jan 2027 (patient’s own)', 'Note: Two lines.'] },
  ]);
});

test('where nothing can be kept the lines are given to copy', async () => {
  const stage = await aStatementStage({ resources: [DIABETES], persona: 'read-only' });
  const outcome = await saveAsNote(await stage.look(), [anEdit(WALK)]);
  expect(outcome).toMatchObject({ result: { kind: 'not-stored', text: expect.stringContaining('- Goal: Walk to the lake') }, saved: [] });
});
