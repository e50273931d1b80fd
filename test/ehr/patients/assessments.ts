import type { Observation } from 'fhir/r4';
import { UCUM } from '../../../src/fhir/naming.ts';
import { narrative } from './narrative.ts';
import type { Subject } from './person.ts';
import type { PlanStory } from './plan-story.ts';
import { NURSE_REFERENCE } from './practice.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const US_CORE_CATEGORY = 'http://hl7.org/fhir/us/core/CodeSystem/us-core-category';
const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** Cognition, function, home and caregiver, as found on the day of the plan. */
export function assessments(subject: Subject, plan: PlanStory): readonly Observation[] {
  const shared = {
    resourceType: 'Observation' as const,
    meta: { profile: [`${US_CORE}/us-core-simple-observation`] },
    status: 'final' as const,
    subject: subject.reference,
    effectiveDateTime: plan.date,
    performer: [NURSE_REFERENCE],
  };
  const social = { coding: [{ system: OBSERVATION_CATEGORY, code: 'social-history', display: 'Social History' }] };
  const score = { unit: '{score}', system: UCUM, code: '{score}' };
  return [
    {
      ...shared,
      id: `${subject.id}-cognition`,
      text: narrative(`MoCA ${plan.moca}/30`),
      category: [{ coding: [{ system: US_CORE_CATEGORY, code: 'cognitive-status' }] }],
      code: { coding: [{ system: 'http://loinc.org', code: '72172-0', display: 'Total score [MoCA]' }] },
      valueQuantity: { value: plan.moca, ...score },
    },
    {
      ...shared,
      id: `${subject.id}-function`,
      text: narrative(`Katz ADL ${plan.katz}/6`),
      category: [{ coding: [{ system: US_CORE_CATEGORY, code: 'functional-status' }] }],
      code: { text: 'Katz index of independence in activities of daily living' },
      valueQuantity: { value: plan.katz, ...score },
    },
    {
      ...shared,
      id: `${subject.id}-home`,
      text: narrative(plan.home),
      category: [{ coding: [{ system: US_CORE_CATEGORY, code: 'sdoh' }] }, social],
      code: { coding: [{ system: 'http://loinc.org', code: '71802-3', display: 'Housing status' }] },
      valueCodeableConcept: { text: plan.home },
    },
    {
      ...shared,
      id: `${subject.id}-caregiver-strain`,
      text: narrative(plan.caregiver.strain),
      category: [social, { coding: [{ system: 'http://snomed.info/sct', code: '405193005', display: 'Caregiver wellbeing status' }] }],
      code: { coding: [{ system: 'http://loinc.org', code: '42821-9', display: 'Caregiver role strain Caregiver [CCC]' }] },
      valueCodeableConcept: { text: plan.caregiver.strain },
      focus: [{ reference: `RelatedPerson/${subject.id}-caregiver`, display: `${plan.caregiver.given} ${plan.caregiver.family}` }],
    },
  ];
}
