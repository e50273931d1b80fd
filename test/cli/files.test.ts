import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isRereadable, type Line, readContent, readJson } from '../../src/cli/files.ts';
import { temporaryFolder } from './run-assess.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const isOne = (value: unknown) => typeof value === 'object' && value !== null && 'resourceType' in value;

async function layoutOf(text: string): Promise<string> {
  return (await readContent(folder.file('layout', text), isOne)).layout;
}

async function linesOf(path: string): Promise<readonly Line[]> {
  const content = await readContent(path, isOne);
  const found: Line[] = [];
  if (content.layout === 'lines') for await (const line of content.lines) found.push(line);
  return found;
}

const P = '{"resourceType":"Patient","id":"a"}';

test.each([
  [`${P}\n${P}\n`, 'lines'],
  [`\n\n${P}`, 'lines'],
  [`{ malformed }\n${P}\n`, 'lines'],
  [`{"resourceType":"Patient","id":\n${P}\n`, 'lines'],
  [`{"resourceType":"Patient",\n${P}\n`, 'lines'],
  [`not JSON at all\n${P}\n`, 'lines'],
  ['{\n  "resourceType": "Bundle"\n}\n', 'json'],
  [`{"resourceType":"Bundle","entry":[{"resource":\n${P}\n}]}`, 'json'],
  [`[\n${P},\n${P}\n]`, 'json'],
  ['{"a":1}\n', 'json'],
  [`[${P}]`, 'json'],
])('the text %j is laid out as %s', async (text, layout) => {
  expect(await layoutOf(text)).toBe(layout);
});

test('a malformed line costs itself alone and is named by its number', async () => {
  expect(await linesOf(folder.file('lines.ndjson', `${P}\r\n\n{"b":}\n{"c":3}`))).toEqual([
    { kind: 'value', line: 1, value: { resourceType: 'Patient', id: 'a' } },
    { kind: 'malformed', line: 3, problem: 'is not JSON, column 6' },
    { kind: 'value', line: 4, value: { c: 3 } },
  ]);
});

test('lines are whole however the file is cut into chunks, and whatever characters are in them', async () => {
  const long = JSON.stringify({ resourceType: 'Patient', id: 'long', text: 'é\u2028😀'.repeat(60_000) });
  const lines = await linesOf(folder.file('long.ndjson', `\uFEFF${long}\n${P}\n${long}`));
  expect(lines.map((line) => (line.kind === 'value' ? JSON.stringify(line.value) : line.problem))).toEqual([long, P, long]);
});

test.each([
  ['{\n  "month": "2026-03",\n  "given": oops\n}', '3:12: is not JSON'],
  ['{\n  "month": "2026-03"', '2:'],
  ['{"a":1,"a":2,}', '1:14: is not JSON'],
  ['{"resourceType": "Patient", oops}', '1:29: is not JSON'],
  ['\n \n', 'is empty'],
  ['', 'is empty'],
])('the text %j, which is not JSON, is named with its place', async (text, says) => {
  const path = folder.file('broken', text);
  await expect(readJson(path)).rejects.toThrow(`${path}:${says.startsWith('is') ? ' ' : ''}${says}`);
  await expect(readContent(path, isOne)).rejects.toThrow(`${path}:${says.startsWith('is') ? ' ' : ''}${says}`);
});

test('a byte order mark is not part of the text', async () => {
  expect(await readJson(folder.file('mark.json', '\uFEFF{"a":1}'))).toEqual({ a: 1 });
});

test('a missing file and a folder are refused by name', async () => {
  await expect(readJson(join(folder.path, 'nowhere.json'))).rejects.toThrow('nowhere.json: cannot be opened');
  await expect(readJson(folder.path)).rejects.toThrow(`${folder.path}: is a folder`);
});

test('what stands in a folder like a file and cannot be read is refused by name', async () => {
  const path = join(folder.path, 'socket');
  const server = createServer();
  await new Promise<void>((done) => {
    server.listen(path, done);
  });
  try {
    await expect(readJson(path)).rejects.toThrow(`${path}: cannot be read`);
  } finally {
    server.close();
  }
});

test('a file can be read twice, a pipe and standard input cannot', async () => {
  const pipe = join(folder.path, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await isRereadable(pipe)).toBe(false);
  expect(await isRereadable('-')).toBe(false);
  expect(await isRereadable(folder.file('plain', ''))).toBe(true);
});
