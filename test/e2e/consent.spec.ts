import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, MONTH, openAlone, test } from './demo.ts';

const ADA = 'demo-0001';
const BRUNO = 'demo-0002';
const NURSE = 'nadia-sampler';

test('CONS-1 without consent the month is blocked; the script is read, the patient accepts, and the month is free and stays so', async ({
  clinic,
  demo,
}) => {
  const page = await openAlone(clinic, demo, { patient: BRUNO, user: NURSE });
  await expect(page.getByRole('region', { name: 'Next best step' })).toContainText('(CONS-1)');
  await goTo(page, 'Close month');
  await expect(gate(page, 'Consent')).toContainText('CONS-1');
  await expect(page.getByRole('button', { name: /for signature$|^Sign off/, disabled: false })).toHaveCount(0);
  await goTo(page, 'Home');
  await page.getByRole('link', { name: 'Get consent' }).click();
  await expect(page).toHaveURL(new RegExp(`#/${MONTH}/consent$`));
  await expect(page.getByRole('heading', { name: 'No consent on record' })).toBeVisible();
  await expect(page.getByText(/^No charge without it, .*\(CONS-1, CONS-5\)/)).toBeVisible();
  await readScript(page);
  await page.getByRole('radio', { name: 'Accepted' }).check();
  await page.getByRole('radio', { name: /^The patient/ }).check();
  await page.getByRole('radio', { name: 'By telephone' }).check();
  await page.getByLabel('Questions and remarks').fill('Asked what the deductible is.');
  await page.getByRole('button', { name: 'Record as Nadia Sampler, RN' }).click();
  await expect(page.getByText('The answer is recorded')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Consent is in force' })).toBeVisible();
  expect(demo.ehr.stored('Consent', BRUNO)).toHaveLength(1);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Consent is in force' })).toBeVisible();
  await expect(page.getByText('All that CMS asks for').first()).toBeVisible();
  await goTo(page, 'Eligibility');
  await page.getByRole('radio', { name: /^All/ }).click();
  for (const id of ['CONS-1', 'CONS-2', 'CONS-3', 'CONS-4']) await expect(rule(page, id)).toContainText('Met');
  // The 12 minutes were logged the day before.
  await goTo(page, 'Close month');
  await expect(page.locator('.gate')).toContainText('12 min (CONS-5)');
});

test('an answer is checked before it is sent, and what was typed outlives the screen', async ({ clinic, demo }) => {
  const page = await openConsent(await openAlone(clinic, demo, { patient: BRUNO, user: NURSE }));
  await page.getByRole('checkbox', { name: /^The service is available/ }).check();
  await page.getByRole('radio', { name: 'Accepted' }).check();
  await page.getByRole('radio', { name: 'A caregiver' }).check();
  await page.getByLabel('Caregiver’s name').fill('Rosa Demofield');
  await page.getByRole('button', { name: /^Record as/ }).click();
  await expect(page.getByText(/^Read and tick each required part/)).toBeVisible();
  await expect(page.getByText('What are they to the patient?')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^The service is available/ })).toBeFocused();
  await goTo(page, 'Home');
  await openConsent(page);
  await expect(page.getByLabel('Caregiver’s name')).toHaveValue('Rosa Demofield');
  await expect(page.getByRole('checkbox', { name: /^The service is available/ })).toBeChecked();
  await page.getByLabel('Time', { exact: true }).fill('23:59');
  await page.getByRole('button', { name: /^Record as/ }).click();
  await expect(page.getByText('That lies in the future.')).toBeVisible();
  expect(demo.ehr.stored('Consent', BRUNO)).toEqual([]);
});

