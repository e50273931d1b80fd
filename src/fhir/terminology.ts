import { CPT, HCPCS, ICD_10_CM, SNOMED_CT, V3_ACT_CODE } from './naming.ts';
import type { CodeableConcept, ResourceReference } from './schemas.ts';

/** Canonical URIs of the code systems and identifier systems that readers compare with. */
export const SYSTEM = {
  icd10cm: ICD_10_CM,
  snomed: SNOMED_CT,
  cpt: CPT,
  hcpcs: HCPCS,
  loinc: 'http://loinc.org',
  sopt: 'https://nahdo.org/sopt',
  actCode: V3_ACT_CODE,
  nucc: 'http://nucc.org/provider-taxonomy',
  degree: 'http://terminology.hl7.org/CodeSystem/v2-0360',
  dischargeDisposition: 'http://terminology.hl7.org/CodeSystem/discharge-disposition',
  mbi: 'http://hl7.org/fhir/sid/us-mbi',
} as const;

// Spellings seen in EHRs' own samples. ICD-10 without "-CM" is read as ICD-10-CM: in the United States it is nothing else.
const SPELLINGS: Readonly<Record<string, string>> = {
  'urn:oid:2.16.840.1.113883.6.90': SYSTEM.icd10cm,
  'urn:oid:2.16.840.1.113883.6.3': SYSTEM.icd10cm,
  'http://hl7.org/fhir/sid/icd-10': SYSTEM.icd10cm,
  'http://hl7.org/fhir/sid/icd-10-us': SYSTEM.icd10cm,
  'http://www.cms.gov/medicare/coding/icd10': SYSTEM.icd10cm,
  'http://terminology.hl7.org/codesystem/icd10cm': SYSTEM.icd10cm,
  'icd-10-cm': SYSTEM.icd10cm,
  'urn:oid:2.16.840.1.113883.6.96': SYSTEM.snomed,
  'http://snomed.info': SYSTEM.snomed,
  'https://snomed.info/sct': SYSTEM.snomed,
  'http://www.snomed.org': SYSTEM.snomed,
  'urn:oid:2.16.840.1.113883.6.12': SYSTEM.cpt,
  'https://www.ama-assn.org/go/cpt': SYSTEM.cpt,
  'http://ama-assn.org/go/cpt': SYSTEM.cpt,
  'urn:oid:2.16.840.1.113883.6.285': SYSTEM.hcpcs,
  'urn:oid:2.16.840.1.113883.6.14': SYSTEM.hcpcs,
  'http://www.cms.gov/medicare/coding/hcpcsreleasecodesets': SYSTEM.hcpcs,
  'http://terminology.hl7.org/codesystem/hcpcs-level-ii': SYSTEM.hcpcs,
  'urn:oid:2.16.840.1.113883.6.1': SYSTEM.loinc,
  'urn:oid:2.16.840.1.113883.3.221.5': SYSTEM.sopt,
  'https://www.nahdo.org/sopt': SYSTEM.sopt,
  'http://nahdo.org/sopt': SYSTEM.sopt,
  'http://www.nlm.nih.gov/research/umls/sop': SYSTEM.sopt,
  'http://hl7.org/fhir/v3/actcode': SYSTEM.actCode,
  'urn:oid:2.16.840.1.113883.5.4': SYSTEM.actCode,
  'urn:oid:2.16.840.1.113883.6.101': SYSTEM.nucc,
  'http://hl7.org/fhir/provider-taxonomy': SYSTEM.nucc,
  'http://hl7.org/fhir/v2/0360': SYSTEM.degree,
  'urn:oid:2.16.840.1.113883.4.927': SYSTEM.mbi,
};

const CANONICAL_BY_LOWER_CASE = new Map<string, string>([
  ...Object.entries(SPELLINGS),
  ...Object.values(SYSTEM).map((system): [string, string] => [system.toLowerCase(), system]),
]);

const MOST_REMEMBERED = 1_000;
const known = new Map<string, string>();

/**
 * The canonical URI of a code system: OIDs and known misspellings replaced, blanks inside removed, a version or a trailing
 * slash dropped where the rest is known. A system nobody knows comes back as it was, save for blanks.
 */
