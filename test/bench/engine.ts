import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import type { Chart } from '../../src/ccm/chart.ts';
import type { Policy } from '../../src/ccm/policy.ts';
import core from '../scenarios/core.json' with { type: 'json' };
import { spreadOf, words } from './measure.ts';
import { type Pass, passOver, thickBundle } from './thick-chart.ts';

const WARM_UP = 10;
const WARM = 60;
const COLD = 9;

export type Row = readonly [what: string, measured: string, budget: string];

/** Reading and assessing a thick chart against JSON.parse of the same text, in a warm process and in fresh ones. */
export async function engineRows(policy: Policy): Promise<readonly Row[]> {
  const text = thickBundle();
  const warm: Pass[] = [];
  for (let run = 0; run < WARM_UP + WARM; run += 1) {
    const pass = await passOver(text, policy);
    if (run >= WARM_UP) warm.push(pass);
  }
  const cold = Array.from({ length: COLD }, () => coldPass(text));
  const size = `${(text.length / 1_000_000).toFixed(1)} MB`;
  return [
    [
      `JSON.parse of the Bundle (${size}), ms, warm / first`,
      `${words(spreadOf(warm.map(({ parse }) => parse)))} / ${words(spreadOf(cold.map(({ parse }) => parse)))}`,
      '–',
    ],
    ['reader ÷ JSON.parse, warm', ratio(warm, ({ read }) => read), '–'],
    ['reader + engine ÷ JSON.parse, warm', ratio(warm, ({ read, assess }) => read + assess), '≤ 1.5'],
    ['reader + engine ÷ JSON.parse, first pass', ratio(cold, ({ read, assess }) => read + assess), '≤ 1.5'],
    ['engine ÷ JSON.parse, warm', ratio(warm, ({ assess }) => assess), '≤ 0.1'],
    ['engine ÷ JSON.parse, first pass', ratio(cold, ({ assess }) => assess), '≤ 0.1'],
    ['assessments of the 60 scenarios a second, one core', words(spreadOf(assessmentsPerSecond(policy)), 0), '–'],
  ];
}

function ratio(passes: readonly Pass[], of: (pass: Pass) => number): string {
  return words(spreadOf(passes.map((pass) => of(pass) / pass.parse)));
}

function coldPass(text: string): Pass {
  const run = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'cold-pass.ts')], {
    input: text,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`the fresh process failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

function assessmentsPerSecond(policy: Policy): readonly number[] {
  const cases: readonly { readonly given: Chart; readonly month: string }[] = JSON.parse(JSON.stringify(core.scenarios));
  // The first seconds are the compiler's.
  return Array.from({ length: 13 }, () => {
    const start = performance.now();
    let done = 0;
    while (performance.now() - start < 500) {
      for (const { given, month } of cases) assessMonth(given, month, policy, '2026-11-21');
      done += cases.length;
    }
    return (1_000 * done) / (performance.now() - start);
  }).slice(6);
}
