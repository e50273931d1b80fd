import type { FhirResource } from 'fhir/r4';
import { enrolledChart } from './enrolled.ts';
import type { Person } from './person.ts';
import { LOWER_PRESSURE } from './plan-story.ts';
import { ATRIAL_FIBRILLATION, COPD, HEART_FAILURE, KIDNEY_DISEASE } from './problems.ts';
import { dayThisMonth, type SampleDay } from './sample-day.ts';
import { moderateComplexity } from './statements.ts';

const FELIX: Person = {
  number: '0006',
  given: 'Felix',
  family: 'Trialborough',
  gender: 'male',
  age: 81,
  birthday: '05-14',
  allergies: ['Sulfonamides'],
};

/** A complex month: 65 minutes of staff time, and decision making of moderate complexity by the physician. */
export function felixTrialborough(day: SampleDay): readonly FhirResource[] {
  return enrolledChart(FELIX, day, {
    diseases: [
      [HEART_FAILURE, 8],
      [COPD, 12],
      [KIDNEY_DISEASE, 5],
      [ATRIAL_FIBRILLATION, 3],
    ],
    visit: { months: 6 },
    consent: { months: 5, days: 15 },
    plan: { months: 5, days: 10 },
    planDifferences: {
      goals: [{ ...LOWER_PRESSURE, disease: HEART_FAILURE }],
      medication: { text: 'Furosemide 40 mg twice daily', rxnorm: '313988', dosage: '1 tablet by mouth twice daily' },
      selfCare: {
        title: 'Daily weight and COPD action plan',
        instruction: 'Call when weight rises 3 pounds in a day, or sputum changes colour.',
      },
      specialist: { title: 'Cardiology and nephrology follow-up; notes to the care manager', by: 'Northside Example Cardiology' },
      prognosis: 'Poor to guarded; high risk of admission within 12 months',
      moca: 23,
      katz: 3,
    },
    statements: (subject) => [moderateComplexity(subject, dayThisMonth(day, 4).toString())],
    hour: 15,
    work: [
      {
        seconds: 1200,
        activity: 'post-discharge-follow-up',
        mode: 'telephone',
        note: 'Call after the emergency visit: weight, breathing, new diuretic dose.',
      },
      {
        seconds: 1500,
        activity: 'specialist-coordination',
        mode: 'telephone',
        note: 'Cardiology and nephrology agreed on the diuretic; labs ordered.',
      },
      {
        seconds: 1200,
        activity: 'medication-reconciliation',
        mode: 'video',
        note: 'Went through all medicines with patient and son; old diuretic discarded.',
      },
    ],
  });
}
