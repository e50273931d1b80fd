import { describe, expect, test } from 'vitest';
import {
  daysBetween,
  formatAge,
  formatClock,
  formatDate,
  formatDateAgo,
  formatDuration,
  formatMonth,
  list,
  plural,
} from '../../src/app/format.ts';

const TODAY = '2026-11-21';

describe('dates and durations as people read them', () => {
  test.each([
    ['2026-10-12', '12 Oct 2026'],
    ['2026-10', 'Oct 2026'],
    ['2026', '2026'],
    ['2026-10-12T10:00:00Z', '12 Oct 2026'],
    ['about 2010', 'about 2010'],
  ])('%s reads %s', (date, text) => {
    expect(formatDate(date)).toBe(text);
  });

  test.each([
    ['2026-11-21', '21 Nov 2026 (today)'],
    ['2026-11-20', '20 Nov 2026 (yesterday)'],
    ['2026-11-22', '22 Nov 2026 (tomorrow)'],
    ['2026-10-12', '12 Oct 2026 (40 days ago)'],
    ['2027-01-31', '31 Jan 2027 (in 71 days)'],
    ['2025-09-15', '15 Sep 2025 (14 months ago)'],
    ['2014-05-02', '2 May 2014 (12 years ago)'],
    ['2020-11-21', '21 Nov 2020 (6 years ago)'],
    ['2020-11-22', '22 Nov 2020 (5 years ago)'],
    ['2009-11-21', '21 Nov 2009 (17 years ago)'],
    ['2025-11-21', '21 Nov 2025 (12 months ago)'],
    ['2024-11-21', '21 Nov 2024 (2 years ago)'],
    ['2024-11-22', '22 Nov 2024 (23 months ago)'],
    ['2011', '2011'],
    ['2026-02-31', '31 Feb 2026'],
  ])('%s reads %s', (date, text) => {
    expect(formatDateAgo(date, TODAY)).toBe(text);
  });

  test('an age is in years, below two years in months, and absent where the day is not known', () => {
    expect(formatAge('1951-11-22', TODAY)).toBe('74 y');
    expect(formatAge('1951-11-21', TODAY)).toBe('75 y');
    expect(formatAge('2025-12-01', TODAY)).toBe('11 mo');
    expect(formatAge('1951', TODAY)).toBeNull();
    expect(formatAge('2030-01-01', TODAY)).toBeNull();
  });

  test.each([
    [0, '0 min'],
    [45, '45 s'],
    [1199, '19 min 59 s'],
    [1200, '20 min'],
    [4215, '70 min 15 s'],
  ])('%i seconds read %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test('a clock time is that of the practice, on both sides of a time change', () => {
    expect(formatClock('2026-10-31T16:00:00Z', 'America/New_York')).toBe('12:00');
    expect(formatClock('2026-11-02T17:00:00Z', 'America/New_York')).toBe('12:00');
    expect(formatClock('not a time', 'America/New_York')).toBeNull();
  });

  test('months, lists and plurals', () => {
    expect(formatMonth('2026-11')).toBe('November 2026');
    expect(list([])).toBe('');
    expect(list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(plural(1, 'entry', 'entries')).toBe('1 entry');
    expect(plural(2, 'entry', 'entries')).toBe('2 entries');
    expect(daysBetween('2026-11-01', TODAY)).toBe(20);
  });
});
