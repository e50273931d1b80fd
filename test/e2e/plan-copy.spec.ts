import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from '@playwright/test';
import { expect, MONTH, openAlone, openChart, pairTag, test } from './demo.ts';
import { pageCount, pdfText } from './pdf-text.ts';

const ADA = 'demo-0001';
const BRUNO = 'demo-0002';
const NURSE = 'nadia-sampler';

test('the printed copy holds every word of the sheet and nothing of the app, in both languages and in large print', async ({
  clinic,
  demo,
}) => {
  const page = await openCopy(await openAlone(clinic, demo, { patient: ADA, user: NURSE }));
  const pages: number[] = [];
  for (const [language, size, heading] of [
    ['English', 'Normal', 'What we work on'],
    ['English', 'Large', 'When to call'],
    ['Español', 'Normal', 'En qué trabajamos'],
    ['Español', 'Large', 'Cuándo llamar'],
  ] as const) {
    await page.getByRole('radio', { name: language }).check();
    await page.getByRole('radio', { name: size, exact: true }).check();
    const lines = (await page.getByRole('article').innerText()).split('\n').filter((line) => line.trim() !== '');
    const pdf = await page.pdf({ format: language === 'English' ? 'Letter' : 'A4' });
    const printed = pdfText(pdf).normalize('NFKC');
    for (const line of lines) expect(bare(printed)).toContain(bare(line));
    expect(printed).toContain(heading);
    expect(printed).toContain('Ada Sampleton');
    expect(printed).toContain('555-0142');
    for (const chrome of ['MRN', 'Start timer', 'Look before you print', 'Record that it was given', 'Print size', 'Eligibility'])
      expect(printed).not.toContain(chrome);
    pages.push(pageCount(pdf));
  }
  const [english = 0, englishLarge = 0, spanish = 0, spanishLarge = 0] = pages;
  expect(englishLarge).toBeGreaterThan(english);
  expect(spanishLarge).toBeGreaterThan(spanish);
});

test('PLAN-3 a nurse gives the copy to a caregiver, and the rule is met from then on', async ({ clinic, demo }) => {
  const [plan] = demo.ehr.stored('CarePlan', BRUNO);
  demo.ehr.put({ ...plan, note: plan?.note?.filter(({ text }) => !text.includes('care-plan-copy-given')) });
  const page = await openAlone(clinic, demo, { patient: BRUNO, user: NURSE });
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Care plan' }).click();
  await page.getByRole('link', { name: 'Copy for the patient' }).click();
  await expect(page.getByText(/^No copy is on record as given/)).toBeVisible();
  await page.getByRole('radio', { name: 'Español' }).check();
  const sheet = await page.getByRole('article').textContent();
  await page.getByRole('button', { name: 'Record as Nadia Sampler, RN' }).click();
  await expect(page.getByText('Who was given it?')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^The patient,/ })).toBeFocused();
  await page.getByRole('radio', { name: 'Both' }).check();
  await page.getByRole('combobox', { name: 'Caregiver' }).selectOption({ index: 1 });
  await page.getByRole('radio', { name: 'Handed over and read together' }).check();
  await page.getByLabel('Time', { exact: true }).fill('23:59');
  await page.getByRole('button', { name: 'Record as Nadia Sampler, RN' }).click();
  await expect(page.getByText('That lies in the future.')).toBeVisible();
  await page.getByLabel('Time', { exact: true }).fill('15:10');
  await page.getByRole('button', { name: 'Record as Nadia Sampler, RN' }).click();
  await expect(page.getByText('The copy is recorded')).toBeVisible();
  await expect(page.getByText('On record as given on 18 Nov 2026.')).toBeVisible();

  const [communication] = demo.ehr.stored('Communication', BRUNO);
  expect(communication).toMatchObject({ status: 'completed', sent: '2026-11-18T15:10:00-05:00', sender: { display: 'Nadia Sampler, RN' } });
  expect(communication?.recipient).toHaveLength(2);
  const document = demo.ehr.stored('DocumentReference', BRUNO).find(({ type }) => type?.coding?.[0]?.code === '18776-5');
  const html = new TextDecoder().decode(Buffer.from(document?.content[0]?.attachment.data ?? '', 'base64'));
  const elsewhere = await clinic.newPage();
  const kept = await elsewhere.evaluate((text) => new DOMParser().parseFromString(text, 'text/html').body.textContent, html);
  expect(kept?.trim()).toBe(sheet);

  await page.reload();
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Eligibility' }).click();
  await page.getByRole('radio', { name: /^All/ }).click();
  await expect(page.locator('li.finding').filter({ has: page.locator('.rule-id', { hasText: /^PLAN-3$/ }) })).toContainText('Met');
});

