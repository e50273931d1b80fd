import { expect, test } from 'vitest';
import { readEntries } from '../../src/ccm/read-entries.ts';

const entryOf = (given: unknown) => readEntries([given])[0];

test('everything an entry says is read', () => {
  const given = {
    date: '2026-03-05',
    minutes: 20,
    performer: 'physician-qhp',
    performerId: 'd1',
    activity: 'care-plan-review',
    sessionId: 's',
    alsoCountedToward: ' g0506 ',
    patientsServed: 3,
    partOfVisit: true,
    outsideUS: true,
    recorded: '2026-03-06',
    reference: 'Encounter/1',
  };
  expect(entryOf(given)).toEqual({
    index: 0,
    date: '2026-03-05',
    seconds: 1200,
    written: [],
    performer: 'physician-qhp',
    performerId: 'd1',
    activity: 'care-plan-review',
    sessionId: 's',
    countedToward: 'G0506',
    patientsServed: 3,
    partOfVisit: true,
    outsideUS: true,
    recorded: '2026-03-06',
    reference: 'Encounter/1',
  });
});

test('an entry that is none keeps its place with nothing known of it', () => {
  const entries = readEntries([null, { date: '2026-03-05' }, 'work']);
  expect(entries.map(({ index, date, seconds, performer }) => [index, date, seconds, performer])).toEqual([
    [0, undefined, undefined, undefined],
    [1, '2026-03-05', undefined, undefined],
    [2, undefined, undefined, undefined],
  ]);
  expect(readEntries('often')).toEqual([]);
});

test.each([
  [{ seconds: 1200 }, 1200],
  [{ seconds: 1199.9 }, 1199],
  [{ minutes: 6.65 }, 399],
  [{ seconds: 60, minutes: 20 }, 60],
  [{ seconds: -1, minutes: 20 }, 1200],
  [{ seconds: 0 }, 0],
  [{ seconds: '1200' }, undefined],
  [{ minutes: -1 }, undefined],
  [{ minutes: Number.POSITIVE_INFINITY }, undefined],
  [{}, undefined],
  [{ seconds: 90_000 }, 90_000],
  [{ seconds: 90_001 }, undefined],
])('TIME-15 %j is %s seconds', (given, seconds) => {
  expect(entryOf(given)?.seconds).toBe(seconds);
});

test.each([
  [undefined, 1],
  [null, 1],
  [1, 1],
  [4, 4],
  [0, undefined],
  [-2, undefined],
  [2.5, undefined],
  ['2', undefined],
])('TIME-7 %j patients are %s', (patientsServed, read) => {
  expect(entryOf({ patientsServed })?.patientsServed).toBe(read);
});

test.each([
  [{ start: '10:00' }, [{ start: '10:00', end: undefined }]],
  [{ start: '10:00', intervals: [] }, [{ start: '10:00', end: undefined }]],
  [{ start: '10:00', intervals: 'two' }, [{ start: '10:00', end: undefined }]],
  [{ start: '' }, []],
  [{ start: '9:00', intervals: [{ start: '10:00', end: '10:20' }] }, [{ start: '10:00', end: '10:20' }]],
  [
    { intervals: [{ start: '10:00' }, 'noon'] },
    [
      { start: '10:00', end: '' },
      { start: '', end: '' },
    ],
  ],
])('the clock times of %j are kept as written', (given, written) => {
  expect(entryOf(given)?.written).toEqual(written);
});

test('only a plain yes makes an entry part of a visit or done abroad', () => {
  expect(entryOf({ partOfVisit: 'yes', outsideUS: 1 })).toMatchObject({ partOfVisit: false, outsideUS: false });
});
