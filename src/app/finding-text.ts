import type { UnknownKind } from '../ccm/chart.ts';
import type { Evidence, Finding } from '../ccm/finding.ts';
import type { ConditionReason } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import type { StatusTone } from '../ui/Status.tsx';
import { FACT_TEXT, VALUE_TEXT } from './fact-text.ts';
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

/** The part of the rulebook a rule belongs to, by the letters of its ID. */
export function sectionOf(ruleId: RuleId): string {
  const letters = /^[A-Z]+/.exec(ruleId)?.[0] ?? '';
  return SECTIONS.find((section) => section.letters.includes(letters))?.name ?? 'Other';
}

/** In the order the screens show them. */
export const SECTIONS: readonly { readonly name: string; readonly letters: readonly string[] }[] = [
  { name: 'Months covered', letters: ['SCOPE'] },
  { name: 'Patient', letters: ['ELIG'] },
  { name: 'Consent', letters: ['CONS'] },
  { name: 'Care plan', letters: ['PLAN'] },
  { name: 'Practice and practitioner', letters: ['PRAC', 'WHO'] },
  { name: 'Other billing', letters: ['CONC'] },
  { name: 'Time', letters: ['TIME', 'ACT'] },
  { name: 'Codes and claim', letters: ['CODE', 'SEL', 'BILL', 'PAY', 'PAYER', 'AUD', 'FAQ'] },
];

/** One piece of evidence: `Visit: 12 Oct 2026`, `Consent: not recorded`. */
export function evidenceText(evidence: Evidence): string {
  const fact = FACT_TEXT[evidence.fact];
  const by = evidence.by === undefined ? '' : `, says ${evidence.by}`;
  if (evidence.unknownBecause !== undefined) return `${fact}: ${UNKNOWN_TEXT[evidence.unknownBecause]}${by}`;
  return evidence.value === undefined ? `${fact}${by}` : `${fact}: ${valueText(evidence.value)}${by}`;
}

function valueText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return formatDate(value);
  return VALUE_TEXT[value] ?? value;
}

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

export const CONDITION_REASON_TEXT = {
  chronic: 'A chronic condition, active and confirmed',
  'override-counts': 'Counted by a clinician’s decision',
  'override-does-not-count': 'Left out by a clinician’s decision',
  'acute-event-code': 'The code names an event, not a lasting condition: look for the disease behind it',
  'no-determination': 'The code lists do not say whether this is chronic',
  'header-code': 'The code is a heading that covers chronic and other conditions: a full code decides',
  'needs-clinical-review': 'Chronic in some patients: a clinician decides',
  'not-chronic': 'Not a chronic condition',
  'text-only': 'Has words and no code',
  'code-not-known': 'The code is not in the lists',
  'status-absent': 'The chart does not say whether it is active',
  'status-unconfirmed': 'Not yet a confirmed diagnosis',
  'not-active': 'Not active: resolved, inactive or in remission',
  refuted: 'Refuted',
  'entered-in-error': 'Entered in error',
  'not-in-month': 'Not present in this month',
} as const satisfies Record<ConditionReason, string>;

export const CONDITION_VERDICT_TEXT = {
  counts: 'Counts',
  review: 'Needs review',
  'does-not-count': 'Does not count',
} as const;

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
