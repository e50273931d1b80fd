import { expect, test } from 'vitest';
import { daysIn } from '../../src/fhir/dates.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import { nameText, readPatient } from '../../src/fhir/patient.ts';
import { aPatient, PATIENT_ID } from '../builders/fhir.ts';

const days = daysIn('America/New_York');
const read = (overrides: Readonly<Record<string, unknown>>) => readPatient(aPatient(overrides), PATIENT_ID, days);

test('the banner gets name, birth date, sex and record number', () => {
  expect(read({}).identity).toEqual({
    id: PATIENT_ID,
    reference: `Patient/${PATIENT_ID}`,
    name: 'Ada Sampleton',
    birthDate: '1947-03-02',
    gender: 'female',
    identifier: { label: 'MRN', value: 'DEMO-0001' },
    deceased: false,
  });
});

const speaks = (language: object, preferred?: boolean) => ({ language, ...(preferred !== undefined && { preferred }) });
const SPANISH = { coding: [{ system: 'urn:ietf:bcp:47', code: 'es-MX', display: 'Spanish (Mexico)' }] };
const ENGLISH = { coding: [{ system: 'urn:ietf:bcp:47', code: 'en' }] };

test.each([
  ['nothing', [], undefined],
  ['one language', [speaks(SPANISH)], { code: 'es', words: 'Spanish (Mexico)' }],
  ['a preferred one', [speaks(ENGLISH), speaks(SPANISH, true)], { code: 'es', words: 'Spanish (Mexico)' }],
  ['two without a preference', [speaks(ENGLISH), speaks(SPANISH)], undefined],
  ['three letters', [speaks({ coding: [{ code: 'SPA' }], text: 'Español' })], { code: 'es', words: 'Español' }],
  ['words alone', [speaks({ text: 'Vietnamese' }, true)], { words: 'Vietnamese' }],
  ['no language in it', [{ preferred: true }], undefined],
])('of a patient with %s the language to talk in is told', (_what, communication, language) => {
  expect(read({ communication }).identity.language).toEqual(language);
});

test('national numbers never reach the banner', () => {
  const identifier = [
    { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-99-9999' },
    { system: 'http://hl7.org/fhir/sid/us-mbi', value: '1EG4TE5MK73' },
    { type: { coding: [{ code: 'SS' }] }, value: '999-99-9998' },
    { use: 'usual', type: { text: 'EPI' }, value: 'E7' },
  ];
  expect(read({ identifier }).identity.identifier).toEqual({ label: 'EPI', value: 'E7' });
  expect(read({ identifier }).hasMbi).toBe(true);
  expect(read({ identifier: identifier.slice(0, 3) }).identity.identifier).toBeUndefined();
});

test.each([
  [{}, null, false],
  [{ deceasedBoolean: false }, null, false],
  [{ deceasedBoolean: true }, undefined, true],
  [{ deceasedDateTime: '2026-10-12T02:00:00Z' }, '2026-10-11', true],
  [{ deceasedDateTime: '2026-10' }, undefined, true],
])('a record with %j has the death date %s', (overrides, deathDate, deceased) => {
  const patient = read(overrides);
  expect(patient.deathDate).toBe(deathDate);
  expect(patient.identity.deceased).toBe(deceased);
});

test('the official name in use is shown, with what a person needs to tell people apart', () => {
  expect(
    nameText([
      { use: 'maiden', family: 'Old' },
      { use: 'nickname', given: ['Addie'] },
      { use: 'official', family: 'Sampleton', given: ['Ada', null], suffix: ['Jr.'] },
    ]),
  ).toBe('Ada Sampleton, Jr.');
  expect(nameText([{ use: 'official', family: 'Before', period: { end: '2010' } }, { text: 'Ada Now' }])).toBe('Ada Now');
  expect(nameText([])).toBe('');
  expect(nameText(undefined)).toBe('');
});

test('a birth date that is none is not shown', () => {
  expect(read({ birthDate: '02.03.1947' }).identity.birthDate).toBeUndefined();
  expect(read({ birthDate: '1947' }).identity.birthDate).toBe('1947');
});

test.each([{ id: ['pat-1'] }, { id: undefined }, { name: 'Ada' }, { identifier: [null] }])(
  'a Patient with %j is unreadable',
  (overrides) => {
    expect(() => read(overrides)).toThrow(FhirError);
  },
);

test('another patient is never read as this one', () => {
  expect(() => read({ id: 'pat-2' })).toThrow(expect.objectContaining({ kind: 'wrong-patient' }));
});
