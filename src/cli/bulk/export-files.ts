import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { CallError } from '../arguments.ts';

/** One file of a Bulk Data export. */
export interface ExportFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds of the last change: with the size it tells whether a run that goes on has the same input. */
  readonly changed: number;
}

/**
 * The NDJSON files in a folder and the folders in it, packed (`.gz`) or not, by name.
 * @throws CallError where it is no folder, or has none.
 */
export async function exportFiles(folder: string): Promise<readonly ExportFile[]> {
  const names = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new CallError(`${folder}: is no folder that can be read`, { cause });
  });
  const found = names.filter((name) => /\.ndjson(?:\.gz)?$/i.test(name)).toSorted();
  if (found.length === 0) throw new CallError(`${folder}: has no .ndjson or .ndjson.gz file`);
  return Promise.all(
    found.map(async (name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = await stat(path);
      return { path, bytes: size, changed: mtimeMs };
    }),
  );
}

/**
 * The lines of a file with their numbers, empty ones passed over, unpacked where the name ends in `.gz`. One chunk and one
 * line are in memory at a time.
 * @throws CallError that names the file.
 */
export async function* linesOf(path: string): AsyncGenerator<{ readonly text: string; readonly line: number }, void, void> {
  const file = createReadStream(path);
  const input = path.toLowerCase().endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => input.destroy(error));
  let open = '';
  let line = 0;
  try {
    for await (const chunk of input.setEncoding('utf8')) {
      const [first = '', ...others] = String(chunk).split('\n');
      open += first;
      for (const other of others) {
        line += 1;
        if (open.trim() !== '') yield { text: line === 1 ? open.replace(/^\uFEFF/, '') : open, line };
        open = other;
      }
    }
  } catch (cause) {
    throw new CallError(`${path}: cannot be read`, { cause });
  }
  if (open.trim() !== '') yield { text: open, line: line + 1 };
}
