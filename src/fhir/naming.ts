/** Canonical base of everything this project names in FHIR. Never changes: identifiers written to charts depend on it. */
export const BASE = 'https://w3id.org/intervisit/fhir';

export const CCM_SYSTEM = `${BASE}/CodeSystem/ccm`;
/** The groups that conditions are counted by, for a site's ConceptMap; its codes are the keys of `group-names.ts` of `ccm`. */
export const CONDITION_GROUP_SYSTEM = `${BASE}/CodeSystem/condition-group`;
export const TIME_ENTRY_ID = `${BASE}/sid/time-entry`;
export const TIME_VOID_ID = `${BASE}/sid/time-entry-void`;
export const CARE_PLAN_ID = `${BASE}/sid/care-plan`;
export const GOAL_ID = `${BASE}/sid/goal`;
export const PLAN_NOTE_ID = `${BASE}/sid/care-plan-note`;
export const PROGNOSIS_ID = `${BASE}/sid/prognosis`;
export const CHARGE_ID = `${BASE}/sid/charge`;
export const HAND_OVER_ID = `${BASE}/sid/charge-handover`;

export const TIME_ENTRY_EXTENSION = `${BASE}/StructureDefinition/ccm-time-entry`;
export const PLAN_ELEMENT_EXTENSION = `${BASE}/StructureDefinition/ccm-careplan-element`;
export const ATTESTATION_EXTENSION = `${BASE}/StructureDefinition/ccm-attestation`;

export const NOTE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/note';
export const ACTIVITY_TITLE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/careplan-activity-title';
export const PERTAINS_TO_GOAL_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal';
export const CUSTODIAN_EXTENSION = 'http://hl7.org/fhir/us/mcc/StructureDefinition/custodian';

export const CPT = 'http://www.ama-assn.org/go/cpt';
export const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const LOINC = 'http://loinc.org';
export const SNOMED_CT = 'http://snomed.info/sct';
export const UCUM = 'http://unitsofmeasure.org';
export const V3_ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const V3_PARTICIPATION = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';

/** Displays of our CodeSystem `ccm`, by group. The groups `activity` and `careplan-element` share some codes. */
export const CCM_CODES = {
  'session-type': { 'ccm-time': 'CCM service time' },
  source: { 'manual-entry': 'Entered by hand' },
  'contact-mode': {
    telephone: 'Telephone',
    video: 'Video',
    'portal-message': 'Portal or secure message',
    'in-writing': 'Letter or fax',
    'no-patient-contact': 'No patient contact (record or coordination work)',
  },
  'contact-outcome': {
    reached: 'Reached',
    voicemail: 'Voicemail left',
    'no-answer': 'No answer',
    'call-back': 'Will call back',
  },
  'performer-class': {
    'clinical-staff': 'Clinical staff',
    'physician-qhp': 'Physician or other qualified health care professional',
    'non-clinical-staff': 'Non-clinical staff',
  },
  activity: {
    'care-coordination-call': 'Care coordination call',
    'medication-reconciliation': 'Medication reconciliation, adherence and refills',
    'care-plan-creation': 'Care plan creation',
    'care-plan-review': 'Care plan review or revision',
    'patient-education': 'Patient education and self-management support',
    'record-review': 'Review of results and records',
    'specialist-coordination': 'Coordination with specialists, agencies or facilities',
    'post-discharge-follow-up': 'Follow-up after discharge or emergency visit',
    'family-call': 'Call with family or caregiver',
    'behavioral-health-followup': 'Behavioral health follow-up',
    'symptom-monitoring': 'Symptom and condition monitoring',
    'community-services': 'Community and social services',
    'preventive-care': 'Preventive care',
    'appointment-scheduling-clerical': 'Appointment scheduling and clerical work',
    'voicemail-only-no-information': 'Voicemail without information',
    'general-staff-training': 'General staff training',
    'rooming-and-vitals': 'Rooming and vital signs',
    'rpm-data-review': 'Remote monitoring data review',
    'automated-outreach': 'Automated outreach',
    'prior-authorization': 'Prior authorization',
  },
  'careplan-element': {
    'problem-list': 'Problem list',
    'expected-outcome-prognosis': 'Expected outcome and prognosis',
    'measurable-treatment-goals': 'Measurable treatment goals',
    'cognitive-functional-assessment': 'Cognitive and functional assessment',
    'symptom-management': 'Symptom management',
    'planned-interventions': 'Planned interventions and responsible individuals',
    'medical-management': 'Medical and medication management',
    'environmental-evaluation': 'Environmental evaluation',
    'caregiver-assessment': 'Caregiver assessment',
    'coordination-with-outside-resources': 'Coordination with outside resources and practitioners',
    'community-services': 'Community and social services',
    'periodic-review': 'Schedule for periodic review and revision',
    'preventive-care': 'Preventive care',
  },
  'consent-type': { 'ccm-consent': 'Consent to chronic care management services' },
  'plan-type': { 'ccm-care-plan': 'Chronic care management comprehensive care plan' },
  'month-log': { 'ccm-month-log': 'CCM service time log for one calendar month' },
  'task-type': { 'charge-hand-over': 'CCM charges handed to billing' },
} as const;

export type CcmGroup = keyof typeof CCM_CODES;
export type CcmCode<Group extends CcmGroup> = Extract<keyof (typeof CCM_CODES)[Group], string>;
export type ContactMode = CcmCode<'contact-mode'>;
export type ContactOutcome = CcmCode<'contact-outcome'>;

/** Our words for one of our codes. */
export function ccmDisplay<Group extends CcmGroup>(group: Group, code: CcmCode<Group>): string {
  const displays: Readonly<Record<string, string>> = CCM_CODES[group];
  return displays[code] ?? code;
}

/** One of our codes as a FHIR Coding. */
export function ccmCoding<Group extends CcmGroup>(group: Group, code: CcmCode<Group>) {
  return { system: CCM_SYSTEM, code, display: ccmDisplay(group, code) };
}

/** Whether the text is a code of that group. */
export function isCcmCode<Group extends CcmGroup>(group: Group, code: string | undefined): code is CcmCode<Group> {
  return code !== undefined && Object.hasOwn(CCM_CODES[group], code);
}

/** The search parameter `identifier=system|value`, percent-encoded, for searches written as text and for `ifNoneExist`. */
export function identifierQuery(system: string, value: string): string {
  return `identifier=${encodeURIComponent(`${system}|${value}`)}`;
}
