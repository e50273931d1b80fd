import { lastDay } from './calendar.ts';
import { TYPICAL_PLAN_ELEMENTS } from './care-plan-elements.ts';
import type { CarePlanFacts, Facts } from './facts.ts';
import { evidence, found, informs, judged, missing, type Finding } from './finding.ts';
import type { Policy } from './policy.ts';

/** Findings of PLAN-1 to PLAN-5. Where no plan exists PLAN-1 alone speaks. */
export function judgeCarePlan(facts: Facts, policy: Policy): readonly Finding[] {
  const plan = facts.carePlan;
  if (plan === null) return [judged('PLAN-1', false, [evidence('plan-present', false)])];
  if (plan === undefined) {
    const unknown = [missing('plan-present', facts.why('carePlan'))];
    return [judged('PLAN-1', undefined, unknown), judgeElements(undefined, policy), judged('PLAN-3', undefined, unknown)];
  }
  const exists = judgeExists(facts, plan);
  if (exists.verdict === 'not-met') return [exists];
  return [exists, judgeElements(plan.elements, policy), judgeCopy(facts, plan), informs('PLAN-4'), judgeSignature(facts, plan)];
}

/** A plan that was reviewed, signed or given by the end of the month existed by then, whatever its own date. */
function judgeExists(facts: Facts, plan: CarePlanFacts): Finding {
  const end = lastDay(facts.month);
  const shown = [
    evidence('plan-present', plan.present, { reference: plan.reference }),
    plan.established === undefined ? missing('plan-established', 'not-recorded') : evidence('plan-established', plan.established),
  ];
  if (plan.present !== true) return judged('PLAN-1', plan.present, shown);
  if (plan.established !== undefined && plan.established > end) {
    return judged('PLAN-1', false, [evidence('plan-after-month', plan.established, { reference: plan.reference })]);
  }
  if (plan.established !== undefined) return judged('PLAN-1', true, shown);
  const traces = [plan.reviewed, plan.copyGiven, plan.signed];
  return judged('PLAN-1', traces.some((date) => typeof date === 'string' && date <= end) ? true : undefined, shown);
}

function judgeElements(elements: CarePlanFacts['elements'], policy: Policy): Finding {
  if (policy.carePlanElementsMode === 'off') return judged('PLAN-2', true);
  const blocking = policy.carePlanElementsMode === 'block';
  if (!elements) return found('PLAN-2', 'unknown', blocking ? 'undecided' : 'none', [missing('plan-elements', 'not-recorded')]);
  const absent = TYPICAL_PLAN_ELEMENTS.filter((element) => !elements.includes(element));
  if (absent.length === 0) return judged('PLAN-2', true, [evidence('plan-elements', TYPICAL_PLAN_ELEMENTS.length)]);
  return found(
    'PLAN-2',
    'not-met',
    blocking ? 'blocks' : 'warns',
    absent.map((element) => evidence('plan-element-missing', element)),
  );
}

function judgeCopy(facts: Facts, plan: CarePlanFacts): Finding {
  const { copyGiven } = plan;
  if (copyGiven === undefined) return judged('PLAN-3', undefined, [missing('copy-given', 'not-recorded')]);
  return judged('PLAN-3', copyGiven !== null && copyGiven <= lastDay(facts.month), [evidence('copy-given', copyGiven)]);
}

function judgeSignature(facts: Facts, plan: CarePlanFacts): Finding {
  const { signed } = plan;
  if (signed === undefined) return judged('PLAN-5', undefined, [missing('plan-signed', 'not-recorded')]);
  return judged('PLAN-5', signed !== null && signed <= lastDay(facts.month), [evidence('plan-signed', signed, { by: plan.signedBy })]);
}
