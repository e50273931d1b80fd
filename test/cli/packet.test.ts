import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCommand } from '../../src/cli/arguments.ts';
import { checkPacket } from '../../src/cli/packet.ts';
import type { Written } from '../../src/cli/output.ts';
import { packetOf, tampered, TEN } from '../packet/scenario-packet.ts';
import { TAMPERINGS } from '../packet/tamperings.ts';
import { runAssess } from './run-assess.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'intervisit-packet-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fileWith(text: string): string {
  const file = join(folder, `${crypto.randomUUID()}.html`);
  writeFileSync(file, text);
  return file;
}

async function written(file: string, json = false): Promise<readonly Written[]> {
  const all: Written[] = [];
  for await (const one of checkPacket(file, json)) all.push(one);
  return all;
}

test.each(TEN)('the packet of %s is verified in one line', async (id) => {
  const { html, sha256 } = await packetOf(id);
  const lines = await written(fileWith(html));
  expect(lines).toHaveLength(1);
  expect(lines[0]?.out).toMatch(/^verified: \d{4}-\d\d, .*, \d+ min staff, \d+ min practitioner, rules /);
  expect(lines[0]?.out).toContain(sha256);
  expect(lines[0]?.incomplete).toBe(false);
});

test.each(TAMPERINGS)('a packet is refused after a change of $name, line by line', async ({ tampering, says }) => {
  const { html } = await packetOf('CCM-038');
  const [first, ...others] = await written(fileWith(await tampered(html, tampering)));
  expect(first).toMatchObject({ incomplete: true, out: expect.stringMatching(/^different in \d+ places?: 2026-03/) });
  expect(others.map(({ out }) => out).join('\n')).toMatch(says);
});

test('the process ends with 0 for a verified packet, from standard input too', async () => {
  const { html } = await packetOf('CCM-002');
  expect(await runAssess(['packet', fileWith(html)])).toMatchObject({ status: 0, error: '', out: expect.stringMatching(/^verified: /) });
  expect(await runAssess(['packet', '-'], html)).toMatchObject({ status: 0, error: '' });
});

test('the process ends with 1 for a different packet, and --json says all of it in one line', async () => {
  const { html } = await packetOf('CCM-002');
  const { status, out, error } = await runAssess(['packet', '--json', fileWith(html.replace('12 min', '22 min'))]);
  expect({ status, error }).toEqual({ status: 1, error: '' });
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(out)).toMatchObject({ kind: 'different', packet: { month: '2026-03' }, differences: [{ check: 'page' }] });
});

test.each([
  ['what is no packet', '<p>hello', 'no audit packet'],
  ['an empty file', '', 'no audit packet'],
])('the process ends with 2 for %s, with one line and nothing printed', async (_what, text, says) => {
  const { status, out, error } = await runAssess(['packet', fileWith(text)]);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(error).toContain(says);
  expect(error.trim().split('\n')).toHaveLength(1);
});

test('a packet whose data are nested without end is refused in one line', async () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  const { html } = await packetOf('CCM-002');
  const file = fileWith(html.replace('"facts":{', `"facts":{"deep":${deep},`));
  const { status, out, error } = await runAssess(['packet', file]);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(error).toMatch(/^assess: .*nested too deeply to be a packet\n$/);
});

test.each([
  [['packet'], 'packet takes one file'],
  [['packet', 'a', 'b'], 'packet takes one file'],
  [['packet', 'a', '--month', '2026-03'], 'packet takes no --month'],
  [['bundle', 'a', '--json', '--month', '2026-03'], 'bundle takes no --json'],
  [['facts', 'a', '--json'], 'facts takes no --json'],
])('%j is refused in one line', (words, says) => {
  expect(() => readCommand(words)).toThrow(says);
});

test('a call with a file and --json is understood', () => {
  expect(readCommand(['packet', 'a.html', '--json'])).toEqual({ name: 'packet', file: 'a.html', json: true });
  expect(readCommand(['packet', '-'])).toEqual({ name: 'packet', file: '-', json: false });
});
