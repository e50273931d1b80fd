// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { addGoal, AT, open } from './plan-stage.tsx';

afterEach(cleanup);

test('a removed change can be put back, and the list outlives the screen', async () => {
  const { user, leaveAndReturn } = open();
  await addGoal(user);
  await user.click(screen.getByRole('button', { name: /^Remove: Goal: Sleep/ }));
  await user.click(screen.getByRole('button', { name: 'Put it back' }));
  leaveAndReturn();
  expect(screen.getByRole('button', { name: /^Remove: Goal: Sleep/ })).toBeVisible();
});

const edit = (id: string, to: string) =>
  ({ kind: 'change-goal', id, at: AT, reference: '#goal-1', what: 'Walk', change: { field: 'due', to } }) as const;

test('a plan changed elsewhere asks for a choice where both changed the same, and saves what was chosen', async () => {
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
