import type { LocalDate, Reference } from '../ccm/chart.ts';
import type { CodeFamily, ProposedCode } from '../ccm/month-assessment.ts';
import type { SaveResult } from './save-result.ts';

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
  readonly reference: Reference;
}

export interface ChargeRequest {
  readonly codes: readonly ProposedCode[];
  readonly family: CodeFamily;
  /** Whether the person took the proposal or another correct coding. */
  readonly chosen: 'proposal' | 'alternative';
}

export interface ChargeOutcome {
  readonly code: string;
  readonly result: SaveResult;
}
