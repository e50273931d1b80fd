import { assessMonth } from '../../src/ccm/assess-month.ts';
import type { Policy } from '../../src/ccm/policy.ts';
import { bundleSource } from '../../src/fhir/bundle-source.ts';
import { readChart } from '../../src/fhir/chart.ts';
import { samplePatient } from '../ehr/patients/sample-patients.ts';
import { timed } from './measure.ts';

const PATIENT = 'demo-0011';
const MONTH = '2026-10';
const TODAY = '2026-10-20';
const TIME_ZONE = 'America/New_York';

/** One Bundle of 500 conditions, 1,000 encounters and what else stands in that chart, as JSON text without blanks. */
export function thickBundle(): string {
  const entry = samplePatient(PATIENT, TODAY, TIME_ZONE).map((resource): unknown => ({
    resource: typeof resource === 'string' ? JSON.parse(resource) : resource,
    search: { mode: 'match' },
  }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry });
}

/** Milliseconds of one pass from text to verdict. */
export interface Pass {
  readonly parse: number;
  readonly read: number;
  readonly assess: number;
}

/** Parses, reads and assesses the Bundle once, each part by itself. */
export async function passOver(text: string, policy: Policy): Promise<Pass> {
  const parsed = await timed((): unknown => JSON.parse(text));
  const read = await timed(() =>
    readChart(bundleSource(parsed.result), { patientId: PATIENT, month: MONTH, asOf: TODAY, settings: { timeZone: TIME_ZONE } }),
  );
  const assessed = await timed(() => assessMonth(read.result.chart, MONTH, policy, TODAY));
  return { parse: parsed.ms, read: read.ms, assess: assessed.ms };
}
