import { expect } from 'vitest';

/** @throws the test's own error, with both sides, where what is does not equal what a person would say. */
export function agree(is: unknown, said: unknown): void {
  expect(is).toEqual(said);
}
