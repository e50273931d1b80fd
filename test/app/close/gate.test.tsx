// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { assessMonth } from '../../../src/ccm/assess-month.ts';
import type { Chart } from '../../../src/ccm/chart.ts';
import { loadChronicConditions } from '../../../src/ccm/conditions.ts';
import { type Policy, policyWith } from '../../../src/ccm/policy.ts';
import { RULE_IDS } from '../../../src/ccm/rules.ts';
import type { CloseDesk } from '../../../src/app/close/close-desk.ts';
import { CloseScreen } from '../../../src/app/close/CloseScreen.tsx';
import { gateRows } from '../../../src/app/close/gate.ts';
import type { StatementView } from '../../../src/app/statement-view.ts';
import { aFinding, anAssessment } from '../../builders/assessment.ts';
import {
  aBilledCode,
  aCarePlan,
  aChart,
  aCondition,
  aConsent,
  aCoverage,
  aStay,
  aTimeEntry,
  aVisit,
  MONTH,
  without,
} from '../../builders/chart.ts';
import { aChargeView, aCloseDesk } from '../../builders/close-desk.ts';

afterEach(cleanup);

let policy: Policy;
beforeAll(async () => {
  policy = policyWith(await loadChronicConditions());
});

interface Case {
  readonly chart?: Chart;
  readonly desk?: Partial<CloseDesk>;
  readonly policy?: Partial<Policy>;
}

function open({ chart = aChart(), desk = {}, policy: switches = {} }: Case) {
  const assessment = assessMonth(chart, MONTH, { ...policy, ...switches }, '2026-03-20');
  render(<CloseScreen desk={aCloseDesk({ chart, assessment, today: '2026-03-20', ...desk })} />);
}

function row(name: string): HTMLElement {
  const gate = screen.getByRole('region', { name: /^Checklist/ });
  const line = within(gate)
    .getAllByText(`${name}.`)
    .map((heading) => heading.closest('li'))
    .find((item) => item !== null);
  if (line == null) throw new Error(`no row ${name}`);
  return line;
}

const SIXTY = [aTimeEntry({ minutes: 60 })];
const STATED: StatementView = {
  id: 's',
  about: 'mdm-complexity',
  said: { about: 'mdm-complexity', level: 'high', byBillingPractitioner: true },
  withdraws: false,
  by: 'Dr. Felix Fictional',
  at: '2026-03-18T10:00:00-04:00',
  date: '2026-03-18',
  reason: 'Seen',
  holds: true,
};
const complex = (level: 'low' | 'high') => aChart({ timeEntries: SIXTY, mdmComplexity: level, carePlanSubstantiallyRevised: true });
const unseen = (type: string): Partial<CloseDesk> => ({
  sources: aCloseDesk().sources.map((one) =>
    one.type === type ? { type, count: 0, complete: false, unknownBecause: 'not-granted' } : one,
  ),
});

