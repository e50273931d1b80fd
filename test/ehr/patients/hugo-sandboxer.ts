import type { FhirResource } from 'fhir/r4';
import { insuredPerson, type Person, subjectOf } from './person.ts';
import { problem } from './problems.ts';
import { ago, type SampleDay } from './sample-day.ts';
import { officeVisit } from './work.ts';

const HUGO: Person = { number: '0008', given: 'Hugo', family: 'Sandboxer', gender: 'male', age: 77, birthday: '04-08' };

/** Problems as free text, without a code. */
export function hugoSandboxer(day: SampleDay): readonly FhirResource[] {
  const subject = subjectOf(HUGO, day);
  return [
    ...insuredPerson(HUGO, day),
    problem(subject, { key: 'text-1', text: 'sugar, on pills since ~10 yrs' }, { years: 10 }),
    problem(subject, { key: 'text-2', text: 'High blood pressure' }, { years: 12 }),
    problem(subject, { key: 'text-3', text: 'bad knees (both)' }, { years: 5 }),
    officeVisit(subject, ago(day, { months: 2 }), '99214'),
  ];
}
