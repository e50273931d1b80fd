import { isServiceMonth } from './calendar.ts';
import type { ServiceMonth } from './chart.ts';
import { evidence, found } from './finding.ts';
import type { MonthAssessment } from './month-assessment.ts';
import { coveredMonths, RULES_VERSION } from './rules.ts';

/** Whether the tables cover the service month (SCOPE-1). */
export function isCovered(month: ServiceMonth): boolean {
  return isServiceMonth(month) && coveredMonths.first <= month && month <= coveredMonths.last;
}

/** The assessment of a month the tables do not cover: SCOPE-1 blocks, and nothing else is assessed. */
export function refusedMonth(month: ServiceMonth): MonthAssessment {
  const nothing = { staff: 0, qhp: 0, total: 0 };
  return {
    eligible: false,
    billable: false,
    distinctChronicConditions: [],
    blockers: ['SCOPE-1'],
    warnings: [],
    unknowns: [],
    countedMinutes: nothing,
    excludedMinutes: [],
    codes: [],
    alternatives: [],
    minutesToNext: null,
    nextCode: null,
    earliestDateOfService: null,
    otherPrograms: [],
    estAllowed: 0,
    ruleIds: ['SCOPE-1'],
    findings: [found('SCOPE-1', 'not-met', 'blocks', isServiceMonth(month) ? [evidence('month', month)] : [])],
    month,
    rulesVersion: RULES_VERSION,
    proposal: 'blocked',
    family: null,
    conditions: [],
    time: [],
    timeKnown: true,
    countedSeconds: nothing,
    defaultDateOfService: null,
    daysLeft: 0,
  };
}
