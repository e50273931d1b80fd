import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sampleFiles, samplesFolder, sampleText, sampleSets, surveySet } from '../../scripts/survey-samples.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { policyWith } from '../../src/ccm/policy.ts';
import { assessFiles, temporaryFolder } from './run-assess.ts';

const SAMPLES = samplesFolder();
const folder = temporaryFolder();
afterAll(folder.remove);

describe.skipIf(!existsSync(SAMPLES))('other people’s patients (skipped without the samples)', { timeout: 120_000 }, () => {
  test('the command line reads every file, and none crashes it', async () => {
    const told: string[] = [];
    let patients = 0;
    for (const file of sampleFiles(SAMPLES)) {
      const unpacked = file.endsWith('.gz') ? folder.file('unpacked', sampleText(file)) : file;
      const { lines, errors } = await assessFiles(unpacked);
      patients += lines.length;
      told.push(...errors.map((error) => `${basename(file)} ${error}`));
    }
    expect(patients).toBeGreaterThan(110);
    expect(told.filter((error) => !/: has no Patient( in it| beside its \d+ resources?)$/.test(error))).toEqual([]);
  });

  test('every set is read as charts, and next to nothing in it is unreadable', async () => {
    const policy = policyWith(await loadChronicConditions());
    const totals = { patients: 0, refused: 0, conditions: 0, problems: 0, notJson: 0 };
    for (const set of sampleSets(SAMPLES)) {
      const { assessments, refused, problems } = await surveySet(set, '2024-03', policy);
      totals.patients += assessments.length;
      totals.refused += refused;
      totals.conditions += assessments.reduce((sum, { conditions }) => sum + conditions.length, 0);
      totals.problems += problems.length;
      totals.notJson += set.notJson;
    }
    expect(totals).toMatchObject({ refused: 0, notJson: 0 });
    expect(totals.patients).toBeGreaterThan(110);
    expect(totals.conditions).toBeGreaterThan(1_500);
    expect(totals.problems).toBeLessThan(20);
  });
});
