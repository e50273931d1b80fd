import type { ChartCondition, Reference, ServiceMonth } from '../../ccm/chart.ts';
import { readAttestations } from '../attestations.ts';
import { readCarePlans, type StoredCarePlan } from '../care-plan.ts';
import { readCharges } from '../charges.ts';
import type { RawResource } from '../client.ts';
import { readCondition } from '../conditions.ts';
import { type ConsentReading, practitionerConsentedTo, readConsents, type StoredConsent } from '../consent.ts';
import { readCoverage } from '../coverage.ts';
import { addMonths, type Days, daysIn, lastDayOfMonth } from '../dates.ts';
import { isProblem, type Problem, readerOf } from '../parse.ts';
import { type PatientFacts, readPatient } from '../patient.ts';
import { CarePlanResource } from '../schemas.ts';
import type { ResourceSource } from '../source.ts';
import { referenceText } from '../terminology.ts';
import { readEncounter } from '../time/read-encounter.ts';
import { readTimeEntries, type StoredTimeEntry } from '../time.ts';
import { type Colleagues, type EncounterReading, encounterReader } from '../visits.ts';
import type { Basis } from './basis.ts';
import { usableCharges } from './billed-codes.ts';
import { type Fetched, fetchType } from './fetch.ts';
import type { ReadChartOptions } from './options.ts';
import { inPieces } from './pieces.ts';

const MONTHS_BACK = 13;

/** First day from which on the first round asks for encounters. */
export function encountersSince(month: ServiceMonth): string {
  return addMonths(lastDayOfMonth(month), -MONTHS_BACK);
}

/** The first round of `readChart`: seven requests side by side, then everything they gave in our words. */
export async function readFirst(source: ResourceSource, options: ReadChartOptions): Promise<Basis> {
  const { patientId, month, settings, signal, onWaiting } = options;
  const days = daysIn(settings.timeZone);
  const since = encountersSince(month);
  const search = (type: string, params: Readonly<Record<string, string>> = {}) => fetchType(source, type, params, options);
  const [raw, condition, encounter, carePlan, coverage, consent, chargeItem] = await Promise.all([
    source.read('Patient', patientId, {
      ...(signal === undefined ? {} : { signal }),
      ...(onWaiting === undefined ? {} : { onWaiting }),
    }),
    search('Condition'),
    search('Encounter', { date: `ge${since}` }),
    search('CarePlan'),
    search('Coverage'),
    search('Consent'),
    search('ChargeItem'),
  ]);
  options.onProgress?.('Patient', 1);
  const fetched = {
    Condition: condition,
    Encounter: encounter,
    CarePlan: carePlan,
    Coverage: coverage,
    Consent: consent,
    ChargeItem: chargeItem,
  };
  const patient = readPatient(raw, patientId, days);
  const problems: Problem[] = [...patient.problems, ...Object.values(fetched).flatMap((one) => one.problems)];

  const consents = readConsents(consent.resources, days);
  const plans = usablePlans(carePlan.resources, problems);
  const charges = usableCharges(chargeItem.resources, days);
  const carePlans = readCarePlans(plans, days);
  const timeSources = [...(await ownEncounters(encounter.resources, signal)), ...plans];
  const timeEntries = readTimeEntries(timeSources);
  const billing = billingPractitioner(options, consents, carePlans, patient);
  const colleagues = colleaguesOf(options, billing.reference, consents.consents, carePlans, timeEntries);
  const conditions = await readConditions(condition, days, patient, problems, signal);
  const encounters = await readEncounters(encounter.resources, options, days, colleagues, timeEntries);
  const coverageRead = readCoverage(coverage.resources, month, days, patient.hasMbi);
  problems.push(...consents.problems, ...charges.problems, ...encounters.problems, ...coverageRead.problems);
  return {
    patient,
    coverage: coverageRead,
    conditions,
    encounters: [encounters],
    encountersSince: source.holdsEverything === true ? null : since,
    consents: consents.consents,
    ungivenConsents: consents.ungiven,
    carePlans,
    attestations: readAttestations(plans),
    timeEntries,
    timeSources,
    planDocuments: [],
    planInNotes: null,
    encounterIds: encounter.resources.map(({ id }) => id).filter((id) => typeof id === 'string'),
    charges: readCharges(charges.usable),
    otherCodes: [],
    copiesGiven: [],
    practitioners: new Map(),
    colleagues,
    ...(billing.name === undefined ? {} : { billingName: billing.name }),
    reads: Object.fromEntries(Object.entries(fetched).map(([type, one]) => [type, one.read])),
    problems,
  };
}

