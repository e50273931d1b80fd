// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import type { AdoptInput, LedgerEntry, YearMonth } from '../../../src/app/ledger/ledger-view.ts';
import type { SaveResult } from '../../../src/app/save-result.ts';
import { TimeScreen, type TimeScreenProps } from '../../../src/app/TimeScreen.tsx';
import { anAssessment, anEntryJudgement, aScreenChart } from '../../builders/assessment.ts';
import { aHostEncounter, aLedgerEntry, timeScreenParts } from '../../builders/ledger.ts';

afterEach(cleanup);

const STORED = { kind: 'stored', where: 'Encounter', reference: 'Encounter/e1', alreadyThere: false } as const;
const SECOND = aLedgerEntry({
  key: 'e2',
  index: 1,
  id: 'e2',
  reference: 'Encounter/e2',
  start: '2026-11-17T15:30:00-05:00',
  end: '2026-11-17T15:36:00-05:00',
  seconds: 360,
  performer: 'physician-qhp',
  performerName: 'Maya Exemplar, MD',
  performerReference: 'Practitioner/maya',
  activities: ['medication-reconciliation'],
  note: 'Reconciled.',
  source: 'manual',
  reason: 'forgot the timer',
});

function open(overrides: Partial<TimeScreenProps> = {}) {
  const props: TimeScreenProps = {
    ...timeScreenParts(),
    chart: aScreenChart(),
    assessment: anAssessment(),
    today: '2026-11-21',
    now: '2026-11-21T10:30:00-05:00',
    entries: [aLedgerEntry(), SECOND],
    user: { name: 'Nora Nightsample, RN', performer: 'clinical-staff' },
    saveTarget: { where: 'Encounter' },
    newId: () => 'id-1',
    onSave: async () => STORED,
    ...overrides,
  };
  const { rerender } = render(<TimeScreen {...props} />);
  return {
    user: userEvent.setup({ delay: null }),
    show: (next: Partial<TimeScreenProps>) => rerender(<TimeScreen {...props} {...next} />),
  };
}

const ledger = () => within(screen.getByRole('region', { name: 'Entries of November 2026' }));
const row = (text: RegExp) => {
  const found = ledger()
    .getAllByRole('row')
    .find((one) => text.test(one.textContent ?? ''));
  if (found === undefined) throw new Error(`no row ${text}`);
  return found;
};

