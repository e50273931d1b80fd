import { expect, test } from 'vitest';
import { encounterOf } from '../../src/fhir/time/encounter.ts';
import { isKept } from '../../src/fhir/time/kept.ts';
import { readEncounter } from '../../src/fhir/time/read-encounter.ts';
import { aTimeEntryDraft } from '../builders/writes.ts';
import { PAUSED } from './time-drafts.ts';

const PERFORMED_WHOLE = encounterOf(aTimeEntryDraft())['participant'];

test.each([
  ['nothing', {}, true],
  ['the length', { length: undefined }, false],
  ['the intervals', { participant: PERFORMED_WHOLE }, false],
  ['the role', { participant: [{ individual: { reference: 'Practitioner/prac-rn' } }] }, false],
  ['an activity', { reasonCode: encounterOf(aTimeEntryDraft({ activities: ['record-review'] }))['reasonCode'] }, false],
  ['the note', { extension: [] }, false],
  ['the identifier', { identifier: [] }, false],
  ['the status', { status: 'in-progress' }, false],
  ['the mark of an entry by hand', { type: encounterOf(aTimeEntryDraft())['type'] }, false],
  ['the encounter it took over', { partOf: undefined }, false],
  ['the conditions', { reasonReference: [] }, true],
])('an EHR that gives back all but %s: kept is told apart', (_name, changes, kept) => {
  const draft = { ...PAUSED, source: 'manual', adopts: 'Encounter/ehr-8812' } as const;
  expect(isKept(draft, readEncounter({ ...encounterOf(draft), id: 'e', ...changes }))).toBe(kept);
});

test('a period that happens to be as long as the work is no length', () => {
  const { length: _length, ...bare } = encounterOf(aTimeEntryDraft());
  expect(isKept(aTimeEntryDraft(), readEncounter({ ...bare, id: 'e' }))).toBe(false);
});
