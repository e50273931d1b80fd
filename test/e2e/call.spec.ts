import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import type { Demo } from '../ehr/serve-demo.ts';
import { expect, NOW, openAlone, test } from './demo.ts';

const ADA = { patient: 'demo-0001', user: 'nadia-sampler' };

const bar = (page: Page) => page.getByRole('region', { name: 'Timer', exact: true });
const note = (page: Page) => page.getByLabel('What was talked about');
const outcomeOf = (page: Page) => page.getByRole('region', { name: 'What became of the call' });
const entriesOf = ({ ehr }: Demo, seconds: number) =>
  ehr.stored('Encounter', ADA.patient).filter(({ length }) => length?.value === seconds);
const planNotes = ({ ehr }: Demo) =>
  ehr
    .stored('CarePlan', ADA.patient)
    .flatMap((plan) => (plan.note ?? []).map(({ text }) => text).filter((text) => text?.startsWith('Progress')));

test.setTimeout(90_000);

test.beforeEach(async ({ clinic }) => {
  await clinic.clock.setSystemTime(NOW.epochMilliseconds);
});

/** One press on the home screen; the clock stands still from then on, five seconds into the call. */
async function startCall(clinic: BrowserContext, demo: Demo): Promise<Page> {
  const page = await openAlone(clinic, demo, ADA);
  const start = page.getByRole('button', { name: 'Start call' });
  await expect(start).toBeVisible();
  await clinic.clock.pauseAt(NOW.epochMilliseconds + 60_000);
  await start.click();
  await expect(bar(page)).toContainText('Running');
  await clinic.clock.runFor(5000);
  await expect(page.getByRole('heading', { level: 1, name: 'Call' })).toBeVisible();
  await expect(page.getByLabel('On a call')).toBeChecked();
  await expect(note(page)).toBeVisible();
  return page;
}

async function talk(page: Page): Promise<void> {
  await page.getByLabel(/Taking every medicine/).focus();
  await page.keyboard.press('Enter');
  await expect(note(page)).toBeFocused();
  await page.keyboard.type('all taken, pill box filled.');
}

async function tellProgress(page: Page): Promise<void> {
  await page
    .getByLabel(/^Progress: /)
    .first()
    .selectOption({ label: 'improving' });
  await page
    .getByLabel(/^In a word: /)
    .first()
    .fill('walks to the mailbox');
}

async function noViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

test('a whole call: one press starts it, topics begin the note, one confirm saves note, minutes and progress', async ({ clinic, demo }) => {
  const page = await startCall(clinic, demo);
  await talk(page);
  await page.keyboard.press('Tab');
  const topics = page.getByRole('group', { name: 'Diabetes' }).getByRole('checkbox');
  await topics.first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(topics.nth(1)).toBeFocused();
  await expect(note(page)).toHaveValue(/^Medicines: all taken, pill box filled\.\nDiabetes, home glucose: $/);
  await expect(page.getByRole('group', { name: 'Conditions addressed' }).getByRole('checkbox', { checked: true })).toHaveCount(1);
  await tellProgress(page);
  await page.getByLabel('Medicine changes').fill('Lisinopril 20 mg since Monday');
  await clinic.clock.runFor(305_000);
  await note(page).focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'End of the call' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Reached' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'In 4 weeks' }).click();
  // The timer has stopped; what looks at the page needs time to pass.
  await clinic.clock.resume();
  await noViolations(page);
  await page.getByRole('button', { name: 'Save note, 5 min 10 s and progress' }).click();
  await expect(page.getByRole('heading', { name: 'The call is saved' })).toBeVisible();
  await expect(bar(page)).toContainText('No timer');
  await noViolations(page);
  expect(entriesOf(demo, 310)).toHaveLength(1);
  const stored = JSON.stringify(entriesOf(demo, 310));
  for (const part of [
    'pill box filled',
    'Diabetes, home glucose: talked about.',
    'Lisinopril 20 mg',
    'walks to the mailbox',
    'Next contact: 16 Dec 2026',
  ]) {
    expect(stored).toContain(part);
  }
  expect(planNotes(demo)).toHaveLength(1);
});

