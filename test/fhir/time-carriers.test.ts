import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readTimeEntries, type TimeEntryDraft } from '../../src/fhir/time.ts';
import { withNoteTexts } from '../../src/fhir/time/note-texts.ts';
import { planCarrier } from '../../src/fhir/time/plan-carrier.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import type { PersonaName } from '../ehr/ehr.ts';
import { type Persona, PERSONAS } from '../ehr/personas.ts';
import { anOwnPlan, aTimeEntryDraft, MD, PATIENT } from '../builders/writes.ts';
import { factsOf, PAUSED } from './time-drafts.ts';
import { aTimeStage, type TimeStage } from './time-stage.ts';

const SAMPLES = process.env['INTERVISIT_SAMPLES'] ?? resolve(import.meta.dirname, '../../../shared');
const PACKAGES = [`${SAMPLES}/ig/us_core_610.tgz`, `${SAMPLES}/ig/us_core_800.tgz`].filter(existsSync);
const PLAN = anOwnPlan({ meta: { versionId: '1' } });
const id = (number: number) => `6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c${number}`;

const DRAFTS: Readonly<Record<string, TimeEntryDraft>> = {
  'one block by the timer': aTimeEntryDraft(),
  'pauses and idle time': PAUSED,
  'by hand, late, confirmed': aTimeEntryDraft({
    id: id(3002),
    source: 'manual',
    reason: 'downtime',
    confirmedBy: MD.display,
    recordedAt: '2026-10-19T09:00:00-04:00',
    outcome: 'voicemail',
  }),
  'taken over from the EHR': aTimeEntryDraft({ id: id(3003), adopts: 'Encounter/ehr-8812', conditions: [], outcome: 'call-back' }),
  'over midnight': aTimeEntryDraft({ id: id(3004), start: '2026-10-31T23:50:00-04:00', end: '2026-11-01T00:10:00-04:00', seconds: 1200 }),
  'not countable, no contact': aTimeEntryDraft({ id: id(3005), activities: ['prior-authorization'], contactMode: 'no-patient-contact' }),
};

const KEPT_IN: readonly (readonly [PersonaName, string])[] = [
  ['full', 'Encounter'],
  ['plan-writes-only', 'CarePlan'],
  ['notes-only', 'DocumentReference'],
  ['forgetful-encounters', 'DocumentReference'],
  ['create-only', 'Encounter'],
];

test.each(KEPT_IN.flatMap(([persona, carrier]) => Object.entries(DRAFTS).map(([name, draft]) => [persona, carrier, name, draft] as const)))(
  '%s: kept in a %s and read back whole by a new session: %s',
  async (persona, carrier, _name, draft) => {
    const { ledger, session } = await aTimeStage({ persona, resources: [PLAN] });
    const target = await session();
    expect(await saveTimeEntry(target, draft)).toMatchObject({ kind: 'stored', carrier, alreadyThere: false });
    expect(await saveTimeEntry(target, draft)).toMatchObject({ kind: 'stored', carrier, alreadyThere: true });
    expect(await saveTimeEntry(await session(), draft)).toMatchObject({ kind: 'stored', carrier, alreadyThere: true });
    const [stored, ...others] = await ledger();
    expect(others).toEqual([]);
    const { problems: _problems, ...facts } = factsOf(draft);
    expect(stored).toMatchObject({ ...facts, carrier });
    expect(stored?.problems).not.toContain('length-from-period');
    expect(stored?.entry?.seconds).toBe(draft.seconds);
  },
);

test.skipIf(PACKAGES.length === 0)(
  'every write is valid R4 and US Core in each carrier (skipped where the packages are absent)',
  { timeout: 60_000 },
  async () => {
    for (const [persona, carrier] of KEPT_IN) {
      const { session, ledger } = await aTimeStage({ persona, resources: [PLAN], usCore: PACKAGES });
      const target = await session();
      for (const draft of Object.values(DRAFTS)) expect(await saveTimeEntry(target, draft)).toMatchObject({ kind: 'stored', carrier });
      expect(await ledger()).toHaveLength(Object.keys(DRAFTS).length);
    }
  },
);

