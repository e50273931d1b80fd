import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openAlone, pairTag, test } from './demo.ts';

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

test('ELIG-4 the first day is corrected and a step recorded by mistake taken back; the record keeps both with their reasons', async ({
  clinic,
  demo,
}) => {
  const page = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
  await page.getByRole('link', { name: /^Enrollment not stated/ }).click();
  await page.getByLabel('CCM began on').fill('2026-07-06');
  await record(page);
  await page.getByRole('radio', { name: 'Pause' }).check();
  await page.getByRole('radio', { name: 'Away for a while' }).check();
  await record(page);
  await expect(page.getByRole('heading', { name: 'Paused since 18 Nov 2026' })).toBeVisible();

  await page.getByRole('button', { name: 'Correct: Paused from 18 Nov 2026' }).click();
  const form = page.getByRole('form', { name: /^Correct:/ });
  await form.getByRole('radio', { name: 'All of it: recorded by mistake' }).check();
  await form.getByRole('button', { name: 'Take it back' }).click();
  await expect(form.getByText('Say why; the reason stays in the record.')).toBeVisible();
  await expect(form.getByLabel('Why')).toBeFocused();
  await form.getByLabel('Why').fill('Meant for another patient.');
  await form.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('The correction is recorded')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Active since 6 Jul 2026' })).toBeVisible();

  await page.getByRole('button', { name: 'Correct: Active from 6 Jul 2026' }).click();
  await form.getByRole('radio', { name: 'The day' }).check();
  await form.getByLabel('It began on').fill('2026-06-29');
  await form.getByLabel('Why').fill('First call was in June.');
  await form.getByRole('button', { name: 'Record the correction' }).click();
  await expect(page.getByRole('heading', { name: 'Active since 29 Jun 2026' })).toBeVisible();
  await page.reload();
  const history = page.getByRole('region', { name: 'What was stated' });
  await expect(history.getByText('Day corrected: First call was in June.')).toBeVisible();
  await expect(history.getByText('Corrected by Nadia Sampler, RN, 18 Nov 2026')).toBeVisible();
  await expect(history.getByText(/^Taken back as a mistake by Nadia Sampler, RN, 18 Nov 2026: Meant for another patient\.$/)).toBeVisible();
  await expect(page.getByText(/^29 Jun 2026 .*, as stated$/)).toBeVisible();
  expect(demo.ehr.stored('EpisodeOfCare', ADA)).toMatchObject([{ status: 'active', period: { start: '2026-06-29' } }]);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Home' }).click();
  await expect(
    page
      .getByRole('definition')
      .filter({ hasText: /^29 Jun 2026/ })
      .first(),
  ).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [400, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, { tag: pairTag(colorScheme, width) }, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('form, errors and history pass axe and do not scroll sideways', async ({ clinic, demo }) => {
        const page = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
        await page.getByRole('link', { name: /^Enrollment/ }).click();
        await record(page);
        await expect(page.getByRole('heading', { name: /^Active since/ })).toBeVisible();
        await page.getByRole('radio', { name: 'Stop' }).check();
        await record(page);
        await expect(page.getByText('Choose a reason.')).toBeVisible();
        await page.getByRole('button', { name: /^Correct: Active/ }).click();
        await page.getByRole('radio', { name: 'The day' }).check();
        await page.getByRole('button', { name: 'Record the correction' }).click();
        await expect(page.getByText('That is the day on record.')).toBeVisible();
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
