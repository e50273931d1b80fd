import { beforeAll, beforeEach, expect, test } from 'vitest';
import { assessMonth } from '../../src/ccm/assess-month.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { type Policy, policyWith } from '../../src/ccm/policy.ts';
import { bundleSource } from '../../src/fhir/bundle-source.ts';
import { type ChartReading, readChart, type ReadChartOptions, readMore } from '../../src/fhir/chart.ts';
import { createClient, type FhirClient } from '../../src/fhir/client.ts';
import { type ConsentDraft, readConsents } from '../../src/fhir/consent.ts';
import { consentCarrier } from '../../src/fhir/consent/carriers.ts';
import { save, type WriteTarget } from '../../src/fhir/carriers.ts';
import { createCarrierMemory } from '../../src/fhir/carriers/memory.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { createEhr, type Ehr } from '../ehr/ehr.ts';
import { SAMPLE_PATIENTS, samplePatients } from '../ehr/patients/sample-patients.ts';

const ZONE = 'America/New_York';
const TODAY = '2026-11-21';
const CLOCK = () => Date.parse('2026-11-22T04:30:00Z');
const SCOPES = 'patient/*.rs user/Practitioner.rs user/PractitionerRole.rs user/Organization.rs';
const resources = samplePatients(TODAY, ZONE, '23:30');
const settings = {
  timeZone: ZONE,
  settingType: 'pfs-practice' as const,
  practice: { access24x7: true, designatedCareTeamMember: true, certifiedEhr: true },
};

let ehr: Ehr;
let policy: Policy;

beforeAll(async () => {
  ehr = await createEhr({ origin: 'http://localhost:5180', clock: CLOCK, resources, clients: [], users: [] });
  policy = policyWith(await loadChronicConditions());
});

beforeEach(() => {
  ehr.faults.clear();
  ehr.setPersona('full');
  ehr.clearExchanges();
});

function clientFor(patientId: string, scope = SCOPES): FhirClient {
  const value = ehr.issueToken({ scope, patient: patientId });
  const tokens = { current: () => ({ value, expiresAt: null }), canRefresh: () => false, refresh: () => Promise.reject(new Error('none')) };
  return createClient(
    { base: ehr.fhirBase, patientId, grantedScopes: scope, tokens },
    {
      clock: CLOCK,
      fetch: (input, init) => ehr.handle(new Request(input, init)),
      wait: (milliseconds) => (milliseconds < 5_000 ? Promise.resolve() : new Promise(() => undefined)),
    },
  );
}

const optionsFor = (patientId: string): ReadChartOptions => ({ patientId, month: '2026-11', asOf: TODAY, settings, base: ehr.fhirBase });
const assess = ({ chart }: ChartReading) => assessMonth(chart, '2026-11', policy, TODAY);

test.each(SAMPLE_PATIENTS.map(({ id, story }) => [id, story] as const))(
  '%s (%s) reads the same from the EHR as from a file, without a problem',
  async (id) => {
    const options = optionsFor(id);
    const client = clientFor(id);
    const first = await readChart(client, options);
    const second = await readMore(client, first, options);
    expect(second.problems).toEqual([]);
    const file = bundleSource(resources.map((resource) => (typeof resource === 'string' ? JSON.parse(resource) : resource)));
    const fromFile = await readMore(file, await readChart(file, options), options);
    expect(assess(second)).toEqual(assess(fromFile));
  },
);

test('an ordinary chart takes seven requests to its first verdict, and the verdict says what is true', async () => {
  const reading = await readChart(clientFor('demo-0001'), optionsFor('demo-0001'));
  expect(ehr.exchanges).toHaveLength(7);
  expect(assess(reading)).toMatchObject({
    eligible: true,
    countedMinutes: { staff: 14 },
    blockers: [],
    minutesToNext: 6,
    nextCode: '99490',
  });
  expect(reading.timeEntries.length).toBeGreaterThan(0);
});

test('the second round settles what the first left open', async () => {
  const options = optionsFor('demo-0001');
  const client = clientFor('demo-0001');
  const second = await readMore(client, await readChart(client, options), { ...options, user: 'Practitioner/nora-placeholder' });
  expect(second.chart.billingPractitioner?.type).toBe('physician');
  expect(assess(second).unknowns).toEqual([]);
});

test('a chart of 1,500 resources comes whole, over several pages', async () => {
  const reading = await readChart(clientFor('demo-0011'), optionsFor('demo-0011'));
  expect([reading.reads['Condition'], reading.reads['Encounter']]).toMatchObject([{ status: 'read', count: 500 }, { status: 'read' }]);
  expect(reading.reads['Encounter']?.count).toBeGreaterThan(200);
});

