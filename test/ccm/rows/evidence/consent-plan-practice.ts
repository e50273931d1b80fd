import { aCarePlan, aConsent } from '../../../builders/chart.ts';
import { known, unknown, type EvidenceRow } from './row.ts';

const unseen = { unknownBecause: { consent: 'not-granted', carePlan: 'not-answered', practice: 'not-supported' } } as const;

export const CONSENT_PLAN_PRACTICE_EVIDENCE: readonly EvidenceRow[] = [
  {
    rule: 'CONS-1',
    when: 'a documented consent',
    chart: { consent: aConsent({ reference: 'Consent/c' }) },
    shows: [known('consent-date', '2025-01-08', { reference: 'Consent/c' }), known('consent-documented', true)],
  },
  {
    rule: 'CONS-1',
    when: 'a consent nobody documented',
    chart: { consent: aConsent({ documented: false }) },
    shows: [known('consent-date', '2025-01-08'), known('consent-documented', false)],
  },
  {
    rule: 'CONS-1',
    when: 'documentation is not recorded',
    chart: { consent: aConsent({ documented: null }) },
    shows: [known('consent-date', '2025-01-08'), unknown('consent-documented', 'not-recorded')],
  },
  { rule: 'CONS-1', when: 'no consent', chart: { consent: null }, shows: [known('consent-date')] },
  ...(['CONS-1', 'CONS-2', 'CONS-3', 'CONS-4'] as const).map((rule): EvidenceRow => ({
    rule,
    when: 'consents may not be seen',
    unknown: ['consent'],
    chart: unseen,
    shows: [unknown('consent-date', 'not-granted')],
  })),
  { rule: 'CONS-2', when: 'all three things explained', shows: [] },
  {
    rule: 'CONS-2',
    when: 'one thing explained: the two that were not',
    chart: { consent: aConsent({ elements: ['one-practitioner-per-month'] }) },
    shows: [
      known('consent-element-missing', 'availability-and-cost-sharing'),
      known('consent-element-missing', 'right-to-stop-end-of-month'),
    ],
  },
  {
    rule: 'CONS-2',
    when: 'what was explained is not recorded',
    chart: { consent: aConsent({ elements: null }) },
    shows: [unknown('consent-element-missing', 'not-recorded')],
  },
  {
    rule: 'CONS-3',
    when: 'the practitioner the consent names',
    chart: { consent: aConsent({ reference: 'Consent/c' }) },
    shows: [known('consent-practitioner-matches', true, { reference: 'Consent/c' })],
  },
  {
    rule: 'CONS-3',
    when: 'another practitioner',
    chart: { billingPractitioner: { id: 'prac-2', type: 'np' }, consent: aConsent({ reference: 'Consent/c' }) },
    shows: [known('consent-practitioner-matches', false, { reference: 'Consent/c' })],
  },
  {
    rule: 'CONS-3',
    when: 'the consent names nobody',
    chart: { consent: aConsent({ practitionerId: null }) },
    shows: [unknown('consent-practitioner-matches', 'not-recorded')],
  },
  {
    rule: 'CONS-3',
    when: 'who bills could not be read',
    unknown: ['billingPractitioner'],
    chart: { unknownBecause: { billingPractitioner: 'unreadable' } },
    shows: [unknown('billing-practitioner', 'unreadable')],
  },
  { rule: 'CONS-4', when: 'never revoked', shows: [known('consent-revoked')] },
  {
    rule: 'CONS-4',
    when: 'revoked',
    chart: { consent: aConsent({ revokedDate: '2026-02-28' }) },
    shows: [known('consent-revoked', '2026-02-28')],
  },
  {
    rule: 'CONS-4',
    when: 'whether it was revoked is not known',
    chart: { consent: Object.assign(aConsent(), { revokedDate: undefined }) },
    shows: [unknown('consent-revoked', 'not-recorded')],
  },

  { rule: 'PLAN-1', when: 'no plan', chart: { carePlan: null }, shows: [known('plan-present', false)] },
  {
    rule: 'PLAN-1',
    when: 'a plan',
    chart: { carePlan: aCarePlan({ reference: 'CarePlan/p' }) },
    shows: [known('plan-present', true, { reference: 'CarePlan/p' }), known('plan-established', '2025-01-10')],
  },
  {
    rule: 'PLAN-1',
    when: 'an undated plan',
    chart: { carePlan: aCarePlan({ establishedDate: null }) },
    shows: [known('plan-present', true), unknown('plan-established', 'not-recorded')],
  },
  {
    rule: 'PLAN-1',
    when: 'a plan said not to be there',
    chart: { carePlan: aCarePlan({ present: false, establishedDate: null }) },
    shows: [known('plan-present', false), unknown('plan-established', 'not-recorded')],
  },
  {
    rule: 'PLAN-1',
    when: 'the EHR failed to answer',
    unknown: ['carePlan'],
    chart: unseen,
    shows: [unknown('plan-present', 'not-answered')],
  },
  {
    rule: 'PLAN-3',
    when: 'the EHR failed to answer',
    unknown: ['carePlan'],
    chart: unseen,
    shows: [unknown('plan-present', 'not-answered')],
  },
  {
    rule: 'PLAN-2',
    when: 'the EHR failed to answer',
    unknown: ['carePlan'],
    chart: unseen,
    shows: [unknown('plan-elements', 'not-recorded')],
  },
  { rule: 'PLAN-2', when: 'all ten elements', shows: [known('plan-elements', 10)] },
  {
    rule: 'PLAN-2',
    when: 'two elements missing, which are named',
    chart: {
      carePlan: aCarePlan({
        elements: (aCarePlan().elements ?? []).filter((one) => one !== 'problem-list' && one !== 'caregiver-assessment'),
      }),
    },
    shows: [known('plan-element-missing', 'problem-list'), known('plan-element-missing', 'caregiver-assessment')],
  },
  {
    rule: 'PLAN-2',
    when: 'a plan with elements that are never asked for',
    chart: { carePlan: aCarePlan({ elements: [...(aCarePlan().elements ?? []), 'periodic-review'] }) },
    shows: [known('plan-elements', 10)],
  },
  { rule: 'PLAN-2', when: 'the policy looks away', policy: { carePlanElementsMode: 'off' }, shows: [] },
  { rule: 'CONS-6', when: 'any month', shows: [] },
  { rule: 'PLAN-3', when: 'a copy given', shows: [known('copy-given', '2025-01-12')] },
  { rule: 'PLAN-3', when: 'no copy given', chart: { carePlan: aCarePlan({ copyGivenDate: null }) }, shows: [known('copy-given')] },
  {
    rule: 'PLAN-3',
    when: 'whether a copy was given is not known',
    chart: { carePlan: Object.assign(aCarePlan(), { copyGivenDate: undefined }) },
    shows: [unknown('copy-given', 'not-recorded')],
  },
  { rule: 'PLAN-5', when: 'a signed plan', shows: [known('plan-signed', '2025-01-10', { by: 'prac-1' })] },
  {
    rule: 'PLAN-5',
    when: 'whether it was signed is not known',
    chart: { carePlan: Object.assign(aCarePlan(), { signedDate: undefined }) },
    shows: [unknown('plan-signed', 'not-recorded')],
  },

  { rule: 'PRAC-1', when: 'reached at any hour', shows: [known('access-24x7', true)] },
  { rule: 'PRAC-1', when: 'no such data', unknown: ['practice'], chart: unseen, shows: [unknown('access-24x7', 'not-supported')] },
  { rule: 'PRAC-2', when: 'a designated member', shows: [known('designated-member', true)] },
  { rule: 'PRAC-2', when: 'no such data', unknown: ['practice'], chart: unseen, shows: [unknown('designated-member', 'not-supported')] },
  { rule: 'PRAC-3', when: 'no certified EHR', chart: { practice: { certifiedEhr: false } }, shows: [known('certified-ehr', false)] },
  { rule: 'PRAC-3', when: 'no such data', unknown: ['practice'], chart: unseen, shows: [unknown('certified-ehr', 'not-supported')] },
  { rule: 'WHO-2', when: 'a physician', shows: [known('billing-practitioner', 'physician')] },
  {
    rule: 'WHO-2',
    when: 'the kind of practitioner could not be read',
    chart: { billingPractitioner: { id: 'prac-1' }, unknownBecause: { billingPractitioner: 'unreadable' } },
    shows: [unknown('billing-practitioner', 'unreadable')],
  },
];
