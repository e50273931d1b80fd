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

/** A code of the site and what it says, by the site's own verdict or as other codes say it. */
export type SiteConditionEntry = DecidedEntry | LikenedEntry;

export interface DecidedEntry extends ConditionCode {
  readonly verdict: Classification['verdict'];
  /** The disease it is counted as: one of our groups, or the site's own. Absent: the published lists' group, else the code itself. */
  readonly group?: string;
  readonly groupName?: string;
}

/** The code says what these codes of ICD-10-CM or SNOMED CT together say by the published lists. */
export interface LikenedEntry extends ConditionCode {
  readonly countsAs: readonly [ConditionCode, ...ConditionCode[]];
  /** They are near it and not the same, so that a clinician must decide: `review`, in their disease. */
  readonly isLoose: boolean;
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

/**
 * The map in a parsed JSON document `{ entries: [{ system, code, verdict, group?, groupName? }] }`.
 *
 * @param canonical the one name of a code system among its spellings; a chart's codes have gone through the same.
 * @throws SiteMapError at the first place that is wrong
 */
export function readSiteConditionMap(json: unknown, canonical: (system: string) => string = (system) => system): SiteConditionMap {
  if (!isObject(json)) throw new SiteMapError('not-a-map', '', 'must be a JSON object with entries');
  const listed = json['entries'];
  if (!Array.isArray(listed)) throw new SiteMapError('not-a-map', 'entries', 'must be a list');
  return siteMapOf(
    listed.map((item: unknown, index) => {
      const entry = readEntry(item, index);
      return { path: `entries[${index}]`, entry: { ...entry, system: canonical(entry.system) } };
    }),
  );
}

/**
 * The map of these entries, each found at its place in the site's file.
 * @throws SiteMapError where two decide one code: which of them was meant nobody could tell.
 */
export function siteMapOf(found: readonly { readonly path: string; readonly entry: SiteConditionEntry }[]): SiteConditionMap {
  const places = new Map<string, string>();
  for (const { path, entry } of found) {
    const before = places.get(keyOf(entry));
    if (before !== undefined) throw new SiteMapError('duplicate', path, `decides the same code as ${before}`);
    places.set(keyOf(entry), path);
  }
  return { entries: found.map(({ entry }) => entry) };
}

function readEntry(json: unknown, index: number): DecidedEntry {
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
      const answers = codes.flatMap((code) => {
        const entry = entryOf.get(keyOf(code));
        return entry === undefined ? [] : [answerOf(entry, chronicConditions)];
      });
      const [best] = answers.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
      return best ?? chronicConditions.classify(codes);
    },
  };
}

const ANSWERS = {
  chronic: { verdict: 'chronic', tier: 'B', reason: 'chronic' },
  review: { verdict: 'review', tier: 'C', reason: 'needs-clinical-review' },
  'not-chronic': { verdict: 'not-chronic', tier: 'D', reason: 'not-chronic' },
} as const satisfies Record<Classification['verdict'], Pick<Classification, 'verdict' | 'tier' | 'reason'>>;

function answerOf(entry: SiteConditionEntry, chronicConditions: ChronicConditions): Classification {
  if ('verdict' in entry) return siteAnswer(entry, chronicConditions.classify([entry]));
  const answer = chronicConditions.classify(entry.countsAs);
  return { ...answer, ...(entry.isLoose && ANSWERS.review), decidedBy: 'site-map' };
}

function siteAnswer(entry: DecidedEntry, published: Classification): Classification {
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
