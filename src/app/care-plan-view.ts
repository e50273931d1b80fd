import type { CarePlanElement, LocalDate, Reference } from '../ccm/chart.ts';

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
  readonly goals: readonly GoalView[];
  readonly activities: readonly ActivityView[];
  readonly notes: readonly NoteView[];
  /** The plan's own narrative (XHTML as the EHR keeps it), shown cleaned where the plan is in prose. */
  readonly narrative?: string;
  /** The plan is prose alone: no goals or activities to be had as data. */
  readonly narrativeOnly: boolean;
  /** Why this app must not change it; empty where it may. */
  readonly readOnlyBecause: readonly PlanReadOnlyReason[];
}

export type PlanReadOnlyReason = 'unknown-modifier' | 'implicit-rules' | 'summary-only' | 'not-granted' | 'not-supported' | 'not-active';

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
}

export interface ActivityView {
  readonly reference?: Reference;
  readonly what: string;
  readonly who?: string;
  readonly status?: string;
  readonly due?: LocalDate;
}

export interface NoteView {
  readonly text: string;
  readonly author?: string;
  /** Local date. */
  readonly date?: LocalDate;
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
}

export type PlanEdit =
  | {
      readonly kind: 'add-goal';
      /** Made once, with the edit. */
      readonly id: string;
      readonly what: string;
      readonly target?: string;
      readonly due?: LocalDate;
      readonly byPatient: boolean;
    }
  | { readonly kind: 'add-note'; readonly id: string; readonly text: string };

/** What stands in the fields of the form that adds to a plan, as typed. */
export interface PlanFields {
  readonly kind: PlanEdit['kind'];
  readonly what: string;
  readonly target: string;
  readonly due: string;
  readonly byPatient: boolean;
}

export interface DiffLine {
  readonly sign: '+' | '-';
  /** Where in the record, `CarePlan.goal[2]`. */
  readonly path: string;
  readonly text: string;
}
