import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { savePlanCopy } from '../../src/fhir/care-plan/copy/save.ts';
import { type CopyWay, copyDocument, type PlanCopyDraft } from '../../src/fhir/care-plan/copy/resources.ts';
import { readCopyMaterial } from '../../src/fhir/care-plan/copy/material.ts';
import { timingOf } from '../../src/fhir/care-plan/copy/timing.ts';
import { readChart, readMore } from '../../src/fhir/chart.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { PERSONAS } from '../ehr/personas.ts';
import { anOwnPlan, aStage, PATIENT, PRACTICE, RN, type StageOptions } from '../builders/writes.ts';

const SAMPLES = process.env['INTERVISIT_SAMPLES'] ?? resolve(import.meta.dirname, '../../../shared');
const PACKAGES = [`${SAMPLES}/ig/us_core_610.tgz`, `${SAMPLES}/ig/us_core_800.tgz`].filter(existsSync);

const SCOPE = ['patient/*.rs', ...['DocumentReference', 'Communication', 'CarePlan'].map((type) => `patient/${type}.cruds`)].join(' ');
const eleanor = { reference: `Patient/${PATIENT}`, display: 'Eleanor Whitfield' };
const TEXT = 'Mi plan de cuidados\nCafé, 7.50 %';
const HTML = '<!doctype html><html lang="es"><body><h1>Mi plan de cuidados</h1><p>Café, 7.50 %</p></body></html>';

function aDraft(overrides: Partial<PlanCopyDraft> = {}): PlanCopyDraft {
  return {
    id: 'd0000000-0000-4000-8000-000000000001',
    plan: { reference: 'CarePlan/cp-1', display: 'Comprehensive care plan (CCM)', versionId: '5' },
    patient: eleanor,
    recipients: [eleanor, { reference: 'RelatedPerson/rel-1', display: 'Ruth Whitfield' }],
    way: 'read-together',
    givenAt: '2026-10-19T16:00:00-04:00',
    givenOn: '2026-10-19',
    recordedAt: '2026-10-20T14:00:00-04:00',
    by: RN,
    organization: PRACTICE,
    language: 'es-US',
    title: 'Plan de cuidados',
    html: HTML,
    text: TEXT,
    ...overrides,
  };
}

const CAREGIVER = {
  resourceType: 'RelatedPerson',
  id: 'rel-1',
  patient: { reference: `Patient/${PATIENT}` },
  name: [{ text: 'Ruth Whitfield' }],
};
const stageOf = (options: StageOptions = {}) => aStage({ scope: SCOPE, resources: [anOwnPlan(), CAREGIVER], ...options });

async function copyGivenDate({ target }: Awaited<ReturnType<typeof aStage>>) {
  const reading = { patientId: PATIENT, month: '2026-10', asOf: '2026-10-20', settings: { timeZone: 'America/New_York' } } as const;
  const { chart } = await readMore(target.client, await readChart(target.client, reading), reading);
  return chart.carePlan?.copyGivenDate;
}

