import { expect, test } from 'vitest';
import type { EntryJudgement, MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { serviceDaysOf } from '../../src/ccm/service-days.ts';

function counted(localDate: string, minutes: number, bucket: 'staff' | 'qhp'): EntryJudgement {
  return { entry: 0, countedSeconds: minutes * 60, bucket, excluded: [], localDate };
}

const STAFF = {
  family: 'STAFF',
  codes: [
    { code: '99490', units: 1 },
    { code: '99439', units: 1 },
  ],
} as const;
const QHP = { family: 'QHP', codes: [{ code: '99491', units: 1 }] } as const;

function month(differences: Partial<MonthAssessment> = {}) {
  return {
    month: '2026-02',
    family: 'STAFF',
    earliestDateOfService: '2026-02-05',
    defaultDateOfService: '2026-02-12',
    time: [counted('2026-02-20', 10, 'qhp'), counted('2026-02-05', 20, 'staff'), counted('2026-02-12', 25, 'qhp')],
    ...differences,
  } as const;
}

test.each([
  ['the proposal: the days of its own thresholds', STAFF, {}, { earliest: '2026-02-05', byDefault: '2026-02-12', latest: '2026-02-28' }],
  [
    'an alternative: the day its own minutes were reached',
    QHP,
    {},
    { earliest: '2026-02-20', byDefault: '2026-02-20', latest: '2026-02-28' },
  ],
  ['never after death', STAFF, { deathDate: '2026-02-15' }, { earliest: '2026-02-05', byDefault: '2026-02-12', latest: '2026-02-15' }],
  [
    'a death in a later month closes nothing',
    STAFF,
    { deathDate: '2026-03-01' },
    { earliest: '2026-02-05', byDefault: '2026-02-12', latest: '2026-02-28' },
  ],
])('BILL-1 %s', (_name, coding, chart, days) => {
  expect(serviceDaysOf(coding, month(), chart)).toEqual(days);
});

test('BILL-1 minutes that do not reach the code give no day', () => {
  expect(serviceDaysOf(QHP, month({ time: [counted('2026-02-05', 29, 'qhp'), counted('2026-02-06', 20, 'staff')] }), {})).toBeNull();
  expect(serviceDaysOf(STAFF, month({ earliestDateOfService: null, defaultDateOfService: null }), {})).toBeNull();
});