test('an EHR that drops lengths is tried once a session; its stray Encounter never changes the minutes', async () => {
  const { ehr, session, ledger } = await aTimeStage({ persona: 'forgetful-encounters' });
  const target = await session();
  await saveTimeEntry(target, PAUSED);
  await saveTimeEntry(target, aTimeEntryDraft());
  expect(ehr.stored('Encounter')).toHaveLength(1);
  expect((await ledger()).map(({ carrier, entry }) => [carrier, entry?.seconds])).toEqual([
    ['DocumentReference', 1350],
    ['DocumentReference', 750],
  ]);
});

test('a stray Encounter found after a lost answer does not pass for the entry', async () => {
  const { ehr, session, ledger } = await aTimeStage({ persona: 'forgetful-encounters' });
  const target = await session();
  ehr.faults.add({ on: { method: 'POST', type: 'Encounter' }, kind: 'lost-response', times: 1 });
  expect(await saveTimeEntry(target, PAUSED)).toMatchObject({ kind: 'unclear', carrier: 'Encounter' });
  expect(await saveTimeEntry(target, PAUSED)).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
  expect(await ledger()).toMatchObject([{ entry: { seconds: 750 } }]);
});

test('an entry without a pause does not prove that lengths are kept', async () => {
  const { session } = await aTimeStage({ persona: 'forgetful-encounters' });
  expect(await saveTimeEntry(await session(), aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
});

test('without a plan of ours the log is passed over, and plans can still be written', async () => {
  const foreign = { ...PLAN, identifier: [], category: [] };
  const { ehr, session } = await aTimeStage({ persona: 'plan-writes-only', resources: [foreign] });
  const target = await session();
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({
    kind: 'not-stored',
    because: [{ carrier: 'Encounter' }, { carrier: 'DocumentReference' }],
    resource: { resourceType: 'Encounter' },
  });
  expect(ehr.history('CarePlan', 'cp-1')).toHaveLength(1);
  expect(target.memory.refusals).toEqual([]);
});

test('a plan that must not be edited is left alone', async () => {
  const { ehr, session } = await aTimeStage({
    persona: 'plan-writes-only',
    resources: [{ ...PLAN, modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }],
  });
  expect(await saveTimeEntry(await session(), aTimeEntryDraft())).toMatchObject({ kind: 'not-stored' });
  expect(ehr.history('CarePlan', 'cp-1')).toHaveLength(1);
});

test('a read-only EHR keeps nothing, nothing is sent, and each carrier says why', async () => {
  const { ehr, session } = await aTimeStage({ persona: 'read-only', resources: [PLAN] });
  const target = await session();
  ehr.clearExchanges();
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({
    kind: 'not-stored',
    because: ['Encounter', 'CarePlan', 'DocumentReference'].map((carrier) => ({ carrier, why: 'not-allowed' })),
  });
  expect(ehr.exchanges).toEqual([]);
});

test('what a plan holds keeps its digits and its order when an entry joins the log', async () => {
  const text = JSON.stringify({ ...PLAN, extension: [{ url: 'urn:dose', valueDecimal: 1 }] }).replace(
    '"valueDecimal":1',
    '"valueDecimal":1.50',
  );
  const { ehr, session } = await aTimeStage({ persona: 'plan-writes-only' });
  ehr.put(text);
  await saveTimeEntry(await session(), aTimeEntryDraft());
  expect(ehr.storedText('CarePlan', 'cp-1')).toContain('"valueDecimal":1.50');
});

async function bothAtOnce({ session }: TimeStage) {
  const [one, other] = [await session(), await session()];
  const entries = [
    aTimeEntryDraft(),
    aTimeEntryDraft({ id: id(4002), performer: 'physician-qhp', performerReference: MD.reference, performerName: MD.display }),
  ] as const;
  return Promise.all([saveTimeEntry(one, entries[0]), saveTimeEntry(other, entries[1])]);
}

test.each(KEPT_IN)('%s: two people who save at once lose nothing', async (persona, carrier) => {
  const stage = await aTimeStage({ persona, resources: [PLAN] });
  expect(await bothAtOnce(stage)).toMatchObject([
    { kind: 'stored', carrier },
    { kind: 'stored', carrier },
  ]);
  expect(new Set((await stage.ledger()).map(({ performerName }) => performerName))).toEqual(new Set(['Jane Rivera, RN', 'Maria Chen, MD']));
  expect(await stage.ledger()).toHaveLength(2);
});

test('by header instead of transaction, and by 409 instead of 412, two people lose nothing either', async () => {
  const table = {
    ...PERSONAS['plan-writes-only'],
    transaction: 'unsupported',
    versions: { etag: true, ifMatch: 'required', conflictStatus: 409 },
  } as const;
  const stage = await aTimeStage({ persona: table, resources: [PLAN] });
  expect(await bothAtOnce(stage)).toMatchObject([{ kind: 'stored' }, { kind: 'stored' }]);
  expect(await stage.ledger()).toHaveLength(2);
});

test('an entry is applied again at most three times, then the conflict is told', async () => {
  const { ehr, session } = await aTimeStage({ persona: 'plan-writes-only', resources: [PLAN] });
  ehr.faults.add({ on: { method: 'POST', type: 'Bundle' }, kind: 412, times: 3 });
  expect(await saveTimeEntry(await session(), aTimeEntryDraft())).toMatchObject({ kind: 'stored', alreadyThere: false });
  ehr.faults.clear();
  ehr.faults.add({ on: { method: 'POST', type: 'Bundle' }, kind: 412, times: 4 });
  expect(await saveTimeEntry(await session(), aTimeEntryDraft({ id: id(4002) }))).toMatchObject({ kind: 'conflict', carrier: 'CarePlan' });
});

test.each(KEPT_IN)('%s: a lost answer is looked up, and a second attempt makes no second entry', async (persona, carrier) => {
  const { ehr, session, ledger } = await aTimeStage({ persona, resources: [PLAN] });
  const target = await session();
  const type = PERSONAS[persona].transaction === 'unsupported' ? { type: carrier } : {};
  ehr.faults.add({ on: { method: 'POST', ...type }, kind: 'lost-response', times: 1 });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier, alreadyThere: true });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier, alreadyThere: true });
  expect(await ledger()).toMatchObject([{ entry: { seconds: 1350 } }]);
  expect((await ledger())[0]?.problems).not.toContain('stored-twice');
});

