import type { Finding } from '../ccm/finding.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { ruleText } from './finding-text.ts';
import { isAnswerable, othersBilling } from './matters.ts';
import { noWordOn } from './no-word.ts';
import type { Route } from './routes.ts';

/** Something that stands open, and the place in the app where it is dealt with. */
export interface Question {
  /** What it is called; others' billing is one question whatever the number of its rules. */
  readonly name: string;
  /** `answer`: somebody's word settles it, in the form there. `see`: what it takes instead is told there. */
  readonly does: 'answer' | 'see';
  readonly at: Route;
}

/** The open findings as questions, in their order. */
export function questionsIn(
  open: readonly Finding[],
  { month, findings }: Pick<MonthAssessment, 'month' | 'findings'>,
): readonly Question[] {
  const together: readonly RuleId[] = othersBilling(findings)?.rules ?? [];
  const firstTogether = open.find(({ ruleId }) => together.includes(ruleId))?.ruleId;
  return open
    .filter(({ ruleId }) => ruleId === firstTogether || !together.includes(ruleId))
    .map((finding) => {
      const { ruleId } = finding;
      const name = together.length > 1 && ruleId === firstTogether ? 'Others’ billing' : ruleText(ruleId).name;
      if (isAnswerable(finding, findings)) return { name, does: 'answer', at: { month, screen: 'eligibility', rule: ruleId } };
      return { name, does: 'see', at: placeOf(finding, month) };
    });
}

/** What a proposal must wait for, where it must be confirmed; empty where it need not be. */
export function questionsToConfirm(assessment: MonthAssessment): readonly Question[] {
  if (assessment.proposal !== 'needs-confirmation') return [];
  return questionsIn(
    assessment.findings.filter(({ ruleId }) => assessment.unknowns.includes(ruleId)),
    assessment,
  );
}

/** Where a finding is dealt with that no statement settles. */
export function placeOf(finding: Finding, month: MonthAssessment['month']): Route {
  const { ruleId, verdict } = finding;
  const noWord = noWordOn(finding);
  if (noWord?.of === 'log' || noWord?.of === 'plan') return { month, screen: 'problems' };
  if (ruleId.startsWith('PLAN-') && verdict === 'not-met') return { month, screen: 'plan' };
  if (ruleId.startsWith('CONS-') && verdict !== 'met') return { month, screen: 'consent' };
  return { month, screen: 'eligibility', rule: ruleId };
}
