// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ConsentScreen } from '../../src/app/consent/ConsentScreen.tsx';
import type { ConsentDesk, ConsentInput } from '../../src/app/consent/consent-view.ts';
import { consentDesk, findPractitioners, saveAsked, saveTakenBack } from '../../src/app/queries/consent.ts';
import { createFormDrafts, FormDraftsContext } from '../../src/app/form-drafts.ts';
import { openAsking } from '../../src/app/queries/consent-outlook.ts';
import { consentResource } from '../../src/fhir/consent/resource.ts';
import { aConsentDraft } from '../builders/fhir.ts';
import { MD, type StageOptions } from '../builders/writes.ts';
import { aStatementStage, MONTH, TODAY } from './statement-stage.ts';

afterEach(cleanup);

const NOW = '2026-10-20T14:00:00-04:00';
const practitioner = { reference: MD.reference, name: MD.display };
let ids = 0;

/** Milliseconds: reading a chart and finding controls by their role takes long on a busy machine. */
const SLOW = 30_000;

function anInput(overrides: Partial<ConsentInput> = {}): ConsentInput {
  ids += 1;
  return {
    id: `c0000000-0000-4000-8000-${String(ids).padStart(12, '0')}`,
    at: '2026-10-20T13:55:00-04:00',
    recordedAt: NOW,
    answer: { kind: 'accepted' },
    channel: 'telephone',
    method: 'verbal',
    told: ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'],
    sharing: true,
    practitioner,
    ...overrides,
  };
}

const TARGET = { where: 'Consent' } as const;

async function deskOf(look: Awaited<ReturnType<typeof aStatementStage>>['look']): Promise<ConsentDesk> {
  const { assessment, ...saving } = await look();
  return consentDesk({ saving, assessment, saveTarget: TARGET, withdrawTarget: TARGET, readAgainAfter: (save) => save });
}

const verdict = async ({ look }: Awaited<ReturnType<typeof aStatementStage>>, rule: string) =>
  (await look()).assessment.findings.find(({ ruleId }) => ruleId === rule)?.verdict;

test('CONS-1 an answer by a named caregiver is kept and met, with everything told shown again', async () => {
  const stage = await aStatementStage();
  expect(await verdict(stage, 'CONS-1')).toBe('not-met');
  expect((await deskOf(stage.look)).state).toEqual({ kind: 'none' });
  const caregiver = { name: 'Rosa Whitfield', relationship: 'Son or daughter' };
  expect(await saveAsked(await stage.look(), anInput({ caregiver, remark: 'Wants a letter.' }))).toMatchObject({
    kind: 'stored',
    where: 'Consent',
  });
  for (const rule of ['CONS-1', 'CONS-2', 'CONS-3', 'CONS-4']) expect(await verdict(stage, rule)).toBe('met');
  const { state, records } = await deskOf(stage.look);
  expect(state).toMatchObject({ kind: 'in-force' });
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({
    date: '2026-10-20',
    time: '13:55',
    givenBy: 'Rosa Whitfield',
    relationship: 'Son or daughter',
    askedBy: expect.stringContaining('Chen'),
    practitioner: MD.display,
    channel: 'telephone',
    remark: 'Wants a letter.',
    sharing: true,
  });
});

test('a decline and a call-back are no consent, are told on home, and give way to a later acceptance', async () => {
  const stage = await aStatementStage();
  await saveAsked(await stage.look(), anInput({ at: '2026-10-18T10:00:00-04:00', answer: { kind: 'declined', reason: 'cost' } }));
  await saveAsked(await stage.look(), anInput({ at: '2026-10-19T10:00:00-04:00', answer: { kind: 'call-back', on: '2026-10-20' } }));
  expect(openAsking((await stage.look()).reading, MONTH)).toEqual({ answer: { kind: 'call-back', on: '2026-10-20' }, date: '2026-10-19' });
  expect(await verdict(stage, 'CONS-1')).toBe('not-met');
  await saveAsked(await stage.look(), anInput());
  const { reading } = await stage.look();
  expect(openAsking(reading, MONTH)).toBeNull();
  expect((await deskOf(stage.look)).records.map(({ answer }) => answer.kind)).toEqual(['accepted', 'call-back', 'declined']);
});

