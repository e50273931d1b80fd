// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { SaveResult } from '../../../src/app/save-result.ts';
import { MonthStrip } from '../../../src/app/MonthStrip.tsx';
import { UnsentContext } from '../../../src/app/timekeeping/unsent-context.ts';
import { createUnsentEntries } from '../../../src/app/timekeeping/unsent-entries.ts';
import { entryAsText } from '../../../src/app/timekeeping/unsent-text.ts';
import { UnsentList } from '../../../src/app/timekeeping/UnsentList.tsx';
import { UnsentNotice } from '../../../src/app/timekeeping/UnsentNotice.tsx';
import { openDrafts } from '../../../src/drafts/open-drafts.ts';
import { anAssessment } from '../../builders/assessment.ts';
import { NURSE } from '../../drafts/browser.ts';
import { anInput } from './unsent-stage.ts';

afterEach(cleanup);

beforeAll(() => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

const SAVED_AT = Date.parse('2026-10-20T10:18:00-04:00');
const CUT: SaveResult = { kind: 'unclear', where: 'Encounter', looked: 'unknown', error: 'network' };
const STORED: SaveResult = { kind: 'stored', where: 'Encounter', reference: 'Encounter/1', alreadyThere: false };

async function open(answers: readonly SaveResult[], indexedDB: IDBFactory | null = new IDBFactory()) {
  const clock = () => SAVED_AT;
  let asked = 0;
  const unsent = createUnsentEntries({
    drafts: openDrafts({ owner: NURSE, clock, maxAgeMs: 86_400_000, indexedDB }),
    send: async () => answers[Math.min((asked += 1), answers.length) - 1] ?? STORED,
    clock,
  });
  await unsent.opened;
  await unsent.save(anInput());
  render(
    <UnsentContext value={{ unsent, patientName: 'Ada Sampleton', timeZone: 'America/New_York', hours: 24 }}>
      <MonthStrip assessment={anAssessment({ month: '2026-10' })} today="2026-10-20" />
      <UnsentNotice month="2026-10" />
      <UnsentList />
    </UnsentContext>,
  );
  return { unsent, user: userEvent.setup({ delay: null }) };
}

const item = () => screen.getByRole('listitem', { name: '12 min 30 s, 20 Oct 2026, 10:05 to 10:17' });

test('an entry that waits says what happened, what is safe, what to do and until when it is kept', async () => {
  await open([CUT]);
  expect(item()).toHaveTextContent('Not stored yet');
  expect(item()).toHaveTextContent('The EHR’s answer was lost on the way. Looking for it failed as well.');
  expect(item()).toHaveTextContent('looks for it in the EHR first, so it cannot be stored twice');
  expect(item()).toHaveTextContent('until 21 Oct 2026, 10:18.');
});

test('its minutes stand beside the counted ones and are not among them', async () => {
  await open([CUT]);
  const strip = screen.getByRole('region', { name: 'October 2026, time' });
  expect(strip).toHaveTextContent('14 of 20 min');
  expect(within(strip).getByText('+ 12 min 30 s not stored yet')).toBeVisible();
  expect(screen.getByText('1 time entry not stored yet: 12 min 30 s')).toBeVisible();
});

test('trying again takes it off every place once the EHR has it', async () => {
  const { user } = await open([CUT, STORED]);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByText('Not stored yet')).toBeNull());
  expect(screen.queryByText(/not stored yet/)).toBeNull();
});

test('what came of the second try takes the place of what came of the first', async () => {
  const { user } = await open([CUT, { kind: 'failed', error: 'session-expired' }]);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(item()).toHaveTextContent('Your session with the EHR has ended before it confirmed the entry.'));
  expect(item()).toHaveTextContent('Open Intervisit again from this patient’s chart');
});

test('discarding asks with the figure, and can be thought better of', async () => {
  const { unsent, user } = await open([CUT]);
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await user.click(screen.getByRole('button', { name: 'Keep it' }));
  expect(unsent.has(anInput().id)).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await user.click(screen.getByRole('button', { name: 'Discard 12 min 30 s' }));
  await waitFor(() => expect(unsent.has(anInput().id)).toBe(false));
});

test('where the browser keeps nothing that is said, with the way to keep it', async () => {
  await open([CUT], null);
  expect(screen.getByText('These entries are lost when this window is closed or reloaded')).toBeVisible();
  expect(item()).toHaveTextContent('Kept in this window only');
  expect(within(item()).getByRole('button', { name: 'Download draft' })).toBeVisible();
});

test('several are tried again at once', async () => {
  const { unsent, user } = await open([CUT, CUT, STORED]);
  await act(() => unsent.save(anInput({ id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c5002' })).then(() => undefined));
  await user.click(screen.getByRole('button', { name: 'Try all again' }));
  await waitFor(() => expect(screen.queryByText('Not stored yet')).toBeNull());
});

test('as text the entry holds all that is needed to put it into the chart by hand', () => {
  const input = anInput({ source: 'manual', reason: 'The timer was not started', confirmedBy: 'Omar Other, RN' });
  const text = entryAsText(input, { patientName: 'Ada Sampleton', timeZone: 'America/New_York' });
  for (const part of [
    'Ada Sampleton',
    '20 Oct 2026, 10:05 to 10:17',
    '12 min 30 s',
    'Telephone, reached',
    'by hand',
    'Omar Other, RN',
    input.note,
    input.id,
  ])
    expect(text).toContain(part);
});
