import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { flagText } from '../../../src/app/ledger/flags.ts';
import { type LedgerRow, ledgerRows, ledgerTotals } from '../../../src/app/ledger/ledger-rows.ts';
import type { LedgerEntry } from '../../../src/app/ledger/ledger-view.ts';
import { ledgerEntries } from '../../../src/app/queries/ledger.ts';
import { sameMoments } from '../../../src/app/ledger/same-moment.ts';
import { monthProgress } from '../../../src/app/month-words.ts';
import type { Chart, TimeEntry } from '../../../src/ccm/chart.ts';
import { assessMonth } from '../../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../../src/ccm/conditions.ts';
import { policyWith } from '../../../src/ccm/policy.ts';
import { encounterOf } from '../../../src/fhir/time/encounter.ts';
import { readTimeEntries } from '../../../src/fhir/time.ts';
import { aChart } from '../../builders/chart.ts';
import { aLedgerEntry } from '../../builders/ledger.ts';
import { aTimeEntryDraft } from '../../builders/writes.ts';

const policy = policyWith(await loadChronicConditions());

const OCTOBER = { ccmStartDate: '2025-01-10', consent: { date: '2025-01-10' } } as const;

/** The rows of a month from what an EHR holds, by the readers and the rules. */
function rowsOf(month: string, drafts: readonly Parameters<typeof aTimeEntryDraft>[0][], overrides: Partial<Chart> = {}) {
  const encounters = drafts.map((draft, index) => ({
    ...encounterOf(aTimeEntryDraft({ id: `00000000-0000-4000-8000-00000000000${index}`, ...draft })),
    id: `e${index}`,
  }));
  const timeEntries = readTimeEntries(encounters);
  const facts = timeEntries.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const chart = aChart({ ...OCTOBER, timeEntries: facts, ...overrides });
  const assessment = assessMonth(chart, month, policy, '2026-11-21');
  return { rows: ledgerRows(chart, assessment, ledgerEntries({ chart, timeEntries })), assessment, chart };
}

const flags = ({ flags: all }: LedgerRow) => all.map(flagText);

test('TIME-14 an entry over midnight of the last day stands in both months, each with its own part', () => {
  const draft = { start: '2026-10-31T23:52:00-04:00', end: '2026-11-01T00:08:00-04:00', seconds: 960 };
  const [october] = rowsOf('2026-10', [draft]).rows;
  const [november] = rowsOf('2026-11', [draft]).rows;
  for (const row of [october, november]) {
    expect(row).toMatchObject({ date: '2026-10-31', clock: '23:52–00:08 (next day)', judged: { recorded: 960, counted: 480 } });
    expect(row && flags(row)).toEqual(['Across the month’s end −8:00']);
  }
  expect(rowsOf('2026-12', [draft]).rows).toEqual([]);
});

test.each([
  ['when clocks go back', '2026-11-01T01:40:00-04:00', '2026-11-01T01:10:00-05:00', '2026-11', '01:40 EDT–01:10 EST', 1_800],
  ['when clocks go forward', '2026-03-08T01:50:00-05:00', '2026-03-08T03:10:00-04:00', '2026-03', '01:50 EST–03:10 EDT', 1_200],
])('work through the hour %s has the length that passed, and names both offsets', (_, start, end, month, clock, seconds) => {
  const [row] = rowsOf(month, [{ start, end, seconds }]).rows;
  expect(row).toMatchObject({ clock, judged: { recorded: seconds, counted: seconds } });
});

test('charts written in another zone read the same', () => {
  const [local] = rowsOf('2026-10', [{}]).rows;
  const [utc] = rowsOf('2026-10', [{ start: '2026-10-06T18:05:00Z', end: '2026-10-06T18:27:30Z' }]).rows;
  expect(utc).toMatchObject({ date: local?.date, clock: local?.clock, judged: local?.judged });
});

test('TIME-15 two saved entries of one person overlap: the shared time counts once and both are named', () => {
  const { rows } = rowsOf('2026-10', [
    { start: '2026-10-06T10:00:00-04:00', end: '2026-10-06T10:20:00-04:00', seconds: 1_200 },
    { start: '2026-10-06T10:15:00-04:00', end: '2026-10-06T10:25:00-04:00', seconds: 600 },
  ]);
  expect(rows.map(flags)).toEqual([['Own overlap merged −5:00'], []]);
  expect(sameMoments(rows)).toMatchObject([{ seconds: 300, samePerson: true, earlier: { clock: '10:00–10:20' } }]);
});

