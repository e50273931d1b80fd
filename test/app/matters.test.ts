import { expect, test } from 'vitest';
import type { Finding } from '../../src/ccm/finding.ts';
import type { RuleId } from '../../src/ccm/rules.ts';
import { isAnswerable, mattersOf, othersBilling, refusalOf } from '../../src/app/matters.ts';
import type { Matter, Stater } from '../../src/app/statement-view.ts';
import { aFinding } from '../builders/assessment.ts';
import { aStatementView, NURSE, PHYSICIAN } from '../builders/statements.ts';

const unknown = (ruleId: RuleId): Finding => aFinding(ruleId, [], { verdict: 'unknown', effect: 'undecided' });
const notMet = (ruleId: RuleId): Finding => aFinding(ruleId, [], { verdict: 'not-met', effect: 'blocks' });
const abouts = (finding: Finding, findings: readonly Finding[] = [finding]) => mattersOf(finding, findings, []).map(({ about }) => about);

test.each<readonly [Finding, readonly Matter['about'][]]>([
  [notMet('ELIG-2'), ['significant-risk']],
  [unknown('ELIG-1'), ['twelve-months', 'rule-confirmed']],
  [unknown('ELIG-4'), ['initiating-visit', 'rule-confirmed']],
  [notMet('ELIG-5'), ['initiating-visit']],
  [unknown('ELIG-13'), ['model-participation']],
  [unknown('CONC-14'), ['global-surgery']],
  [unknown('PLAN-3'), ['care-plan-copy-given']],
  [notMet('PLAN-5'), ['care-plan-signed']],
  [notMet('CODE-17'), ['mdm-complexity']],
  [unknown('CODE-16'), ['care-plan-revised']],
  [notMet('CODE-7'), ['g0506']],
  [unknown('ELIG-7'), ['rule-confirmed']],
  [unknown('CONC-1'), ['rule-confirmed']],
  [notMet('CONS-1'), []],
  [aFinding('ELIG-7'), []],
])('%j is answered by %j', (finding, expected) => {
  expect(abouts(finding)).toEqual(expected);
});

test('the initiating visit is stated on the one of its rules that is not met', () => {
  const findings = [aFinding('ELIG-4'), aFinding('ELIG-5'), unknown('ELIG-6')];
  expect(findings.map((finding) => abouts(finding, findings))).toEqual([[], [], ['initiating-visit', 'rule-confirmed']]);
});

test('a rule that a person has answered stays open to another answer', () => {
  const history = [
    aStatementView({ about: 'rule-confirmed', ruleId: 'ELIG-7', said: { about: 'rule-confirmed', ruleId: 'ELIG-7', met: true } }),
  ];
  expect(mattersOf(aFinding('ELIG-7'), [aFinding('ELIG-7')], history)).toEqual([{ about: 'rule-confirmed', ruleId: 'ELIG-7' }]);
});

test('others’ billing gathers the rules that nobody can see here, and only where they are unknown', () => {
  expect(othersBilling([unknown('CONC-1'), aFinding('CONC-3'), unknown('CONC-10'), unknown('CONC-5'), unknown('CONC-18')])).toEqual({
    about: 'others-billing',
    rules: ['CONC-1', 'CONC-10', 'CONC-18'],
  });
  expect(othersBilling([aFinding('CONC-1')])).toBeNull();
});

test.each<readonly [Finding, boolean]>([
  [notMet('ELIG-2'), true],
  [unknown('ELIG-7'), true],
  [notMet('ELIG-1'), false],
  [notMet('CONS-1'), false],
  [aFinding('ELIG-2'), false],
])('%j can be settled by a person’s word: %s', (finding, expected) => {
  expect(isAnswerable(finding, [finding])).toBe(expected);
});

const CLINICIANS: readonly Matter[] = [
  { about: 'significant-risk' },
  { about: 'twelve-months' },
  { about: 'initiating-visit' },
  { about: 'mdm-complexity' },
  { about: 'g0506' },
  { about: 'condition-override', condition: 'Condition/1', display: 'Gout' },
  { about: 'care-plan-signed' },
  { about: 'care-plan-revised' },
  { about: 'rule-confirmed', ruleId: 'ELIG-1' },
  { about: 'rule-confirmed', ruleId: 'ELIG-6' },
];

test.each(CLINICIANS)('$about: a nurse is refused with the reason, the physician is not', (matter) => {
  expect(refusalOf(matter, NURSE)).toBe('Only a physician, NP or PA can state this; you are signed in as clinical staff.');
  expect(refusalOf(matter, PHYSICIAN)).toBeUndefined();
});

test.each<Matter>([
  { about: 'global-surgery' },
  { about: 'model-participation' },
  { about: 'care-plan-copy-given' },
  { about: 'others-billing', rules: ['CONC-1'] },
  { about: 'rule-confirmed', ruleId: 'ELIG-7' },
])('$about: anyone on the team may state it', (matter) => {
  for (const performer of ['clinical-staff', 'non-clinical-staff', 'physician-qhp'] as const) {
    expect(refusalOf(matter, { ...NURSE, performer })).toBeUndefined();
  }
});

test.each<readonly [string, Matter, Stater, RegExp]>([
  ['nobody known', { about: 'care-plan-copy-given' }, { ...PHYSICIAN, name: null }, /did not say who is signed in/],
  ['software', { about: 'care-plan-copy-given' }, { ...NURSE, performer: 'software' }, /Only a person/],
  [
    'another physician, on complexity',
    { about: 'mdm-complexity' },
    { ...PHYSICIAN, isBillingPractitioner: false },
    /Dr. Felix Fictional, can state this: it cannot be delegated/,
  ],
  ['a role still being read', { about: 'significant-risk' }, { name: 'X', isBeingRead: true }, /still being asked/],
])('%s is refused', (_who, matter, stater, reason) => {
  expect(refusalOf(matter, stater)).toMatch(reason);
});

test('a role that the EHR does not tell is asked for in the form, not refused', () => {
  expect(refusalOf({ about: 'significant-risk' }, { name: 'Casey Cliniciansample', isBeingRead: false })).toBeUndefined();
});
