import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { isStanding, readCharges } from '../../src/fhir/charges.ts';
import { chargeItemOf } from '../../src/fhir/charges/charge-item.ts';
import { chargeDrafts } from '../../src/fhir/charges/draft.ts';
import { recordCharges } from '../../src/fhir/charges/record.ts';
import { updatePlannedCharge } from '../../src/fhir/charges/update.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { aChargeDraft, aStage, MD, PATIENT, someChoices, storedIn } from '../builders/writes.ts';

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

const ADD_ON = aChargeDraft({ code: '99439', partOf: '99490' });

test.each([
  ['chargeitem-99490-planned', aChargeDraft({ status: 'planned' })],
  ['chargeitem-99490-billable', aChargeDraft()],
  ['chargeitem-99439-addon', ADD_ON],
])('a charge has the elements of %s', (name, draft) => {
  const shape = example(name);
  const written = chargeItemOf(draft, draft.partOf === undefined ? undefined : { reference: 'ChargeItem/chg-99490', display: '99490' });
  const { identifier, definitionCanonical, status, code, subject, occurrencePeriod, performer, performingOrganization, quantity } = shape;
  expect(written).toMatchObject({
    identifier,
    definitionCanonical,
    status,
    code,
    subject,
    occurrencePeriod,
    performer,
    performingOrganization,
    quantity,
  });
  expect(written['partOf']).toEqual(shape['partOf']);
  expect(Object.keys(written).toSorted()).toEqual(
    Object.keys(shape)
      .filter((key) => key !== 'id')
      .toSorted(),
  );
  expect(JSON.stringify(written['code'])).not.toContain('display');
});

test('codes that begin with a letter are HCPCS', () => {
  expect(chargeItemOf(aChargeDraft({ code: 'G0506' }))).toMatchObject({
    code: { coding: [{ system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'G0506' }] },
  });
});

test('what is written is read back', () => {
  const [read] = readCharges([{ ...chargeItemOf(aChargeDraft({ units: 2 })), id: 'c1', meta: { versionId: '4' } }]);
  expect(read).toEqual({
    reference: 'ChargeItem/c1',
    versionId: '4',
    own: true,
    identifier: 'pat-1/2026-10/99490',
    status: 'billable',
    code: '99490',
    units: 2,
    month: '2026-10',
    date: '2026-10-01',
    occurrence: '2026-10-01',
    servicePeriod: { start: '2026-10-01', end: '2026-10-31' },
    performer: MD.reference,
    enteredDate: '2026-11-01T09:05:00-05:00',
    enterer: MD.display,
    note: aChargeDraft().basis,
  });
});

test('charges of others are read as such, and those taken back do not stand', () => {
  const [foreign] = readCharges([example('chargeitem-foreign-conflict')]);
  expect(foreign).toMatchObject({ own: false });
  const standing = ['chargeitem-99490-billable', 'chargeitem-99490-superseded', 'chargeitem-99490-entered-in-error'].map((name) =>
    readCharges([example(name)]).map(isStanding),
  );
  expect(standing).toEqual([[true], [false], [false]]);
});

test('malformed charges are read as far as they go', () => {
  expect(readCharges([{ resourceType: 'ChargeItem', id: 'x', code: { coding: [null, { code: 5 }, 'text'] }, quantity: [] }])).toEqual([]);
  expect(
    readCharges([
      {
        resourceType: 'ChargeItem',
        id: 'x',
        code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99490' }] },
        quantity: 'one',
      },
    ]),
  ).toMatchObject([{ units: 1, status: 'unknown' }]);
});

