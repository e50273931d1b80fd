import type { FhirResource } from 'fhir/r4';
import { insuredPerson, type Person, subjectOf } from './person.ts';
import { ANKLE_SPRAIN, BRONCHITIS, HYPERTENSION, problem, SINUSITIS } from './problems.ts';
import { ago, type SampleDay } from './sample-day.ts';
import { officeVisit } from './work.ts';

const CLARA: Person = { number: '0003', given: 'Clara', family: 'Testwell', gender: 'female', age: 68, birthday: '11-05' };

/** One chronic condition; the rest is acute, over, or not confirmed. */
export function claraTestwell(day: SampleDay): readonly FhirResource[] {
  const subject = subjectOf(CLARA, day);
  return [
    ...insuredPerson(CLARA, day),
    problem(subject, HYPERTENSION, { years: 6 }),
    problem(subject, ANKLE_SPRAIN, { years: 0 }),
    problem(subject, SINUSITIS, { years: 2, clinicalStatus: 'resolved' }),
    problem(subject, BRONCHITIS, { years: 0, verificationStatus: 'provisional' }),
    officeVisit(subject, ago(day, { months: 3 }), '99213'),
  ];
}
