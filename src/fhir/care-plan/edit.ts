import type { Annotation, CarePlanActivity, Goal, ServiceRequest } from 'fhir/r4';
import type { CarePlanElement, Instant, LocalDate, Reference } from '../../ccm/chart.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { type LosslessObject, type LosslessValue, parseLossless } from '../lossless.ts';
import { ACTIVITY_TITLE_EXTENSION, ccmCoding, GOAL_ID, PLAN_ELEMENT_EXTENSION } from '../naming.ts';
import { withSummary } from './own-block.ts';

/** Who does it: a reference where the EHR told one, and always the name. */
export interface Author {
  readonly reference?: Reference;
  readonly display: string;
}

export interface NoteDraft {
  readonly author: Author;
  readonly at: Instant;
  readonly text: string;
  /** The CMS element that the note documents. */
  readonly element?: CarePlanElement;
}

export interface GoalDraft {
  /** UUID, made before the first attempt. */
  readonly id: string;
  readonly description: string;
  readonly start: LocalDate;
  /** With `target` it makes the goal measurable. */
  readonly due?: LocalDate;
  /** What is aimed at, in words: `HbA1c below 7.5 %`. */
  readonly target?: string;
  readonly addresses: readonly Reference[];
  /** Whose goal it is: the patient's own goals name the patient. */
  readonly expressedBy?: Reference;
  readonly patientReference: Reference;
}

export interface ActivityDraft {
  /** UUID, made before the first attempt. */
  readonly id: string;
  readonly title: string;
  readonly element: CarePlanElement;
  readonly performer?: Author;
  readonly instruction?: string;
  readonly patientReference: Reference;
}

/** One addition to a plan. Nothing that a plan holds is ever changed or moved by one. */
export type PlanOperation =
  | { readonly kind: 'add-note'; readonly annotation: Annotation; readonly summary?: string }
  | { readonly kind: 'add-goal'; readonly draft: GoalDraft }
  | { readonly kind: 'add-activity'; readonly draft: ActivityDraft };

/** A note for people, with its author and time. */
export function addNote({ author, at, text, element }: NoteDraft): PlanOperation {
  const annotation: Annotation = {
    ...(element === undefined ? {} : { extension: [elementTag(element)] }),
    ...(author.reference === undefined
      ? { authorString: author.display }
      : { authorReference: { reference: author.reference, display: author.display } }),
    time: at,
    text,
  };
  return { kind: 'add-note', annotation, summary: `Note ${at.slice(0, 10)}, ${author.display}: ${text}` };
}

/** A goal of the plan: kept as a Goal of its own where the EHR takes one in the same transaction, else inside the plan. */
export function addGoal(draft: GoalDraft): PlanOperation {
  return { kind: 'add-goal', draft };
}

/** A planned intervention with the one who does it, kept inside the plan. */
export function addActivity(draft: ActivityDraft): PlanOperation {
  return { kind: 'add-activity', draft };
}

/** How goals are put into a plan: inside it, or as entries of the same transaction. */
export type GoalPlacement = 'contained' | 'transaction';

/**
 * The plan with the operations applied in order. Everything else keeps its value and its place. The narrative changes
 * only inside a block of ours, where the plan has one.
 *
 * @throws FhirError `unreadable` where the plan has something other than a list in the place of a list.
 */
export function applyOperations(
  plan: LosslessObject,
  operations: readonly PlanOperation[],
  goals: GoalPlacement = 'contained',
): LosslessObject {
  return operations.reduce((edited, operation) => {
    const summary = summaryOf(operation);
    const applied = applyOne(edited, operation, goals);
    return summary === undefined ? applied : withSummary(applied, summary);
  }, plan);
}

/** Whether the plan, as the EHR gave it back, holds what the operation added. */
export function isApplied(plan: unknown, operation: PlanOperation): boolean {
  switch (operation.kind) {
    case 'add-note': {
      const { text, time } = operation.annotation;
      return objectsIn(plan, 'note').some((note) => note['text'] === text && sameTime(textIn(note, 'time'), time));
    }
    case 'add-goal':
      return hasGoal(plan, operation.draft);
    case 'add-activity':
      return objectsIn(plan, 'activity').some(
        (activity) => textIn(objectIn(activity, 'reference'), 'reference') === `#${activityId(operation.draft)}`,
      );
    default:
      return operation satisfies never;
  }
}

/** Like `isApplied`, for a plan read back after the write: a goal is also known by its words, since servers drop identifiers of references. */
export function seemsApplied(plan: unknown, operation: PlanOperation): boolean {
  if (isApplied(plan, operation)) return true;
  if (operation.kind !== 'add-goal') return false;
  return objectsIn(plan, 'goal').some((goal) => textIn(goal, 'display') === operation.draft.description);
}

