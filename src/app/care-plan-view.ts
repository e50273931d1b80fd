import type { CarePlanElement, LocalDate, Reference } from '../ccm/chart.ts';
import type { GoalAchievement, GoalStatus, ActivityStatus, MeasuredAim, MedicineSaid } from './care-plan/plan-edit.ts';

export type { PlanEdit, PlanEditDraft } from './care-plan/plan-edit.ts';

export interface CarePlanView {
  readonly reference: Reference;
  readonly title: string;
  /** Who keeps it: this app's own, or another system or author by name. */
  readonly origin: { readonly kind: 'own' } | { readonly kind: 'other'; readonly name?: string };
  readonly versionId?: string;
  readonly establishedDate?: LocalDate;
  readonly lastReviewedDate?: LocalDate;
  readonly signedDate?: LocalDate;
  readonly signedBy?: string;
  /** Whether something in it is dated after the signature; absent where it was never signed. */
  readonly changedSinceSignature?: boolean;
  readonly copyGivenDate?: LocalDate;
  /** Undefined where the elements could not be judged. */
  readonly elements?: readonly CarePlanElement[];
  readonly problems: readonly ItemView[];
  readonly goals: readonly GoalView[];
  readonly activities: readonly ActivityView[];
  /** Expected outcome and prognosis, the latest first. */
  readonly prognoses: readonly PrognosisView[];
  /** What it names in support: assessments, results, immunizations. */
  readonly supporting: readonly ItemView[];
  /** Notes in a person's words; those that record something are told where they belong. */
  readonly notes: readonly NoteView[];
  /** Barriers whose goal is no longer in the plan. */
  readonly looseBarriers: readonly BarrierView[];
  readonly dismissed: readonly DismissalView[];
  readonly reconciliation?: ReconciliationView;
  /** The plan's own narrative (XHTML as the EHR keeps it), shown cleaned where the plan is in prose. */
  readonly narrative?: string;
  /** The plan is prose alone: no goals or activities to be had as data. */
  readonly narrativeOnly: boolean;
  /** Why this app must not change it; empty where it may. */
  readonly readOnlyBecause: readonly PlanReadOnlyReason[];
}

export type PlanReadOnlyReason = 'unknown-modifier' | 'implicit-rules' | 'summary-only' | 'not-granted' | 'not-supported' | 'not-active';

/** Whether this app may change it: what others wrote it leaves alone. */
export type Changeable = 'yes' | 'not-ours' | 'not-read' | 'unknown-modifier';

/** Something the plan names. */
export interface ItemView {
  readonly reference?: Reference;
  readonly what: string;
  readonly element?: CarePlanElement;
}

/** What somebody expects of the course of the illness; without both texts: a record that was not read. */
export interface PrognosisView {
  readonly reference?: Reference;
  readonly outcome?: string;
  readonly prognosis?: string;
  readonly by?: string;
  readonly date?: LocalDate;
}

export interface BarrierView {
  readonly text: string;
  readonly goalWords: string;
  readonly by?: string;
  readonly date?: LocalDate;
}

/** A condition of the chart that somebody decided to leave out of the plan. */
export interface DismissalView {
  readonly condition: Reference;
  readonly words: string;
  readonly reason: string;
  readonly by?: string;
  readonly date?: LocalDate;
}

export interface ReconciliationView {
  readonly by?: string;
  readonly date?: LocalDate;
  readonly medicines: readonly MedicineSaid[];
}

export interface GoalView {
  readonly reference?: Reference;
  readonly what: string;
  readonly target?: string;
  /** Whether it says what is aimed at and by when; absent where the goal itself was not read. */
  readonly measurable?: boolean;
  readonly due?: LocalDate;
  readonly status?: string;
  readonly byPatient?: boolean;
  /** The goal is referred to and could not be read. */
  readonly unreadable?: boolean;
  readonly changeable: Changeable;
  /** The codes behind `status`, where they are ones a person may set. */
  readonly lifecycle?: GoalStatus;
  readonly achievement?: GoalAchievement;
  /** Its target, where that is a number to be below or above. */
  readonly aim?: MeasuredAim;
  readonly barriers: readonly BarrierView[];
  /** The problems it is about. */
  readonly problems?: readonly GoalProblem[];
}

/** A problem that a goal is about, in the plan's words where the plan names it. */
export interface GoalProblem {
  readonly reference: Reference;
  readonly what: string;
}

export interface ActivityView {
  readonly reference?: Reference;
  readonly what: string;
  readonly who?: string;
  readonly status?: string;
  readonly due?: LocalDate;
  readonly element?: CarePlanElement;
  /** `every 3 months`. */
  readonly every?: string;
  /** For the patient. */
  readonly instruction?: string;
  readonly changeable: Changeable;
  readonly state?: ActivityStatus;
  /** The plan's goals that it is for, by reference. */
  readonly goals?: readonly Reference[];
}

export interface NoteView {
  readonly text: string;
  /** The part of the plan that the note documents. */
  readonly element?: CarePlanElement;
  readonly author?: string;
  /** Local date. */
  readonly date?: LocalDate;
  /** As it stands in the plan; with the words it tells the note from others. */
  readonly time?: string;
  /** It records something by its words, such as a question to the physician: it is not reworded. */
  readonly fixed?: boolean;
}

export interface PlanCandidate {
  readonly reference: Reference;
  readonly title: string;
  readonly origin?: string;
  readonly date?: LocalDate;
  readonly goals: number;
  readonly activities: number;
  /** The plan's own narrative (XHTML as the EHR keeps it), hostile until cleaned. */
  readonly narrative?: string;
  readonly narrativeOnly: boolean;
  /** Why it cannot be adopted; empty where it can. */
  readonly notAdoptableBecause: readonly PlanReadOnlyReason[];
}

/** What stands in the fields of the forms that add to a plan, as typed. */
export interface PlanFields {
  readonly kind: 'goal' | 'activity' | 'note';
  /** Words of the goal, the activity or the note. */
  readonly what: string;
  readonly target: string;
  /** A measure that the app follows, or empty for a target in words. */
  readonly measure: string;
  readonly comparator: MeasuredAim['comparator'];
  readonly due: string;
  readonly byPatient: boolean;
  /** The problem a goal is about, by reference; empty: none. */
  readonly problem: string;
  /** The goal an activity is for, by reference; empty: none. */
  readonly goal: string;
  /** Beside an expected outcome. */
  readonly prognosis: string;
  readonly element: CarePlanElement | '';
  /** Who does it: a reference, `typed`, or empty. */
  readonly who: string;
  readonly typedWho: string;
  readonly timing: 'none' | 'due' | 'every';
  readonly every: string;
  readonly unit: 'wk' | 'mo';
  readonly instruction: string;
}

export interface DiffLine {
  readonly sign: '+' | '-';
  /** Where in the record, `CarePlan.goal[2]`. */
  readonly path: string;
  readonly text: string;
}
