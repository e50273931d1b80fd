import type { FrameLocator } from '@playwright/test';
import type { Demo } from '../ehr/serve-demo.ts';
import { choosePatient, expect, MONTH, openChart, test } from './demo.ts';

const ADA = 'demo-0001';

test('from launch to charge in the EHR’s frame, and all of it is in the EHR after a reload', async ({ clinic, demo }) => {
  const reports: string[] = [];
  const { page, app } = await openChart(clinic, demo, 'Ada Sampleton');
  page.on('console', (message) => reports.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => reports.push(String(error)));

  await expect(app.getByRole('heading', { level: 1 })).toHaveText('Eligible. 14 of 20 minutes; 6 more reach 99490.');
  await expect(app.getByText('14 of 20 min, 6 to go, 13 days left')).toBeVisible();

  await logTime(app, { start: '09:30', minutes: '4', seconds: '30', note: 'Called about home glucose log.' });
  await logTime(app, { start: '11:00', minutes: '1', seconds: '30', note: 'Sent refill request to the pharmacy.' });
  await goTo(app, 'Home');
  await expect(app.getByRole('heading', { level: 1 })).toContainText('99490');
  await expect(app.getByText('20 of 40 min, 20 to go, 13 days left')).toBeVisible();

  const before = demo.ehr.storedText('CarePlan', planId(demo)) ?? '';
  await goTo(app, 'Care plan');
  await app.getByLabel('Goal', { exact: true }).fill('Walk to the mailbox and back every day');
  await app.getByLabel('Target', { exact: true }).fill('5 days of 7');
  await app.getByRole('button', { name: 'Add to the list' }).click();
  await app.getByRole('button', { name: /^Save/ }).click();
  await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();
  expect(demo.ehr.history('CarePlan', planId(demo))).toHaveLength(2);
  expect(demo.ehr.storedText('CarePlan', planId(demo))).not.toBe(before);

  await goTo(app, 'Close month');
  await app.getByRole('button', { name: 'Prepare 99490 for signature' }).click();
  await expect(app.getByText('Charge 99490 is recorded, prepared for signature.')).toBeVisible();

  await page.reload();
  await choosePatient(page, 'Ada Sampleton');
  await goTo(app, 'Time');
  await expect(app.getByText('Sent refill request to the pharmacy.')).toBeVisible();
  await goTo(app, 'Care plan');
  await expect(app.getByText('Walk to the mailbox and back every day', { exact: true })).toBeVisible();
  await goTo(app, 'Close month');
  await expect(app.getByRole('row', { name: /99490/ }).first()).toBeVisible();

  const charges = demo.ehr.stored('ChargeItem', ADA);
  expect(charges.map(({ identifier }) => identifier?.[0]?.value)).toEqual([`${ADA}/${MONTH}/99490`]);
  expect(
    demo.ehr.stored('Encounter', ADA).filter(({ length }) => length?.unit === 's' && [270, 90].includes(length.value ?? 0)),
  ).toHaveLength(2);
  expect(reports).toEqual([]);
});

async function goTo(app: FrameLocator, screen: string): Promise<void> {
  await app.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
}

async function logTime(app: FrameLocator, work: { start: string; minutes: string; seconds: string; note: string }): Promise<void> {
  await goTo(app, 'Time');
  await app.getByLabel('Start', { exact: true }).fill(work.start);
  await app.getByLabel('Minutes', { exact: true }).fill(work.minutes);
  await app.getByLabel('Seconds', { exact: true }).fill(work.seconds);
  await app.getByLabel('What', { exact: true }).selectOption({ label: 'Medication review' });
  await app.getByLabel('How', { exact: true }).selectOption({ label: 'Telephone' });
  await app.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Reached' });
  await app.getByLabel('Why by hand').selectOption({ label: 'The timer was not started' });
  await app.getByLabel('Note', { exact: true }).fill(work.note);
  await app.getByRole('button', { name: 'Save time' }).click();
  await expect(app.getByRole('cell', { name: work.note }).or(app.getByText(work.note)).first()).toBeVisible();
}

function planId({ ehr }: Demo): string {
  return ehr.stored('CarePlan', ADA)[0]?.id ?? '';
}
