import type { RuleId } from '../ccm/rules.ts';
import { conflict, type RuleText, shared } from './rule-wording.ts';

const TELL_OTHERS = 'Check with the other practice; Intervisit sees this EHR only.';

/**
 * Words for the rules that can block a month or leave time out: the first screen says them, so they are loaded with it,
 * and those of the other rules are not.
 */
export const BARRING_TEXT = {
  'SCOPE-1': {
    name: 'Month covered by the rules',
    met: 'Intervisit has rules for this month.',
    notMet: 'Intervisit has no rules for this month, so it proposes nothing.',
    settle: 'Choose a month from January 2024 to December 2026.',
  },
  'ELIG-1': {
    name: 'Two or more chronic conditions',
    met: 'Two or more distinct chronic conditions count.',
    notMet: 'Fewer than two distinct chronic conditions count.',
    unknown: 'Whether two chronic conditions count is not known: some need review, or could not be read.',
    settle: 'A clinician reviews the conditions, or codes them fully in the problem list.',
  },
  'ELIG-2': {
    name: 'Significant risk',
    met: 'A clinician has stated that the conditions place the patient at significant risk.',
    notMet: 'Nobody has stated that the conditions place the patient at significant risk.',
    unknown: 'Whether a clinician has stated significant risk is not known.',
    settle: 'The practitioner states it; a diagnosis list cannot.',
  },
  'ELIG-3': {
    name: 'Which conditions count',
    met: 'Each condition was judged by code and status, and each disease counted once.',
    notMet: 'Conditions in the chart do not count by code or status.',
    unknown: 'Some conditions could not be judged.',
    settle: 'A clinician reviews them.',
  },
  'ELIG-4': {
    name: 'Visit in the year before CCM began',
    met: 'The patient was seen in the year before CCM began, or an initiating visit was made.',
    notMet: 'No qualifying visit in the year before CCM began: an initiating visit is needed.',
    unknown: 'Whether the patient was seen in the year before CCM began is not known.',
    settle: 'The practitioner makes or names the initiating visit.',
  },
  'ELIG-5': {
    name: 'Visit of a kind that qualifies',
    met: 'The visit is of a kind that can begin CCM.',
    notMet: 'The visits found are not of a kind that can begin CCM.',
    unknown: 'What kind of visit it was is not known.',
    settle: 'The practitioner makes or names an office visit, wellness visit or post-discharge visit.',
  },
  'ELIG-6': {
    name: 'CCM discussed at the initiating visit',
    met: 'CCM was discussed at the initiating visit, or no such visit was required.',
    notMet: 'The initiating visit does not record that CCM was discussed.',
    unknown: 'Whether CCM was discussed at the initiating visit is not known.',
    settle: 'The practitioner who made the visit says so.',
  },
  'ELIG-7': {
    name: 'Medicare Part B',
    met: 'Part B is active in this month.',
    notMet: 'Part B is not active in this month.',
    unknown: 'Whether Part B is active in this month is not known.',
    settle: 'Registration checks the coverage.',
  },
  'ELIG-8': {
    name: 'Inpatient or skilled nursing stay',
    met: 'No stay takes up the month.',
    notMet: 'An inpatient or Part A skilled nursing stay takes up time of the month.',
    unknown: 'Whether the patient was an inpatient in this month is not known.',
    settle: 'Check admissions and discharges in the EHR.',
  },
  'ELIG-13': {
    name: 'Medicare innovation models',
    met: 'The patient is in no model that replaces CCM.',
    notMet: 'The patient is in a Medicare model that replaces CCM.',
    unknown: 'Whether the patient is in a Medicare model that replaces CCM is not known.',
    settle: 'The practice manager knows which models the practice takes part in.',
  },
  'CONS-1': {
    name: 'Consent on record',
    met: 'The patient has agreed to CCM, and it is on record.',
    notMet: 'No consent to CCM is on record.',
    unknown: 'Whether the patient has agreed to CCM is not known.',
    settle: 'Ask the patient; verbal consent is enough if it is documented.',
  },
  'CONS-2': {
    name: 'What the patient was told',
    met: 'The record shows that the patient was told what consent must cover.',
    notMet: 'The consent does not show everything the patient must be told.',
    unknown: 'What the patient was told is not known.',
    settle: 'Tell the patient about cost sharing, one practitioner a month and the right to stop, and record it.',
  },
  'CONS-3': {
    name: 'Consent for this practitioner',
    met: 'The consent is for the practitioner who bills.',
    notMet: 'The consent is for another practitioner.',
    unknown: 'Which practitioner the consent is for is not known.',
    settle: 'Ask the patient again for the practitioner who bills now.',
  },
  'CONS-4': {
    name: 'Consent still in force',
    met: 'The consent is in force in this month.',
    notMet: 'The patient withdrew consent; months after that one cannot be billed.',
    unknown: 'Whether the consent is still in force is not known.',
    settle: 'Ask the patient whether CCM should go on.',
  },
  'CONS-5': {
    name: 'Time after consent',
    met: 'All time was logged on or after the day of consent.',
    notMet: 'Time from before the day of consent was left out.',
    unknown: 'Whether the time came after consent is not known.',
    settle: 'Record the date of consent.',
  },
  'PLAN-1': {
    name: 'Comprehensive care plan',
    met: 'A comprehensive care plan is in place by the end of the month.',
    notMet: 'No comprehensive care plan is in place by the end of the month.',
    unknown: 'Whether there is a comprehensive care plan is not known.',
    settle: 'The care team writes one in the EHR.',
  },
  'PLAN-3': {
    name: 'Copy for the patient',
    met: 'The patient or caregiver was given a copy of the plan.',
    notMet: 'No copy of the plan is recorded as given to the patient or caregiver.',
    unknown: 'Whether the patient was given a copy of the plan is not known.',
    settle: 'Give a copy, on paper or electronically, and record the date.',
  },
  'PRAC-1': {
    name: 'Reachable at all hours',
    met: 'The practice states that patients reach a clinician at any hour.',
    notMet: 'The practice states that patients cannot reach a clinician at any hour.',
    unknown: 'The practice has not stated that patients reach a clinician at any hour.',
    settle: 'The practice manager states it in the site’s settings.',
  },
  'PRAC-2': {
    name: 'A team member for continuity',
    met: 'The practice states that each patient has a designated team member.',
    notMet: 'The practice states that patients have no designated team member.',
    unknown: 'The practice has not stated that each patient has a designated team member.',
    settle: 'The practice manager states it in the site’s settings.',
  },
  'PRAC-3': {
    name: 'Certified EHR',
    met: 'The practice states that it uses a certified EHR.',
    notMet: 'The practice states that its EHR is not certified.',
    unknown: 'The practice has not stated that its EHR is certified.',
    settle: 'The practice manager states it in the site’s settings.',
  },
  'WHO-2': {
    name: 'The billing practitioner',
    met: 'The billing practitioner is of a kind that may bill CCM.',
    notMet: 'The billing practitioner is of a kind that may not bill CCM.',
    unknown: 'The billing practitioner, or their profession, is not known.',
    settle: 'Name the billing practitioner and their profession in the EHR.',
  },
  'TIME-1': {
    name: 'Time of this calendar month',
    met: 'All time lies in this calendar month.',
    notMet: 'Time of other months was left out; nothing carries over.',
    unknown: 'What time was logged, or when, is not known.',
    settle: 'Correct the date of the entry.',
  },
  'TIME-3': {
    name: 'Only clinical staff and practitioners',
    met: 'All counted time is by clinical staff or practitioners.',
    notMet: 'Time by others than clinical staff and practitioners was left out.',
    unknown: 'Who did some of the work is not known.',
    settle: 'Correct the person’s role in the entry.',
  },
  'TIME-5': {
    name: 'Each practitioner minute once',
    met: 'No practitioner minute is used twice.',
    notMet: 'Practitioner minutes used for another code were left out.',
    unknown: 'Whether a practitioner minute was used twice is not known.',
  },
  'TIME-6': {
    name: 'Work at the same moment',
    met: 'No two people’s work overlaps.',
    notMet: 'Overlapping work was counted once.',
    unknown: 'Whether entries overlap is not known; they have no clock times.',
    settle: 'Give the entries a start time.',
  },
  'TIME-7': {
    name: 'Work for several patients',
    met: 'No entry was shared with other patients.',
    notMet: 'Work for several patients was divided among them.',
    unknown: 'Whether an entry was shared with other patients is not known.',
  },
  'TIME-8': {
    name: 'Time inside a visit',
    met: 'No time is part of a visit.',
    notMet: 'Time that was part of a visit was left out.',
    unknown: 'Whether some time was part of a visit is not known.',
    settle: 'Check the visits of that day.',
  },
  'TIME-9': {
    name: 'Practitioner’s time on the day of a visit',
    met: 'No practitioner time falls on the day of a visit they bill.',
    notMet: 'Practitioner time on the day of a visit was left out: the visit’s code covers it.',
    unknown: 'Whether the practitioner billed a visit that day is not known.',
    settle: 'Check the visits of that day.',
  },
  'TIME-10': {
    name: 'Time counted for another service',
    met: 'No time is counted toward another service.',
    notMet: 'Time counted toward another service was left out.',
    unknown: 'Whether some time counts toward another service is not known.',
  },
  'TIME-11': {
    name: 'Activities that count',
    met: 'All time went to activities that count.',
    notMet: 'Time for activities that do not count was left out.',
    unknown: 'What some of the time was for is not known.',
    settle: 'Log the entry again with its activity.',
  },
  'TIME-12': {
    name: 'Days in hospital',
    met: 'No time falls on a day in hospital or in a Part A skilled nursing stay.',
    notMet: 'Time on days in hospital or in a Part A skilled nursing stay was left out.',
    unknown: 'Whether the patient was in hospital on those days is not known.',
    settle: 'Check admissions and discharges in the EHR.',
  },
  'TIME-13': {
    name: 'Time after death',
    met: 'No time falls after the date of death.',
    notMet: 'Time after the date of death was left out.',
    unknown: 'The date of death is not known.',
    settle: 'Record the date of death in the EHR.',
    settleNotMet: 'Check the date of the entry against the date of death.',
  },
  'TIME-14': {
    name: 'Month ends at midnight at the practice',
    met: 'No entry crosses the end of the month.',
    notMet: 'An entry across midnight at the month’s end was split; the other month’s part was left out.',
    unknown: 'Whether an entry crosses the end of the month is not known.',
  },
  'TIME-15': {
    name: 'Seconds are kept',
    met: 'Seconds are added up first and turned into minutes once.',
    notMet: 'Overlapping entries by one person were counted once.',
    unknown: 'How long some entries lasted is not known.',
    settle: 'Log the entry again with its length.',
  },
  'TIME-16': {
    name: 'Time behind care planning at the visit',
    met: 'No time was used for the care planning add-on.',
    notMet: 'Time behind the care planning add-on was left out.',
    unknown: 'Whether time was used for the care planning add-on is not known.',
  },
  'TIME-18': {
    name: 'Software, and work abroad',
    met: 'No time is by software or from outside the United States.',
    notMet: 'Time by software or from outside the United States was left out.',
    unknown: 'Whether some work was done outside the United States is not known.',
  },
  'ACT-20': noActivity('Work by non-clinical staff'),
  'ACT-21': noActivity('Scheduling and mailing'),
  'ACT-22': noActivity('Calls that reach nobody'),
  'ACT-23': noActivity('Prior authorization'),
  'ACT-24': noActivity('Training, travel, supervision'),
  'ACT-25': noActivity('Remote monitoring review'),
  'ACT-26': noActivity('Work inside a visit or another service'),
  'CONC-1': {
    name: 'CCM by somebody else this month',
    met: 'No CCM by another practice or practitioner is seen in this EHR.',
    notMet: 'Another practitioner has reported CCM this month; only one is paid.',
    unknown: 'Whether somebody else reports CCM this month is not known.',
    settle: TELL_OTHERS,
  },
  'CONC-2': {
    name: 'One family of CCM codes',
    met: 'No second family of CCM codes is recorded this month.',
    notMet: 'Another family of CCM codes is recorded this month.',
    unknown: 'Whether other CCM codes are recorded this month is not known.',
    settle: 'The biller decides which family stands.',
  },
  'CONC-3': conflict('Home health or hospice oversight'),
  'CONC-4': conflict('Monthly dialysis services'),
  'CONC-5': shared('Post-discharge transition care'),
  'CONC-9': conflict('One-condition care management'),
  'CONC-10': conflict('Advanced primary care'),
  'CONC-14': {
    name: 'Surgical follow-up period',
    met: 'The billing practitioner owns no surgical follow-up period in this month.',
    notMet: 'The month falls in a surgical follow-up period of the billing practitioner.',
    unknown: 'Whether a surgical follow-up period covers the month is not known.',
    settle: 'The practitioner or the biller says so.',
  },
  'CONC-18': {
    name: 'Health centers and others’ billing',
    met: 'No other practitioner’s care coordination is seen in this EHR.',
    notMet: 'Another practitioner or facility bills care coordination for this month.',
    unknown: 'Whether another practitioner bills care coordination this month is not known.',
    settle: TELL_OTHERS,
  },
} as const satisfies Partial<Readonly<Record<RuleId, RuleText>>>;

const TEXTS: Partial<Readonly<Record<RuleId, RuleText>>> = BARRING_TEXT;

/** The words for a rule that blocks the month or has left time out. */
export function barringText(ruleId: RuleId): RuleText {
  return TEXTS[ruleId] ?? { name: `Rule ${ruleId}`, met: `Rule ${ruleId} is met.`, notMet: `Rule ${ruleId} is not met.` };
}

function noActivity(name: string): RuleText {
  return {
    name: `${name} does not count`,
    met: 'No time was logged for this.',
    notMet: 'Time for this was left out.',
    unknown: 'Whether time was logged for this is not known.',
  };
}
