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

test.each([
  'x2026-03-05T10:00:00Z',
  '2026-03-05T10:00:00Zx',
  '2026-03-05T10:60:00Z',
  '2026-03-05T10:00:61Z',
  '2026-03-05T10:00:00.Z',
  '2026-03-05T1:00:00Z',
  '2026-03-05T10:00:00+5:00',
  '2026-03-05T10:00:00+05',
])('%j is nearly an instant, and none', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test('an instant keeps the offset it was written in, and none where it was written without', () => {
  const noon = Date.UTC(2026, 2, 5, 12) / 1000;
  expect(parseInstant('2026-03-05T12:00:00Z')).toEqual({ epochSeconds: noon, writtenOffset: 0 });
  expect(parseInstant('2026-03-05T08:30:00-03:30')).toEqual({ epochSeconds: noon, writtenOffset: -12_600 });
  expect(parseInstant('2026-03-05T17:45:00+05:45')).toEqual({ epochSeconds: noon, writtenOffset: 20_700 });
  expect(parseInstant('2026-03-05T12:00:07,5')).toEqual({ epochSeconds: noon + 7, writtenOffset: null });
  expect(parseInstant('2026-03-05T12:00:60Z')?.epochSeconds).toBe(noon + 60);
});

test('nothing may stand before or after a day or a month', () => {
  expect(['x2026-03-05', '2026-03-051', '2026-03-32', '2026-13-01', '2026-03-40'].some(isLocalDate)).toBe(false);
  expect(['x2026-03', '2026-033', '2026-03-05', '12026-03'].some(isServiceMonth)).toBe(false);
  expect(['2026-03-31', '2026-03-29', '2024-02-28', '2000-02-29'].every(isLocalDate)).toBe(true);
  expect(['1900-02-29', '2100-02-29', '2026-06-31'].some(isLocalDate)).toBe(false);
});

test('every month is as long as it is', () => {
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));
  expect(months.map((month) => daysInMonth(`2026-${month}`))).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect(months.map((month) => daysInMonth(`2024-${month}`))).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect([yearBefore('2025-02-28'), yearBefore('2026-12-29'), yearBefore('0010-03-05')]).toEqual([
    '2024-02-28',
    '2025-12-29',
    '0009-03-05',
  ]);
});

test('the days between two are those of Temporal', () => {
  const day = fc.integer({ min: -800_000, max: 800_000 }).map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }));
  const written = day.filter((date) => date.year >= 0 && date.year <= 9999);
  fc.assert(
    fc.property(written, written, (a, b) => {
      expect(daysBetween(a.toString(), b.toString())).toBe(a.until(b, { largestUnit: 'day' }).days);
    }),
  );
});

test('a moment written without an offset is one of the local clock, on either side of its changes', () => {
  const clock = localClock('America/New_York');
  const epochOf = (text: string) => clock.secondsOf(parseInstant(text) ?? { epochSeconds: Number.NaN, writtenOffset: null });
  for (const [local, instant] of [
    ['2026-01-15T10:00:00', '2026-01-15T15:00:00Z'],
    ['2026-07-15T10:00:00', '2026-07-15T14:00:00Z'],
    ['2026-03-08T01:30:00', '2026-03-08T06:30:00Z'],
    ['2026-03-08T03:30:00', '2026-03-08T07:30:00Z'],
    ['2026-11-01T03:30:00', '2026-11-01T08:30:00Z'],
    ['2026-11-01T00:30:00', '2026-11-01T04:30:00Z'],
  ] as const) {
    expect([local, epochOf(local)]).toEqual([local, epochOf(instant)]);
  }
  expect([clock.knowsZone, epochOf('2026-03-05T10:00:00+02:00')]).toEqual([true, Date.UTC(2026, 2, 5, 8) / 1000]);
});

test('the clock of a zone nobody knows goes by the offset each moment was written in', () => {
  const clock = localClock('Mars/Olympus');
  const late = Date.UTC(2026, 2, 6, 3) / 1000;
  expect(clock.knowsZone).toBe(false);
  expect([clock.dayOf(late, -18_000), clock.dayOf(late, null), clock.dayOf(late, 0)]).toEqual(['2026-03-05', '2026-03-06', '2026-03-06']);
  expect(clock.secondsOf({ epochSeconds: late, writtenOffset: null })).toBe(late);
  expect(clock.endOf('2026-03-05', -18_000)).toBe(Date.UTC(2026, 2, 6, 5) / 1000);
  expect(clock.endOf('2026-03-05', null)).toBe(Date.UTC(2026, 2, 6) / 1000);
});
