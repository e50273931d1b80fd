import { FAMILIES, FAMILY_ORDER } from '../../ccm/families.ts';
import type { CodeFamily, Coding, MonthAssessment, ProposedCode } from '../../ccm/month-assessment.ts';
import type { RuleId } from '../../ccm/rules.ts';
import { codeLabel } from '../code-text.ts';
import { findingSentence } from '../finding-text.ts';

/** A coding that is correct for the month, with the reasons in sentences. */
export interface ReasonedCoding {
  readonly coding: Coding;
  readonly isProposed: boolean;
  /** Why it is correct: a sentence for each code, in their order. */
  readonly because: readonly string[];
  /** Why it is proposed, or why another is. */
  readonly place: string;
  readonly rules: readonly RuleId[];
}

/** A coding that is not correct for the month, and why. */
export interface RuledOut {
  readonly codes: string;
  readonly label: string;
  readonly why: string;
  readonly rules: readonly RuleId[];
}

/** The proposal first, then every other correct coding of the same minutes; empty where nothing is reached or a rule blocks. */
export function correctCodings(assessment: MonthAssessment): readonly ReasonedCoding[] {
  const { codes, family, estAllowed, alternatives } = assessment;
  if (family === null || codes.length === 0) return [];
  const all: readonly Coding[] = [{ codes, family, estAllowed }, ...alternatives];
  return all.map((coding, index) => ({
    coding,
    isProposed: index === 0,
    because: coding.codes.map((code) => reachedText(code, coding.family, assessment)),
    place: index === 0 ? firstText(family, assessment) : otherText(coding.family, family, assessment),
    rules: rulesOf(coding, index === 0, assessment),
  }));
}

function reachedText({ code, units }: ProposedCode, family: CodeFamily, { countedMinutes }: MonthAssessment): string {
  const { base, firstMinutes, addOn, builtFrom } = FAMILIES[family];
  const minutes = countedMinutes[builtFrom];
  const whose = builtFrom === 'qhp' ? 'by the practitioner' : 'in all';
  if (code === base) return `${minutes} min ${whose} reach its ${firstMinutes} min.`;
  if (addOn === null || code !== addOn.code) return 'Stated by the practitioner; added once, to the initiating visit.';
  const full = Math.floor((minutes - firstMinutes) / addOn.stepMinutes);
  const limit = full > units ? ` More are not allowed, though ${full} steps are full.` : '';
  return `${units} full ${units === 1 ? 'step' : 'steps'} of ${addOn.stepMinutes} min beyond ${firstMinutes} min.${limit}`;
}

function firstText(family: CodeFamily, { countedMinutes, alternatives }: MonthAssessment): string {
  if (alternatives.length === 0) return 'Proposed: it is the only correct coding of these minutes.';
  switch (family) {
    case 'COMPLEX':
      return 'Proposed: complex care comes first once all that it asks for is on record, whatever it pays.';
    case 'QHP':
      return `Proposed: the practitioner’s own minutes reach it, and clinical staff alone (${countedMinutes.staff} min) reach no code.`;
    case 'STAFF':
      return 'Proposed: clinical staff alone reach 20 min, and complex care is not on record.';
    case 'G0511-transition':
      return 'Proposed: it is what a rural or federal health center reports in this month.';
    default:
      return family satisfies never;
  }
}

function otherText(family: CodeFamily, proposed: CodeFamily, { countedMinutes }: MonthAssessment): string {
  if (proposed === 'COMPLEX') return 'Correct as well; not first, because complex care is documented in full and comes first.';
  if (family === 'QHP') {
    return `Correct as well, as long as no minute is used twice; not first, because clinical staff alone reach a code (${countedMinutes.staff} min).`;
  }
  if (family === 'STAFF' && proposed === 'QHP') {
    return 'Correct as well, with the practitioner’s minutes counted as staff time; not first, because clinical staff alone reach no code.';
  }
  return 'Correct as well; not first by the fixed order of the proposal.';
}

