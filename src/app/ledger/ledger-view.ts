import type { Instant, Interval, LocalDate, Performer, Reference, ServiceMonth } from '../../ccm/chart.ts';
import type { SaveResult, StoredWhere } from '../save-result.ts';
import type { ContactMode, ContactOutcome, NotCountedStretch } from '../time-entry-view.ts';

/** What is odd about an entry as the EHR holds it; the first seven keep it from counting. */
export type EntryProblem =
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

/** An entry of ours as the EHR holds it, for the ledger: voided ones and ones that cannot count are among them. */
export interface LedgerEntry {
  /** Tells the entry from all others of the patient. */
  readonly key: string;
  /** Index in `chart.timeEntries`; absent where the entry must not count. */
  readonly index?: number;
  readonly id?: string;
  readonly reference: Reference;
  readonly where: StoredWhere;
  readonly start?: Instant;
  readonly end?: Instant;
  readonly seconds?: number;
  /** Stretches of work, where there were pauses. */
  readonly intervals: readonly Interval[];
  readonly performer?: Performer;
  readonly performerName?: string;
  readonly performerReference?: Reference;
  readonly activities: readonly string[];
  readonly contactMode?: ContactMode;
  readonly outcome?: ContactOutcome;
  readonly conditions: readonly { readonly reference: Reference; readonly display?: string }[];
  readonly note?: string;
  readonly source: EntrySource;
  /** Why it was entered by hand. */
  readonly reason?: string;
  readonly adopts?: Reference;
  readonly confirmedBy?: string;
  readonly notCounted: readonly NotCountedStretch[];
  readonly recorded?: Instant;
  readonly voided: boolean;
  /** Absent where another program voided it without a word. */
  readonly voiding?: { readonly reason: string; readonly at: Instant; readonly by?: string };
  readonly problems: readonly EntryProblem[];
}

export type EntrySource = 'timer' | 'manual' | 'adopted';

/** Why the minutes of one of the EHR's own encounters cannot be proposed. */
export type NotProposed = 'local-class' | 'not-finished' | 'no-period' | 'odd-unit' | 'not-positive' | 'over-24-h';

/** An encounter of the EHR's own that may be CCM work. It counts nothing until a person adopts it. */
export interface HostEncounter {
  readonly reference: Reference;
  readonly display: string;
  readonly start?: Instant;
  readonly end?: Instant;
  /** Where the EHR tells the day and no time. */
  readonly day?: LocalDate;
  readonly performerReference?: Reference;
  readonly performerName?: string;
  readonly looksLike: 'site-type' | 'telephone' | 'virtual' | 'unknown';
  readonly proposed: { readonly seconds: number } | { readonly notCountable: NotProposed };
}

/** What the EHR's own encounters of the month say; `unknown`: they did not all come. */
export interface HostEncounters {
  readonly state: 'reading' | 'known' | 'unknown';
  readonly encounters: readonly HostEncounter[];
  /** References of those that a person has set aside in this session. */
  readonly dismissed: ReadonlySet<Reference>;
}

/** A checked adoption of an encounter, ready to be written. */
export interface AdoptInput {
  /** Made before the first attempt and kept until the entry is stored. */
  readonly id: string;
  readonly encounter: HostEncounter & { readonly start: Instant; readonly end: Instant };
  readonly seconds: number;
  readonly performer: 'clinical-staff' | 'physician-qhp';
  readonly activity: string;
  readonly contactMode: ContactMode;
  readonly note: string;
}

/** What a screen needs to make entries of encounters. */
export interface Adopting {
  /** Why nobody can adopt here; absent: it can be tried. */
  readonly offReason?: string;
  readonly newId: () => string;
  readonly onAdopt: (input: AdoptInput) => Promise<SaveResult>;
  readonly onDismiss: (reference: string, dismissed: boolean) => void;
}

/** One month of the picture of a year. */
export type YearMonth =
  | {
      readonly month: ServiceMonth;
      readonly state: 'known';
      /** What builds codes: whole minutes, and the exact seconds by role behind all counted time. */
      readonly minutes: number;
      readonly staffSeconds: number;
      readonly qhpSeconds: number;
      readonly thresholds: readonly { readonly at: number; readonly code: string }[];
      /** Codes of this app's charges that stand in the EHR. */
      readonly recorded: readonly string[];
    }
  | { readonly month: ServiceMonth; readonly state: 'not-known' | 'no-rules' | 'before-ccm' };
