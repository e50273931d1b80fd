import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { readTimeEntries, type StoredTimeEntry } from '../../src/fhir/time.ts';
import { voidTimeEntry } from '../../src/fhir/time/void.ts';
import type { PersonaName } from '../ehr/ehr.ts';
import { type Persona, PERSONAS } from '../ehr/personas.ts';
import { anOwnPlan, aTimeEntryDraft, MD, RN } from '../builders/writes.ts';
import { aTimeStage, type TimeStage } from './time-stage.ts';

const PLAN = anOwnPlan({ meta: { versionId: '1' } });
const AT = '2026-10-20T14:00:00-04:00';
const TAKEN = { voided: true, entry: null, voiding: { reason: 'wrong patient', at: AT, by: MD.display } };

const example = (name: string) => JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));

async function stageWithEntry(persona: PersonaName, changes: Parameters<typeof aTimeStage>[0] = {}) {
  const stage = await aTimeStage({ persona, resources: [PLAN], ...changes });
  const target = await stage.session();
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored' });
  return { ...stage, target, stored: await onlyEntry(stage) };
}

async function onlyEntry({ ledger }: Pick<TimeStage, 'ledger'>): Promise<StoredTimeEntry> {
  const [stored, ...others] = await ledger();
  expect(others).toEqual([]);
  if (stored === undefined) throw new Error('the ledger is empty');
  return stored;
}

test.each([
  ['full', 'Encounter'],
  ['plan-writes-only', 'CarePlan'],
  ['notes-only', 'DocumentReference'],
  ['forgetful-encounters', 'DocumentReference'],
  ['create-only', 'DocumentReference'],
] as const)('%s: taken back in a %s, the original stays readable, and once is enough', async (persona, carrier) => {
  const { ehr, target, stored, ledger, session } = await stageWithEntry(persona);
  expect(stored).toMatchObject({ voided: false, entry: { seconds: 1350 } });
  expect(await voidTimeEntry(target, stored, 'wrong patient', MD, AT)).toMatchObject({ kind: 'stored', carrier, alreadyThere: false });
  const after = await onlyEntry({ ledger });
  expect(after).toMatchObject({ ...TAKEN, seconds: 1350, note: stored.note, performerName: RN.display, start: stored.start });
  const writes = () => ['Encounter', 'CarePlan', 'DocumentReference'].map((type) => versions(ehr, type));
  const before = writes();
  expect(await voidTimeEntry(await session(), stored, 'once more', RN, AT)).toMatchObject({ kind: 'stored', alreadyThere: true });
  expect(await onlyEntry({ ledger })).toMatchObject(TAKEN);
  expect(writes()).toEqual(before);
});

function versions(ehr: TimeStage['ehr'], type: string): number {
  const known = type === 'Encounter' || type === 'CarePlan' ? type : 'DocumentReference';
  return ehr.stored(known).flatMap(({ id }) => ehr.history(known, id ?? '')).length;
}

test('all else in a voided Encounter stays as it was, digits and unknown elements included', async () => {
  const { ehr, target, stored } = await stageWithEntry('full');
  const id = stored.reference.slice('Encounter/'.length);
  const text = ehr.storedText('Encounter', id) ?? '';
  const dressed = {
    ...JSON.parse(text),
    id,
    account: [{ reference: 'Account/1' }],
    extension: [{ url: 'urn:dose', valueDecimal: 1 }, ...JSON.parse(text).extension],
  };
  ehr.put(JSON.stringify(dressed).replace('"valueDecimal":1', '"valueDecimal":1.50'));
  await voidTimeEntry(target, stored, 'wrong \u000B<b>patient</b>', MD, AT);
  const after = ehr.storedText('Encounter', id) ?? '';
  expect(after).toContain('"valueDecimal":1.50');
  const { status, extension, text: narrative, meta: _meta, ...rest } = JSON.parse(after);
  const { status: _status, extension: before, text: _text, meta: _before, ...untouched } = dressed;
  expect(status).toBe('entered-in-error');
  expect(rest).toEqual(untouched);
  expect(extension.slice(0, -1)).toMatchObject([{ url: 'urn:dose' }, before[1]]);
  expect(extension.at(-1)).toMatchObject({
    valueAnnotation: { authorReference: MD, time: AT, text: `CCM-VOID v1 | ${stored.id} | 2026-10-20T14:00-04:00 | wrong <b>patient</b>` },
  });
  expect(narrative.div).toContain('Taken back 2026-10-20 by Maria Chen, MD: wrong &lt;b&gt;patient&lt;/b&gt;</p></div>');
});

test('the version is checked: an Encounter changed in the same moment is not overwritten', async () => {
  const { ehr, target, stored } = await stageWithEntry('full');
  ehr.faults.add({ on: { method: 'POST', type: 'Bundle' }, kind: 412, times: 1 });
  expect(await voidTimeEntry(target, stored, 'wrong patient', MD, AT)).toMatchObject({ kind: 'conflict', carrier: 'Encounter' });
  const request = ehr.exchanges.findLast(({ method }) => method === 'POST')?.requestBody ?? '';
  expect(JSON.parse(request).entry[0].request).toMatchObject({ method: 'PUT', ifMatch: 'W/"1"' });
});

