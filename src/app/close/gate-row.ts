import type { Chart } from '../../ccm/chart.ts';
import type { Finding } from '../../ccm/finding.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import type { RuleId } from '../../ccm/rules.ts';
import type { ChargeView } from '../charge-view.ts';
import { findingSentence, settleText } from '../finding-text.ts';
import { isAnswerable } from '../matters.ts';
import type { ReadView } from '../ProblemsScreen.tsx';
import { questionsIn } from '../questions.ts';
import { href, type Route } from '../routes.ts';
import type { StatementView } from '../statement-view.ts';

/**
 * `fail`: a rule is not met. `unknown`: nobody knows. `not-yet`: nothing is wrong, and it is not there so far. `attention`: to
 * be looked at. `not-needed`: it does not matter for what the minutes reach.
 */
export type GateState = 'pass' | 'fail' | 'unknown' | 'not-yet' | 'attention' | 'not-needed';

/** Where one click leads: a place of the app, or a part of this very screen. */
export type GateLink = { readonly text: string; readonly href: string } | { readonly text: string; readonly part: 'charges' | 'claim' };

/** One thing that must stand behind a charge. */
export interface GateRow {
  readonly name: string;
  readonly state: GateState;
  /** Whether a charge waits for it. */
  readonly holds: boolean;
  /** What was found, in sentences. */
  readonly says: readonly string[];
  /** What would settle it, where it does not pass. */
  readonly settle: readonly string[];
  readonly links: readonly GateLink[];
  /** The rules that do not pass. */
  readonly standing: readonly RuleId[];
  readonly parts?: readonly GatePart[];
}

/** A row's part that is judged by itself. */
export type GatePart = Pick<GateRow, 'name' | 'state' | 'says'>;

/** What the rows are judged on. */
export interface GateFacts {
  readonly chart: Chart;
  readonly assessment: MonthAssessment;
  readonly charges: readonly ChargeView[];
  readonly statements: readonly StatementView[];
  /** How reading went of the records in which billing is looked for. */
  readonly sources: readonly ReadView[];
  /** Not everything has been read yet: what is unknown may be settled in a moment. */
  readonly isReadingMore: boolean;
}

/** What the findings come to as one row. */
export function judgedBy(findings: readonly Finding[], assessment: MonthAssessment, pass: string): Omit<GateRow, 'name'> {
  const among = (rules: readonly RuleId[]) => findings.filter(({ verdict, ruleId }) => verdict !== 'met' && rules.includes(ruleId));
  const blocking = among(assessment.blockers);
  const unknown = among(assessment.unknowns);
  const warning = among(assessment.warnings);
  const standing = [...blocking, ...unknown, ...warning];
  return {
    state: blocking.length > 0 ? 'fail' : unknown.length > 0 ? 'unknown' : warning.length > 0 ? 'attention' : 'pass',
    holds: blocking.length + unknown.length > 0,
    says: standing.length === 0 ? [pass] : standing.map(findingSentence),
    settle: standing.flatMap((finding) => settleText(finding, isAnswerable(finding, assessment.findings)) ?? []),
    links: linksTo(standing, assessment),
    standing: standing.map(({ ruleId }) => ruleId),
  };
}

/** One link to each place that deals with the findings. */
export function linksTo(findings: readonly Finding[], assessment: MonthAssessment): readonly GateLink[] {
  const own = findings.flatMap(({ ruleId }) => OWN_PLACES.find(({ rules }) => rules.includes(ruleId))?.link(assessment.month) ?? []);
  const others = findings.filter(({ ruleId }) => !OWN_PLACES.some(({ rules }) => rules.includes(ruleId)));
  const links: readonly GateLink[] = [
    ...questionsIn(others, assessment).map(({ name, does, at }) => ({
      text: `${does === 'answer' ? 'Answer' : 'See'}: ${name}`,
      href: href(at),
    })),
    ...own,
  ];
  return [...new Map(links.map((link) => [link.text, link])).values()];
}

type Month = Route['month'];

/** What another place than the rules' evidence deals with best. */
const OWN_PLACES: readonly { readonly rules: readonly RuleId[]; readonly link: (month: Month) => GateLink }[] = [
  { rules: ['PLAN-5'], link: (month) => ({ text: 'Review and sign the plan', href: href({ month, screen: 'review' }) }) },
  { rules: ['PLAN-2'], link: (month) => ({ text: 'Fill in the plan', href: href({ month, screen: 'plan' }) }) },
  { rules: ['BILL-3'], link: () => ({ text: 'Add a diagnosis code', part: 'claim' }) },
  { rules: ['CODE-15', 'CONC-2'], link: () => ({ text: 'See the charges of the month', part: 'charges' }) },
  {
    rules: ['TIME-17', 'ACT-7'],
    link: (month) => ({ text: 'See the time entries', href: href({ month, screen: 'time' }) }),
  },
];

/** Whether the finding is of one of the rules; `PLAN` stands for all of that section. */
export function isOf({ ruleId }: Pick<Finding, 'ruleId'>, rules: readonly string[]): boolean {
  return rules.some((rule) => ruleId === rule || (!rule.includes('-') && ruleId.startsWith(`${rule}-`)));
}
