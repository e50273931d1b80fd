// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChargeResult, CloseInput, CloseOutcome } from '../../../src/app/charge-view.ts';
import type { CloseDesk, Withdrawal } from '../../../src/app/close/close-desk.ts';
import { CloseScreen } from '../../../src/app/close/CloseScreen.tsx';
import { createFormDrafts, FormDraftsContext } from '../../../src/app/form-drafts.ts';
import { aBillableAssessment, aFinding, aJudgement, anAssessment, aCondition, aScreenChart } from '../../builders/assessment.ts';
import { aChargeView, aCloseDesk, DOCTOR, NURSE, stepsFor } from '../../builders/close-desk.ts';
import { giveModalDialogs } from '../../builders/modal-dialogs.ts';

afterEach(cleanup);
beforeEach(giveModalDialogs);

const COMPLEX = aBillableAssessment({
  family: 'COMPLEX',
  codes: [{ code: '99487', units: 1 }],
  countedMinutes: { staff: 65, qhp: 0, total: 65 },
  countedSeconds: { staff: 3900, qhp: 0, total: 3900 },
  alternatives: [
    {
      family: 'STAFF',
      codes: [
        { code: '99490', units: 1 },
        { code: '99439', units: 2 },
      ],
      estAllowed: 167.01,
    },
  ],
  time: [{ entry: 0, countedSeconds: 3900, bucket: 'staff', excluded: [], localDate: '2026-11-17' }],
});

function open(overrides: Partial<CloseDesk> = {}, outcome?: (input: CloseInput) => CloseOutcome) {
  const asked: CloseInput[] = [];
  const desk = aCloseDesk(overrides);
  const all: CloseDesk = {
    ...desk,
    onRecord: async (input) => {
      asked.push(input);
      return outcome === undefined ? await desk.onRecord(input) : outcome(input);
    },
  };
  const view = render(<CloseScreen desk={all} />);
  return { asked, view, desk: all, user: userEvent.setup({ delay: null }) };
}

const record = () => screen.getByRole('button', { name: /^(Sign off and record|Prepare) / });
const signOff = () => screen.getByRole('checkbox', { name: /sign these charges off/ });
const came =
  (...charges: readonly ChargeResult[]) =>
  (): CloseOutcome => ({ charges });

test('the billing practitioner signs the proposal off with all that a claim needs', async () => {
  const { asked, user } = open();
  await user.click(signOff());
  await user.click(screen.getByRole('button', { name: 'Sign off and record 99490' }));
  expect(await screen.findByText(/^Charge 99490 is recorded/)).toBeVisible();
  expect(asked).toEqual([
    {
      codes: [{ code: '99490', units: 1 }],
      family: 'STAFF',
      chosen: 'proposal',
      billingPractitioner: { reference: DOCTOR.reference, display: DOCTOR.name },
      dateOfService: '2026-11-19',
      diagnoses: [
        { code: 'E11.9', display: 'Type 2 diabetes mellitus without complications', condition: 'Condition/dm' },
        { code: 'I10', display: 'Essential hypertension', condition: 'Condition/htn' },
        { code: 'J44.9', display: 'Chronic obstructive pulmonary disease', condition: 'Condition/copd' },
      ],
      signOff: true,
      unsent: { timeEntries: 0, drafts: 0 },
    },
  ]);
});

