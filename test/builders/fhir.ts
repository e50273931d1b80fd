import { type Attestation, attestationNote } from '../../src/fhir/attestations.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import type { ConsentDraft } from '../../src/fhir/consent.ts';
import { consentResource } from '../../src/fhir/consent/resource.ts';

/** Overrides: a key of `undefined` leaves the element out. */
type Overrides = Readonly<Record<string, unknown>>;

export const PATIENT_ID = 'pat-1';
export const BILLING = 'Practitioner/prac-md';
const PATIENT = { reference: `Patient/${PATIENT_ID}`, display: 'Ada Sampleton' };

function build(resource: RawResource, overrides: Overrides): RawResource {
  const merged = Object.entries({ ...resource, ...overrides }).filter(([, value]) => value !== undefined);
  return { resourceType: resource.resourceType, ...Object.fromEntries(merged) };
}

/** A living patient with a record number and a general practitioner. */
export function aPatient(overrides: Overrides = {}): RawResource {
  return build(
    {
      resourceType: 'Patient',
      id: PATIENT_ID,
      name: [{ use: 'official', family: 'Sampleton', given: ['Ada'] }],
      birthDate: '1947-03-02',
      gender: 'female',
      identifier: [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }, value: 'DEMO-0001' }],
      generalPractitioner: [{ reference: BILLING, display: 'Maria Chen, MD' }],
    },
    overrides,
  );
}

/** An active, confirmed type 2 diabetes in ICD-10-CM. */
export function aCondition(overrides: Overrides = {}): RawResource {
  return build(
    {
      resourceType: 'Condition',
      id: 'cond-1',
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' }], text: 'Type 2 diabetes' },
      subject: PATIENT,
      onsetDateTime: '2014-05-11',
    },
    overrides,
  );
}

/** A finished office visit, 99214, on 2026-03-05 with the billing practitioner. */
export function anEncounter(overrides: Overrides = {}): RawResource {
  return build(
    {
      resourceType: 'Encounter',
      id: 'enc-1',
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      type: [{ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99214' }] }],
      subject: PATIENT,
      participant: [{ individual: { reference: BILLING } }],
      period: { start: '2026-03-05T10:00:00-05:00', end: '2026-03-05T10:20:00-05:00' },
    },
    overrides,
  );
}

/** Original Medicare, Part B, since 2012. */
export function aCoverage(overrides: Overrides = {}): RawResource {
  return build(
    {
      resourceType: 'Coverage',
      id: 'cov-1',
      status: 'active',
      type: { coding: [{ system: 'https://nahdo.org/sopt', code: '121' }] },
      beneficiary: PATIENT,
      period: { start: '2012-03-01' },
      payor: [{ display: 'Medicare' }],
    },
    overrides,
  );
}

/** Another's 99490 of 2026-10-12, billed by nobody the record names. */
export function aChargeItem(overrides: Overrides = {}): RawResource {
  return build(
    {
      resourceType: 'ChargeItem',
      id: 'chg-1',
      status: 'billed',
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99490' }] },
      subject: PATIENT,
      occurrenceDateTime: '2026-10-12',
    },
    overrides,
  );
}

/** A care plan of another system. */
export function aForeignCarePlan(overrides: Overrides = {}): RawResource {
  return build(
    {
      resourceType: 'CarePlan',
      id: 'plan-1',
      status: 'active',
      intent: 'plan',
      title: 'Diabetes self-management plan',
      subject: PATIENT,
      period: { start: '2025-01-10' },
    },
    overrides,
  );
}

/** The comprehensive plan of this app, established on 2026-09-20. */
export function anOwnCarePlan(overrides: Overrides = {}): RawResource {
  const identifier = [{ system: 'https://w3id.org/intervisit/fhir/sid/care-plan', value: PATIENT_ID }];
  return aForeignCarePlan({ identifier, title: 'Comprehensive care plan', period: { start: '2026-09-20' }, ...overrides });
}

/** The plan of this app with statements of the physician, made on 2026-10-02 late in the evening. */
export function aPlanSaying(...said: readonly Partial<Attestation>[]): RawResource {
  const note = said.map((one, index) =>
    attestationNote({
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      statement: 'significant-risk',
      value: 'true',
      by: { display: 'Maria Chen, MD' },
      at: '2026-10-02T23:30:00-04:00',
      reason: 'Two admissions this year.',
      ...one,
    }),
  );
  return anOwnCarePlan({ note });
}

/** Verbal consent of 2026-09-15 for the billing practitioner, with everything told. */
export function aConsentDraft(overrides: Partial<ConsentDraft> = {}): ConsentDraft {
  return {
    id: 'b0f1a6b2-3c1f-4a53-8f55-5f0f0f0c2001',
    patient: PATIENT,
    givenBy: PATIENT,
    at: '2026-09-15T10:12:00-04:00',
    method: 'verbal',
    elements: ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'],
    sharing: true,
    obtainedBy: { reference: 'Practitioner/prac-rn', display: 'Jane Rivera, RN' },
    billingPractitioner: { reference: BILLING, display: 'Maria Chen, MD' },
    organization: { reference: 'Organization/org-1', display: 'Lakeside Family Medicine' },
    ...overrides,
  };
}

/** The Consent of such a draft as an EHR holds it. */
export function aConsent(overrides: Partial<ConsentDraft> = {}, id = 'consent-1'): RawResource {
  return { ...consentResource(aConsentDraft(overrides)), id };
}

/** The billing practitioner, a physician by degree. */
export function aPractitioner(overrides: Overrides = {}): RawResource {
  return build(
    {
      resourceType: 'Practitioner',
      id: 'prac-md',
      name: [{ family: 'Chen', given: ['Maria'], suffix: ['MD'] }],
      qualification: [{ code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0360', code: 'MD' }] } }],
    },
    overrides,
  );
}
