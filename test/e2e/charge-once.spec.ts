import type { FrameLocator } from '@playwright/test';
import type { ChargeItem } from 'fhir/r4';
import { expect, MONTH, openChart, test } from './demo.ts';

const FELIX = 'demo-0006';

async function openClose(app: FrameLocator): Promise<void> {
  await app.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Close month' }).click();
}

test('a double click records each charge once', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Felix Trialborough');
  await openClose(app);
  await app.getByRole('button', { name: /^Record charge/ }).dblclick();
  await expect(app.getByText(/^Charge \d+ is recorded/).first()).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
});

test('two tabs that record at the same moment make one charge, and both say that it is there', async ({ clinic, demo }) => {
  const first = await openChart(clinic, demo, 'Felix Trialborough');
  const second = await openChart(clinic, demo, 'Felix Trialborough');
  await openClose(first.app);
  await openClose(second.app);
  const buttons = [first, second].map(({ app }) => app.getByRole('button', { name: /^Record charge/ }));
  await Promise.all(buttons.map((button) => expect(button).toBeVisible()));
  await Promise.all(buttons.map((button) => button.click()));
  await expect(first.app.getByText(/^Charge 99487 (is|was already) recorded/)).toBeVisible();
  await expect(second.app.getByText(/^Charge 99487 (is|was already) recorded/)).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
});

test('where the answer is lost after the EHR has acted, the charge is found, not made again', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Felix Trialborough');
  await openClose(app);
  await expect(app.getByRole('button', { name: /^Record charge/ })).toBeVisible();
  demo.ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  await app.getByRole('button', { name: /^Record charge/ }).click();
  await expect(app.getByText(/^Charge 99487 (is|was already) recorded/)).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
});

test('a window that still shows another coding cannot record it beside the one that stands', async ({ clinic, demo }) => {
  const first = await openChart(clinic, demo, 'Felix Trialborough');
  const second = await openChart(clinic, demo, 'Felix Trialborough');
  await openClose(first.app);
  await openClose(second.app);
  await second.app.getByRole('radio', { name: /^Clinical staff/ }).check();
  const staff = second.app.getByRole('button', { name: /^Record charges 99490/ });
  await expect(staff).toBeEnabled();
  await first.app.getByRole('button', { name: /^Record charge 99487/ }).click();
  await expect(first.app.getByText(/^Charge 99487 is recorded/)).toBeVisible();
  await staff.click();
  await expect(
    second.app.getByText('99487 is already recorded for this month; only one coding of a month can stand.').first(),
  ).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
});

function identifiers(charges: readonly ChargeItem[]): readonly (string | undefined)[] {
  return charges.map(({ identifier }) => identifier?.[0]?.value);
}
