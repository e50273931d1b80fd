import type { Instant, LocalDate, Reference, ServiceMonth, UnknownKind } from '../../ccm/chart.ts';
import type { PracticeStatement } from '../practice-statements.ts';
import type { SaveResult, SaveTarget } from '../save-result.ts';

export type EnrolmentStatus = 'active' | 'paused' | 'transferred' | 'stopped';
export type EnrolmentReason =
  | 'enrolled'
  | 'resumed'
  | 'in-facility'
  | 'away'
  | 'not-reached'
  | 'patient-wish'
  | 'moved-away'
  | 'other-practice'
  | 'other-program'
  | 'goals-reached'
  | 'not-eligible'
  | 'hospice'
  | 'died'
  | 'other';

/** One statement on the patient's enrolment. */
export interface EnrolmentStep {
  readonly id: string;
  readonly status: EnrolmentStatus;
  readonly on: LocalDate;
  readonly reason: EnrolmentReason;
  readonly by: string;
  readonly at: Instant;
  readonly remark: string;
  /** The step that this one corrects, and what was wrong with it. */
  readonly correction?: { readonly of: string; readonly why: string };
}

/** A step as the record tells it, whether it still holds or not. */
export interface EnrolmentRecord extends EnrolmentStep {
  /** The day it was stated, at the practice. */
  readonly statedOn: LocalDate;
  /** Absent: it holds. */
  readonly undone?: {
    readonly kind: 'corrected' | 'taken-back';
    readonly by: string;
    readonly on: LocalDate;
    readonly why: string;
  };
}

/** An episode of CCM in the EHR. */
export interface EpisodeView {
  readonly reference: Reference;
  readonly own: boolean;
  readonly title: string;
  readonly status: string;
  readonly start?: LocalDate;
  readonly end?: LocalDate;
}

export interface EnrolmentInput {
  /** UUID, kept through every retry. */
  readonly id: string;
  readonly status: EnrolmentStatus;
  readonly on: LocalDate;
  readonly reason: EnrolmentReason;
  readonly at: Instant;
  readonly remark: string;
  /** The step in whose place this one stands, and what was wrong with it. */
  readonly correction?: { readonly of: string; readonly why: string };
}

/** That a step was made by mistake. */
export interface MistakeInput {
  /** UUID, kept through every retry. */
  readonly id: string;
  /** The step. */
  readonly of: string;
  readonly at: Instant;
  readonly why: string;
}

export interface EnrolmentResult {
  readonly result: SaveResult;
  /** What became of the episode that other systems see; absent where the step itself was not kept. */
  readonly episode?: 'stored' | 'none' | 'unclear' | 'not-needed';
}

/** Everything the enrolment screen shows and does. */
export interface EnrolmentDesk {
  readonly month: ServiceMonth;
  readonly today: LocalDate;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** Null where the EHR did not say who is signed in. */
  readonly stater: string | null;
  readonly hasPlan: boolean;
  /** Why it is not known whether there is a plan; absent where it is known. */
  readonly planUnknown?: UnknownKind;
  /** In the order in which they hold. */
  readonly steps: readonly EnrolmentStep[];
  /** Every step that was ever stated, in the same order. */
  readonly record: readonly EnrolmentRecord[];
  /** The first day of CCM that the chart goes by; null where it shows none. */
  readonly began: LocalDate | null;
  /** Undefined until they were read; where not all could be, `episodesUnknown` says why. */
  readonly episodes: readonly EpisodeView[] | undefined;
  readonly episodesUnknown?: UnknownKind;
  /** What the practice states of itself. */
  readonly practice: readonly PracticeStatement[];
  readonly saveTarget: SaveTarget;
  readonly onSave: (input: EnrolmentInput) => Promise<EnrolmentResult>;
  readonly onMistake: (input: MistakeInput) => Promise<EnrolmentResult>;
}
