import { objectIn, objectsIn, textIn } from '../fields.ts';
import { LOINC } from '../naming.ts';
import { type Measure, measureOf, quantityOf } from '../results.ts';

/** One end of what is aimed at. `included`: the number itself is good. */
export interface Bound {
  readonly value: number;
  readonly included: boolean;
}

/** What a goal aims at as numbers, in the unit of the measure. At least one end is there; both are the same where one value is named. */
export interface Aim {
  readonly measure: Measure;
  /** Which number of a result it is about: `second` is the lower one of a pressure. */
  readonly part: 'value' | 'second';
  readonly low?: Bound;
  readonly high?: Bound;
}

/** The aims in the targets of a goal, on measures that are followed. A target in words, in another unit or on something else gives none. */
export function aimsOf(targets: readonly unknown[]): readonly Aim[] {
  return targets.flatMap((target) => {
    const measured = measuredIn(target);
    if (measured === undefined) return [];
    const range = objectIn(target, 'detailRange');
    const ends =
      range === undefined
        ? endsOf(objectIn(target, 'detailQuantity'), measured.measure)
        : { ...end('low', objectIn(range, 'low'), measured.measure), ...end('high', objectIn(range, 'high'), measured.measure) };
    return Object.keys(ends).length === 0 ? [] : [{ ...measured, ...ends }];
  });
}

const DIASTOLIC = '8462-4';
const PRESSURE_PANEL = '85354-9';

function measuredIn(target: unknown): Pick<Aim, 'measure' | 'part'> | undefined {
  const codes = objectsIn(objectIn(target, 'measure'), 'coding')
    .filter((coding) => coding['system'] === LOINC)
    .flatMap((coding) => textIn(coding, 'code') ?? []);
  if (codes.includes(DIASTOLIC)) return { measure: 'blood-pressure', part: 'second' };
  // Of the two numbers of the panel one alone is meant, and it does not say which.
  const measure = codes
    .filter((code) => code !== PRESSURE_PANEL)
    .map(measureOf)
    .find((one) => one !== undefined);
  return measure === undefined ? undefined : { measure, part: 'value' };
}

type Ends = Pick<Aim, 'low' | 'high'>;

function endsOf(quantity: unknown, measure: Measure): Ends {
  const found = quantityOf(quantity, measure);
  if (found === null || found === 'other-unit') return {};
  const { value, comparator } = found;
  switch (comparator) {
    case '<':
      return { high: { value, included: false } };
    case '<=':
      return { high: { value, included: true } };
    case '>':
      return { low: { value, included: false } };
    case '>=':
      return { low: { value, included: true } };
    case undefined:
      return { low: { value, included: true }, high: { value, included: true } };
    default:
      return {};
  }
}

function end(which: 'low' | 'high', quantity: unknown, measure: Measure): Ends {
  const found = quantityOf(quantity, measure);
  return found === null || found === 'other-unit' ? {} : { [which]: { value: found.value, included: true } };
}
