// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { CarePlanScreen } from '../../src/app/CarePlanScreen.tsx';
import type { PlanEdit } from '../../src/app/care-plan-view.ts';
import type { PlanDesk } from '../../src/app/care-plan/plan-desk.ts';
import { createFormDrafts, FormDraftsContext } from '../../src/app/form-drafts.ts';
import type { SaveResult } from '../../src/app/save-result.ts';
import { aGoalView, aPlanDesk, aPlanView, someMaterial } from '../builders/plan-desk.ts';

afterEach(cleanup);

const PLAN = aPlanView();

function open(overrides: Partial<PlanDesk> = {}, result?: SaveResult) {
  const saved: (readonly PlanEdit[])[] = [];
  const store = aPlanDesk();
  const desk = aPlanDesk({
    onSave: async (edits, base) => {
      saved.push(edits);
      return result === undefined ? store.onSave(edits, base) : { result, saved: [] };
    },
    ...overrides,
  });
  const drafts = createFormDrafts();
  const show = (shown: PlanDesk) => (
    <FormDraftsContext value={drafts}>
      <CarePlanScreen desk={shown} />
    </FormDraftsContext>
  );
  const { rerender, unmount } = render(show(desk));
  return {
    saved,
    user: userEvent.setup({ delay: null }),
    /** The screen with another desk. */
    becomes: (fresh: Partial<PlanDesk>) => rerender(show({ ...desk, ...fresh })),
    leaveAndReturn: () => {
      unmount();
      render(show(desk));
    },
  };
}

const AT = '2026-11-21T10:00:00-05:00';

async function addGoal(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText('Goal'), 'Sleep through the night');
  await user.type(screen.getByLabelText('Target'), '6 hours');
  await user.type(screen.getByLabelText('Due'), '2027-01-31');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
}