// Row, word, fixture, what it says, where one click leads.
type GateCase = readonly [row: string, word: string, fixture: () => Case, says: RegExp, link?: string | RegExp];
const CASES: readonly GateCase[] = [
  ['Consent', 'Met', () => ({}), /On record and in force/],
  ['Consent', 'Blocks', () => ({ chart: aChart({ consent: null }) }), /No consent to CCM is on record.*Ask the patient/, /consent$/],
  ['Consent', 'Blocks', () => ({ chart: aChart({ consent: aConsent({ revokedDate: '2026-02-28' }) }) }), /withdrew consent/, /consent$/],
  [
    'Consent',
    'Blocks',
    () => ({ chart: aChart({ consent: aConsent({ practitionerId: 'prac-2' }) }) }),
    /for another practitioner/,
    /consent$/,
  ],
  ['Consent', 'Unknown', () => ({ chart: without(aChart(), 'consent') }), /not known/, /CONS-1$/],

  ['Initiating visit', 'Met', () => ({}), /Seen in time/],
  [
    'Initiating visit',
    'Blocks',
    () => ({ chart: aChart({ visits: [aVisit({ date: '2023-01-02' })] }) }),
    /initiating visit is needed/,
    /ELIG-4$/,
  ],
  ['Initiating visit', 'Unknown', () => ({ chart: without(aChart(), 'visits') }), /not known/, /ELIG-4$/],

  ['Two chronic conditions', 'Met', () => ({}), /Two or more/],
  ['Two chronic conditions', 'Blocks', () => ({ chart: aChart({ conditions: [aCondition()] }) }), /Fewer than two/, /ELIG-1$/],
  ['Two chronic conditions', 'Unknown', () => ({ chart: without(aChart(), 'conditions') }), /not known/, /ELIG-1$/],

  ['Risk statement', 'Met', () => ({}), /stated by a clinician/],
  ['Risk statement', 'Blocks', () => ({ chart: aChart({ riskAttestation: null }) }), /Nobody has stated/, /ELIG-2$/],
  ['Risk statement', 'Unknown', () => ({ chart: without(aChart(), 'riskAttestation') }), /not known/, /ELIG-2$/],

  ['Care plan', 'Met', () => ({}), /Present: met.*Current: met.*Parts: met.*Signed: met.*Copied: met/],
  ['Care plan', 'Blocks', () => ({ chart: aChart({ carePlan: null }) }), /Present: blocks/, /plan$/],
  ['Care plan', 'Unknown', () => ({ chart: without(aChart(), 'carePlan') }), /Present: unknown/, /PLAN-1$/],
  [
    'Care plan',
    'Needs attention',
    () => ({ chart: aChart({ carePlan: aCarePlan({ lastReviewedDate: '2024-12-01' }) }) }),
    /Current: needs attention.*1 Dec 2024, more than a year/,
    /review$/,
  ],
  [
    'Care plan',
    'Needs attention',
    () => ({ chart: aChart({ carePlan: aCarePlan({ signedDate: null }) }) }),
    /Signed: needs attention.*has not signed/,
    /review$/,
  ],
  ['Care plan', 'Needs attention', () => ({ chart: aChart({ carePlan: aCarePlan({ elements: [] }) }) }), /Parts: needs attention/, /plan$/],
  ['Care plan', 'Blocks', () => ({ chart: aChart({ carePlan: aCarePlan({ copyGivenDate: null }) }) }), /Copied: blocks/, /PLAN-3$/],
  ['Care plan', 'Unknown', () => ({ chart: aChart({ carePlan: noCopyDate() }) }), /Copied: unknown/, /PLAN-3$/],

  ['Minutes', 'Met', () => ({}), /20 min by clinical staff, 0 min by physicians, NPs or PAs/],
  [
    'Minutes',
    'Not yet',
    () => ({ chart: aChart({ timeEntries: [aTimeEntry({ minutes: 12 }), aTimeEntry({ minutes: 9, performer: 'non-clinical-staff' })] }) }),
    /12 of 20 min, 8 to go.*Left out: 9 min \(TIME-3\)|12 min by clinical staff.*Left out: 9 min/,
    /time$/,
  ],
  ['Minutes', 'Unknown', () => ({ chart: without(aChart(), 'timeEntries') }), /not known/, /problems$/],

  ['Billing practitioner', 'Met', () => ({}), /may bill/],
  [
    'Billing practitioner',
    'Blocks',
    () => ({ chart: aChart({ billingPractitioner: { id: 'prac-1', type: 'pharmacist' } }) }),
    /may not bill/,
    /WHO-2$/,
  ],
  ['Billing practitioner', 'Unknown', () => ({ chart: aChart({ billingPractitioner: { id: 'prac-1' } }) }), /not known/, /WHO-2$/],

  ['Complexity statement for 99487', 'Not needed', () => ({}), /begins at 60 min; 20 min are counted/],
  [
    'Complexity statement for 99487',
    'Met',
    () => ({ chart: complex('high'), desk: { statements: [STATED] } }),
    /Stated as high by Dr. Felix Fictional on 18 Mar 2026/,
  ],
  [
    'Complexity statement for 99487',
    'Not met',
    () => ({ chart: complex('low') }),
    /99487 is not open; the other codings do not need it/,
    /CODE-17$/,
  ],
  [
    'Complexity statement for 99487',
    'Unknown',
    () => ({ chart: without(complex('high'), 'mdmComplexity', 'mdmByBillingPractitioner') }),
    /not known/,
    /CODE-17$/,
  ],

  ['Duplicate billing', 'Met', () => ({}), /No second CCM charge or claim/],
  [
    'Duplicate billing',
    'Blocks',
    () => ({ chart: aChart({ otherBilledCodes: [aBilledCode('99490', { practitioner: 'other' })] }) }),
    /Another practitioner has reported CCM/,
    /CONC-1$/,
  ],
  ['Duplicate billing', 'Unknown', () => ({ chart: without(aChart(), 'otherBilledCodes') }), /not known/, /CONC-1$/],
  [
    'Duplicate billing',
    'Not met',
    () => ({ desk: { charges: [aChargeView(), aChargeView({ reference: 'ChargeItem/2' })] } }),
    /99490 stands more than once/,
    'See the charges of the month',
  ],

  ['Overlapping service', 'Met', () => ({}), /No service that excludes CCM/],
  ['Overlapping service', 'Blocks', () => ({ chart: aChart({ otherBilledCodes: [aBilledCode('90960')] }) }), /dialysis/, /CONC-4$/],
  ['Overlapping service', 'Unknown', () => ({ chart: without(aChart(), 'globalSurgery') }), /surgical follow-up/, /CONC-14$/],

  ['Add-on without its base code', 'Met', () => ({}), /Every add-on code/],
  [
    'Add-on without its base code',
    'Not met',
    () => ({ desk: { charges: [aChargeView({ code: '99489' })] } }),
    /99489 without 99487/,
    'See the charges of the month',
  ],
  [
    'Add-on without its base code',
    'Unknown',
    () => ({ chart: { ...without(aChart(), 'otherBilledCodes'), unknownBecause: { otherBilledCodes: 'not-granted' } } }),
    /not known/,
    /problems$/,
  ],

  ['Services beside CCM', 'Met', () => ({}), /None with which a minute/],
  ['Services beside CCM', 'Needs attention', () => ({ chart: aChart({ otherBilledCodes: [aBilledCode('99457')] }) }), /monitoring/],

  [
    'Where billing was looked for',
    'Met',
    () => ({}),
    /Looked in charges, claims, benefit statements, procedures and encounters.*not visible in this EHR/,
  ],
  [
    'Where billing was looked for',
    'Unknown',
    () => ({ desk: unseen('Claim') }),
    /Claims: the EHR does not let Intervisit see it/,
    /problems$/,
  ],

  ['Medicare Part B', 'Met', () => ({}), /Active/],
  ['Medicare Part B', 'Blocks', () => ({ chart: aChart({ coverage: aCoverage({ partBEnd: '2026-01-31' }) }) }), /not active/, /ELIG-7$/],
  ['Medicare Part B', 'Unknown', () => ({ chart: without(aChart(), 'coverage') }), /not known/, /ELIG-7$/],

  ['Stays, hospice and models', 'Met', () => ({}), /Nothing in the way/],
  ['Stays, hospice and models', 'Needs attention', () => ({ chart: aChart({ hospiceElection: '2026-02-01' }) }), /hospice/],
  ['Stays, hospice and models', 'Blocks', () => ({ chart: aChart({ modelParticipation: 'GUIDE-aligned' }) }), /replaces CCM/, /ELIG-13$/],
  ['Stays, hospice and models', 'Unknown', () => ({ chart: without(aChart(), 'modelParticipation') }), /not known/, /ELIG-13$/],

  ['Time entries', 'Met', () => ({}), /Every counted minute stands/],
  [
    'Time entries',
    'Needs attention',
    () => ({ chart: aChart({ timeEntries: [aTimeEntry({ recorded: '2026-03-25' })] }) }),
    /logged late/,
    /time$/,
  ],

  ['Practice', 'Met', () => ({}), /states all/],
  [
    'Practice',
    'Blocks',
    () => ({ chart: aChart({ practice: { access24x7: false, designatedCareTeamMember: true, certifiedEhr: true } }) }),
    /cannot reach/,
    /PRAC-1$/,
  ],
  ['Practice', 'Unknown', () => ({ chart: without(aChart(), 'practice') }), /has not stated/, /PRAC-1$/],

  ['Units', 'Met', () => ({}), /within their limits/],
  [
    'Units',
    'Needs attention',
    () => ({ chart: aChart({ ownCharges: [aBilledCode('99487')] }) }),
    /two families/,
    'See the charges of the month',
  ],

  ['Claim', 'Met', () => ({}), /Nothing to look at/],
  [
    'Claim',
    'Needs attention',
    () => ({
      chart: aChart({
        conditions: [
          aCondition(),
          aCondition({ display: 'Hypertension', codes: [{ system: 'http://snomed.info/sct', code: '38341003' }] }),
        ],
      }),
    }),
    /Fewer than two ICD-10-CM/,
    'Add a diagnosis code',
  ],
];