test('TIME-6 work of two people at one moment is told apart from one person’s', () => {
  const { rows } = rowsOf('2026-10', [
    { start: '2026-10-06T10:00:00-04:00', end: '2026-10-06T10:20:00-04:00', seconds: 1_200 },
    {
      start: '2026-10-06T10:15:00-04:00',
      end: '2026-10-06T10:25:00-04:00',
      seconds: 600,
      performerReference: 'Practitioner/other',
      performerName: 'Another Sampler, RN',
    },
  ]);
  expect(rows.map(flags)).toEqual([['Overlap merged −5:00'], []]);
  expect(sameMoments(rows)).toMatchObject([{ samePerson: false }]);
});

test('pauses are no overlap', () => {
  const paused = [
    { start: '2026-10-06T10:00:00-04:00', end: '2026-10-06T10:05:00-04:00' },
    { start: '2026-10-06T10:15:00-04:00', end: '2026-10-06T10:20:00-04:00' },
  ];
  const { rows } = rowsOf('2026-10', [
    { start: '2026-10-06T10:00:00-04:00', end: '2026-10-06T10:20:00-04:00', seconds: 600, intervals: paused },
    { start: '2026-10-06T10:06:00-04:00', end: '2026-10-06T10:10:00-04:00', seconds: 240 },
  ]);
  expect(sameMoments(rows)).toEqual([]);
  expect(rows.flatMap(flags)).toEqual([]);
});

const recorded = (day: string): readonly TimeEntry[] => [
  { start: '2026-11-03T10:05:00-05:00', seconds: 480, performer: 'clinical-staff', activity: 'record-review', recorded: day },
];

const flagged = (day: string) => {
  const chart = aChart({ timeEntries: recorded(day) });
  return ledgerRows(chart, assessMonth(chart, '2026-11', policy, '2026-11-21'), []).flatMap(flags);
};

test('TIME-17 an entry written more than seven days after the work is flagged, a day sooner it is not', () => {
  expect(flagged('2026-11-10')).toEqual([]);
  expect(flagged('2026-11-11')).toEqual(['Late: over 7 days']);
});

test('entries that were taken back or cannot count stand in the list and in no sum; one without a day stands in every month', () => {
  const chart = aChart({ timeEntries: [] });
  const assessment = assessMonth(chart, '2026-11', policy, '2026-11-21');
  const { index: _index, ...bare } = aLedgerEntry();
  const { start: _start, end: _end, ...undated } = bare;
  const entries: readonly LedgerEntry[] = [
    { ...bare, key: 'voided', voided: true, voiding: { reason: 'wrong patient', at: '2026-11-04T09:00:00-05:00' } },
    { ...bare, key: 'open', problems: ['not-finished'] },
    { ...undated, key: 'undated', problems: ['no-start'] },
    { ...bare, key: 'elsewhere', start: '2026-10-03T10:05:00-04:00', problems: ['over-24-h'] },
  ];
  const rows = ledgerRows(chart, assessment, entries);
  expect(rows.map((row) => [row.entry.key, flags(row)])).toEqual([
    ['voided', ['Taken back']],
    ['open', ['Not finished']],
    ['undated', ['No start']],
  ]);
  expect(ledgerTotals(rows)).toEqual({ entries: 0, recorded: 0, excluded: 0, counted: 0, roles: [] });
});

const work: fc.Arbitrary<TimeEntry> = fc
  .record({
    minute: fc.integer({ min: -2_000, max: 46_000 }),
    seconds: fc.integer({ min: 1, max: 7_000 }),
    performer: fc.constantFrom('clinical-staff' as const, 'physician-qhp' as const, 'non-clinical-staff' as const),
    activity: fc.constantFrom('record-review', 'prior-authorization', 'care-coordination-call'),
    performerId: fc.constantFrom('Practitioner/a', 'Practitioner/b'),
  })
  .map(({ minute, ...rest }) => ({
    ...rest,
    start: Temporal.Instant.from('2026-03-01T05:00:00Z').add({ minutes: minute }).toString(),
  }));

test('recorded less what each rule took is what counts, by role and in all, and the month strip shows the same seconds', () => {
  fc.assert(
    fc.property(fc.array(work, { maxLength: 12 }), (timeEntries) => {
      const chart = aChart({ timeEntries, consent: { ...aChart().consent, date: '2026-03-04' } });
      const assessment = assessMonth(chart, '2026-03', policy, '2026-11-21');
      const rows = ledgerRows(chart, assessment, []);
      const totals = ledgerTotals(rows);
      expect(totals.counted).toBe(assessment.countedSeconds.total);
      expect(monthProgress(assessment).seconds).toBe(
        assessment.family === 'QHP' ? totals.roles.find(({ performer }) => performer === 'physician-qhp')?.counted : totals.counted,
      );
      for (const total of [totals, ...totals.roles]) expect(total.recorded - total.excluded).toBe(total.counted);
      expect(totals.roles.reduce((sum, { counted }) => sum + counted, 0)).toBe(totals.counted);
      for (const { judged, entry } of rows) expect(judged?.recorded).toBe(entry.seconds);
    }),
    { numRuns: 60 },
  );
});
