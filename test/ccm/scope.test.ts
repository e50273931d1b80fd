import { expect, test } from 'vitest';
import { RULES_VERSION } from '../../src/ccm/rules.ts';
import { assess } from './month.ts';

test('SCOPE-1 of a month that the tables do not cover nothing else is said', () => {
  const none = { staff: 0, qhp: 0, total: 0 };
  expect(assess({}, {}, '2027-01')).toStrictEqual({
    eligible: false,
    billable: false,
    distinctChronicConditions: [],
    blockers: ['SCOPE-1'],
    warnings: [],
    unknowns: [],
    countedMinutes: none,
    excludedMinutes: [],
    codes: [],
    alternatives: [],
    minutesToNext: null,
    nextCode: null,
    earliestDateOfService: null,
    otherPrograms: [],
    estAllowed: 0,
    ruleIds: ['SCOPE-1'],
    findings: [{ ruleId: 'SCOPE-1', verdict: 'not-met', effect: 'blocks', evidence: [{ fact: 'month', value: '2027-01' }] }],
    month: '2027-01',
    rulesVersion: RULES_VERSION,
    proposal: 'blocked',
    family: null,
    conditions: [],
    time: [],
    timeKnown: true,
    countedSeconds: none,
    defaultDateOfService: null,
    daysLeft: 0,
  });
});

test('the rules of an assessment are those that decided it, each once', () => {
  const { ruleIds, warnings } = assess({
    otherBilledCodes: [{ code: '99495', date: '2026-03-02', practitioner: 'same' }],
    carePlan: null,
    stays: [{ type: 'hospital-inpatient', start: '2026-03-09', end: '2026-03-10' }],
  });
  expect(ruleIds).toEqual(['ELIG-8', 'PLAN-1', 'CONC-5', 'TIME-12']);
  expect(warnings).toEqual(['CONC-5']);
});

test('ELIG-1 the conditions that count are named as people name them, each once', () => {
  expect(assess().distinctChronicConditions).toEqual(['Diabetes', 'Hypertension']);
});
