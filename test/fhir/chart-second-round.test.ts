import { expect, test } from 'vitest';
import type { RawResource } from '../../src/fhir/client.ts';
import { aChargeItem, aCondition, aConsent, anEncounter, aPatient, aPlanSaying, aPractitioner, BILLING } from '../builders/fhir.ts';
import { readChart, readMore } from '../../src/fhir/chart.ts';
import { anOwnPlan } from '../builders/writes.ts';
import { chartOf, fullChartOf, OPTIONS, serverWith } from './chart-source.ts';
import session from './examples/encounter-session-1-staff-phone.json' with { type: 'json' };

const CPT = 'http://www.ama-assn.org/go/cpt';
const cpt = (code: string) => ({ coding: [{ system: CPT, code }] });
const at = (start: string) => ({ start });

const claim = (overrides: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Claim',
  id: 'claim-1',
  status: 'active',
  use: 'claim',
  patient: { reference: 'Patient/pat-1' },
  provider: { reference: 'Practitioner/stranger' },
  billablePeriod: { start: '2026-10-09' },
  item: [{ productOrService: cpt('99490') }],
  ...overrides,
});

const codes = async (resources: readonly RawResource[], faults = {}) =>
  (await fullChartOf([aPatient(), aConsent(), ...resources], faults)).chart.otherBilledCodes?.map(
    ({ code, practitioner, date }) => `${code} ${practitioner} ${date}`,
  );

test('CONC-1 claims and procedures add conflicts in the second round, also where charges cannot be read', async () => {
  const procedure = {
    resourceType: 'Procedure',
    id: 'p',
    status: 'completed',
    subject: { reference: 'Patient/pat-1' },
    code: cpt('90960'),
    performedPeriod: { start: '2026-10-01T09:00:00-04:00' },
  };
  expect(await codes([claim(), procedure])).toEqual(['90960 same 2026-10-01', '99490 other 2026-10-09']);
  expect(await codes([claim()], { ChargeItem: 'not-supported' })).toEqual(['99490 other 2026-10-09']);
  expect(await codes([claim({ item: [{ productOrService: cpt('99213') }] })], { ChargeItem: 'not-supported' })).toBeUndefined();
  expect(
    await codes([claim({ status: 'cancelled' }), claim({ id: 'b', use: 'preauthorization' }), { ...procedure, status: 'not-done' }]),
  ).toEqual([]);
});

test('CONC-1 the practice’s own claim for a charge recorded here is no conflict, a stranger’s is', async () => {
  const own = aChargeItem({
    id: 'own',
    occurrenceDateTime: '2026-10-01',
    identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/charge', value: 'pat-1/2026-10/99490' }],
  });
  const billed = async (provider: string) =>
    (await fullChartOf([aPatient(), aConsent(), own, claim({ provider: { reference: provider } })])).chart.otherBilledCodes;
  expect(await billed(BILLING)).toEqual([]);
  expect(await billed('Practitioner/stranger')).toHaveLength(1);
});

test('WHO-1 the second round tells what the billing practitioner is, and what the user probably is', async () => {
  const nurse = aPractitioner({ id: 'prac-rn', name: [{ family: 'Rivera', given: ['Jane'] }], qualification: undefined });
  const role = {
    resourceType: 'PractitionerRole',
    id: 'r',
    practitioner: { reference: 'Practitioner/prac-rn' },
    code: [{ coding: [{ system: 'http://nucc.org/provider-taxonomy', code: '163W00000X' }] }],
  };
  const options = { user: 'Practitioner/prac-rn' };
  const { chart, user } = await fullChartOf([aPatient(), aConsent(), aPractitioner(), nurse, role], {}, options);
  expect(chart.billingPractitioner).toEqual({ id: BILLING, type: 'physician', name: 'Maria Chen, MD' });
  expect(user).toEqual({ reference: 'Practitioner/prac-rn', name: 'Jane Rivera', type: 'rn', performer: 'clinical-staff' });
  expect(
    (await fullChartOf([aPatient(), aConsent(), nurse], { Practitioner: 'forbidden', PractitionerRole: 'forbidden' }, options)).user,
  ).toEqual({ reference: 'Practitioner/prac-rn' });
});

test('the role a user chose for their last entry goes before their record', async () => {
  const asPhysician = session.participant.map((one) => ({
    ...one,
    type: [{ coding: [{ system: 'https://w3id.org/intervisit/fhir/CodeSystem/ccm', code: 'physician-qhp' }] }],
  }));
  const earlier = {
    ...session,
    id: 'earlier',
    identifier: session.identifier.map((one) => ({ ...one, value: '6f1c0a3e-8b1d-4c55-9d0e-0a4f4f0c1999' })),
    period: { start: '2026-10-01T10:00:00-04:00', end: '2026-10-01T10:22:00-04:00' },
    participant: asPhysician,
  };
  const { user } = await chartOf([aPatient(), session, earlier], {}, { user: 'Practitioner/prac-rn' });
  expect(user?.performer).toBe('clinical-staff');
});

