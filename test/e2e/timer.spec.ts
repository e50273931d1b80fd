import type { BrowserContext, Page } from '@playwright/test';
import type { Demo } from '../ehr/serve-demo.ts';
import { expect, NOW, openAlone, test } from './demo.ts';

const ADA = { patient: 'demo-0001', user: 'nadia-sampler' };
const BRUNO = { patient: 'demo-0002', user: 'nadia-sampler' };

test.setTimeout(60_000);

/** Lets the time pass by itself, as pages need it to load. */
async function flow(clinic: BrowserContext): Promise<void> {
  await clinic.clock.resume();
}

/** Moves on to a moment of this day at the practice, 15:30 being the first, and holds the clock there. */
async function holdAt(clinic: BrowserContext, time: string): Promise<void> {
  await clinic.clock.pauseAt(NOW.toZonedDateTimeISO('America/New_York').withPlainTime(time).epochMilliseconds);
}

/** The app on a patient, with the clock held at that moment. */
async function openAt(clinic: BrowserContext, demo: Demo, whom: typeof ADA, time: string): Promise<Page> {
  await flow(clinic);
  const page = await openAlone(clinic, demo, whom);
  await expect(
    bar(page)
      .getByText(/No timer|In doubt|In another window/)
      .first(),
  ).toBeVisible();
  await holdAt(clinic, time);
  return page;
}

test.beforeEach(async ({ clinic }) => {
  await clinic.clock.setSystemTime(NOW.epochMilliseconds);
});

const entry = (page: Page) => page.getByRole('timer', { name: 'This entry' });
const bar = (page: Page) => page.getByRole('region', { name: 'Timer', exact: true });

async function startOnHome(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Next best step' }).getByRole('button', { name: 'Start timer' }).click();
  await expect(bar(page)).toContainText('Running');
}

async function writeUp(page: Page, note: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Log this time' });
  await form.getByLabel('What', { exact: true }).selectOption({ label: 'Medication review' });
  await form.getByLabel('How', { exact: true }).selectOption({ label: 'Telephone' });
  await form.getByLabel('Outcome').selectOption({ label: 'Reached' });
  await form.getByLabel('Note').fill(note);
}

test('a timer started on the home screen survives a reload in the middle of a call, and its total is exact to the second', async ({
  clinic,
  demo,
}) => {
  const page = await openAt(clinic, demo, ADA, '15:31:00');
  await startOnHome(page);
  await page.getByLabel('On a call').check();
  await clinic.clock.runFor(65_000);
  await expect(entry(page)).toHaveText('1:05');

  await flow(clinic);
  await page.reload();
  await expect(bar(page)).toContainText('Running');
  await expect(page.getByLabel('On a call')).toBeChecked();
  await holdAt(clinic, '15:33:00');
  await clinic.clock.runFor(245_000);
  await expect(entry(page)).toHaveText('6:05');
  await flow(clinic);
  expect(await page.title()).not.toMatch(/Ada|\d:\d\d/);

  await page.keyboard.type('gp');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Care plan');
  await holdAt(clinic, '15:37:30');
  await page.keyboard.type('se');
  await flow(clinic);
  await expect(page.getByRole('heading', { name: 'Log this time' })).toBeVisible();
  await expect(entry(page)).toHaveText('6:30');
  await writeUp(page, 'Went through the pill box.');
  await page.getByRole('button', { name: 'Save 6 min 30 s' }).click();
  await expect(page.getByText('The time entry is recorded')).toBeVisible();
  await expect(bar(page)).toContainText('No timer');
  const written = demo.ehr.stored('Encounter', ADA.patient).filter(({ length }) => length?.value === 390);
  expect(written).toHaveLength(1);
});

test('after the window was killed the next one asks, with the exact figures, and counts what is kept of it', async ({ clinic, demo }) => {
  const page = await openAt(clinic, demo, ADA, '15:31:00');
  await startOnHome(page);
  await clinic.clock.runFor(90_000);
  await expect(entry(page)).toHaveText('1:30');
  await page.close({ runBeforeUnload: false });

  const again = await openAt(clinic, demo, ADA, '15:42:30');
  await clinic.clock.runFor(1000);
  const question = again.getByRole('region', { name: 'The timer’s question' });
  await expect(question).toContainText('The timer was running when this page was closed.');
  await expect(question).toContainText('In doubt: 15:32:30 to now, 10 min 1 s. Counted without it: 1 min 30 s.');
  await question.getByRole('button', { name: 'Count part of it' }).click();
  await question.getByLabel('I worked until').fill('15:34:00');
  await expect(question).toContainText('Then 3 min are counted');
  await question.getByRole('button', { name: 'Count until then' }).click();
  await expect(bar(again)).toContainText('Paused');
  await expect(entry(again)).toHaveText('3:00');
});

test('silence is asked about, and what is not answered is not counted', async ({ clinic, demo }) => {
  const page = await openAt(clinic, demo, ADA, '15:31:00');
  await startOnHome(page);
  await clinic.clock.runFor(180_000);
  const question = page.getByRole('region', { name: 'The timer’s question' });
  await expect(question).toContainText('3 min');
  await expect(entry(page)).toHaveText('0:00');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await flow(clinic);
  await expect(page.getByText('3 min not counted').first()).toBeVisible();
  await page.getByRole('button', { name: 'Count all 3 min' }).click();
  await expect(page.getByRole('button', { name: 'Save 3 min' })).toBeVisible();
});

test('a second tab on another patient asks which one is timed, and taking over pauses the first', async ({ clinic, demo }) => {
  const ada = await openAt(clinic, demo, ADA, '15:31:00');
  await startOnHome(ada);
  await clinic.clock.runFor(40_000);
  const bruno = await openAt(clinic, demo, BRUNO, '15:32:00');
  await bar(bruno).getByRole('button', { name: 'Start timer' }).click();
  await expect(bar(bruno)).toContainText('Your timer runs for Ada Sampleton, in another window since 15:31:00.');
  await bruno.getByRole('button', { name: 'Let it run there' }).click();
  await expect(bar(ada)).toContainText('Running');

  await bar(bruno).getByRole('button', { name: 'Start timer' }).click();
  await bruno.getByRole('button', { name: 'Pause it there and time this patient' }).click();
  await expect(bar(bruno)).toContainText('Running');
  await expect(bar(ada)).toContainText('Your timer runs in another window since 15:32:00.');
  await expect(bar(ada)).toContainText('Kept here, paused: 1 min.');
  await clinic.clock.runFor(20_000);
  await expect(entry(bruno)).toHaveText('0:20');
  await ada.getByRole('button', { name: 'Leave it there' }).click();
  await expect(entry(ada)).toHaveText('1:00');
});
