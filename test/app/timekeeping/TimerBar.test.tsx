// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Performer } from '../../../src/ccm/chart.ts';
import { ElsewhereQuestion } from '../../../src/app/timekeeping/ElsewhereQuestion.tsx';
import { StartTimer } from '../../../src/app/timekeeping/StartTimer.tsx';
import { TimerBar } from '../../../src/app/timekeeping/TimerBar.tsx';
import { TimekeepingContext, type TimekeepingDoor, type TimekeepingState } from '../../../src/app/timekeeping/timekeeping.ts';
import { createUnsentEntries } from '../../../src/app/timekeeping/unsent-entries.ts';
import { anAssessment } from '../../builders/assessment.ts';
import { giveModalDialogs } from '../../builders/modal-dialogs.ts';
import { Desk, JOHN, MARIA, type Window } from './windows.ts';

const MINUTE = 60_000;

beforeEach(giveModalDialogs);
afterEach(cleanup);

const shown = () => screen.getByRole('region', { name: 'Timer' });
const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

async function openBar(desk: Desk, window: Window, performer: Performer | undefined, month = '2026-03') {
  const unsent = createUnsentEntries({
    drafts: desk.browser.drafts(),
    send: async () => ({ kind: 'failed', error: 'network' }),
    clock: desk.browser.clock,
  });
  const state: TimekeepingState = { kind: 'open', keeper: window.keeper, unsent, close: () => undefined };
  const door: TimekeepingDoor = {
    getSnapshot: () => state,
    subscribe: () => () => undefined,
    open: () => undefined,
    sendBy: () => undefined,
    close: () => undefined,
  };
  render(
    <TimekeepingContext value={door}>
      <TimerBar
        assessment={anAssessment({ month: '2026-03' })}
        thisMonth={month}
        patientId={MARIA.patientId}
        timeZone="America/New_York"
        clock={desk.browser.clock}
        performer={performer}
      />
    </TimekeepingContext>,
  );
  const settle = () => act(() => desk.settled());
  const pass = (ms: number) => act(() => desk.pass(ms));
  await settle();
  return { settle, pass, door };
}

test('one press starts; the bar shows this entry, the month and the month with it', async () => {
  const desk = new Desk();
  const { settle, pass } = await openBar(desk, await desk.open(), 'clinical-staff');
  expect(shown()).toHaveTextContent('No timer14 of 20 min');
  await press('Start timer');
  await settle();
  await pass(2 * MINUTE - 5000);
  expect(screen.getByRole('timer')).toHaveTextContent('1:55');
  expect(shown()).toHaveTextContent('14 of 20 min · 15 min with this entry, if all of it counts');
  expect(screen.getByRole('status')).toHaveTextContent('The timer runs.');
  await press('Pause');
  expect(screen.getByRole('status')).toHaveTextContent('The timer is paused.');
  expect(shown()).toHaveTextContent('Paused');
});

test('what is read out does not change with the seconds', async () => {
  const desk = new Desk();
  const { settle, pass } = await openBar(desk, await desk.open(), 'clinical-staff');
  await press('Start timer');
  await settle();
  const before = screen.getByRole('status').textContent;
  await pass(10_000);
  expect(screen.getByRole('status').textContent).toBe(before);
  expect(shown().querySelector('[aria-live]')).toBeNull();
});

test.each(['non-clinical-staff', 'software'] as const)('%s get no start and a sentence why', async (performer) => {
  const desk = new Desk();
  await openBar(desk, await desk.open(), performer);
  expect(screen.queryByRole('button', { name: 'Start timer' })).toBeNull();
  expect(shown()).toHaveTextContent('does not count toward CCM');
});

test('a role that the EHR did not tell is asked for before anything starts', async () => {
  const desk = new Desk();
  const window = await desk.open();
  const { settle } = await openBar(desk, window, undefined);
  await press('Start timer');
  const dialog = await screen.findByRole('dialog');
  expect(window.keeper.getSnapshot().kind).toBe('idle');
  fireEvent.click(within(dialog).getByLabelText('Physician, NP or PA'));
  await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Start timer' })));
  await settle();
  expect(window.keeper.getSnapshot()).toMatchObject({ kind: 'started', timer: { performer: 'physician-qhp' } });
});

