import type { Access } from './access.ts';
import { processBundle } from './bundle.ts';
import { isResourceTypeName } from './definitions.ts';
import {
  create,
  history,
  patch,
  read,
  readVersion,
  remove,
  requireSupport,
  update,
  type Engine,
  type Tree,
  type Written,
} from './interactions.ts';
import { isObject, parseExact } from './json.ts';
import { createCharge } from './charge-operation.ts';
import { outcome, Refusal, refuse } from './outcome.ts';
import { nextPage, searchBundle, type Pages } from './paging.ts';
import { parseQuery } from './search.ts';
import { shown } from './showing.ts';
import type { Version } from './store.ts';

interface Call {
  readonly engine: Engine;
  readonly access: Access;
  readonly pages: Pages;
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** Answers one FHIR request under the base. Nothing is awaited on the way, so that two requests never mix. */
export function answerFhir(call: Call): Response {
  const path = call.url.pathname.slice(new URL(call.engine.base).pathname.length).replace(/\/$/, '');
  const [, type = '', id, mark, versionId] = path.split('/').map(decodeURIComponent);
  if (type === '') return onBase(call);
  if (!isResourceTypeName(type)) throw refuse(404, 'not-supported', 'Unknown resource type.');
  if (id === undefined) return onType(call, type);
  if (id === '_search') return onSearch(call, type, [...call.url.searchParams, ...new URLSearchParams(call.body)]);
  if (type === 'ChargeItem' && id === '$create' && engineCreatesCharges(call)) {
    createCharge(call.engine, call.access, resourceIn(call.headers, call.body));
    return new Response(null, { status: 201 });
  }
  if (id.startsWith('$') || (mark ?? '').startsWith('$')) throw refuse(404, 'not-supported', 'Unknown operation.');
  if (mark === undefined) return onInstance(call, type, id);
  if (mark !== '_history' || call.method !== 'GET') throw refuse(404, 'not-supported', 'Unknown address.');
  if (versionId === undefined) return bundleResponse(historyBundle(call, type, id));
  return resourceResponse(call, 200, readVersion(call.engine, call.access, type, id, versionId));
}

function engineCreatesCharges({ engine, method }: Call): boolean {
  return engine.persona.createsChargesByOperation === true && method === 'POST';
}

export function refusalResponse(refusal: Refusal): Response {
  return json(refusal.status, JSON.stringify(outcome(refusal.issues)));
}

function onBase({ engine, access, pages, method, headers, body }: Call): Response {
  if (method !== 'POST') throw refuse(405, 'not-supported', 'Only a Bundle may be posted here.');
  return bundleResponse(processBundle(engine, access, pages, resourceIn(headers, body), preference(headers) === 'minimal'));
}

function onType(call: Call, type: string): Response {
  const { engine, access, method, headers, body } = call;
  switch (method) {
    case 'GET':
      return onSearch(call, type, [...call.url.searchParams]);
    case 'POST': {
      requireSupport(engine.persona, type, 'c');
      const tree = resourceIn(headers, body);
      if (tree['resourceType'] !== type) throw refuse(400, 'invalid', 'The resource is not of the type in the URL.');
      const condition = headers.get('If-None-Exist');
      return written(call, create(engine, access, tree, condition === null ? {} : { ifNoneExist: condition }));
    }
    default:
      throw refuse(405, 'not-supported', `${method} is not supported here.`);
  }
}

function onSearch(call: Call, type: string, pairs: readonly (readonly [string, string])[]): Response {
  const { engine, access, pages, url } = call;
  const params = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  const page = params.get('_page');
  if (page !== null) return bundleResponse(nextPage(engine, access, pages, type, page, url.href));
  return bundleResponse(searchBundle(engine, access, pages, parseQuery(type, params, engine.persona, engine.base), url.href));
}

function onInstance(call: Call, type: string, id: string): Response {
  const { engine, access, method, headers, body } = call;
  const ifMatch = headers.get('If-Match') ?? undefined;
  switch (method) {
    case 'GET':
      return resourceResponse(call, 200, read(engine, access, type, id));
    case 'PUT': {
      requireSupport(engine.persona, type, 'u');
      const tree = resourceIn(headers, body);
      if (tree['resourceType'] !== type) throw refuse(400, 'invalid', 'The resource is not of the type in the URL.');
      return written(call, update(engine, access, id, tree, ifMatch));
    }
    case 'PATCH':
      if (!isContentType(headers, 'application/json-patch+json')) throw refuse(415, 'not-supported', 'Only JSON Patch is supported.');
      return written(call, patch(engine, access, type, id, parsed(body), ifMatch));
    case 'DELETE':
      remove(engine, access, type, id);
      return new Response(null, { status: 204 });
    default:
      throw refuse(405, 'not-supported', `${method} is not supported here.`);
  }
}

function written(call: Call, result: Written): Response {
  const { type, id, versionId } = result.version;
  const response = resourceResponse(call, result.status, result.version);
  response.headers.set('Location', `${call.engine.base}/${type}/${id}/_history/${versionId}`);
  const wanted = call.engine.persona.silentWrites === true ? 'minimal' : preference(call.headers);
  if (wanted === 'minimal') {
    response.headers.delete('Content-Type');
    return new Response(null, { status: result.status, headers: response.headers });
  }
  if (wanted !== 'OperationOutcome') return response;
  const text = JSON.stringify(outcome([{ severity: 'information', code: 'informational', diagnostics: 'Stored.' }]));
  return new Response(text, { status: result.status, headers: response.headers });
}

function resourceResponse({ engine }: Call, status: number, version: Version): Response {
  const response = json(status, shown(engine.persona, version));
  response.headers.set('Last-Modified', new Date(version.lastUpdated).toUTCString());
  if (engine.persona.versions.etag) response.headers.set('ETag', `W/"${version.versionId}"`);
  return response;
}

function historyBundle({ engine, access }: Call, type: string, id: string): string {
  const versions = history(engine, access, type, id).toReversed();
  const entries = versions.map((version, index) => {
    const method = version.deleted ? 'DELETE' : index === versions.length - 1 ? 'POST' : 'PUT';
    const request = JSON.stringify({ method, url: method === 'POST' ? type : `${type}/${id}` });
    const head = JSON.stringify({ status: '200', etag: `W/"${version.versionId}"`, lastModified: version.lastUpdated });
    const resource = version.deleted ? '' : `"resource":${shown(engine.persona, version)},`;
    return `{"fullUrl":${JSON.stringify(`${engine.base}/${type}/${id}`)},${resource}"request":${request},"response":${head}}`;
  });
  return `{"resourceType":"Bundle","type":"history","total":${versions.length},"entry":[${entries.join(',')}]}`;
}

function bundleResponse(text: string): Response {
  return json(200, text);
}

/** Without `no-store` a browser may answer the next read from its own cache, going by Last-Modified. */
function json(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

function preference(headers: Headers): string | undefined {
  return /(?:^|[,;]\s*)return=(\w+)/.exec(headers.get('Prefer') ?? '')?.[1];
}

function resourceIn(headers: Headers, body: string): Tree {
  if (!isContentType(headers, 'application/fhir+json') && !isContentType(headers, 'application/json')) {
    throw refuse(415, 'not-supported', 'The body must be application/fhir+json.');
  }
  const tree = parsed(body);
  if (!isObject(tree)) throw refuse(400, 'structure', 'The body is not a resource.');
  return tree;
}

function parsed(body: string): unknown {
  try {
    return parseExact(body);
  } catch {
    throw refuse(400, 'structure', 'The body is not JSON.');
  }
}

function isContentType(headers: Headers, type: string): boolean {
  return (headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() === type;
}
