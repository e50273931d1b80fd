import * as fc from 'fast-check';
import type { TimeEntryDraft } from '../../src/fhir/time.ts';
import { aTimeEntryDraft } from '../builders/writes.ts';

export const instant = fc
  .record({
    minute: fc.integer({ min: 0, max: 500_000 }),
    second: fc.integer({ min: 0, max: 59 }),
    offset: fc.constantFrom('Z', '-04:00', '+05:30'),
  })
  .map(({ minute, second, offset }) => {
    const local = Temporal.PlainDateTime.from('2026-01-01T00:00').add({ minutes: minute, seconds: second });
    return `${local.toString({ smallestUnit: 'second' })}${offset}`;
  });

/** What people paste: lines that look like ours, with and without marks before them. */
const pasted = fc.constantFrom(
  'CCM-VOID v1 | 6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001 | 2026-10-14T10:02-04:00 | wrong patient',
  'CCM-TIME v1 | 2026-10-06T14:05-04:00 | 99 min | physician-qhp | care-plan-review | 6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1099 | Somebody',
  '  CCM-VOID v1 | 6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001 | 2026-10-14T10:02-04:00 | indented',
  'Not counted: 2026-10-06T14:10:00-04:00 to 2026-10-06T14:12:00-04:00, pasted',
  'Outcome: reached',
  'Condition: stable',
  'Condition: Condition/1',
  '\\Outcome: reached',
  '\\\\Entered by hand',
  '',
);
const note = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), pasted), { minLength: 1, maxLength: 5 })
  .map((lines) => lines.join('\n').replaceAll(/(?!\n)\p{Cc}|[\uFFFE\uFFFF]/gu, ''))
  .filter((text) => text.trim() !== '');
const words = fc.string({ minLength: 1 }).map((text) => text.replace(/\s+/g, ' ').trim());
const spokenWords = words.filter((text) => text !== '');

/** Two stretches of work around ten minutes without activity: 12 min 30 s. */
export const PAUSED = aTimeEntryDraft({
  id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c3001',
  seconds: 750,
  intervals: [
    { start: '2026-10-06T14:05:00-04:00', end: '2026-10-06T14:10:00-04:00' },
    { start: '2026-10-06T14:20:00-04:00', end: '2026-10-06T14:27:30-04:00' },
  ],
  notCounted: [{ start: '2026-10-06T14:10:00-04:00', end: '2026-10-06T14:20:00-04:00', reason: 'no activity' }],
  outcome: 'reached',
});

/** Any draft that the forms let through; texts that stand on one line have no line breaks or runs of blanks. */
export const anyDraft: fc.Arbitrary<TimeEntryDraft> = fc
  .record({
    id: fc.uuid(),
    start: instant,
    worked: fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 5_000 }), pause: fc.integer({ min: 0, max: 900 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    isTimer: fc.boolean(),
    performer: fc.constantFrom('clinical-staff' as const, 'physician-qhp' as const),
    performerName: fc.oneof(spokenWords, fc.constantFrom('Rivera || RN', 'A | B')),
    activities: fc.uniqueArray(fc.constantFrom('record-review' as const, 'family-call' as const, 'prior-authorization' as const), {
      minLength: 1,
    }),
    contactMode: fc.constantFrom('telephone' as const, 'no-patient-contact' as const),
    outcome: fc.constantFrom(undefined, 'reached' as const, 'voicemail' as const, 'no-answer' as const, 'call-back' as const),
    note,
    reason: fc.constantFrom(undefined, 'forgot the timer', 'a: b', 'Entered: twice'),
    confirmedBy: fc.option(spokenWords, { nil: undefined }),
    idle: fc.option(words, { nil: undefined }),
    adopts: fc.constantFrom(undefined, 'Encounter/ehr-8812'),
    late: fc.option(fc.integer({ min: 1, max: 900_000 }), { nil: undefined }),
    conditions: fc.constantFrom(
      [],
      [{ reference: 'Condition/c1', display: 'COPD (J44.9)' }],
      [
        { reference: 'Condition/c1', display: 'A' },
        { reference: 'Condition/c-2', display: 'B, b' },
      ],
    ),
  })
  .map(({ start, worked, isTimer, activities: [first, ...others], reason, confirmedBy, idle, adopts, outcome, late, ...rest }) => {
    const at = (seconds: number) => later(start, seconds);
    let passed = 0;
    const intervals = worked.map(({ seconds, pause }) => {
      const interval = { start: at(passed), end: at(passed + seconds) };
      passed += seconds + pause;
      return interval;
    });
    const end = intervals.at(-1)?.end ?? start;
    const seconds = worked.reduce((sum, one) => sum + one.seconds, 0);
    return aTimeEntryDraft({
      ...rest,
      start,
      end,
      seconds,
      activities: [first ?? 'record-review', ...others],
      ...(isTimer && intervals.length > 1 ? { intervals } : {}),
      ...(isTimer ? {} : { source: 'manual' }),
      ...(isTimer || reason === undefined ? {} : { reason }),
      ...(isTimer || confirmedBy === undefined ? {} : { confirmedBy }),
      ...(idle === undefined ? {} : { notCounted: [{ start, end, reason: idle }] }),
      ...(adopts === undefined ? {} : { adopts }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(late === undefined ? {} : { recordedAt: later(end, late) }),
    });
  });

function later(start: string, seconds: number): string {
  const zone = start.endsWith('Z') ? 'UTC' : start.slice(19);
  const text = Temporal.Instant.from(start).add({ seconds }).toString({ timeZone: zone, smallestUnit: 'second' });
  return zone === 'UTC' ? text.replace('+00:00', 'Z') : text;
}

/** What of a draft must come back, in whatever carrier it was kept. */
export function factsOf(draft: TimeEntryDraft) {
  const { patientReference: _patient, patientDisplay: _display, serviceProvider: _provider, recordedAt, ...facts } = draft;
  return { ...facts, ...(recordedAt === undefined ? {} : { recorded: recordedAt }), voided: false, problems: [] };
}
