import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { practiceResources } from '../ehr/patients/practice.ts';
import { SAMPLE_PATIENTS, samplePatient } from '../ehr/patients/sample-patients.ts';
import type { Row } from './engine.ts';
import { spreadOf, timed, words } from './measure.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TODAY = '2026-10-20';
const REPEATS = 3;

interface Use {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** Time and memory of the command line over NDJSON of more and more patients, and both as ratios. */
export async function commandLineRows(counts: readonly number[]): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'intervisit-bench-'));
  try {
    const rows: Row[] = [];
    const runs: { readonly count: number; readonly uses: readonly Use[] }[] = [];
    for (const count of counts) {
      const file = join(folder, `${count}.ndjson`);
      await writePatients(file, count);
      const repeats = count > 1_000 ? 1 : REPEATS;
      const uses: Use[] = [];
      for (let run = 0; run < repeats; run += 1) uses.push(await assess(file));
      runs.push({ count, uses });
      const mb = (statSync(file).size / 1_000_000).toFixed(0);
      rows.push([`${count.toLocaleString('en-US')} patients (${mb} MB NDJSON): seconds in all`, words(spreadOf(uses.map(({ ms }) => ms / 1_000))), '–']);
      rows.push([`${count.toLocaleString('en-US')} patients: peak memory, MB`, words(spreadOf(uses.map(({ peakMb }) => peakMb)), 0), '–']);
      if (count === 1_000) rows.push(['CPU time beyond the start ÷ JSON.parse of the lines', parseRatio(file, runs), '–']);
      if (count > 1_000) rmSync(file);
    }
    return [...rows, ...growthRows(runs)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each time from one count to the next: what a further patient costs, and how memory grew. */
function growthRows(runs: readonly { readonly count: number; readonly uses: readonly Use[] }[]): readonly Row[] {
  return runs.slice(1).flatMap(({ count, uses }, index): readonly Row[] => {
    const before = runs[index];
    if (before === undefined) return [];
    const median = (of: (use: Use) => number, list: readonly Use[]) => spreadOf(list.map(of)).median;
    const further = (median(({ ms }) => ms, uses) - median(({ ms }) => ms, before.uses)) / (count - before.count);
    const growth = median(({ peakMb }) => peakMb, uses) / median(({ peakMb }) => peakMb, before.uses);
    const step = `${before.count.toLocaleString('en-US')} → ${count.toLocaleString('en-US')} patients`;
    return [
      [`${step}: ms for each further patient`, further.toFixed(2), 'linear'],
      [`${step}: peak memory, ratio`, growth.toFixed(2), 'flat'],
    ];
  });
}

function parseRatio(file: string, runs: readonly { readonly count: number; readonly uses: readonly Use[] }[]): string {
  const [least] = runs;
  const last = runs.at(-1);
  if (least === undefined || last === undefined) return '–';
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const start = performance.now();
  for (const line of lines) JSON.parse(line);
  const parse = performance.now() - start;
  const beyond = (last.uses[0]?.cpuMs ?? 0) - (least.uses[0]?.cpuMs ?? 0);
  return ((beyond * last.count) / (last.count - least.count) / parse).toFixed(2);
}

/** A process of its own over the file; its output goes nowhere. */
async function assess(file: string): Promise<Use> {
  const words = ['--import', 'tsx', '--import', join(import.meta.dirname, 'report-usage.ts'), 'src/cli/assess.ts', 'bundle', file, '--month', TODAY.slice(0, 7), '--as-of', TODAY];
  const { ms, result } = await timed(async () => {
    const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    let told = '';
    child.stdio[3]?.on('data', (text: Buffer) => (told += text.toString()));
    const [status]: unknown[] = await once(child, 'close');
    if (status !== 0) throw new Error(`the command line ended with status ${String(status)}`);
    return told;
  });
  const { peakKiB, cpuMicroseconds }: { readonly peakKiB: number; readonly cpuMicroseconds: number } = JSON.parse(result);
  return { ms, cpuMs: cpuMicroseconds / 1_000, peakMb: peakKiB / 1_024 };
}

/** The sample patients but the thick chart, over and over, each time as somebody else. */
async function writePatients(file: string, count: number): Promise<void> {
  const texts = SAMPLE_PATIENTS.filter(({ id }) => id !== 'demo-0011').map(({ id }) => ({ id, text: linesOf(samplePatient(id, TODAY, 'America/New_York')) }));
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
