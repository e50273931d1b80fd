import type { Goal, GoalTarget } from 'fhir/r4';
import type { LocalDate, Reference } from '../../../ccm/chart.ts';
import { isObject, objectIn, objectsIn, textIn } from '../../fields.ts';
import type { LosslessObject } from '../../lossless.ts';
import { GOAL_ID, LOINC, UCUM } from '../../naming.ts';
import { append, elementTag, lossless, replaceIn, withReplaced } from './lists.ts';

/** What is aimed at as a number, so that results of the same LOINC code can be held against it. */
export interface MeasuredTarget {
  readonly loinc: string;
  /** What is measured, in words. */
  readonly measure: string;
  readonly comparator: '<' | '<=' | '>' | '>=';
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
}

export interface GoalDraft {
  /** UUID, made before the first attempt. */
  readonly id: string;
  readonly description: string;
  readonly start: LocalDate;
  /** With `target` it makes the goal measurable. */
  readonly due?: LocalDate;
  /** What is aimed at, in words (`HbA1c below 7.5 %`) or as a number. */
  readonly target?: string | MeasuredTarget;
  readonly addresses: readonly Reference[];
  /** Whose goal it is: the patient's own goals name the patient. */
  readonly expressedBy?: Reference;
  readonly patientReference: Reference;
}

/** FHIR codes of a goal's lifecycle that a person may set. */
export type GoalStatus = 'active' | 'on-hold' | 'completed' | 'cancelled';

/** HL7's codes with its own words for them. */
const ACHIEVEMENTS = {
  'in-progress': 'In Progress',
  improving: 'Improving',
  worsening: 'Worsening',
  'no-progress': 'No Progress',
  achieved: 'Achieved',
  'not-achieved': 'Not Achieved',
} as const;

/** FHIR codes of how far a goal is reached. */
export type GoalAchievement = keyof typeof ACHIEVEMENTS;

/** One field of a goal, and what it shall say. */
export type GoalChange =
  | { readonly field: 'words'; readonly to: string }
  | { readonly field: 'target'; readonly to: string | MeasuredTarget }
  | { readonly field: 'due'; readonly to: LocalDate }
  | { readonly field: 'status'; readonly to: GoalStatus }
  | { readonly field: 'achievement'; readonly to: GoalAchievement }
  /** The one problem that it is then about; null: none. */
  | { readonly field: 'problem'; readonly to: { readonly reference: Reference; readonly display: string } | null };

/** The Goal resource of a draft. */
export function goalOf(draft: GoalDraft): Goal {
  const { description, start, due, target, addresses, expressedBy, patientReference } = draft;
  const aim: GoalTarget = {
    ...(target === undefined ? {} : targetOf(target, description)),
    ...(due === undefined ? {} : { dueDate: due }),
  };
  return {
    resourceType: 'Goal',
    identifier: [goalIdentifier(draft)],
    lifecycleStatus: 'active',
    description: { text: description },
    subject: { reference: patientReference },
    startDate: start,
    ...(Object.keys(aim).length === 0 ? {} : { target: [aim] }),
    ...(expressedBy === undefined ? {} : { expressedBy: { reference: expressedBy } }),
    ...(addresses.length === 0 ? {} : { addresses: addresses.map((reference) => ({ reference })) }),
  };
}

/** How the draft's goal is named within the transaction that makes it. */
export function goalUrn({ id }: GoalDraft): string {
  return `urn:uuid:${id}`;
}

/** The words of a target, as a person would say them. */
export function targetWords(target: string | MeasuredTarget): string {
  if (typeof target === 'string') return target;
  return `${target.measure} ${target.comparator} ${target.value} ${target.unit}`;
}

/** The plan with the goal, inside it, or referred to by its name within the transaction that makes it a record of its own. */
export function withGoal(plan: LosslessObject, draft: GoalDraft, isRecord: boolean): LosslessObject {
  const inside = !isRecord;
  const isMeasured = draft.due !== undefined && draft.target !== undefined;
  const tags = isMeasured ? { extension: [elementTag('measurable-treatment-goals')] } : {};
  const target = inside ? { reference: `#${goalId(draft)}` } : { reference: goalUrn(draft), identifier: goalIdentifier(draft) };
  const holding = inside ? append(plan, 'contained', lossless({ ...goalOf(draft), id: goalId(draft) })) : plan;
  return append(holding, 'goal', lossless({ ...tags, ...target, display: draft.description }));
}

/** Whether the plan has the draft's goal. */
export function hasGoal(plan: unknown, draft: GoalDraft): boolean {
  return objectsIn(plan, 'goal').some((goal) => {
    const identifier = textIn(objectIn(goal, 'identifier'), 'value');
    return textIn(goal, 'reference') === `#${goalId(draft)}` || identifier === draft.id;
  });
}

/** Whether this app wrote the goal. */
export function isOwnGoal(goal: unknown): boolean {
  return objectsIn(goal, 'identifier').some((one) => one['system'] === GOAL_ID);
}

