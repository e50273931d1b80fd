import type { CarePlanElement } from '../../../ccm/chart.ts';
import { FhirError } from '../../fhir-error.ts';
import { type LosslessObject, type LosslessValue, parseLossless } from '../../lossless.ts';
import { ccmCoding, PLAN_ELEMENT_EXTENSION } from '../../naming.ts';

/**
 * The plan with the item at the end of the list.
 *
 * @throws FhirError `unreadable` where something other than a list stands there.
 */
export function append(plan: LosslessObject, key: string, item: LosslessValue): LosslessObject {
  const list = plan[key];
  if (list === undefined) return { ...plan, [key]: [item] };
  if (!Array.isArray(list)) throw new FhirError('unreadable', 'edit CarePlan');
  return { ...plan, [key]: [...list, item] };
}

/** The plan with the items of a list that pass the test replaced; everything else keeps its value and its place. */
export function replaceIn(
  plan: LosslessObject,
  key: string,
  isMeant: (item: LosslessValue) => boolean,
  change: (item: LosslessObject) => LosslessObject,
): LosslessObject {
  const list = plan[key];
  if (!Array.isArray(list)) return plan;
  return { ...plan, [key]: list.map((item: LosslessValue) => (isObjectItem(item) && isMeant(item) ? change(item) : item)) };
}

/** The object with the properties that pass the test replaced by others; what has the same name keeps its place. */
export function withReplaced(object: LosslessObject, isOld: (key: string) => boolean, fresh: LosslessObject): LosslessObject {
  const kept = Object.entries(object).filter(([key]) => key in fresh || !isOld(key));
  return { ...Object.fromEntries(kept), ...fresh };
}

/** A value of ours as the lossless editor takes it. */
export function lossless(value: object): LosslessObject {
  return parseLossless(JSON.stringify(value));
}

/** The extension that says which CMS element something is. */
export function elementTag(element: CarePlanElement) {
  return { url: PLAN_ELEMENT_EXTENSION, valueCoding: ccmCoding('careplan-element', element) };
}

function isObjectItem(item: LosslessValue): item is LosslessObject {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}