describe('the list', () => {
  test('an entry shows who, when, what counts toward which code, and why the rest does not', () => {
    open({
      assessment: anAssessment({ time: [anEntryJudgement({ countedSeconds: 300, excluded: [{ seconds: 180, ruleId: 'TIME-6' }] })] }),
      entries: [aLedgerEntry()],
    });
    const entry = row(/10:05/);
    for (const words of [
      '3 Nov',
      '10:05–10:13',
      'Nora Nightsample, RN',
      'Clinical staff',
      'Call with the patient',
      'Called about the glucose log.',
    ]) {
      expect(entry).toHaveTextContent(words);
    }
    expect(entry).toHaveTextContent('Overlap merged −3:00');
    expect(entry).toHaveTextContent('Overlapping work was counted once. TIME-6');
    expect(entry).toHaveTextContent(/8 min.*5 min toward 99490/);
    expect(within(entry).getByRole('link', { name: 'TIME-6' })).toHaveAttribute('href', '#/2026-11/eligibility/TIME-6');
  });

  test('the practice’s time zone is said, and times are in it whatever zone they were written in', () => {
    open({ entries: [aLedgerEntry({ start: '2026-11-03T15:05:00Z', end: '2026-11-03T15:13:00Z' })] });
    expect(ledger().getByText(/Times are in Eastern Time, the practice’s \(America\/New_York\)/)).toBeVisible();
    expect(row(/10:05–10:13/)).toBeInTheDocument();
  });

  test('details hold the arithmetic to the second, the place in the EHR and the entry’s own id', async () => {
    const { user } = open({
      assessment: anAssessment({ time: [anEntryJudgement({ countedSeconds: 255, excluded: [{ seconds: 225, ruleId: 'CONS-5' }] })] }),
      entries: [
        aLedgerEntry({
          confirmedBy: 'Sam Second, RN',
          notCounted: [{ start: '2026-11-03T10:08:00-05:00', end: '2026-11-03T10:09:30-05:00', reason: 'no activity' }],
        }),
      ],
    });
    await user.click(ledger().getByRole('button', { name: /^Details of 3 Nov/ }));
    const trace = within(ledger().getByRole('table', { name: 'How it was judged' }));
    expect(trace.getByRole('row', { name: /Recorded/ })).toHaveTextContent('8:00');
    expect(trace.getByRole('row', { name: /CONS-5/ })).toHaveTextContent('−3:45');
    expect(trace.getByRole('row', { name: /Counts/ })).toHaveTextContent('4:15');
    const entry = row(/Kept/);
    expect(entry).toHaveTextContent('as an encounter, Encounter/e1');
    expect(entry).toHaveTextContent('10:08:00–10:09:30, no activity');
    expect(entry).toHaveTextContent('Confirmed bySam Second, RN');
  });

  test('totals by role add up, and say the same as the month strip', () => {
    open({
      assessment: anAssessment({
        time: [
          anEntryJudgement({ countedSeconds: 480 }),
          anEntryJudgement({
            entry: 1,
            bucket: 'qhp',
            countedSeconds: 300,
            excluded: [{ seconds: 60, ruleId: 'TIME-9' }],
            localDate: '2026-11-17',
          }),
        ],
        countedSeconds: { staff: 480, qhp: 300, total: 780 },
        countedMinutes: { staff: 8, qhp: 5, total: 13 },
        minutesToNext: 7,
      }),
    });
    const totals = within(ledger().getByRole('table', { name: 'Totals by role' }));
    expect(totals.getByRole('row', { name: /Physician/ })).toHaveTextContent('6 min−1 min5 min');
    expect(totals.getByRole('row', { name: /The month/ })).toHaveTextContent('14 min−1 min13 min');
    expect(screen.getByText(/13 of 20 min/)).toBeVisible();
  });

  test('can be narrowed to a person, a role and a flag, and says what that leaves', async () => {
    const { user } = open();
    await user.selectOptions(ledger().getByLabelText('Person'), 'Maya Exemplar, MD');
    expect(ledger().getByText('1 of 2 entries, 6 min counted')).toBeVisible();
    expect(ledger().queryByText('Called about the glucose log.')).toBeNull();
    await user.click(ledger().getByRole('button', { name: 'Show all' }));
    await user.selectOptions(ledger().getByLabelText('Flag'), 'Manual (1)');
    expect(ledger().queryByText('Called about the glucose log.')).toBeNull();
    expect(row(/Reconciled/)).toHaveTextContent('forgot the timer');
    await user.selectOptions(ledger().getByLabelText('Role'), 'Clinical staff');
    expect(ledger().getByText('No entry is like that.')).toBeVisible();
  });

  test('time that may not be seen is told apart from no time', () => {
    open({
      assessment: anAssessment({ time: [], timeKnown: false }),
      chart: aScreenChart({ timeEntries: null, unknownBecause: { timeEntries: 'not-granted' } }),
      entries: [],
    });
    expect(screen.getByRole('heading', { name: 'Time entries cannot be seen' })).toBeVisible();
    expect(screen.getByText('Log only work that is not in the EHR yet')).toBeVisible();
    expect(document.body).not.toHaveTextContent(/0 min/);
    cleanup();
    open({ assessment: anAssessment({ time: [] }), chart: aScreenChart({ timeEntries: [] }), entries: [] });
    expect(screen.getByRole('heading', { name: 'No time logged in this month' })).toBeVisible();
  });

  test('on paper every entry is unfolded', () => {
    open();
    expect(ledger().queryByRole('table', { name: 'How it was judged' })).toBeNull();
    act(() => {
      window.dispatchEvent(new Event('beforeprint'));
    });
    expect(ledger().getAllByRole('table', { name: 'How it was judged' })).toHaveLength(2);
    act(() => {
      window.dispatchEvent(new Event('afterprint'));
    });
    expect(ledger().queryByRole('table', { name: 'How it was judged' })).toBeNull();
  });
});

async function takeBack(user: ReturnType<typeof userEvent.setup>, button = 'Take back', reason = 'wrong patient') {
  await user.click(ledger().getByRole('button', { name: /^Details of 3 Nov/ }));
  await user.click(ledger().getByRole('button', { name: button }));
  if (reason !== '') await user.type(ledger().getByLabelText('Why'), reason);
  await user.click(ledger().getByRole('button', { name: button === 'Correct' ? 'Take it back and correct' : 'Take the entry back' }));
}

