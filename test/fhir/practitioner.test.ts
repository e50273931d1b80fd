import { expect, test } from 'vitest';
import { readPractitioner } from '../../src/fhir/practitioner.ts';
import { aPractitioner } from '../builders/fhir.ts';

const NUCC = 'http://nucc.org/provider-taxonomy';
const DEGREE = 'http://terminology.hl7.org/CodeSystem/v2-0360';
const role = (code: string, practitioner = 'Practitioner/prac-md', active = true) => ({
  resourceType: 'PractitionerRole',
  active,
  practitioner: { reference: practitioner },
  specialty: [{ coding: [{ system: NUCC, code }] }],
});
const nobody = { name: [{ family: 'Rivera' }], qualification: undefined };
const degree = (code: string) => ({ ...nobody, qualification: [{ code: { coding: [{ system: DEGREE, code }] } }] });

test.each([
  ['207Q00000X', 'physician', 'physician-qhp'],
  ['363LF0000X', 'np', 'physician-qhp'],
  ['363A00000X', 'pa', 'physician-qhp'],
  ['364S00000X', 'cns', 'physician-qhp'],
  ['367A00000X', 'cnm', 'physician-qhp'],
  ['163W00000X', 'rn', 'clinical-staff'],
  ['164W00000X', undefined, 'clinical-staff'],
  ['1835P0018X', 'pharmacist', 'clinical-staff'],
  ['171M00000X', undefined, 'clinical-staff'],
  ['1041C0700X', 'lcsw', 'clinical-staff'],
  ['213E00000X', 'podiatrist', undefined],
  ['246Y00000X', undefined, undefined],
])('taxonomy %s is a %s whose time is %s', (code, type, performer) => {
  const { facts } = readPractitioner(aPractitioner(nobody), [role(code)]);
  expect([facts?.type, facts?.performer]).toEqual([type, performer]);
});

test.each([
  ['MD', 'physician', 'physician-qhp'],
  ['NP', 'np', 'physician-qhp'],
  ['RN', 'rn', 'clinical-staff'],
  ['CMA', undefined, 'clinical-staff'],
  ['MSN', undefined, undefined],
  ['MBA', undefined, undefined],
])('degree %s is a %s whose time is %s', (code, type, performer) => {
  const { facts } = readPractitioner(aPractitioner(degree(code)), []);
  expect([facts?.type, facts?.performer]).toEqual([type, performer]);
});

test('roles of others and ended roles decide nothing', () => {
  const roles = [role('207Q00000X', 'Practitioner/another'), role('207Q00000X', 'Practitioner/prac-md', false)];
  expect(readPractitioner(aPractitioner(nobody), roles).facts).toEqual({ reference: 'Practitioner/prac-md', name: 'Rivera' });
});

test('a nurse practitioner who is also a registered nurse may bill', () => {
  expect(readPractitioner(aPractitioner(nobody), [role('163W00000X'), role('363L00000X')]).facts?.type).toBe('np');
});

test('a National Provider Identifier alone settles no role', () => {
  const npi = { ...nobody, identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }] };
  expect(readPractitioner(aPractitioner(npi), []).facts?.performer).toBeUndefined();
});

test('the site’s own word on a role goes before ours', () => {
  expect(readPractitioner(aPractitioner(nobody), [role('246Y00000X')], { 'non-clinical-staff': ['246Y'] }).facts?.performer).toBe(
    'non-clinical-staff',
  );
  expect(readPractitioner(aPractitioner(degree('PHARMD')), [], { 'physician-qhp': ['PharmD'] }).facts?.performer).toBe('physician-qhp');
});

test('an unreadable practitioner is a problem, not an error', () => {
  expect(readPractitioner(aPractitioner({ name: 'Maria' }), []).problems).toEqual([
    { type: 'Practitioner', reference: 'Practitioner/prac-md', path: 'name', kind: 'unreadable' },
  ]);
});
