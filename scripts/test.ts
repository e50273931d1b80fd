import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { findBrowser } from './find-browser.ts';

/**
 * Everything `npm test` means, in one go and to the end, so that one failure does not hide the next. A check without
 * single tests (types, lint …) counts as one. The last line is `N passed, N failed`; the same numbers are left in
 * `test-results/summary.json` for whoever called.
 */
interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Names of single tests that failed, where the runner tells them. */
  readonly failures?: readonly string[];
}

type Counts = Readonly<Record<string, Count>>;

const results = 'test-results';

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const done = spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
  return done.status === 0;
}

function check(command: string, ...args: readonly string[]): Count {
  return run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** What is used here of vitest's JSON report. */
interface UnitReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    /** Why a whole file failed; empty otherwise. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** A runner that dies before it wrote its report is one failure, whatever it would have counted. */
function counted(ok: boolean, read: () => Count): Count {
  try {
    const count = read();
    return ok || count.failed > 0 ? count : { ...count, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function unitTests(): Count {
  const file = `${results}/unit.json`;
  const ok = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  return counted(ok, () => {
    const report: UnitReport = JSON.parse(readFileSync(file, 'utf8'));
    const failures = report.testResults.flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      const where = relative(process.cwd(), name);
      if (failed.length === 0) return message === '' ? [] : [`${where}: ${message}`];
      return failed.map(({ fullName, failureMessages }) => `${where}: ${fullName}\n${failureMessages.join('\n')}`);
    });
    return { passed: report.numPassedTests, failed: report.numFailedTests, failures };
  });
}

/** The browser tests that `npm test` leaves out, so that it stays short; `npm run test:long` runs them alone. */
const LONG = '@long';

async function browserTests(which: readonly string[]): Promise<Count> {
  try {
    const browser = await findBrowser();
    console.log(`\nBrowser: ${browser.which}`);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  }
  const file = `${results}/browser.json`;
  const ok = run('playwright', ['test', '--config', 'test/e2e/playwright.config.ts', ...which], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: `${process.cwd()}/${file}`,
  });
  return counted(ok, () => {
    const report: { stats: { expected: number; unexpected: number; flaky: number } } = JSON.parse(readFileSync(file, 'utf8'));
    // A test that passes only on a second try has failed once: it is a failure.
    return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky };
  });
}

async function main(): Promise<void> {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const counts = process.argv.includes('long') ? await longTests() : await allTests();
  report(counts);
}

async function longTests(): Promise<Counts> {
  return {
    build: check('vite', 'build', '--logLevel', 'warn'),
    'long browser tests': await browserTests(['--grep', LONG]),
  };
}

async function allTests(): Promise<Counts> {
  return {
    'types of the app': check('tsc', '-p', 'tsconfig.json'),
    'types of the pure core': check('tsc', '-p', 'src/ccm/tsconfig.json'),
    'types of tests and scripts': check('tsc', '-p', 'tsconfig.node.json'),
    lint: check('oxlint', '--type-aware'),
    format: check('oxfmt', '--check'),
    unused: check('knip'),
    'unit and component tests': unitTests(),
    build: check('vite', 'build', '--logLevel', 'warn'),
    'browser tests': await browserTests(['--grep-invert', LONG]),
  };
}

function report(counts: Counts): void {
  const total = { passed: 0, failed: 0 };
  console.log('');
  for (const [name, count] of Object.entries(counts)) {
    total.passed += count.passed;
    total.failed += count.failed;
    console.log(`${count.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${count.passed} passed, ${count.failed} failed`);
    // Here again, since a log is often read from its end.
    for (const failure of count.failures ?? []) console.log(`       ${failure.slice(0, 1500)}`);
  }
  writeFileSync(`${results}/summary.json`, JSON.stringify(total));
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main();
