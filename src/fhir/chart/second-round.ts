import type { LocalDate, Reference } from '../../ccm/chart.ts';
import { readAttestations } from '../attestations.ts';
import { readCarePlans } from '../care-plan.ts';
import { copyGivenOn } from '../care-plan/copy.ts';
import { isPlanNote, planInNotes, withStatementNotes } from '../care-plan/note-text.ts';
import type { RawResource } from '../client.ts';
import type { ConsentReading } from '../consent.ts';
import { joined, readConsentDocuments, readConsentNotes } from '../consent/documents.ts';
import { addMonths, type Days, daysIn } from '../dates.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { isProblem, type Problem, readerOf } from '../parse.ts';
import { type PractitionerFacts, readPractitioner } from '../practitioner.ts';
import { DocumentReferenceResource } from '../schemas.ts';
import type { ResourceSource } from '../source.ts';
import { readTimeEntries } from '../time.ts';
import { withNoteTexts } from '../time/note-texts.ts';
import { type Basis, ccmStartOf } from './basis.ts';
import { codesOfClaims, codesOfProcedures } from './billed-codes.ts';
import { type Fetched, fetchType } from './fetch.ts';
import { billingPractitioner, encountersSince, readEncounters } from './first-round.ts';
import type { ReadChartOptions } from './options.ts';

/** The second round of `readMore`. What fails here leaves the basis as it was. */
export async function readSecond(source: ResourceSource, basis: Basis, options: ReadChartOptions): Promise<Basis> {
  const { month, settings, user } = options;
  const days = daysIn(settings.timeZone);
  const start = ccmStartOf(basis, days.first);
  const yearBefore = start === undefined ? undefined : addMonths(start, -12);
  const since = yearBefore !== undefined && yearBefore < encountersSince(month) ? yearBefore : encountersSince(month);
  const search = (type: string, params: Readonly<Record<string, string>> = {}) => fetchType(source, type, params, options);
  const [documents, procedures, claims, benefits, older, people, parts] = await Promise.all([
    search('DocumentReference'),
    search('Procedure', { date: `ge${since}` }),
    search('Claim', { created: `ge${since}` }),
    search('ExplanationOfBenefit', { created: `ge${since}` }),
    readOlder(source, basis, start, yearBefore, days, options),
    readPeople(source, [basis.colleagues.billing, user], options),
    readPlanParts(basis, search),
  ]);
  const notes = await withNoteTexts(source, documents.resources, options);
  const papers = readDocuments(notes.documents, days);
  const planDocuments = papers.usable.filter(isPlanNote).map(withStatementNotes);
  const procedureCodes = codesOfProcedures(procedures.resources, days, basis.colleagues);
  const claimCodes = codesOfClaims([...claims.resources, ...benefits.resources], days, basis.colleagues, basis.charges);
  const fetched = { DocumentReference: documents, Procedure: procedures, Claim: claims, ExplanationOfBenefit: benefits, ...parts };
  const asked = joined([
    { consents: basis.consents, ungiven: basis.ungivenConsents, problems: [] },
    readConsentNotes(plansIn(basis), days),
    papers.asked,
  ]);
  const billing = await readBilling(source, basis, asked, people.facts, options);
  const partsRead = Object.values(parts).flatMap(({ resources }) => resources);
  return {
    ...basis,
    ...older.basis,
    consents: asked.consents,
    ungivenConsents: asked.ungiven,
    ...billing.basis,
    ...(partsRead.length === 0 ? {} : { carePlans: readCarePlans([...plansIn(basis), ...partsRead], days) }),
    timeEntries: readTimeEntries([...basis.timeSources, ...papers.usable]),
    copiesGiven: papers.copiesGiven,
    ...(planDocuments.length > 0 && {
      planDocuments,
      planInNotes: planInNotes(planDocuments, days),
      attestations: readAttestations([...plansIn(basis), ...planDocuments]),
    }),
    otherCodes: [...procedureCodes.codes, ...claimCodes.codes],
    practitioners: new Map([...people.facts, ...billing.facts]),
    reads: { ...basis.reads, ...Object.fromEntries(Object.entries(fetched).map(([type, one]) => [type, one.read])) },
    problems: [
      ...basis.problems,
      ...Object.values(fetched).flatMap((one: Fetched) => one.problems),
      ...notes.problems,
      ...papers.problems,
      ...asked.problems,
      ...procedureCodes.problems,
      ...claimCodes.problems,
      ...older.problems,
      ...people.problems,
      ...billing.problems,
    ],
  };
}

/** Types a plan's goals and activities are kept as, which tell in words what the plan only points to. */
const PLAN_PARTS = ['Goal', 'ServiceRequest', 'MedicationRequest', 'ClinicalImpression'] as const;

type Search = (type: string) => Promise<Fetched>;

