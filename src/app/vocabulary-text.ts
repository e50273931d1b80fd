import { isActivityId, type ActivityId } from '../ccm/activities.ts';
import type { Performer } from '../ccm/chart.ts';
import { sentenceCase } from './format.ts';
import type { ContactMode, ContactOutcome } from './time-entry-view.ts';

export const PERFORMER_TEXT = {
  'clinical-staff': 'Clinical staff',
  'physician-qhp': 'Physician, NP or PA',
  'non-clinical-staff': 'Non-clinical staff',
  software: 'Software',
} as const satisfies Record<Performer, string>;

/** The same within a sentence. */
export function performerWords(performer: Performer): string {
  const text = PERFORMER_TEXT[performer];
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

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

export const CONTACT_OUTCOME_TEXT = {
  reached: 'Reached',
  voicemail: 'Left a voicemail',
  'no-answer': 'No answer',
  'call-back': 'Will call back',
} as const satisfies Record<ContactOutcome, string>;
