import { expect, test } from 'vitest';
import { statementOf } from './attempts.ts';
import { FAULTS, leftBy, stepsOf } from './left-by.ts';
import { changeOfCoding, ehrOf, firstClose, SERVERS, signingOff } from './situations.ts';

test.each([
  ['a first close in transactions', firstClose, SERVERS.transactions],
  ['a sign-off in transactions', signingOff, SERVERS.transactions],
  ['a first close by single requests', firstClose, SERVERS.single],
  ['a sign-off by single requests', signingOff, SERVERS.single],
  ['a change of coding in batches', changeOfCoding, SERVERS.batches],
  ['a change of coding where failures are told inside', changeOfCoding, SERVERS.inEntries],
])('any fault at any step of %s is told as it is, and closing again ends well', { timeout: 120_000 }, async (_name, make, persona) => {
  const situation = await make(persona);
  const statement = await statementOf(await ehrOf(situation));
  const steps = await stepsOf(situation);
  const wrongs: string[] = [];
  for (const kind of FAULTS) {
    for (let at = 1; at <= steps; at += 1) wrongs.push(...(await leftBy(situation, statement, [{ kind, at }], true)).wrongs);
  }
  expect(wrongs).toEqual([]);
});
