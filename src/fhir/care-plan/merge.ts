import type { Reference } from '../../ccm/chart.ts';
import { type PlanDifference, planDifferences, type PlanState } from './changes.ts';
import { containedGoal, isApplied, type PlanOperation } from './edit.ts';
import { activityChangeWords, activityFieldWords, fieldOfActivity } from './edit/activity.ts';
import { fieldOfGoal, goalChangeWords, goalFieldWords } from './edit/goal.ts';
import { hasNote } from './edit/note.ts';

/** A field that both changed: nobody but a person decides which holds. */
export interface Overlap {
  readonly operation: PlanOperation;
  readonly what: string;
  readonly field: string;
  readonly base?: string;
  readonly theirs?: string;
  readonly mine: string;
}

/** What a person's edits come to on a plan that somebody else changed meanwhile. Every edit is in exactly one of the four lists. */
export interface PlanMerge {
  /** What the others did. */
  readonly theirs: readonly PlanDifference[];
  /** Edits that touch nothing the others touched. */
  readonly clean: readonly PlanOperation[];
  readonly overlaps: readonly Overlap[];
  /** Edits of something that is no longer in the plan. */
  readonly gone: readonly PlanOperation[];
  /** Edits that the plan holds already, because the others made the same. */
  readonly done: readonly PlanOperation[];
}

/**
 * Three-way merge of a person's edits, made on `base`, with the plan as it is now. Additions never overlap; a changed field
 * overlaps where the others gave it another value too. Merged is what `clean` makes of `theirs`, and what the person takes
 * from `overlaps`: applying them again is `savePlanChange` with the new version.
 */
export function mergePlan(base: PlanState, theirs: PlanState, operations: readonly PlanOperation[]): PlanMerge {
  const clean: PlanOperation[] = [];
  const overlaps: Overlap[] = [];
  const gone: PlanOperation[] = [];
  const done: PlanOperation[] = [];
  for (const operation of operations) {
    const field = changedField(operation);
    if (isApplied(theirs.raw, operation)) done.push(operation);
    else if (field === null) clean.push(operation);
    else if (!field.isIn(theirs)) gone.push(operation);
    else if (field.valueIn(base) === field.valueIn(theirs)) clean.push(operation);
    else overlaps.push(overlapOf(operation, field, base, theirs));
  }
  return { theirs: planDifferences(base, theirs), clean, overlaps, gone, done };
}

interface Field {
  readonly name: string;
  readonly what: string;
  readonly mine: string;
  readonly isIn: (state: PlanState) => boolean;
  readonly valueIn: (state: PlanState) => string | undefined;
  /** The value for people. */
  readonly wordsIn: (state: PlanState) => string | undefined;
}

/** The field that the operation changes; null where it only adds. */
function changedField(operation: PlanOperation): Field | null {
  switch (operation.kind) {
    case 'add-note':
    case 'add-goal':
    case 'add-activity':
    case 'add-prognosis':
    case 'refer':
    case 'adopt':
      return null;
    case 'change-goal': {
      const { reference, change, what } = operation;
      return {
        name: change.field,
        what,
        mine: goalChangeWords(change),
        isIn: ({ raw, plan }) => containedGoal(raw, reference) !== undefined && isListed(plan.goals, reference),
        valueIn: ({ raw }) => fieldOfGoal(containedGoal(raw, reference), change.field),
        wordsIn: ({ raw }) => goalFieldWords(containedGoal(raw, reference), change.field),
      };
    }
    case 'change-activity': {
      const { reference, change, what } = operation;
      return {
        name: change.field,
        what,
        mine: activityChangeWords(change),
        isIn: ({ plan }) => isListed(plan.activities, reference),
        valueIn: ({ raw }) => fieldOfActivity(raw, reference, change.field),
        wordsIn: ({ raw }) => activityFieldWords(raw, reference, change.field),
      };
    }
    case 'change-note': {
      const { note, to } = operation;
      // A note has nothing but its words to be known by: reworded by somebody else it is another note.
      const words = ({ raw }: PlanState) => (hasNote(raw, note) ? note.text : undefined);
      return { name: 'words', what: note.text, mine: to.text, isIn: ({ raw }) => hasNote(raw, note), valueIn: words, wordsIn: words };
    }
    default:
      return operation satisfies never;
  }
}

function isListed(items: readonly { readonly reference?: Reference }[], wanted: Reference): boolean {
  return items.some(({ reference }) => reference === wanted);
}

function overlapOf(operation: PlanOperation, { name, what, mine, wordsIn }: Field, base: PlanState, theirs: PlanState): Overlap {
  const before = wordsIn(base);
  const now = wordsIn(theirs);
  return {
    operation,
    what,
    field: name,
    mine,
    ...(before !== undefined && { base: before }),
    ...(now !== undefined && { theirs: now }),
  };
}