test('a voicemail is two keys and one more to save, counts nothing, and is in the ledger', async ({ clinic, demo }) => {
  const page = await startCall(clinic, demo);
  await clinic.clock.runFor(35_000);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.type('ev');
  const save = page.getByRole('button', { name: 'Save note, 40 s' });
  await expect(save).toBeFocused();
  await expect(page.getByLabel('What', { exact: true })).toHaveValue('voicemail-only-no-information');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The call is saved' })).toBeVisible();
  expect(JSON.stringify(entriesOf(demo, 40))).toContain('Called; left a voicemail.');
  await clinic.clock.resume();
  await expect(bar(page)).toContainText('14 of 20 min');
});

test('a token that dies mid-call takes nothing with it: the next launch offers the call and stores it once', async ({ clinic, demo }) => {
  const page = await startCall(clinic, demo);
  await talk(page);
  await tellProgress(page);
  await clinic.clock.runFor(120_000);
  demo.ehr.revokeTokens({ refresh: true });
  await page.getByRole('button', { name: 'End call' }).click();
  await page.getByRole('radio', { name: 'Reached' }).check();
  await page.getByRole('button', { name: /^Save note/ }).click();
  await expect(outcomeOf(page)).toContainText('Note and 2 min 5 s: not stored yet');
  await expect(outcomeOf(page)).toContainText('Your session with the EHR has ended');
  await expect(outcomeOf(page)).toContainText('Progress on 1 goal: not in the care plan yet');
  expect(entriesOf(demo, 125)).toHaveLength(0);
  await page.close();

  await clinic.clock.resume();
  const again = await openAlone(clinic, demo, ADA);
  await again.getByRole('link', { name: 'Back to the call' }).click();
  await outcomeOf(again).getByRole('button', { name: 'Try again: note and minutes, progress' }).click();
  await expect(again.getByRole('heading', { name: 'The call is saved' })).toBeVisible();
  expect(entriesOf(demo, 125)).toHaveLength(1);
  expect(planNotes(demo)).toHaveLength(1);
});

test('after a crash the timer asks and the call is offered with everything typed, with no network too', async ({ clinic, demo }) => {
  const page = await startCall(clinic, demo);
  await talk(page);
  await tellProgress(page);
  await clinic.clock.runFor(55_000);
  await expect(page.getByText('Kept on this device, encrypted, until it is saved.')).toBeVisible();
  await page.close({ runBeforeUnload: false });

  await clinic.clock.setSystemTime(NOW.epochMilliseconds + 5 * 60_000);
  await clinic.clock.resume();
  const again = await openAlone(clinic, demo, ADA);
  const question = again.getByRole('region', { name: 'The timer’s question' });
  await expect(question).toContainText('The timer was running when this page was closed.');
  await expect(again.getByText('You are on a call')).toBeVisible();
  await again.getByRole('link', { name: 'Back to the call' }).click();
  await expect(note(again)).toHaveValue('Medicines: all taken, pill box filled.');
  await question.getByRole('button', { name: /Count none/ }).click();
  await clinic.setOffline(true);
  await expect(again.getByText('No network')).toBeVisible();
  await again.getByRole('button', { name: 'End call' }).click();
  await again.getByRole('radio', { name: 'Reached' }).check();
  await again.getByRole('button', { name: /^Save note/ }).click();
  await expect(outcomeOf(again)).toContainText('not stored yet');
  await clinic.setOffline(false);
  await outcomeOf(again)
    .getByRole('button', { name: /^Try again/ })
    .click();
  await expect(again.getByRole('heading', { name: 'The call is saved' })).toBeVisible();
  expect(planNotes(demo)).toHaveLength(1);
});
