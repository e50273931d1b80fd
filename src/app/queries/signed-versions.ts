import type { StoredCarePlan } from '../../fhir/care-plan.ts';
import type { PlanSignature } from '../../fhir/attestation-values.ts';

/** What a signature of the plan as it is shown would name: its version and those of its goals, where the EHR tells them. */
export function signedVersions({ versionId, goals }: StoredCarePlan): Pick<PlanSignature, 'version' | 'goals'> {
  const own = goals.flatMap(({ reference, versionId: version }) => {
    const id = /^Goal\/([A-Za-z0-9.-]+)$/.exec(reference ?? '')?.[1];
    return id === undefined || version === undefined ? [] : [[id, version] as const];
  });
  return { ...(versionId !== undefined && { version: versionId }), ...(own.length > 0 && { goals: Object.fromEntries(own) }) };
}
