import { useQuery } from '@tanstack/react-query';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { useReadAgainAfter } from '../queries.ts';
import { enrolmentDesk, episodesQuery } from '../queries/enrolment.ts';
import type { Saving } from '../queries/signed-in.ts';
import type { SaveTarget } from '../save-result.ts';
import { EnrolmentScreen } from './EnrolmentScreen.tsx';

export interface PatientEnrolmentProps {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly saveTarget: SaveTarget;
  readonly readAgainAfter: ReturnType<typeof useReadAgainAfter>;
}

/** The enrolment in a session: what the EHR holds of it, and how a change reaches the EHR. */
export function PatientEnrolment({ saving, assessment, saveTarget, readAgainAfter }: PatientEnrolmentProps) {
  const { data, error } = useQuery(episodesQuery(saving));
  const episodes = error === null ? data : null;
  return <EnrolmentScreen desk={enrolmentDesk({ saving, month: assessment.month, episodes, saveTarget, readAgainAfter })} />;
}
