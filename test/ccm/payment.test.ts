import { expect, test } from 'vitest';
import { estimateOf, rateOf } from '../../src/ccm/payment.ts';
import { SOURCES } from '../../src/ccm/grounds/sources.ts';

const nonQp = { conversionFactor2026: 'non-QP' } as const;
const qp = { conversionFactor2026: 'QP' } as const;
const staff = [
  { code: '99490', units: 1 },
  { code: '99439', units: 2 },
];
const complex = [{ code: '99487', units: 1 }];

test.each([
  ['2024-06', 155.86, 131.96],
  ['2025-06', 152.35, 131.65],
  ['2026-06', 167.01, 144.29],
])('SEL-2 in %s three staff units are valued at %d and 99487 at %d', (month, threeUnits, one) => {
  expect([estimateOf(staff, month, nonQp), estimateOf(complex, month, nonQp)]).toEqual([threeUnits, one]);
});

test('PAY-0 the year of the service month and the site’s participation choose the rate', () => {
  expect(rateOf('99490', '2025-12', qp)?.usd).toBe(60.49);
  expect(rateOf('99490', '2026-01', qp)?.usd).toBe(66.46);
  expect(rateOf('99490', '2026-01', nonQp)?.usd).toBe(66.13);
});

test('an estimate is null where any rate is not known, and 0 for no codes', () => {
  expect(estimateOf([{ code: '99427', units: 1 }], '2026-03', nonQp)).toBeNull();
  expect(estimateOf([{ code: '99491', units: 1 }], '2026-03', qp)).toBeNull();
  expect(estimateOf([...staff, { code: 'G0568', units: 1 }], '2026-03', nonQp)).toBeNull();
  expect(estimateOf([], '2026-03', nonQp)).toBe(0);
  expect(estimateOf(staff, '2027-01', nonQp)).toBeNull();
});

test('every rate has a source of the index', () => {
  for (const month of ['2024-01', '2025-01', '2026-01']) {
    for (const code of ['99490', '99439', '99487', '99489', '99491', '99437', 'G0506', '99424', '99425', '99426']) {
      const rate = rateOf(code, month, nonQp);
      expect(rate && SOURCES[rate.source].url).toMatch(/^https?:/);
    }
  }
});
