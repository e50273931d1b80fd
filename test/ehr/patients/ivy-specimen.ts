import type { CarePlan, FhirResource } from 'fhir/r4';
import { enrolledChart } from './enrolled.ts';
import { type Person, type Subject, subjectOf } from './person.ts';
import { PHYSICIAN_REFERENCE } from './practice.ts';
import { CORONARY_DISEASE, DIABETES, HYPERLIPIDEMIA } from './problems.ts';
import { ago, type SampleDay } from './sample-day.ts';

const IVY: Person = { number: '0009', given: 'Ivy', family: 'Specimen', gender: 'female', age: 76, birthday: '08-27' };

/** The EHR keeps its care plan as a page of text, and nothing that a program could count. */
export function ivySpecimen(day: SampleDay): readonly FhirResource[] {
  return [
    ...enrolledChart(IVY, day, {
      diseases: [
        [CORONARY_DISEASE, 7],
        [DIABETES, 10],
        [HYPERLIPIDEMIA, 14],
      ],
      visit: { months: 4 },
      consent: { months: 3 },
      hour: 16,
      work: [
        {
          seconds: 1230,
          activity: 'symptom-monitoring',
          mode: 'telephone',
          note: 'No chest pain since the last call; walks a mile a day.',
        },
      ],
    }),
    narrativePlan(subjectOf(IVY, day), ago(day, { months: 2 })),
  ];
}

function narrativePlan(subject: Subject, date: string): CarePlan {
  return {
    resourceType: 'CarePlan',
    id: `${subject.id}-text-plan`,
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-careplan'] },
    text: {
      status: 'additional',
      div:
        '<div xmlns="http://www.w3.org/1999/xhtml"><p><b>Assessment and Plan</b></p><table><tbody>' +
        '<tr><th>Coronary artery disease</th><td>Stable. Continue aspirin and statin. Walking programme.</td></tr>' +
        '<tr><th>Type 2 diabetes mellitus</th><td>HbA1c 7.9%. Goal below 7.5%. Dietitian referral.</td></tr>' +
        '<tr><th>Hyperlipidemia</th><td>LDL 84. Goal below 70.</td></tr></tbody></table>' +
        '<p>Follow up in three months, sooner with chest pain.</p></div>',
    },
    status: 'active',
    intent: 'plan',
    category: [
      {
        coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }],
        text: 'Assessment and Plan of Treatment',
      },
    ],
    subject: subject.reference,
    period: { start: date },
    author: PHYSICIAN_REFERENCE,
  };
}
