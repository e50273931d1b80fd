import { baseCharts } from './charts.ts';
import { MUTATIONS, type Mutation } from './mutate.ts';
import { oneOf, randomFrom } from './random.ts';
import { readSpoiled, spoil, type Spoiled } from './read-spoiled.ts';

export interface FuzzCrash {
  /** Give it to `npm run fuzz -- --only` to see this one chart again. */
  readonly seed: number;
  readonly error: string;
}

export interface FuzzReport {
  readonly charts: number;
  readonly resources: number;
  readonly spoiled: number;
  readonly mutations: Readonly<Record<Mutation, number>>;
  readonly read: number;
  readonly refused: number;
  readonly crashes: readonly FuzzCrash[];
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
  /** Whether a prototype of the language's own objects was changed by anything read. */
  readonly polluted: boolean;
}

/**
 * Reads spoiled charts until so many resources went through the reader and the engine. Each chart comes of its own seed, which
 * counts up from the first.
 */
export async function fuzzReader(firstSeed: number, resources: number, onProgress?: (done: number) => void): Promise<FuzzReport> {
  const bases = baseCharts();
  const mutations = Object.fromEntries(MUTATIONS.map((name) => [name, 0])) as Record<Mutation, number>;
  const crashes: FuzzCrash[] = [];
  const totals = { charts: 0, resources: 0, spoiled: 0, read: 0, refused: 0 };
  let slowest = { seed: firstSeed, milliseconds: 0 };
  for (let seed = firstSeed; totals.resources < resources; seed += 1) {
    const chart = spoiledChart(seed, bases);
    totals.charts += 1;
    totals.resources += chart.entries.length;
    totals.spoiled += chart.spoiled;
    for (const name of chart.mutations) mutations[name] += 1;
    const outcome = await readSpoiled(chart);
    if (outcome.kind === 'crashed') crashes.push({ seed, error: describe(outcome.error) });
    else totals[outcome.kind] += 1;
    if (outcome.milliseconds > slowest.milliseconds) slowest = { seed, milliseconds: outcome.milliseconds };
    onProgress?.(totals.resources);
  }
  return { ...totals, mutations, crashes, slowest, polluted: 'polluted' in {} || 'polluted' in [] };
}

/** The spoiled chart of a seed: the same whenever it is asked for with the same charts at hand. */
export function spoiledChart(seed: number, bases: ReturnType<typeof baseCharts> = baseCharts()): Spoiled {
  const random = randomFrom(seed);
  return spoil(oneOf(random, bases), random);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n') : String(error);
}
