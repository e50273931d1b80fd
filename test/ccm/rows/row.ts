import type { Chart } from '../../../src/ccm/chart.ts';
import type { Effect, Verdict } from '../../../src/ccm/finding.ts';
import type { PolicySwitches } from '../../../src/ccm/policy.ts';
import type { RuleId } from '../../../src/ccm/rules.ts';

/** One line of the rule table: what a chart that is billable but for `chart` and `unknown` makes of one rule. */
export interface RuleRow {
  readonly rule: RuleId;
  readonly when: string;
  readonly chart?: Partial<Chart>;
  /** Facts taken out of the chart. */
  readonly unknown?: readonly (keyof Chart)[];
  readonly month?: string;
  readonly policy?: Partial<PolicySwitches>;
  /** `silent`: the rule has nothing to say. */
  readonly gives: readonly [Verdict, Effect] | 'silent';
}

export const MET = ['met', 'none'] as const;
export const INFORMS = ['met', 'informs'] as const;
export const BLOCKS = ['not-met', 'blocks'] as const;
export const WARNS = ['not-met', 'warns'] as const;
export const EXCLUDES = ['not-met', 'excludes'] as const;
export const UNDECIDED = ['unknown', 'undecided'] as const;
export const UNKNOWN_BUT_HARMLESS = ['unknown', 'none'] as const;
