import type { Evidence } from '../ccm/finding.ts';
import type { ConditionReason } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import { FACT_TEXT, VALUE_TEXT } from './fact-text.ts';
import { UNKNOWN_TEXT } from './finding-text.ts';
import { formatDate } from './format.ts';

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
