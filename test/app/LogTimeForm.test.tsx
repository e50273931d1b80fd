// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { createFormDrafts, FormDraftsContext } from '../../src/app/form-drafts.ts';
import type { SaveResult } from '../../src/app/save-result.ts';
import { LogTimeForm, type LogTimeFormProps } from '../../src/app/LogTimeForm.tsx';
import type { TimeEntryInput } from '../../src/app/time-entry-view.ts';
import { UnsentContext } from '../../src/app/timekeeping/unsent-context.ts';
import { createUnsentEntries } from '../../src/app/timekeeping/unsent-entries.ts';
import { openDrafts } from '../../src/drafts/open-drafts.ts';
import { anAssessment } from '../builders/assessment.ts';
import { NURSE } from '../drafts/browser.ts';

afterEach(cleanup);

const STORED: SaveResult = { kind: 'stored', where: 'Encounter', reference: 'Encounter/9', alreadyThere: false };

function open(overrides: Partial<LogTimeFormProps> = {}, answers: readonly SaveResult[] = [STORED]) {
  const sent: TimeEntryInput[] = [];
  let made = 0;
  render(
    <LogTimeForm
      assessment={anAssessment()}
      timeZone="America/New_York"
      now="2026-11-21T10:30:00-05:00"
      conditions={[]}
      user={{ name: 'Nora Nightsample, RN', performer: 'clinical-staff' }}
      saveTarget={{ where: 'Encounter' }}
      newId={() => `id-${(made += 1)}`}
      onSave={async (input) => {
        sent.push(input);
        return answers[Math.min(sent.length, answers.length) - 1] ?? STORED;
      }}
      {...overrides}
    />,
  );
  return { sent, user: userEvent.setup({ delay: null }) };
}

function openedProps(): LogTimeFormProps {
  return {
    assessment: anAssessment(),
    timeZone: 'America/New_York',
    now: '2026-11-21T10:30:00-05:00',
    conditions: [],
    user: { name: 'Nora Nightsample, RN', performer: 'clinical-staff' },
    saveTarget: { where: 'Encounter' },
    newId: () => 'id-1',
    onSave: async () => STORED,
  };
}

async function fill(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText('Start'), '09:00');
  await user.type(screen.getByLabelText('Minutes'), '6');
  await user.selectOptions(screen.getByLabelText('What'), 'Call with the patient');
  await user.selectOptions(screen.getByLabelText('How'), 'Telephone');
  await user.selectOptions(screen.getByLabelText('Outcome'), 'Reached');
  await user.selectOptions(screen.getByLabelText('Why by hand'), 'The timer was not started');
  await user.type(screen.getByLabelText('Note'), 'Called about the glucose log.');
}

const save = () => screen.getByRole('button', { name: 'Save time' });

