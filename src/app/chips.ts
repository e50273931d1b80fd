import type { Chart, LocalDate } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { StatusTone } from '../ui/Status.tsx';
import { UNKNOWN_TEXT } from './finding-text.ts';
import { formatDate, formatDateAgo, plural } from './format.ts';

export interface ChipState {
  readonly tone: StatusTone;
  readonly value: string;
}

export function eligibilityChip(assessment: MonthAssessment): ChipState {
  const conditions = plural(assessment.distinctChronicConditions.length, 'chronic condition');
  if (touched(assessment.blockers, 'ELIG', 'WHO', 'PRAC', 'SCOPE')) return { tone: 'blocks', value: `not met, ${conditions}` };
  if (touched(assessment.unknowns, 'ELIG', 'WHO', 'PRAC')) return { tone: 'unknown', value: `questions open, ${conditions}` };
  if (touched(assessment.warnings, 'ELIG', 'WHO', 'PRAC')) return { tone: 'attention', value: `check, ${conditions}` };
  return { tone: 'met', value: conditions };
}

export function consentChip(chart: Chart, assessment: MonthAssessment, today: LocalDate): ChipState {
  const { consent } = chart;
  const revoked = consent?.revokedDate;
  if (revoked != null) return { tone: tone(assessment, 'CONS', 'attention'), value: `withdrawn ${formatDate(revoked)}` };
  if (consent == null) return absent(chart, 'consent', consent === null, assessment, 'CONS');
  return { tone: tone(assessment, 'CONS', 'met'), value: formatDateAgo(consent.date, today) };
}

export function carePlanChip(chart: Chart, assessment: MonthAssessment, today: LocalDate): ChipState {
  const { carePlan } = chart;
  if (carePlan == null || !carePlan.present) {
    return absent(chart, 'carePlan', carePlan !== undefined, assessment, 'PLAN');
  }
  const when =
    carePlan.signedDate != null
      ? `signed ${formatDateAgo(carePlan.signedDate, today)}`
      : carePlan.lastReviewedDate != null
        ? `reviewed ${formatDateAgo(carePlan.lastReviewedDate, today)}`
        : 'in place';
  return { tone: tone(assessment, 'PLAN', 'met'), value: when };
}

function absent(chart: Chart, fact: 'consent' | 'carePlan', known: boolean, assessment: MonthAssessment, letters: string): ChipState {
  if (known) return { tone: tone(assessment, letters, 'attention'), value: 'none' };
  const why = chart.unknownBecause?.[fact];
  return { tone: 'unknown', value: why === undefined ? 'not known' : UNKNOWN_TEXT[why] };
}

function tone(assessment: MonthAssessment, letters: string, otherwise: StatusTone): StatusTone {
  if (touched(assessment.blockers, letters)) return 'blocks';
  if (touched(assessment.unknowns, letters)) return 'unknown';
  return touched(assessment.warnings, letters) ? 'attention' : otherwise;
}

function touched(ruleIds: readonly string[], ...letters: readonly string[]): boolean {
  return ruleIds.some((ruleId) => letters.some((start) => ruleId.startsWith(start)));
}
