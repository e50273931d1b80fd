/** The middle of repeated measurements, and the range of their middle half. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Median and quartiles of one or more values. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const last = sorted.length - 1;
  return { median: at(Math.round(last / 2)), low: at(Math.floor(last / 4)), high: at(Math.ceil((3 * last) / 4)) };
}

/** Milliseconds that something takes. */
export async function timed<Result>(work: () => Result | Promise<Result>): Promise<{ readonly ms: number; readonly result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** `1.23 (1.10 to 1.31)` */
export function words({ median, low, high }: Spread, digits = 2): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