test('PLAN-3 the copy and what tells that it was given are kept in one transaction, word for word, and read back', async () => {
  const stage = await stageOf();
  const { ehr, target } = stage;
  expect(await copyGivenDate(stage)).toBeUndefined();
  ehr.clearExchanges();
  expect(await savePlanCopy(target, aDraft(), 'cp-1')).toMatchObject({
    outcome: { kind: 'stored', carrier: 'DocumentReference', alreadyThere: false },
    communication: 'stored',
  });
  expect(ehr.exchanges.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  const [document] = ehr.stored('DocumentReference', PATIENT);
  const [communication] = ehr.stored('Communication', PATIENT);
  const data = document?.content[0]?.attachment.data ?? '';
  expect(new TextDecoder().decode(Uint8Array.from(atob(data), (one) => one.charCodeAt(0)))).toBe(HTML);
  expect(communication).toMatchObject({
    status: 'completed',
    sent: '2026-10-19T16:00:00-04:00',
    medium: [{ coding: [{ code: 'PHYSICAL' }] }, { coding: [{ code: 'VERBAL' }] }],
    recipient: [eleanor, { reference: 'RelatedPerson/rel-1' }],
    payload: [{ contentReference: { reference: `DocumentReference/${document?.id}` } }],
  });
  // The day it was given, not the day it was written down.
  expect(await copyGivenDate(stage)).toBe('2026-10-19');
});

test('a repeated save adds nothing, and neither does one after a lost answer', async () => {
  const { ehr, target, anotherTab } = await stageOf();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  expect(await savePlanCopy(target, aDraft())).toMatchObject({ outcome: { kind: 'stored', alreadyThere: true }, communication: 'stored' });
  await savePlanCopy(target, aDraft());
  await savePlanCopy(await anotherTab(), aDraft());
  expect(ehr.stored('DocumentReference', PATIENT)).toHaveLength(1);
  expect(ehr.stored('Communication', PATIENT)).toHaveLength(1);
});

const NO_COMMUNICATION = 'patient/*.rs patient/DocumentReference.cruds';
const BY_PLACE: readonly (readonly [what: string, options: StageOptions, expected: object, written: readonly [number, number]])[] = [
  ['without transactions both are made one after the other', { persona: 'create-only' }, { carrier: 'DocumentReference' }, [1, 1]],
  ['without Communication the document stands alone', { scope: NO_COMMUNICATION }, { carrier: 'DocumentReference' }, [1, 0]],
  [
    'where it is not said beforehand that Communication is refused, the document stands alone',
    { scope: NO_COMMUNICATION, capabilitiesUnknown: true },
    { carrier: 'DocumentReference' },
    [1, 0],
  ],
  ['without documents it is stated in the plan', { scope: 'patient/*.rs patient/CarePlan.cruds' }, { carrier: 'CarePlan' }, [0, 0]],
];

test.each(BY_PLACE)('PLAN-3 %s', async (_what, options, expected, [documents, communications]) => {
  const stage = await stageOf(options);
  const { outcome, communication } = await savePlanCopy(stage.target, aDraft(), 'cp-1');
  expect(outcome).toMatchObject({ kind: 'stored', ...expected });
  expect(communication).toBe(documents === 0 ? undefined : communications === 1 ? 'stored' : 'none');
  await savePlanCopy(stage.target, aDraft(), 'cp-1');
  expect(stage.ehr.stored('DocumentReference', PATIENT)).toHaveLength(documents);
  expect(stage.ehr.stored('Communication', PATIENT)).toHaveLength(communications);
  expect(stage.ehr.stored('CarePlan', PATIENT)[0]?.note ?? []).toHaveLength(documents === 0 ? 1 : 0);
  expect(await copyGivenDate(stage)).toBe('2026-10-19');
});

test('an EHR that undoes a transaction entry by entry still keeps the document, and one that does not is not left with half', async () => {
  for (const transaction of ['entry-status', 'not-atomic'] as const) {
    const stage = await stageOf({ scope: NO_COMMUNICATION, capabilitiesUnknown: true });
    stage.ehr.setPersona({ ...PERSONAS.full, transaction });
    expect(await savePlanCopy(stage.target, aDraft(), 'cp-1')).toMatchObject({ outcome: { kind: 'stored' }, communication: 'none' });
    expect(stage.ehr.stored('DocumentReference', PATIENT)).toHaveLength(1);
  }
});

test('nothing can be kept: the copy is given back with every reason', async () => {
  const { target, ehr } = await stageOf({ persona: 'read-only' });
  expect(await savePlanCopy(target, aDraft(), 'cp-1')).toMatchObject({
    outcome: {
      kind: 'not-stored',
      because: [
        { carrier: 'DocumentReference', why: 'not-allowed' },
        { carrier: 'CarePlan', why: 'not-allowed' },
      ],
    },
  });
  expect(ehr.stored('DocumentReference', PATIENT)).toEqual([]);
});

test('a copy of another patient’s plan is never sent', async () => {
  const { target, ehr } = await stageOf();
  const wrong = { reference: 'Patient/somebody-else', display: 'Somebody Else' };
  await expect(savePlanCopy(target, aDraft({ patient: wrong }))).rejects.toMatchObject({ kind: 'wrong-patient' });
  expect(ehr.exchanges).toEqual([]);
});

test.skipIf(PACKAGES.length === 0)(
  'every way of giving is valid R4 and the document valid US Core (skipped where the packages are absent)',
  { timeout: 60_000 },
  async () => {
    const { target } = await stageOf({ usCore: PACKAGES });
    const ways: readonly CopyWay[] = ['handed-over', 'read-together', 'mail', 'portal', 'email', 'fax'];
    for (const [index, way] of ways.entries()) {
      const draft = aDraft({ id: `d0000000-0000-4000-8000-00000000010${index}`, way });
      expect(await savePlanCopy(target, draft)).toMatchObject({
        outcome: { kind: 'stored', alreadyThere: false },
        communication: 'stored',
      });
    }
  },
);

const request = (id: string, overrides: object) => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'active',
  intent: 'plan',
  subject: { reference: `Patient/${PATIENT}` },
  code: { text: `Work ${id}` },
  ...overrides,
});
const activity = (id: string) => ({ reference: { reference: `ServiceRequest/${id}`, display: `Title ${id}` } });