test('ELIG-4 where CCM began long ago the second round looks for the initiating visit before it', async () => {
  const long = [aPatient(), aConsent({ at: '2024-06-10T10:00:00-04:00' })];
  const initiating = anEncounter({ id: 'initiating', period: at('2024-02-03T10:00:00-05:00') });
  expect((await chartOf([...long, initiating])).chart.unknownBecause?.visits).toBe('not-answered');
  expect((await fullChartOf([...long, initiating])).chart.visits).toMatchObject([{ date: '2024-02-03' }]);
  expect((await fullChartOf(long)).chart.visits).toEqual([]);
});

test('the second round takes nothing away, whatever fails in it', async () => {
  const resources = [
    aPatient(),
    aConsent({ at: '2024-06-10T10:00:00-04:00' }),
    aCondition(),
    aChargeItem(),
    anEncounter(),
    aPlanSaying({}),
  ];
  const first = await chartOf(resources);
  const failing = {
    Practitioner: 'server',
    PractitionerRole: 'server',
    DocumentReference: 'forbidden',
    Procedure: 'server',
    Claim: 'not-supported',
    ExplanationOfBenefit: 'network',
  } as const;
  const second = await fullChartOf(resources, failing);
  expect(second.chart).toMatchObject({ ...first.chart, visits: [{}], unknownBecause: {} });
  expect(second.reads['Claim']?.status).toBe('not-supported');
});

const GOAL = {
  resourceType: 'Goal',
  id: 'g',
  subject: { reference: 'Patient/pat-1' },
  lifecycleStatus: 'active',
  description: { text: 'Walk daily' },
};
const REQUEST = {
  resourceType: 'ServiceRequest',
  id: 's',
  subject: { reference: 'Patient/pat-1' },
  status: 'active',
  code: { text: 'Weekly call' },
};
const PLAN = anOwnPlan({ goal: [{ reference: 'Goal/g' }], activity: [{ reference: { reference: 'ServiceRequest/s' } }] });

test('the second round reads what the plans refer to, and asks for no other type', async () => {
  const source = serverWith([aPatient(), PLAN, GOAL, REQUEST]);
  const first = await readChart(source, OPTIONS);
  expect(first.carePlans[0]).toMatchObject({ goals: [{ display: '', read: false }], activities: [{ display: '', read: false }] });
  const second = await readMore(source, first, OPTIONS);
  expect(second.carePlans[0]).toMatchObject({
    goals: [{ display: 'Walk daily', read: true, status: 'active' }],
    activities: [{ display: 'Weekly call', read: true, status: 'active' }],
  });
  expect(second.reads).toMatchObject({ Goal: { status: 'read', count: 1 }, ServiceRequest: { status: 'read', count: 1 } });
  const types = source.asked.map(({ type }) => type);
  expect(types.filter((type) => type === 'Goal' || type === 'ServiceRequest').toSorted()).toEqual(['Goal', 'ServiceRequest']);
  expect(types).not.toContain('MedicationRequest');
});

const elementsRead = async (faults = {}) => (await fullChartOf([aPatient(), PLAN, GOAL, REQUEST], faults)).chart.carePlan?.elements;

test('PLAN-2 a goal that turns out to have no target is no measurable goal', async () => {
  expect(await elementsRead()).not.toContain('measurable-treatment-goals');
  expect(await elementsRead({ Goal: 'forbidden' })).toContain('measurable-treatment-goals');
});

test('goals that the EHR does not let be read stay told as not read, and so does why', async () => {
  const { carePlans, reads } = await fullChartOf([aPatient(), PLAN, GOAL, REQUEST], { Goal: 'forbidden' });
  expect(carePlans[0]).toMatchObject({ goals: [{ display: '', read: false }], activities: [{ display: 'Weekly call', read: true }] });
  expect(reads['Goal']).toMatchObject({ status: 'refused', unknownBecause: 'not-granted' });
});

test('another patient’s goal is not read into the plan', async () => {
  const { carePlans, problems } = await fullChartOf([aPatient(), PLAN, { ...GOAL, subject: undefined }]);
  expect(carePlans[0]?.goals).toMatchObject([{ read: false }]);
  expect(problems).toContainEqual({ type: 'Goal', reference: 'Goal/g', path: 'subject', kind: 'wrong-patient' });
});

const chargeOf = (code: string, status: string, month = '2026-10') =>
  aChargeItem({
    id: `${month}-${code}`,
    status,
    code: cpt(code),
    occurrencePeriod: { start: `${month}-01`, end: `${month}-28` },
    identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/charge', value: `pat-1/${month}/${code}` }],
  });

test('CONC-2 the chart holds the own charges that stand, with a day of their month', async () => {
  const { chart } = await chartOf([
    aPatient(),
    chargeOf('99490', 'planned'),
    chargeOf('99487', 'not-billable'),
    chargeOf('99490', 'billed', '2026-09'),
    aChargeItem({ id: 'theirs' }),
  ]);
  expect(chart.ownCharges).toEqual([
    { code: '99490', date: '2026-10-01', practitioner: 'same', reference: 'ChargeItem/2026-10-99490' },
    { code: '99490', date: '2026-09-01', practitioner: 'same', reference: 'ChargeItem/2026-09-99490' },
  ]);
  expect((await chartOf([aPatient()])).chart.ownCharges).toEqual([]);
  const refused = (await chartOf([aPatient()], { ChargeItem: 'forbidden' })).chart;
  expect([refused.ownCharges, refused.unknownBecause?.ownCharges]).toEqual([undefined, 'not-granted']);
});
