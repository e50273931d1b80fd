import { isLoose } from '../ccm/plain-values.ts';

/** One thing in a packet that does not come out as it stands there. */
export interface PacketDifference {
  /**
   * `hash`: the data are not those of the hash. `page`: the page shows something else than the data. `rules`: made by rules that
   * this program does not have. `result`: the rules make something else of the facts. `agreement`: the parts of the record do not
   * say the same.
   */
  readonly check: 'hash' | 'page' | 'rules' | 'result' | 'agreement';
  /** `codes[0].units`, `line 120`, `ledger entry 3`. */
  readonly where: string;
  /** What stands in the packet. */
  readonly recorded: string;
  /** What comes out. */
  readonly computed: string;
}

/** Where two JSON values differ, at the deepest place that can be named. */
export function valueDifferences(
  check: PacketDifference['check'],
  recorded: unknown,
  computed: unknown,
  where = '',
): readonly PacketDifference[] {
  if (Array.isArray(recorded) && Array.isArray(computed)) {
    const length = Math.max(recorded.length, computed.length);
    return Array.from({ length }, (_, index) => valueDifferences(check, recorded[index], computed[index], `${where}[${index}]`)).flat();
  }
  if (isLoose(recorded) && isLoose(computed)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(computed)])];
    return keys.flatMap((key) => valueDifferences(check, recorded[key], computed[key], where === '' ? key : `${where}.${key}`));
  }
  if (recorded === computed) return [];
  return [{ check, where, recorded: shortly(recorded), computed: shortly(computed) }];
}

function shortly(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 160;

/** Most differing lines of a page that are told one by one. */
const MOST_LINES = 20;

/** The lines of a page that are not those that the data give: the first twenty, and how many more there are. */
export function pageDifferences(recorded: string, computed: string): readonly PacketDifference[] {
  if (recorded === computed) return [];
  const here = recorded.split('\n');
  const there = computed.split('\n');
  // Lines that were put in or taken out shift all others: those at the beginning and at the end that are the same are left aside.
  const start = firstDifference(here, there);
  const end = Math.min(firstDifference(here.toReversed(), there.toReversed()), Math.min(here.length, there.length) - start);
  const [changed, given] = [here.slice(start, here.length - end), there.slice(start, there.length - end)];
  const differing = Array.from({ length: Math.max(changed.length, given.length) }, (_, index) => index).filter(
    (index) => changed[index] !== given[index],
  );
  const told = differing.slice(0, MOST_LINES).map((index) => lineDifference(start + index + 1, changed[index], given[index]));
  const more = differing.length - told.length;
  if (more === 0) return told;
  return [...told, { check: 'page', where: 'more lines', recorded: `${more} more that differ`, computed: 'other lines' }];
}

/** Lines that show the same differ in their markup, and then that is told. */
function lineDifference(line: number, recorded: string | undefined, computed: string | undefined): PacketDifference {
  const [shown, given] = [visible(recorded), visible(computed)];
  const told = shown === given ? [recorded, computed] : [shown, given];
  return { check: 'page', where: `line ${line}`, recorded: shortly(told[0]), computed: shortly(told[1]) };
}

function firstDifference(here: readonly string[], there: readonly string[]): number {
  const found = here.findIndex((line, index) => line !== there[index]);
  return found === -1 ? Math.min(here.length, there.length) : found;
}

/** What a line shows; where it shows nothing, its markup. */
function visible(line: string | undefined): string | undefined {
  const text = line
    ?.replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? line : text;
}