test('base and add-on are created in one transaction, the add-on part of the base', async () => {
  const { ehr, target } = await aStage();
  expect(await recordCharges(target, [aChargeDraft(), ADD_ON])).toMatchObject([
    { kind: 'confirmed', code: '99490' },
    { kind: 'confirmed', code: '99439' },
  ]);
  const [base, addOn] = storedIn(ehr, 'ChargeItem');
  expect(addOn).toMatchObject({ partOf: [{ reference: `ChargeItem/${base?.id}` }] });
  const posts = ehr.exchanges.filter(({ method }) => method === 'POST');
  expect(posts).toHaveLength(1);
  const { entry } = JSON.parse(posts[0]?.requestBody ?? '');
  const expected = example('bundle-close-month-transaction');
  expect(entry.map((one: { request: unknown }) => one.request)).toEqual(
    JSON.parse(JSON.stringify(expected['entry'])).map((one: { request: unknown }) => one.request),
  );
});

test('a double click makes one ChargeItem', async () => {
  const { ehr, target } = await aStage();
  const outcomes = await Promise.all([recordCharges(target, [aChargeDraft()]), recordCharges(target, [aChargeDraft()])]);
  expect(
    outcomes
      .flat()
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['already-there', 'confirmed']);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test('a second tab makes no second ChargeItem and says what stands there', async () => {
  const { ehr, target, anotherTab } = await aStage();
  await recordCharges(target, [aChargeDraft()]);
  expect(await recordCharges(await anotherTab(), [aChargeDraft()])).toMatchObject([{ kind: 'already-there', status: 'billable' }]);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test('a planned charge is brought up to date, and what others put into it stays', async () => {
  const { ehr, target } = await aStage();
  const [planned] = await recordCharges(target, [aChargeDraft({ status: 'planned' })]);
  const reference = planned !== undefined && 'reference' in planned ? planned.reference : '';
  const id = reference.split('/')[1] ?? '';
  ehr.put((ehr.storedText('ChargeItem', id) ?? '').replace(/}$/, ',"factorOverride":1.50,"account":[{"reference":"Account/1"}]}'));
  ehr.clearExchanges();
  expect(await recordCharges(target, [aChargeDraft({ units: 2, basis: 'Basis: more.' })])).toEqual([
    { kind: 'confirmed', code: '99490', reference },
  ]);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([
    {
      id,
      status: 'billable',
      quantity: { value: 2 },
      account: [{ reference: 'Account/1' }],
      note: [{ text: aChargeDraft().basis }, { text: 'Basis: more.' }],
    },
  ]);
  const put = ehr.exchanges.find(({ requestBody }) => requestBody?.includes('"method":"PUT"'))?.requestBody;
  expect(put).toContain('"factorOverride":1.50');
  expect(put).toMatch(/"ifMatch":"W\/\\"[^"]+\\""/);
});

test.each(['billable', 'billed', 'not-billable', 'entered-in-error'])('a charge that is %s is never touched', async (status) => {
  const { ehr, target } = await aStage();
  ehr.put({ ...chargeItemOf(aChargeDraft()), id: 'c1', status });
  expect(await recordCharges(target, [aChargeDraft({ units: 2 })])).toEqual([
    { kind: 'already-there', code: '99490', reference: 'ChargeItem/c1', status },
  ]);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status, quantity: { value: 1 } }]);
});

test('a charge that was billed since it was looked at is left alone', async () => {
  const { ehr, target } = await aStage();
  ehr.put({ ...chargeItemOf(aChargeDraft()), id: 'c1', status: 'billed' });
  const seen = { kind: 'already-there', code: '99490', reference: 'ChargeItem/c1', status: 'planned' } as const;
  expect(await updatePlannedCharge(target, aChargeDraft({ units: 2 }), seen)).toEqual(seen);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status: 'billed', quantity: { value: 1 } }]);
});

test('a planned charge that already says all this is left alone', async () => {
  const { ehr, target } = await aStage();
  const draft = aChargeDraft({ status: 'planned' });
  await recordCharges(target, [draft]);
  expect(await recordCharges(target, [draft])).toMatchObject([{ kind: 'already-there', status: 'planned' }]);
  expect(ehr.history('ChargeItem', storedIn(ehr, 'ChargeItem')[0]?.id ?? '')).toHaveLength(1);
});

