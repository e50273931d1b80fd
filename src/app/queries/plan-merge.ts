import type { PlanDifference } from '../../fhir/care-plan/changes.ts';
import { fieldOfGoal, goalChangeWords, goalFieldWords, saysGoal } from '../../fhir/care-plan/edit/goal.ts';
import { goalTargets } from '../../fhir/care-plan/edit/goal-link.ts';
import { mergePlan, type Overlap } from '../../fhir/care-plan/merge.ts';
import type { PlanActivity, PlanGoal } from '../../fhir/care-plan/plan.ts';
import type { RawResource } from '../../fhir/client.ts';
import { objectsIn, textIn } from '../../fhir/fields.ts';
import type { PlanEdit } from '../care-plan-view.ts';
import type { PlanMergeView } from '../care-plan/merge-view.ts';
import { measuredAimOf } from './measured-aim.ts';
import { goalRecordOf, operationOf, type PlanBase, versionOf } from './plan-edits.ts';
import type { Saving } from './signed-in.ts';

/** Whether the plan, or a goal that the edits change, is no longer what the person began to edit. */
export function isStale(base: PlanBase, now: PlanBase, edits: readonly PlanEdit[]): boolean {
  if (base.plan.reference !== now.plan.reference) return true;
  const goalIds = new Set(edits.map(goalRecordOf));
  const ids = [...goalIds].filter((id) => id !== undefined);
  const changedGoals = ids.some((id) => differs(goalIn(base, id), goalIn(now, id)));
  return changedGoals || differs(base.raw, now.raw);
}

function differs(before: RawResource | undefined, after: RawResource | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const [a, b] = [versionOf(before), versionOf(after)];
  return a !== undefined && b !== undefined ? a !== b : JSON.stringify(before) !== JSON.stringify(after);
}

function goalIn({ goals }: PlanBase, goalId: string): RawResource | undefined {
  return goals.find(({ id }) => id === goalId);
}

/** What the edits, made on `base`, come to on the plan as it is now. */
export function mergeEdits(
  saving: Pick<Saving, 'access' | 'reading'>,
  base: PlanBase,
  now: PlanBase,
  edits: readonly PlanEdit[],
): PlanMergeView {
  const byOperation = new Map(
    edits.filter((edit) => goalRecordOf(edit) === undefined).map((edit) => [operationOf(saving, edit), edit] as const),
  );
  const merged = mergePlan(base, now, [...byOperation.keys()]);
  const editOf = (operation: Overlap['operation']): readonly PlanEdit[] => {
    const edit = byOperation.get(operation);
    return edit === undefined ? [] : [edit];
  };
  const records = edits.filter((edit) => goalRecordOf(edit) !== undefined).map((edit) => mergeGoalEdit(edit, base, now));
  return {
    theirs: merged.theirs.map(differenceText),
    clean: [...merged.clean.flatMap(editOf), ...records.flatMap((one) => (one.kind === 'clean' ? [one.edit] : []))],
    done: [...merged.done.flatMap(editOf), ...records.flatMap((one) => (one.kind === 'done' ? [one.edit] : []))],
    overlaps: [
      ...merged.overlaps.flatMap((one) => editOf(one.operation).map((edit) => overlapOf(one, edit, base))),
      ...records.flatMap((one) => (one.kind === 'overlap' ? [one.overlap] : [])),
    ],
    gone: [...merged.gone.flatMap(editOf), ...records.flatMap((one) => (one.kind === 'gone' ? [one.edit] : []))].map((edit) => {
      const anew = anewOf(edit, base);
      return { edit, ...(anew !== undefined && { anew }) };
    }),
  };
}

type OverlapView = PlanMergeView['overlaps'][number];

type GoalMerge =
  | { readonly kind: 'clean' | 'done' | 'gone'; readonly edit: PlanEdit }
  | { readonly kind: 'overlap'; readonly overlap: OverlapView };

function mergeGoalEdit(edit: PlanEdit, base: PlanBase, now: PlanBase): GoalMerge {
  const goalId = goalRecordOf(edit);
  if (edit.kind !== 'change-goal' || goalId === undefined) return { kind: 'clean', edit };
  const current = goalIn(now, goalId);
  const isListed = now.plan.goals.some(({ reference }) => reference === edit.reference);
  if (!isListed) return { kind: 'gone', edit };
  const { change, what } = edit;
  if (current !== undefined && saysGoal(current, change)) return { kind: 'done', edit };
  const before = fieldOfGoal(goalIn(base, goalId), change.field);
  const after = fieldOfGoal(current, change.field);
  if (before === after || current === undefined) return { kind: 'clean', edit };
  const was = goalFieldWords(goalIn(base, goalId), change.field);
  const theirs = goalFieldWords(current, change.field);
  const words = {
    what,
    field: change.field,
    mine: goalChangeWords(change),
    ...(was !== undefined && { base: was }),
    ...(theirs !== undefined && { theirs }),
  };
  return { kind: 'overlap', overlap: { edit, ...words, ...backTo(edit, goalIn(base, goalId), before) } };
}

function overlapOf({ what, field, base: before, theirs, mine }: Overlap, edit: PlanEdit, base: PlanBase): OverlapView {
  const goal = edit.kind === 'change-goal' ? containedIn(base.raw, edit.reference) : undefined;
  const request = edit.kind === 'change-activity' ? containedIn(base.raw, edit.reference) : undefined;
  const words = { what, field, mine, ...(before !== undefined && { base: before }), ...(theirs !== undefined && { theirs }) };
  return { edit, ...words, ...backTo(edit, goal ?? request, before) };
}

function containedIn(plan: RawResource, reference: string) {
  return objectsIn(plan, 'contained').find((one) => `#${textIn(one, 'id') ?? ''}` === reference);
}

