import { parseSearchRequest } from '@medplum/core';
import { applyPatch, type Operation } from 'rfc6902';
import type { Access } from './access.ts';
import { isResourceTypeName } from './definitions.ts';
import { isObject, parseExact, writeExact } from './json.ts';
import { asKept, requireElements } from './keeping.ts';
import { Refusal, refuse } from './outcome.ts';
import { actionsOf, type Action, type Persona } from './persona.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { parseQuery, type Search } from './search.ts';
import type { Store, Version } from './store.ts';
import { validate, type ProfilesFor } from './validate.ts';

/** What the interactions work on. */
export interface Engine {
  readonly base: string;
  readonly store: Store;
  readonly index: ReferenceIndex;
  readonly search: Search;
  readonly persona: Persona;
  readonly profilesFor: ProfilesFor;
  readonly unvalidated: boolean;
}

export interface Written {
  readonly status: 200 | 201;
  readonly version: Version;
}

/** A JSON object with numbers as `parseExact` leaves them. */
export type Tree = Readonly<Record<string, unknown>>;

/** Throws a Refusal where the server does not have the type (404) or the interaction (405). */
export function requireSupport(persona: Persona, type: string, action: Action): void {
  const actions = isResourceTypeName(type) ? actionsOf(persona, type) : [];
  if (actions.length === 0) throw refuse(404, 'not-supported', 'Unknown resource type.');
  if (!actions.includes(action)) throw refuse(405, 'not-supported', `Not supported on ${type}.`);
}

export function read(engine: Engine, access: Access, type: string, id: string): Version {
  requireSupport(engine.persona, type, 'r');
  access.require('r', type);
  const version = present(engine, type, id);
  access.requireFor('r', version);
  return version;
}

export function readVersion(engine: Engine, access: Access, type: string, id: string, versionId: string): Version {
  const versions = history(engine, access, type, id);
  const version = versions.find((one) => one.versionId === versionId);
  if (version === undefined) throw refuse(404, 'not-found', 'No such version.');
  if (version.deleted) throw refuse(410, 'deleted', 'This version is a deletion.');
  return version;
}

/** Oldest first. */
export function history(engine: Engine, access: Access, type: string, id: string): readonly Version[] {
  requireSupport(engine.persona, type, 'r');
  access.require('r', type);
  const versions = engine.store.versions(type, id);
  if (versions.length === 0) throw refuse(404, 'not-found', `No such ${type}.`);
  for (const version of versions) if (!version.deleted) access.requireFor('r', version);
  return versions;
}

export function create(engine: Engine, access: Access, tree: Tree, options: { ifNoneExist?: string; id?: string } = {}): Written {
  const type = typeOf(tree);
  requireSupport(engine.persona, type, 'c');
  access.require('c', type);
  const existing = options.ifNoneExist === undefined ? undefined : existingFor(engine, access, type, options.ifNoneExist);
  if (existing !== undefined) return { status: 200, version: existing };
  requireElements(engine, type, tree);
  return { status: 201, version: store(engine, access, 'c', type, options.id ?? crypto.randomUUID(), tree) };
}

/** The one resource that a conditional create finds, if any. Throws a Refusal with 412 where there are several. */
export function existingFor(engine: Engine, access: Access, type: string, condition: string): Version | undefined {
  const mode = engine.persona.conditionalCreate;
  if (mode === 'unsupported') throw refuse(412, 'not-supported', 'Conditional create is not supported.');
  if (mode === 'ignored') return undefined;
  const params = new URLSearchParams(condition.replace(/^[^?=]*\?/, ''));
  if (params.size === 0) throw refuse(400, 'value', 'If-None-Exist holds no search parameters.');
  const query = parseQuery(type, params, engine.persona, engine.base);
  if (query.request.filters?.length === 0) throw refuse(412, 'processing', 'If-None-Exist would match everything.');
  const [found, ...others] = engine.search.matches(query);
  if (others.length > 0) throw refuse(412, 'multiple-matches', 'More than one resource matches If-None-Exist.');
  if (found !== undefined && !access.permits('c', found)) {
    throw refuse(403, 'forbidden', 'What matches If-None-Exist is outside the granted scopes.');
  }
  return found;
}

export function update(engine: Engine, access: Access, id: string, tree: Tree, ifMatch: string | undefined): Written {
  const type = typeOf(tree);
  requireSupport(engine.persona, type, 'u');
  access.require('u', type);
  if (tree['id'] !== id) throw refuse(400, 'invalid', 'The id in the resource is not the id in the URL.');
  const current = present(engine, type, id);
  access.requireFor('u', current);
  checkVersion(engine.persona, current, ifMatch);
  return { status: 200, version: store(engine, access, 'u', type, id, tree) };
}

