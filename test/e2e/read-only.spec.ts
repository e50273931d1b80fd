import { AxeBuilder } from '@axe-core/playwright';
import { SCREENS } from '../../src/app/routes.ts';
import { expect, MONTH, openAlone, openChart, test } from './demo.ts';

test.use({ persona: 'read-only' });

const FELIX = { patient: 'demo-0006', user: 'nadia-sampler' };

test('where the EHR lets the app write nothing, all is shown, each place says why, and nothing is sent', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Felix Trialborough');
  const screens = app.getByRole('navigation', { name: 'Screens' });
  await expect(app.getByRole('banner')).toContainText('Read-only');
  await expect(app.getByRole('heading', { level: 1 })).toContainText('99487');

  await screens.getByRole('link', { name: 'Time' }).click();
  await expect(app.getByText('Will be written to the EHR')).toHaveCount(0);

  await screens.getByRole('link', { name: 'Close month' }).click();
  const prepare = app.getByRole('button', { name: /^Prepare 99487/ });
  await expect(prepare).toHaveAccessibleDescription('This EHR takes no charges from Intervisit: hand over the charge sheet below.');
  await prepare.click({ force: true });
  await expect(app.getByRole('heading', { name: 'Charge sheet' })).toBeVisible();

  const writes = demo.ehr.exchanges.filter(({ method, url }) => method !== 'GET' && method !== 'OPTIONS' && url.startsWith('/fhir'));
  expect(writes).toEqual([]);
});

test('every screen is whole: it passes axe, and each button that is off says why', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, FELIX);
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  for (const screen of SCREENS) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/${MONTH}/${screen}`);
    await expect(page.locator(`main[data-screen="${screen}"] h1`).first()).toBeVisible();
    const silent = await page
      .locator('button[aria-disabled="true"]:not([aria-busy], [aria-describedby]), button:disabled')
      .allTextContents();
    expect(silent, screen).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
  }
});

test('time that is logged ends in a text to copy or download, with the reason and the way to the page that explains it', async ({
  clinic,
  demo,
}) => {
  const page = await openAlone(clinic, demo, FELIX);
  await expect(page.getByText('lets Intervisit read and not write')).toBeVisible();
  await page.getByRole('link', { name: 'Time', exact: true }).click();
  await expect(page.getByText('Nothing is written to the EHR: you get the text to copy or download.').first()).toBeVisible();
  await page.getByLabel('Start', { exact: true }).fill('09:00');
  await page.getByLabel('Minutes', { exact: true }).fill('12');
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Medication review' });
  await page.getByLabel('How', { exact: true }).selectOption({ label: 'Telephone' });
  await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Reached' });
  await page.getByLabel('Why by hand').selectOption({ label: 'The timer was not started' });
  await page.getByLabel('Note', { exact: true }).fill('Asked about the new dose.');
  await page.getByRole('button', { name: 'Make text to copy' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'not stored yet' })).toContainText('this EHR takes no encounters from apps');
  const kept = page.getByRole('region', { name: 'Not stored yet' });
  await expect(kept).toContainText('Asked about the new dose.');
  for (const name of ['Copy', 'Download draft', 'Discard']) await expect(kept.getByRole('button', { name })).toBeEnabled();
  await page.locator('main').getByRole('link', { name: 'What this EHR allows' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What this EHR allows');
});

test('the timer runs, and its form says that the time will not be stored', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, FELIX);
  await page.getByRole('button', { name: 'Start timer' }).first().click();
  await page.clock.runFor(180_000);
  await page.getByRole('button', { name: /^Stop/ }).first().click();
  await expect(page.getByText('Nothing is written to the EHR: you get the text to copy or download.').first()).toBeVisible();
});
