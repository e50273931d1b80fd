import type { Reference, ServiceMonth } from '../../ccm/chart.ts';
import { type FetchOptions, fetchType, type TypeRead } from '../chart/fetch.ts';
import type { RawResource } from '../client.ts';
import { daysIn, lastDayOfMonth } from '../dates.ts';
import { FhirError } from '../fhir-error.ts';
import { objectsIn, textIn } from '../fields.ts';
import { isProblem, readerOf } from '../parse.ts';
import { nameText } from '../patient.ts';
import { CoverageResource, PractitionerResource } from '../schemas.ts';
import type { ResourceSource } from '../source.ts';
import { canonicalSystem, displayOf, SYSTEM } from '../terminology.ts';

/** A practitioner or organization on a claim. `npi` absent: the EHR does not tell it; `wasRead` false: it could not be asked. */
export interface ClaimParty {
  readonly reference: Reference;
  readonly name?: string;
  readonly npi?: string;
  readonly wasRead: boolean;
}

/** A coverage in force in the month. */
export interface ClaimCoverage {
  readonly payer: string;
  /** As the coverage states it, of whatever payer. */
  readonly memberId?: string;
}

/** Whom a claim names, as the EHR has them at this moment. */
export interface ClaimParties {
  /** Medicare Beneficiary Identifier; absent where the EHR shows none. */
  readonly mbi?: string;
  /** Undefined where they could not all be read. */
  readonly coverage?: readonly ClaimCoverage[];
  readonly practitioner?: ClaimParty;
  readonly organization?: ClaimParty;
  /** How reading the coverages went. */
  readonly read: TypeRead;
}

export interface PartiesOptions extends FetchOptions {
  readonly month: ServiceMonth;
  readonly timeZone: string;
  /** The billing practitioner's. */
  readonly practitioner?: Reference;
  /** The practice's. */
  readonly organization?: Reference;
}

/**
 * Reads whom the claim of a month names beside the charges: the patient's Medicare number, coverages in force in the month,
 * the National Provider Identifiers of practitioner and practice. What the EHR does not give is left out.
 *
 * @throws FhirError `cancelled` and `session-expired` only.
 */
export async function readClaimParties(source: ResourceSource, options: PartiesOptions): Promise<ClaimParties> {
  const { patientId, practitioner, organization } = options;
  const [patient, coverages, person, practice] = await Promise.all([
    readOne(source, `Patient/${patientId}`, options),
    fetchType(source, 'Coverage', {}, options),
    partyOf(source, practitioner, options),
    partyOf(source, organization, options),
  ]);
  const inForce = coverages.resources.flatMap((one) => coverageOf(one, options));
  const mbi = [patient, ...coverages.resources].map((one) => identifierIn(one, SYSTEM.mbi)).find((one) => one !== undefined);
  return {
    ...(mbi === undefined ? {} : { mbi }),
    ...(coverages.read.complete && coverages.problems.length === 0 ? { coverage: inForce } : {}),
    ...(person === undefined ? {} : { practitioner: person }),
    ...(practice === undefined ? {} : { organization: practice }),
    read: coverages.read,
  };
}

async function partyOf(source: ResourceSource, reference: Reference | undefined, options: PartiesOptions): Promise<ClaimParty | undefined> {
  if (reference === undefined) return undefined;
  const resource = await readOne(source, reference, options);
  if (resource === undefined) return { reference, wasRead: false };
  const npi = NPI.map((system) => identifierIn(resource, system)).find((one) => one !== undefined);
  const name = nameOf(resource);
  return { reference, wasRead: true, ...(name === undefined ? {} : { name }), ...(npi === undefined ? {} : { npi }) };
}

// National Provider Identifier, and how it is spelt in older systems.
const NPI = ['http://hl7.org/fhir/sid/us-npi', 'urn:oid:2.16.840.1.113883.4.6'];

const readPerson = readerOf(PractitionerResource);

function nameOf(resource: RawResource): string | undefined {
  const person = readPerson(resource);
  const name = isProblem(person) ? textIn(resource, 'name') : nameText(person.name);
  return name === '' ? undefined : name;
}

async function readOne(source: ResourceSource, reference: Reference, { signal }: PartiesOptions): Promise<RawResource | undefined> {
  const [type = '', id = ''] = reference.split('/');
  try {
    return await source.read(type, id, signal === undefined ? {} : { signal });
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'cancelled' || error.kind === 'session-expired') throw error;
    return undefined;
  }
}

// One that has ended is passed over, wherever it stands in the list.
function identifierIn(resource: RawResource | undefined, system: string): string | undefined {
  return objectsIn(resource, 'identifier')
    .filter((one) => textIn(one, 'use') !== 'old')
    .filter((one) => canonicalSystem(textIn(one, 'system') ?? '') === system)
    .map((one) => textIn(one, 'value')?.trim())
    .find((value) => value !== undefined);
}

const readCoverage = readerOf(CoverageResource);

function coverageOf(resource: RawResource, { month, timeZone }: PartiesOptions): readonly ClaimCoverage[] {
  const coverage = readCoverage(resource);
  if (isProblem(coverage) || (coverage.status !== undefined && coverage.status !== 'active')) return [];
  const days = daysIn(timeZone);
  const start = days.first(coverage.period?.start);
  const end = days.last(coverage.period?.end);
  if ((start !== undefined && start > lastDayOfMonth(month)) || (end !== undefined && end < `${month}-01`)) return [];
  const payer = coverage.payor?.map(({ display }) => display?.trim()).find((name) => name !== undefined && name !== '');
  const words = [payer, displayOf(coverage.type)].filter((one) => one !== undefined && one !== '');
  const memberId = textIn(resource, 'subscriberId') ?? identifierIn(resource, SYSTEM.mbi);
  return [{ payer: [...new Set(words)].join(', ') || 'Payer not named', ...(memberId === undefined ? {} : { memberId }) }];
}
