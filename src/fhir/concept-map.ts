import type { ConditionCode } from '../ccm/chart.ts';
import { normaliseCode } from '../ccm/chronic-conditions/classification.ts';
import { GROUP_NAMES } from '../ccm/chronic-conditions/group-names.ts';
import { siteMapOf, SiteMapError, type SiteConditionEntry, type SiteConditionMap } from '../ccm/chronic-conditions/site-map.ts';
import { isObject } from './fields.ts';
import { CONDITION_GROUP_SYSTEM } from './naming.ts';
import { canonicalSystem, SYSTEM } from './terminology.ts';

/**
 * What a target says of the source code. `as-target`: the source is the target or a kind of it. `near`: related, broader or
 * overlapping, so that the target does not decide. `not`: expressly something else.
 */
type Bearing = 'as-target' | 'near' | 'not';

const EQUIVALENCE: Readonly<Record<string, Bearing>> = {
  equivalent: 'as-target',
  equal: 'as-target',
  wider: 'as-target',
  subsumes: 'as-target',
  narrower: 'near',
  specializes: 'near',
  inexact: 'near',
  relatedto: 'near',
  unmatched: 'not',
  disjoint: 'not',
};

/** The same in the words of R5. */
const RELATIONSHIP: Readonly<Record<string, Bearing>> = {
  equivalent: 'as-target',
  'source-is-narrower-than-target': 'as-target',
  'source-is-broader-than-target': 'near',
  'related-to': 'near',
  'not-related-to': 'not',
};

/**
 * A site's own condition codes, from a FHIR ConceptMap (R4, or R5's `relationship`, `noMap` and canonical `source`).
 *
 * Targets are codes of ICD-10-CM or SNOMED CT, which the code is then judged by, or groups of `CONDITION_GROUP_SYSTEM`, by
 * which it is chronic. A code whose targets are only near it is for review; one that is mapped to nothing, or expressly to
 * nothing of the kind, is not chronic. Codes of the source system that the map leaves out stay with the published lists.
 *
 * @throws SiteMapError at the first place that is wrong or says what this reader would have to leave out
 */
export function readConceptMap(json: unknown): SiteConditionMap {
  if (!isObject(json) || json['resourceType'] !== 'ConceptMap') throw new SiteMapError('not-a-map', '', 'must be a ConceptMap');
  if (json['status'] === 'retired') throw new SiteMapError('not-a-map', 'status', 'is retired, so the map is not to be used');
  const groups = listIn(json, 'group', '');
  if (groups.length === 0) throw new SiteMapError('not-a-map', 'group', 'holds no codes');
  return siteMapOf(groups.flatMap((group, index) => readGroup(group, `group[${index}]`)));
}

interface Found {
  readonly path: string;
  readonly entry: SiteConditionEntry;
}

function readGroup(group: unknown, path: string): readonly Found[] {
  const source = canonicalSystem(textIn(group, 'source', path));
  const elements = listIn(group, 'element', path);
  if (elements.length === 0) throw bad(`${path}.element`, 'holds no codes');
  const mode = isObject(group) && isObject(group['unmapped']) ? group['unmapped']['mode'] : undefined;
  if (mode !== undefined && mode !== 'provided' && mode !== 'use-source-code') {
    throw bad(`${path}.unmapped.mode`, 'must be left out: codes that the map does not name stay with the published lists');
  }
  return elements.map((element, index) => {
    const at = `${path}.element[${index}]`;
    const code = { system: source, code: textIn(element, 'code', at).trim() };
    if (normaliseCode(code) === '') throw bad(`${at}.code`, 'holds no code');
    return { path: at, entry: entryOf(code, readTargets(element, group, at), at) };
  });
}

interface Target {
  readonly bearing: Bearing;
  /** Absent where there is none to name: `unmatched` and `disjoint`. */
  readonly code?: ConditionCode;
}

