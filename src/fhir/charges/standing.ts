import type { ChargeDraft, StoredCharge } from './charge.ts';

const VOID: readonly string[] = ['entered-in-error', 'aborted', 'not-billable'];

/** Whether a charge stands: planned, billable, billed or of unknown status, but not taken back. */
export function isStanding({ status }: Pick<StoredCharge, 'status'>): boolean {
  return !VOID.includes(status);
}

/**
 * Whether a charge has all that the draft would write and billing goes by: status, units, practitioner, diagnoses and basis.
 * What an EHR did not keep at all is not asked for again.
 */
export function says(there: StoredCharge, draft: ChargeDraft): boolean {
  const basis = there.notes?.findLast((note) => note.startsWith('Basis:')) ?? draft.basis;
  const diagnoses = there.diagnoses ?? draft.diagnoses.map(({ code }) => code);
  return (
    there.status === draft.status &&
    there.units === draft.units &&
    basis === draft.basis &&
    (there.performer ?? '').endsWith(draft.billingPractitioner.reference) === (there.performer !== undefined) &&
    diagnoses.join() === draft.diagnoses.map(({ code }) => code).join()
  );
}
