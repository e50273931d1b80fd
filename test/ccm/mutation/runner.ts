import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CollectedTest } from './collect.ts';
import { loadTests } from './load.ts';
import { failureOf, runMutant, stryker, type MutantOrder, type MutantResult } from './run.ts';

/** Modules that remember what they worked out: what a mutant made them remember must not meet the next one. */
const REMEMBERS = /chronic-conditions.(published-lists|classification|decode)\.ts$/;

/**
 * Stryker's test runner for src/ccm. The code is pure, so the tests stay loaded and one mutant after another is switched on
 * in the same process, which takes milliseconds; vitest's own runner starts a worker and loads everything for each. A
 * mutant of what runs on loading, and one of a module that remembers, has a process of its own.
 */
export class CcmRunner {
  #tests: readonly CollectedTest[] = [];

  async init(): Promise<void> {
    this.#tests = await loadTests();
  }

  async dryRun() {
    const talk = stryker();
    const tests = [];
    for (const test of this.#tests) {
      talk.currentTestId = test.id;
      const begun = performance.now();
      const failureMessage = await failureOf(test);
      const outcome = failureMessage === undefined ? { status: 0 } : { status: 1, failureMessage };
      tests.push({ id: test.id, name: test.id, timeSpentMs: performance.now() - begun, ...outcome });
    }
    talk.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: talk.mutantCoverage };
  }

  mutantRun(order: MutantOrder): Promise<MutantResult> {
    const alone = order.mutantActivation === 'static' || REMEMBERS.test(order.sandboxFileName);
    return alone ? runAlone(order) : runMutant(this.#tests, order);
  }
}

function runAlone(order: MutantOrder): Promise<MutantResult> {
  return new Promise((done) => {
    const child = fork(fileURLToPath(new URL('fresh.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
    const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.once('message', (result: MutantResult) => done(result));
    child.once('exit', () => {
      clearTimeout(limit);
      done({ status: 'timeout', reason: 'No answer' });
    });
    child.send(order);
  });
}
