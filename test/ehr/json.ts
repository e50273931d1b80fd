import { parse } from 'lossless-json';

/** No FHIR string may hold a control character, so a marked number is never mistaken for one. */
const MARK = '\u0000#';

/**
 * JSON with every number as marked text, so that 1.50 stays 1.50 while the tree is plain enough for libraries to copy.
 * Throws on bad JSON.
 */
export function parseExact(text: string): unknown {
  return parse(text, undefined, (digits) => MARK + digits);
}

/** The text of what `parseExact` gave, numbers with the digits they came with. */
export function writeExact(tree: unknown): string {
  return JSON.stringify(tree).replaceAll(/"\\u0000#([^"]*)"/g, '$1');
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy in which `change` has replaced what it gives a value for; objects are visited before what they hold. */
export function mapStrings(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings(item, change, name)]));
}
