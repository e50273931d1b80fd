import { assessMonth } from '../ccm/assess-month.ts';
import type { LocalDate } from '../ccm/chart.ts';
import { loadChronicConditions } from '../ccm/conditions.ts';
import { type Policy, policyWith } from '../ccm/policy.ts';
import { patientIdsIn } from '../fhir/bundle-source.ts';
import { readChart, readMore } from '../fhir/chart.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import { CallError, type Command } from './arguments.ts';
import { nameOf, readJson } from './files.ts';
import { assessmentLine, faultIn, type ReadingProblem, type Written } from './output.ts';
import { checkFile, type Group, groupsIn } from './patients.ts';
import { switchesIn } from './switches.ts';

type BundleCommand = Extract<Command, { name: 'bundle' }>;

interface Reading {
  readonly command: BundleCommand;
  readonly policy: Policy;
  readonly asOf: LocalDate;
}

/**
 * The assessments of every patient in the files, a line each, in the files' order. What the practice says of itself is
 * not in FHIR data, so PRAC and the setting are unknown here.
 * @throws CallError where a file or the policy cannot be read at all, before anything was given (of a pipe among several
 *   files: when its turn comes).
 */
export async function* assessBundles(command: BundleCommand, clock: () => number): AsyncGenerator<Written> {
  const reading: Reading = {
    command,
    policy: policyWith(await loadChronicConditions(), await switchesFrom(command.policyFile)),
    asOf: command.asOf ?? Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(command.timeZone).toPlainDate().toString(),
  };
  // One file alone gives nothing before it was found readable.
  if (command.files.length > 1) for (const file of command.files) await checkFile(file);
  for (const file of command.files) {
    for await (const found of groupsIn(file)) {
      if ('stray' in found) yield errorOf(found.stray);
      else yield* assessGroup(reading, found);
    }
  }
}

async function switchesFrom(file: string | undefined) {
  if (file === undefined) return {};
  const read = switchesIn(await readJson(file));
  if ('problem' in read) throw new CallError(`${nameOf(file)}: ${read.problem}`);
  return read.switches;
}

async function* assessGroup(reading: Reading, group: Group): AsyncGenerator<Written> {
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
  { command, policy, asOf }: Reading,
  { source, where }: Group,
  patientId: string,
  problems: readonly ReadingProblem[],
): AsyncGenerator<Written> {
  const options = { patientId, month: command.month, settings: { timeZone: command.timeZone }, asOf };
  try {
    const read = await readMore(source, await readChart(source, options), options);
    const found = [
      ...problems,
      ...read.problems.map(({ type, reference, path, kind }) => ({
        where: reference ?? type,
        what: path === '' ? kind : `${kind}: ${path}`,
      })),
    ];
    const assessment = assessMonth(read.chart, command.month, policy, asOf);
    yield { out: assessmentLine(`Patient/${patientId}`, command.month, assessment, found), incomplete: found.length > 0 };
  } catch (error) {
    for (const problem of problems) yield errorOf(problem);
    yield errorOf({ where: `${where} Patient/${patientId}`, what: error instanceof FhirError ? `is ${error.kind}` : faultIn(error) });
  }
}

function errorOf({ where, what }: ReadingProblem): Written {
  return { error: `${where}: ${what}` };
}
