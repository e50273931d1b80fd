import type { Instant, LocalDate, Reference, ServiceMonth, UnknownKind } from '../../ccm/chart.ts';
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
}

export interface EnrolmentResult {
  readonly result: SaveResult;
  /** What became of the episode that other systems see; absent where the step itself was not kept. */
  readonly episode?: 'stored' | 'none' | 'unclear';
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
  /** The first day of CCM that the chart goes by; null where it shows none. */
  readonly began: LocalDate | null;
  /** Undefined until they were read; where not all could be, `episodesUnknown` says why. */
  readonly episodes: readonly EpisodeView[] | undefined;
  readonly episodesUnknown?: UnknownKind;
  readonly saveTarget: SaveTarget;
  readonly onSave: (input: EnrolmentInput) => Promise<EnrolmentResult>;
}
