// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { RuleAnswer } from '../../src/app/AnswerForm.tsx';
import { EligibilityScreen, type EligibilityScreenProps } from '../../src/app/EligibilityScreen.tsx';
import type { ConditionJudgement } from '../../src/ccm/month-assessment.ts';
import { aCondition, aFinding, anAssessment, aScreenChart } from '../builders/assessment.ts';

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

test('a person’s answer needs a choice and a reason, and carries both', async () => {
  const sent: RuleAnswer[] = [];
  const user = open({
    assessment: anAssessment({
      unknowns: ['CONC-14'],
      findings: [aFinding('CONC-14', [], { verdict: 'unknown', effect: 'undecided' })],
    }),
    answers: {
      saveTarget: { where: 'CarePlan' },
      newId: () => 'a-1',
      onAnswer: async (answer) => {
        sent.push(answer);
        return { kind: 'stored', where: 'CarePlan', reference: 'CarePlan/1', alreadyThere: false };
      },
    },
  });
  await user.click(screen.getByRole('button', { name: 'Answer: Surgical follow-up period' }));
  await user.click(screen.getByRole('button', { name: 'Record answer' }));
  expect(sent).toEqual([]);
  expect(screen.getByText('Choose one.')).toBeVisible();
  await user.click(screen.getByRole('radio', { name: /owns no surgical follow-up period/ }));
  await user.type(screen.getByLabelText('How you know'), 'Asked the surgeon.');
  await user.click(screen.getByRole('button', { name: 'Record answer' }));
  await screen.findByText('Your answer is recorded');
  expect(sent).toEqual([{ id: 'a-1', ruleId: 'CONC-14', met: true, reason: 'Asked the surgeon.' }]);
});

test('a chart whose conditions may not be seen says so, instead of none', () => {
  open({
    assessment: anAssessment({ conditions: [], distinctChronicConditions: [] }),
    chart: aScreenChart({ unknownBecause: { conditions: 'not-granted' } }),
  });
  expect(screen.getByText(/the EHR does not let this app see it/)).toBeVisible();
  expect(screen.queryByText('The chart lists no conditions.')).toBeNull();
});
