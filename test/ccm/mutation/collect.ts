import { format } from 'node:util';

// What the tests of src/ccm use of vitest, collected to be run again and again in one process; the assertions are vitest's own.

/** @public Taken in the place of vitest's. */
export { expect } from 'vitest';

/** One test; `id` is the same whenever the same tests are collected. */
export interface CollectedTest {
  readonly id: string;
  readonly run: () => unknown;
}

/** @public The tests in the order in which they were read. */
export const collected: CollectedTest[] = [];

type Body = (...row: readonly unknown[]) => unknown;

function add(name: string, body: Body, row: readonly unknown[] = []): void {
  collected.push({ id: `${collected.length} ${name}`, run: () => body(...row) });
}

function each(rows: readonly unknown[]) {
  return (name: string, body: Body): void => {
    for (const row of rows) {
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      add(format(name, ...values).slice(0, 150), body, values);
    }
  };
}

/** @public Vitest's `test`, as far as these tests use it. */
export const test = Object.assign((name: string, body: Body): void => add(name, body), {
  each,
  skipIf: (skip: boolean) => (name: string, body: Body) => skip || add(name, body),
});

/** @public Vitest's `describe`, which here groups nothing. */
export function describe(_name: string, body: () => void): void {
  body();
}
