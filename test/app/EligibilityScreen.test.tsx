// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { createFormDrafts, FormDraftsContext } from '../../src/app/form-drafts.ts';
import { EligibilityScreen, type EligibilityScreenProps } from '../../src/app/EligibilityScreen.tsx';
import type { StatementDraft, Statements } from '../../src/app/statement-view.ts';
import type { ConditionJudgement } from '../../src/ccm/month-assessment.ts';
import { aCondition, aFinding, anAssessment, aScreenChart } from '../builders/assessment.ts';
import { aStatementView, NURSE, someStatements } from '../builders/statements.ts';

afterEach(cleanup);

function open(overrides: Partial<EligibilityScreenProps> = {}) {
  render(<EligibilityScreen chart={aScreenChart()} assessment={anAssessment()} today="2026-11-21" {...overrides} />);
  return userEvent.setup({ delay: null });
}

const rows = () => document.querySelectorAll('tbody tr').length;

function many(count: number): readonly ConditionJudgement[] {
  return Array.from({ length: count }, (_, index) => ({
    condition: aCondition({ display: `Sample condition ${index}`, reference: `Condition/${index}` }),
    verdict: 'does-not-count',
    reason: 'not-active',
    ruleId: 'ELIG-3',
  }));
}

test('each condition shows code and system, onset, status, reason, rule and resource', () => {
  open();
  const row = screen.getAllByText('Condition/dm')[0]?.closest('tr');
  for (const text of ['E11.9', 'ICD-10-CM', '2 May 2014', 'active', 'confirmed', 'A chronic condition, active and confirmed', 'ELIG-3']) {
    expect(row).toHaveTextContent(text);
  }
});

test('one disease coded twice is said to count once', () => {
  open();
  expect(screen.getByText('Condition/dm2').closest('tr')).toHaveTextContent('also Diabetes, counted once');
  expect(screen.getByText(/^3 distinct chronic diseases$/)).toBeVisible();
});

test('conditions to review are neither counted nor dropped', () => {
  open();
  expect(screen.getByRole('heading', { name: 'Needs review (1)' })).toBeVisible();
  expect(screen.getByText('Condition/dep').closest('tr')).toHaveTextContent('Has words and no code');
});

test('of 500 conditions fifty are drawn until all are asked for', async () => {
  const user = open({ assessment: anAssessment({ conditions: many(500) }) });
  expect(rows()).toBe(50);
  await user.click(screen.getByRole('button', { name: 'Show all 500' }));
  expect(rows()).toBe(500);
});

test('the filter finds by name and by code and says how many match', async () => {
  const user = open({
    assessment: anAssessment({
      conditions: [
        ...many(60),
        {
          condition: aCondition({
            display: 'Gout',
            codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M10.9' }],
            reference: 'Condition/gout',
          }),
          verdict: 'counts',
          reason: 'chronic',
          ruleId: 'ELIG-3',
        },
      ],
    }),
  });
  await user.type(screen.getByLabelText('Filter'), 'm10');
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1 condition matches'));
  expect(screen.getByText('Gout')).toBeVisible();
  expect(screen.queryByText('Sample condition 3')).toBeNull();
});

test('open rules are shown first, the rest on demand, each with evidence and source', async () => {
  const user = open({
    assessment: anAssessment({
      unknowns: ['CONC-14'],
      findings: [
        aFinding('ELIG-1'),
        aFinding('CONC-14', [{ fact: 'global-surgery', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'undecided' }),
      ],
    }),
  });
  expect(screen.queryByText('Two or more chronic conditions.')).toBeNull();
  expect(screen.getByText('Surgical follow-up period: not recorded in the chart')).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'All (2)' }));
  expect(screen.getByText('Two or more chronic conditions.')).toBeVisible();
  expect(screen.getAllByRole('link', { hidden: true })[0]).toHaveAttribute('rel', 'noopener noreferrer');
});

const unknownSurgery = aFinding('CONC-14', [], { verdict: 'unknown', effect: 'undecided' });
const noRisk = aFinding('ELIG-2', [], { verdict: 'not-met', effect: 'blocks' });
const RULES = anAssessment({ unknowns: ['CONC-14'], blockers: ['ELIG-2'], findings: [noRisk, unknownSurgery] });