test('somebody else changing a planned charge in between is a conflict that is told', async () => {
  const { ehr, target } = await aStage();
  await recordCharges(target, [aChargeDraft({ status: 'planned' })]);
  ehr.faults.add({ on: { method: 'POST', nth: 2 }, kind: 412 });
  expect(await recordCharges(target, [aChargeDraft()])).toMatchObject([{ kind: 'rejected', code: '99490' }]);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status: 'planned' }]);
});

test('a lost answer to an update is looked up', async () => {
  const { ehr, target } = await aStage();
  await recordCharges(target, [aChargeDraft({ status: 'planned' })]);
  ehr.faults.add({ on: { method: 'POST', nth: 2 }, kind: 'lost-response' });
  expect(await recordCharges(target, [aChargeDraft()])).toMatchObject([{ kind: 'confirmed' }]);
  expect(storedIn(ehr, 'ChargeItem')).toMatchObject([{ status: 'billable' }]);
});

test('a lost answer is looked up: the charge is there, and a repeated close makes no second one', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  expect(await recordCharges(target, [aChargeDraft(), ADD_ON])).toMatchObject([{ kind: 'already-there' }, { kind: 'already-there' }]);
  expect(await recordCharges(target, [aChargeDraft(), ADD_ON])).toMatchObject([{ kind: 'already-there' }, { kind: 'already-there' }]);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(2);
});

test('a lost answer that cannot be looked up is unclear and not sent again', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  // The first look is the one before the write.
  ehr.faults.add({ on: { method: 'GET', nth: 2 }, kind: 500 });
  ehr.faults.add({ on: { method: 'GET', nth: 3 }, kind: 500 });
  expect(await recordCharges(target, [aChargeDraft()])).toEqual([{ kind: 'unclear', code: '99490', looked: 'unknown', error: 'network' }]);
  expect(ehr.exchanges.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a request that never arrived is unclear and absent', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'POST' }, kind: 'no-response', times: 1 });
  expect(await recordCharges(target, [aChargeDraft()])).toEqual([{ kind: 'unclear', code: '99490', looked: 'absent', error: 'network' }]);
});

test('a 409 on a replay means: look again', async () => {
  const { ehr, target } = await aStage();
  await recordCharges(target, [aChargeDraft()]);
  ehr.faults.add({ on: { method: 'POST' }, kind: 409, times: 1 });
  expect(await recordCharges(target, [aChargeDraft()])).toMatchObject([{ kind: 'already-there', status: 'billable' }]);
});

test('what the server refuses comes back with its reasons', async () => {
  const { target } = await aStage();
  const [outcome] = await recordCharges(target, [aChargeDraft({ enteredAt: 'yesterday' })]);
  const issue = expect.objectContaining({ severity: 'error', expression: ['ChargeItem.enteredDate'] });
  expect(outcome).toMatchObject({ kind: 'rejected', code: '99490', issues: expect.arrayContaining([issue]) });
});

test('an answer of 200 is read entry by entry', async () => {
  const { target } = await aStage();
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'business-rule', details: { text: 'No such code.' } }],
  };
  const client = {
    ...target.client,
    bundle: () =>
      Promise.resolve([
        { status: 201, location: 'ChargeItem/9/_history/1' },
        { status: 422, outcome },
      ]),
  };
  expect(await recordCharges({ ...target, client }, [aChargeDraft(), ADD_ON])).toEqual([
    { kind: 'confirmed', code: '99490', reference: 'ChargeItem/9' },
    { kind: 'rejected', code: '99439', issues: [{ severity: 'error', code: 'business-rule', details: 'No such code.', expression: [] }] },
  ]);
});

test('a server that keeps no identifier gets no further charges', async () => {
  const { target } = await aStage();
  const client = {
    ...target.client,
    read: async (type: string, id: string) => ({ ...(await target.client.read(type, id)), identifier: [] }),
  };
  expect(await recordCharges({ ...target, client }, [aChargeDraft()])).toMatchObject([{ kind: 'confirmed' }]);
  expect(await recordCharges({ ...target, client }, [aChargeDraft({ month: '2026-11' })])).toEqual([{ kind: 'not-stored', code: '99490' }]);
});

