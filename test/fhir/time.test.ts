import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawResource } from '../../src/fhir/client.ts';
import { readTimeEntries } from '../../src/fhir/time.ts';
import { encounterOf } from '../../src/fhir/time/encounter.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { formatHeaderLine, formatVoidLine, oneLine, parseHeaderLine, parseVoidLines } from '../../src/fhir/time/header-line.ts';
import { aStage, aTimeEntryDraft, storedIn } from '../builders/writes.ts';
import { instant } from './time-drafts.ts';

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

test('an entry becomes the Encounter of the example, with its length in seconds', () => {
  const written = encounterOf(
    aTimeEntryDraft({
      note: 'Called patient. Reviewed home glucose log and inhaler use; refill of tiotropium requested.',
      end: '2026-10-06T14:27:00-04:00',
      seconds: 1320,
    }),
  );
  const { id: _id, text: _text, reasonCode: _reasons, length: _length, ...shape } = example('encounter-session-1-staff-phone');
  expect(written).toMatchObject(shape);
  expect(Object.keys(written).toSorted()).toEqual(
    Object.keys(example('encounter-session-1-staff-phone'))
      .filter((key) => key !== 'id')
      .toSorted(),
  );
  expect(written['length']).toEqual({ value: 1320, unit: 's', system: 'http://unitsofmeasure.org', code: 's' });
  expect(written).toMatchObject({
    reasonCode: [{ text: 'Medication reconciliation, adherence and refills (22 min, clinical staff)' }, {}],
  });
});

test('an entry with pauses has one participant element for each active interval', () => {
  const intervals = [
    { start: '2026-10-06T14:05:00-04:00', end: '2026-10-06T14:10:00-04:00' },
    { start: '2026-10-06T14:20:00-04:00', end: '2026-10-06T14:27:30-04:00' },
  ];
  const encounter = encounterOf(aTimeEntryDraft({ intervals, seconds: 750 }));
  expect(encounter).toMatchObject({
    participant: [{ period: intervals[0] }, { period: intervals[1] }],
    period: { start: intervals[0]?.start, end: intervals[1]?.end },
  });
  expect(readTimeEntries([{ ...encounter, id: 'e' }])[0]?.entry?.intervals).toEqual(intervals);
});

test('markup in a note, a name and a reason is text in the narrative', () => {
  const hostile = '<script>alert("x")</script> & \u0000\uD800';
  const { text } = encounterOf(aTimeEntryDraft({ note: hostile, performerName: '<b>Jane</b>', source: 'manual', reason: '</div>' }));
  expect(JSON.stringify(text)).not.toMatch(/<script|<b>Jane|\\u0000|\\ud800/i);
  expect(text).toMatchObject({ div: expect.stringContaining('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; ') });
});

const uuid = fc.uuid();
const activity = fc.constantFrom(
  'care-plan-review',
  'record-review',
  'symptom-monitoring',
  'community-services',
  'voicemail-only-no-information',
);

test('every header line is read back as it was written, pipes and odd characters in names included', () => {
  const line = fc.record({
    start: instant,
    seconds: fc.integer({ min: 0, max: 200_000 }),
    performerClass: fc.constantFrom('clinical-staff', 'physician-qhp'),
    activities: fc.uniqueArray(activity, { minLength: 1 }),
    id: uuid,
    performerName: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('A | B', '| |', 'Rivera || RN', "O'Neil, \u674e")),
  });
  fc.assert(
    fc.property(line, fc.string(), (written, note) => {
      const text = `${formatHeaderLine(written)}\n${note}`;
      expect(parseHeaderLine(text)).toEqual({ ...written, performerName: oneLine(written.performerName) });
    }),
  );
});

test('every void line is read back as it was written', () => {
  fc.assert(
    fc.property(uuid, instant, fc.string({ unit: 'binary' }), (id, at, reason) => {
      expect(parseVoidLines(`before\n${formatVoidLine({ id, at, reason })}\nafter`)).toEqual([{ id, at, reason: oneLine(reason) }]);
    }),
  );
});

