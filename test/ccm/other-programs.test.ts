import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import { aCarePlan, aCondition, aConsent, aCoverage, aTimeEntry } from '../builders/chart.ts';
import { assess, codesText } from './month.ts';

const one: Partial<Chart> = { conditions: [aCondition()] };
const primaryCare = { responsibleForAllPrimaryCare: true, consentDate: '2026-01-02', seenWithinThreeYears: true, serviceElements: true };

function minutes(staff: number, qhp: number): Partial<Chart> {
  return { timeEntries: [aTimeEntry({ minutes: staff }), aTimeEntry({ date: '2026-03-06', minutes: qhp, performer: 'physician-qhp' })] };
}

const programs = (chart: Partial<Chart>, month = '2026-03') => assess(chart, {}, month).otherPrograms;
const text = (chart: Partial<Chart>, month?: string) =>
  programs(chart, month).map(({ program, codes }) => `${program} ${codesText(codes)}`);

test.each([
  [29, 0, []],
  [20, 9, []],
  [20, 10, ['PCM 99426']],
  [30, 30, ['PCM 99426 + 99427']],
  [29, 30, ['PCM 99424']],
  [0, 59, ['PCM 99424']],
  [0, 60, ['PCM 99424 + 99425']],
  [0, 150, ['PCM 99424 + 99425x2']],
])('CODE-8, CODE-9 %i staff and %i practitioner minutes for one condition fit %j', (staff, qhp, fitting) => {
  expect(text({ ...one, ...minutes(staff, qhp) })).toEqual(fitting);
});

test('principal care is no way round another rule, nor for no condition', () => {
  expect(text({ ...one, ...minutes(30, 0), deathDate: '2026-03-31' })).toEqual(['PCM 99426']);
  expect(text({ ...one, ...minutes(30, 0), riskAttestation: null })).toEqual([]);
  expect(text({ ...minutes(30, 0), riskAttestation: null })).toEqual([]);
  expect(text({ conditions: [aCondition(), aCondition({ codes: [] })], ...minutes(30, 0), consent: null })).toEqual([]);
  expect(text({ conditions: [], ...minutes(30, 0) })).toEqual([]);
});

test('principal care says what it still needs', () => {
  expect(programs({ ...one, ...minutes(30, 0) })[0]?.needs).toEqual([
    'PCM consent',
    'disease-specific care plan',
    'complex single condition expected >= 3 months',
  ]);
});

test('CODE-10 in 2024 an RHC has principal care as G0511 too', () => {
  const of2024: Partial<Chart> = {
    ...one,
    settingType: 'rhc',
    timeEntries: [aTimeEntry({ date: '2024-11-05', minutes: 60 })],
    consent: aConsent({ date: '2024-01-01' }),
    carePlan: aCarePlan({ establishedDate: '2024-01-01', copyGivenDate: '2024-01-02' }),
  };
  expect(text(of2024, '2024-11')).toEqual(['PCM G0511']);
  expect(text({ ...of2024, settingType: 'pfs-practice' }, '2024-11')).toEqual(['PCM 99426 + 99427']);
  expect(text({ ...one, settingType: 'rhc', ...minutes(30, 0) })).toEqual(['PCM 99426']);
});

test('CODE-12 the level goes by the number of conditions and the QMB status, which is asked for where it decides', () => {
  expect(programs({ primaryCare })).toEqual([{ program: 'APCM', codes: [{ code: 'G0557', units: 1 }], needs: [] }]);
  expect(text({ primaryCare, coverage: aCoverage({ qmb: true }) })).toEqual(['APCM G0558']);
  expect(text({ primaryCare, ...one, ...minutes(5, 0), coverage: aCoverage({ qmb: true }) })).toEqual(['APCM G0556']);
  expect(programs({ primaryCare, coverage: aCoverage({ qmb: null }) })).toMatchObject([
    { codes: [{ code: 'G0557' }], needs: ['QMB status'] },
  ]);
  expect(programs({ primaryCare, ...one, ...minutes(5, 0), coverage: aCoverage({ qmb: null }) })[0]?.needs).toEqual([]);
});

test('CODE-12 what is not known of advanced primary care is named', () => {
  expect(programs({ primaryCare: { responsibleForAllPrimaryCare: true } })[0]?.needs).toEqual([
    'APCM consent',
    'initiating visit if new or not seen in 3 years',
    'APCM service elements available',
  ]);
  expect(programs({ primaryCare: { ...primaryCare, seenWithinThreeYears: false, serviceElements: false } })[0]?.needs).toEqual([
    'initiating visit if new or not seen in 3 years',
    'APCM service elements available',
  ]);
  expect(programs({ primaryCare: { ...primaryCare, responsibleForAllPrimaryCare: false } })).toEqual([]);
});

test('CODE-13 the behavioural add-on is one of 2026', () => {
  const behavioural = { ...primaryCare, behavioralHealth: 'general' } as const;
  expect([text({ primaryCare: behavioural }), text({ primaryCare: behavioural }, '2025-12')]).toEqual([
    ['APCM G0557 + G0570'],
    ['APCM G0557'],
  ]);
});

function next(chart: Partial<Chart>, month?: string): readonly (string | number | null)[] {
  const { nextCode, minutesToNext } = assess(chart, {}, month);
  return [nextCode, minutesToNext];
}

test('the way to a first code is that of the setting, and goes by the minutes that count for it', () => {
  const none = { timeEntries: [] };
  const of2024 = {
    consent: aConsent({ date: '2024-01-01' }),
    carePlan: aCarePlan({ establishedDate: '2024-01-01', copyGivenDate: '2024-01-02' }),
  };
  expect(next({ ...none, ...of2024, settingType: 'rhc' }, '2024-11')).toEqual(['G0511', 20]);
  expect(next({ ...none, ...of2024, settingType: 'pfs-practice' }, '2024-11')).toEqual(['99490', 20]);
  expect(next({ ...none, settingType: 'rhc' })).toEqual(['99490', 20]);
  expect(next(minutes(7, 34))).toEqual(['99437', 26]);
  expect(next({ ...none, deathDate: '2026-03-31' })).toEqual([null, null]);
  expect(next({ ...none, deathDate: '2026-04-01' })).toEqual(['99490', 20]);
});
