import type { UnknownKind } from '../ccm/chart.ts';
import type { Evidence, Finding } from '../ccm/finding.ts';
import { formatDate } from './format.ts';
import type { RuleText } from './rule-wording.ts';
import { UNKNOWN_SETTLED_BY, unseenText } from './unknown-text.ts';

/** A finding as far as words need it. Without its evidence the rule's general words are said. */
export type Said = Pick<Finding, 'ruleId' | 'verdict'> & { readonly evidence?: readonly Evidence[] };

/** What a finding says, as a sentence, in its rule's words. */
export function sentenceIn(text: RuleText, finding: Said): string {
  const particular = particularSentence(finding);
  if (particular !== undefined) return particular;
  switch (finding.verdict) {
    case 'met':
      return text.met;
    case 'not-met':
      return text.notMet;
    case 'unknown':
      return text.unknown ?? `Not known: ${text.name.charAt(0).toLowerCase()}${text.name.slice(1)}.`;
    default:
      return finding.verdict satisfies never;
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
export function settledBy(
  { settle, settleNotMet }: RuleText,
  finding: Pick<Finding, 'ruleId' | 'verdict' | 'evidence'>,
): string | undefined {
  const { verdict } = finding;
  const why = whyUnknown(finding);
  if (verdict === 'unknown' && why !== undefined && why !== 'not-recorded') return UNKNOWN_SETTLED_BY[why];
  if (verdict === 'not-met' && particularSentence(finding) !== undefined) return 'What came later does not reach back to this month.';
  if (verdict === 'not-met' && settleNotMet !== undefined) return settleNotMet;
  return settle ?? (why === undefined ? undefined : UNKNOWN_SETTLED_BY[why]);
}
