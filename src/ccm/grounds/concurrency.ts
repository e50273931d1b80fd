import type { RuleGrounds } from './rule-grounds.ts';

/** Section 9 of the rulebook: other services in the same month. */
export const CONCURRENCY_GROUNDS = {
  'CONC-1': {
    sources: ['cms-connected-care', 'rhihub-ccm', 'oig-2021'],
    sure: 'primary',
    says: 'CCM is paid to one practitioner per patient and calendar month.',
  },
  'CONC-2': {
    sources: ['codapedia', 'techtarget'],
    sure: 'secondary',
    says: 'The three families of CCM codes exclude one another.',
  },
  'CONC-3': {
    sources: ['aapc-homecare', 'positive-check', 'noridian-qa'],
    sure: 'primary',
    says: 'Home-health or hospice oversight (G0181, G0182) in the month bars CCM by the same practitioner.',
  },
  'CONC-4': {
    sources: ['aapc-homecare', 'positive-check'],
    sure: 'primary',
    says: 'Dialysis services 90951 to 90970 in the month bar CCM by the same practitioner.',
  },
  'CONC-5': {
    sources: ['cla-2020', 'caravan-tcm', 'rvudoc', 'pfs-2020'],
    sure: 'secondary',
    says: 'TCM in the month is allowed, without shared time.',
  },
  'CONC-6': {
    sources: ['positive-check', 'rimidi-rpm', 'cms-ccm-faq'],
    sure: 'secondary',
    says: 'Remote physiologic monitoring in the month is allowed, without shared time; 99445 and 99470 exist from 2026.',
  },
  'CONC-7': {
    sources: ['cliniq-rtm'],
    sure: 'secondary',
    says: 'Remote therapeutic monitoring in the month is allowed, without shared time, and not beside physiologic.',
  },
  'CONC-8': {
    sources: ['aafp-bhi'],
    sure: 'secondary',
    says: 'Behavioural health integration in the month is allowed with its own consent, requirements and time.',
  },
  'CONC-9': {
    sources: ['positive-check', 'ccn-pcm', 'cms-ccm-faq'],
    sure: 'secondary',
    says: 'Principal care management by the same practitioner in the month bars CCM.',
  },
  'CONC-10': {
    sources: ['aafp-apcm', 'rhihub-apcm', 'cms-rhc-booklet', 'pfs-2025'],
    sure: 'secondary',
    says: 'Advanced primary care management billed by the same practice replaces CCM in that month.',
  },
  'CONC-11': {
    sources: ['rhihub-apcm', 'noridian-chi', 'pfs-2024'],
    sure: 'secondary',
    says: 'Community health integration and navigation in the month are allowed, without shared time.',
  },
  'CONC-12': {
    sources: ['codingintel-prolonged'],
    sure: 'secondary',
    says: 'Prolonged services 99358 and 99359 are not paid by Medicare, and bar complex CCM where they are.',
  },
  'CONC-13': {
    sources: [],
    authorsReason: 'Coding guidelines count these services as part of care management; Medicare differs for some, so they are shown.',
    sure: 'memory',
    says: 'Some payers take these services to be part of care management.',
  },
  'CONC-14': {
    sources: [],
    authorsReason: 'Coding guidelines give care in a global period to the surgeon’s payment; the text was not read.',
    sure: 'memory',
    says: 'The practitioner who owns a surgical global period does not report care management in it.',
  },
  'CONC-15': {
    sources: ['aapc-homecare'],
    sure: 'secondary',
    says: 'Home-health certification (G0179, G0180) does not conflict.',
  },
  'CONC-16': {
    sources: [],
    authorsReason: 'No bar was found for chronic pain management; shared time would be counted twice.',
    sure: 'memory',
    says: 'Chronic pain management (G3002, G3003) in the month is allowed, without shared time.',
  },
  'CONC-17': {
    sources: [],
    authorsReason: 'Visits are paid for themselves; only their time is kept apart.',
    sure: 'memory',
    says: 'Visits, wellness visits and advance care planning in the month are fine.',
  },
  'CONC-18': {
    sources: ['cms-rhc-booklet'],
    sure: 'secondary',
    says: 'An RHC or FQHC does not bill care coordination that another practitioner or facility bills for the period.',
  },
  'CONC-19': {
    sources: ['payerready'],
    sure: 'secondary',
    says: 'Claims edits pair the CCM families; the quarterly files are not part of these tables.',
  },
} as const satisfies Record<string, RuleGrounds>;
