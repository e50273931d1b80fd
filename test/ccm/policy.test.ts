import { expect, test } from 'vitest';
import { DEFAULT_SWITCHES, readSwitches } from '../../src/ccm/policy.ts';

test('the defaults are switches as a file would give them', () => {
  expect(readSwitches(DEFAULT_SWITCHES)).toEqual({ switches: DEFAULT_SWITCHES, problems: [] });
});

test('a wrong switch is named with what it may be, and costs itself alone', () => {
  const given = { max99437: -1, globalPeriod: 'never', countDischargeDay: 'no', surprise: true, payerRules: 'older-cpt', max99489: 6 };
  expect(readSwitches(given)).toEqual({
    switches: { payerRules: 'older-cpt', max99489: 6 },
    problems: [
      { name: 'max99437', allowed: 'a whole number of 0 or more' },
      { name: 'globalPeriod', allowed: 'block-same, block-any, warn, allow' },
      { name: 'countDischargeDay', allowed: 'true, false' },
      { name: 'surprise', allowed: '' },
    ],
  });
});

test('no switches are none, and anything but an object is a problem', () => {
  expect(readSwitches(undefined)).toEqual({ switches: {}, problems: [] });
  expect(readSwitches([]).problems).toHaveLength(1);
  expect(readSwitches('strict').problems).toHaveLength(1);
});

test('no switches at all is none, as null; a cap may be nothing, and never a part or a word', () => {
  expect(readSwitches(null)).toEqual({ switches: {}, problems: [] });
  expect(readSwitches({ max99437: 0 })).toEqual({ switches: { max99437: 0 }, problems: [] });
  for (const max99489 of [1.5, '2', null]) expect(readSwitches({ max99489 }).problems.map(({ name }) => name)).toEqual(['max99489']);
  expect(readSwitches('strict').problems).toEqual([{ name: '', allowed: 'an object' }]);
});
