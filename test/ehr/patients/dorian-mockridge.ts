import type { FhirResource } from 'fhir/r4';
import { enrolledChart } from './enrolled.ts';
import { type Person, subjectOf } from './person.ts';
import { LOWER_A1C } from './plan-story.ts';
import { DIABETES, problem } from './problems.ts';
import type { SampleDay } from './sample-day.ts';

const DORIAN: Person = { number: '0004', given: 'Dorian', family: 'Mockridge', gender: 'male', age: 71, birthday: '01-23' };

/** One disease on the problem list twice, once in SNOMED CT, once in ICD-10-CM. */
export function dorianMockridge(day: SampleDay): readonly FhirResource[] {
  const subject = subjectOf(DORIAN, day);
  const { key, text, icd, snomed } = DIABETES;
  return [
    ...enrolledChart(DORIAN, day, {
      diseases: [],
      visit: { months: 4 },
      consent: { months: 2 },
      plan: { months: 1, days: 25 },
      planDifferences: { diseases: [DIABETES], goals: [LOWER_A1C] },
      hour: 13,
      work: [{ seconds: 1260, activity: 'patient-education', mode: 'video', note: 'Taught foot care and how to read labels.' }],
    }),
    problem(subject, { key, text, ...(snomed !== undefined && { snomed }) }, { years: 9 }),
    problem(subject, { key: 'dm2', text: 'Type 2 DM, no complications', ...(icd !== undefined && { icd }) }, { years: 8 }),
  ];
}
