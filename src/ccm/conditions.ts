import type { ChartCondition, ServiceMonth } from './chart.ts';
import type { ChronicConditions, Classification, MatchedCode, Tier } from './chronic-conditions/classification.ts';
import type { ConditionJudgement, ConditionReason } from './month-assessment.ts';

export type { ChronicConditions, Classification, MatchedCode, Tier } from './chronic-conditions/classification.ts';

/** A judgement with what the code tables add to it. `tier` and `disagreesWith` are as in `Classification`. */
export interface JudgedCondition extends ConditionJudgement {
  readonly tier: Tier;
  readonly disagreesWith?: MatchedCode;
  readonly decidedBy: Classification['decidedBy'];
}

/** One chronic disease that counts, however many Conditions and codes name it. */
export interface ChronicGroup {
  readonly group: string;
  readonly name: string;
}

type Outcome = Pick<ConditionJudgement, 'verdict' | 'reason'>;

let loading: Promise<ChronicConditions> | undefined;

/**
 * Recognition by the published lists. The tables (under 40 kB gzip) are fetched and decoded on the first call and kept; a
 * failed fetch rejects, and the next call tries again.
 */
export function loadChronicConditions(): Promise<ChronicConditions> {
  loading ??= import('./chronic-conditions/published-lists.ts')
    .then(({ publishedLists }) => publishedLists())
    .catch((cause: unknown) => {
      loading = undefined;
      throw cause;
    });
  return loading;
}

/**
 * Each condition in its given order: whether it counts as chronic in `month`, and as which disease.
 *
 * Clinical status active, recurrence or relapse with verification confirmed or absent counts; an absent or unheard-of clinical
 * status, and every other verification but refuted and entered-in-error, is for review. A condition whose onset lies after
 * the month, or whose abatement before it, does not count. A clinician's override with a reason stands above code, status and
 * abatement, but cannot make a condition older than its onset. Rules ELIG-1, ELIG-3; they say nothing of ELIG-2 (risk), which no code
 * list knows. Counted groups: `distinctGroups`.
 */
export function judgeConditions(
  conditions: readonly ChartCondition[],
  month: ServiceMonth,
  chronicConditions: ChronicConditions,
): readonly JudgedCondition[] {
  return conditions.map((condition) => judge(condition, month, chronicConditions.classify(condition.codes)));
}

/** The distinct diseases among the judgements that count, sorted by group: the same whatever the order of the conditions. */
export function distinctGroups(judgements: readonly ConditionJudgement[]): readonly ChronicGroup[] {
  const names = new Map<string, string>();
  for (const { verdict, group, groupName, condition } of judgements) {
    if (verdict !== 'counts' || group === undefined) continue;
    const name = groupName ?? condition.display;
    const before = names.get(group);
    names.set(group, before === undefined || name < before ? name : before);
  }
  return [...names].map(([group, name]) => ({ group, name })).toSorted((a, b) => (a.group < b.group ? -1 : 1));
}

function judge(condition: ChartCondition, month: ServiceMonth, found: Classification): JudgedCondition {
  const { tier, matched, disagreesWith, decidedBy } = found;
  const { verdict, reason } = outcome(condition, month, found);
  const judgement: { -readonly [Key in keyof JudgedCondition]: JudgedCondition[Key] } = {
    condition,
    verdict,
    reason,
    ruleId: 'ELIG-3',
    group: found.group ?? textGroup(condition),
    groupName: found.groupName ?? condition.display,
    tier,
    decidedBy,
  };
  if (matched !== undefined) judgement.matched = matched;
  if (disagreesWith !== undefined) judgement.disagreesWith = disagreesWith;
  return judgement;
}

function outcome(condition: ChartCondition, month: ServiceMonth, found: Classification): Outcome {
  if (startsAfter(condition, month)) return { verdict: 'does-not-count', reason: 'not-in-month' };
  const override = condition.override;
  if (override !== undefined && override.reason.trim() !== '') {
    return override.counts
      ? { verdict: 'counts', reason: 'override-counts' }
      : { verdict: 'does-not-count', reason: 'override-does-not-count' };
  }
  const status = judgeStatus(condition);
  if (status?.verdict === 'does-not-count') return status;
  if (endedBefore(condition, month)) return { verdict: 'does-not-count', reason: 'not-in-month' };
  return judgeCode(found) ?? status ?? { verdict: 'counts', reason: 'chronic' };
}

function judgeCode({ verdict, reason }: Classification): Outcome | undefined {
  switch (verdict) {
    case 'chronic':
      return undefined;
    case 'review':
      return { verdict: 'review', reason };
    case 'not-chronic':
      return { verdict: 'does-not-count', reason };
    default:
      return verdict satisfies never;
  }
}

const ACTIVE = new Set(['active', 'recurrence', 'relapse']);
const NOT_ACTIVE = new Set(['inactive', 'remission', 'resolved']);

function judgeStatus({ clinicalStatus, verificationStatus }: ChartCondition): Outcome | undefined {
  const clinical = word(clinicalStatus);
  const verification = word(verificationStatus);
  const never = neverCounts(clinical, verification);
  if (never !== undefined) return { verdict: 'does-not-count', reason: never };
  if (!ACTIVE.has(clinical)) return { verdict: 'review', reason: 'status-absent' };
  if (verification !== 'confirmed' && verification !== '') return { verdict: 'review', reason: 'status-unconfirmed' };
  return undefined;
}

function neverCounts(clinical: string, verification: string): ConditionReason | undefined {
  if (verification === 'entered-in-error') return 'entered-in-error';
  if (verification === 'refuted') return 'refuted';
  return NOT_ACTIVE.has(clinical) ? 'not-active' : undefined;
}

function word(status: string | null | undefined): string {
  return status?.trim().toLowerCase() ?? '';
}

// Dates may be as coarse as a year; a coarse date excludes only months that it cannot hold.
function startsAfter({ onset }: ChartCondition, month: ServiceMonth): boolean {
  const start = (onset ?? '').slice(0, month.length);
  return start > month.slice(0, start.length);
}

function endedBefore({ abatement }: ChartCondition, month: ServiceMonth): boolean {
  const end = (abatement ?? '').slice(0, month.length);
  return end < month.slice(0, end.length);
}

// A condition without an understood code is a disease of its own, and the same text twice is one; those without words are told apart by their record.
function textGroup({ display, reference = '' }: ChartCondition): string {
  const words = display.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  return `text:${words === '' ? reference : words}`;
}
