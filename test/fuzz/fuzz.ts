import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { fuzzReader, spoiledChart } from './run.ts';
import { readSpoiled } from './read-spoiled.ts';

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

if (values.only === undefined) await all(Number(values.seed), Number(values.resources));
else await one(Number(values.only));

async function all(seed: number, resources: number): Promise<void> {
  let told = 0;
  const report = await fuzzReader(seed, resources, (done) => {
    if (done - told < 10_000) return;
    told = done;
    process.stderr.write(`${done} resources\n`);
  });
  const { crashes, ...rest } = report;
  console.log(JSON.stringify(rest, null, 2));
  for (const { seed: at, error } of crashes.slice(0, 20)) console.log(`crash, seed ${at}: ${error}`);
  console.log(`${report.charts} charts, ${report.resources} resources, ${crashes.length} crashes`);
  process.exitCode = crashes.length > 0 || report.polluted || report.slowest.milliseconds > 1000 ? 1 : 0;
}

async function one(seed: number): Promise<void> {
  const chart = spoiledChart(seed);
  const outcome = await readSpoiled(chart);
  console.log(`${chart.patientId}, ${chart.entries.length} resources: ${outcome.kind} in ${outcome.milliseconds.toFixed(0)} ms`);
  if (outcome.kind === 'crashed') console.log(outcome.error);
}