test('nothing is written before the exact change was shown', async () => {
  const { saved, user } = open();
  const empty = screen.getByRole('button', { name: 'Save' });
  await user.click(empty);
  expect(empty).toHaveAccessibleDescription('Put something on the list first.');
  await addGoal(user);
  expect(saved).toEqual([]);
  expect(screen.getByText('CarePlan.goal[id-1]')).toBeVisible();
  expect(screen.getByText('Goal: Sleep through the night, target 6 hours, by 31 Jan 2027')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  await screen.findByText('The change to the care plan is recorded');
  expect(saved).toEqual([
    [{ kind: 'add-goal', id: 'id-1', at: AT, what: 'Sleep through the night', target: '6 hours', due: '2027-01-31', byPatient: false }],
  ]);
  expect(screen.queryByText('Not saved yet')).toBeNull();
});

test('a goal or a note without words is refused at its field', async () => {
  const { user } = open();
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  expect(screen.getByLabelText('Goal')).toHaveAccessibleDescription(/What is the goal\?/);
  await user.click(screen.getByRole('radio', { name: 'a note' }));
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  expect(screen.getByLabelText('Note')).toHaveAccessibleDescription(/The note is empty\./);
});

test('a due date in the past is refused', async () => {
  const { user } = open();
  await user.type(screen.getByLabelText('Goal'), 'Sleep');
  await user.type(screen.getByLabelText('Due'), '2026-11-20');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  expect(screen.getByLabelText('Due')).toHaveAccessibleDescription(/That day is past\./);
});

test('after a conflict nothing is lost and the newer version can be loaded', async () => {
  let reloads = 0;
  const { user } = open({ onReload: () => (reloads += 1) }, { kind: 'conflict', where: 'CarePlan' });
  await addGoal(user);
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was overwritten');
  await user.click(screen.getByRole('button', { name: 'Load the newer version' }));
  expect(reloads).toBe(1);
  expect(screen.getByText('Goal: Sleep through the night, target 6 hours, by 31 Jan 2027')).toBeVisible();
});

test('after a lost answer a person is told to look before saving again', async () => {
  const { user } = open({}, { kind: 'unclear', where: 'CarePlan', looked: 'unknown' });
  await addGoal(user);
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Look in the EHR before you save again.');
});

test('an unsaved change can be taken back', async () => {
  const { user } = open();
  await addGoal(user);
  await user.click(screen.getByRole('button', { name: /^Remove: Goal: Sleep/ }));
  expect(screen.queryByText('Not saved yet')).toBeNull();
});

test('the patient’s own goals come first, and missing parts are named', () => {
  open();
  const goals = screen.getByRole('heading', { name: 'Goals (2)' }).nextElementSibling;
  if (!(goals instanceof HTMLElement)) throw new Error('no list of goals');
  expect(within(goals).getAllByRole('listitem')[0]).toHaveTextContent('Walk to the lake');
  expect(screen.getByText('Caregiver assessment: missing')).toBeVisible();
});

test('a plan that must not be changed says why and offers no form', () => {
  open({ plan: { ...PLAN, readOnlyBecause: ['unknown-modifier'] } });
  expect(screen.getByText(/changes its meaning/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull();
});

test('prose of the EHR is shown as text and structure alone', async () => {
  open({
    plan: {
      ...PLAN,
      narrativeOnly: true,
      narrative:
        '<div xmlns="http://www.w3.org/1999/xhtml"><h1>Plan</h1><p onclick="alert(1)" style="color:red">Walk <b>daily</b></p><a href="https://example.org">link</a><img src="x" onerror="alert(1)"/><script>alert(1)</script><table><tbody><tr><td>A1c</td></tr></tbody></table></div>',
    },
  });
  const text = await waitFor(() => {
    const narrative = document.querySelector('.narrative');
    if (narrative === null) throw new Error('not yet');
    return narrative;
  });
  expect(text).toHaveTextContent('PlanWalk dailylinkA1c');
  expect(text.querySelectorAll('a, img, script, style, h1, [onclick], [style], [href]')).toHaveLength(0);
  expect(text.querySelector('td')).toHaveTextContent('A1c');
});

test('no plan, and plans that may not be seen, are two different answers', () => {
  open({ plan: null });
  expect(screen.getByRole('heading', { name: 'No CCM care plan yet' })).toBeVisible();
  cleanup();
  open({ plan: null, unknownBecause: 'not-granted' });
  expect(screen.getByRole('heading', { name: 'Care plans cannot be seen' })).toBeVisible();
});

test('of a goal or an activity that is only referred to nothing is claimed that was not read', () => {
  open({
    plan: {
      ...PLAN,
      goals: [
        aGoalView({ what: 'Only referred to', changeable: 'not-read' }),
        aGoalView({ what: 'Without a target', measurable: false, reference: 'Goal/2' }),
      ],
      activities: [{ what: 'Referral', reference: 'ServiceRequest/1', changeable: 'not-ours' }],
      readOnlyBecause: ['not-active'],
    },
  });
  expect(screen.getByText('Only referred to').closest('li')).toHaveTextContent(/^Only referred to$/);
  expect(screen.getByText('Without a target').closest('li')).toHaveTextContent('no target with a date');
  expect(screen.getByText('Referral').closest('li')).toHaveTextContent(/^Referral$/);
});

test('where there is no plan one is offered with all that it will hold, and made only when asked for', async () => {
  const made: string[] = [];
  const { user } = open({
    plan: null,
    creation: {
      newPlan: { problems: ['Asthma', 'Hypertension'], others: ['Diabetes care plan'] },
      target: { where: 'CarePlan' },
      onCreate: async () => {
        made.push('plan');
        return { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/9', alreadyThere: false };
      },
    },
  });
  expect(screen.getByText(/Asthma and Hypertension/)).toHaveTextContent('without a billing practitioner');
  expect(screen.getByText(/stays as it is: Diabetes care plan/)).toBeVisible();
  expect(made).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Create the CCM care plan' }));
  expect(await screen.findByText('The CCM care plan is recorded')).toBeVisible();
  expect(made).toEqual(['plan']);
});

test('an activity names who does it, when, and what the patient is told', async () => {
  const { saved, user } = open({ material: someMaterial({ people: [{ reference: 'Practitioner/2', display: 'Jane Rivera, RN' }] }) });
  await user.click(screen.getByRole('radio', { name: 'an activity' }));
  await user.type(screen.getByLabelText('Activity'), 'What to do when breath is short');
  await user.selectOptions(screen.getByLabelText('For'), 'Symptom management');
  await user.selectOptions(screen.getByLabelText('Done by'), 'Jane Rivera, RN');
  await user.click(screen.getByRole('radio', { name: 'again and again' }));
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  expect(screen.getByLabelText('For the patient')).toHaveAccessibleDescription(/watch for and do\?/);
  await user.type(screen.getByLabelText('For the patient'), 'Sit down, two puffs, call us.');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(saved).toEqual([
    [
      {
        kind: 'add-activity',
        id: 'id-1',
        at: AT,
        title: 'What to do when breath is short',
        element: 'symptom-management',
        performer: { reference: 'Practitioner/2', display: 'Jane Rivera, RN' },
        every: { count: 3, unit: 'mo' },
        instruction: 'Sit down, two puffs, call us.',
      },
    ],
  ]);
});

test('a target that is measured is kept as a number', async () => {
  const { saved, user } = open();
  await user.type(screen.getByLabelText('Goal'), 'Sugar in range');
  await user.selectOptions(screen.getByLabelText('Measured by'), 'Hemoglobin A1c');
  await user.type(screen.getByLabelText('Target'), 'seven');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  expect(screen.getByLabelText('Target')).toHaveAccessibleDescription(/A number, such as 7\.5\./);
  await user.clear(screen.getByLabelText('Target'));
  await user.type(screen.getByLabelText('Target'), '7.5');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(saved[0]?.[0]).toMatchObject({
    target: { loinc: '4548-4', measure: 'Hemoglobin A1c', comparator: '<', value: 7.5, unit: '%' },
  });
});

test('a goal of ours is changed field by field, and one of others says why not', async () => {
  const { saved, user } = open({
    plan: aPlanView({
      goals: [
        aGoalView({ what: 'Ours', reference: '#goal-1', target: '7 %', due: '2027-01-01', lifecycle: 'active' }),
        aGoalView({ what: 'Theirs', reference: 'Goal/9', changeable: 'not-ours' }),
      ],
    }),
  });
  expect(screen.getByText(/was written by others: change it in the EHR/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Change: Theirs' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Change: Ours' }));
  const form = within(screen.getByRole('form', { name: 'Change the goal: Ours' }));
  await user.selectOptions(form.getByLabelText('Progress'), 'improving');
  await user.clear(form.getByLabelText('Due'));
  await user.type(form.getByLabelText('Due'), '2027-02-01');
  await user.click(form.getByRole('button', { name: 'Put the change on the list' }));
  await user.click(screen.getByRole('button', { name: 'Save 2 changes' }));
  expect(saved[0]?.map((edit) => (edit.kind === 'change-goal' ? edit.change : edit))).toEqual([
    { field: 'due', to: '2027-02-01' },
    { field: 'achievement', to: 'improving' },
  ]);
});

test('a later change of the same field takes the place of the earlier one', async () => {
  const { saved, user } = open({
    plan: aPlanView({ activities: [{ what: 'Eye check', reference: '#activity-1', changeable: 'yes', state: 'active' }] }),
  });
  for (const state of ['on hold', 'completed']) {
    await user.click(screen.getByRole('button', { name: 'Change: Eye check' }));
    const form = within(screen.getByRole('form', { name: 'Change the activity: Eye check' }));
    await user.selectOptions(form.getByLabelText('Status'), state);
    await user.click(form.getByRole('button', { name: 'Put the change on the list' }));
  }
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(saved[0]).toMatchObject([{ kind: 'change-activity', change: { field: 'status', to: 'completed' } }]);
});

test('a barrier stands under its goal', async () => {
  const { saved, user } = open({
    plan: aPlanView({ goals: [aGoalView({ barriers: [{ text: 'No scales at home', goalWords: 'A1c below 7.5 %', by: 'Jane' }] })] }),
  });
  expect(
    screen
      .getByText(/No scales at home/)
      .closest('ul')
      ?.closest('li'),
  ).toHaveTextContent('A1c below 7.5 %');
  await user.click(screen.getByRole('button', { name: 'Add a barrier: A1c below 7.5 %' }));
  await user.click(screen.getByRole('button', { name: 'Add the barrier' }));
  expect(screen.getByLabelText('What stands in the way')).toBeInvalid();
  await user.type(screen.getByLabelText('What stands in the way'), 'Afraid of needles');
  await user.click(screen.getByRole('button', { name: 'Add the barrier' }));
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(saved[0]).toMatchObject([{ kind: 'add-barrier', goal: 'Goal/1', goalWords: 'A1c below 7.5 %', text: 'Afraid of needles' }]);
});

test('a missing part is filled from the chart without typing, in words, or with none needed', async () => {
  const { saved, user } = open({
    material: someMaterial({
      elements: {
        'caregiver-assessment': {
          candidates: [
            {
              display: 'Caregiver strain: mild',
              date: '2026-11-01',
              edit: {
                kind: 'refer',
                list: 'supportingInfo',
                reference: 'Observation/1',
                display: 'Caregiver strain: mild',
                element: 'caregiver-assessment',
              },
            },
          ],
          unread: [],
        },
        'environmental-evaluation': { candidates: [], unread: [{ type: 'Assessment', why: 'not-granted' }] },
      },
    }),
  });
  await user.click(screen.getByText('Caregiver assessment: missing'));
  expect(screen.getByText('1 Nov 2026 (20 days ago)')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Use: Caregiver strain: mild' }));
  expect(screen.queryByText('Caregiver assessment: missing')).toBeNull();
  expect(screen.getByText('Caregiver assessment: not saved yet')).toBeVisible();

  await user.click(screen.getByText('Home and environment: missing'));
  expect(screen.getByText(/Observations: the EHR does not let Intervisit see it\. There may be more/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Assessed, none needed: Home and environment' }));

  await user.click(screen.getByText('Expected outcome and prognosis: missing'));
  await user.click(screen.getByRole('button', { name: 'Write it: Expected outcome and prognosis' }));
  expect(screen.getByLabelText('Note')).toHaveFocus();
  await user.keyboard('Stable over a year.');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  await user.click(screen.getByRole('button', { name: 'Save 3 changes' }));
  expect(saved[0]).toMatchObject([
    { kind: 'refer', list: 'supportingInfo', reference: 'Observation/1', element: 'caregiver-assessment' },
    { kind: 'add-note', element: 'environmental-evaluation', text: 'Home and environment: assessed, none needed.' },
    { kind: 'add-note', element: 'expected-outcome-prognosis', text: 'Stable over a year.' },
  ]);
});

test('what somebody was typing stays when a missing part asks for the form', async () => {
  const { user } = open();
  await user.type(screen.getByLabelText('Goal'), 'Sleep');
  await user.click(screen.getByText('Caregiver assessment: missing'));
  await user.click(screen.getByRole('button', { name: 'Write it: Caregiver assessment' }));
  expect(screen.getByLabelText('Note')).toHaveValue('Sleep');
});

test('a condition that the plan leaves out is added, or dismissed with a reason that can be taken back', async () => {
  const asthma = { reference: 'Condition/1', display: 'Asthma' };
  const gout = { reference: 'Condition/2', display: 'Gout' };
  const { saved, user } = open({
    notInPlan: [asthma, gout],
    plan: aPlanView({ dismissed: [{ condition: 'Condition/3', words: 'Eczema', reason: 'Healed', by: 'Jane', date: '2026-11-01' }] }),
  });
  await user.click(screen.getByRole('button', { name: 'Add to the plan: Asthma' }));
  await user.click(screen.getByRole('button', { name: 'Leave out: Gout' }));
  await user.click(screen.getByRole('button', { name: 'Leave out' }));
  expect(screen.getByLabelText('Why it is left out')).toHaveAccessibleDescription(/A reason is needed\./);
  await user.type(screen.getByLabelText('Why it is left out'), 'Seen by the rheumatologist');
  await user.click(screen.getByRole('button', { name: 'Leave out' }));
  await user.click(screen.getByText('Left out of the plan (1)'));
  expect(screen.getByText('Healed')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Take back: Eczema is left out' }));
  await user.click(screen.getByRole('button', { name: 'Save 3 changes' }));
  expect(saved[0]).toMatchObject([
    { kind: 'refer', list: 'addresses', reference: 'Condition/1', element: 'problem-list' },
    { kind: 'dismiss-condition', condition: 'Condition/2', words: 'Gout', reason: 'Seen by the rheumatologist' },
    { kind: 'restore-condition', condition: 'Condition/3', words: 'Eczema' },
  ]);
});

const medicine = (id: string, display: string) => ({ reference: `MedicationRequest/${id}`, display, reported: false, onHold: false });

test('going through the medicines asks of every one, and says that no order changes', async () => {
  const { saved, user } = open({ material: someMaterial({ medicines: [medicine('1', 'Metformin'), medicine('2', 'Aspirin')] }) });
  expect(screen.getByText('Never gone through with the patient in this plan.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Go through the medicines' }));
  expect(screen.getByText(/it changes no order/)).toBeVisible();
  const metformin = within(screen.getByRole('group', { name: /Metformin/ }));
  await user.click(metformin.getByRole('radio', { name: 'taking' }));
  await user.click(screen.getByRole('button', { name: 'Put it on the list' }));
  expect(screen.getByText('Not answered yet.')).toBeVisible();
  await user.click(within(screen.getByRole('group', { name: /Aspirin/ })).getByRole('radio', { name: 'unsure' }));
  const [, remark] = screen.getAllByLabelText('Remark');
  if (remark === undefined) throw new Error('no remark');
  await user.type(remark, 'Bottle is empty');
  await user.click(screen.getByRole('button', { name: 'Put it on the list' }));
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(saved[0]).toMatchObject([
    {
      kind: 'reconcile',
      medicines: [
        { reference: 'MedicationRequest/1', display: 'Metformin', answer: 'taking' },
        { reference: 'MedicationRequest/2', display: 'Aspirin', answer: 'unsure', remark: 'Bottle is empty' },
      ],
    },
  ]);
});

test('the last time the medicines were gone through is told with what was doubtful', () => {
  open({
    plan: aPlanView({
      reconciliation: {
        by: 'Jane Rivera, RN',
        date: '2026-11-18',
        medicines: [{ reference: 'MedicationRequest/1', display: 'Metformin', answer: 'unsure' }],
      },
    }),
  });
  expect(screen.getByText(/Gone through 18 Nov 2026 \(3 days ago\) by Jane Rivera, RN: 1 medicine not taken or unsure/)).toBeVisible();
});

test('a removed change can be put back, and the list outlives the screen', async () => {
  const { user, leaveAndReturn } = open();
  await addGoal(user);
  await user.click(screen.getByRole('button', { name: /^Remove: Goal: Sleep/ }));
  await user.click(screen.getByRole('button', { name: 'Put it back' }));
  leaveAndReturn();
  expect(screen.getByRole('button', { name: /^Remove: Goal: Sleep/ })).toBeVisible();
});

test('a plan changed elsewhere asks for a choice where both changed the same, and saves what was chosen', async () => {
  const edit = (id: string, to: string) =>
    ({ kind: 'change-goal', id, at: AT, reference: '#goal-1', what: 'Walk', change: { field: 'due', to } }) as const;
  const mine = edit('id-1', '2027-03-01');
  const gone = edit('id-2', '2027-04-01');
  const anew = { kind: 'add-goal', id: 'id-2', at: AT, what: 'Swim', byPatient: false } as const;
  const merge = {
    theirs: ['Goal “Walk”: due 2027-01-01 → 2027-02-01'],
    clean: [],
    done: [],
    overlaps: [
      {
        edit: mine,
        what: 'Walk',
        field: 'due',
        base: '2027-01-01',
        theirs: '2027-02-01',
        mine: '2027-03-01',
        back: edit('id-1', '2027-01-01'),
      },
    ],
    gone: [{ edit: gone, anew }],
  };
  const { saved, user, becomes } = open();
  await addGoal(user);
  becomes({ merge: () => merge });
  expect(screen.getByRole('alert')).toHaveTextContent('Nothing was overwritten');
  expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Take my changes over' }));
  await user.click(screen.getByRole('radio', { name: 'mine: 2027-03-01' }));
  await user.click(screen.getByRole('radio', { name: /add it anew/ }));
  await user.click(screen.getByRole('button', { name: 'Take my changes over' }));
  becomes({ merge: () => null });
  await user.click(screen.getByRole('button', { name: 'Save 2 changes' }));
  expect(saved).toEqual([[mine, anew]]);
});

test('a plan of others is adopted only after what changes in it was shown', async () => {
  const adopted: string[] = [];
  const candidate = {
    reference: 'CarePlan/7',
    title: 'Diabetes plan',
    origin: 'City Hospital',
    goals: 2,
    activities: 1,
    narrativeOnly: false,
    notAdoptableBecause: [],
  };
  const { user } = open({
    plan: null,
    candidates: [
      candidate,
      { ...candidate, reference: 'CarePlan/8', title: 'Odd plan', notAdoptableBecause: ['unknown-modifier'] },
      { ...candidate, reference: 'CarePlan/9', title: 'Prose', narrativeOnly: true },
    ],
    adoption: {
      target: { where: 'CarePlan' },
      preview: () => [{ sign: '+', path: 'CarePlan.identifier[1]', text: 'ours' }],
      onAdopt: async ({ reference }) => {
        adopted.push(reference);
        return { kind: 'stored', where: 'CarePlan', reference, alreadyThere: false };
      },
    },
  });
  expect(screen.getByText(/Cannot be adopted: it is prose alone/)).toBeVisible();
  expect(screen.getByText(/Cannot be adopted\. The plan carries an extension/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Adopt: Diabetes plan' }));
  expect(adopted).toEqual([]);
  expect(screen.getByText('CarePlan.identifier[1]')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Adopt this plan' }));
  expect(await screen.findByText('The adoption of the plan is recorded')).toBeVisible();
  expect(adopted).toEqual(['CarePlan/7']);
});

test('where the EHR takes no care plan the work is kept as a note, and earlier notes are shown', async () => {
  const { saved, user } = open({
    plan: null,
    saveTarget: { where: 'DocumentReference' },
    workNotes: [
      { reference: 'DocumentReference/1', by: 'Jane', date: '2026-11-01', lines: ['Goal: Walk'] },
      { reference: 'DocumentReference/2', lines: null },
    ],
  });
  expect(screen.getByText('This EHR takes no care plan from Intervisit')).toBeVisible();
  expect(screen.getByText('Goal: Walk')).toBeVisible();
  expect(screen.getByText('Its text could not be read; look in the EHR.')).toBeVisible();
  await addGoal(user);
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }));
  expect(saved[0]).toMatchObject([{ kind: 'add-goal', what: 'Sleep through the night' }]);
});
