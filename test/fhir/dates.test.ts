import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, daysIn, isInstant, lastDayOfMonth } from '../../src/fhir/dates.ts';

const newYork = daysIn('America/New_York');

test.each([
  ['2026-03-05', '2026-03-05'],
  ['2026-11-01T03:30:00Z', '2026-10-31'],
  ['2026-10-31T23:30:00-04:00', '2026-10-31'],
  ['2026-11-01T00:30:00+05:30', '2026-10-31'],
  ['2026-03-08T04:59:59Z', '2026-03-07'],
  ['2026-03-09T03:59:59Z', '2026-03-08'],
  ['2026-03-05T10:00:00.123-05:00', '2026-03-05'],
  ['2026-03-05T10:00-05:00', '2026-03-05'],
  ['2026-03-05T10:00:00', '2026-03-05'],
  ['2024-02-29', '2024-02-29'],
  ['2016-12-31T23:59:60Z', '2016-12-31'],
])('%s is the day %s in New York', (text, day) => {
  expect(newYork.exact(text)).toBe(day);
});

test.each([
  '2014',
  '2014-05',
  '',
  'yesterday',
  '2026-13-01',
  '2026-00-10',
  '2026-02-30',
  '2026-02-29',
  '1900-02-29',
  '2026-03-05T25:00:00Z',
  '2026-03-05T10:00:00+99:00',
  '2026-3-5',
  '03/05/2026',
  ' 2026-03-05',
  20260305,
  null,
  undefined,
  {},
  ['2026-03-05'],
])('%j is no exact day', (text) => {
  expect(newYork.exact(text)).toBeUndefined();
});

test('a year or a month has a first and a last day', () => {
  expect([newYork.first('2024'), newYork.last('2024')]).toEqual(['2024-01-01', '2024-12-31']);
  expect([newYork.first('2024-02'), newYork.last('2024-02')]).toEqual(['2024-02-01', '2024-02-29']);
  expect([newYork.first('2024-13'), newYork.last('2024-13')]).toEqual([undefined, undefined]);
  expect([newYork.first('2024-02-10'), newYork.last('2024-02-10')]).toEqual(['2024-02-10', '2024-02-10']);
});

test('instants at the ends of the calendar give a day or nothing, and never throw', () => {
  expect(newYork.exact('0000-01-01T00:00:00Z')).toBeUndefined();
  expect(newYork.exact('9999-12-31T23:59:59-05:00')).toBe('9999-12-31');
});

test.each(['America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Europe/Dublin', 'UTC'])(
  'the day of any instant in %s is the one Temporal gives, in whatever offset it is written',
  (timeZone) => {
    const days = daysIn(timeZone);
    const instants = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2060, 0, 1) });
    const offsets = fc.constantFrom('Z', '+00:00', '-05:00', '+05:30', '-11:00', '+14:00');
    fc.assert(
      fc.property(instants, offsets, (epochMs, offset) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs / 1000) * 1000);
        const text = offset === 'Z' ? instant.toString() : instant.toString({ timeZone: offset });
        expect(days.exact(text)).toBe(instant.toZonedDateTimeISO(timeZone).toPlainDate().toString());
      }),
    );
  },
);

test('an unknown time zone is refused at once', () => {
  expect(() => daysIn('America/Nowhere')).toThrow(RangeError);
});

test('only a full date and time with an offset is an instant', () => {
  expect(['2026-03-05T10:00:00-05:00', '2026-03-05T10:00:00Z'].map(isInstant)).toEqual([true, true]);
  expect(['2026-03-05', '2026-03-05T10:00:00', '2026-02-30T10:00:00Z', 'now', null, 5].map(isInstant)).toEqual(Array(6).fill(false));
});

test('months and days are added on the calendar', () => {
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect([lastDayOfMonth('2024-02'), lastDayOfMonth('2026-10-05')]).toEqual(['2024-02-29', '2026-10-31']);
});
