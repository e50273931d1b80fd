import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RawResource } from '../../src/fhir/client.ts';
import { isCcmCode } from '../../src/fhir/naming.ts';
import { readTimeEntries, type StoredTimeEntry, type TimeEntryDraft } from '../../src/fhir/time.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { voidTimeEntry } from '../../src/fhir/time/void.ts';
import { PERSONAS, type PersonaName } from '../ehr/personas.ts';
import { anOwnPlan, MD, PATIENT, PRACTICE } from '../builders/writes.ts';
import { aTimeStage } from './time-stage.ts';

const FOLDER = new URL('examples/', import.meta.url);
const PLAN = anOwnPlan({ meta: { versionId: '1' } });
/** The visit that sessions are launched from, for EHRs that look whether it is there. */
const VISIT = {
  resourceType: 'Encounter',
  id: 'visit-1',
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: `Patient/${PATIENT}` },
};

const example = (name: string): RawResource => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

const NAMES = readdirSync(FOLDER).filter((name) => /^(?:encounter-session|careplan-ccm-time|documentreference-session)/.test(name));
const ENTRIES = NAMES.flatMap((name) => readTimeEntries([example(name)]).map((stored) => [name.replace('.json', ''), stored] as const));

const CARRIER: Readonly<Record<PersonaName, string | null>> = {
  full: 'Encounter',
  'create-only': 'Encounter',
  'plan-writes-only': 'CarePlan',
  'notes-only': 'DocumentReference',
  'forgetful-encounters': 'DocumentReference',
  'read-only': null,
  'epic-like': 'DocumentReference',
  'oracle-like': 'DocumentReference',
  'athena-like': null,
  'ecw-like': null,
  'hapi-like': 'Encounter',
  'medplum-like': 'Encounter',
  'worse-than-all': 'CarePlan',
};
const personas = Object.keys(PERSONAS) as PersonaName[];
const KEEPING = personas.flatMap((persona) =>
  CARRIER[persona] === null ? [] : ENTRIES.map(([name, stored]) => ({ persona, name, stored })),
);

/** The entry as a form would hand it over. Where an example says too little or in words of its own, any will do. */
function draftOf(stored: StoredTimeEntry): TimeEntryDraft {
  const { id, start, end, seconds, performer, performerReference, performerName, note, reason, adopts, confirmedBy, outcome } = stored;
  if (id === undefined || start === undefined || seconds === undefined) throw new Error('the example is no entry');
  if (performer !== 'clinical-staff' && performer !== 'physician-qhp') throw new Error('nobody whose time counts');
  const [activity = 'record-review', ...others] = stored.activities.flatMap((code) => (isCcmCode('activity', code) ? [code] : []));
  return {
    id,
    start,
    end: end ?? Temporal.Instant.from(start).add({ seconds }).toString(),
    seconds,
    intervals: stored.intervals,
    performer,
    performerReference: performerReference ?? MD.reference,
    performerName: performerName ?? MD.display,
    activities: [activity, ...others],
    contactMode: stored.contactMode ?? 'telephone',
    conditions: stored.conditions.map(({ reference, display = '' }) => ({ reference, display })),
    note: note ?? 'Worked.',
    patientReference: `Patient/${PATIENT}`,
    serviceProvider: PRACTICE,
    source: stored.source,
    notCounted: stored.notCounted,
    ...(reason === undefined ? {} : { reason }),
    ...(adopts === undefined ? {} : { adopts }),
    ...(confirmedBy === undefined ? {} : { confirmedBy }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

test('the examples hold entries of each carrier, by hand and by timer, taken over and taken back', () => {
  const all = ENTRIES.map(([, stored]) => stored);
  expect(new Set(all.map(({ carrier }) => carrier))).toEqual(new Set(['Encounter', 'CarePlan', 'DocumentReference']));
  expect(new Set(all.map(({ performer }) => performer))).toEqual(new Set(['clinical-staff', 'physician-qhp']));
  expect(all.some(({ voided }) => voided)).toBe(true);
  expect(all.some(({ adopts }) => adopts !== undefined)).toBe(true);
});

test.each(KEEPING)('$persona: an entry of the example $name comes back to the second', async ({ persona, stored }) => {
  const { ledger, session } = await aTimeStage({ persona, resources: [PLAN, VISIT] });
  const draft = draftOf(stored);
  expect(await saveTimeEntry(await session(), draft)).toMatchObject({ kind: 'stored', carrier: CARRIER[persona] });
  const { patientReference: _patient, serviceProvider: _provider, ...facts } = draft;
  const [back, ...others] = await ledger();
  expect(others).toEqual([]);
  expect(back).toMatchObject({ ...facts, carrier: CARRIER[persona], voided: false, entry: { seconds: draft.seconds, start: draft.start } });
  if (!stored.voided) return;
  const at = '2026-10-20T14:00:00-04:00';
  if (back !== undefined) await voidTimeEntry(await session(), back, 'wrong patient', MD, at);
  expect(await ledger()).toMatchObject([{ ...facts, voided: true, voiding: { reason: 'wrong patient', at }, entry: null }]);
});
