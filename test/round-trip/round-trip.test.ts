import { expect, test } from 'vitest';
import { editText } from '../../src/app/care-plan/edit-text.ts';
import { elementOf } from '../../src/app/care-plan/edit-element.ts';
import type { PlanEdit, PlanEditDraft } from '../../src/app/care-plan-view.ts';
import { saveAsked } from '../../src/app/queries/consent.ts';
import { saveEnrolment } from '../../src/app/queries/enrolment.ts';
import { enrolmentOf } from '../../src/app/queries/enrolment-of.ts';
import { savePlanWork } from '../../src/app/queries/plan-desk.ts';
import { planBase } from '../../src/app/queries/plan-edits.ts';
import { planView } from '../../src/app/queries/plan-view.ts';
import type { Saving } from '../../src/app/queries/signed-in.ts';
import { saveStatements, statementViews } from '../../src/app/queries/statements.ts';
import type { SaveResult } from '../../src/app/save-result.ts';
import type { Said } from '../../src/app/statement-view.ts';
import { FURTHER_PLAN_ELEMENTS, TYPICAL_PLAN_ELEMENTS } from '../../src/ccm/care-plan-elements.ts';
import type { CarePlanElement } from '../../src/ccm/chart.ts';
import { readPlanNotes } from '../../src/fhir/care-plan/note-document.ts';
import { aDraft, aStatementStage, MONTH, type StatementStage } from '../app/statement-stage.ts';
import { aCondition, aCoverage } from '../builders/fhir.ts';
import { anOwnPlan, MD } from '../builders/writes.ts';
import type { PersonaName } from '../ehr/ehr.ts';
import { PERSONAS } from '../ehr/personas.ts';

const AT = '2026-10-20T14:00:00-04:00';
const SCOPE = 'patient/*.cruds user/Practitioner.rs';
const ZONE = 'America/New_York';
/** Milliseconds: thirteen EHRs, each read several times, beside other tests on a busy machine. */
const SLOW = 60_000;

const VISIT = {
  resourceType: 'Encounter',
  id: 'visit',
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: 'Patient/pat-1' },
  period: { start: '2026-10-20T13:00:00-04:00', end: '2026-10-20T13:30:00-04:00' },
};
const HYPERTENSION = aCondition({
  id: 'cond-2',
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }], text: 'Hypertension' },
});
const BASE = [aCondition(), HYPERTENSION, aCoverage(), VISIT];

/** Where work on a plan of ours goes, for the EHRs that differ in one thing alone. */
const PLACES: Partial<Record<PersonaName, 'CarePlan' | 'DocumentReference' | null>> = {
  full: 'CarePlan',
  'plan-writes-only': 'CarePlan',
  'notes-only': 'DocumentReference',
  'create-only': 'DocumentReference',
};

let made = 0;
const newId = () => `d0000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
const anEdit = (draft: PlanEditDraft): PlanEdit => ({ ...draft, id: newId(), at: AT });

/** Of each kind of addition one or more: together they document every part of a plan. */
function everyEdit(): readonly PlanEdit[] {
  const walk = anEdit({
    kind: 'add-goal',
    what: 'Walk to the lake',
    target: 'twice a week',
    due: '2027-01-01',
    byPatient: true,
    addresses: ['Condition/cond-1'],
  });
  const goal = { reference: `#goal-${walk.id}`, display: 'Walk to the lake' };
  const none = (element: CarePlanElement) => anEdit({ kind: 'add-note', element, text: `${element}: assessed, none needed.` });
  const activity = (element: CarePlanElement) =>
    anEdit({
      kind: 'add-activity',
      title: `For ${element}`,
      element,
      performer: { display: 'Care team' },
      due: '2026-12-01',
      instruction: 'As agreed.',
      goals: [goal],
    });
  return [
    walk,
    anEdit({ kind: 'add-barrier', goal: goal.reference, goalWords: goal.display, text: 'No ride on weekdays' }),
    anEdit({ kind: 'refer', list: 'addresses', reference: 'Condition/cond-1', display: 'Diabetes', element: 'problem-list' }),
    anEdit({ kind: 'add-prognosis', outcome: 'Keeps living at home.', prognosis: 'Guarded.' }),
    ...(['cognitive-functional-assessment', 'environmental-evaluation', 'caregiver-assessment', 'preventive-care'] as const).map(none),
    ...(
      [
        'symptom-management',
        'planned-interventions',
        'coordination-with-outside-resources',
        'community-services',
        'periodic-review',
      ] as const
    ).map(activity),
    anEdit({
      kind: 'reconcile',
      medicines: [{ reference: 'MedicationRequest/1', display: 'Metformin', answer: 'not-taking', remark: 'nausea' }],
    }),
    anEdit({ kind: 'dismiss-condition', condition: 'Condition/cond-2', words: 'Hypertension', reason: 'White coat only' }),
  ];
}

