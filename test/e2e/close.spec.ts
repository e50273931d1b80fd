import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { ChargeItem } from 'fhir/r4';
import { expect, MONTH, openAlone, pairTag, test } from './demo.ts';

const ADA = 'demo-0001';
const FELIX = 'demo-0006';
const NURSE = 'nadia-sampler';
const PHYSICIAN = 'maya-exemplar';

test('prepared by the nurse, signed by the physician, reopened for late minutes: 99487 takes the place of 99490', async ({
  clinic,
  demo,
}) => {
  test.slow();
  const charges = () => demo.ehr.stored('ChargeItem', ADA);
  const nurse = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
  await logTime(nurse, { start: '09:30', minutes: '6', note: 'Called about home glucose log.' });
  await openClose(nurse);
  await expect(nurse.getByRole('button', { name: /^Sign off/ })).toHaveCount(0);
  await expect(nurse.getByText(/the charges are prepared for signature. Only Maya Exemplar, MD can sign them off/)).toBeVisible();
  await nurse.getByRole('button', { name: 'Prepare 99490 for signature' }).click();
  await expect(nurse.getByText('Charge 99490 is recorded, prepared for signature.')).toBeVisible();
  await expect(nurse.getByText('November 2026 is prepared for signature')).toBeVisible();
  expect(statusOf(charges())).toEqual(['99490 planned']);

  const physician = await openAlone(clinic, demo, { patient: ADA, user: PHYSICIAN });
  await openClose(physician);
  await expect(physician.getByText(/prepared by Nadia Sampler, RN on 18 Nov 2026/)).toBeVisible();
  await physician.getByRole('checkbox', { name: /sign these charges off/ }).check();
  await expect(physician.getByText('Sign off 99490, which was prepared.')).toBeVisible();
  await physician.getByRole('button', { name: 'Sign off and record 99490' }).click();
  await expect(physician.getByText('Charge 99490 is signed off.')).toBeVisible();
  await expect(physician.getByText('November 2026 is closed')).toBeVisible();
  expect(statusOf(charges())).toEqual(['99490 billable']);

  await nurse.reload();
  await logTime(nurse, { start: '10:30', minutes: '40', note: 'Long call with the pharmacy and the daughter.' });
  await physician.reload();
  await openClose(physician);
  const complexity = physician.getByRole('listitem').filter({ hasText: 'Complexity statement for 99487.' }).last();
  await expect(complexity).toContainText('How complex the practitioner’s decision making was this month is not known.');
  await complexity.getByRole('link', { name: /^Answer: Complex decision making/ }).click();
  await physician.getByRole('radio', { name: /^Moderate/ }).check();
  await physician.getByLabel('What was decided', { exact: true }).fill('Two drugs changed after the hospital letter.');
  await physician.getByRole('button', { name: /^Record as/ }).click();
  await expect(physician.getByRole('button', { name: /^Record as/ })).toHaveCount(0);

  await openClose(physician);
  await expect(physician.getByText('November 2026 is closed, and the documentation has changed since')).toBeVisible();
  await expect(physician.getByText(/Supersede 99490 by 99487/).first()).toBeVisible();
  await physician.getByRole('button', { name: 'Reopen the month' }).click();
  await physician.getByRole('checkbox', { name: /sign these charges off/ }).check();
  await physician.getByRole('button', { name: 'Sign off and record 99487' }).click();
  await expect(physician.getByText('Charge 99487 is recorded, signed off, ready for billing.')).toBeVisible();
  await expect(physician.getByText('Charge 99490 is superseded.')).toBeVisible();
  expect(statusOf(charges())).toEqual(['99487 billable', '99490 not-billable']);
  const [complex, staff] = charges().toSorted(byCode);
  expect(JSON.stringify(complex?.supportingInformation)).toContain(`ChargeItem/${staff?.id ?? ''}`);
});

test('two windows that sign at the same moment make one charge', async ({ clinic, demo }) => {
  const windows = [
    await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }),
    await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }),
  ];
  for (const page of windows) {
    await openClose(page);
    await page.getByRole('checkbox', { name: /sign these charges off/ }).check();
  }
  const buttons = windows.map((page) => page.getByRole('button', { name: 'Sign off and record 99487' }));
  await Promise.all(buttons.map((button) => expect(button).toBeEnabled()));
  await Promise.all(buttons.map((button) => button.click()));
  for (const page of windows) await expect(page.getByText(/^Charge 99487 is (recorded|in the EHR already)/)).toBeVisible();
  expect(statusOf(demo.ehr.stored('ChargeItem', FELIX))).toEqual(['99487 billable']);
});

