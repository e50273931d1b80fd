import { expect, MONTH, openAlone, test } from './demo.ts';

const FELIX = { patient: 'demo-0006', user: 'nadia-sampler' };

test.describe('an EHR that takes notes alone', () => {
  test.use({ persona: 'epic-like' });

  test('home says in one line what is kept elsewhere, and the page says where, why, and what to tell IT', async ({ clinic, demo }) => {
    await clinic.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await openAlone(clinic, demo, FELIX);
    await expect(page.getByText('does not keep charges')).toBeVisible();
    await page.locator('.notice').getByRole('link', { name: 'What this EHR allows' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What this EHR allows');
    const saves = page.getByRole('region', { name: 'What is saved, and where' });
    await expect(saves.getByRole('row', { name: /^Time entry/ })).toContainText('As a note in the documents');
    await expect(saves.getByRole('row', { name: /^Time entry/ })).toContainText('This EHR takes no encounters from apps');
    await expect(saves.getByRole('row', { name: /^Charge / })).toContainText('The charge sheet has them');
    const types = page.getByRole('region', { name: 'By type of record' });
    await expect(types.getByRole('row', { name: /^DocumentReference/ })).toContainText('Yes');
    await page.getByRole('button', { name: 'Copy for IT' }).click();
    await expect(page.getByText('Copied. It holds nothing of the patient.')).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain(demo.ehr.fhirBase);
    for (const secret of ['Trialborough', 'demo-0006', 'DEMO-0006', '1945', 'Nadia']) expect(text).not.toContain(secret);
  });

  test('on paper the page holds nothing of the patient', async ({ clinic, demo }) => {
    const page = await openAlone(clinic, demo, FELIX);
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What this EHR allows');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('Felix Trialborough').first()).toBeHidden();
    await expect(page.getByRole('region', { name: 'By type of record' })).toBeVisible();
  });
});

test('a statement that is a page in HTML stops nothing, is named on the page, and may be asked for again', async ({ clinic, demo }) => {
  demo.ehr.faults.add({ on: { path: /\/metadata/ }, kind: 'html-200', times: 2 });
  const page = await openAlone(clinic, demo, FELIX);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('99487');
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${MONTH}/ehr`);
  await expect(page.getByRole('paragraph').filter({ hasText: 'a page in HTML' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask the EHR again' }).click();
  await expect(page.getByRole('paragraph').filter({ hasText: 'The EHR said what it can do.' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'Simulated EHR (full)' })).toBeVisible();
});
