import type { Instant, LocalDate, Reference, ServiceMonth } from '../../ccm/chart.ts';
import type { FhirErrorKind, OutcomeIssue } from '../fhir-error.ts';
import type { Named } from '../time/entry.ts';

export interface Diagnosis {
  /** ICD-10-CM, as billed. */
  readonly code: string;
  readonly display: string;
}

/** What a person decides about a month's charges; the rest comes from the assessment. */
export interface ChargeChoices {
  /** The coding chosen: the proposal or one of its alternatives, base code first or not. */
  readonly codes: readonly { readonly code: string; readonly units: number }[];
  /** `planned` while the month is open; `billable` on the billing practitioner's sign-off. */
  readonly status: 'planned' | 'billable';
  readonly patientId: string;
  readonly patientDisplay?: string;
  readonly billingPractitioner: Named;
  readonly organization?: Named;
  readonly enteredBy: Named;
  readonly enteredAt: Instant;
  /** Two or more chronic conditions; conditions without an ICD-10-CM code are left out and asked for. */
  readonly diagnoses: readonly Diagnosis[];
  readonly carePlan?: Reference;
  readonly consent?: { readonly reference: Reference; readonly date: LocalDate };
  /** Added to the basis in the note, such as a decision against the proposal. */
  readonly remark?: string;
}

/** One charge of a month, ready to be written. */
export interface ChargeDraft {
  readonly code: string;
  readonly units: number;
  /** The base code of an add-on code. */
  readonly partOf?: string;
  readonly month: ServiceMonth;
  readonly status: 'planned' | 'billable';
  readonly patientId: string;
  readonly patientDisplay?: string;
  readonly billingPractitioner: Named;
  readonly organization?: Named;
  readonly enteredBy: Named;
  readonly enteredAt: Instant;
  readonly diagnoses: readonly Diagnosis[];
  /** The last counted entry: the work in whose course the threshold was reached. */
  readonly context?: Reference;
  readonly supporting: readonly { readonly reference: Reference; readonly display?: string }[];
  /** In words, with every figure, since references may lose their versions. */
  readonly basis: string;
  readonly rulesVersion: string;
}

/** What became of one charge. Only those with a `reference` of their own are in the EHR. */
export type ChargeOutcome =
  /** Created, or a planned one of ours brought up to date. */
  | { readonly kind: 'confirmed'; readonly code: string; readonly reference: Reference }
  /** A charge with the same identifier stood there; `status` is what it says, which may differ from what was to be written. */
  | { readonly kind: 'already-there'; readonly code: string; readonly reference: Reference; readonly status?: string }
  /** No answer said what became of it; `error` is what came instead. `absent`: looked, and it is not there (yet); `unknown`: looking failed as well. */
  | { readonly kind: 'unclear'; readonly code: string; readonly looked: 'absent' | 'unknown'; readonly error?: FhirErrorKind }
  | { readonly kind: 'rejected'; readonly code: string; readonly issues: readonly OutcomeIssue[] }
  /** Not sent: a charge of ours from another coding stands in the month, and only one coding of a month can. */
  | { readonly kind: 'other-coding-stands'; readonly code: string; readonly standing: readonly StandingCharge[] }
  /**
   * It is in the EHR, and so is a charge of ours from another coding that somebody recorded at the same time: one of the
   * two has to be withdrawn there.
   */
  | {
      readonly kind: 'two-codings-stand';
      readonly code: string;
      readonly reference: Reference;
      readonly standing: readonly StandingCharge[];
    }
  /** Not sent, because something before it failed. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** The EHR takes no charges: hand over the charge sheet. */
  | { readonly kind: 'not-stored'; readonly code: string };

/** A charge of ours that stands in the way of another coding. */
export interface StandingCharge {
  readonly code: string;
  readonly reference: Reference;
  readonly status: string;
}

/** A ChargeItem as the EHR holds it, one per CPT or HCPCS code. */
export interface StoredCharge {
  readonly reference: Reference;
  readonly versionId?: string;
  /** Ours, by our identifier. */
  readonly own: boolean;
  readonly status: string;
  readonly code: string;
  readonly units: number;
  /** Our identifier's value, `patient/month/code`. */
  readonly identifier?: string;
  /** Of own charges, from the identifier. */
  readonly month?: ServiceMonth;
  /** First day of the occurrence as the EHR has it; the date part of an instant. Of a month's charge no date of service. */
  readonly date?: LocalDate;
  /** What the charge is for, first to last day; absent where the EHR keeps one day or instant instead. */
  readonly servicePeriod?: { readonly start: LocalDate; readonly end?: LocalDate };
  /** The day on which the last unit was reached, from the note of an own charge; else the one day the EHR keeps. */
  readonly dateOfService?: LocalDate;
  /** The occurrence's start as it stands, for callers that know the practice's time zone. */
  readonly occurrence?: string;
  readonly performer?: Reference;
  readonly enteredDate?: Instant;
  readonly enterer?: string;
  readonly note?: string;
}
