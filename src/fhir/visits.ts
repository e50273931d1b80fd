import type { LocalDate, PractitionerRelation, Reference, Stay, Visit } from '../ccm/chart.ts';
import type { RawResource } from './client.ts';
import { addDays, type Days } from './dates.ts';
import { CCM_SYSTEM, TIME_ENTRY_ID } from './naming.ts';
import { isProblem, type Problem, problemWith, readerOf, referenceOf } from './parse.ts';
import { type CodeableConcept, EncounterResource, type ResourceReference } from './schemas.ts';
import { billingCodesOf, canonicalSystem, codesOf, displayOf, hasCode, referenceText, statusCode, SYSTEM } from './terminology.ts';

/** Whom the practice knows as its own, to say who furnished a service. */
export interface Colleagues {
  /** The billing practitioner; absent: not known, and then nobody is the same. */
  readonly billing?: Reference;
  /** Practitioners and organizations of the practice. */
  readonly practice: ReadonlySet<Reference>;
}

/** A local or SNOMED visit type that the site has said to stand for a billing code. */
export interface VisitTypeMapping {
  readonly system: string;
  readonly code: string;
  readonly countsAs: string;
}

/** An outpatient encounter without a billing code, or by nobody the chart names: perhaps an initiating visit, which only a person can say. */
export interface PossibleVisit {
  readonly date: LocalDate;
  readonly display: string;
  /** Absent: the chart does not say who saw the patient. */
  readonly practitioner?: PractitionerRelation;
  readonly code?: string;
  readonly reference?: Reference;
}

export interface EncounterReading {
  readonly visits: readonly Visit[];
  readonly possibleVisits: readonly PossibleVisit[];
  /** A discharge to a skilled nursing facility that shows no stay of its own is a stay without a known end. */
  readonly stays: readonly Stay[];
  /** Earliest day on which the encounters show hospice care. */
  readonly hospiceElection: LocalDate | undefined;
  readonly problems: readonly Problem[];
}

export interface EncounterOptions {
  readonly days: Days;
  readonly asOf: LocalDate;
  readonly colleagues: Colleagues;
  readonly visitTypes: readonly VisitTypeMapping[];
  /** References of Encounters that are time entries of ours: never visits. */
  readonly timeEntries: ReadonlySet<Reference>;
}

const read = readerOf(EncounterResource);

const NOT_HAPPENED = new Set(['planned', 'cancelled', 'entered-in-error', 'not started', 'not-started']);
const INPATIENT = new Set(['IMP', 'ACUTE', 'NONAC', 'SS']);
const NO_OFFICE_VISIT = new Set([...INPATIENT, 'EMER', 'OBSENC', 'PRENC', 'FLD']);
const SNF = '449411000124106';
const NURSING_HOME = new Set(['449421000124103', '305340004']);
const HOSPICE = new Set(['305336008', '428361000124107', '428371000124100']);
const OPEN_STAY_DAYS = 60;
// Medicare pays for at most 100 days in a skilled nursing facility.
const SNF_DAYS = 100;

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

// Assigned one by one: spreading optional parts costs more than all the rest of reading an encounter.
function visitOf(date: LocalDate, code: string, practitioner: PractitionerRelation, modality: Visit['modality'], reference: Reference | undefined): Visit {
  const visit: Writable<Visit> = { date, code, practitioner };
  if (modality !== undefined) visit.modality = modality;
  if (reference !== undefined) visit.reference = reference;
  return visit;
}

function possibleVisitOf(
  date: LocalDate,
  display: string,
  practitioner: PractitionerRelation | undefined,
  code: string | undefined,
  reference: Reference | undefined,
): PossibleVisit {
  const visit: Writable<PossibleVisit> = { date, display };
  if (practitioner !== undefined) visit.practitioner = practitioner;
  if (code !== undefined) visit.code = code;
  if (reference !== undefined) visit.reference = reference;
  return visit;
}

const VISIT_CODE = /^(?:9920[2-5]|9921[2-5]|9934\d|99350|G0402|G043[89]|9949[56])$/;

/** Whether a billing code is that of a visit which may stand as an initiating visit; ELIG-4 to ELIG-6 decide whether it does. */
export function isVisitCode(code: string): boolean {
  return VISIT_CODE.test(code);
}

