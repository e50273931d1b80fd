// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { enrolmentChip } from '../../src/app/chips.ts';
import { checkEnrolment, EMPTY_ENROLMENT_FIELDS, type EnrolmentFields, nextStates } from '../../src/app/enrolment/enrolment-form.ts';
import { EnrolmentScreen } from '../../src/app/enrolment/EnrolmentScreen.tsx';
import type { EnrolmentDesk, EnrolmentStep } from '../../src/app/enrolment/enrolment-view.ts';
import { enrolmentDesk, saveEnrolment } from '../../src/app/queries/enrolment.ts';
import { enrolmentOf } from '../../src/app/queries/enrolment-of.ts';
import { statementViews } from '../../src/app/queries/statements.ts';
import { anOwnPlan, PATIENT } from '../builders/writes.ts';
import { aStatementStage, MONTH, TODAY } from './statement-stage.ts';

afterEach(cleanup);

const NOW = '2026-10-20T14:00:00-04:00';
/** Milliseconds: finding controls by their role takes long on a busy machine. */
const SLOW = 30_000;

const active: EnrolmentStep = {
  id: 'a',
  status: 'active',
  on: '2026-09-01',
  reason: 'enrolled',
  by: 'Jane Rivera, RN',
  at: NOW,
  remark: '',
};
const paused: EnrolmentStep = { ...active, id: 'b', status: 'paused', on: '2026-10-02', reason: 'in-facility', remark: 'Hip.' };

function aDesk(overrides: Partial<EnrolmentDesk> = {}): EnrolmentDesk {
  return {
    month: MONTH,
    today: TODAY,
    now: () => NOW,
    newId: () => 'e0000000-0000-4000-8000-000000000001',
    stater: 'Jane Rivera, RN',
    hasPlan: true,
    steps: [],
    began: '2026-09-01',
    episodes: [],
    saveTarget: { where: 'CarePlan' },
    onSave: async () => ({ result: { kind: 'failed', error: 'network' } }),
    ...overrides,
  };
}

test.each<[EnrolmentStep | undefined, readonly string[]]>([
  [undefined, ['active']],
  [active, ['paused', 'transferred', 'stopped']],
  [paused, ['active', 'transferred', 'stopped']],
  [{ ...paused, status: 'stopped', reason: 'hospice' }, ['active']],
])('after %j may be stated %j', (last, states) => {
  expect(nextStates(last)).toEqual(states);
});

const fields: EnrolmentFields = { ...EMPTY_ENROLMENT_FIELDS, status: 'paused', reason: 'away', on: TODAY };
const context = { id: 'x', now: NOW, today: TODAY, last: active };

test.each<[string, Partial<EnrolmentFields>, keyof EnrolmentFields]>([
  ['no state', { status: '' }, 'status'],
  ['no reason', { reason: '' }, 'reason'],
  ['a reason of another state', { reason: 'hospice' }, 'reason'],
  ['another reason without words', { reason: 'other' }, 'remark'],
  ['no day', { on: '' }, 'on'],
  ['a day to come', { on: '2026-10-21' }, 'on'],
  ['a day before the last change', { on: '2026-08-31' }, 'on'],
])('a change with %s is not recorded', (_what, change, field) => {
  const check = checkEnrolment({ ...fields, ...change }, context);
  expect(check.ok ? [] : Object.keys(check.errors)).toEqual([field]);
});

test('the first enrolment may lie as far back as it does, and taking up again says so', () => {
  const first = checkEnrolment({ ...EMPTY_ENROLMENT_FIELDS, status: 'active', on: '2024-01-15' }, { ...context, last: undefined });
  expect(first).toMatchObject({ ok: true, input: { status: 'active', reason: 'enrolled', on: '2024-01-15' } });
  const again = checkEnrolment({ ...EMPTY_ENROLMENT_FIELDS, status: 'active', on: TODAY }, { ...context, last: paused });
  expect(again).toMatchObject({ ok: true, input: { reason: 'resumed' } });
});

test.each([
  [null, { tone: 'plain', value: 'not stated' }],
  [active, { tone: 'met', value: 'active since 1 Sep 2026' }],
  [paused, { tone: 'attention', value: 'paused since 2 Oct 2026' }],
])('home tells %j', (last, chip) => {
  expect(enrolmentChip(last)).toEqual(chip);
});

