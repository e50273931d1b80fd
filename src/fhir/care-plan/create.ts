import type { CarePlan } from 'fhir/r4';
import type { LocalDate, Reference } from '../../ccm/chart.ts';
import { type Carrier, save, type SaveOutcome, type WriteTarget } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { createOnce, findOwn } from '../create-once.ts';
import { objectIn, textIn } from '../fields.ts';
import { CARE_PLAN_ID, ccmCoding, CUSTODIAN_EXTENSION, SNOMED_CT } from '../naming.ts';
import { escapeXhtml, narrative } from '../narrative.ts';
import { isOwnPlan } from './read.ts';

/** The beginning of a comprehensive care plan: the problems it is about. All else is added to it. */
export interface NewCarePlan {
  readonly patientId: string;
  readonly patientDisplay?: string;
  readonly start: LocalDate;
  readonly addresses: readonly { readonly reference: Reference; readonly display: string }[];
  /** The billing practitioner. */
  readonly custodian?: { readonly reference: Reference; readonly display: string };
  readonly contributor?: { readonly reference: Reference; readonly display: string };
}

/** Creates the patient's CCM plan, unless there is one: a patient has one of ours. */
export function createCarePlan(target: WriteTarget, draft: NewCarePlan): Promise<SaveOutcome> {
  return save(target, [newPlanCarrier], draft);
}

const newPlanCarrier: Carrier<NewCarePlan> = {
  topic: 'care-plan',
  name: 'CarePlan',
  needs: [{ type: 'CarePlan', interaction: 'create' }],
  resource: carePlanOf,
  find: (target, draft) => findOwn(target, 'CarePlan', identifierOf(draft)),
  write: (target, draft) => createOnce(target, carePlanOf(draft), identifierOf(draft)),
  kept: ({ start }, reRead) => isOwnPlan(reRead) && textIn(objectIn(reRead, 'period'), 'start')?.startsWith(start) === true,
};

function identifierOf({ patientId }: NewCarePlan) {
  return { system: CARE_PLAN_ID, value: patientId };
}

function carePlanOf({ patientId, patientDisplay, start, addresses, custodian, contributor }: NewCarePlan): RawResource {
  const text = 'Chronic care management comprehensive care plan';
  const problems = addresses.length === 0 ? 'none listed yet' : addresses.map(({ display }) => escapeXhtml(display)).join(', ');
  // The MCC profile wants a custodian; without one the plan claims US Core alone.
  const mcc = custodian === undefined ? [] : ['http://hl7.org/fhir/us/mcc/StructureDefinition/mccCarePlan'];
  return {
    resourceType: 'CarePlan',
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-careplan', ...mcc] },
    text: narrative('additional', `<div class="ccm-app-section"><h3>${text}</h3><p>Problems: ${problems}</p></div>`),
    ...(custodian === undefined ? {} : { extension: [{ url: CUSTODIAN_EXTENSION, valueReference: { ...custodian } }] }),
    identifier: [{ system: CARE_PLAN_ID, value: patientId }],
    status: 'active',
    intent: 'plan',
    category: [
      {
        coding: [
          { system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' },
          { system: SNOMED_CT, code: '734163000', display: 'Care plan' },
          ccmCoding('plan-type', 'ccm-care-plan'),
        ],
        text,
      },
    ],
    title: 'Comprehensive care plan (CCM)',
    subject: { reference: `Patient/${patientId}`, ...(patientDisplay === undefined ? {} : { display: patientDisplay }) },
    period: { start },
    created: start,
    ...(contributor === undefined ? {} : { contributor: [{ ...contributor }] }),
    ...(addresses.length === 0 ? {} : { addresses: addresses.map((one) => ({ ...one })) }),
  } satisfies CarePlan;
}
