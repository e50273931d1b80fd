// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { PlanEditDraft } from '../../../../src/app/care-plan/plan-edit.ts';
import { TemplateDrawer, type TemplateDrawerProps } from '../../../../src/app/care-plan/templates/TemplateDrawer.tsx';
import { judgeConditions, loadChronicConditions } from '../../../../src/ccm/conditions.ts';
import { aChartCondition, icd10cm } from '../../../builders/chart-condition.ts';
import { SHIPPED } from './a-template.ts';

afterEach(cleanup);

const chronicConditions = await loadChronicConditions();
const conditions = judgeConditions(
  [
    aChartCondition({ reference: 'Condition/1' }),
    aChartCondition({ reference: 'Condition/2', display: 'Essential hypertension', codes: [icd10cm('I10')] }),
  ],
  '2026-11',
  chronicConditions,
);

function open(overrides: Partial<TemplateDrawerProps> = {}) {
  const accepted: (readonly PlanEditDraft[])[] = [];
  const seen = { retries: 0 };
  const props: TemplateDrawerProps = {
    newId: () => 'new',
    read: { kind: 'read', templates: SHIPPED, problems: [] },
    onRetry: () => (seen.retries += 1),
    conditions,
    plan: { goals: [], activities: [], unsaved: [] },
    patient: { reference: 'Patient/p', display: 'Ada Moss (patient)' },
    today: '2026-11-18',
    onAccept: (drafts) => accepted.push(drafts),
    ...overrides,
  };
  const { rerender } = render(<TemplateDrawer {...props} />);
  const show = (changed: Partial<TemplateDrawerProps>) => rerender(<TemplateDrawer {...props} {...changed} />);
  return { accepted, seen, show, user: userEvent.setup({ delay: null }) };
}

const box = (name: string | RegExp) => screen.getByRole('checkbox', { name });

test('the templates for this patient come first, and no other until it is looked for', async () => {
  const { user } = open();
  const here = within(screen.getByRole('group', { name: 'For this patient’s conditions' }));
  expect(here.getAllByRole('checkbox').map((one) => one.closest('label')?.textContent)).toEqual([
    'Diabetes for Type 2 diabetes mellitus',
    'Hypertension for Essential hypertension',
  ]);
  const others = within(screen.getByRole('group', { name: 'Other templates' }));
  expect(others.queryAllByRole('checkbox')).toEqual([]);
  await user.type(screen.getByRole('searchbox', { name: 'Find by condition' }), 'asth');
  expect(others.getByRole('checkbox', { name: 'Asthma' })).toBeVisible();
  await user.clear(screen.getByRole('searchbox'));
  await user.type(screen.getByRole('searchbox'), 'gout');
  expect(screen.getByText(/None by that name\. There are: Heart failure, COPD/)).toBeVisible();
});

test('each template says its version, its sources and that no clinician reviewed it', () => {
  open();
  expect(screen.getAllByText('Version 1.0.0, not reviewed by a clinician')).toHaveLength(2);
  expect(screen.getByRole('link', { name: /Standards of Care in Diabetes, 2026/, hidden: true })).toHaveAttribute(
    'rel',
    'noreferrer noopener',
  );
  expect(screen.getByText(/Starting points; a clinician decides/)).toBeVisible();
});

test('a review is told with its name', () => {
  const [first] = SHIPPED;
  if (first === undefined) throw new TypeError('no templates');
  open({ read: { kind: 'read', templates: [{ ...first, review: { by: 'Ana Ortiz, MD', date: '2026-12-01' } }], problems: [] } });
  expect(screen.getByText('Version 1.0.0, reviewed by Ana Ortiz, MD')).toBeVisible();
});

test('nothing is added until it is accepted, and then what is ticked alone', async () => {
  const { accepted, user } = open();
  await user.click(box(/^Diabetes/));
  expect(accepted).toEqual([]);
  await user.click(box('Offer diabetes self-management education'));
  await user.click(box('No low blood sugar that needed help from another person'));
  const target = screen.getByLabelText('Hemoglobin A1c below');
  expect(target).toHaveValue('8');
  await user.clear(target);
  await user.type(target, '7.5');
  await user.click(screen.getByRole('button', { name: 'Add 13 changes to the unsaved' }));
  const [drafts = []] = accepted;
  expect(drafts).toHaveLength(13);
  expect(drafts[0]).toEqual({
    kind: 'add-goal',
    id: 'new',
    about: expect.any(String),
    what: 'Hemoglobin A1c at the agreed target',
    byPatient: false,
    target: { loinc: '4548-4', measure: 'Hemoglobin A1c', comparator: '<', value: 7.5, unit: '%' },
    due: '2027-05-18',
    addresses: ['Condition/1'],
  });
  const log = drafts.find((draft) => draft.kind === 'add-activity' && draft.title === 'Blood sugar log, reviewed at each call');
  expect(log).toMatchObject({ goals: [{ reference: '#goal-new', display: 'Hemoglobin A1c at the agreed target' }] });
  const titles = drafts.map((draft) => (draft.kind === 'add-activity' ? draft.title : ''));
  expect(titles).toContain('Hemoglobin A1c');
  expect(titles).not.toContain('Offer diabetes self-management education');
  expect(screen.queryByText('What would be added')).toBeNull();
  expect(screen.getByRole('heading', { name: 'Templates' })).toHaveFocus();
});

