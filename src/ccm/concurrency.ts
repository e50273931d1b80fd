import { firstDay, lastDay, monthOf } from './calendar.ts';
import type { BilledCodeFacts, Facts, GlobalSurgeryFacts } from './facts.ts';
import { familyOf, ownCharges } from './families.ts';
import { evidence, found, informs, judged, missing, type Effect, type Evidence, type Finding } from './finding.ts';
import type { Policy } from './policy.ts';
import { isInForce, type RuleId } from './rules.ts';
import { CARE_COORDINATION_CODES, SERVICES, serviceOf, type Service, type ServiceEffect } from './services.ts';
import { isEmVisit, isOwn } from './visit-days.ts';

/**
 * Findings of CONC-1 to CONC-19 on other services billed in the month.
 *
 * A colleague of the same group counts as the same practitioner, which the evidence says, since another specialty may
 * differ. Where other billing is not known, each rule that could block is unknown.
 */
export function judgeConcurrency(facts: Facts, policy: Policy): readonly Finding[] {
  const billed = (facts.billedCodes?.items ?? []).filter((code) => monthOf(code.date) === facts.month);
  return [
    ...judgeServices(facts, policy, billed),
    judgeFamilies(facts),
    judgeGlobalSurgery(facts, policy),
    ...judgeVisits(billed),
    ...judgeCareCoordination(facts, billed),
    informs('CONC-19'),
  ];
}

/** What this app recorded for the month: two families side by side must not be billed, whichever of them is right. */
function judgeFamilies(facts: Facts): Finding {
  if (!facts.ownCharges) {
    const why = facts.why('ownCharges');
    // A chart that says nothing of own charges is one that no EHR was asked for.
    if (why === 'not-recorded') return judged('CONC-2', true);
    return found('CONC-2', 'unknown', 'none', [missing('own-charges', why)]);
  }
  const charges = ownCharges(facts);
  const families = new Set(charges.map(({ code }) => familyOf(code)));
  const shown = charges.map(({ code, reference }) => evidence('own-charge', code, { reference }));
  return judged('CONC-2', families.size < 2, shown);
}

interface Met {
  readonly code: BilledCodeFacts;
  readonly service: Service;
}

function judgeServices(facts: Facts, policy: Policy, billed: readonly BilledCodeFacts[]): readonly Finding[] {
  const met = billed.flatMap((code): readonly Met[] => {
    const service = serviceOf(code.code, facts.month);
    return service ? [{ code, service }] : [];
  });
  const rules = [...new Set(SERVICES.map((service) => service.ruleId))];
  return rules.map((ruleId) =>
    judgeService(
      facts,
      policy,
      ruleId,
      met.filter((one) => one.service.ruleId === ruleId),
    ),
  );
}

function judgeService(facts: Facts, policy: Policy, ruleId: RuleId, met: readonly Met[]): Finding {
  const effects = met.map((one) => effectOf(one, policy));
  const shown = met.map((one) => billedEvidence(one.code));
  const strongest = (['blocks', 'warns', 'informs'] as const).find((effect) => effects.includes(effect));
  if (strongest === 'blocks') return found(ruleId, 'not-met', 'blocks', [...shown, ...sameGroup(met.map((one) => one.code))]);
  if (!facts.billedCodes || facts.billedCodes.unreadable > 0) {
    const kind = facts.billedCodes ? 'unreadable' : facts.why('otherBilledCodes');
    const unknown = judged(ruleId, undefined, [missing('other-billing', kind), ...shown]);
    return strongest === undefined || unknown.effect === 'undecided' ? unknown : found(ruleId, 'not-met', strongest, shown);
  }
  if (strongest === undefined) return judged(ruleId, true);
  return found(ruleId, strongest === 'informs' ? 'met' : 'not-met', strongest, shown);
}

function effectOf({ code, service }: Met, policy: Policy): ServiceEffect {
  const own = isOwn(code.practitioner);
  if (service.ruleId === 'CONC-3' && !own) return OVERSIGHT_BY_OTHER[policy.cpoOtherPractitioner];
  if (service.ruleId === 'CONC-5' && policy.payerRules === 'older-cpt') return 'blocks';
  return own ? service.own : service.other;
}

const OVERSIGHT_BY_OTHER = { warn: 'warns', block: 'blocks', allow: 'informs' } as const satisfies Record<
  Policy['cpoOtherPractitioner'],
  ServiceEffect
>;

function billedEvidence(code: BilledCodeFacts): Evidence {
  return evidence('billed-code', code.code, { reference: code.reference });
}

function sameGroup(billed: readonly BilledCodeFacts[]): readonly Evidence[] {
  return billed.some((code) => code.practitioner === 'same-group') ? [evidence('same-group-specialty-may-differ', true)] : [];
}

function judgeGlobalSurgery(facts: Facts, policy: Policy): Finding {
  const surgery = facts.globalSurgery;
  const effect: Effect = policy.globalPeriod === 'warn' ? 'warns' : 'blocks';
  if (policy.globalPeriod === 'allow') return judged('CONC-14', true);
  if (surgery === undefined) {
    const undecided = effect === 'blocks' ? 'undecided' : 'none';
    return found('CONC-14', 'unknown', undecided, [missing('global-surgery', facts.why('globalSurgery'))]);
  }
  if (surgery === null || (!isOwn(surgery.practitioner) && policy.globalPeriod !== 'block-any')) return judged('CONC-14', true);
  const overlaps = overlapsMonth(surgery, facts);
  const shown = [
    evidence('global-surgery', surgery.start),
    ...(surgery.practitioner === 'same-group' ? [evidence('same-group-specialty-may-differ', true)] : []),
  ];
  if (overlaps === undefined) return found('CONC-14', 'unknown', effect === 'blocks' ? 'undecided' : 'none', shown);
  return overlaps ? found('CONC-14', 'not-met', effect, shown) : judged('CONC-14', true, shown);
}

function overlapsMonth(surgery: GlobalSurgeryFacts, facts: Facts): boolean | undefined {
  const begun = surgery.start === undefined ? undefined : surgery.start <= lastDay(facts.month);
  const lasts = surgery.end === undefined ? undefined : surgery.end >= firstDay(facts.month);
  if (begun === false || lasts === false) return false;
  return begun && lasts ? true : undefined;
}

const PLANNING_AND_WELLNESS: ReadonlySet<string> = new Set(['G0402', 'G0438', 'G0439', '99497', '99498', 'G2211']);

function judgeVisits(billed: readonly BilledCodeFacts[]): readonly Finding[] {
  const codes = billed.filter((code) => isEmVisit(code.code) || PLANNING_AND_WELLNESS.has(code.code));
  return codes.length === 0 ? [] : [informs('CONC-17', codes.map(billedEvidence))];
}

/** Only an RHC or FQHC is barred by any care coordination of others; where the setting is not known, neither is this. */
function judgeCareCoordination(facts: Facts, billed: readonly BilledCodeFacts[]): readonly Finding[] {
  if (!isInForce('CONC-18', facts.month) || facts.setting === 'pfs-practice') return [];
  const others = billed.filter((code) => code.practitioner === 'other' && CARE_COORDINATION_CODES.has(code.code));
  const shown = others.map(billedEvidence);
  if (facts.setting === undefined) {
    return others.length === 0 ? [] : [judged('CONC-18', undefined, [missing('setting', facts.why('settingType')), ...shown])];
  }
  if (others.length > 0) return [judged('CONC-18', false, shown)];
  const known = facts.billedCodes?.unreadable === 0;
  return [judged('CONC-18', known ? true : undefined, known ? [] : [missing('other-billing', facts.why('otherBilledCodes'))])];
}