test('a patient who speaks Spanish gets the copy in Spanish, and the medicines as they were gone through', async ({ clinic, demo }) => {
  const [patient] = demo.ehr.stored('Patient', ADA).filter(({ id }) => id === ADA);
  const language = { coding: [{ system: 'urn:ietf:bcp:47', code: 'es', display: 'Spanish' }] };
  demo.ehr.put({ ...patient, communication: [{ language, preferred: true }] });
  const page = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Care plan' }).click();
  await page.getByRole('button', { name: 'Go through the medicines' }).click();
  const questions = await page.getByRole('group', { name: /^Does the patient take it/ }).all();
  for (const [index, question] of questions.entries()) {
    await question.getByRole('radio', { name: index === 0 ? 'not taking' : 'taking', exact: true }).check();
  }
  await page.getByRole('button', { name: 'Put it on the list' }).click();
  await page.getByRole('button', { name: /^Save \d+ change/ }).click();
  await expect(page.getByText('The change to the care plan is recorded')).toBeVisible();
  await page.getByRole('link', { name: 'Copy for the patient' }).click();
  await expect(page.getByRole('radio', { name: 'Español' })).toBeChecked();
  const sheet = page.getByRole('article', { name: 'Mi plan de cuidados' });
  await expect(sheet).toContainText('Repasamos sus medicinas con usted el 18 de noviembre de 2026.');
  await expect(sheet.getByText(/usted nos dijo que no las toma/)).toBeVisible();
  await page.getByRole('radio', { name: 'English' }).check();
  await expect(page.getByRole('article', { name: 'My care plan' })).toContainText('you told us that you do not take them');
});

test('inside the EHR’s frame the copy prints there, and opens as a page of its own without an address', async ({ clinic, demo }) => {
  const { page, app } = await openChart(clinic, demo, 'Ada Sampleton');
  await expect(app.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  const frame = page.frames().find((one) => one.url().startsWith(demo.appOrigin));
  if (frame === undefined) throw new Error('the app is in no frame');
  await goToCopy(frame);
  await app.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(app.getByRole('article')).toBeVisible();
  await expect(app.getByText('does not let Intervisit print')).toHaveCount(0);
  const opening = clinic.waitForEvent('page');
  await app.getByRole('button', { name: 'Open as a page of its own' }).click();
  const alone = await opening;
  expect(alone.url()).toBe('about:blank');
  await expect(alone).toHaveTitle('My care plan');
  await expect(alone.getByRole('article')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  expect(bare(pdfText(await alone.pdf()))).toContain(bare('Ada Sampleton'));
});

test.describe('an EHR that is only read', () => {
  test.use({ persona: 'read-only' });

  test('still prints the copy, and gives the record of it as text to keep', async ({ clinic, demo }) => {
    const page = await openCopy(await openAlone(clinic, demo, { patient: BRUNO, user: NURSE }));
    await page.getByRole('radio', { name: /^The patient,/ }).check();
    await page.getByRole('radio', { name: 'By mail' }).check();
    await page.getByRole('button', { name: 'Make text to copy' }).click();
    await expect(page.getByText('The copy is not recorded')).toBeVisible();
    await expect(page.getByText(/care-plan-copy-given \| 2026-11-18/)).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [400, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, { tag: pairTag(colorScheme, width) }, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('sheet, form and errors pass axe and do not scroll sideways', async ({ clinic, demo }) => {
        const page = await openCopy(await openAlone(clinic, demo, { patient: ADA, user: NURSE }));
        await page.getByRole('radio', { name: 'Español' }).check();
        await page.getByRole('radio', { name: 'Large', exact: true }).check();
        await page.getByRole('radio', { name: 'A caregiver' }).check();
        await page.getByRole('button', { name: /^Record as/ }).click();
        await page.evaluate(() => window.scrollTo(0, 0));
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(
          0,
        );
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
      });
    });
  }
}

/** Without white space, which a PDF has none of, and without ligatures. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

async function openCopy(page: Page): Promise<Page> {
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await goToCopy(page.mainFrame());
  return page;
}

async function goToCopy(frame: Frame): Promise<void> {
  await frame.evaluate((month) => {
    window.location.hash = `#/${month}/copy`;
  }, MONTH);
  await expect(frame.getByRole('article')).toBeVisible();
}
