import type { FhirResource } from 'fhir/r4';
import { enrolledChart } from './enrolled.ts';
import type { Person } from './person.ts';
import { LOWER_PRESSURE } from './plan-story.ts';
import { HYPERTENSION, OSTEOPOROSIS, RHEUMATOID_ARTHRITIS } from './problems.ts';
import type { SampleDay } from './sample-day.ts';

const EDITH: Person = { number: '0005', given: 'Edith', family: 'Placeholm', gender: 'female', age: 83, birthday: '09-30' };

/** Started 40 days ago and had last been seen more than a year before that: an initiating visit was needed, and is missing. */
export function edithPlaceholm(day: SampleDay): readonly FhirResource[] {
  return enrolledChart(EDITH, day, {
    diseases: [
      [RHEUMATOID_ARTHRITIS, 18],
      [OSTEOPOROSIS, 9],
      [HYPERTENSION, 11],
    ],
    visit: { months: 14 },
    consent: { days: 40 },
    plan: { days: 38 },
    planDifferences: {
      goals: [LOWER_PRESSURE],
      medication: { text: 'Methotrexate 15 mg weekly', rxnorm: '105585', dosage: '6 tablets of 2.5 mg by mouth once a week' },
      selfCare: {
        title: 'Joint protection and flare diary',
        instruction: 'Call when a flare lasts longer than two days, or with any fever.',
      },
      specialist: { title: 'Rheumatology follow-up with laboratory results', by: 'Example Joint Clinic' },
      katz: 4,
    },
    hour: 14,
    work: [
      {
        seconds: 1320,
        activity: 'specialist-coordination',
        mode: 'telephone',
        note: 'Arranged laboratory tests with the rheumatology office.',
      },
    ],
  });
}
