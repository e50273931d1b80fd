import type { UnknownKind } from '../ccm/chart.ts';
import type { Evidence, Finding } from '../ccm/finding.ts';
import type { ConditionReason } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import type { StatusTone } from '../ui/Status.tsx';
import { FACT_TEXT, VALUE_TEXT } from './fact-text.ts';
import { formatDate } from './format.ts';
import { RULE_TEXT, type RuleText } from './rule-text.ts';
import type { ErrorKind, NotStoredReason, StoredWhere } from './save-result.ts';

/** The words for one rule. */
export function ruleText(ruleId: RuleId): RuleText {
  return RULE_TEXT[ruleId];
}

/** What a finding says, as a sentence. */
export function findingSentence({ ruleId, verdict }: Pick<Finding, 'ruleId' | 'verdict'>): string {
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
  'not-granted': 'the EHR does not let this app see it',
  'not-supported': 'this EHR does not offer it',
  unreadable: 'it is there and could not be read',
  'not-answered': 'the EHR did not answer in full',
} as const satisfies Record<UnknownKind, string>;

/** Who can turn this kind of unknown into an answer. */
export const UNKNOWN_SETTLED_BY = {
  'not-recorded': 'Record it in the EHR.',
  'not-granted': 'Ask the EHR’s administrator to allow it for Intervisit.',
  'not-supported': 'A person has to say; this EHR cannot.',
  unreadable: 'Open it in the EHR and mend the entry.',
  'not-answered': 'Read the chart again.',
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

/** Read as "recorded … {where}". */
export const WHERE_TEXT = {
  Encounter: 'as an encounter',
  CarePlan: 'in the care plan',
  Consent: 'as a consent',
  ChargeItem: 'as a charge',
  DocumentReference: 'as a note in the documents',
} as const satisfies Record<StoredWhere, string>;

export const NOT_STORED_TEXT = {
  'not-granted': 'this app was not given the right to write it',
  'not-supported': 'this EHR has no such record for apps',
  refused: 'the EHR refused it',
  'lost-values': 'the EHR did not keep what was written',
  'site-setting': 'switched off for this site',
} as const satisfies Record<NotStoredReason['why'], string>;

export interface ErrorText {
  readonly title: string;
  readonly meaning: string;
  readonly next: string;
}

export const ERROR_TEXT = {
  'session-expired': {
    title: 'The session with the EHR has ended',
    meaning: 'The EHR no longer accepts this sign-in. What is on the screen was read before that.',
    next: 'Open Intervisit again from the patient’s chart.',
  },
  forbidden: {
    title: 'The EHR does not permit this',
    meaning: 'Your sign-in, or this app, lacks the right to it.',
    next: 'Ask the EHR’s administrator to allow it for Intervisit.',
  },
  'not-found': {
    title: 'It is not in the EHR',
    meaning: 'The EHR says that there is no such record.',
    next: 'Read the chart again.',
  },
  gone: {
    title: 'It was deleted in the EHR',
    meaning: 'The record was there once and has been removed.',
    next: 'Read the chart again.',
  },
  'not-supported': {
    title: 'This EHR cannot do this',
    meaning: 'It has no such record, or no way for an app to write it.',
    next: 'Do it in the EHR itself.',
  },
  conflict: {
    title: 'Somebody else changed it first',
    meaning: 'Nothing was overwritten.',
    next: 'Load the newer version, then make your change again.',
  },
  'precondition-required': {
    title: 'The EHR wants to know which version you saw',
    meaning: 'Nothing was changed.',
    next: 'Load it again, then save again.',
  },
  rejected: {
    title: 'The EHR refused the content',
    meaning: 'It understood the request and did not accept what it held. Nothing was changed.',
    next: 'Correct what it names, then save again.',
  },
  throttled: {
    title: 'The EHR is busy',
    meaning: 'It asked this app to wait.',
    next: 'Wait a minute, then try again.',
  },
  server: {
    title: 'The EHR had a fault',
    meaning: 'It answered with an error of its own.',
    next: 'Try again. If it stays so, tell the EHR’s support.',
  },
  network: {
    title: 'The EHR could not be reached',
    meaning: 'No answer came.',
    next: 'Check the connection, then try again.',
  },
  timeout: {
    title: 'The EHR took too long',
    meaning: 'No answer came in time.',
    next: 'Try again in a moment.',
  },
  'foreign-url': {
    title: 'An address outside the EHR was refused',
    meaning: 'The EHR pointed to another server. Nothing was sent there.',
    next: 'Tell the EHR’s administrator.',
  },
  unreadable: {
    title: 'The EHR’s answer could not be read',
    meaning: 'Something came that is not the record that was asked for.',
    next: 'Try again. If it stays so, tell the EHR’s support.',
  },
  cancelled: {
    title: 'Stopped',
    meaning: 'The request was stopped before it was done.',
    next: 'Start it again when you are ready.',
  },
  'wrong-patient': {
    title: 'Stopped: another patient’s record',
    meaning: 'What was to be written is not about the patient on the banner. Nothing was sent.',
    next: 'Open Intervisit again from the right chart.',
  },
} as const satisfies Record<ErrorKind, ErrorText>;

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
