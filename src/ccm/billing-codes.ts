import type { SettingType } from './chart.ts';
import type { ComplexReadiness } from './complex.ts';
import { codesOf, FAMILIES, FAMILY_ORDER } from './families.ts';
import type { CodeFamily, Coding, ProposedCode } from './month-assessment.ts';
import { estimateOf } from './payment.ts';
import type { Policy } from './policy.ts';
import { isInForce } from './rules.ts';

/** Whole minutes of a month, each floored from seconds by itself. */
export interface Minutes {
  readonly staff: number;
  readonly qhp: number;
  readonly total: number;
}

/** Floors exact seconds to whole minutes, once (TIME-15). */
export function minutesOf(seconds: { readonly staff: number; readonly qhp: number }): Minutes {
  return {
    staff: Math.floor(seconds.staff / 60),
    qhp: Math.floor(seconds.qhp / 60),
    total: Math.floor((seconds.staff + seconds.qhp) / 60),
  };
}

/** What the choice of codes depends on beside the minutes. */
export interface CodingContext {
  readonly month: string;
  /** Unknown is read as a practice under the fee schedule. */
  readonly setting: SettingType | undefined;
  readonly complex: ComplexReadiness;
  readonly policy: Policy;
}

/** The proposed coding, none where no threshold is reached, and every other correct coding of the same minutes. */
export interface Codings {
  readonly family: CodeFamily | null;
  readonly codes: readonly ProposedCode[];
  readonly alternatives: readonly Coding[];
}

/** The codings that the minutes support (CODE-1 to CODE-6, CODE-10, CODE-11) and the choice among them (SEL-1). */
export function codingsOf(minutes: Minutes, context: CodingContext): Codings {
  const candidates = candidatesOf(minutes, context);
  const chosen = chosenOf(candidates, minutes, context.policy);
  if (!chosen) return { family: null, codes: [], alternatives: [] };
  return { family: chosen.family, codes: chosen.codes, alternatives: candidates.filter((coding) => coding !== chosen) };
}

function candidatesOf(minutes: Minutes, context: CodingContext): readonly Coding[] {
  return FAMILY_ORDER.filter((family) => isOpen(family, context)).flatMap((family): readonly Coding[] => {
    const codes = codesOf(family, minutes[FAMILIES[family].builtFrom], context.policy);
    return codes.length === 0 ? [] : [{ codes, family, estAllowed: estimateOf(codes, context.month, context.policy) }];
  });
}

/** Whether the family may be used in the setting and the month. */
function isOpen(family: CodeFamily, { month, setting, complex }: CodingContext): boolean {
  if (family === 'G0511-transition') return isRuralOrFederal(setting) && isInForce('CODE-10', month);
  if (isRuralOrFederal(setting) && !isInForce('CODE-11', month)) return false;
  return family !== 'COMPLEX' || (complex.decisionMaking === true && complex.plan === true);
}

/** Whether the setting is an RHC or FQHC. */
export function isRuralOrFederal(setting: SettingType | undefined): boolean {
  return setting === 'rhc' || setting === 'fqhc';
}

/** Staff minutes from which the practitioner's own codes are no longer the first choice (SEL-1). */
const STAFF_ALONE_MINUTES = 20;

function chosenOf(candidates: readonly Coding[], minutes: Minutes, policy: Policy): Coding | undefined {
  if (policy.selection === 'highest-estimate') {
    const highest = highestOf(candidates);
    if (highest) return highest;
  }
  for (const family of orderOf(minutes, policy)) {
    const coding = candidates.find((one) => one.family === family);
    if (coding) return coding;
  }
  return undefined;
}

function orderOf(minutes: Minutes, policy: Policy): readonly CodeFamily[] {
  switch (policy.selection) {
    case 'staff-first':
      return ['STAFF', 'COMPLEX', 'QHP', 'G0511-transition'];
    case 'practitioner-first':
      return ['QHP', 'COMPLEX', 'STAFF', 'G0511-transition'];
    case 'SEL-1':
    case 'highest-estimate':
      return minutes.staff < STAFF_ALONE_MINUTES
        ? ['COMPLEX', 'QHP', 'STAFF', 'G0511-transition']
        : ['COMPLEX', 'STAFF', 'QHP', 'G0511-transition'];
    default:
      policy.selection satisfies never;
      return FAMILY_ORDER;
  }
}

function highestOf(candidates: readonly Coding[]): Coding | undefined {
  let highest: Coding | undefined;
  for (const coding of candidates) {
    if (coding.estAllowed === null) return undefined;
    if (coding.estAllowed > (highest?.estAllowed ?? 0)) highest = coding;
  }
  return highest;
}

/** Whether two proposals hold the same codes and units. */
export function sameCodes(a: readonly ProposedCode[], b: readonly ProposedCode[]): boolean {
  return a.length === b.length && a.every((code, index) => code.code === b[index]?.code && code.units === b[index]?.units);
}
