import { expect, test } from 'vitest';
import { readCondition } from '../../src/fhir/conditions.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import type { Problem } from '../../src/fhir/parse.ts';
import { aCondition } from '../builders/fhir.ts';

const days = daysIn('America/New_York');

function read(overrides: Readonly<Record<string, unknown>>, birthDate = '1947-03-02') {
  const problems: Problem[] = [];
  return { condition: readCondition(aCondition(overrides), days, birthDate, problems), problems };
}

test('a condition keeps its words, codes, statuses, onset and place', () => {
  expect(read({}).condition).toEqual({
    display: 'Type 2 diabetes',
    codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' }],
    clinicalStatus: 'active',
    verificationStatus: 'confirmed',
    onset: '2014-05-11',
    reference: 'Condition/cond-1',
  });
});

test('ELIG-3 code systems are brought to one spelling and local ones left alone', () => {
  const coding = [
    { system: 'urn:oid:2.16.840.1.113883.6.90', code: 'E11.9' },
    { system: 'http: //snomed.info/sct', code: ' 44054006' },
    { system: 'http://e-imo.com/products/problem-it', code: '38261' },
    { code: 'no system' },
    { system: 'http://snomed.info/sct' },
  ];
  expect(read({ code: { coding } }).condition?.codes).toEqual([
    { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' },
    { system: 'http://snomed.info/sct', code: '44054006' },
    { system: 'http://e-imo.com/products/problem-it', code: '38261' },
  ]);
});

test('an absent status stays absent, and one in another spelling is understood', () => {
  const { condition } = read({ clinicalStatus: undefined, verificationStatus: { text: 'Confirmed' } });
  expect([condition?.clinicalStatus, condition?.verificationStatus]).toEqual([undefined, 'confirmed']);
});

test.each([
  [{ onsetDateTime: '2014' }, '2014-01-01'],
  [{ onsetDateTime: '2014-05-11T23:30:00-07:00' }, '2014-05-12'],
  [{ onsetDateTime: undefined, onsetPeriod: { start: '2014-05' } }, '2014-05-01'],
  [{ onsetDateTime: undefined, onsetAge: { value: 60, unit: 'years', code: 'a' } }, '2007-03-02'],
  [{ onsetDateTime: undefined, onsetAge: { value: 18, code: 'mo' } }, '1948-09-02'],
  [{ onsetDateTime: undefined, onsetRange: { low: { value: 60, code: 'a' } } }, '2007-03-02'],
  [{ onsetDateTime: undefined, onsetString: 'in childhood' }, undefined],
  [{ onsetDateTime: undefined, onsetAge: { value: 1e9, code: 'a' } }, undefined],
])('an onset of %j is %s', (overrides, onset) => {
  expect(read(overrides).condition?.onset).toBe(onset);
});

test.each([
  [{ abatementDateTime: '2020' }, '2020-12-31'],
  [{ abatementPeriod: { start: '2019', end: '2020-02' } }, '2020-02-29'],
  [{ abatementAge: { value: 70, code: 'a' } }, '2018-03-02'],
  [{ abatementString: 'better' }, undefined],
])('an abatement of %j is %s at the latest', (overrides, abatement) => {
  expect(read(overrides).condition?.abatement).toBe(abatement);
});

test('a date that is none costs the date, not the condition', () => {
  const { condition, problems } = read({ onsetDateTime: 'spring' });
  expect(condition?.codes).toHaveLength(1);
  expect(problems).toEqual([{ type: 'Condition', reference: 'Condition/cond-1', path: 'onsetDateTime', kind: 'undatable' }]);
});

test.each([
  [{ id: ['cond-1'] }, 'id', undefined],
  [{ code: { coding: [null] } }, 'code.coding.0', 'Condition/cond-1'],
  [{ code: { coding: [{ code: ['E11.9'] }] } }, 'code.coding.0.code', 'Condition/cond-1'],
  [{ clinicalStatus: 'active' }, 'clinicalStatus', 'Condition/cond-1'],
])('a condition with %j is a problem at %s', (overrides, path, reference) => {
  const { condition, problems } = read(overrides);
  expect(condition).toBeUndefined();
  expect(problems).toEqual([{ type: 'Condition', ...(reference === undefined ? {} : { reference }), path, kind: 'unreadable' }]);
});

test('elements of older versions of FHIR do not disturb', () => {
  expect(read({ assertedDate: '2014-05-11', note: [{}] }).problems).toEqual([]);
});
