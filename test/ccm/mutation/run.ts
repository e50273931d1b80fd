import type { CollectedTest } from './collect.ts';

/** What the instrumented code and the runner tell each other; the instrumenter makes it under this name. */
export interface Stryker {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: object;
}

/** The part of Stryker's orders that is used here. */
export interface MutantOrder {
  readonly activeMutant: { readonly id: string };
  readonly mutantActivation: 'runtime' | 'static';
  readonly sandboxFileName: string;
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
}

export type MutantResult =
  | { readonly status: 'killed'; readonly killedBy: readonly string[]; readonly failureMessage: string; readonly nrOfTests: number }
  | { readonly status: 'survived'; readonly nrOfTests: number }
  | { readonly status: 'timeout'; readonly reason: string }
  | { readonly status: 'error'; readonly errorMessage: string };

declare global {
  var __stryker__: Stryker | undefined;
}

/** The instrumented code's side of the talk. */
export function stryker(): Stryker {
  return (globalThis.__stryker__ ??= {});
}

/** Runs the tests that reach the mutant, in their order, until one fails. */
export async function runMutant(tests: readonly CollectedTest[], order: MutantOrder): Promise<MutantResult> {
  const wanted = order.testFilter && new Set(order.testFilter);
  const talk = Object.assign(stryker(), { activeMutant: order.activeMutant.id, hitCount: 0, hitLimit: order.hitLimit });
  let nrOfTests = 0;
  try {
    for (const test of tests) {
      if (wanted && !wanted.has(test.id)) continue;
      nrOfTests += 1;
      const failureMessage = await failureOf(test);
      if (order.hitLimit !== undefined && (talk.hitCount ?? 0) > order.hitLimit) return { status: 'timeout', reason: 'Hit limit reached' };
      if (failureMessage !== undefined) return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests };
    }
    return { status: 'survived', nrOfTests };
  } finally {
    Object.assign(talk, { activeMutant: undefined, hitLimit: undefined });
  }
}

/** What the test failed with; undefined where it passed. */
export async function failureOf(test: CollectedTest): Promise<string | undefined> {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
