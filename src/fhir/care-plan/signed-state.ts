import type { FhirClient, RawResource, ReadOptions } from '../client.ts';
import type { Days } from '../dates.ts';
import { objectsIn, textIn } from '../fields.ts';
import { FhirError } from '../fhir-error.ts';
import { type PlanDifference, planDifferences, type PlanState } from './changes.ts';
import type { StoredCarePlan } from './plan.ts';
import { readCarePlan } from './read.ts';
import type { PlanSignature } from '../attestation-values.ts';

/** A plan as it was signed, with those of its goals that have changed since and whose signed version the EHR still has. */
export interface SignedState {
  readonly plan: RawResource;
  readonly goals: readonly RawResource[];
  /** References of goals that may have changed and whose signed version is not to be had. */
  readonly goalsNotCompared: readonly string[];
}

/**
 * Reads what was signed from the EHR's history; null where it keeps none, or none of this plan.
 *
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function readSignedState(
  client: Pick<FhirClient, 'readVersion'>,
  plan: StoredCarePlan,
  signature: PlanSignature,
  options: ReadOptions = {},
): Promise<SignedState | null> {
  if (signature.version === undefined) return null;
  const earlier = (type: string, id: string, version: string) => earlierVersion(client, type, id, version, options);
  const signed = await earlier('CarePlan', plan.id, signature.version);
  if (signed === null) return null;
  const known = signature.goals ?? {};
  const goals = plan.goals.flatMap(({ reference = '', versionId }) => {
    const id = /^Goal\/(.+)$/.exec(reference)?.[1];
    return id === undefined || (versionId !== undefined && known[id] === versionId) ? [] : [{ id, reference, version: known[id] }];
  });
  const read = await Promise.all(
    goals.map(async ({ id, reference, version }) => ({
      reference,
      goal: version === undefined ? null : await earlier('Goal', id, version),
    })),
  );
  const wasThere = new Set(objectsIn(signed, 'goal').map((goal) => textIn(goal, 'reference')));
  return {
    plan: signed,
    goals: read.flatMap(({ goal }) => goal ?? []),
    goalsNotCompared: read.filter(({ goal, reference }) => goal === null && wasThere.has(reference)).map(({ reference }) => reference),
  };
}

async function earlierVersion(
  client: Pick<FhirClient, 'readVersion'>,
  type: string,
  id: string,
  version: string,
  options: ReadOptions,
): Promise<RawResource | null> {
  try {
    return await client.readVersion(type, id, version, options);
  } catch (error) {
    if (error instanceof FhirError && error.kind !== 'cancelled' && error.kind !== 'session-expired') return null;
    throw error;
  }
}

/** What differs between the plan as it was signed and as it is now; see `planDifferences`. */
export function changesSince(signed: SignedState, now: PlanState, days: Days): readonly PlanDifference[] {
  const goals = new Map(signed.goals.map((goal) => [`Goal/${goal.id ?? ''}`, goal]));
  return planDifferences({ plan: readCarePlan(signed.plan, (reference) => goals.get(reference), days), raw: signed.plan }, now);
}

/** Everything in a plan as added: what a person who never signed it has to look at. */
export function allOf(now: PlanState): readonly PlanDifference[] {
  const { plan, raw } = now;
  const empty = { ...plan, addresses: [], goals: [], activities: [], supportingInfo: [], notes: [] };
  return planDifferences({ plan: empty, raw }, now);
}
