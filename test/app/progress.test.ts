import { expect, test } from 'vitest';
import { createProgress } from '../../src/app/progress.ts';

test('a pause is shown until something more has come, and each change is told', () => {
  const progress = createProgress();
  const seen: (number | null)[] = [];
  progress.subscribe(() => seen.push(progress.waiting()));
  progress.report('Encounter', 100);
  progress.wait(4_000);
  expect([...progress.current()]).toEqual([['Encounter', 100]]);
  progress.report('Encounter', 200);
  progress.wait(9_000);
  progress.reset();
  expect(seen).toEqual([null, 4_000, null, 9_000, null]);
});
