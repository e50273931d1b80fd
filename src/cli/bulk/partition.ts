import { createHash } from 'node:crypto';
import { open, type FileHandle, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isResource, patientOf, uselessBecause } from '../resources.ts';
import { type ExportFile, linesOf } from './export-files.ts';

/** What an export was divided into: parts of whole patients, each small enough to be held in memory. */
export interface Partition {
  readonly parts: number;
  readonly resources: number;
  /** Lines that could not be used, told once. */
  readonly errors: readonly string[];
  /** Resources by type that name no patient and are no directory: nobody's chart shows them. */
  readonly nobodys: Readonly<Record<string, number>>;
}

export const DIRECTORY_FILE = 'directory.ndjson';
const SUMMARY_FILE = 'partition.json';

/** What stands beside patients in an export; every part's patients may refer to it. */
const DIRECTORY: ReadonlySet<string> = new Set(['Practitioner', 'PractitionerRole', 'Organization', 'Location']);

/** About this much of an export in one part; a chart as parsed takes some ten times its text. */
const PART_BYTES = 24_000_000;
const MOST_PARTS = 512;
/** Text kept back before it is written, in all. */
const KEPT_BACK = 16_000_000;

export function partFile(work: string, part: number): string {
  return join(work, `part-${String(part).padStart(3, '0')}.ndjson`);
}

interface Stored extends Partition {
  readonly of: string;
}

/**
 * Divides an export by patient into files in `work`, or takes what an earlier run left there of the same export. An export
 * has a file for each type of resource, so a patient's chart is spread over all of them.
 */
export async function partition(
  files: readonly ExportFile[],
  work: string,
  onProgress: (resources: number) => void,
  partBytes = PART_BYTES,
): Promise<Partition> {
  const of = fingerprint(files, partBytes);
  const kept = await earlier(work);
  if (kept?.of === of) return kept;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o700 });
  const made = await divide(files, work, onProgress, partBytes);
  await writeFile(join(work, SUMMARY_FILE), JSON.stringify({ ...made, of } satisfies Stored));
  return made;
}

function fingerprint(files: readonly ExportFile[], partBytes: number): string {
  return createHash('sha256')
    .update(JSON.stringify([files, partBytes]))
    .digest('hex');
}

async function earlier(work: string): Promise<Stored | undefined> {
  try {
    return JSON.parse(await readFile(join(work, SUMMARY_FILE), 'utf8'));
  } catch {
    return undefined;
  }
}

async function divide(
  files: readonly ExportFile[],
  work: string,
  onProgress: (resources: number) => void,
  partBytes: number,
): Promise<Partition> {
  // Packed text is about a tenth of what it holds.
  const bytes = files.reduce((sum, file) => sum + file.bytes * (file.path.endsWith('.gz') ? 10 : 1), 0);
  const parts = Math.min(MOST_PARTS, Math.max(1, Math.ceil(bytes / partBytes)));
  const writer = await openParts(work, parts);
  const errors: string[] = [];
  const nobodys: Record<string, number> = {};
  let resources = 0;
  try {
    for (const { path } of files) {
      for await (const { text, line } of linesOf(path)) {
        const found = placeOf(text, parts);
        if (found.kind === 'unusable') errors.push(`${path}:${line}: ${found.because}`);
        else if (found.kind === 'nobodys') nobodys[found.type] = (nobodys[found.type] ?? 0) + 1;
        else await writer.add(found.kind === 'directory' ? parts : found.part, text);
        resources += 1;
        if (resources % 10_000 === 0) onProgress(resources);
      }
    }
    await writer.flush();
  } finally {
    await writer.close();
  }
  return { parts, resources, errors, nobodys };
}

type Place =
  | { readonly kind: 'part'; readonly part: number }
  | { readonly kind: 'directory' }
  | { readonly kind: 'nobodys'; readonly type: string }
  | { readonly kind: 'unusable'; readonly because: string };

function placeOf(text: string, parts: number): Place {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unusable', because: 'is not JSON' };
  }
  if (!isResource(value) || value.resourceType === 'Bundle') return { kind: 'unusable', because: 'is not a FHIR resource by itself' };
  const because = uselessBecause(value);
  if (because !== undefined) return { kind: 'unusable', because };
  if (DIRECTORY.has(value.resourceType)) return { kind: 'directory' };
  const patient = patientOf(value);
  return patient === undefined
    ? { kind: 'nobodys', type: value.resourceType }
    : { kind: 'part', part: createHash('sha1').update(patient).digest().readUInt32BE() % parts };
}

async function openParts(work: string, parts: number) {
  const names = [...Array.from({ length: parts }, (_, part) => partFile(work, part)), join(work, DIRECTORY_FILE)];
  const handles: FileHandle[] = [];
  for (const name of names) handles.push(await open(name, 'w', 0o600));
  const texts: string[] = names.map(() => '');
  let keptBack = 0;
  const flush = async () => {
    for (const [part, text] of texts.entries()) {
      if (text !== '') await handles[part]?.write(text);
      texts[part] = '';
    }
    keptBack = 0;
  };
  return {
    flush,
    async add(part: number, text: string) {
      texts[part] += `${text}\n`;
      keptBack += text.length;
      if (keptBack > KEPT_BACK) await flush();
    },
    close: () => Promise.all(handles.map((handle) => handle.close())),
  };
}
