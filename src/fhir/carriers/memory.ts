import type { Refusal } from '../capabilities.ts';
import type { StoringCarrier, Topic } from '../carriers.ts';
import type { SitePlaces } from './settings.ts';

/** What a session has learned of its EHR, and what the site wants of it. Holds no patient data. */
export interface CarrierMemory {
  readonly refusals: readonly Refusal[];
  /** Whether transactions were refused although the EHR had not said so. */
  readonly noTransactions: boolean;
  /** Why a carrier is not to be used for that topic, beside what was refused. */
  dropped(topic: Topic, carrier: StoringCarrier): 'lost-values' | 'site-setting' | undefined;
  drop(topic: Topic, carrier: StoringCarrier): void;
  refuse(refusal: Refusal): void;
  refuseTransactions(): void;
  proved(topic: Topic, carrier: StoringCarrier): boolean;
  prove(topic: Topic, carrier: StoringCarrier): void;
  /** The places the site wants for a topic, best first; undefined where it says nothing. */
  wanted(topic: Topic): readonly StoringCarrier[] | undefined;
}

/** An empty memory, for the start of a session. */
export function createCarrierMemory(site: SitePlaces = {}): CarrierMemory {
  const droppedCarriers = new Set<string>();
  const provedCarriers = new Set<string>();
  const refusals: Refusal[] = [];
  let noTransactions = false;
  const dropped = (topic: Topic, carrier: StoringCarrier) => {
    if (site[topic]?.includes(carrier) === false) return 'site-setting';
    return droppedCarriers.has(`${topic}/${carrier}`) ? 'lost-values' : undefined;
  };
  return {
    refusals,
    get noTransactions() {
      return noTransactions;
    },
    // What stands in a note of the plan is written as a change of the plan.
    dropped: (topic, carrier) =>
      dropped(topic, carrier) ??
      (carrier === 'CarePlan' && (topic === 'consent' || topic === 'plan-copy') ? dropped('care-plan', carrier) : undefined),
    drop: (topic, carrier) => void droppedCarriers.add(`${topic}/${carrier}`),
    refuse: (refusal) => void refusals.push(refusal),
    refuseTransactions: () => {
      noTransactions = true;
    },
    proved: (topic, carrier) => provedCarriers.has(`${topic}/${carrier}`),
    prove: (topic, carrier) => void provedCarriers.add(`${topic}/${carrier}`),
    wanted: (topic) => site[topic],
  };
}

/** Places in the order the site wants; those it does not want come last, each for its reason to be told. */
export function inSiteOrder<Place extends { readonly topic: Topic; readonly name: StoringCarrier }>(
  memory: Pick<CarrierMemory, 'wanted'>,
  places: readonly Place[],
): readonly Place[] {
  const rank = ({ topic, name }: Place) => {
    const list = memory.wanted(topic) ?? [name];
    return list.includes(name) ? list.indexOf(name) : list.length;
  };
  return places.toSorted((a, b) => rank(a) - rank(b));
}
