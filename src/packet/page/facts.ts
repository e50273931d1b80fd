import type { PacketData } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { dayText, keyText } from '../words.ts';
import { lines, part, points } from './table.ts';

// Shown in full above, in the ledger and among the conditions.
const SHOWN: readonly string[] = ['timeEntries', 'conditions'];

/** What the rules were given, field by field, and how the site applies them. */
export function factsPart({ facts, policy, practice }: PacketData): Html {
  const attested = practice.attestations.map(
    ({ what, attested: holds, by, date }) => [keyText(what), `${holds ? 'yes' : 'no'}, says ${by}, ${dayText(date)}`] as const,
  );
  return part('facts', 'What the rules were given', [
    markup`<p>Time entries and conditions are in their own parts above. “None” is known to be none; a field that is missing was not
known.</p>`,
    lines(
      Object.entries(facts)
        .filter(([key]) => !SHOWN.includes(key))
        .map(([key, value]) => [keyText(key), valueHtml(value)] as const),
    ),
    markup`<h3>What the practice attests</h3>`,
    attested.length === 0 ? markup`<p>Nothing is on file.</p>` : lines(attested),
    markup`<h3>How the site applies the rules</h3>`,
    lines(Object.entries(policy.switches).map(([name, value]) => [keyText(name), valueHtml(value)] as const)),
    policy.conditionMap === undefined
      ? markup`<p>The site has no decisions of its own on condition codes.</p>`
      : markup`<h3>The site's own decisions on condition codes</h3>
${valueHtml(policy.conditionMap.entries)}`,
  ]);
}

function valueHtml(value: unknown): Html {
  if (value === null) return markup`none`;
  if (Array.isArray(value)) {
    if (value.length === 0) return markup`an empty list`;
    return points(value.map(valueHtml));
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return markup`${entries.map(([key, one], index) => markup`${index === 0 ? '' : '; '}${keyText(key)}: ${valueHtml(one)}`)}`;
  }
  if (typeof value === 'boolean') return markup`${value ? 'yes' : 'no'}`;
  return markup`${typeof value === 'string' ? dayText(value) : JSON.stringify(value)}`;
}
