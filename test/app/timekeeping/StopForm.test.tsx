// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { TimeEntryInput } from '../../../src/app/time-entry-view.ts';
import { StopForm, type StopFormProps } from '../../../src/app/timekeeping/StopForm.tsx';
import type { TimedWork } from '../../../src/ccm/timer/work.ts';
import { anAssessment } from '../../builders/assessment.ts';
import { giveModalDialogs } from '../../builders/modal-dialogs.ts';

afterEach(cleanup);

beforeAll(giveModalDialogs);

/** Worked 5 min, paused 2, worked 6 min 30 s, left out 4 min, worked 1 min. */
const WORK: TimedWork = {
  start: '2026-11-21T10:00:00-05:00',
  end: '2026-11-21T10:18:30-05:00',
  seconds: 750,
  intervals: [
    { start: '2026-11-21T10:00:00-05:00', end: '2026-11-21T10:05:00-05:00' },
    { start: '2026-11-21T10:07:00-05:00', end: '2026-11-21T10:13:30-05:00' },
    { start: '2026-11-21T10:17:30-05:00', end: '2026-11-21T10:18:30-05:00' },
  ],
  notCounted: [{ start: '2026-11-21T10:13:30-05:00', end: '2026-11-21T10:17:30-05:00', seconds: 240, why: 'idle', answered: true }],
};

function open(overrides: Partial<StopFormProps> = {}) {
  const sent: TimeEntryInput[] = [];
  const calls = { onBack: vi.fn(), onDiscard: vi.fn(), onTrim: vi.fn() };
  render(
    <StopForm
      id="timer-1"
      work={WORK}
      user={{ name: 'Nora Nightsample, RN', performer: 'clinical-staff' }}
      assessment={anAssessment()}
      timeZone="America/New_York"
      clock={() => '2026-11-21T10:20:00-05:00'}
      conditions={[]}
      saveTarget={{ where: 'Encounter' }}
      onSave={async (input) => {
        sent.push(input);
        return { kind: 'stored', where: 'Encounter', reference: 'Encounter/9', alreadyThere: false };
      }}
      {...calls}
      {...overrides}
    />,
  );
  return { sent, ...calls, user: userEvent.setup({ delay: null }) };
}

async function writeUp(user: ReturnType<typeof userEvent.setup>) {
  await user.selectOptions(screen.getByLabelText('What'), 'Medication review');
  await user.selectOptions(screen.getByLabelText('How'), 'Telephone');
  await user.selectOptions(screen.getByLabelText('Outcome'), 'Reached');
  await user.type(screen.getByLabelText('Note'), 'Went through the pill box.');
}

test('it shows to the second what will be logged, and what of it does not count and why', () => {
  open();
  const form = screen.getByRole('form', { name: 'Log this time' });
  expect(form).toHaveTextContent('12 min 30 s 21 Nov 2026, 10:00:00 to 10:18:30');
  expect(form).toHaveTextContent('3 stretches of work, 1 pause of 2 min in all.');
  expect(form).toHaveTextContent('4 min not counted, 10:13:30 to 10:17:30: no activity in Intervisit.');
  expect(screen.queryByLabelText('Minutes')).toBeNull();
});

