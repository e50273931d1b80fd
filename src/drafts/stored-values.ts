/** Text as it lies on the disk. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

export function isKeyed(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The sealed text of a stored record; null where it has none. */
export function sealedOf(record: Readonly<Record<string, unknown>>): Sealed | null {
  const { iv, data } = record;
  return iv instanceof Uint8Array && data instanceof ArrayBuffer ? { iv: new Uint8Array(iv), data } : null;
}

/** The value of a JSON text; undefined where it is none. */
export function valueOf(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
