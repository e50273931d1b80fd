import type { Page } from '@playwright/test';
import type { Demo } from '../ehr/serve-demo.ts';
import { expect, NOW, openAlone, test } from './demo.ts';

const ADA = { patient: 'demo-0001', user: 'nadia-sampler' };
const NOTE = 'Called about the home glucose log.';

const waiting = (page: Page) => page.getByRole('region', { name: 'Not stored yet' });
const entriesOf = ({ ehr }: Demo, seconds: number) =>
  ehr.stored('Encounter', ADA.patient).filter(({ length }) => length?.value === seconds);

async function fillByHand(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Eligible');
  await page.keyboard.type('gt');
  await page.getByLabel('Start', { exact: true }).fill('09:30');
  await page.getByLabel('Minutes', { exact: true }).fill('4');
  await page.getByLabel('Seconds', { exact: true }).fill('30');
  await writeUp(page);
  await page.getByLabel('Why by hand').selectOption({ label: 'The timer was not started' });
}

async function writeUp(page: Page): Promise<void> {
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Call with the patient' });
  await page.getByLabel('How', { exact: true }).selectOption({ label: 'Telephone' });
  await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Reached' });
  await page.getByLabel('Note', { exact: true }).fill(NOTE);
}

test('minutes saved while the network is cut wait on the device, survive a reload, and are stored once', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, ADA);
  await fillByHand(page);
  await clinic.setOffline(true);
  await page.getByRole('button', { name: 'Save time' }).click();
  await expect(waiting(page)).toContainText('4 min 30 s');
  await expect(page.getByText('14 of 20 min, 6 to go')).toBeVisible();
  await expect(page.getByText('+ 4 min 30 s not stored yet')).toBeVisible();
  expect(entriesOf(demo, 270)).toHaveLength(0);

  await clinic.setOffline(false);
  await page.reload();
  await expect(page.getByText('1 entry, 4 min 30 s. Counted nowhere until the EHR has it.')).toBeVisible();
  await expect(waiting(page)).toContainText('Intervisit was closed before the EHR had confirmed it.');
  await waiting(page).getByRole('button', { name: 'Try again' }).click();
  await expect(waiting(page)).toHaveCount(0);
  await expect(page.getByText('18 of 20 min, 2 to go')).toBeVisible();
  expect(entriesOf(demo, 270)).toHaveLength(1);
});

test('the same page can try again as soon as the network is back', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, ADA);
  await fillByHand(page);
  await clinic.setOffline(true);
  await page.getByRole('button', { name: 'Save time' }).click();
  await expect(waiting(page)).toContainText('It may or may not be in the EHR.');
  await clinic.setOffline(false);
  await waiting(page).getByRole('button', { name: 'Try again' }).click();
  await expect(waiting(page)).toHaveCount(0);
  expect(entriesOf(demo, 270)).toHaveLength(1);
});

test('an entry that the EHR stored while its answers were lost is found, and stands there once', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, ADA);
  await fillByHand(page);
  demo.ehr.faults.add({ on: {}, kind: 'lost-response' });
  await page.getByRole('button', { name: 'Save time' }).click();
  await expect(waiting(page)).toContainText('It may or may not be in the EHR.');
  expect(entriesOf(demo, 270)).toHaveLength(1);
  demo.ehr.faults.clear();
  await waiting(page).getByRole('button', { name: 'Try again' }).click();
  await expect(waiting(page)).toHaveCount(0);
  expect(entriesOf(demo, 270)).toHaveLength(1);
});

test('a token that dies in the middle of a call takes no minute with it: a new launch offers the entry', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, ADA);
  const start = page.getByRole('region', { name: 'Next best step' }).getByRole('button', { name: 'Start timer' });
  await expect(start).toBeVisible();
  await clinic.clock.setSystemTime(NOW.epochMilliseconds);
  await clinic.clock.pauseAt(NOW.epochMilliseconds + 60_000);
  await start.click();
  await page.getByLabel('On a call').check();
  await clinic.clock.runFor(125_000);
  demo.ehr.revokeTokens({ refresh: true });
  await page.getByRole('region', { name: 'Timer', exact: true }).getByRole('button', { name: /^Stop/ }).click();
  await clinic.clock.resume();
  await writeUp(page);
  await page.getByRole('button', { name: 'Save 2 min 5 s' }).click();
  await expect(page.getByText('The time entry is not stored yet')).toBeVisible();
  await expect(page.getByText('Your session with the EHR has ended before it confirmed the entry.')).toBeVisible();
  expect(entriesOf(demo, 125)).toHaveLength(0);
  await page.close();

  const again = await openAlone(clinic, demo, ADA);
  await again.getByRole('link', { name: 'See what waits' }).click();
  await expect(waiting(again)).toContainText(NOTE);
  await waiting(again).getByRole('button', { name: 'Try again' }).click();
  await expect(waiting(again)).toHaveCount(0);
  expect(entriesOf(demo, 125)).toHaveLength(1);
});
