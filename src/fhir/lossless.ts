import { type LosslessNumber, parse, stringify } from 'lossless-json';
import type { RawResource } from './client.ts';
import { FhirError } from './fhir-error.ts';
import { isObject } from './fields.ts';

/** JSON in which numbers read from text keep their digits; numbers put in by us are plain. */
export type LosslessValue = null | boolean | string | number | LosslessNumber | readonly LosslessValue[] | LosslessObject;
export interface LosslessObject {
  readonly [key: string]: LosslessValue;
}

/**
 * A resource parsed so that `writeLossless` gives back the same keys, order and digits.
 *
 * @throws FhirError `unreadable` for what is no JSON object, and for the few objects that JavaScript cannot keep as they
 * are: a key given twice with different values, and keys that look like array indexes or `__proto__`.
 */
export function parseLossless(text: string): LosslessObject {
  try {
    const value = parse(text, guardKeys);
    if (isLosslessObject(value)) return value;
  } catch (cause) {
    throw new FhirError('unreadable', 'parse resource', { cause });
  }
  throw new FhirError('unreadable', 'parse resource');
}

/** JSON text of the value: what came from `parseLossless` has the same values in the same order, without white space. */
export function writeLossless(value: LosslessValue): string {
  const text = stringify(value);
  if (text === undefined) throw new FhirError('unreadable', 'write resource');
  return text;
}

/** The same resource with ordinary numbers, for reading: digits beyond a double's are lost, so never for writing back. */
export function toPlain(value: LosslessObject): RawResource | undefined {
  const plain: unknown = JSON.parse(writeLossless(value));
  return isResource(plain) ? plain : undefined;
}

/** Whether the value is a JSON object with a resourceType. */
export function isResource(value: unknown): value is RawResource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

/** Whether a value parsed by `parseLossless` is an object: no array, null or number. */
export function isLosslessObject(value: unknown): value is LosslessObject {
  return isObject(value);
}

const INDEX_LIKE = /^(?:0|[1-9]\d*)$/;

function guardKeys(this: unknown, _key: string, value: unknown): unknown {
  if (isObject(value) && Object.keys(value).some((key) => INDEX_LIKE.test(key) || key === '__proto__')) {
    throw new SyntaxError('a key that would not keep its place');
  }
  return value;
}
