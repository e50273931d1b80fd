import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from '../../../../src/app/close/sheet/csv.ts';
import { chargeSheetCsv } from '../../../../src/app/close/sheet/sheet-csv.ts';
import { aSheet, parseCsv } from './sheet-view.ts';

test('every text comes back as it was, or with the apostrophe that keeps a spreadsheet from calculating it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=1+1', '@SUM(A1)', ' \t+1', '-2', '"', 'a"b', 'x,y', 'one\r\ntwo', '\uFF1D1', ''),
  );
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const back = parseCsv(csv(rows));
      expect(back.map(({ length }) => length)).toEqual(rows.map(({ length }) => length));
      for (const [index, row] of rows.entries()) {
        for (const [column, given] of row.entries()) expect([given, `'${given}`]).toContain(back[index]?.[column]);
      }
    }),
  );
});

test.each(['=cmd', '+1', '-1', '@x', '\t=1', '\r=1', '  =1', '\u0000=1', '\uFF1D1', '\uFF0B1', '\uFF0D1', '\uFF201', '\tx'])(
  'a spreadsheet takes %j for text',
  (text) => {
    expect(parseCsv(csv([[text]]))).toEqual([[`'${text}`]]);
  },
);

test('what only looks like a number, a name or a word is left alone', () => {
  for (const text of ['99490', '1.5', 'Ann-Marie', 'a=b', 'O’Neil', '2026-10-20', "d'Arc"])
    expect(parseCsv(csv([[text]]))).toEqual([[text]]);
});

test('a row a charge, every field of the claim in each', () => {
  const [names = [], ...rows] = parseCsv(chargeSheetCsv(aSheet({ patient: { name: '=HYPERLINK("x"), "Eve"' } })));
  const [base, addOn] = rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
  expect(rows).toHaveLength(2);
  expect(base).toMatchObject({
    charge: 'pat-1/2026-10/99490',
    patient: '\'=HYPERLINK("x"), "Eve"',
    birth_date: '',
    code: '99490',
    units: '1',
    add_on_to: '',
    diagnosis_pointers: 'AB',
    date_of_service: '2026-10-20',
    period_start: '2026-10-01',
    period_end: '2026-10-31',
    place_of_service: '11',
    diagnosis_1: 'E11.9',
    diagnosis_2: 'J44.9',
    diagnosis_3: '',
    billing_practitioner_npi: '1234567893',
    practice_npi: '9000000015',
    sign_off: 'Maria Chen, MD',
    rules_version: '2026.1',
  });
  expect(addOn).toMatchObject({ code: '99439', units: '2', add_on_to: '99490', charge: 'pat-1/2026-10/99439' });
});
