import { expect, test } from 'vitest';
import { MUTATIONS } from './mutate.ts';
import { fuzzReader } from './run.ts';

test('spoiled charts end in a verdict or in one refusal of the patient, never in a crash, and change nothing of the language’s own objects', async () => {
  const report = await fuzzReader(20_261_122, 4_000);
  expect(report.crashes).toEqual([]);
  expect(report.polluted).toBe(false);
  expect(report.read).toBeGreaterThan(report.refused);
  expect(report.spoiled).toBeGreaterThan(report.resources / 2);
  expect(MUTATIONS.filter((name) => report.mutations[name] === 0)).toEqual([]);
});
