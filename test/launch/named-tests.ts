import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const titles = new Map<string, ReadonlySet<string>>();

/** Whether a file of this repository holds a test with that title, as it is written there; one that is skipped or a comment is none. */
export function isTest({ file, title }: { readonly file: string; readonly title: string }): boolean {
  const known = titles.get(file) ?? titlesIn(file);
  titles.set(file, known);
  return known.has(title);
}

function titlesIn(file: string): ReadonlySet<string> {
  const path = join(root, file);
  if (!existsSync(path)) return new Set();
  return titlesOf(readFileSync(path, 'utf8'));
}

/** The titles of the tests that run, in the text of a file. */
export function titlesOf(code: string): ReadonlySet<string> {
  const calls = code
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .matchAll(/(?<!\.(?:skip|todo|fixme))\(\s*(['"])((?:(?!\1)[^\\\n]|\\.)+)\1,\s*(?:async\s*)?\(/g);
  return new Set(Array.from(calls, ([, , title = '']) => title.replaceAll(/\\(.)/g, '$1')));
}