test('what was put on the list is told as long as something is on it', async () => {
  const unsaved: TemplateDrawerProps['plan']['unsaved'] = [{ kind: 'add-note', text: 'A note', id: 'x', at: '2026-11-18T09:00:00-05:00' }];
  const plan = { goals: [], activities: [] };
  const { user, show } = open({ plan: { ...plan, unsaved } });
  await user.click(box(/^Hypertension/));
  await user.click(screen.getByRole('button', { name: /^Add \d+ changes/ }));
  expect(screen.getByRole('status')).toHaveTextContent('10 changes put on the list of unsaved changes');
  show({ plan: { ...plan, unsaved: [] } });
  expect(screen.queryByText(/put on the list/)).toBeNull();
});

test('a target that is no number, or a day that is past, is refused at its field', async () => {
  const { accepted, user } = open();
  await user.click(box(/^Hypertension/));
  const target = screen.getByLabelText('Systolic blood pressure below');
  await user.clear(target);
  await user.type(target, 'low');
  await user.click(screen.getByRole('button', { name: /^Add \d+ changes/ }));
  expect(target).toHaveAccessibleDescription(/Not a number above 0\./);
  await user.clear(target);
  const due = within(screen.getByRole('group', { name: 'Blood pressure at the agreed target' })).getByLabelText('Due');
  await user.clear(due);
  await user.type(due, '2026-11-17');
  expect(due).toHaveAccessibleDescription(/That day is past\./);
  expect(accepted).toEqual([]);
  await user.clear(due);
  await user.click(screen.getByRole('button', { name: /^Add \d+ changes/ }));
  expect(accepted[0]?.[0]).toEqual({
    kind: 'add-goal',
    id: 'new',
    about: expect.any(String),
    what: 'Blood pressure at the agreed target',
    byPatient: false,
    addresses: ['Condition/2'],
  });
});

test('what two chosen templates share stands there once, with both their names', async () => {
  const { user } = open();
  await user.click(box(/^Diabetes/));
  await user.click(box(/^Hypertension/));
  expect(screen.getAllByRole('checkbox', { name: 'Lipid panel' })).toHaveLength(1);
  expect(box('Lipid panel')).toHaveAccessibleDescription(/From Diabetes, Hypertension/);
  expect(box('Check the cuff and how the patient measures')).toHaveAccessibleDescription(/From Hypertension$/);
});

test('what the plan has is said and not offered', async () => {
  const { user, accepted } = open({
    plan: {
      goals: [{ what: 'Sugar under control', target: 'Hemoglobin A1c < 7 %' }],
      activities: [{ what: 'Lipid panel', status: 'active' }],
      unsaved: [
        { kind: 'add-activity', title: 'Hemoglobin A1c', element: 'planned-interventions', id: 'x', at: '2026-11-18T09:00:00-05:00' },
      ],
    },
  });
  await user.click(box(/^Diabetes/));
  expect(screen.queryByRole('checkbox', { name: 'Lipid panel' })).toBeNull();
  expect(screen.getByText('Lipid panel').closest('p')).toHaveTextContent('in the plan');
  expect(screen.queryByRole('checkbox', { name: 'Hemoglobin A1c' })).toBeNull();
  expect(screen.getByText('among the unsaved changes')).toBeVisible();
  const goal = box('Hemoglobin A1c at the agreed target');
  expect(goal).not.toBeChecked();
  expect(goal).toHaveAccessibleDescription(/The plan has a target for this: Sugar under control/);
  await user.click(screen.getByRole('button', { name: 'Untick all' }));
  await user.click(screen.getByRole('button', { name: 'Add to the unsaved changes' }));
  expect(accepted).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Tick all' }));
  expect(goal).toBeChecked();
});

test('a broken template is named with its field, and the others are there', () => {
  open({
    read: {
      kind: 'read',
      templates: SHIPPED,
      problems: [
        { template: 'Gout', field: 'action[2].title', message: 'is not a text' },
        { template: 'Gout', field: 'version', message: 'is empty' },
      ],
    },
  });
  expect(screen.getByText('1 template left out')).toBeVisible();
  expect(screen.getByText('action[2].title')).toBeInTheDocument();
  expect(box(/^Diabetes/)).toBeVisible();
});

test('loading, refused and empty are told apart, each with what to do', async () => {
  const { seen, user } = open({ read: { kind: 'not-loaded', file: 'ours.json' } });
  expect(screen.getByRole('alert')).toHaveTextContent('The templates could not be loaded');
  expect(screen.getByText('ours.json')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(seen).toEqual({ retries: 1 });
  cleanup();
  open({ read: undefined });
  expect(screen.getByText('Reading the templates …')).toBeVisible();
  cleanup();
  open({ read: { kind: 'read', templates: [], problems: [{ template: '', field: '', message: 'is not a FHIR Bundle' }] } });
  expect(screen.getByText('The file of templates cannot be used')).toBeVisible();
  expect(screen.getByRole('heading', { name: 'No templates' })).toBeVisible();
});

test('a patient whose conditions have no template is told so', () => {
  open({ conditions: [] });
  expect(screen.getByText('No template is for a condition that counts this month.')).toBeVisible();
});
