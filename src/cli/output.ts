import type { ServiceMonth } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';

/** A thing that could not be read, in its patient's output. No value of the resource is repeated. */
export interface ReadingProblem {
  /** `patients.ndjson:17`, or the resource's reference. */
  readonly where: string;
  readonly what: string;
}

/** One line of output: one patient, one month. The fields of `assessment` are the public contract; it keeps no helper field of the screens. */
export function assessmentLine(
  id: string,
  month: ServiceMonth,
  assessment: MonthAssessment,
  problems: readonly ReadingProblem[] = [],
): string {
  const line = { id, month, rules: assessment.rulesVersion, assessment: publicFields(assessment) };
  return JSON.stringify(problems.length === 0 ? line : { ...line, problems });
}

function publicFields(assessment: MonthAssessment) {
  return {
    eligible: assessment.eligible,
    billable: assessment.billable,
    proposal: assessment.proposal,
    distinctChronicConditions: assessment.distinctChronicConditions,
    blockers: assessment.blockers,
    warnings: assessment.warnings,
    unknowns: assessment.unknowns,
    countedMinutes: assessment.countedMinutes,
    excludedMinutes: assessment.excludedMinutes,
    codes: assessment.codes,
    alternatives: assessment.alternatives,
    minutesToNext: assessment.minutesToNext,
    nextCode: assessment.nextCode,
    earliestDateOfService: assessment.earliestDateOfService,
    otherPrograms: assessment.otherPrograms,
    estAllowed: assessment.estAllowed,
    ruleIds: assessment.ruleIds,
    findings: assessment.findings,
  };
}
