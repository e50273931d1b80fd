import { isRuralOrFederal, type Codings, type Minutes } from './billing-codes.ts';
import type { Facts } from './facts.ts';
import { addOnUnits, FAMILIES, familyOf, ownCharges } from './families.ts';
import { evidence, found, informs, missing, type Evidence, type Finding } from './finding.ts';
import type { CodeFamily } from './month-assessment.ts';
import type { Policy } from './policy.ts';
import { isInForce } from './rules.ts';

/** Units of 99437 that claims edits allow a practitioner in a month (CODE-4). */
const UNITS_ALLOWED_99437 = 2;

/** Findings of CODE-1 to CODE-6, CODE-10, CODE-11, CODE-14, CODE-15, TIME-2's thresholds, SEL-1 to SEL-4 and BILL-4. */
export function judgeCodes(facts: Facts, policy: Policy, minutes: Minutes, codings: Codings, settingMatters: boolean): readonly Finding[] {
  const families: readonly CodeFamily[] = ['STAFF', 'QHP', 'COMPLEX'];
  const capped = codings.family !== null && isCapped(codings.family, minutes, policy);
  return [
    ...families.flatMap((family) =>
      facts.timeEntriesKnown ? judgeFamily(family, minutes, codings, policy) : unknownFamily(family, facts),
    ),
    ...judgeSetting(facts, codings, settingMatters),
    informs('CODE-14'),
    judgeOneFamily(facts, codings),
    ...judgeSelection(minutes, codings),
    found('BILL-4', 'met', capped ? 'limits' : 'none', capped ? proposedCodes(codings) : []),
  ];
}

function judgeFamily(family: CodeFamily, minutes: Minutes, codings: Codings, policy: Policy): readonly Finding[] {
  const { baseRule, addOn, builtFrom } = FAMILIES[family];
  const chosen = codings.family === family;
  const correct = chosen || codings.alternatives.some((coding) => coding.family === family);
  const shown = [evidence(builtFrom === 'qhp' ? 'practitioner-minutes' : 'minutes', minutes[builtFrom])];
  const base = found(baseRule, correct ? 'met' : 'not-met', chosen ? 'proposes' : 'none', shown);
  if (!addOn) return [base];
  const units = addOnUnits(family, minutes[builtFrom]);
  const reached = correct && units > 0;
  return [base, found(addOn.rule, reached ? 'met' : 'not-met', reached && chosen ? addOnEffect(family, minutes, policy) : 'none', shown)];
}

/** Minutes that nobody could read reach no code and miss none; TIME-1 asks the question. */
function unknownFamily(family: CodeFamily, facts: Facts): readonly Finding[] {
  const { baseRule, addOn, builtFrom } = FAMILIES[family];
  const shown = [missing(builtFrom === 'qhp' ? 'practitioner-minutes' : 'minutes', facts.why('timeEntries'))];
  return [baseRule, ...(addOn ? [addOn.rule] : [])].map((ruleId) => found(ruleId, 'unknown', 'none', shown));
}

function addOnEffect(family: CodeFamily, minutes: Minutes, policy: Policy): Finding['effect'] {
  if (family === 'QHP') {
    const allowed = Math.min(FAMILIES.QHP.addOn?.cap(policy) ?? 0, UNITS_ALLOWED_99437);
    return addOnUnits(family, minutes.qhp) > allowed ? 'warns' : 'proposes';
  }
  return isCapped(family, minutes, policy) ? 'limits' : 'proposes';
}

function isCapped(family: CodeFamily, minutes: Minutes, policy: Policy): boolean {
  const { addOn, builtFrom } = FAMILIES[family];
  return addOn !== null && addOnUnits(family, minutes[builtFrom]) > addOn.cap(policy);
}

/** What this app recorded for the month already, where it is of another family than the proposal: told, never blocked. */
function judgeOneFamily(facts: Facts, codings: Codings): Finding {
  const charges = ownCharges(facts);
  const shown = charges.map(({ code, reference }) => evidence('own-charge', code, { reference }));
  const isOther = charges.some(({ code }) => familyOf(code) !== codings.family);
  if (codings.family === null || !isOther) return informs('CODE-15', shown);
  return found('CODE-15', 'not-met', 'warns', [...shown, evidence('family', codings.family)]);
}

function judgeSetting(facts: Facts, codings: Codings, settingMatters: boolean): readonly Finding[] {
  const rule = isInForce('CODE-11', facts.month) ? 'CODE-11' : 'CODE-10';
  if (facts.setting === undefined) {
    return [found(rule, 'unknown', settingMatters ? 'undecided' : 'none', [missing('setting', facts.why('settingType'))])];
  }
  if (!isRuralOrFederal(facts.setting)) return [];
  const shown = [evidence('setting', facts.setting)];
  const bundled = found('CODE-10', 'met', codings.family === 'G0511-transition' ? 'proposes' : 'informs', shown);
  return [bundled, informs('CODE-11', shown)];
}

function judgeSelection(minutes: Minutes, codings: Codings): readonly Finding[] {
  const open = new Set([codings.family, ...codings.alternatives.map((coding) => coding.family)]);
  const family = codings.family === null ? [] : [evidence('family', codings.family)];
  return [
    found('SEL-1', 'met', codings.family === null ? 'none' : 'proposes', family),
    ...(open.has('COMPLEX') && open.has('STAFF') && minutes.total < 90 ? [informs('SEL-2', [evidence('minutes', minutes.total)])] : []),
    ...(open.has('QHP') && open.has('STAFF') ? [informs('SEL-3', [evidence('practitioner-minutes', minutes.qhp)])] : []),
    informs('SEL-4'),
  ];
}

function proposedCodes(codings: Codings): readonly Evidence[] {
  return codings.codes.map((code) => evidence('proposed-code', code.code));
}
