import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openAlone, test } from './demo.ts';

const ADA = 'demo-0001';
const NURSE = 'nadia-sampler';

test('a patient is enrolled, paused with a reason and taken up again; home and other systems see it', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
  await page.getByRole('link', { name: /^Enrollment not stated/ }).click();
  await expect(page.getByRole('heading', { name: 'Nobody has stated it yet' })).toBeVisible();
  await expect(page.getByLabel('CCM began on')).toHaveValue('2026-06-28');
  await page.getByLabel('CCM began on').fill('2026-07-06');
  await record(page);
  await expect(page.getByRole('heading', { name: 'Active since 6 Jul 2026' })).toBeVisible();
  await expect(page.getByText('The EHR’s list of episodes of care shows it too.')).toBeVisible();

  await page.getByRole('radio', { name: 'Pause' }).check();
  await record(page);
  await expect(page.getByText('Choose a reason.')).toBeVisible();
  await page.getByRole('radio', { name: 'In a hospital or facility' }).check();
  await page.getByLabel('Remark').fill('Hip operation.');
  await record(page);
  await expect(page.getByRole('heading', { name: 'Paused since 18 Nov 2026' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Paused since 18 Nov 2026' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Home' }).click();
  await page.getByRole('link', { name: 'Enrollment paused since 18 Nov 2026' }).click();
  await page.getByRole('radio', { name: 'Take up again' }).check();
  await record(page);
  await expect(page.getByRole('heading', { name: 'Active since 18 Nov 2026' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What was stated' }).getByRole('row')).toHaveCount(4);
  const episodes = demo.ehr.stored('EpisodeOfCare', ADA);
  expect(episodes).toMatchObject([{ status: 'active', period: { start: '2026-07-06' } }]);
  expect(episodes[0]?.statusHistory?.map(({ status }) => status)).toEqual(['active', 'onhold', 'active']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [400, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('form, errors and history pass axe and do not scroll sideways', async ({ clinic, demo }) => {
        const page = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
        await page.getByRole('link', { name: /^Enrollment/ }).click();
        await record(page);
        await expect(page.getByRole('heading', { name: /^Active since/ })).toBeVisible();
        await page.getByRole('radio', { name: 'Stop' }).check();
        await record(page);
        await expect(page.getByText('Choose a reason.')).toBeVisible();
        await page.evaluate(() => window.scrollTo(0, 0));
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(
          0,
        );
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
      });
    });
  }
}

async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record as Nadia Sampler, RN' }).click();
}