function readTargets(element: unknown, group: unknown, path: string): readonly Target[] {
  if (isObject(element) && element['valueSet'] !== undefined) throw bad(`${path}.valueSet`, 'is not supported: name each code');
  const targets = listIn(element, 'target', path).map((target, index) => readTarget(target, group, `${path}.target[${index}]`));
  const hasNone = isObject(element) && element['noMap'] === true;
  if (hasNone && targets.length > 0) throw bad(`${path}.noMap`, 'is true although there are targets');
  if (!hasNone && targets.length === 0)
    throw bad(`${path}.target`, 'is missing; a code without a counterpart has one target that is unmatched');
  return targets;
}

function readTarget(target: unknown, group: unknown, path: string): Target {
  const bearing = bearingOf(target, path);
  // Both would let a target hold only sometimes, which a chart's condition alone cannot tell.
  for (const key of ['dependsOn', 'product', 'valueSet']) {
    if (isObject(target) && target[key] !== undefined) throw bad(`${path}.${key}`, 'is not supported: a target holds always or not at all');
  }
  if (bearing === 'not') return { bearing };
  const system = canonicalSystem(textIn(group, 'target', path.replace(/\.element\[.*$/, '')));
  const code = { system, code: textIn(target, 'code', path).trim() };
  if (system === CONDITION_GROUP_SYSTEM) {
    if (!Object.hasOwn(GROUP_NAMES, code.code)) throw bad(`${path}.code`, `is not a condition group of ${CONDITION_GROUP_SYSTEM}`);
  } else if (system !== SYSTEM.icd10cm && system !== SYSTEM.snomed) {
    const place = path.replace(/\.element\[.*$/, '.target');
    throw bad(place, `must be ${SYSTEM.icd10cm}, ${SYSTEM.snomed} or ${CONDITION_GROUP_SYSTEM}`);
  }
  if (normaliseCode(code) === '') throw bad(`${path}.code`, 'holds no code');
  return { bearing, code };
}

function bearingOf(target: unknown, path: string): Bearing {
  const isNew = isObject(target) && target['relationship'] !== undefined;
  const [key, words] = isNew ? (['relationship', RELATIONSHIP] as const) : (['equivalence', EQUIVALENCE] as const);
  const word = textIn(target, key, path);
  const bearing = Object.hasOwn(words, word) ? words[word] : undefined;
  if (bearing === undefined) throw bad(`${path}.${key}`, `must be one of ${Object.keys(words).join(', ')}`);
  return bearing;
}

function entryOf(code: ConditionCode, targets: readonly Target[], path: string): SiteConditionEntry {
  const decisive = targets.filter(({ bearing }) => bearing === 'as-target');
  const isLoose = decisive.length === 0;
  const counting = isLoose ? targets.filter(({ bearing }) => bearing === 'near') : decisive;
  const codes = counting.flatMap((target) => target.code ?? []);
  const [first, ...rest] = codes;
  if (first === undefined) return { ...code, verdict: 'not-chronic' };
  const groups = new Set(codes.filter(({ system }) => system === CONDITION_GROUP_SYSTEM).map((one) => one.code));
  const [group] = groups;
  if (group === undefined) return { ...code, countsAs: [first, ...rest], isLoose };
  if (groups.size > 1) throw bad(`${path}.target`, 'names two condition groups; one condition is one disease');
  return { ...code, verdict: isLoose ? 'review' : 'chronic', group, groupName: GROUP_NAMES[group] ?? group };
}

function listIn(parent: unknown, key: string, path: string): readonly unknown[] {
  const value = isObject(parent) ? parent[key] : undefined;
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw bad(placeOf(path, key), 'must be a list');
  return value;
}

function textIn(parent: unknown, key: string, path: string): string {
  if (!isObject(parent)) throw bad(path, 'must be an object');
  const value = parent[key];
  if (typeof value !== 'string' || value.trim() === '') throw bad(placeOf(path, key), 'must be a text that is not empty');
  return value;
}

function placeOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function bad(path: string, problem: string): SiteMapError {
  return new SiteMapError('bad-entry', path, problem);
}
