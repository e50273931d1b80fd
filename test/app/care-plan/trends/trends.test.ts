import { expect, test } from 'vitest';
import { goalsOffTarget } from '../../../../src/app/care-plan/trends/trend-view.ts';
import { trendsOf } from '../../../../src/app/queries/trends.ts';
import { goalOf } from '../../../../src/fhir/care-plan/edit.ts';
import { readCarePlans } from '../../../../src/fhir/care-plan.ts';
import { daysIn } from '../../../../src/fhir/dates.ts';
import { readPlanMaterial } from '../../../../src/fhir/plan-material.ts';
import { anOwnPlan, aStage, PATIENT } from '../../../builders/writes.ts';
import { results } from '../../../ehr/patients/results.ts';

const TIME_ZONE = 'America/New_York';
const TODAY = '2026-10-20';
const patientReference = `Patient/${PATIENT}`;

const aims = [
  { loinc: '4548-4', measure: 'Hemoglobin A1c', value: 7.5, unit: '%' },
  { loinc: '8480-6', measure: 'Systolic blood pressure', value: 130, unit: 'mm[Hg]' },
];
const goals = aims.map((aim, index) => ({
  ...goalOf({
    id: `g${index}`,
    description: aim.measure,
    start: '2026-01-01',
    due: '2026-12-31',
    target: { ...aim, comparator: '<' },
    addresses: [],
    patientReference,
  }),
  id: `g${index}`,
}));
const plan = anOwnPlan({ goal: goals.map(({ id }) => ({ reference: `Goal/${id}` })) });

async function trends(scope?: string) {
  const subject = {
    id: PATIENT,
    reference: { reference: patientReference, display: 'Eleanor Whitfield' },
    day: { today: Temporal.PlainDate.from(TODAY), timeZone: TIME_ZONE, now: Temporal.PlainTime.from('12:00') },
  };
  const { target } = await aStage({ resources: results(subject), ...(scope !== undefined && { scope }) });
  const [read] = readCarePlans([plan, ...goals], daysIn(TIME_ZONE));
  return trendsOf(read ?? null, await readPlanMaterial(target.client, { patientId: PATIENT, timeZone: TIME_ZONE, today: TODAY }));
}

test('the measured targets of a plan are held against the results of the chart', async () => {
  const found = await trends();
  expect([...found.aims.keys()]).toEqual(['Goal/g0', 'Goal/g1']);
  expect(found.readings.get('hemoglobin-a1c')?.map(({ value }) => value)).toEqual([8.6, 8.2, 7.9, 7.8, 7.4]);
  expect(found.readings.get('blood-pressure')?.at(-1)).toMatchObject({ value: 138, second: 82 });
  expect(goalsOffTarget(found)).toEqual(['Goal/g1']);
  expect(found).not.toHaveProperty('unknownBecause');
});

test('results that the EHR refuses are unknown, not absent', async () => {
  const found = await trends('patient/Patient.rs patient/CarePlan.rs patient/Goal.rs');
  expect(found.unknownBecause).toBe('not-granted');
  expect(found.readings.size).toBe(0);
});