/** The Goal resource of a draft. */
export function goalOf(draft: GoalDraft): Goal {
  const { description, start, due, target, addresses, expressedBy, patientReference } = draft;
  return {
    resourceType: 'Goal',
    identifier: [goalIdentifier(draft)],
    lifecycleStatus: 'active',
    description: { text: description },
    subject: { reference: patientReference },
    startDate: start,
    ...(due === undefined && target === undefined
      ? {}
      : {
          target: [
            {
              // An invariant of Goal wants to know what is measured wherever a detail is given.
              ...(target === undefined ? {} : { measure: { text: description }, detailString: target }),
              ...(due === undefined ? {} : { dueDate: due }),
            },
          ],
        }),
    ...(expressedBy === undefined ? {} : { expressedBy: { reference: expressedBy } }),
    ...(addresses.length === 0 ? {} : { addresses: addresses.map((reference) => ({ reference })) }),
  };
}

export function goalUrn({ id }: GoalDraft): string {
  return `urn:uuid:${id}`;
}

function elementTag(element: CarePlanElement) {
  return { url: PLAN_ELEMENT_EXTENSION, valueCoding: ccmCoding('careplan-element', element) };
}

function applyOne(plan: LosslessObject, operation: PlanOperation, goals: GoalPlacement): LosslessObject {
  switch (operation.kind) {
    case 'add-note':
      return append(plan, 'note', lossless(operation.annotation));
    case 'add-goal': {
      const { draft } = operation;
      const inside = goals === 'contained';
      const tags = draft.due !== undefined && draft.target !== undefined ? { extension: [elementTag('measurable-treatment-goals')] } : {};
      const target = inside ? { reference: `#${goalId(draft)}` } : { reference: goalUrn(draft), identifier: goalIdentifier(draft) };
      const reference = lossless({ ...tags, ...target, display: draft.description });
      const withGoal = inside ? append(plan, 'contained', lossless({ ...goalOf(draft), id: goalId(draft) })) : plan;
      return append(withGoal, 'goal', reference);
    }
    case 'add-activity': {
      const { draft } = operation;
      return append(append(plan, 'contained', lossless(requestOf(draft))), 'activity', lossless(activityOf(draft)));
    }
    default:
      return operation satisfies never;
  }
}

function goalId({ id }: GoalDraft): string {
  return `goal-${id}`;
}

function activityId({ id }: ActivityDraft): string {
  return `activity-${id}`;
}

function requestOf(draft: ActivityDraft): ServiceRequest {
  const { title, performer, instruction, patientReference } = draft;
  return {
    resourceType: 'ServiceRequest',
    id: activityId(draft),
    status: 'active',
    intent: 'plan',
    code: { text: title },
    subject: { reference: patientReference },
    ...(performer === undefined ? {} : { performer: [{ ...performer }] }),
    ...(instruction === undefined ? {} : { patientInstruction: instruction }),
  };
}

function activityOf(draft: ActivityDraft): CarePlanActivity {
  const { title, element } = draft;
  return {
    extension: [{ url: ACTIVITY_TITLE_EXTENSION, valueString: title }, elementTag(element)],
    reference: { reference: `#${activityId(draft)}`, display: title },
  };
}

function goalIdentifier({ id }: GoalDraft) {
  return { system: GOAL_ID, value: id };
}

function hasGoal(plan: unknown, draft: GoalDraft): boolean {
  return objectsIn(plan, 'goal').some((goal) => {
    const identifier = textIn(objectIn(goal, 'identifier'), 'value');
    return textIn(goal, 'reference') === `#${goalId(draft)}` || identifier === draft.id;
  });
}

// A server may give an instant back in another zone or precision; what is not a time at all is compared as text.
function sameTime(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || !a.includes('T') || !b.includes('T')) return false;
  return Date.parse(a) === Date.parse(b);
}

function append(plan: LosslessObject, key: string, item: LosslessValue): LosslessObject {
  const list = plan[key];
  if (list === undefined) return { ...plan, [key]: [item] };
  if (!Array.isArray(list)) throw new FhirError('unreadable', 'edit CarePlan');
  return { ...plan, [key]: [...list, item] };
}

function lossless(value: object): LosslessObject {
  return parseLossless(JSON.stringify(value));
}

function summaryOf(operation: PlanOperation): string | undefined {
  switch (operation.kind) {
    case 'add-note':
      return operation.summary;
    case 'add-goal': {
      const { description, target, due } = operation.draft;
      return `Goal: ${description}${target === undefined ? '' : `, ${target}`}${due === undefined ? '' : ` by ${due}`}`;
    }
    case 'add-activity': {
      const { title, performer } = operation.draft;
      return `Planned: ${title}${performer === undefined ? '' : ` (${performer.display})`}`;
    }
    default:
      return operation satisfies never;
  }
}
