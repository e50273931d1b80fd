import { expect, test } from 'vitest';
import { firstSeconds, outside, unionOf, type Span } from '../../src/ccm/time/block.ts';

const spans = (...pairs: readonly (readonly [number, number])[]): readonly Span[] => pairs.map(([from, to]) => ({ from, to }));
const pairs = (of: readonly Span[]) => of.map(({ from, to }) => [from, to]);

test.each([
  [[], []],
  [
    [
      [5, 7],
      [1, 3],
    ],
    [
      [1, 3],
      [5, 7],
    ],
  ],
  [
    [
      [1, 3],
      [3, 4],
    ],
    [[1, 4]],
  ],
  [
    [
      [1, 10],
      [2, 3],
    ],
    [[1, 10]],
  ],
  [
    [
      [1, 5],
      [2, 9],
      [20, 21],
      [8, 12],
    ],
    [
      [1, 12],
      [20, 21],
    ],
  ],
  [
    [
      [4, 6],
      [4, 5],
      [4, 8],
    ],
    [[4, 8]],
  ],
] satisfies readonly (readonly [[number, number][], number[][]])[])('TIME-6 the union of %j is %j', (given, union) => {
  expect(pairs(unionOf(spans(...given)))).toEqual(union);
});

test.each([
  [[], [[10, 20]]],
  [[[0, 10]], [[10, 20]]],
  [[[20, 30]], [[10, 20]]],
  [
    [
      [0, 5],
      [5, 12],
    ],
    [[12, 20]],
  ],
  [
    [
      [12, 14],
      [16, 18],
    ],
    [
      [10, 12],
      [14, 16],
      [18, 20],
    ],
  ],
  [
    [
      [18, 25],
      [30, 40],
    ],
    [[10, 18]],
  ],
  [[[10, 20]], []],
  [[[0, 30]], []],
] satisfies readonly (readonly [[number, number][], number[][]])[])('TIME-6 of ten seconds %j leaves %j', (taken, left) => {
  expect(pairs(outside({ from: 10, to: 20 }, spans(...taken)))).toEqual(left);
});

test('TIME-7 the first seconds of pieces are taken in their order, and no empty piece', () => {
  const pieces = [
    { date: '2026-03-05', seconds: 60, span: { from: 0, to: 60 } },
    { date: '2026-03-06', seconds: 60, span: null },
    { date: '2026-03-07', seconds: 60, span: null },
  ];
  expect(firstSeconds(pieces, 60)).toEqual([pieces[0]]);
  expect(firstSeconds(pieces, 90)).toEqual([pieces[0], { date: '2026-03-06', seconds: 30, span: null }]);
  expect(firstSeconds(pieces, 20)).toEqual([{ date: '2026-03-05', seconds: 20, span: { from: 0, to: 20 } }]);
  expect(firstSeconds(pieces, 0)).toEqual([]);
});