test('a narrow token makes unknowns of what it does not open, and the rest is read', async () => {
  const { chart, reads } = await readChart(
    clientFor('demo-0001', 'patient/Patient.r patient/Condition.rs patient/Encounter.rs'),
    optionsFor('demo-0001'),
  );
  expect([reads['Coverage']?.unknownBecause, reads['CarePlan']?.unknownBecause, chart.unknownBecause?.coverage]).toEqual([
    'not-granted',
    'not-granted',
    'not-granted',
  ]);
  expect(chart.conditions?.length).toBeGreaterThan(1);
});

test.each([
  [500, 'not-answered'],
  [403, 'not-granted'],
  [404, 'not-supported'],
  ['html-200', 'unreadable'],
  ['truncated-json', 'unreadable'],
  ['foreign-next-link', 'not-answered'],
] as const)('a search that ends in %j is unknown: %s', async (kind, because) => {
  ehr.faults.add({ on: { type: 'ChargeItem' }, kind });
  const { chart } = await readChart(clientFor('demo-0001'), optionsFor('demo-0001'));
  expect([chart.otherBilledCodes, chart.unknownBecause?.otherBilledCodes]).toEqual([undefined, because]);
});

test('consent is stored once, however often it is sent, and read back as it was written', async () => {
  const patientId = 'demo-0002';
  const client = clientFor(patientId, `${SCOPES} patient/Consent.c`);
  const target: WriteTarget = { client, capabilities: effective(await client.capabilities(), undefined), memory: createCarrierMemory() };
  const draft: ConsentDraft = {
    id: 'b0f1a6b2-3c1f-4a53-8f55-5f0f0f0c2077',
    patient: { reference: `Patient/${patientId}`, display: 'Bruno Demofield' },
    givenBy: { reference: `Patient/${patientId}`, display: 'Bruno Demofield' },
    at: '2026-11-20T10:12:00-05:00',
    method: 'written',
    elements: ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'],
    sharing: true,
    obtainedBy: { reference: 'Practitioner/nora-placeholder', display: 'Nora Placeholder, RN' },
    billingPractitioner: { reference: 'Practitioner/maya-exemplar', display: 'Maya Exemplar, MD' },
  };
  expect(await save(target, [consentCarrier], draft)).toMatchObject({ kind: 'stored', carrier: 'Consent', alreadyThere: false });
  expect(await save(target, [consentCarrier], draft)).toMatchObject({ kind: 'stored', alreadyThere: true });
  const stored = ehr.stored('Consent', patientId);
  expect(stored).toHaveLength(1);
  const { resources: found } = await client.search('Consent', { patient: patientId });
  expect(readConsents(found, daysIn(ZONE)).consents[0]).toMatchObject({
    id: draft.id,
    consent: { date: '2026-11-20', method: 'written', practitionerId: 'Practitioner/maya-exemplar' },
  });
  await expect(
    save(target, [consentCarrier], { ...draft, patient: { reference: 'Patient/demo-0001', display: '' } }),
  ).rejects.toMatchObject({ kind: 'wrong-patient' });
});

test('the plan that another system wrote is told as its own, with goals and activities in words', async () => {
  const options = optionsFor('demo-0010');
  const client = clientFor('demo-0010');
  const [plan] = (await readMore(client, await readChart(client, options), options)).carePlans;
  expect(plan).toMatchObject({ origin: 'own', keptBy: { kind: 'other', name: 'planner.example.com' }, changedSinceSignature: false });
  expect(plan?.goals).toMatchObject([{ read: true, target: expect.stringMatching(/< 7/), status: 'active', byPatient: true }]);
  expect(plan?.goals[0]?.display).not.toMatch(/Goal\//);
  expect(plan?.activities).toMatchObject([
    { display: 'Warfarin: Adjust by INR', status: 'in-progress' },
    { read: true, status: 'active', who: expect.stringMatching(/RN/) },
  ]);
  expect(plan?.activities[1]?.display).not.toMatch(/ServiceRequest\//);
});

test.each(SAMPLE_PATIENTS.map(({ id }) => id))(
  '%s: every plan part that is referred to is read, and no plan changed since it was signed',
  async (id) => {
    const options = optionsFor(id);
    const client = clientFor(id);
    const { carePlans } = await readMore(client, await readChart(client, options), options);
    for (const { goals, activities, changedSinceSignature, keptBy, origin } of carePlans) {
      expect([...goals, ...activities].filter(({ read, display }) => !read || display === '')).toEqual([]);
      expect(changedSinceSignature ?? false).toBe(false);
      expect(keptBy.kind).toBe(id === 'demo-0010' ? 'other' : origin);
    }
  },
);

test('minutes in encounters that this person may not see are not known, never none', async () => {
  ehr.faults.add({ on: { method: 'GET', type: 'Encounter' }, kind: 403, times: 9 });
  const reading = await readChart(clientFor('demo-0001'), optionsFor('demo-0001'));
  expect([reading.chart.timeEntries, reading.chart.unknownBecause?.timeEntries]).toEqual([undefined, 'not-granted']);
  expect(assess(reading)).toMatchObject({ timeKnown: false, minutesToNext: null });
});
