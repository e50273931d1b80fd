// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { aGoalView, aPlanView, someMaterial } from '../../builders/plan-desk.ts';
import { AT, open } from './plan-stage.tsx';

afterEach(cleanup);

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
  expect(screen.getByLabelText('Expected outcome')).toHaveFocus();
  await user.keyboard('Stable over a year.');
  await user.type(screen.getByLabelText('Prognosis'), 'Guarded.');
  await user.click(screen.getByRole('button', { name: 'Add to the list' }));
  await user.click(screen.getByRole('button', { name: 'Save 3 changes' }));
  expect(saved[0]).toMatchObject([
    { kind: 'refer', list: 'supportingInfo', reference: 'Observation/1', element: 'caregiver-assessment' },
    { kind: 'add-note', element: 'environmental-evaluation', text: 'Home and environment: assessed, none needed.' },
    { kind: 'add-prognosis', outcome: 'Stable over a year.', prognosis: 'Guarded.' },
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
