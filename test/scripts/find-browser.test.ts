import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser, type PackagedBrowsers } from '../../scripts/find-browser.ts';

let folder: string;
let working: string;
let stub: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-browser-'));
  working = join(folder, 'google-chrome');
  stub = join(folder, 'chromium');
  await writeFile(working, '#!/bin/sh\necho "Google Chrome 150.0.1.2"\n');
  await writeFile(stub, '#!/bin/sh\necho "please install the snap"\nexit 1\n');
  await Promise.all([chmod(working, 0o755), chmod(stub, 0o755)]);
});

afterAll(() => rm(folder, { recursive: true }));

const none: PackagedBrowsers = {
  playwright: () => Promise.reject(new Error('not installed')),
  npm: () => Promise.reject(new Error('not installed')),
};

test('the system browser is taken from the PATH, past a stub that does not run', async () => {
  const found = await findBrowser({ PATH: ['/nowhere', folder].join(delimiter) }, none);
  expect(found).toMatchObject({ executablePath: working, which: 'system' });
});

test('a browser named in a variable comes first', async () => {
  const found = await findBrowser({ PATH: '', INTERVISIT_CHROMIUM: working }, none);
  expect(found).toMatchObject({ executablePath: working, which: 'INTERVISIT_CHROMIUM' });
});

test('a variable that names no working browser is an error, even where another browser is at hand', async () => {
  await expect(findBrowser({ PATH: folder, CHROME_PATH: stub }, none)).rejects.toThrow(/CHROME_PATH names .*does not run/);
});

test("without a system browser, Playwright's own is taken, and then the one in the npm package", async () => {
  const both: PackagedBrowsers = {
    playwright: () => Promise.resolve(working),
    npm: () => Promise.resolve({ executablePath: working, args: ['--no-zygote'] }),
  };
  expect(await findBrowser({ PATH: '' }, both)).toMatchObject({ which: 'Playwright' });
  expect(await findBrowser({ PATH: '' }, { ...both, playwright: () => Promise.resolve('/not/installed') })).toMatchObject({
    which: '@sparticuz/chromium',
    args: expect.arrayContaining(['--no-zygote']),
  });
});

test('switches of the npm package that would switch off web security are left out', async () => {
  const args = [
    '--disable-web-security',
    '--disable-features=site-per-process,IsolateOrigins',
    '--disable-site-isolation-trials',
    '--no-zygote',
  ];
  const found = await findBrowser({ PATH: '' }, { ...none, npm: () => Promise.resolve({ executablePath: working, args }) });
  expect(found.args.filter((one) => one !== '--no-sandbox')).toEqual(['--no-zygote']);
});

test('no browser at all is one clear line', async () => {
  await expect(findBrowser({ PATH: '' }, none)).rejects.toThrow(/^No browser: [^\n]+INTERVISIT_CHROMIUM\.$/);
});
