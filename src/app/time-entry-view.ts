import type { Instant, Performer, Reference } from '../ccm/chart.ts';
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

/** A checked time entry, ready to be written. */
export interface TimeEntryInput {
  /** Made before the first attempt and kept until the entry is stored, so that a second attempt cannot make a second entry. */
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly seconds: number;
  readonly performer: 'clinical-staff' | 'physician-qhp';
  /** One word of the activity vocabulary. */
  readonly activity: string;
  readonly contactMode: ContactMode;
  readonly conditions: readonly ConditionChoice[];
  readonly note: string;
  /** Given where the entry is written more than seven days after the work. */
  readonly lateReason?: string;
}

export interface ConditionChoice {
  readonly reference: Reference;
  readonly display: string;
}
