import type { UnknownKind } from '../ccm/chart.ts';
import type { Evidence, Finding } from '../ccm/finding.ts';
import type { RuleId } from '../ccm/rules.ts';
import type { StatusTone } from '../ui/Status.tsx';
import { formatDate } from './format.ts';
import { RULE_TEXT, type RuleText } from './rule-text.ts';

/** The words for one rule. */
export function ruleText(ruleId: RuleId): RuleText {
  return RULE_TEXT[ruleId];
}

/** A finding as far as words need it. Without its evidence the rule's general words are said. */
type Said = Pick<Finding, 'ruleId' | 'verdict'> & { readonly evidence?: readonly Evidence[] };

/** What a finding says, as a sentence. */
export function findingSentence(finding: Said): string {
  const { ruleId, verdict } = finding;
  const particular = particularSentence(finding);
  if (particular !== undefined) return particular;
  const text = RULE_TEXT[ruleId];
  switch (verdict) {
    case 'met':
      return text.met;
    case 'not-met':
      return text.notMet;
    case 'unknown':
      return text.unknown ?? `Not known: ${text.name.charAt(0).toLowerCase()}${text.name.slice(1)}.`;
    default:
      return verdict satisfies never;
  }
}

/** Where the evidence says more than the verdict does: a consent of a later month is not *no consent*. */
function particularSentence({ ruleId, verdict, evidence = [] }: Said): string | undefined {
  const consented = dateOf(evidence, 'consent-after-month');
  if (consented !== undefined) return `No consent was in force in this month: it was given on ${formatDate(consented)}.`;
  const planned = dateOf(evidence, 'plan-after-month');
  if (planned !== undefined) return `No care plan was in place by the end of this month: it was made on ${formatDate(planned)}.`;
  if (verdict !== 'unknown') return undefined;
  if (ruleId === 'ELIG-4' && evidence.some(({ fact, unknownBecause }) => fact === 'start-of-ccm' && unknownBecause !== undefined)) {
    return 'CCM has not begun; a visit in the year before its first day is needed then.';
  }
  const why = ruleId === 'TIME-1' ? whyUnknown({ evidence }) : undefined;
  return why === undefined || why === 'not-recorded' ? undefined : `The time logged so far is not known: ${unseenText('Encounter', why)}.`;
}

function dateOf(evidence: readonly Evidence[], fact: Evidence['fact']): string | undefined {
  const value = evidence.find((piece) => piece.fact === fact)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Why a finding is not known, where its evidence tells. */
function whyUnknown({ evidence }: Pick<Finding, 'evidence'>): UnknownKind | undefined {
  return evidence.find(({ unknownBecause }) => unknownBecause !== undefined)?.unknownBecause;
}

/**
 * Who can settle a finding, and how. What the EHR kept back or garbled is settled there: a person's word on the rule
 * would stand on nothing.
 */
export function settleText(finding: Pick<Finding, 'ruleId' | 'verdict' | 'evidence'>): string | undefined {
  const { ruleId, verdict } = finding;
  const { settle, settleNotMet } = RULE_TEXT[ruleId];
  const why = whyUnknown(finding);
  if (verdict === 'unknown' && why !== undefined && why !== 'not-recorded') return UNKNOWN_SETTLED_BY[why];
  if (verdict === 'not-met' && particularSentence(finding) !== undefined) return 'What came later does not reach back to this month.';
  if (verdict === 'not-met' && settleNotMet !== undefined) return settleNotMet;
  return settle ?? (why === undefined ? undefined : UNKNOWN_SETTLED_BY[why]);
}

/** How a finding bears on the month: its effect, not its verdict alone. */
export function findingTone({ effect, verdict }: Pick<Finding, 'effect' | 'verdict'>): StatusTone {
  switch (effect) {
    case 'blocks':
      return 'blocks';
    case 'undecided':
      return 'unknown';
    case 'warns':
    case 'excludes':
      return 'attention';
    case 'proposes':
      return 'met';
    case 'informs':
    case 'limits':
      return 'plain';
    case 'none':
      return verdict === 'met' ? 'met' : 'plain';
    default:
      return effect satisfies never;
  }
}

/** Whether somebody should look at it. */
export function isOpen(finding: Pick<Finding, 'effect' | 'verdict'>): boolean {
  const tone = findingTone(finding);
  return tone === 'blocks' || tone === 'unknown' || tone === 'attention';
}

export const TONE_TEXT = {
  met: 'Met',
  attention: 'Needs attention',
  blocks: 'Blocks',
  unknown: 'Unknown',
  plain: 'For information',
} as const satisfies Record<StatusTone, string>;

/** Where nothing is wrong and the minutes are not there yet. */
export const NOT_YET = 'Not yet';

export const UNKNOWN_TEXT = {
  'not-recorded': 'not recorded in the chart',
  'not-granted': 'the EHR does not let Intervisit see it',
  'not-supported': 'this EHR does not offer it',
  unreadable: 'it is there and could not be read',
  'not-answered': 'the EHR did not answer in full',
} as const satisfies Record<UnknownKind, string>;

/** Who can turn this kind of unknown into an answer. */
export const UNKNOWN_SETTLED_BY = {
  'not-recorded': 'Record it in the EHR.',
  'not-granted': 'Ask IT to let Intervisit see it.',
  'not-supported': 'A person has to say; this EHR cannot.',
  unreadable: 'Look it up in the EHR; where it looks right there, tell IT.',
  'not-answered': 'Open Intervisit again in a while; if it stays so, tell IT.',
} as const satisfies Record<UnknownKind, string>;

const READ_LABELS: Readonly<Record<string, string>> = {
  Patient: 'Patient',
  Condition: 'Conditions',
  Encounter: 'Encounters',
  CarePlan: 'Care plans',
  Coverage: 'Coverage',
  Consent: 'Consents',
  ChargeItem: 'Charges',
  Practitioner: 'Practitioners',
  PractitionerRole: 'Practitioner roles',
  DocumentReference: 'Documents',
  Procedure: 'Procedures',
  Claim: 'Claims',
  ExplanationOfBenefit: 'Benefit statements',
  Goal: 'Goals',
  Observation: 'Observations',
  ServiceRequest: 'Orders',
  MedicationRequest: 'Medication orders',
  CareTeam: 'Care teams',
};

/** What a kind of record is called on screen. */
export function readLabel(type: string): string {
  return READ_LABELS[type] ?? type;
}

const UNSEEN_LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(READ_LABELS).map(([type, label]) => [type, label.toLowerCase()])),
  Coverage: 'insurance coverage',
};

/** Why one kind of record is not known, as a clause: `the EHR does not let Intervisit see conditions`. */
export function unseenText(type: string, why: Exclude<UnknownKind, 'not-recorded'>): string {
  const what = UNSEEN_LABELS[type] ?? type;
  switch (why) {
    case 'not-granted':
      return `the EHR does not let Intervisit see ${what}`;
    case 'not-supported':
      return `this EHR does not offer ${what} to apps`;
    case 'unreadable':
      return `what the EHR sent of ${what} could not be read`;
    case 'not-answered':
      return `the EHR did not answer in full about ${what}`;
    default:
      return why satisfies never;
  }
}
