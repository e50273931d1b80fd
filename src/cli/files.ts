import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parse } from 'lossless-json';
import { CallError } from './arguments.ts';

/** One line of NDJSON: its value, or what was wrong with it. Lines count from 1, empty ones included. */
export type Line =
  | { readonly kind: 'value'; readonly line: number; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly line: number; readonly problem: string };

/** How a file is to be read: a JSON text as a whole, or a JSON value a line. */
export type Layout = 'json' | 'ndjson';

/**
 * Tells the layout by the first line that is not empty: a line that opens and closes an object is NDJSON, even where the
 * object is malformed, since that line must cost itself alone. One line that is the whole file is either, and NDJSON then.
 * @throws CallError for a file that is missing, a folder, unreadable or empty.
 */
export async function layoutOf(file: string): Promise<Layout> {
  await refuseUnreadable(file);
  for await (const text of rawLines(file)) {
    const line = text.trim();
    if (line !== '') return line.startsWith('{') && line.endsWith('}') ? 'ndjson' : 'json';
  }
  throw new CallError(`${file}: is empty`);
}

/**
 * The one JSON value a file (or, for `-`, standard input) holds.
 * @throws CallError that names the file and the place in it.
 */
export async function readJson(file: string): Promise<unknown> {
  const text = withoutMark(file === '-' ? await readStandardInput() : await readText(file));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CallError(`${file === '-' ? 'standard input' : file}:${place(text)}: is not JSON`, { cause: error });
  }
}

/** The values of an NDJSON file, a line at a time; empty lines are passed over. */
export async function* readNdjson(file: string): AsyncGenerator<Line> {
  let line = 0;
  for await (const text of rawLines(file)) {
    line += 1;
    if (text.trim() === '') continue;
    yield parseLine(text, line);
  }
}

function parseLine(text: string, line: number): Line {
  try {
    return { kind: 'value', line, value: JSON.parse(withoutMark(text)) };
  } catch {
    return { kind: 'malformed', line, problem: `is not JSON, column ${errorOffset(text) + 1}` };
  }
}

async function* rawLines(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, { encoding: 'utf8' });
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } finally {
    input.destroy();
  }
}

async function readText(file: string): Promise<string> {
  await refuseUnreadable(file);
  return readFile(file, 'utf8');
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function refuseUnreadable(file: string): Promise<void> {
  try {
    const found = await stat(file);
    if (!found.isDirectory()) return;
  } catch (error) {
    throw new CallError(`${file}: cannot be opened`, { cause: error });
  }
  throw new CallError(`${file}: is a folder`);
}

/** `line:column` of the first thing in the text that is not JSON. */
function place(text: string): string {
  const before = text.slice(0, errorOffset(text));
  const lastBreak = before.lastIndexOf('\n');
  return `${before.split('\n').length}:${before.length - lastBreak}`;
}

// JSON.parse tells the place of some errors only, and in the engine's own words; the lossless parser always tells it.
function errorOffset(text: string): number {
  try {
    parse(text);
    return 0;
  } catch (error) {
    const match = error instanceof Error ? /at position (\d+)/.exec(error.message) : null;
    const offset = match === null ? 0 : Number(match[1]);
    return offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
