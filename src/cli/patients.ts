import type { RawResource } from '../fhir/client.ts';
import { layoutOf, type Line, readJson, readNdjson } from './files.ts';
import { CallError } from './arguments.ts';
import type { ReadingProblem } from './output.ts';

/** Resources that belong together: one patient's, or a whole Bundle's. */
export interface Group {
  readonly resources: readonly unknown[];
  /** Lines and entries among them that could not be read. */
  readonly problems: readonly ReadingProblem[];
}

/** Something that could not be read and belongs to no patient. */
export interface Stray {
  readonly stray: ReadingProblem;
}

/**
 * What a file holds, patient by patient. NDJSON is read a line at a time: only one patient's lines are in memory at once,
 * so all of a patient's lines must stand together. Lines that name no patient go with the patient before them, and with
 * the first where they open the file.
 * @throws CallError where the file as a whole cannot be read, before anything was given.
 */
export async function* groupsIn(file: string): AsyncGenerator<Group | Stray> {
  if ((await layoutOf(file)) === 'ndjson') {
    yield* groupsOfLines(file);
    return;
  }
  const json = await readJson(file);
  if (!isResource(json)) throw new CallError(`${file}:1:1: is neither a FHIR Bundle nor another resource`);
  yield { resources: [json], problems: entryProblems(json, file) };
}

/** Refuses what cannot be read at all, so that nothing is printed of a call that will fail. */
export async function checkFile(file: string): Promise<void> {
  if ((await layoutOf(file)) === 'json') await groupsIn(file).next();
}

async function* groupsOfLines(file: string): AsyncGenerator<Group | Stray> {
  let patient: string | undefined;
  let resources: unknown[] = [];
  let problems: ReadingProblem[] = [];
  for await (const line of readNdjson(file)) {
    const where = `${file}:${line.line}`;
    const resource = resourceOf(line);
    if (resource === undefined) {
      yield { stray: { where, what: line.kind === 'malformed' ? line.problem : 'is not a FHIR resource' } };
      continue;
    }
    if (resource.resourceType === 'Bundle') {
      yield { resources: [resource], problems: entryProblems(resource, where) };
      continue;
    }
    const named = patientOf(resource);
    if (named !== undefined && patient !== undefined && named !== patient) {
      yield { resources, problems };
      resources = [];
      problems = [];
    }
    patient = named ?? patient;
    resources.push(resource);
  }
  if (resources.length > 0) yield { resources, problems };
}

function resourceOf(line: Line): RawResource | undefined {
  return line.kind === 'value' && isResource(line.value) ? line.value : undefined;
}

const PATIENT_FIELDS = ['subject', 'patient', 'beneficiary', 'individual', 'for'];

/** The id of the patient a resource is about, or undefined where it names none. */
function patientOf(resource: RawResource): string | undefined {
  if (resource.resourceType === 'Patient') return typeof resource.id === 'string' ? resource.id : undefined;
  for (const field of PATIENT_FIELDS) {
    const value = resource[field];
    if (typeof value !== 'object' || value === null || !('reference' in value) || typeof value.reference !== 'string') continue;
    const id = /(?:^|\/)Patient\/([^/]+)/.exec(value.reference)?.[1] ?? /^urn:uuid:(.+)$/.exec(value.reference)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}

function entryProblems(resource: RawResource, where: string): readonly ReadingProblem[] {
  if (resource.resourceType !== 'Bundle') return [];
  const entries: readonly unknown[] = Array.isArray(resource['entry']) ? resource['entry'] : [];
  return entries.flatMap((entry, index) => {
    const inner = typeof entry === 'object' && entry !== null && 'resource' in entry ? entry.resource : undefined;
    return isResource(inner) ? [] : [{ where: `${where} entry ${index + 1}`, what: 'holds no FHIR resource' }];
  });
}

function isResource(value: unknown): value is RawResource {
  return typeof value === 'object' && value !== null && 'resourceType' in value && typeof value.resourceType === 'string';
}
