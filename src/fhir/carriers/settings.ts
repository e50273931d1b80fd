import * as z from 'zod/mini';
import type { StoringCarrier, Topic } from '../carriers.ts';

z.config({ jitless: true });

function placesOf<const Name extends StoringCarrier>(names: readonly Name[]) {
  const once = z.refine<readonly Name[]>((list) => new Set(list).size === list.length, {
    error: 'is not a list that names each place once',
  });
  return z.exactOptional(z.array(z.enum(names)).check(once));
}

/**
 * What a site may say of where things are kept in its EHR. Part of the site's settings; everything may be absent. A list
 * of places is both: what is allowed, and in which order it is tried. An empty one keeps the thing out of the EHR.
 */
export const SavingSettings = z.strictObject({
  carriers: z.exactOptional(
    z.strictObject({
      timeEntry: placesOf(['Encounter', 'CarePlan', 'DocumentReference']),
      carePlan: placesOf(['CarePlan', 'DocumentReference']),
      consent: placesOf(['Consent', 'DocumentReference', 'CarePlan']),
      charge: placesOf(['ChargeItem', 'Task', 'DocumentReference']),
      copy: placesOf(['DocumentReference', 'CarePlan']),
    }),
  ),
  /**
   * What the EHR allows for a type of resource, where its CapabilityStatement does not say so or is wrong: letters of
   * create, read, update, delete, search (`crs`). A letter that is left out is a no. What is not granted stays a no.
   */
  allows: z.exactOptional(
    z.record(
      z.string().check(z.regex(/^[A-Z][A-Za-z]+$/, { error: 'is not a type of resource such as CarePlan' })),
      z.string().check(z.regex(/^c?r?u?d?s?$/, { error: 'is not letters of c, r, u, d, s in this order' })),
    ),
  ),
});
export type SavingSettings = Readonly<z.infer<typeof SavingSettings>>;

/** By topic, the places that a site allows, in its order of preference. A topic without a list is as the EHR allows. */
export type SitePlaces = Readonly<Partial<Record<Topic, readonly StoringCarrier[]>>>;

/** The site's wishes by topic. A hand-over to billing has what remains of the places for charges. */
export function sitePlaces({ carriers = {} }: SavingSettings): SitePlaces {
  const { timeEntry, carePlan, consent, charge, copy } = carriers;
  return {
    ...(timeEntry && { time: timeEntry }),
    ...(carePlan && { 'care-plan': carePlan }),
    ...(consent && { consent }),
    ...(charge && {
      charge: charge.filter((place) => place === 'ChargeItem'),
      'hand-over': charge.filter((place) => place !== 'ChargeItem'),
    }),
    ...(copy && { 'plan-copy': copy }),
  };
}
