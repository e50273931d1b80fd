import type { CareTeam, ClinicalImpression, FhirResource, Goal, Immunization, MedicationRequest, RelatedPerson } from 'fhir/r4';
import { UCUM } from '../../../src/fhir/naming.ts';
import { assessments } from './assessments.ts';
import { serviceRequests } from './interventions.ts';
import { narrative } from './narrative.ts';
import type { Subject } from './person.ts';
import { NURSE_REFERENCE, ORGANIZATION, PHYSICIAN_REFERENCE } from './practice.ts';
import type { PlanStory } from './plan-story.ts';
import { problemReference } from './problems.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

/** Everything that the plan refers to, save the problems. */
export function planParts(subject: Subject, plan: PlanStory): readonly FhirResource[] {
  return [
    careTeam(subject, plan),
    caregiver(subject, plan),
    prognosis(subject, plan),
    ...plan.goals.map((_, index) => goal(subject, plan, index)),
    medication(subject, plan),
    ...serviceRequests(subject, plan),
    ...assessments(subject, plan),
    immunization(subject, plan),
  ];
}

function careTeam(subject: Subject, plan: PlanStory): CareTeam {
  const snomed = 'http://snomed.info/sct';
  return {
    resourceType: 'CareTeam',
    id: `${subject.id}-team`,
    meta: { profile: [`${US_CORE}/us-core-careteam`] },
    text: narrative(`CCM care team of ${subject.reference.display}`),
    status: 'active',
    name: 'CCM care team',
    subject: subject.reference,
    period: { start: plan.date },
    participant: [
      {
        role: [{ coding: [{ system: snomed, code: '453231000124104', display: 'Primary care provider' }] }],
        member: PHYSICIAN_REFERENCE,
        onBehalfOf: ORGANIZATION,
      },
      {
        role: [
          {
            coding: [{ system: 'http://nucc.org/provider-taxonomy', code: '163W00000X', display: 'Registered Nurse' }],
            text: 'CCM care manager',
          },
        ],
        member: NURSE_REFERENCE,
        onBehalfOf: ORGANIZATION,
      },
      { role: [{ coding: [{ system: snomed, code: '116154003', display: 'Patient' }] }], member: subject.reference },
    ],
    managingOrganization: [ORGANIZATION],
  };
}

function caregiver(subject: Subject, plan: PlanStory): RelatedPerson {
  const { given, family, relation } = plan.caregiver;
  return {
    resourceType: 'RelatedPerson',
    id: `${subject.id}-caregiver`,
    meta: { profile: [`${US_CORE}/us-core-relatedperson`] },
    text: narrative(`${given} ${family}, ${relation.display}`),
    active: true,
    patient: subject.reference,
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', ...relation }] }],
    name: [{ family, given: [given] }],
  };
}

function prognosis(subject: Subject, plan: PlanStory): ClinicalImpression {
  return {
    resourceType: 'ClinicalImpression',
    id: `${subject.id}-prognosis`,
    text: narrative(plan.prognosis),
    status: 'completed',
    description: 'Expected outcome and prognosis for the care plan',
    subject: subject.reference,
    effectiveDateTime: plan.date,
    date: plan.date,
    assessor: PHYSICIAN_REFERENCE,
    problem: plan.diseases.map((disease) => problemReference(subject, disease)),
    summary: plan.expectedOutcome,
    prognosisCodeableConcept: [{ text: plan.prognosis }],
  };
}

function goal(subject: Subject, plan: PlanStory, index: number): Goal {
  const wanted = plan.goals[index];
  if (wanted === undefined) throw new RangeError('no such goal');
  return {
    resourceType: 'Goal',
    id: `${subject.id}-goal-${index + 1}`,
    meta: { profile: [`${US_CORE}/us-core-goal`] },
    text: narrative(wanted.text),
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/goal-acceptance',
        extension: [
          { url: 'individual', valueReference: subject.reference },
          { url: 'status', valueCode: 'agree' },
        ],
      },
    ],
    lifecycleStatus: 'active',
    achievementStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/goal-achievement', code: 'in-progress', display: 'In Progress' }],
    },
    description: { text: wanted.text },
    subject: subject.reference,
    startDate: plan.date,
    target: [
      {
        measure: { coding: [{ system: 'http://loinc.org', ...wanted.measure }] },
        detailQuantity: { value: wanted.below, comparator: '<', unit: wanted.unit, system: UCUM, code: wanted.unit },
        dueDate: Temporal.PlainDate.from(plan.date).add({ months: 9 }).toString(),
      },
    ],
    expressedBy: subject.reference,
    addresses: [problemReference(subject, wanted.disease)],
  };
}

function medication(subject: Subject, plan: PlanStory): MedicationRequest {
  const { text, rxnorm, dosage } = plan.medication;
  return {
    resourceType: 'MedicationRequest',
    id: `${subject.id}-medication`,
    meta: { profile: [`${US_CORE}/us-core-medicationrequest`] },
    text: narrative(text),
    status: 'active',
    intent: 'order',
    reportedBoolean: false,
    medicationCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: rxnorm }], text },
    subject: subject.reference,
    authoredOn: plan.date,
    requester: PHYSICIAN_REFERENCE,
    dosageInstruction: [{ text: dosage }],
  };
}

function immunization(subject: Subject, plan: PlanStory): Immunization {
  return {
    resourceType: 'Immunization',
    id: `${subject.id}-influenza`,
    meta: { profile: [`${US_CORE}/us-core-immunization`] },
    text: narrative(`Influenza vaccine ${plan.date}`),
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '135' }], text: 'Influenza, high dose' },
    patient: subject.reference,
    occurrenceDateTime: plan.date,
    primarySource: true,
  };
}
