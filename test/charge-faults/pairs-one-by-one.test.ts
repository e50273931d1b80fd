import { expect, test } from 'vitest';
import { leftByPairs } from './pairs.ts';
import { changeOfCoding, SERVERS } from './situations.ts';

test(
  'every pair of faults at every step of a close by single requests leaves one charge a code, each with its documentation',
  { timeout: 300_000 },
  async () => {
    expect(await leftByPairs(await changeOfCoding(SERVERS.single))).toEqual([]);
  },
);
