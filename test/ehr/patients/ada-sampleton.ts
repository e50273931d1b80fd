import type { FhirResource } from 'fhir/r4';
import { enrolledChart } from './enrolled.ts';
import { type Person, subjectOf } from './person.ts';
import { COPD, DIABETES, HYPERTENSION, problem, problemReference, SINUSITIS } from './problems.ts';
import type { SampleDay } from './sample-day.ts';

const ADA: Person = {
  number: '0001',
  given: 'Ada',
  family: 'Sampleton',
  gender: 'female',
  age: 79,
  birthday: '03-02',
  allergies: ['Penicillin', 'Latex'],
};

/** Everything in order, 14 of 20 minutes logged. */
export function adaSampleton(day: SampleDay): readonly FhirResource[] {
  const subject = subjectOf(ADA, day);
  return [
    ...enrolledChart(ADA, day, {
      diseases: [
        [DIABETES, 12],
        [COPD, 7],
        [HYPERTENSION, 20],
      ],
      visit: { months: 5 },
      consent: { months: 4, days: 20 },
      plan: { months: 4, days: 12 },
      work: [
        {
          seconds: 480,
          activity: 'medication-reconciliation',
          mode: 'telephone',
          note: 'Called patient. Went through the inhalers and the home glucose log; refill of tiotropium requested.',
          concerns: [problemReference(subject, DIABETES), problemReference(subject, COPD)],
        },
        {
          seconds: 360,
          activity: 'record-review',
          mode: 'no-patient-contact',
          note: 'Read the eye examination report and the latest laboratory results; no change of plan needed.',
          concerns: [problemReference(subject, DIABETES)],
        },
      ],
    }),
    problem(subject, SINUSITIS, { years: 3, clinicalStatus: 'resolved' }),
  ];
}