export function canonicalSystem(system: string): string {
  const remembered = known.get(system);
  if (remembered !== undefined) return remembered;
  const compact = system.replaceAll(/\s+/g, '');
  const bare = compact.toLowerCase().split('|')[0]?.replace(/\/+$/, '') ?? '';
  const edition = bare.startsWith(`${SYSTEM.snomed}/`) ? SYSTEM.snomed : undefined;
  const canonical = CANONICAL_BY_LOWER_CASE.get(bare) ?? edition ?? compact;
  // A chart names a few dozen systems; the bound is against one that names a new one each time.
  if (known.size < MOST_REMEMBERED) known.set(system, canonical);
  return canonical;
}

/** Codes of one system in a concept, trimmed, in the order given. */
export function codesOf(concept: CodeableConcept | undefined, system: string): readonly string[] {
  const codes: string[] = [];
  for (const coding of concept?.coding ?? []) {
    if (coding.system === undefined || canonicalSystem(coding.system) !== system) continue;
    const code = coding.code?.trim();
    if (code !== undefined && code !== '') codes.push(code);
  }
  return codes;
}

export function hasCode(concept: CodeableConcept | undefined, system: string, code: string): boolean {
  return codesOf(concept, system).includes(code);
}

const CPT_OR_HCPCS = /^(?:\d{5}|\d{4}[A-Z]|[A-Z]\d{4})$/;

/** CPT and HCPCS codes of a concept, upper case, modifiers after a hyphen dropped. */
export function billingCodesOf(concept: CodeableConcept | undefined): readonly string[] {
  const codes: string[] = [];
  for (const { system, code } of concept?.coding ?? []) {
    if (system === undefined || code === undefined) continue;
    const canonical = canonicalSystem(system);
    if (canonical !== SYSTEM.cpt && canonical !== SYSTEM.hcpcs) continue;
    const bare = code.trim().toUpperCase().replace(/-.*$/, '');
    if (CPT_OR_HCPCS.test(bare)) codes.push(bare);
  }
  return codes;
}

/** What a person would call it: the text, else the first display, else the first code, else nothing. */
export function displayOf(concept: CodeableConcept | undefined): string {
  const text = concept?.text?.trim() ?? '';
  if (text !== '') return text;
  const codings = concept?.coding ?? [];
  const display =
    codings.find((coding) => (coding.display?.trim() ?? '') !== '')?.display ??
    codings.find((coding) => (coding.code?.trim() ?? '') !== '')?.code;
  return display?.trim() ?? '';
}

/** The code of a status element, lower case: of a coding in any system, else the text; undefined where there is neither. */
export function statusCode(concept: CodeableConcept | undefined): string | undefined {
  const code = concept?.coding?.find((coding) => coding.code !== undefined)?.code ?? concept?.text;
  const status = code?.trim().toLowerCase();
  return status === '' ? undefined : status;
}

const TYPE = /^[A-Z][A-Za-z]+$/;
const ID = /^[A-Za-z0-9\-.]{1,128}$/;

/**
 * `Practitioner/123` for a relative or absolute reference to it, versions dropped; a `urn:` reference as it is; undefined
 * for a reference by identifier, by display or to a contained resource.
 */
export function referenceText(reference: ResourceReference | undefined): string | undefined {
  const written = reference?.reference;
  if (written === undefined) return undefined;
  const remembered = knownReferences.get(written);
  if (remembered !== undefined) return remembered;
  const text = plainReference(written.trim());
  if (text !== undefined && knownReferences.size < MOST_REMEMBERED) knownReferences.set(written, text);
  return text;
}

// A thousand encounters name the same dozen people.
const knownReferences = new Map<string, string>();

function plainReference(text: string): string | undefined {
  if (text.startsWith('urn:')) return text;
  const version = text.indexOf('/_history/');
  const path = version === -1 ? text : text.slice(0, version);
  const slash = path.lastIndexOf('/');
  const start = path.lastIndexOf('/', slash - 1) + 1;
  if (slash < 1 || !TYPE.test(path.slice(start, slash)) || !ID.test(path.slice(slash + 1))) return undefined;
  return start === 0 ? path : path.slice(start);
}
