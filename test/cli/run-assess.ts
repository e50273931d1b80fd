import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assessBundles } from '../../src/cli/bundle.ts';
import type { Written } from '../../src/cli/output.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** The command line as a process of its own, started and not yet ended. */
export function startAssess(words: readonly string[]) {
  return spawn(process.execPath, ['--import', 'tsx', 'src/cli/assess.ts', ...words], { cwd: ROOT, stdio: 'pipe' });
}

/** Runs the command line in a process of its own to its end. */
export function runAssess(words: readonly string[], input = ''): Promise<Run> {
  const child = startAssess(words);
  let out = '';
  let error = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (status) => done({ status, out, error }));
  });
}

export interface OutputLine {
  readonly id: string;
  readonly month: string;
  readonly rules: string;
  readonly assessment: Readonly<Record<string, unknown>>;
  readonly problems?: readonly { readonly where: string; readonly what: string }[];
}

export interface Output {
  readonly lines: readonly OutputLine[];
  readonly errors: readonly string[];
  /** The exit status that the process would have. */
  readonly status: 0 | 1;
}

/** What the lines written come to. */
export async function collect(written: AsyncIterable<Written>): Promise<Output> {
  const lines: OutputLine[] = [];
  const errors: string[] = [];
  let status: 0 | 1 = 0;
  for await (const { out, error, incomplete } of written) {
    if (out !== undefined) lines.push(JSON.parse(out));
    if (error !== undefined) errors.push(error);
    if (error !== undefined || incomplete === true) status = 1;
  }
  return { lines, errors, status };
}

/** What `assess bundle` writes of files for October 2026 as of its 20th, in this process, one thing at a time. */
export function writtenOf(...files: readonly string[]): AsyncGenerator<Written> {
  const command = { name: 'bundle', files, month: '2026-10', asOf: '2026-10-20', timeZone: 'America/New_York' } as const;
  return assessBundles(command, () => {
    throw new Error('the clock was asked although the day is given');
  });
}

/** All that `writtenOf` comes to. */
export function assessFiles(...files: readonly string[]): Promise<Output> {
  return collect(writtenOf(...files));
}

/** A folder for the files of a test file. */
export function temporaryFolder(): {
  readonly path: string;
  readonly file: (name: string, text: string) => string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'intervisit-cli-'));
  return {
    path,
    file: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
