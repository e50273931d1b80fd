import { aCarePlan, aConsent, aTimeEntry } from '../../builders/chart.ts';
import { BLOCKS, EXCLUDES, INFORMS, MET, UNDECIDED, UNKNOWN_BUT_HARMLESS, WARNS, type RuleRow } from './row.ts';

const twoElements = aConsent({ elements: ['availability-and-cost-sharing', 'one-practitioner-per-month'] });
const noCaregiver = aCarePlan({ elements: (aCarePlan().elements ?? []).filter((element) => element !== 'caregiver-assessment') });

export const CONSENT_PLAN_PRACTICE_ROWS: readonly RuleRow[] = [
  { rule: 'CONS-1', when: 'a documented consent by word', then: MET },
  { rule: 'CONS-1', when: 'no consent', chart: { consent: null }, then: BLOCKS },
  { rule: 'CONS-1', when: 'a consent nobody documented', chart: { consent: aConsent({ documented: false }) }, then: BLOCKS },
  { rule: 'CONS-1', when: 'a consent of the last day of the month', chart: { consent: aConsent({ date: '2026-03-31' }) }, then: MET },
  { rule: 'CONS-1', when: 'a consent of the month after', chart: { consent: aConsent({ date: '2026-04-01' }) }, then: BLOCKS },
  { rule: 'CONS-1', when: 'documentation is not known', chart: { consent: aConsent({ documented: null }) }, then: UNDECIDED },
  { rule: 'CONS-1', when: 'consent is not known', unknown: ['consent'], then: UNDECIDED },
  { rule: 'CONS-2', when: 'all three things explained', then: MET },
  { rule: 'CONS-2', when: 'the right to stop not explained', chart: { consent: twoElements }, then: BLOCKS },
  { rule: 'CONS-2', when: 'what was explained is not known', chart: { consent: aConsent({ elements: null }) }, then: UNDECIDED },
  { rule: 'CONS-2', when: 'no consent', chart: { consent: null }, then: 'silent' },
  { rule: 'CONS-3', when: 'the practitioner the consent names', then: MET },
  { rule: 'CONS-3', when: 'a new billing practitioner', chart: { billingPractitioner: { id: 'prac-2', type: 'np' } }, then: BLOCKS },
  { rule: 'CONS-3', when: 'the consent names nobody', chart: { consent: aConsent({ practitionerId: null }) }, then: UNDECIDED },
  { rule: 'CONS-3', when: 'the billing practitioner is not known', unknown: ['billingPractitioner'], then: UNDECIDED },
  { rule: 'CONS-3', when: 'a consent of years ago', chart: { consent: aConsent({ date: '2017-01-08' }) }, then: MET },
  { rule: 'CONS-4', when: 'never revoked', then: MET },
  { rule: 'CONS-4', when: 'revoked on the first of the month', chart: { consent: aConsent({ revokedDate: '2026-03-01' }) }, then: MET },
  { rule: 'CONS-4', when: 'revoked the day before the month', chart: { consent: aConsent({ revokedDate: '2026-02-28' }) }, then: BLOCKS },
  { rule: 'CONS-4', when: 'whether it was revoked is not known', chart: { consent: unrevokable() }, then: UNDECIDED },
  { rule: 'CONS-5', when: 'work on the day of consent', chart: { consent: aConsent({ date: '2026-03-05' }) }, then: MET },
  { rule: 'CONS-5', when: 'work the day before consent', chart: { consent: aConsent({ date: '2026-03-06' }) }, then: EXCLUDES },
  { rule: 'CONS-5', when: 'no consent at all', chart: { consent: null }, then: MET },
  { rule: 'CONS-6', when: 'any month', then: INFORMS },
  { rule: 'CONS-7', when: 'any month', then: INFORMS },

  { rule: 'PLAN-1', when: 'a plan', then: MET },
  { rule: 'PLAN-1', when: 'no plan', chart: { carePlan: null }, then: BLOCKS },
  { rule: 'PLAN-1', when: 'a plan said not to be there', chart: { carePlan: aCarePlan({ present: false }) }, then: BLOCKS },
  { rule: 'PLAN-1', when: 'a plan of the last day of the month', chart: { carePlan: aCarePlan({ establishedDate: '2026-03-31' }) }, then: MET },
  { rule: 'PLAN-1', when: 'a plan of the month after', chart: { carePlan: aCarePlan({ establishedDate: '2026-04-01' }) }, then: BLOCKS },
  { rule: 'PLAN-1', when: 'a plan not looked at for a year', chart: { carePlan: aCarePlan({ lastReviewedDate: '2025-03-01' }) }, then: MET },
  { rule: 'PLAN-1', when: 'an undated plan reviewed in the month', chart: { carePlan: aCarePlan({ establishedDate: null }) }, then: MET },
  {
    rule: 'PLAN-1',
    when: 'a plan without any date',
    chart: { carePlan: aCarePlan({ establishedDate: null, lastReviewedDate: null, copyGivenDate: null, signedDate: null }) },
    then: UNDECIDED,
  },
  { rule: 'PLAN-1', when: 'the plan is not known', unknown: ['carePlan'], then: UNDECIDED },
  { rule: 'PLAN-2', when: 'all ten elements', then: MET },
  { rule: 'PLAN-2', when: 'an element missing', chart: { carePlan: noCaregiver }, then: WARNS },
  { rule: 'PLAN-2', when: 'an element missing where the policy blocks', chart: { carePlan: noCaregiver }, policy: { carePlanElementsMode: 'block' }, then: BLOCKS },
  { rule: 'PLAN-2', when: 'an element missing where the policy looks away', chart: { carePlan: noCaregiver }, policy: { carePlanElementsMode: 'off' }, then: MET },
  { rule: 'PLAN-2', when: 'elements are not known', chart: { carePlan: aCarePlan({ elements: null }) }, then: UNKNOWN_BUT_HARMLESS },
  { rule: 'PLAN-2', when: 'elements are not known where the policy blocks', chart: { carePlan: aCarePlan({ elements: null }) }, policy: { carePlanElementsMode: 'block' }, then: UNDECIDED },
  { rule: 'PLAN-3', when: 'a copy given', then: MET },
  { rule: 'PLAN-3', when: 'no copy given', chart: { carePlan: aCarePlan({ copyGivenDate: null }) }, then: BLOCKS },
  { rule: 'PLAN-3', when: 'a copy given on the last day', chart: { carePlan: aCarePlan({ copyGivenDate: '2026-03-31' }) }, then: MET },
  { rule: 'PLAN-3', when: 'a copy given the month after', chart: { carePlan: aCarePlan({ copyGivenDate: '2026-04-01' }) }, then: BLOCKS },
  { rule: 'PLAN-3', when: 'the plan is not known', unknown: ['carePlan'], then: UNDECIDED },
  { rule: 'PLAN-3', when: 'no plan', chart: { carePlan: null }, then: 'silent' },
  { rule: 'PLAN-4', when: 'a plan', then: INFORMS },
  { rule: 'PLAN-5', when: 'a signed plan', then: MET },
  { rule: 'PLAN-5', when: 'a plan nobody signed', chart: { carePlan: aCarePlan({ signedDate: null }) }, then: WARNS },

  { rule: 'PRAC-1', when: 'reached at any hour', then: MET },
  { rule: 'PRAC-1', when: 'not reached at night', chart: { practice: { access24x7: false, designatedCareTeamMember: true, certifiedEhr: true } }, then: BLOCKS },
  { rule: 'PRAC-1', when: 'the practice is not known', unknown: ['practice'], then: UNDECIDED },
  { rule: 'PRAC-2', when: 'a designated member', then: MET },
  { rule: 'PRAC-2', when: 'no designated member', chart: { practice: { access24x7: true, designatedCareTeamMember: false, certifiedEhr: true } }, then: BLOCKS },
  { rule: 'PRAC-2', when: 'not answered', chart: { practice: { access24x7: true, designatedCareTeamMember: null, certifiedEhr: true } }, then: UNDECIDED },
  { rule: 'PRAC-3', when: 'a certified EHR', then: MET },
  { rule: 'PRAC-3', when: 'no certified EHR', chart: { practice: { access24x7: true, designatedCareTeamMember: true, certifiedEhr: false } }, then: BLOCKS },
  { rule: 'PRAC-3', when: 'not answered', chart: { practice: { access24x7: true, designatedCareTeamMember: true } }, then: UNDECIDED },
  { rule: 'PRAC-4', when: 'any month', then: INFORMS },

  { rule: 'WHO-1', when: 'any month', then: INFORMS },
  ...(['physician', 'np', 'pa', 'cns', 'cnm'] as const).map(
    (type): RuleRow => ({ rule: 'WHO-2', when: `a ${type} bills`, chart: { billingPractitioner: { id: 'prac-1', type } }, then: MET }),
  ),
  ...(['clinical-psychologist', 'podiatrist', 'dentist', 'lcsw', 'pharmacist', 'rd', 'pt', 'rn'] as const).map(
    (type): RuleRow => ({ rule: 'WHO-2', when: `a ${type} bills`, chart: { billingPractitioner: { id: 'prac-1', type } }, then: BLOCKS }),
  ),
  { rule: 'WHO-2', when: 'the kind of practitioner is not known', chart: { billingPractitioner: { id: 'prac-1' } }, then: UNDECIDED },
  { rule: 'WHO-3', when: 'any month', then: INFORMS },
  { rule: 'WHO-4', when: 'any month', then: INFORMS },
  { rule: 'WHO-5', when: 'any month', then: INFORMS },
  { rule: 'CONS-5', when: 'a call that passes into the day of consent', chart: { consent: aConsent({ date: '2026-03-06' }), timeEntries: [aTimeEntry({ start: '2026-03-05T23:50:00-05:00', minutes: 20 })] }, then: EXCLUDES },
];

function unrevokable() {
  const { revokedDate: _, ...consent } = aConsent();
  return consent;
}
