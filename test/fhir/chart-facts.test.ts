import { expect, test } from 'vitest';
import { attestationNote, type Attestation } from '../../src/fhir/attestations.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { type ConsentDraft, consentResource } from '../../src/fhir/consent.ts';
import { aChargeItem, aCondition, aForeignCarePlan, anEncounter, aPatient, aPractitioner, BILLING } from '../builders/fhir.ts';
import { chartOf, fullChartOf, OPTIONS } from './chart-source.ts';
import session from './examples/encounter-session-1-staff-phone.json' with { type: 'json' };

const CPT = 'http://www.ama-assn.org/go/cpt';
const cpt = (code: string) => ({ coding: [{ system: CPT, code }] });
const at = (start: string) => ({ start });

function aConsent(overrides: Partial<ConsentDraft> = {}): RawResource {
  const draft: ConsentDraft = {
    id: 'b0f1a6b2-3c1f-4a53-8f55-5f0f0f0c2001',
    patient: { reference: 'Patient/pat-1', display: 'Ada Sampleton' },
    givenBy: { reference: 'Patient/pat-1', display: 'Ada Sampleton' },
    at: '2026-09-15T10:12:00-04:00',
    method: 'verbal',
    elements: [],
    sharing: true,
    obtainedBy: { reference: 'Practitioner/prac-rn', display: 'Jane Rivera, RN' },
    billingPractitioner: { reference: BILLING, display: 'Maria Chen, MD' },
    ...overrides,
  };
  return { ...consentResource(draft), id: 'consent-1' };
}

