import { expect, test } from 'vitest';
import { bundleSource } from '../../src/fhir/bundle-source.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { readMedications } from '../../src/fhir/medications.ts';
import { readPlanMaterial } from '../../src/fhir/plan-material.ts';
import { MEASURE_IDS, MEASURES, readResults } from '../../src/fhir/results.ts';
import { aStage, PATIENT } from '../builders/writes.ts';

const DAYS = daysIn('America/New_York');
const LOINC = 'http://loinc.org';
const subject = { reference: `Patient/${PATIENT}` };

function anObservation(loinc: string, valueQuantity: object, overrides: object = {}): RawResource {
  return {
    resourceType: 'Observation',
    id: `o-${loinc}`,
    status: 'final',
    subject,
    code: { coding: [{ system: LOINC, code: loinc }] },
    effectiveDateTime: '2026-09-01T23:30:00-04:00',
    valueQuantity,
    ...overrides,
  };
}

const first = (observation: RawResource) => readResults([observation], DAYS).results[0];

test.each([
  ['4548-4', { value: 7.8, unit: '%', code: '%' }, { measure: 'hemoglobin-a1c', value: 7.8 }],
  ['29463-7', { value: 180, unit: 'lbs' }, { measure: 'weight', value: 81.65 }],
  ['29463-7', { value: 180, unit: 'lb', code: '[lb_av]' }, { measure: 'weight', value: 81.65 }],
  ['2089-1', { value: 2.5, unit: 'mmol/L', code: 'mmol/L' }, { measure: 'ldl-cholesterol', value: 96.68 }],
  ['98979-8', { value: 60, comparator: '>', unit: 'mL/min/1.73m2' }, { measure: 'egfr', value: 60, comparator: '>' }],
  ['8480-6', { value: 141, unit: 'mmHg' }, { measure: 'blood-pressure', value: 141 }],
  ['44261-6', { value: 12, unit: '{score}', code: '{score}' }, { measure: 'phq-9', value: 12 }],
])('a result of %s in its own unit is told in the unit of the measure: %j', (loinc, quantity, told) => {
  expect(first(anObservation(loinc, quantity))).toEqual({ ...told, date: '2026-09-01', reference: `Observation/o-${loinc}` });
});

test('a pressure has both numbers, from the panel', () => {
  const component = [
    { code: { coding: [{ system: LOINC, code: '8480-6' }] }, valueQuantity: { value: 138, code: 'mm[Hg]' } },
    { code: { coding: [{ system: LOINC, code: '8462-4' }] }, valueQuantity: { value: 82, code: 'mm[Hg]' } },
  ];
  expect(first(anObservation('85354-9', {}, { component, valueQuantity: undefined }))).toMatchObject({ value: 138, second: 82 });
});

test.each([
  ['a unit that cannot be turned into the one shown', anObservation('4548-4', { value: 58, unit: 'mmol/mol', code: 'mmol/mol' }), 1],
  ['a result without a day', anObservation('4548-4', { value: 7 }, { effectiveDateTime: '2026' }), 1],
  ['a result entered in error', anObservation('4548-4', { value: 7 }, { status: 'entered-in-error' }), 0],
  ['a preliminary result', anObservation('4548-4', { value: 7 }, { status: 'preliminary' }), 0],
  ['a result without a value', anObservation('4548-4', {}, { valueQuantity: undefined }), 0],
  ['a code of another system', anObservation('4548-4', { value: 7 }, { code: { coding: [{ system: 'urn:local', code: '4548-4' }] } }), 0],
])('%s is no point on a line', (_what, observation, leftOut) => {
  expect(readResults([observation], DAYS)).toEqual({ results: [], leftOut });
});

test('results come oldest first', () => {
  const dates = ['2026-03-01', '2025-03-01', '2026-01-01'];
  const all = dates.map((effectiveDateTime) => anObservation('4548-4', { value: 7, code: '%' }, { effectiveDateTime }));
  expect(readResults(all, DAYS).results.map(({ date }) => date)).toEqual(['2025-03-01', '2026-01-01', '2026-03-01']);
});

test('no LOINC code stands for two measures', () => {
  const codes = MEASURE_IDS.flatMap((measure): readonly string[] => MEASURES[measure].loinc);
  expect(new Set(codes).size).toBe(codes.length);
  expect(MEASURE_IDS.toSorted()).toEqual(Object.keys(MEASURES).toSorted());
});