test('anybody else prepares for signature and is told who signs', async () => {
  const { asked, user } = open({ self: NURSE });
  expect(screen.queryByRole('checkbox', { name: /sign these charges off/ })).toBeNull();
  expect(
    screen.getByText(/Signed in as Nora Nightsample, RN: the charges are prepared for signature. Only Dr. Felix Fictional/),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Prepare 99490 for signature' }));
  await waitFor(() => expect(asked[0]).toMatchObject({ signOff: false }));
});

test('what was prepared by a nurse is signed by the physician as it stands, with the code she typed', async () => {
  const conditions = [
    aJudgement(),
    aJudgement({ condition: aCondition({ display: 'Hypertension', codes: [], reference: 'Condition/htn' }), group: 'hypertension' }),
  ];
  const { asked, user } = open({
    assessment: aBillableAssessment({ conditions }),
    charges: [aChargeView({ status: 'planned', enteredBy: NURSE.name, diagnoses: ['E11.9', 'I10'], dateOfService: '2026-11-25' })],
    chart: { ...aCloseDesk().chart },
  });
  expect(screen.getByText(/is prepared for signature/)).toBeVisible();
  expect(screen.getByText(/prepared by Nora Nightsample, RN on 20 Nov 2026/)).toBeVisible();
  expect(screen.getByLabelText('ICD-10-CM code for Hypertension')).toHaveValue('I10');
  expect(screen.getByLabelText('Date of service')).toHaveValue('2026-11-25');
  await user.click(signOff());
  expect(
    within(screen.getByRole('region', { name: 'What will be written' })).getByText('Sign off 99490, which was prepared.'),
  ).toBeVisible();
  await user.click(record());
  await waitFor(() =>
    expect(asked[0]).toMatchObject({ signOff: true, dateOfService: '2026-11-25', diagnoses: [{ code: 'E11.9' }, { code: 'I10' }] }),
  );
});

test('a double click asks once', async () => {
  const { asked, user } = open();
  await user.dblClick(record());
  await screen.findByText(/^Charge 99490 is recorded/);
  expect(asked).toHaveLength(1);
});

test.each<readonly [string, Partial<CloseDesk>, RegExp]>([
  ['blocked', { assessment: aBillableAssessment({ proposal: 'blocked', blockers: ['CONS-1'] }) }, /1 rule stands in the way/],
  [
    'questions open',
    { assessment: aBillableAssessment({ proposal: 'needs-confirmation', unknowns: ['ELIG-7', 'ELIG-13'] }) },
    /2 questions must be answered first/,
  ],
  ['still reading', { isReadingMore: true }, /still being read/],
  ['nobody signed in', { self: null }, /did not say who is signed in/],
  [
    'documentation not sent',
    { unsent: { timeEntries: 1, drafts: 1 } },
    /Documentation goes first: 1 time entry not stored yet, 1 form begun/,
  ],
  ['no charges taken', { saveTarget: { where: null } }, /takes no charges.*charge sheet/],
])('%s: the button stays, does nothing, and says why', async (_, desk, reason) => {
  const { asked, user } = open(desk);
  await user.click(record());
  expect(asked).toEqual([]);
  expect(record()).toHaveAccessibleDescription(reason);
  expect(record()).toHaveAttribute('aria-disabled', 'true');
});

test('another correct coding is picked with a reason of its own', async () => {
  const { asked, user } = open({ assessment: COMPLEX });
  await user.click(screen.getByRole('radio', { name: /^Clinical staff time: 99490 and 99439 ×2/ }));
  await user.click(record());
  await waitFor(() => expect(screen.getByLabelText('Why this coding and not the proposed one')).toHaveFocus());
  expect(screen.getByText(/Say why this coding/)).toBeVisible();
  expect(asked).toEqual([]);
  await user.type(screen.getByLabelText('Why this coding and not the proposed one'), 'The plan pays it so.');
  await user.click(record());
  await waitFor(() => expect(asked[0]).toMatchObject({ family: 'STAFF', chosen: 'alternative', remark: 'The plan pays it so.' }));
});

test('each coding says why it is correct and why it is or is not first, and the others why they are not correct', () => {
  open({ assessment: COMPLEX });
  const [complex, staff] = screen.getAllByRole('radio').map((radio) => radio.closest('label'));
  expect(complex).toHaveTextContent(/65 min in all reach its 60 min.*Proposed: complex care comes first.*SEL-1/);
  expect(staff).toHaveTextContent(/65 min in all reach its 20 min.*2 full steps of 20 min beyond 20 min.*not first, because complex care/);
  expect(screen.getByText(/^0 of 30 min by the practitioner personally/)).toBeInTheDocument();
  expect(screen.getByText(/Codes of one family alone/)).toBeInTheDocument();
});

test('99487 without a statement is named among what is not correct, with the reason', () => {
  open({
    assessment: aBillableAssessment({
      countedMinutes: { staff: 65, qhp: 0, total: 65 },
      findings: [aFinding('CODE-17', [], { verdict: 'unknown', effect: 'undecided' })],
    }),
  });
  expect(
    screen.getByText(/nobody has stated that the billing practitioner’s decisions were of moderate or high complexity/),
  ).toBeInTheDocument();
});

test.each([
  ['2026-11-16', /Not before 17 Nov 2026, when the first code was reached/],
  ['2026-12-01', /Not after 30 Nov 2026/],
])('BILL-1: a date of service %s is refused at the field', async (day, error) => {
  const { asked, user } = open({ assessment: { ...COMPLEX, earliestDateOfService: '2026-11-17', defaultDateOfService: '2026-11-17' } });
  const field = screen.getByLabelText('Date of service');
  fireEvent.change(field, { target: { value: day } });
  await user.click(record());
  expect(field).toHaveAccessibleDescription(error);
  await waitFor(() => expect(field).toHaveFocus());
  expect(asked).toEqual([]);
});

test('an emptied date of service is the proposed one again', () => {
  open();
  fireEvent.change(screen.getByLabelText('Date of service'), { target: { value: '2026-11-25' } });
  expect(screen.getByLabelText('Date of service')).toHaveValue('2026-11-25');
  fireEvent.change(screen.getByLabelText('Date of service'), { target: { value: '' } });
  expect(screen.getByLabelText('Date of service')).toHaveValue('2026-11-19');
});

test('BILL-1: a death within the month closes the days after it', async () => {
  const { user } = open({ chart: aScreenChart({ deathDate: '2026-11-20', otherBilledCodes: [] }), dateRule: 'month-end' });
  const field = screen.getByLabelText('Date of service');
  expect(field).toHaveValue('2026-11-20');
  fireEvent.change(field, { target: { value: '2026-11-21' } });
  await user.click(record());
  expect(field).toHaveAccessibleDescription(/Not after 20 Nov 2026/);
});

test('BILL-1: the practice that bills at month end gets that day, and the reason stands by it', () => {
  open({ dateRule: 'month-end' });
  expect(screen.getByLabelText('Date of service')).toHaveValue('2026-11-30');
  expect(screen.getByLabelText('Date of service')).toHaveAccessibleDescription(/The last day of the month, as this practice does it/);
});

test('BILL-3: fewer than two diagnoses are refused, and the first box takes the focus', async () => {
  const { asked, user } = open();
  for (const name of [/I10/, /J44.9/]) await user.click(screen.getByRole('checkbox', { name }));
  await user.click(record());
  expect(screen.getByText(/A claim for CCM needs two or more diagnoses/)).toBeVisible();
  await waitFor(() => expect(screen.getByRole('checkbox', { name: /E11.9/ })).toHaveFocus());
  expect(asked).toEqual([]);
});

const SNOMED_ONLY = aBillableAssessment({
  conditions: [
    aJudgement(),
    aJudgement({
      condition: aCondition({
        display: 'Hypertension',
        codes: [{ system: 'http://snomed.info/sct', code: '38341003' }],
        reference: 'Condition/htn',
      }),
      group: 'hypertension',
    }),
  ],
});

test.each<readonly [string, ReturnType<CloseDesk['classify']> | null, RegExp]>([
  ['', null, /Give its ICD-10-CM code/],
  ['38341003', null, /not an ICD-10-CM code/],
  ['I1', null, /not an ICD-10-CM code/],
  ['E11', { verdict: 'review', tier: 'C', reason: 'header-code', decidedBy: 'published-lists' }, /a heading/],
])('a condition without an ICD-10-CM code is asked for one; “%s” is refused at its field', async (code, found, error) => {
  const { asked, user } = open({ assessment: SNOMED_ONLY, ...(found !== null && { classify: () => found }) });
  const field = screen.getByLabelText('ICD-10-CM code for Hypertension');
  if (code !== '') await user.type(field, code);
  await user.click(record());
  expect(field).toHaveAccessibleDescription(error);
  await waitFor(() => expect(field).toHaveFocus());
  expect(asked).toEqual([]);
});

test('a typed code is written as claims have it, and a doubt of the lists is told without holding the charge', async () => {
  const { asked, user } = open({
    assessment: SNOMED_ONLY,
    classify: () => ({ verdict: 'chronic', tier: 'A', reason: 'chronic', group: 'copd', groupName: 'COPD', decidedBy: 'published-lists' }),
  });
  const field = screen.getByLabelText('ICD-10-CM code for Hypertension');
  await user.type(field, 'j449');
  expect(field).toHaveAccessibleDescription(/take J44.9 for another disease: COPD/);
  await user.click(record());
  await waitFor(() =>
    expect(asked[0]?.diagnoses).toEqual([
      expect.objectContaining({ code: 'E11.9' }),
      { code: 'J44.9', display: 'Hypertension', condition: 'Condition/htn' },
    ]),
  );
});

test('what is typed is still there when the screen is left and opened again', async () => {
  const drafts = createFormDrafts();
  const user = userEvent.setup({ delay: null });
  const show = () =>
    render(
      <FormDraftsContext value={drafts}>
        <CloseScreen desk={aCloseDesk({ assessment: COMPLEX })} />
      </FormDraftsContext>,
    );
  show();
  await user.click(screen.getByRole('radio', { name: /^Clinical staff/ }));
  await user.type(screen.getByLabelText('Why this coding and not the proposed one'), 'Because');
  cleanup();
  show();
  expect(screen.getByRole('radio', { name: /^Clinical staff/ })).toBeChecked();
  expect(screen.getByLabelText('Why this coding and not the proposed one')).toHaveValue('Because');
});

test('every step stands in the preview before it is done', async () => {
  const { user } = open({ charges: [aChargeView()], assessment: COMPLEX });
  await user.click(screen.getByRole('button', { name: 'Reopen the month' }));
  const preview = screen.getByRole('region', { name: 'What will be written' });
  expect(
    within(preview)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'Record 99487, prepared for signature. Not recorded yet',
    'Supersede 99490 by 99487: not to be billed, and kept with a note. Not recorded yet',
  ]);
});

