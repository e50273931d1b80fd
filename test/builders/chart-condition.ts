import type { ChartCondition } from '../../src/ccm/chart.ts';

/** An active, confirmed type 2 diabetes since 2019, coded in ICD-10-CM. */
export function aChartCondition(overrides: Partial<ChartCondition> = {}): ChartCondition {
  return {
    display: 'Type 2 diabetes mellitus',
    codes: [icd10cm('E11.9')],
    clinicalStatus: 'active',
    verificationStatus: 'confirmed',
    onset: '2019-05-01',
    ...overrides,
  };
}

export function icd10cm(code: string): ChartCondition['codes'][number] {
  return { system: 'http://hl7.org/fhir/sid/icd-10-cm', code };
}

export function snomed(code: string): ChartCondition['codes'][number] {
  return { system: 'http://snomed.info/sct', code };
}
