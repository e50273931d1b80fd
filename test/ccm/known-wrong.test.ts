import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import { aBilledCode, aCondition, aConsent, aCoverage, aTimeEntry, aVisit } from '../builders/chart.ts';
import { assess, codesText } from './month.ts';

const complex = { mdmComplexity: 'high', carePlanSubstantiallyRevised: true } as const;

function minutes(staff: number, qhp = 0): Partial<Chart> {
  return { timeEntries: [aTimeEntry({ minutes: staff }), aTimeEntry({ date: '2026-03-06', minutes: qhp, performer: 'physician-qhp' })] };
}

/** Statements found in print that are wrong; each must stay out. */
test('wrong: written consent is mandatory', () => {
  expect(assess({ consent: aConsent({ method: 'verbal' }) }).billable).toBe(true);
  expect(assess({ consent: aConsent({ method: null }) }).billable).toBe(true);
});

test('wrong: CCM cannot be billed with TCM', () => {
  expect(assess({ otherBilledCodes: [aBilledCode('99496')] })).toMatchObject({ billable: true, warnings: ['CONC-5'] });
});

test('wrong: 85 minutes are 99487 and one 99489', () => {
  expect(codesText(assess({ ...minutes(85), ...complex }).codes)).toBe('99487');
});

test('wrong: 99439 goes with 99437', () => {
  for (const [staff, qhp] of [
    [0, 90],
    [15, 90],
    [60, 90],
  ] as const) {
    const { codes, alternatives } = assess(minutes(staff, qhp));
    for (const set of [codes, ...alternatives.map((coding) => coding.codes)]) {
      const names = set.map((code) => code.code);
      expect(names.includes('99439') && (names.includes('99437') || names.includes('99491'))).toBe(false);
    }
  }
});

test('wrong: 99487 needs three conditions', () => {
  expect(codesText(assess({ ...minutes(60), ...complex }).codes)).toBe('99487');
});

test('wrong: 99491 is complex and needs 60 minutes', () => {
  expect(codesText(assess({ ...minutes(0, 30), mdmComplexity: 'low' }).codes)).toBe('99491');
});

test('wrong: 99437 can by its text be reported twice at most; two is what claims edits allow, and a site may say otherwise', () => {
  expect(assess(minutes(0, 120))).toMatchObject({ warnings: ['CODE-4'] });
  expect(codesText(assess(minutes(0, 120), { max99437: 3 }).codes)).toBe('99491 + 99437x3');
});

test('wrong: G0511 was unbundled in 2024', () => {
  const chart: Partial<Chart> = {
    settingType: 'fqhc',
    timeEntries: [aTimeEntry({ date: '2024-07-05', minutes: 45 })],
    consent: aConsent({ date: '2024-01-01' }),
    carePlan: { present: true, establishedDate: '2024-01-02', copyGivenDate: '2024-01-02', elements: [] },
  };
  expect(codesText(assess(chart, {}, '2024-07').codes)).toBe('G0511');
});

test('wrong: 99426 is the physician’s time', () => {
  const one: Partial<Chart> = { conditions: [aCondition()] };
  const codes = (chart: Partial<Chart>) => codesText(assess({ ...one, ...chart }).otherPrograms[0]?.codes ?? []);
  expect([codes(minutes(30)), codes(minutes(0, 30))]).toEqual(['99426', '99424']);
});

test('wrong: the APCM rates of 2025 are those of 2026', async () => {
  const { rateOf } = await import('../../src/ccm/payment.ts');
  const rate = (code: string, month: string) => rateOf(code, month, { conversionFactor2026: 'non-QP' })?.usd;
  expect([rate('G0557', '2025-06'), rate('G0558', '2025-06')]).toEqual([48.84, 107.07]);
  expect(rate('G0557', '2026-06')).not.toBe(48.84);
  expect(rate('G0558', '2026-06')).not.toBe(107.07);
});

test('wrong: G0506 is monthly', () => {
  const g0506 = { date: '2026-03-10', personallyByBillingPractitioner: true, beyondUsualEffort: true, previouslyBilled: true };
  const chart = {
    ccmStartDate: '2026-03-10',
    visits: [aVisit({ date: '2026-03-10' })],
    timeEntries: [aTimeEntry({ date: '2026-03-11' })],
    g0506,
  };
  expect(codesText(assess(chart).codes)).toBe('99490');
  expect(
    codesText(
      assess({ ...chart, g0506: { ...g0506, previouslyBilled: false }, otherBilledCodes: [aBilledCode('G0506', { date: '2026-02-10' })] })
        .codes,
    ),
  ).toBe('99490');
});

test('wrong: APCM may be stacked with other care management', () => {
  expect(assess({ otherBilledCodes: [aBilledCode('G0557')] }).blockers).toEqual(['CONC-10']);
});

test('wrong: no visit is ever needed first', () => {
  expect(assess({ newPatient: true, visits: [] }).blockers).toEqual(['ELIG-4']);
});

test('wrong: APCM codes are the physician’s minutes', () => {
  const primaryCare = { responsibleForAllPrimaryCare: true, consentDate: '2026-01-01', seenWithinThreeYears: true, serviceElements: true };
  const { otherPrograms } = assess({ primaryCare, timeEntries: [], coverage: aCoverage({ qmb: true }) });
  expect(otherPrograms).toEqual([{ program: 'APCM', codes: [{ code: 'G0558', units: 1 }], needs: [] }]);
});