/** The goal with one field changed. A target keeps its date and a date its target; further targets stay as they are. */
export function changedGoal(goal: LosslessObject, change: GoalChange): LosslessObject {
  switch (change.field) {
    case 'words':
      return { ...goal, description: { ...(isObject(goal['description']) ? goal['description'] : {}), text: change.to } };
    case 'status':
      return { ...goal, lifecycleStatus: change.to };
    case 'achievement':
      return {
        ...goal,
        achievementStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/goal-achievement', code: change.to, display: ACHIEVEMENTS[change.to] }],
        },
      };
    case 'due':
      return withFirstTarget(goal, (target) => ({ ...target, dueDate: change.to }));
    case 'target': {
      const words = textIn(objectIn(goal, 'description'), 'text') ?? '';
      return withFirstTarget(goal, (target) => withReplaced(target, isDetail, lossless(targetOf(change.to, words))));
    }
    case 'problem': {
      const { addresses: _before, ...rest } = goal;
      return change.to === null ? rest : { ...goal, addresses: [lossless(change.to)] };
    }
    default:
      return change satisfies never;
  }
}

/** Whether the goal says what the change makes it say. */
export function saysGoal(goal: unknown, change: GoalChange): boolean {
  return fieldOfGoal(goal, change.field) === wantedOf(change);
}

/** What a field of a goal says, in words that can be compared; undefined where it says nothing. */
export function fieldOfGoal(goal: unknown, field: GoalChange['field']): string | undefined {
  const [target] = objectsIn(goal, 'target');
  switch (field) {
    case 'words':
      return textIn(objectIn(goal, 'description'), 'text');
    case 'status':
      return textIn(goal, 'lifecycleStatus');
    case 'achievement':
      return objectsIn(objectIn(goal, 'achievementStatus'), 'coding')
        .map((one) => textIn(one, 'code'))
        .find((code) => code !== undefined);
    case 'due':
      return textIn(target, 'dueDate');
    case 'target':
      return textIn(target, 'detailString') ?? quantityWords(target);
    case 'problem':
      return joined(objectsIn(goal, 'addresses').map((one) => textIn(one, 'reference')));
    default:
      return field satisfies never;
  }
}

function wantedOf(change: GoalChange): string | undefined {
  return change.field === 'problem' ? change.to?.reference : goalChangeWords(change);
}

/** What the change makes the field say, in words. */
export function goalChangeWords(change: GoalChange): string {
  switch (change.field) {
    case 'target':
      return targetWords(change.to);
    case 'problem':
      return change.to?.display ?? 'none';
    case 'achievement':
    case 'due':
    case 'status':
    case 'words':
      return change.to;
    default:
      return change satisfies never;
  }
}

/** What a field of a goal says, in words for people; undefined where it says nothing. */
export function goalFieldWords(goal: unknown, field: GoalChange['field']): string | undefined {
  if (field !== 'problem') return fieldOfGoal(goal, field);
  return joined(
    objectsIn(goal, 'addresses').map((one) => textIn(one, 'display') ?? textIn(one, 'reference')),
    ', ',
  );
}

function joined(words: readonly (string | undefined)[], by = ' '): string | undefined {
  const said = words.filter((one) => one !== undefined);
  return said.length === 0 ? undefined : said.join(by);
}

function quantityWords(target: unknown): string | undefined {
  const quantity = objectIn(target, 'detailQuantity');
  if (quantity === undefined) return undefined;
  const measure = objectIn(target, 'measure');
  const words = textIn(measure, 'text') ?? textIn(objectsIn(measure, 'coding')[0], 'display') ?? '';
  return [words, quantity['comparator'], String(quantity['value']), textIn(quantity, 'unit')].filter(Boolean).join(' ');
}

function targetOf(target: string | MeasuredTarget, description: string): GoalTarget {
  // An invariant of Goal wants to know what is measured wherever a detail is given.
  if (typeof target === 'string') return { measure: { text: description }, detailString: target };
  const { loinc, measure, comparator, value, unit } = target;
  return {
    measure: { coding: [{ system: LOINC, code: loinc }], text: measure },
    detailQuantity: { value, comparator, unit, system: UCUM, code: unit },
  };
}

function withFirstTarget(goal: LosslessObject, change: (target: LosslessObject) => LosslessObject): LosslessObject {
  if (objectsIn(goal, 'target').length === 0) return { ...goal, target: [change({})] };
  let isFirst = true;
  return replaceIn(
    goal,
    'target',
    () => {
      const was = isFirst;
      isFirst = false;
      return was;
    },
    change,
  );
}

function isDetail(key: string): boolean {
  return key === 'measure' || /^_?detail/.test(key);
}

function goalId({ id }: GoalDraft): string {
  return `goal-${id}`;
}

function goalIdentifier({ id }: GoalDraft) {
  return { system: GOAL_ID, value: id };
}