/** Reads a list of Encounters in pieces. */
export async function readEncounters(
  resources: readonly RawResource[],
  { asOf, settings, signal }: ReadChartOptions,
  days: Days,
  colleagues: Colleagues,
  timeEntries: readonly StoredTimeEntry[],
): Promise<EncounterReading> {
  const own = new Set(timeEntries.filter(({ carrier }) => carrier === 'Encounter').map(({ reference }) => reference));
  const reader = encounterReader({ days, asOf, colleagues, visitTypes: settings.visitTypes ?? [], timeEntries: own });
  await inPieces(resources, reader.add, signal);
  return reader.finish();
}

async function readConditions(
  fetched: Fetched,
  days: Days,
  patient: PatientFacts,
  problems: Problem[],
  signal: AbortSignal | undefined,
): Promise<readonly ChartCondition[]> {
  const conditions: ChartCondition[] = [];
  const add = (resource: RawResource) => {
    const condition = readCondition(resource, days, patient.identity.birthDate, problems);
    if (condition !== undefined) conditions.push(condition);
  };
  await inPieces(fetched.resources, add, signal);
  return conditions;
}

const readPlan = readerOf(CarePlanResource);

function usablePlans(resources: readonly RawResource[], problems: Problem[]): readonly RawResource[] {
  return resources.filter((resource) => {
    const plan = readPlan(resource);
    if (isProblem(plan)) problems.push(plan);
    return !isProblem(plan);
  });
}

async function ownEncounters(resources: readonly RawResource[], signal: AbortSignal | undefined): Promise<readonly RawResource[]> {
  const own: RawResource[] = [];
  const add = (encounter: RawResource) => {
    if (readEncounter(encounter) !== null) own.push(encounter);
  };
  await inPieces(resources, add, signal);
  return own;
}

/** Who bills: the site's word, else the records of consent, else who answers for the plan, else the patient's own practitioner. */
export function billingPractitioner(
  { month, settings }: ReadChartOptions,
  asked: Pick<ConsentReading, 'consents' | 'ungiven'>,
  carePlans: readonly StoredCarePlan[],
  patient: PatientFacts,
): { readonly reference?: Reference; readonly name?: string } {
  const consented = practitionerConsentedTo(asked, month);
  const custodian = carePlans.find(({ origin, status }) => origin === 'own' && status === 'active')?.custodian;
  const candidates = [
    { reference: settings.billingPractitioner },
    { reference: referenceText(consented), name: consented?.display },
    { reference: custodian?.startsWith('Practitioner/') === true ? custodian : undefined },
    { reference: referenceText(patient.generalPractitioner), name: patient.generalPractitioner?.display },
  ];
  const found = candidates.find(({ reference }) => reference !== undefined);
  const name = found?.name ?? candidates.find((one) => one.reference === found?.reference && one.name !== undefined)?.name;
  return { ...(found?.reference === undefined ? {} : { reference: found.reference }), ...(name === undefined ? {} : { name }) };
}

function colleaguesOf(
  { settings }: ReadChartOptions,
  billing: Reference | undefined,
  consents: readonly StoredConsent[],
  carePlans: readonly StoredCarePlan[],
  timeEntries: readonly StoredTimeEntry[],
): Colleagues {
  const own = consents.filter(({ origin }) => origin === 'own');
  const references = [
    ...(settings.colleagues ?? []),
    ...own.flatMap(({ organization, consent }) => [referenceText(organization), consent.practitionerId]),
    ...carePlans.filter(({ origin }) => origin === 'own').map(({ custodian }) => custodian),
    ...timeEntries.map(({ performerReference }) => performerReference),
  ];
  const practice = new Set(references.filter((reference) => reference !== undefined && reference !== null));
  return { ...(billing === undefined ? {} : { billing }), practice };
}
