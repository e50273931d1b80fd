import type { LocalDate, PractitionerRelation, Reference, Stay, Visit } from '../ccm/chart.ts';
import type { RawResource } from './client.ts';
import { addDays, type Days } from './dates.ts';
import { CCM_SYSTEM, TIME_ENTRY_ID } from './naming.ts';
import { isProblem, type Problem, problemWith, readerOf, referenceOf } from './parse.ts';
import { EncounterResource } from './schemas.ts';
import { displayOf, hasCode, referenceText } from './terminology.ts';
import { type Colleagues, relationTo } from './visits/colleagues.ts';
import {
  hasDisposition,
  isHospice,
  mayBeOfficeVisit,
  modalityOf,
  stayTypeOf,
  visitCodes,
  type VisitTypeMapping,
} from './visits/encounter-kind.ts';

export { type Colleagues, relationTo } from './visits/colleagues.ts';
export { isVisitCode } from './visits/encounter-kind.ts';

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
const OPEN_STAY_DAYS = 60;
// Medicare pays for at most 100 days in a skilled nursing facility.
const SNF_DAYS = 100;

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

// Assigned one by one: spreading optional parts costs more than all the rest of reading an encounter.
function visitOf(
  date: LocalDate,
  code: string,
  practitioner: PractitionerRelation,
  modality: Visit['modality'],
  reference: Reference | undefined,
): Visit {
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

/** Reads Encounters one after another; `finish` says what they come to. Made so that a long list can be read in pieces. */
export function encounterReader(options: EncounterOptions): {
  readonly add: (resource: RawResource) => void;
  readonly finish: () => EncounterReading;
} {
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
    stays: [
      ...stays,
      ...snfDischarges.filter((discharge) => !stays.some(({ type, start }) => type !== 'hospital-inpatient' && start >= discharge.start)),
    ],
    hospiceElection: hospice.toSorted()[0],
    problems,
  });
  return { add, finish };
}

function relationOf(encounter: EncounterResource, colleagues: Colleagues): PractitionerRelation | undefined {
  const individuals = (encounter.participant ?? []).map(({ individual }) => individual);
  const relation = relationTo(colleagues, individuals, encounter.serviceProvider);
  const isNamed =
    colleagues.billing !== undefined && individuals.some((individual) => referenceText(individual)?.startsWith('Practitioner') === true);
  return relation === 'other' && !isNamed ? undefined : relation;
}

function referenceIn(resource: RawResource): { readonly reference?: Reference } {
  const reference = referenceOf(resource);
  return reference === undefined ? {} : { reference };
}

function statusOf(encounter: EncounterResource): string {
  return encounter.status?.trim().toLowerCase() ?? '';
}

function isTimeEntry(encounter: EncounterResource, resource: RawResource, timeEntries: ReadonlySet<Reference>): boolean {
  if ((encounter.identifier ?? []).some(({ system }) => system === TIME_ENTRY_ID)) return true;
  if ((encounter.type ?? []).some((type) => hasCode(type, CCM_SYSTEM, 'ccm-time'))) return true;
  const reference = timeEntries.size === 0 ? undefined : referenceOf(resource);
  return reference !== undefined && timeEntries.has(reference);
}