test('a call-back shows on home, and a decline after it with its reason', async ({ clinic, demo }) => {
  const page = await openConsent(await openAlone(clinic, demo, { patient: BRUNO, user: NURSE }));
  await page.getByRole('radio', { name: 'Call back' }).check();
  await page.getByLabel('Call back on').fill('2026-11-24');
  await page.getByRole('radio', { name: /^The patient/ }).check();
  await page.getByRole('radio', { name: 'By telephone' }).check();
  await page.getByRole('button', { name: /^Record as/ }).click();
  await expect(page.getByText('The answer is recorded')).toBeVisible();
  await page.reload();
  await goTo(page, 'Home');
  await expect(page.getByRole('link', { name: /^Consent/ })).toHaveText('Consent none yet, call back 24 Nov 2026 (in 6 days)');
  await openConsent(page);
  await page.getByRole('radio', { name: 'Declined' }).check();
  await page.getByRole('radio', { name: 'The cost' }).check();
  await page.getByRole('radio', { name: /^The patient/ }).check();
  await page.getByRole('radio', { name: 'In person' }).check();
  await page.getByLabel('Time', { exact: true }).fill('15:30');
  await page.getByRole('button', { name: /^Record as/ }).click();
  await expect(page.getByText('The answer is recorded')).toBeVisible();
  expect(demo.ehr.stored('Consent', BRUNO)).toHaveLength(2);
});

test('CONS-3 another practitioner bills: the charge is held until the patient agrees to that one', async ({ clinic, demo }) => {
  const page = await openConsent(await openAlone(clinic, demo, { patient: ADA, user: NURSE }));
  await page.getByRole('button', { name: 'Another practitioner bills' }).click();
  const change = page.getByRole('region', { name: 'Another practitioner bills' });
  await change.getByRole('button', { name: 'Find another practitioner' }).click();
  await change.getByLabel('Family name').fill('Placeholder');
  await change.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(change.getByText('Found and chosen.')).toBeVisible();
  await change.getByRole('button', { name: 'Record the change' }).click();
  await expect(page.getByRole('heading', { name: 'New consent needed for Otto Placeholder, MD' })).toBeVisible();
  await expect(page.getByText(/No charge until the patient agrees to the change \(CONS-3\)/)).toBeVisible();
  await page.reload();
  await goTo(page, 'Home');
  await expect(page.getByRole('region', { name: 'Next best step' })).toContainText('CONS-3');
  await goTo(page, 'Close month');
  await expect(gate(page, 'Consent')).toContainText('CONS-3');
  await expect(page.getByRole('button', { name: /for signature$|^Sign off/, disabled: false })).toHaveCount(0);
  await gate(page, 'Consent').getByRole('link').click();
  await readScript(page);
  await page.getByRole('radio', { name: 'Accepted' }).check();
  await page.getByRole('radio', { name: /^The patient/ }).check();
  await page.getByRole('radio', { name: 'In writing, signed' }).check();
  await page.getByRole('button', { name: /^Record as/ }).click();
  await expect(page.getByRole('heading', { name: 'Consent is in force' })).toBeVisible();
});

