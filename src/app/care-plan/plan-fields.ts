import type { CarePlanElement, LocalDate, Reference } from '../../ccm/chart.ts';
import type { PlanEditDraft, PlanFields } from '../care-plan-view.ts';
import type { MeasureChoice } from './material-view.ts';
import type { PlanGoalLink, PlanPerson } from './plan-edit.ts';

export const EMPTY_FIELDS: PlanFields = {
  kind: 'goal',
  what: '',
  target: '',
  measure: '',
  comparator: '<',
  due: '',
  byPatient: false,
  problem: '',
  goal: '',
  prognosis: '',
  element: '',
  who: '',
  typedWho: '',
  timing: 'none',
  every: '3',
  unit: 'mo',
  instruction: '',
};

/** Whether nothing a person typed would be lost with the fields. */
export function isBlankFields({ what, target, due, byPatient, typedWho, instruction, prognosis }: PlanFields): boolean {
  return [what, target, due, typedWho, instruction, prognosis].every((text) => text.trim() === '') && !byPatient;
}

/** The parts that an activity may be for; the first is the usual one. */
export const ACTIVITY_ELEMENTS = [
  'planned-interventions',
  'symptom-management',
  'medical-management',
  'coordination-with-outside-resources',
  'community-services',
  'preventive-care',
  'periodic-review',
] as const satisfies readonly CarePlanElement[];

export interface FieldContext {
  readonly today: LocalDate;
  readonly measures: readonly MeasureChoice[];
  readonly people: readonly PlanPerson[];
  /** The goals that an activity may be for. */
  readonly goals?: readonly PlanGoalLink[];
  /** The problems that a goal may be about. */
  readonly problems?: readonly { readonly reference?: Reference; readonly what: string }[];
}

export type FieldErrors = Partial<Readonly<Record<'what' | 'target' | 'due' | 'every' | 'typedWho' | 'instruction', string>>>;

type Check = { readonly ok: true; readonly edit: PlanEditDraft } | { readonly ok: false; readonly errors: FieldErrors };

const EMPTY_WORDS = { goal: 'What is the goal?', activity: 'What is to be done?', note: 'The note is empty.' } as const;

/** The edit that the fields make, or what is wrong with them. */
export function checkFields(fields: PlanFields, context: FieldContext): Check {
  const errors = errorsOf(fields, context);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, edit: draftOf(fields, context) };
}

function errorsOf(fields: PlanFields, { today }: FieldContext): FieldErrors {
  const { kind, what, due, timing, every, who, typedWho, measure, target, element, instruction } = fields;
  const hasDue = due !== '' && (kind === 'goal' || (kind === 'activity' && timing === 'due'));
  const activity = kind === 'activity';
  return {
    ...(what.trim() === '' && { what: EMPTY_WORDS[kind] }),
    ...(hasDue && due < today && { due: 'That day is past.' }),
    ...(activity && timing === 'due' && due === '' && { due: 'By which day?' }),
    ...(activity &&
      timing === 'every' &&
      !(Number.isInteger(Number(every)) && Number(every) > 0) && { every: 'A whole number, 1 or more.' }),
    ...(activity && who === 'typed' && typedWho.trim() === '' && { typedWho: 'Who does it?' }),
    ...(activity &&
      element === 'symptom-management' &&
      instruction.trim() === '' && { instruction: 'What shall the patient watch for and do?' }),
    ...(kind === 'goal' && measure !== '' && numberIn(target) === null && { target: 'A number, such as 7.5.' }),
  };
}

function numberIn(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

function draftOf(fields: PlanFields, context: FieldContext): PlanEditDraft {
  const { kind, element } = fields;
  const what = fields.what.trim();
  switch (kind) {
    case 'note':
      if (element === 'expected-outcome-prognosis') return prognosisDraft(what, fields.prognosis.trim());
      return { kind: 'add-note', text: what, ...(element !== '' && { element }) };
    case 'activity': {
      const performer = performerOf(fields, context);
      const instruction = fields.instruction.trim();
      const goal = context.goals?.find(({ reference }) => reference === fields.goal);
      return {
        kind: 'add-activity',
        title: what,
        element: element === '' ? ACTIVITY_ELEMENTS[0] : element,
        ...(performer !== undefined && { performer }),
        ...(fields.timing === 'due' && { due: fields.due }),
        ...(fields.timing === 'every' && { every: { count: Number(fields.every), unit: fields.unit } }),
        ...(instruction !== '' && { instruction }),
        ...(goal !== undefined && { goals: [goal] }),
      };
    }
    case 'goal': {
      const target = targetOf(fields, context);
      const about = context.problems?.find(({ reference }) => reference === fields.problem)?.what;
      return {
        kind: 'add-goal',
        what,
        byPatient: fields.byPatient,
        ...(target !== undefined && { target }),
        ...(fields.due !== '' && { due: fields.due }),
        ...(fields.problem !== '' && { addresses: [fields.problem], ...(about !== undefined && { about }) }),
      };
    }
    default:
      return kind satisfies never;
  }
}

function prognosisDraft(outcome: string, prognosis: string): PlanEditDraft {
  return { kind: 'add-prognosis', outcome, ...(prognosis !== '' && { prognosis }) };
}

function targetOf({ measure, target, comparator }: PlanFields, { measures }: FieldContext) {
  const words = target.trim();
  const choice = measures.find(({ id }) => id === measure);
  const value = numberIn(words);
  if (choice !== undefined && value !== null) return { loinc: choice.loinc, measure: choice.label, comparator, value, unit: choice.unit };
  return words === '' ? undefined : words;
}

/** The value of the choice that names a person, in lists of people. */
export function personKey({ reference, display }: PlanPerson): string {
  return reference ?? `name ${display}`;
}

/** Whom the fields name; undefined where they name nobody. */
export function performerOf(
  { who, typedWho }: Pick<PlanFields, 'who' | 'typedWho'>,
  { people }: Pick<FieldContext, 'people'>,
): PlanPerson | undefined {
  if (who === 'typed') return { display: typedWho.trim() };
  return people.find((person) => personKey(person) === who);
}
