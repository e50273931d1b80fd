import type { StoredCarePlan } from '../../fhir/care-plan.ts';
import type { CopyMaterial } from '../../fhir/care-plan/copy/material.ts';
import { lastReconciliation, markedNotes } from '../../fhir/care-plan/marked-notes.ts';
import type { CopyMedicine, CopyView } from '../care-plan/copy/copy-view.ts';
import { localDateTime } from '../format.ts';

/**
 * The medicines in use, with what the patient said of each when they were last gone through. What the staff remarked is no
 * word for the patient.
 */
export function medicinesOf(
  { notes }: Pick<StoredCarePlan, 'notes'>,
  { medications }: Pick<CopyMaterial, 'medications'>,
  timeZone: string,
): Pick<CopyView, 'medicines' | 'medicinesSaidOn'> {
  const last = lastReconciliation(markedNotes(notes));
  const said = new Map(last?.mark.medicines.map(({ reference, answer }) => [reference, answer]));
  const medicines = medications?.map(({ reference, display, dosage, status }): CopyMedicine => {
    const answer = said.get(reference);
    return {
      name: display,
      paused: status === 'on-hold',
      ...(dosage !== undefined && { dosage }),
      ...(answer !== undefined && { said: answer }),
    };
  });
  const day = last?.at === undefined ? null : (localDateTime(last.at, timeZone) ?? last.at).slice(0, 10);
  return { medicines: medicines ?? null, medicinesSaidOn: day };
}
