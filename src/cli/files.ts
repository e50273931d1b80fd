import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parse } from 'lossless-json';
import { CallError } from './arguments.ts';

/** One line of NDJSON: its value, or what was wrong with it. Lines count from 1, empty ones included. */
export type Line =
  | { readonly kind: 'value'; readonly line: number; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly line: number; readonly problem: string };

/** What a file holds: one JSON value, or a JSON value a line, of which only those read so far are in memory. */
export type Content =
  | { readonly layout: 'json'; readonly value: unknown }
  | { readonly layout: 'lines'; readonly lines: AsyncGenerator<Line, void, void> };

/** A file as messages name it. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/**
 * What a file (or, for `-`, standard input) holds; each is read once only, so that a pipe can stand for a file.
 *
 * It is NDJSON where some line is by itself a value that `isOne` accepts: then a malformed line costs itself alone, the first
 * one too. Everything else is one JSON text.
 * @throws CallError that names the file, and the place in it of what is not JSON.
 */
export async function readContent(file: string, isOne: (value: unknown) => boolean): Promise<Content> {
  const texts = rawLines(file);
  const seen: string[] = [];
  let before = '';
  for (let next = await texts.next(); next.done !== true; next = await texts.next()) {
    const text = next.value;
    seen.push(text);
    const trimmed = text.trim();
    if (trimmed === '') continue;
    // Within one JSON text a value comes after `[`, `,` or `:` or at its beginning.
    if (!/[[,:]$/.test(before) && isAlone(trimmed, isOne)) return { layout: 'lines', lines: parsedLines(seen, texts) };
    before = trimmed;
  }
  return ofWholeText(file, seen, isOne);
}

/**
 * The one JSON value a file (or, for `-`, standard input) holds.
 * @throws CallError that names the file and the place in it.
 */
export async function readJson(file: string): Promise<unknown> {
  const seen: string[] = [];
  for await (const text of rawLines(file)) seen.push(text);
  return parseWhole(file, seen);
}

/**
 * The whole text of a file (or, for `-`, of standard input), without a byte order mark.
 * @throws CallError where it cannot be read.
 */
export async function readText(file: string): Promise<string> {
  const seen: string[] = [];
  for await (const text of rawLines(file)) seen.push(text);
  return joined(file, seen);
}

/** Whether the file, where it can be read at all, can be read again from its beginning: a pipe cannot. */
export async function isRereadable(file: string): Promise<boolean> {
  if (file === '-') return false;
  const found = await statOf(file);
  return !found.isFIFO() && !found.isCharacterDevice();
}

function ofWholeText(file: string, texts: readonly string[], isOne: (value: unknown) => boolean): Content {
  try {
    return { layout: 'json', value: parseWhole(file, texts) };
  } catch (error) {
    if (!texts.some((text) => isAlone(text.trim(), isOne))) throw error;
    return { layout: 'lines', lines: parsedLines(texts) };
  }
}

function parseWhole(file: string, texts: readonly string[]): unknown {
  if (texts.every((text) => text.trim() === '')) throw new CallError(`${nameOf(file)}: is empty`);
  const text = joined(file, texts);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CallError(`${nameOf(file)}:${place(text)}: is not JSON`, { cause: error });
  }
}

function joined(file: string, texts: readonly string[]): string {
  try {
    return texts.join('\n');
  } catch (error) {
    throw new CallError(`${nameOf(file)}: is too long for one JSON text; NDJSON, a resource a line, may be of any length`, {
      cause: error,
    });
  }
}

function isAlone(trimmed: string, isOne: (value: unknown) => boolean): boolean {
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return false;
  try {
    return isOne(JSON.parse(trimmed));
  } catch {
    return false;
  }
}

async function* parsedLines(seen: readonly string[], more?: AsyncGenerator<string, void, void>): AsyncGenerator<Line, void, void> {
  let line = 0;
  try {
    for (const text of seen) {
      line += 1;
      if (text.trim() !== '') yield parseLine(text, line);
    }
    if (more === undefined) return;
    for await (const text of more) {
      line += 1;
      if (text.trim() !== '') yield parseLine(text, line);
    }
  } finally {
    await more?.return();
  }
}

function parseLine(text: string, line: number): Line {
  try {
    return { kind: 'value', line, value: JSON.parse(text) };
  } catch {
    return { kind: 'malformed', line, problem: `is not JSON, column ${errorOffset(text) + 1}` };
  }
}

// node:readline reads up to a thousand lines ahead, and a line may be a whole Bundle: memory would not stay flat.
async function* rawLines(file: string): AsyncGenerator<string, void, void> {
  if (file !== '-' && (await statOf(file)).isDirectory()) throw new CallError(`${file}: is a folder`);
  const input = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, { encoding: 'utf8' });
  let open = '';
  let isFirst = true;
  try {
    for await (const chunk of input) {
      const [first = '', ...others] = (isFirst ? withoutMark(String(chunk)) : String(chunk)).split('\n');
      isFirst = false;
      open += first;
      for (const other of others) {
        yield open;
        open = other;
      }
    }
  } catch (error) {
    throw new CallError(`${nameOf(file)}: cannot be read`, { cause: error });
  }
  if (open !== '') yield open;
}

async function statOf(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    throw new CallError(`${file}: cannot be opened`, { cause: error });
  }
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
    parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });
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
