import { expect, test } from 'vitest';
import { daysIn } from '../../src/fhir/dates.ts';
import { encounterReader, type EncounterOptions, relationTo } from '../../src/fhir/visits.ts';
import { anEncounter, BILLING } from '../builders/fhir.ts';

const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const SCT = 'http://snomed.info/sct';
const options: EncounterOptions = {
  days: daysIn('America/New_York'),
  asOf: '2026-10-20',
  colleagues: { billing: BILLING, practice: new Set(['Practitioner/prac-np', 'Organization/org-1']) },
  visitTypes: [],
  timeEntries: new Set(),
};

function read(
  overrides: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[],
  more: Partial<EncounterOptions> = {},
) {
  const reader = encounterReader({ ...options, ...more });
  for (const one of [overrides].flat()) reader.add(anEncounter(one));
  return reader.finish();
}
const inpatient = (overrides: Readonly<Record<string, unknown>>) => ({
  class: { system: ACT, code: 'IMP' },
  type: undefined,
  ...overrides,
});
const seenBy = (...references: readonly string[]) => ({ participant: references.map((reference) => ({ individual: { reference } })) });

test('ELIG-4 a coded office visit with the billing practitioner is a visit in person', () => {
  expect(read({}).visits).toEqual([
    { date: '2026-03-05', code: '99214', practitioner: 'same', modality: 'in-person', reference: 'Encounter/enc-1' },
  ]);
});

test.each([
  [seenBy('Practitioner/prac-np', BILLING), 'same'],
  [seenBy('https://ehr.example/fhir/Practitioner/prac-md/_history/3'), 'same'],
  [seenBy('Practitioner/prac-np'), 'same-group'],
  [{ ...seenBy('Practitioner/stranger'), serviceProvider: { reference: 'Organization/org-1' } }, 'same-group'],
  [seenBy('Practitioner/stranger'), 'other'],
])('a visit with %j is by the %s', (overrides, relation) => {
  expect(read(overrides).visits[0]?.practitioner).toBe(relation);
});

