import type { Stay, Visit } from '../../ccm/chart.ts';
import type { CodeableConcept, EncounterResource } from '../schemas.ts';
import { billingCodesOf, canonicalSystem, codesOf, displayOf, hasCode, statusCode, SYSTEM } from '../terminology.ts';

/** A local or SNOMED visit type that the site has said to stand for a billing code. */
export interface VisitTypeMapping {
  readonly system: string;
  readonly code: string;
  readonly countsAs: string;
}

const INPATIENT = new Set(['IMP', 'ACUTE', 'NONAC', 'SS']);
const NO_OFFICE_VISIT = new Set([...INPATIENT, 'EMER', 'OBSENC', 'PRENC', 'FLD']);
const SNF = '449411000124106';
const NURSING_HOME = new Set(['449421000124103', '305340004']);
const HOSPICE = new Set(['305336008', '428361000124107', '428371000124100']);

const VISIT_CODE = /^(?:9920[2-5]|9921[2-5]|9934[1-9]|99350|G0402|G043[89]|9949[56])$/;

/** Whether a billing code is that of a visit which may stand as an initiating visit; ELIG-4 to ELIG-6 decide whether it does. */
export function isVisitCode(code: string): boolean {
  return VISIT_CODE.test(code);
}

/** Some EHRs have class codes of their own, often numbers; then the words beside them tell. */
const CLASS_WORDS: readonly (readonly [string, RegExp])[] = [
  ['IMP', /\binpatient\b/i],
  ['EMER', /\bemergency\b/i],
  ['OBSENC', /\bobservation\b/i],
];

function classOf(encounter: EncounterResource): string {
  const { code = '', display } = encounter.class ?? {};
  const known = code.trim().toUpperCase();
  if (display === undefined || HL7_CLASS.test(known)) return known;
  return CLASS_WORDS.find(([, words]) => words.test(display))?.[0] ?? known;
}

const HL7_CLASS = /^(?:AMB|EMER|FLD|HH|IMP|ACUTE|NONAC|OBSENC|PRENC|SS|VR)$/;

/** The kind of stay that the encounter is; undefined where it is none. A skilled nursing stay is taken as one under Part A, which keeps its minutes out until somebody knows better (ELIG-8, ELIG-9). */
export function stayTypeOf(encounter: EncounterResource): Stay['type'] | undefined {
  const types: string[] = [];
  for (const type of encounter.type ?? []) types.push(...codesOf(type, SYSTEM.snomed));
  if (types.includes(SNF)) return 'snf-part-a';
  if (types.some((code) => NURSING_HOME.has(code))) return 'nursing-facility-non-part-a';
  return INPATIENT.has(classOf(encounter)) && !types.some((code) => HOSPICE.has(code)) ? 'hospital-inpatient' : undefined;
}

/** Whether the encounter type or disposition is hospice care. */
export function isHospice(concept: CodeableConcept | undefined): boolean {
  return codesOf(concept, SYSTEM.snomed).some((code) => HOSPICE.has(code));
}

/** Whether a stay ended with this code of FHIR's discharge dispositions. */
export function hasDisposition(disposition: CodeableConcept | undefined, code: string): boolean {
  return disposition !== undefined && (hasCode(disposition, SYSTEM.dischargeDisposition, code) || statusCode(disposition) === code);
}

const NO_CODES: readonly string[] = [];

/** CPT and HCPCS codes of the encounter's types; where it has none, the one that the site's map gives. */
export function visitCodes(encounter: EncounterResource, visitTypes: readonly VisitTypeMapping[]): readonly string[] {
  const types = encounter.type ?? [];
  const codes = types.length === 1 ? billingCodesOf(types[0]) : [...new Set(types.flatMap(billingCodesOf))];
  if (codes.length > 0 || visitTypes.length === 0) return codes;
  const codings = [...types.flatMap(({ coding }) => coding ?? []), ...(encounter.class === undefined ? [] : [encounter.class])];
  const mapped = visitTypes.find((mapping) =>
    codings.some(
      ({ system, code }) =>
        code?.trim() === mapping.code && system !== undefined && canonicalSystem(system) === canonicalSystem(mapping.system),
    ),
  );
  return mapped === undefined ? NO_CODES : [mapped.countsAs];
}

/** Whether an encounter without a billing code may have been an office visit. An absent or unknown class does not speak against it. */
export function mayBeOfficeVisit(encounter: EncounterResource, stay: Stay['type'] | undefined): boolean {
  return (
    stay === undefined &&
    !NO_OFFICE_VISIT.has(classOf(encounter)) &&
    modalityOf(encounter) !== 'audio-only' &&
    !(encounter.type ?? []).some(isHospice)
  );
}

const TELEPHONE = new Set(['185317003', '386472008']);
const AUDIO_WORDS = /\b(?:tele)?phone\b|\baudio[- ]only\b/i;
const VIDEO_WORDS = /\bvideo\b|\btele-?(?:health|medicine|visit)\b|\bvirtual visit\b/i;

/** How the patient was seen, by class, else by type; undefined where neither tells (ELIG-5a). */
export function modalityOf(encounter: EncounterResource): Visit['modality'] | undefined {
  const kind = classOf(encounter);
  if (kind === 'AMB' || kind === 'HH' || INPATIENT.has(kind)) return 'in-person';
  const types = encounter.type ?? [];
  const words = types.map(displayOf);
  if (types.some((type) => codesOf(type, SYSTEM.snomed).some((code) => TELEPHONE.has(code)))) return 'audio-only';
  if (words.some((word) => VIDEO_WORDS.test(word))) return 'audio-video';
  if (words.some((word) => AUDIO_WORDS.test(word))) return 'audio-only';
  return undefined;
}
