import { bundleSource } from '../fhir/bundle-source.ts';
import type { RawResource } from '../fhir/client.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import type { ResourceSource } from '../fhir/source.ts';
import { CallError } from './arguments.ts';
import { isRereadable, type Line, nameOf, readContent } from './files.ts';
import type { ReadingProblem } from './output.ts';
import { entriesOf, entryProblems, isResource, patientOf, uselessBecause } from './resources.ts';

/** Resources that belong together: one patient's lines, or a whole Bundle. */
export interface Group {
  /** The file, and the line it begins in where there are lines. */
  readonly where: string;
  readonly source: ResourceSource;
  readonly count: number;
  /** What among them could not be read. */
  readonly problems: readonly ReadingProblem[];
}

/** Something that could not be read and belongs to no patient. */
export interface Stray {
  readonly stray: ReadingProblem;
}

/**
 * What a file holds, patient by patient. NDJSON is read a line at a time: only one patient's lines are in memory at once,
 * so all lines of a patient must stand together, the Patient among them. Practitioners, organizations and locations that open
 * the file are everybody's; other lines that name no patient go with the patient before them, or else with the first.
 * @throws CallError where the file as a whole cannot be read, before anything was given.
 */
export async function* groupsIn(file: string): AsyncGenerator<Group | Stray> {
  const content = await readContent(file, isResource);
  switch (content.layout) {
    case 'lines':
      yield* groupsOfLines(nameOf(file), content.lines);
      return;
    case 'json':
      if (!isResource(content.value)) throw new CallError(`${nameOf(file)}:1:1: is neither a FHIR Bundle nor another resource`);
      yield groupOf([content.value], nameOf(file), nameOf(file));
      return;
    default:
      content satisfies never;
  }
}

/** Refuses what cannot be read at all, so that nothing is printed of a call that will fail. A pipe is not looked into: it can be read once only. */
export async function checkFile(file: string): Promise<void> {
  if (!(await isRereadable(file))) return;
  const groups = groupsIn(file);
  await groups.next();
  await groups.return(undefined);
}

// What stands beside patients in an export rather than within a patient's chart.
const DIRECTORY = new Set(['Practitioner', 'PractitionerRole', 'Organization', 'Location']);

async function* groupsOfLines(file: string, lines: AsyncIterable<Line>): AsyncGenerator<Group | Stray> {
  const directory: RawResource[] = [];
  // Undefined while only the directory was read.
  let shared: ResourceSource | undefined;
  let patient: string | undefined;
  let begin = '';
  let resources: RawResource[] = [];
  const close = (): Group => {
    const group = groupOf(resources, begin, file);
    resources = [];
    patient = undefined;
    return shared === undefined || directory.length === 0 ? group : { ...group, source: withDirectory(group.source, shared) };
  };

  for await (const line of lines) {
    const where = `${file}:${line.line}`;
    const resource = readLine(line);
    if (typeof resource === 'string') {
      yield { stray: { where, what: resource } };
      continue;
    }
    const named = patientOf(resource);
    const isAnother = resource.resourceType === 'Bundle' || (named !== undefined && patient !== undefined && named !== patient);
    if (isAnother && resources.length > 0) yield close();
    if (!DIRECTORY.has(resource.resourceType)) shared ??= bundleSource(directory);
    if (resource.resourceType === 'Bundle') {
      yield groupOf([resource], where, where);
    } else if (shared === undefined) {
      directory.push(resource);
    } else {
      if (resources.length === 0) begin = where;
      patient ??= named;
      resources.push(resource);
    }
  }
  if (resources.length > 0) yield close();
  else if (shared === undefined) yield { stray: { where: file, what: 'has no Patient in it' } };
}

/** The resource in a line, or why there is none of use. */
function readLine(line: Line): RawResource | string {
  if (line.kind === 'malformed') return line.problem;
  return isResource(line.value) ? (uselessBecause(line.value) ?? line.value) : 'is not a FHIR resource';
}

/** Resources as a group; `where` names it, `prefix` stands before the places in its Bundles. */
export function groupOf(resources: readonly RawResource[], where: string, prefix: string): Group {
  const problems = resources.flatMap((resource) =>
    resource.resourceType === 'Bundle' ? entryProblems(resource, `${prefix} Bundle`, 0) : [],
  );
  const count = resources.reduce((sum, resource) => sum + (resource.resourceType === 'Bundle' ? entriesOf(resource).length : 1), 0);
  return { where, source: bundleSource(resources), count, problems };
}

/** The patient's own resources, and where they do not have one, what the file opened with. */
export function withDirectory(own: ResourceSource, directory: ResourceSource): ResourceSource {
  return {
    holdsEverything: true,
    read: (type, id) =>
      own.read(type, id).catch((error: unknown) => {
        if (error instanceof FhirError && error.kind === 'not-found') return directory.read(type, id);
        throw error;
      }),
    search: async (type, params, options) => {
      const { resources } = await own.search(type, params, options);
      return {
        resources: DIRECTORY.has(type) ? [...resources, ...(await directory.search(type, params)).resources] : resources,
        complete: true,
      };
    },
  };
}