/** Reads Encounters one after another; `finish` says what they come to. Made so that a long list can be read in pieces. */
export function encounterReader(options: EncounterOptions): { readonly add: (resource: RawResource) => void; readonly finish: () => EncounterReading } {
  const visits: Visit[] = [];
  const possibleVisits: PossibleVisit[] = [];
  const stays: Stay[] = [];
  const problems: Problem[] = [];
  const hospice: LocalDate[] = [];
  const snfDischarges: Stay[] = [];

  const addStay = (encounter: EncounterResource, resource: RawResource, type: Stay['type'], start: LocalDate) => {
    const end = options.days.exact(encounter.period?.end);
    const disposition = encounter.hospitalization?.dischargeDisposition;
    if (end !== undefined && end >= addDays(options.asOf, -SNF_DAYS) && hasDisposition(disposition, 'snf')) {
      snfDischarges.push({ type: 'snf-part-a', start: end, ...referenceIn(resource) });
    }
    if (end !== undefined && (hasDisposition(disposition, 'hosp') || isHospice(disposition))) hospice.push(end);
    const isOpen = end === undefined && statusOf(encounter) !== 'finished';
    if (isOpen && start < addDays(options.asOf, -OPEN_STAY_DAYS)) {
      problems.push(problemWith(resource, 'period.end', 'never-closed'));
      return;
    }
    stays.push({ type, start, ...(isOpen ? { end: null } : {}), ...(end === undefined ? {} : { end }), ...referenceIn(resource) });
  };

  const add = (resource: RawResource) => {
    const encounter = read(resource);
    if (isProblem(encounter)) {
      problems.push(encounter);
      return;
    }
    if (NOT_HAPPENED.has(statusOf(encounter)) || isTimeEntry(encounter, resource, options.timeEntries)) return;
    const date = options.days.exact(encounter.period?.start);
    if (date === undefined) {
      problems.push(problemWith(resource, 'period.start', 'undatable'));
      return;
    }
    if ((encounter.type ?? []).some(isHospice)) hospice.push(date);
    const stayType = stayTypeOf(encounter);
    if (stayType !== undefined) addStay(encounter, resource, stayType, date);
    const practitioner = relationOf(encounter, options.colleagues);
    const codes = visitCodes(encounter, options.visitTypes);
    const reference = referenceOf(resource);
    if (practitioner !== undefined && codes.length > 0) {
      const modality = modalityOf(encounter);
      for (const code of codes) visits.push(visitOf(date, code, practitioner, modality, reference));
    } else if (codes.length > 0 || mayBeOfficeVisit(encounter, stayType)) {
      possibleVisits.push(possibleVisitOf(date, displayOf(encounter.type?.[0]), practitioner, codes[0], reference));
    }
  };

  const finish = (): EncounterReading => ({
    visits,
    possibleVisits,
    stays: [...stays, ...snfDischarges.filter((discharge) => !stays.some(({ type, start }) => type !== 'hospital-inpatient' && start >= discharge.start))],
    hospiceElection: hospice.toSorted()[0],
    problems,
  });
  return { add, finish };
}

/**
 * How a service's practitioners relate to the billing practitioner: `same`, `same-group` for others of the practice, else
 * `other`. Participants without a reference decide nothing; where nobody is known the practice's organization may.
 */
export function relationTo(colleagues: Colleagues, performers: readonly (ResourceReference | undefined)[], organization?: ResourceReference): PractitionerRelation {
  let isColleague = false;
  for (const performer of performers) {
    const reference = referenceText(performer);
    if (reference === undefined) continue;
    if (reference === colleagues.billing) return 'same';
    if (colleagues.practice.has(reference)) isColleague = true;
  }
  const furnishedBy = referenceText(organization);
  if (furnishedBy !== undefined && colleagues.practice.has(furnishedBy)) isColleague = true;
  return isColleague ? 'same-group' : 'other';
}

