import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentElement } from '../../src/ccm/chart.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { consentFor, practitionerConsentedTo, readConsents } from '../../src/fhir/consent.ts';
import { consentNote } from '../../src/fhir/consent/carriers.ts';
import { joined, readConsentDocuments, readConsentNotes } from '../../src/fhir/consent/documents.ts';
import { CONSENT_CHANNELS, type ConsentDraft, DECLINE_REASONS, type Withdrawal, WITHDRAWAL_REASONS } from '../../src/fhir/consent/draft.ts';
import { consentResource } from '../../src/fhir/consent/resource.ts';
import { saveConsent, saveWithdrawal } from '../../src/fhir/consent/save.ts';
import { consentText, parseConsentText } from '../../src/fhir/consent/text.ts';
import { daysIn } from '../../src/fhir/dates.ts';
import { readChart, readMore } from '../../src/fhir/chart.ts';
import { aConsentDraft } from '../builders/fhir.ts';
import { anOwnPlan, aStage, MD, PATIENT, RN, type StageOptions } from '../builders/writes.ts';

const days = daysIn('America/New_York');
const ALL: readonly ConsentElement[] = ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'];
const eleanor = { reference: `Patient/${PATIENT}`, display: 'Eleanor Whitfield' };
const draft = aConsentDraft({ patient: eleanor, givenBy: eleanor, channel: 'telephone' });

const word = fc
  .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abc é:|[]/\\'.split('')) })
  .map((text) => `x${text.replace(/\s+/g, ' ').trim()}`);
const party = (type: string) => fc.record({ reference: fc.uuid().map((id) => `${type}/${id}`), display: word });
const at = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2026-12-30'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);
const withdrawal: fc.Arbitrary<Withdrawal> = fc.record(
  { saidBy: word, recordedBy: fc.record({ display: word }), at, reason: fc.constantFrom(...WITHDRAWAL_REASONS), remark: word },
  { requiredKeys: ['saidBy', 'recordedBy', 'at', 'reason'] },
);
const answer: fc.Arbitrary<ConsentDraft['answer']> = fc.oneof(
  fc.constantFrom(...DECLINE_REASONS).map((reason) => ({ kind: 'declined' as const, reason })),
  fc.constant({ kind: 'call-back' as const, on: '2026-12-01' }),
  fc.constant({ kind: 'needed' as const }),
  fc.constant(undefined),
);
const drafts: fc.Arbitrary<ConsentDraft> = fc
  .record({
    base: fc.record(
      {
        id: fc.uuid(),
        patient: party('Patient'),
        givenBy: fc.oneof(party('RelatedPerson'), fc.record({ display: word })),
        relationship: word,
        at,
        method: fc.constantFrom('verbal' as const, 'written' as const),
        channel: fc.constantFrom(...CONSENT_CHANNELS),
        elements: fc.subarray([...ALL]),
        sharing: fc.boolean(),
        obtainedBy: party('Practitioner'),
        billingPractitioner: party('Practitioner'),
        organization: party('Organization'),
        remark: word,
        confirms: fc.uuid().map((id) => `Consent/${id}`),
        recordedAt: at,
      },
      {
        requiredKeys: ['id', 'patient', 'givenBy', 'at', 'method', 'elements', 'sharing', 'obtainedBy', 'billingPractitioner'],
      },
    ),
    answer,
    withdrawal: fc.option(withdrawal, { nil: undefined }),
  })
  .map(({ base, answer: given, withdrawal: over }) => ({
    ...base,
    ...(given === undefined ? {} : { answer: given }),
    ...(over === undefined || given !== undefined ? {} : { withdrawn: '2027-01-15', withdrawal: over }),
  }));

test('a note tells all that the Consent tells, whatever was asked and answered', () => {
  fc.assert(
    fc.property(drafts, (one) => {
      const inNote = readConsentDocuments([{ ...consentNote(one, undefined), id: 'd1' }], days);
      const inPlan = readConsentNotes([{ resourceType: 'CarePlan', id: 'p1', note: [{ text: consentText(one) }] }], days);
      const asResource = readConsents([consentResource(one)], days);
      expect(asResource.problems).toEqual([]);
      expect(withoutPlace(inNote)).toEqual(withoutPlace(asResource));
      expect(withoutPlace(inPlan)).toEqual(withoutPlace(asResource));
      expect(asResource.consents.length + asResource.ungiven.length).toBe(1);
    }),
  );
});

function withoutPlace({ consents, ungiven }: ReturnType<typeof readConsents>) {
  const strip = ({ place: _place, reference: _reference, ...rest }: (typeof consents)[number] | (typeof ungiven)[number]) => rest;
  return [
    ...consents.map(({ consent: { reference: _reference, ...consent }, ...rest }) => ({ ...strip({ ...rest, consent }), consent })),
    ...ungiven.map(strip),
  ];
}

