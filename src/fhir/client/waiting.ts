import type { Clock } from '../connection.ts';
import { FhirError } from '../fhir-error.ts';

/** Resolves after so many milliseconds, or at once when the signal aborts. Injected, so that tests need not sleep. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** The real thing, on the platform's timer. */
export const waitByTimer: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });

/** Milliseconds from now that a Retry-After header asks for, given as seconds or as an HTTP date. */
export function retryAfter(headers: Headers, clock: Clock): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock());
}

/**
 * The promise's outcome, unless the signal aborts first. The work itself goes on: others may wait for the same.
 * @throws FhirError `cancelled`
 */
export function unlessAborted<T>(work: Promise<T>, what: string, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new FhirError('cancelled', what, { cause: signal.reason }));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
