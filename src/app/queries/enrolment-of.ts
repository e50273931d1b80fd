import { type Attestation, attestationHistory } from '../../fhir/attestations.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { type EnrolmentStep, enrolmentRecord, enrolmentSteps, type RecordedEnrolmentStep } from '../../fhir/enrolment.ts';

/** What was stated on the enrolment and holds, in the order in which it does. */
export function enrolmentOf(reading: Pick<ChartReading, 'basis'>): readonly EnrolmentStep[] {
  return enrolmentSteps(enrolmentStatements(reading));
}

/** Every step that was ever stated, those that were corrected or taken back included. */
export function enrolmentRecordOf(reading: Pick<ChartReading, 'basis'>): readonly RecordedEnrolmentStep[] {
  return enrolmentRecord(enrolmentStatements(reading));
}

/** All that was ever said on the enrolment and beside it, in order of time. */
export function enrolmentStatements({ basis }: Pick<ChartReading, 'basis'>): readonly Attestation[] {
  return attestationHistory(basis.timeSources.filter(({ resourceType }) => resourceType === 'CarePlan'));
}
