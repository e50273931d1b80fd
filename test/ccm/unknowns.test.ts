import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import { aChart, aConfirmation, aTimeEntry, MONTH, without } from '../builders/chart.ts';
import { assess, codesText } from './month.ts';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';

const policy = policyWith(await loadChronicConditions());

function assessWithout(key: keyof Chart, overrides: Partial<Chart> = {}) {
  return assessMonth(without(aChart(overrides), key), MONTH, policy, '2026-11-21');
}

const NEEDED: readonly (readonly [keyof Chart, readonly string[]])[] = [
  ['coverage', ['ELIG-7']],
  ['conditions', ['ELIG-1']],
  ['riskAttestation', ['ELIG-2']],
  ['visits', ['ELIG-4']],
  ['newPatient', ['ELIG-4']],
  ['ccmStartDate', ['ELIG-4']],
  ['modelParticipation', ['ELIG-13']],
  ['consent', ['CONS-1', 'CONS-2', 'CONS-3', 'CONS-4']],
  ['carePlan', ['PLAN-1', 'PLAN-3']],
  ['practice', ['PRAC-1', 'PRAC-2', 'PRAC-3']],
  ['billingPractitioner', ['CONS-3', 'WHO-2']],
  ['otherBilledCodes', ['CONC-1', 'CONC-3', 'CONC-4', 'CONC-9', 'CONC-10']],
  ['globalSurgery', ['CONC-14']],
  ['stays', ['TIME-12']],
  ['deathDate', ['TIME-13']],
];

test.each(NEEDED)('%s not known leaves %s undecided, the codes proposed and the month not billable', (key, ruleIds) => {
  const assessment = assessWithout(key);
  expect(new Set(assessment.unknowns)).toEqual(new Set(ruleIds));
  expect(assessment).toMatchObject({ eligible: true, billable: false, blockers: [], proposal: 'needs-confirmation' });
  expect(codesText(assessment.codes)).toBe('99490');
});

test.each([
  'hospiceElection',
  'mdmComplexity',
  'mdmByBillingPractitioner',
  'carePlanSubstantiallyRevised',
  'g0506',
  'settingType',
] as const)('%s not known changes nothing in this month and is not asked for', (key) => {
  expect(assessWithout(key)).toMatchObject({ unknowns: [], billable: true });
});

test.each(NEEDED)('%s: a person’s word on each rule settles the month, and the evidence names them', (key, ruleIds) => {
  const assessment = assessWithout(key, { confirmations: ruleIds.map((ruleId) => aConfirmation(ruleId)) });
  expect(assessment).toMatchObject({ unknowns: [], billable: true, proposal: 'billable' });
  for (const ruleId of ruleIds) {
    const finding = assessment.findings.find((one) => one.ruleId === ruleId);
    expect(finding).toMatchObject({ verdict: 'met' });
    expect(finding?.evidence.some((one) => one.fact === 'confirmation' && one.by === 'Dr. Testa Fictional')).toBe(true);
  }
});

test.each(NEEDED)('%s: a person’s no blocks the month', (key, ruleIds) => {
  const assessment = assessWithout(key, { confirmations: ruleIds.map((ruleId) => aConfirmation(ruleId, { met: false })) });
  expect(new Set(assessment.blockers)).toEqual(new Set(ruleIds));
  expect(assessment).toMatchObject({ billable: false, codes: [], proposal: 'blocked' });
});

test('a word on one rule says nothing of another', () => {
  expect(assessWithout('consent', { confirmations: [aConfirmation('CONS-1')] }).unknowns).toEqual(['CONS-2', 'CONS-3', 'CONS-4']);
});

test('a word never overrules what the chart says', () => {
  expect(assess({ consent: null, confirmations: [aConfirmation('CONS-1')] }).blockers).toEqual(['CONS-1']);
  expect(assess({ confirmations: [aConfirmation('ELIG-1', { met: false })] }).billable).toBe(true);
});

test('a word for another month does not hold, one without a month does', () => {
  expect(assessWithout('coverage', { confirmations: [aConfirmation('ELIG-7', { month: '2026-02' })] }).unknowns).toEqual(['ELIG-7']);
  expect(assessWithout('coverage', { confirmations: [aConfirmation('ELIG-7', { month: MONTH })] }).billable).toBe(true);
});

test('the latest word holds, and of two of one day the no', () => {
  const no = aConfirmation('ELIG-7', { met: false, date: '2026-03-10' });
  const yes = aConfirmation('ELIG-7', { date: '2026-03-11' });
  const sameDay = aConfirmation('ELIG-7', { date: '2026-03-10' });
  for (const confirmations of [
    [no, yes],
    [yes, no],
  ])
    expect(assessWithout('coverage', { confirmations }).billable).toBe(true);
  for (const confirmations of [
    [no, sameDay],
    [sameDay, no],
  ])
    expect(assessWithout('coverage', { confirmations }).blockers).toEqual(['ELIG-7']);
});

test('CODE-17 a word on complexity proposes or withholds 99487', () => {
  const unknown: Partial<Chart> = { timeEntries: [aTimeEntry({ minutes: 60 })], mdmComplexity: null, carePlanSubstantiallyRevised: true };
  expect(codesText(assess({ ...unknown, confirmations: [aConfirmation('CODE-17')] }).codes)).toBe('99487');
  expect(assess({ ...unknown, confirmations: [aConfirmation('CODE-17', { met: false })] })).toMatchObject({ billable: true, unknowns: [] });
  expect(assess(unknown)).toMatchObject({ billable: false, unknowns: ['CODE-17'] });
});

test('the evidence of an unknown says why it is unknown', () => {
  const assessment = assessWithout('coverage', { unknownBecause: { coverage: 'not-granted' } });
  expect(assessment.findings.find((finding) => finding.ruleId === 'ELIG-7')?.evidence).toEqual([
    { fact: 'coverage-type', unknownBecause: 'not-granted' },
  ]);
});

test('a month without enough minutes is not yet billable, whatever is unknown', () => {
  const assessment = assessWithout('coverage', { timeEntries: [] });
  expect(assessment).toMatchObject({ proposal: 'not-yet', unknowns: ['ELIG-7'], billable: false });
});

test('under a blocker the minutes and the other unknowns are still told', () => {
  const assessment = assessWithout('coverage', { consent: null });
  expect(assessment).toMatchObject({
    blockers: ['CONS-1'],
    unknowns: ['ELIG-7'],
    countedMinutes: { total: 20 },
    estAllowed: 0,
    minutesToNext: null,
  });
});

test('eligible is about the patient and the practice, not about other services', () => {
  expect(assess({ otherBilledCodes: [{ code: 'G0181', date: '2026-03-02', practitioner: 'same' }] })).toMatchObject({
    eligible: true,
    billable: false,
  });
  expect(assess({ practice: { access24x7: false, designatedCareTeamMember: true, certifiedEhr: true } })).toMatchObject({
    eligible: false,
  });
});
