import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { type Correction, correctionOf } from '../close/sheet/correction.ts';
import type { SheetPatient } from '../close/sheet/sheet-view.ts';
import type { Saving } from './signed-in.ts';

// Statuses that only a billing system sets; one that is not told is left to it as well.
const TAKEN_UP = new Set(['billed', 'unknown']);

/** What the month's claim needs where billing has taken up charges of ours; null where it has not. Writes nothing. */
export function correctionOfMonth({ reading }: Pick<Saving, 'reading'>, assessment: MonthAssessment): Correction | null {
  const takenUp = reading.charges.filter(({ own, month, status }) => own && month === assessment.month && TAKEN_UP.has(status));
  return correctionOf(
    assessment,
    takenUp.map(({ code, units, reference, dateOfService, note }) => ({
      code,
      units,
      reference,
      ...(dateOfService !== undefined && { dateOfService }),
      ...(note !== undefined && { basis: note }),
    })),
  );
}

/** Whom a sheet is about, as far as the chart's reading tells. */
export function sheetPatient({ patient }: Saving['reading']): SheetPatient {
  const { name, birthDate, gender, identifier } = patient;
  return {
    name,
    ...(birthDate !== undefined && { birthDate }),
    ...(gender !== undefined && { sex: gender }),
    ...(identifier !== undefined && { recordNumber: identifier }),
  };
}
