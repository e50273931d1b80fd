import type { WriteTarget } from '../carriers.ts';
import { FhirError } from '../fhir-error.ts';
import type { RawResource } from '../client.ts';
import { chargeIdentifier } from './charge-item.ts';
import type { ChargeDraft } from './charge.ts';
import { readChargeItem } from './read.ts';

/** Reads back the first charge of a session: a server that keeps no identifier would take a second one the next time, and gets none. */
export async function proved(target: WriteTarget, draft: ChargeDraft, reference: string): Promise<void> {
  const { client, memory } = target;
  if (memory.proved('charge', 'ChargeItem')) return;
  try {
    const found = await client.read('ChargeItem', reference.split('/')[1] ?? '');
    if (keptCharge(draft, found)) memory.prove('charge', 'ChargeItem');
    else memory.drop('charge', 'ChargeItem');
  } catch (error) {
    // It is written; not being able to compare, for whatever reason, must not hide that.
    if (!(error instanceof FhirError)) throw error;
  }
}

/** Whether the EHR gave back what a charge is known and billed by. */
function keptCharge(draft: ChargeDraft, reRead: RawResource): boolean {
  const [stored] = readChargeItem(reRead);
  return stored?.identifier === chargeIdentifier(draft).value && stored.code === draft.code && stored.units === draft.units;
}