function voidingWith(answer: SaveResult) {
  const asked: (readonly [string, string])[] = [];
  return {
    asked,
    voiding: {
      onVoid: async (key: string, reason: string) => {
        asked.push([key, reason]);
        return answer;
      },
    },
  };
}

describe('taking back', () => {
  test('needs a reason', async () => {
    const { asked, voiding } = voidingWith(STORED);
    const { user } = open({ voiding });
    await takeBack(user, 'Take back', '');
    expect(ledger().getByLabelText('Why')).toHaveAccessibleDescription(/Say why/);
    await user.type(ledger().getByLabelText('Why'), '   ');
    await user.click(ledger().getByRole('button', { name: 'Take the entry back' }));
    expect(asked).toEqual([]);
  });

  test('leaves the original in its place, struck through, with who, when and why', async () => {
    const { asked, voiding } = voidingWith(STORED);
    const { user, show } = open({ voiding });
    await takeBack(user);
    expect(asked).toEqual([['e1', 'wrong patient']]);
    expect(await screen.findByText('Taken back: Nora Nightsample, RN, 3 Nov, 10:05–10:13')).toBeVisible();
    const { index: _index, ...bare } = aLedgerEntry();
    const voided: LedgerEntry = {
      ...bare,
      voided: true,
      voiding: { reason: 'wrong patient', at: '2026-11-21T10:31:00-05:00', by: 'Nora Nightsample, RN' },
    };
    show({
      voiding,
      chart: aScreenChart({ timeEntries: aScreenChart().timeEntries?.slice(1) ?? [] }),
      assessment: anAssessment({ time: [anEntryJudgement({ countedSeconds: 360, localDate: '2026-11-17' })] }),
      entries: [voided, { ...SECOND, index: 0 }],
    });
    const entry = row(/10:05/);
    expect(entry).toHaveTextContent('Taken back');
    expect(entry).toHaveTextContent('21 Nov 2026, 10:31 by Nora Nightsample, RN: wrong patient');
    expect(entry).toHaveTextContent('Called about the glucose log.');
    expect(within(entry).queryByRole('button', { name: 'Take back' })).toBeNull();
    expect(screen.getByText(/Taken back: Nora/)).toBeVisible();
  });

  test.each<readonly [string, SaveResult, RegExp]>([
    [
      'refused',
      { kind: 'rejected', where: 'Encounter', reasons: ['status may not change'] },
      /status may not change Nothing was changed: Encounter\/e1 stands in the EHR as it was, and 8 min of it count/,
    ],
    ['cut off, and looked', { kind: 'unclear', where: 'Encounter', looked: 'absent' }, /Not taken back so far.*Encounter\/e1 stands/],
    ['cut off, and blind', { kind: 'unclear', where: 'Encounter', looked: 'unknown' }, /not known whether.*until it is read again/],
    ['in conflict', { kind: 'conflict', where: 'Encounter' }, /Somebody else changed the entry/],
    ['over', { kind: 'failed', error: 'session-expired' }, /session with the EHR has ended.*Encounter\/e1 stands/],
    ['nobody’s', { kind: 'nobody-signed-in' }, /who is signed in.*Encounter\/e1 stands/],
    [
      'impossible',
      { kind: 'not-stored', because: [{ where: 'Encounter', why: 'not-supported' }], text: 'CCM-VOID v1 | e1' },
      /takes? no encounters from apps/,
    ],
  ])('that is %s says what stands in the EHR', async (_, answer, says) => {
    const { user } = open({ voiding: voidingWith(answer).voiding });
    await takeBack(user);
    expect(await screen.findByRole('alert')).toHaveTextContent(says);
    expect(ledger().getByLabelText('Why')).toHaveValue('wrong patient');
    expect(screen.queryByText(/^Taken back:/)).toBeNull();
  });

  test('by a line elsewhere says that the EHR’s encounter still looks finished', async () => {
    const { user } = open({ voiding: voidingWith({ ...STORED, where: 'CarePlan' }).voiding });
    await takeBack(user);
    expect(await screen.findByText(/Encounter\/e1 still looks finished there/)).toBeVisible();
  });

  test('is off, with the reason, where nobody is signed in', async () => {
    const { user } = open({ voiding: { ...timeScreenParts().voiding, offReason: 'The EHR did not say who is signed in.' } });
    await user.click(ledger().getByRole('button', { name: /^Details of 3 Nov/ }));
    expect(ledger().getByRole('button', { name: 'Take back' })).toHaveAccessibleDescription(/who is signed in/);
  });
});