test(
  'the screen shows how it stands, why, since when and by whom, and asks for a reason from the list',
  async () => {
    const onSave = vi.fn<EnrolmentDesk['onSave']>(async () => ({
      result: { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/cp-1', alreadyThere: false },
      episode: 'none',
    }));
    render(<EnrolmentScreen desk={aDesk({ steps: [active, paused], onSave })} />);
    expect(screen.getByRole('heading', { name: 'Paused since 2 Oct 2026' })).toBeVisible();
    expect(screen.getAllByText('In a hospital or facility: Hip.')).toHaveLength(2);
    expect(screen.getByText('the EHR has none for CCM')).toBeVisible();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Record as Jane Rivera, RN' }));
    expect(screen.getByText('What changes?')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Stop' }));
    await user.click(screen.getByRole('radio', { name: 'Hospice' }));
    await user.click(screen.getByRole('button', { name: 'Record as Jane Rivera, RN' }));
    expect(onSave).toHaveBeenCalledWith({
      id: 'e0000000-0000-4000-8000-000000000001',
      status: 'stopped',
      reason: 'hospice',
      on: TODAY,
      at: NOW,
      remark: '',
    });
    expect(screen.getByText('The change of enrollment is recorded')).toBeVisible();
    expect(screen.getByText(/takes no episodes of care from Intervisit/)).toBeVisible();
  },
  SLOW,
);

test('without a plan there is no place for it, and the next step is named', () => {
  render(<EnrolmentScreen desk={aDesk({ hasPlan: false, episodesUnknown: 'not-granted' })} />);
  expect(screen.getByText('No CCM care plan to keep it in')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Record/ })).toBeNull();
  expect(screen.getByText('the EHR does not let Intervisit see it')).toBeVisible();
});

test('where plans cannot be seen nothing is said of the enrollment, and who can change that is named', () => {
  render(<EnrolmentScreen desk={aDesk({ hasPlan: false, planUnknown: 'not-granted' })} />);
  expect(screen.getByRole('heading', { name: 'Not known' })).toBeVisible();
  expect(screen.getByText(/Ask IT to let Intervisit see it\./)).toBeVisible();
  expect(screen.queryByText('No CCM care plan to keep it in')).toBeNull();
});

test('ELIG-4 what is stated is kept in the plan and as an episode, is read back, and moves the day CCM began', async () => {
  const scope = 'patient/*.rs patient/CarePlan.cruds patient/EpisodeOfCare.cruds patient/Provenance.cruds';
  const { ehr, look } = await aStatementStage({ scope, resources: [anOwnPlan()] });
  const first = {
    id: 'e0000000-0000-4000-8000-000000000011',
    status: 'active',
    reason: 'enrolled',
    on: '2026-01-05',
    at: NOW,
    remark: '',
  } as const;
  expect(await saveEnrolment(await look(), first)).toMatchObject({ result: { kind: 'stored', where: 'CarePlan' }, episode: 'stored' });
  const pause = { ...first, id: 'e0000000-0000-4000-8000-000000000012', status: 'paused', reason: 'away', on: '2026-10-01' } as const;
  expect(await saveEnrolment(await look(), pause)).toMatchObject({ result: { kind: 'stored' }, episode: 'stored' });
  const { reading, assessment, ...access } = await look();
  expect(enrolmentOf(reading).map(({ status, on, by }) => [status, on, by])).toEqual([
    ['active', '2026-01-05', 'Maria Chen, MD'],
    ['paused', '2026-10-01', 'Maria Chen, MD'],
  ]);
  expect(ehr.stored('EpisodeOfCare', PATIENT)).toMatchObject([{ status: 'onhold', period: { start: '2026-01-05' } }]);
  const saving = { reading, ...access };
  const desk = enrolmentDesk({
    saving,
    month: assessment.month,
    episodes: null,
    saveTarget: { where: 'CarePlan' },
    readAgainAfter: (save) => save,
  });
  expect(desk).toMatchObject({ began: '2026-01-05', episodesUnknown: 'not-answered' });
  // It is no answer to a rule, so the list of statements leaves it to its own screen.
  expect(statementViews(reading, MONTH)).toEqual([]);
});

test('an EHR that takes no change of plans gives the words to keep', async () => {
  const { look } = await aStatementStage({ persona: 'read-only', resources: [anOwnPlan()] });
  const input = {
    id: 'e0000000-0000-4000-8000-000000000013',
    status: 'active',
    reason: 'enrolled',
    on: TODAY,
    at: NOW,
    remark: '',
  } as const;
  const outcome = await saveEnrolment(await look(), input);
  expect(outcome).toMatchObject({
    result: { kind: 'not-stored', text: expect.stringContaining('enrolment | active 2026-10-20 enrolled') },
  });
  expect(outcome).not.toHaveProperty('episode');
});
