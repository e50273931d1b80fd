import type { CarePlanElement, Instant, LocalDate, Reference } from '../../ccm/chart.ts';

/** Who does it: by reference where the chart has one, and always by name. */
export interface PlanPerson {
  readonly reference?: Reference;
  readonly display: string;
}

/** A target as a number, so that results can be held against it. */
export interface MeasuredAim {
  readonly loinc: string;
  readonly measure: string;
  readonly comparator: '<' | '<=' | '>' | '>=';
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
}

export type GoalStatus = 'active' | 'on-hold' | 'completed' | 'cancelled';
export type GoalAchievement = 'in-progress' | 'improving' | 'worsening' | 'no-progress' | 'achieved' | 'not-achieved';
export type ActivityStatus = 'active' | 'on-hold' | 'completed' | 'revoked';
export type MedicineAnswer = 'taking' | 'not-taking' | 'unsure';

/** One field of a goal, and what it shall say. */
export type GoalFieldChange =
  | { readonly field: 'words'; readonly to: string }
  | { readonly field: 'target'; readonly to: string | MeasuredAim }
  | { readonly field: 'due'; readonly to: LocalDate }
  | { readonly field: 'status'; readonly to: GoalStatus }
  | { readonly field: 'achievement'; readonly to: GoalAchievement };

/** One field of an activity, and what it shall say. */
export type ActivityFieldChange =
  | { readonly field: 'status'; readonly to: ActivityStatus }
  | { readonly field: 'due'; readonly to: LocalDate }
  | { readonly field: 'who'; readonly to: PlanPerson };

export interface MedicineSaid {
  readonly reference: Reference;
  readonly display: string;
  readonly answer: MedicineAnswer;
  readonly remark?: string;
}

/** What a person wants done to the plan. */
export type PlanEditDraft =
  | {
      readonly kind: 'add-goal';
      readonly what: string;
      readonly target?: string | MeasuredAim;
      readonly due?: LocalDate;
      readonly byPatient: boolean;
      /** The problems it is about. */
      readonly addresses?: readonly Reference[];
    }
  /** `element`: the part of the plan that the note documents, as with *assessed, none needed*. */
  | { readonly kind: 'add-note'; readonly text: string; readonly element?: CarePlanElement }
  | {
      readonly kind: 'add-activity';
      readonly title: string;
      readonly element: CarePlanElement;
      readonly performer?: PlanPerson;
      /** Not with `every`. */
      readonly due?: LocalDate;
      readonly every?: { readonly count: number; readonly unit: 'wk' | 'mo' };
      /** For the patient, in plain words. */
      readonly instruction?: string;
      /** Canonical URLs, with the version, of the templates it was taken from. */
      readonly templates?: readonly string[];
    }
  /** Names what the chart has already: nothing is typed again. */
  | {
      readonly kind: 'refer';
      readonly list: 'addresses' | 'supportingInfo' | 'activity' | 'goal' | 'careTeam';
      readonly reference: Reference;
      readonly display: string;
      readonly element?: CarePlanElement;
    }
  | { readonly kind: 'change-goal'; readonly reference: Reference; readonly what: string; readonly change: GoalFieldChange }
  | { readonly kind: 'change-activity'; readonly reference: Reference; readonly what: string; readonly change: ActivityFieldChange }
  /** `goal`: absent where the goal is itself not saved yet. */
  | { readonly kind: 'add-barrier'; readonly goal?: Reference; readonly goalWords: string; readonly text: string }
  | { readonly kind: 'dismiss-condition'; readonly condition: Reference; readonly words: string; readonly reason: string }
  | { readonly kind: 'restore-condition'; readonly condition: Reference; readonly words: string }
  | { readonly kind: 'reconcile'; readonly medicines: readonly MedicineSaid[] };

/** A draft on the list of unsaved edits: `id` (a UUID) and `at` are made once, so that a repeated save is the same edit. */
export type PlanEdit = PlanEditDraft & { readonly id: string; readonly at: Instant };
