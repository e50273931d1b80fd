import type { Stay, TimeEntry } from '../../../../src/ccm/chart.ts';
import { aConfirmation, aStay, aTimeEntry, aVisit } from '../../../builders/chart.ts';
import { known, unknown, type EvidenceRow } from './row.ts';

const doctor = { performer: 'physician-qhp', activity: 'care-plan-review' } as const;
const first = { reference: 'Encounter/e1' } as const;
const second = { reference: 'Encounter/e2' } as const;
const said = { by: 'Dr. Testa Fictional' } as const;

function entries(...overrides: readonly Partial<TimeEntry>[]): NonNullable<EvidenceRow['chart']> {
  return { timeEntries: overrides.map(aTimeEntry) };
}

/** Rules that take time out, with an entry that each of them takes out. */
const TAKEN_OUT = [
  ['TIME-1', { date: '2026-02-27' }],
  ['TIME-3', { performer: 'non-clinical-staff' }],
  ['TIME-8', { partOfVisit: true }],
  ['TIME-10', { alsoCountedToward: '99457' }],
  ['TIME-11', { activity: 'rooming-and-vitals' }],
  ['TIME-16', { alsoCountedToward: 'g0506 ' }],
  ['TIME-18', { outsideUS: true }],
] as const satisfies readonly (readonly [EvidenceRow['rule'], Partial<TimeEntry>])[];

