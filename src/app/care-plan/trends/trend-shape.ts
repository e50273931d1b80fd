import { daysBetween } from '../../format.ts';
import type { TrendAim, TrendPart, TrendReading } from './trend-view.ts';

/** The size of the picture, and the room kept free inside it on each side, all in its own units. */
export interface TrendBox {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

export interface TrendPoint {
  readonly x: number;
  readonly y: number;
}

export interface TrendLine {
  readonly part: TrendPart;
  readonly points: readonly TrendPoint[];
}

/** A stretch of the height: what is aimed at. An end that is open reaches the edge of the picture. */
export interface TrendBand {
  readonly part: TrendPart;
  readonly top: number;
  readonly bottom: number;
  /** Heights of the ends that the target names. */
  readonly edges: readonly number[];
}

export interface TrendShape {
  readonly lines: readonly TrendLine[];
  readonly bands: readonly TrendBand[];
}

/**
 * Where readings and aims lie in the box. Days run from left to right, the last at the right edge; a single day stands in the
 * middle. The height spans all readings and all ends of the aims, so that a target is seen however far off it is.
 */
export function trendShape(readings: readonly TrendReading[], aims: readonly TrendAim[], box: TrendBox): TrendShape {
  const x = acrossOf(readings, box);
  const y = downOf(readings, aims, box);
  const line = (part: TrendPart): TrendLine => ({
    part,
    points: readings.flatMap((reading) => {
      const value = part === 'second' ? reading.second : reading.value;
      return value === undefined ? [] : [{ x: x(reading.date), y: y(value) }];
    }),
  });
  const lines = [line('value'), line('second')].filter(({ points }) => points.length > 0);
  const bands = aims.map(({ part, low, high }): TrendBand => {
    const ends = [low, high].filter((end) => end !== undefined);
    return {
      part,
      top: high === undefined ? 0 : y(high.value),
      bottom: low === undefined ? box.height : y(low.value),
      edges: [...new Set(ends.map(({ value }) => y(value)))],
    };
  });
  return { lines, bands };
}

function acrossOf(readings: readonly TrendReading[], { width, margin }: TrendBox): (date: string) => number {
  const first = readings[0]?.date ?? '';
  const span = daysBetween(first, readings.at(-1)?.date ?? '') ?? 0;
  if (span <= 0) return () => width / 2;
  return (date) => rounded(margin + ((daysBetween(first, date) ?? 0) / span) * (width - 2 * margin));
}

function downOf(readings: readonly TrendReading[], aims: readonly TrendAim[], { height, margin }: TrendBox): (value: number) => number {
  const values = [
    ...readings.flatMap(({ value, second }) => (second === undefined ? [value] : [value, second])),
    ...aims.flatMap(({ low, high }) => [low, high].flatMap((end) => (end === undefined ? [] : [end.value]))),
  ];
  const lowest = Math.min(...values);
  const span = Math.max(...values) - lowest;
  if (!(span > 0)) return () => height / 2;
  return (value) => rounded(height - margin - ((value - lowest) / span) * (height - 2 * margin));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The points as an SVG path of straight lines. */
export function pathOf(points: readonly TrendPoint[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}