test.each(KEPT_IN)('%s: what never arrived is unclear, absent, and safe to try again', async (persona, carrier) => {
  const { ehr, session, ledger } = await aTimeStage({ persona, resources: [PLAN] });
  const target = await session();
  const type = PERSONAS[persona].transaction === 'unsupported' ? { type: carrier } : {};
  ehr.faults.add({ on: { method: 'POST', ...type }, kind: 'no-response', times: 1 });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'unclear', carrier, looked: 'absent' });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier, alreadyThere: false });
  expect(await ledger()).toHaveLength(1);
});

test('a refusal at run time is learned, and the next carrier takes the entry', async () => {
  const { ehr, session, ledger } = await aTimeStage({ resources: [PLAN] });
  const target = await session();
  ehr.faults.add({ on: { method: 'POST', type: 'Bundle' }, kind: 403, times: 1 });
  ehr.faults.add({ on: { method: 'POST', type: 'Encounter' }, kind: 403 });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier: 'CarePlan' });
  expect(target.memory.refusals).toEqual([{ type: 'Encounter', interaction: 'create' }]);
  expect(await ledger()).toMatchObject([{ carrier: 'CarePlan' }]);
});

test('where the plans cannot be looked through, nothing is written and it is said', async () => {
  const { ehr, session } = await aTimeStage({ persona: 'plan-writes-only', resources: [PLAN] });
  const target = await session();
  ehr.faults.add({ on: { method: 'GET', type: 'CarePlan' }, kind: 'no-response' });
  await expect(saveTimeEntry(target, aTimeEntryDraft())).rejects.toMatchObject({ kind: 'network' });
});

