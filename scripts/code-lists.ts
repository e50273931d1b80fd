import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ACUTE_EVENT_CATEGORIES, CATEGORY_JOINS, CCSR_JOINS, CCW_GROUP, DISPUTED_PREFIXES, GROUP_PRECEDENCE } from './code-groups.ts';

/** The published lists, as read. ICD-10-CM codes are without dots. */
export interface CodeLists {
  readonly ccir: ReadonlyMap<string, string>;
  readonly events: ReadonlySet<string>;
  readonly ccwCategories: ReadonlyMap<string, { readonly ccw30: boolean; readonly eventLike: boolean }>;
  readonly ccwSlugs: ReadonlyMap<string, readonly string[]>;
  readonly ccsr: ReadonlyMap<string, string>;
  readonly rollup: ReadonlyMap<string, string>;
  readonly snomed: readonly SnomedRow[];
}

export interface SnomedRow {
  readonly code: string;
  readonly class: string;
  readonly icd10cm: string;
  readonly note: string;
}

/** The folder of code lists: `codes` in INTERVISIT_SAMPLES, else in `shared` beside the repository; undefined where absent. */
export function codeListFolder(): string | undefined {
  const samples = process.env['INTERVISIT_SAMPLES'] ?? join(import.meta.dirname, '../../shared');
  const folder = join(samples, 'codes');
  return existsSync(folder) ? folder : undefined;
}

export function readCodeLists(folder: string): CodeLists {
  const rows = (file: string) => parseCsv(readText(join(folder, file)));
  const ccwSlugs = new Map<string, string[]>();
  for (const row of rows('ccw_icd10cm.csv')) {
    if (field(row, 'inclusion') !== 'Include') continue;
    const code = field(row, 'code');
    ccwSlugs.set(code, [...(ccwSlugs.get(code) ?? []), field(row, 'slug')]);
  }
  return {
    ccir: new Map(rows('ccir_v2026_1.csv.gz').map((row) => [field(row, 'code'), field(row, 'chronic')])),
    events: new Set(rows('ccir_chronic_but_event.csv').map((row) => field(row, 'code'))),
    ccwCategories: new Map(
      rows('ccw_conditions.csv').map((row) => [
        field(row, 'slug'),
        { ccw30: field(row, 'group') === 'ccw30', eventLike: field(row, 'event_like') === '1' },
      ]),
    ),
    ccwSlugs,
    ccsr: new Map(rows('ccsr_category1.csv.gz').map((row) => [field(row, 'code'), field(row, 'ccsr')])),
    rollup: new Map(rows('ccir_v2026_1_prefix_rollup.csv.gz').map((row) => [field(row, 'prefix'), field(row, 'verdict')])),
    snomed: rows('snomed_chronic_map.csv').map((row) => ({
      code: field(row, 'snomed'),
      class: field(row, 'class'),
      icd10cm: field(row, 'icd10cm'),
      note: field(row, 'note'),
    })),
  };
}

/**
 * What the tables say of each ICD-10-CM code: `a` chronic and one of CCW's 30, `b` chronic, `e` acute event,
 * `r` needs a look, `u` no determination, `n` not chronic.
 */
export function labelCodes(lists: CodeLists): ReadonlyMap<string, string> {
  return new Map([...lists.ccir].map(([code, indicator]) => [code, labelOf(code, indicator, lists)]));
}

function labelOf(code: string, indicator: string, lists: CodeLists): string {
  if (DISPUTED_PREFIXES.some((prefix) => code.startsWith(prefix)) && indicator === '0') return 'r';
  if (indicator === '0') return 'n';
  if (indicator === '9') return 'u';
  const slugs = lists.ccwSlugs.get(code) ?? [];
  const lasting = slugs.filter((slug) => lists.ccwCategories.get(slug)?.eventLike === false);
  if (lists.events.has(code) || slugs.some((slug) => ACUTE_EVENT_CATEGORIES.includes(slug))) return 'e';
  if (slugs.length > 0 && lasting.length === 0) return 'r';
  return lasting.some((slug) => lists.ccwCategories.get(slug)?.ccw30) ? 'a' : 'b';
}

/** The disease of every code and header that counts or may count: CCW, else CCSR, else that of its listed neighbours. */
export function groupCodes(lists: CodeLists, labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  const wanted = [...labels].filter(([, label]) => 'aber'.includes(label)).map(([code]) => code);
  for (const code of wanted) {
    const group = listedGroup(code, lists);
    if (group !== undefined) groups.set(code, group);
  }
  const listedUnder = groupsByPrefix(groups);
  for (const code of wanted) {
    if (!groups.has(code)) groups.set(code, inheritedGroup(code, listedUnder));
  }
  for (const [header, under] of groupsByPrefix(groups)) {
    const [group] = under;
    if (!labels.has(header) && group !== undefined) groups.set(header, under.size === 1 ? group : OWN_CATEGORY);
  }
  return groups;
}

/** The group that is the code's own three-character ICD-10-CM category. */
export const OWN_CATEGORY = '';

function listedGroup(code: string, lists: CodeLists): string | undefined {
  const slugs = lists.ccwSlugs.get(code) ?? [];
  const lasting = slugs.filter((slug) => lists.ccwCategories.get(slug)?.eventLike === false);
  const candidates = (lasting.length > 0 ? lasting : slugs).map(ccwGroup).toSorted();
  const first = GROUP_PRECEDENCE.find((group) => candidates.includes(group)) ?? candidates[0];
  if (first !== undefined) return first;
  const joined = CATEGORY_JOINS[code.slice(0, 3)];
  if (joined !== undefined) return joined;
  const category = lists.ccsr.get(code);
  return category === undefined ? undefined : (CCSR_JOINS[category] ?? category);
}

/** A code too new for the lists belongs where all its listed neighbours do; where they differ, to its own category. */
function inheritedGroup(code: string, listedUnder: ReadonlyMap<string, ReadonlySet<string>>): string {
  for (let length = code.length; length >= 3; length--) {
    const groups = listedUnder.get(code.slice(0, length));
    const [group] = groups ?? [];
    if (group !== undefined) return groups?.size === 1 ? group : OWN_CATEGORY;
  }
  return OWN_CATEGORY;
}

function groupsByPrefix(groups: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const byPrefix = new Map<string, Set<string>>();
  for (const [code, group] of groups) {
    for (let length = 3; length <= code.length; length++) {
      const prefix = code.slice(0, length);
      byPrefix.set(prefix, (byPrefix.get(prefix) ?? new Set()).add(group));
    }
  }
  return byPrefix;
}

function ccwGroup(slug: string): string {
  const group = CCW_GROUP[slug];
  if (group === undefined) throw new Error(`CCW category ${slug} has no group in code-groups.ts`);
  return group;
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function parseCsv(text: string): readonly ReadonlyMap<string, string>[] {
  const [header, ...lines] = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(cells);
  if (header === undefined) throw new Error('The code list is empty');
  return lines.map((line) => new Map(header.map((name, column) => [name, line[column] ?? ''])));
}

function cells(line: string): readonly string[] {
  return [...line.trimEnd().matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

function field(row: ReadonlyMap<string, string>, name: string): string {
  const value = row.get(name);
  if (value === undefined) throw new Error(`The code list has no column ${name}`);
  return value;
}
