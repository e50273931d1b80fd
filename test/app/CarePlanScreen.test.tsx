// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { aGoalView, aPlanView } from '../builders/plan-desk.ts';
import { addGoal, AT, open } from './care-plan/plan-stage.tsx';

afterEach(cleanup);

const PLAN = aPlanView();

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
    const frame = document.querySelector('iframe');
    const narrative = frame?.contentDocument?.body;
    if (narrative == null || narrative.textContent === '') throw new Error('not yet');
    expect(frame?.getAttribute('sandbox')).toBe('allow-same-origin');
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
