import { isActivityId, type ActivityId } from '../ccm/activities.ts';
import type { CarePlanElement, Performer } from '../ccm/chart.ts';
import type { CodeFamily } from '../ccm/month-assessment.ts';
import type { PlanReadOnlyReason } from './care-plan-view.ts';
import type { ChargeView } from './charge-view.ts';
import { sentenceCase } from './format.ts';
import type { ContactMode } from './time-entry-view.ts';

export const FAMILY_TEXT = {
  STAFF: 'Clinical staff time',
  QHP: 'Practitioner’s own time',
  COMPLEX: 'Complex care management',
  'G0511-transition': 'Rural and federal health centers, until September 2025',
} as const satisfies Record<CodeFamily, string>;

/** Our own labels; the numbers are all that is taken from CPT and HCPCS. */
export const CODE_LABELS: Readonly<Record<string, string>> = {
  '99490': 'CCM by staff, first 20 min',
  '99439': 'CCM by staff, each further 20 min',
  '99491': 'CCM by the practitioner, first 30 min',
  '99437': 'CCM by the practitioner, each further 30 min',
  '99487': 'Complex CCM, first 60 min',
  '99489': 'Complex CCM, each further 30 min',
  G0506: 'Care planning added to the initiating visit',
  G0511: 'Health center care management',
  '99424': 'One-condition care by the practitioner, first 30 min',
  '99425': 'One-condition care by the practitioner, each further 30 min',
  '99426': 'One-condition care by staff, first 30 min',
  '99427': 'One-condition care by staff, each further 30 min',
  G0556: 'Advanced primary care, level 1',
  G0557: 'Advanced primary care, level 2',
  G0558: 'Advanced primary care, level 3',
};

export const PERFORMER_TEXT = {
  'clinical-staff': 'Clinical staff',
  'physician-qhp': 'Physician, NP or PA',
  'non-clinical-staff': 'Non-clinical staff',
  software: 'Software',
} as const satisfies Record<Performer, string>;

const ACTIVITY_TEXT = {
  'care-coordination-call': 'Call with the patient',
  'medication-reconciliation': 'Medication review',
  'care-plan-creation': 'Care plan: writing',
  'care-plan-review': 'Care plan: reviewing',
  'patient-education': 'Patient education',
  'record-review': 'Reviewing results and records',
  'specialist-coordination': 'Coordinating with other clinicians',
  'post-discharge-follow-up': 'Follow-up after ED or hospital',
  'family-call': 'Call with family or caregiver',
  'behavioral-health-followup': 'Behavioral health follow-up',
  'symptom-monitoring': 'Symptom monitoring',
  'community-services': 'Arranging community services',
  'preventive-care': 'Tracking preventive care',
  'appointment-scheduling-clerical': 'Routine scheduling',
  'voicemail-only-no-information': 'Voicemail, nobody reached',
  'general-staff-training': 'Staff training',
  'rooming-and-vitals': 'Rooming and vitals at a visit',
  'rpm-data-review': 'Remote monitoring data review',
  'automated-outreach': 'Automated outreach',
  'prior-authorization': 'Prior authorization',
} as const satisfies Record<ActivityId, string>;

export function activityText(activity: string): string {
  return isActivityId(activity) ? ACTIVITY_TEXT[activity] : sentenceCase(activity.replaceAll('-', ' '));
}

export const CONTACT_MODE_TEXT = {
  telephone: 'Telephone',
  video: 'Video',
  'portal-message': 'Portal message',
  'in-writing': 'In writing',
  'no-patient-contact': 'No contact with the patient',
} as const satisfies Record<ContactMode, string>;

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

export const CHARGE_STATUS_TEXT = {
  planned: 'Recorded, month still open',
  billable: 'Recorded, ready for billing',
  'not-billable': 'Superseded',
  aborted: 'Dropped',
  billed: 'Taken up by the billing system',
  'entered-in-error': 'Entered in error',
  unknown: 'Status not stated',
} as const satisfies Record<ChargeView['status'], string>;
