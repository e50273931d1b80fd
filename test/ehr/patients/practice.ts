import type { CodeableConcept, FhirResource, Practitioner, PractitionerRole, Reference } from 'fhir/r4';
import type { EhrUser } from '../ehr.ts';
import { narrative } from './narrative.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const PHONE = { system: 'phone', value: '555-0142' } as const;

interface Person {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly suffix?: string;
  /** NUCC taxonomy: what the person works as. */
  readonly nucc: { readonly code: string; readonly display: string };
  readonly qualification?: { readonly code: string; readonly display: string };
  /** Of the range that is never assigned (it starts with 9), with a right check digit. */
  readonly npi?: string;
}

const NURSE: Person = {
  id: 'nadia-sampler',
  given: 'Nadia',
  family: 'Sampler',
  suffix: 'RN',
  nucc: { code: '163W00000X', display: 'Registered Nurse' },
  qualification: { code: 'RN', display: 'Registered Nurse' },
};
const PHYSICIAN: Person = {
  id: 'maya-exemplar',
  given: 'Maya',
  family: 'Exemplar',
  suffix: 'MD',
  nucc: { code: '207Q00000X', display: 'Family Medicine Physician' },
  qualification: { code: 'MD', display: 'Doctor of Medicine' },
  npi: '1234567893',
};
const SPECIALIST: Person = {
  id: 'otto-placeholder',
  given: 'Otto',
  family: 'Placeholder',
  suffix: 'MD',
  nucc: { code: '207RN0300X', display: 'Nephrology Physician' },
  qualification: { code: 'MD', display: 'Doctor of Medicine' },
  npi: '9000000015',
};
const BILLER: Person = {
  id: 'bill-mockley',
  given: 'Bill',
  family: 'Mockley',
  nucc: { code: '246YC3302X', display: 'Coding Specialist, Physician Office Based' },
};

export const ORGANIZATION: Reference = { reference: 'Organization/willow-bend', display: 'Willow Bend Family Medicine' };
const LOCATION: Reference = { reference: 'Location/willow-bend-main', display: 'Willow Bend, main office' };
export const NURSE_REFERENCE = referenceTo(NURSE);
/** The practitioner who bills for the sample patients. */
export const PHYSICIAN_REFERENCE = referenceTo(PHYSICIAN);
export const SPECIALIST_REFERENCE = referenceTo(SPECIALIST);

/** Who can sign in at the simulated EHR. */
export const SAMPLE_USERS: readonly EhrUser[] = [
  { id: NURSE.id, reference: `Practitioner/${NURSE.id}`, name: nameOf(NURSE), role: 'Nurse care manager' },
  { id: PHYSICIAN.id, reference: `Practitioner/${PHYSICIAN.id}`, name: nameOf(PHYSICIAN), role: 'Physician' },
  { id: BILLER.id, reference: `Practitioner/${BILLER.id}`, name: nameOf(BILLER), role: 'Biller' },
];

/** The practice and its people. */
export function practiceResources(): readonly FhirResource[] {
  const people = [NURSE, PHYSICIAN, SPECIALIST, BILLER];
  return [
    {
      resourceType: 'Organization',
      id: 'willow-bend',
      meta: { profile: [`${US_CORE}/us-core-organization`] },
      text: narrative('Willow Bend Family Medicine'),
      identifier: [{ system: 'https://willowbend.example.org/organization', value: 'WBFM' }],
      active: true,
      name: 'Willow Bend Family Medicine',
      telecom: [PHONE],
    },
    {
      resourceType: 'Location',
      id: 'willow-bend-main',
      meta: { profile: [`${US_CORE}/us-core-location`] },
      text: narrative('Willow Bend, main office'),
      status: 'active',
      name: 'Willow Bend, main office',
      telecom: [PHONE],
      managingOrganization: ORGANIZATION,
    },
    ...people.map(practitioner),
    ...people.map(practitionerRole),
  ];
}

function practitioner(person: Person): Practitioner {
  const { id, given, family, suffix, qualification, npi } = person;
  return {
    resourceType: 'Practitioner',
    id,
    meta: { profile: [`${US_CORE}/us-core-practitioner`] },
    text: narrative(nameOf(person)),
    identifier: [
      ...(npi === undefined ? [] : [{ system: 'http://hl7.org/fhir/sid/us-npi', value: npi }]),
      { system: 'https://willowbend.example.org/staff', value: id },
    ],
    active: true,
    name: [{ family, given: [given], ...(suffix !== undefined && { suffix: [suffix] }) }],
    ...(qualification && {
      qualification: [
        { code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0360', ...qualification }], text: qualification.display } },
      ],
    }),
  };
}

function practitionerRole(person: Person): PractitionerRole {
  const code: CodeableConcept = { coding: [{ system: 'http://nucc.org/provider-taxonomy', ...person.nucc }], text: person.nucc.display };
  return {
    resourceType: 'PractitionerRole',
    id: `${person.id}-role`,
    meta: { profile: [`${US_CORE}/us-core-practitionerrole`] },
    text: narrative(`${nameOf(person)}, Willow Bend Family Medicine`),
    active: true,
    practitioner: referenceTo(person),
    organization: ORGANIZATION,
    code: [code],
    ...(person.npi !== undefined && { specialty: [code] }),
    location: [LOCATION],
    telecom: [PHONE],
  };
}

function referenceTo(person: Person): Reference & { readonly reference: string; readonly display: string } {
  return { reference: `Practitioner/${person.id}`, display: nameOf(person) };
}

function nameOf({ given, family, suffix }: Person): string {
  return suffix === undefined ? `${given} ${family}` : `${given} ${family}, ${suffix}`;
}