describe('logging time', () => {
  test('time is not saved without a note, and the note says so', async () => {
    const { sent, user } = open();
    await fill(user);
    await user.clear(screen.getByLabelText('Note'));
    await user.click(save());
    expect(sent).toEqual([]);
    expect(screen.getByLabelText('Note')).toHaveAccessibleDescription(/not saved without a note/);
    await waitFor(() => expect(screen.getByLabelText('Note')).toHaveFocus());
  });

  test('a stored entry empties the form, says where it is, and the next one is another entry', async () => {
    const { sent, user } = open();
    await fill(user);
    await user.click(save());
    expect(await screen.findByText('The time entry is recorded')).toBeVisible();
    expect(screen.getByText(/In the EHR as an encounter/)).toHaveTextContent('Encounter/9');
    expect(screen.getByLabelText('Note')).toHaveValue('');
    await fill(user);
    await user.click(save());
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]?.id).not.toBe(sent[1]?.id);
    expect(sent[0]).toMatchObject({ seconds: 360, performer: 'clinical-staff', activity: 'care-coordination-call' });
  });

  test('after a lost answer the text stays and saving again is the same entry', async () => {
    const { sent, user } = open({}, [{ kind: 'unclear', where: 'Encounter', looked: 'absent' }, STORED]);
    await fill(user);
    await user.click(save());
    expect(await screen.findByRole('alert')).toHaveTextContent('cannot be recorded twice');
    expect(screen.getByLabelText('Note')).toHaveValue('Called about the glucose log.');
    await user.click(save());
    await screen.findByText('The time entry is recorded');
    expect(sent[0]?.id).toBe(sent[1]?.id);
  });

  test('a second press while saving sends nothing', async () => {
    const answers: ((result: SaveResult) => void)[] = [];
    const { user } = open({
      onSave: () => new Promise((resolve) => answers.push(resolve)),
    });
    await fill(user);
    await user.click(save());
    await user.click(screen.getByRole('button', { name: 'Saving …' }));
    await user.type(screen.getByLabelText('Minutes'), '{Enter}');
    expect(answers).toHaveLength(1);
    answers[0]?.(STORED);
    await screen.findByText('The time entry is recorded');
  });

  test('a callback that breaks leaves the outcome open and the text in place', async () => {
    const { user } = open({ onSave: () => Promise.reject(new Error('broken')) });
    await fill(user);
    await user.click(save());
    expect(await screen.findByRole('alert')).toHaveTextContent('outcome not known');
    expect(screen.getByLabelText('Note')).toHaveValue('Called about the glucose log.');
  });

  test('the EHR’s own words stand in a refusal', async () => {
    const { user } = open({}, [{ kind: 'rejected', where: 'Encounter', reasons: ['period.end before start'] }]);
    await fill(user);
    await user.click(save());
    expect(await screen.findByRole('alert')).toHaveTextContent('period.end before start');
  });

  test('where nothing can be stored the text is there to copy', async () => {
    const { user } = open({}, [{ kind: 'not-stored', because: [{ where: 'Encounter', why: 'not-granted' }], text: 'CCM-TIME v1 | …' }]);
    await fill(user);
    await user.click(save());
    expect(await screen.findByLabelText('Text to keep')).toHaveValue('CCM-TIME v1 | …');
    expect(screen.getByRole('alert')).toHaveTextContent('Intervisit was not given the right to write encounters');
  });

  test('a role that the EHR does not state is asked for and never guessed', async () => {
    const { sent, user } = open({ user: { name: 'Casey Cliniciansample' } });
    await fill(user);
    expect(screen.getByRole('radio', { name: 'Clinical staff' })).not.toBeChecked();
    await user.click(save());
    expect(sent).toEqual([]);
    expect(screen.getByRole('group', { name: 'Casey Cliniciansample worked as' })).toHaveAccessibleDescription(/decides which codes/);
    await user.click(screen.getByRole('radio', { name: 'Physician, NP or PA' }));
    await user.click(save());
    await waitFor(() => expect(sent[0]?.performer).toBe('physician-qhp'));
  });

  test('a biller sees why time cannot be logged', async () => {
    const { sent, user } = open({ user: { name: 'Bill Ledgerman', performer: 'non-clinical-staff' } });
    await fill(user);
    await user.click(save());
    expect(sent).toEqual([]);
    expect(save()).toHaveAccessibleDescription(/only time by clinical staff and practitioners/);
  });

  test('the length says at once what it would reach, to the second', async () => {
    const { user } = open();
    await user.type(screen.getByLabelText('Minutes'), '5');
    await user.type(screen.getByLabelText('Seconds'), '59');
    expect(screen.getByRole('status')).toHaveTextContent('19 min 59 s, 1 s short of 99490');
    await user.clear(screen.getByLabelText('Seconds'));
    await user.clear(screen.getByLabelText('Minutes'));
    await user.type(screen.getByLabelText('Minutes'), '6');
    expect(screen.getByRole('status')).toHaveTextContent('20 min, reaches 99490');
  });

  test('an activity that does not count says so', async () => {
    const { user } = open();
    await user.type(screen.getByLabelText('Minutes'), '6');
    expect(screen.getByText(/reaches 99490/)).toBeVisible();
    await user.selectOptions(screen.getByLabelText('What'), 'Routine scheduling');
    expect(screen.getByLabelText('What')).toHaveAccessibleDescription(/Does not count/);
    expect(screen.queryByText(/reaches 99490/)).toBeNull();
  });

  test('the whole entry can be made without a mouse', async () => {
    const { sent, user } = open();
    screen.getByLabelText('Start').focus();
    await user.keyboard('09:00');
    screen.getByLabelText('Minutes').focus();
    await user.keyboard('6');
    await user.selectOptions(screen.getByLabelText('What'), 'Medication review');
    await user.selectOptions(screen.getByLabelText('How'), 'No contact with the patient');
    await user.selectOptions(screen.getByLabelText('Why by hand'), 'Worked away from Intervisit');
    screen.getByLabelText('Note').focus();
    await user.keyboard('Reconciled.');
    while (document.activeElement !== save()) await user.tab();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent).toHaveLength(1));
  });
});

