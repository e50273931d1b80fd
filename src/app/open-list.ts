import type { Chart } from '../ccm/chart.ts';
import type { Evidence, Finding } from '../ccm/finding.ts';
import { isQualifyingVisit } from '../ccm/initiating-visit.ts';
import type { MonthAssessment } from '../ccm/month-assessment.ts';
import type { RuleId } from '../ccm/rules.ts';
import type { StatusTone } from '../ui/Status.tsx';
import { findingSentence, findingTone, settleText } from './finding-text.ts';
import { formatDate } from './format.ts';

/** One thing that stands open. */
export interface OpenLine {
  readonly key: string;
  readonly tone: StatusTone;
  readonly sentence: string;
  readonly settle: string | undefined;
}

/** What stands open: blockers first, then what is not known, warnings, and time of the month that was left out. */
export function openLines(chart: Chart, assessment: MonthAssessment): readonly OpenLine[] {
  const { blockers, unknowns, warnings, findings } = assessment;
  const leftOut = findings.filter(({ effect, ruleId }) => effect === 'excludes' && ruleId !== 'TIME-1').map(({ ruleId }) => ruleId);
  const order = [...new Set<RuleId>([...blockers, ...unknowns, ...warnings, ...leftOut])];
  const open = order.flatMap((ruleId) => findings.filter((finding) => finding.ruleId === ruleId));
  return together(open).map(({ first, count }) => {
    const visit = visitThatServes(first, chart);
    const isGroup = count > 1 && restsOn(first)?.fact === 'other-billing';
    return {
      key: first.ruleId,
      tone: findingTone(first),
      sentence: visit ?? (isGroup ? OTHER_BILLING : findingSentence(first)),
      settle: visit === undefined ? settleText(first) : undefined,
    };
  });
}

const OTHER_BILLING = 'Whether other billing of this month stands in the way is not known.';

interface Together {
  readonly first: Finding;
  readonly count: number;
}

/** Rules that are unknown for want of the same fact are one thing to settle. */
function together(open: readonly Finding[]): readonly Together[] {
  const groups = new Map<string, Together>();
  for (const finding of open) {
    const fact = finding.verdict === 'unknown' ? restsOn(finding) : undefined;
    const key = fact === undefined ? finding.ruleId : `${fact.fact} ${fact.unknownBecause ?? ''}`;
    const group = groups.get(key);
    groups.set(key, { first: group?.first ?? finding, count: (group?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

const SHARED: ReadonlySet<Evidence['fact']> = new Set<Evidence['fact']>(['other-billing', 'consent-date', 'plan-present']);

function restsOn({ evidence }: Finding): Evidence | undefined {
  return evidence.find(({ fact, unknownBecause }) => unknownBecause !== undefined && SHARED.has(fact));
}

/** Before CCM has begun, the visit on record is named with the day until which it would serve. */
function visitThatServes({ ruleId, verdict }: Finding, { visits, ccmStartDate }: Chart): string | undefined {
  if (ruleId !== 'ELIG-4' || verdict !== 'unknown' || ccmStartDate != null) return undefined;
  const last = visits
    ?.filter(isQualifyingVisit)
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  if (last === undefined) return undefined;
  const until = Temporal.PlainDate.from(last).add({ years: 1 }).toString();
  return `CCM has not begun. The visit of ${formatDate(last)} would serve if it begins by ${formatDate(until)}.`;
}
