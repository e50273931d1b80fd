import { CODE_ROWS } from './codes.ts';
import { CONCURRENCY_CLAIM_ROWS } from './concurrency-claim.ts';
import { CONSENT_PLAN_PRACTICE_ROWS } from './consent-plan-practice.ts';
import { ELIGIBILITY_ROWS } from './eligibility.ts';
import type { RuleRow } from './row.ts';
import { TIME_ROWS } from './time.ts';

/** Every row of every rule. */
export const RULE_ROWS: readonly RuleRow[] = [
  ...ELIGIBILITY_ROWS,
  ...CONSENT_PLAN_PRACTICE_ROWS,
  ...TIME_ROWS,
  ...CODE_ROWS,
  ...CONCURRENCY_CLAIM_ROWS,
];
