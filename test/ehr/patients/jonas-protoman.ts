import type { FhirResource } from 'fhir/r4';
import { CARE_PLAN_ID, CCM_SYSTEM } from '../../../src/fhir/naming.ts';
import { enrolledChart } from './enrolled.ts';
import { type Person, type Subject, subjectOf } from './person.ts';
import { planParts } from './plan-parts.ts';
import { LOWER_A1C, planStory } from './plan-story.ts';
import { ATRIAL_FIBRILLATION, DIABETES, problemReference } from './problems.ts';
import { ago, type SampleDay } from './sample-day.ts';
import { planStatements } from './statements.ts';

const JONAS: Person = { number: '0010', given: 'Jonas', family: 'Protoman', gender: 'male', age: 73, birthday: '10-02' };

/** The plan was written by another system and adopted by the practice: what that system put into it must outlive each edit. */
export function jonasProtoman(day: SampleDay): readonly (FhirResource | string)[] {
  const subject = subjectOf(JONAS, day);
  const date = ago(day, { months: 3 });
  return [
    ...enrolledChart(JONAS, day, {
      diseases: [
        [DIABETES, 15],
        [ATRIAL_FIBRILLATION, 2],
      ],
      visit: { months: 5 },
      consent: { months: 3, days: 4 },
      hour: 8,
      work: [
        {
          seconds: 930,
          activity: 'care-plan-review',
          mode: 'no-patient-contact',
          note: 'Went through the plan received from the hospital.',
        },
      ],
    }),
    ...planParts(subject, planStory(date, JONAS.family, { diseases: [DIABETES, ATRIAL_FIBRILLATION], goals: [LOWER_A1C] })),
    foreignPlan(subject, date),
  ];
}

/** Text, because a parsed number forgets that it was 1.50. The order of the elements is the other system's. */
function foreignPlan(subject: Subject, date: string): string {
  const diabetes = problemReference(subject, DIABETES);
  const fibrillation = problemReference(subject, ATRIAL_FIBRILLATION);
  return `{
  "status": "active",
  "_status": { "id": "st-1", "extension": [{ "url": "https://planner.example.com/fhir/reason", "valueString": "Reviewed \\u2013 still valid" }] },
  "id": "${subject.id}-foreign-plan",
  "extension": [
    {
      "url": "https://planner.example.com/fhir/pathway",
      "extension": [
        { "url": "version", "valueDecimal": 1.50 },
        { "url": "weight", "valueDecimal": 0.10 },
        { "url": "step", "extension": [
          { "url": "order", "valueInteger": 1 },
          { "url": "dose", "valueQuantity": { "value": 2.500, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg" } }
        ] }
      ]
    }
  ],
  "resourceType": "CarePlan",
  "note": ${JSON.stringify(planStatements(subject, date, 0))},
  "intent": "plan",
  "title": "Longitudinal plan (imported)",
  "subject": { "display": "${subject.reference.display}", "reference": "${subject.reference.reference}" },
  "activity": [
    {
      "id": "act-7",
      "extension": [{ "url": "https://planner.example.com/fhir/cost", "valueMoney": { "value": 12.00, "currency": "USD" } }],
      "detail": {
        "status": "in-progress",
        "kind": "MedicationRequest",
        "productCodeableConcept": { "text": "Warfarin" },
        "dailyAmount": { "value": 1.50, "unit": "tablet" },
        "description": "Adjust by INR"
      },
      "progress": [{ "time": "${date}", "text": "INR 2.30" }]
    },
    { "reference": { "reference": "ServiceRequest/${subject.id}-self-care" } }
  ],
  "goal": [{ "reference": "Goal/${subject.id}-goal-1" }],
  "category": [
    { "text": "Pathway", "coding": [{ "code": "PW-22", "system": "https://planner.example.com/fhir/category" }] },
    { "coding": [
      { "system": "http://hl7.org/fhir/us/core/CodeSystem/careplan-category", "code": "assess-plan" },
      { "system": "${CCM_SYSTEM}", "code": "ccm-care-plan" }
    ] }
  ],
  "identifier": [
    { "value": "PLN-000123", "system": "https://planner.example.com/fhir/plan" },
    { "system": "${CARE_PLAN_ID}", "value": "${subject.id}" }
  ],
  "addresses": [
    { "reference": "${fibrillation.reference}", "display": "${fibrillation.display}" },
    { "reference": "${diabetes.reference}", "display": "${diabetes.display}" }
  ],
  "period": { "start": "${date}" },
  "text": {
    "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>Plan of another system. Warfarin by INR; HbA1c below 7.5 %.</p></div>",
    "status": "additional"
  },
  "meta": { "source": "https://planner.example.com", "tag": [{ "system": "https://planner.example.com/fhir/tag", "code": "imported" }] }
}`;
}
