import { oneOf, type Random, upTo } from './random.ts';

/** What is done to one value of a resource. `prototype-key` and `odd-key` add a member beside it. */
export const MUTATIONS = [
  'drop',
  'null',
  'swap-type',
  'array-for-scalar',
  'scalar-for-array',
  'empty',
  'duplicate',
  'odd-text',
  'huge-text',
  'odd-number',
  'odd-date',
  'deep',
  'prototype-key',
  'odd-key',
  'wrong-reference',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

type Node = Record<string, unknown> | unknown[];

interface Place {
  readonly parent: Node;
  readonly key: string | number;
}

const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e99490\u202c',
  '\u{1f9d1}\u200d\u2695\ufe0f',
  'e\u0301'.repeat(40),
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE Patient; --",
  '__proto__',
  'constructor',
  'toString',
  '../../../Patient/other',
  'javascript:alert(1)',
  'NaN',
  '\ufeffactive',
  'ACTIVE',
] as const;

const ODD_NUMBERS = [0, -0, -1, 1e308, 5e-324, Number.MAX_SAFE_INTEGER + 2, 0.1 + 0.2, -3600, 99_999_999] as const;

const ODD_DATES = [
  '2026',
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '0000-00-00',
  '+275761-01-01T00:00:00Z',
  '1582-10-10',
  '2026-10-10T24:00:00Z',
  '2026-10-10T23:59:60Z',
  '2026-10-10T10:00:00+99:00',
  '2026-10-10T10:00:00',
  '20261010',
  'yesterday',
] as const;

const ODD_REFERENCES = [
  'Patient/somebody-else',
  'Patient/',
  '#',
  '#nothing',
  'urn:uuid:',
  'https://elsewhere.example/fhir/Patient/1',
  'Patient/1/_history/2/../3',
] as const;

/** A copy of the resource with some of its values spoiled; the resource itself stays as it is. Its type is spoiled least often. */
export function mutated(resource: object, random: Random): { readonly resource: unknown; readonly applied: readonly Mutation[] } {
  const copy = structuredClone(resource) as Record<string, unknown>;
  const applied: Mutation[] = [];
  const times = 1 + upTo(random, 4);
  for (let turn = 0; turn < times; turn += 1) {
    const places = placesIn(copy).filter(({ parent, key }) => parent !== copy || key !== 'resourceType' || random() < 0.05);
    const [first, ...rest] = places;
    if (first === undefined) break;
    const mutation = oneOf(random, MUTATIONS);
    spoil(oneOf(random, [first, ...rest]), mutation, random);
    applied.push(mutation);
  }
  return { resource: copy, applied };
}

function placesIn(node: Node): readonly Place[] {
  const places: Place[] = [];
  const visit = (parent: Node, depth: number): void => {
    if (depth > 40) return;
    for (const key of Array.isArray(parent) ? parent.keys() : Object.keys(parent)) {
      places.push({ parent, key });
      const value = get({ parent, key });
      if (typeof value === 'object' && value !== null) visit(value as Node, depth + 1);
    }
  };
  visit(node, 0);
  return places;
}

function get({ parent, key }: Place): unknown {
  return Array.isArray(parent) ? parent[Number(key)] : parent[key];
}

function set({ parent, key }: Place, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[key] = value;
}

function spoil(place: Place, mutation: Mutation, random: Random): void {
  const value = get(place);
  switch (mutation) {
    case 'drop':
      if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1);
      else delete place.parent[place.key];
      return;
    case 'null':
      return set(place, null);
    case 'swap-type':
      return set(place, oneOf<unknown>(random, [7, true, 'text', {}, [], { value: 1 }, [[]]]));
    case 'array-for-scalar':
      return set(place, [value, value]);
    case 'scalar-for-array':
      return set(place, Array.isArray(value) ? value[0] : String(value));
    case 'empty':
      return set(place, Array.isArray(value) ? [] : typeof value === 'object' ? {} : '');
    case 'duplicate':
      if (Array.isArray(place.parent)) place.parent.push(...Array.from({ length: 30 }, () => structuredClone(value)));
      return;
    case 'odd-text':
      return set(place, oneOf(random, ODD_TEXTS));
    case 'huge-text':
      return set(place, oneOf(random, ['A', '\u{1f600}', '<b>', '2026-10-10 ', ' ']).repeat(20_000));
    case 'odd-number':
      return set(place, oneOf(random, ODD_NUMBERS));
    case 'odd-date':
      return set(place, oneOf(random, ODD_DATES));
    case 'deep':
      return set(place, deep(200));
    case 'prototype-key':
      return addMember(place, oneOf(random, ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'then', 'toJSON', 'length']));
    case 'odd-key':
      return addMember(place, oneOf(random, ['', ' ', '\u0000', '_status', 'valueUnknown', '0']));
    case 'wrong-reference':
      return set(place, oneOf<unknown>(random, [{ reference: oneOf(random, ODD_REFERENCES) }, oneOf(random, ODD_REFERENCES)]));
    default:
      return mutation satisfies never;
  }
}

function deep(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { extension: value } : [value];
  return value;
}

// As JSON.parse does it: an own member, whatever its name.
function addMember({ parent }: Place, key: string): void {
  if (Array.isArray(parent)) return;
  Object.defineProperty(parent, key, { value: { polluted: true }, enumerable: true, configurable: true, writable: true });
}
