import type { Facts } from './facts.ts';
import { evidence, found, missing, type Evidence, type Finding } from './finding.ts';
import type { Policy } from './policy.ts';

/** Whether each condition of complex CCM beside time is fulfilled; undefined where that is not known. */
export interface ComplexReadiness {
  /** Moderate or high decision making by the billing practitioner personally (CODE-17), a person's word included. */
  readonly decisionMaking: boolean | undefined;
  /** The plan element (CODE-16), as the policy reads it. */
  readonly plan: boolean | undefined;
}

/** What is known of complexity and plan, whatever the minutes. */
export function complexReadiness(facts: Facts, policy: Policy): ComplexReadiness {
  return {
    decisionMaking: decisionMaking(facts) ?? facts.wordOn('CODE-17')?.met,
    plan: isStrict(policy) ? (facts.planRevised ?? facts.wordOn('CODE-16')?.met) : true,
  };
}

function isStrict(policy: Policy): boolean {
  return policy.complexRequiresSubstantialRevision || policy.payerRules === 'older-cpt';
}

function decisionMaking(facts: Facts): boolean | undefined {
  if (facts.complexity === 'low' || facts.complexityByPractitioner === false) return false;
  return facts.complexity !== undefined && facts.complexityByPractitioner === true ? true : undefined;
}

/** What the minutes make of it. */
export interface ComplexOutcome {
  /** 60 minutes or more, so that complexity matters at all. */
  readonly reached: boolean;
  /** 99487 is the proposal. */
  readonly proposed: boolean;
  /** Knowing that decision making and plan hold would change the proposal. */
  readonly wouldChange: boolean;
}

/** Findings of CODE-16 and CODE-17. */
export function judgeComplexity(facts: Facts, policy: Policy, ready: ComplexReadiness, outcome: ComplexOutcome): readonly Finding[] {
  return [judgePlan(facts, policy, ready, outcome), judgeDecisionMaking(facts, ready, outcome)];
}

function judgePlan(facts: Facts, policy: Policy, ready: ComplexReadiness, outcome: ComplexOutcome): Finding {
  const shown = [
    facts.planRevised === undefined
      ? missing('plan-revised', facts.why('carePlanSubstantiallyRevised'))
      : evidence('plan-revised', facts.planRevised),
  ];
  if (isStrict(policy)) {
    if (ready.plan !== undefined)
      return found('CODE-16', ready.plan ? 'met' : 'not-met', 'none', [...shown, ...wordEvidence(facts, 'CODE-16', facts.planRevised)]);
    const matters = outcome.wouldChange && ready.decisionMaking !== false;
    return found('CODE-16', 'unknown', matters ? 'undecided' : 'none', shown);
  }
  if (facts.planRevised === undefined) return found('CODE-16', 'unknown', 'none', shown);
  return found('CODE-16', facts.planRevised ? 'met' : 'not-met', outcome.proposed && !facts.planRevised ? 'warns' : 'none', shown);
}

function judgeDecisionMaking(facts: Facts, ready: ComplexReadiness, outcome: ComplexOutcome): Finding {
  const shown = [
    facts.complexity === undefined ? missing('complexity', facts.why('mdmComplexity')) : evidence('complexity', facts.complexity),
    facts.complexityByPractitioner === undefined
      ? missing('complexity-by-practitioner', facts.why('mdmByBillingPractitioner'))
      : evidence('complexity-by-practitioner', facts.complexityByPractitioner),
  ];
  if (ready.decisionMaking === undefined) {
    const matters = outcome.wouldChange && ready.plan !== false;
    return found('CODE-17', 'unknown', matters ? 'undecided' : 'none', shown);
  }
  const evident = [...shown, ...wordEvidence(facts, 'CODE-17', decisionMaking(facts))];
  if (ready.decisionMaking) return found('CODE-17', 'met', 'none', evident);
  const delegated = facts.complexityByPractitioner === false && facts.complexity !== undefined && facts.complexity !== 'low';
  return found('CODE-17', 'not-met', delegated && outcome.reached ? 'warns' : 'none', evident);
}

function wordEvidence(facts: Facts, ruleId: 'CODE-16' | 'CODE-17', fromChart: boolean | undefined): readonly Evidence[] {
  const word = fromChart === undefined ? facts.wordOn(ruleId) : undefined;
  return word ? [evidence('confirmation', word.date, { reference: word.reference, by: word.by })] : [];
}
