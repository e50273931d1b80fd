import type { Capabilities } from '../../fhir/capabilities.ts';
import type { Need, StoringCarrier, Topic, WriteTarget } from '../../fhir/carriers.ts';
import { inSiteOrder } from '../../fhir/carriers/memory.ts';
import type { NotStoredReason, SaveTarget } from '../save-result.ts';

/** Where a save will go, as far as it is known before it is tried: the first place that nothing speaks against, and why the better ones are out. */
export function saveTarget(write: WriteTarget, capabilities: Capabilities, places: readonly Place[]): SaveTarget {
  const because: NotStoredReason[] = [];
  const named = places.map((place) => ({ ...place, name: place.where }));
  for (const place of inSiteOrder(write.memory, named)) {
    const why = barredBy(write, capabilities, place);
    if (why !== undefined) {
      because.push({ where: place.where, why });
      continue;
    }
    const isUntried = place.needs.some(({ type, interaction }) => capabilities.can(type, interaction) === 'unknown');
    return {
      where: place.where,
      ...(isUntried && { untried: true }),
      ...(write.memory.wanted(place.topic) !== undefined && { bySite: true }),
      ...(because.length > 0 && { because }),
    };
  }
  return { where: null, because };
}

function barredBy({ memory }: WriteTarget, { can, why }: Capabilities, { topic, where, needs }: Place): NotStoredReason['why'] | undefined {
  const dropped = memory.dropped(topic, where);
  if (dropped !== undefined) return dropped;
  const barred = needs.find(({ type, interaction }) => can(type, interaction) === 'no');
  if (barred === undefined) return undefined;
  const reason = why(barred.type, barred.interaction);
  return reason === 'not-granted' || reason === 'not-supported' || reason === 'site-setting' ? reason : 'refused';
}

interface Place {
  readonly topic: Topic;
  readonly where: StoringCarrier;
  readonly needs: readonly Need[];
}

const inPlan: Place = { topic: 'care-plan', where: 'CarePlan', needs: [{ type: 'CarePlan', interaction: 'update' }] };

/** In order of preference, as their topic's carriers are. The month log needs a plan of ours to stand in. */
export function timePlaces(hasOwnPlan: boolean): readonly Place[] {
  return [
    { topic: 'time', where: 'Encounter', needs: [{ type: 'Encounter', interaction: 'create' }] },
    ...(hasOwnPlan ? [{ ...inPlan, topic: 'time' as const }] : []),
    { topic: 'time', where: 'DocumentReference', needs: [{ type: 'DocumentReference', interaction: 'create' }] },
  ];
}
export const PLAN_PLACES: readonly Place[] = [inPlan];
export const NEW_PLAN_PLACES: readonly Place[] = [
  { topic: 'care-plan', where: 'CarePlan', needs: [{ type: 'CarePlan', interaction: 'create' }] },
];
export const CHARGE_PLACES: readonly Place[] = [
  { topic: 'charge', where: 'ChargeItem', needs: [{ type: 'ChargeItem', interaction: 'create' }] },
];

export const NOTE_PLACE: Place = {
  topic: 'care-plan',
  where: 'DocumentReference',
  needs: [{ type: 'DocumentReference', interaction: 'create' }],
};

/** Where work on the plan may be kept, the best place first. */
export const PLAN_WORK_PLACES: readonly Place[] = [...PLAN_PLACES, NOTE_PLACE];
export const NO_PLAN_PLACES: readonly Place[] = [...NEW_PLAN_PLACES, NOTE_PLACE];
