import { FAMILIES } from '../../ccm/families.ts';
import { findingSentence, settleText } from '../finding-text.ts';
import { formatDate } from '../format.ts';
import { isAnswerable } from '../matters.ts';
import type { StatementView } from '../statement-view.ts';
import { type GateFacts, type GateRow, isOf, linksTo } from './gate-row.ts';

const NAME = 'Complexity statement for 99487';

/** Whether the billing practitioner stated the complexity of their decisions (CODE-17). Nothing in a chart stands for that word. */
export function complexityRow({ assessment, statements }: GateFacts): GateRow {
  const { findings, countedMinutes, unknowns, warnings } = assessment;
  const rules = findings.filter((finding) => isOf(finding, ['CODE-16', 'CODE-17']));
  const decision = rules.find(({ ruleId }) => ruleId === 'CODE-17');
  const said = statements.find(({ about, holds }) => about === 'mdm-complexity' && holds);
  const reached = countedMinutes.total >= FAMILIES.COMPLEX.firstMinutes;
  const nothing = { settle: [], links: [], standing: [], holds: false } as const;
  if (!reached || decision === undefined) {
    return {
      name: NAME,
      state: 'not-needed',
      ...nothing,
      says: [`99487 begins at ${FAMILIES.COMPLEX.firstMinutes} min; ${countedMinutes.total} min are counted.`, ...whoSaid(said)],
    };
  }
  const standing = rules.filter(
    ({ ruleId, verdict }) => verdict !== 'met' && (ruleId === 'CODE-17' || unknowns.includes(ruleId) || warnings.includes(ruleId)),
  );
  const holds = standing.some(({ ruleId }) => unknowns.includes(ruleId));
  const isMet = decision.verdict === 'met';
  return {
    name: NAME,
    state: isMet && standing.length > 0 ? 'attention' : isMet ? 'pass' : decision.verdict === 'unknown' ? 'unknown' : 'fail',
    holds,
    says: [
      ...(isMet ? [findingSentence(decision)] : []),
      ...standing.map(findingSentence),
      ...whoSaid(said),
      ...(isMet || holds ? [] : ['99487 is not open; the other codings do not need it.']),
    ],
    settle: standing.flatMap((finding) => settleText(finding, isAnswerable(finding, findings)) ?? []),
    links: linksTo(standing, assessment),
    standing: standing.map(({ ruleId }) => ruleId),
  };
}

/** Who stated it and when: a judgement is as good as the name under it. */
function whoSaid(one: StatementView | undefined): readonly string[] {
  if (one?.said?.about !== 'mdm-complexity') return [];
  return [`Stated as ${one.said.level} by ${one.by} on ${formatDate(one.date)}.`];
}
