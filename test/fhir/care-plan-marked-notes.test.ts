import { type Arbitrary, array, assert, constant, constantFrom, oneof, property, record, string, uuid } from 'fast-check';
import { expect, test } from 'vitest';
import { dismissals, lastReconciliation, markedNotes, markText, type PlanMark, readMark } from '../../src/fhir/care-plan/marked-notes.ts';

const someWords = string({ minLength: 1, maxLength: 40 })
  .map((text) => text.replaceAll(/\s+/g, ' ').trim())
  .filter((text) => text !== '' && !text.endsWith(')'));
const someId = uuid();

const mark: Arbitrary<PlanMark> = oneof(
  record({ kind: constant('barrier' as const), goal: someId.map((id) => `Goal/${id}`), goalWords: someWords, text: someWords }),
  record({ kind: constant('barrier' as const), goal: someId.map((id) => `#goal-${id}`), goalWords: someWords, text: someWords }),
  record({ kind: constant('dismissed' as const), condition: someId.map((id) => `Condition/${id}`), words: someWords, reason: someWords }),
  record({ kind: constant('restored' as const), condition: someId.map((id) => `Condition/${id}`), words: someWords }),
  record({
    kind: constant('reconciled' as const),
    medicines: array(
      record({
        reference: someId.map((id) => `MedicationRequest/${id}`),
        display: someWords,
        answer: constantFrom('taking' as const, 'not-taking' as const, 'unsure' as const),
        remark: someWords,
      }),
      { maxLength: 4 },
    ),
  }),
);

test('what a note records is read back from its words alone', () => {
  assert(
    property(mark, (one) => {
      expect(readMark({ text: markText(one) })).toEqual(one);
    }),
  );
});

test('a barrier to a goal that has no record yet names it by its words', () => {
  const barrier: PlanMark = { kind: 'barrier', goalWords: 'Walk to the lake', text: 'No ride on weekdays' };
  expect(readMark({ text: markText(barrier) })).toEqual(barrier);
});

test.each(['Called the daughter.', 'Not for this plan: asthma', 'Barrier', ''])(
  'a note in a person’s own words records nothing: %s',
  (text) => {
    expect(readMark({ text })).toBeNull();
  },
);

test('a condition stays out of the plan until somebody takes that back, whatever the order of the notes', () => {
  const asthma = { condition: 'Condition/1', words: 'Asthma' };
  const dismissed = {
    text: markText({ kind: 'dismissed', ...asthma, reason: 'As a child' }),
    time: '2026-10-01T10:00:00Z',
    author: 'Jane',
  };
  const restored = { text: markText({ kind: 'restored', ...asthma }), time: '2026-10-02T10:00:00Z' };
  expect(dismissals(markedNotes([dismissed]))).toMatchObject([{ mark: { reason: 'As a child' }, by: 'Jane' }]);
  expect(dismissals(markedNotes([restored, dismissed]))).toEqual([]);
});

const note = (answer: 'taking' | 'unsure', time: string) => ({
  text: markText({ kind: 'reconciled', medicines: [{ reference: 'MedicationRequest/1', display: 'Metformin', answer }] }),
  time,
});

test('of several rounds through the medicines the latest counts', () => {
  const marks = markedNotes([note('unsure', '2026-11-01T10:00:00Z'), note('taking', '2026-10-01T10:00:00Z')]);
  expect(lastReconciliation(marks)).toMatchObject({ at: '2026-11-01T10:00:00Z', mark: { medicines: [{ answer: 'unsure' }] } });
});
