import type { Instant, Interval, Performer, Reference } from '../ccm/chart.ts';
import type { StoredWhere } from './save-result.ts';

/** The person whose work is logged: always the signed-in user. */
export interface TimeUser {
  readonly name: string;
  /** Undefined where the EHR did not say: the form asks, it never guesses. */
  readonly performer?: Performer;
}

export interface LoggedEntry {
  /** Index in `chart.timeEntries`. */
  readonly entry: number;
  readonly note?: string;
  readonly contactMode?: ContactMode;
  /** Vocabulary words of `ccm/activities`; the chart keeps the first. */
  readonly activities?: readonly string[];
  readonly conditionNames?: readonly string[];
  readonly where?: StoredWhere;
}

export type ContactMode = 'telephone' | 'video' | 'portal-message' | 'in-writing' | 'no-patient-contact';

/** What came of trying to reach somebody. */
export type ContactOutcome = 'reached' | 'voicemail' | 'no-answer' | 'call-back';

/** A stretch on the timer's clock that does not count, and why, in plain words. */
export interface NotCountedStretch extends Interval {
  readonly reason: string;
}

/** A checked time entry, ready to be written. Plain JSON: it is kept as an encrypted draft until the EHR has it. */
export interface TimeEntryInput {
  /** Made before the first attempt and kept until the entry is stored, so that a second attempt cannot make a second entry. */
  readonly id: string;
  readonly source: 'timer' | 'manual';
  readonly start: Instant;
  readonly end: Instant;
  /** Whole seconds worked; with pauses less than from `start` to `end`. */
  readonly seconds: number;
  /** Active intervals in order, where there were pauses; together exactly `seconds`. */
  readonly intervals?: readonly Interval[];
  readonly notCounted?: readonly NotCountedStretch[];
  readonly performer: 'clinical-staff' | 'physician-qhp';
  /** One word of the activity vocabulary. */
  readonly activity: string;
  readonly contactMode: ContactMode;
  /** Only where the contact mode is with somebody. */
  readonly outcome?: ContactOutcome;
  readonly conditions: readonly ConditionChoice[];
  readonly note: string;
  /** Why it was entered by hand, and where it is late why so late. Always there where `source` is `manual`. */
  readonly reason?: string;
  /** Name of the second person who vouches for an entry by hand that is longer or later than the site lets one person enter alone. */
  readonly confirmedBy?: string;
  /** When the person saved it, with the practice's offset: what tells a late entry (TIME-17). A retry does not change it. */
  readonly recordedAt: Instant;
  /** The EHR's own encounter whose minutes this entry takes over. */
  readonly adopts?: Reference;
}

export interface ConditionChoice {
  readonly reference: Reference;
  readonly display: string;
}
