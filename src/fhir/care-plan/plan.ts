import type { CarePlanElement, Instant, LocalDate, Reference } from '../../ccm/chart.ts';

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
  readonly display: string;
  readonly element?: CarePlanElement;
  /** Not in the chart as a resource of its own, but inside the plan. */
  readonly contained: boolean;
}

export interface PlanGoal extends PlanItem {
  readonly measurable?: boolean;
  readonly dueDate?: LocalDate;
}

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
  readonly title: string;
  readonly status: string;
  /** Who wrote it, where it says so. */
  readonly author?: string;
  readonly custodian?: Reference;
  /** First day of the plan, else the day it was created, as the plan says it. */
  readonly establishedDate?: LocalDate;
  /** Day of the last note, revision or signature; absent where none is dated. */
  readonly lastReviewedDate?: LocalDate;
  readonly addresses: readonly PlanItem[];
  readonly goals: readonly PlanGoal[];
  readonly activities: readonly PlanItem[];
  readonly supportingInfo: readonly PlanItem[];
  /** Notes for people: statements and log lines of ours are left out. */
  readonly notes: readonly PlanNote[];
  readonly elements: readonly SatisfiedElement[];
  /** Everything is in the narrative and nothing in the elements. */
  readonly narrativeOnly: boolean;
  /** XHTML as it came: hostile until sanitised. */
  readonly narrative?: string;
  readonly readOnly: readonly ReadOnlyReason[];
}
