import type { RuleGrounds } from './rule-grounds.ts';

/** Sections 6 and 8 of the rulebook: time and activities. */
export const TIME_GROUNDS = {
  'TIME-1': {
    sources: ['aafp-qa', 'cms-rhc-booklet'],
    sure: 'secondary',
    says: 'Time is summed by calendar month; nothing is carried over.',
  },
  'TIME-2': {
    sources: ['threshold-wording', 'icd10monitor', 'aap-99437', 'cptcodecalculator'],
    sure: 'secondary',
    says: 'Thresholds are reached in full: 19 minutes are not 20, and a midpoint earns nothing.',
  },
  'TIME-3': {
    sources: ['cms-faq-2017', 'timedoc'],
    sure: 'primary',
    says: 'Only clinical staff and the billing practitioner count.',
  },
  'TIME-4': {
    sources: ['cms-faq-2017', 'legalclarity-99487'],
    sure: 'primary',
    says: 'The practitioner’s own minutes may count as clinical-staff time.',
  },
  'TIME-5': {
    sources: ['icd10monitor'],
    sure: 'secondary',
    says: 'A practitioner minute is used once, and staff minutes never build the practitioner’s codes.',
  },
  'TIME-6': {
    sources: [],
    authorsReason: 'The coding guideline on time spent together was not read; counting a minute once is the safe side.',
    sure: 'memory',
    says: 'People working on the patient at the same moment count once.',
  },
  'TIME-7': {
    sources: ['positive-check', 'cms-ccm-faq'],
    sure: 'secondary',
    says: 'Work for several patients at once is divided among them.',
  },
  'TIME-8': {
    sources: ['rvudoc', 'cms-ccm-faq'],
    sure: 'secondary',
    says: 'Time inside a face-to-face visit does not count.',
  },
  'TIME-9': {
    sources: [],
    authorsReason: 'Since 2021 the time of an E/M visit takes in the practitioner’s other work of that day.',
    sure: 'memory',
    says: 'The practitioner’s own minutes on the date of an E/M visit they report do not count.',
  },
  'TIME-10': {
    sources: ['positive-check', 'aafp-bhi', 'cms-ccm-faq'],
    sure: 'secondary',
    says: 'A minute counted toward another service does not count.',
  },
  'TIME-11': {
    sources: ['aafp-qa', 'timedoc', 'noridian-qa'],
    sure: 'secondary',
    says: 'Activities that are no care management do not count.',
  },
  'TIME-12': {
    sources: ['aafp-2015'],
    sure: 'primary',
    says: 'Days as hospital inpatient or in a SNF Part A stay do not count; the day of discharge may.',
  },
  'TIME-13': {
    sources: [],
    authorsReason: 'There is no patient to manage after death.',
    sure: 'memory',
    says: 'Work after the date of death does not count.',
  },
  'TIME-14': {
    sources: [],
    authorsReason: 'A calendar month needs a clock; the practice’s own is the only one its records follow.',
    sure: 'memory',
    says: 'The month turns at the practice’s local midnight; an entry across it is split.',
  },
  'TIME-15': {
    sources: [],
    authorsReason: 'Rounding entry by entry overstates the month; one person cannot log two blocks at once.',
    sure: 'memory',
    says: 'Seconds are summed and floored once; overlapping entries of one person count once.',
  },
  'TIME-16': {
    sources: ['positive-check', 'svmic-g0506'],
    sure: 'secondary',
    says: 'Effort that justifies G0506 is no monthly CCM time.',
  },
  'TIME-17': {
    sources: ['positive-check', 'codingintel-prolonged', 'aap-99437'],
    sure: 'secondary',
    says: 'An entry has a date, a duration, a person and an activity, and is written within 7 days.',
  },
  'TIME-18': {
    sources: [],
    authorsReason: 'Software is no clinical staff, and Medicare does not pay for work done outside the United States.',
    sure: 'memory',
    says: 'Automated work and work outside the United States do not count.',
  },
  'TIME-19': {
    sources: ['cms-faq-2017', 'noridian-qa'],
    sure: 'primary',
    says: 'Contact with the patient is not required each month; documented work is.',
  },
  'ACT-1': {
    sources: ['rhihub-ccm', 'timedoc'],
    sure: 'secondary',
    says: 'Contact with patient or caregiver about the conditions, self-management support and education count.',
  },
  'ACT-2': {
    sources: ['timedoc', 'aafp-qa'],
    sure: 'secondary',
    says: 'Medication reconciliation, review and coordination count.',
  },
  'ACT-3': {
    sources: ['timedoc'],
    sure: 'secondary',
    says: 'Work on the care plan and documentation of CCM work count.',
  },
  'ACT-4': {
    sources: ['timedoc'],
    sure: 'secondary',
    says: 'Review of results, notes and outside records counts.',
  },
  'ACT-5': {
    sources: ['timedoc', 'rhihub-ccm'],
    sure: 'secondary',
    says: 'Coordination with other clinicians, services and the community counts.',
  },
  'ACT-6': {
    sources: ['timedoc'],
    sure: 'secondary',
    says: 'Follow-up after ED or discharge that is not TCM, and preventive tracking, count.',
  },
  'ACT-7': {
    sources: [],
    authorsReason: 'Whether explaining CCM and taking the consent is CCM time is not settled in any text read.',
    sure: 'memory',
    says: 'Whether the enrolment conversation counts is not settled.',
  },
  'ACT-20': {
    sources: ['cms-faq-2017'],
    sure: 'primary',
    says: 'Work of reception, billing and other non-clinical staff does not count.',
  },
  'ACT-21': {
    sources: ['timedoc'],
    sure: 'secondary',
    says: 'Scheduling, mailing and faxing without clinical content do not count.',
  },
  'ACT-22': {
    sources: ['noridian-qa'],
    sure: 'memory',
    says: 'An unanswered call without qualifying work does not count.',
  },
  'ACT-23': {
    sources: ['aafp-qa'],
    sure: 'secondary',
    says: 'Prior authorisation is debatable: it is not counted, and that is said.',
  },
  'ACT-24': {
    sources: ['cms-faq-2017'],
    sure: 'secondary',
    says: 'Training, travel, mere supervision and claim work do not count.',
  },
  'ACT-25': {
    sources: ['positive-check'],
    sure: 'secondary',
    says: 'Review of remote monitoring data belongs to remote monitoring.',
  },
  'ACT-26': {
    sources: ['rvudoc', 'positive-check'],
    sure: 'secondary',
    says: 'Nothing inside a billed visit, and nothing counted elsewhere, counts.',
  },
} as const satisfies Record<string, RuleGrounds>;
