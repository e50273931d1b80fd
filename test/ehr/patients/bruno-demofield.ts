import type { FhirResource } from 'fhir/r4';
import { enrolledChart } from './enrolled.ts';
import type { Person } from './person.ts';
import { LOWER_PRESSURE } from './plan-story.ts';
import { ATRIAL_FIBRILLATION, HEART_FAILURE, HYPERTENSION } from './problems.ts';
import type { SampleDay } from './sample-day.ts';

const BRUNO: Person = { number: '0002', given: 'Bruno', family: 'Demofield', gender: 'male', age: 74, birthday: '07-19' };

/** Eligible, with a plan and 12 minutes of work, and nobody has recorded consent. */
export function brunoDemofield(day: SampleDay): readonly FhirResource[] {
  return enrolledChart(BRUNO, day, {
    diseases: [
      [HEART_FAILURE, 4],
      [ATRIAL_FIBRILLATION, 6],
      [HYPERTENSION, 15],
    ],
    visit: { months: 2 },
    plan: { months: 1, days: 20 },
    planDifferences: {
      goals: [LOWER_PRESSURE],
      medication: { text: 'Furosemide 40 mg every morning', rxnorm: '313988', dosage: '1 tablet by mouth every morning' },
      selfCare: {
        title: 'Daily weight, with steps for sudden gain',
        instruction: 'Call when weight rises 3 pounds in a day or 5 in a week.',
      },
      specialist: { title: 'Cardiology follow-up; send visit note to the care manager', by: 'Northside Example Cardiology' },
    },
    hour: 11,
    work: [
      {
        seconds: 720,
        activity: 'specialist-coordination',
        mode: 'no-patient-contact',
        note: 'Spoke with the cardiology office about the medication list after the last visit.',
      },
    ],
  });
}
