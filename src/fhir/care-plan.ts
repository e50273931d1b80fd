import { readCarePlan } from './care-plan/read.ts';
import type { StoredCarePlan } from './care-plan/plan.ts';
import type { RawResource } from './client.ts';
import type { Days } from './dates.ts';

export type { PlanGoal, StoredCarePlan } from './care-plan/plan.ts';

/**
 * The CarePlans among the resources: own active ones first, then own others, then those of other systems, which a person
 * may adopt. Other resources in the list (Goal, ServiceRequest, Observation …) let elements be inferred. All of one patient.
 */
export function readCarePlans(resources: readonly RawResource[], days: Days): readonly StoredCarePlan[] {
  const byReference = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]));
  const lookup = (reference: string) => byReference.get(reference.replace(/^https?:.*\/([A-Z][A-Za-z]+\/[^/]+)$/, '$1'));
  return resources
    .filter(({ resourceType }) => resourceType === 'CarePlan')
    .map((plan) => readCarePlan(plan, lookup, days))
    .toSorted((a, b) => rank(a) - rank(b));
}

function rank({ origin, status }: StoredCarePlan): number {
  if (origin === 'other') return 2;
  return status === 'active' ? 0 : 1;
}
