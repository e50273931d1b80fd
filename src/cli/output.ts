import type { ServiceMonth } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';

/** A thing that could not be read, in its patient's output. No value of the resource is repeated. */
export interface ReadingProblem {
  /** `patients.ndjson:17`, `bundle.json Bundle.entry[3]`, or the resource's reference or type. */
  readonly where: string;
  readonly what: string;
}

/** What one patient, case or line comes to. */
export interface Written {
  /** One line of standard output. */
  readonly out?: string;
  /** One line of standard error: something that could not be read. */
  readonly error?: string;
  /** The line of output itself lists something that could not be read. */
  readonly incomplete?: boolean;
}

/** In words, an exception that nothing in a file may cause; without its message, which may repeat what is in the file. */
export function faultIn(error: unknown): string {
  return `could not be assessed, by a fault of this program (${error instanceof Error ? error.name : typeof error}); please report it`;
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
