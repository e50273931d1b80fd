import type { Instant, Interval, Performer, Reference, TimeEntry } from '../../ccm/chart.ts';
import type { CarrierName } from '../carriers.ts';
import type { CcmCode, ContactMode, ContactOutcome } from '../naming.ts';

type Activity = CcmCode<'activity'>;

/** A reference with the words to show for it. */
export interface Named {
  readonly reference: Reference;
  readonly display: string;
}

/** A stretch of an entry's time that was left out, such as unanswered idle time, and why. */
export interface NotCounted extends Interval {
  readonly reason: string;
}

/** One block of work, ready to be saved. */
export interface TimeEntryDraft {
  /** UUID, made before the first attempt and kept through every retry. */
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  /** Whole seconds of work; with pauses less than from `start` to `end`. */
  readonly seconds: number;
  /** Active intervals of an entry with pauses. */
  readonly intervals?: readonly Interval[];
  readonly performer: Extract<Performer, 'clinical-staff' | 'physician-qhp'>;
  readonly performerReference: Reference;
  readonly performerName: string;
  readonly activities: readonly [Activity, ...Activity[]];
  readonly contactMode: ContactMode;
  readonly conditions: readonly Named[];
  readonly note: string;
  readonly patientReference: Reference;
  readonly patientDisplay?: string;
  readonly serviceProvider?: Named;
  readonly source: 'timer' | 'manual';
  /** Why it was entered by hand. */
  readonly reason?: string;
  /** The EHR's own encounter whose minutes this entry takes over: that one is suggested no more. */
  readonly adopts?: Reference;
  /** Name of the second person who vouches for an entry made by hand long after the work. */
  readonly confirmedBy?: string;
  readonly notCounted?: readonly NotCounted[];
  /** What came of the contact. */
  readonly outcome?: ContactOutcome;
  /** When the person saved it, as our own mark in every carrier: without it nothing tells a late entry (TIME-17). */
  readonly recordedAt?: Instant;
}

/**
 * What is odd about a stored entry. The first seven keep it from counting; the others are shown and count as recorded.
 * `adopted-twice`: another entry that counts has taken over the same encounter of the EHR's.
 */
export type TimeProblem =
  | 'no-performer-class'
  | 'no-start'
  | 'no-duration'
  | 'no-activity'
  | 'not-finished'
  | 'over-24-h'
  | 'adopted-twice'
  | 'unknown-activity'
  | 'stored-twice'
  | 'copies-differ'
  | 'length-exceeds-period'
  | 'length-from-period';

/** How an entry was taken back. */
export interface Voiding {
  /** In the person's words; may be empty. */
  readonly reason: string;
  readonly at: Instant;
  /** Name of the person; absent where the EHR lost it. */
  readonly by?: string;
}

/** An entry of ours as the EHR holds it. */
export interface StoredTimeEntry {
  /** The fact for the chart, or null where the entry must not count: see `voided` and `problems`. */
  readonly entry: TimeEntry | null;
  /** Our UUID; absent where the EHR lost it. */
  readonly id?: string;
  readonly carrier: CarrierName;
  readonly reference: Reference;
  readonly versionId?: string;
  /** `Encounter.status`, or `finished` in carriers that have none. */
  readonly status: string;
  /** Taken back. All else stays readable. */
  readonly voided: boolean;
  /** Absent where it was taken back without a word of ours, as by another program. */
  readonly voiding?: Voiding;
  readonly problems: readonly TimeProblem[];
  readonly start?: Instant;
  readonly end?: Instant;
  readonly seconds?: number;
  readonly intervals: readonly Interval[];
  readonly performer?: Performer;
  readonly performerReference?: Reference;
  readonly performerName?: string;
  readonly activities: readonly string[];
  readonly contactMode?: ContactMode;
  readonly conditions: readonly { readonly reference: Reference; readonly display?: string }[];
  readonly note?: string;
  readonly source: 'timer' | 'manual';
  readonly reason?: string;
  /** The EHR's own encounter whose minutes this entry adopted. */
  readonly adopts?: Reference;
  readonly confirmedBy?: string;
  readonly notCounted: readonly NotCounted[];
  readonly outcome?: ContactOutcome;
  /** When the person saved it, by our own mark; absent where there is none after the end of the work. */
  readonly recorded?: Instant;
}
