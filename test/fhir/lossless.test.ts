import { expect, test } from 'vitest';
import { numberIn, objectIn, objectsIn, textIn } from '../../src/fhir/fields.ts';
import { parseLossless, toPlain, writeLossless } from '../../src/fhir/lossless.ts';

test('digits, order and escapes survive', () => {
  const text = '{"b":1.50,"a":[1e3,-0,123456789012345678901234567890],"resourceType":"X","t":"\u00e9\\n\\"\\\\"}';
  expect(writeLossless(parseLossless(text))).toBe(text);
  expect(writeLossless(parseLossless('{"t":"\\u00e9"}'))).toBe('{"t":"é"}');
});

test.each(['', '[]', '1', 'null', '{"a":1', '<html>', '{"a":1,"a":2}', '{"x":{"1":true}}', '{"x":[{"__proto__":{}}]}'])(
  '%s is unreadable',
  (text) => {
    expect(() => parseLossless(text)).toThrow(expect.objectContaining({ kind: 'unreadable' }));
  },
);

test('for reading, numbers are numbers', () => {
  const value = parseLossless('{"resourceType":"X","n":1.50,"list":[1]}');
  expect(toPlain(value)).toEqual({ resourceType: 'X', n: 1.5, list: [1] });
  expect(toPlain(parseLossless('{"n":1}'))).toBeUndefined();
  expect(numberIn(value, 'n')).toBe(1.5);
});

test('what has the wrong shape is not there', () => {
  const odd = { text: ' ', number: '5', list: [null, 'x', { a: 1 }, [2]], object: [] };
  expect([textIn(odd, 'text'), numberIn(odd, 'number'), objectIn(odd, 'object'), textIn(null, 'a'), objectIn('x', 'length')]).toEqual(
    Array(5).fill(undefined),
  );
  expect(objectsIn(odd, 'list')).toEqual([{ a: 1 }]);
  expect(objectsIn(odd, 'text')).toEqual([]);
});
