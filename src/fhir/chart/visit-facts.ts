import type { BilledCode, LocalDate, PractitionerRelation, ServiceMonth, UnknownKind, Visit } from '../../ccm/chart.ts';
import { serviceOf } from '../../ccm/services.ts';
import { addMonths } from '../dates.ts';
import { isVisitCode, type PossibleVisit } from '../visits.ts';
import type { Basis } from './basis.ts';
import type { StatedFacts } from './statements.ts';

export interface VisitFacts {
  /** undefined: what is known shows no initiating visit, and there may be one that is not known. */
  readonly visits: readonly Visit[] | undefined;
  readonly because: UnknownKind | undefined;
  /**
   * Codes of the month's encounters that bear on other billing: services that a concurrency rule speaks of, and visits that
   * `visits` does not hold, since practitioner work on their days is judged all the same.
   */
  readonly codesInMonth: readonly BilledCode[];
  /** false where an earlier encounter with the practice proves it. */
  readonly newPatient: boolean | undefined;
  readonly possibleVisits: readonly PossibleVisit[];
}

const YEARS_UNTIL_NEW = 3;

/**
 * The visits that count as known. A list without an initiating visit would say that there was none; so it is given only
 * where nothing is missing from it: all encounters of the year before `start` came, could be read, and carry a code.
 */
export function visitFacts(
  basis: Basis,
  stated: StatedFacts,
  foreign: readonly BilledCode[],
  start: LocalDate | undefined,
  month: ServiceMonth,
): VisitFacts {
  const { encounters, reads } = basis;
  const coded = encounters.flatMap(({ visits }) => visits);
  const possibleVisits = encounters.flatMap((reading) => reading.possibleVisits);
  const billed = foreign.filter(({ code }) => isVisitCode(code));
  const visits = [...coded, ...billed, ...(stated.visit === undefined ? [] : [stated.visit])];
  const unclear = possibleVisits.filter(({ code, date }) => code !== undefined && isVisitCode(code) && date.startsWith(month));
  const unclearCodes = unclear.map(({ code = '', ...visit }) => codeOf({ ...visit, code, practitioner: 'same' }));
  const services = servicesIn([...coded, ...possibleVisits], month);
  const firstDay = start ?? `${month}-01`;
  const newPatient = stated.newPatient ?? (wasSeenBefore([...coded, ...possibleVisits], firstDay) ? false : undefined);
  const yearBefore = start === undefined ? undefined : addMonths(start, -12);
  const isProved =
    start !== undefined &&
    yearBefore !== undefined &&
    visits.some((visit) => isVisitCode(visit.code) && visit.practitioner !== 'other' && visit.date >= yearBefore && visit.date <= start);
  const because = isProved ? undefined : doubt();
  if (because === undefined) return { visits, because, codesInMonth: distinct([...unclearCodes, ...services]), newPatient, possibleVisits };
  const inMonth = coded.filter(({ code, date }) => isVisitCode(code) && date.startsWith(month)).map(codeOf);
  return { visits: undefined, because, codesInMonth: distinct([...unclearCodes, ...inMonth, ...services]), newPatient, possibleVisits };

  function doubt(): UnknownKind | undefined {
    const encounterRead = reads['Encounter'];
    if (encounterRead?.complete !== true) return encounterRead?.unknownBecause ?? 'not-answered';
    const unusable = basis.problems.find(({ type, kind }) => type === 'Encounter' && (kind === 'unreadable' || kind === 'undatable'));
    if (unusable !== undefined) return unusable.kind === 'unreadable' ? 'unreadable' : 'not-recorded';
    if (yearBefore === undefined) return undefined;
    if (basis.encountersSince !== null && basis.encountersSince > yearBefore) return 'not-answered';
    const mayBeOne = possibleVisits.some(({ date, practitioner }) => practitioner !== 'other' && date >= yearBefore && date <= firstDay);
    return mayBeOne ? 'not-recorded' : undefined;
  }
}

interface CodedEncounter {
  readonly date: LocalDate;
  readonly code?: string;
  readonly practitioner?: PractitionerRelation;
  readonly reference?: BilledCode['reference'];
}

/** An encounter of the practice that carries a CCM code is the work itself, told in the EHR's own way, and not somebody's bill for it. */
function servicesIn(encounters: readonly CodedEncounter[], month: ServiceMonth): readonly BilledCode[] {
  return encounters.flatMap(({ code, date, practitioner = 'same', reference }) => {
    const service = code === undefined || !date.startsWith(month) ? undefined : serviceOf(code, month);
    if (code === undefined || service === undefined || (service.ruleId === 'CONC-1' && practitioner !== 'other')) return [];
    return [{ code, date, practitioner, ...(reference === undefined ? {} : { reference }) }];
  });
}

function distinct(codes: readonly BilledCode[]): readonly BilledCode[] {
  return [...new Map(codes.map((one) => [`${one.reference ?? ''} ${one.code} ${one.date}`, one])).values()];
}

function codeOf({ code, date, practitioner, reference }: Visit): BilledCode {
  return { code, date, practitioner, ...(reference === undefined ? {} : { reference }) };
}

function wasSeenBefore(seen: readonly { readonly date: LocalDate; readonly practitioner?: string }[], start: LocalDate): boolean {
  const since = addMonths(start, -12 * YEARS_UNTIL_NEW);
  return seen.some(({ date, practitioner }) => date < start && date >= since && (practitioner === 'same' || practitioner === 'same-group'));
}
