import { expect, test } from 'vitest';
import { aConsent, aTimeEntry } from '../builders/chart.ts';
import { assess, assessTime, codesText } from './month.ts';

const at = (clock: string, day = '05') => `2026-03-${day}T${clock}:00-05:00`;
const doctor = { performer: 'physician-qhp', activity: 'care-plan-review' } as const;

test('TIME-15 three times 6:39 is 19 minutes', () => {
  const inSeconds = assessTime({ seconds: 399 }, { seconds: 399 }, { seconds: 399 });
  const inMinutes = assessTime({ minutes: 6.65 }, { minutes: 6.65 }, { minutes: 6.65 });
  for (const { countedMinutes, countedSeconds, codes } of [inSeconds, inMinutes]) {
    expect([countedMinutes.total, countedSeconds.total, codes]).toEqual([19, 1197, []]);
  }
});

test('TIME-2 19:59 is not billable and 20:00 is', () => {
  expect(assessTime({ seconds: 1199 }).billable).toBe(false);
  expect(assessTime({ seconds: 1199.9 }).billable).toBe(false);
  expect(assessTime({ seconds: 1200 }).billable).toBe(true);
});

test('TIME-15 staff, practitioner and total are floored each by itself', () => {
  expect(assessTime({ seconds: 630 }, { ...doctor, seconds: 630 }).countedMinutes).toEqual({ staff: 10, qhp: 10, total: 21 });
});

test('TIME-6 overlapping staff count the union of their clock times', () => {
  const { countedMinutes, excludedMinutes } = assessTime({ start: at('10:00'), minutes: 15 }, { start: at('10:10'), minutes: 15 });
  expect(countedMinutes.staff).toBe(25);
  expect(excludedMinutes).toEqual([{ minutes: 5, ruleId: 'TIME-6' }]);
});

test('TIME-6 staff give way to the practitioner, before and after', () => {
  const { countedMinutes, time } = assessTime({ start: at('10:00'), minutes: 30 }, { ...doctor, start: at('10:10'), minutes: 10 });
  expect(countedMinutes).toEqual({ staff: 20, qhp: 10, total: 30 });
  expect(time.map((entry) => entry.countedSeconds)).toEqual([1200, 600]);
});

test('TIME-6 in a session without clock times the practitioner’s entry counts, else the longest', () => {
  expect(assessTime({ minutes: 30, sessionId: 's' }, { ...doctor, minutes: 10, sessionId: 's' }).countedMinutes).toEqual({
    staff: 0,
    qhp: 10,
    total: 10,
  });
  expect(assessTime({ minutes: 30, sessionId: 's' }, { minutes: 10, sessionId: 's' }).countedMinutes.staff).toBe(30);
});

test('TIME-6 with clock times a shared session alone excludes nothing', () => {
  const apart = assessTime({ start: at('10:00'), minutes: 10, sessionId: 's' }, { start: at('11:00'), minutes: 10, sessionId: 's' });
  expect(apart.countedMinutes.staff).toBe(20);
});

test('TIME-6 an entry that other rules exclude takes no minute from others', () => {
  const { countedMinutes } = assessTime(
    { start: at('10:00'), minutes: 20 },
    { ...doctor, start: at('10:00'), minutes: 20, alsoCountedToward: '99457' },
  );
  expect(countedMinutes).toEqual({ staff: 20, qhp: 0, total: 20 });
});

test('TIME-6 and TIME-15 tell two people at once from one person twice', () => {
  const twice = assessTime({ start: at('10:00'), minutes: 20, performerId: 'n1' }, { start: at('10:00'), minutes: 20, performerId: 'n1' });
  const two = assessTime({ start: at('10:00'), minutes: 20, performerId: 'n1' }, { start: at('10:00'), minutes: 20, performerId: 'n2' });
  expect(twice.excludedMinutes).toEqual([{ minutes: 20, ruleId: 'TIME-15' }]);
  expect(two.excludedMinutes).toEqual([{ minutes: 20, ruleId: 'TIME-6' }]);
});

test('TIME-6 pauses of an entry are free for others', () => {
  const paused = {
    intervals: [
      { start: at('10:00'), end: at('10:10') },
      { start: at('10:20'), end: at('10:30') },
    ],
  };
  const { countedMinutes } = assessTime(paused, { start: at('10:10'), minutes: 10 });
  expect(countedMinutes.staff).toBe(30);
});

test('TIME-15 an entry counts no more than its own clock times hold', () => {
  const { countedMinutes, excludedMinutes } = assessTime({ minutes: 30, intervals: [{ start: at('10:00'), end: at('10:20') }] });
  expect(countedMinutes.staff).toBe(20);
  expect(excludedMinutes).toEqual([{ minutes: 10, ruleId: 'TIME-15' }]);
});

test('TIME-15 an entry counts no more than it claims', () => {
  expect(assessTime({ minutes: 15, intervals: [{ start: at('10:00'), end: at('10:20') }] }).countedMinutes.staff).toBe(15);
});

test('TIME-7 each of three patients has a third, whole seconds and no more', () => {
  const { countedSeconds, excludedMinutes } = assessTime({ seconds: 1801, patientsServed: 3 });
  expect(countedSeconds.staff).toBe(600);
  expect(excludedMinutes).toEqual([{ minutes: 20, ruleId: 'TIME-7' }]);
});