function aRequest(overrides: object = {}): RawResource {
  return {
    resourceType: 'MedicationRequest',
    id: 'm-1',
    status: 'active',
    intent: 'order',
    subject,
    medicationCodeableConcept: { text: 'Metformin 500 mg' },
    ...overrides,
  };
}

test('a medicine is told by name, how it is taken and since when', () => {
  const request = aRequest({ dosageInstruction: [{ text: 'twice daily' }], authoredOn: '2026-06-01', reportedBoolean: true });
  expect(readMedications([request], DAYS)).toEqual([
    {
      reference: 'MedicationRequest/m-1',
      display: 'Metformin 500 mg',
      dosage: 'twice daily',
      status: 'active',
      date: '2026-06-01',
      reported: true,
    },
  ]);
});

test.each([
  [
    'in the request itself',
    { contained: [{ resourceType: 'Medication', id: 'a', code: { text: 'Insulin' } }], medicationReference: { reference: '#a' } },
  ],
  ['by the words of a reference', { medicationReference: { reference: 'Medication/9', display: 'Insulin' } }],
])('a medicine named %s has its name', (_how, named) => {
  const request = aRequest({ medicationCodeableConcept: undefined, ...named });
  expect(readMedications([request], DAYS)).toMatchObject([{ display: 'Insulin' }]);
});

test.each([{ status: 'stopped' }, { status: 'completed' }, { status: 'entered-in-error' }, { intent: 'proposal' }, { doNotPerform: true }])(
  'a request that is %j is not being taken',
  (overrides) => {
    expect(readMedications([aRequest(overrides)], DAYS)).toEqual([]);
  },
);

const OPTIONS = { patientId: PATIENT, timeZone: 'America/New_York', today: '2026-10-20' };

test('the material of a plan is read from the chart: medicines, results, assessments, team, caregivers, orders', async () => {
  const cognition = anObservation(
    '72172-0',
    { value: 26, unit: '{score}' },
    {
      id: 'moca',
      code: { text: 'MoCA' },
      category: [{ coding: [{ code: 'cognitive-status' }] }],
    },
  );
  const resources: readonly RawResource[] = [
    aRequest(),
    anObservation('4548-4', { value: 7.4, unit: '%', code: '%' }),
    cognition,
    { resourceType: 'CareTeam', id: 't-1', name: 'CCM team', subject, status: 'active' },
    { resourceType: 'Immunization', id: 'i-1', status: 'not-done', vaccineCode: { text: 'Influenza' }, patient: subject },
    {
      resourceType: 'RelatedPerson',
      id: 'r-1',
      patient: subject,
      name: [{ given: ['Robin'], family: 'Sample' }],
      relationship: [{ text: 'child' }],
    },
    { resourceType: 'RelatedPerson', id: 'r-2', patient: { reference: 'Patient/another' }, name: [{ text: 'Not theirs' }] },
  ];
  const material = await readPlanMaterial(bundleSource(resources), OPTIONS);
  expect(material.medications.map(({ display }) => display)).toEqual(['Metformin 500 mg']);
  expect(material.results.results).toMatchObject([{ measure: 'hemoglobin-a1c', value: 7.4 }]);
  expect(material.items.find(({ reference }) => reference === 'Observation/moca')).toMatchObject({
    display: 'MoCA: 26',
    categories: ['cognitive-status'],
  });
  expect(material.items.map(({ reference }) => reference)).toContain('CareTeam/t-1');
  expect(material.items.map(({ reference }) => reference)).not.toContain('Immunization/i-1');
  expect(material.caregivers).toEqual([{ reference: 'RelatedPerson/r-1', name: 'Robin Sample', relationship: 'child' }]);
});

test('what the EHR keeps back is unknown, and the rest is read all the same', async () => {
  const { ehr, target } = await aStage({ resources: [aRequest()] });
  ehr.faults.add({ on: { type: 'Observation' }, kind: 403 });
  const material = await readPlanMaterial(target.client, OPTIONS);
  expect(material.reads).toMatchObject({
    MedicationRequest: { status: 'read', count: 1 },
    Observation: { status: 'refused', unknownBecause: 'not-granted' },
  });
  expect(material.medications).toHaveLength(1);
});