function aPlan(overrides: Readonly<Record<string, unknown>> = {}): RawResource {
  return aForeignCarePlan({ identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/care-plan', value: 'pat-1' }], period: { start: '2026-09-20' }, ...overrides });
}

let statements = 0;
function planSaying(...said: readonly Partial<Attestation>[]): RawResource {
  const note = said.map((one) =>
    attestationNote({ id: `00000000-0000-4000-8000-${String((statements += 1)).padStart(12, '0')}`, statement: 'significant-risk', value: 'true', by: { display: 'Maria Chen, MD' }, at: '2026-10-02T23:30:00-04:00', reason: 'Two admissions this year.', ...one }),
  );
  return aPlan({ note });
}

test('CONS-3 who bills is chosen by a person, else named by the consent, else by the patient’s record', async () => {
  const other = { reference: 'Practitioner/other', display: 'Sam Ortiz, NP' };
  const gp = { generalPractitioner: [{ reference: 'Organization/x' }, { reference: 'Practitioner/gp' }] };
  const idOf = async (...resources: readonly RawResource[]) => (await chartOf(resources)).chart.billingPractitioner?.id;
  expect(await idOf(aPatient(gp), aConsent({ billingPractitioner: other }))).toBe('Practitioner/other');
  expect(await idOf(aPatient(gp))).toBe('Practitioner/gp');
  expect(await idOf(aPatient({ generalPractitioner: undefined }))).toBeUndefined();
  const chosen = await chartOf([aPatient(gp), aConsent()], {}, { settings: { ...OPTIONS.settings, billingPractitioner: 'Practitioner/chosen' } });
  expect(chosen.chart).toMatchObject({ billingPractitioner: { id: 'Practitioner/chosen' }, consent: { practitionerId: BILLING } });
});

test('ELIG-4 CCM began with the earliest of consent, plan and first time entry', async () => {
  const entry = (start: string) => ({ ...session, period: { start, end: start.replace('T10:00', 'T10:30') }, participant: session.participant.map((one) => ({ ...one, period: { start } })) });
  const startOf = async (...resources: readonly RawResource[]) => (await chartOf([aPatient(), ...resources])).chart.ccmStartDate;
  expect(await startOf(aConsent(), aPlan())).toBe('2026-09-15');
  expect(await startOf(aConsent(), aPlan({ period: { start: '2026-09' } }))).toBe('2026-09-01');
  expect(await startOf(aPlan(), entry('2026-09-02T10:00:00-04:00'))).toBe('2026-09-02');
  expect(await startOf(aForeignCarePlan())).toBeUndefined();
});

test('ELIG-4 a list of visits is given only where it holds an initiating visit or nothing can be missing from it', async () => {
  const visits = async (...resources: readonly RawResource[]) => {
    const { chart } = await chartOf([aPatient(), aConsent({ at: '2026-10-01T09:00:00-04:00' }), ...resources]);
    return chart.visits === undefined ? chart.unknownBecause?.visits : chart.visits?.length;
  };
  const local = { type: [{ text: 'Office Visit' }] };
  expect(await visits()).toBe(0);
  expect(await visits(anEncounter())).toBe(1);
  expect(await visits(anEncounter({ id: 'a', ...local }))).toBe('not-recorded');
  expect(await visits(anEncounter(), anEncounter({ id: 'a', ...local }))).toBe(1);
  expect(await visits(anEncounter({ id: 'a', period: undefined }))).toBe('not-recorded');
  expect(await visits(anEncounter({ id: 'a', class: 7 }))).toBe('unreadable');
  expect(await visits(anEncounter({ id: 'a', ...local, participant: [{ individual: { reference: 'Practitioner/stranger' } }] }))).toBe(0);
  expect(await visits(anEncounter({ type: [cpt('99211')] }))).toBe(1);
});

test('TIME-9 an office visit of the month is known by its code even where visits as a whole are not', async () => {
  const inMonth = anEncounter({ id: 'm', period: at('2026-10-08T09:00:00-04:00') });
  const uncoded = anEncounter({ id: 'u', type: [{ text: 'Office Visit' }] });
  const { chart, possibleVisits } = await chartOf([aPatient(), aConsent(), inMonth, uncoded]);
  expect(chart.visits).toBeUndefined();
  expect(chart.otherBilledCodes).toEqual([{ code: '99214', date: '2026-10-08', practitioner: 'same', reference: 'Encounter/m' }]);
  expect(possibleVisits).toHaveLength(1);
});

test('ELIG-4 an earlier encounter with the practice proves that the patient is not new; nothing proves that they are', async () => {
  const isNew = async (...resources: readonly RawResource[]) => (await chartOf([aPatient(), aConsent(), ...resources])).chart.newPatient;
  expect(await isNew(anEncounter({ type: undefined }))).toBe(false);
  expect(await isNew(anEncounter({ participant: [{ individual: { reference: 'Practitioner/stranger' } }] }))).toBeUndefined();
  expect(await isNew(anEncounter({ period: at('2026-09-20') }))).toBeUndefined();
});

test('CONS-1 no consent is known to be none; another’s words on CCM make it a question', async () => {
  const found = { resourceType: 'Consent', id: 'f', status: 'active', patient: { reference: 'Patient/pat-1' }, dateTime: '2026-01-05', category: [{ text: 'Chronic care management' }] };
  expect((await chartOf([aPatient()])).chart.consent).toBeNull();
  const { chart, consents } = await chartOf([aPatient(), found]);
  expect([chart.consent, chart.unknownBecause?.consent, consents.map(({ origin }) => origin)]).toEqual([undefined, 'not-recorded', ['found']]);
});

test('PLAN-1 no plan at all is known to be none; another system’s plan is a question, never ours by itself', async () => {
  expect((await chartOf([aPatient()])).chart.carePlan).toBeNull();
  const { chart, carePlans } = await chartOf([aPatient(), aForeignCarePlan()]);
  expect([chart.carePlan, carePlans.map(({ origin }) => origin)]).toEqual([undefined, ['other']]);
  expect((await chartOf([aPatient(), aForeignCarePlan({ status: 'entered-in-error' })])).chart.carePlan).toBeNull();
  expect((await chartOf([aPatient(), aPlan()])).chart.carePlan).toMatchObject({ present: true, establishedDate: '2026-09-20', reference: 'CarePlan/plan-1' });
});

test('PLAN-3 a copy given is unknown until a person or a document says so', async () => {
  expect((await chartOf([aPatient(), aPlan()])).chart.carePlan).not.toHaveProperty('copyGivenDate');
  expect((await chartOf([aPatient(), planSaying({ statement: 'care-plan-copy-given', value: '2026-10-01' })])).chart.carePlan?.copyGivenDate).toBe('2026-10-01');
  const copy = { resourceType: 'DocumentReference', id: 'd', status: 'current', subject: { reference: 'Patient/pat-1' }, identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/care-plan-copy', value: 'v1' }], date: '2026-10-03T10:00:00-04:00' };
  expect((await fullChartOf([aPatient(), aPlan(), copy])).chart.carePlan?.copyGivenDate).toBe('2026-10-03');
});

test('statements of persons become facts, on the day at the practice, with who said so', async () => {
  const plan = planSaying(
    { statement: 'significant-risk' },
    { statement: 'mdm-complexity', value: 'moderate by-billing-practitioner=true', month: '2026-10' },
    { statement: 'global-surgery', value: 'none' },
    { statement: 'model-participation', value: 'GUIDE-aligned' },
    { statement: 'g0506', value: '2026-09-15 personally=true' },
    { statement: 'initiating-visit', value: '2026-08-04 99214 ccm-discussed=true new-patient=true' },
    { statement: 'care-plan-signed' },
    { statement: 'condition-override', value: 'false', target: 'Condition/cond-1' },
    { statement: 'rule-confirmed', value: 'true', ruleId: 'ELIG-7', month: '2026-10' },
  );
  const { chart } = await chartOf([aPatient(), aCondition(), plan]);
  const said = { by: 'Maria Chen, MD', date: '2026-10-02', reason: 'Two admissions this year.', reference: 'CarePlan/plan-1' };
  expect(chart).toMatchObject({
    riskAttestation: { attested: true, date: '2026-10-02', by: 'Maria Chen, MD', reference: 'CarePlan/plan-1' },
    mdmComplexity: 'moderate',
    mdmByBillingPractitioner: true,
    globalSurgery: null,
    modelParticipation: 'GUIDE-aligned',
    g0506: { date: '2026-09-15', personallyByBillingPractitioner: true },
    newPatient: true,
    visits: [{ date: '2026-08-04', code: '99214', practitioner: 'same', ccmDiscussed: true, reference: 'CarePlan/plan-1' }],
    carePlan: { signedDate: '2026-10-02', signedBy: 'Maria Chen, MD' },
    conditions: [{ override: { counts: false, ...said } }],
    confirmations: [{ ruleId: 'ELIG-7', met: true, month: '2026-10', ...said }],
  });
});

test('a statement about a month holds in that month only, and a later one takes its place', async () => {
  const plan = planSaying(
    { statement: 'mdm-complexity', value: 'high', month: '2026-09' },
    { statement: 'significant-risk', value: 'true', at: '2026-09-01T10:00:00-04:00' },
    { statement: 'significant-risk', value: 'false', at: '2026-10-05T10:00:00-04:00' },
    { statement: 'care-plan-revised', value: 'true', month: '2026-09' },
  );
  const october = (await chartOf([aPatient(), plan])).chart;
  expect([october.mdmComplexity, october.riskAttestation?.attested, october.carePlanSubstantiallyRevised]).toEqual([undefined, false, undefined]);
  const september = (await chartOf([aPatient(), plan], {}, { month: '2026-09' })).chart;
  expect([september.mdmComplexity, september.carePlanSubstantiallyRevised]).toEqual(['high', true]);
});

test('CONC-1 others’ charges are conflicts, our own are not, and what was never billable is none', async () => {
  const own = aChargeItem({ id: 'own', identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/charge', value: 'pat-1/2026-10/99490' }] });
  const dead = ['aborted', 'not-billable', 'entered-in-error'].map((status) => aChargeItem({ id: status, status }));
  const by = (id: string, reference: string) => aChargeItem({ id, performer: [{ actor: { reference } }] });
  const { chart } = await chartOf([aPatient(), aConsent(), own, ...dead, aChargeItem(), by('same', BILLING), by('other', 'Practitioner/stranger')]);
  expect(chart.otherBilledCodes?.map(({ reference, practitioner }) => [reference, practitioner])).toEqual([
    ['ChargeItem/chg-1', 'same'],
    ['ChargeItem/same', 'same'],
    ['ChargeItem/other', 'other'],
  ]);
});

const claim = (overrides: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Claim', id: 'claim-1', status: 'active', use: 'claim', patient: { reference: 'Patient/pat-1' }, provider: { reference: 'Practitioner/stranger' },
  billablePeriod: { start: '2026-10-09' }, item: [{ productOrService: cpt('99490') }], ...overrides,
});

test('CONC-1 claims and procedures add conflicts in the second round, also where charges cannot be read', async () => {
  const procedure = { resourceType: 'Procedure', id: 'p', status: 'completed', subject: { reference: 'Patient/pat-1' }, code: cpt('90960'), performedPeriod: { start: '2026-10-01T09:00:00-04:00' } };
  const codes = async (resources: readonly RawResource[], faults = {}) => (await fullChartOf([aPatient(), aConsent(), ...resources], faults)).chart.otherBilledCodes?.map(({ code, practitioner, date }) => `${code} ${practitioner} ${date}`);
  expect(await codes([claim(), procedure])).toEqual(['90960 same 2026-10-01', '99490 other 2026-10-09']);
  expect(await codes([claim()], { ChargeItem: 'not-supported' })).toEqual(['99490 other 2026-10-09']);
  expect(await codes([claim({ item: [{ productOrService: cpt('99213') }] })], { ChargeItem: 'not-supported' })).toBeUndefined();
  expect(await codes([claim({ status: 'cancelled' }), claim({ id: 'b', use: 'preauthorization' }), { ...procedure, status: 'not-done' }])).toEqual([]);
});

test('CONC-1 the practice’s own claim for a charge recorded here is no conflict, a stranger’s is', async () => {
  const own = aChargeItem({ id: 'own', occurrenceDateTime: '2026-10-01', identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/charge', value: 'pat-1/2026-10/99490' }] });
  const billed = async (provider: string) => (await fullChartOf([aPatient(), aConsent(), own, claim({ provider: { reference: provider } })])).chart.otherBilledCodes;
  expect(await billed(BILLING)).toEqual([]);
  expect(await billed('Practitioner/stranger')).toHaveLength(1);
});

test('WHO-1 the second round tells what the billing practitioner is, and what the user probably is', async () => {
  const nurse = aPractitioner({ id: 'prac-rn', name: [{ family: 'Rivera', given: ['Jane'] }], qualification: undefined });
  const role = { resourceType: 'PractitionerRole', id: 'r', practitioner: { reference: 'Practitioner/prac-rn' }, code: [{ coding: [{ system: 'http://nucc.org/provider-taxonomy', code: '163W00000X' }] }] };
  const options = { user: 'Practitioner/prac-rn' };
  const { chart, user } = await fullChartOf([aPatient(), aConsent(), aPractitioner(), nurse, role], {}, options);
  expect(chart.billingPractitioner).toEqual({ id: BILLING, type: 'physician', name: 'Maria Chen MD' });
  expect(user).toEqual({ reference: 'Practitioner/prac-rn', name: 'Jane Rivera', type: 'rn', performer: 'clinical-staff' });
  expect((await fullChartOf([aPatient(), aConsent(), nurse], { Practitioner: 'forbidden', PractitionerRole: 'forbidden' }, options)).user).toEqual({ reference: 'Practitioner/prac-rn' });
});

test('the role a user chose for their last entry goes before their record', async () => {
  const { user } = await chartOf([aPatient(), session], {}, { user: 'Practitioner/prac-rn' });
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
  const resources = [aPatient(), aConsent({ at: '2024-06-10T10:00:00-04:00' }), aCondition(), aChargeItem(), anEncounter(), planSaying({})];
  const first = await chartOf(resources);
  const failing = { Practitioner: 'server', PractitionerRole: 'server', DocumentReference: 'forbidden', Procedure: 'server', Claim: 'not-supported', ExplanationOfBenefit: 'network' } as const;
  const second = await fullChartOf(resources, failing);
  expect(second.chart).toMatchObject({ ...first.chart, visits: [{}], unknownBecause: {} });
  expect(second.reads['Claim']?.status).toBe('not-supported');
});
