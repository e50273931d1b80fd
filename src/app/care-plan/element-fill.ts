import type { CarePlanElement } from '../../ccm/chart.ts';
import type { PlanFields } from '../care-plan-view.ts';

/** What the form is filled with to document a part in words; null where only the chart can give it. */
export const FILL_BY_HAND = {
  'problem-list': null,
  'expected-outcome-prognosis': { kind: 'note', element: 'expected-outcome-prognosis' },
  'measurable-treatment-goals': { kind: 'goal' },
  'cognitive-functional-assessment': { kind: 'note', element: 'cognitive-functional-assessment' },
  'symptom-management': { kind: 'activity', element: 'symptom-management', who: '' },
  'planned-interventions': { kind: 'activity', element: 'planned-interventions' },
  'medical-management': { kind: 'activity', element: 'medical-management' },
  'environmental-evaluation': { kind: 'note', element: 'environmental-evaluation' },
  'caregiver-assessment': { kind: 'note', element: 'caregiver-assessment' },
  'coordination-with-outside-resources': { kind: 'activity', element: 'coordination-with-outside-resources' },
  'community-services': { kind: 'activity', element: 'community-services' },
  'periodic-review': {
    kind: 'activity',
    element: 'periodic-review',
    what: 'Review of the care plan',
    timing: 'every',
    every: '3',
    unit: 'mo',
  },
  'preventive-care': { kind: 'activity', element: 'preventive-care' },
} as const satisfies Record<CarePlanElement, Partial<PlanFields> | null>;

/** Parts of which *assessed, none needed* can be said. */
export const NONE_NEEDED: ReadonlySet<CarePlanElement> = new Set<CarePlanElement>([
  'cognitive-functional-assessment',
  'symptom-management',
  'medical-management',
  'environmental-evaluation',
  'caregiver-assessment',
  'coordination-with-outside-resources',
  'community-services',
  'preventive-care',
]);

/** Parts that a note may document. */
export const NOTE_ELEMENTS = [
  'expected-outcome-prognosis',
  'cognitive-functional-assessment',
  'environmental-evaluation',
  'caregiver-assessment',
  'coordination-with-outside-resources',
  'community-services',
  'preventive-care',
] as const satisfies readonly CarePlanElement[];
