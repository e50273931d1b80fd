import { expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import type { Chart, UnknownKind } from '../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import type { Finding } from '../../src/ccm/finding.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { type Policy, policyWith } from '../../src/ccm/policy.ts';
import { RULE_IDS, RULES, type RuleId } from '../../src/ccm/rules.ts';
import { isOpen, noWordText, settleText } from '../../src/app/finding-text.ts';
import { isAnswerable, mattersOf } from '../../src/app/matters.ts';
import { areStatementsLost, noWordOn } from '../../src/app/no-word.ts';
import { questionsIn } from '../../src/app/questions.ts';
import { RULE_ROWS } from '../ccm/rows/rows.ts';
import { aChart, aConfirmation, MONTH, without } from '../builders/chart.ts';

const chronicConditions = await loadChronicConditions();

/** A month in which something is unknown, so that it can be judged again. */
interface Case {
  readonly chart: Chart;
  readonly month: string;
  readonly policy: Policy;
}

const judge = ({ chart, month, policy }: Case): MonthAssessment => assessMonth(chart, month, policy, '2026-11-21');

const KINDS: readonly UnknownKind[] = ['not-recorded', 'not-granted', 'not-supported', 'unreadable', 'not-answered'];

const FACTS = Object.keys(aChart()).filter((key): key is Exclude<keyof Chart, 'practiceTimeZone'> => key !== 'practiceTimeZone');

const CASES: readonly Case[] = [
  ...RULE_ROWS.map((row) => ({
    chart: without(aChart(row.chart), ...(row.unknown ?? [])),
    month: row.month ?? MONTH,
    policy: policyWith(chronicConditions, row.policy),
  })),
  ...FACTS.flatMap((fact) =>
    KINDS.flatMap((kind) =>
      ['2024-05', MONTH].map((month) => ({
        chart: { ...without(aChart(), fact), unknownBecause: { [fact]: kind } },
        month,
        policy: policyWith(chronicConditions),
      })),
    ),
  ),
];

interface Unknown {
  readonly from: Case;
  readonly finding: Finding;
  readonly assessment: MonthAssessment;
}

const UNKNOWNS: readonly Unknown[] = CASES.flatMap((from) => {
  const assessment = judge(from);
  return assessment.findings.filter(({ verdict }) => verdict === 'unknown').map((finding) => ({ from, finding, assessment }));
});

const ruleOf = ({ finding }: Unknown) => finding.ruleId;
const offered = ({ finding, assessment }: Unknown) => mattersOf(finding, assessment.findings, []);

/** ELIG-3 acts through ELIG-1; the others are silent, or spoken for by another, where their facts are not known. */
const NEVER_UNKNOWN: readonly RuleId[] = ['SCOPE-1', 'ELIG-3', 'ELIG-5'];

test('the cases show every rule that can block as unknown, save those that never are', () => {
  const seen = new Set(UNKNOWNS.map(ruleOf));
  expect(RULE_IDS.filter((id) => RULES[id].severity === 'block' && !seen.has(id))).toEqual(NEVER_UNKNOWN);
});

/** What a person would miss who meets the unknown; undefined where nothing. */
function faultIn(unknown: Unknown): string | undefined {
  const { finding, assessment } = unknown;
  const { findings } = assessment;
  const forms = offered(unknown);
  const told = settleText(finding) ?? '';
  if (areStatementsLost(findings)) {
    const plan = findings.find((one) => one.ruleId === 'PLAN-1');
    return forms.length === 0 && /no answer could be read back/.test((plan && noWordText(plan)) ?? '') ? undefined : 'a lost answer';
  }
  if (noWordOn(finding, findings) === undefined) return forms.length > 0 && isAnswerable(finding, findings) ? undefined : 'no form';
  if (forms.length > 0) return 'a form beyond words';
  return isOpen(finding) && !/^(?:Nobody can answer|What people state is kept|It is said once)/.test(told) ? 'no reason' : undefined;
}

test.each(RULE_IDS.filter((id) => UNKNOWNS.some((unknown) => ruleOf(unknown) === id)))(
  '%s: whatever makes it unknown, there is a form for it, or it says why nobody’s word would do',
  (ruleId) => {
    expect(UNKNOWNS.filter((one) => ruleOf(one) === ruleId).flatMap((one) => faultIn(one) ?? [])).toEqual([]);
  },
);

test('a plain answer that is offered decides its rule', () => {
  const undecided = UNKNOWNS.filter((unknown) => offered(unknown).some(({ about }) => about === 'rule-confirmed')).filter((unknown) => {
    const { finding, from } = unknown;
    const answered = judge({ ...from, chart: { ...from.chart, confirmations: [aConfirmation(finding.ruleId)] } });
    const after = answered.findings.find(({ ruleId }) => ruleId === finding.ruleId);
    // A word on minutes that nobody sees would say that they are in order and leave them uncounted.
    const isOfUnseenTime = !answered.timeKnown && /^(?:TIME|CODE)-/.test(finding.ruleId);
    return after?.verdict !== 'met' || answered.unknowns.includes(finding.ruleId) || isOfUnseenTime;
  });
  expect(undecided.map(ruleOf)).toEqual([]);
});

test('only the log, the plan and the kind of practice are beyond anybody’s word', () => {
  const beyond = new Set(UNKNOWNS.filter(({ finding }) => noWordOn(finding) !== undefined).map(ruleOf));
  expect([...beyond].filter((id) => !/^(?:TIME|CODE)-|^CONS-5$/.test(id)).toSorted()).toEqual(['ELIG-2', 'PLAN-1', 'PLAN-3']);
});

test('each open question of a month that must be confirmed has a name and a place, and none is left out', () => {
  for (const { assessment } of UNKNOWNS.filter((one) => one.assessment.proposal === 'needs-confirmation')) {
    const open = assessment.findings.filter(({ ruleId }) => assessment.unknowns.includes(ruleId));
    const questions = questionsIn(open, assessment);
    const others = open.filter((finding) =>
      mattersOf(finding, assessment.findings, []).some(({ about }) => about === 'rule-confirmed'),
    ).length;
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.length).toBeGreaterThanOrEqual(open.length - Math.max(0, others - 1));
    expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
    expect(questions.filter(({ at, does }) => does === 'answer' && at.rule === undefined)).toEqual([]);
  }
});
