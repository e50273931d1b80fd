import type { CarePlanView, GoalView } from '../../src/app/care-plan-view.ts';
import type { MaterialView } from '../../src/app/care-plan/material-view.ts';
import type { PlanDesk } from '../../src/app/care-plan/plan-desk.ts';
import type { PlanBase } from '../../src/app/queries/plan-edits.ts';
import { readCarePlans } from '../../src/fhir/care-plan.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { anOwnPlan } from './writes.ts';

export function aGoalView(overrides: Partial<GoalView> = {}): GoalView {
  return { what: 'A1c below 7.5 %', changeable: 'yes', barriers: [], reference: 'Goal/1', ...overrides };
}

export function aPlanView(overrides: Partial<CarePlanView> = {}): CarePlanView {
  return {
    reference: 'CarePlan/cp-1',
    title: 'CCM plan',
    origin: { kind: 'own' },
    elements: ['problem-list'],
    problems: [],
    goals: [aGoalView(), aGoalView({ what: 'Walk to the lake', byPatient: true, reference: 'Goal/2' })],
    activities: [],
    supporting: [],
    prognoses: [],
    notes: [],
    looseBarriers: [],
    dismissed: [],
    narrativeOnly: false,
    readOnlyBecause: [],
    ...overrides,
  };
}

export function someMaterial(overrides: Partial<Extract<MaterialView, { kind: 'read' }>> = {}): MaterialView {
  return { kind: 'read', elements: {}, medicines: [], people: [], ...overrides };
}

/** A plan as it was read, for edits to be made on. */
function aPlanBase(overrides: Readonly<Record<string, unknown>> = {}): PlanBase {
  const raw = anOwnPlan({ meta: { versionId: '1' }, ...overrides });
  const [plan] = readCarePlans([raw], daysIn('America/New_York'));
  if (plan === undefined) throw new Error('no plan');
  return { plan, raw, goals: [] };
}

/** A desk that saves everything at once; ids count up from `id-1`. */
export function aPlanDesk(overrides: Partial<PlanDesk> = {}): PlanDesk {
  let made = 0;
  return {
    today: '2026-11-21',
    plan: aPlanView(),
    candidates: [],
    notInPlan: [],
    material: someMaterial(),
    measures: [{ id: 'hemoglobin-a1c', label: 'Hemoglobin A1c', loinc: '4548-4', unit: '%' }],
    saveTarget: { where: 'CarePlan' },
    workNotes: [],
    current: aPlanBase(),
    preview: (edits) => edits.map((edit) => ({ sign: '+', path: `CarePlan.goal[${edit.id}]`, text: edit.kind })),
    merge: () => null,
    newId: () => `id-${(made += 1)}`,
    now: () => '2026-11-21T10:00:00-05:00',
    onSave: async (edits) => ({
      result: { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/cp-1', alreadyThere: false },
      saved: edits.map(({ id }) => id),
    }),
    onReload: () => {},
    ...overrides,
  };
}
