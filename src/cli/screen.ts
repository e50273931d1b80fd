import { parseArgs } from 'node:util';
import { CallError } from './arguments.ts';
import { type Candidate, screen } from './screen/screen.ts';

const USAGE = `Usage: screen FOLDER --month 2026-10 [--json]

FOLDER holds a Bulk Data export: .ndjson or .ndjson.gz, a type of resource a file. Prints who might qualify for CCM as CSV, or
as a line of JSON each. A screen only: assess decides. Exit status: 0 everything was read; 1 some of it could not be; 2 the
call is wrong, or a file could not be read at all.`;

const COLUMNS = [
  'patient',
  'practitioner',
  'chronic_conditions',
  'conditions',
  'medicare_confidence',
  'last_visit',
  'visit_by_code',
  'consent_since',
  'staff_minutes',
  'practitioner_minutes',
] as const satisfies readonly (keyof Candidate)[];

async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    const { folder, month, json } = read(words);
    const { candidates, patients, resources, errors } = await screen(folder, month, tell);
    if (!json) process.stdout.write(`${COLUMNS.join(',')}\n`);
    for (const one of candidates) process.stdout.write(json ? `${JSON.stringify(one)}\n` : `${csvLine(one)}\n`);
    for (const error of errors) tell(error);
    tell(`${candidates.length} of ${patients} living patients let through, ${resources} resources read`);
    return errors.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    tell(error.message);
    return 2;
  }
}

function read(words: readonly string[]): { readonly folder: string; readonly month: string; readonly json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { month: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw new CallError('takes one folder');
    const { month } = values;
    if (month === undefined || !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) throw new CallError('needs --month, for example --month 2026-10');
    return { folder, month, json: values.json };
  } catch (error) {
    if (error instanceof CallError) throw error;
    throw new CallError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), { cause: error });
  }
}

/** RFC 4180, and a text that a spreadsheet would run as a formula is kept from it. */
function csvLine(candidate: Candidate): string {
  return COLUMNS.map((column) => {
    const value = String(candidate[column] ?? '');
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(',');
}

function tell(words: string): void {
  process.stderr.write(`screen: ${words.replaceAll(/\p{Cc}+/gu, ' ')}\n`);
}

const calledFrom = process.env['INIT_CWD'];
if (process.env['npm_lifecycle_event'] === 'screen' && calledFrom !== undefined) process.chdir(calledFrom);

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
process.exitCode = await main(process.argv.slice(2));
