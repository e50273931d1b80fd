import type { RuleGrounds } from './rule-grounds.ts';

/** Section 7 of the rulebook: codes and the choice among them. */
export const CODE_GROUNDS = {
  'CODE-1': {
    sources: ['cms-faq-2017', 'payerready'],
    sure: 'secondary',
    says: '99490 from 20 minutes of staff and practitioner time together; once a month.',
  },
  'CODE-2': {
    sources: ['cla-2020', 'codapedia', 'officeemr-99439', 'certintell-2022'],
    sure: 'secondary',
    says: '99439 for each further full 20 minutes beside 99490; at most twice.',
  },
  'CODE-3': {
    sources: ['codapedia', 'rvudoc'],
    sure: 'secondary',
    says: '99491 from 30 minutes of the practitioner’s own time; once a month.',
  },
  'CODE-4': {
    sources: ['aap-99437', 'certintell-2022', 'payerready'],
    sure: 'secondary',
    says: '99437 for each further full 30 practitioner minutes beside 99491; two proposed, since claims edits allow two.',
  },
  'CODE-5': {
    sources: ['threshold-wording', 'positive-check'],
    sure: 'secondary',
    says: '99487 from 60 minutes with moderate or high decision making; once a month.',
  },
  'CODE-6': {
    sources: ['threshold-wording', 'payerready'],
    sure: 'secondary',
    says: '99489 for each further full 30 minutes beside 99487; claims edits allow ten.',
  },
  'CODE-7': {
    sources: ['svmic-g0506', 'positive-check', 'pfs-2017'],
    sure: 'secondary',
    says: 'G0506 once, beside the initiating visit, when the practitioner planned in person beyond its usual effort.',
  },
  'CODE-8': {
    sources: ['rhihub-pcm', 'certintell-2022', 'payerready'],
    sure: 'secondary',
    says: '99424 and 99425: principal care of one condition by the practitioner, 30 minutes and each further 30.',
  },
  'CODE-9': {
    sources: ['certintell-2022', 'ccn-pcm'],
    sure: 'secondary',
    says: '99426 and 99427: principal care of one condition by staff, 30 minutes and each further 30.',
  },
  'CODE-10': {
    sources: ['codingintel-rhc', 'care-logic-g0511', 'prevounce-g0511', 'cms-rhc-booklet'],
    sure: 'secondary',
    says: 'RHC and FQHC: G0511 once from 20 minutes; the only way through 2024, a choice to 2025-09, gone after.',
  },
  'CODE-11': {
    sources: ['cms-rhc-booklet', 'codingintel-rhc'],
    sure: 'secondary',
    says: 'RHC and FQHC report the individual codes; never these and G0511 for the same service.',
  },
  'CODE-12': {
    sources: ['aafp-apcm', 'rhihub-apcm', 'bass-berry-apcm', 'cms-rhc-booklet'],
    sure: 'secondary',
    says: 'APCM pays by month and level without minutes: one condition or none, two or more, two or more with QMB.',
  },
  'CODE-13': {
    sources: ['fairpath-apcm', 'cms-rhc-booklet'],
    sure: 'secondary',
    says: 'The behavioural add-ons of 2026 go with APCM only, never with CCM.',
  },
  'CODE-14': {
    sources: ['cla-2020', 'certintell-2022'],
    sure: 'secondary',
    says: 'G2058, G2064 and G2065 have ended and are never proposed.',
  },
  'CODE-15': {
    sources: ['codapedia', 'techtarget', 'positive-check'],
    sure: 'secondary',
    says: 'One family of codes a month; the family may change from month to month.',
  },
  'CODE-16': {
    sources: ['cla-2020', 'aapc-2021', 'legalclarity-99487'],
    sure: 'conflict',
    says: 'Whether complex CCM asks for a substantially revised plan is disputed: not required here unless the policy says so.',
  },
  'CODE-17': {
    sources: ['positive-check'],
    sure: 'secondary',
    says: 'Complex CCM needs moderate or high decision making by the billing practitioner personally, on record.',
  },
  'SEL-1': {
    sources: [],
    authorsReason: 'A fixed order that does not look at payment; a person picks, and sees every other correct coding.',
    sure: 'memory',
    says: 'Proposed: complex if documented, else the practitioner’s codes if staff alone have under 20 minutes, else staff.',
  },
  'SEL-2': {
    sources: ['payerready', 'positive-check'],
    sure: 'secondary',
    says: 'From 60 to 89 minutes the complex and the staff codes are both correct; the staff codes are valued higher.',
  },
  'SEL-3': {
    sources: ['payerready', 'positive-check'],
    sure: 'secondary',
    says: 'From 30 practitioner minutes the practitioner’s and the staff codes are both correct, never together.',
  },
  'SEL-4': {
    sources: ['codapedia', 'immedicare-99489'],
    sure: 'secondary',
    says: 'No mixed set: not 99490 with 99491, not 99487 with 99439, not 99489 without 99487.',
  },
} as const satisfies Record<string, RuleGrounds>;
