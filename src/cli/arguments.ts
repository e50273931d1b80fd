import { parseArgs } from 'node:util';
import type { LocalDate, ServiceMonth } from '../ccm/chart.ts';
import type { BulkCommand } from './bulk/bulk.ts';

export const USAGE = `Usage:
  assess facts FILE|-
  assess bundle FILE... --month 2026-10 [--as-of 2026-11-21] [--time-zone America/New_York] [--policy FILE]
  assess packet FILE|- [--json]
  assess bulk FOLDER --month 2026-10 [the options of bundle] [--jobs 4] [--work FOLDER]

facts   FILE holds { "scenarios": [...] } or one { "month", "policy"?, "given" }; - is standard input.
bundle  FILE is a FHIR R4 Bundle (searchset, collection, transaction) or NDJSON, a resource or Bundle a line. NDJSON is read
        patient by patient: all lines of a patient stand together, the Patient among them; a patient who comes back further
        down is refused (no Patient there) or assessed twice (Patient there again). Practitioners, organizations and locations
        that open the file are everybody's. Not in FHIR data, and so unknown: the setting and what the practice attests.
packet  FILE is an audit packet. Its hash, its page and what the rules make of its facts are worked out anew and compared.
bulk    FOLDER holds a Bulk Data export: .ndjson or .ndjson.gz, a type of resource a file. Patients are assessed side by side;
        memory does not grow with the export. With --work a run that was cut goes on where it was; that folder holds patient
        data until the end. How far it is stands on standard error.

facts, bundle and bulk print a line of JSON per patient and month; packet says in words what came of it, or in one line of JSON.
Exit status: 0 everything was read, or the packet is verified; 1 some of it could not be, which is told in "problems" or on
standard error, or the packet is different; 2 the call is wrong, or a file could not be read at all.`;

export type Command =
  | { readonly name: 'facts'; readonly file: string }
  | { readonly name: 'packet'; readonly file: string; readonly json: boolean }
  | {
      readonly name: 'bundle';
      readonly files: readonly string[];
      readonly month: ServiceMonth;
      /** Absent: today, at the practice. */
      readonly asOf?: LocalDate;
      readonly timeZone: string;
      readonly policyFile?: string;
    }
  | ({ readonly name: 'bulk' } & BulkCommand);

/** A call that cannot be carried out as it stands, or a file that cannot be read at all: one line, exit status 2. */
export class CallError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CallError';
  }
}

/**
 * The command that the words after the program's name ask for.
 * @throws CallError with the one thing that is wrong.
 */
export function readCommand(words: readonly string[]): Command {
  const { values, positionals } = parse(words);
  const [name, ...files] = positionals;
  switch (name) {
    case 'facts': {
      const [file, ...more] = files;
      if (file === undefined || more.length > 0) throw new CallError('facts takes one file, or - for standard input');
      refuseOptions('facts', values);
      return { name, file };
    }
    case 'bundle': {
      if (files.length === 0) throw new CallError('bundle takes at least one file');
      if (values.json !== undefined) throw new CallError('bundle takes no --json: it prints nothing else');
      for (const only of ['jobs', 'work'] as const)
        if (values[only] !== undefined) throw new CallError(`bundle takes no --${only}: bulk does`);
      return { name, files, ...optionsIn(name, values) };
    }
    case 'bulk': {
      const [folder, ...more] = files;
      if (folder === undefined || more.length > 0) throw new CallError('bulk takes one folder');
      if (values.json !== undefined) throw new CallError('bulk takes no --json: it prints nothing else');
      const { jobs, work } = values;
      return {
        name,
        folder,
        ...optionsIn(name, values),
        ...(jobs !== undefined && { jobs: checkJobs(jobs) }),
        ...(work !== undefined && { work }),
      };
    }
    case 'packet': {
      const [file, ...more] = files;
      if (file === undefined || more.length > 0) throw new CallError('packet takes one file, or - for standard input');
      const { json = false, ...others } = values;
      const [given] = Object.keys(others);
      if (given !== undefined) throw new CallError(`packet takes no --${given}: the packet says it itself`);
      return { name, file, json };
    }
    case undefined:
      throw new CallError('no command: facts, bundle, bulk or packet');
    default:
      throw new CallError(`unknown command ${JSON.stringify(name)}: facts, bundle, bulk or packet`);
  }
}

interface Options {
  readonly month?: string;
  readonly 'as-of'?: string;
  readonly 'time-zone'?: string;
  readonly policy?: string;
  readonly json?: boolean;
  readonly jobs?: string;
  readonly work?: string;
}

function optionsIn(command: string, values: Options) {
  const asOf = values['as-of'];
  const policyFile = values.policy;
  return {
    month: checkMonth(command, values.month),
    timeZone: checkTimeZone(values['time-zone'] ?? 'America/New_York'),
    ...(asOf !== undefined && { asOf: checkDate(asOf) }),
    ...(policyFile !== undefined && { policyFile }),
  };
}

function parse(words: readonly string[]): { values: Options; positionals: readonly string[] } {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        month: option,
        'as-of': option,
        'time-zone': option,
        policy: option,
        jobs: option,
        work: option,
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new CallError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), { cause: error });
  }
}

function refuseOptions(command: string, values: Options): void {
  const [given] = Object.keys(values);
  if (given !== undefined) throw new CallError(`${command} takes no --${given}: each case names its own month and policy`);
}

function checkMonth(command: string, month: string | undefined): ServiceMonth {
  if (month === undefined) throw new CallError(`${command} needs --month, for example --month 2026-10`);
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) throw new CallError(`--month ${month} is not a month such as 2026-10`);
  return month;
}

function checkDate(date: string): LocalDate {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError('not a calendar date');
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString();
  } catch (error) {
    throw new CallError(`--as-of ${date} is not a date such as 2026-11-21`, { cause: error });
  }
}

function checkJobs(jobs: string): number {
  if (!/^[1-9]\d{0,2}$/.test(jobs)) throw new CallError(`--jobs ${jobs} is not a number of processes such as 4`);
  return Number(jobs);
}

function checkTimeZone(timeZone: string): string {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return timeZone;
  } catch (error) {
    throw new CallError(`--time-zone ${timeZone} is not a time zone such as America/New_York`, { cause: error });
  }
}
