import { LosslessNumber } from 'lossless-json';

/** Whether the value is a JSON object: no array, null or lossless number. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

/** The property as an object; undefined where it is something else, or the parent is none. */
export function objectIn(parent: unknown, key: string): Readonly<Record<string, unknown>> | undefined {
  const value = isObject(parent) ? parent[key] : undefined;
  return isObject(value) ? value : undefined;
}

/** The objects in the property's array; empty where it is none. Other things in the array are left out. */
export function objectsIn(parent: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const value = isObject(parent) ? parent[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The property as text that is not blank; else undefined. */
export function textIn(parent: unknown, key: string): string | undefined {
  const value = isObject(parent) ? parent[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The property as a finite number; else undefined. */
export function numberIn(parent: unknown, key: string): number | undefined {
  const value = isObject(parent) ? parent[key] : undefined;
  const number = value instanceof LosslessNumber ? Number(value.toString()) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