describe('correcting', () => {
  test('takes the old entry back and puts what it held into the form', async () => {
    const { user } = open({ voiding: voidingWith(STORED).voiding });
    await takeBack(user, 'Correct', 'was longer');
    expect(await screen.findByText('The old entry is taken back')).toBeVisible();
    expect(screen.getByLabelText('Start')).toHaveValue('10:05');
    expect(screen.getByLabelText('Minutes')).toHaveValue('8');
    expect(screen.getByLabelText('What')).toHaveValue('care-coordination-call');
    expect(screen.getByLabelText('Note')).toHaveValue('Called about the glucose log.');
  });

  test('is over once the new entry is saved', async () => {
    const { user } = open({ voiding: voidingWith(STORED).voiding });
    await takeBack(user, 'Correct', 'was longer');
    expect(await screen.findByText('The old entry is taken back')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Outcome'), 'Reached');
    await user.type(screen.getByLabelText('Why it is logged this late'), 'It was wrong.');
    await user.type(screen.getByLabelText('Confirmed by'), 'Omar Other, RN');
    await user.click(screen.getByRole('button', { name: 'Save time' }));
    expect(await screen.findByText('The time entry is recorded')).toBeVisible();
    expect(screen.queryByText('The old entry is taken back')).toBeNull();
  });

  test('is for one’s own work: another’s can only be taken back', async () => {
    const { user } = open({ voiding: { ...voidingWith(STORED).voiding, self: 'Practitioner/maya' } });
    await user.click(ledger().getByRole('button', { name: /^Details of 3 Nov/ }));
    expect(ledger().getByRole('button', { name: 'Correct' })).toHaveAccessibleDescription(/It is the work of Nora Nightsample, RN/);
    await user.click(ledger().getByRole('button', { name: 'Correct' }));
    expect(ledger().queryByLabelText('Why')).toBeNull();
    await user.click(ledger().getByRole('button', { name: 'Take back' }));
    expect(ledger().getByLabelText('Why')).toBeVisible();
  });

  test('overwrites nothing that was typed', async () => {
    const { user } = open({ voiding: voidingWith(STORED).voiding });
    await user.type(screen.getByLabelText('Note'), 'Work of today');
    await takeBack(user, 'Correct', 'was longer');
    expect(await screen.findByText(/The form holds work that is not saved yet/)).toBeVisible();
    expect(screen.getByLabelText('Note')).toHaveValue('Work of today');
  });

  test('begins nothing where the old entry still stands', async () => {
    const { user } = open({ voiding: voidingWith({ kind: 'conflict', where: 'Encounter' }).voiding });
    await takeBack(user, 'Correct', 'was longer');
    await screen.findByRole('alert');
    expect(screen.getByLabelText('Minutes')).toHaveValue('');
  });
});

const host = (encounters = [aHostEncounter()], dismissed: readonly string[] = []) => ({
  host: { state: 'known' as const, encounters, dismissed: new Set(dismissed) },
});

describe('the EHR’s own encounters', () => {
  test('show what is missing, and the first of it has the focus', async () => {
    const { user } = open(host());
    await user.click(screen.getByRole('button', { name: /^Adopt: Telephone, 10 Nov/ }));
    const form = within(screen.getByRole('form', { name: 'Adopt Telephone' }));
    await user.click(form.getByRole('button', { name: 'Adopt as time' }));
    await waitFor(() => expect(form.getByLabelText('Clinical staff')).toHaveFocus());
  });

  test('are adopted with role, activity and note, and never with more time than the EHR has', async () => {
    const sent: AdoptInput[] = [];
    const adopting = {
      ...timeScreenParts().adopting,
      onAdopt: async (input: AdoptInput) => {
        sent.push(input);
        return STORED;
      },
    };
    const { user } = open({ ...host(), adopting });
    await user.click(screen.getByRole('button', { name: /^Adopt: Telephone, 10 Nov/ }));
    const form = within(screen.getByRole('form', { name: 'Adopt Telephone' }));
    await user.clear(form.getByLabelText('Minutes'));
    await user.type(form.getByLabelText('Minutes'), '13');
    await user.click(form.getByRole('button', { name: 'Adopt as time' }));
    expect(sent).toEqual([]);
    expect(form.getByRole('group', { name: 'Nora Nightsample, RN worked as' })).toHaveAccessibleDescription(/Choose/);
    await user.click(form.getByRole('radio', { name: 'Clinical staff' }));
    await user.selectOptions(form.getByLabelText('What'), 'Call with the patient');
    await user.type(form.getByLabelText('Note'), 'Called about the refill.');
    await user.click(form.getByRole('button', { name: 'Adopt as time' }));
    expect(form.getByLabelText('Minutes')).toHaveAccessibleDescription(/At most 12 min/);
    await user.clear(form.getByLabelText('Minutes'));
    await user.type(form.getByLabelText('Minutes'), '11');
    await user.click(form.getByRole('button', { name: 'Adopt as time' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      id: 'adopted-1',
      seconds: 660,
      performer: 'clinical-staff',
      activity: 'care-coordination-call',
      contactMode: 'telephone',
      encounter: { reference: 'Encounter/host-1' },
    });
    expect(await screen.findByText(/^Adopted: 10 Nov/)).toBeVisible();
  });

  test.each([
    ['odd-unit', 'Length not understood'],
    ['no-period', 'No clock times'],
    ['not-positive', 'No time'],
    ['over-24-h', 'Over 24 hours'],
    ['local-class', 'Its kind is not known'],
    ['not-finished', 'Not finished'],
  ] as const)('with %s are not offered, and the reason is said', (notCountable, words) => {
    open(host([aHostEncounter({ proposed: { notCountable } })]));
    expect(screen.getByText(words)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Adopt/ })).toBeNull();
  });

  test('can be set aside and shown again', async () => {
    const said: (readonly [string, boolean])[] = [];
    const adopting = {
      ...timeScreenParts().adopting,
      onDismiss: (reference: string, dismissed: boolean) => said.push([reference, dismissed]),
    };
    const { user, show } = open({ ...host(), adopting });
    await user.click(screen.getByRole('button', { name: /^Not CCM work/ }));
    show({ ...host(undefined, ['Encounter/host-1']), adopting });
    expect(screen.queryByRole('button', { name: /^Adopt/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show again' }));
    expect(said).toEqual([
      ['Encounter/host-1', true],
      ['Encounter/host-1', false],
    ]);
  });

  test('that did not all come say so; where there are none nothing is said', () => {
    open({ host: { state: 'unknown', encounters: [], dismissed: new Set() } });
    expect(screen.getByText(/did not give all of them/)).toBeVisible();
    cleanup();
    open(host([]));
    expect(screen.queryByText(/own encounters/)).toBeNull();
  });
});

const known = (month: string, minutes: number): YearMonth => ({
  month,
  state: 'known',
  minutes,
  staffSeconds: minutes * 60 + 5,
  qhpSeconds: 0,
  thresholds: [
    { at: 20, code: '99490' },
    { at: 40, code: '99439' },
  ],
  recorded: minutes > 40 ? ['99490', '99439'] : [],
});

test('twelve months: each leads to its ledger, and what was not read is not nothing', () => {
  open({
    year: [{ month: '2026-08', state: 'not-known' }, { month: '2026-09', state: 'before-ccm' }, known('2026-10', 44), known('2026-11', 14)],
  });
  const picture = within(screen.getByRole('region', { name: 'Twelve months' }));
  expect(
    picture.getByRole('link', {
      name: /^October 2026: 44 minutes counted, 99490 at 20 min and 99439 at 40 min reached, 99490 and 99439 recorded/,
    }),
  ).toHaveAttribute('href', '#/2026-10/time');
  expect(picture.getByRole('link', { name: /^November 2026: 14 minutes counted, below 20 min for 99490/ })).toHaveAttribute(
    'aria-current',
    'page',
  );
  expect(picture.getByRole('link', { name: /^August 2026: not known/ })).not.toHaveTextContent('0');
  expect(picture.getByRole('row', { name: /Oct 2026 44 min 5 s/, hidden: true })).toBeInTheDocument();
});

test('what waits on this device stands above the ledger', () => {
  open({ unsent: <p>One entry is not stored yet</p> });
  const waiting = screen.getByText('One entry is not stored yet');
  expect(waiting.compareDocumentPosition(screen.getByRole('region', { name: 'Entries of November 2026' }))).toBe(
    Node.DOCUMENT_POSITION_FOLLOWING,
  );
});
