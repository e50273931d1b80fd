import type { LocalDate, Reference } from '../ccm/chart.ts';
import type { RawResource } from './client.ts';
import type { Days } from './dates.ts';
import { numberIn, objectIn, objectsIn, textIn } from './fields.ts';
import { LOINC } from './naming.ts';
import { referenceOf } from './parse.ts';

/** What is followed over time. `blood-pressure` has two numbers a reading. */
export type Measure =
  | 'hemoglobin-a1c'
  | 'blood-pressure'
  | 'weight'
  | 'egfr'
  | 'ldl-cholesterol'
  | 'urine-albumin'
  | 'oxygen-saturation'
  | 'heart-rate'
  | 'phq-9';

interface MeasureFacts {
  readonly label: string;
  /** The unit it is shown in, UCUM. */
  readonly unit: string;
  /** LOINC codes of results that may stand on one line; for pressures those of the systolic value and of the panel. */
  readonly loinc: readonly string[];
  /** Factors from other units (UCUM) to the one shown. A result in a unit that is not here is left out and counted. */
  readonly from?: Readonly<Record<string, number>>;
}

const SYSTOLIC = '8480-6';
const DIASTOLIC = '8462-4';
const PANEL = '85354-9';

/** LOINC codes from the LOINC user's guide, US Core vital signs and the common laboratory lists; factors from molar masses. */
export const MEASURES = {
  'hemoglobin-a1c': { label: 'Hemoglobin A1c', unit: '%', loinc: ['4548-4', '17856-6', '4549-2'] },
  'blood-pressure': { label: 'Blood pressure', unit: 'mm[Hg]', loinc: [PANEL, SYSTOLIC, DIASTOLIC] },
  weight: { label: 'Weight', unit: 'kg', loinc: ['29463-7', '3141-9'], from: { '[lb_av]': 0.453_592_37, g: 0.001 } },
  egfr: {
    label: 'eGFR',
    unit: 'mL/min/{1.73_m2}',
    loinc: ['98979-8', '62238-1', '33914-3', '88293-6', '88294-4', '48642-3', '48643-1', '77147-7'],
  },
  'ldl-cholesterol': { label: 'LDL cholesterol', unit: 'mg/dL', loinc: ['13457-7', '18262-6', '2089-1'], from: { 'mmol/L': 38.67 } },
  'urine-albumin': {
    label: 'Urine albumin to creatinine',
    unit: 'mg/g',
    loinc: ['9318-7', '14959-1'],
    from: { 'mg/g{creat}': 1, 'mg/mmol': 8.84 },
  },
  'oxygen-saturation': { label: 'Oxygen saturation', unit: '%', loinc: ['59408-5', '2708-6'] },
  'heart-rate': { label: 'Heart rate', unit: '/min', loinc: ['8867-4'], from: { '{beats}/min': 1 } },
  'phq-9': { label: 'PHQ-9 score', unit: '{score}', loinc: ['44261-6'], from: { '1': 1 } },
} as const satisfies Readonly<Record<Measure, MeasureFacts>>;

/** One measured value, in the unit of its measure. */
export interface Result {
  readonly measure: Measure;
  readonly date: LocalDate;
  readonly value: number;
  /** The lower number of a pressure. */
  readonly second?: number;
  /** The EHR says it is below or above the number: `<`, `>`. */
  readonly comparator?: string;
  readonly reference?: Reference;
}

export interface Results {
  /** Oldest first; of several on one day all. */
  readonly results: readonly Result[];
  /** Values left out, because their unit is none that can be turned into the one shown, or they have no day. */
  readonly leftOut: number;
}

/** In the order in which they are shown. */
export const MEASURE_IDS: readonly Measure[] = [
  'hemoglobin-a1c',
  'blood-pressure',
  'weight',
  'egfr',
  'ldl-cholesterol',
  'urine-albumin',
  'oxygen-saturation',
  'heart-rate',
  'phq-9',
];

/** All LOINC codes that are looked for, as a search parameter. */
export const RESULT_CODES = Object.values(MEASURES)
  .flatMap(({ loinc }): readonly string[] => loinc)
  .map((code) => `${LOINC}|${code}`)
  .join(',');

/** The measure of a LOINC code; undefined for codes that are not followed. */
export function measureOf(loinc: string | undefined): Measure | undefined {
  return loinc === undefined ? undefined : BY_CODE.get(loinc);
}