export const TIME_EVIDENCE: readonly EvidenceRow[] = [
  ...TAKEN_OUT.map(([rule, why]): EvidenceRow => ({
    rule,
    when: 'the seconds and the entry it took out',
    chart: entries({ minutes: 12 }, { ...second, minutes: 8, ...why }),
    shows: [known('seconds', 480), known('time-entry', 'date' in why ? why.date : '2026-03-05', second)],
  })),
  {
    rule: 'TIME-8',
    when: 'another entry that another rule took out: its own alone',
    chart: entries({}, { ...first, partOfVisit: true }, { ...second, outsideUS: true }),
    shows: [known('seconds', 1200), known('time-entry', '2026-03-05', first)],
  },
  {
    rule: 'TIME-7',
    when: 'one hour for three patients',
    chart: entries({ ...first, minutes: 60, patientsServed: 3 }),
    shows: [known('seconds', 2400), known('time-entry', '2026-03-05', first)],
  },
  {
    rule: 'TIME-6',
    when: 'two people at once: the one who gave way',
    chart: entries(
      { ...first, start: '2026-03-05T10:00:00-05:00', minutes: 15 },
      { ...second, start: '2026-03-05T10:10:00-05:00', minutes: 15 },
    ),
    shows: [known('seconds', 300), known('time-entry', '2026-03-05', second)],
  },
  {
    rule: 'TIME-15',
    when: 'one person twice at once',
    chart: entries(
      { ...first, performerId: 'n1', start: '2026-03-05T10:00:00-05:00', minutes: 15 },
      { ...second, performerId: 'n1', start: '2026-03-05T10:10:00-05:00', minutes: 15 },
    ),
    shows: [known('seconds', 300), known('time-entry', '2026-03-05', second)],
  },
  { rule: 'ACT-21', when: 'scheduling', chart: entries({ activity: 'appointment-scheduling-clerical' }), shows: [] },
  { rule: 'TIME-15', when: 'nothing doubled', shows: [] },
  {
    rule: 'TIME-12',
    when: 'work during a stay',
    chart: { ...entries({ ...first, date: '2026-03-09' }), stays: [aStay()] },
    shows: [known('seconds', 1200), known('time-entry', '2026-03-09', first)],
  },
  {
    rule: 'TIME-14',
    when: 'a call across the month’s last midnight',
    chart: entries({ ...first, start: '2026-03-31T23:50:00-04:00' }),
    shows: [known('seconds', 600), known('time-entry', '2026-03-31', first)],
  },
  {
    rule: 'TIME-2',
    when: 'the seconds of staff and practitioner',
    chart: entries({}, { ...doctor, minutes: 5 }),
    shows: [known('seconds', 1500)],
  },
  { rule: 'TIME-4', when: 'staff codes and no practitioner time', shows: [] },
  {
    rule: 'TIME-4',
    when: 'practitioner time in staff codes',
    chart: entries({}, { ...doctor, date: '2026-03-06', minutes: 5 }),
    shows: [known('seconds', 300)],
  },
  {
    rule: 'TIME-4',
    when: 'practitioner time in the practitioner’s own codes',
    chart: entries({ ...doctor, minutes: 30 }),
    shows: [],
  },
  { rule: 'TIME-5', when: 'staff codes', shows: [] },
  { rule: 'TIME-5', when: 'the practitioner’s codes and no staff time', chart: entries({ ...doctor, minutes: 30 }), shows: [] },
  {
    rule: 'TIME-5',
    when: 'staff time beside the practitioner’s codes',
    chart: entries({ minutes: 6 }, { ...doctor, date: '2026-03-06', minutes: 30 }),
    shows: [known('seconds', 360)],
  },
  {
    rule: 'TIME-17',
    when: 'an entry without duration: which',
    chart: entries({}, { ...second, minutes: Number.NaN }),
    shows: [unknown('time-entry', 'unreadable')].map((one) => ({ ...one, ...second })),
  },
  {
    rule: 'TIME-17',
    when: 'an entry without duration or place',
    chart: entries({ minutes: Number.NaN }),
    shows: [unknown('time-entry', 'unreadable')],
  },
  {
    rule: 'TIME-17',
    when: 'two late entries',
    chart: entries({ recorded: '2026-03-13' }, { recorded: '2026-03-20' }),
    shows: [known('time-entries-late', 2)],
  },
  {
    rule: 'TIME-17',
    when: 'a late entry, one without duration, and a person’s word',
    chart: {
      ...entries({ recorded: '2026-03-13' }, { minutes: Number.NaN }),
      confirmations: [aConfirmation('TIME-17', { reference: 'CarePlan/p' })],
    },
    shows: [
      unknown('time-entry', 'unreadable'),
      known('time-entries-late', 1),
      known('confirmation', '2026-03-20', { ...said, reference: 'CarePlan/p' }),
    ],
  },
  {
    rule: 'TIME-11',
    when: 'an activity nobody knows, and a person’s word on it',
    chart: {
      ...entries({}, { ...second, activity: 'astrology', minutes: 20 }),
      confirmations: [aConfirmation('TIME-11', { reference: 'CarePlan/p' })],
    },
    shows: [
      known('seconds', 1200),
      known('time-entry', '2026-03-05', second),
      { ...unknown('time-entry', 'unreadable'), ...second },
      known('confirmation', '2026-03-20', { ...said, reference: 'CarePlan/p' }),
    ],
  },
  {
    rule: 'TIME-13',
    when: 'whether the patient lives may not be seen',
    unknown: ['deathDate'],
    chart: { unknownBecause: { deathDate: 'not-granted' } },
    shows: [unknown('death', 'not-granted')],
  },
  {
    rule: 'TIME-12',
    when: 'stays may not be seen',
    unknown: ['stays'],
    chart: { unknownBecause: { stays: 'not-granted' } },
    shows: [unknown('stay', 'not-granted')],
  },
  {
    rule: 'TIME-12',
    when: 'when the stay ended is not recorded',
    chart: { stays: [endless('hospital-inpatient')] },
    shows: [unknown('stay', 'not-recorded')],
  },
  {
    rule: 'TIME-12',
    when: 'when the stay ended is not recorded, in a facility Part A does not pay',
    chart: { stays: [endless('nursing-facility-non-part-a')] },
    shows: [],
  },
  {
    rule: 'TIME-12',
    when: 'when a stay of the month after ended is not recorded',
    chart: { stays: [{ ...endless('hospital-inpatient'), start: '2026-04-01' }] },
    shows: [],
  },
  {
    rule: 'TIME-9',
    when: 'visits may not be seen and the practitioner worked',
    unknown: ['visits'],
    chart: { ...entries(doctor), unknownBecause: { visits: 'not-granted', otherBilledCodes: 'not-supported' } },
    shows: [unknown('visits', 'not-granted')],
  },
  {
    rule: 'TIME-9',
    when: 'billing may not be seen and the practitioner worked',
    unknown: ['otherBilledCodes'],
    chart: { ...entries(doctor), unknownBecause: { otherBilledCodes: 'not-supported' } },
    shows: [unknown('visits', 'not-supported')],
  },
  {
    rule: 'TIME-9',
    when: 'a visit cannot be read and the practitioner worked',
    chart: { ...entries(doctor), visits: [aVisit(), JSON.parse('{"date":"soon"}')] },
    shows: [unknown('visits', 'unreadable')],
  },
  ...(['TIME-1', 'TIME-3', 'TIME-6', 'TIME-12', 'TIME-18', 'CONS-5', 'TIME-4', 'TIME-5', 'TIME-15', 'TIME-17'] as const).map(
    (rule): EvidenceRow => ({
      rule,
      when: 'the log may not be seen',
      unknown: ['timeEntries'],
      chart: { unknownBecause: { timeEntries: 'not-granted' } },
      shows: [unknown('time-entry', 'not-granted')],
    }),
  ),
  {
    rule: 'TIME-2',
    when: 'the log may not be seen',
    unknown: ['timeEntries'],
    chart: { unknownBecause: { timeEntries: 'not-granted' } },
    shows: [unknown('seconds', 'not-granted')],
  },
];

function endless(type: Stay['type']): Stay {
  return { type, start: '2026-03-20' };
}