test('without transactions base comes first, and its failure stops the rest', async () => {
  const { ehr, target } = await aStage();
  target.memory.refuseTransactions();
  ehr.faults.add({ on: { method: 'POST' }, kind: 422, times: 1 });
  expect(await recordCharges(target, [aChargeDraft(), ADD_ON])).toMatchObject([{ kind: 'rejected' }, { kind: 'not-sent' }]);
  expect(await recordCharges(target, [aChargeDraft(), ADD_ON])).toMatchObject([{ kind: 'confirmed' }, { kind: 'confirmed' }]);
  expect(await recordCharges(target, [aChargeDraft(), ADD_ON])).toMatchObject([{ kind: 'already-there' }, { kind: 'already-there' }]);
  const [base, addOn] = storedIn(ehr, 'ChargeItem');
  expect(addOn).toMatchObject({ partOf: [{ reference: `ChargeItem/${base?.id}` }] });
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(2);
});

test('an EHR that takes no charges leaves them to the charge sheet', async () => {
  const { ehr, target } = await aStage({ persona: 'read-only' });
  expect(await recordCharges(target, [aChargeDraft()])).toEqual([{ kind: 'not-stored', code: '99490' }]);
  expect(ehr.exchanges).toEqual([]);
});

test('an EHR that refuses charges only when asked is learned once', async () => {
  const { ehr, target } = await aStage({ scope: 'patient/*.rs', capabilitiesUnknown: true });
  expect(await recordCharges(target, [aChargeDraft()])).toEqual([{ kind: 'not-stored', code: '99490' }]);
  ehr.clearExchanges();
  expect(await recordCharges(target, [aChargeDraft()])).toEqual([{ kind: 'not-stored', code: '99490' }]);
  expect(ehr.exchanges).toEqual([]);
});

test('a charge for another patient is not sent', async () => {
  const { ehr, target } = await aStage();
  await expect(recordCharges(target, [aChargeDraft(), aChargeDraft({ patientId: 'pat-2' })])).rejects.toMatchObject({
    kind: 'wrong-patient',
  });
  expect(ehr.exchanges).toEqual([]);
});

const CHART: Chart = {
  practiceTimeZone: 'America/New_York',
  timeEntries: [
    { start: '2026-10-06T14:05:00-04:00', seconds: 1350, performer: 'clinical-staff', activity: 'record-review', reference: 'Encounter/a' },
    {
      start: '2026-10-20T17:10:00-04:00',
      seconds: 720,
      performer: 'physician-qhp',
      activity: 'care-plan-review',
      reference: 'Encounter/b',
    },
    { start: '2026-10-04T09:00:00-04:00', seconds: 600, performer: 'clinical-staff', activity: 'record-review', reference: 'Encounter/c' },
  ],
};

const ASSESSMENT = {
  month: '2026-10',
  rulesVersion: '2026.1',
  countedMinutes: { staff: 32, qhp: 0, total: 32 },
  excludedMinutes: [{ minutes: 12, ruleId: 'CODE-3' }],
  defaultDateOfService: '2026-10-06',
  time: [
    { entry: 0, countedSeconds: 1350, bucket: 'staff', excluded: [], localDate: '2026-10-06', reference: 'Encounter/a' },
    { entry: 1, countedSeconds: 0, bucket: null, excluded: [], localDate: '2026-10-20', reference: 'Encounter/b' },
    { entry: 2, countedSeconds: 600, bucket: 'staff', excluded: [], localDate: '2026-10-04', reference: 'Encounter/c' },
  ],
} satisfies Partial<MonthAssessment>;

