import { expect, test } from 'vitest';
import type { ChargeDraft } from '../../src/fhir/charges.ts';
import { handOverHeader, parseHandOverHeader } from '../../src/fhir/charges/hand-over-header.ts';
import { type HandOverDraft, readHandOvers, saveHandOver } from '../../src/fhir/charges/hand-over.ts';
import { handOverNote, handOverTask } from '../../src/fhir/charges/hand-over-resources.ts';
import { chargeBundle, itemsOf } from '../../src/fhir/charges/sheet-bundle.ts';
import { readSheetCharge } from '../../src/fhir/charges/sheet-charge.ts';
import { readClaimParties } from '../../src/fhir/charges/sheet-parties.ts';
import { objectIn, objectsIn } from '../../src/fhir/fields.ts';
import type { Ehr } from '../ehr/ehr.ts';
import { PERSONAS } from '../ehr/personas.ts';
import { validate } from '../ehr/validate.ts';
import { aChargeDraft, aStage, MD, PATIENT, PRACTICE, RN, type StageOptions } from '../builders/writes.ts';

const TASKS = 'patient/*.rs user/*.rs patient/Task.cruds';
const NOTES = 'patient/*.rs user/*.rs patient/DocumentReference.cruds';
const ADD_ON = aChargeDraft({ code: '99439', units: 2, partOf: '99490' });
const OPTIONS = { patientId: PATIENT };
const encounter = {
  resourceType: 'Encounter',
  id: 'ses-3',
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR' },
  subject: { reference: `Patient/${PATIENT}` },
};

function aHandOver(overrides: Partial<HandOverDraft> = {}): HandOverDraft {
  return {
    charges: [aChargeDraft(), ADD_ON],
    patientDisplay: 'Eleanor Whitfield',
    number: 1,
    key: '0123456789abcdef',
    by: RN,
    at: '2026-10-20T14:00:00-04:00',
    owner: PRACTICE,
    text: 'Charges of October 2026\nJosé < 5 & "more"',
    ...overrides,
  };
}

const stageOf = (options: StageOptions = {}) => aStage({ resources: [encounter], scope: TASKS, ...options });

function held(ehr: Ehr): readonly [tasks: number, notes: number] {
  return [ehr.stored('Task', PATIENT).length, ehr.stored('DocumentReference', PATIENT).length];
}

test('the header survives being written and read, and nothing else is taken for one', () => {
  const header = {
    month: '2026-11',
    number: 12,
    codes: [
      { code: '99490', units: 1 },
      { code: 'G0506', units: 1 },
    ],
    key: '0123456789abcdef',
  };
  expect(parseHandOverHeader(handOverHeader(header))).toEqual(header);
  expect(parseHandOverHeader(`${handOverHeader(header)}\r\nmore`)).toEqual(header);
  for (const text of [
    undefined,
    '',
    'CCM-TIME v1 | 2026-11',
    `x ${handOverHeader(header)}`,
    handOverHeader({ ...header, codes: [] }),
    `${handOverHeader(header)}zz`,
  ])
    expect(parseHandOverHeader(text)).toBeNull();
});

test('Task and note are valid R4, name the charges by their identifiers, and never say billed', () => {
  for (const resource of [handOverTask(aHandOver()), handOverNote(aHandOver(), 'Encounter/ses-3')]) {
    expect(validate(resource)).toEqual([]);
    expect(JSON.stringify(resource)).not.toMatch(/\bbilled\b/i);
  }
  expect(handOverTask(aHandOver())).toMatchObject({
    status: 'requested',
    focus: { reference: 'Encounter/ses-3' },
    for: { reference: `Patient/${PATIENT}` },
    requester: RN,
    owner: PRACTICE,
    input: ['99490', '99439'].map((code) => ({
      valueIdentifier: { system: 'https://w3id.org/intervisit/fhir/sid/charge', value: `${PATIENT}/2026-10/${code}` },
    })),
  });
});

const SAYS = 'Charges of October 2026\nJosé < 5 & "more"';

const LADDER: readonly (readonly [what: string, options: StageOptions, place: string, count: readonly [number, number]])[] = [
  ['a Task where the EHR takes one', { scope: `${TASKS} patient/DocumentReference.cruds` }, 'Task', [1, 0]],
  ['a Task without transactions', { scope: TASKS, persona: 'create-only' }, 'Task', [1, 0]],
  ['a note where it takes no Task', { scope: NOTES }, 'DocumentReference', [0, 1]],
  ['a note where the refusal is only learned by trying', { scope: NOTES, capabilitiesUnknown: true }, 'DocumentReference', [0, 1]],
  ['a note whose text is kept apart', { scope: NOTES, persona: 'notes-only' }, 'DocumentReference', [0, 1]],
];

