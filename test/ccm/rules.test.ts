import { expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { GROUNDS, sourcesOf } from '../../src/ccm/grounds.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { coveredMonths, RULE_IDS, RULES, type RuleId } from '../../src/ccm/rules.ts';
import { aChart, MONTH, without } from '../builders/chart.ts';
import type { RuleRow } from './rows/row.ts';
import { RULE_ROWS } from './rows/rows.ts';

const chronicConditions = await loadChronicConditions();

function outcomeOf(row: RuleRow): RuleRow['gives'] {
  const chart = without(aChart(row.chart), ...(row.unknown ?? []));
  const assessment = assessMonth(chart, row.month ?? MONTH, policyWith(chronicConditions, row.policy), '2026-11-21');
  const findings = assessment.findings.filter((finding) => finding.ruleId === row.rule);
  expect(findings.length, 'a rule speaks once').toBeLessThanOrEqual(1);
  const [finding] = findings;
  return finding ? [finding.verdict, finding.effect] : 'silent';
}

test.each(
  RULE_ROWS.map((row) => [`${row.rule} with ${row.when}: ${row.gives === 'silent' ? row.gives : row.gives.join(', ')}`, row] as const),
)('%s', (_name, row) => {
  expect(outcomeOf(row)).toEqual(row.gives);
});

test('every rule has a row', () => {
  const tested = new Set(RULE_ROWS.map((row) => row.rule));
  expect(RULE_IDS.filter((id) => !tested.has(id))).toEqual([]);
});

/** ELIG-3 acts through ELIG-1; TIME-5 is how the families are built. */
const ACTS_ELSEWHERE: readonly RuleId[] = ['ELIG-3', 'TIME-5'];

test('every rule that can block, exclude or warn has a row in which it does, and one in which it does not', () => {
  const strength = { block: 'blocks', exclude: 'excludes', warn: 'warns' } as const;
  const untested = RULE_IDS.filter((id) => {
    const severity = RULES[id].severity;
    if (ACTS_ELSEWHERE.includes(id) || id === 'ACT-7' || !(severity === 'block' || severity === 'exclude' || severity === 'warn'))
      return false;
    const rows = RULE_ROWS.filter((row) => row.rule === id);
    const acts = rows.filter((row) => row.gives !== 'silent' && row.gives[1] === strength[severity]);
    return acts.length === 0 || acts.length === rows.length;
  });
  expect(untested).toEqual([]);
});

test('the grounds are those of the rules, in their order', () => {
  expect(Object.keys(GROUNDS)).toEqual(RULE_IDS);
});

test('every rule names a document, or the reason it was decided here', () => {
  expect(RULE_IDS.filter((id) => sourcesOf(id).length === 0 && GROUNDS[id].authorsReason === undefined)).toEqual([]);
  for (const source of RULE_IDS.flatMap(sourcesOf)) expect(source.url).toMatch(/^https?:\/\/\S+$/);
});

function isSound(id: RuleId): boolean {
  const { from, to } = RULES[id];
  const { says } = GROUNDS[id];
  return coveredMonths.first <= from && from <= to && to <= coveredMonths.last && /^[^\n]{10,200}\.$/.test(says);
}

test('every rule is in force within the covered months and says what it is in one line', () => {
  expect(RULE_IDS.filter((id) => !isSound(id))).toEqual([]);
});

/** Those whose codes, rates or payers' rules begin or end within the covered months. */
const DATED: Partial<Readonly<Record<RuleId, readonly [from: string, to: string]>>> = {
  'CODE-10': ['2024-01', '2025-09'],
  'CODE-11': ['2025-01', '2026-12'],
  'CODE-12': ['2025-01', '2026-12'],
  'CODE-13': ['2026-01', '2026-12'],
  'CONC-10': ['2025-01', '2026-12'],
  'CONC-18': ['2025-01', '2026-12'],
  'PAY-1': ['2024-01', '2024-12'],
  'PAY-2': ['2025-01', '2025-12'],
  'PAY-3': ['2026-01', '2026-12'],
  'PAY-6': ['2026-01', '2026-12'],
};

test('every rule is in force in all covered months, save those that are dated', () => {
  const { first, last } = coveredMonths;
  const spans = RULE_IDS.map((id) => [id, RULES[id].from, RULES[id].to]);
  expect(spans).toEqual(RULE_IDS.map((id) => [id, ...(DATED[id] ?? [first, last])]));
});

const SUCCESSIONS: readonly (readonly RuleId[])[] = [
  ['PAY-1', 'PAY-2', 'PAY-3'],
  ['CODE-10', 'CODE-11'],
];

test.each(SUCCESSIONS)('%s and its successors leave no month without a rule', (...ids) => {
  const spans = ids.map((id) => RULES[id]);
  const [first, last] = [spans[0], spans.at(-1)];
  expect([first?.from, last?.to]).toEqual([coveredMonths.first, coveredMonths.last]);
  for (const [index, span] of spans.slice(1).entries()) expect(span.from <= monthAfter(spans[index]?.to ?? '')).toBe(true);
});

function monthAfter(month: string): string {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}

test('no rule speaks in a month in which it is not in force', () => {
  for (const month of ['2024-01', '2024-12', '2025-01', '2025-09', '2025-10', '2025-12', '2026-01', '2026-12']) {
    const { findings } = assessMonth(aChart({ settingType: 'rhc' }), month, policyWith(chronicConditions), '2026-11-21');
    expect(findings.filter(({ ruleId }) => month < RULES[ruleId].from || month > RULES[ruleId].to)).toEqual([]);
  }
});
