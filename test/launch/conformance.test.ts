import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { conformanceTables } from '../../scripts/conformance-page.ts';
import { REQUIREMENTS } from './conformance.ts';
import { isTest, titlesOf } from './named-tests.ts';

const root = join(import.meta.dirname, '../..');
const samples = process.env['INTERVISIT_SAMPLES'] ?? join(root, '../shared');
const source = join(samples, 'reference/inferno-smart-client-stu2.2-requirements.csv');

test('every requirement stands once, in order, and every one that is met names a test', () => {
  const ids = REQUIREMENTS.map(([id]) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  expect(ids).toHaveLength(164);
  const unproved = REQUIREMENTS.filter(([, , , , , standing]) => standing.kind === 'met' && standing.tests.length === 0);
  expect(unproved.map(([id]) => id)).toEqual([]);
});

test('every test that is named as a proof exists', () => {
  const proofs = REQUIREMENTS.flatMap(([, , , , , standing]) => (standing.kind === 'apart' ? [] : standing.tests));
  expect(proofs.length).toBeGreaterThan(80);
  expect(proofs.filter((proof) => !isTest(proof))).toEqual([]);
});

test('a test that is skipped, commented out or only mentioned is no proof', () => {
  const code = [
    "test('runs', () => undefined);",
    "test.each([1])('runs with %s', async (one) => one);",
    "// test('is a comment', () => undefined);",
    "test.skip('is skipped', () => undefined);",
    "test.todo('is to come');",
    "expect(isTest('is mentioned'));",
  ];
  expect([...titlesOf(code.join('\n'))]).toEqual(['runs', 'runs with %s']);
  expect(isTest({ file: 'test/launch/no-such.test.ts', title: 'runs' })).toBe(false);
});

test('docs/smart-conformance.md is what the data say; npx tsx scripts/conformance-page.ts makes it anew', () => {
  expect(readFileSync(join(root, 'docs/smart-conformance.md'), 'utf8')).toContain(conformanceTables());
});

test.skipIf(!existsSync(source))(
  'numbers, levels and places are those of the list that Inferno publishes (read from INTERVISIT_SAMPLES)',
  () => {
    const listed = readFileSync(source, 'utf8').matchAll(
      /^hl7\.fhir\.uv\.smart-app-launch_2\.2\.0,(\d+),https:\/\/hl7\.org\/fhir\/smart-app-launch\/STU2\.2\/([^,]+),(?:"(?:[^"]|"")*"|[^,]*),([A-Z ]+),/gm,
    );
    expect(REQUIREMENTS.map(([id, level, page]) => [id, level, page])).toEqual(
      Array.from(listed, ([, id, page, level]) => [Number(id), level?.trim(), page]),
    );
  },
);