const ALL_ELEMENTS: readonly CarePlanElement[] = [...TYPICAL_PLAN_ELEMENTS, ...FURTHER_PLAN_ELEMENTS];
const personas = Object.keys(PERSONAS).filter((name): name is PersonaName => name in PERSONAS);

/** What is not stored comes back as text, or with the EHR's reasons: nothing is lost without a word. */
function expectHandedBack(result: SaveResult, ...words: readonly string[]) {
  const text = result.kind === 'not-stored' ? result.text : '';
  const missing = result.kind === 'not-stored' ? words.filter((one) => !text.includes(one)) : [];
  expect({ kind: result.kind, missing }).toEqual({ kind: expect.stringMatching(/^(?:not-stored|rejected)$/), missing: [] });
}

function expectNothingSaved(result: SaveResult, saved: readonly unknown[], words: readonly string[]) {
  expect(saved).toEqual([]);
  expectHandedBack(result, ...words);
}

async function expectNotes(saving: Saving, words: readonly string[]) {
  expect(await notesIn(saving)).toEqual(words);
}

async function planIn(saving: Saving) {
  const { client } = saving.target;
  const goals = await client.search('Goal', { patient: 'pat-1' }).then(
    ({ resources }) => resources,
    () => [],
  );
  const base = planBase(saving, goals);
  return base && planView(base.plan, saving.reading.chart.carePlan, { timeZone: ZONE, raw: base.raw, goals: base.goals });
}

async function notesIn({ target: { client } }: Saving) {
  const { resources } = await client.search('DocumentReference', { patient: 'pat-1' });
  return (await readPlanNotes(client, resources)).flatMap(({ lines }) => lines ?? []);
}

const stageOf = (persona: PersonaName, ...resources: readonly object[]): Promise<StatementStage> =>
  aStatementStage({ persona, scope: SCOPE, encounter: 'Encounter/visit', resources: [...BASE, ...resources] });