function noCopyDate() {
  const { copyGivenDate: _copy, ...plan } = aCarePlan();
  return plan;
}

test.each(CASES.map((one) => [one[0], one[1], one] as const))('%s: %s', (name, word, [, , fixture, says, link]) => {
  open(fixture());
  const line = row(name);
  expect(line.firstElementChild).toHaveTextContent(new RegExp(`^${word}$`));
  expect(line).toHaveTextContent(says);
  const places = [
    ...within(line)
      .queryAllByRole('link')
      .map((one) => one.getAttribute('href')),
    ...within(line)
      .queryAllByRole('button')
      .map((one) => one.textContent),
  ];
  expect(leadsWhereItShould(word, link, places)).toBe(true);
});

/** A row in order leads nowhere; one that is not leads to the place that deals with it. */
function leadsWhereItShould(word: string, link: string | RegExp | undefined, places: readonly (string | null)[]): boolean {
  if (word === 'Met' || word === 'Not needed') return places.length === 0;
  return link === undefined || places.some((place) => place !== null && new RegExp(link).test(place));
}

test('a month outside the tables is a row that holds, and no other month has that row', () => {
  const outside = assessMonth(aChart(), '2023-03', policy, '2026-03-20');
  render(<CloseScreen desk={aCloseDesk({ chart: aChart(), assessment: outside })} />);
  expect(row('Month covered').firstElementChild).toHaveTextContent('Blocks');
  cleanup();
  open({});
  expect(screen.queryByText('Month covered.')).toBeNull();
});