test.each(LADDER)('charges are handed over as %s, once however often it is tried, and read back', async (_what, options, place, count) => {
  const stage = await stageOf(options);
  const outcome = await saveHandOver(stage.target, aHandOver());
  await saveHandOver(stage.target, aHandOver());
  await saveHandOver(await stage.anotherTab(), aHandOver({ at: '2026-10-20T15:00:00-04:00', by: MD }));
  expect(held(stage.ehr)).toEqual(count);
  expect(outcome).toMatchObject({ kind: 'stored', carrier: place, alreadyThere: false });
  const { handOvers } = await readHandOvers(stage.target.client, OPTIONS);
  expect(handOvers).toMatchObject([
    {
      place,
      month: '2026-10',
      number: 1,
      key: '0123456789abcdef',
      codes: [
        { code: '99490', units: 1 },
        { code: '99439', units: 2 },
      ],
      state: 'handed-over',
      by: RN.display,
      at: '2026-10-20T14:00:00-04:00',
    },
  ]);
  expect(handOvers[0]?.text).toBe(SAYS);
});

test('an EHR that takes neither keeps nothing', async () => {
  const { ehr, target } = await stageOf({ persona: 'read-only' });
  expect(await saveHandOver(target, aHandOver())).toMatchObject({
    kind: 'not-stored',
    because: [{ carrier: 'Task' }, { carrier: 'DocumentReference' }],
  });
  expect(held(ehr)).toEqual([0, 0]);
});

test('a lost answer is looked up, and the second try makes no second one', async () => {
  for (const scope of [TASKS, NOTES]) {
    const { ehr, target } = await stageOf({ scope });
    ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
    expect(await saveHandOver(target, aHandOver())).toMatchObject({ kind: 'stored', alreadyThere: true });
    await saveHandOver(target, aHandOver());
    expect(held(ehr).reduce((sum, one) => sum + one)).toBe(1);
  }
});

test('where identifiers are forgotten, what was written before the answer was lost is known by its first line', async () => {
  const { ehr, target } = await stageOf();
  ehr.setPersona({ ...PERSONAS.full, drops: { Task: ['identifier'] } });
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  expect(await saveHandOver(target, aHandOver())).toMatchObject({ kind: 'stored', carrier: 'Task', alreadyThere: true });
  expect(held(ehr)).toEqual([1, 0]);
});

test('a second hand-over of the month stands beside the first; an EHR that forgets identifiers still has each once', async () => {
  const { ehr, target } = await stageOf();
  ehr.setPersona({ ...PERSONAS.full, drops: { Task: ['identifier'] } });
  await saveHandOver(target, aHandOver());
  await saveHandOver(target, aHandOver({ number: 2, key: 'fedcba9876543210' }));
  const { handOvers } = await readHandOvers(target.client, OPTIONS);
  expect(handOvers.map(({ number, key }) => [number, key])).toEqual([
    [1, '0123456789abcdef'],
    [2, 'fedcba9876543210'],
  ]);
});

test.each([
  ['completed', 'done'],
  ['rejected', 'refused'],
  ['cancelled', 'withdrawn'],
  ['in-progress', 'handed-over'],
] as const)('a task that billing left %s reads as %s', async (status, state) => {
  const { target } = await stageOf({
    resources: [{ ...handOverTask(aHandOver({ charges: [aChargeDraft({ context: 'Patient/pat-1' })] })), id: 't', status }],
  });
  const { handOvers } = await readHandOvers(target.client, OPTIONS);
  expect(handOvers.map((one) => one.state)).toEqual([state]);
});

test('another patient’s charges are never sent, and others’ tasks and notes are no hand-overs', async () => {
  const { ehr, target } = await stageOf();
  const wrong: ChargeDraft = aChargeDraft({ patientId: 'somebody-else' });
  await expect(saveHandOver(target, aHandOver({ charges: [wrong] }))).rejects.toMatchObject({ kind: 'wrong-patient' });
  expect(held(ehr)).toEqual([0, 0]);
  ehr.put({ ...handOverTask(aHandOver()), id: 'other', description: 'Call the patient', identifier: [] });
  expect((await readHandOvers(target.client, OPTIONS)).handOvers).toEqual([]);
});

