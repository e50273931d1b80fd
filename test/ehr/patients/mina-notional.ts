import type { FhirResource } from 'fhir/r4';
import { enrolledChart } from './enrolled.ts';
import type { Person } from './person.ts';
import { ASTHMA, HYPERTENSION, OSTEOARTHRITIS } from './problems.ts';
import type { SampleDay } from './sample-day.ts';

const MINA: Person = {
  number: '0013',
  given: 'Mina',
  family: 'Notional',
  gender: 'female',
  age: 69,
  birthday: '06-21',
  allergies: ['Aspirin'],
};

/** Qualifies, was seen six weeks ago, and nothing of the programme has begun. */
export function minaNotional(day: SampleDay): readonly FhirResource[] {
  return enrolledChart(MINA, day, {
    diseases: [
      [ASTHMA, 30],
      [HYPERTENSION, 8],
      [OSTEOARTHRITIS, 4],
    ],
    visit: { days: 42 },
  });
}
