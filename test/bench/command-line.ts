import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { practiceResources } from '../ehr/patients/practice.ts';
import { SAMPLE_PATIENTS, samplePatient } from '../ehr/patients/sample-patients.ts';
import type { Row } from './engine.ts';
import { spreadOf, timed, words } from './measure.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TODAY = '2026-10-20';
const REPEATS = 3;

/** Far less than the files hold: a process that keeps what it has read does not come through. */
const TIGHT_HEAP_MB = 64;

interface Use {
  readonly ms: number;
  readonly peakMb: number;
}

interface Run {
  readonly count: number;
  readonly fileMb: number;
  readonly uses: readonly Use[];
  /** Peak memory with the heap held tight: without that the collector lets memory grow while there is some. */
  readonly tightPeakMb: number;
}

/** Time and memory of the command line over NDJSON of more and more patients, and both as ratios. */
export async function commandLineRows(counts: readonly number[]): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'intervisit-bench-'));
  try {
    const runs: Run[] = [];
    for (const count of counts) runs.push(await runOver(join(folder, 'patients.ndjson'), count));
    return [...runs.flatMap(useRows), ...growthRows(runs)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runOver(file: string, count: number): Promise<Run> {
  await writePatients(file, count);
  const uses: Use[] = [];
  for (let run = 0; run < (count > 1_000 ? 1 : REPEATS); run += 1) uses.push(await assess(file));
  const tight = await assess(file, [`--max-old-space-size=${TIGHT_HEAP_MB}`]);
  return { count, fileMb: statSync(file).size / 1_000_000, uses, tightPeakMb: tight.peakMb };
}

function useRows({ count, fileMb, uses, tightPeakMb }: Run): readonly Row[] {
  const name = `${count.toLocaleString('en-US')} patients`;
  return [
    [`${name} (${fileMb.toFixed(0)} MB NDJSON): seconds in all`, words(spreadOf(uses.map(({ ms }) => ms / 1_000))), '–'],
    [`${name}: peak memory, MB`, words(spreadOf(uses.map(({ peakMb }) => peakMb)), 0), '–'],
    [`${name}: peak memory with a heap of ${TIGHT_HEAP_MB} MB, MB`, tightPeakMb.toFixed(0), '–'],
  ];
}

/** Each time from one count to the next: what a further patient costs, and how memory grew. */
function growthRows(runs: readonly Run[]): readonly Row[] {
  return runs.slice(1).flatMap((run, index): readonly Row[] => {
    const before = runs[index];
    if (before === undefined) return [];
    const further = (medianMs(run) - medianMs(before)) / (run.count - before.count);
    const step = `${before.count.toLocaleString('en-US')} → ${run.count.toLocaleString('en-US')} patients`;
    return [
      [`${step}: ms for each further patient`, further.toFixed(2), 'linear'],
      [`${step}: peak memory with a tight heap, ratio`, (run.tightPeakMb / before.tightPeakMb).toFixed(2), 'flat'],
    ];
  });
}

function medianMs({ uses }: Run): number {
  return spreadOf(uses.map(({ ms }) => ms)).median;
}

/** A process of its own over the file; its output goes nowhere. */
async function assess(file: string, options: readonly string[] = []): Promise<Use> {
  const imports = ['--import', 'tsx', '--import', join(import.meta.dirname, 'report-usage.ts')];
  const call = ['src/cli/assess.ts', 'bundle', file, '--month', TODAY.slice(0, 7), '--as-of', TODAY];
  const { ms, result } = await timed(async () => {
    const child = spawn(process.execPath, [...options, ...imports, ...call], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    let told = '';
    child.stdio[3]?.on('data', (text: Buffer) => (told += text.toString()));
    const [status]: unknown[] = await once(child, 'close');
    if (status !== 0) throw new Error(`the command line ended with status ${String(status)}`);
    return told;
  });
  const { peakKiB }: { readonly peakKiB: number } = JSON.parse(result);
  return { ms, peakMb: peakKiB / 1_024 };
}

/** The sample patients but the thick chart, over and over, each time as somebody else. */
async function writePatients(file: string, count: number): Promise<void> {
  const texts = SAMPLE_PATIENTS.filter(({ id }) => id !== 'demo-0011').map(({ id }) => ({
    id,
    text: linesOf(samplePatient(id, TODAY, 'America/New_York')),
  }));
  const stream = createWriteStream(file);
  stream.write(linesOf(practiceResources()));
  for (let index = 0; index < count; index += 1) {
    const one = texts[index % texts.length];
    if (one === undefined) continue;
    if (!stream.write(one.text.replaceAll(one.id, `${one.id}-n${index}`))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

function linesOf(resources: readonly (object | string)[]): string {
  return resources.map((resource) => `${JSON.stringify(typeof resource === 'string' ? JSON.parse(resource) : resource)}\n`).join('');
}
