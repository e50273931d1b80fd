import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { isProblem, readerOf, referenceOf } from '../../src/fhir/parse.ts';
import {
  ChargeItemResource,
  ClaimResource,
  ConditionResource,
  ConsentResource,
  CoverageResource,
  EncounterResource,
  PatientResource,
  PractitionerResource,
} from '../../src/fhir/schemas.ts';
import { aChargeItem, aCondition, aConsent, aCoverage, anEncounter, aPatient, aPractitioner } from '../builders/fhir.ts';

const CLAIM = {
  resourceType: 'Claim',
  id: 'c',
  item: [{ productOrService: { coding: [{ code: '99490' }] }, servicedPeriod: { start: '2026' } }],
};

/** All places in a JSON value, as paths. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function withValueAt(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? withValueAt(item, rest, put) : item));
  const fields = Object.entries(value ?? {});
  return Object.fromEntries(fields.map(([name, inner]) => [name, name === key ? withValueAt(inner, rest, put) : inner]));
}

test.each([
  [PatientResource, aPatient()],
  [ConditionResource, aCondition()],
  [EncounterResource, anEncounter()],
  [CoverageResource, aCoverage()],
  [ConsentResource, aConsent()],
  [ChargeItemResource, aChargeItem()],
  [PractitionerResource, aPractitioner()],
  [ClaimResource, CLAIM],
] as const)('a damaged resource is refused exactly where its schema refuses it', (schema, whole) => {
  const read = readerOf(schema);
  expect(isProblem(read(whole))).toBe(false);
  const paths = pathsIn(whole).filter((path) => path.length > 0);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, put) => {
      const damaged = { resourceType: whole.resourceType, ...Object(withValueAt(whole, path, put)) };
      expect(isProblem(read(damaged))).toBe(!schema.safeParse(damaged).success);
    }),
  );
});

test.each([
  ['a format', z.iso.date(), '2026-02-30', '2026-02-28'],
  ['a check', z.string().check(z.minLength(2)), 'a', 'ab'],
  ['a union', z.enum(['a', 'b']), 'c', 'b'],
  ['a whole number', z.int(), 1.5, 1],
])('%s in a schema is not lost', (_name, value, wrong, right) => {
  const read = readerOf(z.looseObject({ resourceType: z.string(), value }));
  expect(isProblem(read({ resourceType: 'X', value: wrong }))).toBe(true);
  expect(isProblem(read({ resourceType: 'X', value: right }))).toBe(false);
});

test('a resource that fits is given as it is, with what the schema does not know', () => {
  const condition = aCondition({ unknown: { deep: [1.5] } });
  expect(readerOf(ConditionResource)(condition)).toBe(condition);
});

test('a problem names the place and holds no value', () => {
  const problem = readerOf(ConditionResource)(aCondition({ code: { coding: [{ code: 4711 }], text: 'Secret' } }));
  expect(problem).toEqual({ type: 'Condition', reference: 'Condition/cond-1', path: 'code.coding.0.code', kind: 'unreadable' });
});

test('only an id that can be one makes a reference', () => {
  expect(referenceOf({ resourceType: 'Condition', id: 'a-1.B' })).toBe('Condition/a-1.B');
  for (const id of [undefined, ['a'], 5, '', 'a b', '../x', 'a/b', 'x'.repeat(200)])
    expect(referenceOf({ resourceType: 'Condition', id })).toBeUndefined();
});