test.each<readonly [string, ChargeResult, RegExp]>([
  ['confirmed', { code: '99490', step: 'create', state: 'confirmed', status: 'billable' }, /^RecordedCharge 99490 is recorded, signed off/],
  [
    'already there',
    { code: '99490', step: 'create', state: 'already-there' },
    /^Already in the EHRCharge 99490 is in the EHR already; nothing was written twice/,
  ],
  [
    'outcome unknown',
    { code: '99490', step: 'create', state: 'outcome-unknown', looked: 'unknown' },
    /^Outcome unknownCharge 99490: outcome unknown/,
  ],
  [
    'rejected',
    { code: '99490', step: 'create', state: 'rejected', reasons: ['context is required'] },
    /^Refused by the EHRCharge 99490 was refused by the EHR\.It said: context is required/,
  ],
  [
    'not sent',
    { code: '99490', step: 'create', state: 'not-sent', reasons: ['The base code failed.'] },
    /^Not sentCharge 99490 was not sent\.The base code failed/,
  ],
  ['handed over', { code: '99490', step: 'create', state: 'handed-to-billing' }, /^Handed to billing/],
])('%s is told in its own words', async (_, result, words) => {
  const { user } = open({}, came(result));
  await user.click(record());
  const list = await within(await screen.findByRole('region', { name: 'What came of it' })).findByRole('status');
  expect(within(list).getByRole('listitem').textContent).toMatch(words);
});