function rulesOf({ codes, family }: Coding, isProposed: boolean, assessment: MonthAssessment): readonly RuleId[] {
  const { baseRule, addOn } = FAMILIES[family];
  const choice: readonly RuleId[] = assessment.findings
    .filter(({ ruleId, effect }) => (ruleId === 'SEL-2' || ruleId === 'SEL-3') && effect === 'informs')
    .map(({ ruleId }) => ruleId)
    .filter((ruleId) => isBetween(ruleId, family, assessment.family));
  return [
    baseRule,
    ...(addOn !== null && codes.some(({ code }) => code === addOn.code) ? [addOn.rule] : []),
    ...(family === 'COMPLEX' ? (['CODE-17'] as const) : []),
    ...(codes.some(({ code }) => code === 'G0506') ? (['CODE-7'] as const) : []),
    ...(isProposed ? (['SEL-1'] as const) : choice.length > 0 ? choice : (['SEL-1'] as const)),
  ];
}

function isBetween(ruleId: RuleId, family: CodeFamily, proposed: CodeFamily | null): boolean {
  const pair = ruleId === 'SEL-2' ? ['COMPLEX', 'STAFF'] : ['QHP', 'STAFF'];
  return pair.includes(family) && proposed !== null && pair.includes(proposed);
}

/** What the month cannot be coded as, and why not, as far as the assessment tells. */
export function ruledOut(assessment: MonthAssessment): readonly RuledOut[] {
  const open = new Set(correctCodings(assessment).map(({ coding }) => coding.family));
  const families = FAMILY_ORDER.filter((family) => !open.has(family)).flatMap((family) => familyOut(family, assessment));
  const mixed: RuledOut = {
    codes: 'two families mixed',
    label: 'for instance 99490 with 99491, 99487 with 99439, 99489 without 99487',
    why: 'Codes of one family alone are paid in a month.',
    rules: ['SEL-4', 'CODE-15'],
  };
  return [...families, ...planningOut(assessment), mixed];
}

function familyOut(family: CodeFamily, assessment: MonthAssessment): readonly RuledOut[] {
  const { base, firstMinutes, builtFrom, baseRule } = FAMILIES[family];
  const minutes = assessment.countedMinutes[builtFrom];
  const out = (why: string, rules: readonly RuleId[]): readonly RuledOut[] => [{ codes: base, label: codeLabel(base), why, rules }];
  if (family === 'G0511-transition') {
    // Only a health center asks itself whether it applies.
    const rule = assessment.findings.find(
      ({ ruleId, verdict, effect }) => ruleId === 'CODE-10' && verdict === 'unknown' && effect === 'undecided',
    );
    return rule === undefined ? [] : out(findingSentence(rule), ['CODE-10']);
  }
  if (!assessment.timeKnown) return out('The time logged in this month is not known.', ['TIME-1']);
  if (minutes < firstMinutes) {
    const whose = builtFrom === 'qhp' ? ' by the practitioner personally' : '';
    return out(`${minutes} of ${firstMinutes} min${whose}.`, [baseRule, 'TIME-2']);
  }
  if (assessment.blockers.length > 0)
    return out('The minutes reach it, and a rule blocks the month: see the checklist.', assessment.blockers);
  if (family === 'COMPLEX') return out(complexWhy(assessment), ['CODE-17']);
  return out('A health center does not report single codes in this month.', ['CODE-11']);
}

function complexWhy({ findings }: MonthAssessment): string {
  const decision = findings.find(({ ruleId }) => ruleId === 'CODE-17');
  const plan = findings.find(({ ruleId }) => ruleId === 'CODE-16');
  if (decision?.verdict === 'unknown') {
    return 'The minutes reach it; nobody has stated that the billing practitioner’s decisions were of moderate or high complexity.';
  }
  if (decision?.verdict === 'met' && plan !== undefined && plan.verdict !== 'met') return `The minutes reach it. ${findingSentence(plan)}`;
  return decision === undefined ? 'Complex care is not on record.' : `The minutes reach it. ${findingSentence(decision)}`;
}

function planningOut({ codes, findings }: MonthAssessment): readonly RuledOut[] {
  const rule = findings.find(({ ruleId }) => ruleId === 'CODE-7');
  const isAsked = rule?.effect === 'undecided' || (rule?.verdict === 'not-met' && rule.evidence.some(({ fact }) => fact === 'g0506-date'));
  if (rule === undefined || !isAsked || codes.some(({ code }) => code === 'G0506')) return [];
  return [{ codes: 'G0506', label: codeLabel('G0506'), why: findingSentence(rule), rules: ['CODE-7'] }];
}
