import type { Command } from './arguments.ts';
import { assessGroup, errorOf, readingFor } from './assess-group.ts';
import type { Written } from './output.ts';
import { checkFile, groupsIn } from './patients.ts';

type BundleCommand = Extract<Command, { name: 'bundle' }>;

/**
 * The assessments of every patient in the files, a line each, in the files' order. What the practice says of itself is
 * not in FHIR data, so PRAC and the setting are unknown here.
 * @throws CallError where a file or the policy cannot be read at all, before anything was given (of a pipe among several
 *   files: when its turn comes).
 */
export async function* assessBundles(command: BundleCommand, clock: () => number): AsyncGenerator<Written> {
  const reading = await readingFor(command, clock);
  // One file alone gives nothing before it was found readable.
  if (command.files.length > 1) for (const file of command.files) await checkFile(file);
  for (const file of command.files) {
    for await (const found of groupsIn(file)) {
      if ('stray' in found) yield errorOf(found.stray);
      else yield* assessGroup(reading, found);
    }
  }
}
