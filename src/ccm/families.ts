import { monthOf } from './calendar.ts';
import type { BilledCodeFacts, Facts } from './facts.ts';
import type { CodeFamily, ProposedCode } from './month-assessment.ts';
import type { PolicySwitches } from './policy.ts';
import type { RuleId } from './rules.ts';

/** Codes that are earned by one kind of minutes, a first code and an add-on for each further full step. */
export interface Family {
  readonly base: string;
  /** Whole minutes that earn the first code, and each add-on after it. */
  readonly firstMinutes: number;
  readonly addOn: AddOn | null;
  /** Which minutes build it: the practitioner's own, or staff and practitioner together. */
  readonly builtFrom: 'total' | 'qhp';
  readonly baseRule: RuleId;
}

export interface AddOn {
  readonly code: string;
  readonly stepMinutes: number;
  readonly rule: RuleId;
  readonly cap: (policy: UnitCaps) => number;
}

export type UnitCaps = Pick<PolicySwitches, 'max99437' | 'max99489'>;

/** The families of section 7 of the rulebook. */
export const FAMILIES: Readonly<Record<CodeFamily, Family>> = {
  STAFF: {
    base: '99490',
    firstMinutes: 20,
    addOn: { code: '99439', stepMinutes: 20, rule: 'CODE-2', cap: () => 2 },
    builtFrom: 'total',
    baseRule: 'CODE-1',
  },
  QHP: {
    base: '99491',
    firstMinutes: 30,
    addOn: { code: '99437', stepMinutes: 30, rule: 'CODE-4', cap: (policy) => unitCap(policy.max99437, 2) },
    builtFrom: 'qhp',
    baseRule: 'CODE-3',
  },
  COMPLEX: {
    base: '99487',
    firstMinutes: 60,
    addOn: { code: '99489', stepMinutes: 30, rule: 'CODE-6', cap: (policy) => unitCap(policy.max99489, 10) },
    builtFrom: 'total',
    baseRule: 'CODE-5',
  },
  'G0511-transition': {
    base: 'G0511',
    firstMinutes: 20,
    addOn: null,
    builtFrom: 'total',
    baseRule: 'CODE-10',
  },
};

/** Order in which families are listed. */
export const FAMILY_ORDER: readonly CodeFamily[] = ['STAFF', 'QHP', 'COMPLEX', 'G0511-transition'];

/** The family that a base or add-on code belongs to; undefined for G0506 and every other code. */
export function familyOf(code: string): CodeFamily | undefined {
  return FAMILY_ORDER.find((family) => FAMILIES[family].base === code || FAMILIES[family].addOn?.code === code);
}

/** Own standing charges of the month that belong to a family. */
export function ownCharges(facts: Pick<Facts, 'ownCharges' | 'month'>): readonly BilledCodeFacts[] {
  return (facts.ownCharges?.items ?? []).filter(({ code, date }) => monthOf(date) === facts.month && familyOf(code) !== undefined);
}

function unitCap(given: number, otherwise: number): number {
  return Number.isFinite(given) && given >= 0 ? Math.floor(given) : otherwise;
}

/** Minutes at which a month strip marks the family's codes: the first code and the first two add-ons. */
export function thresholds(family: CodeFamily): readonly number[] {
  const { firstMinutes, addOn } = FAMILIES[family];
  return addOn ? [0, 1, 2].map((step) => firstMinutes + step * addOn.stepMinutes) : [firstMinutes];
}

/** Units of the add-on that the minutes reach, before any cap. */
export function addOnUnits(family: CodeFamily, minutes: number): number {
  const { firstMinutes, addOn } = FAMILIES[family];
  return addOn ? Math.max(0, Math.floor((minutes - firstMinutes) / addOn.stepMinutes)) : 0;
}

/** The codes that the family's minutes earn, add-ons capped; empty below its first threshold (TIME-2). */
export function codesOf(family: CodeFamily, minutes: number, policy: UnitCaps): readonly ProposedCode[] {
  const { base, firstMinutes, addOn } = FAMILIES[family];
  if (minutes < firstMinutes) return [];
  const units = addOn ? Math.min(addOn.cap(policy), addOnUnits(family, minutes)) : 0;
  const first = { code: base, units: 1 };
  return addOn && units > 0 ? [first, { code: addOn.code, units }] : [first];
}

/** Whole minutes at which the last of the codes was earned. */
export function minutesAtLastUnit(family: CodeFamily, codes: readonly ProposedCode[]): number {
  const { firstMinutes, addOn } = FAMILIES[family];
  const units = codes.find((code) => code.code === addOn?.code)?.units ?? 0;
  return firstMinutes + units * (addOn?.stepMinutes ?? 0);
}

/** The next code the family can earn and the minutes it needs in all; null where its units are used up. */
export function nextUnit(
  family: CodeFamily,
  codes: readonly ProposedCode[],
  policy: UnitCaps,
): { readonly code: string; readonly minutes: number } | null {
  const { base, firstMinutes, addOn } = FAMILIES[family];
  if (codes.length === 0) return { code: base, minutes: firstMinutes };
  const units = codes.find((code) => code.code === addOn?.code)?.units ?? 0;
  if (!addOn || units >= addOn.cap(policy)) return null;
  return { code: addOn.code, minutes: minutesAtLastUnit(family, codes) + addOn.stepMinutes };
}
