import { type Answer, isRawResource, parseJson, type RawResource, resourceIn } from './client/answer.ts';
import { type EntryOutcome, entryOutcomes } from './client/entry-outcomes.ts';
import { pageOf, readPages } from './client/paging.ts';
import { createSlots } from './client/slots.ts';
import { type Fetch, type Send, send } from './client/transport.ts';
import { type Wait, waitByTimer } from './client/waiting.ts';
import { type Clock, type Connection, localReference } from './connection.ts';
import { FhirError } from './fhir-error.ts';

export type { RawResource } from './client/answer.ts';
export type { EntryOutcome } from './client/entry-outcomes.ts';

export interface SearchResult {
  /** Every match of every page that came, in the server's order, each id once. OperationOutcomes are left out. */
  readonly resources: readonly RawResource[];
  /** False where a later page failed, was refused by the origin guard or never ended, or the server said so: the list may be missing some. */
  readonly complete: boolean;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Told how many milliseconds the server makes the request wait, before each such pause. */
  readonly onWaiting?: (milliseconds: number) => void;
}

export interface SearchOptions extends ReadOptions {
  /** Called after each page with the number of matches so far. */
  readonly onProgress?: (count: number) => void;
}

/** A resource with its text, for edits that must keep what they do not know. */
interface ResourceText {
  readonly text: string;
  readonly versionId?: string;
}

/**
 * The one door to the EHR's FHIR API. Everything it throws is a FhirError. Reads may be cancelled and are retried when
 * the server asks to wait; writes are sent once, save for one replay after a 401 (the server refused before acting).
 */
export interface FhirClient {
  readonly connection: Connection;
  read(type: string, id: string, options?: ReadOptions): Promise<RawResource>;
  /** The body as it came, unparsed: JSON.parse would lose `1.50`. */
  readText(type: string, id: string, options?: ReadOptions): Promise<ResourceText>;
  /** An earlier state of a resource. Servers that keep no history answer `not-supported` or `not-found`. */
  readVersion(type: string, id: string, versionId: string, options?: ReadOptions): Promise<RawResource>;
  search(type: string, params: Readonly<Record<string, string | readonly string[]>>, options?: SearchOptions): Promise<SearchResult>;
  capabilities(options?: ReadOptions): Promise<RawResource>;
  create(resource: RawResource, options?: { readonly ifNoneExist?: string }): Promise<RawResource>;
  /** PUT of text, byte for byte. `ifMatch` is a versionId; the header is sent only where given. */
  updateText(type: string, id: string, text: string, options?: { readonly ifMatch?: string }): Promise<RawResource>;
  /** Sends the Bundle's text as it is. The outcomes stand in the order of its entries; statuses of 400 and above are returned, not thrown. */
  bundle(text: string): Promise<readonly EntryOutcome[]>;
}

export interface ClientOptions {
  readonly clock: Clock;
  /** The platform's if absent. */
  readonly fetch?: Fetch;
  /** For retries and time limits; the platform's timer if absent. */
  readonly wait?: Wait;
  /** Milliseconds until an answer must be there, body included. */
  readonly timeoutMs?: number;
  /** Pages of one search before it counts as endless. */
  readonly maxPages?: number;
}

const CONCURRENT_REQUESTS = 4;
const TIMEOUT_MS = 30_000;
const CAPABILITIES_TIMEOUT_MS = 8_000;
const MAX_PAGES = 500;

