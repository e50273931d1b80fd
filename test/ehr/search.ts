import {
  convertToSearchableDates,
  convertToSearchableStrings,
  evalFhirPathTyped,
  matchesSearchRequest,
  parseSearchRequest,
  splitSearchOnComma,
  type Filter,
  type SearchRequest,
} from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { isResourceTypeName, searchParametersOf } from './definitions.ts';
import { refuse } from './outcome.ts';
import type { Persona } from './persona.ts';
import type { ReferenceIndex } from './reference-index.ts';
import type { Store, Version } from './store.ts';

export interface Query {
  readonly type: string;
  readonly request: SearchRequest;
  /** Entries per page; undefined where the client did not say. */
  readonly count: number | undefined;
  readonly countOnly: boolean;
}

const SUPPORTED_TYPES = ['reference', 'string', 'uri', 'token', 'date'];
const SUPPORTED_MODIFIERS = ['not', 'missing', 'exact', 'contains'];
const CONTROL = ['_count', '_sort', '_total', '_format', '_pretty', '_include', '_revinclude', '_summary', '_again'];

/**
 * Reads search parameters by the FHIR library's parser, after refusing (or dropping, as the persona has it) what the engine would
 * otherwise silently find nothing by. Throws a Refusal with 400.
 */
export function parseQuery(type: string, params: URLSearchParams, persona: Persona, base: string): Query {
  const known = searchParametersOf(type);
  const kept = new URLSearchParams();
  for (const [name, value] of params) {
    if (isItsOwn(persona, type, name) && known[name] === undefined) continue;
    const parameter = knows(persona, type, name) ? readable(type, name, value, known) : undefined;
    if (parameter !== undefined) kept.append(...parameter);
    else if (!CONTROL.includes(name) && persona.search.unknownParameter === 'refuse') {
      throw refuse(400, 'not-supported', `Unknown search parameter ${name} for ${type}.`);
    } else if (CONTROL.includes(name) && name !== '_again') kept.append(name, value);
  }
  checkRequired(type, params, persona);
  checkCategory(type, params, persona);
  const summary = kept.get('_summary');
  const count = kept.get('_count');
  for (const name of ['_count', '_summary', '_format', '_pretty', '_total']) kept.delete(name);
  const request = parseSearchRequest(`${type}?${kept.toString()}`);
  const filters = (request.filters ?? []).map((filter) => withFullReferences(filter, type, base));
  return { type, request: { ...request, filters }, count: readCount(count), countOnly: summary === 'count' || count === '0' };
}

function knows({ search }: Persona, type: string, name: string): boolean {
  const [code = ''] = name.split(':');
  return code === '_id' || (search.known?.[type]?.includes(code) ?? true);
}

/** Parameters that only this EHR has are taken and do not narrow anything. */
function isItsOwn({ search }: Persona, type: string, name: string): boolean {
  return search.known?.[type]?.includes(name) === true;
}

function checkCategory(type: string, params: URLSearchParams, { search }: Persona): void {
  const accepted = search.categories?.[type];
  const value = params.get('category');
  if (accepted === undefined || value === null) return;
  const code = value.split('|').at(-1) ?? '';
  if (!accepted.includes(code)) throw refuse(400, 'value', `A search for ${type} does not take this category.`);
}

type Known = ReturnType<typeof searchParametersOf>;

function readable(type: string, name: string, value: string, known: Known): [string, string] | undefined {
  const [code = '', modifier] = name.split(':');
  const parameter = known[code];
  if (parameter === undefined || !SUPPORTED_TYPES.includes(parameter.type)) return undefined;
  if (modifier === undefined || SUPPORTED_MODIFIERS.includes(modifier)) return [name, value];
  if (parameter.type !== 'reference' || !isResourceTypeName(modifier)) {
    throw refuse(400, 'not-supported', `Modifier :${modifier} is not supported for ${type}.${code}.`);
  }
  const full = splitSearchOnComma(value).map((one) => (one.includes('/') ? one : `${modifier}/${one}`));
  return [code, full.join(',')];
}

function checkRequired(type: string, params: URLSearchParams, persona: Persona): void {
  const alternatives = persona.search.required[type];
  if (alternatives === undefined || params.has('_id')) return;
  const names = [...params.keys()].map((name) => name.split(':')[0] ?? '');
  if (alternatives.some((needed) => needed.every((name) => names.includes(name)))) return;
  const wanted = alternatives.map((needed) => needed.join(' and ')).join(', or ');
  throw refuse(400, 'required', `A search for ${type} needs ${wanted}.`);
}

function readCount(text: string | null): number | undefined {
  if (text === null) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw refuse(400, 'value', '_count is not a whole number.');
  return count;
}

