import { expect, test } from 'vitest';
import type { TimeEntry } from '../../src/ccm/chart.ts';
import { assessTime } from './month.ts';

const at = (clock: string) => `2026-03-05T${clock}:00-05:00`;
const lost = (ruleId: string) => [{ seconds: 1200, ruleId }];
const doctor = { performer: 'physician-qhp', activity: 'care-plan-review' } as const;

/** Seconds counted of each entry, in the order given and turned round: the order never matters. */
function countedOf(...entries: readonly Partial<TimeEntry>[]): readonly number[] {
  const inOrder = assessTime(...entries).time.map((entry) => entry.countedSeconds);
  const turned = assessTime(...entries.toReversed()).time.map((entry) => entry.countedSeconds);
  expect(turned.toReversed()).toEqual(inOrder);
  return inOrder;
}

test.each([
  [
    'the earlier of two',
    [
      { start: at('10:10'), minutes: 15 },
      { start: at('10:00'), minutes: 15 },
    ],
    [600, 900],
  ],
  [
    'the longer of two that begin together',
    [
      { start: at('10:00'), minutes: 15 },
      { start: at('10:00'), minutes: 20 },
    ],
    [0, 1200],
  ],
  [
    'of equals, the first by name',
    [
      { start: at('10:00'), minutes: 20, performerId: 'n2' },
      { start: at('10:00'), minutes: 20, performerId: 'n1' },
    ],
    [0, 1200],
  ],
  [
    'of equals of nobody’s name, the first by record',
    [
      { start: at('10:00'), minutes: 20, reference: 'Encounter/2' },
      { start: at('10:00'), minutes: 20, reference: 'Encounter/1' },
    ],
    [0, 1200],
  ],
  [
    'of equals, one of them of nobody’s name, that one',
    [
      { start: at('10:00'), minutes: 20, performerId: 'n1', reference: 'Encounter/1' },
      { start: at('10:00'), minutes: 20, reference: 'Encounter/2' },
    ],
    [0, 1200],
  ],
  [
    'the practitioner’s, and then staff as if it were not there',
    [
      { start: at('10:00'), minutes: 20 },
      { start: at('10:10'), minutes: 20 },
      { ...doctor, start: at('11:00'), minutes: 20 },
    ],
    [1200, 600, 1200],
  ],
  [
    'in a session without clock times the longest',
    [
      { minutes: 10, sessionId: 's' },
      { minutes: 30, sessionId: 's' },
      { minutes: 20, sessionId: 's' },
    ],
    [0, 1800, 0],
  ],
  [
    'in a session without clock times, of equals the earlier day',
    [
      { date: '2026-03-09', sessionId: 's' },
      { date: '2026-03-08', sessionId: 's' },
    ],
    [0, 1200],
  ],
  [
    'in a session without clock times, of equals the first by name',
    [
      { sessionId: 's', performerId: 'n2' },
      { sessionId: 's', performerId: 'n1' },
    ],
    [0, 1200],
  ],
  [
    'in a session where one has no clock times the longest',
    [
      { start: at('10:00'), minutes: 30, sessionId: 's' },
      { minutes: 10, sessionId: 's' },
    ],
    [1800, 0],
  ],
  ['every one of two sessions', [{ sessionId: 's' }, { sessionId: 't' }], [1200, 1200]],
  [
    'in a session, an entry beside one that other rules take out',
    [{ sessionId: 's' }, { ...doctor, sessionId: 's', alsoCountedToward: '99457' }],
    [1200, 0],
  ],
] satisfies readonly (readonly [string, readonly Partial<TimeEntry>[], readonly number[]])[])(
  'TIME-6 of simultaneous work counts %s',
  (_which, entries, counted) => {
    expect(countedOf(...entries)).toEqual(counted);
  },
);

test('TIME-15 work of nobody’s name done twice at once is told as two people’s', () => {
  expect(assessTime({ start: at('10:00') }, { start: at('10:00') }).excludedMinutes).toEqual([{ minutes: 20, ruleId: 'TIME-6' }]);
});

test('TIME-15 one person’s third entry at once is told as that person’s too', () => {
  const one = { start: at('10:00'), performerId: 'n1' } as const;
  const { excludedMinutes } = assessTime(
    one,
    { ...one, start: at('10:10') },
    { ...one, start: at('10:25') },
    { ...one, performerId: 'n2' },
  );
  expect(new Map(excludedMinutes.map(({ ruleId, minutes }) => [ruleId, minutes]))).toEqual(
    new Map([
      ['TIME-15', 15],
      ['TIME-6', 20],
    ]),
  );
});

test('an entry’s judgement says what became of it, and why where that is not known', () => {
  const reference = 'Encounter/1';
  const { time } = assessTime(
    {},
    { ...doctor, date: '2026-03-06', reference },
    { partOfVisit: true, reference },
    { activity: '' },
    { activity: 'astrology' },
    { patientsServed: 0.5 },
    JSON.parse('{"performer":null}'),
    { minutes: Number.NaN, reference },
    { start: 'noon' },
  );
  const out = { bucket: null, countedSeconds: 0, localDate: '2026-03-05' } as const;
  expect(time).toStrictEqual([
    { entry: 0, countedSeconds: 1200, bucket: 'staff', excluded: [], localDate: '2026-03-05' },
    { entry: 1, countedSeconds: 1200, bucket: 'qhp', excluded: [], localDate: '2026-03-06', reference },
    { ...out, entry: 2, excluded: lost('TIME-8'), reference },
    { ...out, entry: 3, excluded: lost('TIME-11'), unknownBecause: 'not-recorded' },
    { ...out, entry: 4, excluded: lost('TIME-11'), unknownBecause: 'unreadable' },
    { ...out, entry: 5, excluded: lost('TIME-7'), unknownBecause: 'unreadable' },
    { ...out, entry: 6, excluded: lost('TIME-3'), unknownBecause: 'not-recorded' },
    { ...out, entry: 7, excluded: [], reference, unknownBecause: 'unreadable' },
    { ...out, entry: 8, excluded: [], localDate: '', unknownBecause: 'unreadable' },
  ]);
});
