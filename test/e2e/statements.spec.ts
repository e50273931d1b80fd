import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, MONTH, openAlone, test } from './demo.ts';

const MINA = 'demo-0013';
const BRUNO = 'demo-0002';
const PHYSICIAN = 'maya-exemplar';
const NURSE = 'nadia-sampler';

test('where nothing has begun a physician creates the plan openly, states the risk and more, and the rules follow and stay', async ({
  clinic,
  demo,
}) => {
  const page = await openAlone(clinic, demo, { patient: MINA, user: PHYSICIAN });
  await goTo(page, 'Eligibility');
  await page.getByRole('radio', { name: /^All/ }).click();
  await expect(rule(page, 'ELIG-2')).toContainText('Blocks');
  expect(demo.ehr.stored('CarePlan', MINA)).toEqual([]);

  await page.getByRole('button', { name: /^State the risk/ }).click();
  await page
    .getByRole('group', { name: /significant risk/ })
    .getByRole('radio', { name: 'Yes' })
    .click();
  await page.getByLabel('Why', { exact: true }).fill('Two exacerbations this year; lives alone.');
  await page.getByRole('button', { name: 'Create the CCM care plan' }).click();
  await expect(page.getByText('The CCM care plan is recorded')).toBeVisible();
  expect(demo.ehr.stored('CarePlan', MINA)).toHaveLength(1);
  await expect(page.getByText(/^CCM-ATTEST v1 .* significant-risk \| true \| ELIG-2/)).toContainText('lives alone');
  await page.getByRole('button', { name: 'Record as Maya Exemplar, MD' }).click();
  await expect(page.getByText('Your statement is recorded')).toBeVisible();
  await expect(rule(page, 'ELIG-2')).toContainText('Met');

  await page.getByRole('button', { name: /^State the surgical follow-up/ }).click();
  await rule(page, 'CONC-14').getByRole('radio', { name: 'No' }).click();
  await page.getByLabel('How you know').fill('No operation in the past 90 days.');
  await record(page);
  await expect(rule(page, 'CONC-14')).toContainText('Met');

  await page.getByRole('button', { name: /^State the Medicare model/ }).click();
  await page.getByRole('radio', { name: 'None' }).click();
  await page.getByLabel('How you know').fill('Checked the alignment list.');
  await record(page);
  await expect(rule(page, 'ELIG-13')).toContainText('Met');

  await page.getByRole('button', { name: /^Name the visit/ }).click();
  await page.getByRole('button', { name: /99214/ }).first().click();
  await page
    .getByRole('group', { name: /^Was CCM discussed/ })
    .getByRole('radio', { name: 'Yes' })
    .click();
  await page.getByLabel('How you know').fill('In my note of that day.');
  await record(page);
  await expect(rule(page, 'ELIG-6')).toContainText('Met');

  await page.getByRole('button', { name: /^Record the copy given/ }).click();
  await page.getByLabel('Given to').fill('the patient');
  await page.getByLabel('How it was given').fill('Printed and explained.');
  await record(page);
  await expect(rule(page, 'PLAN-3')).toContainText('Met');

  await page.getByRole('button', { name: /^Sign the plan/ }).click();
  await record(page);
  await expect(rule(page, 'PLAN-5')).toContainText('Met');

  await page.reload();
  await goTo(page, 'Eligibility');
  await page.getByRole('radio', { name: /^All/ }).click();
  for (const id of ['ELIG-2', 'ELIG-6', 'ELIG-13', 'CONC-14', 'PLAN-1', 'PLAN-3', 'PLAN-5'])
    await expect(rule(page, id)).toContainText('Met');
  await expect(rule(page, 'ELIG-2')).toContainText('Maya Exemplar, MD, 18 Nov 2026: Two exacerbations this year; lives alone.');
  expect(demo.ehr.stored('CarePlan', MINA)).toHaveLength(1);

  await rule(page, 'ELIG-2')
    .getByRole('button', { name: /^Take back/ })
    .click();
  await page.getByLabel('Why it is taken back').fill('Meant for another patient.');
  await page.getByRole('button', { name: /^Take back as/ }).click();
  await expect(rule(page, 'ELIG-2')).toContainText('Blocks');
  await expect(rule(page, 'ELIG-2')).toContainText('2 statements on record');
});

