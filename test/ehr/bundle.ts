import type { Access } from './access.ts';
import {
  create,
  existingFor,
  patch,
  read,
  remove,
  resolveConditional,
  update,
  type Engine,
  type Tree,
  type Written,
} from './interactions.ts';
import { isObject, mapStrings, parseExact } from './json.ts';
import { outcome, Refusal, refuse } from './outcome.ts';
import { searchBundle, type Pages } from './paging.ts';
import { parseQuery } from './search.ts';
import { shown } from './showing.ts';

interface Entry {
  readonly index: number;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly fullUrl: string | undefined;
  readonly tree: Tree | undefined;
  readonly ifMatch: string | undefined;
  readonly ifNoneExist: string | undefined;
  /** Id that a create will give, unless its condition finds a resource. */
  readonly newId: string;
}

const METHODS = ['DELETE', 'POST', 'PUT', 'PATCH', 'GET'] as const;

/** Text of the response Bundle. A transaction that fails throws its Refusal and leaves the store as it was. */
export function processBundle(engine: Engine, access: Access, pages: Pages, bundle: Tree, minimal: boolean): string {
  const type = bundle['type'];
  if (bundle['resourceType'] !== 'Bundle' || (type !== 'transaction' && type !== 'batch')) {
    throw refuse(400, 'structure', 'Only a Bundle of type transaction or batch is taken here.');
  }
  if (type === 'batch' ? !engine.persona.batch : engine.persona.transaction === 'unsupported') {
    throw refuse(405, 'not-supported', `A ${type} is not supported.`);
  }
  const entries = readEntries(bundle);
  const run = (entry: Entry): string => answer(engine, access, pages, entry, minimal);
  const attempt = (entry: Entry): string => {
    try {
      return engine.store.transact(() => run(entry));
    } catch (error) {
      if (error instanceof Refusal) return failure(error);
      throw error;
    }
  };
  if (type === 'batch') return response(type, entries.map(attempt));
  const resolve = (): readonly Entry[] => inOrder(resolved(engine, access, entries));
  const placed = (work: (entry: Entry) => string): readonly string[] => {
    const texts: string[] = [];
    for (const entry of resolve()) texts[entry.index] = work(entry);
    return texts;
  };
  switch (engine.persona.transaction) {
    case 'atomic':
    case 'unsupported':
      return response(
        type,
        engine.store.transact(() => placed(run)),
      );
    case 'not-atomic':
      return response(type, placed(attempt));
    case 'entry-status':
      return withEntryStatus(engine, type, entries, () => placed(run));
    default:
      return engine.persona.transaction satisfies never;
  }
}

function withEntryStatus(engine: Engine, type: string, entries: readonly Entry[], work: () => readonly string[]): string {
  try {
    return response(type, engine.store.transact(work));
  } catch (error) {
    if (error instanceof Refusal)
      return response(
        type,
        entries.map(() => failure(error)),
      );
    throw error;
  }
}

function readEntries(bundle: Tree): readonly Entry[] {
  const list = bundle['entry'] ?? [];
  if (!Array.isArray(list)) throw refuse(400, 'structure', 'Bundle.entry is not an array.');
  const entries = list.map((item: unknown, index) => readEntry(item, index));
  if (bundle['type'] === 'batch') return entries;
  const targets = entries.filter((entry) => entry.method !== 'POST' && entry.method !== 'GET').map((entry) => entry.url);
  if (new Set(targets).size < targets.length) throw refuse(400, 'invalid', 'Two entries change the same resource.');
  return entries;
}

function readEntry(item: unknown, index: number): Entry {
  const request = isObject(item) ? item['request'] : undefined;
  if (!isObject(item) || !isObject(request)) throw refuse(400, 'required', `Entry ${index} has no request.`);
  const method = METHODS.find((one) => one === request['method']);
  const url = request['url'];
  if (method === undefined || typeof url !== 'string') throw refuse(400, 'value', `Entry ${index} has no usable method or URL.`);
  return {
    index,
    method,
    url,
    fullUrl: textIn(item, 'fullUrl'),
    tree: isObject(item['resource']) ? item['resource'] : undefined,
    ifMatch: textIn(request, 'ifMatch'),
    ifNoneExist: textIn(request, 'ifNoneExist'),
    newId: crypto.randomUUID(),
  };
}