test('a note without an encounter in the session is refused by an EHR that wants one, with its reason', async () => {
  const { session } = await aTimeStage({ persona: 'notes-only' });
  expect(await saveTimeEntry(await session({ encounter: null }), aTimeEntryDraft())).toMatchObject({
    kind: 'rejected',
    carrier: 'DocumentReference',
    error: { outcome: [{ code: 'required', expression: ['DocumentReference.context.encounter'] }] },
  });
});

test('a plan of another patient is not written', async () => {
  const { session } = await aTimeStage({ persona: 'plan-writes-only', resources: [PLAN] });
  const draft = aTimeEntryDraft({ patientReference: 'Patient/pat-2' });
  await expect(saveTimeEntry(await session(), draft)).rejects.toMatchObject({ kind: 'wrong-patient' });
});

test('a plan closed in between is not written, and nothing is concluded about what the EHR allows', async () => {
  const { ehr, session } = await aTimeStage({ persona: 'plan-writes-only', resources: [PLAN] });
  const target = await session();
  ehr.put({ ...PLAN, status: 'completed' });
  await expect(planCarrier(PLAN).write(target, aTimeEntryDraft())).rejects.toMatchObject({ kind: 'conflict' });
  expect(ehr.history('CarePlan', 'cp-1')).toHaveLength(2);
});

test('of several plans of ours the one that has the entry is asked first, else the active one', async () => {
  const { ehr, session } = await aTimeStage({
    persona: 'plan-writes-only',
    resources: [
      { ...PLAN, status: 'on-hold' },
      { ...PLAN, id: 'cp-2' },
    ],
  });
  const target = await session();
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ reference: 'CarePlan/cp-2', alreadyThere: false });
  ehr.put({ ...JSON.parse(ehr.storedText('CarePlan', 'cp-2') ?? ''), status: 'on-hold' });
  ehr.put(PLAN);
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ reference: 'CarePlan/cp-2', alreadyThere: true });
});

test('a stray Encounter that cannot be taken back does not keep the entry from the next carrier', async () => {
  const table: Persona = { ...PERSONAS['forgetful-encounters'], actions: { byDefault: ['c', 'r', 's', 'u'], byType: {} } };
  const { ehr, session, ledger } = await aTimeStage({ persona: table });
  ehr.faults.add({ on: { method: 'PUT', type: 'Encounter' }, kind: 500 });
  expect(await saveTimeEntry(await session(), PAUSED)).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
  expect(await ledger()).toMatchObject([{ entry: { seconds: 750 } }]);
});

test('a stray Encounter that can be taken back loses its identifier and stays in no ledger as live', async () => {
  const table: Persona = { ...PERSONAS['forgetful-encounters'], actions: { byDefault: ['c', 'r', 's', 'u'], byType: {} } };
  const { session, ledger } = await aTimeStage({ persona: table });
  await saveTimeEntry(await session(), PAUSED);
  expect((await ledger()).map(({ id, voided, entry }) => [id, voided, entry?.seconds])).toEqual(
    expect.arrayContaining([
      [PAUSED.id, false, 750],
      [undefined, true, undefined],
    ]),
  );
});

test('only notes of ours are opened, and one that cannot be is a problem', async () => {
  const { ehr, session } = await aTimeStage({ persona: 'notes-only' });
  const target = await session();
  await saveTimeEntry(target, aTimeEntryDraft());
  const { resources } = await target.client.search('DocumentReference', { patient: PATIENT });
  const letter = {
    resourceType: 'DocumentReference',
    id: 'letter',
    content: [{ attachment: { contentType: 'text/plain', url: 'Binary/letter' } }],
  };
  ehr.clearExchanges();
  const { documents, problems } = await withNoteTexts(target.client, [letter, ...resources]);
  expect(ehr.exchanges).toHaveLength(1);
  expect(problems).toEqual([]);
  expect(documents[0]).toBe(letter);
  expect(readTimeEntries(documents)).toMatchObject([{ entry: { seconds: 1350 } }]);
  ehr.faults.add({ on: { method: 'GET', type: 'Binary' }, kind: 404 });
  expect(await withNoteTexts(target.client, resources)).toMatchObject({
    documents: resources,
    problems: [{ type: 'DocumentReference', path: 'content.0.attachment.url', kind: 'unreadable' }],
  });
});
