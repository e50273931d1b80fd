import type { TimeEntry } from '../../../src/ccm/chart.ts';
import { aBilledCode, aStay, aTimeEntry, aVisit } from '../../builders/chart.ts';
import { EXCLUDES, INFORMS, MET, UNDECIDED, UNKNOWN_BUT_HARMLESS, WARNS, type RuleRow } from './row.ts';

function entries(...overrides: readonly Partial<TimeEntry>[]): NonNullable<RuleRow['chart']> {
  return { timeEntries: overrides.map(aTimeEntry) };
}

const doctor = { performer: 'physician-qhp', activity: 'care-plan-review' } as const;
const visitThatDay = [aVisit(), aVisit({ date: '2026-03-05' })];

export const TIME_ROWS: readonly RuleRow[] = [
  { rule: 'TIME-1', when: 'work of the month', gives: MET },
  { rule: 'TIME-1', when: 'work of the month before', chart: entries({ date: '2026-02-28' }), gives: EXCLUDES },
  { rule: 'TIME-1', when: 'work of the month after', chart: entries({ date: '2026-04-01' }), gives: EXCLUDES },
  { rule: 'TIME-1', when: 'time entries are not known', unknown: ['timeEntries'], gives: UNDECIDED },
  { rule: 'TIME-2', when: 'any time', gives: INFORMS },
  { rule: 'TIME-3', when: 'clinical staff', gives: MET },
  { rule: 'TIME-3', when: 'non-clinical staff', chart: entries({ performer: 'non-clinical-staff' }), gives: EXCLUDES },
  { rule: 'TIME-3', when: 'nobody is named and it could reach a code', chart: { timeEntries: [nobody()] }, gives: UNDECIDED },
  {
    rule: 'TIME-3',
    when: 'nobody is named in one minute of an otherwise short month',
    chart: { timeEntries: [aTimeEntry({ minutes: 10 }), { ...nobody(), minutes: 1 }] },
    gives: ['unknown', 'excludes'],
  },
  { rule: 'TIME-4', when: 'any time', gives: INFORMS },
  { rule: 'TIME-5', when: 'any time', gives: INFORMS },
  { rule: 'TIME-6', when: 'people one after the other', gives: MET },
  { rule: 'TIME-6', when: 'two in one session', chart: entries({ sessionId: 's' }, { sessionId: 's' }), gives: EXCLUDES },
  { rule: 'TIME-6', when: 'one session, one person', chart: entries({ sessionId: 's' }), gives: MET },
  { rule: 'TIME-7', when: 'one patient', chart: entries({ patientsServed: 1 }), gives: MET },
  { rule: 'TIME-7', when: 'three patients', chart: entries({ patientsServed: 3 }), gives: EXCLUDES },
  { rule: 'TIME-7', when: 'half a patient', chart: entries({ patientsServed: 0.5 }), gives: UNDECIDED },
  { rule: 'TIME-8', when: 'outside any visit', gives: MET },
  { rule: 'TIME-8', when: 'inside a visit', chart: entries({ partOfVisit: true }), gives: EXCLUDES },
  { rule: 'TIME-9', when: 'the practitioner on a day without a visit', chart: entries(doctor), gives: MET },
  { rule: 'TIME-9', when: 'the practitioner on the day of a visit', chart: { ...entries(doctor), visits: visitThatDay }, gives: EXCLUDES },
  { rule: 'TIME-9', when: 'staff on the day of a visit', chart: { ...entries({}), visits: visitThatDay }, gives: MET },
  {
    rule: 'TIME-9',
    when: 'the practitioner on the day of a wellness visit',
    chart: { ...entries(doctor), visits: [aVisit(), aVisit({ date: '2026-03-05', code: 'G0439' })] },
    gives: MET,
  },
  {
    rule: 'TIME-9',
    when: 'the practitioner on the day of another’s visit',
    chart: { ...entries(doctor), visits: [aVisit(), aVisit({ date: '2026-03-05', practitioner: 'other' })] },
    gives: MET,
  },
  {
    rule: 'TIME-9',
    when: 'visits are not known and the practitioner worked',
    unknown: ['visits'],
    chart: entries(doctor),
    gives: UNDECIDED,
  },
  { rule: 'TIME-9', when: 'visits are not known and staff alone worked', unknown: ['visits'], gives: MET },
  {
    rule: 'TIME-9',
    when: 'the policy counts such days',
    chart: { ...entries(doctor), visits: visitThatDay },
    policy: { qhpTimeOnEmDay: 'count' },
    gives: MET,
  },
  ...['99202', '99215', '99341', '99350'].map((code): RuleRow => ({
    rule: 'TIME-9',
    when: `${code} billed that day`,
    chart: { ...entries(doctor), otherBilledCodes: [aBilledCode(code, { date: '2026-03-05' })] },
    gives: EXCLUDES,
  })),
  ...['99201', '99216', '99340', '99351', 'G2211'].map((code): RuleRow => ({
    rule: 'TIME-9',
    when: `${code} billed that day`,
    chart: { ...entries(doctor), otherBilledCodes: [aBilledCode(code, { date: '2026-03-05' })] },
    gives: MET,
  })),
  { rule: 'TIME-10', when: 'counted nowhere else', gives: MET },
  { rule: 'TIME-10', when: 'counted toward remote monitoring', chart: entries({ alsoCountedToward: '99457' }), gives: EXCLUDES },
  { rule: 'TIME-11', when: 'care management', gives: MET },
  { rule: 'TIME-11', when: 'scheduling', chart: entries({ activity: 'appointment-scheduling-clerical' }), gives: EXCLUDES },
  { rule: 'TIME-11', when: 'an activity nobody knows', chart: entries({ activity: 'astrology' }), gives: UNDECIDED },
  {
    rule: 'TIME-11',
    when: 'an activity nobody knows, too short to matter',
    chart: entries({}, { activity: 'astrology', minutes: 5 }),
    gives: ['unknown', 'excludes'],
  },
  { rule: 'TIME-12', when: 'no stay', gives: MET },
  { rule: 'TIME-12', when: 'the day of admission', chart: { ...entries({ date: '2026-03-07' }), stays: [aStay()] }, gives: EXCLUDES },
  { rule: 'TIME-12', when: 'the day before admission', chart: { ...entries({ date: '2026-03-06' }), stays: [aStay()] }, gives: MET },
  { rule: 'TIME-12', when: 'the last full day', chart: { ...entries({ date: '2026-03-11' }), stays: [aStay()] }, gives: EXCLUDES },
  { rule: 'TIME-12', when: 'the day of discharge', chart: { ...entries({ date: '2026-03-12' }), stays: [aStay()] }, gives: MET },
  {
    rule: 'TIME-12',
    when: 'the day of discharge where the policy does not count it',
    chart: { ...entries({ date: '2026-03-12' }), stays: [aStay()] },
    policy: { countDischargeDay: false },
    gives: EXCLUDES,
  },
  {
    rule: 'TIME-12',
    when: 'a SNF stay without end',
    chart: { ...entries({ date: '2026-03-30' }), stays: [aStay({ type: 'snf-part-a', end: null })] },
    gives: EXCLUDES,
  },
  {
    rule: 'TIME-12',
    when: 'a facility Part A does not pay',
    chart: { ...entries({ date: '2026-03-09' }), stays: [aStay({ type: 'nursing-facility-non-part-a' })] },
    gives: MET,
  },
  { rule: 'TIME-12', when: 'stays are not known', unknown: ['stays'], gives: UNDECIDED },
  {
    rule: 'TIME-12',
    when: 'stays are not known and nothing is proposed',
    unknown: ['stays'],
    chart: entries({ minutes: 5 }),
    gives: UNKNOWN_BUT_HARMLESS,
  },
  {
    rule: 'TIME-12',
    when: 'when the stay ended is not known',
    chart: { stays: [{ type: 'hospital-inpatient', start: '2026-03-02' }] },
    gives: UNDECIDED,
  },
  { rule: 'TIME-13', when: 'the patient lives', gives: MET },
  { rule: 'TIME-13', when: 'the day of death', chart: { deathDate: '2026-03-09' }, gives: MET },
  { rule: 'TIME-13', when: 'the day after death', chart: { deathDate: '2026-03-08' }, gives: EXCLUDES },
  { rule: 'TIME-13', when: 'whether the patient lives is not known', unknown: ['deathDate'], gives: UNDECIDED },
  { rule: 'TIME-14', when: 'a call before the month’s last midnight', chart: entries({ start: '2026-03-31T23:40:00-04:00' }), gives: MET },
  {
    rule: 'TIME-14',
    when: 'a call across the month’s last midnight',
    chart: entries({ start: '2026-03-31T23:50:00-04:00' }),
    gives: EXCLUDES,
  },
  {
    rule: 'TIME-14',
    when: 'a call across the month’s first midnight',
    chart: entries({ start: '2026-02-28T23:50:00-05:00' }),
    gives: EXCLUDES,
  },
  {
    rule: 'TIME-14',
    when: 'a call at the edge and no known time zone',
    chart: { ...entries({ start: '2026-03-31T23:00:00Z' }), practiceTimeZone: 'Mars/Olympus' },
    gives: UNDECIDED,
  },
  {
    rule: 'TIME-14',
    when: 'a call in mid-month and no known time zone',
    chart: { ...entries({ start: '2026-03-15T23:00:00Z' }), practiceTimeZone: 'Mars/Olympus' },
    gives: MET,
  },
  { rule: 'TIME-15', when: 'one person at a time', gives: INFORMS },
  {
    rule: 'TIME-15',
    when: 'one person twice at once',
    chart: entries({ start: '2026-03-05T10:00:00-05:00', performerId: 'n1' }, { start: '2026-03-05T10:10:00-05:00', performerId: 'n1' }),
    gives: EXCLUDES,
  },
  { rule: 'TIME-16', when: 'counted nowhere else', gives: MET },
  { rule: 'TIME-16', when: 'effort of G0506', chart: entries({ alsoCountedToward: 'G0506' }), gives: EXCLUDES },
  { rule: 'TIME-17', when: 'whole entries', gives: MET },
  { rule: 'TIME-17', when: 'written on the seventh day after', chart: entries({ recorded: '2026-03-12' }), gives: MET },
  { rule: 'TIME-17', when: 'written on the eighth day after', chart: entries({ recorded: '2026-03-13' }), gives: WARNS },
  { rule: 'TIME-17', when: 'no duration', chart: entries({ minutes: Number.NaN }), gives: UNDECIDED },
  {
    rule: 'TIME-17',
    when: 'no duration in an entry of another month',
    chart: entries({}, { date: '2026-02-01', minutes: Number.NaN }),
    gives: MET,
  },
  { rule: 'TIME-18', when: 'people', gives: MET },
  { rule: 'TIME-18', when: 'software', chart: entries({ performer: 'software' }), gives: EXCLUDES },
  { rule: 'TIME-18', when: 'people abroad', chart: entries({ outsideUS: true }), gives: EXCLUDES },
  { rule: 'TIME-19', when: 'any time', gives: INFORMS },

  ...(
    [
      ['ACT-1', 'care-coordination-call'],
      ['ACT-1', 'patient-education'],
      ['ACT-1', 'family-call'],
      ['ACT-1', 'behavioral-health-followup'],
      ['ACT-1', 'symptom-monitoring'],
      ['ACT-2', 'medication-reconciliation'],
      ['ACT-3', 'care-plan-creation'],
      ['ACT-3', 'care-plan-review'],
      ['ACT-4', 'record-review'],
      ['ACT-5', 'specialist-coordination'],
      ['ACT-5', 'community-services'],
      ['ACT-6', 'post-discharge-follow-up'],
      ['ACT-6', 'preventive-care'],
    ] as const
  ).map(([rule, activity]): RuleRow => ({ rule, when: activity, chart: entries({ activity }), gives: INFORMS })),
  { rule: 'ACT-7', when: 'any time', gives: INFORMS },
  { rule: 'ACT-20', when: 'reception', chart: entries({ performer: 'non-clinical-staff' }), gives: EXCLUDES },
  { rule: 'ACT-20', when: 'clinical staff', gives: 'silent' },
  ...(
    [
      ['ACT-21', 'appointment-scheduling-clerical'],
      ['ACT-22', 'voicemail-only-no-information'],
      ['ACT-24', 'general-staff-training'],
      ['ACT-25', 'rpm-data-review'],
      ['ACT-26', 'rooming-and-vitals'],
    ] as const
  ).flatMap(([rule, activity]): readonly RuleRow[] => [
    { rule, when: activity, chart: entries({ activity }), gives: EXCLUDES },
    { rule, when: 'care management', gives: 'silent' },
  ]),
  { rule: 'ACT-23', when: 'prior authorisation', chart: entries({ activity: 'prior-authorization' }), gives: WARNS },
  {
    rule: 'ACT-23',
    when: 'prior authorisation of another month',
    chart: entries({ activity: 'prior-authorization', date: '2026-02-05' }),
    gives: 'silent',
  },
];

function nobody(): TimeEntry {
  return Object.assign(aTimeEntry(), { performer: undefined });
}
