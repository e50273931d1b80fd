// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ChargeSheet } from '../../../../src/app/close/sheet/ChargeSheet.tsx';
import type { SheetDesk } from '../../../../src/app/close/sheet/sheet-desk.ts';
import { sheetText } from '../../../../src/app/close/sheet/sheet-text.ts';
import type { HandOverView } from '../../../../src/app/close/sheet/sheet-view.ts';
import { aSheet } from './sheet-view.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function aDesk(overrides: Partial<SheetDesk> = {}): SheetDesk {
  return {
    month: '2026-10',
    timeZone: 'America/New_York',
    sheet: aSheet(),
    isRecorded: false,
    isReading: false,
    handOvers: [],
    sawAll: true,
    takesCharges: false,
    target: { where: 'Task' },
    bundle: () => '{}',
    onHandOver: async () => ({ kind: 'failed', error: 'network' }),
    ...overrides,
  };
}

function aHandOver(overrides: Partial<HandOverView> = {}): HandOverView {
  return {
    month: '2026-10',
    number: 1,
    codes: [{ code: '99490', units: 1 }],
    reference: 'Task/1',
    where: 'Task',
    state: 'handed-over',
    by: 'Jane Rivera, RN',
    at: '2026-11-01T14:00:00Z',
    text: 'what it said',
    isCurrent: true,
    ...overrides,
  };
}

const show = (overrides?: Partial<SheetDesk>) => render(<ChargeSheet desk={aDesk(overrides)} />);
const handOver = () => screen.getByRole('button', { name: /^Hand to billing/ });

test('paper and text hold every field that a biller needs', () => {
  show();
  const paper = screen.getByRole('article', { name: 'Charge sheet' }).textContent;
  const fields = [
    'October 2026',
    'Signed off by Maria Chen, MD',
    'Eleanor Whitfield',
    '3 Feb 1950',
    'LFM-1',
    '1EG4TE5MK73',
    'Medicare, Part B',
    '20 Oct 2026',
    '1 Oct 2026 to 31 Oct 2026',
    '11 (Office',
    'NPI 1234567893',
    'NPI 9000000015',
    '99490',
    '99439',
    'pat-1/2026-10/99439',
    'AB',
    'E11.9',
    'J44.9',
    'Type 2 diabetes mellitus',
    'Modifier 25',
    'BILL-5',
    'Basis: 62 min',
    '2026.1',
  ];
  for (const field of fields) {
    expect(paper).toContain(field);
    expect(sheetText(aSheet())).toContain(field);
  }
  expect(document.body).not.toHaveTextContent(/\bbilled\b/i);
});

test('what is missing is said on the paper and in front of it', () => {
  const { patient } = aSheet();
  const { mbi: _mbi, birthDate: _birth, recordNumber: _mrn, ...bare } = patient;
  const { signedBy: _signer, ...unsigned } = aSheet({
    patient: bare,
    coverage: null,
    diagnoses: [],
    practitioner: { name: 'Maria Chen, MD', npi: null },
    organization: { name: 'Lakeside', npi: null },
  });
  show({ sheet: { ...unsigned, preparedBy: 'Jane Rivera, RN' } });
  const paper = screen.getByRole('article');
  for (const text of ['Maria Chen, MD, NPI not in the EHR', 'Lakeside, NPI not in the EHR', 'could not be read', 'needs two or more'])
    expect(paper).toHaveTextContent(text);
  expect(paper).toHaveTextContent('Prepared by Jane Rivera, RN. NOT SIGNED OFF: Maria Chen, MD signs off before it goes on a claim.');
  const warnings = screen.getByText('Billing must add what is not here').parentElement;
  expect(within(warnings ?? document.body).getAllByRole('listitem')).toHaveLength(5);
});

const OUTCOMES: readonly (readonly [string, Partial<SheetDesk>, string])[] = [
  ['a form that is not complete', { sheet: null }, 'The claim form above is not complete.'],
  ['a month that is not in order', { offReason: 'The checklist is not in order.' }, 'The checklist is not in order.'],
  ['the same with billing already', { handOvers: [aHandOver()] }, 'It is with billing.'],
];

test.each(OUTCOMES)('with %s nothing can be handed over', async (_what, desk, reason) => {
  const onHandOver = vi.fn<SheetDesk['onHandOver']>(async () => ({ kind: 'failed', error: 'network' }));
  show({ ...desk, onHandOver });
  expect(handOver()).toHaveAccessibleDescription(reason);
  await userEvent.click(handOver());
  expect(onHandOver).not.toHaveBeenCalled();
});

test('a double click hands over once, and what goes wrong is said', async () => {
  let answer: ((result: Awaited<ReturnType<SheetDesk['onHandOver']>>) => void) | undefined;
  const onHandOver = vi.fn<SheetDesk['onHandOver']>(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  show({ onHandOver });
  await userEvent.dblClick(handOver());
  expect(onHandOver).toHaveBeenCalledOnce();
  answer?.({ kind: 'unclear', where: 'Task', looked: 'unknown' });
  expect(await screen.findByText('The hand-over: outcome not known')).toBeVisible();
});

test.each([
  ['handed-over', 'Handed to billing'],
  ['done', 'Handed to billing; billing has closed the task'],
  ['refused', 'Billing sent the hand-over back'],
  ['withdrawn', 'The hand-over was taken back'],
] as const)('a hand-over that is %s says so, by whom, when and where', (state, title) => {
  show({ handOvers: [aHandOver({ state })] });
  expect(screen.getByText(title)).toBeVisible();
  expect(screen.getByText(/^99490 × 1 by Jane Rivera, RN on 1 Nov 2026, 09:00, as a task in the EHR/)).toBeVisible();
  const again = state === 'refused' || state === 'withdrawn';
  expect(handOver().getAttribute('aria-disabled')).toBe(again ? null : 'true');
});

test('a sheet that says something else by now can be handed over again', () => {
  show({ handOvers: [aHandOver({ number: 2, isCurrent: false }), aHandOver({ reference: 'Task/0' })] });
  expect(screen.getByText('The sheet says something else by now.')).toBeVisible();
  expect(screen.getByText('Earlier ones (1)')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Hand to billing again' })).not.toHaveAttribute('aria-disabled');
});

test('where the EHR takes the charges nothing is handed over, and the sheet opens by a click', async () => {
  show({ takesCharges: true });
  expect(screen.queryByRole('button', { name: /^Hand to billing/ })).toBeNull();
  expect(screen.queryByRole('article')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show the sheet' }));
  expect(screen.getByRole('article')).toBeVisible();
});

test('where it takes neither, the sheet is all there is, and nobody claims more', () => {
  show({ target: { where: null, because: [{ where: 'Task', why: 'not-granted' }] } });
  expect(screen.getByText('This EHR takes neither charges nor a message to billing')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Hand to billing/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Print' })).toBeVisible();
});

test('printing marks this paper while it lasts; a frame that prints nothing says so', async () => {
  show();
  const paper = screen.getByRole('article');
  const print = vi.spyOn(window, 'print').mockImplementation(() => void window.dispatchEvent(new Event('beforeprint')));
  await userEvent.click(screen.getByRole('button', { name: 'Print' }));
  expect(paper).toHaveAttribute('data-printing');
  window.dispatchEvent(new Event('afterprint'));
  expect(paper).not.toHaveAttribute('data-printing');
  print.mockImplementation(() => undefined);
  await userEvent.click(screen.getByRole('button', { name: 'Print' }));
  expect(paper).not.toHaveAttribute('data-printing');
  expect(screen.getByText('The EHR’s page does not let Intervisit print')).toBeVisible();
});
