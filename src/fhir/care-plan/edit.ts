import type { Annotation } from 'fhir/r4';
import type { Reference } from '../../ccm/chart.ts';
import { objectsIn, textIn } from '../fields.ts';
import { type LosslessObject } from '../lossless.ts';
import {
  type ActivityChange,
  activityChangeWords,
  type ActivityDraft,
  activityFieldWords,
  hasActivity,
  isOwnActivity,
  saysActivity,
  withActivity,
  withChangedActivity,
} from './edit/activity.ts';
import {
  changedGoal,
  type GoalChange,
  goalChangeWords,
  type GoalDraft,
  hasGoal,
  isOwnGoal,
  saysGoal,
  targetWords,
  withGoal,
} from './edit/goal.ts';
import { append, lossless, replaceIn } from './edit/lists.ts';
import { annotationOf, hasNote, type NoteDraft, type NoteKey, withChangedNote } from './edit/note.ts';
import { hasPrognosis, type PrognosisDraft, seemsToHavePrognosis, withPrognosis } from './edit/prognosis.ts';
import { wordsOf } from './prognosis-words.ts';
import { adopted, hasReference, isAdopted, type ReferDraft, withReference } from './edit/refer.ts';
import { withSummary } from './own-block.ts';

export type { ActivityChange, ActivityDraft } from './edit/activity.ts';
export { type GoalChange, type GoalDraft, goalOf, goalUrn, type MeasuredTarget } from './edit/goal.ts';
export type { NoteDraft } from './edit/note.ts';
export { type PrognosisDraft, prognosisOf, prognosisUrn } from './edit/prognosis.ts';
export type { ReferDraft } from './edit/refer.ts';

/** Who does it: a reference where the EHR told one, and always the name. */
export interface Author {
  readonly reference?: Reference;
  readonly display: string;
}

/** What a transaction makes a record of its own of; everything else is kept inside the plan. */
export type OwnRecords = ReadonlySet<'Goal' | 'ClinicalImpression'>;

/**
 * One edit of a plan: an addition, one field of a goal or an activity that this app wrote, or a note in other words. Nothing
 * else that a plan holds is ever changed, moved or removed by one. Goals with a record of their own are changed by `saveGoalChange`.
 */
export type PlanOperation =
  | { readonly kind: 'add-note'; readonly annotation: Annotation; readonly summary?: string }
  | { readonly kind: 'add-goal'; readonly draft: GoalDraft }
  | { readonly kind: 'add-prognosis'; readonly draft: PrognosisDraft }
  | { readonly kind: 'add-activity'; readonly draft: ActivityDraft }
  | { readonly kind: 'refer'; readonly draft: ReferDraft }
  | { readonly kind: 'adopt'; readonly patientId: string }
  /** `reference`: `#goal-…`, a goal of ours inside the plan. */
  | { readonly kind: 'change-goal'; readonly reference: Reference; readonly what: string; readonly change: GoalChange }
  /** `reference`: `#activity-…`, an activity of ours inside the plan. */
  | { readonly kind: 'change-activity'; readonly reference: Reference; readonly what: string; readonly change: ActivityChange }
  | { readonly kind: 'change-note'; readonly note: NoteKey; readonly to: NoteDraft };

/** A note for people, with its author and time. */
export function addNote(draft: NoteDraft): PlanOperation {
  const { at, author, text } = draft;
  return { kind: 'add-note', annotation: annotationOf(draft), summary: `Note ${at.slice(0, 10)}, ${author.display}: ${text}` };
}

/** A goal of the plan: kept as a Goal of its own where the EHR takes one in the same transaction, else inside the plan. */
export function addGoal(draft: GoalDraft): PlanOperation {
  return { kind: 'add-goal', draft };
}

/** A planned intervention with the one who does it, kept inside the plan. */
export function addActivity(draft: ActivityDraft): PlanOperation {
  return { kind: 'add-activity', draft };
}

/**
 * The plan with the operations applied in order, new goals first, since others may name them. Everything else keeps its value and its place. The narrative changes
 * only inside a block of ours, where the plan has one. A change of something that the plan no longer has changes nothing.
 *
 * @throws FhirError `unreadable` where the plan has something other than a list in the place of a list.
 */
export function applyOperations(
  plan: LosslessObject,
  operations: readonly PlanOperation[],
  records: OwnRecords = new Set(),
): LosslessObject {
  const ordered = operations.toSorted((a, b) => Number(b.kind === 'add-goal') - Number(a.kind === 'add-goal'));
  return ordered.reduce((edited, operation) => {
    const applied = applyOne(edited, operation, records);
    const summary = applied === edited ? undefined : summaryOf(operation);
    return summary === undefined ? applied : withSummary(applied, summary);
  }, plan);
}

