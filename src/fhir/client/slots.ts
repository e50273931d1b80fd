import { FhirError } from '../fhir-error.ts';

/** Lets a few through at a time, the others in the order they came. */
export interface Slots {
  /**
   * Resolves with the function that gives the slot back, to be called once.
   * @throws FhirError `cancelled` where the signal aborts while waiting.
   */
  take(what: string, signal: AbortSignal | undefined): Promise<() => void>;
}

/** As many slots as `size`, all free. */
export function createSlots(size: number): Slots {
  let free = size;
  const waiting: (() => void)[] = [];
  const giveBack = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    take: (what, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new FhirError('cancelled', what, { cause: signal.reason }));
          return;
        }
        if (free > 0) {
          free -= 1;
          resolve(giveBack);
          return;
        }
        const start = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve(giveBack);
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(start), 1);
          reject(new FhirError('cancelled', what, { cause: signal?.reason }));
        };
        waiting.push(start);
        signal?.addEventListener('abort', leave, { once: true });
      }),
  };
}
