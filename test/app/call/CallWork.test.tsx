// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCallDesk } from '../../../src/app/call/call-desk.ts';
import type { CallSetting } from '../../../src/app/call/call-setting.ts';
import type { CallCondition, PlanProgress } from '../../../src/app/call/call.ts';
import { CallWork } from '../../../src/app/call/CallWork.tsx';
import type { CallWays } from '../../../src/app/call/send-call.ts';
import { StartCall } from '../../../src/app/call/StartCall.tsx';
import { topicGroups } from '../../../src/app/call/topics.ts';
import { useDesk } from '../../../src/app/call/use-desk.ts';
import { readSiteSettings } from '../../../src/app/settings-check.ts';
import type { TimeEntryInput } from '../../../src/app/time-entry-view.ts';
import { TimekeepingContext, type TimekeepingDoor, type TimekeepingState, useKeeper } from '../../../src/app/timekeeping/timekeeping.ts';
import { createUnsentEntries } from '../../../src/app/timekeeping/unsent-entries.ts';
import { anAssessment, aScreenChart } from '../../builders/assessment.ts';
import { Desk } from '../timekeeping/windows.ts';

const CONDITIONS: readonly CallCondition[] = [
  { reference: 'Condition/dm', display: 'Type 2 diabetes', name: 'Diabetes', group: 'diabetes' },
  { reference: 'Condition/htn', display: 'Hypertension', name: 'Hypertension', group: 'hypertension' },
];

beforeEach(() => {
  window.location.hash = '';
});
afterEach(cleanup);

async function open(overrides: Partial<CallSetting> = {}) {
  const clinic = new Desk();
  const { keeper } = await clinic.open();
  const drafts = clinic.browser.drafts();
  const desk = createCallDesk({ drafts, newId: () => 'call-1' });
  const sent: TimeEntryInput[] = [];
  const progress: PlanProgress[] = [];
  const unsent = createUnsentEntries({
    drafts,
    send: async (input) => {
      sent.push(input);
      return { kind: 'stored', where: 'Encounter', reference: 'Encounter/9', alreadyThere: false };
    },
    clock: clinic.browser.clock,
  });
  const ways: CallWays = {
    unsent,
    savePlan: async (told) => {
      progress.push(told);
      return { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/1', alreadyThere: false };
    },
    finishTimer: (id) => keeper.finish(id),
  };
  const groups = topicGroups(CONDITIONS);
  const settings = readSiteSettings({
    practice: { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} },
  });
  const setting: CallSetting = {
    access: { clock: clinic.browser.clock, settings },
    chart: aScreenChart(),
    assessment: anAssessment(),
    entries: [],
    today: '2026-03-05',
    conditions: CONDITIONS,
    groups,
    topics: groups.flatMap(({ topics }) => topics),
    goals: [
      { key: 'Goal/1', reference: 'Goal/1', what: 'Walk 20 minutes a day', target: '20 min', byPatient: true, problems: [] },
      { key: 'Goal/2', reference: 'Goal/2', what: 'HbA1c below 7.5 %', byPatient: false, problems: ['Type 2 diabetes'] },
    ],
    timeTarget: { where: 'Encounter' },
    planTakesProgress: true,
    ...overrides,
  };
  const state: TimekeepingState = { kind: 'open', keeper, unsent, close: () => undefined };
  const door: TimekeepingDoor = {
    getSnapshot: () => state,
    subscribe: () => () => undefined,
    open: () => undefined,
    sendBy: () => undefined,
    close: () => undefined,
  };
  function Stage() {
    const { call, kept } = useDesk(desk);
    const timer = useKeeper((now) => (now.kind === 'started' ? now.id : ''));
    const start = <StartCall performer="clinical-staff" month="2026-03" kind="primary" />;
    if (call === null) return start;
    return (
      <CallWork
        call={call}
        kept={kept}
        desk={desk}
        keeper={keeper}
        ways={ways}
        setting={setting}
        isTimed={call.timerId === timer}
        start={start}
      />
    );
  }
  render(
    <TimekeepingContext value={door}>
      <Stage />
    </TimekeepingContext>,
  );
  await act(() => clinic.settled());
  const user = userEvent.setup({ delay: null });
  const start = async (seconds = 100) => {
    await user.click(screen.getByRole('button', { name: 'Start call' }));
    await act(() => clinic.settled());
    const now = keeper.getSnapshot();
    if (now.kind !== 'started') throw new Error('no timer was started');
    await act(async () => {
      desk.begin(now.id);
      await desk.settled();
    });
    await act(() => clinic.pass(seconds * 1000));
  };
  return { clinic, keeper, desk, sent, progress, user, start };
}

const note = () => screen.getByLabelText('What was talked about');
const topic = (name: RegExp) => screen.getByRole('checkbox', { name });

test('one press starts the timer on a call and opens its screen', async () => {
  const { keeper, start } = await open();
  await start();
  expect(keeper.getSnapshot()).toMatchObject({ kind: 'started', timer: { stage: 'running', callMode: true } });
  expect(window.location.hash).toBe('#/2026-03/call');
});

