import type { ServiceMonth } from '../ccm/chart.ts';
import type { Finding } from '../ccm/finding.ts';
import type { RuleId } from '../ccm/rules.ts';
import type { Matter, StatementView, Stater } from './statement-view.ts';
import { areStatementsLost, noWordOn } from './no-word.ts';
import { PERFORMER_TEXT } from './vocabulary-text.ts';

/** Rules on billing that one EHR does not show; a person who has asked elsewhere answers them together. */
const OTHERS_BILLING: readonly RuleId[] = ['CONC-1', 'CONC-3', 'CONC-4', 'CONC-9', 'CONC-10', 'CONC-18'];

const INITIATING_VISIT: readonly RuleId[] = ['ELIG-4', 'ELIG-5', 'ELIG-6'];

const STATEMENT_OF: Partial<
  Readonly<Record<RuleId, Exclude<Matter['about'], 'condition-override' | 'rule-confirmed' | 'others-billing'>>>
> = {
  'ELIG-1': 'twelve-months',
  'ELIG-2': 'significant-risk',
  'ELIG-13': 'model-participation',
  'CONC-14': 'global-surgery',
  'PLAN-3': 'care-plan-copy-given',
  'PLAN-5': 'care-plan-signed',
  'CODE-7': 'g0506',
  'CODE-16': 'care-plan-revised',
  'CODE-17': 'mdm-complexity',
};

/** A statement of its own does not settle these in every case: a plain answer is offered beside it. */
const ALSO_PLAIN: ReadonlySet<RuleId> = new Set<RuleId>(['ELIG-1', ...INITIATING_VISIT]);

/**
 * What a person may state on the rule: its own statement where it has one, and a plain answer where nothing else would settle
 * it. Nothing where no word would do, or none could be read back.
 */
export function mattersOf(finding: Finding, findings: readonly Finding[], history: readonly StatementView[]): readonly Matter[] {
  const { ruleId, verdict } = finding;
  const statement = ruleId === visitRule(findings) ? 'initiating-visit' : STATEMENT_OF[ruleId];
  const wasAnswered = history.some((one) => one.about === 'rule-confirmed' && one.ruleId === ruleId);
  if (!wasAnswered && (noWordOn(finding, findings) !== undefined || areStatementsLost(findings))) return [];
  const mayAnswer = wasAnswered || (verdict === 'unknown' && (statement === undefined || ALSO_PLAIN.has(ruleId)));
  return [...(statement === undefined ? [] : [{ about: statement }]), ...(mayAnswer ? [{ about: 'rule-confirmed', ruleId } as const] : [])];
}

/** Whether a person's word could settle the rule as it stands. */
export function isAnswerable(finding: Finding, findings: readonly Finding[]): boolean {
  if (finding.verdict === 'met') return false;
  return mattersOf(finding, findings, []).some(({ about }) => about !== 'twelve-months');
}

/** The rules on others' billing that are unknown, as one matter; null where none is, or where no answer could be read back. */
export function othersBilling(findings: readonly Finding[]): Extract<Matter, { about: 'others-billing' }> | null {
  if (areStatementsLost(findings)) return null;
  const open = findings
    .filter(({ ruleId, verdict }) => OTHERS_BILLING.includes(ruleId) && verdict === 'unknown')
    .map(({ ruleId }) => ruleId);
  const [first, ...rest] = open;
  return first === undefined ? null : { about: 'others-billing', rules: [first, ...rest] };
}

/** One visit answers three rules; it is stated on the one that is not met. */
function visitRule(findings: readonly Finding[]): RuleId | undefined {
  const mine = findings.filter(({ ruleId }) => INITIATING_VISIT.includes(ruleId));
  return (mine.find(({ verdict }) => verdict !== 'met') ?? mine[0])?.ruleId;
}

type Requirement = 'anyone' | 'clinician' | 'billing-practitioner';

/** Rules whose plain answer is a clinical judgement or a practitioner's own act. */
const CLINICIANS_RULES: ReadonlySet<RuleId> = new Set<RuleId>([
  'ELIG-1',
  'ELIG-2',
  'ELIG-5a',
  ...INITIATING_VISIT,
  'PLAN-5',
  'CODE-7',
  'CODE-16',
  'CODE-17',
]);

/** Who may state it (ELIG-2, ELIG-3, PLAN-5, CODE-17: a practitioner's judgement, which nobody states for them). */
function requirementOf(matter: Matter): Requirement {
  switch (matter.about) {
    case 'significant-risk':
    case 'twelve-months':
    case 'initiating-visit':
    case 'condition-override':
    case 'care-plan-signed':
    case 'care-plan-revised':
    case 'g0506':
      return 'clinician';
    case 'mdm-complexity':
      return 'billing-practitioner';
    case 'rule-confirmed':
      return CLINICIANS_RULES.has(matter.ruleId) ? 'clinician' : 'anyone';
    case 'global-surgery':
    case 'model-participation':
    case 'care-plan-copy-given':
    case 'others-billing':
      return 'anyone';
    default:
      return matter satisfies never;
  }
}

/** Why the signed-in person may not state it; undefined where they may, or where they still have to say what they work as. */
export function refusalOf(matter: Matter, stater: Stater): string | undefined {
  const { performer } = stater;
  if (stater.name === null) return 'The EHR did not say who is signed in, so nothing can be recorded under a name.';
  if (performer === 'software') return 'Only a person can state this.';
  const requirement = requirementOf(matter);
  if (requirement === 'anyone') return undefined;
  if (performer === undefined && stater.isBeingRead) return 'The EHR is still being asked what you work as.';
  if (performer !== undefined && performer !== 'physician-qhp') {
    return `Only a physician, NP or PA can state this; you are signed in as ${PERFORMER_TEXT[performer].toLowerCase()}.`;
  }
  if (requirement === 'billing-practitioner' && stater.isBillingPractitioner === false) {
    const named = stater.billingPractitioner === undefined ? '' : `, ${stater.billingPractitioner},`;
    return `Only the billing practitioner${named} can state this: it cannot be delegated.`;
  }
  return undefined;
}

/** Whether the person must say what they work as, because the EHR does not. */
export function needsRole(matter: Matter, { performer }: Stater): boolean {
  return performer === undefined && requirementOf(matter) !== 'anyone';
}

/** Tells the forms of a month apart; what it names are rules and resources. */
export function matterKey(matter: Matter, month: ServiceMonth): string {
  return [month, matter.about, namedIn(matter)].join(' ').trim();
}

function namedIn(matter: Matter): string {
  if (matter.about === 'condition-override') return matter.condition;
  if (matter.about === 'rule-confirmed') return matter.ruleId;
  return matter.about === 'others-billing' ? matter.rules.join(' ') : '';
}

/** The statements on record that are about the matter, in order of time. */
export function historyOf(matter: Matter, history: readonly StatementView[]): readonly StatementView[] {
  return history.filter((one) => {
    if (one.about !== matter.about) return false;
    if (matter.about === 'condition-override') return one.condition === matter.condition;
    return matter.about !== 'rule-confirmed' || one.ruleId === matter.ruleId;
  });
}
