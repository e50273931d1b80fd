import type { PlanEdit } from '../care-plan-view.ts';
import { formatDate, plural } from '../format.ts';
import { PLAN_ELEMENT_TEXT } from '../plan-text.ts';
import type { ActivityFieldChange, GoalFieldChange, MeasuredAim, MedicineAnswer } from './plan-edit.ts';

/** What an edit does, as a line. */
export function editText(edit: PlanEdit): string {
  switch (edit.kind) {
    case 'add-goal': {
      const target = edit.target === undefined ? '' : `, target ${aimText(edit.target)}`;
      const due = edit.due === undefined ? '' : `, by ${formatDate(edit.due)}`;
      const about = edit.about === undefined ? '' : `, for ${edit.about}`;
      return `Goal: ${edit.what}${target}${due}${about}${edit.byPatient ? ' (patient’s own)' : ''}`;
    }
    case 'add-note':
      return `${edit.element === undefined ? 'Note' : PLAN_ELEMENT_TEXT[edit.element]}: ${edit.text}`;
    case 'change-note':
      return `Note “${edit.note.text}” now says: ${edit.to}`;
    case 'add-prognosis':
      return `${PLAN_ELEMENT_TEXT['expected-outcome-prognosis']}: ${edit.outcome}${edit.prognosis === undefined ? '' : ` Prognosis: ${edit.prognosis}`}`;
    case 'add-activity': {
      const who = edit.performer === undefined ? '' : `, ${edit.performer.display}`;
      const due = edit.due === undefined ? '' : `, by ${formatDate(edit.due)}`;
      const every = edit.every === undefined ? '' : `, every ${intervalText(edit.every)}`;
      const instruction = edit.instruction === undefined ? '' : `. For the patient: ${edit.instruction}`;
      const goals = edit.goals === undefined ? '' : `, for the goal ${edit.goals.map(({ display }) => `“${display}”`).join(', ')}`;
      return `Activity: ${edit.title}${who}${due}${every}${goals}${instruction}`;
    }
    case 'refer':
      return `From the chart: ${edit.display}${edit.element === undefined ? '' : ` (${PLAN_ELEMENT_TEXT[edit.element]})`}`;
    case 'change-goal':
      return `Goal “${edit.what}”: ${FIELD_TEXT[edit.change.field]} ${goalChangeText(edit.change)}`;
    case 'change-activity':
      return `Activity “${edit.what}”: ${FIELD_TEXT[edit.change.field]} ${activityChangeText(edit.change)}`;
    case 'add-barrier':
      return `Barrier to “${edit.goalWords}”: ${edit.text}`;
    case 'dismiss-condition':
      return `Not for this plan: ${edit.words}. ${edit.reason}`;
    case 'restore-condition':
      return `For this plan after all: ${edit.words}`;
    case 'reconcile':
      return `Medicines gone through: ${plural(edit.medicines.length, 'medicine')}`;
    default:
      return edit satisfies never;
  }
}

/** The words of a target: `Hemoglobin A1c < 7.5 %`. */
function aimText(target: string | MeasuredAim): string {
  return typeof target === 'string' ? target : `${target.measure} ${target.comparator} ${target.value} ${target.unit}`;
}

function intervalText({ count, unit }: { readonly count: number; readonly unit: 'wk' | 'mo' }): string {
  const word = unit === 'wk' ? 'week' : 'month';
  return count === 1 ? word : plural(count, word);
}

/** The fields that may change, as a person names them. */
export const FIELD_TEXT: Readonly<Record<string, string>> = {
  words: 'words',
  target: 'target',
  due: 'due',
  status: 'status',
  achievement: 'progress',
  who: 'done by',
  problem: 'problem',
  goal: 'goal',
} satisfies Record<GoalFieldChange['field'] | ActivityFieldChange['field'], string>;

function goalChangeText(change: GoalFieldChange): string {
  if (change.field === 'target') return aimText(change.to);
  if (change.field === 'problem') return change.to?.display ?? 'none in particular';
  return change.field === 'due' ? formatDate(change.to) : wordsOf(change.to);
}

function activityChangeText(change: ActivityFieldChange): string {
  if (change.field === 'who') return change.to.display;
  if (change.field === 'goal') return change.to?.display ?? 'none in particular';
  return change.field === 'due' ? formatDate(change.to) : wordsOf(change.to);
}

/** The words of a code a person may choose; a value that is no such code stays as it is. */
export function wordsOf(code: string): string {
  return STATE_TEXT[code] ?? code;
}

const STATE_TEXT: Readonly<Record<string, string>> = {
  active: 'active',
  'on-hold': 'on hold',
  completed: 'completed',
  cancelled: 'cancelled',
  revoked: 'called off',
  'in-progress': 'in progress',
  improving: 'improving',
  worsening: 'worsening',
  'no-progress': 'no progress',
  achieved: 'achieved',
  'not-achieved': 'not achieved',
};

export const ANSWER_TEXT = { taking: 'taking', 'not-taking': 'not taking', unsure: 'unsure' } as const satisfies Record<
  MedicineAnswer,
  string
>;
