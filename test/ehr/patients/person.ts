import type { AllergyIntolerance, Coverage, FhirResource, Patient, Reference } from 'fhir/r4';
import { narrative } from './narrative.ts';
import { ORGANIZATION, PHYSICIAN_REFERENCE } from './practice.ts';
import type { SampleDay } from './sample-day.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const V2_0203 = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** Who a sample patient is. */
export interface Person {
  /** `0001`: the patient's id is `demo-0001`, the MRN `DEMO-0001`. */
  readonly number: string;
  readonly given: string;
  readonly family: string;
  readonly gender: 'female' | 'male';
  /** Years this year; the birthday is the same in each run. */
  readonly age: number;
  /** `03-02` */
  readonly birthday: string;
  readonly allergies?: readonly string[];
}

/** What the other builders need to know of a sample patient. */
export interface Subject {
  readonly id: string;
  readonly reference: Reference & { readonly reference: string; readonly display: string };
  readonly day: SampleDay;
}

export function subjectOf(person: Person, day: SampleDay): Subject {
  const id = `demo-${person.number}`;
  return { id, day, reference: { reference: `Patient/${id}`, display: `${person.given} ${person.family}` } };
}

/** The Patient, the allergies and Original Medicare with Part B since the month of the 65th birthday. */
export function insuredPerson(person: Person, day: SampleDay, patient: Partial<Patient> = {}): readonly FhirResource[] {
  const subject = subjectOf(person, day);
  const birthDate = birthDateOf(person, day);
  const partB = Temporal.PlainDate.from(birthDate).add({ years: 65 }).with({ day: 1 }).toString();
  return [
    { ...patientOf(person, subject, birthDate), ...patient },
    medicarePartB(subject, mbi(person), partB),
    ...(person.allergies ?? []).map((text, index) => allergy(subject, text, index)),
  ];
}

function patientOf(person: Person, subject: Subject, birthDate: string): Patient {
  return {
    resourceType: 'Patient',
    id: subject.id,
    meta: { profile: [`${US_CORE}/us-core-patient`] },
    text: narrative(`${subject.reference.display}, ${person.gender}, born ${birthDate}`),
    identifier: [
      {
        type: { coding: [{ system: V2_0203, code: 'MR' }], text: 'MRN' },
        system: 'https://willowbend.example.org/mrn',
        value: `DEMO-${person.number}`,
      },
      { type: { coding: [{ system: V2_0203, code: 'MC' }] }, system: 'http://hl7.org/fhir/sid/us-mbi', value: mbi(person) },
    ],
    active: true,
    name: [{ use: 'official', family: person.family, given: [person.given] }],
    telecom: [{ system: 'phone', value: `555-${person.number}`, use: 'home' }],
    gender: person.gender,
    birthDate,
    address: [{ line: [`${Number(person.number)} Example Lane`], city: 'Sampleton', state: 'NY', postalCode: '00000', country: 'US' }],
    generalPractitioner: [PHYSICIAN_REFERENCE],
    managingOrganization: ORGANIZATION,
  };
}

function medicarePartB(subject: Subject, memberId: string, start: string): Coverage {
  return {
    resourceType: 'Coverage',
    id: `${subject.id}-medicare`,
    meta: { profile: [`${US_CORE}/us-core-coverage`] },
    text: narrative(`Original Medicare, Part B, since ${start}`),
    identifier: [
      {
        type: { coding: [{ system: V2_0203, code: 'MB', display: 'Member Number' }] },
        system: 'http://hl7.org/fhir/sid/us-mbi',
        value: memberId,
      },
    ],
    status: 'active',
    type: { coding: [{ system: 'https://nahdo.org/sopt', code: '121', display: 'Medicare FFS' }], text: 'Medicare Part B' },
    subscriberId: memberId,
    beneficiary: subject.reference,
    relationship: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship', code: 'self', display: 'Self' }] },
    period: { start },
    payor: [{ display: 'Medicare (CMS)' }],
    class: [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan', display: 'Plan' }] },
        value: 'Part B',
        name: 'Medicare Part B',
      },
    ],
  };
}

function allergy(subject: Subject, text: string, index: number): AllergyIntolerance {
  return {
    resourceType: 'AllergyIntolerance',
    id: `${subject.id}-allergy-${index + 1}`,
    meta: { profile: [`${US_CORE}/us-core-allergyintolerance`] },
    text: narrative(text),
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
    },
    code: { text },
    patient: subject.reference,
  };
}

/** Old enough today, whatever the day: the birthday has passed this year or the year of birth is one earlier. */
function birthDateOf({ age, birthday }: Person, { today }: SampleDay): string {
  const thisYear = Temporal.PlainDate.from(`${today.year}-${birthday}`);
  const years = Temporal.PlainDate.compare(thisYear, today) > 0 ? age + 1 : age;
  return thisYear.subtract({ years }).toString();
}

/** In the format of a Medicare number; those that start with 1AA0 are given to nobody. */
function mbi({ number }: Person): string {
  return `1AA0AA0AA${number.slice(-2)}`;
}