/** The library compares references as text, so bare ids and this server's absolute URLs are spelled out first. */
function withFullReferences(filter: Filter, type: string, base: string): Filter {
  const parameter = searchParametersOf(type)[filter.code];
  if (parameter?.type !== 'reference' || filter.operator === 'missing') return filter;
  const value = splitSearchOnComma(filter.value)
    .map((one) => (one.startsWith(`${base}/`) ? one.slice(base.length + 1) : one))
    .flatMap((one) => (one.includes('/') ? [one] : (parameter.target ?? ['Patient']).map((target) => `${target}/${one}`)))
    .flatMap((one) => (one.includes(':') ? [one] : [one, `${base}/${one}`]));
  return { ...filter, value: value.join(',') };
}

/** Searches by the index where a parameter is a reference or `_id`, and by the FHIR library's matcher for the rest. */
export class Search {
  readonly #store: Store;
  readonly #index: ReferenceIndex;

  constructor(store: Store, index: ReferenceIndex) {
    this.#store = store;
    this.#index = index;
  }

  /** Matches in the order asked for, else as created. With `patientId` only those of its compartment. */
  matches(query: Query, patientId?: string): readonly Version[] {
    const sets: ReadonlySet<string>[] = patientId === undefined ? [] : [this.#index.ofPatient(query.type, patientId)];
    const filters: Filter[] = [];
    for (const filter of query.request.filters ?? []) {
      const ids = this.#byIndex(query.type, filter);
      if (ids === undefined) filters.push(filter);
      else sets.push(ids);
    }
    const [smallest, ...others] = sets.toSorted((a, b) => a.size - b.size);
    const request = { ...query.request, filters };
    const found: Version[] = [];
    for (const id of smallest ?? this.#store.ids(query.type)) {
      if (!others.every((set) => set.has(id))) continue;
      const version = this.#store.current(query.type, id);
      if (version !== undefined && !version.deleted && isMatch(version, request)) found.push(version);
    }
    return sorted(found, request);
  }

  included(query: Query, matches: readonly Version[]): readonly Version[] {
    const found = new Map<string, Version>();
    const add = (version: Version | undefined): void => {
      if (version !== undefined && !version.deleted) found.set(`${version.type}/${version.id}`, version);
    };
    for (const include of query.request.include ?? []) {
      for (const match of matches.filter((one) => one.type === include.resourceType)) {
        for (const reference of this.#index.references(match, include.searchParam)) {
          const [type = '', id = ''] = reference.split('/');
          if (include.targetType === undefined || include.targetType === type) add(this.#store.current(type, id));
        }
      }
    }
    for (const include of query.request.revInclude ?? []) {
      for (const match of matches) {
        const ids = this.#index.referring(include.resourceType, include.searchParam, `${match.type}/${match.id}`);
        for (const id of ids) add(this.#store.current(include.resourceType, id));
      }
    }
    for (const match of matches) found.delete(`${match.type}/${match.id}`);
    return [...found.values()];
  }

  #byIndex(type: string, filter: Filter): ReadonlySet<string> | undefined {
    if (filter.operator !== 'eq') return undefined;
    const values = splitSearchOnComma(filter.value);
    if (filter.code === '_id') return new Set(values);
    if (searchParametersOf(type)[filter.code]?.type !== 'reference') return undefined;
    const [only, ...others] = values.map((value) => this.#index.referring(type, filter.code, value)).filter((ids) => ids.size > 0);
    return others.length === 0 ? (only ?? new Set()) : new Set([...(only ?? []), ...others.flatMap((ids) => [...ids])]);
  }
}

/** Charts in the field hold dates that are none; such a resource does not match, and the search goes on. */
export function isMatch(version: Version, request: SearchRequest): boolean {
  try {
    return matchesSearchRequest(version.resource as unknown as Resource, request);
  } catch {
    return false;
  }
}

function sorted(found: readonly Version[], request: SearchRequest): readonly Version[] {
  const rules = request.sortRules ?? [];
  if (rules.length === 0) return found;
  const keyed = found.map((version) => ({ version, keys: rules.map((rule) => sortKey(version, rule.code)) }));
  keyed.sort((a, b) => {
    for (const [index, rule] of rules.entries()) {
      const left = a.keys[index] ?? '';
      const right = b.keys[index] ?? '';
      // What has no value comes last in either direction.
      if (left === '' || right === '') {
        if (left !== right) return left === '' ? 1 : -1;
      } else if (left !== right) return (left < right ? -1 : 1) * (rule.descending === true ? -1 : 1);
    }
    return 0;
  });
  return keyed.map((one) => one.version);
}

function sortKey(version: Version, code: string): string {
  const parameter = searchParametersOf(version.type)[code];
  if (parameter?.expression === undefined) throw refuse(400, 'not-supported', `Cannot sort ${version.type} by ${code}.`);
  const values = evalFhirPathTyped(parameter.expression, [{ type: version.type, value: version.resource }]);
  try {
    if (parameter.type === 'date') return convertToSearchableDates(values)[0]?.start ?? '';
    return convertToSearchableStrings(values)[0] ?? '';
  } catch {
    return '';
  }
}
