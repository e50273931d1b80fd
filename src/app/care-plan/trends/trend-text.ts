import { formatDate, plural } from '../../format.ts';
import type { Measured, Standing, TrendAim, TrendReading } from './trend-view.ts';

/** `7.4 %`, `138/82 mmHg`, `> 60 mL/min/1.73 m²`. */
export function valueText({ value, second, comparator }: TrendReading, { unit }: Measured): string {
  const number = second === undefined ? `${value}` : `${value}/${second}`;
  return withUnit(comparator === undefined ? number : `${comparator} ${number}`, unit);
}

/** `below 7.5 %`, `18.5 to 25`, `systolic below 140 mmHg, diastolic below 90 mmHg`. */
export function aimsText(aims: readonly TrendAim[], { unit, parts }: Measured): string {
  return aims.map((aim) => `${parts === undefined ? '' : `${parts[aim.part]} `}${aimText(aim, unit)}`).join(', ');
}

function aimText({ low, high }: TrendAim, unit: string): string {
  if (low !== undefined && high !== undefined) {
    return withUnit(low.value === high.value ? `${low.value}` : `${low.value} to ${high.value}`, unit);
  }
  if (high !== undefined) return withUnit(`${high.included ? 'at most' : 'below'} ${high.value}`, unit);
  return low === undefined ? '' : withUnit(`${low.included ? 'at least' : 'above'} ${low.value}`, unit);
}

export const STANDING_TEXT = {
  on: 'on target',
  off: 'off target',
  open: 'not told whether on target',
} as const satisfies Record<Standing, string>;

export const STANDING_TONE = { on: 'met', off: 'attention', open: 'unknown' } as const satisfies Record<Standing, string>;

/** What the picture shows, for those who do not see it: `5 results from 18 Mar 2025 to 18 Oct 2026, from 8.6 % to 7.4 %.` */
export function trendSentence(readings: readonly TrendReading[], measured: Measured): string {
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return 'No results.';
  if (first === last) return `1 result, ${valueText(last, measured)} on ${formatDate(last.date)}.`;
  const span = `from ${formatDate(first.date)} to ${formatDate(last.date)}`;
  return `${plural(readings.length, 'result')} ${span}, from ${valueText(first, measured)} to ${valueText(last, measured)}.`;
}

function withUnit(number: string, unit: string): string {
  return unit === '' ? number : `${number} ${unit}`;
}
