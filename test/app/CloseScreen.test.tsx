// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { ChargeRequest } from '../../src/app/charge-view.ts';
import type { RuleId } from '../../src/ccm/rules.ts';
import { CloseScreen, type CloseScreenProps } from '../../src/app/CloseScreen.tsx';
import type { SaveResult } from '../../src/app/save-result.ts';
import { aBillableAssessment, aFinding, anAssessment, aScreenChart } from '../builders/assessment.ts';

afterEach(cleanup);

const STORED: SaveResult = { kind: 'stored', where: 'ChargeItem', reference: 'ChargeItem/1', alreadyThere: false };

function open(overrides: Partial<CloseScreenProps> = {}, result: SaveResult = STORED) {
  const asked: ChargeRequest[] = [];
  render(
    <CloseScreen
      chart={aScreenChart()}
      assessment={aBillableAssessment()}
      today="2026-11-21"
      charges={[]}
      saveTarget={{ where: 'ChargeItem' }}
      onRecord={async (request) => {
        asked.push(request);
        return request.codes.map(({ code }) => ({ code, result }));
      }}
      {...overrides}
    />,
  );
  return { asked, user: userEvent.setup({ delay: null }) };
}

const record = () => screen.getByRole('button', { name: /^Record charge/ });

test('the proposal is recorded with its units, and the outcome stands by its code', async () => {
  const { asked, user } = open();
  await user.click(record());
  expect(await screen.findByText('Charge 99490 is recorded')).toBeVisible();
  expect(asked).toEqual([{ codes: [{ code: '99490', units: 1 }], family: 'STAFF', chosen: 'proposal' }]);
});

test('a double click asks once', async () => {
  const { asked, user } = open();
  await user.dblClick(record());
  await screen.findByText('Charge 99490 is recorded');
  expect(asked).toHaveLength(1);
});

test.each([
  ['blocked', aBillableAssessment({ proposal: 'blocked', blockers: ['CONS-1'] }), /1 rule stands in the way/],
  [
    'questions open',
    aBillableAssessment({ proposal: 'needs-confirmation', unknowns: ['ELIG-7', 'ELIG-13'] }),
    /2 questions must be answered first/,
  ],
] as const)('%s: the button stays, does nothing, and says why', async (_, assessment, reason) => {
  const { asked, user } = open({ assessment });
  await user.click(record());
  expect(asked).toEqual([]);
  expect(record()).toHaveAccessibleDescription(reason);
  expect(record()).toHaveAttribute('aria-disabled', 'true');
});

test('what is recorded already is not offered again', () => {
  open({ charges: [{ code: '99490', units: 1, status: 'planned', own: true, reference: 'ChargeItem/1' }] });
  expect(record()).toHaveAccessibleDescription('Already recorded in the EHR.');
});

test('another correct coding can be picked and is recorded as such', async () => {
  const { asked, user } = open({
    assessment: aBillableAssessment({
      family: 'COMPLEX',
      codes: [{ code: '99487', units: 1 }],
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
    }),
  });
  expect(document.body).not.toHaveTextContent('167.01');
  await user.click(screen.getByRole('radio', { name: /99490/ }));
  await user.click(record());
  await waitFor(() => expect(asked[0]).toMatchObject({ family: 'STAFF', chosen: 'alternative' }));
});

test.each<[string, SaveResult, RegExp]>([
  [
    'already there',
    { kind: 'stored', where: 'ChargeItem', reference: 'ChargeItem/1', alreadyThere: true },
    /is recorded.*stood there when Intervisit looked.*once/,
  ],
  ['unclear', { kind: 'unclear', where: 'ChargeItem', looked: 'unknown' }, /outcome not known/],
  ['rejected', { kind: 'rejected', where: 'ChargeItem', reasons: ['context is required'] }, /refused by the EHR.*context is required/],
  [
    'not stored',
    { kind: 'not-stored', because: [{ where: 'ChargeItem', why: 'not-supported' }], text: 'charge sheet' },
    /is not recorded.*takes no charges from apps/,
  ],
  ['nobody signed in', { kind: 'nobody-signed-in' }, /was not recorded.*did not say who is signed in.*nothing was sent/],
  ['session over', { kind: 'failed', error: 'session-expired' }, /was not recorded.*Open Intervisit again/],
])('outcome %s is told in its own words', async (_, result, words) => {
  const { user } = open({}, result);
  await user.click(record());
  await waitFor(() => expect(screen.getByText(/^Charge 99490/).closest('.notice')).toHaveTextContent(words));
});

test('the checklist puts what needs a person first and says what would settle it', () => {
  open({
    assessment: anAssessment({
      unknowns: ['ELIG-7'],
      blockers: ['CONS-1'],
      proposal: 'blocked',
      minutesToNext: null,
      nextCode: null,
      findings: [
        aFinding('ELIG-7', [], { verdict: 'unknown', effect: 'undecided' }),
        aFinding('CONS-1', [], { verdict: 'not-met', effect: 'blocks' }),
      ],
    }),
  });
  const items = within(screen.getByRole('region', { name: /^Checklist/ })).getAllByRole('listitem');
  expect(items[0]).toHaveTextContent('BlocksConsent.');
  expect(items[0]).toHaveTextContent('Ask the patient');
  expect(items[1]).toHaveTextContent('UnknownMedicare Part B.');
  expect(items[2]).toHaveTextContent('Not yetMinutes.');
});

test('enough minutes pass in the checklist even where another rule blocks the codes', () => {
  open({
    assessment: anAssessment({
      proposal: 'blocked',
      blockers: ['CONS-1'],
      minutesToNext: null,
      countedMinutes: { staff: 25, qhp: 0, total: 25 },
      countedSeconds: { staff: 1500, qhp: 0, total: 1500 },
    }),
  });
  expect(screen.getByText('Minutes.').closest('li')).toHaveTextContent('Met');
});

test('the limits of what can be seen are said, and charges that may not be seen are not shown as none', () => {
  open({ chart: aScreenChart({ unknownBecause: { otherBilledCodes: 'not-granted' } }) });
  expect(screen.getByText(/Other practices’ billing is not visible in this EHR/)).toBeVisible();
  expect(screen.queryByText('None.')).toBeNull();
});

test('each question leads to its form or to what it takes instead, those that one check answers by one link', () => {
  open({
    assessment: aBillableAssessment({
      proposal: 'blocked',
      blockers: ['ELIG-2', 'CONS-1'],
      unknowns: ['CONC-1', 'CONC-3', 'CONC-14'],
      findings: [
        aFinding('ELIG-2', [], { verdict: 'not-met', effect: 'blocks' }),
        aFinding('CONS-1', [], { verdict: 'not-met', effect: 'blocks' }),
        unknown('CONC-1'),
        unknown('CONC-3'),
        unknown('CONC-14'),
      ],
    }),
  });
  expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Answer: Significant risk', '#/2026-11/eligibility/ELIG-2'],
    ['See: Consent on record', '#/2026-11/consent'],
    ['Answer: Others’ billing', '#/2026-11/eligibility/CONC-1'],
    ['Answer: Surgical follow-up period', '#/2026-11/eligibility/CONC-14'],
  ]);
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

function unknown(ruleId: RuleId) {
  return aFinding(ruleId, [], { verdict: 'unknown', effect: 'undecided' });
}
