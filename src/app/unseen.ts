import type { Chart, ChartFact, UnknownKind } from '../ccm/chart.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import { sentenceCase } from './format.ts';
import { unseenText } from './unknown-text.ts';

type UnseenKind = Exclude<UnknownKind, 'not-recorded'>;

/** One kind of record that the EHR kept back, or that could not be read. */
interface Unseen {
  /** Resource type, `Condition`. */
  readonly type: string;
  readonly why: UnseenKind;
}

/** The facts that tell whether a kind of record came at all. Visits are not among them: older ones are read later. */
const TOLD_BY: readonly (readonly [type: string, facts: readonly ChartFact[]])[] = [
  ['Condition', ['conditions']],
  ['Encounter', ['timeEntries', 'stays', 'hospiceElection']],
  ['CarePlan', ['carePlan', 'riskAttestation']],
  ['Consent', ['consent']],
  ['ChargeItem', ['otherBilledCodes']],
  ['Coverage', ['coverage']],
];

/** The kinds of record that are not known for want of an answer, each once. */
export function unseenTypes(chart: Chart): readonly Unseen[] {
  return TOLD_BY.flatMap(([type, facts]) => {
    const why = facts.map((fact) => unseenFact(chart, fact)).find((kind) => kind !== undefined);
    return why === undefined ? [] : [{ type, why }];
  });
}

/** Why a fact is missing where the EHR, not the chart, is the reason. */
export function unseenFact(chart: Chart, fact: ChartFact): UnseenKind | undefined {
  const why = chart.unknownBecause?.[fact];
  return chart[fact] == null && why !== 'not-recorded' ? why : undefined;
}

const ASK: Readonly<Record<UnseenKind, string>> = {
  'not-granted': 'ask IT to allow it',
  'not-supported': 'look in the EHR itself',
  unreadable: 'show IT what and why',
  'not-answered': 'open Intervisit again in a while, then tell IT',
};

/** `The EHR does not let Intervisit see conditions: ask IT to allow it.` */
export function unseenSentence({ type, why }: Unseen): string {
  return `${sentenceCase(unseenText(type, why))}: ${ASK[why]}.`;
}

/**
 * Why it is not known what time was logged; null where the log is known. A count of minutes beside it would be the count
 * of nothing.
 */
export function timeUnknown({ timeKnown, findings }: Pick<MonthAssessment, 'timeKnown' | 'findings'>): UnknownKind | null {
  if (timeKnown) return null;
  const asked = findings.find(({ ruleId }) => ruleId === 'TIME-1')?.evidence ?? [];
  return asked.find(({ unknownBecause }) => unknownBecause !== undefined)?.unknownBecause ?? 'not-recorded';
}

/** The same as a sentence. */
export function timeUnknownSentence(why: UnknownKind): string {
  return why === 'not-recorded'
    ? 'The time logged so far is not known.'
    : `The time logged so far is not known: ${unseenText('Encounter', why)}.`;
}
