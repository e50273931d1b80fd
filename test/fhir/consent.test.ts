import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentElement } from '../../src/ccm/chart.ts';
import { type ConsentDraft, consentFor, readConsents } from '../../src/fhir/consent.ts';
import { consentCarrier } from '../../src/fhir/consent/carriers.ts';
import { consentResource } from '../../src/fhir/consent/resource.ts';
import { daysIn, lastDayOfMonth } from '../../src/fhir/dates.ts';
import { aConsent, aConsentDraft } from '../builders/fhir.ts';
import ccm from './examples/consent-ccm.json' with { type: 'json' };
import revoked from './examples/consent-ccm-revoked.json' with { type: 'json' };

const days = daysIn('America/New_York');
const ALL: readonly ConsentElement[] = ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'];

const eleanor = { reference: 'Patient/pat-1', display: 'Eleanor Whitfield' };
const draft = aConsentDraft({ patient: eleanor, givenBy: eleanor });

test('consent is written exactly in the shape of the example', () => {
  const { id: _id, ...example } = ccm;
  expect(consentResource(draft)).toEqual(example);
});

test('CONS-4 withdrawn consent is written exactly in the shape of the example', () => {
  const { id: _id, ...example } = revoked;
  expect(consentResource({ ...draft, withdrawn: '2026-12-09' })).toEqual(example);
});

test('CONS-2 consent is read with what was told, how, by whom and for which practitioner', () => {
  const [consent] = readConsents([ccm], days).consents;
  expect(consent).toMatchObject({
    origin: 'own',
    id: draft.id,
    consent: {
      date: '2026-09-15',
      method: 'verbal',
      documented: true,
      elements: ALL,
      practitionerId: 'Practitioner/prac-md',
      revokedDate: null,
      reference: 'Consent/consent-1',
    },
    sharing: true,
  });
});

test('CONS-4 withdrawn consent holds to the end of its month', () => {
  expect(readConsents([revoked], days).consents[0]?.consent.revokedDate).toBe('2026-12-31');
});

test('CONS-1 consent that was refused, proposed, drafted or recorded in error is none', () => {
  const others = ['rejected', 'proposed', 'draft', 'entered-in-error'].map((status) => ({ ...ccm, status }));
  expect(readConsents(others, days).consents).toEqual([]);
});

test('withdrawn consent without a day has an unknown end', () => {
  const { end: _end, ...period } = revoked.provision.period;
  const [consent] = readConsents([{ ...revoked, provision: { ...revoked.provision, period } }], days).consents;
  expect(consent?.consent).not.toHaveProperty('revokedDate');
});

const other = (words: object) => ({
  resourceType: 'Consent',
  id: 'c',
  status: 'active',
  patient: { reference: 'Patient/pat-1' },
  dateTime: '2026-01-05',
  ...words,
});

test('others’ consent to chronic care management is found, and privacy consents are not', () => {
  const found = readConsents(
    [other({ category: [{ text: 'Chronic Care Management enrolment' }] }), other({ policyRule: { text: 'CCM agreement' } }), ccm],
    days,
  ).consents;
  expect(found.map(({ origin }) => origin)).toEqual(['own', 'found', 'found']);
  expect(
    readConsents(
      [
        other({ category: [{ text: 'HIPAA privacy' }] }),
        other({ category: [{ text: 'Advance directive' }] }),
        other({ category: [{ text: 'CCM' }], provision: { type: 'deny' } }),
      ],
      days,
    ).consents,
  ).toEqual([]);
});

test('unreadable and undated consents are problems and cost no other', () => {
  const { consents, problems } = readConsents([{ ...ccm, category: [null] }, { ...ccm, dateTime: 'May', provision: {} }, ccm], days);
  expect(consents).toHaveLength(1);
  expect(problems.map(({ path, kind }) => [path, kind])).toEqual([
    ['category.0', 'unreadable'],
    ['dateTime', 'undatable'],
  ]);
});

test('CONS-3 the consent that governs a month is the latest one in force then', () => {
  const { consents } = readConsents(
    [
      aConsent({ id: 'a', at: '2025-01-10T09:00:00-05:00', withdrawn: '2026-03-05' }, 'first'),
      aConsent({ id: 'b', at: '2026-05-20T09:00:00-04:00' }, 'second'),
    ],
    days,
  );
  const governs = (month: string) => consentFor(consents, month)?.reference;
  expect(['2024-12', '2025-06', '2026-03', '2026-04', '2026-05', '2026-10'].map(governs)).toEqual([
    'Consent/first',
    'Consent/first',
    'Consent/first',
    'Consent/first',
    'Consent/second',
    'Consent/second',
  ]);
  expect(consentFor([], '2026-10')).toBeUndefined();
});

test('CONS-4 a consent stored twice and withdrawn in one copy is withdrawn', () => {
  expect(consentFor(readConsents([revoked, ccm], days).consents, '2027-01')?.consent.revokedDate).toBe('2026-12-31');
});

const named = (prefix: string) =>
  fc.record({
    reference: fc.uuid().map((id) => `${prefix}/${id}`),
    display: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  });
const drafts: fc.Arbitrary<ConsentDraft> = fc
  .record({
    id: fc.uuid(),
    patient: named('Patient'),
    givenBy: named('RelatedPerson'),
    at: fc
      .date({ min: new Date('2024-01-01'), max: new Date('2026-12-30'), noInvalidDate: true })
      .map((at) => `${at.toISOString().slice(0, 19)}Z`),
    method: fc.constantFrom('verbal' as const, 'written' as const),
    elements: fc.subarray([...ALL]),
    sharing: fc.boolean(),
    obtainedBy: named('Practitioner'),
    billingPractitioner: named('Practitioner'),
    organization: named('Organization'),
    isWithdrawn: fc.boolean(),
  })
  .map(({ isWithdrawn, ...rest }) => ({ ...rest, ...(isWithdrawn ? { withdrawn: '2027-01-15' } : {}) }));

test('what is written is read back', () => {
  fc.assert(
    fc.property(drafts, (one) => {
      const { consents, problems } = readConsents([{ ...consentResource(one), id: 'c1' }], days);
      expect(problems).toEqual([]);
      expect(consents).toEqual([
        {
          origin: 'own',
          consent: {
            date: days.exact(one.at),
            method: one.method,
            documented: true,
            elements: one.elements,
            practitionerId: one.billingPractitioner.reference,
            revokedDate: one.withdrawn === undefined ? null : lastDayOfMonth(one.withdrawn),
            reference: 'Consent/c1',
          },
          status: one.withdrawn === undefined ? 'active' : 'inactive',
          place: 'Consent',
          at: one.at,
          obtainedBy: one.obtainedBy,
          reference: 'Consent/c1',
          id: one.id,
          billingPractitioner: one.billingPractitioner,
          organization: one.organization,
          givenBy: one.givenBy,
          sharing: one.sharing,
        },
      ]);
    }),
  );
});

const kept = (reRead: object) => consentCarrier.kept?.(draft, { resourceType: 'Consent', ...reRead });

test('a server that lost the answers, the practitioner or the day has not kept the consent', () => {
  expect(kept({ ...ccm, dateTime: '2026-09-15T14:12:00Z' })).toBe(true);
  const { contained: _contained, ...withoutAnswers } = ccm;
  expect([
    kept(withoutAnswers),
    kept({ ...ccm, provision: { type: 'permit' } }),
    kept({ ...ccm, dateTime: '2026-09-15' }),
    kept({ ...ccm, status: 'draft' }),
  ]).toEqual([false, false, false, false]);
});
