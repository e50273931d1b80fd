import type { ChargeItem, FhirResource } from 'fhir/r4';
import { CPT } from '../../../src/fhir/naming.ts';
import { enrolledChart } from './enrolled.ts';
import { narrative } from './narrative.ts';
import { type Person, type Subject, subjectOf } from './person.ts';
import { LOWER_PRESSURE } from './plan-story.ts';
import { PHYSICIAN_REFERENCE } from './practice.ts';
import { HYPERTENSION, KIDNEY_FAILURE } from './problems.ts';
import { dayThisMonth, type SampleDay } from './sample-day.ts';

const GRETA: Person = { number: '0007', given: 'Greta', family: 'Examplewood', gender: 'female', age: 70, birthday: '12-11' };

/** Everything in order, and the same physician has billed this month's dialysis care. */
export function gretaExamplewood(day: SampleDay): readonly FhirResource[] {
  return [
    ...enrolledChart(GRETA, day, {
      diseases: [
        [KIDNEY_FAILURE, 3],
        [HYPERTENSION, 22],
      ],
      visit: { months: 7 },
      consent: { months: 6 },
      plan: { months: 5, days: 25 },
      planDifferences: {
        goals: [LOWER_PRESSURE],
        medication: { text: 'Lisinopril 10 mg daily', rxnorm: '314076', dosage: '1 tablet by mouth every evening' },
        selfCare: { title: 'Fluid and potassium limits', instruction: 'Call when ankles swell or breath is short when lying down.' },
        specialist: { title: 'Dialysis three times a week; run sheets to the care manager', by: 'Example Dialysis Center' },
      },
      hour: 9,
      work: [
        {
          seconds: 1440,
          activity: 'specialist-coordination',
          mode: 'telephone',
          note: 'Dry weight and binders discussed with the dialysis unit.',
        },
      ],
    }),
    dialysisCharge(subjectOf(GRETA, day), dayThisMonth(day, 6).toString()),
  ];
}

function dialysisCharge(subject: Subject, date: string): ChargeItem {
  return {
    resourceType: 'ChargeItem',
    id: `${subject.id}-dialysis`,
    text: narrative('Monthly dialysis care'),
    status: 'billed',
    code: { coding: [{ system: CPT, code: '90960' }], text: 'Monthly dialysis care' },
    subject: subject.reference,
    occurrenceDateTime: date,
    performer: [{ actor: PHYSICIAN_REFERENCE }],
    quantity: { value: 1 },
  };
}
