import 'temporal-polyfill/global';
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import type { CollectedTest } from './collect.ts';

/** The quick and telling tests stand first, since the first failure ends a mutant, and those of many runs last. */
const FIRST = ['rules.test.ts', 'evidence.test.ts', 'codes.test.ts', 'time.test.ts', 'unknowns.test.ts', 'timer.test.ts'];
const LAST = ['properties.test.ts', 'timer-properties.test.ts', 'timer-model.test.ts', 'conditions-classify.test.ts'];

/**
 * Every test that judges src/ccm in the project of the working directory, read with `collect.ts` in the place of vitest.
 *
 * A property has 30 runs where it does not ask for its own number, a failing one is not shrunk, and the seed stands still, so
 * that two runs agree.
 */
export async function loadTests(): Promise<readonly CollectedTest[]> {
  fc.configureGlobal({ numRuns: 30, seed: 20_260_301, endOnFailure: true });
  const collect = urlOf('test/ccm/mutation/collect.ts');
  const hook = `export const resolve = (specifier, context, next) =>
    next(specifier === 'vitest' && context.parentURL?.split('?')[0] !== ${JSON.stringify(collect)} ? ${JSON.stringify(collect)} : specifier, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  const names = readdirSync(resolve('test/ccm')).filter((name) => name.endsWith('.test.ts'));
  for (const name of names.toSorted((a, b) => rankOf(a) - rankOf(b))) await import(urlOf(`test/ccm/${name}`));
  await import(urlOf('test/scenarios/scenarios.test.ts'));
  const { collected }: { readonly collected: readonly CollectedTest[] } = await import(collect);
  return collected;
}

function urlOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

function rankOf(name: string): number {
  if (LAST.includes(name)) return FIRST.length + 1 + LAST.indexOf(name);
  return FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length;
}
