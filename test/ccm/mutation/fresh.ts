import { loadTests } from './load.ts';
import { runMutant, stryker, type MutantOrder, type MutantResult } from './run.ts';

// A process for one mutant: it loads everything anew, a static mutant being active from the start.
process.once('message', (order: MutantOrder) => {
  void answer(order);
});

// Nobody is left to hear the answer.
process.once('disconnect', () => process.exit());

async function answer(order: MutantOrder): Promise<void> {
  const isStatic = order.mutantActivation === 'static';
  if (isStatic) stryker().activeMutant = order.activeMutant.id;
  const result = await loadTests().then(
    (tests) => runMutant(tests, order),
    (error: unknown) => notLoaded(String(error), isStatic),
  );
  process.send?.(result, () => process.exit());
}

/** The dry run has shown that everything loads, so a static mutant is what keeps it from loading. */
function notLoaded(message: string, isStatic: boolean): MutantResult {
  if (!isStatic) return { status: 'error', errorMessage: message };
  return { status: 'killed', killedBy: [], failureMessage: message, nrOfTests: 0 };
}
