import type { RawResource } from '../../src/fhir/client.ts';

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
    { resourceType: 'CarePlan', id: 'plan-1', status: 'active', intent: 'plan', title: 'Diabetes self-management plan', subject: PATIENT, period: { start: '2025-01-10' } },
    overrides,
  );
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
