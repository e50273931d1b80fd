// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { ReviewScreen } from '../../../../src/app/care-plan/review/ReviewScreen.tsx';
import type { NoteRequest, ReviewDesk, ReviewView, SignRequest, SignResult } from '../../../../src/app/care-plan/review/review-view.ts';
import { createFormDrafts, FormDraftsContext } from '../../../../src/app/form-drafts.ts';
import type { SaveResult } from '../../../../src/app/save-result.ts';
import { aPlanDesk, aPlanView } from '../../../builders/plan-desk.ts';
import { NURSE, PHYSICIAN } from '../../../builders/statements.ts';

afterEach(cleanup);

const STORED: SaveResult = { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/1', alreadyThere: false };

const VIEW: ReviewView = {
  plan: { reference: 'CarePlan/1', title: 'CCM plan', versionId: '7' },
  isReadOnly: false,
  signature: { by: 'Dr. Felix Fictional', date: '2026-07-06', version: '3' },
  changesBy: { kind: 'version', version: '3', goalsNotCompared: 0 },
  changes: [
    { kind: 'added', part: 'Goal', what: 'Sleep seven hours' },
    { kind: 'removed', part: 'Activity', what: 'Weigh every morning' },
    { kind: 'altered', part: 'Goal', what: 'Walk daily', field: 'date', before: '2026-10-01', after: '2026-12-01' },
  ],
  goals: [{ reference: 'Goal/a1c', what: 'Lower blood sugar' }],
  trends: {
    isBeingRead: false,
    measures: { a1c: { label: 'Hemoglobin A1c', unit: '%' } },
    readings: new Map([['a1c', [{ date: '2026-10-18', value: 7.9 }]]]),
    aims: new Map([['Goal/a1c', [{ measure: 'a1c', part: 'value', high: { value: 7.5, included: false } }]]]),
    leftOut: 0,
  },
  medicines: { by: 'Nora Nightsample, RN', date: '2026-11-09', issues: [{ display: 'Metformin', answer: 'not-taking', remark: 'nausea' }] },
  questions: [{ text: 'May the aspirin stop?', by: 'Nora Nightsample, RN', date: '2026-11-10' }],
  returned: [],
};

const ACTIVITY = { what: 'Weigh every morning', reference: '#activity-1', changeable: 'yes', state: 'active', status: 'active' } as const;
const NOTE = { text: 'Sleeps badly.', time: '2026-11-01T10:00:00-05:00', author: 'Nora Nightsample, RN' };

interface Answers {
  readonly sign?: readonly SignResult[];
  readonly note?: SaveResult;
}

function open(view: Partial<ReviewView> = {}, desk: Partial<ReviewDesk> = {}, answers: Answers = {}) {
  const signed: SignRequest[] = [];
  const noted: NoteRequest[] = [];
  let made = 0;
  let minutes = 0;
  const signAnswers = [...(answers.sign ?? [])];
  const full: ReviewDesk = {
    today: '2026-11-18',
    view: { ...VIEW, ...view },
    editor: aPlanDesk({ plan: aPlanView({ goals: [], activities: [ACTIVITY], notes: [NOTE] }) }),
    stater: PHYSICIAN,
    minutes: { minutes: 12, needed: 30, code: '99491' },
    saveTarget: { where: 'CarePlan' },
    planHref: '#/2026-11/plan',
    now: () => `2026-11-18T10:${String((minutes += 1)).padStart(2, '0')}:00-05:00`,
    newId: () => `id-${(made += 1)}`,
    onSign: async (request) => {
      signed.push(request);
      return signAnswers.shift() ?? { ...(request.edit !== undefined && { edit: STORED }), signature: STORED };
    },
    onNote: async (request) => {
      noted.push(request);
      return answers.note ?? STORED;
    },
    onReload: () => {},
    ...desk,
  };
  const { container } = render(
    <FormDraftsContext value={createFormDrafts()}>
      <ReviewScreen desk={full} />
    </FormDraftsContext>,
  );
  return { signed, noted, container, user: userEvent.setup({ delay: null }) };
}

const press = async (user: ReturnType<typeof userEvent.setup>, name: string) => user.click(await screen.findByRole('button', { name }));

test('one screen shows what changed in words, the missed goal, the medicines, the question and the practitioner’s minutes', () => {
  const { container } = open();
  const changes = within(screen.getByRole('region', { name: 'Changed since the signature (3)' })).getAllByRole('listitem');
  expect(changes.map((one) => one.textContent)).toEqual([
    '+ addedGoal Sleep seven hours',
    '− removedActivity Weigh every morning',
    '~ alteredGoal Walk daily: date from 2026-10-01 → to 2026-12-01',
  ]);
  expect(container).toHaveTextContent('Compared with version 3, which was signed.');
  expect(screen.getByRole('region', { name: 'Goals off target (1)' })).toHaveTextContent('Lower blood sugar');
  expect(screen.getByRole('region', { name: 'Medicine issues (1)' })).toHaveTextContent('Metformin not taking nausea');
  expect(container).toHaveTextContent('May the aspirin stop?');
  expect(container).toHaveTextContent('Practitioner’s own time: 12 of 30 min');
});

test.each([
  [{ kind: 'never-signed' }, 'Nobody has signed it, so all of it is new.'],
  [{ kind: 'dates', why: 'no-history' }, 'Told by dates alone, because the EHR did not give the signed version'],
  [{ kind: 'dates', why: 'no-version' }, 'Told by dates alone, because the signature names no version'],
  [
    { kind: 'version', version: '3', goalsNotCompared: 2 },
    'What changed inside 2 goals kept as a record of its own could not be compared.',
  ],
] as const)('how the changes are known is said: %j', (changesBy, words) => {
  expect(open({ changesBy }).container).toHaveTextContent(words);
});

test('signing takes one press, and says what was recorded', async () => {
  const { signed, user } = open();
  await press(user, 'Sign');
  expect(signed).toEqual([{ id: expect.any(String), at: '2026-11-18T10:01:00-05:00', saidClinician: false }]);
  expect(screen.getByText('Your signature is recorded')).toBeInTheDocument();
});

test.each([
  ['the signed version is being read', { changesBy: { kind: 'being-read' }, changes: [] }, {}],
  ['the chart is being read', {}, { stater: { ...PHYSICIAN, isBeingRead: true } }],
] as const)('while %s nothing is signed', async (_what, view, desk) => {
  const { signed, user } = open(view, desk);
  await press(user, 'Sign');
  expect(signed).toEqual([]);
  expect(screen.getByRole('button', { name: 'Sign' })).toHaveAccessibleDescription('What changed is still being read.');
});

test('after a lost answer the second press is the same signature', async () => {
  const { signed, user } = open({}, {}, { sign: [{ signature: { kind: 'unclear', where: 'CarePlan', looked: 'unknown' } }] });
  await press(user, 'Sign');
  await press(user, 'Sign');
  expect(signed).toHaveLength(2);
  expect(signed[1]).toEqual(signed[0]);
});

test('a plan that changed meanwhile is not signed, and what somebody else changed stands there', async () => {
  const { container, user } = open(
    {},
    {},
    {
      sign: [
        {
          signature: { kind: 'conflict', where: 'CarePlan' },
          changedMeanwhile: [{ kind: 'added', part: 'Note', what: 'Fell at home.' }],
        },
      ],
    },
  );
  await press(user, 'Sign');
  expect(screen.getByRole('button', { name: 'Load the newer version' })).toBeInTheDocument();
  expect(container).toHaveTextContent('Changed by somebody else since you opened it');
  expect(container).toHaveTextContent('Fell at home.');
});

test('sign with edit puts the edits in first, made by the plan’s own forms, and asks for one', async () => {
  const { signed, user } = open();
  await press(user, 'Sign with edit');
  await press(user, 'Save the edit and sign');
  expect(screen.getByRole('alert')).toHaveTextContent('Change something first');
  await press(user, 'Call off: Weigh every morning');
  await press(user, 'Reword: Sleeps badly.');
  await user.clear(screen.getByLabelText('Note'));
  await user.type(screen.getByLabelText('Note'), 'Sleeps well.');
  await press(user, 'Put the change on the list');
  await user.type(screen.getByRole('textbox', { name: 'Goal' }), 'Walk to the lake');
  await press(user, 'Save 2 changes and sign');
  expect(signed).toEqual([]);
  expect(screen.getByRole('alert')).toHaveTextContent('not on the list yet');
  await press(user, 'Add to the list');
  await press(user, 'Save 3 changes and sign');
  expect(signed[0]?.edit?.edits).toMatchObject([
    { kind: 'change-activity', reference: '#activity-1', change: { field: 'status', to: 'revoked' } },
    { kind: 'change-note', note: { text: 'Sleeps badly.', time: NOTE.time }, to: 'Sleeps well.' },
    { kind: 'add-goal', what: 'Walk to the lake' },
  ]);
  expect(screen.getByText('Your edit is recorded')).toBeInTheDocument();
  expect(screen.getByText('Your signature is recorded')).toBeInTheDocument();
});

test('where the edit went in and the signature did not, each is said, and the edit is not put in twice', async () => {
  const { signed, user } = open({}, {}, { sign: [{ edit: STORED, signature: { kind: 'failed', error: 'server' } }] });
  await press(user, 'Sign with edit');
  await press(user, 'Call off: Weigh every morning');
  await press(user, 'Save the edit and sign');
  expect(screen.getByText('Your edit is recorded')).toBeInTheDocument();
  expect(screen.getByText('Your signature was not recorded')).toBeInTheDocument();
  await press(user, 'Sign');
  expect(signed[1]).not.toHaveProperty('edit');
});

test('returned with a comment the plan is not signed', async () => {
  const { signed, noted, user } = open();
  await press(user, 'Return with comment');
  await press(user, 'Return without signing');
  expect(noted).toEqual([]);
  await user.type(screen.getByRole('textbox', { name: 'Comment to the care team' }), 'Set a target for the weight.');
  await press(user, 'Return without signing');
  expect(noted).toMatchObject([{ kind: 'returned', text: 'Set a target for the weight.' }]);
  expect(signed).toEqual([]);
  expect(screen.getByText('Your comment is recorded')).toBeInTheDocument();
});

test('PLAN-5 a nurse cannot sign, and can ask', async () => {
  const { noted, container, user } = open({}, { stater: NURSE });
  expect(screen.queryByRole('button', { name: 'Sign' })).not.toBeInTheDocument();
  expect(container).toHaveTextContent('Only a physician, NP or PA can state this');
  await user.type(screen.getByRole('textbox', { name: 'Question to the physician' }), 'Is 7.5 still the target?');
  await press(user, 'Ask');
  expect(noted).toMatchObject([{ kind: 'question', text: 'Is 7.5 still the target?' }]);
});

test('PLAN-5 where the EHR does not tell the role it is asked for, and somebody else cannot sign', async () => {
  const { performer: _performer, ...stater } = PHYSICIAN;
  const { signed, user } = open({}, { stater });
  await press(user, 'Sign');
  expect(signed).toEqual([]);
  await user.click(screen.getByRole('radio', { name: 'Somebody else' }));
  await press(user, 'Sign');
  expect(screen.getByText('Only a physician, NP or PA can sign the plan.')).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Physician, NP or PA' }));
  await press(user, 'Sign');
  expect(signed).toMatchObject([{ saidClinician: true }]);
});

test('a plan that must not be touched cannot be signed here', () => {
  const { container } = open({ isReadOnly: true });
  expect(container).toHaveTextContent('This plan cannot be signed here');
  expect(screen.queryByRole('button', { name: 'Sign' })).not.toBeInTheDocument();
});

test('without a plan there is nothing to sign, and the way to the plan is shown', () => {
  open({}, { view: null });
  expect(screen.getByRole('link', { name: 'Open the care plan' })).toHaveAttribute('href', '#/2026-11/plan');
});

test('results that cannot be seen are not taken for goals that are met', () => {
  const { container } = open({ trends: { ...VIEW.trends, readings: new Map(), unknownBecause: 'not-granted' } });
  expect(container).toHaveTextContent('Results cannot be seen, so it is not known whether the goals are met');
});
