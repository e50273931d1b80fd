import type { Performer, PractitionerType, Reference } from '../ccm/chart.ts';
import type { RawResource } from './client.ts';
import { isProblem, type Problem, readerOf, referenceOf } from './parse.ts';
import { nameText } from './patient.ts';
import { type CodeableConcept, PractitionerResource, PractitionerRoleResource } from './schemas.ts';
import { codesOf, referenceText, SYSTEM } from './terminology.ts';

/** What the EHR tells of a practitioner or user. Absent: it does not tell, and a person has to. */
export interface PractitionerFacts {
  readonly reference: Reference;
  readonly name?: string;
  readonly type?: PractitionerType;
  /** A proposal for the role in which their time counts. Never decided by an NPI: nurses and pharmacists have one as well. */
  readonly performer?: Performer;
}

/**
 * The site's own word on roles, which goes before ours: by performer, beginnings of taxonomy codes (a word that starts
 * with a digit) and whole codes of degrees or local roles.
 */
export type RoleMap = Partial<Readonly<Record<Performer, readonly string[]>>>;

const readOne = readerOf(PractitionerResource);
const readRole = readerOf(PractitionerRoleResource);

/**
 * Name, profession and proposed role of the practitioner, from the taxonomy codes of their roles, else the degrees of
 * their qualifications, else the suffix of their name. Where these speak of several professions the one that may bill is
 * taken, since an NP keeps the RN licence.
 *
 * @param roles PractitionerRoles found by this practitioner; those of others are left aside.
 */
export function readPractitioner(
  resource: RawResource,
  roles: readonly RawResource[],
  roleMap: RoleMap = {},
): { readonly facts?: PractitionerFacts; readonly problems: readonly Problem[] } {
  const practitioner = readOne(resource);
  if (isProblem(practitioner)) return { problems: [practitioner] };
  const reference = referenceOf(resource);
  if (reference === undefined) return { problems: [{ type: resource.resourceType, path: 'id', kind: 'unreadable' }] };
  const problems: Problem[] = [];
  const roleConcepts: CodeableConcept[] = [];
  for (const raw of roles) {
    const role = readRole(raw);
    if (isProblem(role)) problems.push(role);
    else if (role.active !== false && referenceText(role.practitioner) === reference)
      roleConcepts.push(...(role.code ?? []), ...(role.specialty ?? []));
  }
  const degrees = (practitioner.qualification ?? []).map(({ code }) => code).filter((code) => code !== undefined);
  const suffixes = (practitioner.name ?? []).flatMap(({ suffix }) => suffix ?? []).filter((suffix) => suffix !== null);
  const name = nameText(practitioner.name);
  const type = typeByTaxonomy(roleConcepts) ?? typeByDegree(degrees) ?? typeByWords(suffixes);
  const performer =
    performerBySite([...roleConcepts, ...degrees], roleMap) ??
    performerOfType(type) ??
    performerByTaxonomy(roleConcepts) ??
    performerByDegree([...degrees.flatMap(wordsOf), ...suffixes]);
  return {
    facts: {
      reference,
      ...(name === '' ? {} : { name }),
      ...(type === undefined ? {} : { type }),
      ...(performer === undefined ? {} : { performer }),
    },
    problems,
  };
}

// Prefixes of the NUCC provider taxonomy.
const TAXONOMY: readonly (readonly [string, PractitionerType])[] = [
  ['20', 'physician'],
  ['363L', 'np'],
  ['363A', 'pa'],
  ['364S', 'cns'],
  ['367A', 'cnm'],
  ['103T', 'clinical-psychologist'],
  ['213E', 'podiatrist'],
  ['1223', 'dentist'],
  ['1041C', 'lcsw'],
  ['1835', 'pharmacist'],
  ['133V', 'rd'],
  ['2251', 'pt'],
  ['163W', 'rn'],
];
const STAFF_TAXONOMY = ['164W', '164X', '171M', '172V', '374', '375', '376'];

