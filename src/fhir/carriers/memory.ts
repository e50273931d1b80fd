import type { Refusal } from '../capabilities.ts';
import type { StoringCarrier, Topic } from '../carriers.ts';

/** What a session has learned of its EHR. Holds no patient data. */
export interface CarrierMemory {
  readonly refusals: readonly Refusal[];
  /** Whether transactions were refused although the EHR had not said so. */
  readonly noTransactions: boolean;
  /** Why a carrier is not to be used again for that topic, beside what was refused. */
  dropped(topic: Topic, carrier: StoringCarrier): 'lost-values' | undefined;
  drop(topic: Topic, carrier: StoringCarrier): void;
  refuse(refusal: Refusal): void;
  refuseTransactions(): void;
  proved(topic: Topic, carrier: StoringCarrier): boolean;
  prove(topic: Topic, carrier: StoringCarrier): void;
}

/** An empty memory, for the start of a session. */
export function createCarrierMemory(): CarrierMemory {
  const droppedCarriers = new Set<string>();
  const provedCarriers = new Set<string>();
  const refusals: Refusal[] = [];
  let noTransactions = false;
  return {
    refusals,
    get noTransactions() {
      return noTransactions;
    },
    dropped: (topic, carrier) => (droppedCarriers.has(`${topic}/${carrier}`) ? 'lost-values' : undefined),
    drop: (topic, carrier) => void droppedCarriers.add(`${topic}/${carrier}`),
    refuse: (refusal) => void refusals.push(refusal),
    refuseTransactions: () => {
      noTransactions = true;
    },
    proved: (topic, carrier) => provedCarriers.has(`${topic}/${carrier}`),
    prove: (topic, carrier) => void provedCarriers.add(`${topic}/${carrier}`),
  };
}
