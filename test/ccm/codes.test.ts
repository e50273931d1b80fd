import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import { thresholds } from '../../src/ccm/families.ts';
import type { PolicySwitches } from '../../src/ccm/policy.ts';
import { aBilledCode, aCarePlan, aCondition, aConfirmation, aConsent, aTimeEntry, aVisit } from '../builders/chart.ts';
import { assess, assessTime, codesText } from './month.ts';

const complex = { mdmComplexity: 'moderate', carePlanSubstantiallyRevised: true } as const;

function staff(minutes: number): Partial<Chart> {
  return { timeEntries: [aTimeEntry({ minutes })] };
}

function practitioner(minutes: number): Partial<Chart> {
  return { timeEntries: [aTimeEntry({ minutes, performer: 'physician-qhp' })] };
}

test.each([
  [19, 'none'],
  [20, '99490'],
  [29, '99490'],
  [30, '99490'],
  [39, '99490'],
  [40, '99490 + 99439'],
  [59, '99490 + 99439'],
  [60, '99490 + 99439x2'],
  [89, '99490 + 99439x2'],
  [119, '99490 + 99439x2'],
  [149, '99490 + 99439x2'],
  [200, '99490 + 99439x2'],
])('CODE-1, CODE-2 %i staff minutes are %s', (minutes, codes) => {
  expect(codesText(assess(staff(minutes)).codes)).toBe(codes);
});

test.each([
  [59, '99490 + 99439'],
  [60, '99487'],
  [89, '99487'],
  [90, '99487 + 99489'],
  [119, '99487 + 99489'],
  [120, '99487 + 99489x2'],
  [359, '99487 + 99489x9'],
  [360, '99487 + 99489x10'],
  [420, '99487 + 99489x10'],
])('CODE-5, CODE-6 %i complex minutes are %s', (minutes, codes) => {
  expect(codesText(assess({ ...staff(minutes), ...complex }).codes)).toBe(codes);
});

test.each([
  [19, 'none'],
  [29, '99490'],
  [30, '99491'],
  [59, '99491'],
  [60, '99491 + 99437'],
  [89, '99491 + 99437'],
  [90, '99491 + 99437x2'],
  [120, '99491 + 99437x2'],
  [200, '99491 + 99437x2'],
])('CODE-3, CODE-4 %i practitioner minutes are %s', (minutes, codes) => {
  expect(codesText(assess(practitioner(minutes)).codes)).toBe(codes);
});

test('CODE-17 65 minutes without recorded moderate or high decision making are never 99487', () => {
  const none: Partial<Chart> = { ...staff(65), mdmComplexity: null };
  for (const selection of ['SEL-1', 'highest-estimate', 'staff-first', 'practitioner-first'] as const) {
    for (const chart of [
      none,
      { ...none, mdmByBillingPractitioner: null },
      staff(65),
      { ...staff(65), ...complex, mdmByBillingPractitioner: false },
    ]) {
      const { codes, alternatives } = assess(chart, { selection });
      expect(JSON.stringify([codes, alternatives])).not.toContain('99487');
    }
  }
});

function staffAndHalfAnHour(minutes: number) {
  return assessTime({ minutes, date: '2026-03-04' }, { minutes: 30, performer: 'physician-qhp' });
}

test('SEL-1 the practitioner’s codes come first only while staff alone have under 20 minutes', () => {
  expect(codesText(staffAndHalfAnHour(19).codes)).toBe('99491');
  expect(codesText(staffAndHalfAnHour(20).codes)).toBe('99490 + 99439');
  expect(staffAndHalfAnHour(19).alternatives.map((coding) => coding.family)).toEqual(['STAFF']);
});

test('every other correct coding is listed with its family and its estimate', () => {
  const { family, codes, alternatives } = assess({ ...complex, ...practitioner(60) });
  expect([family, codesText(codes)]).toEqual(['COMPLEX', '99487']);
  expect(alternatives.map((coding) => [coding.family, codesText(coding.codes), coding.estAllowed])).toEqual([
    ['STAFF', '99490 + 99439x2', 167.01],
    ['QHP', '99491 + 99437', 151.98],
  ]);
});

