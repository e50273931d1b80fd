import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Allocation, allocationOf } from '../../src/ccm/allocation.ts';
import type { TimeEntry } from '../../src/ccm/chart.ts';
import { FAMILIES, familyOf } from '../../src/ccm/families.ts';
import { assess, assessTime } from './month.ts';

function words(allocation: readonly Allocation[] | undefined): string {
  return (allocation ?? []).map(({ code, seconds, reached }) => `${seconds} ${reached ? '' : 'toward '}${code ?? 'none'}`).join(', ');
}

function allocated(...entries: readonly Partial<TimeEntry>[]): readonly string[] {
  const allocation = allocationOf(assessTime(...entries));
  return entries.map((_, index) => words(allocation.get(index)));
}

const QHP = { performer: 'physician-qhp' } as const;

test.each<readonly [string, readonly Partial<TimeEntry>[], readonly string[]]>([
  ['TIME-2 seconds short of a threshold are on their way to it', [{ minutes: 19 }], ['1140 toward 99490']],
  ['TIME-2 the base code takes the first twenty minutes', [{ minutes: 20 }], ['1200 99490']],
  ['TIME-15 odd seconds go on to the next unit', [{ seconds: 1_230 }], ['1200 99490, 30 toward 99439']],
  [
    'TIME-5 an entry across two units feeds each with its own seconds',
    [{ minutes: 12 }, { date: '2026-03-09', minutes: 30 }],
    ['720 99490', '480 99490, 1200 99439, 120 toward 99439'],
  ],
  [
    'TIME-5 the earlier work feeds the first code, whatever the order of the list',
    [
      { date: '2026-03-20', minutes: 10 },
      { date: '2026-03-02', minutes: 20 },
    ],
    ['600 toward 99439', '1200 99490'],
  ],
  ['CODE-2 time beyond the last unit feeds none', [{ minutes: 65 }], ['1200 99490, 2400 99439, 300 toward none']],
  [
    'TIME-5 staff time beside the practitioner’s own code feeds none',
    [{ minutes: 10 }, { ...QHP, date: '2026-03-10', minutes: 30 }],
    ['600 toward none', '1800 99491'],
  ],
  ['TIME-4 practitioner time joins the staff’s', [{ minutes: 15 }, { ...QHP, date: '2026-03-10', minutes: 5 }], ['900 99490', '300 99490']],
  [
    'TIME-11 what does not count feeds nothing',
    [{ activity: 'prior-authorization' }, { minutes: 20, date: '2026-03-07' }],
    ['', '1200 99490'],
  ],
])('%s', (_, entries, expected) => {
  expect(allocated(...entries)).toEqual(expected);
});

test('where a rule blocks the month no second feeds a code', () => {
  const allocation = allocationOf(assess({ consent: null }));
  expect([...allocation.values()].flat().every(({ code }) => code === null)).toBe(true);
});

test('an entry’s parts are its counted seconds, and each proposed unit is full, whatever was worked', () => {
  const worked = fc.record({
    date: fc.integer({ min: 1, max: 31 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`),
    seconds: fc.integer({ min: 1, max: 4_000 }),
    performer: fc.constantFrom('clinical-staff' as const, 'physician-qhp' as const),
  });
  fc.assert(
    fc.property(fc.array(worked, { maxLength: 8 }), fc.constantFrom('low' as const, 'high' as const), (entries, mdmComplexity) => {
      const assessment = assess({
        mdmComplexity,
        carePlanSubstantiallyRevised: true,
        timeEntries: entries.map((one) => ({ ...one, activity: 'record-review' })),
      });
      const allocation = allocationOf(assessment);
      for (const { entry, countedSeconds } of assessment.time) {
        expect(sum(allocation.get(entry) ?? [])).toBe(countedSeconds);
      }
      const parts = [...allocation.values()].flat().filter(({ reached }) => reached);
      for (const { code, units } of assessment.codes) {
        const family = familyOf(code);
        if (family === undefined) continue;
        const { base, firstMinutes, addOn } = FAMILIES[family];
        const size = code === base ? firstMinutes : (addOn?.stepMinutes ?? 0);
        expect(sum(parts.filter((part) => part.code === code))).toBe(size * 60 * units);
      }
    }),
    { numRuns: 80 },
  );
});

function sum(parts: readonly Allocation[]): number {
  return parts.reduce((total, { seconds }) => total + seconds, 0);
}
