import type { Page } from '@playwright/test';
import { expect, MONTH, openAlone, test } from './demo.ts';

test('the main job is done with the keyboard alone', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: 'demo-0001', user: 'nadia-sampler' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Eligible');

  await page.keyboard.type('gt');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Time');
  await tabTo(page, 'Start');
  await page.keyboard.type('0130PM');
  await tabTo(page, 'Minutes');
  await page.keyboard.type('6');
  await tabTo(page, 'What');
  await page.keyboard.type('Medication');
  await tabTo(page, 'How');
  await page.keyboard.type('Tele');
  await tabTo(page, 'Outcome');
  await page.keyboard.type('Reached');
  await tabTo(page, 'Note');
  await page.keyboard.type('Went through the pill box. g c types letters here and goes nowhere.');
  await tabTo(page, 'Why by hand');
  await page.keyboard.type('The timer');
  await tabTo(page, 'Save time');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The time entry is recorded')).toBeVisible();

  await page.keyboard.type('gp');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Care plan');
  await tabTo(page, 'Goal');
  await page.keyboard.type('Weigh in every morning');
  await tabTo(page, 'Add to the list');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Save 1 change/);
  await page.keyboard.press('Space');
  await expect(page.getByText('The change to the care plan is recorded')).toBeVisible();

  await page.keyboard.type('gc');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Close');
  await tabTo(page, 'Prepare 99490 for signature');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Charge 99490 is recorded, prepared for signature.')).toBeVisible();
  expect(demo.ehr.stored('ChargeItem', 'demo-0001').map(({ identifier }) => identifier?.[0]?.value)).toEqual([`demo-0001/${MONTH}/99490`]);
});

test('the first stop of the tab key leads past the navigation to the screen', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: 'demo-0001', user: 'nadia-sampler' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Eligible');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the screen' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

/** Presses Tab until the control with this accessible name has the focus, and fails where no tab stop has it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByLabel(name, { exact: true }).or(page.getByRole('button', { name, exact: typeof name === 'string' }));
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluateAll((found) => found.includes(document.activeElement as never))) return;
  }
  throw new Error(`no tab stop is called ${String(name)}`);
}
