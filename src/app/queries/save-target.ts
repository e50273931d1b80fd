import type { Capabilities } from '../../fhir/capabilities.ts';
import type { Need, StoringCarrier, Topic, WriteTarget } from '../../fhir/carriers.ts';
import type { SaveTarget } from '../save-result.ts';

/** Where a save will go, as far as it is known before it is tried. `needs` are its first carrier's. */
export function saveTarget({ memory }: WriteTarget, { can, why }: Capabilities, place: Place): SaveTarget {
  const dropped = memory.dropped(place.topic, place.where);
  if (dropped !== undefined) return { where: null, because: [{ where: place.where, why: dropped }] };
  const barred = place.needs.find(({ type, interaction }) => can(type, interaction) === 'no');
  if (barred !== undefined) {
    const reason = why(barred.type, barred.interaction);
    return {
      where: null,
      because: [{ where: place.where, why: reason === 'not-granted' || reason === 'not-supported' ? reason : 'refused' }],
    };
  }
  const isUntried = place.needs.some(({ type, interaction }) => can(type, interaction) === 'unknown');
  return { where: place.where, ...(isUntried && { untried: true }) };
}

interface Place {
  readonly topic: Topic;
  readonly where: StoringCarrier;
  readonly needs: readonly Need[];
}

export const TIME_PLACE: Place = { topic: 'time', where: 'Encounter', needs: [{ type: 'Encounter', interaction: 'create' }] };
export const PLAN_PLACE: Place = { topic: 'care-plan', where: 'CarePlan', needs: [{ type: 'CarePlan', interaction: 'update' }] };
export const NEW_PLAN_PLACE: Place = { topic: 'care-plan', where: 'CarePlan', needs: [{ type: 'CarePlan', interaction: 'create' }] };
export const CHARGE_PLACE: Place = { topic: 'charge', where: 'ChargeItem', needs: [{ type: 'ChargeItem', interaction: 'create' }] };