test('what is saved is the timer’s work under the timer’s id, with what the person says of it', async () => {
  const { sent, user } = open();
  await writeUp(user);
  await user.click(screen.getByRole('button', { name: 'Save 12 min 30 s' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({
    id: 'timer-1',
    source: 'timer',
    start: WORK.start,
    end: WORK.end,
    seconds: 750,
    intervals: WORK.intervals,
    notCounted: [
      {
        start: '2026-11-21T10:13:30-05:00',
        end: '2026-11-21T10:17:30-05:00',
        reason: 'no activity in Intervisit',
      },
    ],
    performer: 'clinical-staff',
    activity: 'medication-reconciliation',
    contactMode: 'telephone',
    outcome: 'reached',
    conditions: [],
    note: 'Went through the pill box.',
    recordedAt: '2026-11-21T10:20:00-05:00',
  });
});

test('a blank note is refused, and so is a call without an outcome', async () => {
  const { sent, user } = open();
  await user.selectOptions(screen.getByLabelText('What'), 'Medication review');
  await user.selectOptions(screen.getByLabelText('How'), 'Telephone');
  await user.type(screen.getByLabelText('Note'), '   ');
  await user.click(screen.getByRole('button', { name: 'Save 12 min 30 s' }));
  expect(sent).toEqual([]);
  expect(screen.getByLabelText('Note')).toHaveAccessibleDescription(/not saved without a note/);
  expect(screen.getByLabelText('Outcome')).toHaveAccessibleDescription(/what came of it/);
});

test('the work can be made shorter, with the figures beforehand, and never longer', async () => {
  const { onTrim, user } = open();
  await user.click(screen.getByText('The work ended earlier'));
  fireEvent.change(screen.getByLabelText('Ended at'), { target: { value: '10:30:00' } });
  expect(screen.getByLabelText('Ended at')).toHaveAccessibleDescription('Give a time within 10:00 to 10:18.');
  fireEvent.change(screen.getByLabelText('Ended at'), { target: { value: '10:08:00' } });
  expect(screen.getByText('Leaves 6 min; 6 min 30 s would not be counted.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Shorten to 6 min' }));
  expect(onTrim).toHaveBeenCalledExactlyOnceWith(Date.parse('2026-11-21T10:08:00-05:00'));
});

test('discarding asks once, with the figure', async () => {
  const { onDiscard, user } = open();
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(onDiscard).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Discard 12 min 30 s' }));
  expect(onDiscard).toHaveBeenCalledOnce();
});

test('TIME-14: work over midnight of the month’s last day says how it splits by the practice’s clock', () => {
  const intervals = [{ start: '2026-11-30T23:50:00-05:00', end: '2026-12-01T00:04:30-05:00' }];
  open({ work: { start: '2026-11-30T23:50:00-05:00', end: '2026-12-01T00:04:30-05:00', seconds: 870, intervals, notCounted: [] } });
  expect(screen.getByText(/10 min count for November 2026 and 4 min 30 s count for December 2026/)).toBeVisible();
});

test('where no time is left nothing is saved', async () => {
  const { sent, user } = open({ work: { ...WORK, seconds: 0, intervals: [] } });
  await writeUp(user);
  const save = screen.getByRole('button', { name: 'Save 0 min' });
  await user.click(save);
  expect(sent).toEqual([]);
  expect(save).toHaveAccessibleDescription(/No time is left/);
});

const UNANSWERED: TimedWork = { ...WORK, notCounted: WORK.notCounted.map((one) => ({ ...one, answered: false })) };

test('a stretch that nobody has answered is stored with those words, and left to the question above the form', async () => {
  const { sent, user } = open({ work: UNANSWERED });
  expect(screen.getByRole('form', { name: 'Log this time' })).not.toHaveTextContent('not counted');
  await writeUp(user);
  await user.click(screen.getByRole('button', { name: 'Save 12 min 30 s' }));
  expect(sent[0]?.notCounted?.[0]?.reason).toBe('no activity in Intervisit; nobody said whether it was work');
});

test('an error goes once its field is filled, and the others stay', async () => {
  const { user } = open();
  await user.click(screen.getByRole('button', { name: 'Save 12 min 30 s' }));
  expect(screen.getByText('Choose what was done.')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('What'), 'Medication review');
  expect(screen.queryByText('Choose what was done.')).toBeNull();
  expect(screen.getByText('Choose how.')).toBeVisible();
});

test('while it is being saved, nothing else can be done with the time', async () => {
  const { onBack, user } = open({ onSave: () => new Promise(() => {}) });
  await writeUp(user);
  await user.click(screen.getByRole('button', { name: 'Save 12 min 30 s' }));
  await user.click(screen.getByRole('button', { name: 'Back to the timer' }));
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(onBack).not.toHaveBeenCalled();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText('The work ended earlier').closest('[inert]')).not.toBeNull();
});
