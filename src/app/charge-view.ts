import type { Instant, LocalDate, Reference } from '../ccm/chart.ts';
import type { CodeFamily, ProposedCode } from '../ccm/month-assessment.ts';
import type { ErrorKind } from './save-result.ts';

export interface ChargeView {
  readonly code: string;
  readonly units: number;
  readonly status: 'planned' | 'billable' | 'not-billable' | 'aborted' | 'billed' | 'entered-in-error' | 'unknown';
  /** Recorded by this app for this patient and month. */
  readonly own: boolean;
  /** What the charge is for, first to last day. */
  readonly servicePeriod?: { readonly start: LocalDate; readonly end?: LocalDate };
  /** The day for the claim, where the charge tells it. */
  readonly dateOfService?: LocalDate;
  /** Who recorded it, or brought it up to date last. */
  readonly enteredBy?: string;
  readonly enteredAt?: Instant;
  /** What it rests on, in the words that were frozen with it. */
  readonly basis?: string;
  /** ICD-10-CM codes, in order. */
  readonly diagnoses?: readonly string[];
  readonly reference: Reference;
}

/** A diagnosis on the charge: ICD-10-CM, as billed. */
export interface ChosenDiagnosis {
  readonly code: string;
  readonly display: string;
  /** The Condition it was taken from. */
  readonly condition?: Reference;
}

/** Documentation of the patient and month that is on this device and not in the EHR: it goes before any charge. */
export interface UnsentDocumentation {
  readonly timeEntries: number;
  /** Forms begun and not saved. */
  readonly drafts: number;
}

/** What a person decides when closing a month. */
export interface CloseInput {
  /** Empty: nothing is to be billed, and what was planned is called off. */
  readonly codes: readonly ProposedCode[];
  /** Null only where `codes` is empty. */
  readonly family: CodeFamily | null;
  readonly chosen: 'proposal' | 'alternative';
  readonly billingPractitioner: { readonly reference: Reference; readonly display: string; readonly npi?: string };
  /** BILL-1: from the day the base code was reached to the last day of the month, never after death. */
  readonly dateOfService: LocalDate;
  /** Two or more. */
  readonly diagnoses: readonly ChosenDiagnosis[];
  /** Makes charges `billable` where the signed-in person is the billing practitioner; everyone else's stay `planned`. */
  readonly signOff: boolean;
  /** Why, in the person's words; required where `chosen` is `alternative`. */
  readonly remark?: string;
  readonly unsent: UnsentDocumentation;
}

/** What recording would do to one own charge of the month, before it is done. In the order in which it is done. */
export type ChargeStep =
  | {
      /** `sign-off`: planned becomes billable, its content brought up to date. `keep`: it says this already. */
      readonly kind: 'create' | 'update' | 'sign-off' | 'keep';
      readonly code: string;
      readonly units: number;
      /** As it will be. */
      readonly status: 'planned' | 'billable';
      /** Absent for `create`. */
      readonly reference?: Reference;
    }
  /** Becomes not-billable; its note names the successor's code. */
  | { readonly kind: 'supersede'; readonly code: string; readonly reference: Reference; readonly successor: string }
  /** Was planned and is no longer reached, or the consent is withdrawn: becomes aborted. */
  | { readonly kind: 'abort'; readonly code: string; readonly reference: Reference }
  /** Was signed off and is no longer reached: becomes not-billable, and nothing takes its place. */
  | { readonly kind: 'withdraw'; readonly code: string; readonly reference: Reference }
  /** Billed, or in a status that only billing knows: never touched. `wanted`: units now right, null where none is. Same as `units`: nothing to correct. */
  | {
      readonly kind: 'billed';
      readonly code: string;
      readonly units: number;
      readonly reference: Reference;
      readonly wanted: number | null;
    };

/** One state per charge. `draft` and `sending` are the screen's own; `handed-to-billing` is told by the hand-over. */
export type ChargeState =
  | 'draft'
  | 'sending'
  | 'confirmed'
  | 'already-there'
  | 'outcome-unknown'
  | 'rejected'
  | 'handed-to-billing'
  | 'not-sent';

/** What became of one step of the close. */
export interface ChargeResult {
  readonly code: string;
  readonly state: ChargeState;
  /** What was to be done; absent for a withdrawal by hand, and where nothing could be planned. */
  readonly step?: ChargeStep['kind'];
  readonly reference?: Reference;
  /** What the EHR says of it now, where it was seen. */
  readonly status?: ChargeView['status'];
  /** `rejected`: the EHR's own words. `not-sent`: ours, whole sentences. */
  readonly reasons?: readonly string[];
  /** `outcome-unknown`: `absent` means looked, and not there so far; `unknown` means looking failed as well. */
  readonly looked?: 'absent' | 'unknown';
  /** What came in place of an answer. */
  readonly error?: ErrorKind;
  /** The EHR takes no charges, or cannot change this one: the ChargeItem to hand over instead, as text. */
  readonly sheet?: string;
}

/** What came of a close: one result a step, in the order of the steps. */
export interface CloseOutcome {
  readonly charges: readonly ChargeResult[];
  /** Own charges of another coding that stand beside this one: billed ones, or recorded by somebody at the same moment. */
  readonly standing?: readonly { readonly code: string; readonly reference: Reference; readonly status: string }[];
  /** True where the EHR takes no charges at all: the charge sheet is the way. */
  readonly noCharges?: true;
}

/** The charges as the EHR has them at this moment. */
export type ChargeCheck =
  | { readonly kind: 'looked'; readonly charges: readonly ChargeView[]; readonly complete: boolean }
  | { readonly kind: 'failed'; readonly error: ErrorKind };
