import type {
  G0506,
  GlobalSurgery,
  Instant,
  LocalDate,
  MdmComplexity,
  ModelParticipation,
  Performer,
  Reference,
  ServiceMonth,
  Visit,
} from '../ccm/chart.ts';
import type { RuleId } from '../ccm/rules.ts';
import type { SaveResult, SaveTarget } from './save-result.ts';

/** One thing a person states of a patient. `null` of a period, model or planning is a stated *none*. */
export type Said =
  | { readonly about: 'significant-risk'; readonly holds: boolean }
  | { readonly about: 'twelve-months'; readonly holds: boolean }
  | {
      readonly about: 'initiating-visit';
      readonly date: LocalDate;
      readonly code: string;
      readonly modality?: NonNullable<Visit['modality']>;
      readonly ccmDiscussed?: boolean;
      readonly newPatient?: boolean;
    }
  | { readonly about: 'mdm-complexity'; readonly level: MdmComplexity; readonly byBillingPractitioner?: boolean }
  | { readonly about: 'g0506'; readonly planning: G0506 | null }
  | { readonly about: 'global-surgery'; readonly period: GlobalSurgery | null }
  | { readonly about: 'model-participation'; readonly model: ModelParticipation | null }
  | { readonly about: 'condition-override'; readonly condition: Reference; readonly counts: boolean }
  | { readonly about: 'rule-confirmed'; readonly ruleId: RuleId; readonly met: boolean }
  | {
      readonly about: 'care-plan-signed';
      readonly holds: boolean;
      /** The version of the plan that was signed; absent where it is not told, and until it is recorded. */
      readonly version?: string;
      /** The same of its goals with records of their own, by id. */
      readonly goals?: Readonly<Record<string, string>>;
    }
  | { readonly about: 'care-plan-copy-given'; readonly date: LocalDate }
  | { readonly about: 'care-plan-revised'; readonly holds: boolean };

/** What a form is about. One form on others' billing answers several rules at once. */
export type Matter =
  | { readonly about: Exclude<Said['about'], 'condition-override' | 'rule-confirmed'> }
  | { readonly about: 'condition-override'; readonly condition: Reference; readonly display: string }
  | { readonly about: 'rule-confirmed'; readonly ruleId: RuleId }
  | { readonly about: 'others-billing'; readonly rules: readonly [RuleId, ...RuleId[]] };

/** A statement as the EHR holds it. */
export interface StatementView {
  readonly id: string;
  readonly about: Said['about'];
  /** Null where it takes back what was said, or where its words are not understood. */
  readonly said: Said | null;
  readonly withdraws: boolean;
  /** The service month it speaks of; absent: of every month. */
  readonly month?: ServiceMonth;
  readonly ruleId?: string;
  readonly condition?: Reference;
  readonly by: string;
  readonly at: Instant;
  /** The day at the practice. */
  readonly date: LocalDate;
  readonly reason: string;
  /** It is the one that decides the month on the screen. */
  readonly holds: boolean;
}

/** Statements to be kept, all by one person, at one time and for one reason. */
export interface StatementDraft {
  readonly items: readonly [StatementItem, ...StatementItem[]];
  readonly at: Instant;
  readonly reason: string;
}

/** `id`: a UUID made before the first attempt and kept until it is stored. */
export type StatementItem = { readonly id: string } & ({ readonly said: Said } | { readonly withdraws: StatementView });

/** A note of the care plan, word for word as it will be kept. */
export interface KeptNote {
  readonly by: string;
  readonly at: Instant;
  readonly text: string;
}

/** The person who is signed in, as far as it bears on what they may state. */
export interface Stater {
  /** Null where the EHR did not say who is signed in. */
  readonly name: string | null;
  readonly performer?: Performer;
  /** The EHR has not yet answered what the person works as. */
  readonly isBeingRead: boolean;
  /** Undefined where the chart names no billing practitioner. */
  readonly isBillingPractitioner?: boolean;
  readonly billingPractitioner?: string;
}

/** A visit that the chart shows and that a person may name as the initiating one. */
export interface VisitChoice {
  readonly date: LocalDate;
  readonly display: string;
  readonly code?: string;
  readonly modality?: NonNullable<Visit['modality']>;
}

/** What a CCM care plan would begin with, for a patient who has none. */
export interface NewPlanView {
  readonly problems: readonly string[];
  readonly billingPractitioner?: string;
  /** Titles of plans that others keep, which stay as they are. */
  readonly others: readonly string[];
}

/** All that the statements on a screen need. */
export interface Statements {
  readonly stater: Stater;
  /** Every statement on record in order of time, those withdrawn and replaced included. */
  readonly history: readonly StatementView[];
  readonly visits: readonly VisitChoice[];
  /** Where statements are kept; null where the patient has no CCM care plan. */
  readonly plan: { readonly reference: Reference; readonly versionId?: string } | null;
  readonly newPlan: NewPlanView;
  readonly month: ServiceMonth;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly saveTarget: SaveTarget;
  readonly newPlanTarget: SaveTarget;
  /** This moment at the practice. */
  readonly now: () => Instant;
  /** A new UUID. */
  readonly newId: () => string;
  readonly preview: (draft: StatementDraft) => readonly KeptNote[];
  readonly onState: (draft: StatementDraft) => Promise<SaveResult>;
  readonly onCreatePlan: () => Promise<SaveResult>;
}
