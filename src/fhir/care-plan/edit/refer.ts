import type { CarePlanElement, Reference } from '../../../ccm/chart.ts';
import { objectIn, objectsIn, textIn } from '../../fields.ts';
import type { LosslessObject } from '../../lossless.ts';
import { CARE_PLAN_ID, ccmCoding, CCM_SYSTEM } from '../../naming.ts';
import { append, elementTag, lossless } from './lists.ts';

/** Something that the chart has already, made part of the plan by naming it: nothing is typed again. */
export interface ReferDraft {
  /** Where in the plan it belongs: problems in `addresses`, assessments and results in `supportingInfo`. */
  readonly list: 'addresses' | 'supportingInfo' | 'activity' | 'goal' | 'careTeam';
  /** `Condition/123`. */
  readonly reference: Reference;
  readonly display: string;
  /** The CMS element it documents. */
  readonly element?: CarePlanElement;
}

/** The plan with the reference. */
export function withReference(plan: LosslessObject, { list, reference, display, element }: ReferDraft): LosslessObject {
  const tag = element === undefined ? {} : { extension: [elementTag(element)] };
  const target = { reference, display };
  return append(plan, list, lossless(list === 'activity' ? { ...tag, reference: target } : { ...tag, ...target }));
}

/** Whether the plan names it in that list, for that element where one is given. */
export function hasReference(plan: unknown, { list, reference, element }: ReferDraft): boolean {
  return objectsIn(plan, list).some((item) => {
    const target = list === 'activity' ? objectIn(item, 'reference') : item;
    return textIn(target, 'reference') === reference && (element === undefined || isTagged(item, element));
  });
}

/** Another system's plan with our identifier and our category: from then on it is the patient's CCM plan. Nothing else changes. */
export function adopted(plan: LosslessObject, patientId: string): LosslessObject {
  const identified = hasIdentifier(plan, patientId) ? plan : append(plan, 'identifier', { system: CARE_PLAN_ID, value: patientId });
  return hasCategory(identified)
    ? identified
    : append(identified, 'category', lossless({ coding: [ccmCoding('plan-type', 'ccm-care-plan')] }));
}

/** Whether the plan is adopted as that patient's. */
export function isAdopted(plan: unknown, patientId: string): boolean {
  return hasIdentifier(plan, patientId) && hasCategory(plan);
}

function hasIdentifier(plan: unknown, patientId: string): boolean {
  return objectsIn(plan, 'identifier').some((one) => one['system'] === CARE_PLAN_ID && one['value'] === patientId);
}

function hasCategory(plan: unknown): boolean {
  const codings = objectsIn(plan, 'category').flatMap((one) => objectsIn(one, 'coding'));
  return codings.some((one) => one['system'] === CCM_SYSTEM && one['code'] === 'ccm-care-plan');
}

function isTagged(item: unknown, element: CarePlanElement): boolean {
  return objectsIn(item, 'extension').some((one) => textIn(objectIn(one, 'valueCoding'), 'code') === element);
}
