import { expect, test } from 'vitest';
import { scopesFor } from '../../src/launch/scopes.ts';
import { entry } from './launch-stage.ts';

test('In v2 each type has one scope', () => {
  expect(scopesFor(entry, ['permission-v1', 'permission-v2', 'permission-online', 'permission-offline']).split(' ')).toEqual([
    'launch',
    'openid',
    'fhirUser',
    'online_access',
    'patient/Patient.rs',
    'patient/Condition.rs',
    'patient/Encounter.crus',
    'patient/CarePlan.crus',
    'patient/Coverage.rs',
    'patient/Consent.crus',
    'patient/ChargeItem.crus',
    'patient/Goal.crus',
    'patient/ClinicalImpression.crs',
    'patient/CareTeam.rs',
    'patient/Observation.rs',
    'patient/MedicationRequest.rs',
    'patient/ServiceRequest.rs',
    'patient/DocumentReference.crs',
    'patient/Communication.crs',
    'patient/EpisodeOfCare.crus',
    'patient/Procedure.rs',
    'patient/Claim.rs',
    'patient/ExplanationOfBenefit.rs',
    'patient/Provenance.crs',
    'patient/Task.crs',
    'patient/RelatedPerson.rs',
    'patient/Immunization.rs',
    'patient/Binary.rs',
    'user/Practitioner.rs',
    'user/PractitionerRole.rs',
    'user/Organization.rs',
  ]);
});

test('An EHR that does not speak of v2 is asked in v1', () => {
  expect(scopesFor(entry, ['permission-v1']).split(' ')).toEqual([
    'launch',
    'openid',
    'fhirUser',
    'patient/Patient.read',
    'patient/Condition.read',
    'patient/Encounter.read',
    'patient/Encounter.write',
    'patient/CarePlan.read',
    'patient/CarePlan.write',
    'patient/Coverage.read',
    'patient/Consent.read',
    'patient/Consent.write',
    'patient/ChargeItem.read',
    'patient/ChargeItem.write',
    'patient/Goal.read',
    'patient/Goal.write',
    'patient/ClinicalImpression.read',
    'patient/ClinicalImpression.write',
    'patient/CareTeam.read',
    'patient/Observation.read',
    'patient/MedicationRequest.read',
    'patient/ServiceRequest.read',
    'patient/DocumentReference.read',
    'patient/DocumentReference.write',
    'patient/Communication.read',
    'patient/Communication.write',
    'patient/EpisodeOfCare.read',
    'patient/EpisodeOfCare.write',
    'patient/Procedure.read',
    'patient/Claim.read',
    'patient/ExplanationOfBenefit.read',
    'patient/Provenance.read',
    'patient/Provenance.write',
    'patient/Task.read',
    'patient/Task.write',
    'patient/RelatedPerson.read',
    'patient/Immunization.read',
    'patient/Binary.read',
    'user/Practitioner.read',
    'user/PractitionerRole.read',
    'user/Organization.read',
  ]);
});

test('The entry’s dialect and reach outrank what the EHR advertises', () => {
  expect(scopesFor({ ...entry, scopes: 'v1' }, ['permission-v2'])).toContain('patient/Patient.read');
  expect(scopesFor({ ...entry, scopes: 'v2' }, [])).toContain('patient/Patient.rs');
  expect(scopesFor({ ...entry, access: 'user' }, ['permission-v2'])).toContain('user/ChargeItem.crus');
});

test('Whose access is asked for can differ by type, by the entry or, where it says nothing, by what is known of the vendor', () => {
  const oracle = scopesFor({ ...entry, vendor: 'oracle-health' }, ['permission-v2']);
  expect(oracle).toContain(' user/ChargeItem.crus');
  expect(oracle).toContain(' user/Encounter.crus');
  expect(oracle).toContain(' patient/Condition.rs');
  const own = {
    ...entry,
    vendor: 'oracle-health',
    accessByType: { ChargeItem: 'patient', Task: 'user', Practitioner: 'patient' },
  } as const;
  const granted = scopesFor(own, ['permission-v2']).split(' ');
  expect(granted).toEqual(expect.arrayContaining(['patient/ChargeItem.crus', 'user/Task.crs', 'patient/Practitioner.rs']));
});

test.each([
  [
    'v2',
    ['Communication', 'Encounter.cu', 'CarePlan.u', 'fhirUser'],
    ['Communication', 'fhirUser'],
    ['patient/Encounter.rs', 'patient/CarePlan.crs'],
  ],
  ['v1', ['Encounter.cu', 'Provenance.rs'], ['Encounter.write', 'Provenance.read'], ['patient/Encounter.read', 'patient/Provenance.write']],
] as const)('In %s what the entry leaves out is not asked for', (scopes, leaveOutScopes, gone, left) => {
  const asked = scopesFor({ ...entry, scopes, leaveOutScopes }, []);
  for (const word of gone) expect(asked).not.toContain(word);
  expect(asked.split(' ')).toEqual(expect.arrayContaining([...left]));
});

test('What the entry adds is asked for as it is written, once', () => {
  const asked = scopesFor({ ...entry, extraScopes: ['patient/Flag.rs', 'patient/Patient.rs'] }, ['permission-v2']).split(' ');
  expect(asked.filter((scope) => scope === 'patient/Patient.rs')).toHaveLength(1);
  expect(asked.at(-1)).toBe('patient/Flag.rs');
});

test('auto is as good as nothing', () => {
  expect(scopesFor({ ...entry, scopes: 'auto' }, ['permission-v2'])).toBe(scopesFor(entry, ['permission-v2']));
});

test('Access beyond the user’s presence is asked for only where the site wants it and there is no lesser', () => {
  const offline = { ...entry, offlineAccess: true };
  expect(scopesFor(entry, ['permission-offline'])).not.toContain('_access');
  expect(scopesFor(offline, ['permission-offline'])).toContain(' offline_access ');
  expect(scopesFor(offline, ['permission-offline', 'permission-online'])).not.toContain('offline_access');
});

test('No wildcard is ever asked for', () => {
  for (const scopes of ['v1', 'v2'] as const) expect(scopesFor({ ...entry, scopes }, [])).not.toContain('*');
});
