import type { IssuerEntry } from './issuers.ts';

type Writes = '' | 'c' | 'cu';

/** What the app reads and searches, and what of it it also creates (c) or updates (u). One line, one scope. */
const NEEDED: Readonly<Record<string, Writes>> = {
  Patient: '',
  Condition: '',
  Encounter: 'cu',
  CarePlan: 'cu',
  Coverage: '',
  Consent: 'cu',
  ChargeItem: 'cu',
  Goal: 'cu',
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
  Task: '',
  RelatedPerson: '',
  Immunization: '',
  Binary: '',
};

/** People and places lie outside the patient's compartment, so a patient's scope might not reach them. */
const DIRECTORY = ['Practitioner', 'PractitionerRole', 'Organization'];

/**
 * The scope string to ask an EHR for: never a wildcard, and in v2 one scope for each type, since some servers take the last
 * of two instead of both. In v1 a type that is also written needs two, there being no other spelling but the wildcard.
 *
 * @param capabilities as the EHR's smart-configuration lists them
 */
export function scopesFor(entry: IssuerEntry, capabilities: readonly string[]): string {
  const dialect = entry.scopes ?? (capabilities.includes('permission-v2') ? 'v2' : 'v1');
  const prefix = entry.access ?? 'patient';
  const clinical = Object.entries(NEEDED).flatMap(([type, writes]) => spell(dialect, `${prefix}/${type}`, writes));
  const directory = DIRECTORY.flatMap((type) => spell(dialect, `user/${type}`, ''));
  return ['launch', 'openid', 'fhirUser', ...refreshScope(entry, capabilities), ...clinical, ...directory].join(' ');
}

function spell(dialect: 'v1' | 'v2', type: string, writes: Writes): readonly string[] {
  if (dialect === 'v1') return writes === '' ? [`${type}.read`] : [`${type}.read`, `${type}.write`];
  // The specification fixes the order of the letters: c r u d s.
  return [`${type}.${writes.startsWith('c') ? 'c' : ''}r${writes.endsWith('u') ? 'u' : ''}s`];
}

function refreshScope(entry: IssuerEntry, capabilities: readonly string[]): readonly string[] {
  if (capabilities.includes('permission-online')) return ['online_access'];
  return entry.offlineAccess === true ? ['offline_access'] : [];
}
