import { expect, test } from 'vitest';
import { isQualifyingVisit } from '../../src/ccm/initiating-visit.ts';
import { checkStatement, checkWithdrawal, emptyStatementFields, type StatementFields } from '../../src/app/statement-form.ts';
import { VISIT_KINDS } from '../../src/app/statement-text.ts';
import type { Matter, Stater } from '../../src/app/statement-view.ts';
import { PHYSICIAN } from '../builders/statements.ts';

const TODAY = '2026-11-21';

function check(matter: Matter, fields: Partial<StatementFields>, stater: Stater = PHYSICIAN) {
  return checkStatement(matter, { ...emptyStatementFields(matter, TODAY), reason: 'As examined.', ...fields }, { today: TODAY, stater });
}

const MATTERS: readonly Matter[] = [
  { about: 'significant-risk' },
  { about: 'twelve-months' },
  { about: 'initiating-visit' },
  { about: 'mdm-complexity' },
  { about: 'g0506' },
  { about: 'global-surgery' },
  { about: 'model-participation' },
  { about: 'condition-override', condition: 'Condition/1', display: 'Gout' },
  { about: 'rule-confirmed', ruleId: 'ELIG-7' },
  { about: 'others-billing', rules: ['CONC-1', 'CONC-3'] },
  { about: 'care-plan-signed' },
  { about: 'care-plan-copy-given' },
  { about: 'care-plan-revised' },
];

test.each(MATTERS)('$about: without a reason nothing is stated', (matter) => {
  expect(check(matter, { reason: '  ' })).toMatchObject({ ok: false, errors: { reason: expect.any(String) } });
});

test.each<readonly [Matter, Partial<StatementFields>, object]>([
  [{ about: 'significant-risk' }, { answer: 'yes' }, { about: 'significant-risk', holds: true }],
  [{ about: 'significant-risk' }, { answer: 'no' }, { about: 'significant-risk', holds: false }],
  [{ about: 'twelve-months' }, {}, { about: 'twelve-months', holds: true }],
  [
    { about: 'initiating-visit' },
    { date: '2026-03-04', code: '99214', discussed: 'no' },
    { about: 'initiating-visit', date: '2026-03-04', code: '99214', ccmDiscussed: false },
  ],
  [
    { about: 'initiating-visit' },
    { date: '2026-03-04', code: 'G0439', modality: 'audio-video', discussed: 'yes', newPatient: 'yes' },
    { about: 'initiating-visit', date: '2026-03-04', code: 'G0439', modality: 'audio-video', ccmDiscussed: true, newPatient: true },
  ],
  [{ about: 'mdm-complexity' }, { level: 'high' }, { about: 'mdm-complexity', level: 'high', byBillingPractitioner: true }],
  [{ about: 'g0506' }, { answer: 'no' }, { about: 'g0506', planning: null }],
  [
    { about: 'g0506' },
    { answer: 'yes', date: '2026-11-03', personally: 'yes', beyondUsual: 'yes', billedBefore: 'no' },
    {
      about: 'g0506',
      planning: { date: '2026-11-03', personallyByBillingPractitioner: true, beyondUsualEffort: true, previouslyBilled: false },
    },
  ],
  [{ about: 'global-surgery' }, { answer: 'no' }, { about: 'global-surgery', period: null }],
  [
    { about: 'global-surgery' },
    { answer: 'yes', practitioner: 'other', date: '2026-11-03', end: '2027-02-01' },
    { about: 'global-surgery', period: { practitioner: 'other', start: '2026-11-03', end: '2027-02-01' } },
  ],
  [{ about: 'model-participation' }, { model: 'none' }, { about: 'model-participation', model: null }],
  [{ about: 'model-participation' }, { model: 'GUIDE-aligned' }, { about: 'model-participation', model: 'GUIDE-aligned' }],
  [
    { about: 'condition-override', condition: 'Condition/1', display: 'Gout' },
    { answer: 'no' },
    { about: 'condition-override', condition: 'Condition/1', counts: false },
  ],
  [{ about: 'rule-confirmed', ruleId: 'ELIG-7' }, { answer: 'no' }, { about: 'rule-confirmed', ruleId: 'ELIG-7', met: false }],
  [{ about: 'care-plan-signed' }, {}, { about: 'care-plan-signed', holds: true }],
  [{ about: 'care-plan-revised' }, { answer: 'yes' }, { about: 'care-plan-revised', holds: true }],
])('%j with %j states it', (matter, fields, said) => {
  expect(check(matter, fields)).toEqual({ ok: true, said: [said], reason: 'As examined.' });
});

test('the copy’s reason says to whom it was given', () => {
  expect(check({ about: 'care-plan-copy-given' }, { to: 'the patient’s daughter', reason: 'On paper.' })).toEqual({
    ok: true,
    said: [{ about: 'care-plan-copy-given', date: TODAY }],
    reason: 'Given to the patient’s daughter. On paper.',
  });
});

