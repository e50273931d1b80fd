import { expect, test } from 'vitest';
import type { RawResource } from '../../src/fhir/client.ts';
import {
  aChargeItem,
  aCondition,
  aConsent,
  aForeignCarePlan,
  anEncounter,
  anOwnCarePlan,
  aPatient,
  aPlanSaying,
  BILLING,
} from '../builders/fhir.ts';
import { chartOf, fullChartOf, OPTIONS } from './chart-source.ts';
import session from './examples/encounter-session-1-staff-phone.json' with { type: 'json' };

const CPT = 'http://www.ama-assn.org/go/cpt';
const cpt = (code: string) => ({ coding: [{ system: CPT, code }] });
const at = (start: string) => ({ start });

const aFoundConsent = {
  resourceType: 'Consent',
  id: 'f',
  status: 'active',
  patient: { reference: 'Patient/pat-1' },
  dateTime: '2026-01-05',
  category: [{ text: 'Chronic care management' }],
};

const idOf = async (...resources: readonly RawResource[]) => (await chartOf(resources)).chart.billingPractitioner?.id;

test('CONS-3 who bills is chosen by a person, else named by the consent, else by the patient’s record', async () => {
  const other = { reference: 'Practitioner/other', display: 'Sam Ortiz, NP' };
  const gp = { generalPractitioner: [{ reference: 'Organization/x' }, { reference: 'Practitioner/gp' }] };
  expect(await idOf(aPatient(gp), aConsent({ billingPractitioner: other }))).toBe('Practitioner/other');
  expect(await idOf(aPatient(gp))).toBe('Practitioner/gp');
  expect(await idOf(aPatient({ generalPractitioner: undefined }))).toBeUndefined();
  const chosen = await chartOf(
    [aPatient(gp), aConsent()],
    {},
    { settings: { ...OPTIONS.settings, billingPractitioner: 'Practitioner/chosen' } },
  );
  expect(chosen.chart).toMatchObject({ billingPractitioner: { id: 'Practitioner/chosen' }, consent: { practitionerId: BILLING } });
});

const entry = (start: string) => ({
  ...session,
  period: { start, end: start.replace('T10:00', 'T10:30') },
  participant: session.participant.map((one) => ({ ...one, period: { start } })),
});

const startOf = async (...resources: readonly RawResource[]) => (await chartOf([aPatient(), ...resources])).chart.ccmStartDate;

test('ELIG-4 CCM began with the earliest of consent, plan and first time entry', async () => {
  expect(await startOf(aConsent(), anOwnCarePlan())).toBe('2026-09-15');
  expect(await startOf(aConsent(), anOwnCarePlan({ period: { start: '2026-09' } }))).toBe('2026-09-01');
  expect(await startOf(anOwnCarePlan(), entry('2026-09-02T10:00:00-04:00'))).toBe('2026-09-02');
  expect(await startOf(aForeignCarePlan(), aFoundConsent)).toBeUndefined();
});

const visits = async (...resources: readonly RawResource[]) => {
  const { chart } = await chartOf([aPatient(), aConsent({ at: '2026-10-01T09:00:00-04:00' }), ...resources]);
  return chart.visits === undefined ? chart.unknownBecause?.visits : chart.visits?.length;
};