const BY_CODE: ReadonlyMap<string, Measure> = new Map(
  MEASURE_IDS.flatMap((measure) => MEASURES[measure].loinc.map((code) => [code, measure] as const)),
);

/** Results among the Observations: final, amended or corrected ones with a value of a measure that is followed. */
export function readResults(observations: readonly RawResource[], days: Days): Results {
  const results: Result[] = [];
  let leftOut = 0;
  for (const observation of observations) {
    if (observation.resourceType !== 'Observation' || !USABLE.has(textIn(observation, 'status') ?? '')) continue;
    const measure = codesOf(observation)
      .map(measureOf)
      .find((one) => one !== undefined);
    if (measure === undefined) continue;
    const value = valueOf(observation, measure);
    if (value === null) continue;
    const date = dayOf(observation, days);
    if (value === 'other-unit' || date === undefined) leftOut += 1;
    else results.push({ measure, date, ...value, ...referenceIn(observation) });
  }
  return { results: results.toSorted((a, b) => a.date.localeCompare(b.date)), leftOut };
}

const USABLE = new Set(['final', 'amended', 'corrected']);

type Value = Pick<Result, 'value' | 'second' | 'comparator'>;

// Null where there is nothing of this measure: a panel without numbers, a diastolic value alone.
function valueOf(observation: RawResource, measure: Measure): Value | 'other-unit' | null {
  if (measure === 'blood-pressure') return pressureOf(observation);
  return quantityOf(objectIn(observation, 'valueQuantity'), measure);
}

function pressureOf(observation: RawResource): Value | 'other-unit' | null {
  const parts = objectsIn(observation, 'component');
  const part = (loinc: string) => parts.find((one) => codesOf(one).includes(loinc));
  const systolic = codesOf(observation).includes(SYSTOLIC) ? observation : part(SYSTOLIC);
  const upper = quantityOf(objectIn(systolic, 'valueQuantity'), 'blood-pressure');
  if (upper === null || upper === 'other-unit') return upper;
  const lower = quantityOf(objectIn(part(DIASTOLIC), 'valueQuantity'), 'blood-pressure');
  return lower === null || lower === 'other-unit' ? upper : { ...upper, second: lower.value };
}

/** A quantity in the unit in which the measure is shown; null where there is no number. */
export function quantityOf(quantity: unknown, measure: Measure): Pick<Result, 'value' | 'comparator'> | 'other-unit' | null {
  const value = numberIn(quantity, 'value');
  if (value === undefined) return null;
  const facts: MeasureFacts = MEASURES[measure];
  const unit = textIn(quantity, 'code') ?? textIn(quantity, 'unit') ?? facts.unit;
  const factor = unit === facts.unit || SPELLINGS[unit] === facts.unit ? 1 : facts.from?.[SPELLINGS[unit] ?? unit];
  if (factor === undefined) return 'other-unit';
  const comparator = textIn(quantity, 'comparator');
  return { value: Math.round(value * factor * 100) / 100, ...(comparator !== undefined && { comparator }) };
}

/** Units as EHRs spell them where they leave the UCUM code out. */
const SPELLINGS: Readonly<Record<string, string>> = {
  mmHg: 'mm[Hg]',
  'mm Hg': 'mm[Hg]',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  'mL/min/1.73m2': 'mL/min/{1.73_m2}',
  'mL/min/1.73 m2': 'mL/min/{1.73_m2}',
  'mL/min/{1.73m2}': 'mL/min/{1.73_m2}',
  bpm: '/min',
  'beats/min': '/min',
};

function codesOf(node: unknown): readonly string[] {
  return objectsIn(objectIn(node, 'code'), 'coding')
    .filter((coding) => coding['system'] === LOINC)
    .flatMap((coding) => textIn(coding, 'code') ?? []);
}

function dayOf(observation: RawResource, days: Days): LocalDate | undefined {
  return (
    days.exact(textIn(observation, 'effectiveDateTime')) ??
    days.exact(textIn(observation, 'effectiveInstant')) ??
    days.exact(textIn(objectIn(observation, 'effectivePeriod'), 'start'))
  );
}

function referenceIn(observation: RawResource): Pick<Result, 'reference'> {
  const reference = referenceOf(observation);
  return reference === undefined ? {} : { reference };
}
