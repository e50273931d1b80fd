import type { Facts } from './facts.ts';
import { evidence, judged, type Finding } from './finding.ts';

/**
 * The finding, or, where its verdict is unknown and a person has spoken on the rule for this month, met or not met on
 * that person's word. A verdict the chart gives is never overruled.
 */
export function settled(finding: Finding, facts: Facts): Finding {
  if (finding.verdict !== 'unknown') return finding;
  const word = facts.wordOn(finding.ruleId);
  if (!word) return finding;
  const said = evidence('confirmation', word.date, { reference: word.reference, by: word.by });
  return judged(finding.ruleId, word.met, [...finding.evidence, said]);
}
