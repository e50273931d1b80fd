import { expect, test } from 'vitest';
import { formatMoment, formatStopwatch, momentIn } from '../../../src/app/timekeeping/timer-words.ts';

const ZONE = 'America/New_York';
const at = (instant: string) => Date.parse(instant);

test.each([
  [0, '0:00'],
  [65, '1:05'],
  [3905, '65:05'],
])('%i seconds are shown as %s', (seconds, shown) => {
  expect(formatStopwatch(seconds)).toBe(shown);
});

test('a moment carries its day where that is not today', () => {
  const now = at('2026-11-18T00:04:00-05:00');
  expect(formatMoment(at('2026-11-18T00:03:20-05:00'), ZONE, now)).toBe('00:03:20');
  expect(formatMoment(at('2026-11-17T23:58:00-05:00'), ZONE, now)).toBe('17 Nov, 23:58:00');
});

test.each([
  ['a time within it', '10:05:30', '2026-03-05T10:00:00-05:00', '2026-03-05T10:10:00-05:00', '2026-03-05T10:05:30-05:00'],
  [
    'its first second, whatever the fraction',
    '10:00:00',
    '2026-03-05T10:00:00.400-05:00',
    '2026-03-05T10:10:00-05:00',
    '2026-03-05T10:00:00.400-05:00',
  ],
  ['a time after midnight', '00:05', '2026-03-05T23:50:00-05:00', '2026-03-06T00:10:00-05:00', '2026-03-06T00:05:00-05:00'],
  ['the repeated hour, the later one', '01:10', '2026-11-01T01:05:00-05:00', '2026-11-01T01:30:00-05:00', '2026-11-01T01:10:00-05:00'],
])('a moment of a stretch: %s', (_, text, from, to, moment) => {
  expect(momentIn(text, { from: at(from), to: at(to) }, ZONE)).toBe(at(moment));
});

test.each(['10:15', '09:59:59', '', 'ten', '25:00', '10:61'])('"%s" is no moment of a stretch from 10:00 to 10:10', (text) => {
  const stretch = { from: at('2026-03-05T10:00:00-05:00'), to: at('2026-03-05T10:10:00-05:00') };
  expect(momentIn(text, stretch, ZONE)).toBeNull();
});
