import { attestationHistory } from '../../fhir/attestations.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { type EnrolmentStep, enrolmentSteps } from '../../fhir/enrolment.ts';

/** What was stated on the enrolment, in the order in which it holds. */
export function enrolmentOf({ basis }: Pick<ChartReading, 'basis'>): readonly EnrolmentStep[] {
  return enrolmentSteps(attestationHistory(basis.timeSources.filter(({ resourceType }) => resourceType === 'CarePlan')));
}