test('while it is being sent, every step says so', async () => {
  const { user } = open({ onRecord: () => new Promise(() => undefined) });
  await user.click(record());
  expect(within(screen.getByRole('region', { name: 'What will be written' })).getByText('Sending')).toBeVisible();
});

test('after an unknown outcome nothing can be sent until the EHR was checked', async () => {
  const there = aChargeView({ status: 'planned' });
  const { asked, user } = open(
    { onCheck: async () => ({ kind: 'looked', charges: [there], complete: true }) },
    came({ code: '99490', step: 'create', state: 'outcome-unknown', looked: 'unknown' }),
  );
  await user.click(record());
  await screen.findByRole('button', { name: 'Check the EHR' });
  await user.click(record());
  expect(record()).toHaveAccessibleDescription(/Check the EHR first/);
  expect(asked).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Check the EHR' }));
  expect(await screen.findByText(/Charge 99490 is in the EHR already/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Check the EHR' })).toBeNull();
});

test('where looking shows that nothing arrived, recording again is open; where looking fails, it is not', async () => {
  const looks: Awaited<ReturnType<CloseDesk['onCheck']>>[] = [
    { kind: 'failed', error: 'network' },
    { kind: 'looked', charges: [], complete: false },
    { kind: 'looked', charges: [], complete: true },
  ];
  const { asked, user } = open(
    { onCheck: async () => looks.shift() ?? { kind: 'failed', error: 'network' } },
    came({ code: '99490', step: 'create', state: 'outcome-unknown', looked: 'unknown' }),
  );
  await user.click(record());
  const check = await screen.findByRole('button', { name: 'Check the EHR' });
  await user.click(check);
  expect(await screen.findByText(/Looking failed/)).toBeVisible();
  await user.click(check);
  expect(await screen.findByText(/did not give all/)).toBeVisible();
  await user.click(check);
  expect(await screen.findByText(/Charge 99490 is not in the EHR; recording it again is safe/)).toBeVisible();
  await user.click(record());
  await waitFor(() => expect(asked).toHaveLength(2));
});

test('a recording that breaks off is unknown for every step', async () => {
  const { user } = open({
    assessment: COMPLEX,
    charges: [],
    preview: (input) => stepsFor([], input),
    onRecord: () => Promise.reject(new Error('gone')),
  });
  await user.click(record());
  expect(await screen.findByText(/Charge 99487: outcome unknown/)).toBeVisible();
});

test('another coding beside this one is told, with what to do', async () => {
  const { user } = open({}, (): CloseOutcome => ({
    charges: [{ code: '99490', step: 'create', state: 'confirmed' }],
    standing: [{ code: '99487', reference: 'ChargeItem/9', status: 'billable' }],
  }));
  await user.click(record());
  expect(await screen.findByText(/99487 stands in the EHR for this month as well/)).toBeVisible();
});

test('a closed month says what stands, who signed it and when, and offers nothing to record', () => {
  open({ charges: [aChargeView()] });
  expect(screen.getByText('November 2026 is closed')).toBeVisible();
  expect(screen.getByText(/99490 stands, signed off by Dr. Felix Fictional on 20 Nov 2026/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^(Sign off and record|Prepare) / })).toBeNull();
});

test('reopened without a change, there is nothing to write', async () => {
  const { asked, user } = open({ charges: [aChargeView()] });
  await user.click(screen.getByRole('button', { name: 'Reopen all the same' }));
  await user.click(record());
  expect(record()).toHaveAccessibleDescription('The EHR holds all of this already.');
  expect(asked).toEqual([]);
});

test('minutes that came after the close are shown against what was signed', () => {
  open({ charges: [aChargeView()], assessment: COMPLEX });
  expect(screen.getByText(/November 2026 is closed, and the documentation has changed since/)).toBeVisible();
  expect(screen.getByText(/Basis: 22 min clinical staff/)).toBeVisible();
  expect(screen.getByText(/65 min by clinical staff.*: 99487\./)).toBeVisible();
  expect(screen.getByText(/Supersede 99490 by 99487/)).toBeVisible();
});

test('another correct coding that was signed is no change', () => {
  const charges = [aChargeView(), aChargeView({ code: '99439', units: 2, reference: 'ChargeItem/2' })];
  open({ charges, assessment: COMPLEX });
  expect(screen.getByText('November 2026 is closed')).toBeVisible();
});

test('what billing has taken up is left alone and goes on the correction sheet', async () => {
  const { user } = open({ charges: [aChargeView({ status: 'billed' })], assessment: COMPLEX });
  await user.click(screen.getByRole('button', { name: 'Reopen the month' }));
  expect(
    screen.getAllByText(/Leave 99490, though it is no longer supported: billing has taken it up, so it goes on the correction sheet/)[0],
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Withdraw/ })).toBeNull();
});

