import { describe, expect, test } from 'vitest';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { monthDays } from '../../src/app/MonthStrip.tsx';
import { afterLogging, afterSaving, monthSentence, verdictSentence } from '../../src/app/month-words.ts';
import { aBillableAssessment, aFinding, anAssessment, anEntryJudgement } from '../builders/assessment.ts';

function at(seconds: number, overrides: Partial<MonthAssessment> = {}): MonthAssessment {
  const minutes = Math.floor(seconds / 60);
  return anAssessment({
    countedMinutes: { staff: minutes, qhp: 0, total: minutes },
    countedSeconds: { staff: seconds, qhp: 0, total: seconds },
    minutesToNext: 20 - minutes,
    ...overrides,
  });
}

describe('the sentence of the month', () => {
  test.each([
    ['minutes short', at(840), '14 of 20 min, 6 to go, 10 days left'],
    ['seconds short', at(1199), '19 min 59 s of 20 min, 1 s to go, 10 days left'],
    ['a minute and some seconds short', at(1110), '18 of 20 min, 2 to go, 10 days left'],
    [
      'reached',
      aBillableAssessment({
        countedMinutes: { staff: 20, qhp: 0, total: 20 },
        countedSeconds: { staff: 1200, qhp: 0, total: 1200 },
        minutesToNext: 20,
      }),
      '20 of 40 min, 20 to go, 10 days left',
    ],
    ['the last day', at(840, { daysLeft: 1 }), '14 of 20 min, 6 to go, 1 day left'],
    ['a past month', at(840, { daysLeft: 0 }), '14 of 20 min, 6 short, the month has ended'],
    [
      'every unit',
      at(3900, { family: 'STAFF', minutesToNext: null, nextCode: null, proposal: 'billable' }),
      '65 min counted, every unit reached, 10 days left',
    ],
    [
      'no countable day left',
      at(840, { minutesToNext: null, nextCode: null }),
      '14 min counted, nothing more can be reached, 10 days left',
    ],
    [
      'blocked',
      at(840, { minutesToNext: null, nextCode: null, proposal: 'blocked' }),
      '14 min counted, no code can be proposed, 10 days left',
    ],
    [
      'a month without rules',
      at(0, { findings: [aFinding('SCOPE-1', [], { verdict: 'not-met', effect: 'blocks' })] }),
      'No rules for this month',
    ],
  ])('%s', (_, assessment, sentence) => {
    expect(monthSentence(assessment)).toBe(sentence);
  });

  test('the practitioner’s own codes are measured by the practitioner’s minutes', () => {
    const assessment = anAssessment({
      family: 'QHP',
      codes: [{ code: '99491', units: 1 }],
      countedMinutes: { staff: 12, qhp: 31, total: 43 },
      countedSeconds: { staff: 720, qhp: 1860, total: 2580 },
      minutesToNext: 29,
      nextCode: '99437',
      proposal: 'billable',
    });
    expect(monthSentence(assessment)).toBe('31 of 60 min, 29 to go, 10 days left');
  });
});

describe('the verdict', () => {
  test.each([
    ['not yet', anAssessment(), 'Eligible. 14 of 20 minutes; 6 more reach 99490.'],
    [
      'not yet, questions open',
      anAssessment({ unknowns: ['ELIG-7'] }),
      'Nothing speaks against it so far; 1 question is open. 14 of 20 minutes; 6 more reach 99490.',
    ],
    ['billable', aBillableAssessment(), '99490 can be recorded for November 2026. 18 more reach 99439.'],
    [
      'to be confirmed',
      aBillableAssessment({ proposal: 'needs-confirmation', unknowns: ['CONC-14', 'ELIG-13'] }),
      '99490 proposed, once 2 open questions are answered.',
    ],
    [
      'blocked',
      anAssessment({ eligible: false, proposal: 'blocked', blockers: ['CONS-1', 'CONC-4'], minutesToNext: null }),
      'Blocked. No consent to CCM is on record. 1 more rule blocks the month.',
    ],
    [
      'several units',
      aBillableAssessment({
        codes: [
          { code: '99490', units: 1 },
          { code: '99439', units: 2 },
        ],
        minutesToNext: null,
        nextCode: null,
      }),
      '99490 and 99439 ×2 can be recorded for November 2026.',
    ],
  ])('%s', (_, assessment, sentence) => {
    expect(verdictSentence(assessment)).toBe(sentence);
  });

  test('recorded charges are said to be recorded', () => {
    expect(verdictSentence(aBillableAssessment(), true)).toBe('99490 is recorded for November 2026. 18 more reach 99439.');
  });
});

