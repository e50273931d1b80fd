import type { LocalDate, ServiceMonth } from '../../ccm/chart.ts';
import type { Finding } from '../../ccm/finding.ts';
import type { RuleId } from '../../ccm/rules.ts';
import { findingSentence } from '../finding-text.ts';
import { formatDate } from '../format.ts';
import { href } from '../routes.ts';
import { type GateFacts, type GatePart, type GateRow, type GateState, isOf, judgedBy } from './gate-row.ts';

const MONTHS_CURRENT = 12;

/** The care plan: present, current, its parts, signed, and given to the patient; each judged by itself. */
export function planRow({ assessment, chart }: GateFacts): GateRow {
  const findings = assessment.findings.filter((finding) => isOf(finding, ['PLAN']));
  const judged = judgedBy(findings, assessment, 'In place, current, signed, and the patient has a copy.');
  const { carePlan } = chart;
  const isThere = findings.some(({ ruleId, verdict }) => ruleId === 'PLAN-1' && verdict === 'met');
  const ruled = RULED.flatMap(({ name, ruleId, date }) => partOf(findings, name, ruleId, date === undefined ? null : carePlan?.[date]));
  const current = isThere ? [currentPart(carePlan?.lastReviewedDate ?? carePlan?.establishedDate, assessment.month)] : [];
  const [present, ...others] = ruled;
  const parts = [...(present === undefined ? [] : [present]), ...current, ...others];
  const isAsItShould = parts.every(({ state }) => state === 'pass');
  const unruled = judged.state === 'pass' && !isAsItShould;
  const isStale = current.some(({ state }) => state !== 'pass');
  const links = [
    ...judged.links,
    ...(isStale ? [{ text: 'Review the plan', href: href({ month: assessment.month, screen: 'review' }) }] : []),
  ];
  return {
    name: 'Care plan',
    ...judged,
    state: unruled ? 'attention' : judged.state,
    says: judged.state === 'pass' && isAsItShould ? judged.says : [],
    links: [...new Map(links.map((link) => [link.text, link])).values()],
    parts,
  };
}

const RULED = [
  { name: 'Present', ruleId: 'PLAN-1', date: 'establishedDate' },
  { name: 'Parts', ruleId: 'PLAN-2', date: undefined },
  { name: 'Signed', ruleId: 'PLAN-5', date: 'signedDate' },
  { name: 'Copied', ruleId: 'PLAN-3', date: 'copyGivenDate' },
] as const satisfies readonly { readonly name: string; readonly ruleId: RuleId; readonly date: string | undefined }[];

function stateOf(effect: Finding['effect']): GateState | undefined {
  if (effect === 'blocks') return 'fail';
  if (effect === 'undecided') return 'unknown';
  return effect === 'warns' ? 'attention' : undefined;
}

function partOf(findings: readonly Finding[], name: string, ruleId: RuleId, date: LocalDate | null | undefined): readonly GatePart[] {
  const finding = findings.find((one) => one.ruleId === ruleId);
  if (finding === undefined) return [];
  const { effect, verdict } = finding;
  const state = stateOf(effect) ?? (verdict === 'met' ? 'pass' : 'unknown');
  const on = verdict === 'met' && date != null ? [`${formatDate(date)}.`] : [];
  return [{ name, state, says: verdict === 'met' ? on : [findingSentence(finding)] }];
}

/** Medicare wants the plan revised as needed and names no interval; a year without a look is told, and holds nothing. */
function currentPart(last: LocalDate | null | undefined, month: ServiceMonth): GatePart {
  if (last == null) return { name: 'Current', state: 'unknown', says: ['When the plan was last reviewed is not known.'] };
  const since = Temporal.PlainYearMonth.from(month).subtract({ months: MONTHS_CURRENT }).toString();
  return last.slice(0, 7) >= since
    ? { name: 'Current', state: 'pass', says: [`Reviewed ${formatDate(last)}.`] }
    : { name: 'Current', state: 'attention', says: [`Last reviewed ${formatDate(last)}, more than a year before this month.`] };
}