test('a charge that nothing supports any more can be taken back', async () => {
  const { asked, user } = open({
    charges: [aChargeView({ status: 'planned' })],
    assessment: anAssessment({ proposal: 'blocked', blockers: ['CONS-1'] }),
  });
  await user.click(screen.getByRole('button', { name: 'Take these charges back' }));
  await waitFor(() => expect(asked[0]).toMatchObject({ codes: [], family: null, dateOfService: '2026-11-30', signOff: false }));
});

test('a charge is withdrawn for a reason, which both fields ask for', async () => {
  const withdrawn: [string, Withdrawal][] = [];
  const { user } = open({
    charges: [aChargeView()],
    onWithdraw: async (reference, how) => {
      withdrawn.push([reference, how]);
      return { code: '99490', state: 'confirmed', reference };
    },
  });
  await user.click(screen.getByRole('button', { name: 'Withdraw 99490' }));
  const dialog = screen.getByRole('dialog', { name: 'Withdraw 99490' });
  await user.click(within(dialog).getByRole('button', { name: 'Withdraw the charge' }));
  expect(within(dialog).getByText('Choose one.')).toBeVisible();
  expect(within(dialog).getByText(/Say why/)).toBeVisible();
  expect(withdrawn).toEqual([]);
  await user.click(within(dialog).getByRole('radio', { name: /never have existed/ }));
  await user.type(within(dialog).getByLabelText('Reason'), 'Another patient’s time');
  await user.click(within(dialog).getByRole('button', { name: 'Withdraw the charge' }));
  expect(await screen.findByText('Charge 99490 is taken back.')).toBeVisible();
  expect(withdrawn).toEqual([['ChargeItem/1', { as: 'entered-in-error', reason: 'Another patient’s time' }]]);
});