test('a clinician’s decision on a condition moves it and follows into the count', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: 'demo-0003', user: PHYSICIAN });
  await goTo(page, 'Eligibility');
  await page.getByRole('radio', { name: /^All/ }).click();
  await expect(rule(page, 'ELIG-1')).toContainText('Blocks');
  const left = page.locator('.condition-block', { hasText: 'Does not count (' }).getByRole('button', { name: /^Decide/ });
  await left.first().click();
  await page.getByRole('radio', { name: 'It counts' }).click();
  await page.getByLabel('Why', { exact: true }).fill('Lasting since 2019, under treatment.');
  await page.getByRole('button', { name: 'Create the CCM care plan' }).click();
  await expect(page.getByText('The CCM care plan is recorded')).toBeVisible();
  await record(page);
  await expect(page.getByText(/^The decision on .* is recorded$/)).toBeVisible();
  await expect(rule(page, 'ELIG-1')).toContainText('Met');
  await expect(page.getByText(/Counted by a clinician’s decision/)).toContainText('Maya Exemplar, MD, 18 Nov 2026: Lasting since 2019');
});

test('a nurse is refused where a clinician must judge, with the reason, and may state what the team knows', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: BRUNO, user: NURSE });
  await goTo(page, 'Eligibility');
  await page.getByRole('radio', { name: /^All/ }).click();
  const refused = rule(page, 'ELIG-2').getByRole('button', { name: /^State the risk/ });
  await expect(refused).toHaveAccessibleDescription('Only a physician, NP or PA can state this; you are signed in as clinical staff.');
  await refused.click({ force: true });
  await expect(page.getByRole('button', { name: /^Record as/ })).toHaveCount(0);
  for (const id of ['CODE-17', 'PLAN-5', 'ELIG-1']) await expect(rule(page, id)).toContainText('Only a physician, NP or PA can state this');

  await rule(page, 'PLAN-3')
    .getByRole('button', { name: /^Record the copy given/ })
    .click();
  await page.getByLabel('Given to').fill('his daughter');
  await page.getByLabel('How it was given').fill('By portal.');
  await page.getByRole('button', { name: 'Record as Nadia Sampler, RN' }).click();
  await expect(rule(page, 'PLAN-3')).toContainText('Nadia Sampler, RN, 18 Nov 2026: Given to his daughter. By portal.');
});

test('from the close screen one click leads to the form of what is missing', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: MINA, user: PHYSICIAN });
  await goTo(page, 'Close month');
  await page.getByRole('link', { name: 'Answer: Significant risk' }).click();
  await expect(page).toHaveURL(new RegExp(`#/${MONTH}/eligibility/ELIG-2$`));
  await expect(page.getByLabel('Why', { exact: true })).toBeVisible();
  await expect(rule(page, 'ELIG-2')).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 400, height: 900 } });

    test('every form passes axe and does not scroll sideways', async ({ clinic, demo }) => {
      const page = await openAlone(clinic, demo, { patient: 'demo-0006', user: PHYSICIAN });
      await goTo(page, 'Eligibility');
      await page.getByRole('radio', { name: /^All/ }).click();
      for (const id of ['ELIG-1', 'ELIG-2', 'ELIG-4', 'ELIG-13', 'CONC-14', 'PLAN-3', 'PLAN-5', 'CODE-7', 'CODE-16', 'CODE-17']) {
        await rule(page, id).locator('.statement-offers button').first().click();
        await expect(rule(page, id).getByRole('button', { name: /^Record as/ })).toBeVisible();
      }
      await rule(page, 'CODE-7').getByRole('radio', { name: 'Yes' }).first().click();
      await rule(page, 'CONC-14').getByRole('radio', { name: 'Yes' }).first().click();
      await page.evaluate(() => window.scrollTo(0, 0));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
    });
  });
}

function rule(page: Page, id: string) {
  return page.locator('li.finding').filter({ has: page.locator('.rule-id', { hasText: new RegExp(`^${id}$`) }) });
}

async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
}

async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Record as/ }).click();
  await expect(page.getByRole('button', { name: /^Record as/ })).toHaveCount(0);
}
