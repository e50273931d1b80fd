import type { ServiceMonth } from '../../ccm/chart.ts';
import { isRefusal, mayTry, type WriteTarget } from '../carriers.ts';
import type { SearchResult } from '../client.ts';
import { FhirError } from '../fhir-error.ts';
import type { StoredCharge } from './charge.ts';
import { readChargeItem } from './read.ts';

/** The charges of the session's patient, own and others', as the EHR has them now. */
export interface ChargesNow {
  readonly charges: readonly StoredCharge[];
  /** False where not all pages of the answer came. */
  readonly complete: boolean;
}

/**
 * Reads the charges of the session's patient afresh; null where the EHR lets nobody look for charges.
 *
 * @throws FhirError where the EHR failed to answer, and where it refuses what it says it allows: then what stands is not known.
 */
export async function chargesNow(target: WriteTarget): Promise<ChargesNow | null> {
  const found = await search(target);
  return found === null ? null : { charges: found.resources.flatMap(readChargeItem), complete: found.complete };
}

/** The charges that this app recorded for the patient and the month, closed ones included. */
export function ownOfMonth(charges: readonly StoredCharge[], patientId: string, month: ServiceMonth): readonly StoredCharge[] {
  return charges.filter(({ identifier, month: of }) => of === month && identifier?.startsWith(`${patientId}/`) === true);
}

const SEARCH = { type: 'ChargeItem', interaction: 'search' } as const;

// A server that takes charges and shows none can still be written to; what stands there is then known to its biller alone.
async function search(target: WriteTarget): Promise<SearchResult | null> {
  if (!mayTry(target, SEARCH)) return null;
  try {
    return await target.client.search('ChargeItem', { patient: target.client.connection.patientId, _count: '200' });
  } catch (error) {
    const isAllowed = target.capabilities.can(SEARCH.type, SEARCH.interaction) === 'yes';
    if (!(error instanceof FhirError) || !isRefusal(error) || isAllowed) throw error;
    target.memory.refuse(SEARCH);
    return null;
  }
}
