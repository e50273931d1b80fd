import { codingsOf, minutesOf, sameCodes, type Codings, type CodingContext, type Minutes } from './billing-codes.ts';
import { daysLeftIn } from './calendar.ts';
import { judgeCarePlan } from './care-plan.ts';
import type { Chart, LocalDate, ServiceMonth } from './chart.ts';
import { judgeClaim, serviceDates } from './claim.ts';
import { judgeCodes } from './code-findings.ts';
import { complexReadiness, judgeComplexity } from './complex.ts';
import { judgeConcurrency } from './concurrency.ts';
import { distinctGroups, judgeConditions, type ChronicGroup } from './conditions.ts';
import { settled } from './confirmations.ts';
import { judgeConsent } from './consent.ts';
import { judgeEligibility } from './eligibility.ts';
import type { Facts } from './facts.ts';
import { FAMILIES } from './families.ts';
import { evidence, found, informs, judged, type Effect, type Finding } from './finding.ts';
import { judgeG0506, type G0506Outcome } from './g0506.ts';
import type { ConditionJudgement, MonthAssessment, OtherProgram, ProposedCode } from './month-assessment.ts';
import { nextCodeOf } from './next-code.ts';
import { advancedPrimaryCare, judgeOtherPrograms, principalCare } from './other-programs.ts';
import { estimateOf } from './payment.ts';
import type { Policy } from './policy.ts';
import { judgePractice } from './practice.ts';
import { readFacts } from './read-facts.ts';
import { isInForce, RULES_VERSION, type RuleId } from './rules.ts';
import { isCovered, refusedMonth } from './scope.ts';
import { countTime, type CountedTime } from './time.ts';
import { judgeTime } from './time-findings.ts';

/**
 * Everything the rules say of one patient and one service month, by the rules in force in that month.
 *
 * Never throws about the chart, whatever it holds: what cannot be understood is unknown. `asOf` is today at the practice
 * and decides `daysLeft` only. A month outside the tables is refused by SCOPE-1, with nothing else assessed.
 */
export function assessMonth(chart: Chart, month: ServiceMonth, policy: Policy, asOf: LocalDate): MonthAssessment {
  if (!isCovered(month)) return refusedMonth(month);
  const evaluation = evaluate(chart, month, policy);
  const { facts, conditions, groups, time, minutes } = evaluation;
  const requirements = judgeRequirements(evaluation).map((finding) => settled(finding, facts));
  const blockers = rulesWith(requirements, 'blocks');
  const codings = blockers.length === 0 ? evaluation.supported : NONE;
  const programs = otherPrograms(evaluation, blockers);
  const proposal = judgeProposal(evaluation, codings, blockers.length > 0, programs).map((finding) => settled(finding, facts));

  const findings = [...requirements, ...proposal].filter((finding) => isInForce(finding.ruleId, month));
  const unknowns = rulesWith(findings, 'undecided');
  const codes = blockers.length === 0 ? codesWith(codings, evaluation.g0506) : [];
  const next = blockers.length === 0 && facts.timeEntriesKnown ? nextCodeOf(facts, minutes, codings, policy) : null;
  const dates = serviceDates(codings, time);
  return {
    eligible: !blockers.some((ruleId) => /^(ELIG|CONS|PLAN|PRAC|WHO)-/.test(ruleId)),
    billable: codes.length > 0 && blockers.length === 0 && unknowns.length === 0,
    distinctChronicConditions: groups.map((group) => group.name),
    blockers,
    warnings: rulesWith(findings, 'warns'),
    unknowns,
    countedMinutes: minutes,
    excludedMinutes: [...time.excluded].map(([ruleId, seconds]) => ({ minutes: Math.floor(seconds / 60), ruleId })),
    codes,
    alternatives: codings.alternatives,
    minutesToNext: next?.minutes ?? null,
    nextCode: next?.code ?? null,
    earliestDateOfService: dates.earliest,
    otherPrograms: programs,
    estAllowed: estimateOf(codes, month, policy),
    ruleIds: decidingRules(findings),
    findings,
    month,
    rulesVersion: RULES_VERSION,
    proposal: proposalOf(codes, blockers, unknowns, facts.timeEntriesKnown),
    family: codings.family,
    conditions,
    time: time.judgements,
    timeKnown: facts.timeEntriesKnown,
    countedSeconds: { staff: time.staffSeconds, qhp: time.qhpSeconds, total: time.staffSeconds + time.qhpSeconds },
    defaultDateOfService: dates.byDefault,
    daysLeft: daysLeftIn(month, asOf),
  };
}

const NONE: Codings = { family: null, codes: [], alternatives: [] };

