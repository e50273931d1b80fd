/**
 * The one way to write a JSON value, after RFC 8785: no white space, keys in the order of their UTF-16 code units, numbers
 * and texts as ECMAScript writes them. Keys whose value is `undefined` are left out.
 * @throws TypeError for a number that JSON has no word for.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number');
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
}

/** SHA-256 of the value's canonical JSON in UTF-8, as 64 hexadecimal digits. Needs WebCrypto: Node, or a page served securely. */
export async function sha256Of(value: unknown): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(value)));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The digits of a hash in groups of eight, as a person compares them. */
export function inGroups(hash: string): string {
  return hash.replaceAll(/.{8}(?=.)/g, '$& ');
}