test('what a patient is told: instructions and who does what; ended work, medicines and the patient’s own name are left out', async () => {
  const plan = anOwnPlan({
    careTeam: [{ reference: 'CareTeam/t' }],
    activity: ['a', 'b', 'over']
      .map(activity)
      .concat([
        { reference: { reference: 'MedicationRequest/m', display: 'Metformin' } },
        { reference: { reference: 'ServiceRequest/gone', display: '' } },
      ]),
  });
  const resources = [
    request('a', { performer: [eleanor, RN], patientInstruction: 'Weigh yourself each morning.' }),
    request('b', {
      performer: [{ display: 'Example Eye' }],
      status: 'on-hold',
      occurrenceTiming: { repeat: { boundsPeriod: { start: '2026-10-01' }, frequency: 1, period: 3, periodUnit: 'mo' } },
    }),
    request('over', { status: 'completed' }),
    {
      resourceType: 'CareTeam',
      id: 't',
      subject: eleanor,
      status: 'active',
      participant: [{ member: eleanor }, { member: RN, role: [{ text: 'Care manager' }] }],
    },
    { resourceType: 'CareTeam', id: 'other', subject: eleanor, status: 'active', participant: [{ member: { display: 'Surgeon' } }] },
    { ...CAREGIVER, relationship: [{ text: 'Daughter' }] },
  ];
  const { target } = await aStage({ resources });
  const told = await readCopyMaterial(target.client, plan, { patientId: PATIENT, timeZone: 'America/New_York' });
  expect(told.activities).toEqual([
    { what: 'Title a', instruction: 'Weigh yourself each morning.', who: [RN.display], byPatient: true, paused: false },
    { what: 'Title b', who: ['Example Eye'], byPatient: false, every: { count: 3, unit: 'mo' }, since: '2026-10-01', paused: true },
  ]);
  expect(told.unreadActivities).toBe(1);
  expect(told.medications).toEqual([]);
  expect(told.team).toEqual([{ name: RN.display, role: 'Care manager' }]);
  expect(told.caregivers).toEqual([{ reference: 'RelatedPerson/rel-1', name: 'Ruth Whitfield', role: 'Daughter' }]);
});

test('a medicine list that could not be read is no empty list', async () => {
  const { target } = await aStage({ scope: 'patient/ServiceRequest.rs patient/CareTeam.rs patient/RelatedPerson.rs' });
  const { medications, reads } = await readCopyMaterial(target.client, anOwnPlan(), { patientId: PATIENT, timeZone: 'America/New_York' });
  expect(medications).toBeUndefined();
  expect(reads['MedicationRequest']?.status).toBe('refused');
});

test.each([
  [{ repeat: { frequency: 1, period: 2, periodUnit: 'wk' } }, { count: 2, unit: 'wk' }],
  [{ repeat: { period: 1, periodUnit: 'a' } }, { count: 1, unit: 'a' }],
  [{ repeat: { frequency: 2, period: 1, periodUnit: 'd' } }, undefined],
  [{ repeat: { frequency: 1, period: 1.5, periodUnit: 'mo' } }, undefined],
  [{ repeat: { frequency: 1, period: 4, periodUnit: 'h' } }, undefined],
])('the timing %j comes again every %j', (occurrenceTiming, every) => {
  expect(timingOf({ occurrenceTiming }, daysIn('America/New_York')).every).toEqual(every);
});

test('an EHR that wants every note under an encounter gets the one in context', () => {
  expect(copyDocument(aDraft(), 'Encounter/9')).toMatchObject({ context: { encounter: [{ reference: 'Encounter/9' }] } });
});

test('PLAN-3 an EHR that takes notes as plain text alone is given the same words as text, once', async () => {
  const visit = {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${PATIENT}` },
  };
  const stage = await stageOf({ persona: 'epic-like', encounter: 'Encounter/visit', resources: [anOwnPlan(), CAREGIVER, visit] });
  for (const attempt of [1, 2]) {
    const { outcome } = await savePlanCopy(stage.target, aDraft());
    expect(outcome).toMatchObject({ kind: 'stored', carrier: 'DocumentReference', alreadyThere: attempt === 2 });
  }
  const [document, ...more] = stage.ehr.stored('DocumentReference', PATIENT);
  expect(more).toEqual([]);
  expect(document?.content[0]?.attachment.contentType).toBe('text/plain');
  expect(await copyGivenDate(stage)).toBe('2026-10-19');
});
