import type { RawResource } from './client.ts';
import type { StoredCharge } from './charges/charge.ts';
import { readChargeItem } from './charges/read.ts';

export { isStanding } from './charges/standing.ts';
export type { ChargeChoices, ChargeDraft, StandingCharge, StoredCharge } from './charges/charge.ts';

/** The charges among the resources, own and others': one for each CPT or HCPCS code of each ChargeItem. All of one patient. */
export function readCharges(resources: readonly RawResource[]): readonly StoredCharge[] {
  return resources.flatMap(readChargeItem);
}
