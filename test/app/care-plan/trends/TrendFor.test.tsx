// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { TrendFor } from '../../../../src/app/care-plan/trends/TrendFor.tsx';
import type { Trends } from '../../../../src/app/care-plan/trends/trend-view.ts';

afterEach(cleanup);

const TRENDS: Trends = {
  isBeingRead: false,
  measures: { a1c: { label: 'Hemoglobin A1c', unit: '%' }, ldl: { label: 'LDL cholesterol', unit: 'mg/dL' } },
  readings: new Map([
    [
      'a1c',
      [
        { date: '2026-01-10', value: 8.2 },
        { date: '2026-10-18', value: 7.9 },
      ],
    ],
  ]),
  aims: new Map([
    ['Goal/a1c', [{ measure: 'a1c', part: 'value', high: { value: 7.5, included: false } }]],
    ['Goal/ldl', [{ measure: 'ldl', part: 'value', high: { value: 100, included: false } }]],
  ]),
  leftOut: 0,
};

const open = (goal: string, trends: Partial<Trends> = {}) =>
  render(<TrendFor goal={goal} trends={{ ...TRENDS, ...trends }} today="2026-11-18" />);

test('a goal shows its last value, the day, the target, and in a word that it is missed', () => {
  const { container } = open('Goal/a1c');
  expect(container).toHaveTextContent('Hemoglobin A1c 7.9 % off target');
  expect(container).toHaveTextContent('18 Oct 2026 (31 days ago) · target below 7.5 %');
  expect(screen.getByText('2 results from 10 Jan 2026 to 18 Oct 2026, from 8.2 % to 7.9 %.')).toBeInTheDocument();
});

test('the same results stand in a table, newest first', async () => {
  open('Goal/a1c');
  await userEvent.setup({ delay: null }).click(screen.getByText('2 results'));
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual([
    'DateHemoglobin A1cAgainst the target',
    '18 Oct 20267.9 %off target',
    '10 Jan 20268.2 %off target',
  ]);
});

test.each([
  ['no result', {}, 'LDL cholesterol: no result in the last two years'],
  ['results the EHR refuses', { unknownBecause: 'not-granted' }, 'results not known the EHR does not let Intervisit see it'],
  ['results that are being read', { isBeingRead: true }, 'LDL cholesterol: the results are being read'],
  ['results that could not be used', { leftOut: 2 }, '2 results in the chart had no day or an unknown unit'],
] as const)('%s is said', (_what, trends, words) => {
  const { container } = open('Goal/ldl', trends);
  expect(container.textContent.toLowerCase()).toContain(words.toLowerCase());
});

test('where some results are missing, those that came are shown with the warning', () => {
  const { container } = open('Goal/a1c', { unknownBecause: 'not-answered' });
  expect(container).toHaveTextContent('7.9 %');
  expect(container).toHaveTextContent('There may be more results: the EHR did not answer in full.');
});

test('a goal that aims at no number shows nothing', () => {
  expect(open('Goal/words').container).toBeEmptyDOMElement();
});

test('a measure can be shown without a goal, and is then held against nothing', () => {
  const { container } = render(<TrendFor measure="a1c" trends={TRENDS} today="2026-11-18" />);
  expect(container).toHaveTextContent('7.9 %');
  expect(container).not.toHaveTextContent('target');
});
