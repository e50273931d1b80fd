import { CLAIM_GROUNDS } from './grounds/claim.ts';
import { CODE_GROUNDS } from './grounds/codes.ts';
import { CONCURRENCY_GROUNDS } from './grounds/concurrency.ts';
import { CONSENT_PLAN_PRACTICE_GROUNDS } from './grounds/consent-plan-practice.ts';
import { ELIGIBILITY_GROUNDS } from './grounds/eligibility.ts';
import type { RuleGrounds } from './grounds/rule-grounds.ts';
import { SOURCES, type Source } from './grounds/sources.ts';
import { TIME_GROUNDS } from './grounds/time.ts';
import type { RuleId } from './rules.ts';

/** What every rule says and rests on. Kept apart from `RULES`, so that a verdict does not wait for words about sources. */
export const GROUNDS: Readonly<Record<RuleId, RuleGrounds>> = {
  ...ELIGIBILITY_GROUNDS,
  ...CONSENT_PLAN_PRACTICE_GROUNDS,
  ...TIME_GROUNDS,
  ...CODE_GROUNDS,
  ...CONCURRENCY_GROUNDS,
  ...CLAIM_GROUNDS,
};

/** The documents a rule rests on; empty where it is an engineering decision, whose reason its grounds then hold. */
export function sourcesOf(id: RuleId): readonly Source[] {
  return GROUNDS[id].sources.map((source) => SOURCES[source]);
}
