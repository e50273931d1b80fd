import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** One seeded violation a row: the file it stands in, its line, and what the linter must say of it. */
const seeded: readonly (readonly [file: string, line: string, says: string])[] = [
  ['src/ccm/a1.ts', `export { x } from 'zod';`, 'pure core'],
  ['src/ccm/a2.ts', `export { x } from '../fhir/client.ts';`, 'pure core'],
  ['src/ccm/time/a3.ts', `export { x } from '../../app/main.tsx';`, 'pure core'],
  ['src/ccm/a4.ts', `export const x = new Date(0);`, 'Pass dates in'],
  ['src/ccm/a5.ts', `export const x = Temporal.Now.instant();`, 'Pass today in'],
  ['src/ccm/a6.ts', `export const x = Math.random();`, 'deterministic'],
  ['src/fhir/b1.ts', `export { x } from 'react';`, 'src/fhir imports'],
  ['src/fhir/b2.ts', `export { x } from '../launch/session.ts';`, 'src/fhir imports'],
  ['src/fhir/time/b3.ts', `export { x } from '../../app/queries.ts';`, 'src/fhir imports'],
  ['src/fhir/b4.ts', `export { x } from 'fhirclient';`, 'src/fhir imports'],
  ['src/fhir/b5.ts', `export const x = Date.now();`, 'Pass the clock in'],
  ['src/launch/c1.ts', `export { x } from 'react';`, 'no screens and no rules'],
  ['src/launch/c2.ts', `export { x } from '../ccm/rules.ts';`, 'no screens and no rules'],
  ['src/launch/c3.ts', `export { x } from '../fhir/time.ts';`, 'Connection and FhirError'],
  ['src/launch/c4.ts', `export const x = (FHIR: any) => FHIR.oauth2.init({});`, 'previous patient'],
  ['src/launch/launch.ts', `export { x } from 'zod';`, 'must stay light'],
  ['src/ui/d1.tsx', `export { x } from '../ccm/rules.ts';`, 'knows no domain'],
  ['src/ui/d2.tsx', `export { x } from '@tanstack/react-query';`, 'knows no domain'],
  ['src/drafts/e1.ts', `export { x } from '../ccm/chart.ts';`, 'opaque payloads'],
  ['src/cli/f1.ts', `export { x } from '../app/format.ts';`, 'core and the readers'],
  ['src/ccm/a7.ts', `export { x } from '../packet/data.ts';`, 'pure core'],
  ['src/fhir/b6.ts', `export { x } from '../packet/data.ts';`, 'src/fhir imports'],
  ['src/packet/p1.ts', `export { x } from '../fhir/chart.ts';`, 'src/ccm and zod only'],
  ['src/packet/page/p2.ts', `export { x } from '../../app/format.ts';`, 'src/ccm and zod only'],
  ['src/packet/p3.ts', `export { x } from 'react';`, 'src/ccm and zod only'],
  ['src/packet/p4.ts', `export const x = Date.now();`, 'Pass the time in'],
  ['src/verify/v1.tsx', `export { x } from '../fhir/chart.ts';`, 'no session and no EHR'],
  ['src/verify/v2.tsx', `export { x } from '../app/format.ts';`, 'no session and no EHR'],
  ['src/app/g1.tsx', `export { x } from '../fhir/client.ts';`, 'app/queries.ts'],
  ['src/app/g2.tsx', `export { x } from 'fhirclient';`, 'app/queries.ts'],
  ['src/app/g3.tsx', `export const x = Date.now();`, 'clock'],
  ['src/app/queries.ts', `export { x } from 'fhirclient';`, 'Only src/launch'],
  ['src/app/g4.tsx', `export const X = () => <div dangerouslySetInnerHTML={{ __html: '' }} />;`, 'dangerously'],
  ['src/app/g5.ts', `export default 1;`, 'default'],
  ['src/ui/h1.ts', `console.log('x');`, 'console'],
];

const allowed: readonly (readonly [file: string, line: string])[] = [
  ['src/ccm/time/ok1.ts', `export { x } from '../chart.ts';`],
  ['src/fhir/ok2.ts', `export { x } from '../ccm/chart.ts';`],
  ['src/fhir/ok3.ts', `export { x } from 'zod';`],
  ['src/launch/ok4.ts', `export { x } from '../fhir/connection.ts';`],
  ['src/launch/ok5.ts', `export { x } from '../fhir/fhir-error.ts';`],
  ['src/app/ok6.tsx', `export { x } from '../ccm/rules.ts';`],
  ['src/app/queries.tsx', `export { x } from '../launch/session.ts';`],
  ['src/packet/page/ok8.ts', `export { x } from '../../ccm/chart.ts';`],
  ['src/app/ok9.ts', `export { x } from '../packet/data.ts';`],
  ['src/cli/ok10.ts', `export { x } from '../packet/verify.ts';`],
  ['src/verify/ok11.tsx', `export { x } from '../packet/verify.ts';`],
  ['src/cli/ok7.ts', `export { x } from '../fhir/chart.ts';`],
];

interface Diagnostic {
  readonly message: string;
  readonly help?: string;
  readonly filename: string;
}

let folder = '';
let diagnostics: readonly Diagnostic[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'intervisit-lint-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [file, line] of [...seeded, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${line}\n`);
  }
  diagnostics = lint();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function lint(): readonly Diagnostic[] {
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  let output: string;
  try {
    output = execFileSync(oxlint, ['--format=json'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // oxlint exits with 1 when it finds something, which is what is wanted here.
    if (!(error instanceof Error && 'stdout' in error)) throw error;
    output = String(error.stdout);
  }
  const report: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(output);
  return report.diagnostics;
}

function said(file: string): string {
  return diagnostics
    .filter((diagnostic) => diagnostic.filename.endsWith(file))
    .map((diagnostic) => `${diagnostic.message} ${diagnostic.help ?? ''}`)
    .join('\n');
}

test.each(seeded)('%s with %s is refused', (file, _line, says) => {
  expect(said(file)).toContain(says);
});

test.each(allowed)('%s with %s is allowed', (file) => {
  expect(said(file)).toBe('');
});
