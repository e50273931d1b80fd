import type { UnknownKind } from '../ccm/chart.ts';
import type { Finding } from '../ccm/finding.ts';
import type { RuleId } from '../ccm/rules.ts';
import { type Said, sentenceIn, settledBy } from './finding-sentence.ts';
import { noWordOn } from './no-word.ts';
import { RULE_TEXT } from './rule-text.ts';
import type { RuleText } from './rule-wording.ts';
import { UNKNOWN_SETTLED_BY } from './unknown-text.ts';

// This brings the words of every rule with it: the first screen takes what it says from the files behind it.
export { findingTone, isOpen, NOT_YET, TONE_TEXT } from './finding-tone.ts';
export { readLabel, UNKNOWN_SETTLED_BY, UNKNOWN_TEXT, unseenText } from './unknown-text.ts';

/** The words for one rule. */
export function ruleText(ruleId: RuleId): RuleText {
  return RULE_TEXT[ruleId];
}

/** What a finding says, as a sentence. */
export function findingSentence(finding: Said): string {
  return sentenceIn(RULE_TEXT[finding.ruleId], finding);
}

/**
 * Who can settle a finding, and how. What the EHR kept back or garbled is best settled there; until it is, whoever looked
 * elsewhere may say what they saw, save where a word would not do.
 *
 * @param mayAnswer whether there is a form for it: false where no answer could be kept.
 */
export function settleText(finding: Pick<Finding, 'ruleId' | 'verdict' | 'evidence'>, mayAnswer = true): string | undefined {
  const noWord = noWordText(finding);
  if (noWord !== undefined) return noWord;
  const settle = settledBy(RULE_TEXT[finding.ruleId], finding);
  const why = finding.evidence.find(({ unknownBecause }) => unknownBecause !== undefined)?.unknownBecause;
  if (!mayAnswer || finding.verdict !== 'unknown' || why === undefined || why === 'not-recorded') return settle;
  return [settle, VOUCH[why]].filter(Boolean).join(' ');
}

/** What a person may do meanwhile about a fact that the EHR keeps back. */
const VOUCH = {
  'not-granted': 'Until then, whoever has looked it up may answer for it.',
  'not-supported': 'Whoever has looked it up may answer for it.',
  unreadable: 'Whoever has looked at it may answer for it.',
  'not-answered': 'Whoever has looked it up may answer for it.',
} as const satisfies Record<Exclude<UnknownKind, 'not-recorded'>, string>;

/** Why nobody's word on an unknown rule would do, and what to do instead; undefined where somebody may answer it. */
export function noWordText(finding: Pick<Finding, 'ruleId' | 'verdict' | 'evidence'>): string | undefined {
  const noWord = noWordOn(finding);
  switch (noWord?.of) {
    case undefined:
      return undefined;
    case 'log':
      return `Nobody can answer for time that is not seen: it might be counted twice, or not at all. ${insteadOf('encounters', noWord.why)}`;
    case 'plan':
      return `What people state is kept in the care plan, so no answer could be read back. ${insteadOf('care plans', noWord.why)}`;
    case 'kind-of-practice':
      return 'It is said once for all patients: the practice manager sets practice.settingType in the site’s settings.';
    default:
      return noWord satisfies never;
  }
}

function insteadOf(records: string, why: UnknownKind): string {
  const elsewhere = 'document and bill this month in the EHR itself';
  if (why === 'not-granted') return `Ask IT to let Intervisit see ${records}; until then, ${elsewhere}.`;
  if (why === 'not-supported') return `This EHR shows apps no ${records}: ${elsewhere}.`;
  return why === 'not-recorded' ? UNKNOWN_SETTLED_BY['not-answered'] : UNKNOWN_SETTLED_BY[why];
}
