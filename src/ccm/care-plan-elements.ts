import type { CarePlanElement } from './chart.ts';

/** The elements CMS calls typical (PLAN-2); their absence warns. */
export const TYPICAL_PLAN_ELEMENTS = [
  'problem-list',
  'expected-outcome-prognosis',
  'measurable-treatment-goals',
  'cognitive-functional-assessment',
  'symptom-management',
  'planned-interventions',
  'medical-management',
  'environmental-evaluation',
  'caregiver-assessment',
  'coordination-with-outside-resources',
] as const satisfies readonly CarePlanElement[];

/** What a plan may hold besides; never asked for. */
export const FURTHER_PLAN_ELEMENTS = [
  'community-services',
  'periodic-review',
  'preventive-care',
] as const satisfies readonly CarePlanElement[];