test('drafts name every counted entry, the plan and the consent, and say the basis in words', () => {
  const choices = someChoices({
    codes: [
      { code: '99439', units: 1 },
      { code: '99490', units: 1 },
    ],
    carePlan: 'CarePlan/cp-1',
    consent: { reference: 'Consent/c', date: '2026-09-15' },
    remark: 'Reviewed by telephone.',
  });
  const drafts = chargeDrafts(anAssessment(), CHART, choices);
  expect(drafts.map(({ code, partOf }) => [code, partOf])).toEqual([
    ['99490', undefined],
    ['99439', '99490'],
  ]);
  expect(drafts[0]).toMatchObject({
    month: '2026-10',
    context: 'Encounter/a',
    supporting: [
      { reference: 'Encounter/c', display: '10 min clinical staff 2026-10-04' },
      { reference: 'Encounter/a', display: '22 min 30 s clinical staff 2026-10-06' },
      { reference: 'CarePlan/cp-1' },
      { reference: 'Consent/c', display: 'CCM consent 2026-09-15' },
    ],
    basis:
      'Basis: 32 min clinical staff in 2 entries (10 min clinical staff 2026-10-04; 22 min 30 s clinical staff 2026-10-06). ' +
      'Not counted: 12 min (CODE-3). Threshold of the last unit reached 2026-10-06. Rule set ccm-rules 2026.1. Reviewed by telephone.',
  });
});

test('a charge tells the month it is for, and from its note the day its last unit was reached', () => {
  const twice = [
    { text: 'Basis: 20 min. Threshold of the last unit reached 2026-10-09. Rule set ccm-rules 2026.1.' },
    { text: 'Basis: 41 min. Threshold of the last unit reached 2026-10-20. Rule set ccm-rules 2026.1.' },
  ];
  const item = { ...chargeItemOf(aChargeDraft()), id: 'c' };
  expect(readCharges([{ ...item, note: twice }])).toMatchObject([
    { servicePeriod: { start: '2026-10-01', end: '2026-10-31' }, dateOfService: '2026-10-20' },
  ]);
  expect(readCharges([item])[0]?.dateOfService).toBeUndefined();
  const oneDay = { ...item, identifier: [], occurrencePeriod: undefined, occurrenceDateTime: '2026-10-09T10:00:00-04:00', note: twice };
  expect(readCharges([oneDay])).toMatchObject([{ own: false, dateOfService: '2026-10-09' }]);
  expect(readCharges([oneDay])[0]?.servicePeriod).toBeUndefined();
});

const COMPLEX = aChargeDraft({ code: '99487' });
const CODES = ({ code }: { readonly code: string }) => code;

