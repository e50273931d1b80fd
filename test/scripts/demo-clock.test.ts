import { expect, test } from 'vitest';
import { demoClock } from '../../scripts/demo-clock.ts';
import { coveredMonths } from '../../src/ccm/rules.ts';

const ZONE = 'America/New_York';
const lastCovered = Temporal.PlainYearMonth.from(coveredMonths.last);

function shown(system: string, wanted?: string): string {
  const clock = demoClock(() => Date.parse(system), ZONE, wanted);
  return Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(ZONE).toPlainDateTime().toString();
}

test('in a month that the rules cover the clock is the system clock', () => {
  const system = `${lastCovered.toString()}-31T12:00:00-05:00`;
  expect(shown(system)).toBe(`${lastCovered.toString()}-31T12:00:00`);
});

test('after the last covered month the clock lives on the same day of that month', () => {
  const next = lastCovered.add({ months: 3 }).toString();
  expect(shown(`${next}-07T12:00:00-04:00`).slice(0, 10)).toBe(`${lastCovered.toString()}-07`);
});

test('a wanted day is shown with the time of day going on', () => {
  expect(shown('2026-10-21T09:30:00-04:00', '2026-10-05')).toBe('2026-10-05T09:30:00');
});

test('the day is that of the practice, not that of UTC', () => {
  expect(shown('2026-10-22T02:30:00Z', '2026-10-05')).toBe('2026-10-05T22:30:00');
});
