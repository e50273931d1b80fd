import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleSource } from '../../fhir/bundle-source.ts';
import type { RawResource } from '../../fhir/client.ts';
import type { ResourceSource } from '../../fhir/source.ts';
import { assessGroup, type Reading } from '../assess-group.ts';
import type { Written } from '../output.ts';
import { groupOf, withDirectory } from '../patients.ts';
import { isResource, patientOf } from '../resources.ts';
import { linesOf } from './export-files.ts';
import { DIRECTORY_FILE, partFile } from './partition.ts';

/** What became of one part: how much there was, and whether all of it could be read. */
export interface PartDone {
  readonly part: number;
  readonly patients: number;
  readonly complete: boolean;
}

/** Where a part's lines of output and of errors stand once it is done. */
export function resultFiles(
  work: string,
  run: string,
  part: number,
): { readonly out: string; readonly errors: string; readonly done: string } {
  const name = join(work, `result-${run}-${String(part).padStart(3, '0')}`);
  return { out: `${name}.ndjson`, errors: `${name}.errors`, done: `${name}.json` };
}

/** The directory of the export, which every chart may refer to. */
export async function readDirectory(work: string): Promise<ResourceSource> {
  return bundleSource(await resourcesIn(join(work, DIRECTORY_FILE)));
}

/** Assesses every patient of a part and leaves the result beside it; a part is done when the last of its files has its name. */
export async function assessPart(
  { work, run }: { readonly work: string; readonly run: string },
  part: number,
  reading: Reading,
  directory: ResourceSource,
): Promise<PartDone> {
  const byPatient = grouped(await resourcesIn(partFile(work, part)));
  const out: string[] = [];
  const errors: string[] = [];
  let complete = true;
  for (const [patient, resources] of byPatient) {
    for await (const written of assessOne(patient, resources, reading, directory)) {
      if (written.out !== undefined) out.push(written.out);
      if (written.error !== undefined) errors.push(written.error);
      if (written.error !== undefined || written.incomplete === true) complete = false;
    }
  }
  const files = resultFiles(work, run, part);
  const done: PartDone = { part, patients: byPatient.size, complete };
  await writeFile(files.out, out.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  await writeFile(files.errors, JSON.stringify(errors), { mode: 0o600 });
  await writeFile(`${files.done}.new`, JSON.stringify(done));
  await rename(`${files.done}.new`, files.done);
  return done;
}

async function* assessOne(
  patient: string,
  resources: readonly RawResource[],
  reading: Reading,
  directory: ResourceSource,
): AsyncGenerator<Written> {
  if (!resources.some(({ resourceType }) => resourceType === 'Patient')) {
    yield { error: `Patient/${patient}: is not in the export; ${resources.length} of its resources are about that patient` };
    return;
  }
  const group = groupOf(resources, 'the export', 'the export');
  yield* assessGroup(reading, { ...group, source: withDirectory(group.source, directory) });
}

function grouped(resources: readonly RawResource[]): ReadonlyMap<string, readonly RawResource[]> {
  const byPatient = new Map<string, RawResource[]>();
  for (const resource of resources) {
    const patient = patientOf(resource) ?? '';
    const sofar = byPatient.get(patient);
    if (sofar === undefined) byPatient.set(patient, [resource]);
    else sofar.push(resource);
  }
  return byPatient;
}

async function resourcesIn(path: string): Promise<readonly RawResource[]> {
  const resources: RawResource[] = [];
  for await (const { text } of linesOf(path)) {
    const value: unknown = JSON.parse(text);
    if (isResource(value)) resources.push(value);
  }
  return resources;
}
