import { z } from 'zod';
import { assessMonth } from '../ccm/assess-month.ts';
import type { Chart, LocalDate, ServiceMonth } from '../ccm/chart.ts';
import { type ChronicConditions, loadChronicConditions } from '../ccm/conditions.ts';
import { policyWith } from '../ccm/policy.ts';
import { CallError } from './arguments.ts';
import { nameOf, readJson } from './files.ts';
import { assessmentLine, faultIn, type Written } from './output.ts';
import { switchesIn } from './switches.ts';

z.config({ jitless: true });

const Case = z.looseObject({
  id: z.string().exactOptional(),
  month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, { error: 'is not a month such as 2026-03' }),
  policy: z.unknown().optional(),
  given: z.looseObject({}),
});

/**
 * The assessments of every case in a file of facts, a line each, in the file's order. A case that is not one costs
 * itself alone and becomes a line of error.
 * @throws CallError for a file that holds no cases at all.
 */
export async function* assessFacts(file: string): AsyncGenerator<Written> {
  const cases = casesOf(await readJson(file), file);
  const chronicConditions = await loadChronicConditions();
  for (const [index, value] of cases.entries()) {
    const written = assessCase(value, index, chronicConditions);
    yield written.error === undefined ? written : { error: `${nameOf(file)}: case ${idOf(value) ?? index + 1}: ${written.error}` };
  }
}

function assessCase(value: unknown, index: number, chronicConditions: ChronicConditions): Written {
  const parsed = Case.safeParse(value);
  if (!parsed.success) return { error: firstIssue(parsed.error) };
  const { id, month, given, policy } = parsed.data;
  const read = switchesIn(policy ?? {});
  if ('problem' in read) return { error: read.problem };
  try {
    // The core takes any chart whatsoever: what is not understood in it is unknown, never an exception.
    const assessment = assessMonth(given as unknown as Chart, month, policyWith(chronicConditions, read.switches), lastDay(month));
    return { out: assessmentLine(id ?? String(index + 1), month, assessment) };
  } catch (error) {
    return { error: faultIn(error) };
  }
}

function casesOf(json: unknown, file: string): readonly unknown[] {
  if (typeof json === 'object' && json !== null) {
    if ('scenarios' in json && Array.isArray(json.scenarios)) return json.scenarios;
    if ('given' in json) return [json];
  }
  throw new CallError(`${nameOf(file)}:1:1: holds neither { scenarios: [...] } nor { month, given }`);
}

function idOf(value: unknown): string | undefined {
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