test('the role is asked once a session: the next timer starts at once', async () => {
  const desk = new Desk();
  const window = await desk.open();
  const { settle, door } = await openBar(desk, window, undefined);
  await press('Start timer');
  fireEvent.click(within(await screen.findByRole('dialog')).getByLabelText('Clinical staff'));
  await act(async () => fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Start timer' })));
  await settle();
  await act(async () => window.keeper.discard());
  await settle();
  // Another start button of the same session has not been pressed before.
  cleanup();
  render(
    <TimekeepingContext value={door}>
      <StartTimer performer={undefined} kind="primary" />
    </TimekeepingContext>,
  );
  await press('Start timer');
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(window.keeper.getSnapshot()).toMatchObject({ kind: 'started', timer: { performer: 'clinical-staff' } });
});

test('silence is asked about with the exact figures, and part of it can be kept', async () => {
  const desk = new Desk();
  const { settle, pass } = await openBar(desk, await desk.open(), 'clinical-staff');
  await press('Start timer');
  await settle();
  await pass(4 * MINUTE + 12_000);
  const question = screen.getByRole('region', { name: 'The timer’s question' });
  expect(question).toHaveTextContent('Nothing was done in Intervisit after 10:00:00. In doubt: 10:00:00 to now, 4 min 12 s.');
  await press('Count part of it');
  fireEvent.change(screen.getByLabelText('I worked until'), { target: { value: '10:02:30' } });
  expect(question).toHaveTextContent('Then 2 min 30 s are counted');
  fireEvent.change(screen.getByLabelText('I worked until'), { target: { value: '10:30:00' } });
  expect(question).toHaveTextContent('A time from 10:00:00 to 10:04:12');
  fireEvent.change(screen.getByLabelText('I worked until'), { target: { value: '10:02:30' } });
  await press('Count until then');
  expect(shown()).toHaveTextContent('Running');
  expect(screen.getByRole('timer')).toHaveTextContent('2:30');
});

test('a discard asks once, with the figure', async () => {
  const desk = new Desk();
  const window = await desk.open();
  const { settle, pass } = await openBar(desk, window, 'clinical-staff');
  await press('Start timer');
  await settle();
  await pass(65_000);
  act(() => window.keeper.activity());
  await pass(3 * MINUTE);
  await press('Discard the whole entry');
  await press('Keep it');
  expect(window.keeper.getSnapshot().kind).toBe('started');
  await press('Discard the whole entry');
  await press('Discard 1 min 5 s');
  expect(window.keeper.getSnapshot().kind).toBe('idle');
});

const SINCE = Date.parse('2026-03-05T10:00:00-05:00');
const WORTH = { guarded: true, memoryOnly: null } as const;

test.each<[string, Parameters<typeof ElsewhereQuestion>[0]['state'], string, string]>([
  [
    'another patient’s timer, by name',
    { kind: 'elsewhere', label: JOHN, since: SINCE, own: null, ...WORTH },
    'Your timer runs for John Sample, in another window since 10:00:00.',
    'Pause it there and time this patient',
  ],
  [
    'a timer whose label cannot be read',
    { kind: 'elsewhere', label: null, since: null, own: null, ...WORTH },
    'Your timer runs for a patient whose name cannot be read, in another window.',
    'Pause it there and time this patient',
  ],
  [
    'this patient’s timer in another window',
    { kind: 'elsewhere', label: MARIA, since: SINCE, own: null, ...WORTH },
    'This patient’s timer runs in another window of yours since 10:00:00.',
    'Go on here',
  ],
  [
    'a timer taken over by another window',
    { kind: 'lost', since: SINCE, own: null, ...WORTH },
    'Your timer runs in another window since 10:00:00. That window goes on with this entry; no second is lost.',
    'Go on here instead',
  ],
])('%s: which, since when, and the choice', async (_, state, said, choice) => {
  const takeOver = vi.fn(() => Promise.resolve());
  render(
    <ElsewhereQuestion
      state={state}
      keeper={{ takeOver, leaveElsewhere: () => undefined }}
      patientId={MARIA.patientId}
      timeZone="America/New_York"
      now={SINCE + MINUTE}
    />,
  );
  expect(screen.getByRole('region')).toHaveTextContent(said);
  await press(choice);
  expect(takeOver).toHaveBeenCalledOnce();
});

test('a month other than this one says where the time will count', async () => {
  const desk = new Desk();
  await openBar(desk, await desk.open(), 'clinical-staff', '2026-04');
  expect(shown()).toHaveTextContent('Counts in April 2026');
});

test('a timer that would not survive the window says so, once', async () => {
  const desk = new Desk();
  const { settle } = await openBar(desk, await desk.open({ indexedDB: null, locks: null }), 'clinical-staff');
  await press('Start timer');
  await settle();
  expect(shown()).toHaveTextContent('lets Intervisit store nothing here');
  expect(shown()).toHaveTextContent('another window');
  await press('Understood');
  expect(shown()).not.toHaveTextContent('store nothing here');
});
