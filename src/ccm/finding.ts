import type { Reference, UnknownKind } from './chart.ts';
import { RULES, type RuleId } from './rules.ts';
import type { Severity } from './rules/rule.ts';

/** What one rule said of one month, and what it rests on. `unknown` is never silently a no and never silently a yes. */
export interface Finding {
  readonly ruleId: RuleId;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  /** What the verdict does to this month. The assessment's blockers, warnings and unknowns are the findings with these effects. */
  readonly effect: Effect;
}

export type Verdict = 'met' | 'not-met' | 'unknown';

/**
 * `blocks`: no code is proposed. `warns`: shown, changes no code. `excludes`: took time out. `limits`: capped or withheld
 * units. `proposes`: stands behind a proposed code. `undecided`: the verdict is unknown and knowing it could change the
 * result. `informs`: says something of this month. `none`: nothing; an unknown that cannot change the result is one of these.
 */
export type Effect = 'blocks' | 'warns' | 'excludes' | 'limits' | 'proposes' | 'undecided' | 'informs' | 'none';

/**
 * One thing a finding rests on. `fact` names the chart's fact in a fixed vocabulary (the words are app/finding-text's);
 * `value` is a date, code, number or short coded word, never free text from a chart.
 */
export interface Evidence {
  readonly fact: EvidenceFact;
  readonly value?: string | number | boolean;
  readonly reference?: Reference;
  readonly unknownBecause?: UnknownKind;
  /** Who said so, when the evidence is a person's statement. */
  readonly by?: string;
}

export type EvidenceFact =
  | 'activity'
  | 'access-24x7'
  | 'billed-code'
  | 'billing-practitioner'
  | 'certified-ehr'
  | 'chronic-condition'
  | 'complexity'
  | 'complexity-by-practitioner'
  | 'conditions-counted'
  | 'conditions-not-counted'
  | 'conditions-to-review'
  | 'confirmation'
  | 'consent-after-month'
  | 'consent-date'
  | 'consent-documented'
  | 'consent-element-missing'
  | 'consent-practitioner-matches'
  | 'consent-revoked'
  | 'copy-given'
  | 'coverage-end'
  | 'coverage-start'
  | 'coverage-type'
  | 'date-of-service'
  | 'death'
  | 'default-date-of-service'
  | 'designated-member'
  | 'family'
  | 'g0506-beyond-usual-effort'
  | 'g0506-date'
  | 'g0506-personally'
  | 'g0506-previously-billed'
  | 'g0506-visit'
  | 'global-surgery'
  | 'hospice-election'
  | 'icd-10-codes'
  | 'medicaid'
  | 'minutes'
  | 'model-participation'
  | 'model-participation-from'
  | 'month'
  | 'new-patient'
  | 'other-billing'
  | 'own-charge'
  | 'own-charges'
  | 'plan-after-month'
  | 'plan-element-missing'
  | 'plan-elements'
  | 'plan-established'
  | 'plan-present'
  | 'plan-revised'
  | 'plan-signed'
  | 'practitioner-minutes'
  | 'primary-care'
  | 'proposed-code'
  | 'qmb'
  | 'risk-attestation'
  | 'same-group-specialty-may-differ'
  | 'seconds'
  | 'setting'
  | 'start-of-ccm'
  | 'stay'
  | 'time-entries-late'
  | 'time-entry'
  | 'time-zone'
  | 'visit'
  | 'visit-discussed-ccm'
  | 'visits';

const EFFECT_OF_NOT_MET = {
  block: 'blocks',
  exclude: 'excludes',
  limit: 'limits',
  propose: 'none',
  warn: 'warns',
  info: 'none',
} as const satisfies Record<Severity, Effect>;

/**
 * A finding whose verdict is `holds` (undefined: unknown), with the effect the rule's severity gives it. Unknown is
 * `undecided` only for rules that block: what merely warns or informs cannot change codes.
 */
export function judged(ruleId: RuleId, holds: boolean | undefined, evidence: readonly Evidence[] = []): Finding {
  const severity = RULES[ruleId].severity;
  if (holds === undefined) return { ruleId, verdict: 'unknown', evidence, effect: severity === 'block' ? 'undecided' : 'none' };
  return { ruleId, verdict: holds ? 'met' : 'not-met', evidence, effect: holds ? 'none' : EFFECT_OF_NOT_MET[severity] };
}

/** A finding with its verdict and effect said outright. */
export function found(ruleId: RuleId, verdict: Verdict, effect: Effect, evidence: readonly Evidence[] = []): Finding {
  return { ruleId, verdict, evidence, effect };
}

/** A rule that holds and tells something of this month. */
export function informs(ruleId: RuleId, evidence: readonly Evidence[] = []): Finding {
  return { ruleId, verdict: 'met', evidence, effect: 'informs' };
}

/** Evidence of one fact; keys whose value is undefined are left out. */
export function evidence(
  fact: EvidenceFact,
  value?: string | number | boolean | null,
  more: { readonly reference?: Reference | undefined; readonly by?: string | undefined } = {},
): Evidence {
  return {
    fact,
    ...(value === undefined || value === null ? {} : { value }),
    ...(more.reference === undefined ? {} : { reference: more.reference }),
    ...(more.by === undefined ? {} : { by: more.by }),
  };
}

/** Evidence that a fact is not known, and why. */
export function missing(fact: EvidenceFact, unknownBecause: UnknownKind): Evidence {
  return { fact, unknownBecause };
}
