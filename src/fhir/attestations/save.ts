import { type Attestation, attestationNote } from '../attestations.ts';
import type { Author, PlanOperation } from '../care-plan/edit.ts';
import { type PlanSaveOutcome, savePlanChange } from '../care-plan/save.ts';
import type { WriteTarget } from '../carriers.ts';

export interface AttestationChange {
  readonly planId: string;
  /** The version of the plan that the person saw: needed where the statement is about the plan, such as a signature. */
  readonly shownVersionId?: string;
  readonly attestations: readonly [Attestation, ...Attestation[]];
  readonly organization?: Author;
}

/** Keeps statements, all of one person, in the plan: see `savePlanChange`. A repeated call adds none twice. */
export function saveAttestations(target: WriteTarget, change: AttestationChange): Promise<PlanSaveOutcome> {
  const { planId, shownVersionId, attestations, organization } = change;
  const [first, ...others] = attestations;
  return savePlanChange(target, {
    planId,
    ...(shownVersionId === undefined ? {} : { shownVersionId }),
    operations: [addAttestation(first), ...others.map(addAttestation)],
    author: first.by,
    ...(organization === undefined ? {} : { organization }),
    at: first.at,
  });
}

function addAttestation(attestation: Attestation): PlanOperation {
  return { kind: 'add-note', annotation: attestationNote(attestation) };
}
