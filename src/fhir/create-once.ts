import type { EntryOutcome, FhirClient, RawResource, SearchResult } from './client.ts';
import { isRefusal, mayTry, mayTryTransaction, type WriteTarget, type Written } from './carriers.ts';
import { FhirError, kindOfStatus, type OutcomeIssue } from './fhir-error.ts';
import { objectIn, objectsIn, textIn } from './fields.ts';
import { identifierQuery } from './naming.ts';
import { searchOfPatient } from './patient-search.ts';

/** A business identifier that no two resources of a patient share. */
export interface OwnIdentifier {
  readonly system: string;
  readonly value: string;
}

/**
 * Creates the resource unless the EHR has one with that identifier: by a conditional create inside a transaction, so
 * that no header is needed that an EHR's CORS may forbid; without transactions by looking first.
 *
 * @throws FhirError as the client does, and by an entry's status where the transaction itself went through.
 */
export async function createOnce(target: WriteTarget, resource: RawResource, identifier: OwnIdentifier): Promise<Written> {
  const inBundle = mayTryTransaction(target) ? await unlessRefused(target, createInTransaction(target, resource, identifier)) : null;
  if (inBundle !== null) return inBundle;
  const found = await findWhereAllowed(target, resource.resourceType, identifier);
  return found ?? writtenResource(await target.client.create(resource), false);
}

// A server that lets one create and not search can still be written to; only a second attempt may then go unnoticed there.
async function findWhereAllowed(target: WriteTarget, type: string, identifier: OwnIdentifier): Promise<Written | null> {
  const need = { type, interaction: 'search' } as const;
  if (!mayTry(target, need)) return null;
  try {
    return await findOwn(target, type, identifier);
  } catch (error) {
    if (!(error instanceof FhirError) || !isRefusal(error)) throw error;
    target.memory.refuse(need);
    return null;
  }
}

/**
 * The resource of the session's patient that carries the identifier; null where the EHR has none.
 *
 * @throws FhirError `unreadable` where not all of the answer came and it was not in what came.
 */
export async function findOwn(target: WriteTarget, type: string, identifier: OwnIdentifier): Promise<Written | null> {
  const found = await findOwnResource(target.client, type, identifier);
  return found === null ? null : writtenResource(found, true);
}

/** Like `findOwn`, but the resource itself. The first one, where an EHR holds several. */
export async function findOwnResource(client: FhirClient, type: string, { system, value }: OwnIdentifier): Promise<RawResource | null> {
  const { resources, complete } = await searchOwn(client, type, { system, value });
  const own = resources.find((resource) => resource.resourceType === type && carries(resource, { system, value }));
  if (own === undefined && !complete) throw new FhirError('unreadable', `search ${type}`);
  return own ?? null;
}

// Servers that know no search by identifier for a type refuse it; the patient's resources of that type hold the answer too.
function searchOwn(client: FhirClient, type: string, { system, value }: OwnIdentifier): Promise<SearchResult> {
  return searchOfPatient(client, type, client.connection.patientId, { identifier: `${system}|${value}` });
}

function carries(resource: RawResource, { system, value }: OwnIdentifier): boolean {
  return objectsIn(resource, 'identifier').some((one) => textIn(one, 'system') === system && textIn(one, 'value') === value);
}

/** A Bundle entry that creates the resource unless one with the identifier is there. */
export function conditionalCreate(resource: RawResource, { system, value }: OwnIdentifier) {
  const request = { method: 'POST', url: resource.resourceType, ifNoneExist: identifierQuery(system, value) };
  return { resource, request };
}

/** What an entry of a transaction's answer says was written; null where it names no resource. @throws FhirError for a status of 400 and above. */
export function writtenEntry(entry: EntryOutcome, what: string, alreadyThere: boolean): Written | null {
  if (entry.status >= 400) {
    throw new FhirError(kindOfStatus(entry.status), what, { status: entry.status, outcome: issuesOf(entry.outcome) });
  }
  if (entry.resource?.id !== undefined) return writtenResource(entry.resource, alreadyThere);
  const [, type = '', id = '', versionId] = LOCATION.exec(entry.location ?? '') ?? [];
  if (id === '') return null;
  return { reference: `${type}/${id}`, ...(versionId === undefined ? {} : { versionId }), alreadyThere };
}

/** @throws FhirError `unreadable` where the resource has no id. */
export function writtenResource(resource: RawResource, alreadyThere: boolean): Written {
  const { resourceType, id } = resource;
  if (typeof id !== 'string') throw new FhirError('unreadable', `write ${resourceType}`);
  const versionId = textIn(objectIn(resource, 'meta'), 'versionId');
  return { reference: `${resourceType}/${id}`, ...(versionId === undefined ? {} : { versionId }), alreadyThere };
}

/**
 * What the transaction gave, or null where the server refused it, so that another way is to be tried. A server that has no
 * transactions is remembered; a 403 may be about what was inside and teaches nothing about transactions.
 */
export async function unlessRefused<Result>(target: WriteTarget, transaction: Promise<Result>): Promise<Result | null> {
  try {
    return await transaction;
  } catch (error) {
    if (!(error instanceof FhirError) || !isRefusal(error)) throw error;
    if (lacksTransactions(error)) target.memory.refuseTransactions();
    return null;
  }
}

/** Whether the error says that the server takes no transactions at all. */
export function lacksTransactions({ kind }: FhirError): boolean {
  return kind === 'not-supported' || kind === 'not-found' || kind === 'gone';
}

const LOCATION = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/([^/?]+))?$/;

async function createInTransaction(target: WriteTarget, resource: RawResource, identifier: OwnIdentifier): Promise<Written> {
  const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [conditionalCreate(resource, identifier)] };
  const [entry] = await target.client.bundle(JSON.stringify(bundle));
  const what = `POST ${resource.resourceType}`;
  if (entry === undefined) throw new FhirError('unreadable', what);
  const written = writtenEntry(entry, what, entry.status === 200) ?? (await findOwn(target, resource.resourceType, identifier));
  if (written === null) throw new FhirError('unreadable', what);
  return written;
}

function issuesOf(outcome: RawResource | undefined): readonly OutcomeIssue[] {
  return objectsIn(outcome, 'issue').map((issue) => {
    const details = textIn(objectIn(issue, 'details'), 'text');
    const diagnostics = textIn(issue, 'diagnostics');
    const expression = issue['expression'];
    return {
      severity: textIn(issue, 'severity') ?? 'error',
      code: textIn(issue, 'code') ?? 'processing',
      ...(details === undefined ? {} : { details }),
      ...(diagnostics === undefined ? {} : { diagnostics }),
      expression: Array.isArray(expression) ? expression.filter((path) => typeof path === 'string') : [],
    };
  });
}
