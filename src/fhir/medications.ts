import type { LocalDate, Reference } from '../ccm/chart.ts';
import { conceptText } from './care-plan/items.ts';
import type { RawResource } from './client.ts';
import type { Days } from './dates.ts';
import { objectIn, objectsIn, textIn } from './fields.ts';
import { referenceOf } from './parse.ts';

/** A prescription or a reported medicine, as the EHR lists it. */
export interface Medication {
  readonly reference: Reference;
  /** As the EHR names it; empty where it gives no words. */
  readonly display: string;
  /** How it is to be taken, in the EHR's words. */
  readonly dosage?: string;
  /** FHIR code: `active`, `on-hold`, `stopped`, `completed` … */
  readonly status: string;
  readonly date?: LocalDate;
  /** Told by the patient or another source, not prescribed here. */
  readonly reported: boolean;
}

/**
 * The medicines that a patient may be taking: MedicationRequests that are active or on hold, newest first. Drafts, plans,
 * refused and ended ones are left out.
 */
export function readMedications(requests: readonly RawResource[], days: Days): readonly Medication[] {
  return requests
    .filter(({ resourceType, status, intent }) => resourceType === 'MedicationRequest' && isCurrent(status) && intent !== 'proposal')
    .filter((request) => request['doNotPerform'] !== true)
    .flatMap((request) => medicationOf(request, days))
    .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? '') || a.display.localeCompare(b.display));
}

function isCurrent(status: unknown): boolean {
  return status === 'active' || status === 'on-hold';
}

function medicationOf(request: RawResource, days: Days): readonly Medication[] {
  const reference = referenceOf(request);
  if (reference === undefined) return [];
  const named = objectIn(request, 'medicationReference');
  const inside = objectsIn(request, 'contained').find((one) => `#${textIn(one, 'id') ?? ''}` === textIn(named, 'reference'));
  const display =
    conceptText(objectIn(request, 'medicationCodeableConcept')) ?? textIn(named, 'display') ?? conceptText(objectIn(inside, 'code'));
  const dosages = objectsIn(request, 'dosageInstruction').flatMap((one) => textIn(one, 'text') ?? textIn(one, 'patientInstruction') ?? []);
  const date = days.exact(textIn(request, 'authoredOn'));
  return [
    {
      reference,
      display: display ?? '',
      status: textIn(request, 'status') ?? '',
      reported: request['reportedBoolean'] === true || request['reportedReference'] !== undefined,
      ...(dosages.length > 0 && { dosage: dosages.join('; ') }),
      ...(date !== undefined && { date }),
    },
  ];
}
