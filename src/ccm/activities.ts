import type { RuleId } from './rules.ts';

/** What may be logged, whether it can count as CCM time, and the rule that says so. */
export interface Activity {
  readonly counts: boolean;
  readonly ruleId: RuleId;
}

/** The vocabulary of time entries (section 8 of the rulebook). A word outside it is not known to count. */
export const ACTIVITIES = {
  'care-coordination-call': { counts: true, ruleId: 'ACT-1' },
  'medication-reconciliation': { counts: true, ruleId: 'ACT-2' },
  'care-plan-creation': { counts: true, ruleId: 'ACT-3' },
  'care-plan-review': { counts: true, ruleId: 'ACT-3' },
  'patient-education': { counts: true, ruleId: 'ACT-1' },
  'record-review': { counts: true, ruleId: 'ACT-4' },
  'specialist-coordination': { counts: true, ruleId: 'ACT-5' },
  'post-discharge-follow-up': { counts: true, ruleId: 'ACT-6' },
  'family-call': { counts: true, ruleId: 'ACT-1' },
  'behavioral-health-followup': { counts: true, ruleId: 'ACT-1' },
  'symptom-monitoring': { counts: true, ruleId: 'ACT-1' },
  'community-services': { counts: true, ruleId: 'ACT-5' },
  'preventive-care': { counts: true, ruleId: 'ACT-6' },
  'appointment-scheduling-clerical': { counts: false, ruleId: 'ACT-21' },
  'voicemail-only-no-information': { counts: false, ruleId: 'ACT-22' },
  'general-staff-training': { counts: false, ruleId: 'ACT-24' },
  'rooming-and-vitals': { counts: false, ruleId: 'ACT-26' },
  'rpm-data-review': { counts: false, ruleId: 'ACT-25' },
  'automated-outreach': { counts: false, ruleId: 'TIME-18' },
  'prior-authorization': { counts: false, ruleId: 'ACT-23' },
} as const satisfies Record<string, Activity>;

export type ActivityId = keyof typeof ACTIVITIES;

/** Whether `word` is in the vocabulary. */
export function isActivityId(word: string): word is ActivityId {
  return Object.hasOwn(ACTIVITIES, word);
}

/** The activity of a word; undefined where the vocabulary does not have it. */
export function activityOf(word = ''): Activity | undefined {
  return isActivityId(word) ? ACTIVITIES[word] : undefined;
}