test('TIME-14 the month turns at the practice’s midnight, in winter and summer time', () => {
  const rows = [
    ['America/New_York', '2026-03-01T04:59:59Z', 0],
    ['America/New_York', '2026-03-01T05:00:00Z', 20],
    ['America/New_York', '2026-04-01T03:40:00Z', 20],
    ['America/New_York', '2026-04-01T04:00:00Z', 0],
    ['America/Los_Angeles', '2026-04-01T06:40:00Z', 20],
    ['Pacific/Honolulu', '2026-04-01T09:40:00Z', 20],
    ['Pacific/Kiritimati', '2026-02-28T10:00:00Z', 20],
  ] as const;
  for (const [practiceTimeZone, start, minutes] of rows) {
    const { countedMinutes } = assess({ practiceTimeZone, timeEntries: [aTimeEntry({ start, minutes: minutes || 20 })] });
    expect([start, countedMinutes.staff]).toEqual([start, start === '2026-03-01T04:59:59Z' ? 19 : minutes]);
  }
});

test('TIME-14 an entry on the night the clocks change is as long as it was', () => {
  const { countedMinutes, time } = assessTime({ start: '2026-03-08T06:50:00Z', minutes: 20 });
  expect([countedMinutes.staff, time[0]?.localDate]).toEqual([20, '2026-03-08']);
});

test('TIME-14 a start without an offset is the practice’s clock', () => {
  expect(assessTime({ start: '2026-03-31T23:50:00' }).countedMinutes.staff).toBe(10);
});

test('CONS-5 a call that passes into the day of consent is split at midnight', () => {
  const timeEntries = [aTimeEntry({ start: '2026-03-05T23:50:00-05:00', minutes: 20 })];
  const { countedMinutes, excludedMinutes, time } = assess({ consent: aConsent({ date: '2026-03-06' }), timeEntries });
  expect(countedMinutes.staff).toBe(10);
  expect(excludedMinutes).toEqual([{ minutes: 10, ruleId: 'CONS-5' }]);
  expect(time[0]).toMatchObject({
    countedSeconds: 600,
    bucket: 'staff',
    excluded: [{ seconds: 600, ruleId: 'CONS-5' }],
    localDate: '2026-03-05',
  });
});

test('the first rule in the rulebook’s order takes a second, and only it', () => {
  const everything = aTimeEntry({
    start: '2026-03-31T23:50:00-04:00',
    minutes: 20,
    patientsServed: 2,
    performer: 'software',
    alsoCountedToward: '99457',
    partOfVisit: true,
    activity: 'rooming-and-vitals',
  });
  const { excludedMinutes } = assess({
    timeEntries: [everything],
    deathDate: '2026-03-02',
    stays: [{ type: 'hospital-inpatient', start: '2026-03-01' }],
  });
  expect(excludedMinutes).toEqual([
    { minutes: 10, ruleId: 'TIME-14' },
    { minutes: 5, ruleId: 'TIME-7' },
    { minutes: 5, ruleId: 'TIME-18' },
  ]);
});

test('every entry is judged, in its order, and what is counted and left out adds up to what was logged', () => {
  const { time } = assessTime({ minutes: 7 }, { date: '2026-02-01' }, { performer: 'non-clinical-staff' }, { minutes: -1 }, { minutes: 5 });
  expect(time.map((entry) => entry.entry)).toEqual([0, 1, 2, 3, 4]);
  const sums = time.map((entry) => entry.countedSeconds + entry.excluded.reduce((sum, one) => sum + one.seconds, 0));
  expect(sums).toEqual([420, 1200, 1200, 0, 300]);
  expect(time[3]?.unknownBecause).toBe('unreadable');
});

test('TIME-17 an entry longer than any day is not believed', () => {
  const { countedMinutes, unknowns } = assessTime({ minutes: 26 * 60 });
  expect([countedMinutes.staff, unknowns]).toEqual([0, ['TIME-17']]);
});

test('TIME-17 an entry that cannot be read leaves the codes a proposal for a person to confirm', () => {
  const assessment = assessTime({ minutes: 25 }, { minutes: Number.NaN });
  expect([codesText(assessment.codes), assessment.proposal, assessment.billable]).toEqual(['99490', 'needs-confirmation', false]);
});

test('TIME-17 an unreadable entry matters only while units are left to earn', () => {
  expect(assessTime({ minutes: 59 }, { minutes: Number.NaN }).unknowns).toEqual(['TIME-17']);
  expect(assessTime({ minutes: 60 }, { minutes: Number.NaN })).toMatchObject({ unknowns: [], billable: true });
});

test('TIME-1 what an entry of another month claims beyond its clock times is that month’s too', () => {
  const { excludedMinutes } = assessTime({
    minutes: 30,
    intervals: [{ start: '2026-02-05T10:00:00-05:00', end: '2026-02-05T10:20:00-05:00' }],
  });
  expect(excludedMinutes).toEqual([{ minutes: 30, ruleId: 'TIME-1' }]);
});

test.each([
  ['ends before it begins', at('10:00'), at('09:59'), ['TIME-17']],
  ['ends as it begins', at('10:00'), at('10:00'), []],
  ['lasts 25 hours', at('10:00'), at('11:00', '06'), []],
  ['lasts longer than any day', at('10:00'), at('11:01', '06'), ['TIME-17']],
  ['has no end that can be read', at('10:00'), 'noon', ['TIME-17']],
])('TIME-17 an entry that %s', (_which, start, end, unknowns) => {
  expect(assess({ timeEntries: [aTimeEntry({ minutes: 20 }), aTimeEntry({ intervals: [{ start, end }] })] }).unknowns).toEqual(unknowns);
});

test('TIME-14 without a known zone a day is that of the offset in which it was written', () => {
  const { time } = assess({ practiceTimeZone: 'Mars/Olympus', timeEntries: [aTimeEntry({ start: '2026-03-15T22:00:00-05:00' })] });
  expect(time[0]?.localDate).toBe('2026-03-15');
});
