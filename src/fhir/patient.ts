import type { LocalDate, Reference } from '../ccm/chart.ts';
import { conceptText } from './care-plan/items.ts';
import type { RawResource } from './client.ts';
import type { Days } from './dates.ts';
import { FhirError } from './fhir-error.ts';
import { objectIn, objectsIn, textIn } from './fields.ts';
import { isProblem, type Problem, problemWith, readerOf } from './parse.ts';
import { type HumanName, type Identifier, PatientResource, type ResourceReference } from './schemas.ts';
import { referenceText, SYSTEM } from './terminology.ts';

/** Who the chart is about, for the banner. An absent value is not recorded. */
export interface PatientIdentity {
  readonly id: string;
  readonly reference: Reference;
  /** As a person reads it: given names, family name, suffix. Empty where the EHR has no name. */
  readonly name: string;
  /** As recorded; may be a year or a month only. */
  readonly birthDate?: string;
  /** FHIR's administrative gender: male, female, other, unknown. */
  readonly gender?: string;
  /** The language to talk in; absent where the EHR tells none, or several and which of them is preferred by none. */
  readonly language?: SpokenLanguage;
  readonly identifier?: { readonly label: string; readonly value: string };
  readonly deceased: boolean;
  readonly deathDate?: LocalDate;
}

export interface SpokenLanguage {
  /** Primary subtag of BCP 47, `es` for Mexican Spanish too. Absent where the EHR gives words alone. */
  readonly code?: string;
  /** As the EHR names it. */
  readonly words: string;
}

/** What the Patient resource says, for the banner and for the chart. */
export interface PatientFacts {
  readonly identity: PatientIdentity;
  /** null: on record as living. undefined: deceased, date not recorded or not readable. */
  readonly deathDate: LocalDate | null | undefined;
  readonly generalPractitioner?: ResourceReference;
  /** Whether the patient carries a Medicare Beneficiary Identifier. The number itself is not kept. */
  readonly hasMbi: boolean;
  readonly problems: readonly Problem[];
}

const read = readerOf(PatientResource);

/**
 * The patient's identity and what else the Patient resource tells.
 *
 * @throws FhirError `unreadable` where it is no Patient as FHIR defines it, `wrong-patient` where it is another's: nothing
 * can be shown or judged without knowing whom it is about.
 */
export function readPatient(resource: RawResource, patientId: string, days: Days): PatientFacts {
  const patient = read(resource);
  if (isProblem(patient)) throw new FhirError('unreadable', 'Patient');
  if (patient.id !== patientId) throw new FhirError('wrong-patient', 'Patient');
  const { deathDate, problems } = deathOf(patient, resource, days);
  const generalPractitioner = patient.generalPractitioner?.find((gp) => referenceText(gp)?.startsWith('Practitioner/'));
  const identifier = chartNumber(patient.identifier ?? []);
  const language = languageOf(resource);
  return {
    identity: {
      id: patient.id,
      reference: `Patient/${patient.id}`,
      name: nameText(patient.name),
      ...(patient.birthDate === undefined || days.first(patient.birthDate) === undefined ? {} : { birthDate: patient.birthDate }),
      ...(patient.gender === undefined ? {} : { gender: patient.gender }),
      ...(language === undefined ? {} : { language }),
      ...(identifier === undefined ? {} : { identifier }),
      deceased: deathDate !== null,
      ...(typeof deathDate === 'string' ? { deathDate } : {}),
    },
    deathDate,
    ...(generalPractitioner === undefined ? {} : { generalPractitioner }),
    hasMbi: (patient.identifier ?? []).some(({ system, value }) => system === SYSTEM.mbi && value !== undefined),
    problems,
  };
}

// EHRs code a language as `es`, `es-MX` or, after ISO 639-2, `spa`.
const SHORT: Readonly<Record<string, string>> = { spa: 'es', eng: 'en' };

function languageOf(patient: RawResource): SpokenLanguage | undefined {
  const all = objectsIn(patient, 'communication');
  const preferred = all.find((one) => one['preferred'] === true) ?? (all.length === 1 ? all[0] : undefined);
  const language = objectIn(preferred, 'language');
  const [subtag = ''] = (objectsIn(language, 'coding').flatMap((one) => textIn(one, 'code') ?? [])[0] ?? '').toLowerCase().split('-');
  const code = SHORT[subtag] ?? subtag;
  const words = conceptText(language) ?? code;
  return words === '' ? undefined : { words, ...(/^[a-z]{2,3}$/.test(code) && { code }) };
}

/** A name as a person reads it; of several the official or usual one that is still in use. */
export function nameText(names: readonly HumanName[] | undefined): string {
  const current = (names ?? []).filter(({ use, period }) => use !== 'old' && use !== 'maiden' && period?.end === undefined);
  const preferred = ['official', 'usual', undefined].map((use) => current.find((name) => name.use === use));
  const name = preferred.find((candidate) => candidate !== undefined) ?? current[0] ?? names?.[0];
  if (name === undefined) return '';
  const named = wordsIn([...(name.given ?? []), name.family]).join(' ');
  const joined = [named, ...wordsIn(name.suffix ?? [])].filter((part) => part !== '').join(', ');
  return named === '' ? (name.text?.trim() ?? joined) : joined;
}

function wordsIn(parts: readonly (string | null | undefined)[]): readonly string[] {
  return parts.map((part) => part?.trim() ?? '').filter((part) => part !== '');
}

function deathOf(patient: PatientResource, resource: RawResource, days: Days) {
  const { deceasedBoolean, deceasedDateTime } = patient;
  if (deceasedDateTime === undefined) return { deathDate: deceasedBoolean === true ? undefined : null, problems: [] };
  const deathDate = days.exact(deceasedDateTime);
  return { deathDate, problems: deathDate === undefined ? [problemWith(resource, 'deceasedDateTime', 'undatable')] : [] };
}

// Only numbers that identify the patient within the practice belong on a banner; national ones do not.
const PRIVATE_TYPES = new Set(['SS', 'SB', 'MC', 'MA', 'DL', 'PPN', 'TAX', 'NI']);
const PRIVATE_SYSTEMS = new Set<string>([SYSTEM.mbi, 'http://hl7.org/fhir/sid/us-ssn', 'http://hl7.org/fhir/sid/us-medicare']);

function isRecordNumber({ type }: Identifier): boolean {
  return (type?.coding ?? []).some(({ code }) => code === 'MR') || /^(?:mrn|medical record)/i.test(type?.text ?? '');
}

function chartNumber(identifiers: readonly Identifier[]): { label: string; value: string } | undefined {
  const shown = identifiers.filter(
    ({ system, use, type, value }) =>
      value !== undefined &&
      use !== 'old' &&
      !PRIVATE_SYSTEMS.has(system ?? '') &&
      !(type?.coding ?? []).some(({ code }) => PRIVATE_TYPES.has(code ?? '')),
  );
  const record = shown.find(isRecordNumber);
  if (record?.value !== undefined) return { label: 'MRN', value: record.value };
  const usual = shown.find(({ use }) => use === 'usual') ?? shown[0];
  return usual?.value === undefined ? undefined : { label: usual.type?.text?.trim() || 'ID', value: usual.value };
}
