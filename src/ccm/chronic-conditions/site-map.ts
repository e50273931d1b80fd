import type { ConditionCode } from '../chart.ts';
import {
  ICD_10_CM,
  normaliseCode,
  printIcd10cm,
  SNOMED_CT,
  type ChronicConditions,
  type Classification,
  type MatchedCode,
} from './classification.ts';

/** A site's own decisions on codes of any system, its local ones included. They stand above the published lists. */
export interface SiteConditionMap {
  readonly entries: readonly SiteConditionEntry[];
}

export interface SiteConditionEntry {
  readonly system: string;
  readonly code: string;
  readonly verdict: Classification['verdict'];
  /** The disease it is counted as: one of our groups, or the site's own. Absent: the published lists' group, else the code itself. */
  readonly group?: string;
  readonly groupName?: string;
}

/** A site map that cannot be used. `path` is the place in its JSON, like `entries[3].verdict`. */
export class SiteMapError extends Error {
  readonly kind: 'not-a-map' | 'bad-entry' | 'duplicate';
  readonly path: string;

  constructor(kind: SiteMapError['kind'], path: string, problem: string) {
    super(`Site condition map: ${path === '' ? 'the file' : path} ${problem}`);
    this.name = 'SiteMapError';
    this.kind = kind;
    this.path = path;
  }
}

const VERDICTS: readonly string[] = ['chronic', 'review', 'not-chronic'] satisfies readonly Classification['verdict'][];

/** The map in a parsed JSON document `{ entries: [{ system, code, verdict, group?, groupName? }] }`. Throws SiteMapError. */
export function readSiteConditionMap(json: unknown): SiteConditionMap {
  if (!isObject(json)) throw new SiteMapError('not-a-map', '', 'must be a JSON object with entries');
  const listed = json['entries'];
  if (!Array.isArray(listed)) throw new SiteMapError('not-a-map', 'entries', 'must be a list');
  const entries = listed.map(readEntry);
  const places = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const before = places.get(keyOf(entry));
    if (before !== undefined) throw new SiteMapError('duplicate', `entries[${index}]`, `decides the same code as entries[${before}]`);
    places.set(keyOf(entry), index);
  }
  return { entries };
}

function readEntry(json: unknown, index: number): SiteConditionEntry {
  const path = `entries[${index}]`;
  if (!isObject(json)) throw new SiteMapError('bad-entry', path, 'must be an object');
  const text = (name: string): string => {
    const value = json[name];
    if (typeof value !== 'string' || value.trim() === '')
      throw new SiteMapError('bad-entry', `${path}.${name}`, 'must be a text that is not empty');
    return value.trim();
  };
  const unexpected = Object.keys(json).find((name) => !['system', 'code', 'verdict', 'group', 'groupName'].includes(name));
  if (unexpected !== undefined) throw new SiteMapError('bad-entry', `${path}.${unexpected}`, 'is not a field of an entry');
  const verdict = json['verdict'];
  if (!isVerdict(verdict)) throw new SiteMapError('bad-entry', `${path}.verdict`, `must be one of ${VERDICTS.join(', ')}`);
  const entry = { system: text('system'), code: text('code'), verdict };
  if (normaliseCode(entry) === '') throw new SiteMapError('bad-entry', `${path}.code`, 'holds no code');
  return {
    ...entry,
    ...(json['group'] === undefined ? {} : { group: text('group') }),
    ...(json['groupName'] === undefined ? {} : { groupName: text('groupName') }),
  };
}

/**
 * Recognition in which `map` decides the codes that it holds and `chronicConditions` all others. Of several mapped codings of one
 * Condition the best one decides: chronic, then review, then not chronic.
 */
export function withSiteMap(chronicConditions: ChronicConditions, map: SiteConditionMap): ChronicConditions {
  const entryOf = new Map(map.entries.map((entry) => [keyOf(entry), entry]));
  return {
    classify(codes) {
      const mapped = codes.map((code) => entryOf.get(keyOf(code))).filter((entry) => entry !== undefined);
      const [deciding] = mapped.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
      if (deciding === undefined) return chronicConditions.classify(codes);
      return siteAnswer(deciding, chronicConditions.classify([deciding]));
    },
  };
}

const ANSWERS = {
  chronic: { verdict: 'chronic', tier: 'B', reason: 'chronic' },
  review: { verdict: 'review', tier: 'C', reason: 'needs-clinical-review' },
  'not-chronic': { verdict: 'not-chronic', tier: 'D', reason: 'not-chronic' },
} as const satisfies Record<Classification['verdict'], Pick<Classification, 'verdict' | 'tier' | 'reason'>>;

function siteAnswer(entry: SiteConditionEntry, published: Classification): Classification {
  const group = entry.group ?? published.group ?? keyOf(entry);
  const groupName = entry.groupName ?? (group === published.group ? published.groupName : undefined);
  const matched = matchedCode(entry);
  return {
    ...ANSWERS[entry.verdict],
    group,
    ...(groupName === undefined ? {} : { groupName }),
    ...(matched === undefined ? {} : { matched }),
    decidedBy: 'site-map',
  };
}

function matchedCode(entry: ConditionCode): MatchedCode | undefined {
  const code = normaliseCode(entry);
  if (entry.system === ICD_10_CM) return { system: 'ICD-10-CM', code: printIcd10cm(code) };
  return entry.system === SNOMED_CT ? { system: 'SNOMED CT', code } : undefined;
}

function keyOf(code: ConditionCode): string {
  return `${code.system}|${normaliseCode(code)}`;
}

function isVerdict(value: unknown): value is Classification['verdict'] {
  return typeof value === 'string' && VERDICTS.includes(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