test('CONS-3 a change of practitioner holds the month until the patient agrees to the new one', async () => {
  const stage = await aStatementStage({
    resources: [{ resourceType: 'Practitioner', id: 'prac-2', name: [{ text: 'Lena Ortiz, MD', family: 'Ortiz', suffix: ['MD'] }] }],
  });
  await saveAsked(await stage.look(), anInput({ at: '2026-10-01T10:00:00-04:00' }));
  const [found] = (await findPractitioners(await stage.look(), 'Ortiz')) ?? [];
  if (found === undefined) throw new Error('nobody was found');
  await saveAsked(
    await stage.look(),
    anInput({ answer: { kind: 'needed' }, at: '2026-10-10T10:00:00-04:00', told: [], practitioner: found }),
  );
  expect(await verdict(stage, 'CONS-3')).toBe('not-met');
  const desk = await deskOf(stage.look);
  expect(desk.state).toMatchObject({ kind: 'other-practitioner', now: found.name });
  expect(desk.billing).toEqual(found);
  expect((await stage.look()).assessment.blockers).toContain('CONS-3');
  await saveAsked(await stage.look(), anInput({ practitioner: found }));
  expect(await verdict(stage, 'CONS-3')).toBe('met');
});

test('CONS-4 what is taken back this month still holds in it', async () => {
  const stage = await aStatementStage();
  await saveAsked(await stage.look(), anInput({ at: '2026-09-01T10:00:00-04:00' }));
  const input = { on: TODAY, at: NOW, saidBy: 'Eleanor Whitfield', reason: 'moves-away', remark: 'To Ohio.' } as const;
  expect(await saveTakenBack(await stage.look(), MONTH, input)).toMatchObject({ kind: 'stored', where: 'Consent' });
  const { state } = await deskOf(stage.look);
  expect(state).toMatchObject({
    kind: 'ending',
    record: { endsOn: '2026-10-31', withdrawal: { on: TODAY, saidBy: 'Eleanor Whitfield', reason: 'moves-away', remark: 'To Ohio.' } },
  });
  expect(await verdict(stage, 'CONS-4')).toBe('met');
});

const FOREIGN = {
  resourceType: 'Consent',
  id: 'theirs',
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
  category: [{ text: 'Chronic care management enrolment' }],
  policyRule: { text: 'CCM' },
  patient: { reference: 'Patient/pat-1' },
  dateTime: '2026-09-02',
};

test(
  'what others wrote counts for nothing until a person confirms it, and is then asked no more',
  async () => {
    const stage = await aStatementStage({ resources: [FOREIGN] });
    expect(await verdict(stage, 'CONS-1')).toBe('unknown');
    const desk = await deskOf(stage.look);
    expect(desk.found).toEqual([{ reference: 'Consent/theirs', title: 'Chronic care management enrolment', date: '2026-09-02' }]);
    const onSave = vi.fn<ConsentDesk['onSave']>(async () => ({
      kind: 'stored',
      where: 'Consent',
      reference: 'Consent/1',
      alreadyThere: false,
    }));
    render(<ConsentScreen desk={{ ...desk, practitioners: [practitioner], billing: practitioner, onSave }} />);
    const user = userEvent.setup();
    const form = screen.getByRole('region', { name: /^Confirm: Chronic care/ });
    await user.click(within(form).getByRole('checkbox', { name: /right to stop/ }));
    await user.click(within(form).getByRole('button', { name: 'Confirm this consent' }));
    const [input] = onSave.mock.lastCall ?? [];
    expect(input).toMatchObject({ at: '2026-09-02', confirms: 'Consent/theirs', told: ['right-to-stop-end-of-month'], method: 'written' });
    if (input === undefined) throw new Error('nothing was sent');
    await saveAsked(await stage.look(), { ...input, id: 'c0000000-0000-4000-8000-00000000ffff' });
    expect(await verdict(stage, 'CONS-1')).toBe('met');
    expect(await verdict(stage, 'CONS-2')).toBe('not-met');
    expect((await deskOf(stage.look)).found).toEqual([]);
  },
  SLOW,
);

