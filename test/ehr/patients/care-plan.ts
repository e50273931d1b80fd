import type { Annotation, CarePlan, CarePlanActivity, Extension, FhirResource, Reference } from 'fhir/r4';
import {
  ACTIVITY_TITLE_EXTENSION,
  CARE_PLAN_ID,
  type CcmCode,
  ccmCoding,
  CUSTODIAN_EXTENSION,
  PLAN_ELEMENT_EXTENSION,
} from '../../../src/fhir/naming.ts';
import { escaped } from './narrative.ts';
import type { Subject } from './person.ts';
import { planParts } from './plan-parts.ts';
import type { PlanStory } from './plan-story.ts';
import { NURSE_REFERENCE, PHYSICIAN_REFERENCE } from './practice.ts';
import { problemReference } from './problems.ts';
import { instantOn } from './sample-day.ts';
import { planStatements } from './statements.ts';

type Element = CcmCode<'careplan-element'>;

/** A CCM care plan with all ten CMS elements, and all that it refers to save the problems. */
export function carePlanWithParts(subject: Subject, plan: PlanStory, statements: readonly Annotation[] = []): readonly FhirResource[] {
  return [ccmCarePlan(subject, plan, statements), ...planParts(subject, plan)];
}

/** The plan alone; `statements` are added to those every plan of the practice carries. */
function ccmCarePlan(subject: Subject, plan: PlanStory, statements: readonly Annotation[] = []): CarePlan {
  return {
    resourceType: 'CarePlan',
    id: `${subject.id}-plan`,
    meta: {
      profile: [
        'http://hl7.org/fhir/us/core/StructureDefinition/us-core-careplan',
        'http://hl7.org/fhir/us/mcc/StructureDefinition/mccCarePlan',
      ],
    },
    text: { status: 'additional', div: planNarrative(plan) },
    extension: [{ url: CUSTODIAN_EXTENSION, valueReference: PHYSICIAN_REFERENCE }],
    identifier: [{ system: CARE_PLAN_ID, value: subject.id }],
    status: 'active',
    intent: 'plan',
    category: [
      {
        coding: [
          { system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' },
          { system: 'http://snomed.info/sct', code: '734163000', display: 'Care plan' },
          ccmCoding('plan-type', 'ccm-care-plan'),
        ],
        text: 'Chronic care management comprehensive care plan',
      },
    ],
    title: 'Comprehensive care plan (CCM)',
    subject: subject.reference,
    period: { start: plan.date },
    created: plan.date,
    contributor: [PHYSICIAN_REFERENCE, NURSE_REFERENCE],
    careTeam: [{ reference: `CareTeam/${subject.id}-team`, display: 'CCM care team' }],
    addresses: plan.diseases.map((disease) => problemReference(subject, disease)),
    supportingInfo: supportingInfo(subject, plan),
    goal: plan.goals.map((goal, index) => ({ reference: `Goal/${subject.id}-goal-${index + 1}`, display: goal.text })),
    activity: activities(subject, plan),
    note: [interventionsNote(subject, plan), ...planStatements(subject, plan.date, plan.goals.length, statements)],
  };
}

function supportingInfo(subject: Subject, plan: PlanStory): Reference[] {
  return [
    tagged('expected-outcome-prognosis', `ClinicalImpression/${subject.id}-prognosis`, 'Prognosis and expected outcome'),
    tagged('cognitive-functional-assessment', `Observation/${subject.id}-cognition`, `MoCA ${plan.moca}/30`),
    tagged('cognitive-functional-assessment', `Observation/${subject.id}-function`, `Katz ADL ${plan.katz}/6`),
    tagged('environmental-evaluation', `Observation/${subject.id}-home`, 'Home environment'),
    tagged('caregiver-assessment', `Observation/${subject.id}-caregiver-strain`, 'Caregiver assessment'),
    tagged('preventive-care', `Immunization/${subject.id}-influenza`, `Influenza vaccine ${plan.date}`),
  ];
}

function tagged(element: Element, reference: string, display: string): Reference {
  return { extension: [elementTag(element)], reference, display };
}

function activities(subject: Subject, plan: PlanStory): CarePlanActivity[] {
  return [
    activity('symptom-management', plan.selfCare.title, `ServiceRequest/${subject.id}-self-care`),
    activity('medical-management', plan.medication.text, `MedicationRequest/${subject.id}-medication`),
    activity('community-services', plan.community.title, `ServiceRequest/${subject.id}-community`),
    activity('coordination-with-outside-resources', plan.specialist.title, `ServiceRequest/${subject.id}-specialist`),
    activity('periodic-review', 'Care plan review every 3 months', `ServiceRequest/${subject.id}-review`),
  ];
}

function activity(element: Element, title: string, reference: string): CarePlanActivity {
  return {
    extension: [{ url: ACTIVITY_TITLE_EXTENSION, valueString: title }, elementTag(element)],
    reference: { reference, display: title },
  };
}

function interventionsNote(subject: Subject, plan: PlanStory): Annotation {
  return {
    extension: [elementTag('planned-interventions')],
    authorReference: NURSE_REFERENCE,
    time: instantOn(subject.day, plan.date, '10:20'),
    text:
      `${plan.selfCare.title} (${NURSE_REFERENCE.display}; patient). ${plan.specialist.title} (${plan.specialist.by}). ` +
      `${plan.community.title} (${plan.community.by}).`,
  };
}

function elementTag(element: Element): Extension {
  return { url: PLAN_ELEMENT_EXTENSION, valueCoding: ccmCoding('careplan-element', element) };
}

function planNarrative(plan: PlanStory): string {
  const lines = [
    `Problems: ${plan.diseases.map((disease) => disease.text).join(', ')}`,
    `Prognosis: ${plan.prognosis}`,
    ...plan.goals.map((goal) => `Goal: ${goal.text}`),
    `Interventions and who: ${plan.selfCare.title} (${NURSE_REFERENCE.display}; patient)`,
    `Medication: ${plan.medication.text}`,
    `Coordination: ${plan.specialist.title} (${plan.specialist.by}); ${plan.community.title} (${plan.community.by})`,
    `Assessments: MoCA ${plan.moca}/30, Katz ${plan.katz}/6; home: ${plan.home}; caregiver: ${plan.caregiver.strain}`,
    'Review every 3 months',
  ];
  const items = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
  return (
    '<div xmlns="http://www.w3.org/1999/xhtml"><div class="ccm-app-section">' +
    `<h3>Comprehensive care plan (chronic care management)</h3><ul>${items}</ul></div></div>`
  );
}
