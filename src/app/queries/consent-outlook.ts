import type { ServiceMonth } from '../../ccm/chart.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { consentFor } from '../../fhir/consent.ts';
import type { OpenAsking } from '../consent/consent-view.ts';
import { ownPlan } from './views.ts';

/** What came of the latest asking, where no consent that governs the month came after it; null where nothing is open. */
export function openAsking({ consents, ungivenConsents }: ChartReading, month: ServiceMonth): OpenAsking | null {
  const latest = ungivenConsents.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
  if (latest === undefined) return null;
  const governing = consentFor(consents, month);
  const isSettled = governing !== undefined && Date.parse(governing.at) >= Date.parse(latest.at);
  return isSettled ? null : { answer: latest.answer, date: latest.date };
}

/** In order of preference, as the topic's carriers are. A note of the plan needs a plan of ours to stand in. */
export function consentPlaces(reading: ChartReading) {
  return [{ topic: 'consent', where: 'Consent', needs: [{ type: 'Consent', interaction: 'create' }] }, ...notePlaces(reading)] as const;
}

/** Where taking back the consent that governs the month would go. */
export function withdrawalPlaces(reading: ChartReading, month: ServiceMonth) {
  const inPlace = [{ topic: 'consent', where: 'Consent', needs: [{ type: 'Consent', interaction: 'update' }] }] as const;
  return [...(consentFor(reading.consents, month)?.place === 'Consent' ? inPlace : []), ...notePlaces(reading)] as const;
}

function notePlaces(reading: ChartReading) {
  const inPlan = [{ topic: 'consent', where: 'CarePlan', needs: [{ type: 'CarePlan', interaction: 'update' }] }] as const;
  return [
    { topic: 'consent', where: 'DocumentReference', needs: [{ type: 'DocumentReference', interaction: 'create' }] },
    ...(ownPlan(reading) === null ? [] : inPlan),
  ] as const;
}
