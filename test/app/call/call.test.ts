import { expect, test } from 'vitest';
import { addressed, type Call, type CallCondition, newCall, withTopic } from '../../../src/app/call/call.ts';
import { type CallErrors, checkCall, withOutcome } from '../../../src/app/call/call-form.ts';
import { wholeNote } from '../../../src/app/call/call-text.ts';
import { readCall } from '../../../src/app/call/read-call.ts';
import { topicGroups } from '../../../src/app/call/topics.ts';
import { anInput } from '../timekeeping/unsent-stage.ts';

const DIABETES: CallCondition = { reference: 'Condition/dm', display: 'Type 2 diabetes', name: 'Diabetes', group: 'diabetes' };
const RARE: CallCondition = { reference: 'Condition/rare', display: 'A rare disease', name: 'A rare disease' };
const CONDITIONS = [DIABETES, RARE];
const TOPICS = topicGroups(CONDITIONS).flatMap(({ topics }) => topics);
const GOALS = [
  { key: 'Goal/1', reference: 'Goal/1', what: 'Walk 20 minutes a day', byPatient: true, problems: [] },
  { key: 'Goal/2', reference: 'Goal/2', what: 'HbA1c below 7.5 %', byPatient: false, problems: ['Type 2 diabetes'] },
];

function aCall(overrides: Partial<Call> = {}): Call {
  return { ...newCall('call-1', 'timer-1'), ...overrides };
}

function check(call: Call) {
  const errors: CallErrors = {};
  const context = { performer: 'clinical-staff', conditions: CONDITIONS, topics: TOPICS, goals: GOALS, today: '2026-11-18' } as const;
  return { work: checkCall(call, context, errors), errors };
}

test('every counted condition has topics, one that is not in the table too, and no two topics share an id or a label', () => {
  expect(topicGroups(CONDITIONS).map(({ title, topics }) => [title, topics.length > 0])).toEqual([
    ['Every call', true],
    ['Diabetes', true],
    ['A rare disease', true],
  ]);
  expect(new Set(TOPICS.map(({ id }) => id)).size).toBe(TOPICS.length);
  expect(new Set(TOPICS.map(({ label }) => label)).size).toBe(TOPICS.length);
});

test('a ticked topic addresses its condition; a person’s own mark outweighs it', () => {
  const topic = TOPICS.find(({ condition }) => condition === 'Condition/dm');
  if (topic === undefined) throw new Error('no topic of diabetes');
  const ticked = withTopic(aCall(), topic, true);
  expect(addressed(ticked, CONDITIONS, TOPICS)).toEqual([{ reference: 'Condition/dm', display: 'Type 2 diabetes' }]);
  const marked = { ...ticked, marks: { 'Condition/dm': false, 'Condition/rare': true } };
  expect(addressed(marked, CONDITIONS, TOPICS).map(({ reference }) => reference)).toEqual(['Condition/rare']);
  expect(addressed(withTopic(ticked, topic, false), CONDITIONS, TOPICS)).toEqual([]);
});

test('ACT-22 voicemail and no answer are an attempt that does not count, unless other work was done', () => {
  expect(withOutcome(aCall(), { outcome: 'voicemail' }).activity).toBe('voicemail-only-no-information');
  expect(withOutcome(aCall(), { outcome: 'no-answer' }).activity).toBe('voicemail-only-no-information');
  expect(withOutcome(aCall({ activity: 'record-review' }), { outcome: 'voicemail' }).activity).toBe('record-review');
  const back = withOutcome(withOutcome(aCall(), { outcome: 'voicemail' }), { outcome: 'reached' });
  expect(back.activity).toBe('care-coordination-call');
});

test('an attempt needs no typing; a call that reached somebody needs a note', () => {
  expect(check(withOutcome(aCall(), { outcome: 'voicemail' })).work).toMatchObject({
    activity: 'voicemail-only-no-information',
    outcome: 'voicemail',
    note: 'Called; left a voicemail.',
  });
  expect(check(aCall({ outcome: 'reached' }))).toMatchObject({
    work: null,
    errors: { note: expect.stringContaining('not saved without a note') },
  });
  expect(check(aCall()).errors.outcome).toBeDefined();
});

test('progress and what is to be done are in the note, and are no note by themselves', () => {
  const call = aCall({
    outcome: 'reached',
    medicines: 'Lisinopril 20 mg by Dr. Fictional',
    tasks: 'Refill metformin',
    goals: { 'Goal/1': { progress: 'improving', word: 'to the mailbox' }, 'Goal/2': { progress: '', word: 'not asked' } },
    nextContact: '2026-12-02',
  });
  expect(wholeNote({ ...call, note: 'Well.' }, GOALS, [])).toBe(
    [
      'Well.',
      'Medicine changes: Lisinopril 20 mg by Dr. Fictional',
      'To do: Refill metformin',
      'Goals: Walk 20 minutes a day: improving (to the mailbox)',
      'Next contact: 2 Dec 2026',
    ].join('\n'),
  );
  expect(check(call).errors.note).toBeDefined();
});

test('a call back needs a day, and no day lies in the past', () => {
  const call = aCall({ outcome: 'call-back', note: 'At dinner.' });
  expect(check(call).errors.nextContact).toBe('When will you call back?');
  expect(check({ ...call, nextContact: '2026-11-17' }).errors.nextContact).toBe('That day is past.');
  expect(check({ ...call, nextContact: '2026-11-18' }).work?.note).toBe('At dinner.\nCall back: 18 Nov 2026');
});

test('a kept call reads back as it was; anything else is none', () => {
  const plan = {
    at: '2026-11-18T15:30:00-05:00',
    goals: [{ reference: 'Goal/1', what: 'Walk', progress: 'improving', word: '' }],
  } as const;
  const call = aCall({
    note: 'Well.',
    marks: { 'Condition/dm': true },
    confirmed: { input: anInput(), handedOver: true, timeStored: false, plan, planStored: false },
  });
  expect(readCall(JSON.parse(JSON.stringify(call)))).toEqual(call);
  expect(readCall({ ...call, note: 3 })).toBeNull();
  expect(readCall({ ...call, confirmed: { ...call.confirmed, input: {} } })).toBeNull();
  expect(readCall(null)).toBeNull();
});
