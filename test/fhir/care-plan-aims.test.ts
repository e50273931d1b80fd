import { expect, test } from 'vitest';
import { aimsOf } from '../../src/fhir/care-plan/aims.ts';

const aim = (code: string, detail: object) => ({ measure: { coding: [{ system: 'http://loinc.org', code }] }, ...detail });
const percent = (value: number, comparator?: string) => ({
  detailQuantity: { value, unit: '%', code: '%', ...(comparator !== undefined && { comparator }) },
});

const below = (value: number) => ({ detailQuantity: { value, code: 'mm[Hg]', comparator: '<' } });

test.each([
  ['below', aim('4548-4', percent(7.5, '<')), { high: { value: 7.5, included: false } }],
  ['at most', aim('4548-4', percent(7.5, '<=')), { high: { value: 7.5, included: true } }],
  ['above', aim('4548-4', percent(7.5, '>')), { low: { value: 7.5, included: false } }],
  ['at least', aim('4548-4', percent(7.5, '>=')), { low: { value: 7.5, included: true } }],
  ['one value', aim('4548-4', percent(7.5)), { low: { value: 7.5, included: true }, high: { value: 7.5, included: true } }],
  [
    'a range',
    aim('4548-4', { detailRange: { low: { value: 6.5, code: '%' }, high: { value: 7.5, code: '%' } } }),
    { low: { value: 6.5, included: true }, high: { value: 7.5, included: true } },
  ],
  ['a range with one end', aim('4548-4', { detailRange: { high: { value: 8, code: '%' } } }), { high: { value: 8, included: true } }],
])('a target of %s is read with its ends', (_what, target, ends) => {
  expect(aimsOf([target])).toEqual([{ measure: 'hemoglobin-a1c', part: 'value', ...ends }]);
});

test('a target in another unit is held in the unit that results are shown in', () => {
  const [weight] = aimsOf([aim('29463-7', { detailQuantity: { value: 180, unit: 'lb', code: '[lb_av]', comparator: '<' } })]);
  expect(weight).toEqual({ measure: 'weight', part: 'value', high: { value: 81.65, included: false } });
});

test('both numbers of a pressure can be aimed at', () => {
  expect(aimsOf([aim('8480-6', below(140)), aim('8462-4', below(90))])).toEqual([
    { measure: 'blood-pressure', part: 'value', high: { value: 140, included: false } },
    { measure: 'blood-pressure', part: 'second', high: { value: 90, included: false } },
  ]);
});

test.each([
  ['words alone', aim('4548-4', { detailString: 'below 7.5 %' })],
  ['a unit that cannot be turned into the one shown', aim('4548-4', { detailQuantity: { value: 58, code: 'mmol/mol', comparator: '<' } })],
  ['a measure that is not followed', aim('2345-7', percent(7, '<'))],
  ['a code of another system', { measure: { coding: [{ system: 'urn:local', code: '4548-4' }] }, ...percent(7, '<') }],
  ['a pressure that does not say which number', aim('85354-9', { detailQuantity: { value: 140, code: 'mm[Hg]', comparator: '<' } })],
  ['no detail', aim('4548-4', {})],
  ['nothing that is a target', 'HbA1c'],
])('%s is no aim', (_what, target) => {
  expect(aimsOf([target])).toEqual([]);
});
