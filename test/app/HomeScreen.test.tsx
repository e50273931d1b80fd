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
/** Its words are loaded after the verdict. */
const openList = async () => {
  await screen.findByRole('link', { name: /evidence/ });
  return screen.getByRole('region', { name: 'What stands open' });
};
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

test('who may not time work is led to the log to look, and told why once: by the timer’s bar', () => {
  open({ performer: 'non-clinical-staff' });
  expect(within(step()).getByRole('link')).toHaveTextContent('See the time log');
  expect(step()).not.toHaveTextContent('does not count toward CCM');
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
  expect(chips()).toHaveTextContent('Consent not visible to Intervisit');
  cleanup();
  open({ chart: aScreenChart({ consent: { date: '2026-01-12', revokedDate: '2026-11-10' } }) });
  expect(chips()).toHaveTextContent('Consent withdrawn 10 Nov 2026');
});

test('what stands open names who can settle it, blockers first', async () => {
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
  const items = within(await openList()).getAllByRole('listitem');
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

test('a kind of record that the EHR keeps back is said as such, with who can help, and is no clinical fact', () => {
  const { conditions: _, ...chart } = aScreenChart({ unknownBecause: { conditions: 'not-granted', otherBilledCodes: 'not-answered' } });
  open({ chart, assessment: anAssessment({ distinctChronicConditions: [], unknowns: ['ELIG-1'] }) });
  expect(screen.getByText('The EHR does not let Intervisit see conditions: ask IT to allow it.')).toBeVisible();
  expect(screen.getByText(/^The EHR did not answer in full about charges/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'See what and why' })).toHaveAttribute('href', '#/2026-11/problems');
  expect(chips()).toHaveTextContent('Eligibility conditions not visible to Intervisit');
  expect(document.body).not.toHaveTextContent('0 chronic conditions');
});

test('rules that are unknown for want of one kind of record are one line', async () => {
  const rules = ['CONC-1', 'CONC-4', 'CONC-9'] as const;
  const findings = rules.map((ruleId) =>
    aFinding(ruleId, [{ fact: 'other-billing', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' }),
  );
  open({ assessment: anAssessment({ unknowns: rules, findings }) });
  const items = within(await openList()).getAllByRole('listitem');
  expect(items).toHaveLength(1);
  expect(items[0]).toHaveTextContent('Whether other billing of this month stands in the way is not known.');
  expect(items[0]).toHaveTextContent('Ask IT');
});

test('where the time is not known there is no number, no bar and no call to log it', () => {
  const { timeEntries: _, ...chart } = aScreenChart({ unknownBecause: { timeEntries: 'not-granted' } });
  open({
    chart,
    assessment: anAssessment({
      timeKnown: false,
      time: [],
      unknowns: ['TIME-1'],
      countedMinutes: { staff: 0, qhp: 0, total: 0 },
      findings: [aFinding('TIME-1', [{ fact: 'time-entry', unknownBecause: 'not-granted' }], { verdict: 'unknown', effect: 'undecided' })],
    }),
  });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('the EHR does not let Intervisit see encounters');
  expect(document.body).not.toHaveTextContent(/\b0 (of|min)/);
  expect(document.querySelector('.month-bar')).toBeNull();
  expect(within(step()).getByRole('link')).toHaveAttribute('href', '#/2026-11/problems');
  expect(screen.queryByRole('link', { name: 'Log time' })).toBeNull();
  expect(document.body).not.toHaveTextContent('No time logged');
});

test('in an EHR that takes no time entries the next step says that there will be text to copy', () => {
  open({ timeTarget: { where: null, because: [{ where: 'Encounter', why: 'not-granted' }] } });
  expect(within(step()).getByRole('link', { name: 'Write up time' })).toBeVisible();
  expect(step()).toHaveTextContent('you get the text to copy');
});

test('time left out is open, so a month with it does not miss nothing', async () => {
  open({
    assessment: anAssessment({ findings: [aFinding('TIME-13', [], { verdict: 'not-met', effect: 'excludes' })] }),
    chart: aScreenChart({ deathDate: '2026-11-10' }),
  });
  const list = await openList();
  expect(list).toHaveTextContent('Time after the date of death was left out.');
  expect(list).not.toHaveTextContent('Nothing is missing');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/^Died 10 Nov 2026/);
});

test('no visit is said as far back as visits were asked for', () => {
  open({ chart: aScreenChart({ visits: [] }), visitsSince: '2025-10-30' });
  expect(screen.getByText('None since 30 Oct 2025')).toBeVisible();
});

test('before CCM has begun the visit on record is named with the day until which it serves', async () => {
  open({
    chart: aScreenChart({ visits: [{ date: '2026-08-18', code: '99214', practitioner: 'same' }] }),
    assessment: anAssessment({
      unknowns: ['ELIG-4'],
      findings: [
        aFinding('ELIG-4', [{ fact: 'start-of-ccm', unknownBecause: 'not-recorded' }], { verdict: 'unknown', effect: 'undecided' }),
      ],
    }),
  });
  expect(await screen.findByText('CCM has not begun. The visit of 18 Aug 2026 would serve if it begins by 18 Aug 2027.')).toBeVisible();
});

test('a month without rules has no verdict on eligibility and no bar', () => {
  open({ assessment: anAssessment({ blockers: ['SCOPE-1'], proposal: 'blocked', distinctChronicConditions: [], time: [] }) });
  expect(chips()).toHaveTextContent('Eligibility no rules for this month');
  expect(document.querySelector('.month-bar')).toBeNull();
});

test('a consent or plan of a later month says so', () => {
  open({
    chart: aScreenChart({
      consent: { date: '2026-12-03' },
      carePlan: { present: true, establishedDate: '2026-12-08', signedDate: '2026-12-09' },
    }),
    assessment: anAssessment({ blockers: ['CONS-1', 'PLAN-1'], proposal: 'blocked' }),
  });
  expect(chips()).toHaveTextContent(/Consent 3 Dec 2026 .*, after this month/);
  expect(chips()).toHaveTextContent('Care plan established 8 Dec 2026, after this month');
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
