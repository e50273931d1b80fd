import { createHash } from 'node:crypto';
import { assert, jsonValue, property } from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, inGroups, sha256Of } from '../../src/packet/canonical.ts';

test('keys stand in the order of their code units, and nothing else is moved', () => {
  expect(canonicalJson({ b: [3, { d: 1, c: undefined }], a: null, '\u20ac': 1, '\r': 2, A: 'x\u2028"' })).toBe(
    '{"\\r":2,"A":"x\u2028\\"","a":null,"b":[3,{"d":1}],"\u20ac":1}',
  );
});

test('numbers are written as RFC 8785 has them', () => {
  expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  );
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
});

test('it is JSON of the same value, whatever the order of the keys was', () => {
  assert(
    property(jsonValue(), (value) => {
      const written = canonicalJson(value);
      expect(canonicalJson(JSON.parse(written))).toBe(written);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(written);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  );
}

test('the hash is SHA-256 of the canonical JSON in UTF-8, and is shown in groups of eight', async () => {
  const value = { name: 'Zoë €', list: [1, 2] };
  const expected = createHash('sha256').update('{"list":[1,2],"name":"Zoë €"}', 'utf8').digest('hex');
  expect(await sha256Of(value)).toBe(expected);
  expect(inGroups(expected)).toMatch(/^([0-9a-f]{8} ){7}[0-9a-f]{8}$/);
});
