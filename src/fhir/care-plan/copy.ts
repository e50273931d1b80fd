import type { LocalDate } from '../../ccm/chart.ts';
import type { Days } from '../dates.ts';
import { BASE } from '../naming.ts';
import type { DocumentReferenceResource } from '../schemas.ts';

/** Identifier of a copy of the care plan that was given, and of what tells that it was. */
export const COPY_ID = `${BASE}/sid/care-plan-copy`;

/**
 * The day on which the patient or a caregiver was given the copy that the document is (PLAN-3): the day it covers, else
 * its own date. Undefined where the document is no copy of ours, or has no day.
 */
export function copyGivenOn({ identifier, context, date }: DocumentReferenceResource, days: Days): LocalDate | undefined {
  const isCopy = (identifier ?? []).some(({ system }) => system === COPY_ID);
  return isCopy ? (days.exact(context?.period?.start) ?? days.exact(date)) : undefined;
}
