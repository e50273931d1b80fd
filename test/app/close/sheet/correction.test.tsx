// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { MonthAssessment, ProposedCode } from '../../../../src/ccm/month-assessment.ts';
import { type Correction, correctionCsv, correctionOf, type TakenUp } from '../../../../src/app/close/sheet/correction.ts';
import { CorrectionPart } from '../../../../src/app/close/sheet/CorrectionPart.tsx';
import { anAssessment, aBillableAssessment } from '../../../builders/assessment.ts';
import { aSheet, parseCsv } from './sheet-view.ts';

afterEach(cleanup);

const PATIENT = aSheet().patient;

function codes(...texts: readonly string[]): readonly ProposedCode[] {
  return texts.map((text) => ({ code: text.split(' x')[0] ?? '', units: Number(text.split(' x')[1] ?? 1) }));
}

function taken(...texts: readonly string[]): readonly TakenUp[] {
  return codes(...texts).map((one) => ({
    ...one,
    reference: `ChargeItem/${one.code}`,
    dateOfService: '2026-11-19',
    basis: 'Basis: 22 min.',
  }));
}

function billable(proposed: readonly ProposedCode[], ...others: readonly (readonly ProposedCode[])[]): MonthAssessment {
  const alternatives = others.map((one) => ({ codes: one, family: 'STAFF' as const, estAllowed: null }));
  return aBillableAssessment({ codes: proposed, alternatives });
}

const ROWS: readonly (readonly [string, MonthAssessment, readonly TakenUp[], Correction['verdict'], readonly string[]])[] = [
  ['the same', billable(codes('99490')), taken('99490'), 'none', ['99490 1/1']],
  [
    'another correct coding',
    billable(codes('99487'), codes('99490', '99439 x2')),
    taken('99490', '99439 x2'),
    'none',
    ['99490 1/1', '99439 2/2'],
  ],
  ['more minutes', billable(codes('99490', '99439')), taken('99490'), 'more', ['99490 1/1', '99439 0/1']],
  ['more units', billable(codes('99490', '99439 x2')), taken('99490', '99439'), 'more', ['99490 1/1', '99439 1/2']],
  ['fewer minutes', billable(codes('99490')), taken('99490', '99439 x2'), 'less', ['99490 1/1', '99439 2/0']],
  ['other codes', billable(codes('99487')), taken('99490', '99439'), 'other', ['99490 1/0', '99439 1/0', '99487 0/1']],
  ['too few minutes', anAssessment(), taken('99490'), 'void', ['99490 1/0']],
  ['a rule in the way', aBillableAssessment({ proposal: 'blocked' }), taken('99490'), 'void', ['99490 1/0']],
  ['open questions', aBillableAssessment({ proposal: 'needs-confirmation' }), taken('99490'), 'open', []],
];

test.each(ROWS)('a claim beside %s', (_what, assessment, takenUp, verdict, lines) => {
  const correction = correctionOf(assessment, takenUp);
  expect(correction?.verdict).toBe(verdict);
  expect(correction?.lines.map(({ code, was, now }) => `${code} ${was}/${now}`)).toEqual(lines);
});

test('a month of which billing has taken up nothing has no correction', () => {
  expect(correctionOf(billable(codes('99490')), [])).toBeNull();
});

function show(assessment: MonthAssessment, takenUp: readonly TakenUp[], isReadingMore = false): Correction {
  const correction = correctionOf(assessment, takenUp);
  if (correction === null) throw new Error('nothing to show');
  render(<CorrectionPart correction={correction} patient={PATIENT} today="2026-11-30" isReadingMore={isReadingMore} />);
  return correction;
}

test('the paper says what was taken up, what is supported, the difference and what to do, and never billed', () => {
  const correction = show(billable(codes('99490')), taken('99490', '99439 x2'));
  const paper = screen.getByRole('article', { name: 'Correction sheet' });
  expect(paper).toHaveTextContent('Eleanor Whitfield, born 3 Feb 1950, MRN LFM-1. As of 30 Nov 2026.');
  expect(screen.getByRole('row', { name: /^99439/ })).toHaveTextContent(
    '(ChargeItem/99439, date of service 19 Nov 2026)2noneTake off 99439 × 2',
  );
  expect(paper).toHaveTextContent('it has to be reported and returned');
  expect(paper).toHaveTextContent('Basis: 22 min.');
  expect(document.body).not.toHaveTextContent(/\bbilled\b/i);
  const [, , addOn] = parseCsv(correctionCsv(correction, PATIENT));
  expect(addOn).toEqual(expect.arrayContaining(['99439', '2', '0', 'Take off 99439 × 2', 'ChargeItem/99439']));
});

test('more than was taken up is no overpayment', () => {
  show(billable(codes('99490', '99439')), taken('99490'));
  expect(screen.getByRole('article')).toHaveTextContent('Add 99439 × 1.');
  expect(screen.getByRole('article')).not.toHaveTextContent('reported and returned');
});

test.each([
  ['Nothing to correct', billable(codes('99490')), false],
  ['Not decided yet', aBillableAssessment({ proposal: 'needs-confirmation' }), false],
  ['Reading the rest of the chart …', anAssessment(), true],
])('%s: there is no paper', (text, assessment, isReadingMore) => {
  show(assessment, taken('99490'), isReadingMore);
  expect(screen.getByText(text)).toBeVisible();
  expect(screen.queryByRole('article')).toBeNull();
});
