import type { ChronicConditions } from './conditions.ts';

/** The switches of the rulebook. Names and defaults are a public contract: a scenario's `policy` holds these names. */
export interface PolicySwitches {
  /** Whether 99487 asks for a substantial revision of the plan in the month (CODE-16). */
  readonly complexRequiresSubstantialRevision: boolean;
  /** Which of several correct codings is proposed (SEL-1). `highest-estimate` falls back to SEL-1 where a rate is not known. */
  readonly selection: Selection;
  /** Most units of 99437 proposed in a month (CODE-4). */
  readonly max99437: number;
  /** Most units of 99489 proposed in a month (CODE-6). */
  readonly max99489: number;
  /** Whether work on the day of discharge counts (TIME-12). */
  readonly countDischargeDay: boolean;
  /** What becomes of the practitioner's own minutes on the date of an E/M visit they report (TIME-9). */
  readonly qhpTimeOnEmDay: 'exclude' | 'count';
  /** Care-plan oversight billed by another practitioner in the month (CONC-3). */
  readonly cpoOtherPractitioner: 'warn' | 'block' | 'allow';
  /** Whose surgical global period bars care management in the month (CONC-14). */
  readonly globalPeriod: 'block-same' | 'block-any' | 'warn' | 'allow';
  /** What a missing typical element of the care plan does (PLAN-2). */
  readonly carePlanElementsMode: 'warn' | 'block' | 'off';
  /** `older-cpt`: payers that ask for a substantial plan revision and bar TCM in the month (PAYER-4). */
  readonly payerRules: 'medicare' | 'older-cpt';
  /** Which of the two 2026 conversion factors the estimates use (PAY-0). */
  readonly conversionFactor2026: 'non-QP' | 'QP';
}

export type Selection = 'SEL-1' | 'highest-estimate' | 'staff-first' | 'practitioner-first';

/** Everything a site decides about the rules, and the tables that recognise chronic conditions. */
export interface Policy extends PolicySwitches {
  readonly chronicConditions: ChronicConditions;
}

/** The rulebook's defaults. */
export const DEFAULT_SWITCHES: PolicySwitches = {
  complexRequiresSubstantialRevision: false,
  selection: 'SEL-1',
  max99437: 2,
  max99489: 10,
  countDischargeDay: true,
  qhpTimeOnEmDay: 'exclude',
  cpoOtherPractitioner: 'warn',
  globalPeriod: 'block-same',
  carePlanElementsMode: 'warn',
  payerRules: 'medicare',
  conversionFactor2026: 'non-QP',
};

/** A policy of the rulebook's defaults, `switches` over them. */
export function policyWith(chronicConditions: ChronicConditions, switches: Partial<PolicySwitches> = {}): Policy {
  return { ...DEFAULT_SWITCHES, ...switches, chronicConditions };
}