test('CONS-4 withdrawn in the middle of a month, consent holds to its end', async ({ clinic, demo }) => {
  const page = await openConsent(await openAlone(clinic, demo, { patient: ADA, user: NURSE }));
  await page.getByRole('button', { name: 'Withdraw consent' }).click();
  await page.getByRole('radio', { name: 'Goes to another practice' }).check();
  await page.getByRole('button', { name: 'Record the withdrawal' }).click();
  await expect(page.getByRole('heading', { name: 'Withdrawn: ends 30 Nov 2026' })).toBeVisible();
  await page.reload();
  await expect(page.getByText(/said by Ada Sampleton, recorded by Nadia Sampler, RN. Goes to another practice/).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Month' }).selectOption('2026-10');
  await expect(page.getByRole('heading', { name: 'Withdrawn: ends 30 Nov 2026' })).toBeVisible();
  await goTo(page, 'Eligibility');
  await page.getByRole('radio', { name: /^All/ }).click();
  await expect(rule(page, 'CONS-4')).toContainText('Met');
});

test.describe('an EHR that is only read', () => {
  test.use({ persona: 'read-only' });

  test('gives the record as text to keep', async ({ clinic, demo }) => {
    const page = await openConsent(await openAlone(clinic, demo, { patient: BRUNO, user: NURSE }));
    await readScript(page);
    await page.getByRole('radio', { name: 'Accepted' }).check();
    await page.getByRole('radio', { name: /^The patient/ }).check();
    await page.getByRole('radio', { name: 'By telephone' }).check();
    await page.getByRole('button', { name: 'Make text to copy' }).click();
    await expect(page.getByText('The answer is not recorded')).toBeVisible();
    await expect(page.getByText(/CCM-CONSENT v1 \|/)).toBeVisible();
  });
});

test.describe('400 px', () => {
  test.use({ viewport: { width: 400, height: 900 } });

  test('the script is shown in one language or both, in the patient’s own to begin with, and as it was last chosen', async ({
    clinic,
    demo,
  }) => {
    const [patient] = demo.ehr.stored('Patient', BRUNO).filter(({ id }) => id === BRUNO);
    const spanish = { coding: [{ system: 'urn:ietf:bcp:47', code: 'es', display: 'Spanish' }] };
    demo.ehr.put({ ...patient, communication: [{ language: spanish, preferred: true }] });
    const page = await openConsent(await openAlone(clinic, demo, { patient: BRUNO, user: NURSE }));
    const script = page.getByRole('form', { name: 'Ask for consent' });
    const [english, inSpanish] = [script.getByText(/^This is about a Medicare service/), script.getByText(/^Se trata de un servicio/)];
    await expect(inSpanish).toBeVisible();
    await expect(english).toBeHidden();
    await page.getByRole('radio', { name: 'English' }).check();
    await expect(english).toBeVisible();
    await expect(inSpanish).toBeHidden();
    await goTo(page, 'Home');
    await openConsent(page);
    await expect(english).toBeVisible();
    await expect(inSpanish).toBeHidden();
    await page.getByRole('radio', { name: 'Both' }).check();
    await expect(inSpanish).toBeVisible();
    await page.setViewportSize({ width: 800, height: 900 });
    await expect(page.getByRole('radio', { name: 'Both' })).toBeHidden();
    const [left, right] = [await english.boundingBox(), await inSpanish.boundingBox()];
    expect(left?.y).toBe(right?.y);
    expect(left?.x ?? 0).toBeLessThan(right?.x ?? 0);
  });
});

for (const [colorScheme, width] of [
  ['light', 400],
  ['light', 1200],
  ['dark', 800],
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });

    test('form, errors and record pass axe and do not scroll sideways', async ({ clinic, demo }) => {
      const page = await openConsent(await openAlone(clinic, demo, { patient: BRUNO, user: NURSE }));
      await page.getByRole('radio', { name: 'Declined' }).check();
      await page.getByRole('radio', { name: 'A caregiver' }).check();
      await page.getByRole('button', { name: 'Find another practitioner' }).click();
      await page.getByRole('button', { name: /^Record as/ }).click();
      await isSound(page);
      const standing = await openConsent(await openAlone(clinic, demo, { patient: ADA, user: NURSE }));
      await standing.getByText('Accepted').first().click();
      await standing.getByRole('button', { name: 'Withdraw consent' }).click();
      await isSound(standing);
    });
  });
}

async function isSound(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

async function openConsent(page: Page): Promise<Page> {
  await page.getByRole('link', { name: /^Consent/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Consent' })).toBeVisible();
  return page;
}

async function readScript(page: Page): Promise<void> {
  const parts = page.getByRole('group', { name: /^Read to the patient/ }).getByRole('checkbox');
  await expect(parts).toHaveCount(5);
  for (const part of await parts.all()) await part.check();
}

function rule(page: Page, id: string) {
  return page.locator('li.finding').filter({ has: page.locator('.rule-id', { hasText: new RegExp(`^${id}$`) }) });
}

function gate(page: Page, name: string) {
  return page.locator('.gate > li').filter({ hasText: name }).first();
}

async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
}