test('an Encounter of another patient is not voided', async () => {
  const { ehr, target, stored } = await stageWithEntry('full');
  const text = ehr.storedText('Encounter', stored.reference.slice('Encounter/'.length))?.replace('Patient/pat-1', 'Patient/pat-2') ?? '';
  const client = { ...target.client, readText: () => Promise.resolve({ text }) };
  ehr.clearExchanges();
  await expect(voidTimeEntry({ ...target, client }, stored, 'wrong patient', MD, AT)).rejects.toMatchObject({ kind: 'wrong-patient' });
  expect(ehr.exchanges).toEqual([]);
});

test('two people who take it back at once both find it taken back', async () => {
  const { target, stored, session, ledger } = await stageWithEntry('full');
  const other = await session();
  const outcomes = await Promise.all([
    voidTimeEntry(target, stored, 'wrong patient', MD, AT),
    voidTimeEntry(other, stored, 'twice', RN, AT),
  ]);
  expect(outcomes).toMatchObject([{ kind: 'stored' }, { kind: 'stored' }]);
  expect(await onlyEntry({ ledger })).toMatchObject({ voided: true, entry: null });
});

test('an encounter of the EHR’s own that came to that address is not voided', async () => {
  const { ehr, target, stored } = await stageWithEntry('full');
  const foreign: object = example('encounter-foreign-ehr-telephone');
  ehr.put({ ...foreign, id: stored.reference.slice('Encounter/'.length) });
  expect(await voidTimeEntry(target, stored, 'wrong patient', MD, AT)).toMatchObject({ kind: 'conflict' });
});

function noUpdate(documents: readonly ('c' | 'r' | 's')[]): Persona {
  return { ...PERSONAS.full, actions: { ...PERSONAS.full.actions, byType: { Encounter: ['c', 'r', 's'], DocumentReference: documents } } };
}

test('an Encounter that may not be updated is voided by a line in the log, else by a note', async () => {
  for (const [persona, resources, carrier] of [
    [noUpdate(['r', 's']), [PLAN], 'CarePlan'],
    [noUpdate(['c', 'r', 's']), [], 'DocumentReference'],
  ] as const) {
    const { target, stored, ledger } = await stageWithEntry('full', { persona, resources });
    expect(stored.carrier).toBe('Encounter');
    expect(await voidTimeEntry(target, stored, 'wrong patient', MD, AT)).toMatchObject({ kind: 'stored', carrier });
    expect(await onlyEntry({ ledger })).toMatchObject({ ...TAKEN, carrier: 'Encounter' });
  }
});

test('an EHR that takes the update and keeps the status has voided nothing: the log takes the line', async () => {
  const { ehr, target, stored, ledger } = await stageWithEntry('full');
  const stubborn = ehr.storedText('Encounter', stored.reference.slice('Encounter/'.length)) ?? '';
  const read = target.client.read.bind(target.client);
  const client = {
    ...target.client,
    read: async (type: string, id: string) => (type === 'Encounter' ? JSON.parse(stubborn) : read(type, id)),
  };
  expect(await voidTimeEntry({ ...target, client }, stored, 'wrong patient', MD, AT)).toMatchObject({
    kind: 'stored',
    carrier: 'CarePlan',
  });
  expect(await onlyEntry({ ledger })).toMatchObject(TAKEN);
});

test('where nothing can be written it is said, with the text to copy', async () => {
  const { ehr, stored, session } = await stageWithEntry('full');
  ehr.setPersona('read-only');
  expect(await voidTimeEntry(await session(), stored, 'wrong patient', MD, AT)).toMatchObject({
    kind: 'not-stored',
    because: [{ carrier: 'Encounter' }, { carrier: 'CarePlan' }, { carrier: 'DocumentReference' }],
    resource: { resourceType: 'DocumentReference', description: `CCM-VOID v1 | ${stored.id}` },
  });
});

test('a draft that is tried again after its entry was taken back stays taken back', async () => {
  const { target, stored, session, ledger } = await stageWithEntry('full');
  await voidTimeEntry(target, stored, 'wrong patient', MD, AT);
  expect(await saveTimeEntry(await session(), aTimeEntryDraft())).toMatchObject({
    kind: 'stored',
    alreadyThere: true,
    carrier: 'Encounter',
  });
  expect(await onlyEntry({ ledger })).toMatchObject(TAKEN);
});

test('an entry whose UUID the EHR lost is voided in its Encounter', async () => {
  const { ehr, target, stored, ledger } = await stageWithEntry('full');
  const { identifier: _identifier, ...bare } = JSON.parse(ehr.storedText('Encounter', stored.reference.slice('Encounter/'.length)) ?? '{}');
  ehr.put(bare);
  const [nameless] = readTimeEntries([bare]);
  expect(nameless?.id).toBeUndefined();
  if (nameless === undefined) throw new Error('not read');
  expect(await voidTimeEntry(target, nameless, 'wrong patient', MD, AT)).toMatchObject({ kind: 'stored', carrier: 'Encounter' });
  expect(await onlyEntry({ ledger })).toMatchObject({ voided: true, entry: null });
});

test('the documented void examples read as voided', () => {
  expect(readTimeEntries([example('encounter-session-6-voided')])).toMatchObject([
    { voided: true, entry: null, seconds: 1320, note: 'Entered for the wrong patient; voided 2026-10-06 by Jane Rivera, RN.' },
  ]);
  const live = { ...example('encounter-session-6-voided'), status: 'finished' };
  expect(
    readTimeEntries([live, example('careplan-ccm-time-fallback')]).find(({ reference }) => reference === 'Encounter/ses-6'),
  ).toMatchObject({
    voided: true,
    voiding: { reason: 'wrong patient', at: '2026-10-14T10:02:00-04:00', by: 'Jane Rivera, RN' },
  });
});