test.each([
  '',
  'CCM-CONSENT v1',
  'CCM-CONSENT v2 | x | accepted | 2026-10-01',
  consentText(draft).replace('accepted', 'perhaps'),
  consentText(draft).replace(draft.at, 'soon'),
])('a text that is no record of consent is none: %#', (text) => {
  expect(parseConsentText(text)).toBeNull();
});

test('an own note that cannot be understood is a problem, and costs no other', () => {
  const note = { ...consentNote(draft, undefined), id: 'd1' };
  const broken = { ...note, id: 'd2', content: [{ attachment: { contentType: 'text/plain', data: btoa('CCM-CONSENT v1 | nothing') } }] };
  const { consents, problems } = readConsentDocuments([broken, note], days);
  expect(consents).toHaveLength(1);
  expect(problems).toEqual([
    { type: 'DocumentReference', reference: 'DocumentReference/d2', path: 'content.0.attachment.data', kind: 'unreadable' },
  ]);
});

const asked = (overrides: Partial<ConsentDraft>) => consentResource({ ...draft, ...overrides });

test('CONS-1 what was declined, is to be called back or is only needed is no consent, and is told', () => {
  const { consents, ungiven } = readConsents(
    [
      asked({ answer: { kind: 'declined', reason: 'cost' } }),
      asked({ answer: { kind: 'call-back', on: '2026-10-27' } }),
      asked({ answer: { kind: 'needed' } }),
    ],
    days,
  );
  expect(consents).toEqual([]);
  expect(ungiven.map((one) => one.answer)).toEqual([
    { kind: 'declined', reason: 'cost' },
    { kind: 'call-back', on: '2026-10-27' },
    { kind: 'needed' },
  ]);
});

test('CONS-3 a later record that names another practitioner says who bills from then on', () => {
  const other = { reference: 'Practitioner/prac-2', display: 'Lena Ortiz, MD' };
  const needed = { ...draft, id: 'b0f1a6b2-3c1f-4a53-8f55-5f0f0f0c2002', at: '2026-10-05T09:00:00-04:00', billingPractitioner: other };
  const read = readConsents([consentResource(draft), consentResource({ ...needed, answer: { kind: 'needed' } })], days);
  const named = (month: string, from = read) => practitionerConsentedTo(from, month)?.reference;
  expect([named('2026-09'), named('2026-10'), named('2026-11')]).toEqual([MD.reference, other.reference, other.reference]);
  const again = { ...needed, id: 'b0f1a6b2-3c1f-4a53-8f55-5f0f0f0c2003', at: '2026-10-09T09:00:00-04:00', billingPractitioner: MD };
  expect(
    named(
      '2026-10',
      readConsents([consentResource(draft), consentResource({ ...needed, answer: { kind: 'needed' } }), consentResource(again)], days),
    ),
  ).toBe(MD.reference);
  const declined = readConsents(
    [consentResource(draft), consentResource({ ...needed, answer: { kind: 'declined', reason: 'cost' } })],
    days,
  );
  expect(named('2026-10', declined)).toBe(MD.reference);
});

const SHOWN = { patientId: PATIENT, asOf: '2026-10-20', settings: { timeZone: 'America/New_York' } };

async function chartOn(stage: Awaited<ReturnType<typeof aStage>>, month = '2026-10') {
  const { client } = await stage.anotherTab();
  const options = { ...SHOWN, month };
  return readMore(client, await readChart(client, options), options);
}

const PLACES: readonly (readonly [string, StageOptions, string])[] = [
  ['a full EHR', {}, 'Consent'],
  ['an EHR that takes notes alone', { persona: 'notes-only' }, 'DocumentReference'],
  ['an EHR that takes plans alone', { persona: 'plan-writes-only', resources: [anOwnPlan()] }, 'CarePlan'],
  ['an EHR that loses half of an Encounter', { persona: 'forgetful-encounters' }, 'DocumentReference'],
];

const ENCOUNTER = { resourceType: 'Encounter', id: 'enc-1', status: 'in-progress', class: { code: 'AMB' }, subject: eleanor };

async function aStageInVisit(options: StageOptions) {
  const stage = await aStage({ ...options, resources: [...(options.resources ?? []), ENCOUNTER] });
  const { target } = stage;
  const connection = { ...target.client.connection, encounter: 'Encounter/enc-1' };
  return { ...stage, target: { ...target, client: { ...target.client, connection } } };
}

