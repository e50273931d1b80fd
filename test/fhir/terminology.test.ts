import { expect, test } from 'vitest';
import { billingCodesOf, canonicalSystem, codesOf, displayOf, referenceText, statusCode } from '../../src/fhir/terminology.ts';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SCT = 'http://snomed.info/sct';

test.each([
  ['urn:oid:2.16.840.1.113883.6.90', ICD],
  ['urn:oid:2.16.840.1.113883.6.96', SCT],
  ['http://hl7.org/fhir/sid/icd-10', ICD],
  ['http: //snomed.info/sct', SCT],
  ['http://snomed.info/sct/731000124108', SCT],
  ['http://snomed.info/sct|http://snomed.info/sct/731000124108', SCT],
  ['HTTP://SNOMED.INFO/SCT/', SCT],
  ['https://www.nahdo.org/sopt', 'https://nahdo.org/sopt'],
  ['http://e-imo.com/products/problem-it', 'http://e-imo.com/products/problem-it'],
  ['urn:oid:2.16.840.1.113883.3.247.1.1', 'urn:oid:2.16.840.1.113883.3.247.1.1'],
  ['http://hl7.org/fhir/sid/icd-9-cm/diagnosis', 'http://hl7.org/fhir/sid/icd-9-cm/diagnosis'],
  ['', ''],
])('the system %j is %j', (system, canonical) => {
  expect(canonicalSystem(system)).toBe(canonical);
});

test('codes of one system come trimmed and in order, whatever the spelling of the system', () => {
  const concept = {
    coding: [
      { system: 'urn:oid:2.16.840.1.113883.6.90', code: ' I10 ' },
      { system: SCT, code: '38341003' },
      { system: ICD, code: '' },
      { code: 'X' },
    ],
  };
  expect(codesOf(concept, ICD)).toEqual(['I10']);
});

test('billing codes are CPT and HCPCS codes, without modifiers and without what is none', () => {
  const cpt = 'http://www.ama-assn.org/go/cpt';
  const concept = {
    coding: [
      { system: cpt, code: '99214-25' },
      { system: 'urn:oid:2.16.840.1.113883.6.285', code: 'g0439' },
      { system: cpt, code: 'visit' },
      { system: SCT, code: '99490' },
    ],
  };
  expect(billingCodesOf(concept)).toEqual(['99214', 'G0439']);
});

test('the display is the text, else a coding’s display, else its code', () => {
  expect(displayOf({ text: ' COPD ', coding: [{ display: 'Chronic obstructive lung disease' }] })).toBe('COPD');
  expect(displayOf({ text: ' ', coding: [{ code: 'J44.9' }, { display: 'Lung disease' }] })).toBe('Lung disease');
  expect(displayOf({ coding: [{ code: 'J44.9' }] })).toBe('J44.9');
  expect(displayOf(undefined)).toBe('');
});

test('a status is read from a coding, else from the text', () => {
  expect(statusCode({ coding: [{ code: 'Active' }] })).toBe('active');
  expect(statusCode({ text: 'Resolved' })).toBe('resolved');
  expect(statusCode({ coding: [] })).toBeUndefined();
});

test.each([
  ['Practitioner/123', 'Practitioner/123'],
  ['https://ehr.example/fhir/Practitioner/123/_history/4', 'Practitioner/123'],
  ['urn:uuid:6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001', 'urn:uuid:6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001'],
  ['Organization?identifier=x|1', undefined],
  ['#contained', undefined],
  ['Practitioner/', undefined],
  ['/123', undefined],
  ['123', undefined],
  ['', undefined],
])('the reference %j is %j', (reference, text) => {
  expect(referenceText({ reference })).toBe(text);
});
