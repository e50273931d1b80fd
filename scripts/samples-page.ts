import 'temporal-polyfill/global';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadChronicConditions } from '../src/ccm/conditions.ts';
import { policyWith } from '../src/ccm/policy.ts';
import { markdownTable, writeGeneratedPart } from './generated-part.ts';
import { grouped, sampleSets, samplesFolder, type SetSurvey, surveySet } from './survey-samples.ts';

const PAGE = join(import.meta.dirname, '../docs/samples.md');
const MONTH = '2024-03';

const folder = samplesFolder();
if (!existsSync(folder)) {
  process.stderr.write(`There are no samples in ${folder}; INTERVISIT_SAMPLES names the folder that holds them.\n`);
  process.exitCode = 1;
} else {
  const sets = sampleSets(folder);
  const policy = policyWith(await loadChronicConditions());
  const surveys: SetSurvey[] = [];
  const crashed: string[] = [];
  for (const set of sets) {
    try {
      surveys.push(await surveySet(set, MONTH, policy));
    } catch (error) {
      crashed.push(`${set.name}: ${error instanceof Error ? error.name : typeof error}`);
    }
  }
  writeGeneratedPart(PAGE, pageOf(surveys, crashed));
  process.stdout.write(
    `docs/samples.md: ${sets.length} sets, ${sum(surveys, ({ assessments }) => assessments.length)} patients, ${crashed.length} crashed\n`,
  );
}

function pageOf(surveys: readonly SetSurvey[], crashed: readonly string[]): string {
  return [
    `Service month ${MONTH}, as of its last day.`,
    '',
    setsTable(surveys),
    '',
    `Crashed: ${crashed.length === 0 ? 'nothing' : crashed.join('; ')}.`,
    '',
    '## Why conditions count, do not count, or are for review',
    '',
    countTable(
      ['verdict', 'reason', 'conditions'],
      surveys.flatMap(({ assessments }) =>
        assessments.flatMap(({ conditions }) => conditions.map(({ verdict, reason }) => `${verdict}|${reason}`)),
      ),
    ),
    '',
    '## Rules that block',
    '',
    countTable(
      ['rule', 'patients'],
      surveys.flatMap(({ assessments }) => assessments.flatMap(({ blockers }) => blockers)),
    ),
    '',
    '## Rules that could not be decided',
    '',
    countTable(
      ['rule', 'patients'],
      surveys.flatMap(({ assessments }) => assessments.flatMap(({ unknowns }) => unknowns)),
    ),
    '',
    '## Resources that could not be used',
    '',
    countTable(
      ['set', 'type', 'kind', 'place', 'resources'],
      surveys.flatMap(({ set, problems }) =>
        problems.map(({ type, kind, path }) => `${set.name}|${type}|${kind}|${path.replaceAll(/\d+/g, 'n')}`),
      ),
    ),
  ].join('\n');
}

function setsTable(surveys: readonly SetSurvey[]): string {
  const head = [
    'set',
    'files',
    'patients',
    'only named',
    'conditions',
    'chronic',
    'review',
    'not',
    '≥ 2 diseases',
    '1',
    '0',
    'unknown rules',
    'problems',
    'not JSON',
  ];
  const rows = surveys.map((survey) => [survey.set.name, ...numbersOf(survey)]);
  const total = head.slice(1).map((_, column) => sum(rows, (row) => Number(row[column + 1])));
  return markdownTable(head, [...rows, ['**all**', ...total]]);
}

function numbersOf({ set, assessments, onlyNamed, refused, problems }: SetSurvey): readonly number[] {
  const conditions = assessments.flatMap((assessment) => assessment.conditions);
  const judged = (verdict: string) => conditions.filter((one) => one.verdict === verdict).length;
  const diseases = assessments.map(({ distinctChronicConditions }) => distinctChronicConditions.length);
  return [
    set.files,
    assessments.length,
    onlyNamed,
    conditions.length,
    judged('counts'),
    judged('review'),
    judged('does-not-count'),
    diseases.filter((number) => number >= 2).length,
    diseases.filter((number) => number === 1).length,
    diseases.filter((number) => number === 0).length,
    sum(assessments, ({ unknowns }) => unknowns.length),
    problems.length + refused,
    set.notJson,
  ];
}

/** How often each row occurs, most often first; `keys` are rows whose cells are parted by `|`. */
function countTable(head: readonly string[], keys: readonly string[]): string {
  const counts = [...grouped(keys, (key) => key)].map(([key, same]) => [...key.split('|'), same.length]);
  if (counts.length === 0) return 'None.';
  return markdownTable(
    head,
    counts.toSorted((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || String(a[0]).localeCompare(String(b[0]))),
  );
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
