import { expect, test } from 'vitest';
import { saveTarget, timePlaces } from '../../src/app/queries/save-target.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import type { WriteTarget } from '../../src/fhir/carriers.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import { type SavingSettings, sitePlaces } from '../../src/fhir/carriers/settings.ts';
import { savePlanCopy } from '../../src/fhir/care-plan/copy/save.ts';
import { saveConsent, saveWithdrawal } from '../../src/fhir/consent/save.ts';
import { consentFor, readConsents } from '../../src/fhir/consent.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { saveTimeEntry } from '../../src/fhir/time/save.ts';
import { voidTimeEntry } from '../../src/fhir/time/void.ts';
import { aConsentDraft } from '../builders/fhir.ts';
import { anOwnPlan, aStage, aTimeEntryDraft, PATIENT, PRACTICE, RN } from '../builders/writes.ts';
import { aTimeStage } from './time-stage.ts';

type Places = NonNullable<SavingSettings['carriers']>;

const PLAN = anOwnPlan({ meta: { versionId: '1' } });
const eleanor = { reference: `Patient/${PATIENT}`, display: 'Eleanor Whitfield' };

function asSiteWants(target: WriteTarget, carriers: Places): WriteTarget {
  return { ...target, memory: createCarrierMemory(sitePlaces({ carriers })) };
}

test.each<readonly [NonNullable<Places['timeEntry']>, string]>([
  [['DocumentReference', 'Encounter'], 'DocumentReference'],
  [['CarePlan', 'Encounter', 'DocumentReference'], 'CarePlan'],
  [['CarePlan'], 'CarePlan'],
  [['Encounter'], 'Encounter'],
])('Where the site wants time in %s, an EHR that takes all three keeps it in %s alone', async (timeEntry, carrier) => {
  const { session, ledger } = await aTimeStage({ resources: [PLAN] });
  const target = asSiteWants(await session(), { timeEntry });
  expect(await saveTimeEntry(target, aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier });
  expect((await ledger()).map((entry) => entry.carrier)).toEqual([carrier]);
});

