import type { Ehr, EhrOptions } from './contract.ts';
import { SimulatedEhr } from './simulated-ehr.ts';
import { usCoreProfiles } from './us-core.ts';

export type { Clock, Ehr, EhrOptions, EhrUser } from './contract.ts';
export type { PersonaName } from './persona.ts';

/**
 * A SMART EHR in one function `handle(Request)`: discovery, authorize, token, and FHIR R4 with enforced scopes. `npm start` wraps it in a
 * server, msw calls it in component tests, and both share one clock with the app.
 */
export async function createEhr(options: EhrOptions): Promise<Ehr> {
  const ehr = new SimulatedEhr(options, usCoreProfiles(options.usCore ?? []));
  for (const resource of options.resources ?? []) ehr.put(resource);
  return ehr;
}