/** A client for the connection's server: four requests at a time, 30 seconds each, 500 pages a search unless told otherwise. */
export function createClient(connection: Connection, options: ClientOptions): FhirClient {
  const settings = {
    clock: options.clock,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    wait: options.wait ?? waitByTimer,
    slots: createSlots(CONCURRENT_REQUESTS),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  };
  const exchange = (request: Send): Promise<Answer> => send(connection, settings, request);

  const get = (type: string, id: string, { signal, onWaiting }: ReadOptions): Promise<Answer> =>
    exchange({ method: 'GET', address: instance(type, id, `GET ${type}`), what: `GET ${type}`, signal, onWaiting });

  const read: FhirClient['read'] = async (type, id, given = {}) => resourceIn(await get(type, id, given), `GET ${type}`, type, id);

  /** What a write stored: the body where the server sent it, else what stands at the address it named. */
  async function written(answer: Answer, what: string, type: string, id?: string): Promise<RawResource> {
    const body = parseJson(answer.text);
    if (isRawResource(body) && body.resourceType === type && body.id !== undefined) return resourceIn(answer, what, type, id);
    const location = answer.headers.get('location') ?? answer.headers.get('content-location');
    const place = id === undefined && location !== null ? localReference(connection.base, location)?.split('/') : [type, id];
    const [writtenType, writtenId] = place ?? [];
    const unclear = (cause?: unknown): FhirError => new FhirError('unreadable', what, { status: answer.status, cause });
    if (writtenType !== type || writtenId === undefined) throw unclear();
    // Its own kind would say that nothing was written.
    return read(type, writtenId).catch((cause: unknown) => Promise.reject(unclear(cause)));
  }

  // Writes do not say what answer they prefer: a header that a server's CORS list lacks is a write that browsers never send.
  return {
    connection,
    read,
    readVersion: async (type, id, versionId, { signal } = {}) => {
      const what = `GET ${type}`;
      const address = `${instance(type, id, what)}/_history/${part(versionId, what)}`;
      return resourceIn(await exchange({ method: 'GET', address, what, signal }), what, type, id);
    },
    readText: async (type, id, given = {}) => {
      const answer = await get(type, id, given);
      const versionId = versionOf(resourceIn(answer, `GET ${type}`, type, id), answer.headers);
      return { text: answer.text, ...(versionId !== undefined && { versionId }) };
    },
    search: (type, params, given = {}) => search(connection.base, exchange, type, params, given, options.maxPages),
    capabilities: (given = {}) => capabilities(connection, exchange, given.signal),
    create: async (resource, { ifNoneExist } = {}) => {
      const type = resource.resourceType;
      const what = `POST ${type}`;
      const headers = ifNoneExist === undefined ? {} : { 'If-None-Exist': ifNoneExist };
      const answer = await exchange({ method: 'POST', address: typeAddress(type, what), what, headers, body: JSON.stringify(resource) });
      return written(answer, what, type);
    },
    updateText: async (type, id, text, { ifMatch } = {}) => {
      const what = `PUT ${type}`;
      const headers = ifMatch === undefined ? {} : { 'If-Match': `W/"${ifMatch}"` };
      const answer = await exchange({ method: 'PUT', address: instance(type, id, what), what, headers, body: text });
      return written(answer, what, type, id);
    },
    bundle: async (text) => {
      const what = 'POST Bundle';
      const answer = await exchange({ method: 'POST', address: connection.base, what, body: text });
      return entryOutcomes(resourceIn(answer, what, 'Bundle'), text, what);
    },
  };
}

async function search(
  base: string,
  exchange: (request: Send) => Promise<Answer>,
  type: string,
  params: Readonly<Record<string, string | readonly string[]>>,
  { signal, onProgress, onWaiting }: SearchOptions,
  maxPages = MAX_PAGES,
): Promise<SearchResult> {
  const what = `GET ${type}`;
  const query = new URLSearchParams(Object.entries(params).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
  const first = `${base}/${typeAddress(type, what)}?${query}`;
  try {
    return await readPages({
      base,
      first,
      maxPages,
      onProgress,
      page: async (address) => pageOf(resourceIn(await exchange({ method: 'GET', address, what, signal, onWaiting }), what, 'Bundle')),
    });
  } catch (error) {
    // A search names no single resource that could be missing: the server has no such type.
    if (error instanceof FhirError && error.kind === 'not-found') {
      throw new FhirError('not-supported', what, { status: 404, outcome: error.outcome, cause: error });
    }
    throw error;
  }
}

/** Asked without a token first: that needs no preflight, and most servers keep this door open. */
async function capabilities(
  connection: Connection,
  exchange: (request: Send) => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<RawResource> {
  const what = 'GET metadata';
  const request: Send = { method: 'GET', address: 'metadata', what, signal, timeoutMs: CAPABILITIES_TIMEOUT_MS };
  const answer = await exchange({ ...request, anonymous: true }).catch((error: unknown) => {
    const shut = error instanceof FhirError && (error.kind === 'session-expired' || error.kind === 'forbidden');
    if (shut && connection.tokens !== null) return exchange(request);
    throw error;
  });
  return resourceIn(answer, what, 'CapabilityStatement');
}

function typeAddress(type: string, what: string): string {
  if (!/^[A-Z][A-Za-z]*$/.test(type)) throw new FhirError('foreign-url', what.split(' ', 1).join());
  return type;
}

/** Ids come from references in charts; one that is a path must not become a path. */
function instance(type: string, id: string, what: string): string {
  return `${typeAddress(type, what)}/${part(id, what)}`;
}

function part(id: string, what: string): string {
  if (id === '' || id === '.' || id === '..') throw new FhirError('foreign-url', what);
  return encodeURIComponent(id);
}

/** The body's own version; ETag is a help only where the browser may read it and the body has none. */
function versionOf(resource: RawResource, headers: Headers): string | undefined {
  const meta = resource['meta'];
  if (typeof meta === 'object' && meta !== null && 'versionId' in meta && typeof meta.versionId === 'string') return meta.versionId;
  return /^(?:W\/)?"([^"]+)"$/.exec(headers.get('etag') ?? '')?.[1];
}
