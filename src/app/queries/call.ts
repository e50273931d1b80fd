import { conditionChoices } from '../timekeeping/condition-choices.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { addNote, containedGoal, type PlanOperation } from '../../fhir/care-plan/edit.ts';
import type { PlanGoal, StoredCarePlan } from '../../fhir/care-plan.ts';
import { saveGoalChange } from '../../fhir/care-plan/save-goal.ts';
import { savePlanChange } from '../../fhir/care-plan/save.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import type { CallCondition, CallGoal, PlanProgress } from '../call/call.ts';
import { progressLine } from '../call/call-text.ts';
import type { SaveResult } from '../save-result.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { wordsOfProblem } from './plan-view.ts';
import { ownPlan } from './views.ts';

/** The goals of the CCM plan that are not done with, the patient's own first; null where there is no plan of ours. */
export function callGoals(reading: Saving['reading']): readonly CallGoal[] | null {
  const plan = ownPlan(reading);
  if (plan === null) return null;
  return plan.goals
    .filter(isOpen)
    .map((goal) => callGoal(goal, plan))
    .toSorted((a, b) => Number(b.byPatient) - Number(a.byPatient));
}

/** Whether progress can be written into the plan at all; the EHR's rights apart. */
export function takesProgress(reading: Saving['reading']): boolean {
  return ownPlan(reading)?.readOnly.length === 0;
}

/** The counted conditions with the groups by which a call finds its topics. */
export function callConditions(assessment: Pick<MonthAssessment, 'conditions'>): readonly CallCondition[] {
  return conditionChoices(assessment).map((choice) => {
    const judged = assessment.conditions.find(({ condition }) => condition.reference === choice.reference);
    return { ...choice, name: judged?.groupName ?? choice.display, ...(judged?.group !== undefined && { group: judged.group }) };
  });
}

const CLOSED = ['completed', 'cancelled', 'entered-in-error', 'rejected'];

function isOpen({ display, status, achievement }: PlanGoal): boolean {
  return display !== '' && !CLOSED.includes(status ?? '') && achievement?.toLowerCase() !== 'achieved';
}

function callGoal(goal: PlanGoal, plan: StoredCarePlan): CallGoal {
  const { reference, display, target, dueDate, byPatient, achievement, addresses = [] } = goal;
  return {
    problems: addresses.map((one) => wordsOfProblem(one, plan)).filter((words) => words !== ''),
    key: reference ?? display,
    what: display,
    byPatient: byPatient === true,
    ...(reference !== undefined && { reference }),
    ...(target !== undefined && { target }),
    ...(dueDate !== undefined && { due: dueDate }),
    ...(achievement !== undefined && { achievement }),
  };
}

/**
 * Writes the progress of goals that a call told: into goals that this app wrote as their achievement, and where a goal is another's, or
 * there is a word to it, as one note of the plan that names them all. The note's text and time are those of the confirmation, so that
 * a second attempt finds the first.
 *
 * @param planMoved the plan was changed by this app since it was shown.
 */
export async function saveProgress(saving: Saving, progress: PlanProgress, planMoved: boolean): Promise<SaveResult> {
  const plan = ownPlan(saving.reading);
  const who = signedIn(saving);
  if (plan === null) return { kind: 'failed', error: 'not-found' };
  if (who === null) return { kind: 'nobody-signed-in' };
  const { organization } = saving.access.settings.practice;
  const by = { author: who, at: progress.at, ...(organization !== undefined && { organization }) };
  const needNote = progress.goals.some(({ word, reference }) => word !== '' || reference === undefined);
  try {
    const records = await changeRecords(saving, progress, by);
    if (records.failed !== null) return records.failed;
    const contained = await containedChanges(saving, plan, progress);
    const isNamed = needNote || records.notOurs || contained.notOurs;
    const note = addNote({ author: who, at: progress.at, text: progressText(progress) });
    const [first, ...rest] = [...contained.operations, ...(isNamed ? [note] : [])];
    if (first === undefined) return { kind: 'stored', where: 'CarePlan', reference: plan.reference, alreadyThere: false };
    return await resultOf(() =>
      savePlanChange(saving.target, {
        planId: plan.id,
        ...(plan.versionId !== undefined && !planMoved && { shownVersionId: plan.versionId }),
        operations: [first, ...rest],
        ...by,
      }),
    );
  } catch (error) {
    if (error instanceof FhirError) return { kind: 'failed', error: error.kind };
    throw error;
  }
}

/** The note of the plan, one line for each goal. */
function progressText({ goals }: PlanProgress): string {
  return ['Progress on goals, told on a call:', ...goals.map(progressLine)].join('\n');
}

type By = Pick<Parameters<typeof saveGoalChange>[1], 'author' | 'at' | 'organization'>;

/** Goals with a record of their own, one after the other. What the EHR or the goal's keeper does not let us change is left to the note. */
async function changeRecords(
  saving: Saving,
  { goals }: PlanProgress,
  by: By,
): Promise<{ readonly failed: SaveResult | null; readonly notOurs: boolean }> {
  let notOurs = false;
  for (const { reference, progress } of goals) {
    const [, goalId] = /^Goal\/(.+)$/.exec(reference ?? '') ?? [];
    if (goalId === undefined) continue;
    const result = await resultOf(() =>
      saveGoalChange(saving.target, { goalId, changes: [{ field: 'achievement', to: progress }], ...by }),
    );
    if (isRefused(result)) notOurs = true;
    else if (result.kind !== 'stored') return { failed: result, notOurs };
  }
  return { failed: null, notOurs };
}

/** Whether the EHR, or whoever keeps the goal, will not have it changed by us, now or later. */
function isRefused(result: SaveResult): boolean {
  if (result.kind === 'failed') return ['forbidden', 'not-found', 'gone', 'not-supported', 'unreadable'].includes(result.error);
  return result.kind === 'rejected' || result.kind === 'not-stored';
}

/** Goals inside the plan: those that this app wrote, as the plan has them now. */
async function containedChanges(
  { target }: Saving,
  { id }: StoredCarePlan,
  { goals }: PlanProgress,
): Promise<{ readonly operations: readonly PlanOperation[]; readonly notOurs: boolean }> {
  const inside = goals.filter(({ reference }) => reference?.startsWith('#') === true);
  if (inside.length === 0) return { operations: [], notOurs: false };
  const plan = await target.client.read('CarePlan', id);
  const operations = inside.flatMap(({ reference = '', what, progress }): readonly PlanOperation[] =>
    containedGoal(plan, reference) === undefined
      ? []
      : [{ kind: 'change-goal', reference, what, change: { field: 'achievement', to: progress } }],
  );
  return { operations, notOurs: operations.length < inside.length };
}
