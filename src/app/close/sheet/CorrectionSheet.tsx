import type { MonthAssessment } from '../../../ccm/month-assessment.ts';
import { correctionOfMonth, sheetPatient } from '../../queries/correction.ts';
import { todayAt } from '../../queries/access.ts';
import type { Saving } from '../../queries/signed-in.ts';
import { CorrectionPart } from './CorrectionPart.tsx';

export interface CorrectionSheetProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  /** The second round is still under way: what is supported may yet change. */
  readonly isReadingMore: boolean;
}

/** For a month whose charges billing has taken up: what the claim says, what is supported now, and what to do. Shows nothing for other months, and writes nothing for any. */
export function CorrectionSheet({ saving, assessment, isReadingMore }: CorrectionSheetProps) {
  const correction = correctionOfMonth(saving, assessment);
  if (correction === null) return null;
  return (
    <CorrectionPart
      correction={correction}
      patient={sheetPatient(saving.reading)}
      today={todayAt(saving.access)}
      isReadingMore={isReadingMore}
    />
  );
}
