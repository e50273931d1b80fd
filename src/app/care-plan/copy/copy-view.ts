import type { Instant, LocalDate, Reference } from '../../../ccm/chart.ts';
import type { SaveResult, SaveTarget } from '../../save-result.ts';

export type CopyLanguage = 'en' | 'es';
export type CopySize = 'normal' | 'large';
/** A plan that was only read out is no copy (PLAN-3): reading it together goes with handing it over. */
export type CopyWay = 'handed-over' | 'read-together' | 'mail' | 'portal' | 'email' | 'fax';

export interface Interval {
  readonly count: number;
  readonly unit: 'd' | 'wk' | 'mo' | 'a';
}

/** A goal as the chart words it. */
export interface CopyGoal {
  readonly what: string;
  readonly target?: string;
  readonly due?: LocalDate;
  readonly byPatient: boolean;
  readonly state?: 'reached' | 'paused';
}

/** Something to be done, as the chart words it. */
export interface CopyStep {
  readonly what: string;
  readonly instruction?: string;
  /** Names of those who do it, beside the patient. */
  readonly who: readonly string[];
  readonly due?: LocalDate;
  readonly every?: Interval;
  readonly paused: boolean;
}

export interface CopyHelper {
  readonly name: string;
  /** In the chart's words. */
  readonly role?: string;
}

/** A medicine on the list, and what the patient said of it when the list was last gone through. */
export interface CopyMedicine {
  readonly name: string;
  readonly dosage?: string;
  /** Absent: it was not talked about. */
  readonly said?: 'taking' | 'not-taking' | 'unsure';
  readonly paused: boolean;
}

/** What the sheet for the patient says; everything from the chart in the chart's words. */
export interface CopyView {
  readonly patientName: string;
  readonly birthDate?: LocalDate;
  readonly practiceName: string;
  /** Null: a line to write it in. */
  readonly phone24x7: string | null;
  readonly today: LocalDate;
  readonly begun?: LocalDate;
  readonly versionId?: string;
  readonly problems: readonly string[];
  /** The patient's own first. */
  readonly goals: readonly CopyGoal[];
  readonly patientSteps: readonly CopyStep[];
  readonly practiceSteps: readonly CopyStep[];
  /** Null: they could not all be read. */
  readonly medicines: readonly CopyMedicine[] | null;
  /** The day on which the medicines were last gone through with the patient; null: never, or on a day that is not recorded. */
  readonly medicinesSaidOn: LocalDate | null;
  readonly helpers: readonly CopyHelper[];
  /** Instructions on what to do, and when to call, if something gets worse. */
  readonly whenToCall: readonly string[];
  /** `next` absent with `isDue`: it should have been by now. Null: nothing is planned. */
  readonly review: { readonly every?: Interval; readonly next?: LocalDate; readonly isDue: boolean } | null;
  /** Goals and activities of which nothing could be read. */
  readonly unread: number;
  readonly isSigned: boolean;
}

export interface Caregiver {
  readonly reference: Reference;
  readonly name: string;
  readonly role?: string;
}

/** That a copy was given, ready to be saved. */
export interface CopyInput {
  /** UUID, kept through every retry. */
  readonly id: string;
  readonly toPatient: boolean;
  readonly caregiver?: { readonly reference?: Reference; readonly name: string };
  readonly way: CopyWay;
  readonly givenAt: Instant;
  readonly givenOn: LocalDate;
  readonly recordedAt: Instant;
  readonly language: CopyLanguage;
  readonly title: string;
  /** The sheet as a page of its own, word for word. */
  readonly html: string;
  /** Its words alone. */
  readonly text: string;
}

export interface CopyResult {
  readonly result: SaveResult;
  /** What became of the message beside the document, where there is a document. */
  readonly communication?: 'stored' | 'none' | 'unclear';
}

/** Everything the screen of the patient's copy shows and does. */
export interface CopyDesk {
  readonly view: CopyView;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** The sheet's language to begin with, by what the chart says the patient speaks. */
  readonly preset: CopyLanguage;
  /** What the patient speaks, where that is neither English nor Spanish. */
  readonly otherLanguage?: string;
  /** Who gives and records; null where the EHR did not say who is signed in. */
  readonly giver: string | null;
  readonly caregivers: readonly Caregiver[];
  /** Days on which a copy is on record as given, newest first. */
  readonly given: readonly LocalDate[];
  readonly saveTarget: SaveTarget;
  readonly onSave: (input: CopyInput) => Promise<CopyResult>;
}
