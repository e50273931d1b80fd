import type { ServiceMonth } from './chart.ts';
import { CLAIM_RULES } from './rules/claim.ts';
import { CODE_RULES } from './rules/codes.ts';
import { CONCURRENCY_RULES } from './rules/concurrency.ts';
import { CONSENT_PLAN_PRACTICE_RULES } from './rules/consent-plan-practice.ts';
import { ELIGIBILITY_RULES } from './rules/eligibility.ts';
import { FIRST_MONTH, LAST_MONTH, type Rule } from './rules/rule.ts';
import { SOURCES, type Source } from './rules/sources.ts';
import { TIME_RULES } from './rules/time.ts';

/** Version of the tables and the functions that apply them; every assessment carries it. */
export const RULES_VERSION = '2026.1';

const TABLES = {
  ...ELIGIBILITY_RULES,
  ...CONSENT_PLAN_PRACTICE_RULES,
  ...TIME_RULES,
  ...CODE_RULES,
  ...CONCURRENCY_RULES,
  ...CLAIM_RULES,
} as const;

export type RuleId = keyof typeof TABLES;

/** Every rule by its ID, in the rulebook's order. */
export const RULES: Readonly<Record<RuleId, Rule>> = TABLES;

/** Whether `id` is the ID of a rule here. */
function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(RULES, id);
}

/** The rule IDs in the order of the tables. */
export const RULE_IDS: readonly RuleId[] = Object.keys(RULES).filter(isRuleId);

/** First and last service month the tables cover (SCOPE-1). */
export const coveredMonths = { first: FIRST_MONTH, last: LAST_MONTH } as const;

/** Whether the rule is in force in the service month. */
export function isInForce(id: RuleId, month: ServiceMonth): boolean {
  const rule = RULES[id];
  return rule.from <= month && month <= rule.to;
}

/** The documents a rule rests on; empty where it is an engineering decision, whose reason the rule then holds. */
export function sourcesOf(id: RuleId): readonly Source[] {
  return RULES[id].sources.map((source) => SOURCES[source]);
}