/** One search for each type that the plans refer to. What is refused leaves the plans as they are, and says so in `reads`. */
async function readPlanParts(basis: Basis, search: Search): Promise<Readonly<Record<string, Fetched>>> {
  const references = plansIn(basis).flatMap((plan) => [
    ...['goal', 'supportingInfo'].flatMap((list) => objectsIn(plan, list).map((one) => textIn(one, 'reference'))),
    ...objectsIn(plan, 'activity').map((one) => textIn(objectIn(one, 'reference'), 'reference')),
  ]);
  const wanted = PLAN_PARTS.filter((type) => references.some((reference) => reference !== undefined && isOf(type, reference)));
  return Object.fromEntries(await Promise.all(wanted.map(async (type) => [type, await search(type)] as const)));
}

function isOf(type: string, reference: string): boolean {
  return reference.startsWith(`${type}/`) || reference.includes(`/${type}/`);
}

function plansIn({ timeSources }: Basis): readonly RawResource[] {
  return timeSources.filter(({ resourceType }) => resourceType === 'CarePlan');
}

/** The year before CCM began, where the first round did not reach so far back: that is where the initiating visit lies. */
async function readOlder(
  source: ResourceSource,
  basis: Basis,
  start: LocalDate | undefined,
  yearBefore: LocalDate | undefined,
  days: Days,
  options: ReadChartOptions,
): Promise<{ readonly basis: Partial<Basis>; readonly problems: readonly Problem[] }> {
  const { encountersSince: reached } = basis;
  if (reached === null || start === undefined || yearBefore === undefined || yearBefore >= reached) return { basis: {}, problems: [] };
  const until = start < reached ? `le${start}` : `lt${reached}`;
  const fetched = await fetchType(source, 'Encounter', { date: [`ge${yearBefore}`, until] }, options);
  const known = new Set(basis.encounterIds);
  const reading = await readEncounters(
    fetched.resources.filter(({ id }) => id === undefined || !known.has(id)),
    options,
    days,
    basis.colleagues,
    basis.timeEntries,
  );
  return {
    basis: { encounters: [...basis.encounters, reading], ...(fetched.read.complete ? { encountersSince: yearBefore } : {}) },
    problems: [...fetched.problems, ...reading.problems],
  };
}

const readDocument = readerOf(DocumentReferenceResource);

function readDocuments(resources: readonly RawResource[], days: Days) {
  const usable: RawResource[] = [];
  const copiesGiven: LocalDate[] = [];
  const problems: Problem[] = [];
  for (const resource of resources) {
    const document = readDocument(resource);
    if (isProblem(document)) {
      problems.push(document);
      continue;
    }
    if (document.status === 'entered-in-error') continue;
    usable.push(resource);
    const day = copyGivenOn(document, days);
    if (day !== undefined) copiesGiven.push(day);
  }
  return { usable, copiesGiven, asked: readConsentDocuments(usable, days), problems };
}

/** Notes may name another practitioner than what was read before them: then that one bills, and is read as well. */
async function readBilling(
  source: ResourceSource,
  basis: Basis,
  asked: ConsentReading,
  known: ReadonlyMap<Reference, PractitionerFacts>,
  options: ReadChartOptions,
) {
  const { reference, name } = billingPractitioner(options, asked, basis.carePlans, basis.patient);
  if (reference === undefined || reference === basis.colleagues.billing) return { basis: {}, facts: [], problems: [] };
  const { facts, problems } = known.has(reference) ? { facts: [], problems: [] } : await readPeople(source, [reference], options);
  const practice = new Set([...basis.colleagues.practice, reference]);
  return { basis: { colleagues: { billing: reference, practice }, ...(name === undefined ? {} : { billingName: name }) }, facts, problems };
}

async function readPeople(source: ResourceSource, references: readonly (Reference | undefined)[], options: ReadChartOptions) {
  const wanted = [...new Set(references)]
    .filter((reference) => reference !== undefined)
    .filter((reference) => reference.startsWith('Practitioner/'));
  const read = await Promise.all(wanted.map((reference) => readPerson(source, reference.slice('Practitioner/'.length), options)));
  const facts = new Map<Reference, PractitionerFacts>();
  for (const one of read) if (one.facts !== undefined) facts.set(one.facts.reference, one.facts);
  return { facts, problems: read.flatMap(({ problems }) => problems) };
}

// Names and roles are a help: an EHR that does not give them costs a person one more choice, nothing else.
async function readPerson(
  source: ResourceSource,
  id: string,
  { settings, signal }: ReadChartOptions,
): Promise<ReturnType<typeof readPractitioner>> {
  const request = signal === undefined ? {} : { signal };
  const [roles, practitioner] = await Promise.all([
    source
      .search('PractitionerRole', { practitioner: id }, request)
      .then(({ resources }) => resources, unlessOver<readonly RawResource[]>([])),
    source.read('Practitioner', id, request).catch(unlessOver<undefined>(undefined)),
  ]);
  return practitioner === undefined ? { problems: [] } : readPractitioner(practitioner, roles, settings.roles);
}

function unlessOver<Value>(instead: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof FhirError && error.kind !== 'cancelled' && error.kind !== 'session-expired') return instead;
    throw error;
  };
}
