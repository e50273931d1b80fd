import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import 'temporal-polyfill/global';
import { type BrowserContext, chromium, type FrameLocator, type Page, test as base } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.ts';
import type { PersonaName } from '../ehr/ehr.ts';
import { samplePatients } from '../ehr/patients/sample-patients.ts';
import { type Demo, startDemo } from '../ehr/serve-demo.ts';

/** The one moment every browser test takes place in, for the app, the EHR and the sample patients. */
export const NOW = Temporal.Instant.from('2026-11-18T20:30:00Z');
export const MONTH = '2026-11';

const root = resolve(import.meta.dirname, '../..');

interface Options {
  readonly persona: PersonaName;
}

interface Fixtures {
  /** A simulated EHR with the sample patients and the production build of the app, for this test alone. */
  readonly demo: Demo;
  /** A browser as clinicians have it: third-party frames may keep their own, partitioned storage. */
  readonly clinic: BrowserContext;
}

export const test = base.extend<Options & Fixtures>({
  persona: ['full', { option: true }],
  demo: async ({ persona }, provide) => {
    const site: { practice: { timeZone: string } } = JSON.parse(readFileSync(join(root, 'test/ehr/demo-site.json'), 'utf8'));
    const today = NOW.toZonedDateTimeISO(site.practice.timeZone).toPlainDate();
    const demo = await startDemo({
      dist: join(root, 'dist'),
      resources: samplePatients(today, site.practice.timeZone),
      clock: () => NOW.epochMilliseconds,
      site,
      persona,
    });
    await provide(demo);
    await demo.close();
  },
  clinic: async ({ viewport, colorScheme }, provide) => {
    const profile = mkdtempSync(join(tmpdir(), 'intervisit-browser-'));
    // Some distributions block third-party storage from the start; the clinics this is made for must not.
    mkdirSync(join(profile, 'Default'));
    writeFileSync(
      join(profile, 'Default/Preferences'),
      JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }),
    );
    const browser = await findBrowser();
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: browser.executablePath,
      args: [...browser.args],
      viewport,
      colorScheme,
    });
    await context.clock.setFixedTime(NOW.epochMilliseconds);
    await provide(context);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';

/** Opens a patient's chart in the EHR as a person would, and returns the page and the app inside its frame. */
export async function openChart(context: BrowserContext, demo: Demo, patient: string): Promise<{ page: Page; app: FrameLocator }> {
  const page = await context.newPage();
  await page.goto(demo.ehrOrigin);
  await choosePatient(page, patient);
  return { page, app: page.frameLocator('iframe[title="Intervisit"]') };
}

/** One click on a patient in the EHR's list. */
export async function choosePatient(page: Page, patient: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Patients' }).getByRole('button', { name: patient }).click();
}

/** Who works on whom, and in which encounter where the EHR has one open. */
export interface Whom {
  readonly patient: string;
  readonly user: string;
  readonly encounter?: string;
}

/** The app in a window of its own, launched by the EHR on a patient for one of its users. */
export async function openAlone(context: BrowserContext, demo: Demo, whom: Whom): Promise<Page> {
  const page = await context.newPage();
  const launch = demo.ehr.openLaunch(whom);
  await page.goto(`${demo.appOrigin}/launch.html?iss=${encodeURIComponent(demo.ehr.fhirBase)}&launch=${launch}`);
  return page;
}

/** On every run each theme once and the narrowest and widest window once; `npm run test:long` has their other pairs. */
export function pairTag(colorScheme: 'light' | 'dark', width: number): string[] {
  const isOfEveryRun = colorScheme === 'light' ? width >= 1200 : width <= 400;
  return isOfEveryRun ? [] : ['@long'];
}