describe('what the EHR answered to a save', () => {
  const answers: readonly (readonly [string, SaveResult, RegExp, RegExp])[] = [
    ['busy', { kind: 'unclear', where: 'Encounter', looked: 'absent', error: 'throttled' }, /busy.*Wait a minute/, /lost/],
    ['a fault', { kind: 'unclear', where: 'Encounter', looked: 'absent', error: 'server' }, /a fault of its own/, /lost/],
    ['HTML', { kind: 'unclear', where: 'Encounter', looked: 'unknown', error: 'unreadable' }, /cannot be read/, /lost/],
    ['nothing', { kind: 'unclear', where: 'Encounter', looked: 'absent', error: 'network' }, /answer was lost/, /fault/],
    ['a conflict over a new entry', { kind: 'conflict', where: 'Encounter' }, /something it holds already/, /newer version|Somebody else/],
    [
      'that the session has ended',
      { kind: 'failed', error: 'session-expired' },
      /session with the EHR has ended.*Copy what you have typed/,
      /support|again is safe/,
    ],
  ];
  test.each(answers)('%s is said in its own words', async (_, answer, says, never) => {
    const { user } = open({}, [answer]);
    await fill(user);
    await user.click(save());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(says);
    expect(alert).not.toHaveTextContent(never);
  });

  test('an entry found after a lost answer is recorded, and nobody is told of an error', async () => {
    const { user } = open({}, [{ ...STORED, alreadyThere: true }]);
    await fill(user);
    await user.click(save());
    const notice = await screen.findByText('The time entry is recorded');
    expect(notice.closest('[role="status"]')).toHaveTextContent('stands there once');
    expect(document.body).not.toHaveTextContent('already recorded');
  });

  test('the minute that reaches a code says so beside the button, with the way to close the month', async () => {
    const reached = anAssessment({
      countedMinutes: { staff: 20, qhp: 0, total: 20 },
      countedSeconds: { staff: 1200, qhp: 0, total: 1200 },
      minutesToNext: 20,
      nextCode: '99439',
    });
    const props = openedProps();
    const { rerender } = render(<LogTimeForm {...props} onSave={async () => STORED} />);
    const user = userEvent.setup({ delay: null });
    await fill(user);
    await user.click(save());
    await screen.findByText('The time entry is recorded');
    rerender(<LogTimeForm {...props} assessment={reached} />);
    expect(screen.getByText('20 of 20 min: 99490 is reached.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Close month' })).toHaveAttribute('href', '#/2026-11/close');
  });
});

function session() {
  const drafts = createFormDrafts();
  const show = (overrides: Partial<LogTimeFormProps> = {}) =>
    render(
      <FormDraftsContext value={drafts}>
        <LogTimeForm {...openedProps()} {...overrides} />
      </FormDraftsContext>,
    );
  return { drafts, show };
}

describe('what is typed', () => {
  test('is there again when one comes back to the screen, as the same entry', async () => {
    const { drafts, show } = session();
    const sent: string[] = [];
    const onSave: LogTimeFormProps['onSave'] = async ({ id }) => {
      sent.push(id);
      return sent.length === 1 ? { kind: 'unclear', where: 'Encounter', looked: 'unknown' } : STORED;
    };
    const user = userEvent.setup({ delay: null });
    const first = show({ onSave, newId: () => 'first' });
    await fill(user);
    await user.click(save());
    await screen.findByRole('alert');
    first.unmount();
    expect(drafts.hasUnsaved()).toBe(true);
    show({ onSave, newId: () => 'second' });
    expect(screen.getByLabelText('Note')).toHaveValue('Called about the glucose log.');
    await user.click(save());
    await screen.findByText('The time entry is recorded');
    expect(sent).toEqual(['first', 'first']);
    expect(screen.getByLabelText('Note')).toHaveValue('');
    expect(drafts.hasUnsaved()).toBe(false);
  });

  test('belongs to its month', async () => {
    const { show } = session();
    const november = show();
    await userEvent.type(screen.getByLabelText('Note'), 'Of November');
    november.unmount();
    show({ assessment: anAssessment({ month: '2026-10', time: [] }) }).unmount();
    show({ assessment: anAssessment({ month: '2026-10', time: [] }) });
    expect(screen.getByLabelText('Note')).toHaveValue('');
    cleanup();
    show();
    expect(screen.getByLabelText('Note')).toHaveValue('Of November');
  });

  test('never comes into another session', async () => {
    const one = session();
    const opened = one.show();
    await userEvent.type(screen.getByLabelText('Note'), 'Of this patient');
    opened.unmount();
    session().show();
    expect(screen.getByLabelText('Note')).toHaveValue('');
  });

  test('that is unlikely is asked about', async () => {
    const { user } = open();
    await user.type(screen.getByLabelText('Minutes'), '600');
    await user.selectOptions(screen.getByLabelText('What'), 'Call with the patient');
    await user.selectOptions(screen.getByLabelText('How'), 'No contact with the patient');
    expect(screen.getByText(/600 minutes in one entry is unusual/)).toBeVisible();
    expect(screen.getByText(/A call with the patient, and not by telephone/)).toBeVisible();
  });
});