test('the file is a valid Bundle whose add-on code points to its base code and whose references reach the EHR', () => {
  const bundle = chargeBundle(itemsOf([aChargeDraft(), ADD_ON]), {
    base: 'https://ehr.example.org/r4',
    at: '2026-11-01T09:05:00-05:00',
    name: 'pat-1/2026-10',
  });
  expect(validate(bundle)).toEqual([]);
  const [base, addOn] = objectsIn(bundle, 'entry').map((entry) => ({ fullUrl: entry['fullUrl'], item: objectIn(entry, 'resource') }));
  expect(objectsIn(addOn?.item, 'partOf')[0]?.['reference']).toBe(base?.fullUrl);
  expect(objectsIn(base?.item, 'identifier')[0]?.['value']).toBe(`${PATIENT}/2026-10/99490`);
  expect(objectIn(base?.item, 'subject')?.['reference']).toBe(`https://ehr.example.org/r4/Patient/${PATIENT}`);
  expect(JSON.stringify(bundle)).not.toMatch(/"reference":"[A-Z]/);
  expect(base?.item).not.toHaveProperty('code.coding.0.display');
});

const coverage = (id: string, overrides: object = {}) => ({
  resourceType: 'Coverage',
  id,
  status: 'active',
  beneficiary: { reference: `Patient/${PATIENT}` },
  payor: [{ display: 'Medicare' }],
  period: { start: '2015-02-01' },
  ...overrides,
});

test('a claim’s parties are read from the EHR: numbers where it has them, coverages in force in the month', async () => {
  const { ehr, target } = await stageOf({
    resources: [
      coverage('b', { identifier: [{ system: 'http://hl7.org/fhir/sid/us-mbi', value: '1EG4TE5MK73' }], type: { text: 'Part B' } }),
      coverage('gap', { payor: [{ display: 'Harbor Mutual' }], subscriberId: 'H-9', period: { start: '2026-10-31', end: '2027-01-01' } }),
      coverage('ended', { payor: [{ display: 'Old Plan' }], period: { end: '2026-09-30' } }),
      coverage('later', { payor: [{ display: 'Next Plan' }], period: { start: '2026-11-01' } }),
      coverage('off', { payor: [{ display: 'Cancelled Plan' }], status: 'cancelled' }),
      {
        resourceType: 'Practitioner',
        id: 'prac-md',
        name: [{ family: 'Chen' }],
        identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
      },
    ],
  });
  const options = {
    ...OPTIONS,
    month: '2026-10',
    timeZone: 'America/New_York',
    practitioner: MD.reference,
    organization: PRACTICE.reference,
  };
  expect(await readClaimParties(target.client, options)).toMatchObject({
    mbi: '1EG4TE5MK73',
    coverage: [
      { payer: 'Medicare, Part B', memberId: '1EG4TE5MK73' },
      { payer: 'Harbor Mutual', memberId: 'H-9' },
    ],
    practitioner: { name: 'Chen', npi: '1234567893', wasRead: true },
    organization: { name: 'Lakeside Family Medicine', wasRead: true },
  });
  ehr.faults.add({ on: { method: 'GET' }, kind: 403 });
  const nothing = await readClaimParties(target.client, options);
  expect(nothing).toMatchObject({ practitioner: { wasRead: false }, organization: { wasRead: false } });
  expect(nothing).not.toHaveProperty('coverage');
  expect(nothing).not.toHaveProperty('mbi');
});

test('a charge reads back from its ChargeItem as a biller needs it; another system’s is none of ours', () => {
  const [item] = itemsOf([
    aChargeDraft({ basis: 'Basis: 22 min clinical staff in 1 entry (…). Date of service 2026-10-19. Rule set ccm-rules 2026.1.' }),
    ADD_ON,
  ]);
  expect(readSheetCharge(item?.item ?? { resourceType: 'ChargeItem' })).toMatchObject({
    code: '99490',
    units: 1,
    identifier: `${PATIENT}/2026-10/99490`,
    status: 'billable',
    dateOfService: '2026-10-19',
    diagnoses: [
      { code: 'E11.9', display: 'Type 2 diabetes mellitus' },
      { code: 'J44.9', display: 'COPD' },
    ],
    practitioner: MD,
    organization: PRACTICE.display,
    enteredBy: MD.display,
    rulesVersion: '2026.1',
    supporting: ['22 min clinical staff 2026-10-06 (Encounter/ses-3)'],
  });
  const { identifier: _identifier, ...foreign } = item?.item ?? { resourceType: 'ChargeItem' };
  expect(readSheetCharge(foreign)).toBeNull();
});
