import 'temporal-polyfill/global';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SiteSettings } from '../src/app/settings.ts';
import { readSiteSettings } from '../src/app/settings-check.ts';
import { PERSONAS, type PersonaName } from '../test/ehr/personas.ts';
import { practiceResources } from '../test/ehr/patients/practice.ts';
import { samplePatients } from '../test/ehr/patients/sample-patients.ts';
import { startDemo } from '../test/ehr/serve-demo.ts';
import { demoClock } from './demo-clock.ts';
import { loadData } from './load-data.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const USAGE = 'npm start -- [--data DIR] [--persona NAME] [--port NUMBER] [--today YYYY-MM-DD]';

interface Wishes {
  readonly data?: string;
  readonly persona: PersonaName;
  readonly port: number;
  readonly today?: string;
}

/** What was asked for cannot be done as asked: shown as one line, without a stack. */
class WrongCall extends Error {}

async function main(): Promise<void> {
  const wishes = readWishes(process.argv.slice(2));
  const site = readSiteSettings(JSON.parse(readFileSync(join(ROOT, 'test', 'ehr', 'demo-site.json'), 'utf8')));
  const { timeZone } = site.practice;
  const clock = demoClock(() => Date.now(), timeZone, wishes.today);
  const now = Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(timeZone);
  await buildIfStale();
  const resources =
    wishes.data === undefined
      ? samplePatients(now.toPlainDate().toString(), timeZone, now.toPlainTime().toString())
      : await chartsFrom(wishes.data);
  const demo = await startDemo({
    dist: DIST,
    resources,
    clock,
    site,
    persona: wishes.persona,
    ports: { ehr: wishes.port, app: wishes.port + 1 },
  });
  announce(demo.ehrOrigin, demo.appOrigin, now.toPlainDate(), site, wishes);
  let ending: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Ctrl-C comes twice where a wrapper passes it on.
    process.on(signal, () => {
      ending ??= demo.close().then(() => process.exit(0));
    });
  }
}

function readWishes(args: readonly string[]): Wishes {
  const { data, persona = 'full', port = '5180', today } = parsed(args);
  if (!isPersona(persona)) throw new WrongCall(`--persona ${persona}: is none of ${Object.keys(PERSONAS).join(', ')}`);
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_534) throw new WrongCall(`--port ${port}: is no port number`);
  if (today !== undefined && !isDay(today)) throw new WrongCall(`--today ${today}: is no day such as 2026-10-20`);
  if (data !== undefined && !(existsSync(data) && statSync(data).isDirectory())) throw new WrongCall(`--data ${data}: is no folder`);
  return { persona, port: Number(port), ...(data !== undefined && { data }), ...(today !== undefined && { today }) };
}

function parsed(args: readonly string[]): Partial<Readonly<Record<'data' | 'persona' | 'port' | 'today', string>>> {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { data: text, persona: text, port: text, today: text } }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split(/\.|\n/);
    throw new WrongCall(`${reason}. ${USAGE}`);
  }
}

function isPersona(name: string): name is PersonaName {
  return Object.hasOwn(PERSONAS, name);
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

async function buildIfStale(): Promise<void> {
  const built = await stat(join(DIST, 'index.html')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (built > (await newestSource())) return;
  console.log('Building the app …');
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
}

async function newestSource(): Promise<number> {
  const folders = ['src', 'public'].map((name) => join(ROOT, name));
  const inside = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).map(({ parentPath, name }) => join(parentPath, name)),
    ),
  );
  const single = ['index.html', 'launch.html', 'verify.html', 'vite.config.ts', 'package.json'].map((name) => join(ROOT, name));
  const times = await Promise.all([...inside.flat(), ...single].map(async (path) => (await stat(path)).mtimeMs));
  return Math.max(...times);
}

async function chartsFrom(folder: string): Promise<readonly (object | string)[]> {
  const isTerminal = process.stdout.isTTY;
  const { resources, counts, files, problems, replaced } = await loadData(folder, (done, all, count) => {
    const line = `Reading ${folder}: ${done} of ${all} files, ${count} resources`;
    if (isTerminal) process.stdout.write(`\r${line}`);
    else if (done === all) process.stdout.write(line);
  });
  if (files > 0) process.stdout.write('\n');
  const patients = counts.get('Patient') ?? 0;
  if (patients === 0) throw new WrongCall(`--data ${folder}: holds no FHIR patient in .json or .ndjson files`);
  console.log(
    `${patients} patients; ${[...counts]
      .slice(0, 6)
      .map(([type, count]) => `${count} ${type}`)
      .join(', ')} …`,
  );
  if (replaced > 0) console.log(`${replaced} resources came more than once; the last one of each stays.`);
  for (const problem of problems) console.log(`Left out: ${problem}`);
  return [...practiceResources(), ...resources];
}

function announce(ehr: string, app: string, today: Temporal.PlainDate, { practice }: SiteSettings, { persona }: Wishes): void {
  console.log(`\n  Open  ${ehr}\n`);
  console.log(`  Simulated EHR (${persona}), its day ${today.toString()} in ${practice.timeZone}; the app is on ${app}. Ctrl-C ends both.`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof WrongCall)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
