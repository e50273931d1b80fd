/** Whether the app also creates (c) or updates (u) what it reads. */
export type Writes = '' | 'c' | 'cu';

/** What the app reads and searches, and what of it it also creates (c) or updates (u). One line, one scope. */
export const NEEDED: Readonly<Record<string, Writes>> = {
  Patient: '',
  Condition: '',
  Encounter: 'cu',
  CarePlan: 'cu',
  Coverage: '',
  Consent: 'cu',
  ChargeItem: 'cu',
  Goal: 'cu',
  ClinicalImpression: 'c',
  CareTeam: '',
  Observation: '',
  MedicationRequest: '',
  ServiceRequest: '',
  DocumentReference: 'c',
  Communication: 'c',
  EpisodeOfCare: 'cu',
  Procedure: '',
  Claim: '',
  ExplanationOfBenefit: '',
  Provenance: 'c',
  Task: 'c',
  RelatedPerson: '',
  Immunization: '',
  Binary: '',
};

/** People and places lie outside the patient's compartment, so a patient's scope might not reach them. */
export const DIRECTORY = ['Practitioner', 'PractitionerRole', 'Organization'];

/** The types of resource that the app asks for, and so may be left out or asked for otherwise. */
export const ASKED_TYPES: readonly string[] = [...Object.keys(NEEDED), ...DIRECTORY];