function textIn(object: Tree, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/** Entries with temporary ids and references by search replaced by what they stand for. */
function resolved(engine: Engine, access: Access, entries: readonly Entry[]): readonly Entry[] {
  const references = new Map<string, string>();
  for (const entry of entries) {
    if (entry.fullUrl === undefined || entry.tree === undefined) continue;
    if (entry.method !== 'POST') {
      references.set(entry.fullUrl, entry.url);
      continue;
    }
    const type = String(entry.tree['resourceType']);
    const found = entry.ifNoneExist === undefined ? undefined : existingFor(engine, access, type, entry.ifNoneExist);
    references.set(entry.fullUrl, `${type}/${found?.id ?? entry.newId}`);
  }
  const change = (text: string, key: string): string => {
    if (key !== 'reference') return text;
    if (references.has(text)) return references.get(text) ?? text;
    if (text.startsWith('urn:uuid:')) throw refuse(400, 'invalid', 'A reference names no entry of the Bundle.');
    return /^[A-Za-z]+\?/.test(text) ? resolveConditional(engine, text) : text;
  };
  return entries.map((entry) => (entry.tree === undefined ? entry : { ...entry, tree: mapStrings(entry.tree, change) as Tree }));
}

/** The order FHIR prescribes: deletes, creates, updates, reads. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => METHODS.indexOf(a.method) - METHODS.indexOf(b.method) || a.index - b.index);
}

function answer(engine: Engine, access: Access, pages: Pages, entry: Entry, minimal: boolean): string {
  const { pathname, searchParams } = new URL(entry.url, `${engine.base}/`);
  const [type = '', id = ''] = pathname.slice(new URL(`${engine.base}/`).pathname.length).split('/');
  const tree = (): Tree => {
    if (entry.tree === undefined) throw refuse(400, 'required', `Entry ${entry.index} has no resource.`);
    if (entry.method !== 'PATCH' && entry.tree['resourceType'] !== type)
      throw refuse(400, 'invalid', `Entry ${entry.index} names another type in its URL.`);
    return entry.tree;
  };
  switch (entry.method) {
    case 'GET':
      if (id !== '') return success(engine, { status: 200, version: read(engine, access, type, id) }, false);
      return `{"response":{"status":"200 OK"},"resource":${searchBundle(engine, access, pages, parseQuery(type, searchParams, engine.persona, engine.base), entry.url)}}`;
    case 'POST':
      return success(
        engine,
        create(engine, access, tree(), { id: entry.newId, ...(entry.ifNoneExist === undefined ? {} : { ifNoneExist: entry.ifNoneExist }) }),
        minimal,
      );
    case 'PUT':
      return success(engine, update(engine, access, id, tree(), entry.ifMatch), minimal);
    case 'PATCH':
      return success(engine, patch(engine, access, type, id, operationsOf(tree()), entry.ifMatch), minimal);
    case 'DELETE':
      remove(engine, access, type, id);
      return '{"response":{"status":"204 No Content"}}';
    default:
      return entry.method satisfies never;
  }
}

/** In a Bundle a patch travels as a Binary. */
function operationsOf(binary: Tree): unknown {
  if (
    binary['resourceType'] !== 'Binary' ||
    binary['contentType'] !== 'application/json-patch+json' ||
    typeof binary['data'] !== 'string'
  ) {
    throw refuse(400, 'structure', 'A PATCH entry needs a Binary with a JSON Patch.');
  }
  return parseExact(new TextDecoder().decode(Uint8Array.from(atob(binary['data']), (char) => char.charCodeAt(0))));
}

function success({ base, persona }: Engine, { status, version }: Written, minimal: boolean): string {
  const { type, id, versionId, lastUpdated } = version;
  const head = {
    status: status === 201 ? '201 Created' : '200 OK',
    location: `${base}/${type}/${id}/_history/${versionId}`,
    etag: `W/"${versionId}"`,
    lastModified: lastUpdated,
  };
  const resource = minimal ? '' : `"resource":${shown(persona, version)},`;
  return `{"fullUrl":${JSON.stringify(`${base}/${type}/${id}`)},${resource}"response":${JSON.stringify(head)}}`;
}

function failure(refusal: Refusal): string {
  return JSON.stringify({ response: { status: String(refusal.status), outcome: outcome(refusal.issues) } });
}

function response(type: string, entries: readonly string[]): string {
  return `{"resourceType":"Bundle","type":"${type}-response","entry":[${entries.join(',')}]}`;
}
