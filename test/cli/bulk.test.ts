import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { assessBulk, type BulkCommand } from '../../src/cli/bulk/bulk.ts';
import { SAMPLE_PATIENTS } from '../ehr/patients/sample-patients.ts';
import { chartOf, ndjson, PRACTICE, type Resource } from './packaging.ts';
import { assessFiles, collect, runAssess, temporaryFolder } from './run-assess.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const CHARTS = SAMPLE_PATIENTS.filter(({ id }) => id !== 'demo-0011').map(({ id }) => chartOf(id));

/** Small enough for an export of the sample patients to have several parts. */
const SMALL_PART = 40_000;

/** A Bulk Data export: a file for each type of resource, some packed. */
function exportOf(name: string, resources: readonly Resource[], extra: Readonly<Record<string, string>> = {}): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  for (const type of new Set(resources.map(({ resourceType }) => resourceType))) {
    const text = ndjson(resources.filter(({ resourceType }) => resourceType === type));
    if (type === 'Encounter') writeFileSync(join(path, `${type}.000.ndjson.gz`), gzipSync(text));
    else writeFileSync(join(path, `${type}.000.ndjson`), text);
  }
  for (const [file, text] of Object.entries(extra)) writeFileSync(join(path, file), text);
  return path;
}

const WHOLE = exportOf('whole', [...PRACTICE, ...CHARTS.flat()]);

function bulk(command: Partial<BulkCommand>, told: string[] = []) {
  const whole = { folder: WHOLE, month: '2026-10', asOf: '2026-10-20', timeZone: 'America/New_York', jobs: 2, ...command };
  return assessBulk(
    whole,
    () => {
      throw new Error('the clock was asked although the day is given');
    },
    (words) => told.push(words),
    SMALL_PART,
  );
}

describe('assess bulk', { timeout: 120_000 }, () => {
  test('an export, a type a file, comes out as the same patients read one after the other', async () => {
    const told: string[] = [];
    const { lines, errors, status } = await collect(bulk({}, told));
    const file = folder.file('in-turn.ndjson', ndjson([...PRACTICE, ...CHARTS.flat()]));
    const inTurn = await assessFiles(file);
    const byId = (all: typeof lines) => new Map(all.map(({ id, assessment }) => [id, assessment]));
    expect(byId(lines)).toEqual(byId(inTurn.lines));
    expect(lines).toHaveLength(CHARTS.length);
    expect({ errors, status }).toEqual({ errors: [], status: inTurn.status });
    expect(told.at(-1)).toMatch(new RegExp(`^${CHARTS.length} patients assessed, part (\\d+) of \\1$`));
    expect(told.filter((words) => words.includes('assessed')).length).toBeGreaterThan(2);
  });

  test('the order is the same with one process and with three', async () => {
    const [one, three] = [await collect(bulk({ jobs: 1 })), await collect(bulk({ jobs: 3 }))];
    expect(three.lines).toEqual(one.lines);
  });

  test('a run that was cut goes on where it was, and takes nothing of other options for its own', async () => {
    const work = join(folder.path, 'work');
    const cut = bulk({ work, jobs: 1 }, failsAfter(2));
    await expect(collect(cut)).rejects.toThrow('cut');
    const left = readdirSync(work).filter((name) => /^result-.*\.json$/.test(name));
    expect(left.length).toBeGreaterThan(0);
    expect(statSync(work).mode & 0o077).toBe(0);
    const before = new Map(left.map((name) => [name, statSync(join(work, name)).mtimeMs]));

    const other = bulk({ work, jobs: 1, month: '2026-09', asOf: '2026-09-30' }, failsAfter(2));
    await expect(collect(other)).rejects.toThrow('cut');
    for (const [name, changed] of before) expect(statSync(join(work, name)).mtimeMs).toBe(changed);

    const told: string[] = [];
    const { lines } = await collect(bulk({ work }, told));
    expect(told.some((words) => words.includes('divided'))).toBe(false);
    expect(lines).toEqual((await collect(bulk({}))).lines);
    expect(existsSync(work)).toBe(false);
  });

  test('what cannot be read costs itself alone, and is told with its place', async () => {
    const stray = { resourceType: 'Condition', id: 'stray', subject: { reference: 'Patient/nobody' } };
    const path = exportOf('dirty', [...PRACTICE, ...CHARTS.slice(0, 2).flat(), stray], {
      'Goal.000.ndjson': `{"resourceType":"Goal","id":"g"\n${JSON.stringify({ resourceType: 'Goal', id: 'unowned' })}\n`,
    });
    const told: string[] = [];
    const { lines, errors, status } = await collect(bulk({ folder: path }, told));
    expect(lines).toHaveLength(2);
    expect(errors.toSorted()).toEqual([
      expect.stringMatching(/Goal\.000\.ndjson:1: is not JSON$/),
      'Patient/nobody: is not in the export; 1 of its resources are about that patient',
    ]);
    expect(status).toBe(1);
    expect(told).toContain('1 Goal resources name no patient and are left out');
  });

  test('as a process: a line a patient, progress on standard error, and no folder left behind', async () => {
    const run = await runAssess(['bulk', WHOLE, '--month', '2026-10', '--as-of', '2026-10-20', '--jobs', '2']);
    expect(run.out.trim().split('\n')).toHaveLength(CHARTS.length);
    expect(run.error).toMatch(/^assess: [\d,]+ patients assessed, part 1 of 1$/m);
    const wrong = await runAssess(['bulk', join(folder.path, 'nothing-here'), '--month', '2026-10']);
    expect(wrong).toMatchObject({ status: 2, out: '' });
    expect(wrong.error).toMatch(/^assess: .*nothing-here: is no folder that can be read\n$/);
  });
});

/** A list that breaks the run off once that many parts are done, as a closed terminal would. */
function failsAfter(parts: number): string[] {
  const told: string[] = [];
  told.push = (...words) => {
    if (words.some((word) => word.includes(`part ${parts} of`))) throw new Error('cut');
    return words.length;
  };
  return told;
}
