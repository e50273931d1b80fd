import type { Finding } from '../../ccm/finding.ts';
import { formatDuration, list } from '../format.ts';
import { monthProgress, monthSentence } from '../month-words.ts';
import { href } from '../routes.ts';
import type { GateFacts, GateRow } from './gate-row.ts';

/** Minutes by role, and those left out. */
export function minutesRow({ assessment, chart }: GateFacts): GateRow {
  const { timeKnown, countedSeconds, month, findings, daysLeft, minutesToNext } = assessment;
  const { minutes, thresholds } = monthProgress(assessment);
  const reached = minutes >= (thresholds[0]?.at ?? Infinity);
  const unknown = findings.find(({ ruleId, verdict }) => ruleId === 'TIME-1' && verdict === 'unknown');
  return {
    name: 'Minutes',
    state: !timeKnown ? 'unknown' : reached ? 'pass' : 'not-yet',
    holds: !timeKnown || !reached,
    says: timeKnown
      ? [
          `${formatDuration(countedSeconds.staff)} by clinical staff, ${formatDuration(countedSeconds.qhp)} by physicians, NPs or PAs.`,
          `${monthSentence(assessment, chart.deathDate)}.`,
          ...leftOut(assessment),
        ]
      : ['The time logged in this month is not known.'],
    // No further minute is of use where something blocks or no day is left that counts.
    settle: reached || minutesToNext === null || daysLeft === 0 ? [] : ['Log the work that has been done.'],
    links:
      timeKnown && reached
        ? []
        : [timeKnown ? { text: 'See the time entries', href: href({ month, screen: 'time' }) } : unreadLink(month, unknown)],
    standing: unknown === undefined ? [] : ['TIME-1'],
  };
}

function unreadLink(month: string, unknown: Finding | undefined) {
  const isSeen = unknown?.evidence.every(({ unknownBecause }) => unknownBecause === undefined) === true;
  return isSeen
    ? { text: 'See the time entries', href: href({ month, screen: 'time' }) }
    : { text: 'See what could not be read', href: href({ month, screen: 'problems' }) };
}

/** `8 min left out: 5 min (CONS-5) and 3 min (TIME-11).` */
function leftOut({ time }: GateFacts['assessment']): readonly string[] {
  const byRule = new Map<string, number>();
  for (const { seconds, ruleId } of time.flatMap(({ excluded }) => excluded)) {
    if (ruleId !== 'TIME-1') byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + seconds);
  }
  if (byRule.size === 0) return [];
  return [`Left out: ${list([...byRule].map(([ruleId, seconds]) => `${formatDuration(seconds)} (${ruleId})`))}.`];
}
