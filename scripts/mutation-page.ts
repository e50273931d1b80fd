import { readFileSync, writeFileSync } from 'node:fs';

/** What Stryker's report says of each file; `npx tsx scripts/mutation-page.ts [report.json …]` puts it into docs/mutation.md. */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: Status }[] }>>;
}

type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored' | 'Pending';

const PAGE = new URL('../docs/mutation.md', import.meta.url);
const BEGIN = '<!-- generated: begin -->';
const END = '<!-- generated: end -->';

function rowOf(name: string, statuses: readonly Status[]): string {
  const count = (...wanted: readonly Status[]) => statuses.filter((status) => wanted.includes(status)).length;
  const [killed, survived, unreached] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
  const all = killed + survived + unreached;
  return `| ${name} | ${all} | ${killed} | ${survived} | ${unreached} | ${((100 * killed) / all).toFixed(1)} % |`;
}

function tableOf(reports: readonly Report[]): string {
  const files = new Map(reports.flatMap(({ files: some }) => Object.entries(some)));
  const rows = [...files]
    .map(([path, { mutants }]) => [path.replace('src/ccm/', ''), mutants.map(({ status }) => status)] as const)
    .filter(([, statuses]) => statuses.length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    '| file | mutants | killed | survived | reached by no test | killed |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(([name, statuses]) => rowOf(name, statuses)),
    rowOf(
      '**all**',
      rows.flatMap(([, statuses]) => statuses),
    ),
  ].join('\n');
}

const paths = process.argv.length > 2 ? process.argv.slice(2) : ['test-results/mutation.json'];
const reports = paths.map((path): Report => JSON.parse(readFileSync(path, 'utf8')));
const page = readFileSync(PAGE, 'utf8');
const [before, after] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
writeFileSync(PAGE, `${page.slice(0, before)}\n\n${tableOf(reports)}\n\n${page.slice(after)}`);
