import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { codeListFolder, groupCodes, labelCodes, OWN_CATEGORY, readCodeLists, type CodeLists } from './code-lists.ts';

const OUTPUT = join(import.meta.dirname, '../src/ccm/chronic-conditions/code-tables.ts');

/** One level of the tree of codes: the label where a code ends, and the next characters. */
interface Branch {
  label: string;
  readonly next: Map<string, Branch>;
}

/**
 * All codes as one depth-first walk: a label where a code ends, then each next character with its subtree, then `.`.
 * A subtree that was written before is `@` and its number in base 36, then `;` (only subtrees of two or more branches are numbered).
 */
function encodeCodes(labels: ReadonlyMap<string, string>): string {
  const root: Branch = { label: '', next: new Map() };
  for (const [code, label] of [...labels].toSorted(([a], [b]) => compare(a, b))) {
    let branch = root;
    for (const character of code) {
      const next = branch.next.get(character) ?? { label: '', next: new Map() };
      branch.next.set(character, next);
      branch = next;
    }
    branch.label = label;
  }
  const numberOf = new Map<string, number>();
  const written: string[] = [];
  const plain = (branch: Branch): string =>
    `${branch.label}${[...branch.next].map(([character, next]) => character + plain(next)).join('')}.`;
  const write = (branch: Branch): void => {
    const whole = plain(branch);
    const known = numberOf.get(whole);
    if (known !== undefined) {
      written.push(`@${known.toString(36)};`);
      return;
    }
    written.push(branch.label);
    for (const [character, next] of branch.next) {
      written.push(character);
      write(next);
    }
    written.push('.');
    if (branch.next.size > 1) numberOf.set(whole, numberOf.size);
  };
  write(root);
  return written.join('');
}

/**
 * The fewest prefixes whose longest match gives every code its group (the sets of Draves et al., optimal routing tables).
 * An entry is the number of characters shared with the entry before, the rest of the prefix, and the group in two letters.
 */
function encodeGroups(groups: ReadonlyMap<string, string>, names: readonly string[]): string {
  const children = new Map<string, Set<string>>();
  for (const code of groups.keys()) {
    for (let length = code.length; length > 0; length--) {
      const parent = code.slice(0, length - 1);
      children.set(parent, (children.get(parent) ?? new Set()).add(code.slice(0, length)));
    }
  }
  const best = new Map<string, ReadonlySet<string>>();
  const choose = (prefix: string): ReadonlySet<string> => {
    const votes = new Map<string, number>();
    for (const child of children.get(prefix) ?? []) {
      for (const group of choose(child)) votes.set(group, (votes.get(group) ?? 0) + 1);
    }
    const own = groups.get(prefix);
    const most = Math.max(...votes.values());
    const chosen = own === undefined ? [...votes.keys()].filter((group) => votes.get(group) === most) : [own];
    best.set(prefix, new Set(chosen));
    return new Set(chosen);
  };
  choose('');
  const entries: { readonly prefix: string; readonly group: string }[] = [];
  const emit = (prefix: string, inherited: string | undefined): void => {
    const options = best.get(prefix) ?? new Set();
    const group = inherited !== undefined && options.has(inherited) ? inherited : [...options].toSorted()[0];
    if (group !== undefined && group !== inherited) entries.push({ prefix, group });
    for (const child of [...(children.get(prefix) ?? [])].toSorted(compare)) emit(child, group);
  };
  emit('', undefined);
  let before = '';
  return entries
    .map(({ prefix, group }) => {
      let shared = 0;
      while (shared < Math.min(prefix.length, before.length) && prefix[shared] === before[shared]) shared++;
      before = prefix;
      return `${shared}${prefix.slice(shared)}${twoLetters(names.indexOf(group))}`;
    })
    .join('');
}

/** One entry per SNOMED CT code, blank-separated: code, `c` chronic, `e` event, `r` review or `n` not, nearest ICD-10-CM code. */
function encodeSnomed(lists: CodeLists, labels: ReadonlyMap<string, string>): string {
  return lists.snomed
    .map(({ code, class: listed, icd10cm, note }) => {
      const event = labels.get(icd10cm) === 'e' || /\bevent\b|acute MI/.test(note);
      const label = { chronic: 'c', review: event ? 'e' : 'r', not_chronic: 'n' }[listed];
      if (label === undefined) throw new Error(`SNOMED CT ${code} has the unknown class ${listed}`);
      return `${code}${label}${label === 'n' ? '' : icd10cm}`;
    })
    .join(' ');
}

function twoLetters(index: number): string {
  if (index < 0 || index >= 26 * 26) throw new Error('A group is missing from the names, or there are more than two letters hold');
  return String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function main(): void {
  const folder = codeListFolder();
  if (folder === undefined) throw new Error('No code lists: set INTERVISIT_SAMPLES to the folder that holds codes/');
  const lists = readCodeLists(folder);
  const labels = labelCodes(lists);
  const groups = groupCodes(lists, labels);
  const names = [OWN_CATEGORY, ...new Set([...groups.values()].filter((group) => group !== OWN_CATEGORY).toSorted(compare))];
  const text = `// GENERATED by \`npx tsx scripts/derive-code-tables.ts\`; do not edit. How it is read: docs/code-tables.md.
//
// CODES: every ICD-10-CM code of AHRQ HCUP Chronic Condition Indicator Refined (CCIR) v2026.1 (${labels.size} codes, those
// retired since 2015 kept), joined with the CMS Chronic Conditions Warehouse (CCW) categories (30 conditions, 2022-02 revision,
// and the other chronic or potentially disabling conditions) and with our list of codes that name acute events.
// GROUPS: the disease that a code is counted as: CCW category, else first category of AHRQ HCUP Clinical Classifications
// Software Refined (CCSR) for ICD-10-CM diagnoses (about v2024.1), else the three-character category; scripts/code-groups.ts.
// CCIR, CCSR and CCW are works of the US Government, public domain; cite AHRQ HCUP and CMS.
// SNOMED: ${lists.snomed.length} SNOMED CT codes mapped by hand for this project; needs clinical review. SNOMED CT identifiers are (c) SNOMED
// International; see NOTICE.

export const CODES =
  '${encodeCodes(labels)}';

export const GROUP_IDS =
  '${names.join(' ')}';

export const GROUPS =
  '${encodeGroups(groups, names)}';

export const SNOMED =
  '${encodeSnomed(lists, labels)}';
`;
  writeFileSync(OUTPUT, text);
  process.stdout.write(`${OUTPUT}: ${text.length} characters, ${gzipSync(text, { level: 9 }).length} bytes gzip, ${names.length} groups\n`);
}

main();
