/** Milliseconds since 1970. */
export type Clock = () => number;

/** The browser's facilities. `null` is none; what is left out is the platform's own. */
export interface Facilities {
  readonly indexedDB?: IDBFactory | null;
  readonly crypto?: Crypto | null;
  readonly locks?: LockManager | null;
}

/** The databases. Reading the property itself throws where the browser blocks storage in frames. */
export function databasesOf({ indexedDB }: Facilities): IDBFactory | null {
  if (indexedDB !== undefined) return indexedDB;
  try {
    return 'indexedDB' in globalThis ? globalThis.indexedDB : null;
  } catch {
    return null;
  }
}

/** Cryptography, where it is whole: outside secure contexts there is no `subtle`, whatever the type says. */
export function cryptoOf({ crypto = globalThis.crypto }: Facilities): Crypto | null {
  return crypto && 'subtle' in crypto && typeof crypto.subtle === 'object' ? crypto : null;
}

/** Locks between windows. */
export function locksOf({ locks }: Facilities): LockManager | null {
  if (locks !== undefined) return locks;
  return 'navigator' in globalThis && 'locks' in navigator ? navigator.locks : null;
}
