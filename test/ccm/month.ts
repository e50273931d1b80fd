import { assessMonth } from '../../src/ccm/assess-month.ts';
import type { Chart, TimeEntry } from '../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { policyWith, type PolicySwitches } from '../../src/ccm/policy.ts';
import { aChart, aTimeEntry, MONTH } from '../builders/chart.ts';

const chronicConditions = await loadChronicConditions();

/** The assessment of a billable chart with these changes, on the day the builders stand in. */
export function assess(
  overrides: Partial<Chart> = {},
  switches: Partial<PolicySwitches> = {},
  month = MONTH,
  asOf = '2026-11-21',
): MonthAssessment {
  return assessMonth(aChart(overrides), month, policyWith(chronicConditions, switches), asOf);
}

/** The assessment of these time entries, each an override of twenty staff minutes. */
export function assessTime(...entries: readonly Partial<TimeEntry>[]): MonthAssessment {
  return assess({ timeEntries: entries.map(aTimeEntry) });
}

/** `99490 + 99439x2`, or `none`. */
export function codesText(codes: MonthAssessment['codes']): string {
  return codes.map(({ code, units }) => (units === 1 ? code : `${code}x${units}`)).join(' + ') || 'none';
}
