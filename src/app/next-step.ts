import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import type { ChargeView } from './charge-view.ts';
import { ruleText, findingSentence } from './finding-text.ts';
import { plural } from './format.ts';
import { isAnswerable } from './matters.ts';
import { codesText, monthProgress } from './month-words.ts';
import type { Screen } from './routes.ts';

/** The one thing to do next, and why. */
export interface NextStep {
  readonly label: string;
  readonly reason: string;
  /** Null where nothing is left to do. */
  readonly screen: Screen | null;
  /** Where a person's word on one rule is the step. */
  readonly rule?: RuleId;
}

/** Blockers come first, then the codes that are ready, then open questions, then minutes. */
export function nextStep(assessment: MonthAssessment, charges: readonly ChargeView[]): NextStep {
  const blocker = assessment.blockers[0];
  if (blocker !== undefined) return blockerStep(blocker, assessment);
  if (assessment.proposal === 'needs-confirmation') {
    return {
      label: `Answer ${plural(assessment.unknowns.length, 'open question')}`,
      reason: `${codesText(assessment.codes)} is proposed and depends on it.`,
      screen: 'eligibility',
      ...ruleToAnswer(assessment, assessment.unknowns[0]),
    };
  }
  if (assessment.proposal === 'billable' && !isRecorded(assessment, charges)) {
    return { label: 'Close the month', reason: `${codesText(assessment.codes)} is reached and not recorded yet.`, screen: 'close' };
  }
  return timeStep(assessment);
}

/** Whether the EHR already shows every proposed unit as this app's own charge. */
export function isRecorded(assessment: Pick<MonthAssessment, 'codes'>, charges: readonly ChargeView[]): boolean {
  return assessment.codes.every((proposed) =>
    charges.some((charge) => charge.own && isStanding(charge) && charge.code === proposed.code && charge.units >= proposed.units),
  );
}

/** Whether a charge stands: neither superseded, dropped nor in error. */
function isStanding(charge: Pick<ChargeView, 'status'>): boolean {
  return charge.status === 'planned' || charge.status === 'billable' || charge.status === 'billed' || charge.status === 'unknown';
}

function blockerStep(ruleId: RuleId, assessment: MonthAssessment): NextStep {
  const more = assessment.blockers.length - 1;
  const others = more === 0 ? '' : ` ${plural(more, 'more rule stands', 'more rules stand')} in the way.`;
  const answer = ruleToAnswer(assessment, ruleId);
  return {
    label: answer.rule === undefined ? blockerLabel(ruleId) : `Answer: ${ruleText(ruleId).name}`,
    reason: `${findingSentence({ ruleId, verdict: 'not-met' })} ${ruleText(ruleId).settle ?? ''}${others}`.replace('  ', ' '),
    screen: answer.rule === undefined ? blockerScreen(ruleId) : 'eligibility',
    ...answer,
  };
}

/** The rule, where a person's word could settle it. */
function ruleToAnswer({ findings }: MonthAssessment, ruleId: RuleId | undefined): { readonly rule?: RuleId } {
  const finding = findings.find((one) => one.ruleId === ruleId);
  return finding !== undefined && isAnswerable(finding, findings) ? { rule: finding.ruleId } : {};
}

function blockerLabel(ruleId: RuleId): string {
  if (ruleId === 'SCOPE-1') return 'See which months are covered';
  if (ruleId === 'ELIG-1') return 'Review the conditions';
  if (ruleId.startsWith('CONS')) return 'See what consent needs';
  if (ruleId.startsWith('PLAN')) return 'Open the care plan';
  if (ruleId.startsWith('CONC')) return 'See the conflict';
  return 'See what blocks';
}

function blockerScreen(ruleId: RuleId): Screen {
  if (ruleId.startsWith('PLAN')) return 'plan';
  return ruleId.startsWith('CONC') ? 'close' : 'eligibility';
}

function timeStep(assessment: MonthAssessment): NextStep {
  const { minutes, next } = monthProgress(assessment);
  const done = assessment.codes.length === 0 ? '' : `${codesText(assessment.codes)} is recorded. `;
  if (next === null || assessment.daysLeft === 0) {
    const none = assessment.codes.length === 0 ? 'The minutes did not reach a code.' : `${done}Nothing more can be reached.`;
    return { label: 'Nothing left to do this month', reason: none, screen: null };
  }
  const more = `${next.at - minutes} more ${next.at - minutes === 1 ? 'minute reaches' : 'minutes reach'} ${next.code}`;
  const left = assessment.daysLeft === 1 ? 'today is the last day' : `${plural(assessment.daysLeft, 'day')} left`;
  return { label: 'Log time', reason: `${done}${more}; ${left}.`, screen: 'time' };
}
