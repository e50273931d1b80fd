import { expect, openChart, test } from './demo.ts';

test.use({ persona: 'read-only' });

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
