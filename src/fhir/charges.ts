import type { RawResource } from './client.ts';
import type { StoredCharge } from './charges/charge.ts';
import { readChargeItem } from './charges/read.ts';

export type { ChargeChoices, ChargeDraft, ChargeOutcome, Diagnosis, StandingCharge, StoredCharge } from './charges/charge.ts';

/** The charges among the resources, own and others': one for each CPT or HCPCS code of each ChargeItem. All of one patient. */
export function readCharges(resources: readonly RawResource[]): readonly StoredCharge[] {
  return resources.flatMap(readChargeItem);
}

const VOID: readonly string[] = ['entered-in-error', 'aborted', 'not-billable'];

/** Whether a charge stands: planned, billable, billed or of unknown status, but not taken back. */
export function isStanding({ status }: StoredCharge): boolean {
  return !VOID.includes(status);
}
