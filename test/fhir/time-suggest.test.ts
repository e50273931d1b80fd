import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RawResource } from '../../src/fhir/client.ts';
import { readTimeEntries } from '../../src/fhir/time.ts';
import { encounterOf } from '../../src/fhir/time/encounter.ts';
import { suggestions } from '../../src/fhir/time/suggest.ts';
import { anEncounter } from '../builders/fhir.ts';
import { aTimeEntryDraft } from '../builders/writes.ts';

const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const LOCAL = 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260';
const SNOMED = 'http://snomed.info/sct';

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

/** A virtual encounter of the EHR's own: 10 minutes on 2026-11-04. */
function aHostEncounter(overrides: Readonly<Record<string, unknown>> = {}): RawResource {
  return anEncounter({
    id: 'ehr-1',
    class: { system: V3, code: 'VR' },
    type: [{ text: 'Patient outreach' }],
    period: { start: '2026-11-04T14:00:00-05:00', end: '2026-11-04T14:10:00-05:00' },
    ...overrides,
  });
}

const CPT_VISIT = [{ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99213' }] }];

test.each([
  ['class VR', {}, 'virtual'],
  ['class VR without a system', { class: { code: 'VR' } }, 'virtual'],
  ['a telephone type in words', { class: { system: LOCAL, code: '13' }, type: [{ text: 'Telephone' }] }, 'telephone'],
  [
    'a telephone type in SNOMED, filed as ambulatory',
    { class: { system: V3, code: 'AMB' }, type: [{ coding: [{ system: SNOMED, code: '185317003' }] }] },
    'telephone',
  ],
  ['a class in local codes', { class: { system: LOCAL, code: '13' }, type: [{ text: 'Support' }] }, 'unknown'],
  ['a stay', { class: { system: V3, code: 'IMP' } }, undefined],
  ['a home visit', { class: { system: V3, code: 'HH' } }, undefined],
  ['an office visit', { class: { system: V3, code: 'AMB' } }, undefined],
  ['a video visit with its CPT code', { type: CPT_VISIT }, undefined],
  ['no class and no telling type', { class: undefined }, undefined],
  ['a cancelled call', { status: 'cancelled' }, undefined],
  ['one voided in the EHR', { status: 'entered-in-error' }, undefined],
])('%s looks like %s', (_name, overrides, looksLike) => {
  expect(suggestions([aHostEncounter(overrides)])[0]?.looksLike).toBe(looksLike);
});

test('types and classes that the site names are CCM work, by canonical system', () => {
  const byType = aHostEncounter({ class: { system: LOCAL, code: '13' }, type: [{ coding: [{ system: 'urn:oid:1.2.3', code: '70' }] }] });
  expect(suggestions([byType], [{ system: 'urn:oid:1.2.3', code: '70' }])).toMatchObject([
    { looksLike: 'site-type', proposed: { seconds: 600 } },
  ]);
  expect(suggestions([byType], [{ system: LOCAL, code: '13' }])).toMatchObject([{ looksLike: 'site-type' }]);
  expect(suggestions([byType], [{ system: LOCAL, code: '14' }])).toMatchObject([{ proposed: { notCountable: 'local-class' } }]);
});

const length = (value: number, code: string) => ({ length: { value, code, system: 'http://unitsofmeasure.org' } });

test.each([
  ['its period', {}, { seconds: 600 }],
  ['its length before its period', length(8, 'min'), { seconds: 480 }],
  ['an odd unit', length(2, 'wk'), { notCountable: 'odd-unit' }],
  ['a length that is no Duration', { length: '8 min' }, { notCountable: 'odd-unit' }],
  ['no period', { period: undefined }, { notCountable: 'no-period' }],
  ['an open period', { period: { start: '2026-11-04T14:00:00-05:00' } }, { notCountable: 'no-period' }],
  ['days without times', { period: { start: '2026-11-04', end: '2026-11-04' } }, { notCountable: 'no-period' }],
  ['a negative length', length(-5, 'min'), { notCountable: 'not-positive' }],
  [
    'a period the wrong way round',
    { period: { start: '2026-11-04T14:10:00-05:00', end: '2026-11-04T14:00:00-05:00' } },
    { notCountable: 'not-positive' },
  ],
  ['no time at all', length(0, 'min'), { notCountable: 'not-positive' }],
  ['24 h to the second', length(24, 'h'), { seconds: 86_400 }],
  ['more than 24 h', length(86_401, 's'), { notCountable: 'over-24-h' }],
  [
    'closed days later',
    { period: { start: '2026-11-04T14:00:00-05:00', end: '2026-11-09T14:00:00-05:00' } },
    { notCountable: 'over-24-h' },
  ],
  ['still open', { status: 'in-progress' }, { notCountable: 'not-finished' }],
])('what is proposed goes by %s', (_name, overrides, proposed) => {
  expect(suggestions([aHostEncounter(overrides)])[0]?.proposed).toEqual(proposed);
});

test('the documented telephone encounter is suggested with person and minutes', () => {
  expect(suggestions([example('encounter-foreign-ehr-telephone')])).toEqual([
    {
      reference: 'Encounter/ehr-8812',
      display: 'Telephone',
      start: '2026-11-04T19:02:00Z',
      end: '2026-11-04T19:11:00Z',
      performerReference: 'Practitioner/prac-rn',
      performerName: 'Jane Rivera, RN',
      looksLike: 'telephone',
      proposed: { seconds: 540 },
    },
  ]);
});

test('an encounter that an entry took over is suggested no more, in whatever form the EHR writes the reference', () => {
  const host = example('encounter-foreign-ehr-telephone');
  const taking = example('encounter-session-7-adopts-foreign');
  expect(suggestions([host, taking])).toEqual([]);
  expect(suggestions([host, { ...taking, partOf: { reference: 'https://ehr.example/fhir/Encounter/ehr-8812' } }])).toEqual([]);
  expect(suggestions([host, { ...taking, status: 'entered-in-error' }])).toHaveLength(1);
});

function adopting(id: string, status = 'finished'): RawResource {
  return { ...encounterOf(aTimeEntryDraft({ id: `6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c${id}`, adopts: 'Encounter/ehr-8812' })), id, status };
}

test('two entries that took over the same encounter count once', () => {
  const both = readTimeEntries([adopting('5002'), adopting('5001')]);
  expect(both.map(({ reference, entry, problems }) => [reference, entry?.seconds, problems])).toEqual([
    ['Encounter/5001', 1350, []],
    ['Encounter/5002', undefined, ['adopted-twice']],
  ]);
  expect(readTimeEntries([adopting('5002'), adopting('5001', 'entered-in-error')]).map(({ entry }) => entry?.seconds)).toEqual([
    undefined,
    1350,
  ]);
});

test('entries of ours and unreadable encounters are no suggestions; the others come in order of start', () => {
  const own = { ...encounterOf(aTimeEntryDraft()), id: 'own' };
  const broken = aHostEncounter({ id: 'broken', type: 'Telephone' });
  const earlier = aHostEncounter({ id: 'earlier', period: { start: '2026-11-03T23:00:00Z', end: '2026-11-03T23:05:00Z' } });
  const undated = aHostEncounter({ id: 'undated', period: undefined });
  const found = suggestions([undated, own, broken, aHostEncounter(), earlier, { resourceType: 'CarePlan', id: 'p' }]);
  expect(found.map(({ reference }) => reference)).toEqual(['Encounter/earlier', 'Encounter/ehr-1', 'Encounter/undated']);
});

test('an entry of ours that an EHR made longer than a day does not count', () => {
  const stretched = { ...encounterOf(aTimeEntryDraft()), id: 'e', length: { value: 30, code: 'h' } };
  expect(readTimeEntries([stretched])).toMatchObject([{ entry: null, problems: ['over-24-h', 'length-exceeds-period'] }]);
});

test('entries that were read already decide what is taken over, wherever they are kept', () => {
  const host = aHostEncounter();
  const [adopting] = readTimeEntries([{ ...encounterOf(aTimeEntryDraft({ adopts: 'Encounter/ehr-1' })), id: 'own' }]);
  if (adopting === undefined) throw new Error('not read');
  expect(suggestions([host], [], [])).toHaveLength(1);
  expect(suggestions([host], [], [adopting])).toEqual([]);
  expect(suggestions([host], [], [{ ...adopting, voided: true }])).toHaveLength(1);
});

test('an encounter with a day and no time of day keeps the day', () => {
  expect(suggestions([aHostEncounter({ period: { start: '2026-11-04', end: '2026-11-04' } })])).toMatchObject([{ day: '2026-11-04' }]);
});