test('an entry is stored in the EHR, read back and reported with its reference', async () => {
  const { ehr, target } = await aStage();
  const written = aTimeEntryDraft();
  const outcome = await saveTimeEntry(target, written);
  expect(outcome).toMatchObject({ kind: 'stored', carrier: 'Encounter', alreadyThere: false });
  expect(ehr.exchanges.map(({ method, url }) => `${method} ${new URL(url, ehr.origin).pathname}`)).toEqual([
    'POST /fhir',
    expect.stringMatching(/^GET \/fhir\/Encounter\//),
  ]);
  const [stored] = readTimeEntries(storedIn(ehr, 'Encounter'));
  expect(stored?.entry).toMatchObject({ seconds: 1350, start: written.start, id: written.id });
});

test('the request names the entry in a percent-encoded ifNoneExist', async () => {
  const { ehr, target } = await aStage();
  await saveTimeEntry(target, aTimeEntryDraft());
  expect(JSON.parse(ehr.exchanges[0]?.requestBody ?? '')).toMatchObject({
    type: 'transaction',
    entry: [
      {
        request: {
          method: 'POST',
          url: 'Encounter',
          ifNoneExist: 'identifier=https%3A%2F%2Fw3id.org%2Fintervisit%2Ffhir%2Fsid%2Ftime-entry%7C6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001',
        },
      },
    ],
  });
});

const seconds = (length: unknown, extra: object = {}): number | undefined =>
  readTimeEntries([{ ...encounterOf(aTimeEntryDraft()), id: 'e', length, ...extra }])[0]?.entry?.seconds;

test.each([
  [{ value: 90, code: 's' }, 90],
  [{ value: 22.5, code: 'min' }, 1350],
  [{ value: 0.35, code: 'h' }, 1260],
  [{ value: 1, code: 'd' }, 86_400],
  [{ value: 7, unit: 'minutes' }, 420],
  [{ value: 1.5, unit: 'Hours' }, 5400],
  [{ value: 90.9, unit: 'sec' }, 90],
  [undefined, 1350],
  [{ value: 3, unit: 'furlongs' }, undefined],
  [{ value: -5, code: 'min' }, undefined],
  [{ value: 0, code: 'min' }, undefined],
  [{ value: 'many', code: 'min' }, undefined],
  ['22 min', undefined],
])('TIME-1 a length of %j counts as %s seconds', (length, expected) => {
  expect(seconds(length)).toBe(expected);
});

test('a header line in the text gives the length where the server dropped it', () => {
  const oracle = example('encounter-create-oracle-millennium');
  const [stored] = readTimeEntries([{ ...oracle, id: 'o' }]);
  expect(stored).toMatchObject({
    seconds: 1320,
    performer: 'clinical-staff',
    id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1001',
    performerName: 'Jane Rivera, RN',
  });
});

test('only finished entries with a performer class, an activity and a start count', () => {
  const whole = encounterOf(aTimeEntryDraft());
  const read = (changes: object) => readTimeEntries([{ ...whole, id: 'e', ...changes }])[0];
  expect(read({})?.entry).not.toBeNull();
  expect(read({ status: 'in-progress' })).toMatchObject({ entry: null, problems: ['not-finished'], voided: false });
  expect(read({ status: 'entered-in-error' })).toMatchObject({ entry: null, problems: [], voided: true });
  expect(read({ participant: [{ individual: { reference: 'Practitioner/x' } }] })).toMatchObject({
    entry: null,
    problems: ['no-performer-class'],
  });
  expect(read({ reasonCode: [{ text: 'Call' }] })).toMatchObject({ entry: null, problems: ['no-activity'] });
  expect(read({ period: {}, participant: [] })?.problems).toEqual(['no-performer-class', 'no-start']);
});

test('encounters of the EHR never count', () => {
  const { type: _type, identifier: _identifier, ...foreign } = example('encounter-foreign-ehr-telephone');
  expect(
    readTimeEntries([
      example('encounter-foreign-ehr-telephone'),
      { ...foreign, resourceType: 'Encounter', length: { value: 30, code: 'min' } },
    ]),
  ).toEqual([]);
});

test('an entry that adopted an encounter of the EHR names it', () => {
  expect(readTimeEntries([example('encounter-session-7-adopts-foreign')])[0]).toMatchObject({ adopts: 'Encounter/ehr-8812', seconds: 540 });
});

test('the same UUID counts once, in the best carrier, and is flagged', () => {
  const first = { ...encounterOf(aTimeEntryDraft()), id: 'e1' };
  const twice = readTimeEntries([first, { ...first, id: 'e2' }]);
  expect(twice).toHaveLength(1);
  expect(twice[0]).toMatchObject({ problems: ['stored-twice'], reference: 'Encounter/e1' });
  expect(twice[0]?.entry).not.toBeNull();
  const inTwoCarriers = readTimeEntries([example('documentreference-session-note'), example('careplan-ccm-time-fallback'), first]);
  expect(inTwoCarriers.find(({ id }) => id === aTimeEntryDraft().id)).toMatchObject({
    carrier: 'Encounter',
    problems: ['copies-differ'],
    seconds: 1350,
  });
});

test('a void copy in the best carrier, or a void line anywhere, voids the entry', () => {
  const entry = { ...encounterOf(aTimeEntryDraft({ id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1006' })), id: 'e6' };
  expect(readTimeEntries([entry])[0]?.voided).toBe(false);
  expect(readTimeEntries([entry, { ...entry, id: 'e7', status: 'entered-in-error' }])[0]).toMatchObject({ voided: true, entry: null });
  const voided = readTimeEntries([entry, example('careplan-ccm-time-fallback')]).find(({ reference }) => reference === 'Encounter/e6');
  expect(voided).toMatchObject({ voided: true, entry: null });
});

test('entries in the plan and in notes are read by their extension or their header line', () => {
  const plan = readTimeEntries([example('careplan-ccm-time-fallback')]);
  expect(plan.map(({ seconds: s, performer, performerReference }) => [s, performer, performerReference])).toEqual([
    [1320, 'clinical-staff', 'Practitioner/prac-rn'],
    [900, 'clinical-staff', 'Practitioner/prac-rn'],
    [720, 'physician-qhp', 'Practitioner/prac-md'],
  ]);
  const withoutExtensions: RawResource = JSON.parse(
    JSON.stringify(example('careplan-ccm-time-fallback'), (key, value: unknown) => (key === 'extension' ? undefined : value)),
  );
  expect(readTimeEntries([withoutExtensions]).map(({ id, seconds: s }) => [id, s])).toEqual(plan.map(({ id, seconds: s }) => [id, s]));
  const [note] = readTimeEntries([example('documentreference-session-note')]);
  expect(note).toMatchObject({ carrier: 'DocumentReference', seconds: 1320, note: expect.stringContaining('Called patient.') });
});

test('a lost answer is looked up, and trying again makes no second entry', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  const written = aTimeEntryDraft();
  expect(await saveTimeEntry(target, written)).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(await saveTimeEntry(target, written)).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(storedIn(ehr, 'Encounter')).toHaveLength(1);
});

test('a write that never arrived is unclear, looked for, absent, and safe to try again', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'no-response', times: 1 });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'unclear', looked: 'absent' });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', alreadyThere: false });
  expect(storedIn(ehr, 'Encounter')).toHaveLength(1);
});

test('an entry for another patient is not sent', async () => {
  const { ehr, target } = await aStage();
  const forAnother = aTimeEntryDraft({ patientReference: 'Patient/pat-2' });
  await expect(saveTimeEntry(target, forAnother)).rejects.toMatchObject({ kind: 'wrong-patient' });
  expect(ehr.exchanges).toEqual([]);
});
