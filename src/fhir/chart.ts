import type { Chart, Performer, PractitionerType, Reference } from '../ccm/chart.ts';
import type { StoredCarePlan } from './care-plan.ts';
import type { StoredCharge } from './charges.ts';
import { assemble } from './chart/assemble.ts';
import type { Basis } from './chart/basis.ts';
import type { TypeRead } from './chart/fetch.ts';
import { readFirst } from './chart/first-round.ts';
import type { ReadChartOptions } from './chart/options.ts';
import type { StoredConsent, UngivenConsent } from './consent.ts';
import { daysIn } from './dates.ts';
import type { Problem } from './parse.ts';
import type { PatientIdentity } from './patient.ts';
import type { ResourceSource } from './source.ts';
import type { StoredTimeEntry } from './time.ts';
import type { PossibleVisit } from './visits.ts';

export type { TypeRead } from './chart/fetch.ts';
export type { ReadChartOptions } from './chart/options.ts';
export { ReadingSettings } from './chart/settings.ts';

export interface SignedInUser {
  readonly reference: Reference;
  readonly name?: string;
  /** The role that the EHR's data suggest; absent where they do not tell, and then a person must choose. */
  readonly performer?: Performer;
  readonly type?: PractitionerType;
}

export interface ChartReading {
  readonly chart: Chart;
  readonly patient: PatientIdentity;
  /** Own consents, and others that look like consent to CCM, which a person has to confirm. Only own ones stand in the chart. */
  readonly consents: readonly StoredConsent[];
  /** What this app asked and was declined, or is still to be answered. */
  readonly ungivenConsents: readonly UngivenConsent[];
  /** Own plans first, then those of other systems. */
  readonly carePlans: readonly StoredCarePlan[];
  /** Own charges and others', of all months. */
  readonly charges: readonly StoredCharge[];
  /** Own entries of all months read, voided and not counted ones included. */
  readonly timeEntries: readonly StoredTimeEntry[];
  /** Outpatient encounters that might be the initiating visit, which a person can say. */
  readonly possibleVisits: readonly PossibleVisit[];
  /** Nothing proves Part B, but something in the chart speaks for Medicare. */
  readonly maybeMedicare: boolean;
  readonly problems: readonly Problem[];
  /** How the reading of each type of resource went. */
  readonly reads: Readonly<Record<string, TypeRead>>;
  readonly user?: SignedInUser;
  /** What the second round builds on. */
  readonly basis: Basis;
}

/**
 * Reads what the first verdict rests on, in one round of searches, and gives the chart of the month.
 *
 * A type of resource that the EHR refuses, does not have or fails to answer makes facts unknown, and says so in `reads`
 * and `chart.unknownBecause`; a single resource that cannot be used costs itself alone and stands in `problems`. The work
 * is done in pieces, so that a browser stays responsive.
 *
 * @throws FhirError where the Patient cannot be read, is another's or is unreadable; `session-expired`; `cancelled`.
 */
export async function readChart(source: ResourceSource, options: ReadChartOptions): Promise<ChartReading> {
  return toReading(await readFirst(source, options), options);
}

/**
 * The same reading with what need not be waited for: practitioners and the user's role, documents, procedures, claims,
 * what the plans refer to, and older encounters where CCM began long ago. It turns unknowns into facts and adds conflicts;
 * it takes nothing away but parts of a plan that were only supposed, of a goal or activity that turns out to lack them.
 *
 * @throws FhirError `session-expired` or `cancelled`.
 */
export async function readMore(source: ResourceSource, reading: ChartReading, options: ReadChartOptions): Promise<ChartReading> {
  // The first verdict does not wait for it, so its code need not be there either.
  const { readSecond } = await import('./chart/second-round.ts');
  return toReading(await readSecond(source, reading.basis, options), options);
}

function toReading(basis: Basis, options: ReadChartOptions): ChartReading {
  const { settings, month, user } = options;
  const { chart, possibleVisits } = assemble(basis, {
    month,
    days: daysIn(settings.timeZone),
    ...(settings.settingType === undefined ? {} : { settingType: settings.settingType }),
    ...(settings.practice === undefined ? {} : { practice: settings.practice }),
  });
  return {
    chart,
    patient: basis.patient.identity,
    consents: basis.consents,
    ungivenConsents: basis.ungivenConsents,
    carePlans: basis.carePlans,
    charges: basis.charges,
    timeEntries: basis.timeEntries,
    possibleVisits,
    maybeMedicare: basis.coverage.maybeMedicare,
    problems: basis.problems,
    reads: basis.reads,
    ...(user === undefined ? {} : { user: userOf(user, basis) }),
    basis,
  };
}

// The role a person chose for their last entry says more of their work here than any code in their record.
function userOf(user: Reference, { practitioners, timeEntries }: Basis): SignedInUser {
  const facts = practitioners.get(user);
  const performer = timeEntries.findLast(({ performerReference }) => performerReference === user)?.performer ?? facts?.performer;
  return {
    reference: user,
    ...(facts?.name === undefined ? {} : { name: facts.name }),
    ...(facts?.type === undefined ? {} : { type: facts.type }),
    ...(performer === undefined ? {} : { performer }),
  };
}