test('the topics are one stop for Tab; arrows move, Space ticks, Enter goes on in the note', async () => {
  const { user, start } = await open();
  await start();
  const list = within(screen.getByRole('region', { name: 'What to ask' })).getAllByRole('checkbox');
  expect(list.filter((box) => box.tabIndex === 0)).toHaveLength(1);
  act(() => list[0]?.focus());
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(list[1]).toHaveFocus();
  await user.keyboard(' ');
  expect(list[1]).toBeChecked();
  expect(note()).toHaveValue('Symptoms: ');
  await user.keyboard('{End}');
  expect(list.at(-1)).toHaveFocus();
  expect(list.filter((box) => box.tabIndex === 0)).toEqual([list.at(-1)]);
  await user.keyboard('{Home}{Enter}');
  expect(note()).toHaveFocus();
  await user.keyboard('all taken');
  expect(note()).toHaveValue('Symptoms: \nMedicines: all taken');
});

test('what is typed stays when a tick is taken back, and the condition follows the topics', async () => {
  const { user, start } = await open();
  await start();
  await user.click(topic(/Home glucose/));
  const conditions = within(screen.getByRole('group', { name: 'Conditions addressed' }));
  expect(conditions.getByLabelText('Type 2 diabetes')).toBeChecked();
  await user.type(note(), '110 to 140');
  await user.click(topic(/Home glucose/));
  expect(note()).toHaveValue('Diabetes, home glucose: 110 to 140');
  expect(conditions.getByLabelText('Type 2 diabetes')).not.toBeChecked();
  await user.click(conditions.getByLabelText('Hypertension'));
  expect(conditions.getByLabelText('Hypertension')).toBeChecked();
});

test('one confirm sends note, minutes and progress together', async () => {
  const { user, start, sent, progress, desk } = await open();
  await start(125);
  await user.click(topic(/Home glucose/));
  await user.selectOptions(screen.getByLabelText('Progress: Walk 20 minutes a day'), 'improving');
  await user.type(screen.getByLabelText('In a word: Walk 20 minutes a day'), 'to the mailbox{Enter}');
  // A slip on Enter ends nothing.
  expect(screen.queryByRole('heading', { name: 'End of the call' })).toBeNull();
  await user.type(screen.getByLabelText('To do'), 'Refill metformin');
  await user.click(screen.getByRole('button', { name: 'End call' }));
  expect(screen.getByRole('radio', { name: 'Reached' })).toHaveFocus();
  await user.keyboard(' ');
  await user.click(screen.getByRole('button', { name: 'In a week' }));
  await user.click(screen.getByRole('button', { name: 'Save note, 2 min 5 s and progress' }));
  await waitFor(() => expect(progress).toHaveLength(1));
  expect(sent).toMatchObject([
    {
      seconds: 125,
      activity: 'care-coordination-call',
      contactMode: 'telephone',
      outcome: 'reached',
      conditions: [{ reference: 'Condition/dm' }],
      note: [
        'Diabetes, home glucose: talked about.',
        'To do: Refill metformin',
        'Goals: Walk 20 minutes a day: improving (to the mailbox)',
        'Next contact: 12 Mar 2026',
      ].join('\n'),
    },
  ]);
  expect(progress[0]?.goals).toEqual([
    { reference: 'Goal/1', what: 'Walk 20 minutes a day', progress: 'improving', word: 'to the mailbox' },
  ]);
  await act(() => desk.settled());
});

test('ACT-22 a voicemail is two presses: the second is on the button in focus, and it counts nothing', async () => {
  const { user, start, sent } = await open();
  await start(30);
  await user.click(screen.getByRole('button', { name: 'Voicemail' }));
  expect(screen.getByRole('button', { name: 'Save note, 30 s' })).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ activity: 'voicemail-only-no-information', outcome: 'voicemail', note: 'Called; left a voicemail.' });
});

test('a call without outcome, note or the day of the call back is not sent, and says what is missing', async () => {
  const { user, start, sent } = await open();
  await start();
  await user.click(screen.getByRole('button', { name: 'End call' }));
  const save = screen.getByRole('button', { name: /^Save note/ });
  await user.click(save);
  expect(screen.getByText('Choose what came of it.')).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Will call back' }));
  await user.type(note(), 'At dinner.');
  await user.click(save);
  expect(screen.getByText('When will you call back?')).toBeInTheDocument();
  expect(sent).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Back to the call' }));
  expect(await screen.findByRole('button', { name: 'End call' })).toBeInTheDocument();
  expect(note()).toHaveValue('At dinner.');
});

test('where the plan cannot be changed the progress stands in the note alone', async () => {
  const { user, start, sent, progress } = await open({ planTakesProgress: false });
  await start();
  await user.type(note(), 'Well.');
  await user.selectOptions(screen.getByLabelText('Progress: HbA1c below 7.5 %'), 'in progress');
  await user.click(screen.getByRole('button', { name: 'End call' }));
  await user.click(screen.getByRole('radio', { name: 'Reached' }));
  await user.click(screen.getByRole('button', { name: 'Save note, 1 min 40 s' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.note).toBe('Well.\nGoals: HbA1c below 7.5 %: in progress');
  expect(progress).toEqual([]);
});

test('a call whose timer was discarded keeps what was noted, and a new timer goes on with it', async () => {
  const { user, start, keeper, clinic } = await open();
  await start();
  await user.type(note(), 'Well.');
  await act(async () => {
    keeper.discard();
    await clinic.settled();
  });
  expect(screen.getByText('No timer runs for this call')).toBeInTheDocument();
  await start(10);
  expect(note()).toHaveValue('Well.');
  expect(screen.getByRole('button', { name: 'End call' })).toBeInTheDocument();
});
