import { array, assert, double, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { pathOf, trendShape } from '../../../../src/app/care-plan/trends/trend-shape.ts';
import { aimsText, trendSentence, valueText } from '../../../../src/app/care-plan/trends/trend-text.ts';
import {
  goalsOffTarget,
  latestStanding,
  standingOf,
  type TrendAim,
  type TrendReading,
  type Trends,
} from '../../../../src/app/care-plan/trends/trend-view.ts';

const A1C = { label: 'Hemoglobin A1c', unit: '%' };
const PRESSURE = { label: 'Blood pressure', unit: 'mmHg', parts: { value: 'systolic', second: 'diastolic' } };

const reading = (value: number, more: Partial<TrendReading> = {}): TrendReading => ({ date: '2026-10-18', value, ...more });
const below = (value: number, more: Partial<TrendAim> = {}): TrendAim => ({
  measure: 'a1c',
  part: 'value',
  high: { value, included: false },
  ...more,
});
const between = (low: number, high: number): TrendAim => ({
  measure: 'a1c',
  part: 'value',
  low: { value: low, included: true },
  high: { value: high, included: true },
});

test.each([
  [7.4, below(7.5), 'on'],
  [7.5, below(7.5), 'off'],
  [7.5, between(7, 7.5), 'on'],
  [6.9, between(7, 7.5), 'off'],
  [7.6, between(7, 7.5), 'off'],
  [80, between(75, 75), 'open'],
  [75, between(75, 75), 'on'],
] as const)('a value of %d against %j is %s', (value, aim, standing) => {
  expect(standingOf(reading(value), aim)).toBe(standing);
});

test.each([
  ['>', 60, below(50), 'off'],
  ['>', 40, below(50), 'open'],
  ['<', 40, below(50), 'on'],
  ['<', 60, below(50), 'open'],
] as const)('a result of %s %d, known in part, is judged as far as it is known', (comparator, value, aim, standing) => {
  expect(standingOf(reading(value, { comparator }), aim)).toBe(standing);
});

test('the lower number of a pressure has an aim of its own, and one that is missed is enough', () => {
  const aims = [below(140), below(90, { part: 'second' })];
  expect(latestStanding([reading(150), reading(132, { second: 84 })], aims)).toBe('on');
  expect(latestStanding([reading(132, { second: 94 })], aims)).toBe('off');
  expect(latestStanding([reading(132)], aims)).toBe('open');
});

test('only the latest result decides, and no result decides nothing', () => {
  expect(latestStanding([reading(9), reading(7)], [below(7.5)])).toBe('on');
  expect(latestStanding([], [below(7.5)])).toBe('open');
});

test('goals off target are those whose latest result misses an aim', () => {
  const trends: Trends = {
    isBeingRead: false,
    measures: {},
    readings: new Map([['a1c', [reading(7.9)]]]),
    aims: new Map([
      ['Goal/off', [below(7.5)]],
      ['Goal/on', [below(8)]],
      ['Goal/nothing-measured', [below(100, { measure: 'ldl' })]],
    ]),
    leftOut: 0,
  };
  expect(goalsOffTarget(trends)).toEqual(['Goal/off']);
});

test('values and targets are worded with their units and parts', () => {
  expect(valueText(reading(7.4), A1C)).toBe('7.4 %');
  expect(valueText(reading(138, { second: 82 }), PRESSURE)).toBe('138/82 mmHg');
  expect(valueText(reading(60, { comparator: '>' }), A1C)).toBe('> 60 %');
  expect(aimsText([between(7, 7.5)], A1C)).toBe('7 to 7.5 %');
  expect(aimsText([below(140), below(90, { part: 'second' })], PRESSURE)).toBe('systolic below 140 mmHg, diastolic below 90 mmHg');
  expect(trendSentence([reading(8.6, { date: '2025-03-18' }), reading(7.4)], A1C)).toBe(
    '2 results from 18 Mar 2025 to 18 Oct 2026, from 8.6 % to 7.4 %.',
  );
});

const BOX = { width: 160, height: 48, margin: 5 };
const someReadings = array(record({ day: integer({ min: 0, max: 700 }), value: double({ min: 0, max: 500, noNaN: true }) }), {
  minLength: 1,
  maxLength: 30,
}).map((raw) =>
  raw
    .toSorted((a, b) => a.day - b.day)
    .map(({ day, value }): TrendReading => ({ date: Temporal.PlainDate.from('2024-11-22').add({ days: day }).toString(), value })),
);
const someAim = double({ min: 0, max: 500, noNaN: true }).map((value) => below(value));

test('every point and every end of a target lies inside the picture', () => {
  assert(
    property(someReadings, someAim, (readings, aim) => {
      const { lines, bands } = trendShape(readings, [aim], BOX);
      const points = lines.flatMap((line) => line.points);
      const heights = [...points.map(({ y }) => y), ...bands.flatMap(({ edges }) => edges)];
      expect(points).toHaveLength(readings.length);
      expect(points.every(({ x }) => x >= BOX.margin && x <= BOX.width - BOX.margin)).toBe(true);
      expect(heights.every((y) => y >= BOX.margin && y <= BOX.height - BOX.margin)).toBe(true);
    }),
  );
});

test('later is never further left, and higher values are never lower in the picture', () => {
  assert(
    property(someReadings, someAim, (readings, aim) => {
      const points = trendShape(readings, [aim], BOX).lines[0]?.points ?? [];
      const across = points.map(({ x }) => x);
      expect(across).toEqual(across.toSorted((a, b) => a - b));
      const rising = readings.map(({ value }, index) => ({ value, y: points[index]?.y ?? 0 })).toSorted((a, b) => a.value - b.value);
      const heights = rising.map(({ y }) => y);
      expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    }),
  );
});

test('a point lies in the band exactly where the value meets the aim', () => {
  const values = [6, 7, 7.4, 7.6, 9];
  const readings = values.map((value, index) => reading(value, { date: `2026-0${index + 1}-01` }));
  const { lines, bands } = trendShape(readings, [between(7, 7.5)], BOX);
  const [band] = bands;
  const inside = lines[0]?.points.map(({ y }) => band !== undefined && y >= band.top && y <= band.bottom);
  expect(inside).toEqual(values.map((value) => value >= 7 && value <= 7.5));
});

test('a target with one end reaches the edge of the picture, and a single result stands in its middle', () => {
  const { lines, bands } = trendShape([reading(8)], [below(7)], BOX);
  expect(bands).toEqual([{ part: 'value', top: 43, bottom: 48, edges: [43] }]);
  expect(lines).toEqual([{ part: 'value', points: [{ x: 80, y: 5 }] }]);
});

test('a line is drawn from the first point through all others', () => {
  expect(
    pathOf([
      { x: 5, y: 43 },
      { x: 80, y: 20.5 },
      { x: 155, y: 5 },
    ]),
  ).toBe('M5 43L80 20.5L155 5');
});