test('where the answer is lost and looking fails, nothing is sent again before the EHR was checked', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN });
  await openClose(page);
  await page.getByRole('checkbox', { name: /sign these charges off/ }).check();
  demo.ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  demo.ehr.faults.add({ on: { method: 'GET', path: /ChargeItem\?.*identifier/ }, kind: 500 });
  await page.getByRole('button', { name: 'Sign off and record 99487' }).click();
  await expect(page.getByText(/^Charge 99487: outcome unknown/)).toBeVisible();
  demo.ehr.faults.clear();
  await page.getByRole('button', { name: 'Check the EHR' }).click();
  await expect(page.getByText('Charge 99487 is in the EHR already; nothing was written twice.')).toBeVisible();
  expect(statusOf(demo.ehr.stored('ChargeItem', FELIX))).toEqual(['99487 billable']);
});

test('a charge is withdrawn with a reason, and the month is open again', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: FELIX, user: NURSE });
  await openClose(page);
  await page.getByRole('button', { name: 'Prepare 99487 for signature' }).click();
  await expect(page.getByText(/^Charge 99487 is recorded/)).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw 99487' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw 99487' });
  await dialog.getByRole('radio', { name: /called off/ }).check();
  await dialog.getByLabel('Reason').fill('The patient asked to wait.');
  await dialog.getByRole('button', { name: 'Withdraw the charge' }).click();
  await expect(page.getByText('Charge 99487 is taken back.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Prepare 99487 for signature' })).toBeVisible();
  expect(statusOf(demo.ehr.stored('ChargeItem', FELIX))).toEqual(['99487 aborted']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [400, 800, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, { tag: pairTag(colorScheme, width) }, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('the form with its errors, the result and the dialog pass axe and do not scroll sideways', async ({ clinic, demo }) => {
        const page = await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN });
        await openClose(page);
        await page.getByRole('radio', { name: /^Clinical staff time/ }).check();
        await page.getByRole('button', { name: /^Prepare 99490 and 99439/ }).click();
        await expect(page.getByLabel('Why this coding and not the proposed one')).toBeFocused();
        await sound(page);
        await page.getByLabel('Why this coding and not the proposed one').fill('The plan of this payer asks for it.');
        await page.getByRole('button', { name: /^Prepare 99490 and 99439/ }).click();
        await expect(page.getByText(/^Charge 99490 is recorded/)).toBeVisible();
        await sound(page);
        await page.getByRole('button', { name: 'Withdraw 99490' }).click();
        await expect(page.getByRole('dialog', { name: 'Withdraw 99490' })).toBeVisible();
        await sound(page);
      });
    });
  }
}

async function sound(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

async function openClose(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Close month' }).click();
  await expect(page.getByRole('heading', { name: 'Codes and claim' })).toBeVisible();
}

async function logTime(page: Page, work: { start: string; minutes: string; note: string }): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Time' }).click();
  await page.getByLabel('Start', { exact: true }).fill(work.start);
  await page.getByLabel('Minutes', { exact: true }).fill(work.minutes);
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Medication review' });
  await page.getByLabel('How', { exact: true }).selectOption({ label: 'Telephone' });
  await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Reached' });
  await page.getByLabel('Why by hand').selectOption({ label: 'The timer was not started' });
  await page.getByLabel('Note', { exact: true }).fill(work.note);
  await page.getByRole('button', { name: 'Save time' }).click();
  await expect(page.getByText('The time entry is recorded')).toBeVisible();
}

function statusOf(charges: readonly ChargeItem[]): readonly string[] {
  return charges.toSorted(byCode).map(({ identifier, status }) => {
    expect(identifier?.[0]?.value).toContain(`/${MONTH}/`);
    return `${identifier?.[0]?.value?.split('/')[2] ?? ''} ${status}`;
  });
}

function byCode(a: ChargeItem, b: ChargeItem): number {
  return (a.identifier?.[0]?.value ?? '').localeCompare(b.identifier?.[0]?.value ?? '');
}
