import type { CodeFamily } from '../../ccm/month-assessment.ts';
import { familyOf } from '../../ccm/families.ts';
import { isRefusal, mayTry, type WriteTarget } from '../carriers.ts';
import { isStanding } from '../charges.ts';
import type { RawResource } from '../client.ts';
import { FhirError } from '../fhir-error.ts';
import type { ChargeDraft, StandingCharge } from './charge.ts';
import { readChargeItem } from './read.ts';

/**
 * The charges of ours that stand in the drafts' month and are of another family than the drafts (CODE-15), as the EHR
 * has them now; empty where there are none, and where the EHR lets nobody look for charges.
 *
 * @throws FhirError where the EHR failed to answer, and `unreadable` where not all of the answer came and none was in it.
 */
export async function otherCodings(target: WriteTarget, drafts: readonly ChargeDraft[]): Promise<readonly StandingCharge[]> {
  const [first] = drafts;
  const families = new Set(drafts.map(({ code }) => familyOf(code)).filter((family) => family !== undefined));
  if (first === undefined || families.size === 0) return [];
  const found = await search(target);
  if (found === null) return [];
  const others = found.resources.flatMap(readChargeItem).filter((charge) => {
    const isOurs = charge.own && charge.identifier?.startsWith(`${first.patientId}/`) === true;
    return isOurs && isStanding(charge) && charge.month === first.month && isOfAnother(families, charge.code);
  });
  if (others.length === 0 && !found.complete) throw new FhirError('unreadable', 'search ChargeItem');
  return others.map(({ code, reference, status }) => ({ code, reference, status }));
}

function isOfAnother(families: ReadonlySet<CodeFamily>, code: string): boolean {
  const family = familyOf(code);
  return family !== undefined && !families.has(family);
}

interface Found {
  readonly resources: readonly RawResource[];
  readonly complete: boolean;
}

const SEARCH = { type: 'ChargeItem', interaction: 'search' } as const;

// A server that takes charges and shows none can still be written to; what stands there is then known to its biller alone.
async function search(target: WriteTarget): Promise<Found | null> {
  if (!mayTry(target, SEARCH)) return null;
  try {
    return await target.client.search('ChargeItem', { patient: target.client.connection.patientId, _count: '200' });
  } catch (error) {
    if (!(error instanceof FhirError) || !isRefusal(error)) throw error;
    target.memory.refuse(SEARCH);
    return null;
  }
}
