import { CODES, GROUP_IDS, GROUPS, SNOMED } from './code-tables.ts';

/** What the tables say of one code. `group` is the disease it belongs to, whether or not it counts. */
export interface CodeEntry {
  readonly meaning: CodeMeaning;
  readonly group: string;
}

/**
 * `ccw30` and `chronic` count; `event`: chronic by CCIR but names an acute event; `review`: lists disagree or a hand map asks for
 * a look; `undetermined`: CCIR makes no determination; `header`: a category whose codes differ; `unknown`: not in the tables.
 */
export type CodeMeaning = 'ccw30' | 'chronic' | 'event' | 'review' | 'undetermined' | 'not-chronic' | 'header' | 'unknown';

/** The tables in a form that answers at once. Codes are normalised: upper case, no dot. */
export interface CodeTables {
  readonly icd10cm: (code: string) => CodeEntry;
  readonly snomed: ReadonlyMap<string, CodeEntry>;
}

interface CodeNode {
  /** The characters that may follow, and in `next` the node behind each. */
  readonly characters: string;
  readonly next: readonly CodeNode[];
  /** What the code that ends here means, else what all codes under it mean. */
  readonly meaning: CodeMeaning;
  /** The meanings of all codes at and under this node, one bit each. */
  readonly under: number;
}

const MEANINGS = new Map<number, { readonly bit: number; readonly meaning: CodeMeaning }>(
  [
    ['a', 'ccw30'] as const,
    ['b', 'chronic'] as const,
    ['e', 'event'] as const,
    ['r', 'review'] as const,
    ['u', 'undetermined'] as const,
    ['n', 'not-chronic'] as const,
  ].map(([label, meaning], index) => [label.charCodeAt(0), { bit: 1 << index, meaning }]),
);

const COMMON_MEANING = new Map<number, CodeMeaning>([
  ...[...MEANINGS.values()].map(({ bit, meaning }): [number, CodeMeaning] => [bit, meaning]),
  [bitOf('a') | bitOf('b'), 'chronic'],
]);

/** Only codes that count or may count are in the table of groups; for others it would give their neighbour's group. */
const GROUPED = bitOf('a') | bitOf('b') | bitOf('e') | bitOf('r');

const LONGEST_CODE = 7;

/** Tables from the generated data; about 10 ms. Their encoding is described in docs/code-tables.md. */
export function decodeTables(): CodeTables {
  const root = decodeCodes(CODES);
  const groups = decodeGroups(GROUPS, GROUP_IDS.split(' '));
  const groupOf = (code: string): string | undefined => {
    if (code.length < 3) return undefined;
    const node = find(root, code);
    // A code that is not in the tables belongs where the category above it does.
    if (node === undefined) return groupOf(code.slice(0, -1));
    return (node.under & GROUPED) === 0 ? undefined : longestMatch(groups, code);
  };
  const icd10cm = (code: string): CodeEntry => ({
    meaning: (code.length < 3 ? undefined : find(root, code))?.meaning ?? 'unknown',
    group: groupOf(code.slice(0, LONGEST_CODE)) || `icd10:${code.slice(0, 3)}`,
  });
  return { icd10cm, snomed: decodeSnomed(SNOMED, icd10cm) };
}

function find(root: CodeNode, code: string): CodeNode | undefined {
  let node: CodeNode | undefined = root;
  for (const character of code) {
    const branch: number = node.characters.indexOf(character);
    node = branch < 0 ? undefined : node.next[branch];
    if (node === undefined) return undefined;
  }
  return node;
}

function decodeCodes(text: string): CodeNode {
  const numbered: CodeNode[] = [];
  let at = 0;
  const read = (): CodeNode => {
    if (text[at] === '@') {
      const end = text.indexOf(';', at);
      const known = numbered[Number.parseInt(text.slice(at + 1, end), 36)];
      if (known === undefined) throw new Error('The code tables are damaged');
      at = end + 1;
      return known;
    }
    const label = MEANINGS.get(text.charCodeAt(at));
    if (label !== undefined) at++;
    let under = label?.bit ?? 0;
    let characters = '';
    const next: CodeNode[] = [];
    while (text[at] !== '.') {
      if (at >= text.length) throw new Error('The code tables are damaged');
      characters += text.charAt(at++);
      const node = read();
      next.push(node);
      under |= node.under;
    }
    at++;
    const node = { characters, next, meaning: label?.meaning ?? COMMON_MEANING.get(under) ?? 'header', under };
    if (next.length > 1) numbered.push(node);
    return node;
  };
  return read();
}

function bitOf(label: string): number {
  return MEANINGS.get(label.charCodeAt(0))?.bit ?? 0;
}

function decodeGroups(text: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  let prefix = '';
  for (const [, shared, rest, high, low] of text.matchAll(/(\d)([A-Z\d]*)([a-z])([a-z])/g)) {
    prefix = prefix.slice(0, Number(shared)) + (rest ?? '');
    groups.set(prefix, ids[letterIndex(high) * 26 + letterIndex(low)] ?? '');
  }
  return groups;
}

function letterIndex(letter = 'a'): number {
  return letter.charCodeAt(0) - 97;
}

function longestMatch(groups: ReadonlyMap<string, string>, code: string): string | undefined {
  for (let length = code.length; length >= 0; length--) {
    const group = groups.get(code.slice(0, length));
    if (group !== undefined) return group;
  }
  return undefined;
}

function decodeSnomed(text: string, icd10cm: (code: string) => CodeEntry): ReadonlyMap<string, CodeEntry> {
  const entries = new Map<string, CodeEntry>();
  for (const [, code = '', label, nearest = ''] of text.matchAll(/(\d+)([cern])(\w*)/g)) {
    const listed = nearest === '' ? undefined : icd10cm(nearest);
    const group = listed?.group ?? `snomed:${code}`;
    if (label === 'c') entries.set(code, { meaning: listed?.meaning === 'ccw30' ? 'ccw30' : 'chronic', group });
    else if (label === 'e') entries.set(code, { meaning: 'event', group });
    else if (label === 'n') entries.set(code, { meaning: 'not-chronic', group });
    else entries.set(code, { meaning: listed?.meaning === 'undetermined' ? 'undetermined' : 'review', group });
  }
  return entries;
}