/** What is counted and recognised before any rule speaks. `supported` is what the minutes support, whatever blocks. */
interface Evaluation {
  readonly facts: Facts;
  readonly policy: Policy;
  readonly conditions: readonly ConditionJudgement[];
  readonly groups: readonly ChronicGroup[];
  readonly time: CountedTime;
  readonly minutes: Minutes;
  readonly context: CodingContext;
  readonly supported: Codings;
  readonly g0506: G0506Outcome;
}

function evaluate(chart: Chart, month: ServiceMonth, policy: Policy): Evaluation {
  const facts = readFacts(chart, month);
  const conditions = judgeConditions(facts.conditions?.items ?? [], month, policy.chronicConditions);
  const time = countTime(facts, policy);
  const minutes = minutesOf({ staff: time.staffSeconds, qhp: time.qhpSeconds });
  const context = { month, setting: facts.setting, complex: complexReadiness(facts, policy), policy };
  return {
    facts,
    policy,
    conditions,
    groups: distinctGroups(conditions),
    time,
    minutes,
    context,
    supported: codingsOf(minutes, context),
    g0506: judgeG0506(facts),
  };
}

function judgeRequirements({ facts, policy, conditions, groups, time, context, supported }: Evaluation): readonly Finding[] {
  const wouldChange = (change: { readonly staff: number; readonly qhp: number }): boolean => {
    const changed = minutesOf({ staff: time.staffSeconds + change.staff, qhp: time.qhpSeconds + change.qhp });
    return !sameCodes(supported.codes, codingsOf(changed, context).codes);
  };
  return [
    judged('SCOPE-1', true, [evidence('month', facts.month)]),
    informs('SCOPE-2'),
    informs('SCOPE-3'),
    ...judgeEligibility(facts, conditions, groups),
    ...judgeConsent(facts),
    ...judgeCarePlan(facts, policy),
    ...judgePractice(facts),
    ...judgeConcurrency(facts, policy),
    ...judgeTime(facts, policy, time, supported.family, wouldChange),
  ];
}

function judgeProposal(
  { facts, policy, conditions, time, minutes, context, supported, g0506 }: Evaluation,
  codings: Codings,
  blocked: boolean,
  programs: readonly OtherProgram[],
): readonly Finding[] {
  const ifComplex = codingsOf(minutes, { ...context, complex: { decisionMaking: true, plan: true } });
  const ifClinic = codingsOf(minutes, { ...context, setting: 'rhc' });
  const settingMatters = facts.setting === undefined && (g0506.proposed || !sameCodes(supported.codes, ifClinic.codes));
  return [
    ...judgeCodes(facts, policy, minutes, codings, settingMatters),
    ...judgeComplexity(facts, policy, context.complex, {
      reached: minutes.total >= FAMILIES.COMPLEX.firstMinutes,
      proposed: codings.family === 'COMPLEX',
      wouldChange: !sameCodes(supported.codes, ifComplex.codes),
    }),
    blocked ? withheld(g0506.finding) : g0506.finding,
    ...judgeOtherPrograms(programs),
    ...judgeClaim(facts, codings, serviceDates(codings, time), conditions),
  ];
}

function withheld(finding: Finding): Finding {
  return finding.effect === 'proposes' ? found(finding.ruleId, finding.verdict, 'none', finding.evidence) : finding;
}

function codesWith(codings: Codings, g0506: G0506Outcome): readonly ProposedCode[] {
  return g0506.proposed ? [...codings.codes, { code: 'G0506', units: 1 }] : codings.codes;
}

function otherPrograms({ facts, minutes, groups }: Evaluation, blockers: readonly RuleId[]): readonly OtherProgram[] {
  const programs = [principalCare(facts, minutes, blockers, groups.length), advancedPrimaryCare(facts, groups.length)];
  return programs.filter((program) => program !== null);
}

function rulesWith(findings: readonly Finding[], effect: Effect): readonly RuleId[] {
  return [...new Set(findings.filter((finding) => finding.effect === effect).map((finding) => finding.ruleId))];
}

function decidingRules(findings: readonly Finding[]): readonly RuleId[] {
  const deciding = findings.filter((finding) => finding.effect !== 'none' && finding.effect !== 'informs');
  return [...new Set(deciding.map((finding) => finding.ruleId))];
}

function proposalOf(
  codes: readonly ProposedCode[],
  blockers: readonly RuleId[],
  unknowns: readonly RuleId[],
  timeKnown: boolean,
): MonthAssessment['proposal'] {
  if (blockers.length > 0) return 'blocked';
  if (codes.length === 0) return timeKnown || !unknowns.includes('TIME-1') ? 'not-yet' : 'needs-confirmation';
  return unknowns.length > 0 ? 'needs-confirmation' : 'billable';
}
