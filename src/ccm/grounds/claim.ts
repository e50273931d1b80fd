import type { RuleGrounds } from './rule-grounds.ts';

/** Sections 10 to 12 of the rulebook: estimates, claim, audit and other payers. */
export const CLAIM_GROUNDS = {
  'PAY-0': {
    sources: ['medpayiq', 'aapc-2026-factors'],
    sure: 'secondary',
    says: 'An estimate is relative value times the year’s conversion factor, before coinsurance and locality.',
  },
  'PAY-1': {
    sources: ['phamily-2024', 'prevounce-g0511'],
    sure: 'secondary',
    says: 'The rates of 2024.',
  },
  'PAY-2': {
    sources: ['medpayiq', 'positive-check'],
    sure: 'secondary',
    says: 'The rates of 2025.',
  },
  'PAY-3': {
    sources: ['payerready', 'cptcodecalculator', 'aapc-2026-factors'],
    sure: 'secondary',
    says: 'The rates of 2026.',
  },
  'PAY-4': {
    sources: ['payerready'],
    sure: 'secondary',
    says: 'In a facility the facility rate applies; the estimates here are non-facility.',
  },
  'PAY-5': {
    sources: ['payerready'],
    sure: 'secondary',
    says: 'Averages over localities are other figures and are not mixed in.',
  },
  'PAY-6': {
    sources: ['positive-check', 'pfs-2026'],
    sure: 'secondary',
    says: 'Codes by time are spared the efficiency adjustment of 2026.',
  },
  'BILL-1': {
    sources: ['codapedia', 'aafp-2015', 'cms-rhc-booklet'],
    sure: 'primary',
    says: 'Date of service: the day the threshold is met, or any later day of the month; never after death.',
  },
  'BILL-2': {
    sources: ['amda-facilities'],
    sure: 'primary',
    says: 'Place of service: where the practitioner would see the patient; CCM is no telehealth service.',
  },
  'BILL-3': {
    sources: ['emblemhealth', 'positive-check'],
    sure: 'secondary',
    says: 'The claim lists at least two ICD-10-CM codes of the conditions managed.',
  },
  'BILL-4': {
    sources: ['payerready'],
    sure: 'secondary',
    says: 'Units a month: 99490 1, 99439 2, 99491 1, 99437 2, 99487 1, 99489 10.',
  },
  'BILL-5': {
    sources: ['cms-ccm-faq'],
    sure: 'memory',
    says: 'CCM and an E/M visit of one date by one practitioner: modifier 25 is expected.',
  },
  'BILL-6': {
    sources: ['cgs-rhc', 'noridian-qa', 'cms-rhc-booklet'],
    sure: 'primary',
    says: 'The Part B deductible and 20 % coinsurance apply; QMB patients may not be charged.',
  },
  'BILL-7': {
    sources: ['cms-rhc-booklet'],
    sure: 'secondary',
    says: 'RHC: bill type 71X, revenue code 052X. FQHC: bill type 77X.',
  },
  'BILL-8': {
    sources: [],
    authorsReason: 'Medicare’s general filing limit; not restated in the CCM texts.',
    sure: 'memory',
    says: 'A claim is filed within 12 months of the date of service.',
  },
  'BILL-9': {
    sources: [],
    authorsReason: 'The consent names one practitioner; the claim follows it.',
    sure: 'memory',
    says: 'The claim goes under the practitioner who directed the month.',
  },
  'AUD-1': {
    sources: ['oig-2021', 'techtarget'],
    sure: 'primary',
    says: 'Auditors found CCM billed twice for one patient and month above all else.',
  },
  'AUD-2': {
    sources: ['oig-2019'],
    sure: 'primary',
    says: 'The earlier audit found the same: duplicates and overlapping services.',
  },
  'AUD-3': {
    sources: ['oversight-gov'],
    sure: 'primary',
    says: 'Claims edits were recommended: expect denials where other services conflict.',
  },
  'AUD-4': {
    sources: ['noridian-review'],
    sure: 'primary',
    says: 'A reviewer asks for need, eligibility, plan with goals, proof of copy, consent, services and minutes.',
  },
  'AUD-5': {
    sources: ['oig-plan-2026'],
    sure: 'primary',
    says: 'The audit of 2026 looks at the requirement of multiple chronic conditions: keep what each month relied on.',
  },
  'AUD-6': {
    sources: ['positive-check', 'cms-ccm-faq'],
    sure: 'secondary',
    says: 'Keep the whole month’s evidence for ten years.',
  },
  'AUD-7': {
    sources: ['cptcodecalculator', 'positive-check'],
    sure: 'secondary',
    says: 'Red flags: identical notes, always the bare minimum, entries in bulk on the last day, missing consent.',
  },
  'PAYER-1': {
    sources: ['cms-connected-care'],
    sure: 'secondary',
    says: 'Dual eligible: Medicare is billed, Medicaid takes the cost share.',
  },
  'PAYER-2': {
    sources: ['regence'],
    sure: 'secondary',
    says: 'Medicare Advantage covers CCM; the plan may add edits and cost share.',
  },
  'PAYER-3': {
    sources: ['emblemhealth', 'regence'],
    sure: 'secondary',
    says: 'Commercial payers have rules of their own, which are not in these tables.',
  },
  'PAYER-4': {
    sources: ['legalclarity-99487'],
    sure: 'secondary',
    says: 'Payers that follow older text may ask for a substantially revised plan and bar TCM.',
  },
  'PAYER-5': {
    sources: [],
    authorsReason: 'Medicaid varies by state and plan; no Medicare rule carries over.',
    sure: 'secondary',
    says: 'Medicaid rules are not in these tables.',
  },
} as const satisfies Record<string, RuleGrounds>;
