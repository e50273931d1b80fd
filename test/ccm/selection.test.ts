import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import { aCarePlan, aConsent, aTimeEntry } from '../builders/chart.ts';
import { assess, assessTime, codesText } from './month.ts';

const complex = { mdmComplexity: 'moderate', carePlanSubstantiallyRevised: true } as const;
const staff = (minutes: number): Partial<Chart> => ({ timeEntries: [aTimeEntry({ minutes })] });
const practitioner = (minutes: number): Partial<Chart> => ({ timeEntries: [aTimeEntry({ minutes, performer: 'physician-qhp' })] });

test('CODE-4 a site’s own cap holds, none at all included, and one below zero is not a cap', () => {
  expect(codesText(assess(practitioner(120), { max99437: 0 }).codes)).toBe('99491');
  expect(codesText(assess(practitioner(120), { max99437: -1 }).codes)).toBe('99491 + 99437x2');
});

test('SEL-1 with a rate that is not known the highest estimate gives way to the usual order', () => {
  expect(codesText(assess(practitioner(30), { selection: 'highest-estimate', conversionFactor2026: 'QP' }).codes)).toBe('99491');
  expect(codesText(assess(practitioner(30), { selection: 'highest-estimate' }).codes)).toBe('99491');
  expect(codesText(assess(staff(14), { selection: 'highest-estimate' }).codes)).toBe('none');
});

test('SEL-1 an order that puts the practitioner first takes what there is', () => {
  expect(codesText(assess(staff(20), { selection: 'practitioner-first' }).codes)).toBe('99490');
  expect(codesText(assess({ ...staff(60), ...complex }, { selection: 'practitioner-first' }).codes)).toBe('99487');
});

test.each(['SEL-1', 'highest-estimate', 'staff-first', 'practitioner-first'] as const)(
  'CODE-10 under %s an RHC of 2024 has G0511',
  (selection) => {
    for (const minutes of [45, 15]) {
      const { codes } = assess(
        {
          settingType: 'rhc',
          timeEntries: [
            aTimeEntry({ date: '2024-11-05', minutes }),
            aTimeEntry({ date: '2024-11-06', minutes: 15, performer: 'physician-qhp' }),
          ],
          consent: aConsent({ date: '2024-01-01' }),
          carePlan: aCarePlan({ establishedDate: '2024-01-01', copyGivenDate: '2024-01-02' }),
        },
        { selection },
        '2024-11',
      );
      expect(codesText(codes)).toBe('G0511');
    }
  },
);

test('BILL-1 staff minutes do not bring the practitioner’s date forward', () => {
  const { earliestDateOfService, defaultDateOfService } = assessTime(
    { date: '2026-03-03', minutes: 19 },
    { date: '2026-03-04', minutes: 15, performer: 'physician-qhp' },
    { date: '2026-03-09', minutes: 15, performer: 'physician-qhp' },
    { date: '2026-03-20', minutes: 30, performer: 'physician-qhp' },
  );
  expect([earliestDateOfService, defaultDateOfService]).toEqual(['2026-03-09', '2026-03-20']);
});
