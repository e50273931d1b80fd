import type { Chart, LocalDate, UnknownKind } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { StatusTone } from '../ui/Status.tsx';
import { askingText } from './consent/asking-text.ts';
import type { OpenAsking } from './consent/consent-view.ts';
import type { EnrolmentStep } from './enrolment/enrolment-view.ts';
import { TONE_TEXT } from './finding-tone.ts';
import { formatDate, formatDateAgo, plural } from './format.ts';
import { isCovered } from './month-words.ts';
import { unseenFact } from './unseen.ts';

export interface ChipState {
  readonly tone: StatusTone;
  readonly value: string;
}

/** Read after the name of the thing: `Consent could not be read`. */
const UNKNOWN_VALUE = {
  'not-recorded': 'not known',
  'not-granted': 'not visible to Intervisit',
  'not-supported': 'not offered by this EHR',
  unreadable: 'could not be read',
  'not-answered': 'not answered by the EHR',
} as const satisfies Record<UnknownKind, string>;

export function eligibilityChip(chart: Chart, assessment: MonthAssessment): ChipState {
  if (!isCovered(assessment)) return { tone: 'plain', value: 'no rules for this month' };
  const state = tone(assessment, ['ELIG', 'WHO', 'PRAC'], 'met');
  const unseen = unseenFact(chart, 'conditions');
  if (unseen !== undefined) return { tone: state, value: `conditions ${UNKNOWN_VALUE[unseen]}` };
  const conditions = plural(assessment.distinctChronicConditions.length, 'chronic condition');
  return { tone: state, value: state === 'met' ? conditions : `${TONE_TEXT[state].toLowerCase()}, ${conditions}` };
}

/** @param last how the enrolment stands; null where nobody stated it. */
export function enrolmentChip(last: Pick<EnrolmentStep, 'status' | 'on'> | null): ChipState {
  if (last === null) return { tone: 'plain', value: 'not stated' };
  return { tone: last.status === 'active' ? 'met' : 'attention', value: `${last.status} since ${formatDate(last.on)}` };
}

/** @param asking what came of the latest asking, where it led to no consent. */
export function consentChip(chart: Chart, assessment: MonthAssessment, today: LocalDate, asking: OpenAsking | null = null): ChipState {
  const { consent } = chart;
  const revoked = consent?.revokedDate;
  if (asking !== null) return { tone: tone(assessment, ['CONS'], 'attention'), value: askingText(asking, today) };
  if (revoked != null) return { tone: tone(assessment, ['CONS'], 'attention'), value: `withdrawn ${formatDate(revoked)}` };
  if (consent == null) return absent(chart, 'consent', consent === null, assessment, 'CONS');
  const later = isAfter(consent.date, assessment) ? ', after this month' : '';
  return { tone: tone(assessment, ['CONS'], 'met'), value: `${formatDateAgo(consent.date, today)}${later}` };
}

export function carePlanChip(chart: Chart, assessment: MonthAssessment, today: LocalDate): ChipState {
  const { carePlan } = chart;
  if (carePlan == null || !carePlan.present) {
    return absent(chart, 'carePlan', carePlan !== undefined, assessment, 'PLAN');
  }
  const { establishedDate, signedDate, lastReviewedDate } = carePlan;
  const state = tone(assessment, ['PLAN'], 'met');
  if (establishedDate != null && isAfter(establishedDate, assessment)) {
    return { tone: state, value: `established ${formatDate(establishedDate)}, after this month` };
  }
  if (signedDate != null) return { tone: state, value: `signed ${formatDateAgo(signedDate, today)}` };
  return { tone: state, value: lastReviewedDate == null ? 'in place' : `reviewed ${formatDateAgo(lastReviewedDate, today)}` };
}

function isAfter(date: LocalDate, { month }: MonthAssessment): boolean {
  return date.slice(0, 7) > month;
}

function absent(chart: Chart, fact: 'consent' | 'carePlan', known: boolean, assessment: MonthAssessment, letters: string): ChipState {
  if (known) return { tone: tone(assessment, [letters], 'attention'), value: 'none' };
  return { tone: 'unknown', value: UNKNOWN_VALUE[chart.unknownBecause?.[fact] ?? 'not-recorded'] };
}

function tone(assessment: MonthAssessment, letters: readonly string[], otherwise: StatusTone): StatusTone {
  if (!isCovered(assessment)) return 'plain';
  if (touched(assessment.blockers, letters)) return 'blocks';
  if (touched(assessment.unknowns, letters)) return 'unknown';
  return touched(assessment.warnings, letters) ? 'attention' : otherwise;
}

function touched(ruleIds: readonly string[], letters: readonly string[]): boolean {
  return ruleIds.some((ruleId) => letters.some((start) => ruleId.startsWith(start)));
}
