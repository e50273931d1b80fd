import type { CarePlanElement, Instant, LocalDate, Reference } from '../../ccm/chart.ts';
import type { PlanDifference } from './changes.ts';

/** Whose a plan is: `own` carries our identifier or category, `other` is a candidate that a person may adopt. */
type PlanOrigin = 'own' | 'other';

/** Why the app does not change a plan. */
export type ReadOnlyReason = 'modifier-extension' | 'implicit-rules' | 'subsetted' | 'not-active' | 'not-own' | 'not-exact';

/** How an element came to be satisfied: a tag of ours, or read from the type and category of what the plan refers to. */
type ElementSource = 'tag' | 'inferred';

export interface SatisfiedElement {
  readonly element: CarePlanElement;
  readonly by: ElementSource;
  /** What satisfies it, where that is a resource. */
  readonly reference?: Reference;
}

export interface PlanItem {
  readonly reference?: Reference;
  /** In words: never a reference. Empty where the plan has no name for it and it was not read. */
  readonly display: string;
  readonly element?: CarePlanElement;
  /** Not in the chart as a resource of its own, but inside the plan. */
  readonly contained: boolean;
  /** False where it is a record of its own that is not at hand: not read yet, refused or missing. */
  readonly read: boolean;
}

/** Where `read` is false, only what the plan itself says is known. */
export interface PlanGoal extends PlanItem {
  readonly measurable?: boolean;
  /** What is aimed at, in words: `Hemoglobin A1c < 7.5 %`. */
  readonly target?: string;
  /** Of a goal with a record of its own, where the EHR tells it. */
  readonly versionId?: string;
  /** The same as it came, for `aimsOf`; absent where there is none. */
  readonly targets?: readonly Readonly<Record<string, unknown>>[];
  readonly dueDate?: LocalDate;
  /** FHIR code of its lifecycle: `active`, `on-hold`, `completed` … */
  readonly status?: string;
  /** How far it is reached, in the record's words. */
  readonly achievement?: string;
  /** Whose goal it is, by name. */
  readonly expressedBy?: string;
  /** Whether the patient expressed it; absent where nobody is named. */
  readonly byPatient?: boolean;
  /** The problems it is about. */
  readonly addresses?: readonly PlanProblem[];
  /** The UUID that this app gave it. */
  readonly ownId?: string;
}

/** A problem that a goal is about; `display` only where the goal names it. */
export interface PlanProblem {
  readonly reference: Reference;
  readonly display?: string;
}

export interface PlanActivity extends PlanItem {
  /** Who does it, by name. */
  readonly who?: string;
  /** FHIR code of the request or detail: `active`, `scheduled`, `completed` … */
  readonly status?: string;
  readonly due?: LocalDate;
  /** References of the goals it is done for, as the plan has them. */
  readonly goals?: readonly Reference[];
}

/** What is expected of the course of the illness: a record of its own, or a note. At least one of the two texts is there where it was read. */
export interface PlanPrognosis {
  /** Absent: a note of the plan. */
  readonly reference?: Reference;
  readonly outcome?: string;
  readonly prognosis?: string;
  readonly by?: string;
  readonly at?: string;
}

/** Who keeps a plan, by name where it says so. `own`: written by this app. */
export type PlanKeeper = { readonly kind: 'own' } | { readonly kind: 'other'; readonly name?: string };

export interface PlanNote {
  readonly text: string;
  readonly time?: Instant;
  readonly author?: string;
  readonly element?: CarePlanElement;
}

/** A care plan as the EHR holds it. */
export interface StoredCarePlan {
  readonly reference: Reference;
  readonly id: string;
  readonly versionId?: string;
  readonly origin: PlanOrigin;
  /** Another system's where a practice adopted its plan, although `origin` is then `own`. */
  readonly keptBy: PlanKeeper;
  readonly title: string;
  readonly status: string;
  /** Who wrote it, where it says so. */
  readonly author?: string;
  readonly custodian?: Reference;
  /** First day of the plan, else the day it was created, as the plan says it. */
  readonly establishedDate?: LocalDate;
  /** Day of the last signature, stated revision or note "reviewed, no change"; a plan nobody reviewed since has none. */
  readonly lastReviewedDate?: LocalDate;
  /** Whether something in it is dated after its last signature; absent where it was never signed. */
  readonly changedSinceSignature?: boolean;
  /** What those things are; absent where it was never signed. */
  readonly datedSinceSignature?: readonly PlanDifference[];
  readonly addresses: readonly PlanItem[];
  readonly goals: readonly PlanGoal[];
  readonly activities: readonly PlanActivity[];
  readonly supportingInfo: readonly PlanItem[];
  /** In the order of the plan, records before notes. The same stand in `supportingInfo` and `notes`. */
  readonly prognoses: readonly PlanPrognosis[];
  /** Notes for people: statements and log lines of ours are left out. */
  readonly notes: readonly PlanNote[];
  readonly elements: readonly SatisfiedElement[];
  /** Everything is in the narrative and nothing in the elements. */
  readonly narrativeOnly: boolean;
  /** XHTML as it came: hostile until sanitised. */
  readonly narrative?: string;
  readonly readOnly: readonly ReadOnlyReason[];
}

/** What our notes say of the plan where there is none as data. */
export interface PlanInNotes {
  readonly elements: readonly CarePlanElement[];
  /** Day of the first note. */
  readonly since?: LocalDate;
  /** The latest note. */
  readonly reference?: Reference;
}