test('every rule that could hold a charge stands in exactly one row, so that none goes unseen', () => {
  const [chart, charges] = [aChart(), []];
  for (const ruleId of RULE_IDS) {
    const assessment = anAssessment({ blockers: [ruleId], findings: [aFinding(ruleId, [], { verdict: 'not-met', effect: 'blocks' })] });
    const rows = gateRows({ chart, assessment, charges, statements: [], sources: [], isReadingMore: false });
    expect([ruleId, rows.filter(({ standing }) => standing.includes(ruleId)).length]).toEqual([ruleId, isOfMinutes(ruleId) ? 0 : 1]);
  }
});

// Complexity is judged where the minutes reach it, and here they do not.
function isOfMinutes(ruleId: string): boolean {
  return ruleId === 'CODE-16' || ruleId === 'CODE-17';
}

test('rows that hold the charge come first, then what is open, then what is in order', () => {
  open({ chart: aChart({ consent: null, hospiceElection: '2026-02-01' }) });
  const words = within(screen.getByRole('region', { name: /^Checklist/ }))
    .getAllByRole('listitem')
    .filter((item) => item.parentElement?.className === 'gate')
    .map((item) => item.firstElementChild?.textContent);
  expect(words.indexOf('Blocks')).toBe(0);
  expect(words.indexOf('Needs attention')).toBeLessThan(words.indexOf('Met'));
  expect(words.lastIndexOf('Not needed')).toBe(words.length - 1);
});

test('a link to a part of the screen takes the focus there', async () => {
  const charges = [aChargeView(), aChargeView({ reference: 'ChargeItem/2' })];
  Element.prototype.scrollIntoView = () => undefined;
  open({ desk: { charges } });
  await userEvent.click(within(row('Duplicate billing')).getByRole('button', { name: 'See the charges of the month' }));
  expect(screen.getByRole('heading', { name: 'Charges in the EHR for this month' })).toHaveFocus();
});

test('a stay that takes time out is told beside the minutes it took', () => {
  open({ chart: aChart({ stays: [aStay()], timeEntries: [aTimeEntry({ date: '2026-03-08', minutes: 30 })] }) });
  expect(row('Minutes')).toHaveTextContent(/Left out: 30 min \(TIME-12\)/);
});
