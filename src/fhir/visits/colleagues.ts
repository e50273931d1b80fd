import type { PractitionerRelation, Reference } from '../../ccm/chart.ts';
import type { ResourceReference } from '../schemas.ts';
import { referenceText } from '../terminology.ts';

/** Whom the practice knows as its own, to say who furnished a service. */
export interface Colleagues {
  /** The billing practitioner; absent: not known, and then nobody is the same. */
  readonly billing?: Reference;
  /** Practitioners and organizations of the practice. */
  readonly practice: ReadonlySet<Reference>;
}

/**
 * How a service's practitioners relate to the billing practitioner: `same`, `same-group` for others of the practice, else
 * `other`. Participants without a reference decide nothing; where nobody is known the practice's organization may.
 */
export function relationTo(
  colleagues: Colleagues,
  performers: readonly (ResourceReference | undefined)[],
  organization?: ResourceReference,
): PractitionerRelation {
  let isColleague = false;
  for (const performer of performers) {
    const reference = referenceText(performer);
    if (reference === undefined) continue;
    if (reference === colleagues.billing) return 'same';
    if (colleagues.practice.has(reference)) isColleague = true;
  }
  const furnishedBy = referenceText(organization);
  if (furnishedBy !== undefined && colleagues.practice.has(furnishedBy)) isColleague = true;
  return isColleague ? 'same-group' : 'other';
}
