import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import { aBilledCode, aCarePlan, aChart, aConfirmation, aConsent, aTimeEntry, MONTH, without } from '../builders/chart.ts';
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

test('TIME-1 a log that could not be read is not a log of nothing', () => {
  const assessment = assessWithout('timeEntries', { unknownBecause: { timeEntries: 'not-granted' } });
  expect(assessment).toMatchObject({
    timeKnown: false,
    proposal: 'needs-confirmation',
    unknowns: ['TIME-1'],
    blockers: [],
    billable: false,
    codes: [],
    minutesToNext: null,
    nextCode: null,
  });
  const about = assessment.findings.filter(({ evidence }) => evidence.some(({ unknownBecause }) => unknownBecause === 'not-granted'));
  expect(about.map(({ ruleId }) => ruleId)).toEqual(
    expect.arrayContaining(['TIME-1', 'TIME-2', 'TIME-3', 'TIME-17', 'CODE-1', 'CODE-3', 'CODE-5']),
  );
  expect(about.every(({ verdict }) => verdict === 'unknown')).toBe(true);
});

test('TIME-1 an empty log is known, and so is the way to the first code', () => {
  expect(assess({ timeEntries: [] })).toMatchObject({ timeKnown: true, proposal: 'not-yet', minutesToNext: 20, nextCode: '99490' });
});

test('TIME-1 a person’s word that the log shows nothing else settles the question', () => {
  const assessment = assessWithout('timeEntries', { confirmations: [aConfirmation('TIME-1')] });
  expect(assessment).toMatchObject({ timeKnown: false, proposal: 'not-yet', unknowns: [] });
});

test('TIME-1 under a blocker an unread log is unknown all the same', () => {
  expect(assessWithout('timeEntries', { consent: null })).toMatchObject({ timeKnown: false, proposal: 'blocked', unknowns: ['TIME-1'] });
});

test('CONS-1 and PLAN-1 say when consent and plan came, where that was after the month', () => {
  const { findings, blockers } = assess({
    consent: aConsent({ date: '2026-06-03', reference: 'Consent/c' }),
    carePlan: aCarePlan({ establishedDate: '2026-06-04', reference: 'CarePlan/p' }),
  });
  expect(blockers).toEqual(expect.arrayContaining(['CONS-1', 'PLAN-1']));
  const evidenceOf = (ruleId: string) => findings.find((finding) => finding.ruleId === ruleId)?.evidence;
  expect(evidenceOf('CONS-1')).toEqual([{ fact: 'consent-after-month', value: '2026-06-03', reference: 'Consent/c' }]);
  expect(evidenceOf('PLAN-1')).toEqual([{ fact: 'plan-after-month', value: '2026-06-04', reference: 'CarePlan/p' }]);
});

test('CONC-2 the charges that stand side by side are named, and block without making anybody ineligible', () => {
  const ownCharges = ['99487', '99490', '99439'].map((code) => aBilledCode(code, { reference: `ChargeItem/${code}` }));
  const assessment = assess({ ownCharges });
  expect(assessment).toMatchObject({ blockers: ['CONC-2'], proposal: 'blocked', eligible: true, codes: [] });
  expect(assessment.findings.find(({ ruleId }) => ruleId === 'CONC-2')?.evidence).toEqual([
    { fact: 'own-charge', value: '99487', reference: 'ChargeItem/99487' },
    { fact: 'own-charge', value: '99490', reference: 'ChargeItem/99490' },
    { fact: 'own-charge', value: '99439', reference: 'ChargeItem/99439' },
  ]);
});

test('CODE-15 one coding recorded and another proposed is told and blocks nothing', () => {
  const assessment = assess({ ownCharges: [aBilledCode('99491')] });
  expect(assessment).toMatchObject({ billable: true, warnings: ['CODE-15'] });
  expect(codesText(assessment.codes)).toBe('99490');
});
