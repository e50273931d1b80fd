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
  await app.getByRole('button', { name: /^Prepare 99487/ }).dblclick();
  await expect(app.getByText(/^Charge 99487 is recorded/).first()).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
});

test('two tabs that record at the same moment make one charge, and both say that it is there', async ({ clinic, demo }) => {
  const first = await openChart(clinic, demo, 'Felix Trialborough');
  const second = await openChart(clinic, demo, 'Felix Trialborough');
  await openClose(first.app);
  await openClose(second.app);
  const buttons = [first, second].map(({ app }) => app.getByRole('button', { name: /^Prepare 99487/ }));
  await Promise.all(buttons.map((button) => expect(button).toBeVisible()));
  await Promise.all(buttons.map((button) => button.click()));
  await expect(first.app.getByText(/^Charge 99487 is (recorded|in the EHR already)/)).toBeVisible();
  await expect(second.app.getByText(/^Charge 99487 is (recorded|in the EHR already)/)).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
});

test('where the answer is lost after the EHR has acted, the charge is found, not made again', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Felix Trialborough');
  await openClose(app);
  await expect(app.getByRole('button', { name: /^Prepare 99487/ })).toBeVisible();
  demo.ehr.faults.add({ on: { method: 'POST' }, kind: 'lost-response', times: 1 });
  await app.getByRole('button', { name: /^Prepare 99487/ }).click();
  await expect(app.getByText(/^Charge 99487 is (recorded|in the EHR already)/)).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
});

test('a window that still shows another coding cannot take back unseen what was recorded meanwhile', async ({ clinic, demo }) => {
  const first = await openChart(clinic, demo, 'Felix Trialborough');
  const second = await openChart(clinic, demo, 'Felix Trialborough');
  await openClose(first.app);
  await openClose(second.app);
  await second.app.getByRole('radio', { name: /^Clinical staff/ }).check();
  await second.app.getByLabel('Why this coding and not the proposed one').fill('This payer asks for it.');
  const staff = second.app.getByRole('button', { name: /^Prepare 99490 and 99439/ });
  await expect(staff).toBeEnabled();
  await first.app.getByRole('button', { name: /^Prepare 99487/ }).click();
  await expect(first.app.getByText(/^Charge 99487 is recorded/)).toBeVisible();
  await staff.click();
  await expect(second.app.getByText(/The charges of this month have changed in the EHR since they were read/).first()).toBeVisible();
  expect(identifiers(demo.ehr.stored('ChargeItem', FELIX))).toEqual([`${FELIX}/${MONTH}/99487`]);
  expect(demo.ehr.stored('ChargeItem', FELIX).map(({ status }) => status)).toEqual(['planned']);
});

function identifiers(charges: readonly ChargeItem[]): readonly (string | undefined)[] {
  return charges.map(({ identifier }) => identifier?.[0]?.value);
}