/** The screen with what was asked to be stated. */
function openStating(overrides: Partial<Statements> = {}, props: Partial<EligibilityScreenProps> = {}) {
  const sent: StatementDraft[] = [];
  const statements = someStatements({
    onState: async (draft) => {
      sent.push(draft);
      return { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/1', alreadyThere: false };
    },
    ...overrides,
  });
  return { sent, user: open({ assessment: RULES, statements, ...props }) };
}

test('a statement needs a choice and a reason, is shown as it will be kept, and is recorded under the person’s name', async () => {
  const { sent, user } = openStating();
  await user.click(screen.getByRole('button', { name: 'State the risk: Significant risk' }));
  const record = screen.getByRole('button', { name: 'Record as Dr. Felix Fictional' });
  await user.click(record);
  expect(sent).toEqual([]);
  expect(screen.getByText('Choose one.')).toBeVisible();
  expect(screen.queryByText('Exactly as it will be kept')).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'Yes' }));
  await user.type(screen.getByLabelText('Why'), 'Two admissions this year.');
  expect(screen.getByText(/CCM-ATTEST v1 \| id-1 \| significant-risk/)).toHaveTextContent('Two admissions this year.');
  await user.click(record);
  expect(await screen.findByText('Your statement is recorded')).toBeVisible();
  expect(sent).toEqual([
    {
      items: [{ id: 'id-1', said: { about: 'significant-risk', holds: true } }],
      at: '2026-11-21T10:30:00-05:00',
      reason: 'Two admissions this year.',
    },
  ]);
});

test('after an unclear outcome the same statement is sent again, with its identifier and time', async () => {
  const sent: StatementDraft[] = [];
  let minute = 30;
  const { user } = openStating({
    now: () => `2026-11-21T10:${(minute += 1)}:00-05:00`,
    onState: async (draft) => {
      sent.push(draft);
      return { kind: 'unclear', where: 'CarePlan', looked: 'absent' };
    },
  });
  await user.click(screen.getByRole('button', { name: /^State the risk/ }));
  await user.click(screen.getByRole('radio', { name: 'Yes' }));
  await user.type(screen.getByLabelText('Why'), 'Frail.');
  await user.click(screen.getByRole('button', { name: /^Record as/ }));
  await waitFor(() => expect(screen.getByRole('button', { name: /^Record as/ })).not.toHaveAttribute('aria-busy'));
  expect(sent).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: /^Record as/ }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual(sent[0]);
});

test('a nurse sees what must be stated and why it is not hers to state', async () => {
  const { sent, user } = openStating({ stater: NURSE });
  const button = screen.getByRole('button', { name: /^State the risk/ });
  expect(button).toHaveAccessibleDescription('Only a physician, NP or PA can state this; you are signed in as clinical staff.');
  await user.click(button);
  expect(screen.queryByRole('button', { name: /^Record as/ })).toBeNull();
  expect(sent).toEqual([]);
  expect(screen.getByRole('button', { name: /^State the surgical follow-up/ })).not.toHaveAttribute('aria-disabled');
});

