// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { HomeScreen, type HomeScreenProps } from '../../src/app/HomeScreen.tsx';
import { nextStep } from '../../src/app/next-step.ts';
import type { ChargeView } from '../../src/app/charge-view.ts';
import { aBillableAssessment, aFinding, anAssessment, aScreenChart } from '../builders/assessment.ts';

afterEach(cleanup);

const CHARGE: ChargeView = { code: '99490', units: 1, status: 'planned', own: true, reference: 'ChargeItem/1' };

function open(overrides: Partial<HomeScreenProps> = {}) {
  render(
    <HomeScreen
      chart={aScreenChart()}
      assessment={anAssessment()}
      today="2026-11-21"
      entries={[]}
      charges={[]}
      problemCount={0}
      {...overrides}
    />,
  );
}

const chips = () => screen.getByRole('list', { name: 'State of the essentials' });
const step = () => screen.getByRole('region', { name: 'Next best step' });

test('the verdict is the heading, and the strip says the month in one sentence and its picture in words', () => {
  open();
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Eligible. 14 of 20 minutes; 6 more reach 99490.');
  const strip = screen.getByRole('region', { name: 'November 2026, time' });
  expect(strip).toHaveTextContent('14 of 20 min, 6 to go, 10 days left');
  expect(strip).toHaveTextContent(
    '14 minutes counted. 99490 at 20 min, 99439 at 40 min and 99439 at 60 min. Counted work on day 3 and 17.',
  );
});

test('one next step: log time, and it leads there', () => {
  open();
  const links = within(step()).getAllByRole('link');
  expect(links).toHaveLength(1);
  expect(links[0]).toHaveTextContent('Log time');
  expect(links[0]).toHaveAttribute('href', '#/2026-11/time');
  expect(step()).toHaveTextContent('6 more minutes reach 99490; 10 days left.');
});

test('chips name consent, plan and eligibility with their dates', () => {
  open();
  expect(chips()).toHaveTextContent('Consent 12 Jan 2026 (10 months ago)');
  expect(chips()).toHaveTextContent('Care plan signed 12 Oct 2026 (40 days ago)');
  expect(chips()).toHaveTextContent('Eligibility 3 chronic conditions');
});

test('no consent, consent not permitted to be seen and consent withdrawn are three different chips', () => {
  open({ chart: aScreenChart({ consent: null }), assessment: anAssessment({ blockers: ['CONS-1'] }) });
  expect(chips()).toHaveTextContent('Consent none');
  cleanup();
  const { consent: _, ...without } = aScreenChart();
  open({ chart: { ...without, unknownBecause: { consent: 'not-granted' } } });
  expect(chips()).toHaveTextContent('Consent the EHR does not let this app see it');
  cleanup();
  open({ chart: aScreenChart({ consent: { date: '2026-01-12', revokedDate: '2026-11-10' } }) });
  expect(chips()).toHaveTextContent('Consent withdrawn 10 Nov 2026');
});

test('what stands open names who can settle it, blockers first', () => {
  open({
    assessment: anAssessment({
      blockers: ['CONS-1'],
      unknowns: ['ELIG-7'],
      findings: [
        aFinding('ELIG-7', [{ fact: 'coverage-start', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'undecided' }),
        aFinding('CONS-1', [], { verdict: 'not-met', effect: 'blocks' }),
      ],
    }),
  });
  const items = within(screen.getByRole('region', { name: 'What stands open' })).getAllByRole('listitem');
  expect(items[0]).toHaveTextContent('Blocks');
  expect(items[0]).toHaveTextContent('Ask the patient');
  expect(items[1]).toHaveTextContent('Unknown');
  expect(items[1]).toHaveTextContent('Registration checks the coverage.');
});

test('what could not be read is counted and leads to the list', () => {
  open({ problemCount: 3 });
  expect(screen.getByText('3 things in the chart could not be read')).toBeVisible();
  expect(screen.getByRole('link', { name: 'See what and why' })).toHaveAttribute('href', '#/2026-11/problems');
});

test.each([
  [
    'a blocker comes before everything',
    aBillableAssessment({ proposal: 'blocked', blockers: ['PLAN-1'] }),
    [],
    'Open the care plan',
    'plan',
  ],
  [
    'open questions come before closing',
    aBillableAssessment({ proposal: 'needs-confirmation', unknowns: ['ELIG-7'] }),
    [],
    'Answer 1 open question',
    'eligibility',
  ],
  ['a reached code is closed', aBillableAssessment(), [], 'Close the month', 'close'],
  ['a charge of another system is not ours', aBillableAssessment(), [{ ...CHARGE, own: false }], 'Close the month', 'close'],
  [
    'a superseded charge does not stand',
    aBillableAssessment(),
    [{ ...CHARGE, status: 'not-billable' as const }],
    'Close the month',
    'close',
  ],
  ['after recording, time again', aBillableAssessment(), [CHARGE], 'Log time', 'time'],
  [
    'more units than recorded are closed again',
    aBillableAssessment({
      codes: [
        { code: '99490', units: 1 },
        { code: '99439', units: 2 },
      ],
    }),
    [CHARGE],
    'Close the month',
    'close',
  ],
  [
    'recorded and nothing more to reach',
    aBillableAssessment({ minutesToNext: null, nextCode: null }),
    [CHARGE],
    'Nothing left to do this month',
    null,
  ],
  ['a past month that fell short', anAssessment({ daysLeft: 0 }), [], 'Nothing left to do this month', null],
] as const)('%s', (_, assessment, charges, label, target) => {
  expect(nextStep(assessment, charges)).toMatchObject({ label, screen: target });
});
