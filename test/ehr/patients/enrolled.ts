import type { Annotation, FhirResource, Patient } from 'fhir/r4';
import { carePlanWithParts } from './care-plan.ts';
import { verbalConsent } from './consent.ts';
import { insuredPerson, type Person, type Subject, subjectOf } from './person.ts';
import { type PlanStory, planStory } from './plan-story.ts';
import { type Disease, problem } from './problems.ts';
import { results } from './results.ts';
import { ago, type SampleDay, thisMonth } from './sample-day.ts';
import { officeVisit, timeEntry, type Work } from './work.ts';

export interface LoggedWork extends Work {
  readonly seconds: number;
}

/** A patient in the programme. What is absent is missing from the chart. */
export interface Enrolment {
  /** Where the Patient resource differs. */
  readonly patient?: Partial<Patient>;
  /** Each with the years since its onset. */
  readonly diseases: readonly (readonly [Disease, number])[];
  /** How long ago the visit before the programme was. */
  readonly visit?: Temporal.DurationLike;
  readonly consent?: Temporal.DurationLike;
  readonly plan?: Temporal.DurationLike;
  readonly planDifferences?: Partial<PlanStory>;
  /** Statements beside those that each plan carries. */
  readonly statements?: (subject: Subject) => readonly Annotation[];
  /** Work of this month, at about this hour. */
  readonly hour?: number;
  readonly work?: readonly LoggedWork[];
}

/** The chart of an enrolled patient: person, coverage, problems, visit, consent, plan and this month's work. */
export function enrolledChart(person: Person, day: SampleDay, enrolment: Enrolment): readonly FhirResource[] {
  const { diseases, visit, consent, plan } = enrolment;
  const subject = subjectOf(person, day);
  return [
    ...insuredPerson(person, day, enrolment.patient),
    ...diseases.map(([disease, years]) => problem(subject, disease, { years })),
    ...(visit === undefined ? [] : [officeVisit(subject, ago(day, visit), '99214')]),
    ...(consent === undefined ? [] : [verbalConsent(subject, ago(day, consent))]),
    ...(plan === undefined ? [] : [...planOf(person, subject, enrolment, ago(day, plan)), ...results(subject)]),
    ...workOf(subject, enrolment),
  ];
}

function planOf(person: Person, subject: Subject, enrolment: Enrolment, date: string): readonly FhirResource[] {
  const diseases = enrolment.diseases.map(([disease]) => disease);
  const story = planStory(date, person.family, { diseases, ...enrolment.planDifferences });
  return carePlanWithParts(subject, story, enrolment.statements?.(subject) ?? []);
}

function workOf(subject: Subject, { work = [], hour = 10 }: Enrolment): readonly FhirResource[] {
  const places = thisMonth(
    subject.day,
    hour,
    work.map((one) => one.seconds),
  );
  return work.flatMap((one, index) => {
    const place = places[index];
    return place === undefined ? [] : [timeEntry(subject, index + 1, place, one)];
  });
}
