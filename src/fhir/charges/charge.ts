import type { Instant, LocalDate, Reference, ServiceMonth } from '../../ccm/chart.ts';
import type { Named } from '../time/entry.ts';

export interface Diagnosis {
  /** ICD-10-CM, as billed. */
  readonly code: string;
  readonly display: string;
  /** The Condition it was taken from: named among the support. */
  readonly condition?: Reference;
}

/** The practitioner under whose number the month is billed. */
interface BillingPractitioner extends Named {
  /** For the charge sheet; ChargeItem refers to the practitioner instead. */
  readonly npi?: string;
}

/** What a person decides about a month's charges; the rest comes from the assessment. */
export interface ChargeChoices {
  /** The coding chosen: the proposal or one of its alternatives, base code first or not. */
  readonly codes: readonly { readonly code: string; readonly units: number }[];
  /** `planned` while the month is open; `billable` on the billing practitioner's sign-off. */
  readonly status: 'planned' | 'billable';
  readonly patientId: string;
  readonly patientDisplay?: string;
  readonly billingPractitioner: BillingPractitioner;
  readonly organization?: Named;
  readonly enteredBy: Named;
  readonly enteredAt: Instant;
  /** Two or more chronic conditions; conditions without an ICD-10-CM code are left out and asked for. */
  readonly diagnoses: readonly Diagnosis[];
  readonly carePlan?: Reference;
  readonly consent?: { readonly reference: Reference; readonly date: LocalDate };
  /** The day for the claim (BILL-1); absent: none was chosen, and the day the last unit was reached stands for it. */
  readonly dateOfService?: LocalDate;
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
  /** 2 and above where earlier charges of the code and month were closed without being billed: `#2` in the identifier. */
  readonly issue?: number;
  readonly status: 'planned' | 'billable';
  readonly patientId: string;
  readonly patientDisplay?: string;
  readonly billingPractitioner: BillingPractitioner;
  readonly organization?: Named;
  readonly enteredBy: Named;
  readonly enteredAt: Instant;
  readonly diagnoses: readonly Diagnosis[];
  /** The last counted entry: the work in whose course the threshold was reached. */
  readonly context?: Reference;
  readonly supporting: readonly { readonly reference: Reference; readonly display?: string }[];
  /** Which of the support are counted entries. */
  readonly entries?: readonly Reference[];
  readonly dateOfService?: LocalDate;
  /** In words, with every figure, since references may lose their versions. */
  readonly basis: string;
  /** The month's counted minutes by themselves, `62 min clinical staff`. */
  readonly totals?: string;
  readonly rulesVersion: string;
}

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
  /** From the last note of an own charge that names a day of service or the day its last unit was reached; else the one day the EHR keeps. */
  readonly dateOfService?: LocalDate;
  /** The occurrence's start as it stands, for callers that know the practice's time zone. */
  readonly occurrence?: string;
  readonly performer?: Reference;
  readonly enteredDate?: Instant;
  readonly enterer?: string;
  readonly note?: string;
  /** Texts of all notes, oldest first. */
  readonly notes?: readonly string[];
  /** Reference of the base charge of an add-on code. */
  readonly partOf?: Reference;
  /** ICD-10-CM codes of the diagnoses, in order. */
  readonly diagnoses?: readonly string[];
  /** References of the support. */
  readonly supporting?: readonly Reference[];
}
