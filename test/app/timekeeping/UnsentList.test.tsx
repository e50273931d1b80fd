// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createFormDrafts, type FormDrafts, FormDraftsContext } from '../../../src/app/form-drafts.ts';
import type { SaveResult } from '../../../src/app/save-result.ts';
import { MonthStrip } from '../../../src/app/MonthStrip.tsx';
import { emptyTimeFields } from '../../../src/app/time-entry-form.ts';
import type { TimeEntryInput } from '../../../src/app/time-entry-view.ts';
import { UnsentContext } from '../../../src/app/timekeeping/unsent-context.ts';
import { createUnsentEntries } from '../../../src/app/timekeeping/unsent-entries.ts';
import { entryAsText } from '../../../src/app/timekeeping/unsent-text.ts';
import { UnsentList } from '../../../src/app/timekeeping/UnsentList.tsx';
import { UnsentNotice } from '../../../src/app/timekeeping/UnsentNotice.tsx';
import type { Drafts } from '../../../src/drafts/drafts.ts';
import { openDrafts } from '../../../src/drafts/open-drafts.ts';
import { anAssessment } from '../../builders/assessment.ts';
import { giveModalDialogs } from '../../builders/modal-dialogs.ts';
import { NURSE } from '../../drafts/browser.ts';
import { anInput } from './unsent-stage.ts';

afterEach(cleanup);

beforeAll(giveModalDialogs);

const SAVED_AT = Date.parse('2026-10-20T10:18:00-04:00');
const clock = () => SAVED_AT;
const CUT: SaveResult = { kind: 'unclear', where: 'Encounter', looked: 'unknown', error: 'network' };
const STORED: SaveResult = { kind: 'stored', where: 'Encounter', reference: 'Encounter/1', alreadyThere: false };

interface More {
  readonly input?: TimeEntryInput;
  readonly forms?: FormDrafts;
  readonly isListed?: boolean;
  readonly dropped?: Drafts['dropped'];
}

async function open(answers: readonly SaveResult[], indexedDB: IDBFactory | null = new IDBFactory(), more: More = {}) {
  const { input = anInput(), forms = createFormDrafts(), isListed = false, dropped } = more;
  let asked = 0;
  const drafts = await openDrafts({ owner: NURSE, clock, maxAgeMs: 86_400_000, indexedDB });
  if (dropped !== undefined) Object.defineProperty(drafts, 'dropped', { value: dropped });
  const unsent = createUnsentEntries({
    drafts,
    send: async () => answers[Math.min((asked += 1), answers.length) - 1] ?? STORED,
    clock,
  });
  await unsent.opened;
  await unsent.save(input);
  render(
    <FormDraftsContext value={forms}>
      <UnsentContext value={{ unsent, patientName: 'Ada Sampleton', timeZone: 'America/New_York', hours: 24 }}>
        <MonthStrip assessment={anAssessment({ month: '2026-10' })} today="2026-10-20" />
        <UnsentNotice month="2026-10" isListed={isListed} />
        <UnsentList />
      </UnsentContext>
    </FormDraftsContext>,
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

const REFUSED: SaveResult = { kind: 'rejected', where: 'Encounter', reasons: ['The type is not allowed here'] };

test('an entry that the EHR refused is edited in the form as a new entry, and waits no longer', async () => {
  const forms = createFormDrafts();
  const { unsent, user } = await open([REFUSED], undefined, { forms });
  await user.click(within(item()).getByRole('button', { name: 'Edit by hand' }));
  await waitFor(() => expect(unsent.has(anInput().id)).toBe(false));
  const kept = forms.read('log-time', '2026-10');
  expect(kept?.id).not.toBe(anInput().id);
  expect(kept?.fields).toMatchObject({
    date: '2026-10-20',
    start: '10:05',
    minutes: '12',
    seconds: '30',
    role: 'clinical-staff',
    activity: 'care-coordination-call',
    outcome: 'reached',
    note: anInput().note,
    reason: 'other',
  });
  expect(forms.hasUnsaved()).toBe(true);
});

test('a reason that was given by hand is given again', async () => {
  const forms = createFormDrafts();
  const input = anInput({ source: 'manual', reason: 'Worked away from Intervisit: at the clinic in town', confirmedBy: 'Omar Other, RN' });
  const { user } = await open([REFUSED], undefined, { forms, input });
  await user.click(screen.getByRole('button', { name: 'Edit by hand' }));
  expect(forms.read('log-time', '2026-10')?.fields).toMatchObject({
    reason: 'away',
    reasonDetail: 'at the clinic in town',
    confirmedBy: 'Omar Other, RN',
  });
});

test('what stands in the form is not written over by an entry that is edited', async () => {
  const forms = createFormDrafts();
  const blank = emptyTimeFields({ month: '2026-10', timeZone: 'America/New_York', now: '2026-10-20T14:00:00Z' }, 'clinical-staff');
  forms.keep('log-time', '2026-10', { id: 'mine', fields: { ...blank, note: 'Half a note' } }, true);
  const { unsent, user } = await open([REFUSED], undefined, { forms });
  await user.click(screen.getByRole('button', { name: 'Edit by hand' }));
  expect(screen.getByText('The form holds work that is not saved yet. Save that first.')).toBeVisible();
  expect(forms.read('log-time', '2026-10')?.fields.note).toBe('Half a note');
  expect(unsent.has(anInput().id)).toBe(true);
});

test.each([
  ['an answer that was lost: it may be in the EHR', CUT, anInput()],
  ['an entry that adopts an encounter: it would count twice', REFUSED, anInput({ adopts: 'Encounter/host' })],
])('nothing is edited after %s', async (_, answer, input) => {
  await open([answer], undefined, { input });
  expect(screen.queryByRole('button', { name: 'Edit by hand' })).toBeNull();
});

test('where the entries are listed, no second notice tells of them', async () => {
  await open([CUT], undefined, { isListed: true });
  expect(screen.queryByText('1 time entry not stored yet: 12 min 30 s')).toBeNull();
  expect(screen.getByText(/Counted nowhere until the EHR has it\./)).toBeVisible();
});

test('drafts that were too old or unreadable and are gone are told of once', async () => {
  const { user } = await open([CUT], undefined, { dropped: { expired: 2, unreadable: 1 } });
  expect(screen.getByText('3 drafts removed from this device')).toBeVisible();
  expect(screen.getByText(/kept for more than 24 hours without being saved, or not readable any more/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Understood' }));
  expect(screen.queryByText('3 drafts removed from this device')).toBeNull();
});

test('where no draft was too old nothing is said of it', async () => {
  await open([CUT]);
  expect(screen.queryByText(/removed from this device/)).toBeNull();
});
