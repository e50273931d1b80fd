import type { ConsentElement, Instant, LocalDate, Reference, ServiceMonth, UnknownKind } from '../../ccm/chart.ts';
import type { RuleId } from '../../ccm/rules.ts';
import type { SaveResult, SaveTarget, StoredWhere } from '../save-result.ts';

export type DeclineReason =
  | 'cost'
  | 'no-need-seen'
  | 'other-practice'
  | 'privacy'
  | 'time-and-calls'
  | 'family-advises-against'
  | 'no-reason-given'
  | 'other';
export type WithdrawalReason = 'cost' | 'no-use-seen' | 'changes-practice' | 'moves-away' | 'hospice' | 'no-reason-given' | 'other';
export type ConsentChannel = 'telephone' | 'video' | 'in-person' | 'in-writing';

/** `needed`: another practitioner bills from now on, and nobody has asked for consent to that yet. */
export type ConsentAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'declined'; readonly reason: DeclineReason }
  | { readonly kind: 'call-back'; readonly on: LocalDate }
  | { readonly kind: 'needed' };

/** One record of asking for consent, whatever came of it. */
export interface ConsentRecord {
  readonly key: string;
  readonly answer: ConsentAnswer;
  readonly date: LocalDate;
  /** `15:30` at the practice; absent where only the day is known. */
  readonly time?: string;
  readonly where: StoredWhere;
  readonly reference?: Reference;
  readonly practitioner?: string;
  readonly givenBy?: string;
  readonly relationship?: string;
  readonly askedBy?: string;
  readonly channel?: ConsentChannel;
  readonly method?: 'verbal' | 'written';
  /** Absent: not recorded. */
  readonly told?: readonly ConsentElement[];
  readonly sharing?: boolean;
  readonly remark?: string;
  readonly confirms?: Reference;
  /** Last day on which it holds, where it was withdrawn. null: withdrawn, and the day is not recorded. */
  readonly endsOn?: LocalDate | null;
  readonly withdrawal?: {
    readonly on?: LocalDate;
    readonly saidBy: string;
    readonly by: string;
    readonly reason: WithdrawalReason;
    readonly remark?: string;
  };
}

/** Something in the chart that may be consent to CCM and that nobody has confirmed. */
export interface FoundConsent {
  readonly reference: Reference;
  readonly title: string;
  readonly date: LocalDate;
  readonly practitioner?: PractitionerChoice;
}

export interface PractitionerChoice {
  readonly reference: Reference;
  readonly name: string;
}

/** Where consent stands in the month. */
export type ConsentState =
  | { readonly kind: 'in-force'; readonly record: ConsentRecord }
  /** Withdrawn, and still good for this month. */
  | { readonly kind: 'ending'; readonly record: ConsentRecord }
  | { readonly kind: 'over'; readonly record: ConsentRecord }
  /** Given after this month. */
  | { readonly kind: 'later'; readonly record: ConsentRecord }
  /** Given for another practitioner than the one who bills. */
  | { readonly kind: 'other-practitioner'; readonly record: ConsentRecord; readonly now: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly because: UnknownKind };

/** What a person asked and was answered, ready to be saved. */
export interface ConsentInput {
  /** UUID, kept through every retry. */
  readonly id: string;
  /** A day alone (`2026-09-15`) for consent that was found in the record. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly answer: ConsentAnswer;
  /** Absent: the patient. */
  readonly caregiver?: { readonly name: string; readonly relationship: string };
  readonly channel?: ConsentChannel;
  readonly method: 'verbal' | 'written';
  readonly told: readonly ConsentElement[];
  readonly sharing: boolean;
  readonly practitioner: PractitionerChoice;
  readonly remark?: string;
  readonly confirms?: Reference;
}

export interface WithdrawalInput {
  readonly on: LocalDate;
  readonly at: Instant;
  readonly saidBy: string;
  readonly reason: WithdrawalReason;
  readonly remark?: string;
}

/** Everything the consent screen shows and does. */
export interface ConsentDesk {
  readonly month: ServiceMonth;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly patientName: string;
  /** The language of the script that the patient speaks; null: another, or not on record. */
  readonly speaks: 'en' | 'es' | null;
  readonly practiceName: string;
  readonly phone24x7: string | null;
  /** Who asks and records; null where the EHR did not say who is signed in. */
  readonly asker: string | null;
  readonly state: ConsentState;
  /** Rules on consent that are not met or not known, as sentences. */
  readonly open: readonly { readonly ruleId: RuleId; readonly sentence: string; readonly blocks: boolean }[];
  /** Newest first. */
  readonly records: readonly ConsentRecord[];
  readonly found: readonly FoundConsent[];
  /** The one who bills, as far as known, first. */
  readonly practitioners: readonly PractitionerChoice[];
  readonly billing: PractitionerChoice | null;
  /** The patient's usual share of a month's base code, in US dollars; null where the site shows no estimates or no rate is known. */
  readonly estimatedShare: number | null;
  readonly saveTarget: SaveTarget;
  readonly withdrawTarget: SaveTarget;
  readonly onFindPractitioners: (name: string) => Promise<readonly PractitionerChoice[] | null>;
  readonly onSave: (input: ConsentInput) => Promise<SaveResult>;
  readonly onWithdraw: (input: WithdrawalInput) => Promise<SaveResult>;
}

/** What the home screen tells of asking that led to no consent so far. */
export interface OpenAsking {
  readonly answer: Exclude<ConsentAnswer, { readonly kind: 'accepted' }>;
  readonly date: LocalDate;
}