function relationOf(encounter: EncounterResource, colleagues: Colleagues): PractitionerRelation | undefined {
  const individuals = (encounter.participant ?? []).map(({ individual }) => individual);
  const relation = relationTo(colleagues, individuals, encounter.serviceProvider);
  const isNamed = colleagues.billing !== undefined && individuals.some((individual) => referenceText(individual)?.startsWith('Practitioner') === true);
  return relation === 'other' && !isNamed ? undefined : relation;
}

function referenceIn(resource: RawResource): { readonly reference?: Reference } {
  const reference = referenceOf(resource);
  return reference === undefined ? {} : { reference };
}

function statusOf(encounter: EncounterResource): string {
  return encounter.status?.trim().toLowerCase() ?? '';
}

function classOf(encounter: EncounterResource): string {
  return encounter.class?.code?.trim().toUpperCase() ?? '';
}

function isTimeEntry(encounter: EncounterResource, resource: RawResource, timeEntries: ReadonlySet<Reference>): boolean {
  if ((encounter.identifier ?? []).some(({ system }) => system === TIME_ENTRY_ID)) return true;
  if ((encounter.type ?? []).some((type) => hasCode(type, CCM_SYSTEM, 'ccm-time'))) return true;
  const reference = timeEntries.size === 0 ? undefined : referenceOf(resource);
  return reference !== undefined && timeEntries.has(reference);
}

function stayTypeOf(encounter: EncounterResource): Stay['type'] | undefined {
  const types: string[] = [];
  for (const type of encounter.type ?? []) types.push(...codesOf(type, SYSTEM.snomed));
  if (types.includes(SNF)) return 'snf-part-a';
  if (types.some((code) => NURSING_HOME.has(code))) return 'nursing-facility-non-part-a';
  return INPATIENT.has(classOf(encounter)) && !types.some((code) => HOSPICE.has(code)) ? 'hospital-inpatient' : undefined;
}

function isHospice(concept: CodeableConcept | undefined): boolean {
  return codesOf(concept, SYSTEM.snomed).some((code) => HOSPICE.has(code));
}

function hasDisposition(disposition: CodeableConcept | undefined, code: string): boolean {
  return disposition !== undefined && (hasCode(disposition, SYSTEM.dischargeDisposition, code) || statusCode(disposition) === code);
}

const NO_CODES: readonly string[] = [];

function visitCodes(encounter: EncounterResource, visitTypes: readonly VisitTypeMapping[]): readonly string[] {
  const types = encounter.type ?? [];
  const codes = types.length === 1 ? billingCodesOf(types[0]) : [...new Set(types.flatMap(billingCodesOf))];
  if (codes.length > 0 || visitTypes.length === 0) return codes;
  const codings = [...types.flatMap(({ coding }) => coding ?? []), ...(encounter.class === undefined ? [] : [encounter.class])];
  const mapped = visitTypes.find((mapping) =>
    codings.some(({ system, code }) => code?.trim() === mapping.code && system !== undefined && canonicalSystem(system) === canonicalSystem(mapping.system)),
  );
  return mapped === undefined ? NO_CODES : [mapped.countsAs];
}

function mayBeOfficeVisit(encounter: EncounterResource, stay: Stay['type'] | undefined): boolean {
  return stay === undefined && !NO_OFFICE_VISIT.has(classOf(encounter)) && modalityOf(encounter) !== 'audio-only' && !(encounter.type ?? []).some(isHospice);
}

const TELEPHONE = new Set(['185317003', '386472008']);
const AUDIO_WORDS = /\b(?:tele)?phone\b|\baudio[- ]only\b/i;
const VIDEO_WORDS = /\bvideo\b|\btele-?(?:health|medicine|visit)\b|\bvirtual visit\b/i;

function modalityOf(encounter: EncounterResource): Visit['modality'] | undefined {
  const kind = classOf(encounter);
  if (kind === 'AMB' || kind === 'HH' || INPATIENT.has(kind)) return 'in-person';
  const types = encounter.type ?? [];
  const words = types.map(displayOf);
  if (types.some((type) => codesOf(type, SYSTEM.snomed).some((code) => TELEPHONE.has(code)))) return 'audio-only';
  if (words.some((word) => VIDEO_WORDS.test(word))) return 'audio-video';
  if (words.some((word) => AUDIO_WORDS.test(word))) return 'audio-only';
  return undefined;
}
