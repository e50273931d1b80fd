import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A Chromium that runs on this machine. */
export interface FoundBrowser {
  readonly executablePath: string;
  /** Switches it needs here, on top of those that Playwright gives. */
  readonly args: readonly string[];
  /** Where it came from, for one line of output. */
  readonly which: string;
}

/** Where else than in the system to look; each rejects or answers undefined where there is none. */
export interface PackagedBrowsers {
  playwright(): Promise<string | undefined>;
  /** A browser inside an npm package; `args` are those its authors recommend. */
  npm(): Promise<{ readonly executablePath: string; readonly args: readonly string[] } | undefined>;
}

const NAMES_ON_PATH = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'];

const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

// The package is made for AWS Lambda. Of what it recommends, these would switch off what the browser tests are there to
// test: the same-origin policy, mixed content, one process per site. Headless mode is Playwright's to choose.
const UNWANTED_SWITCHES = [
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--disable-features=',
  '--headless',
  '--single-process',
];

const packaged: PackagedBrowsers = {
  async playwright() {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  },
  async npm() {
    const { default: chromium } = await import('@sparticuz/chromium');
    return { executablePath: await chromium.executablePath(), args: chromium.args };
  },
};

/**
 * The first Chromium that answers `--version`: named by INTERVISIT_CHROMIUM or CHROME_PATH, the system's, Playwright's own,
 * the one inside `@sparticuz/chromium`.
 *
 * A variable that names a browser which does not run is an error, not a reason to look further.
 *
 * @throws Error with one line that says what was tried.
 */
export async function findBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  elsewhere: PackagedBrowsers = packaged,
): Promise<FoundBrowser> {
  for (const name of ['INTERVISIT_CHROMIUM', 'CHROME_PATH']) {
    const path = environment[name];
    if (!path) continue;
    if (await runs(path)) return found(path, name);
    throw new Error(`No browser: ${name} names ${path}, which does not run.`);
  }
  for (const path of systemPlaces(environment)) {
    if (await runs(path)) return found(path, 'system');
  }
  const playwright = await elsewhere.playwright().catch(() => undefined);
  if (playwright !== undefined && (await runs(playwright))) return found(playwright, 'Playwright');
  const npm = await elsewhere.npm().catch(() => undefined);
  if (npm !== undefined && (await runs(npm.executablePath))) {
    return found(npm.executablePath, '@sparticuz/chromium', npm.args.filter(isWanted));
  }
  throw new Error(
    'No browser: found no Chromium or Chrome on the PATH, none of Playwright and none in @sparticuz/chromium that runs. ' +
      'Install one, or name one in INTERVISIT_CHROMIUM.',
  );
}

function systemPlaces(environment: Readonly<Record<string, string | undefined>>): string[] {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
  return process.platform === 'darwin' ? [...onPath, ...MAC_APPLICATIONS] : onPath;
}

/** Distributions leave stubs named chromium-browser that only advise to install something: being there is not enough. */
async function runs(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
    return /\d+\.\d+/.test(stdout);
  } catch {
    return false;
  }
}

function found(executablePath: string, which: string, args: readonly string[] = []): FoundBrowser {
  const isRoot = process.getuid?.() === 0;
  const sandbox = isRoot && !args.includes('--no-sandbox') ? ['--no-sandbox'] : [];
  return { executablePath, args: [...args, ...sandbox], which };
}

function isWanted(argument: string): boolean {
  return !UNWANTED_SWITCHES.some((unwanted) => argument.startsWith(unwanted));
}