test('The EHR’s refusal of what the site prefers leads to the next place the site allows, not to one it does not', async () => {
  const { session } = await aTimeStage({ persona: 'notes-only', resources: [PLAN] });
  const both = asSiteWants(await session(), { timeEntry: ['Encounter', 'DocumentReference'] });
  expect(await saveTimeEntry(both, aTimeEntryDraft())).toMatchObject({ kind: 'stored', carrier: 'DocumentReference' });
  const one = asSiteWants(await session(), { timeEntry: ['Encounter'] });
  const outcome = await saveTimeEntry(one, aTimeEntryDraft({ id: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c9999' }));
  expect(outcome.kind === 'not-stored' && outcome.because.map(({ carrier, why }) => [carrier, why])).toEqual([
    ['Encounter', 'not-allowed'],
    ['CarePlan', 'site-setting'],
    ['DocumentReference', 'site-setting'],
  ]);
});

test('An empty list keeps a thing out of the EHR, and the reasons say whose wish that is', async () => {
  const { ehr, session } = await aTimeStage({ resources: [PLAN] });
  const target = asSiteWants(await session(), { timeEntry: [] });
  ehr.clearExchanges();
  const outcome = await saveTimeEntry(target, aTimeEntryDraft());
  expect(outcome.kind === 'not-stored' && outcome.because.every(({ why }) => why === 'site-setting')).toBe(true);
  expect(ehr.exchanges.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('An entry that stands as an encounter is voided there, whatever the site prefers for new ones', async () => {
  const { session, ledger } = await aTimeStage({ resources: [PLAN] });
  await saveTimeEntry(await session(), aTimeEntryDraft());
  const [stored] = await ledger();
  if (stored === undefined) throw new Error('nothing stored');
  const target = asSiteWants(await session(), { timeEntry: ['DocumentReference', 'Encounter'] });
  const outcome = await voidTimeEntry(target, stored, 'counted twice', RN, '2026-10-20T14:00:00-04:00');
  expect(outcome).toMatchObject({ kind: 'stored', carrier: 'Encounter' });
});

const draft = aConsentDraft({ patient: eleanor, givenBy: eleanor });

test.each<readonly [NonNullable<Places['consent']>, string]>([
  [['DocumentReference', 'Consent'], 'DocumentReference'],
  [['CarePlan', 'DocumentReference'], 'CarePlan'],
])('Where the site wants consent in %s, it is kept in %s', async (consent, carrier) => {
  const { target } = await aStage({ resources: [anOwnPlan()] });
  expect(await saveConsent(asSiteWants(target, { consent }), draft, 'cp-1')).toMatchObject({ kind: 'stored', carrier });
});

test('A consent that stands as a Consent ends there, also where the site prefers notes', async () => {
  const { target } = await aStage({ resources: [anOwnPlan()] });
  await saveConsent(target, draft);
  const { resources } = await target.client.search('Consent', { patient: PATIENT });
  const stored = consentFor(readConsents(resources, daysIn('America/New_York')).consents, '2026-10');
  if (stored === undefined) throw new Error('nothing stored');
  const withdrawal = { saidBy: 'Eleanor Whitfield', recordedBy: RN, at: '2026-10-20T14:00:00-04:00', reason: 'other' } as const;
  const change = { on: '2026-10-31', withdrawal, patient: eleanor };
  const outcome = await saveWithdrawal(asSiteWants(target, { consent: ['DocumentReference', 'Consent'] }), stored, change);
  expect(outcome).toMatchObject({ kind: 'stored', carrier: 'Consent' });
});

test('A consent in the plan’s note needs a site that lets plans be written', async () => {
  const { target } = await aStage({ resources: [anOwnPlan()] });
  const wishes = asSiteWants(target, { consent: ['CarePlan'], carePlan: ['DocumentReference'] });
  const outcome = await saveConsent(wishes, draft, 'cp-1');
  expect(outcome.kind === 'not-stored' && outcome.because.map(({ carrier, why }) => [carrier, why])).toContainEqual([
    'CarePlan',
    'site-setting',
  ]);
});

test('A copy to the patient is told in the plan where the site wants no documents', async () => {
  const { target } = await aStage({ resources: [anOwnPlan()] });
  const copy = {
    id: 'd0000000-0000-4000-8000-000000000001',
    plan: { reference: 'CarePlan/cp-1', display: 'Comprehensive care plan (CCM)', versionId: '5' },
    patient: eleanor,
    recipients: [eleanor],
    way: 'mail',
    givenAt: '2026-10-19T16:00:00-04:00',
    givenOn: '2026-10-19',
    recordedAt: '2026-10-20T14:00:00-04:00',
    by: RN,
    organization: PRACTICE,
    language: 'en-US',
    title: 'Care plan',
    html: '<!doctype html><p>Plan</p>',
    text: 'Plan',
  } as const;
  expect(await savePlanCopy(asSiteWants(target, { copy: ['CarePlan'] }), copy, 'cp-1')).toMatchObject({
    outcome: { kind: 'stored', carrier: 'CarePlan' },
  });
});

test('Charges: ChargeItem left out is out; what remains is for the hand-over to billing, in its order', () => {
  const memory = createCarrierMemory(sitePlaces({ carriers: { charge: ['DocumentReference', 'Task'] } }));
  expect(memory.dropped('charge', 'ChargeItem')).toBe('site-setting');
  expect(memory.wanted('hand-over')).toEqual(['DocumentReference', 'Task']);
});

test('Before anything is typed the screen knows the site’s place, that it is the site’s, and why the others are out', async () => {
  const { session } = await aTimeStage();
  const target = asSiteWants(await session(), { timeEntry: ['DocumentReference', 'Encounter'] });
  const statement = await target.client.capabilities();
  const capabilities = effective(statement, undefined);
  expect(saveTarget(target, capabilities, timePlaces(true))).toEqual({ where: 'DocumentReference', bySite: true });
  const none = effective(statement, undefined, [], { DocumentReference: 'rs' });
  expect(saveTarget(target, none, timePlaces(false))).toEqual({
    where: 'Encounter',
    bySite: true,
    because: [{ where: 'DocumentReference', why: 'site-setting' }],
  });
});

test('A place that the site says the EHR does not allow is passed over for that reason', async () => {
  const { session } = await aTimeStage({ resources: [PLAN] });
  const target = await session();
  const capabilities = effective(await target.client.capabilities(), undefined, [], {
    Encounter: 'rs',
    CarePlan: 'rs',
    DocumentReference: 'rs',
  });
  const outcome = await saveTimeEntry({ ...target, capabilities }, aTimeEntryDraft());
  expect(outcome.kind === 'not-stored' && outcome.because.map(({ why }) => why)).toEqual(['site-setting', 'site-setting', 'site-setting']);
});

test('A screen does not promise the plan’s note for a consent where plans are not to be written', async () => {
  const { target } = await aStage({ resources: [anOwnPlan()] });
  const inPlan = { topic: 'consent', where: 'CarePlan', needs: [{ type: 'CarePlan', interaction: 'update' }] } as const;
  const wishes = asSiteWants(target, { consent: ['CarePlan'], carePlan: ['DocumentReference'] });
  expect(saveTarget(wishes, effective(null, undefined), [inPlan])).toEqual({
    where: null,
    because: [{ where: 'CarePlan', why: 'site-setting' }],
  });
});

const STATEMENT = {
  rest: [{ mode: 'server', resource: [{ type: 'CarePlan', interaction: [{ code: 'read' }, { code: 'search-type' }] }] }],
};

test('What the site says that the EHR allows goes before its CapabilityStatement, and not before what was granted or refused', () => {
  const allows = { CarePlan: 'rus', Encounter: 'rs' };
  const open = effective(STATEMENT, undefined, [], allows);
  expect([open.can('CarePlan', 'update'), open.can('CarePlan', 'patch'), open.can('CarePlan', 'create')]).toEqual(['yes', 'yes', 'no']);
  expect([open.why('CarePlan', 'create'), open.why('Goal', 'read')]).toEqual(['site-setting', 'not-supported']);
  expect(effective(null, undefined, [], allows).can('Encounter', 'create')).toBe('no');
  expect(effective(STATEMENT, 'patient/CarePlan.rs', [], allows).why('CarePlan', 'update')).toBe('not-granted');
  expect(effective(STATEMENT, undefined, [{ type: 'CarePlan', interaction: 'update' }], allows).why('CarePlan', 'update')).toBe('refused');
});
