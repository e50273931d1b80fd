import type { Observation } from 'fhir/r4';
import { narrative } from './narrative.ts';
import type { Subject } from './person.ts';
import { ago } from './sample-day.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const UCUM = 'http://unitsofmeasure.org';
const LOINC = 'http://loinc.org';

/** Values with the months since they were taken. */
type Series = readonly (readonly [months: number, value: number])[];

const A1C: Series = [
  [20, 8.6],
  [14, 8.2],
  [9, 7.9],
  [5, 7.8],
  [1, 7.4],
];
const WEIGHT: Series = [
  [18, 84.2],
  [11, 83.1],
  [5, 82.4],
  [1, 81.9],
];
const EGFR: Series = [
  [20, 58],
  [9, 55],
  [1, 54],
];
const LDL: Series = [
  [20, 118],
  [9, 92],
];
const PRESSURES: readonly (readonly [months: number, upper: number, lower: number])[] = [
  [18, 158, 92],
  [11, 149, 88],
  [5, 146, 84],
  [1, 138, 82],
];

/** Two years of results as a practice has them: the laboratory's and those taken at visits. */
export function results(subject: Subject): readonly Observation[] {
  return [
    ...laboratory(subject, 'a1c', '4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%', A1C),
    ...laboratory(subject, 'egfr', '98979-8', 'Glomerular filtration rate', 'mL/min/{1.73_m2}', EGFR),
    ...laboratory(subject, 'ldl', '13457-7', 'Cholesterol in LDL (calculated)', 'mg/dL', LDL),
    ...WEIGHT.map(([months, value], index) => ({
      ...shared(subject, `weight-${index + 1}`, months, 'vital-signs', 'us-core-body-weight'),
      text: narrative(`Weight ${value} kg`),
      code: { coding: [{ system: LOINC, code: '29463-7', display: 'Body weight' }] },
      valueQuantity: { value, unit: 'kg', system: UCUM, code: 'kg' },
    })),
    ...PRESSURES.map(([months, upper, lower], index) => ({
      ...shared(subject, `pressure-${index + 1}`, months, 'vital-signs', 'us-core-blood-pressure'),
      text: narrative(`Blood pressure ${upper}/${lower} mmHg`),
      code: { coding: [{ system: LOINC, code: '85354-9', display: 'Blood pressure panel with all children optional' }] },
      component: [pressure('8480-6', 'Systolic blood pressure', upper), pressure('8462-4', 'Diastolic blood pressure', lower)],
    })),
  ];
}

function laboratory(subject: Subject, name: string, code: string, display: string, unit: string, series: Series): readonly Observation[] {
  return series.map(([months, value], index) => ({
    ...shared(subject, `${name}-${index + 1}`, months, 'laboratory', 'us-core-observation-lab'),
    text: narrative(`${display} ${value} ${unit}`),
    code: { coding: [{ system: LOINC, code, display }] },
    valueQuantity: { value, unit, system: UCUM, code: unit },
  }));
}

function shared(subject: Subject, name: string, months: number, category: string, profile: string) {
  return {
    resourceType: 'Observation' as const,
    id: `${subject.id}-${name}`,
    meta: { profile: [`${US_CORE}/${profile}`] },
    status: 'final' as const,
    category: [{ coding: [{ system: CATEGORY, code: category }] }],
    subject: subject.reference,
    effectiveDateTime: ago(subject.day, { months }),
  };
}

function pressure(code: string, display: string, value: number) {
  return {
    code: { coding: [{ system: LOINC, code, display }] },
    valueQuantity: { value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
  };
}
