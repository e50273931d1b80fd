import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layoutOf, type Line, readJson, readNdjson } from '../../src/cli/files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'intervisit-files-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function all(lines: AsyncIterable<Line>): Promise<readonly Line[]> {
  const found: Line[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

test.each([
  ['{"resourceType":"Patient"}\n{"resourceType":"Condition"}\n', 'ndjson'],
  ['\n\n{"resourceType":"Patient"}', 'ndjson'],
  ['{ malformed }\n{"resourceType":"Patient"}\n', 'ndjson'],
  ['{\n  "resourceType": "Bundle"\n}\n', 'json'],
  ['[{"resourceType":"Patient"}]', 'json'],
])('the text %j is laid out as %s', async (text, layout) => {
  expect(await layoutOf(file('layout', text))).toBe(layout);
});

test('a malformed line costs itself alone and is named by its number', async () => {
  const path = file('lines.ndjson', '{"a":1}\r\n\n{"b":}\n{"c":3}');
  expect(await all(readNdjson(path))).toEqual([
    { kind: 'value', line: 1, value: { a: 1 } },
    { kind: 'malformed', line: 3, problem: 'is not JSON, column 6' },
    { kind: 'value', line: 4, value: { c: 3 } },
  ]);
});

test('a file that is not JSON is named with line and column', async () => {
  const path = file('broken.json', '{\n  "month": "2026-03",\n  "given": oops\n}');
  await expect(readJson(path)).rejects.toThrow('broken.json:3:12: is not JSON');
});

test('a text cut off is named at its end', async () => {
  const path = file('cut.json', '{\n  "month": "2026-03"');
  await expect(readJson(path)).rejects.toThrow('cut.json:2:');
});

test('a byte order mark is not part of the text', async () => {
  expect(await readJson(file('mark.json', '\uFEFF{"a":1}'))).toEqual({ a: 1 });
});

test('a missing file, a folder and an empty file are refused by name', async () => {
  await expect(readJson(join(folder, 'nowhere.json'))).rejects.toThrow('nowhere.json: cannot be opened');
  await expect(layoutOf(folder)).rejects.toThrow('is a folder');
  await expect(layoutOf(file('empty.ndjson', '\n \n'))).rejects.toThrow('empty.ndjson: is empty');
});
