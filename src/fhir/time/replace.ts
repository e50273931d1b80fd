import { mayTryTransaction, type WriteTarget, type Written } from '../carriers.ts';
import { unlessRefused, writtenEntry, writtenResource } from '../create-once.ts';
import { FhirError } from '../fhir-error.ts';

export interface Replacement {
  readonly type: string;
  readonly id: string;
  /** JSON of the whole resource as it shall stand. */
  readonly text: string;
  /** The version it was made from; absent where the EHR tells none, and then nothing is checked. */
  readonly version: string | undefined;
}

/**
 * Replaces a resource if it is still the version it was made from: in a transaction where the server takes them, since an
 * EHR's CORS may forbid the header.
 *
 * @throws FhirError `conflict` where somebody changed it in between, else as the client does.
 */
export async function replaceResource(target: WriteTarget, replacement: Replacement): Promise<Written> {
  const inBundle = mayTryTransaction(target) ? await unlessRefused(target, replaceInTransaction(target, replacement)) : null;
  if (inBundle !== null) return inBundle;
  const { type, id, text, version } = replacement;
  return writtenResource(await target.client.updateText(type, id, text, version === undefined ? {} : { ifMatch: version }), false);
}

async function replaceInTransaction({ client }: WriteTarget, { type, id, text, version }: Replacement): Promise<Written> {
  const url = `${type}/${id}`;
  const request = { method: 'PUT', url, ...(version === undefined ? {} : { ifMatch: `W/"${version}"` }) };
  const fullUrl = `${client.connection.base}/${url}`;
  const entry = `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${text},"request":${JSON.stringify(request)}}`;
  const [outcome] = await client.bundle(`{"resourceType":"Bundle","type":"transaction","entry":[${entry}]}`);
  if (outcome === undefined) throw new FhirError('unreadable', `PUT ${type}`);
  return writtenEntry(outcome, `PUT ${type}`, false) ?? { reference: url, alreadyThere: false };
}