const AS_TEXT = expect.stringMatching(/^CCM-CONSENT v1 .*\nVerbal consent to chronic care management given 2026-10-20\./);

test.each<[string, StageOptions, object]>([
  ['notes alone', { persona: 'forgetful-encounters' }, { kind: 'stored', where: 'DocumentReference' }],
  ['nothing', { persona: 'read-only' }, { kind: 'not-stored', text: AS_TEXT }],
])('on an EHR that takes %s the person learns where the answer is', async (_name, options, expected) => {
  const stage = await aStatementStage(options);
  expect(await saveAsked(await stage.look(), anInput())).toMatchObject(expected);
});

test('where nobody is signed in nothing is sent, and the button says why', async () => {
  const stage = await aStatementStage();
  const saving = await stage.look();
  const { user: _user, ...connection } = saving.access.session.connection;
  const nobody = { ...saving, access: { ...saving.access, session: { ...saving.access.session, connection } } };
  expect(await saveAsked(nobody, anInput())).toEqual({ kind: 'nobody-signed-in' });
  expect(stage.ehr.stored('Consent', 'pat-1')).toEqual([]);
  render(<ConsentScreen desk={{ ...(await deskOf(stage.look)), asker: null }} />);
  expect(screen.getByRole('button', { name: 'Record' })).toHaveAccessibleDescription(/did not say who is signed in/);
});

test('withdrawing begins in its first field, and Cancel drops what was typed', async () => {
  const stage = await aStatementStage({ resources: [{ ...consentResource(aConsentDraft()), id: 'c-1' }] });
  const drafts = createFormDrafts();
  render(
    <FormDraftsContext value={drafts}>
      <ConsentScreen desk={await deskOf(stage.look)} />
    </FormDraftsContext>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Withdraw consent' }));
  expect(screen.getByLabelText('Withdrawn on')).toHaveFocus();
  await user.type(screen.getByLabelText('Remark'), 'Not sure yet');
  expect(drafts.hasUnsaved()).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(drafts.hasUnsaved()).toBe(false);
});

test('a consent that does not show all that must be told is not called good', async () => {
  const stage = await aStatementStage({ resources: [{ ...consentResource(aConsentDraft({ elements: [] })), id: 'c-1' }] });
  render(<ConsentScreen desk={await deskOf(stage.look)} />);
  const standing = screen.getByRole('region', { name: 'Consent is in force' });
  expect(within(standing).getByText('CONS-2')).toBeVisible();
  expect(within(standing).getByText('Nothing recorded')).toBeVisible();
});

test(
  'an answer that the EHR does not give leaves everything typed in place',
  async () => {
    const stage = await aStatementStage();
    const onSave = vi.fn<ConsentDesk['onSave']>(async () => ({ kind: 'unclear', where: 'Consent', looked: 'unknown' }));
    render(<ConsentScreen desk={{ ...(await deskOf(stage.look)), practitioners: [practitioner], billing: practitioner, onSave }} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('radio', { name: 'Declined' }));
    await user.click(screen.getByRole('radio', { name: 'Privacy' }));
    await user.click(screen.getByRole('radio', { name: /^The patient/ }));
    await user.click(screen.getByRole('radio', { name: 'In person' }));
    await user.click(screen.getByRole('button', { name: /^Record as/ }));
    expect(await screen.findByText('The answer: outcome not known')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /^Record as/ }));
    const [first, second] = onSave.mock.calls.map(([input]) => input);
    expect(second?.id).toBe(first?.id);
    expect(screen.getByRole('radio', { name: 'Privacy' })).toBeChecked();
  },
  SLOW,
);
