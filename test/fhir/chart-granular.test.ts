import { expect, test } from 'vitest';
import { ccmVerdict } from './granular-stage.ts';

const PROBLEMS = 'category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item';
const CORE = 'patient/Patient.rs patient/Encounter.rs patient/CarePlan.rs patient/Coverage.rs patient/Consent.rs patient/ChargeItem.rs';

test('ELIG-1 conditions seen in part count, and what is kept back makes no no', async () => {
  const two = await ccmVerdict(`${CORE} patient/Condition.rs?${PROBLEMS}`, { problems: ['E11.9', 'J44.9'], diagnoses: ['I50.9'] });
  expect(two).toMatchObject({ verdict: 'met', onlyPart: [PROBLEMS], unknownBecause: 'not-granted', complete: false });
  const one = await ccmVerdict(`${CORE} patient/Condition.rs?${PROBLEMS}`, { problems: ['E11.9'], diagnoses: ['J44.9'] });
  expect(one).toMatchObject({ verdict: 'unknown' });
  const whole = await ccmVerdict(`${CORE} patient/Condition.rs`, { problems: ['E11.9'], diagnoses: [] });
  expect(whole).toMatchObject({ verdict: 'not-met', complete: true });
});

test('encounters seen in part leave the month’s minutes unknown', async () => {
  const { timeEntries, why } = await ccmVerdict(`${CORE.replace('Encounter.rs', 'Encounter.rs?class=AMB')} patient/Condition.rs`, {
    problems: [],
    diagnoses: [],
  });
  expect([timeEntries, why]).toEqual([undefined, 'not-granted']);
});

test('documents seen by the category that the app writes keep no entry back', async () => {
  const { timeEntries } = await ccmVerdict(`${CORE} patient/Condition.rs patient/DocumentReference.rs?category=clinical-note`, {
    problems: [],
    diagnoses: [],
  });
  expect(timeEntries).toEqual([]);
});
