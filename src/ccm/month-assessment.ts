import type { ChartCondition, LocalDate, Reference, ServiceMonth, UnknownKind } from './chart.ts';
import type { Finding } from './finding.ts';
import type { RuleId } from './rules.ts';

/**
 * Everything the rules say of one patient and one service month. The first block is the public contract of the scenario
 * format's `expect`; the rest explains it.
 */
export interface MonthAssessment {
  readonly eligible: boolean;
  readonly billable: boolean;
  /** One name per distinct chronic condition that counts. */
  readonly distinctChronicConditions: readonly string[];
  readonly blockers: readonly RuleId[];
  readonly warnings: readonly RuleId[];
  readonly unknowns: readonly RuleId[];
  readonly countedMinutes: CountedMinutes;
  readonly excludedMinutes: readonly { readonly minutes: number; readonly ruleId: RuleId }[];
  readonly codes: readonly ProposedCode[];
  readonly alternatives: readonly Coding[];
  readonly minutesToNext: number | null;
  readonly nextCode: string | null;
  readonly earliestDateOfService: LocalDate | null;
  readonly otherPrograms: readonly OtherProgram[];
  /** US dollars, a dated estimate; null where a rate is not known. Shown only where the site turns estimates on. */
  readonly estAllowed: number | null;
  readonly ruleIds: readonly RuleId[];

  readonly findings: readonly Finding[];
  readonly month: ServiceMonth;
  readonly rulesVersion: string;
  /**
   * `billable`: codes are proposed, nothing blocks, nothing is unknown. `needs-confirmation`: codes are proposed and an
   * unknown could change that, or the time itself is not known. `not-yet`: nothing blocks, the minutes do not reach a
   * code. `blocked`: a rule blocks.
   */
  readonly proposal: 'billable' | 'needs-confirmation' | 'not-yet' | 'blocked';
  readonly family: CodeFamily | null;
  readonly conditions: readonly ConditionJudgement[];
  /** Every entry of the chart in its given order, with the seconds that count and the seconds that do not, and why. */
  readonly time: readonly EntryJudgement[];
  /** False where the chart does not say what time was logged: the minutes are then 0 because none could be counted. */
  readonly timeKnown: boolean;
  /** Exact seconds behind `countedMinutes`. */
  readonly countedSeconds: CountedMinutes;
  /** Local date on which the last proposed unit was reached: a claim's default date of service (BILL-1). */
  readonly defaultDateOfService: LocalDate | null;
  /** Local days of the month that are still to come, the day of `asOf` included; 0 in a past month. */
  readonly daysLeft: number;
}

/** `staff` includes practitioner work counted as staff only in the families' arithmetic, not here. */
export interface CountedMinutes {
  readonly staff: number;
  readonly qhp: number;
  readonly total: number;
}

export interface ProposedCode {
  readonly code: string;
  readonly units: number;
}

export type CodeFamily = 'STAFF' | 'QHP' | 'COMPLEX' | 'G0511-transition';

export interface Coding {
  readonly codes: readonly ProposedCode[];
  readonly family: CodeFamily;
  readonly estAllowed: number | null;
}

export interface OtherProgram {
  readonly program: 'PCM' | 'APCM';
  readonly codes: readonly ProposedCode[];
  readonly needs: readonly string[];
}

/** How one Condition was judged. `group` is the disease it was counted as; conditions sharing one are one disease. */
export interface ConditionJudgement {
  readonly condition: ChartCondition;
  readonly verdict: 'counts' | 'review' | 'does-not-count';
  readonly reason: ConditionReason;
  readonly ruleId: RuleId;
  readonly group?: string;
  readonly groupName?: string;
  /** Where the group came from: `ICD-10-CM E11.9`, `SNOMED CT 44054006`. */
  readonly matched?: { readonly system: 'ICD-10-CM' | 'SNOMED CT'; readonly code: string };
}

export type ConditionReason =
  | 'chronic'
  | 'override-counts'
  | 'override-does-not-count'
  | 'acute-event-code'
  | 'no-determination'
  | 'header-code'
  | 'needs-clinical-review'
  | 'not-chronic'
  | 'text-only'
  | 'code-not-known'
  | 'status-absent'
  | 'status-unconfirmed'
  | 'not-active'
  | 'refuted'
  | 'entered-in-error'
  | 'not-in-month';

export interface EntryJudgement {
  /** Index in `chart.timeEntries`. */
  readonly entry: number;
  readonly countedSeconds: number;
  /** The bucket the counted seconds went to; null where none counted. */
  readonly bucket: 'staff' | 'qhp' | null;
  readonly excluded: readonly { readonly seconds: number; readonly ruleId: RuleId }[];
  readonly localDate: LocalDate;
  readonly reference?: Reference;
  readonly unknownBecause?: UnknownKind;
}