test('each switch of the policy changes what it is for', () => {
  const noCaregiver = aCarePlan({ elements: ['problem-list'] });
  const rows: readonly (readonly [Partial<PolicySwitches>, Partial<Chart>, string, string])[] = [
    [{ complexRequiresSubstantialRevision: true }, { ...staff(60), mdmComplexity: 'high' }, '99487', '99490 + 99439x2'],
    [{ selection: 'highest-estimate' }, practitioner(60), '99491 + 99437', '99490 + 99439x2'],
    [{ selection: 'staff-first' }, { ...staff(90), ...complex }, '99487 + 99489', '99490 + 99439x2'],
    [
      { selection: 'practitioner-first' },
      { timeEntries: [...(staff(20).timeEntries ?? []), ...(practitioner(30).timeEntries ?? [])] },
      '99490 + 99439',
      '99491',
    ],
    [{ max99437: 1 }, practitioner(90), '99491 + 99437x2', '99491 + 99437'],
    [{ max99437: 3 }, practitioner(120), '99491 + 99437x2', '99491 + 99437x3'],
    [{ max99489: 1 }, { ...staff(120), ...complex }, '99487 + 99489x2', '99487 + 99489'],
    [
      { countDischargeDay: false },
      { ...staff(20), stays: [{ type: 'hospital-inpatient', start: '2026-03-01', end: '2026-03-05' }] },
      '99490',
      'none',
    ],
    [{ qhpTimeOnEmDay: 'count' }, { ...practitioner(30), visits: [aVisit(), aVisit({ date: '2026-03-05' })] }, 'none', '99491'],
    [{ cpoOtherPractitioner: 'block' }, { otherBilledCodes: [aBilledCode('G0181', { practitioner: 'other' })] }, '99490', 'none'],
    [{ globalPeriod: 'warn' }, { globalSurgery: { practitioner: 'same', start: '2026-03-01', end: '2026-05-30' } }, 'none', '99490'],
    [{ carePlanElementsMode: 'block' }, { carePlan: noCaregiver }, '99490', 'none'],
    [{ payerRules: 'older-cpt' }, { otherBilledCodes: [aBilledCode('99496')] }, '99490', 'none'],
    [{ payerRules: 'older-cpt' }, { ...staff(60), mdmComplexity: 'high' }, '99487', '99490 + 99439x2'],
  ];
  for (const [switches, chart, before, after] of rows) {
    expect([switches, codesText(assess(chart).codes), codesText(assess(chart, switches).codes)]).toEqual([switches, before, after]);
  }
  expect(assess({}, { conversionFactor2026: 'QP' }).estAllowed).toBe(66.46);
});

test('a cap that is no number leaves the rulebook’s', () => {
  expect(codesText(assess(practitioner(120), { max99437: Number.NaN }).codes)).toBe('99491 + 99437x2');
});

function rhc(month: string) {
  const timeEntries = [aTimeEntry({ date: `${month}-05`, minutes: 45 })];
  const { codes, alternatives, family } = assess(
    {
      settingType: 'rhc',
      timeEntries,
      riskAttestation: { attested: true, date: '2024-01-02', by: 'p' },
      consent: aConsent({ date: '2024-01-01' }),
      carePlan: aCarePlan({ establishedDate: '2024-01-01', copyGivenDate: '2024-01-02' }),
      ccmStartDate: '2024-01-02',
      visits: [aVisit({ date: '2023-12-01' })],
    },
    {},
    month,
  );
  return [family, codesText(codes), ...alternatives.map((coding) => codesText(coding.codes))];
}

test('CODE-10, CODE-11 an RHC has one way in 2024, two to 2025-09 and one after', () => {
  expect(rhc('2024-12')).toEqual(['G0511-transition', 'G0511']);
  expect(rhc('2025-01')).toEqual(['STAFF', '99490 + 99439', 'G0511']);
  expect(rhc('2025-09')).toEqual(['STAFF', '99490 + 99439', 'G0511']);
  expect(rhc('2025-10')).toEqual(['STAFF', '99490 + 99439']);
});

test('a setting that is not known matters where it would change the code', () => {
  const of2024: Partial<Chart> = {
    settingType: null,
    timeEntries: [aTimeEntry({ date: '2024-11-05' })],
    consent: aConsent({ date: '2024-01-01' }),
    carePlan: aCarePlan({ establishedDate: '2024-01-01', copyGivenDate: '2024-01-02' }),
  };
  expect(assess(of2024, {}, '2024-11')).toMatchObject({
    unknowns: ['CODE-10'],
    proposal: 'needs-confirmation',
    codes: [{ code: '99490', units: 1 }],
  });
  expect(assess({ settingType: null })).toMatchObject({ unknowns: [], billable: true });
});

test('CODE-7 G0506 may stand alone beside its visit, and never moves the date of service', () => {
  const g0506 = { date: '2026-03-10', personallyByBillingPractitioner: true, beyondUsualEffort: true, previouslyBilled: false };
  const initiating = { ccmStartDate: '2026-03-10', visits: [aVisit({ date: '2026-03-10' })], g0506 };
  const alone = assess({ ...initiating, timeEntries: [] });
  expect([codesText(alone.codes), alone.billable, alone.earliestDateOfService, alone.minutesToNext]).toEqual(['G0506', true, null, 20]);
  const beside = assess({ ...initiating, timeEntries: [aTimeEntry({ date: '2026-03-18' })] });
  expect([codesText(beside.codes), beside.earliestDateOfService]).toEqual(['99490 + G0506', '2026-03-18']);
});

test('CODE-7 G0506 is proposed on a person’s yes, and neither on a no nor while what it asks for is not known', () => {
  const timeEntries = [aTimeEntry({ date: '2026-03-18' })];
  const chart = { ccmStartDate: '2026-03-10', visits: [aVisit({ date: '2026-03-10' })], g0506: { date: '2026-03-10' }, timeEntries };
  const words = [[], [aConfirmation('CODE-7', { met: false })], [aConfirmation('CODE-7')]];
  expect(words.map((confirmations) => codesText(assess({ ...chart, confirmations }).codes))).toEqual(['99490', '99490', '99490 + G0506']);
});

