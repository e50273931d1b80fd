import { z } from 'zod';
import { assessMonth } from '../ccm/assess-month.ts';
import type { Chart, LocalDate, ServiceMonth } from '../ccm/chart.ts';
import { loadChronicConditions } from '../ccm/conditions.ts';
import { policyWith } from '../ccm/policy.ts';
import { CallError } from './arguments.ts';
import { readJson } from './files.ts';
import { assessmentLine } from './output.ts';
import { readSwitches } from './switches.ts';

z.config({ jitless: true });

const Case = z.looseObject({
  id: z.string().exactOptional(),
  month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, { error: 'is not a month such as 2026-03' }),
  policy: z.unknown().optional(),
  given: z.looseObject({ practiceTimeZone: z.string() }),
});
type Case = z.infer<typeof Case>;

export interface Written {
  /** One line of standard output. */
  readonly out?: string;
  /** One line of standard error: something that could not be read. */
  readonly error?: string;
  /** The line of output itself lists something that could not be read. */
  readonly incomplete?: boolean;
}

/**
 * The assessments of every case in a file of facts, a line each, in the file's order. A case that is not one costs
 * itself alone and becomes a line of error.
 * @throws CallError for a file that holds no cases at all.
 */
export async function* assessFacts(file: string): AsyncGenerator<Written> {
  const cases = casesOf(await readJson(file), file);
  const chronicConditions = await loadChronicConditions();
  for (const [index, value] of cases.entries()) {
    const parsed = Case.safeParse(value);
    const where = `${file === '-' ? 'standard input' : file}: case ${nameOf(value) ?? index + 1}`;
    if (!parsed.success) {
      yield { error: `${where}: ${firstIssue(parsed.error)}` };
      continue;
    }
    const policy = readSwitches(parsed.data.policy ?? {});
    if ('problem' in policy) {
      yield { error: `${where}: ${policy.problem}` };
      continue;
    }
    yield { out: assess(parsed.data, index, (chart, month) => assessMonth(chart, month, policyWith(chronicConditions, policy.switches), lastDay(month))) };
  }
}

function assess({ id, month, given }: Case, index: number, assessment: (chart: Chart, month: ServiceMonth) => ReturnType<typeof assessMonth>): string {
  // The core takes any chart whatsoever: what is not understood in it is unknown, never an exception.
  return assessmentLine(id ?? String(index + 1), month, assessment(given as unknown as Chart, month));
}

function casesOf(json: unknown, file: string): readonly unknown[] {
  if (typeof json === 'object' && json !== null) {
    if ('scenarios' in json && Array.isArray(json.scenarios)) return json.scenarios;
    if ('given' in json) return [json];
  }
  throw new CallError(`${file === '-' ? 'standard input' : file}:1:1: holds neither { scenarios: [...] } nor { month, given }`);
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : undefined;
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'is not a case' : `${issue.path.map(String).join('.') || 'case'} ${issue.message}`;
}

/** Facts are judged as of the end of their month: nothing in them is still to come. */
function lastDay(month: ServiceMonth): LocalDate {
  return Temporal.PlainYearMonth.from(month).toPlainDate({ day: 31 }).toString();
}
