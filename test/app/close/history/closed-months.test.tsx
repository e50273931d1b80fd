// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { closedMonths } from '../../../../src/app/queries/closed-months.ts';
import type { ClosedMonth } from '../../../../src/app/close/history/closed-month.ts';
import { MonthHistory } from '../../../../src/app/close/history/MonthHistory.tsx';
import type { StoredHandOver } from '../../../../src/fhir/charges/hand-over.ts';
import type { StoredCharge } from '../../../../src/fhir/charges.ts';

afterEach(cleanup);

function aCharge(overrides: Partial<StoredCharge> = {}): StoredCharge {
  return {
    reference: 'ChargeItem/1',
    own: true,
    status: 'billable',
    code: '99490',
    units: 1,
    month: '2026-10',
    enterer: 'Maria Chen, MD',
    enteredDate: '2026-11-01T09:05:00-05:00',
    note: 'Basis: 42 min clinical staff and 5 min physician/QHP in 3 entries (22 min …).',
    ...overrides,
  };
}

function aHandOver(overrides: Partial<StoredHandOver> = {}): StoredHandOver {
  return {
    month: '2026-09',
    number: 1,
    key: 'ab',
    codes: [{ code: '99487', units: 1 }],
    reference: 'Task/1',
    place: 'Task',
    state: 'handed-over',
    by: 'Jane Rivera, RN',
    at: '2026-10-01T10:00:00-04:00',
    text: 'Signed off by Maria Chen, MD.\nBasis: 61 min clinical staff in 4 entries (…).',
    ...overrides,
  };
}

const states = (charges: readonly StoredCharge[], handOvers: readonly StoredHandOver[] = []) =>
  closedMonths(charges, handOvers, '2026-11').map(({ month, state }) => `${month} ${state}`);

test('a month shows what was recorded, by whom and when, base code first', () => {
  expect(closedMonths([aCharge({ code: '99439', units: 2, reference: 'ChargeItem/2' }), aCharge()], [aHandOver()], '2026-11')).toEqual([
    {
      month: '2026-10',
      state: 'ready',
      codes: [
        { code: '99490', units: 1 },
        { code: '99439', units: 2 },
      ],
      recordedMinutes: 47,
      signedBy: 'Maria Chen, MD',
      at: '2026-11-01T09:05:00-05:00',
    },
    {
      month: '2026-09',
      state: 'handed-over',
      codes: [{ code: '99487', units: 1 }],
      recordedMinutes: 61,
      signedBy: 'Maria Chen, MD',
      by: 'Jane Rivera, RN',
      at: '2026-10-01T10:00:00-04:00',
    },
  ]);
});

test('a month is as far as the charge that is least far; what is void does not count beside what stands', () => {
  expect(states([aCharge({ status: 'billed' }), aCharge({ status: 'planned' })])).toEqual(['2026-10 unsigned']);
  expect(states([aCharge({ status: 'billed' }), aCharge({ status: 'billable' })])).toEqual(['2026-10 ready']);
  expect(states([aCharge({ status: 'billed' })])).toEqual(['2026-10 taken-up']);
  expect(states([aCharge({ status: 'unknown' })])).toEqual(['2026-10 unknown']);
  expect(states([aCharge({ status: 'not-billable' }), aCharge({ status: 'billable', code: '99487' })])).toEqual(['2026-10 ready']);
  expect(states([aCharge({ status: 'aborted' })])).toEqual(['2026-10 withdrawn']);
});

test('errors, other systems’ charges and months beyond two years are no history; charges go before hand-overs', () => {
  expect(states([aCharge({ status: 'entered-in-error' }), aCharge({ own: false }), aCharge({ month: '2024-11' })])).toEqual([]);
  expect(states([aCharge({ month: '2024-12' })])).toEqual(['2024-12 ready']);
  expect(states([aCharge({ status: 'billed', month: '2026-09' })], [aHandOver()])).toEqual(['2026-09 taken-up']);
});

test('of several hand-overs the last one counts; a withdrawn one closes nothing', () => {
  expect(states([], [aHandOver({ state: 'refused' }), aHandOver({ number: 2, state: 'done' })])).toEqual(['2026-09 done']);
  expect(states([], [aHandOver({ state: 'refused' })])).toEqual(['2026-09 sent-back']);
  expect(states([], [aHandOver(), aHandOver({ number: 2, state: 'withdrawn' })])).toEqual(['2026-09 handed-over']);
  expect(states([], [aHandOver({ state: 'withdrawn' })])).toEqual([]);
});

const MONTHS: readonly ClosedMonth[] = [
  {
    month: '2026-10',
    state: 'ready',
    codes: [{ code: '99490', units: 1 }],
    recordedMinutes: 22,
    minutesNow: 62,
    signedBy: 'Maria Chen, MD',
    at: '2026-11-01',
  },
  {
    month: '2026-07',
    state: 'handed-over',
    codes: [{ code: '99491', units: 1 }],
    recordedMinutes: null,
    minutesNow: 31,
    by: 'Jane Rivera, RN',
  },
];

test('picture and table tell the same, months between stand as gaps, and a month opens by its link', async () => {
  render(<MonthHistory months={MONTHS} isReading={false} sawAll month="2026-10" />);
  const [picture] = screen.getAllByRole('list');
  if (picture === undefined) throw new Error('no picture');
  expect(
    within(picture)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Oct 202622 min99490 Recorded, ready for billing',
    'Sep 2026not closed',
    'Aug 2026not closed',
    'Jul 202631 min99491 Handed to billing',
  ]);
  const link = screen.getByRole('link', { name: 'October 2026: 22 minutes, now 62 min, 99490, Recorded, ready for billing' });
  expect(link).toHaveAttribute('href', '#/2026-10/close');
  expect(link).toHaveAttribute('aria-current', 'page');
  await userEvent.click(screen.getByText('The same as a table'));
  const [, first, second] = screen.getAllByRole('row');
  expect(first).toHaveTextContent('Oct 202622 (now 62 min)99490 × 1Recorded, ready for billingsigned by Maria Chen, MD, 1 Nov 2026');
  expect(second).toHaveTextContent('Jul 20263199491 × 1Handed to billinghanded over by Jane Rivera, RN');
});

test('nothing closed, nothing seen and still looking are told apart', () => {
  const { rerender } = render(<MonthHistory months={[]} isReading={false} sawAll month="2026-10" />);
  expect(screen.getByText('No month is closed yet')).toBeVisible();
  rerender(<MonthHistory months={[]} isReading={false} sawAll={false} month="2026-10" />);
  expect(screen.queryByText('No month is closed yet')).toBeNull();
  expect(screen.getByText(/whether a month was closed cannot be told/)).toBeVisible();
  rerender(<MonthHistory months={[]} isReading sawAll={false} month="2026-10" />);
  expect(screen.getByText(/^Looking for what was handed/)).toBeVisible();
});
