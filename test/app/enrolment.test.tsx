// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { enrolmentChip } from '../../src/app/chips.ts';
import { checkEnrolment, EMPTY_ENROLMENT_FIELDS, type EnrolmentFields, nextStates } from '../../src/app/enrolment/enrolment-form.ts';
import { boundsOf, checkCorrection, type CorrectionFields, type DayBounds } from '../../src/app/enrolment/correction-form.ts';
import { EnrolmentScreen } from '../../src/app/enrolment/EnrolmentScreen.tsx';
import type { EnrolmentDesk, EnrolmentResult, EnrolmentStep } from '../../src/app/enrolment/enrolment-view.ts';
import { enrolmentDesk, saveEnrolment, saveMistake } from '../../src/app/queries/enrolment.ts';
import { enrolmentOf, enrolmentRecordOf } from '../../src/app/queries/enrolment-of.ts';
import { statementViews } from '../../src/app/queries/statements.ts';
import { anOwnPlan, PATIENT } from '../builders/writes.ts';
import type { PersonaName } from '../ehr/ehr.ts';
import { aStatementStage, MONTH, TODAY } from './statement-stage.ts';

afterEach(cleanup);

const NOW = '2026-10-20T14:00:00-04:00';
const LATER = '2026-10-20T14:05:00-04:00';
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
  const steps = overrides.steps ?? [];
  return {
    month: MONTH,
    today: TODAY,
    now: () => NOW,
    newId: () => 'e0000000-0000-4000-8000-000000000001',
    stater: 'Jane Rivera, RN',
    hasPlan: true,
    steps,
    record: steps.map((step) => ({ ...step, statedOn: TODAY })),
    began: '2026-09-01',
    episodes: [],
    practice: [],
    saveTarget: { where: 'CarePlan' },
    onSave: async () => ({ result: { kind: 'failed', error: 'network' } }),
    onMistake: async () => ({ result: { kind: 'failed', error: 'network' } }),
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

const form = () => within(screen.getByRole('form', { name: /^Correct:/ }));

const bounds = { min: '2026-09-01', max: TODAY, isLast: true } as const;
const stepContext = { id: 'x', now: NOW, step: paused, bounds };

test.each<[string, Partial<CorrectionFields>, Partial<DayBounds>, keyof CorrectionFields]>([
  ['that does not say what is wrong', { wrong: '' }, {}, 'wrong'],
  ['without a reason', { why: ' ' }, {}, 'why'],
  ['that takes back without a reason', { wrong: 'step', why: '' }, {}, 'why'],
  ['without a day', { on: '' }, {}, 'on'],
  ['with the day on record', { on: paused.on }, {}, 'on'],
  ['to a day to come', { on: '2026-10-21' }, {}, 'on'],
  ['to a day before the step before', { on: '2026-08-31' }, {}, 'on'],
  ['to a day after the next step', { on: '2026-10-11' }, { max: '2026-10-10', isLast: false }, 'on'],
  ['that takes back what other steps rest on is one of its day, and', { wrong: 'step', on: paused.on }, { isLast: false }, 'on'],
])('a correction %s is not recorded', (_what, change, other, field) => {
  const sound: CorrectionFields = { wrong: 'day', on: '2026-10-05', why: 'Misheard.' };
  const check = checkCorrection({ ...sound, ...change }, { ...stepContext, bounds: { ...bounds, ...other } });
  expect(check.ok ? [] : Object.keys(check.errors)).toEqual([field]);
});

test('a step may be moved up to its neighbours, and only what comes last may be taken back', () => {
  const resumed: EnrolmentStep = { ...active, id: 'c', on: '2026-10-15', reason: 'resumed' };
  const desk = { steps: [active, paused, resumed], today: TODAY };
  expect(boundsOf(active, desk)).toEqual({ max: '2026-10-02', isLast: false });
  expect(boundsOf(paused, desk)).toEqual({ min: '2026-09-01', max: '2026-10-15', isLast: false });
  expect(boundsOf(resumed, desk)).toEqual({ min: '2026-10-02', max: TODAY, isLast: true });
});

test(
  'the first day is corrected and the last step taken back from the history, each with a reason',
  async () => {
    const stored: EnrolmentResult = {
      result: { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/cp-1', alreadyThere: false },
      episode: 'stored',
    };
    const onSave = vi.fn<EnrolmentDesk['onSave']>(async () => stored);
    const onMistake = vi.fn<EnrolmentDesk['onMistake']>(async () => stored);
    render(<EnrolmentScreen desk={aDesk({ steps: [active, paused], onSave, onMistake })} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Correct: Active from 1 Sep 2026' }));
    expect(form().queryByRole('radio')).toBeNull();
    fireEvent.change(form().getByLabelText('It began on'), { target: { value: '2026-08-20' } });
    await user.click(form().getByRole('button', { name: 'Record the correction' }));
    expect(form().getByText('Say why; the reason stays in the record.')).toBeVisible();
    await user.type(form().getByLabelText('Why'), 'Typed the wrong month.');
    await user.click(form().getByRole('button', { name: 'Record the correction' }));
    expect(onSave).toHaveBeenCalledWith(
      expect.objectContaining({
        status: 'active',
        reason: 'enrolled',
        on: '2026-08-20',
        correction: { of: 'a', why: 'Typed the wrong month.' },
      }),
    );
    expect(screen.getByText('The correction is recorded')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Correct: Paused from 2 Oct 2026' }));
    await user.click(form().getByRole('radio', { name: 'All of it: recorded by mistake' }));
    await user.type(form().getByLabelText('Why'), 'Another patient.');
    await user.click(form().getByRole('button', { name: 'Take it back' }));
    expect(onMistake).toHaveBeenCalledWith(expect.objectContaining({ of: 'b', why: 'Another patient.' }));
  },
  SLOW,
);

test('what was corrected or taken back stays readable with its reason, and cannot be corrected again', () => {
  const right: EnrolmentStep = { ...active, id: 'c', on: '2026-08-20', correction: { of: 'a', why: 'Typed the wrong month.' } };
  const undone = { by: 'Maria Chen, MD', on: TODAY, why: 'Another patient.' };
  const record: EnrolmentDesk['record'] = [
    { ...right, statedOn: TODAY },
    { ...active, statedOn: TODAY, undone: { ...undone, kind: 'corrected' } },
    { ...paused, statedOn: TODAY, undone: { ...undone, kind: 'taken-back' } },
  ];
  render(<EnrolmentScreen desk={aDesk({ steps: [right], record, began: '2026-08-20' })} />);
  expect(screen.getByText('Day corrected: Typed the wrong month.')).toBeVisible();
  expect(screen.getByText('Corrected by Maria Chen, MD, 20 Oct 2026')).toBeVisible();
  expect(screen.getByText('Taken back as a mistake by Maria Chen, MD, 20 Oct 2026: Another patient.')).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^Correct:/ })).toHaveLength(1);
});

test.each([
  [[], '2026-09-01', /by consent, care plan or first time entry/],
  [[active], '2026-09-01', /, as stated/],
  [[active], '2026-08-28', /by the first time entry; stated was 1 Sep 2026/],
])('with %j and CCM begun on %s the screen says what the day rests on', (steps, began, words) => {
  render(<EnrolmentScreen desk={aDesk({ steps, began })} />);
  expect(screen.getByText(words)).toBeVisible();
});

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

const id = (end: string) => `e0000000-0000-4000-8000-0000000000${end}`;

test.each<[PersonaName]>([['full'], ['plan-writes-only']])(
  'ELIG-4 on an EHR like %s a step is corrected and taken back, the day CCM began follows, and the record keeps all of it',
  async (persona) => {
    const scope = 'patient/*.rs patient/CarePlan.cruds patient/EpisodeOfCare.cruds patient/Provenance.cruds';
    const { look } = await aStatementStage({ scope, persona, resources: [anOwnPlan()] });
    const first = { id: id('21'), status: 'active', reason: 'enrolled', on: '2026-01-05', at: NOW, remark: '' } as const;
    const pause = { ...first, id: id('22'), status: 'paused', reason: 'away', on: '2026-10-01' } as const;
    const right = { ...first, id: id('23'), on: '2025-01-05', at: LATER, correction: { of: first.id, why: 'A slip.' } } as const;
    const episode = persona === 'full' ? 'stored' : 'none';
    for (const step of [first, pause, right]) {
      expect(await saveEnrolment(await look(), step)).toMatchObject({ result: { kind: 'stored' }, episode });
    }
    const mistake = { id: id('24'), of: pause.id, at: LATER, why: 'Another patient.' };
    expect(await saveMistake(await look(), mistake)).toMatchObject({ result: { kind: 'stored' }, episode });
    const { reading } = await look();
    expect(enrolmentOf(reading)).toMatchObject([{ status: 'active', on: '2025-01-05' }]);
    expect(reading.chart.ccmStartDate).toBe('2025-01-05');
    expect(enrolmentRecordOf(reading).map(({ on, undone }) => [on, undone?.kind])).toEqual([
      ['2025-01-05', undefined],
      ['2026-01-05', 'corrected'],
      ['2026-10-01', 'taken-back'],
    ]);
  },
);

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
  const mistake = { id: 'e0000000-0000-4000-8000-000000000014', of: input.id, at: NOW, why: 'Another patient.' };
  expect(await saveMistake(await look(), mistake)).toMatchObject({
    result: { kind: 'not-stored', text: expect.stringContaining(`enrolment | entered-in-error ${input.id} | -\nAnother patient.`) },
  });
  expect(outcome).not.toHaveProperty('episode');
});