const DEGREES: Readonly<Record<string, PractitionerType>> = {
  MD: 'physician',
  DO: 'physician',
  MBBS: 'physician',
  'DOCTOR OF MEDICINE': 'physician',
  'DOCTOR OF OSTEOPATHY': 'physician',
  NP: 'np',
  CNP: 'np',
  CRNP: 'np',
  CANP: 'np',
  CPNP: 'np',
  FPNP: 'np',
  FNP: 'np',
  PN: 'np',
  'NURSE PRACTITIONER': 'np',
  PA: 'pa',
  'PA-C': 'pa',
  'PHYSICIAN ASSISTANT': 'pa',
  CNS: 'cns',
  'CLINICAL NURSE SPECIALIST': 'cns',
  CNM: 'cnm',
  'CERTIFIED NURSE MIDWIFE': 'cnm',
  DPM: 'podiatrist',
  DDS: 'dentist',
  DMD: 'dentist',
  LCSW: 'lcsw',
  RPH: 'pharmacist',
  PHARMD: 'pharmacist',
  RD: 'rd',
  RDN: 'rd',
  DPT: 'pt',
  RN: 'rn',
  CRN: 'rn',
  BSN: 'rn',
  'REGISTERED NURSE': 'rn',
};
// MSN is missing on purpose: nurse practitioners and registered nurses alike have it.
const STAFF_DEGREES = new Set(['LPN', 'LVN', 'MDA', 'CMA', 'RMA', 'EMT', 'MEDICAL ASSISTANT', 'LICENSED PRACTICAL NURSE']);
const MAY_BILL: readonly PractitionerType[] = ['physician', 'np', 'pa', 'cns', 'cnm'];

function preferred(types: readonly (PractitionerType | undefined)[]): PractitionerType | undefined {
  return MAY_BILL.find((type) => types.includes(type)) ?? types.find((type) => type !== undefined);
}

function typeByTaxonomy(concepts: readonly CodeableConcept[]): PractitionerType | undefined {
  const codes = concepts.flatMap((concept) => codesOf(concept, SYSTEM.nucc));
  return preferred(codes.map((code) => TAXONOMY.find(([prefix]) => code.startsWith(prefix))?.[1]));
}

function typeByDegree(degrees: readonly CodeableConcept[]): PractitionerType | undefined {
  return typeByWords(degrees.flatMap(wordsOf));
}

function typeByWords(words: readonly string[]): PractitionerType | undefined {
  return preferred(words.flatMap((word) => word.split(',')).map((word) => DEGREES[plain(word)]));
}

function wordsOf(concept: CodeableConcept): readonly string[] {
  return [...(concept.coding ?? []).map(({ code }) => code), concept.text].filter((word) => word !== undefined);
}

function plain(word: string): string {
  return word.replaceAll('.', '').trim().toUpperCase();
}

function performerBySite(concepts: readonly CodeableConcept[], roleMap: RoleMap): Performer | undefined {
  const words = concepts.flatMap(wordsOf).map((word) => word.trim().toUpperCase());
  const isMeant = (entry: string) => words.some((word) => (/^\d/.test(entry) ? word.startsWith(entry) : word === entry));
  return SITE_ORDER.find((performer) => (roleMap[performer] ?? []).some((entry) => isMeant(entry.toUpperCase())));
}

const SITE_ORDER: readonly Performer[] = ['physician-qhp', 'clinical-staff', 'non-clinical-staff', 'software'];

function performerByTaxonomy(concepts: readonly CodeableConcept[]): Performer | undefined {
  const codes = concepts.flatMap((concept) => codesOf(concept, SYSTEM.nucc));
  return codes.some((code) => STAFF_TAXONOMY.some((prefix) => code.startsWith(prefix))) ? 'clinical-staff' : undefined;
}

function performerByDegree(words: readonly string[]): Performer | undefined {
  return words.flatMap((word) => word.split(',')).some((word) => STAFF_DEGREES.has(plain(word))) ? 'clinical-staff' : undefined;
}

function performerOfType(type: PractitionerType | undefined): Performer | undefined {
  switch (type) {
    case 'physician':
    case 'np':
    case 'pa':
    case 'cns':
    case 'cnm':
      return 'physician-qhp';
    case 'rn':
    case 'lcsw':
    case 'pharmacist':
    case 'rd':
      return 'clinical-staff';
    // Whether these work as staff or in their own right depends on the practice.
    case 'clinical-psychologist':
    case 'podiatrist':
    case 'dentist':
    case 'pt':
    case undefined:
      return undefined;
    default:
      return type satisfies never;
  }
}
