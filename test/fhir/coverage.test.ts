import { expect, test } from 'vitest';
import { readCoverage } from '../../src/fhir/coverage.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { aCoverage } from '../builders/fhir.ts';

const days = daysIn('America/New_York');
const read = (...overrides: readonly Readonly<Record<string, unknown>>[]) =>
  readCoverage(
    overrides.map((one, index) => aCoverage({ id: `cov-${index}`, ...one })),
    '2026-10',
    days,
    false,
  );
const sopt = (code: string) => ({ type: { coding: [{ system: 'https://nahdo.org/sopt', code }] } });
const plan = (value: string) => ({ type: undefined, class: [{ type: { coding: [{ code: 'plan' }] }, value }] });

test.each([
  ['121', 'medicare-ffs'],
  ['12', 'medicare-ffs'],
  ['123', 'medicare-ffs'],
  ['129', 'medicare-ffs'],
  ['11', 'medicare-advantage'],
  ['111', 'medicare-advantage'],
  ['112', 'medicare-advantage'],
  ['113', 'medicare-advantage'],
  ['119', 'medicare-advantage'],
  ['1', undefined],
  ['14', undefined],
  ['19', undefined],
  ['122', undefined],
  ['13', undefined],
  ['511', undefined],
])('ELIG-7 payment typology %s is %s', (code, type) => {
  expect(read(sopt(code)).coverage?.type).toBe(type);
});

test('ELIG-7 a plan named Part B is Part B, Part D and Medigap plan B are not', () => {
  expect(['Part B', 'Medicare Parts A and B', 'PART A & B'].map((name) => read(plan(name)).coverage?.type)).toEqual(
    Array(3).fill('medicare-ffs'),
  );
  expect(['Part D', 'Plan B', 'Part C'].map((name) => read(plan(name)).coverage?.type)).toEqual([
    undefined,
    undefined,
    'medicare-advantage',
  ]);
});

test('ELIG-7 the start and end of Part B are those of the period, and no end is known to be none', () => {
  expect(read({}).coverage).toEqual({ type: 'medicare-ffs', partBStart: '2012-03-01', partBEnd: null, reference: 'Coverage/cov-0' });
  expect(read({ period: { start: '2012-03', end: '2027' } }).coverage).toMatchObject({ partBStart: '2012-03-31', partBEnd: '2027-01-01' });
  expect(read({ period: undefined }).coverage).toEqual({ type: 'medicare-ffs', partBEnd: null, reference: 'Coverage/cov-0' });
});

test('ELIG-7 an active status does not make an ended period current: the end is told', () => {
  expect(read({ period: { start: '2012-03-01', end: '2025-12-31' } }).coverage?.partBEnd).toBe('2025-12-31');
});

test('a coverage in force goes before one that has ended, and Medicare Advantage before Original Medicare', () => {
  const ended = { period: { start: '2012-03-01', end: '2024-12-31' } };
  expect(read(ended, { period: { start: '2025-01-01' } }).coverage?.reference).toBe('Coverage/cov-1');
  expect(read({}, { ...sopt('111'), period: { start: '2026-01-01' } }).coverage?.type).toBe('medicare-advantage');
  expect(read({}, { ...sopt('111'), period: { start: '2020-01-01', end: '2025-12-31' } }).coverage?.type).toBe('medicare-ffs');
});

test('a possible Medicare in force keeps an ended Part B from reading as a no', () => {
  expect(read({ period: { start: '2012', end: '2024-12-31' } }, sopt('1')).coverage).toBeUndefined();
});

test('the word Medicare, a beneficiary number or age prove nothing, but are worth a question', () => {
  const word = read({ type: undefined, payor: [{ display: 'Medicare' }] });
  expect([word.coverage, word.maybeMedicare]).toEqual([undefined, true]);
  expect(readCoverage([], '2026-10', days, true)).toMatchObject({ coverage: undefined, maybeMedicare: true });
  expect(read({ ...sopt('511'), payor: [{ display: 'Sample Health Plan' }] })).toMatchObject({ coverage: undefined, maybeMedicare: false });
});

test('drafts and records made in error are not coverage, and a cancelled one is not in force', () => {
  expect(read({ status: 'draft' }).coverage).toBeUndefined();
  expect(read({ status: 'entered-in-error' }).coverage).toBeUndefined();
  expect(read({ status: 'cancelled', period: { start: '2012-03-01', end: '2026-08-31' } }).coverage?.partBEnd).toBe('2026-08-31');
});

test('Medicaid and QMB beside Medicare are told', () => {
  expect(read({}, { ...sopt('2'), class: [{ value: 'QMB only' }] }).coverage).toMatchObject({
    type: 'medicare-ffs',
    medicaid: true,
    qmb: true,
  });
});

test('an unreadable coverage and an unreadable end are problems, and cost no other', () => {
  const { coverage, problems } = read({ status: ['active'] }, { period: { start: '2012-03-01', end: 'soon' } });
  expect(coverage).toEqual({ type: 'medicare-ffs', partBStart: '2012-03-01', reference: 'Coverage/cov-1' });
  expect(problems.map(({ path, kind }) => [path, kind])).toEqual([
    ['status', 'unreadable'],
    ['period.end', 'undatable'],
  ]);
});
