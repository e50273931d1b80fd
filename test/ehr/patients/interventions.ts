import type { ServiceRequest } from 'fhir/r4';
import { narrative } from './narrative.ts';
import type { Subject } from './person.ts';
import type { PlanStory } from './plan-story.ts';
import { NURSE_REFERENCE, PHYSICIAN_REFERENCE } from './practice.ts';
import { instantOn } from './sample-day.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const US_CORE_CATEGORY = 'http://hl7.org/fhir/us/core/CodeSystem/us-core-category';

/** What the plan asks patient, staff, community services and specialists to do, and when it is to be reviewed. */
export function serviceRequests(subject: Subject, plan: PlanStory): readonly ServiceRequest[] {
  const shared = {
    resourceType: 'ServiceRequest' as const,
    meta: { profile: [`${US_CORE}/us-core-servicerequest`] },
    status: 'active' as const,
    subject: subject.reference,
    authoredOn: instantOn(subject.day, plan.date, '10:00'),
    requester: PHYSICIAN_REFERENCE,
  };
  return [
    {
      ...shared,
      id: `${subject.id}-self-care`,
      text: narrative(plan.selfCare.title),
      intent: 'plan',
      code: { text: plan.selfCare.title },
      performer: [NURSE_REFERENCE, subject.reference],
      patientInstruction: plan.selfCare.instruction,
    },
    {
      ...shared,
      id: `${subject.id}-community`,
      text: narrative(plan.community.title),
      intent: 'order',
      category: [{ coding: [{ system: US_CORE_CATEGORY, code: 'sdoh' }] }],
      code: { text: plan.community.title },
      performer: [{ display: plan.community.by }],
    },
    {
      ...shared,
      id: `${subject.id}-specialist`,
      text: narrative(plan.specialist.title),
      intent: 'order',
      category: [{ text: 'Referral' }],
      code: { text: plan.specialist.title },
      performer: [{ display: plan.specialist.by }],
    },
    {
      ...shared,
      id: `${subject.id}-review`,
      text: narrative('Care plan review every 3 months'),
      intent: 'plan',
      code: { text: 'Review and revise the comprehensive care plan' },
      occurrenceTiming: { repeat: { boundsPeriod: { start: plan.date }, frequency: 1, period: 3, periodUnit: 'mo' } },
      performer: [PHYSICIAN_REFERENCE, NURSE_REFERENCE],
    },
  ];
}
