import { isRuralOrFederal, type Codings, type Minutes } from './billing-codes.ts';
import { lastDay } from './calendar.ts';
import type { Facts } from './facts.ts';
import { FAMILIES, nextUnit } from './families.ts';
import type { Policy } from './policy.ts';
import { isInForce } from './rules.ts';
import { isInpatientOn } from './stays.ts';

/** The next code and the whole minutes still missing for it. */
export interface NextCode {
  readonly code: string;
  readonly minutes: number;
}

/**
 * What further minutes would earn in the proposed family, or toward a first code where none is proposed. Null where the
 * family's units are used up, and where no day of the month is left on which work would count: after death, or with a stay
 * that covers the last day.
 */
export function nextCodeOf(facts: Facts, minutes: Minutes, codings: Codings, policy: Policy): NextCode | null {
  if (!hasDayLeft(facts, policy)) return null;
  const bundledOnly = isRuralOrFederal(facts.setting) && !isInForce('CODE-11', facts.month);
  const family = codings.family ?? (bundledOnly ? 'G0511-transition' : 'STAFF');
  const next = nextUnit(family, codings.codes, policy);
  return next && { code: next.code, minutes: next.minutes - minutes[FAMILIES[family].builtFrom] };
}

function hasDayLeft(facts: Facts, policy: Policy): boolean {
  const last = lastDay(facts.month);
  if (typeof facts.death === 'string' && facts.death <= last) return false;
  return !(facts.stays?.items ?? []).some((stay) => isInpatientOn(last, stay, policy));
}
