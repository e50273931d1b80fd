import type { CarePlanElement } from '../ccm/chart.ts';
import type { PlanReadOnlyReason } from './care-plan-view.ts';

export const PLAN_ELEMENT_TEXT = {
  'problem-list': 'Problem list',
  'expected-outcome-prognosis': 'Expected outcome and prognosis',
  'measurable-treatment-goals': 'Measurable treatment goals',
  'cognitive-functional-assessment': 'Cognitive and functional assessment',
  'symptom-management': 'Symptom management',
  'planned-interventions': 'Planned interventions',
  'medical-management': 'Medical and medication management',
  'environmental-evaluation': 'Home and environment',
  'caregiver-assessment': 'Caregiver assessment',
  'coordination-with-outside-resources': 'Coordination with outside services and clinicians',
  'community-services': 'Community services',
  'periodic-review': 'Schedule of review',
  'preventive-care': 'Preventive care',
} as const satisfies Record<CarePlanElement, string>;

export const PLAN_READ_ONLY_TEXT = {
  'unknown-modifier': 'The plan carries an extension that changes its meaning and that Intervisit does not know.',
  'implicit-rules': 'The plan was written under rules that Intervisit does not know.',
  'summary-only': 'The EHR gave only a summary of the plan; saving it would lose the rest.',
  'not-granted': 'The EHR does not let this app change care plans.',
  'not-supported': 'This EHR has no way for an app to change care plans.',
  'not-active': 'The plan is no longer active.',
} as const satisfies Record<PlanReadOnlyReason, string>;
