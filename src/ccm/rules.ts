import type { ServiceMonth } from './chart.ts';
import { FIRST_MONTH, LAST_MONTH, type Rule } from './rules/rule.ts';
import { RULE_TABLE } from './rules/table.ts';

/** Version of the tables and the functions that apply them; every assessment carries it. */
export const RULES_VERSION = '2026.1';

export type RuleId = keyof typeof RULE_TABLE;

/** Every rule by its ID, in the rulebook's order: how it acts and when. What it says and rests on stands in `GROUNDS`. */
export const RULES: Readonly<Record<RuleId, Rule>> = RULE_TABLE;

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
