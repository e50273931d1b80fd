/** The activities a person can choose, in the order of the picklist. */
export const ACTIVITY_GROUPS = {
  countable: [
    'care-coordination-call',
    'family-call',
    'symptom-monitoring',
    'medication-reconciliation',
    'care-plan-review',
    'care-plan-creation',
    'patient-education',
    'record-review',
    'specialist-coordination',
    'post-discharge-follow-up',
    'behavioral-health-followup',
    'community-services',
    'preventive-care',
  ],
  notCountable: [
    'voicemail-only-no-information',
    'appointment-scheduling-clerical',
    'prior-authorization',
    'rpm-data-review',
    'rooming-and-vitals',
    'general-staff-training',
  ],
} as const;
