import type { RuleGrounds } from './rule-grounds.ts';

/** Sections 1 and 2 of the rulebook: scope and eligibility. */
export const ELIGIBILITY_GROUNDS = {
  'SCOPE-1': {
    sources: [],
    authorsReason: 'No rule text for other months was at hand when the tables were written.',
    sure: 'memory',
    says: 'A service month outside 2024-01 to 2026-12 is not judged.',
  },
  'SCOPE-2': {
    sources: ['positive-check', 'cms-rhc-booklet', 'fairpath-apcm'],
    sure: 'secondary',
    says: 'The service month chooses the rules, not the date of billing.',
  },
  'SCOPE-3': {
    sources: ['cms-ccm-booklet'],
    sure: 'secondary',
    says: 'Original Medicare is the base; every other payer is a policy laid over it.',
  },
  'ELIG-1': {
    sources: ['cms-connected-care', 'cms-faq-2017', 'cgs-rhc', 'oig-plan-2026'],
    sure: 'primary',
    says: 'The patient has two or more distinct chronic conditions, each expected to last 12 months or until death.',
  },
  'ELIG-2': {
    sources: ['cms-connected-care', 'cgs-rhc', 'oig-plan-2026'],
    sure: 'primary',
    says: 'A practitioner has stated that the conditions put the patient at significant risk; it is never inferred.',
  },
  'ELIG-3': {
    sources: [],
    authorsReason: 'ELIG-1 needs a rule for what in a problem list is one distinct, current chronic condition; it acts through ELIG-1.',
    sure: 'memory',
    says: 'A condition counts when it is active, confirmed, within the month and chronic; one disease counts once.',
  },
  'ELIG-3a': {
    sources: ['cms-ccm-booklet', 'cgs-2015'],
    sure: 'secondary',
    says: 'CMS names examples of chronic conditions and keeps no closed list.',
  },
  'ELIG-4': {
    sources: ['positive-check', 'cms-ccm-faq', 'cms-rhc-booklet'],
    sure: 'secondary',
    says: 'A new patient, or one not seen within the year before CCM began, needs an initiating visit; tested once, at the start.',
  },
  'ELIG-5': {
    sources: ['positive-check', 'svmic-g0506', 'noridian-chi'],
    sure: 'secondary',
    says: 'Office and home visits of level 2 and up, wellness visits, the Medicare welcome visit and TCM can initiate; 99211, hospital, ED and check-ins cannot.',
  },
  'ELIG-5a': {
    sources: ['telehealth-2027'],
    sure: 'memory',
    says: 'A visit by audio and video can initiate; one by audio alone is doubtful.',
  },
  'ELIG-6': {
    sources: ['noridian-qa', 'positive-check'],
    sure: 'primary',
    says: 'A required initiating visit counts only if CCM was discussed at it and that is documented.',
  },
  'ELIG-7': {
    sources: ['cgs-rhc', 'cms-connected-care'],
    sure: 'primary',
    says: 'Medicare Part B is active in the month; patients with Medicaid too qualify.',
  },
  'ELIG-8': {
    sources: ['aafp-2015'],
    sure: 'primary',
    says: 'Hospital inpatient and SNF Part A days do not count; the rest of such a month does.',
  },
  'ELIG-9': {
    sources: ['amda-facilities'],
    sure: 'primary',
    says: 'Residents of a facility that is not paid for their care management may receive CCM.',
  },
  'ELIG-10': {
    sources: ['aapc-homecare'],
    sure: 'memory',
    says: 'After a hospice election, CCM must be unrelated to the terminal illness or by the attending of choice.',
  },
  'ELIG-11': {
    sources: ['aapc-homecare'],
    sure: 'secondary',
    says: 'A home-health plan of care does not bar CCM by itself; billed oversight does.',
  },
  'ELIG-12': {
    sources: ['aapc-homecare'],
    sure: 'primary',
    says: 'End-stage renal disease does not bar CCM; the monthly dialysis payment does.',
  },
  'ELIG-13': {
    sources: ['access-model', 'guide-model'],
    sure: 'secondary',
    says: 'An innovation model that already pays for care management takes CCM away while the patient is aligned.',
  },
  'ELIG-14': {
    sources: [],
    authorsReason: 'Risk and plan concern the patient as a whole; no text asks for work on each condition each month.',
    sure: 'memory',
    says: 'Not every condition has to be worked on in every month.',
  },
} as const satisfies Record<string, RuleGrounds>;
