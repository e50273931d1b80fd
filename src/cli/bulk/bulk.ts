import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssessOptions, readingFor } from '../assess-group.ts';
import type { Written } from '../output.ts';
import { type PartDone, resultFiles } from './assess-part.ts';
import { exportFiles, linesOf } from './export-files.ts';
import { partition } from './partition.ts';
import { runParts } from './workers.ts';

export interface BulkCommand extends AssessOptions {
  readonly folder: string;
  /** Processes at work at once; absent: one for each core. */
  readonly jobs?: number;
  /** Where parts and results stand meanwhile, so that a run that was cut goes on; absent: a new folder, good for one run. */
  readonly work?: string;
}

/**
 * The assessments of every patient of a Bulk Data export, a line each, in an order that depends on the export alone.
 *
 * The export is divided by patient on disk, and the parts are assessed by processes side by side: memory is bounded by the
 * parts and not by the export. A run that is cut goes on where it was, given the same work folder, options and files. The
 * work folder holds patient data, for its owner alone; it is removed at the end.
 *
 * @param partBytes about how much of the export's text is in memory at once, for each process
 * @throws CallError where the folder, a file or the policy cannot be read.
 */
export async function* assessBulk(
  command: BulkCommand,
  clock: () => number,
  onProgress: (words: string) => void,
  partBytes?: number,
): AsyncGenerator<Written> {
  const files = await exportFiles(command.folder);
  const { policy: _policy, ...fixed } = await readingFor(command, clock);
  const work = command.work ?? (await mkdtemp(join(tmpdir(), 'intervisit-assess-')));
  try {
    const read = await partition(files, work, (resources) => onProgress(`${count(resources)} resources divided by patient`), partBytes);
    for (const error of read.errors) yield { error };
    for (const [type, resources] of Object.entries(read.nobodys))
      onProgress(`${count(resources)} ${type} resources name no patient and are left out`);
    const options = { ...fixed, ...(command.policyFile !== undefined && { policyFile: command.policyFile }) };
    const run = await nameOfRun(options);
    const jobs = Math.min(command.jobs ?? availableParallelism(), read.parts);
    let patients = 0;
    let done = 0;
    for await (const part of runParts({ work, run, options }, read.parts, jobs)) {
      patients += part.patients;
      done += 1;
      onProgress(`${count(patients)} patients assessed, part ${done} of ${read.parts}`);
    }
    for (let part = 0; part < read.parts; part += 1) yield* resultsOf(work, run, part);
  } catch (error) {
    // What was done so far is kept for the next run only where somebody said where.
    if (command.work === undefined) await rm(work, { recursive: true, force: true });
    throw error;
  }
  await rm(work, { recursive: true, force: true });
}

async function* resultsOf(work: string, run: string, part: number): AsyncGenerator<Written> {
  const files = resultFiles(work, run, part);
  const { complete }: PartDone = JSON.parse(await readFile(files.done, 'utf8'));
  const errors: readonly string[] = JSON.parse(await readFile(files.errors, 'utf8'));
  for (const error of errors) yield { error };
  for await (const { text } of linesOf(files.out)) yield { out: text, incomplete: !complete };
}

async function nameOfRun(options: AssessOptions): Promise<string> {
  const policy = options.policyFile === undefined ? '' : await readFile(options.policyFile, 'utf8');
  return createHash('sha256')
    .update(JSON.stringify([options, policy]))
    .digest('hex')
    .slice(0, 12);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
