import type {
  ChartCondition,
  ConditionOverride,
  Confirmation,
  G0506,
  GlobalSurgery,
  LocalDate,
  MdmComplexity,
  ModelParticipation,
  Reference,
  RiskAttestation,
  ServiceMonth,
  Visit,
} from '../../ccm/chart.ts';
import type { Attestation, Statement } from '../attestations.ts';
import {
  copyGiven,
  g0506,
  globalSurgery,
  type InitiatingVisit,
  initiatingVisit,
  mdmComplexity,
  modelParticipation,
  planSignature,
  yesNo,
} from '../attestation-values.ts';
import type { Days } from '../dates.ts';

/** What persons have stated, as facts of one service month. undefined: nobody said, or not in words we understand. */
export interface StatedFacts {
  readonly risk: RiskAttestation | undefined;
  readonly visit: Visit | undefined;
  readonly newPatient: boolean | undefined;
  readonly mdmComplexity: MdmComplexity | undefined;
  readonly mdmByBillingPractitioner: boolean | undefined;
  /** null: stated to be none. */
  readonly g0506: G0506 | null | undefined;
  readonly globalSurgery: GlobalSurgery | null | undefined;
  readonly modelParticipation: ModelParticipation | null | undefined;
  readonly signed: { readonly date: LocalDate; readonly by: string } | undefined;
  readonly copyGivenDate: LocalDate | undefined;
  readonly substantiallyRevised: boolean | undefined;
  readonly confirmations: readonly Confirmation[];
  /** By reference of the Condition. */
  readonly overrides: ReadonlyMap<Reference, ConditionOverride>;
}

/** The facts that hold for `month`: statements about that month go before those about every month; those about others are left out. */
export function statedFacts(attestations: readonly Attestation[], month: ServiceMonth, days: Days): StatedFacts {
  const inForce = speakingOf(attestations, month);
  const latest = (statement: Statement) =>
    holding(
      inForce.filter((one) => one.statement === statement),
      month,
    );
  const dayOf = (one: Attestation) => days.exact(one.at) ?? one.at.slice(0, 10);
  const risk = latest('significant-risk');
  const attested = risk === undefined ? null : yesNo.read(risk.value);
  const visit = latest('initiating-visit');
  const seen = visit === undefined ? null : initiatingVisit.read(visit.value);
  const complexity = mdmComplexity.read(latest('mdm-complexity')?.value ?? '');
  const signed = latest('care-plan-signed');
  const copy = latest('care-plan-copy-given');
  const given = copyGiven.read(copy?.value ?? '');
  const revised = inForce.findLast((one) => one.statement === 'care-plan-revised' && (one.month ?? dayOf(one).slice(0, 7)) === month);
  return {
    risk: risk === undefined || attested === null ? undefined : { attested, date: dayOf(risk), by: risk.by.display, ...referenceIn(risk) },
    visit: visit === undefined || seen === null ? undefined : visitStated(seen, visit),
    newPatient: seen?.newPatient,
    mdmComplexity: complexity?.level,
    mdmByBillingPractitioner: complexity?.byBillingPractitioner,
    g0506: noneAsNull(latest('g0506'), (value) => g0506.read(value)),
    globalSurgery: noneAsNull(latest('global-surgery'), (value) => globalSurgery.read(value)),
    modelParticipation: noneAsNull(latest('model-participation'), (value) => modelParticipation.read(value)),
    signed:
      signed !== undefined && planSignature.read(signed.value)?.signed === true
        ? { date: dayOf(signed), by: signed.by.display }
        : undefined,
    copyGivenDate:
      given === 'day-of-statement' && copy !== undefined ? dayOf(copy) : given === 'day-of-statement' ? undefined : (given ?? undefined),
    substantiallyRevised: revised === undefined ? undefined : (yesNo.read(revised.value) ?? undefined),
    confirmations: confirmationsIn(inForce, dayOf),
    overrides: overridesIn(inForce, dayOf),
  };
}

/**
 * The statements that decide the month, one for each matter, by the same precedence as `statedFacts`.
 *
 * @param attestations those of `readAttestations`.
 */
export function decidingFor(attestations: readonly Attestation[], month: ServiceMonth): readonly Attestation[] {
  const byMatter = new Map<string, Attestation[]>();
  for (const one of speakingOf(attestations, month)) {
    const matter = [one.statement, one.target ?? '', one.statement === 'rule-confirmed' ? (one.ruleId ?? '') : ''].join('|');
    byMatter.set(matter, [...(byMatter.get(matter) ?? []), one]);
  }
  return [...byMatter.values()].flatMap((said) => holding(said, month) ?? []);
}

function speakingOf(attestations: readonly Attestation[], month: ServiceMonth): readonly Attestation[] {
  return attestations.filter((one) => one.month === undefined || one.month === month);
}

function holding(said: readonly Attestation[], month: ServiceMonth): Attestation | undefined {
  return said.findLast((one) => one.month === month) ?? said.at(-1);
}

/** The condition with the clinician's decision about it, if there is one. */
export function withOverride(condition: ChartCondition, { overrides }: StatedFacts): ChartCondition {
  const override = condition.reference === undefined ? undefined : overrides.get(condition.reference);
  return override === undefined ? condition : { ...condition, override };
}

// The values' readers give undefined for a stated none and null for words they do not know; a chart has it the other way round.
function noneAsNull<Value>(
  attestation: Attestation | undefined,
  read: (value: string) => Value | undefined | null,
): Value | null | undefined {
  if (attestation === undefined) return undefined;
  const value = read(attestation.value);
  if (value === undefined) return null;
  return value ?? undefined;
}

function visitStated({ date, code, modality, ccmDiscussed }: InitiatingVisit, from: Attestation): Visit {
  return {
    date,
    code,
    practitioner: 'same',
    ...(modality === undefined ? {} : { modality }),
    ...(ccmDiscussed === undefined ? {} : { ccmDiscussed }),
    ...referenceIn(from),
  };
}

function confirmationsIn(attestations: readonly Attestation[], dayOf: (one: Attestation) => LocalDate): readonly Confirmation[] {
  return attestations.flatMap((one) => {
    const met = yesNo.read(one.value);
    if (one.statement !== 'rule-confirmed' || one.ruleId === undefined || met === null) return [];
    const month = one.month === undefined ? {} : { month: one.month };
    return [{ ruleId: one.ruleId, met, by: one.by.display, date: dayOf(one), reason: one.reason, ...month, ...referenceIn(one) }];
  });
}

function overridesIn(
  attestations: readonly Attestation[],
  dayOf: (one: Attestation) => LocalDate,
): ReadonlyMap<Reference, ConditionOverride> {
  const overrides = new Map<Reference, ConditionOverride>();
  for (const one of attestations) {
    const counts = yesNo.read(one.value);
    if (one.statement !== 'condition-override' || one.target === undefined || counts === null) continue;
    overrides.set(one.target, { counts, reason: one.reason, by: one.by.display, date: dayOf(one), ...referenceIn(one) });
  }
  return overrides;
}

function referenceIn({ reference }: Attestation): { readonly reference?: Reference } {
  return reference === undefined ? {} : { reference };
}
