import type { UnknownKind } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { barringText } from './barring-text.ts';
import type { ChargeView } from './charge-view.ts';
import { askingSentence } from './consent/asking-text.ts';
import type { OpenAsking } from './consent/consent-view.ts';
import { sentenceIn, settledBy } from './finding-sentence.ts';
import { plural } from './format.ts';
import { isAnswerable } from './matters.ts';
import { codesText, monthProgress } from './month-words.ts';
import type { Screen } from './routes.ts';
import type { SaveTarget } from './save-result.ts';
import { timeUnknown, timeUnknownSentence } from './unseen.ts';

/** The one thing to do next, and why. */
export interface NextStep {
  readonly label: string;
  readonly reason: string;
  /** Null where nothing is left to do. */
  readonly screen: Screen | null;
  /** Where a person's word on one rule is the step. */
  readonly rule?: RuleId;
}

/**
 * Blockers come first, then the codes that are ready, then open questions, then minutes.
 * @param asking what came of asking for consent, where it led to none.
 * @param timeTarget where a time entry would go; where there is no place for one, the step is not to log it but to write it up.
 */
export function nextStep(
  assessment: MonthAssessment,
  charges: readonly ChargeView[],
  timeTarget?: SaveTarget,
  asking: OpenAsking | null = null,
): NextStep {
  const blocker = assessment.blockers[0];
  if (blocker !== undefined) return blockerStep(blocker, assessment, asking);
  const unknown = timeUnknown(assessment);
  if (unknown !== null) return unknownTimeStep(unknown);
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
  return timeStep(assessment, timeTarget);
}

/** Whether the EHR already shows every proposed unit as this app's own charge. */
export function isRecorded(assessment: Pick<MonthAssessment, 'codes'>, charges: readonly ChargeView[]): boolean {
  return assessment.codes.every((proposed) =>
    charges.some((charge) => charge.own && isStanding(charge) && charge.code === proposed.code && charge.units >= proposed.units),
  );
}

/** Whether a charge stands: neither superseded, dropped nor in error. */
export function isStanding(charge: Pick<ChargeView, 'status'>): boolean {
  return charge.status === 'planned' || charge.status === 'billable' || charge.status === 'billed' || charge.status === 'unknown';
}

function blockerStep(ruleId: RuleId, assessment: MonthAssessment, asking: OpenAsking | null): NextStep {
  const more = assessment.blockers.length - 1;
  const others = more === 0 ? undefined : `${plural(more, 'more rule blocks', 'more rules block')} the month.`;
  const isConsent = ruleId.startsWith('CONS');
  const asked = isConsent && asking !== null ? askingSentence(asking) : undefined;
  const answer = isConsent ? {} : ruleToAnswer(assessment, ruleId);
  const evidence = assessment.findings.find((one) => one.ruleId === ruleId)?.evidence ?? [];
  const finding = { ruleId, verdict: 'not-met', evidence } as const;
  const text = barringText(ruleId);
  return {
    label: answer.rule === undefined ? blockerLabel(ruleId) : `Answer: ${text.name}`,
    reason: [sentenceIn(text, finding), settledBy(text, finding), isConsent && `(${ruleId})`, asked, others].filter(Boolean).join(' '),
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
  if (ruleId.startsWith('CONS')) return 'Get consent';
  if (ruleId.startsWith('PLAN')) return 'Open the care plan';
  if (ruleId.startsWith('CONC')) return 'See the conflict';
  return 'See what blocks';
}

function blockerScreen(ruleId: RuleId): Screen {
  if (ruleId.startsWith('PLAN')) return 'plan';
  if (ruleId.startsWith('CONS')) return 'consent';
  return ruleId.startsWith('CONC') ? 'close' : 'eligibility';
}

function unknownTimeStep(why: UnknownKind): NextStep {
  const reason = `${timeUnknownSentence(why)} Log nothing again: it may well be there.`;
  return { label: 'See what could not be read', reason, screen: 'problems' };
}

function timeStep(assessment: MonthAssessment, target: SaveTarget | undefined): NextStep {
  const { minutes, next } = monthProgress(assessment);
  const done = assessment.codes.length === 0 ? '' : `${codesText(assessment.codes)} is recorded. `;
  if (next === null || assessment.daysLeft === 0) {
    const none = assessment.codes.length === 0 ? 'The minutes did not reach a code.' : `${done}Nothing more can be reached.`;
    return { label: 'Nothing left to do this month', reason: none, screen: null };
  }
  const more = `${next.at - minutes} more ${next.at - minutes === 1 ? 'minute reaches' : 'minutes reach'} ${next.code}`;
  const left = assessment.daysLeft === 1 ? 'today is the last day' : `${plural(assessment.daysLeft, 'day')} left`;
  const reason = `${done}${more}; ${left}.`;
  if (target?.where === null) {
    return {
      label: 'Write up time',
      reason: `${reason} This EHR takes no time entries from Intervisit: you get the text to copy.`,
      screen: 'time',
    };
  }
  return { label: 'Log time', reason, screen: 'time' };
}