test.each(PLACES)('CONS-1 on %s consent is kept once and read back with everything told', async (_name, options, place) => {
  const stage = await aStageInVisit(options);
  const { target } = stage;
  expect(await saveConsent(target, draft, 'cp-1')).toMatchObject({ kind: 'stored', carrier: place, alreadyThere: false });
  expect(await saveConsent(target, draft, 'cp-1')).toMatchObject({ kind: 'stored', carrier: place, alreadyThere: true });
  const { consents, chart } = await chartOn(stage);
  expect(consents).toHaveLength(1);
  expect(consents[0]).toMatchObject({ place, id: draft.id, channel: 'telephone', sharing: true, obtainedBy: RN });
  expect(chart.consent).toMatchObject({
    date: '2026-09-15',
    documented: true,
    elements: ALL,
    practitionerId: MD.reference,
    revokedDate: null,
  });
  expect(chart.billingPractitioner?.id).toBe(MD.reference);
});

test.each(PLACES)('CONS-4 on %s withdrawal holds to the end of its month and tells who and why', async (_name, options) => {
  const stage = await aStageInVisit(options);
  const { target } = stage;
  await saveConsent(target, draft, 'cp-1');
  const [stored] = (await chartOn(stage)).consents;
  if (stored === undefined) throw new Error('nothing was stored');
  const change = {
    on: '2026-10-10',
    withdrawal: { saidBy: 'Eleanor Whitfield', recordedBy: RN, at: '2026-10-10T09:00:00-04:00', reason: 'cost' as const },
    patient: eleanor,
    planId: 'cp-1',
  };
  expect(await saveWithdrawal(target, stored, change)).toMatchObject({ kind: 'stored', alreadyThere: false });
  expect(await saveWithdrawal(target, stored, change)).toMatchObject({ kind: 'stored', alreadyThere: true });
  for (const month of ['2026-10', '2026-11']) {
    const { chart, consents } = await chartOn(stage, month);
    expect(chart.consent).toMatchObject({ date: '2026-09-15', elements: ALL, revokedDate: '2026-10-31' });
    expect(consentFor(consents, month)?.withdrawal).toMatchObject({
      saidBy: 'Eleanor Whitfield',
      recordedBy: { display: RN.display },
      reason: 'cost',
      on: '2026-10-10',
    });
  }
});

test('where nothing can be written nothing is, and every reason is told', async () => {
  const { target, ehr } = await aStage({ persona: 'read-only', resources: [anOwnPlan()] });
  const outcome = await saveConsent(target, draft, 'cp-1');
  expect(outcome).toMatchObject({
    kind: 'not-stored',
    because: [{ carrier: 'Consent' }, { carrier: 'DocumentReference' }, { carrier: 'CarePlan' }],
  });
  expect(ehr.stored('Consent', PATIENT)).toEqual([]);
});

test('withdrawal changes nothing else in a Consent, and never another’s', async () => {
  const stored: RawResource = {
    ...consentResource(draft),
    id: 'c-1',
    extension: [{ url: 'http://example.org/weight', valueDecimal: 1.5 }],
  };
  const foreign = { ...stored, id: 'c-2', identifier: [{ system: 'http://example.org', value: '7' }] };
  const { target, ehr } = await aStage({ resources: [stored, foreign] });
  const [own] = readConsents([stored], days).consents;
  if (own === undefined) throw new Error('not read');
  const change = {
    on: '2026-10-10',
    withdrawal: { saidBy: 'Eleanor Whitfield', recordedBy: RN, at: '2026-10-10T09:00:00-04:00', reason: 'cost' as const },
    patient: eleanor,
  };
  expect(await saveWithdrawal(target, { ...own, reference: 'Consent/c-2' }, change)).toMatchObject({ kind: 'conflict' });
  await saveWithdrawal(target, own, change);
  const after = JSON.parse(ehr.storedText('Consent', 'c-1') ?? '{}');
  expect(after).toMatchObject({
    status: 'inactive',
    extension: stored['extension'],
    policyRule: stored['policyRule'],
    provision: { period: { start: '2026-09-15', end: '2026-10-31' } },
  });
  expect(after.contained[0].item.slice(0, 6)).toEqual(JSON.parse(JSON.stringify(stored)).contained[0].item.slice(0, 6));
  expect(JSON.parse(ehr.storedText('Consent', 'c-2') ?? '{}').status).toBe('active');
});

test('the same consent in two places is one, and the copy that kept what was told speaks', () => {
  const { contained: _lost, ...poor } = consentResource(draft);
  const both = joined([
    readConsents([{ ...poor, id: 'c-1' }], days),
    readConsentDocuments([{ ...consentNote(draft, undefined), id: 'd-1' }], days),
  ]);
  expect(consentFor(both.consents, '2026-10')).toMatchObject({ place: 'DocumentReference', consent: { elements: ALL } });
});