test('a visit of the chart is taken by one click', async () => {
  const visit = aFinding('ELIG-6', [], { verdict: 'unknown', effect: 'undecided' });
  const { sent, user } = openStating(
    { visits: [{ date: '2026-10-07', display: '', code: '99214', modality: 'in-person' }] },
    { assessment: anAssessment({ unknowns: ['ELIG-6'], findings: [visit] }) },
  );
  await user.click(screen.getByRole('button', { name: /^Name the visit/ }));
  await user.click(screen.getByRole('button', { name: '7 Oct 2026, 99214' }));
  expect(screen.getByLabelText('Day of the visit')).toHaveValue('2026-10-07');
  expect(screen.getByLabelText('Kind of visit')).toHaveValue('99214');
  const discussed = screen.getByRole('group', { name: /^Was CCM discussed/ });
  await user.click(within(discussed).getByRole('radio', { name: 'Yes' }));
  await user.type(screen.getByLabelText('How you know'), 'In my note of that day.');
  await user.click(screen.getByRole('button', { name: /^Record as/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.items).toMatchObject([
    { said: { about: 'initiating-visit', date: '2026-10-07', code: '99214', modality: 'in-person', ccmDiscussed: true } },
  ]);
});

test('others’ billing is answered by one check and one save', async () => {
  const findings = (['CONC-1', 'CONC-3'] as const).map((ruleId) => aFinding(ruleId, [], { verdict: 'unknown', effect: 'undecided' }));
  const { sent, user } = openStating({}, { assessment: anAssessment({ unknowns: ['CONC-1', 'CONC-3'], findings }) });
  await user.click(screen.getByRole('button', { name: 'Others’ billing checked: all of them' }));
  await user.type(screen.getByLabelText('How it was checked'), 'Called both practices.');
  await user.click(screen.getByRole('button', { name: /^Record as/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.items.map((item) => ('said' in item ? item.said : null))).toEqual([
    { about: 'rule-confirmed', ruleId: 'CONC-1', met: true },
    { about: 'rule-confirmed', ruleId: 'CONC-3', met: true },
  ]);
});

test('a condition to review is decided on its own row', async () => {
  const { sent, user } = openStating({}, { assessment: anAssessment() });
  await user.click(screen.getByRole('button', { name: /^Decide: Depressive symptoms/ }));
  await user.click(screen.getByRole('radio', { name: 'It counts' }));
  await user.type(screen.getByLabelText('Why'), 'Recurrent, ten years.');
  await user.click(screen.getByRole('button', { name: /^Record as/ }));
  expect(await screen.findByText(/^The decision on Depressive symptoms.* is recorded$/)).toBeVisible();
  expect(sent[0]?.items).toMatchObject([{ said: { about: 'condition-override', condition: 'Condition/dep', counts: true } }]);
});

test('what was stated before is shown with who and when, and can be taken back', async () => {
  const first = aStatementView({
    id: 's0',
    holds: false,
    date: '2026-02-03',
    reason: 'Stable.',
    said: { about: 'significant-risk', holds: false },
  });
  const { sent, user } = openStating({ history: [first, aStatementView()] });
  expect(screen.getAllByText('At significant risk')[0]?.closest('p')).toHaveTextContent(
    'Dr. Felix Fictional, 12 Oct 2026: Two admissions this year.',
  );
  expect(screen.getAllByText('Not at significant risk')[0]?.closest('details')).toHaveTextContent('3 Feb 2026: Stable.');
  await user.click(screen.getByRole('button', { name: 'Take back: At significant risk' }));
  await user.click(screen.getByRole('button', { name: /^Take back as/ }));
  expect(sent).toEqual([]);
  await user.type(screen.getByLabelText('Why it is taken back'), 'Stated for another patient.');
  await user.click(screen.getByRole('button', { name: /^Take back as/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.items).toMatchObject([{ withdraws: { id: 's1' } }]);
});

test('without a plan the statement waits until a person has created one', async () => {
  const created: string[] = [];
  const { sent, user } = openStating({
    plan: null,
    onCreatePlan: async () => {
      created.push('plan');
      return { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/1', alreadyThere: false };
    },
  });
  await user.click(screen.getByRole('button', { name: /^State the risk/ }));
  expect(screen.getByText(/Type 2 diabetes and Hypertension/)).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Yes' }));
  await user.type(screen.getByLabelText('Why'), 'Frail.');
  const record = screen.getByRole('button', { name: /^Record as/ });
  await user.click(record);
  expect(record).toHaveAccessibleDescription('Create the care plan first.');
  expect([created, sent]).toEqual([[], []]);
  await user.click(screen.getByRole('button', { name: 'Create the CCM care plan' }));
  await waitFor(() => expect(created).toEqual(['plan']));
});

test('a rule that the address asks for is in sight with its form open and has the focus', () => {
  openStating({}, { assessment: anAssessment({ findings: [aFinding('ELIG-1'), noRisk] }), rule: 'ELIG-2' });
  expect(screen.getByLabelText('Why')).toBeVisible();
  expect(screen.getByText('Significant risk.').closest('li')).toHaveFocus();
});

test('a rule that was just answered stays in sight as settled', async () => {
  const statements = someStatements();
  const { rerender } = render(<EligibilityScreen chart={aScreenChart()} assessment={RULES} today="2026-11-21" statements={statements} />);
  const user = userEvent.setup({ delay: null });
  await user.click(screen.getByRole('button', { name: /^State the risk/ }));
  const settled = anAssessment({ unknowns: ['CONC-14'], findings: [aFinding('ELIG-2'), unknownSurgery] });
  rerender(<EligibilityScreen chart={aScreenChart()} assessment={settled} today="2026-11-21" statements={statements} />);
  expect(screen.getByText('Significant risk.').closest('li')).toHaveTextContent('Met');
  expect(screen.getByLabelText('Why')).toBeVisible();
});

test('a chart whose conditions may not be seen says so, instead of none', () => {
  open({
    assessment: anAssessment({ conditions: [], distinctChronicConditions: [] }),
    chart: aScreenChart({ unknownBecause: { conditions: 'not-granted' } }),
  });
  expect(screen.getByText(/the EHR does not let Intervisit see it/)).toBeVisible();
  expect(screen.queryByText('The chart lists no conditions.')).toBeNull();
});

/** The screen in one session: what is typed outlives the screen. */
function inSession(assessment = RULES) {
  const drafts = createFormDrafts();
  const sent: StatementDraft[] = [];
  const statements = someStatements({
    onState: async (draft) => {
      sent.push(draft);
      return { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/cp1', alreadyThere: false };
    },
  });
  const show = () =>
    render(
      <FormDraftsContext value={drafts}>
        <EligibilityScreen chart={aScreenChart()} assessment={assessment} today="2026-11-21" statements={statements} />
      </FormDraftsContext>,
    );
  return { drafts, sent, show, user: userEvent.setup({ delay: null }) };
}

test('what was typed into a statement is there again after the screen was left, as the same statement', async () => {
  const { drafts, sent, show, user } = inSession();
  const first = show();
  await user.click(screen.getByRole('button', { name: /^State the risk/ }));
  await user.click(screen.getByRole('radio', { name: 'Yes' }));
  await user.type(screen.getByLabelText('Why'), 'Frail.');
  expect(drafts.hasUnsaved()).toBe(true);
  first.unmount();
  show();
  expect(screen.getByLabelText('Why')).toHaveValue('Frail.');
  await user.click(screen.getByRole('button', { name: /^Record as/ }));
  await waitFor(() => expect(sent).toMatchObject([{ items: [{ id: 'id-1', said: { holds: true } }], reason: 'Frail.' }]));
  await waitFor(() => expect(drafts.hasUnsaved()).toBe(false));
});

test('a statement that was cancelled is forgotten', async () => {
  const { drafts, show, user } = inSession();
  const first = show();
  await user.click(screen.getByRole('button', { name: /^State the risk/ }));
  await user.type(screen.getByLabelText('Why'), 'Frail.');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(drafts.hasUnsaved()).toBe(false);
  first.unmount();
  show();
  expect(screen.queryByLabelText('Why')).toBeNull();
});

test('a form that is opened by hand takes the focus, and gives it back where it stood', async () => {
  const { user } = openStating();
  await user.click(screen.getByRole('button', { name: /^State the risk/ }));
  expect(screen.getByRole('radio', { name: 'Yes' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByText('Significant risk.').closest('li')?.contains(document.activeElement)).toBe(true);
});

test('a proposal that must be confirmed names each question with the way to it', () => {
  const unseen = aFinding('TIME-1', [{ fact: 'time-entry', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' });
  openStating(
    {},
    {
      assessment: anAssessment({
        proposal: 'needs-confirmation',
        unknowns: ['CONC-14', 'TIME-1'],
        findings: [unknownSurgery, unseen],
      }),
    },
  );
  const questions = screen.getByRole('navigation', { name: 'Questions to answer first' });
  expect(
    within(questions)
      .getAllByRole('link')
      .map((link) => [link.textContent, link.getAttribute('href')]),
  ).toEqual([
    ['Answer: Surgical follow-up period', '#/2026-11/eligibility/CONC-14'],
    ['See: Time of this calendar month', '#/2026-11/problems'],
  ]);
  const row = screen.getByText('Time of this calendar month.').closest('li');
  expect(row).toHaveTextContent(/Nobody can answer for time that is not seen.*Ask IT to let Intervisit see encounters/);
  expect(within(row ?? document.body).queryByRole('button')).toBeNull();
});

test('where care plans are kept back, nothing is offered that could not be read back, and the reason is said once', () => {
  const unseen = aFinding('ELIG-7', [{ fact: 'coverage-type', unknownBecause: 'not-granted' }], {
    verdict: 'unknown',
    effect: 'undecided',
  });
  const hidden = aFinding('PLAN-1', [{ fact: 'plan-present', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' });
  openStating({ plan: null }, { assessment: anAssessment({ unknowns: ['PLAN-1'], findings: [hidden, noRisk, unknownSurgery, unseen] }) });
  expect(document.body).not.toHaveTextContent('may answer for it');
  expect(screen.getByText('Nothing can be stated here at present')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^(?:State|Answer|Decide|Others)/ })).toBeNull();
});

test.each([
  ['CONS-1', 'Ask for consent, or confirm one', '#/2026-11/consent'],
  ['PLAN-1', 'Open the care plan', '#/2026-11/plan'],
] as const)('%s leads from its row to where it is dealt with', (ruleId, name, to) => {
  openStating({}, { assessment: anAssessment({ findings: [aFinding(ruleId, [], { verdict: 'not-met', effect: 'blocks' })] }) });
  expect(screen.getByRole('link', { name })).toHaveAttribute('href', to);
});