/** Whether the plan, as the EHR gave it back, holds what the operation added or changed. */
export function isApplied(plan: unknown, operation: PlanOperation): boolean {
  switch (operation.kind) {
    case 'add-note':
      return hasNote(plan, operation.annotation);
    case 'add-prognosis':
      return hasPrognosis(plan, operation.draft);
    case 'add-goal':
      return hasGoal(plan, operation.draft);
    case 'add-activity':
      return hasActivity(plan, operation.draft);
    case 'refer':
      return hasReference(plan, operation.draft);
    case 'adopt':
      return isAdopted(plan, operation.patientId);
    case 'change-goal':
      return saysGoal(containedGoal(plan, operation.reference), operation.change);
    case 'change-activity':
      return saysActivity(plan, operation.reference, operation.change);
    case 'change-note':
      return hasNote(plan, { text: operation.to.text, time: operation.to.at });
    default:
      return operation satisfies never;
  }
}

/** Like `isApplied`, for a plan read back after the write: a goal is also known by its words, since servers drop identifiers of references. */
export function seemsApplied(plan: unknown, operation: PlanOperation): boolean {
  if (isApplied(plan, operation)) return true;
  if (operation.kind === 'refer') {
    const { element: _lost, ...draft } = operation.draft;
    return hasReference(plan, draft);
  }
  if (operation.kind === 'add-prognosis') return seemsToHavePrognosis(plan, operation.draft);
  if (operation.kind === 'change-activity' && operation.change.field === 'goal') {
    return activityFieldWords(plan, operation.reference, 'goal') === activityChangeWords(operation.change);
  }
  if (operation.kind !== 'add-goal') return false;
  return objectsIn(plan, 'goal').some((goal) => textIn(goal, 'display') === operation.draft.description);
}

/** The goal that the plan contains under that reference, where this app wrote it. */
export function containedGoal(plan: unknown, reference: Reference): Readonly<Record<string, unknown>> | undefined {
  return objectsIn(plan, 'contained').find((one) => `#${textIn(one, 'id') ?? ''}` === reference && isOwnGoal(one));
}

function applyOne(plan: LosslessObject, operation: PlanOperation, records: OwnRecords): LosslessObject {
  switch (operation.kind) {
    case 'add-note':
      return append(plan, 'note', lossless(operation.annotation));
    case 'add-goal':
      return withGoal(plan, operation.draft, records.has('Goal'));
    case 'add-prognosis':
      return withPrognosis(plan, operation.draft, records.has('ClinicalImpression'));
    case 'add-activity':
      return withActivity(plan, operation.draft);
    case 'refer':
      return withReference(plan, operation.draft);
    case 'adopt':
      return adopted(plan, operation.patientId);
    case 'change-goal':
      return containedGoal(plan, operation.reference) === undefined ? plan : withChangedGoal(plan, operation);
    case 'change-activity':
      return isOwnActivity(operation.reference) ? withChangedActivity(plan, operation.reference, operation.change) : plan;
    case 'change-note':
      return withChangedNote(plan, operation.note, operation.to);
    default:
      return operation satisfies never;
  }
}

function withChangedGoal(
  plan: LosslessObject,
  { reference, change }: Extract<PlanOperation, { readonly kind: 'change-goal' }>,
): LosslessObject {
  const isMeant = (item: unknown) => `#${textIn(item, 'id') ?? ''}` === reference;
  const edited = replaceIn(plan, 'contained', isMeant, (goal) => changedGoal(goal, change));
  if (change.field !== 'words') return edited;
  const isNamed = (item: unknown) => textIn(item, 'reference') === reference;
  return replaceIn(edited, 'goal', isNamed, (goal) => ({ ...goal, display: change.to }));
}

function summaryOf(operation: PlanOperation): string | undefined {
  switch (operation.kind) {
    case 'add-note':
      return operation.summary;
    case 'add-goal': {
      const { description, target, due } = operation.draft;
      return `Goal: ${description}${target === undefined ? '' : `, ${targetWords(target)}`}${due === undefined ? '' : ` by ${due}`}`;
    }
    case 'add-prognosis':
      return `Expected outcome and prognosis: ${wordsOf(operation.draft)}`;
    case 'add-activity': {
      const { title, performer } = operation.draft;
      return `Planned: ${title}${performer === undefined ? '' : ` (${performer.display})`}`;
    }
    case 'refer':
      return `From the chart: ${operation.draft.display}`;
    case 'adopt':
      return undefined;
    case 'change-goal': {
      const { change, what } = operation;
      return `Goal ${what}: ${change.field} ${goalChangeWords(change)}`;
    }
    case 'change-activity':
      return `Activity ${operation.what}: ${operation.change.field} ${activityChangeWords(operation.change)}`;
    case 'change-note':
      return `Note ${operation.to.at.slice(0, 10)}, ${operation.to.author.display}, instead of an earlier one: ${operation.to.text}`;
    default:
      return operation satisfies never;
  }
}
