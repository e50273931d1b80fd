import { expect, test } from 'vitest';
import { amountOf, booleanOf, dateOf, isLoose, listOf, noneOr, oneOf, textOf } from '../../src/ccm/plain-values.ts';

test('a value is what it is, and nothing that only looks like it', () => {
  expect([0, 2.5].map(amountOf)).toEqual([0, 2.5]);
  expect([-1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, [5]].map(amountOf)).toEqual(Array.from({ length: 6 }));
  expect(['a', ' '].map(textOf)).toEqual(['a', ' ']);
  expect(['', 5, null, ['a']].map(textOf)).toEqual(Array.from({ length: 4 }));
  expect([true, false, 'true', 1, null].map(booleanOf)).toEqual([true, false, undefined, undefined, undefined]);
  expect(['2026-03-05', '2026-02-30', 20_260_305, null].map(dateOf)).toEqual(['2026-03-05', undefined, undefined, undefined]);
  expect([{}, { a: 1 }, [], null, 'a', undefined].map(isLoose)).toEqual([true, true, false, false, false, false]);
  expect([listOf([1]), listOf('ab'), listOf({ length: 1 })]).toEqual([[1], undefined, undefined]);
  expect([oneOf(['a', 'b'], 'b'), oneOf(['a', 'b'], 'c'), oneOf(['a', 'b'], ['a'])]).toEqual(['b', undefined, undefined]);
  expect([noneOr(null, textOf), noneOr('a', textOf), noneOr(undefined, textOf)]).toEqual([null, 'a', undefined]);
});
