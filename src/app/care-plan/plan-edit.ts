import type { CarePlanElement, Instant, LocalDate, Reference } from '../../ccm/chart.ts';

/** Who does it: by reference where the chart has one, and always by name. */
export interface PlanPerson {
  readonly reference?: Reference;
  readonly display: string;
}

/** A goal by the plan's reference, or by `#goal-` and the id of the unsaved edit that adds it. */
export interface PlanGoalLink {
  readonly reference: Reference;
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
  | { readonly field: 'achievement'; readonly to: GoalAchievement }
  /** Null: no problem in particular. */
  | { readonly field: 'problem'; readonly to: { readonly reference: Reference; readonly display: string } | null };

/** One field of an activity, and what it shall say. */
export type ActivityFieldChange =
  | { readonly field: 'status'; readonly to: ActivityStatus }
  | { readonly field: 'due'; readonly to: LocalDate }
  | { readonly field: 'who'; readonly to: PlanPerson }
  /** Null: no goal in particular. */
  | { readonly field: 'goal'; readonly to: PlanGoalLink | null };

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
      /** Those problems in words. */
      readonly about?: string;
    }
  /** `element`: the part of the plan that the note documents, as with *assessed, none needed*. */
  | { readonly kind: 'add-note'; readonly text: string; readonly element?: CarePlanElement }
  /** `time`: as it stands in the plan. */
  | {
      readonly kind: 'change-note';
      readonly note: { readonly text: string; readonly time?: string };
      readonly to: string;
      readonly element?: CarePlanElement;
    }
  | { readonly kind: 'add-prognosis'; readonly outcome: string; readonly prognosis?: string }
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
      readonly goals?: readonly PlanGoalLink[];
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
  /** `goal`: `#goal-` and the edit's id where the goal is itself not saved yet; absent where only its words are known. */
  | { readonly kind: 'add-barrier'; readonly goal?: Reference; readonly goalWords: string; readonly text: string }
  | { readonly kind: 'dismiss-condition'; readonly condition: Reference; readonly words: string; readonly reason: string }
  | { readonly kind: 'restore-condition'; readonly condition: Reference; readonly words: string }
  | { readonly kind: 'reconcile'; readonly medicines: readonly MedicineSaid[] };

/** A draft on the list of unsaved edits: `id` (a UUID) and `at` are made once, so that a repeated save is the same edit. */
export type PlanEdit = PlanEditDraft & { readonly id: string; readonly at: Instant };
