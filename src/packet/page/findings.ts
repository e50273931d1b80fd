import type { PacketData } from '../data.ts';
import { markup, type Html } from '../html.ts';
import { codedText, dayText } from '../words.ts';
import { part, recordText, row, table } from './table.ts';

type Finding = PacketData['result']['findings'][number];

const VERDICTS = { met: 'Met', 'not-met': 'Not met', unknown: 'Not known' } as const satisfies Record<Finding['verdict'], string>;

/** The findings of the rules whose IDs `wanted` fits: a row for each that rests on something or does something, and the rest by name. */
export function findingsOn(caption: string, { result, rules }: PacketData, wanted: RegExp): readonly Html[] {
  const says = new Map(rules.map((rule) => [rule.id, rule.says]));
  const found = result.findings.filter(({ ruleId }) => wanted.test(ruleId));
  const telling = found.filter(isTelling);
  const others = found.filter((finding) => !isTelling(finding)).map(({ ruleId }) => ruleId);
  return [
    table(
      caption,
      ['Rule', 'What it says', 'Verdict', 'What it rests on'],
      telling.map((finding) =>
        row([idHtml(finding.ruleId), says.get(finding.ruleId) ?? '', verdictText(finding), evidenceList(finding.evidence)]),
      ),
      'No rule of this part has anything to tell of this month.',
    ),
    ...(others.length === 0 ? [] : [markup`<p class="soft">Applied too, and met or for information: ${others.join(', ')}.</p>`]),
  ];
}

/** A rule's ID, which is never broken at its hyphen. */
function idHtml(id: string): Html {
  return markup`<span class="id">${id}</span>`;
}

function isTelling({ verdict, effect, evidence }: Finding): boolean {
  return evidence.length > 0 || verdict !== 'met' || !['none', 'informs'].includes(effect);
}

/** What every rule that was named says, and the documents they come from. */
export function rulesPart({ rules, rulesVersion }: PacketData): Html {
  const documents = new Map<string, { readonly title: string; readonly url: string; readonly ids: string[] }>();
  for (const { id, sources } of rules) {
    for (const { title, url } of sources) {
      const known = documents.get(url) ?? { title, url, ids: [] };
      documents.set(url, { ...known, ids: [...known.ids, id] });
    }
  }
  return part('rules', 'Every rule that was applied', [
    markup`<p>Version ${rulesVersion} of the rules. Their words are Intervisit's own.</p>`,
    table(
      'Rules',
      ['Rule', 'What it says'],
      rules.map(({ id, says, authorsReason }) =>
        row([idHtml(id), authorsReason === undefined ? says : markup`${says} <small>Its authors decided so: ${authorsReason}</small>`]),
      ),
      'No rule was named.',
    ),
    table(
      'Where they come from',
      ['Document', 'Rules'],
      [...documents.values()].map(({ title, url, ids }) => row([markup`${title} <span class="record">${url}</span>`, ids.join(', ')])),
      'No document was named.',
    ),
  ]);
}

function verdictText({ verdict, effect }: Finding): string {
  const says = EFFECTS[effect];
  return says === undefined ? VERDICTS[verdict] : `${VERDICTS[verdict]}: ${says}`;
}

const EFFECTS: Readonly<Record<string, string>> = {
  blocks: 'bars every code',
  warns: 'a warning, changes no code',
  excludes: 'took time out',
  limits: 'limits units',
  proposes: 'stands behind a proposed code',
  undecided: 'would matter',
};

function evidenceList(evidence: Finding['evidence']): Html {
  return markup`${evidence.map(
    ({ fact, value, unknownBecause, by, reference }, index) =>
      markup`${index === 0 ? '' : '; '}${codedText(fact)}${value === undefined ? '' : `: ${valueText(value)}`}${
        unknownBecause === undefined ? '' : `: ${codedText(unknownBecause).toLowerCase()}`
      }${by === undefined ? '' : `, says ${by}`}${reference === undefined ? '' : markup` ${recordText(reference)}`}`,
  )}`;
}

function valueText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : dayText(value);
}
