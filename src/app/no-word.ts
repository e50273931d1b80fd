import type { UnknownKind } from '../ccm/chart.ts';
import type { Evidence, Finding } from '../ccm/finding.ts';
import type { RuleId } from '../ccm/rules.ts';

/**
 * What nobody can vouch for. `log`: time that is not seen might be counted twice, or not at all. `plan`: statements are kept
 * in the care plan, so none could be read back. `kind-of-practice`: it is said once for all patients.
 */
export type NoWord = { readonly of: 'log' | 'plan'; readonly why: UnknownKind } | { readonly of: 'kind-of-practice' };

/** Facts of the log as a whole. Of one entry that could not be read, a person may say what it was. */
const OF_THE_LOG: ReadonlySet<Evidence['fact']> = new Set<Evidence['fact']>(['time-entry', 'minutes', 'practitioner-minutes', 'seconds']);

/** Facts that stand in the care plan, as all that people state does. */
const OF_THE_PLAN: ReadonlySet<Evidence['fact']> = new Set<Evidence['fact']>(['plan-present', 'risk-attestation']);

const BY_KIND_OF_PRACTICE: readonly RuleId[] = ['CODE-10', 'CODE-11'];

type Judged = Pick<Finding, 'ruleId' | 'verdict' | 'evidence'>;

/**
 * Whether the rule is unknown for something that nobody's word could stand for; undefined where somebody may answer.
 *
 * @param findings those of the same month: of an entry that could not be read they tell whether the others could.
 */
export function noWordOn(finding: Judged, findings: readonly Judged[] = []): NoWord | undefined {
  const { ruleId, verdict, evidence } = finding;
  const gap = evidence.find(({ unknownBecause }) => unknownBecause !== undefined);
  if (verdict !== 'unknown' || gap?.unknownBecause === undefined) return undefined;
  const why = gap.unknownBecause;
  const isOneEntry = gap.fact === 'time-entry' && why === 'unreadable' && ![finding, ...findings].some(isLogUnseen);
  if (OF_THE_LOG.has(gap.fact) && !isOneEntry) return { of: 'log', why };
  if (OF_THE_PLAN.has(gap.fact) && why !== 'not-recorded' && why !== 'unreadable') return { of: 'plan', why };
  return gap.fact === 'setting' && BY_KIND_OF_PRACTICE.includes(ruleId) ? { of: 'kind-of-practice' } : undefined;
}

function isLogUnseen({ ruleId, verdict }: Judged): boolean {
  return ruleId === 'TIME-1' && verdict === 'unknown';
}

/** Whether the EHR keeps the care plans back, so that nothing people state could be read back. */
export function areStatementsLost(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.ruleId === 'PLAN-1' && noWordOn(finding)?.of === 'plan');
}