/** The edit that puts the field back to what it said when the person began; none where it said nothing. */
function backTo(edit: PlanEdit, resource: unknown, before: string | undefined): { readonly back?: PlanEdit } {
  if (before === undefined) return {};
  if (edit.kind === 'change-activity') {
    const { change } = edit;
    switch (change.field) {
      case 'due':
        return { back: { ...edit, change: { field: 'due', to: before } } };
      case 'who': {
        const reference = textIn(objectsIn(resource, 'performer')[0], 'reference');
        return { back: { ...edit, change: { field: 'who', to: { display: before, ...(reference !== undefined && { reference }) } } } };
      }
      case 'status': {
        const to = ACTIVITY_STATES.find((state) => state === before);
        return to === undefined ? {} : { back: { ...edit, change: { field: 'status', to } } };
      }
      case 'goal': {
        const [target] = goalTargets(resource);
        const reference = textIn(target, 'reference');
        return reference === undefined ? {} : { back: { ...edit, change: { field: 'goal', to: { reference, display: before } } } };
      }
      default:
        return change satisfies never;
    }
  }
  if (edit.kind !== 'change-goal') return {};
  const { change } = edit;
  switch (change.field) {
    case 'words':
    case 'due':
      return { back: { ...edit, change: { field: change.field, to: before } } };
    case 'target':
      return { back: { ...edit, change: { field: 'target', to: measuredAimOf(resource) ?? before } } };
    case 'status': {
      const to = GOAL_STATES.find((state) => state === before);
      return to === undefined ? {} : { back: { ...edit, change: { field: 'status', to } } };
    }
    case 'achievement': {
      const to = ACHIEVEMENTS.find((state) => state === before);
      return to === undefined ? {} : { back: { ...edit, change: { field: 'achievement', to } } };
    }
    case 'problem': {
      const [first, ...others] = objectsIn(resource, 'addresses');
      const reference = textIn(first, 'reference');
      // A goal about several problems cannot be put back by naming one.
      if (reference === undefined || others.length > 0) return {};
      return { back: { ...edit, change: { field: 'problem', to: { reference, display: before } } } };
    }
    default:
      return change satisfies never;
  }
}

const ACTIVITY_STATES = ['active', 'on-hold', 'completed', 'revoked'] as const;
const GOAL_STATES = ['active', 'on-hold', 'completed', 'cancelled'] as const;
const ACHIEVEMENTS = ['in-progress', 'improving', 'worsening', 'no-progress', 'achieved', 'not-achieved'] as const;

/** The same thing put into the plan once more, with the change made; none where too little of it is known. */
function anewOf(edit: PlanEdit, { plan }: PlanBase): PlanEdit | undefined {
  const { id, at } = edit;
  if (edit.kind === 'change-note')
    return { kind: 'add-note', id, at, text: edit.to, ...(edit.element !== undefined && { element: edit.element }) };
  if (edit.kind === 'change-goal') {
    const goal = plan.goals.find(({ reference }) => reference === edit.reference);
    if (goal === undefined) return undefined;
    const { change } = edit;
    const target = change.field === 'target' ? change.to : goal.target;
    const due = change.field === 'due' ? change.to : goal.dueDate;
    return {
      kind: 'add-goal',
      id,
      at,
      what: change.field === 'words' ? change.to : goal.display,
      byPatient: goal.byPatient === true,
      ...problemOf(change, goal),
      ...(target !== undefined && { target }),
      ...(due !== undefined && { due }),
    };
  }
  if (edit.kind !== 'change-activity') return undefined;
  const activity = plan.activities.find(({ reference }) => reference === edit.reference);
  if (activity === undefined) return undefined;
  const { change } = edit;
  const who = change.field === 'who' ? change.to : activity.who === undefined ? undefined : { display: activity.who };
  const due = change.field === 'due' ? change.to : activity.due;
  const goals = change.field === 'goal' ? (change.to === null ? [] : [change.to]) : goalsOf(activity, plan);
  return {
    kind: 'add-activity',
    id,
    at,
    title: activity.display,
    element: activity.element ?? 'planned-interventions',
    ...(who !== undefined && { performer: who }),
    ...(due !== undefined && { due }),
    ...(goals.length > 0 && { goals }),
  };
}

type GoalChange = Extract<PlanEdit, { readonly kind: 'change-goal' }>['change'];

function problemOf(change: GoalChange, { addresses = [] }: PlanGoal): { readonly addresses?: readonly string[] } {
  const problems = change.field !== 'problem' ? addresses : change.to === null ? [] : [change.to];
  return problems.length === 0 ? {} : { addresses: problems.map(({ reference }) => reference) };
}

function goalsOf({ goals = [] }: PlanActivity, plan: PlanBase['plan']) {
  return goals.map((reference) => ({ reference, display: plan.goals.find((goal) => goal.reference === reference)?.display ?? '' }));
}

const PART_WORDS = {
  problem: 'Problem',
  goal: 'Goal',
  activity: 'Activity',
  note: 'Note',
  'supporting-info': 'Support',
  plan: 'Plan',
} as const satisfies Record<PlanDifference['part'], string>;

/** What somebody else did to the plan, as a line: `Goal “Walk daily”: due 2027-01-01 → 2027-02-01`. */
function differenceText(difference: PlanDifference): string {
  const { part, what } = difference;
  if (difference.kind !== 'changed') return `${PART_WORDS[part]} ${difference.kind}: ${what}`;
  if (difference.field === 'other') return `Plan: ${what} changed`;
  if (difference.field === 'narrative') return 'Plan: its text changed';
  return `${PART_WORDS[part]} “${what}”: ${difference.field} ${difference.before ?? 'none'} → ${difference.after ?? 'none'}`;
}