test.each([
  ['Hospital Inpatient', 1, 0],
  ['Emergency', 0, 0],
  ['Observation', 0, 0],
  ['Support OP Encounter', 0, 1],
  ['Hospital Outpatient Visit', 0, 1],
])('a class of the EHR’s own is told by its words: %s', (display, stays, possibleVisits) => {
  const local = { system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260', code: '1', display };
  const found = read({ class: local, type: [{ text: 'Visit' }] });
  expect([found.stays.length, found.possibleVisits.length]).toEqual([stays, possibleVisits]);
});

test('the words beside a class of HL7’s change nothing', () => {
  expect(read(inpatient({ class: { system: ACT, code: 'AMB', display: 'Inpatient desk' } })).stays).toEqual([]);
});

test('a visit by nobody the chart names is a possible visit only', () => {
  const { visits, possibleVisits } = read({ participant: [{ individual: { display: 'Dr. Chen' } }] });
  expect(visits).toEqual([]);
  expect(possibleVisits).toEqual([{ date: '2026-03-05', display: '99214', code: '99214', reference: 'Encounter/enc-1' }]);
});

test('an office visit without a billing code is a possible visit; a stay, an emergency and a phone call are none', () => {
  const local = [{ text: 'Office Visit' }];
  expect(read({ type: local }).possibleVisits).toEqual([
    { date: '2026-03-05', display: 'Office Visit', practitioner: 'same', reference: 'Encounter/enc-1' },
  ]);
  expect(read({ type: local, class: undefined }).possibleVisits).toHaveLength(1);
  expect(
    read([
      inpatient({}),
      { type: local, class: { system: ACT, code: 'EMER' } },
      { class: { system: ACT, code: 'VR' }, type: [{ text: 'Telephone' }] },
    ]).possibleVisits,
  ).toEqual([]);
});

test('a site’s map turns its visit types into billing codes, in whatever spelling of the system', () => {
  const visitTypes = [{ system: SCT, code: '185349003', countsAs: '99213' }];
  const encounter = { type: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.6.96', code: '185349003' }] }] };
  expect(read(encounter, { visitTypes }).visits[0]?.code).toBe('99213');
  expect(read(encounter).visits).toEqual([]);
  expect(read({}, { visitTypes }).visits[0]?.code).toBe('99214');
});

test.each([
  ['AMB', 'Office visit', 'in-person'],
  ['VR', 'Video visit', 'audio-video'],
  ['VR', 'Telehealth', 'audio-video'],
  ['VR', 'Telephone', 'audio-only'],
  ['VR', 'Virtual encounter', undefined],
])('ELIG-5a class %s and type %s is %s', (code, text, modality) => {
  const type = [{ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99214' }], text }];
  expect(read({ class: { system: ACT, code }, type }).visits[0]?.modality).toBe(modality);
});

test.each(['planned', 'cancelled', 'entered-in-error'])('an encounter that is %s did not happen', (status) => {
  expect(read([{ status }, inpatient({ status })])).toMatchObject({ visits: [], possibleVisits: [], stays: [], problems: [] });
});

test('time entries of ours are never visits, however they are marked', () => {
  const own = [
    { identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/time-entry', value: 'x' }] },
    { type: [{ coding: [{ system: 'https://w3id.org/intervisit/fhir/CodeSystem/ccm', code: 'ccm-time' }] }] },
    { id: 'by-header-line' },
  ];
  expect(read(own, { timeEntries: new Set(['Encounter/by-header-line']) })).toMatchObject({ visits: [], possibleVisits: [] });
});

test.each(['IMP', 'ACUTE', 'NONAC', 'SS'])('ELIG-8 class %s is an inpatient stay', (code) => {
  const period = { start: '2026-10-05T08:00:00-04:00', end: '2026-10-09T11:00:00-04:00' };
  expect(read(inpatient({ class: { system: ACT, code }, period })).stays).toEqual([
    { type: 'hospital-inpatient', start: '2026-10-05', end: '2026-10-09', reference: 'Encounter/enc-1' },
  ]);
});

test.each([
  ['449411000124106', 'snf-part-a'],
  ['449421000124103', 'nursing-facility-non-part-a'],
  ['305340004', 'nursing-facility-non-part-a'],
])('ELIG-8 ELIG-9 SNOMED %s is a stay of type %s', (code, type) => {
  expect(read({ type: [{ coding: [{ system: SCT, code }] }] }).stays[0]?.type).toBe(type);
});

const open = (start: string) => inpatient({ status: 'in-progress', period: { start } });

test('TIME-12 an open stay is ongoing for 60 days, then nobody closed it and it is a problem', () => {
  expect(read(open('2026-08-21')).stays).toEqual([
    { type: 'hospital-inpatient', start: '2026-08-21', end: null, reference: 'Encounter/enc-1' },
  ]);
  expect(read(open('2026-08-20'))).toMatchObject({ stays: [], problems: [{ path: 'period.end', kind: 'never-closed' }] });
});

test('a finished stay without an end has an unknown end', () => {
  expect(read(inpatient({ period: { start: '2026-10-05' } })).stays).toEqual([
    { type: 'hospital-inpatient', start: '2026-10-05', reference: 'Encounter/enc-1' },
  ]);
});

test('ELIG-8 a discharge to a skilled nursing facility is a stay there without a known end, unless the chart shows it', () => {
  const disposition = {
    hospitalization: {
      dischargeDisposition: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: 'snf' }] },
    },
  };
  const hospital = inpatient({ ...disposition, period: { start: '2026-10-01', end: '2026-10-05' } });
  expect(read(hospital).stays).toContainEqual({ type: 'snf-part-a', start: '2026-10-05', reference: 'Encounter/enc-1' });
  const shown = {
    id: 'snf',
    type: [{ coding: [{ system: SCT, code: '449411000124106' }] }],
    period: { start: '2026-10-05', end: '2026-10-12' },
  };
  expect(read([hospital, shown]).stays.map(({ type, end }) => [type, end])).toEqual([
    ['hospital-inpatient', '2026-10-05'],
    ['snf-part-a', '2026-10-12'],
  ]);
  const longAgo = inpatient({ ...disposition, period: { start: '2026-01-01', end: '2026-01-05' } });
  expect(read(longAgo).stays).toHaveLength(1);
});

test('ELIG-10 the first hospice encounter or discharge to hospice tells the election', () => {
  const admission = { type: [{ coding: [{ system: SCT, code: '305336008' }] }], period: { start: '2026-09-20' } };
  const discharge = inpatient({
    period: { start: '2026-09-10', end: '2026-09-14' },
    hospitalization: { dischargeDisposition: { coding: [{ code: 'hosp' }] } },
  });
  expect(read([admission, discharge]).hospiceElection).toBe('2026-09-14');
  expect(read({}).hospiceElection).toBeUndefined();
});

test.each([
  [{ period: undefined }, 'period.start', 'undatable'],
  [{ period: { start: 'today' } }, 'period.start', 'undatable'],
  [{ period: ['2026'] }, 'period', 'unreadable'],
  [{ type: [null] }, 'type.0', 'unreadable'],
  [{ class: 'AMB' }, 'class', 'unreadable'],
  [{ participant: [{ individual: 'Dr. Chen' }] }, 'participant.0.individual', 'unreadable'],
])('an encounter with %j is a problem at %s', (overrides, path, kind) => {
  expect(read(overrides).problems).toEqual([{ type: 'Encounter', reference: 'Encounter/enc-1', path, kind }]);
});

test('without a billing practitioner nobody is the same', () => {
  expect(relationTo({ practice: new Set() }, [{ reference: BILLING }])).toBe('other');
});
