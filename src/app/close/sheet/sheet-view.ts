import type { Instant, LocalDate, ServiceMonth } from '../../../ccm/chart.ts';
import type { RuleId } from '../../../ccm/rules.ts';

/** A practitioner or a practice on a claim. `npi` null: the EHR does not tell it. */
export interface SheetParty {
  readonly name: string;
  readonly npi: string | null;
}

/** Whom a sheet is about, as it must stand on a claim. */
export interface SheetPatient {
  readonly name: string;
  readonly birthDate?: string;
  /** FHIR's administrative gender. */
  readonly sex?: string;
  readonly recordNumber?: { readonly label: string; readonly value: string };
  /** Medicare Beneficiary Identifier. */
  readonly mbi?: string;
}

export interface SheetLine {
  readonly code: string;
  readonly units: number;
  /** The base code of an add-on code. */
  readonly addOnTo?: string;
  /** The charge's identifier, the same that it has as a charge in an EHR. */
  readonly identifier: string;
  /** Letters of the diagnoses that the line points to, at most four, as claims take them. */
  readonly pointers: string;
}

/** What the rules ask of a claim beside its fields, as a sentence. */
export interface SheetAdvice {
  readonly ruleId: RuleId;
  readonly text: string;
}

/** All that a biller needs for the claim of a month. */
export interface ChargeSheetView {
  readonly month: ServiceMonth;
  /** Absent: prepared, not signed off. */
  readonly signedBy?: string;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  readonly patient: SheetPatient;
  /** Null: they could not all be read. */
  readonly coverage: readonly { readonly payer: string; readonly memberId?: string }[] | null;
  readonly lines: readonly SheetLine[];
  /** Null: the charge does not tell it. */
  readonly dateOfService: LocalDate | null;
  readonly servicePeriod: { readonly start: LocalDate; readonly end: LocalDate };
  /** In the order of the claim. */
  readonly diagnoses: readonly { readonly pointer: string; readonly code: string; readonly display: string }[];
  /** `code` absent on institutional claims, which carry none. */
  readonly placeOfService: { readonly code?: string; readonly text: string };
  readonly practitioner: SheetParty;
  readonly organization: SheetParty;
  readonly advice: readonly SheetAdvice[];
  /** In words, with every figure. */
  readonly basis: string;
  readonly rulesVersion: string;
  /** The records that the charges rest on. */
  readonly supporting: readonly string[];
}

/** A hand-over to billing, as the EHR holds it. */
export interface HandOverView {
  readonly month: ServiceMonth;
  readonly number: number;
  readonly codes: readonly { readonly code: string; readonly units: number }[];
  readonly reference: string;
  readonly where: 'Task' | 'DocumentReference';
  readonly state: 'handed-over' | 'done' | 'refused' | 'withdrawn';
  readonly by?: string;
  readonly at?: Instant;
  /** The sheet as it was handed over. */
  readonly text?: string;
  /** Whether it says what the sheet says now; absent where there is no sheet to compare. */
  readonly isCurrent?: boolean;
}
