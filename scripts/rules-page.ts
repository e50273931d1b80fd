import { pathToFileURL } from 'node:url';
import { writeFileSync } from 'node:fs';
import { ACTIVITIES } from '../src/ccm/activities.ts';
import { addOnUnits, FAMILIES, thresholds } from '../src/ccm/families.ts';
import { GROUNDS, sourcesOf } from '../src/ccm/grounds.ts';
import { SOURCES } from '../src/ccm/grounds/sources.ts';
import type { CodeFamily } from '../src/ccm/month-assessment.ts';
import { CONVERSION_FACTORS } from '../src/ccm/payment.ts';
import { DEFAULT_SWITCHES } from '../src/ccm/policy.ts';
import { coveredMonths, RULE_IDS, RULES, RULES_VERSION, type RuleId } from '../src/ccm/rules.ts';

const SECTIONS: readonly (readonly [string, string])[] = [
  ['SCOPE', 'Scope'],
  ['ELIG', 'Eligibility'],
  ['CONS', 'Consent'],
  ['PLAN', 'Care plan'],
  ['PRAC', 'Practice'],
  ['WHO', 'Who may bill, who may do the work'],
  ['TIME', 'Time'],
  ['ACT', 'Activities'],
  ['CODE', 'Codes'],
  ['SEL', 'The choice among correct codings'],
  ['CONC', 'Other services in the month'],
  ['BILL', 'Claim'],
  ['PAY', 'Estimates'],
  ['AUD', 'Audit'],
  ['PAYER', 'Other payers'],
];

const SEVERITIES = {
  block: 'blocks',
  exclude: 'excludes time',
  limit: 'limits units',
  propose: 'earns a code',
  warn: 'warns',
  info: 'informs',
} as const;

const CERTAINTIES = {
  primary: 'read in a primary text',
  secondary: 'read in a secondary text',
  memory: 'not read, to be checked',
  conflict: 'sources disagree',
} as const;

/** The text of docs/rules.md, made from the tables the engine runs on. */
export function rulesPage(): string {
  return [
    '# The rules',
    '',
    `Generated from the rule tables, version ${RULES_VERSION}, by \`npx tsx scripts/rules-page.ts\`; do not edit by hand.`,
    '',
    `Service months ${coveredMonths.first} to ${coveredMonths.last}. Code numbers are CPT and HCPCS; CPT is copyright of the American`,
    'Medical Association, and the words here are our own. The rules propose; a coder decides. A rule marked *not read, to be',
    'checked* or *sources disagree* wants a coder’s eye before a site relies on it.',
    '',
    ...thresholdTable(),
    ...switchTable(),
    ...activityTable(),
    ...factorTable(),
    ...SECTIONS.flatMap(([prefix, title]) => section(prefix, title)),
  ].join('\n');
}

function section(prefix: string, title: string): readonly string[] {
  const rows = RULE_IDS.filter((id) => id.startsWith(`${prefix}-`)).map(ruleRow);
  return [`## ${title}`, '', '| rule | what it says | does | in force | how sure | source |', '|---|---|---|---|---|---|', ...rows, ''];
}

function ruleRow(id: RuleId): string {
  const { severity, from, to } = RULES[id];
  const { says, sure, authorsReason } = GROUNDS[id];
  const sources = sourcesOf(id).map((source) => `[${source.title}](${source.url})`);
  const why = authorsReason === undefined ? [] : [`decided here: ${authorsReason}`];
  return `| ${id} | ${says} | ${SEVERITIES[severity]} | ${from} – ${to} | ${CERTAINTIES[sure]} | ${[...sources, ...why].join('; ')} |`;
}

const FAMILY_NAMES = { STAFF: 'staff (T)', COMPLEX: 'complex (T)', QHP: 'practitioner (Q)' } as const;

function thresholdTable(): readonly string[] {
  const families = ['STAFF', 'COMPLEX', 'QHP'] as const;
  const marks = [...new Set([0, ...families.flatMap(thresholds)])].toSorted((a, b) => a - b);
  const rows = marks.map((from, index) => {
    const next = marks[index + 1];
    const span = next === undefined ? `${from} and more` : `${from}–${next - 1}`;
    return `| ${span} | ${families.map((family) => earned(family, from)).join(' | ')} |`;
  });
  return [
    '## Minutes and codes',
    '',
    'T is staff and practitioner minutes together, Q the practitioner’s own. Every step is a full one.',
    '',
    `| minutes | ${families.map((family) => FAMILY_NAMES[family]).join(' | ')} |`,
    '|---|---|---|---|',
    ...rows,
    '',
    `Further full ${FAMILIES.COMPLEX.addOn?.stepMinutes ?? 0} complex minutes earn 99489 to ${DEFAULT_SWITCHES.max99489} units.`,
    '',
  ];
}

function earned(family: CodeFamily, minutes: number): string {
  const { base, addOn, firstMinutes } = FAMILIES[family];
  if (minutes < firstMinutes) return '–';
  const units = addOn ? Math.min(addOn.cap(DEFAULT_SWITCHES), addOnUnits(family, minutes)) : 0;
  return units === 0 || !addOn ? base : `${base} + ${addOn.code} × ${units}`;
}

function switchTable(): readonly string[] {
  const rows = Object.entries(DEFAULT_SWITCHES).map(([name, value]) => `| \`${name}\` | \`${String(value)}\` |`);
  return ['## Switches of the policy', '', '| switch | default |', '|---|---|', ...rows, ''];
}

function activityTable(): readonly string[] {
  const rows = Object.entries(ACTIVITIES).map(
    ([id, { counts, ruleId }]) => `| \`${id}\` | ${counts ? 'counts' : 'does not count'} | ${ruleId} |`,
  );
  return ['## Vocabulary of activities', '', '| activity | time | rule |', '|---|---|---|', ...rows, ''];
}

function factorTable(): readonly string[] {
  const rows = CONVERSION_FACTORS.map((factor) => {
    const whose = 'participation' in factor ? `, ${factor.participation}` : '';
    return `| ${factor.from}${whose} | ${factor.usd} | ${SOURCES[factor.source].title} |`;
  });
  return ['## Conversion factors', '', '| from | US dollars | source |', '|---|---|---|', ...rows, ''];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(new URL('../docs/rules.md', import.meta.url), rulesPage());
}
