import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dismissals, lastReconciliation, markedNotes, markText, type PlanMark, readMark } from '../../src/fhir/care-plan/marked-notes.ts';

const words = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.replaceAll(/\s+/g, ' ').trim())
  .filter((text) => text !== '' && !/\)$/.test(text));
const reference = fc.uuid();

const mark: fc.Arbitrary<PlanMark> = fc.oneof(
  fc.record({ kind: fc.constant('barrier' as const), goal: reference.map((id) => `Goal/${id}`), goalWords: words, text: words }),
  fc.record({ kind: fc.constant('barrier' as const), goal: reference.map((id) => `#goal-${id}`), goalWords: words, text: words }),
  fc.record({ kind: fc.constant('dismissed' as const), condition: reference.map((id) => `Condition/${id}`), words, reason: words }),
  fc.record({ kind: fc.constant('restored' as const), condition: reference.map((id) => `Condition/${id}`), words }),
  fc.record({
    kind: fc.constant('reconciled' as const),
    medicines: fc.array(
      fc.record({
        reference: reference.map((id) => `MedicationRequest/${id}`),
        display: words,
        answer: fc.constantFrom('taking' as const, 'not-taking' as const, 'unsure' as const),
        remark: words,
      }),
      { maxLength: 4 },
    ),
  }),
);

test('what a note records is read back from its words alone', () => {
  fc.assert(
    fc.property(mark, (one) => {
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

test('of several rounds through the medicines the latest counts', () => {
  const note = (answer: 'taking' | 'unsure', time: string) => ({
    text: markText({ kind: 'reconciled', medicines: [{ reference: 'MedicationRequest/1', display: 'Metformin', answer }] }),
    time,
  });
  const marks = markedNotes([note('unsure', '2026-11-01T10:00:00Z'), note('taking', '2026-10-01T10:00:00Z')]);
  expect(lastReconciliation(marks)).toMatchObject({ at: '2026-11-01T10:00:00Z', mark: { medicines: [{ answer: 'unsure' }] } });
});