export function patch(engine: Engine, access: Access, type: string, id: string, operations: unknown, ifMatch: string | undefined): Written {
  requireSupport(engine.persona, type, 'u');
  if (!engine.persona.patch) throw refuse(405, 'not-supported', `PATCH is not supported on ${type}.`);
  access.require('u', type);
  const current = present(engine, type, id);
  access.requireFor('u', current);
  checkVersion(engine.persona, current, ifMatch);
  const tree = parseExact(current.text);
  if (!Array.isArray(operations)) throw refuse(400, 'structure', 'A JSON Patch is an array of operations.');
  for (const [index, error] of applyPatch(tree, operations as Operation[]).entries()) {
    if (error === null) continue;
    const isTest = error.name === 'TestError';
    throw refuse(isTest ? 409 : 422, isTest ? 'conflict' : 'processing', `Operation ${index} of the patch failed (${error.name}).`);
  }
  if (!isObject(tree) || tree['id'] !== id || tree['resourceType'] !== type)
    throw refuse(422, 'invalid', 'A patch may not change type or id.');
  return { status: 200, version: store(engine, access, 'u', type, id, tree) };
}

export function remove(engine: Engine, access: Access, type: string, id: string): void {
  requireSupport(engine.persona, type, 'd');
  access.require('d', type);
  const current = engine.store.current(type, id);
  if (current === undefined || current.deleted) return;
  access.requireFor('d', current);
  engine.store.remove(type, id);
}

/** Stores what this EHR keeps if the resource is valid FHIR and inside the scopes, else leaves the store as it was. */
function store(engine: Engine, access: Access, action: 'c' | 'u', type: string, id: string, tree: Tree): Version {
  const issues = engine.unvalidated ? [] : validate(plainOf(tree), engine.profilesFor);
  if (issues.length > 0) throw new Refusal(422, issues);
  return engine.store.transact(() => {
    const version = engine.store.write(type, id, asKept(engine, type, tree));
    access.requireFor(action, version);
    return version;
  });
}

function plainOf(tree: Tree): Record<string, unknown> {
  return JSON.parse(writeExact(withoutEmptyMeta(tree))) as Record<string, unknown>;
}

/** The server fills `meta`, so that an empty one is not worth a refusal. */
function withoutEmptyMeta(tree: Tree): Tree {
  const { meta, ...rest } = tree;
  return isObject(meta) && Object.keys(meta).length === 0 ? rest : tree;
}

function present(engine: Engine, type: string, id: string): Version {
  const version = engine.store.current(type, id);
  if (version === undefined) throw refuse(404, 'not-found', `No such ${type}.`);
  if (version.deleted) throw refuse(410, 'deleted', `This ${type} was deleted.`);
  return version;
}

function checkVersion(persona: Persona, current: Version, ifMatch: string | undefined): void {
  const { ifMatch: mode, conflictStatus } = persona.versions;
  if (mode === 'ignored') return;
  if (ifMatch === undefined) {
    if (mode === 'required') throw refuse(412, 'required', 'If-Match is required.');
    return;
  }
  const versionId = /^(?:W\/)?"([^"]*)"$/.exec(ifMatch.trim())?.[1];
  if (versionId === undefined) throw refuse(400, 'value', 'If-Match is not an entity tag.');
  if (versionId !== current.versionId) throw refuse(conflictStatus, 'conflict', 'The resource has changed since that version.');
}

function typeOf(tree: Tree): string {
  const type = tree['resourceType'];
  if (typeof type !== 'string' || !isResourceTypeName(type)) throw refuse(400, 'structure', 'Unknown resource type.');
  return type;
}

/** The one resource that a reference by search (`Patient?identifier=…`) means. */
export function resolveConditional(engine: Engine, reference: string): string {
  const [type = '', query = ''] = reference.split('?');
  if (!isResourceTypeName(type)) return reference;
  const { filters = [] } = parseSearchRequest(`${type}?${query}`);
  const [found, ...others] =
    filters.length === 0 ? [] : engine.search.matches(parseQuery(type, new URLSearchParams(query), engine.persona, engine.base));
  if (found === undefined || others.length > 0)
    throw refuse(412, 'multiple-matches', 'A reference by search does not match exactly one resource.');
  return `${type}/${found.id}`;
}
