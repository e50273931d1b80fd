import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isObject, mapStrings, parseExact, writeExact } from '../test/ehr/json.ts';

export interface LoadedData {
  /** JSON text of each resource, decimals as they were in the file. */
  readonly resources: readonly string[];
  /** How many there are of each type, most frequent first. */
  readonly counts: ReadonlyMap<string, number>;
  readonly files: number;
  /** What could not be read and was left out: `folder/file.json, line 12: …`. */
  readonly problems: readonly string[];
  /** Resources that came more than once under one id; the last one stays. */
  readonly replaced: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

interface Entry {
  readonly resource: JsonObject;
  readonly fullUrl?: string;
  /** Where it stands in its file, in words. */
  readonly place: string;
}

interface FileContent {
  readonly entries: readonly Entry[];
  readonly problems: readonly string[];
}

const READABLE = /\.(json|ndjson|jsonl)(\.gz)?$/i;
const LINES = /\.(ndjson|jsonl)(\.gz)?$/i;

/**
 * Reads every FHIR Bundle, resource and NDJSON file (each also as .gz) of a folder and of those inside it. What cannot be
 * read costs itself alone. References by `urn:uuid:` or by full address to another entry of the same bundle become
 * `Type/id`; conditional ones (`Practitioner?identifier=…`) stay.
 *
 * @param onProgress is told after each file: files read so far, files in all, resources so far.
 * @throws Error where the folder cannot be read.
 */
export async function loadData(folder: string, onProgress?: (done: number, all: number, resources: number) => void): Promise<LoadedData> {
  const files = await filesIn(folder);
  const byId = new Map<string, string>();
  const problems: string[] = [];
  let replaced = 0;
  for (const [index, file] of files.entries()) {
    const name = relative(folder, file);
    const content = await contentOf(file).catch((error: unknown): FileContent => ({ entries: [], problems: [sentence(error)] }));
    problems.push(...content.problems.map((problem) => `${name}${problem}`));
    const { resources, problems: unusable } = withIds(content.entries, name);
    problems.push(...unusable.map((problem) => `${name}${problem}`));
    for (const { key, json } of resources) {
      if (byId.has(key)) replaced += 1;
      byId.set(key, json);
    }
    onProgress?.(index + 1, files.length, byId.size);
  }
  return { resources: [...byId.values()], counts: countTypes(byId.keys()), files: files.length, problems, replaced };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && READABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function contentOf(file: string): Promise<FileContent> {
  const bytes = await readFile(file);
  const plain = file.toLowerCase().endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes;
  const content = plain.toString('utf8').replace(/^\uFEFF/, '');
  return LINES.test(file) ? fromLines(content) : fromDocument(content);
}

function fromLines(content: string): FileContent {
  const entries: Entry[] = [];
  const problems: string[] = [];
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `line ${index + 1}`;
    try {
      const resource = parseExact(line);
      if (isObject(resource)) entries.push({ resource, place });
      else problems.push(`, ${place}: is no resource`);
    } catch {
      problems.push(`, ${place}: is no JSON`);
    }
  }
  return { entries, problems };
}

function fromDocument(content: string): FileContent {
  let document: unknown;
  try {
    document = parseExact(content);
  } catch (error) {
    return { entries: [], problems: [`, line ${lineOf(error, content)}: is no JSON`] };
  }
  if (!isObject(document)) return { entries: [], problems: [': is no Bundle and no resource'] };
  return document['resourceType'] === 'Bundle' ? fromBundle(document) : { entries: [{ resource: document, place: '' }], problems: [] };
}

function fromBundle(bundle: JsonObject): FileContent {
  const list = Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  const entries: Entry[] = [];
  const problems: string[] = [];
  for (const [index, entry] of list.entries()) {
    const place = `entry ${index + 1}`;
    const resource: unknown = isObject(entry) ? entry['resource'] : undefined;
    if (isObject(resource)) entries.push({ resource, place, ...(isObject(entry) && addressOf(entry)) });
    else problems.push(`, ${place}: has no resource`);
  }
  return { entries: withReferences(entries), problems };
}

function addressOf(entry: JsonObject): { readonly fullUrl?: string } {
  const fullUrl = entry['fullUrl'];
  return typeof fullUrl === 'string' ? { fullUrl } : {};
}

/** Gives each entry of a bundle its id, so that the others can refer to it by `Type/id`. */
function withReferences(entries: readonly Entry[]): readonly Entry[] {
  const known = entries.map((entry) => ({ ...entry, resource: withAddressId(entry) }));
  const addresses = new Map<string, string>();
  for (const { fullUrl, resource } of known) {
    const key = keyOf(resource);
    if (fullUrl !== undefined && key !== undefined) addresses.set(fullUrl, key);
  }
  const change = (value: string, name: string): string => (name === 'reference' ? (addresses.get(value) ?? value) : value);
  return known.map((entry) => {
    const resource = mapStrings(entry.resource, change);
    return isObject(resource) ? { ...entry, resource } : entry;
  });
}

function withAddressId({ resource, fullUrl }: Entry): JsonObject {
  const last = fullUrl?.split(/[:/]/).at(-1) ?? '';
  return resource['id'] === undefined && FHIR_ID.test(last) ? { ...resource, id: last } : resource;
}

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** `Patient/123`; undefined where type or id is none. */
function keyOf({ resourceType, id }: JsonObject): string | undefined {
  return typeof resourceType === 'string' && typeof id === 'string' && FHIR_ID.test(id) ? `${resourceType}/${id}` : undefined;
}

function withIds(
  entries: readonly Entry[],
  file: string,
): { readonly resources: readonly { readonly key: string; readonly json: string }[]; readonly problems: readonly string[] } {
  const resources: { readonly key: string; readonly json: string }[] = [];
  const problems: string[] = [];
  for (const { resource, place } of entries) {
    const complain = (what: string): number => problems.push(place === '' ? `: ${what}` : `, ${place}: ${what}`);
    const type = resource['resourceType'];
    if (typeof type !== 'string' || !/^[A-Z][A-Za-z]+$/.test(type)) complain('has no resourceType');
    else if (type === 'Bundle') complain('is a Bundle inside another file of resources');
    else {
      const named = resource['id'] === undefined ? { ...resource, id: idFor(file, place) } : resource;
      const key = keyOf(named);
      if (key === undefined) complain(`${type} has an id that is none`);
      else resources.push({ key, json: writeExact(named) });
    }
  }
  return { resources, problems };
}

/** The same in each run. */
function idFor(file: string, place: string): string {
  return createHash('sha256').update(`${file} ${place}`).digest('hex').slice(0, 32);
}

function countTypes(keys: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const type = key.slice(0, key.indexOf('/'));
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return new Map([...counts].toSorted((a, b) => b[1] - a[1]));
}

function lineOf(error: unknown, content: string): number {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return content.slice(0, Number(position ?? 0)).split('\n').length;
}

function sentence(error: unknown): string {
  return `: ${error instanceof Error ? error.message : 'cannot be read'}`;
}
