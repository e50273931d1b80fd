import { expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { aChart, MONTH, without } from '../builders/chart.ts';
import { CODE_EVIDENCE } from './rows/evidence/codes.ts';
import { CONCURRENCY_CLAIM_EVIDENCE } from './rows/evidence/concurrency-claim.ts';
import { CONSENT_PLAN_PRACTICE_EVIDENCE } from './rows/evidence/consent-plan-practice.ts';
import { ELIGIBILITY_EVIDENCE } from './rows/evidence/eligibility.ts';
import type { EvidenceRow } from './rows/evidence/row.ts';
import { TIME_EVIDENCE } from './rows/evidence/time.ts';

const chronicConditions = await loadChronicConditions();

const ROWS: readonly EvidenceRow[] = [
  ...ELIGIBILITY_EVIDENCE,
  ...CONSENT_PLAN_PRACTICE_EVIDENCE,
  ...TIME_EVIDENCE,
  ...CODE_EVIDENCE,
  ...CONCURRENCY_CLAIM_EVIDENCE,
];

test.each(ROWS.map((row) => [`${row.rule} shows what it rests on: ${row.when}`, row] as const))('%s', (_name, row) => {
  const chart = without(aChart(row.chart), ...(row.unknown ?? []));
  const { findings } = assessMonth(chart, row.month ?? MONTH, policyWith(chronicConditions, row.policy), '2026-11-21');
  expect(findings.find((finding) => finding.ruleId === row.rule)?.evidence).toStrictEqual(row.shows);
});