test.each(personas.flatMap((persona) => [[persona, 'a plan of ours'] as const, [persona, 'no plan'] as const]))(
  'PLAN-2 every part of the plan comes back from the EHR as it was written, or is handed back: %s with %s',
  async (persona, has) => {
    const stage = await stageOf(persona, ...(has === 'no plan' ? [] : [anOwnPlan()]));
    const saving = await stage.look();
    const edits = everyEdit();
    const { result, saved } = await savePlanWork(saving, edits, planBase(saving, []));
    const where = 'where' in result ? result.where : null;
    expect(where).toBe(has === 'a plan of ours' && persona in PLACES ? PLACES[persona] : where);
    if (result.kind !== 'stored') {
      expectNothingSaved(result, saved, edits.map(editText));
      return;
    }
    expect(saved).toHaveLength(edits.length);
    const after = await stage.look();
    expect(new Set(after.reading.chart.carePlan?.elements)).toEqual(new Set(ALL_ELEMENTS));
    expect(after.assessment.findings.find(({ ruleId }) => ruleId === 'PLAN-1')?.verdict).toBe('met');
    expect(after.assessment.findings.find(({ ruleId }) => ruleId === 'PLAN-2')?.verdict).toBe('met');
    if (result.where === 'DocumentReference') {
      await expectNotes(after, edits.map(editText));
      return;
    }
    const view = await planIn(after);
    expect(view?.goals).toMatchObject([
      {
        what: 'Walk to the lake',
        target: 'twice a week',
        due: '2027-01-01',
        byPatient: true,
        problems: [{ what: 'Diabetes' }],
        barriers: [{ text: 'No ride on weekdays' }],
      },
    ]);
    const activities = edits.flatMap((edit) => (edit.kind === 'add-activity' ? [edit] : []));
    expect(view?.activities).toMatchObject(
      activities.map(({ title, element }) => ({
        what: title,
        element,
        who: 'Care team',
        due: '2026-12-01',
        instruction: 'As agreed.',
        goals: [view?.goals[0]?.reference],
      })),
    );
    expect(view?.prognoses).toMatchObject([{ outcome: 'Keeps living at home.', prognosis: 'Guarded.' }]);
    expect(view?.problems).toMatchObject([{ what: 'Diabetes' }]);
    expect(view?.notes.map(({ element }) => element)).toEqual(edits.flatMap((edit) => (edit.kind === 'add-note' ? [elementOf(edit)] : [])));
    expect(view?.reconciliation?.medicines).toEqual(edits.flatMap((edit) => (edit.kind === 'reconcile' ? edit.medicines : [])));
    expect(view?.dismissed).toMatchObject([{ words: 'Hypertension', reason: 'White coat only' }]);
  },
  SLOW,
);

const STATEMENTS: readonly [Said, ...Said[]] = [
  { about: 'significant-risk', holds: true },
  { about: 'care-plan-signed', holds: true },
  { about: 'mdm-complexity', level: 'high', byBillingPractitioner: true },
];

test.each(personas)(
  'PLAN-5 statements and the signature come back as they were made, or are handed back: %s',
  async (persona) => {
    const stage = await stageOf(persona, anOwnPlan());
    const result = await saveStatements(await stage.look(), MONTH, aDraft(...STATEMENTS), []);
    if (result.kind !== 'stored') {
      expectHandedBack(result, 'significant-risk', 'care-plan-signed');
      return;
    }
    const { reading } = await stage.look();
    const views = statementViews(reading, MONTH);
    expect(views.map(({ about, holds }) => [about, holds])).toEqual(STATEMENTS.map(({ about }) => [about, true]));
    expect(reading.chart).toMatchObject({
      riskAttestation: { attested: true, date: '2026-10-20' },
      mdmComplexity: 'high',
      carePlan: { signedDate: '2026-10-20' },
    });
  },
  SLOW,
);

test.each(personas)(
  'CONS-1 the consent comes back with who, how and when, or is handed back: %s',
  async (persona) => {
    const stage = await stageOf(persona, anOwnPlan());
    const result = await saveAsked(await stage.look(), {
      id: newId(),
      at: '2026-10-20T13:55:00-04:00',
      recordedAt: AT,
      answer: { kind: 'accepted' },
      channel: 'telephone',
      method: 'verbal',
      told: ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'],
      sharing: true,
      practitioner: { reference: MD.reference, name: MD.display },
    });
    if (result.kind !== 'stored') {
      expectHandedBack(result);
      return;
    }
    const { reading } = await stage.look();
    expect(reading.chart.consent).toMatchObject({ date: '2026-10-20', method: 'verbal', practitionerId: MD.reference });
  },
  SLOW,
);

test.each(personas)(
  'the enrolment comes back as it was stated, or is handed back: %s',
  async (persona) => {
    const stage = await stageOf(persona, anOwnPlan());
    const step = { id: newId(), status: 'active', on: '2026-10-01', reason: 'enrolled', remark: 'By telephone.', at: AT } as const;
    const { result } = await saveEnrolment(await stage.look(), step);
    if (result.kind !== 'stored') {
      expectHandedBack(result);
      return;
    }
    const { reading } = await stage.look();
    expect(enrolmentOf(reading)).toMatchObject([{ status: 'active', on: '2026-10-01', reason: 'enrolled', remark: 'By telephone.' }]);
  },
  SLOW,
);