test('ELIG-4 a list of visits is given only where it holds an initiating visit or nothing can be missing from it', async () => {
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

const isNew = async (...resources: readonly RawResource[]) => (await chartOf([aPatient(), aConsent(), ...resources])).chart.newPatient;

test('ELIG-4 an earlier encounter with the practice proves that the patient is not new; nothing proves that they are', async () => {
  expect(await isNew(anEncounter({ type: undefined }))).toBe(false);
  expect(await isNew(anEncounter({ participant: [{ individual: { reference: 'Practitioner/stranger' } }] }))).toBeUndefined();
  expect(await isNew(anEncounter({ period: at('2026-09-15') }))).toBeUndefined();
});

test('CONS-1 no consent is known to be none; another’s words on CCM make it a question', async () => {
  expect((await chartOf([aPatient()])).chart.consent).toBeNull();
  const { chart, consents } = await chartOf([aPatient(), aFoundConsent]);
  expect([chart.consent, chart.unknownBecause?.consent, consents.map(({ origin }) => origin)]).toEqual([
    undefined,
    'not-recorded',
    ['found'],
  ]);
});

test('PLAN-1 no plan at all is known to be none; another system’s plan is a question, never ours by itself', async () => {
  expect((await chartOf([aPatient()])).chart.carePlan).toBeNull();
  const { chart, carePlans } = await chartOf([aPatient(), aForeignCarePlan()]);
  expect([chart.carePlan, carePlans.map(({ origin }) => origin)]).toEqual([undefined, ['other']]);
  expect((await chartOf([aPatient(), aForeignCarePlan({ status: 'entered-in-error' })])).chart.carePlan).toBeNull();
  expect((await chartOf([aPatient(), anOwnCarePlan()])).chart.carePlan).toMatchObject({
    present: true,
    establishedDate: '2026-09-20',
    reference: 'CarePlan/plan-1',
  });
});

test('PLAN-3 a copy given is unknown until a person or a document says so', async () => {
  expect((await chartOf([aPatient(), anOwnCarePlan()])).chart.carePlan).not.toHaveProperty('copyGivenDate');
  expect(
    (await chartOf([aPatient(), aPlanSaying({ statement: 'care-plan-copy-given', value: '2026-10-01' })])).chart.carePlan?.copyGivenDate,
  ).toBe('2026-10-01');
  const copy = {
    resourceType: 'DocumentReference',
    id: 'd',
    status: 'current',
    subject: { reference: 'Patient/pat-1' },
    identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/care-plan-copy', value: 'v1' }],
    date: '2026-10-03T10:00:00-04:00',
  };
  expect((await fullChartOf([aPatient(), anOwnCarePlan(), copy])).chart.carePlan?.copyGivenDate).toBe('2026-10-03');
});

test('statements of persons become facts, on the day at the practice, with who said so', async () => {
  const plan = aPlanSaying(
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
  const plan = aPlanSaying(
    { statement: 'mdm-complexity', value: 'high', month: '2026-09' },
    { statement: 'significant-risk', value: 'true', at: '2026-09-01T10:00:00-04:00' },
    { statement: 'significant-risk', value: 'false', at: '2026-10-05T10:00:00-04:00' },
    { statement: 'care-plan-revised', value: 'true', month: '2026-09' },
  );
  const october = (await chartOf([aPatient(), plan])).chart;
  expect([october.mdmComplexity, october.riskAttestation?.attested, october.carePlanSubstantiallyRevised]).toEqual([
    undefined,
    false,
    undefined,
  ]);
  const september = (await chartOf([aPatient(), plan], {}, { month: '2026-09' })).chart;
  expect([september.mdmComplexity, september.carePlanSubstantiallyRevised]).toEqual(['high', true]);
});

const by = (id: string, reference: string) => aChargeItem({ id, performer: [{ actor: { reference } }] });

test('CONC-1 others’ charges are conflicts, our own are not, and what was never billable is none', async () => {
  const own = aChargeItem({
    id: 'own',
    identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/charge', value: 'pat-1/2026-10/99490' }],
  });
  const dead = ['aborted', 'not-billable', 'entered-in-error'].map((status) => aChargeItem({ id: status, status }));
  const { chart } = await chartOf([
    aPatient(),
    aConsent(),
    own,
    ...dead,
    aChargeItem(),
    by('same', BILLING),
    by('other', 'Practitioner/stranger'),
  ]);
  expect(chart.otherBilledCodes?.map(({ reference, practitioner }) => [reference, practitioner])).toEqual([
    ['ChargeItem/chg-1', 'same'],
    ['ChargeItem/same', 'same'],
    ['ChargeItem/other', 'other'],
  ]);
});