test('where nothing can be written the button says what it does', () => {
  open({ saveTarget: { where: null, because: [{ where: 'Encounter', why: 'not-granted' }] } });
  expect(screen.getByRole('button', { name: 'Make text to copy' })).toBeVisible();
  expect(screen.getByText(/Intervisit was not given the right to write encounters\./)).toBeVisible();
});

test('the role that the EHR states is chosen to begin with', () => {
  open({ user: { name: 'Maya Exemplar, MD', performer: 'physician-qhp' } });
  const role = screen.getByRole('group', { name: 'Maya Exemplar, MD worked as' });
  expect(within(role).getByRole('radio', { name: 'Physician, NP or PA' })).toBeChecked();
});

test('TIME-14: work over midnight of the month’s last day says how it splits', async () => {
  const { user } = open({ assessment: anAssessment({ month: '2026-10' }) });
  await user.type(screen.getByLabelText('Date'), '2026-10-31');
  await user.type(screen.getByLabelText('Start'), '23:50');
  await user.type(screen.getByLabelText('Minutes'), '25');
  expect(screen.getByText(/10 min count for October 2026 and 15 min count for November 2026/)).toBeVisible();
});

test('beyond the site’s limit a second person is asked for, and who it is goes into the entry', async () => {
  const { sent, user } = open({ limits: { days: 14, minutes: 5 } });
  await fill(user);
  expect(screen.getByLabelText('Confirmed by')).toHaveAccessibleDescription(/more than 5 min need a second person/);
  await user.click(save());
  expect(sent).toEqual([]);
  await user.type(screen.getByLabelText('Confirmed by'), 'Omar Other, RN');
  await user.click(save());
  await waitFor(() =>
    expect(sent[0]).toMatchObject({ source: 'manual', confirmedBy: 'Omar Other, RN', reason: 'The timer was not started' }),
  );
});

test('what time it is when one saves decides what lies in the future and when it was recorded', async () => {
  const { sent, user } = open({ now: '2026-11-21T08:55:00-05:00', clock: () => '2026-11-21T09:06:30-05:00' });
  await fill(user);
  await user.click(save());
  await waitFor(() => expect(sent[0]).toMatchObject({ end: '2026-11-21T09:06:00-05:00', recordedAt: '2026-11-21T09:06:30-05:00' }));
});

test('ACT-22: a call that reached nobody turns into what does not count, for all to see', async () => {
  const { user } = open();
  await user.selectOptions(screen.getByLabelText('What'), 'Call with the patient');
  await user.selectOptions(screen.getByLabelText('How'), 'Telephone');
  await user.selectOptions(screen.getByLabelText('Outcome'), 'Left a voicemail');
  expect(screen.getByLabelText('What')).toHaveDisplayValue('Voicemail, nobody reached');
  expect(screen.getByLabelText('What')).toHaveAccessibleDescription(/Does not count/);
});

test('an entry that waits is told of as long as it waits', async () => {
  const answers: SaveResult[] = [{ kind: 'unclear', where: 'Encounter', looked: 'absent', error: 'network' }];
  const unsent = createUnsentEntries({
    drafts: openDrafts({ owner: NURSE, clock: () => 0, maxAgeMs: 0, indexedDB: null }),
    send: async () => answers.shift() ?? STORED,
    clock: () => 0,
  });
  await unsent.opened;
  render(
    <UnsentContext value={{ unsent, patientName: 'Ada Sampleton', timeZone: 'America/New_York', hours: 24 }}>
      <LogTimeForm {...openedProps()} onSave={(input) => unsent.save(input)} />
    </UnsentContext>,
  );
  const user = userEvent.setup({ delay: null });
  await fill(user);
  await user.click(save());
  expect(await screen.findByText('The time entry is not stored yet')).toBeVisible();
  await act(() => unsent.retryAll());
  expect(screen.queryByText('The time entry is not stored yet')).toBeNull();
});

test('who may not log is told why, and not where it would be written', () => {
  open({ user: { name: 'Bill Mockley', performer: 'non-clinical-staff' } });
  expect(save()).toHaveAccessibleDescription(/signed in as non-clinical staff/);
  expect(screen.queryByText(/Will be written to the EHR/)).toBeNull();
});
