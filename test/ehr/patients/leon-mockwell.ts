import type { FhirResource } from 'fhir/r4';
import { enrolledChart, type LoggedWork } from './enrolled.ts';
import type { Person } from './person.ts';
import { LOWER_PRESSURE } from './plan-story.ts';
import { COPD, HEART_FAILURE } from './problems.ts';
import { type SampleDay, thisMonth } from './sample-day.ts';

const LEON: Person = { number: '0012', given: 'Leon', family: 'Mockwell', gender: 'male', age: 88, birthday: '02-17' };
const HOUR = 12;

const WORK: readonly LoggedWork[] = [
  { seconds: 900, activity: 'symptom-monitoring', mode: 'telephone', note: 'More breathless since Sunday; same-day visit arranged.' },
  { seconds: 600, activity: 'family-call', mode: 'telephone', note: 'Call with his daughter after his death; equipment to be collected.' },
];

/** Died in the middle of this month: one piece of the month's work was before, one after. */
export function leonMockwell(day: SampleDay): readonly FhirResource[] {
  return enrolledChart(LEON, day, {
    patient: { deceasedDateTime: dayOfDeath(day) },
    diseases: [
      [HEART_FAILURE, 6],
      [COPD, 15],
    ],
    visit: { months: 8 },
    consent: { months: 7 },
    plan: { months: 6, days: 20 },
    planDifferences: { goals: [{ ...LOWER_PRESSURE, disease: HEART_FAILURE }] },
    hour: HOUR,
    work: WORK,
  });
}

/** The day after the first call, or today where that is not over. */
function dayOfDeath(day: SampleDay): string {
  const [first] = thisMonth(
    day,
    HOUR,
    WORK.map(({ seconds }) => seconds),
  );
  const next = (first?.start.toPlainDate() ?? day.today).add({ days: 1 });
  return (Temporal.PlainDate.compare(next, day.today) > 0 ? day.today : next).toString();
}
