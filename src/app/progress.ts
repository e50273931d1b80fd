/** How far the reading of a chart has come, by type of resource. A store for `useSyncExternalStore`. */
export interface Progress {
  readonly report: (type: string, count: number) => void;
  readonly reset: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** The same object until something changes. */
  readonly current: () => ReadonlyMap<string, number>;
}

/** A new progress, at nothing. */
export function createProgress(): Progress {
  let counts: ReadonlyMap<string, number> = new Map();
  const listeners = new Set<() => void>();
  const change = (next: ReadonlyMap<string, number>) => {
    counts = next;
    for (const listener of listeners) listener();
  };
  return {
    report: (type, count) => change(new Map(counts).set(type, count)),
    reset: () => change(new Map()),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => counts,
  };
}