test('a withdrawal that fails stays in its dialog with the EHR’s words', async () => {
  const { user } = open({
    charges: [aChargeView({ status: 'planned' })],
    onWithdraw: async () => ({ code: '99490', state: 'rejected', reasons: ['status cannot change'] }),
  });
  await user.click(screen.getByRole('button', { name: 'Withdraw 99490' }));
  await user.click(screen.getByRole('radio', { name: /called off/ }));
  await user.type(screen.getByLabelText('Reason'), 'Not wanted');
  await user.click(screen.getByRole('button', { name: 'Withdraw the charge' }));
  expect(await within(screen.getByRole('dialog')).findByText(/It said: status cannot change/)).toBeVisible();
});

test('charges that may not be seen are not shown as none', () => {
  open({ chart: aScreenChart({ unknownBecause: { otherBilledCodes: 'not-granted' } }) });
  expect(screen.getAllByText(/Other practices’ billing is not visible in this EHR/)[0]).toBeVisible();
  expect(screen.queryByText('None.')).toBeNull();
});

test('another billing practitioner leads to a new consent', () => {
  open();
  expect(screen.getByRole('link', { name: 'Another practitioner bills' })).toHaveAttribute('href', '#/2026-11/consent');
});

test('amounts are shown only where the site asks for them, as estimates with year and basis, and not known is said', () => {
  open({ assessment: aBillableAssessment({ estAllowed: 66.13 }) });
  expect(document.body).not.toHaveTextContent(/\$|[Ee]stimate/);
  cleanup();
  open({ assessment: aBillableAssessment({ estAllowed: 66.13 }), showEstimates: true });
  expect(document.body).toHaveTextContent('Estimate, rates of 2026: about $66.13');
  expect(document.body).toHaveTextContent(/national amounts of 2026 outside a facility, before coinsurance and local differences/);
  cleanup();
  open({ assessment: aBillableAssessment({ estAllowed: null }), showEstimates: true });
  expect(document.body).toHaveTextContent('Estimate, rates of 2026: not known');
});