test('a check of others’ billing answers every rule asked for', () => {
  expect(check({ about: 'others-billing', rules: ['CONC-1', 'CONC-10'] }, {})).toMatchObject({
    said: [
      { about: 'rule-confirmed', ruleId: 'CONC-1', met: true },
      { about: 'rule-confirmed', ruleId: 'CONC-10', met: true },
    ],
  });
});

test.each<readonly [Matter, Partial<StatementFields>, string]>([
  [{ about: 'significant-risk' }, {}, 'answer'],
  [{ about: 'initiating-visit' }, { code: '99214', discussed: 'yes' }, 'date'],
  [{ about: 'initiating-visit' }, { date: '2026-02-30', code: '99214', discussed: 'yes' }, 'date'],
  [{ about: 'initiating-visit' }, { date: '2026-11-22', code: '99214', discussed: 'yes' }, 'date'],
  [{ about: 'initiating-visit' }, { date: '2026-03-04', code: '99211', discussed: 'yes' }, 'code'],
  [{ about: 'initiating-visit' }, { date: '2026-03-04', code: '99214' }, 'discussed'],
  [{ about: 'mdm-complexity' }, {}, 'level'],
  [{ about: 'g0506' }, { answer: 'yes', date: '2026-11-03', personally: 'yes', beyondUsual: 'yes' }, 'billedBefore'],
  [{ about: 'global-surgery' }, { answer: 'yes', practitioner: 'same', date: '2026-11-03' }, 'end'],
  [{ about: 'global-surgery' }, { answer: 'yes', practitioner: 'same', date: '2026-11-03', end: '2026-11-02' }, 'end'],
  [{ about: 'global-surgery' }, { answer: 'yes', date: '2026-11-03', end: '2026-12-02' }, 'practitioner'],
  [{ about: 'model-participation' }, {}, 'model'],
  [{ about: 'care-plan-copy-given' }, { to: '' }, 'to'],
  [{ about: 'care-plan-copy-given' }, { to: 'the patient', date: '2026-11-22' }, 'date'],
])('%j with %j is not complete: %s', (matter, fields, field) => {
  const result = check(matter, fields);
  expect(result.ok ? [] : Object.keys(result.errors)).toEqual([field]);
});

test('where the EHR does not tell the role, a clinician’s statement asks for it and says so in its words', () => {
  const stater: Stater = { name: 'Casey Cliniciansample', isBeingRead: false };
  const risk: Matter = { about: 'significant-risk' };
  expect(check(risk, { answer: 'yes' }, stater)).toMatchObject({ ok: false, errors: { role: 'Choose one.' } });
  expect(check(risk, { answer: 'yes', role: 'other' }, stater)).toMatchObject({ ok: false });
  expect(check(risk, { answer: 'yes', role: 'clinician' }, stater)).toMatchObject({
    ok: true,
    reason: 'As examined.\nStated as a physician, NP or PA; the EHR does not tell the role.',
  });
});

test('where the chart names no billing practitioner, complexity asks whether it is the signed-in person', () => {
  const { isBillingPractitioner: _known, ...stater } = PHYSICIAN;
  const complexity: Matter = { about: 'mdm-complexity' };
  expect(check(complexity, { level: 'moderate' }, stater)).toMatchObject({ ok: false, errors: { isBilling: 'Choose one.' } });
  expect(check(complexity, { level: 'moderate', isBilling: 'no' }, stater)).toMatchObject({ ok: false });
  expect(check(complexity, { level: 'moderate', isBilling: 'yes' }, stater)).toMatchObject({ ok: true });
});

test('taking a statement back needs a reason', () => {
  const matter: Matter = { about: 'global-surgery' };
  const fields = emptyStatementFields(matter, TODAY);
  const context = { today: TODAY, stater: PHYSICIAN };
  expect(checkWithdrawal(matter, fields, context)).toMatchObject({ ok: false });
  expect(checkWithdrawal(matter, { ...fields, reason: 'Wrong patient.' }, context)).toEqual({ ok: true, reason: 'Wrong patient.' });
});

test('every kind of visit that the form offers can begin CCM, and none that can is left out', () => {
  const offered = VISIT_KINDS.flatMap(({ codes }) => Object.keys(codes));
  expect(offered.filter((code) => !can(code))).toEqual([]);
  const possible = [...range(99_202, 99_215), ...range(99_341, 99_350), ...range(99_495, 99_496), 'G0402', 'G0438', 'G0439'];
  expect(possible.filter(can).toSorted()).toEqual(offered.toSorted());
});

function can(code: string): boolean {
  return isQualifyingVisit({ date: '2026-03-04', code, practitioner: 'same' });
}

function range(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
