import { assessMonth } from '../ccm/assess-month.ts';
import type { LocalDate, ServiceMonth } from '../ccm/chart.ts';
import { loadChronicConditions } from '../ccm/conditions.ts';
import { type Policy, policyWith } from '../ccm/policy.ts';
import { patientIdsIn } from '../fhir/bundle-source.ts';
import { readChart, readMore } from '../fhir/chart.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import { CallError } from './arguments.ts';
import { nameOf, readJson } from './files.ts';
import { assessmentLine, faultIn, type ReadingProblem, type Written } from './output.ts';
import type { Group } from './patients.ts';
import { switchesIn } from './switches.ts';

/** What a call says of all its patients. */
export interface AssessOptions {
  readonly month: ServiceMonth;
  /** Absent: today, at the practice. */
  readonly asOf?: LocalDate;
  readonly timeZone: string;
  readonly policyFile?: string;
}

/** The options with all that has to be read or asked for them. */
export interface Reading {
  readonly month: ServiceMonth;
  readonly timeZone: string;
  readonly policy: Policy;
  readonly asOf: LocalDate;
}

/** @throws CallError where the policy file cannot be read. */
export async function readingFor(options: AssessOptions, clock: () => number): Promise<Reading> {
  const { month, timeZone } = options;
  const policy = policyWith(await loadChronicConditions(), await switchesFrom(options.policyFile));
  const asOf = options.asOf ?? Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return { month, timeZone, policy, asOf };
}

async function switchesFrom(file: string | undefined) {
  if (file === undefined) return {};
  const read = switchesIn(await readJson(file));
  if ('problem' in read) throw new CallError(`${nameOf(file)}: ${read.problem}`);
  return read.switches;
}

/** The assessments of every patient among the resources, a line each. */
export async function* assessGroup(reading: Reading, group: Group): AsyncGenerator<Written> {
  const patients = await patientIdsIn(group.source);
  const [only] = patients;
  if (patients.length === 1 && only !== undefined) {
    yield* assessPatient(reading, group, only, group.problems);
    return;
  }
  for (const problem of group.problems) yield errorOf(problem);
  if (only === undefined)
    yield errorOf({ where: group.where, what: `has no Patient beside its ${group.count} ${group.count === 1 ? 'resource' : 'resources'}` });
  for (const patientId of patients) yield* assessPatient(reading, group, patientId, []);
}

/** @param problems those of the patient's own lines and entries, which its line of output lists. */
async function* assessPatient(
  { month, timeZone, policy, asOf }: Reading,
  { source, where }: Group,
  patientId: string,
  problems: readonly ReadingProblem[],
): AsyncGenerator<Written> {
  const options = { patientId, month, settings: { timeZone }, asOf };
  try {
    const read = await readMore(source, await readChart(source, options), options);
    const found = [
      ...problems,
      ...read.problems.map(({ type, reference, path, kind }) => ({
        where: reference ?? type,
        what: path === '' ? kind : `${kind}: ${path}`,
      })),
    ];
    const assessment = assessMonth(read.chart, month, policy, asOf);
    yield { out: assessmentLine(`Patient/${patientId}`, month, assessment, found), incomplete: found.length > 0 };
  } catch (error) {
    for (const problem of problems) yield errorOf(problem);
    yield errorOf({ where: `${where} Patient/${patientId}`, what: error instanceof FhirError ? `is ${error.kind}` : faultIn(error) });
  }
}

/** A line of standard error for what could not be read. */
export function errorOf({ where, what }: ReadingProblem): Written {
  return { error: `${where}: ${what}` };
}
