import type { RuleGrounds } from './rule-grounds.ts';

/** Sections 3 to 5 of the rulebook: consent, care plan, practice, and who may bill and work. */
export const CONSENT_PLAN_PRACTICE_GROUNDS = {
  'CONS-1': {
    sources: ['cms-connected-care', 'noridian-qa', 'cgs-rhc'],
    sure: 'primary',
    says: 'The patient consented before CCM, by word or in writing, and the record says so.',
  },
  'CONS-2': {
    sources: ['careharmony-consent', 'positive-check', 'noridian-review'],
    sure: 'secondary',
    says: 'The consent records what was explained: cost sharing, one practitioner a month, the right to stop at month end.',
  },
  'CONS-3': {
    sources: ['noridian-qa', 'positive-check'],
    sure: 'primary',
    says: 'Consent is asked once, and again only when the billing practitioner changes.',
  },
  'CONS-4': {
    sources: ['careharmony-consent'],
    sure: 'secondary',
    says: 'A revocation ends CCM at the end of its calendar month.',
  },
  'CONS-5': {
    sources: ['cgs-rhc'],
    sure: 'primary',
    says: 'Minutes before the date of consent do not count; those on the date do.',
  },
  'CONS-6': {
    sources: ['cgs-rhc', 'cms-ccm-faq'],
    sure: 'primary',
    says: 'Staff under general supervision may obtain the consent, at or after the initiating visit.',
  },
  'CONS-7': {
    sources: ['aafp-bhi'],
    sure: 'secondary',
    says: 'Consent to CCM is no consent to behavioural health integration, PCM or APCM.',
  },
  'PLAN-1': {
    sources: ['cms-faq-2017', 'cgs-rhc', 'icd10monitor'],
    sure: 'secondary',
    says: 'A comprehensive electronic care plan exists by the end of the month.',
  },
  'PLAN-2': {
    sources: ['positive-check', 'cla-2020', 'nextgen-plan'],
    sure: 'secondary',
    says: 'A plan typically holds ten elements; those missing are named.',
  },
  'PLAN-3': {
    sources: ['noridian-review'],
    sure: 'primary',
    says: 'The patient or caregiver was given a copy of the plan, and the date is recorded.',
  },
  'PLAN-4': {
    sources: ['cms-faq-2017', 'cptcodecalculator'],
    sure: 'secondary',
    says: 'The plan is at hand electronically for those who furnish CCM and is shared with others in time.',
  },
  'PLAN-5': {
    sources: ['noridian-qa'],
    sure: 'primary',
    says: 'The practitioner develops and signs the plan; staff may monitor and revise it.',
  },
  'PRAC-1': {
    sources: ['rhihub-ccm', 'aapc-answering'],
    sure: 'secondary',
    says: 'The patient can reach a clinician or clinical staff at any hour for urgent needs; an answering machine is not enough.',
  },
  'PRAC-2': {
    sources: ['cms-ccm-booklet', 'cms-rhc-booklet'],
    sure: 'secondary',
    says: 'The patient can see a designated member of the care team for routine appointments.',
  },
  'PRAC-3': {
    sources: ['aafp-bhi', 'cms-rhc-booklet'],
    sure: 'secondary',
    says: 'The practice keeps the record in certified EHR technology.',
  },
  'PRAC-4': {
    sources: ['nextgen-plan', 'cms-ccm-booklet'],
    sure: 'secondary',
    says: 'Care transitions, community services, messaging, preventive care and medication reconciliation are expected too.',
  },
  'WHO-1': {
    sources: ['cms-connected-care', 'rhihub-ccm'],
    sure: 'primary',
    says: 'Physicians of any specialty, PA, NP, CNS and CNM may bill, and so may RHC, FQHC, hospital outpatient and CAH.',
  },
  'WHO-2': {
    sources: ['cgs-2015'],
    sure: 'primary',
    says: 'Practitioners of limited licence cannot be the billing practitioner.',
  },
  'WHO-3': {
    sources: ['cms-faq-2017', '42-cfr-410-26', 'timedoc'],
    sure: 'primary',
    says: 'Clinical staff work under supervision as the law of the state allows; contracted staff qualify.',
  },
  'WHO-4': {
    sources: ['42-cfr-410-26', '42-cfr-405-2413', 'cms-rhc-booklet'],
    sure: 'primary',
    says: 'General supervision suffices: the practitioner directs and need not be present.',
  },
  'WHO-5': {
    sources: ['cms-faq-2017', 'positive-check'],
    sure: 'secondary',
    says: 'Staff work may be contracted out; the decision making of complex CCM may not.',
  },
} as const satisfies Record<string, RuleGrounds>;