test.each([
  [{ ...staff(14) }, 6, '99490'],
  [{ ...staff(25) }, 15, '99439'],
  [{ ...staff(60) }, null, null],
  [{ ...practitioner(45) }, 15, '99437'],
  [{ ...practitioner(90) }, null, null],
  [{ ...staff(65), ...complex }, 25, '99489'],
  [{ ...staff(400), ...complex }, null, null],
  [{ ...staff(14), consent: null }, null, null],
  [{ ...staff(14), deathDate: '2026-03-31' }, null, null],
  [{ ...staff(14), deathDate: '2026-04-01' }, 6, '99490'],
  [{ ...staff(14), stays: [{ type: 'snf-part-a', start: '2026-03-20', end: null }] }, null, null],
  [{ ...staff(14), stays: [{ type: 'snf-part-a', start: '2026-03-20', end: '2026-03-31' }] }, 6, '99490'],
  [{ ...staff(14), stays: [{ type: 'nursing-facility-non-part-a', start: '2026-03-20', end: null }] }, 6, '99490'],
] satisfies readonly (readonly [Partial<Chart>, number | null, string | null])[])(
  'minutes to the next code, row %#',
  (chart, minutes, code) => {
    expect(assess(chart)).toMatchObject({ minutesToNext: minutes, nextCode: code });
  },
);

test('BILL-1 the default date is the day the last unit was reached, the earliest that of the first', () => {
  const assessment = assessTime(
    { date: '2026-03-03', minutes: 25 },
    { date: '2026-03-21', minutes: 20 },
    { date: '2026-03-28', minutes: 2 },
  );
  expect([assessment.earliestDateOfService, assessment.defaultDateOfService]).toEqual(['2026-03-03', '2026-03-21']);
});

test('BILL-1 the practitioner’s codes are dated by the practitioner’s minutes', () => {
  const { earliestDateOfService } = assessTime(
    { date: '2026-03-03', minutes: 19 },
    { date: '2026-03-09', minutes: 30, performer: 'physician-qhp' },
  );
  expect(earliestDateOfService).toBe('2026-03-09');
});

test('otherPrograms lists principal care for one condition and 30 minutes where nothing else blocks', () => {
  const one = { conditions: [aCondition()] };
  const program = (chart: Partial<Chart>) =>
    assess({ ...one, ...chart }).otherPrograms.map(({ program: name, codes }) => `${name} ${codesText(codes)}`);
  expect(program(staff(29))).toEqual([]);
  expect(program(staff(30))).toEqual(['PCM 99426']);
  expect(program(staff(60))).toEqual(['PCM 99426 + 99427']);
  expect(program(staff(150))).toEqual(['PCM 99426 + 99427x2']);
  expect(program(practitioner(60))).toEqual(['PCM 99424 + 99425']);
  expect(program({ timeEntries: [...(staff(30).timeEntries ?? []), ...(practitioner(30).timeEntries ?? [])] })).toEqual([
    'PCM 99426 + 99427',
  ]);
  expect(program({ ...staff(30), consent: null })).toEqual([]);
  expect(assess({ conditions: [], ...staff(30) }).otherPrograms).toEqual([]);
});

test('otherPrograms lists APCM only where the chart says who is responsible, by level', () => {
  const primaryCare = {
    responsibleForAllPrimaryCare: true,
    consentDate: null,
    seenWithinThreeYears: true,
    serviceElements: true,
    behavioralHealth: 'general',
  } as const;
  expect(assess().otherPrograms).toEqual([]);
  expect(assess({ primaryCare }).otherPrograms).toEqual([
    {
      program: 'APCM',
      codes: [
        { code: 'G0557', units: 1 },
        { code: 'G0570', units: 1 },
      ],
      needs: ['APCM consent'],
    },
  ]);
  expect(assess({ primaryCare, conditions: [aCondition()] }).otherPrograms.at(-1)?.codes[0]?.code).toBe('G0556');
  expect(assess({ primaryCare }, {}, '2024-12').otherPrograms).toEqual([]);
  expect(codesText(assess({ primaryCare }, {}, '2025-06').otherPrograms[0]?.codes ?? [])).toBe('G0557');
});

test('the thresholds a month strip marks are those of the family', () => {
  expect(thresholds('STAFF')).toEqual([20, 40, 60]);
  expect(thresholds('QHP')).toEqual([30, 60, 90]);
  expect(thresholds('COMPLEX')).toEqual([60, 90, 120]);
  expect(thresholds('G0511-transition')).toEqual([20]);
});

test.each([
  ['2026-03-09', 23],
  ['2026-03-31', 1],
  ['2026-04-01', 0],
  ['2026-02-28', 31],
  ['no day', 0],
])('on %s there are %i days left in the month', (asOf, days) => {
  expect(assess({}, {}, '2026-03', asOf).daysLeft).toBe(days);
});