describe('a month whose time is not known', () => {
  const unknown = at(0, {
    timeKnown: false,
    unknowns: ['TIME-1'],
    findings: [aFinding('TIME-1', [{ fact: 'time-entry', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' })],
  });

  test('no sentence holds a count of minutes, and the verdict says why', () => {
    expect(monthSentence(unknown)).toBe('Time not known, 10 days left');
    expect(verdictSentence(unknown)).toBe(
      'Nothing speaks against it so far; 1 question is open. The time logged so far is not known: the EHR does not let Intervisit see encounters.',
    );
  });

  test('nothing is added up, before saving or after', () => {
    expect(afterLogging(unknown, 360)).toBeNull();
    expect(afterSaving(unknown, unknown)).toBeNull();
  });
});

describe('a patient who has died', () => {
  test('the death comes first, and no day is left', () => {
    const month = at(900, { minutesToNext: null, nextCode: null });
    expect(verdictSentence(month, false, '2026-11-10')).toBe(
      'Died 10 Nov 2026. 15 minutes counted; nothing more can be reached this month.',
    );
    expect(monthSentence(month, '2026-11-10')).toBe('15 min counted, nothing more can be reached, died 10 Nov');
  });

  test('in the months before it nothing is said of it', () => {
    expect(verdictSentence(anAssessment(), false, '2026-12-10')).toBe(verdictSentence(anAssessment()));
  });
});

test('a month without rules is neither blocked nor billable: there are no rules', () => {
  const month = anAssessment({
    blockers: ['SCOPE-1'],
    proposal: 'blocked',
    findings: [aFinding('SCOPE-1', [], { verdict: 'not-met', effect: 'blocks' })],
  });
  expect(verdictSentence(month)).toBe('Intervisit has no rules for November 2026.');
});

test('a consent of a later month is not the lack of any consent', () => {
  const month = anAssessment({
    blockers: ['CONS-1'],
    proposal: 'blocked',
    findings: [aFinding('CONS-1', [{ fact: 'consent-after-month', value: '2026-12-03' }], { verdict: 'not-met', effect: 'blocks' })],
  });
  expect(verdictSentence(month)).toBe('Blocked. No consent was in force in this month: it was given on 3 Dec 2026.');
});

describe('after an entry is saved', () => {
  test('the code that its minutes reach is named, once', () => {
    expect(afterSaving(at(840), at(1200, { minutesToNext: 20, nextCode: '99439' }))).toEqual({
      sentence: '20 of 20 min: 99490 is reached.',
      reached: '99490',
    });
    expect(afterSaving(at(1200), at(1260))?.reached).toBeNull();
  });

  test('short of a code the month says what is left', () => {
    expect(afterSaving(at(840), at(900))).toEqual({ sentence: '15 of 20 min, 5 to go, 10 days left.', reached: null });
  });
});

describe('what logging more would do', () => {
  test.each([
    [359, '14 min + 5 min 59 s = 19 min 59 s, 1 s short of 99490'],
    [360, '14 min + 6 min = 20 min, reaches 99490'],
    [1800, '14 min + 30 min = 44 min, reaches 99439'],
    [3600, '14 min + 60 min = 74 min, reaches 99439'],
  ])('%i seconds', (seconds, sentence) => {
    expect(afterLogging(anAssessment(), seconds)).toBe(sentence);
  });
});

test('the days of the strip carry counted and excluded minutes, weekends and today', () => {
  const days = monthDays(
    anAssessment({
      time: [
        anEntryJudgement({ localDate: '2026-11-03', countedSeconds: 480 }),
        anEntryJudgement({ localDate: '2026-11-03', countedSeconds: 60, excluded: [{ seconds: 120, ruleId: 'TIME-6' }] }),
        anEntryJudgement({ localDate: '2026-10-31', countedSeconds: 60 }),
      ],
    }),
    '2026-11-21',
  );
  expect(days).toHaveLength(30);
  expect(days[2]).toEqual({ day: 3, weekend: false, when: 'past', counted: 9, excluded: 2 });
  expect(days[20]).toMatchObject({ weekend: true, when: 'today' });
  expect(days[21]).toMatchObject({ when: 'future', counted: 0 });
});
