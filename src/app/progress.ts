/** How far the reading of a chart has come, by type of resource. A store for `useSyncExternalStore`. */
export interface Progress {
  readonly report: (type: string, count: number) => void;
  /** The EHR makes a request wait for so many milliseconds; told no longer once something more has come. */
  readonly wait: (milliseconds: number) => void;
  readonly reset: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** The same object until something changes. */
  readonly current: () => ReadonlyMap<string, number>;
  /** Milliseconds of the pause that the EHR asked for last; null where nothing waits. */
  readonly waiting: () => number | null;
}

/** A new progress, at nothing. */
export function createProgress(): Progress {
  let counts: ReadonlyMap<string, number> = new Map();
  let pause: number | null = null;
  const listeners = new Set<() => void>();
  const change = (next: ReadonlyMap<string, number>, waiting: number | null) => {
    counts = next;
    pause = waiting;
    for (const listener of listeners) listener();
  };
  return {
    report: (type, count) => change(new Map(counts).set(type, count), null),
    wait: (milliseconds) => change(counts, milliseconds),
    reset: () => change(new Map(), null),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => counts,
    waiting: () => pause,
  };
}
