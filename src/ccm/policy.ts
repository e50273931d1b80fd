import type { ChronicConditions } from './conditions.ts';
import { isLoose } from './plain-values.ts';

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

/** What a switch may be: one of these words, or, for `count`, a whole number of zero or more. */
const ALLOWED = {
  complexRequiresSubstantialRevision: [true, false],
  selection: ['SEL-1', 'highest-estimate', 'staff-first', 'practitioner-first'],
  max99437: 'count',
  max99489: 'count',
  countDischargeDay: [true, false],
  qhpTimeOnEmDay: ['exclude', 'count'],
  cpoOtherPractitioner: ['warn', 'block', 'allow'],
  globalPeriod: ['block-same', 'block-any', 'warn', 'allow'],
  carePlanElementsMode: ['warn', 'block', 'off'],
  payerRules: ['medicare', 'older-cpt'],
  conversionFactor2026: ['non-QP', 'QP'],
} as const satisfies { readonly [Name in keyof PolicySwitches]: 'count' | readonly PolicySwitches[Name][] };

/** A switch of a settings file that is not one, and what it may be; nothing is allowed for a name that is no switch. */
export interface SwitchProblem {
  readonly name: string;
  readonly allowed: string;
}

/** The switches in `value`, as a settings file or a scenario gives them, and every one that is wrong; wrong ones are left out. */
export function readSwitches(value: unknown): {
  readonly switches: Partial<PolicySwitches>;
  readonly problems: readonly SwitchProblem[];
} {
  if (value === undefined || value === null) return { switches: {}, problems: [] };
  if (!isLoose(value)) return { switches: {}, problems: [{ name: '', allowed: 'an object' }] };
  const entries = Object.entries(value);
  const problems = entries.filter(([name, given]) => !isAllowed(name, given)).map(([name]) => ({ name, allowed: allowedText(name) }));
  const sound: Partial<PolicySwitches> = Object.fromEntries(entries.filter(([name, given]) => isAllowed(name, given)));
  return { switches: sound, problems };
}

function isSwitch(name: string): name is keyof PolicySwitches {
  return Object.hasOwn(ALLOWED, name);
}

function isAllowed(name: string, given: unknown): boolean {
  if (!isSwitch(name)) return false;
  const allowed = ALLOWED[name];
  if (allowed === 'count') return typeof given === 'number' && Number.isInteger(given) && given >= 0;
  return allowed.some((one) => one === given);
}

function allowedText(name: string): string {
  if (!isSwitch(name)) return '';
  const allowed = ALLOWED[name];
  return allowed === 'count' ? 'a whole number of 0 or more' : allowed.join(', ');
}
