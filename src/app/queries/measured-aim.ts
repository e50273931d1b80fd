import { numberIn, objectIn, objectsIn, textIn } from '../../fhir/fields.ts';
import type { MeasuredAim } from '../care-plan/plan-edit.ts';

/** The first target of a Goal as a number; undefined where it is in words, or says no comparator. */
export function measuredAimOf(goal: unknown): MeasuredAim | undefined {
  const [target] = objectsIn(goal, 'target');
  const quantity = objectIn(target, 'detailQuantity');
  const measure = objectIn(target, 'measure');
  const loinc = textIn(objectsIn(measure, 'coding')[0], 'code');
  const value = numberIn(quantity, 'value');
  const comparator = (['<', '<=', '>', '>='] as const).find((one) => one === quantity?.['comparator']);
  const unit = textIn(quantity, 'code') ?? textIn(quantity, 'unit');
  if (loinc === undefined || value === undefined || comparator === undefined || unit === undefined) return undefined;
  return {
    loinc,
    measure: textIn(measure, 'text') ?? textIn(objectsIn(measure, 'coding')[0], 'display') ?? loinc,
    comparator,
    value,
    unit,
  };
}
