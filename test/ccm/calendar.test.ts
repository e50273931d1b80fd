import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  daysBetween,
  daysInMonth,
  isLocalDate,
  isServiceMonth,
  lastDay,
  localClock,
  parseInstant,
  yearBefore,
} from '../../src/ccm/calendar.ts';

const ZONES = [
  'America/New_York',
  'America/Phoenix',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
];

test('days of a local clock are those of Temporal, in every zone and season', () => {
  const clocks = new Map(ZONES.map((zone) => [zone, localClock(zone)]));
  const moment = fc.integer({ min: Date.UTC(2023, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 });
  fc.assert(
    fc.property(moment, fc.constantFrom(...ZONES), (epochSeconds, zone) => {
      const local = Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(zone);
      const clock = clocks.get(zone);
      expect(clock?.dayOf(epochSeconds, null)).toBe(local.toPlainDate().toString());
      expect(clock?.endOf(local.toPlainDate().toString(), null)).toBe(
        local.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds / 1000,
      );
    }),
    { numRuns: 300 },
  );
});

test('an instant is read to the second as Temporal reads it', () => {
  for (const text of [
    '2026-03-05T10:00:00Z',
    '2026-03-05T10:00:00.999-05:00',
    '2024-02-29T23:59:59+05:45',
    '1969-12-31T23:59:59Z',
    '2026-03-05T10:00Z',
  ]) {
    expect(parseInstant(text)?.epochSeconds).toBe(Math.floor(Temporal.Instant.from(text).epochMilliseconds / 1000));
  }
});

test.each(['', '2026-03-05', '2026-02-30T10:00:00Z', '2026-03-05T24:00:00Z', '2026-03-05 10:00:00', 'yesterday'])(
  '%j is no instant',
  (text) => {
    expect(parseInstant(text)).toBeUndefined();
  },
);

test('a day is one that exists', () => {
  expect(['2024-02-29', '2026-12-31'].every(isLocalDate)).toBe(true);
  expect(['2026-02-29', '2026-04-31', '2026-00-10', '2026-03-00', '2026-3-5', '2026-03-05T00:00:00Z', ''].some(isLocalDate)).toBe(false);
  expect(['2026-01', '2026-12'].every(isServiceMonth)).toBe(true);
  expect(['2026-00', '2026-13', '2026-1', '2026', 'x'].some(isServiceMonth)).toBe(false);
});

test('months end where the calendar says', () => {
  expect([daysInMonth('2024-02'), daysInMonth('2026-02'), daysInMonth('2000-02'), daysInMonth('1900-02'), lastDay('2026-04')]).toEqual([
    29,
    28,
    29,
    28,
    '2026-04-30',
  ]);
  expect([yearBefore('2024-02-29'), yearBefore('2025-01-10')]).toEqual(['2023-02-28', '2024-01-10']);
  expect([daysBetween('2024-02-28', '2024-03-01'), daysBetween('2026-03-01', '2026-02-01')]).toEqual([2, -28]);
});