test('CODE-15 where another coding of the month stands, nothing is written and what stands is named', async () => {
  const { ehr, target } = await aStage();
  await recordCharges(target, [COMPLEX]);
  ehr.clearExchanges();
  const reference = `ChargeItem/${storedIn(ehr, 'ChargeItem')[0]?.id}`;
  const standing = [{ code: '99487', reference, status: 'billable' }];
  expect(await recordCharges(target, [aChargeDraft(), ADD_ON])).toEqual([
    { kind: 'other-coding-stands', code: '99490', standing },
    { kind: 'other-coding-stands', code: '99439', standing },
  ]);
  expect(ehr.exchanges.map(({ method }) => method)).toEqual(['GET']);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test('CODE-15 what another window recorded since is seen, whatever this one shows', async () => {
  const { ehr, target, anotherTab } = await aStage();
  const other = await anotherTab();
  await recordCharges(other, [aChargeDraft({ status: 'planned' })]);
  expect(await recordCharges(target, [COMPLEX])).toMatchObject([
    { kind: 'other-coding-stands', standing: [{ code: '99490', status: 'planned' }] },
  ]);
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(1);
});

test.each(['not-billable', 'aborted', 'entered-in-error'])('CODE-15 another coding that is %s does not stand', async (status) => {
  const { ehr, target } = await aStage();
  ehr.put({ ...chargeItemOf(aChargeDraft()), id: 'c1', status });
  expect(await recordCharges(target, [COMPLEX])).toMatchObject([{ kind: 'confirmed', code: '99487' }]);
});

test('CODE-15 another month, another system’s charge and G0506 are no other coding', async () => {
  const { ehr, target } = await aStage();
  ehr.put({ ...chargeItemOf(aChargeDraft({ month: '2026-09' })), id: 'september' });
  ehr.put({
    ...chargeItemOf(aChargeDraft({ code: '99491' })),
    id: 'theirs',
    identifier: [{ system: 'https://other.example', value: '1' }],
  });
  ehr.put({ ...chargeItemOf(aChargeDraft({ code: 'G0506' })), id: 'planning' });
  expect(await recordCharges(target, [COMPLEX])).toMatchObject([{ kind: 'confirmed', code: '99487' }]);
});

test('CODE-15 two windows that record different codings at the same moment: both may stand, and whoever was last is told', async () => {
  const { ehr, target, anotherTab } = await aStage();
  const other = await anotherTab();
  const [first, second] = await Promise.all([recordCharges(target, [COMPLEX]), recordCharges(other, [aChargeDraft(), ADD_ON])]);
  const codes = storedIn(ehr, 'ChargeItem').flatMap((item) => readCharges([item]).map(CODES));
  const kinds = [...first, ...second].map(({ kind }) => kind);
  const bothStand = codes.includes('99487') && codes.includes('99490');
  expect(kinds).toContain(bothStand ? 'two-codings-stand' : 'other-coding-stands');
});

test('CODE-15 a coding recorded between look and write is found by looking again, and named', async () => {
  const { ehr, target } = await aStage();
  const client = {
    ...target.client,
    bundle: (body: string) => {
      ehr.put({ ...chargeItemOf(COMPLEX), id: 'c-complex' });
      return target.client.bundle(body);
    },
  };
  const standing = [{ code: '99487', reference: 'ChargeItem/c-complex', status: 'billable' }];
  expect(await recordCharges({ ...target, client }, [aChargeDraft(), ADD_ON])).toMatchObject([
    { kind: 'two-codings-stand', code: '99490', reference: expect.stringMatching(/^ChargeItem\//), standing },
    { kind: 'two-codings-stand', code: '99439', standing },
  ]);
});

test('CODE-15 where what stands could not be read nothing is written', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'GET' }, kind: 500 });
  await expect(recordCharges(target, [aChargeDraft()])).rejects.toMatchObject({ kind: 'server' });
  const half = { ...target.client, search: () => Promise.resolve({ resources: [], complete: false }) };
  await expect(recordCharges({ ...target, client: half }, [aChargeDraft()])).rejects.toMatchObject({ kind: 'unreadable' });
  expect(storedIn(ehr, 'ChargeItem')).toHaveLength(0);
});

test('CODE-15 an EHR that takes charges and lets nobody look for them is still written to', async () => {
  const { target } = await aStage({ scope: 'patient/ChargeItem.cr patient/Patient.rs', capabilitiesUnknown: true });
  expect(await recordCharges(target, [aChargeDraft()])).toMatchObject([{ kind: 'confirmed' }]);
});

test('CODE-15 a recorded charge is not hidden where looking again fails', async () => {
  const { ehr, target } = await aStage();
  ehr.faults.add({ on: { method: 'GET', nth: 3 }, kind: 500 });
  ehr.faults.add({ on: { method: 'GET', nth: 2 }, kind: 500 });
  expect(await recordCharges(target, [aChargeDraft()])).toMatchObject([{ kind: 'confirmed' }]);
});

function anAssessment(): MonthAssessment {
  return {
    eligible: true,
    billable: true,
    distinctChronicConditions: [],
    blockers: [],
    warnings: [],
    unknowns: [],
    codes: [],
    alternatives: [],
    minutesToNext: null,
    nextCode: null,
    earliestDateOfService: null,
    otherPrograms: [],
    estAllowed: null,
    ruleIds: [],
    findings: [],
    proposal: 'billable',
    family: 'STAFF',
    conditions: [],
    countedSeconds: { staff: 1950, qhp: 0, total: 1950 },
    timeKnown: true,
    daysLeft: 0,
    ...ASSESSMENT,
  };
}

test('patient and month stand in the identifier, so that every attempt makes the same', () => {
  expect(chargeItemOf(aChargeDraft())['identifier']).toEqual([
    { system: 'https://w3id.org/intervisit/fhir/sid/charge', value: `${PATIENT}/2026-10/99490` },
  ]);
});
