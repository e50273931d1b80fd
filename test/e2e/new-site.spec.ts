import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { type RunningApp, startApp } from '../../scripts/serve-app.ts';
import type { IssuerEntry } from '../../src/launch/issuers.ts';
import { SAMPLE_USERS } from '../ehr/patients/practice.ts';
import { samplePatients } from '../ehr/patients/sample-patients.ts';
import { type RunningEhr, startEhr } from '../ehr/serve.ts';
import { expect, NOW, test as base } from './demo.ts';

const root = resolve(import.meta.dirname, '../..');
const ADA = 'demo-0001';
const NURSE = 'nadia-sampler';
const CLIENT_ID = 'intervisit-here';
const REDIRECT = './index.html?ehr=second';

interface Practice {
  readonly app: RunningApp;
  readonly first: RunningEhr;
  readonly second: RunningEhr;
  /** Writes one of the settings files of the app's folder anew. */
  readonly write: (file: 'issuers.json' | 'site.json', json: unknown) => void;
}

/** The built app as files in a folder, and two EHRs that know it. Nothing is built or started again from then on. */
const test = base.extend<{ readonly practice: Practice }>({
  practice: async ({ clinic: _clinic }, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'intervisit-site-'));
    cpSync(join(root, 'dist'), folder, { recursive: true, dereference: true });
    const write: Practice['write'] = (file, json) => writeFileSync(join(folder, file), JSON.stringify(json));
    write('issuers.json', { issuers: [] });
    write('site.json', { ...readJson('test/ehr/demo-site.json'), demo: { today: '2026-11-18' } });
    const app = await startApp({ dist: folder });
    const [first, second] = await Promise.all([ehrFor(app), ehrFor(app)]);
    write('issuers.json', { issuers: [entryOf(first)] });
    await provide({ app, first, second, write });
    await Promise.all([app.close(), first.close(), second.close()]);
    rmSync(folder, { recursive: true });
  },
});

function readJson(file: string): Readonly<Record<string, unknown>> {
  const json: unknown = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return typeof json === 'object' && json !== null ? { ...json } : {};
}

function ehrFor(app: RunningApp): Promise<RunningEhr> {
  const redirectUris = ['./index.html', REDIRECT].map((path) => new URL(path, `${app.origin}/`).href);
  const client = { clientId: CLIENT_ID, redirectUris, launchUrls: [`${app.origin}/launch.html`] };
  return startEhr({
    options: () => ({
      clock: () => NOW.epochMilliseconds,
      resources: samplePatients('2026-11-18', 'America/New_York'),
      users: SAMPLE_USERS,
      clients: [client],
    }),
  });
}

function entryOf({ ehr, origin }: RunningEhr, more: Partial<IssuerEntry> = {}): IssuerEntry {
  return { name: 'An EHR', issuer: ehr.fhirBase, clientId: CLIENT_ID, frameAncestors: [origin], ...more };
}

async function launch(context: BrowserContext, app: RunningApp, { ehr }: RunningEhr): Promise<Page> {
  const page = await context.newPage();
  const token = ehr.openLaunch({ patient: ADA, user: NURSE });
  await page.goto(`${app.origin}/launch.html?iss=${encodeURIComponent(ehr.fhirBase)}&launch=${token}`);
  return page;
}

test('a second EHR is added by editing issuers.json alone, with settings and a redirect of its own', async ({ clinic, practice }) => {
  const { app, first, second, write } = practice;
  const refused = await launch(clinic, app, second);
  await expect(refused.getByRole('heading', { name: 'This server is not on the list' })).toBeVisible();
  expect(second.ehr.exchanges).toEqual([]);

  const site = { practice: { name: 'The other practice' }, carriers: { timeEntry: ['DocumentReference'] } };
  write('issuers.json', { issuers: [entryOf(first), entryOf(second, { redirect: REDIRECT, leaveOutScopes: ['Task'], site })] });
  const page = await launch(clinic, app, second);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Eligible');
  const asked = second.ehr.exchanges.find(({ url }) => url.includes('/authorize?'))?.url ?? '';
  const { searchParams } = new URL(asked, second.origin);
  expect(searchParams.get('redirect_uri')).toBe(`${app.origin}/index.html?ehr=second`);
  expect(searchParams.get('scope')).not.toContain('Task');

  await page.getByRole('link', { name: 'Time', exact: true }).click();
  await expect(page.getByText('Will be written to the EHR as a note in the documents, as the site’s settings want it')).toBeVisible();

  const other = await launch(clinic, app, first);
  await other.getByRole('link', { name: 'Time', exact: true }).click();
  await expect(other.getByText(/^Will be written to the EHR as an encounter\./)).toBeVisible();
});

test('settings with mistakes stop the app with a table of all of them, at every width', async ({ clinic, practice }) => {
  const { app, first, write } = practice;
  write('issuers.json', { issuers: [{ ...entryOf(first), clientID: 'x' }, entryOf(first, { issuer: `${first.ehr.fhirBase}/` })] });
  const practiceOf = { settingType: 'pfs-practice', phone24x7: null, attestations: {} };
  write('site.json', { practice: { ...practiceOf, timeZone: 'Eastern', name: 7 } });
  const page = await clinic.newPage();
  await page.goto(`${app.origin}/index.html`);
  await expect(page.getByRole('heading', { name: 'Intervisit is not set up correctly' })).toBeVisible();
  await expect(page.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveText([
    /issuers\.json\s*issuers\.0\.clientID\s*is not known here; did you mean clientId\?\s*text/,
    /issuers\.json\s*issuers\.1\.issuer\s*is the same server as issuers\.0\.issuer\s*text/,
    /site\.json\s*practice\.name\s*is not text\s*a number/,
    /site\.json\s*practice\.timeZone\s*is not a time zone name such as America\/New_York\s*text/,
  ]);
  for (const width of [1200, 400, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: test.info().outputPath(`wrong-settings-${width}.png`), fullPage: true });
  }
});
