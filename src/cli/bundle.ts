import { assessMonth } from '../ccm/assess-month.ts';
import type { LocalDate } from '../ccm/chart.ts';
import { loadChronicConditions } from '../ccm/conditions.ts';
import { type Policy, policyWith } from '../ccm/policy.ts';
import { bundleSource, patientIdsIn } from '../fhir/bundle-source.ts';
import { readChart, readMore } from '../fhir/chart.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import type { ResourceSource } from '../fhir/source.ts';
import { CallError, type Command } from './arguments.ts';
import type { Written } from './facts.ts';
import { readJson } from './files.ts';
import { assessmentLine, type ReadingProblem } from './output.ts';
import { checkFile, type Group, groupsIn } from './patients.ts';
import { readSwitches } from './switches.ts';

type BundleCommand = Extract<Command, { name: 'bundle' }>;

interface Reading {
  readonly command: BundleCommand;
  readonly policy: Policy;
  readonly asOf: LocalDate;
}

/**
 * The assessments of every patient in the files, a line each, in the files' order. What the practice says of itself is
 * not in FHIR data, so PRAC and the setting are unknown here.
 * @throws CallError where a file or the policy cannot be read at all, before anything was given.
 */
export async function* assessBundles(command: BundleCommand, clock: () => number): AsyncGenerator<Written> {
  for (const file of command.files) await checkFile(file);
  const reading: Reading = {
    command,
    policy: policyWith(await loadChronicConditions(), await switchesFrom(command.policyFile)),
    asOf: command.asOf ?? Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(command.timeZone).toPlainDate().toString(),
  };
  for (const file of command.files) {
    for await (const found of groupsIn(file)) {
      if ('stray' in found) yield { error: `${found.stray.where}: ${found.stray.what}` };
      else yield* assessGroup(reading, file, found);
    }
  }
}

async function switchesFrom(file: string | undefined) {
  if (file === undefined) return {};
  const read = readSwitches(await readJson(file));
  if ('problem' in read) throw new CallError(`${file}: ${read.problem}`);
  return read.switches;
}

async function* assessGroup(reading: Reading, file: string, { resources, problems }: Group): AsyncGenerator<Written> {
  const source = bundleSource(resources);
  const patients = await patientIdsIn(source);
  if (patients.length === 0) {
    yield { error: `${file}: ${resources.length} resources without a Patient among them` };
    for (const { where, what } of problems) yield { error: `${where}: ${what}` };
    return;
  }
  for (const [index, patientId] of patients.entries()) {
    // An entry that is no resource names no patient: it is told once, with the first.
    yield await assessPatient(reading, source, file, patientId, index === 0 ? problems : []);
  }
}

async function assessPatient({ command, policy, asOf }: Reading, source: ResourceSource, file: string, patientId: string, problems: readonly ReadingProblem[]): Promise<Written> {
  const options = { patientId, month: command.month, settings: { timeZone: command.timeZone }, asOf };
  try {
    const read = await readMore(source, await readChart(source, options), options);
    const found = [...problems, ...read.problems.map(({ type, reference, path, kind }) => ({ where: reference ?? type, what: path === '' ? kind : `${kind}: ${path}` }))];
    const assessment = assessMonth(read.chart, command.month, policy, asOf);
    return { out: assessmentLine(`Patient/${patientId}`, command.month, assessment, found), incomplete: found.length > 0 };
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { error: `${file}: Patient/${patientId}: ${error.kind}` };
  }
}
