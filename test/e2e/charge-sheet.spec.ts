import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import { parseCsv } from '../app/close/sheet/sheet-view.ts';
import type { Demo } from '../ehr/serve-demo.ts';
import { PERSONAS } from '../ehr/personas.ts';
import { validate } from '../ehr/validate.ts';
import { expect, MONTH, openAlone, pairTag, test } from './demo.ts';
import { pageCount, pdfText } from './pdf-text.ts';

const FELIX = 'demo-0006';
const NURSE = 'nadia-sampler';
const PHYSICIAN = 'maya-exemplar';

/** What a biller needs of this patient's month, wherever it is printed. */
const FIELDS = [
  'Charge sheet, chronic care management, November 2026',
  'Felix Trialborough',
  'DEMO-0006',
  'Medicare',
  '99487',
  `${FELIX}/${MONTH}/99487`,
  'Complex CCM, first 60 min',
  'Date of service',
  '1 Nov 2026 to 30 Nov 2026',
  '11 (Office: where the practitioner would see the patient face to face)',
  'Maya Exemplar, MD, NPI 1234567893',
  'Willow Bend Family Medicine, NPI not in the EHR',
  'modifier 25',
  'BILL-5',
  'Basis: 65 min clinical staff',
  'ABCD',
];

const CHROME = ['Hand to billing', 'Checklist', 'Start timer', 'Closed months', 'Download', 'Felix TrialboroughMRN'];

test.describe('an EHR that takes notes alone', () => {
  test.use({ persona: 'notes-only' });

  test('the sheet prints, downloads and goes to billing as a note; after a reload it is known by whom and when', async ({
    clinic,
    demo,
  }) => {
    const page = await openClose(await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }));
    await page.getByRole('checkbox', { name: /sign these charges off/ }).check();
    await expect(paperOf(page)).toContainText('Signed off by Maya Exemplar, MD');
    await expect(paperOf(page)).toContainText('NPI 1234567893');
    await expectPrinted(page, 'Charge sheet');

    const [csvFile, rows] = await csvFrom(page);
    expect(csvFile.suggestedFilename()).toBe(`intervisit-charge-sheet-${MONTH}.csv`);
    expect(rows.map((row) => [row['code'], row['units'], row['charge']])).toEqual([['99487', '1', `${FELIX}/${MONTH}/99487`]]);
    expect(rows[0]).toMatchObject({ patient: 'Felix Trialborough', billing_practitioner_npi: '1234567893', place_of_service: '11' });
    expect(rows[0]?.['diagnosis_2']).toMatch(/^[A-Z]\d/);
    const bundle = await fhirFrom(page);
    expect(validate(bundle)).toEqual([]);
    expect(JSON.stringify(bundle)).toContain(`"${FELIX}/${MONTH}/99487"`);

    await page.getByRole('button', { name: 'Hand to billing' }).dblclick();
    await expect(handedTo(page)).toBeVisible();
    const notes = demo.ehr.stored('DocumentReference', FELIX).filter(({ description }) => description?.startsWith('CCM-CHARGES'));
    expect(notes).toHaveLength(1);
    expect(notes[0]?.identifier?.[0]?.value).toBe(`${FELIX}/${MONTH}`);

    await page.reload();
    await expect(page.getByText(/^99487 × 1 by Maya Exemplar, MD on 18 Nov 2026, 15:30, as a note in the documents/)).toBeVisible();
    const history = page.getByRole('region', { name: 'Closed months' });
    await expect(history.getByRole('link', { name: /^November 2026: .*99487, Handed to billing$/ })).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(/\bbilled\b/i);
  });

  test('what a nurse hands over says that nobody signed it; the sign-off is handed over anew and names the one before', async ({
    clinic,
    demo,
  }) => {
    const nurse = await openClose(await openAlone(clinic, demo, { patient: FELIX, user: NURSE }));
    await expect(paperOf(nurse)).toContainText('NOT SIGNED OFF: Maya Exemplar, MD signs off before it goes on a claim.');
    await nurse.getByRole('button', { name: 'Hand to billing' }).click();
    await expect(handedTo(nurse)).toBeVisible();
    const page = await openClose(await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }));
    await page.getByRole('checkbox', { name: /sign these charges off/ }).check();
    await expect(page.getByText('The sheet says something else by now.')).toBeVisible();
    await page.getByRole('button', { name: 'Hand to billing again' }).click();
    await expect(page.getByText(/^99487 × 1 by Maya Exemplar, MD/)).toBeVisible();
    await expect(page.getByText('Earlier ones (1)')).toBeVisible();
    expect(demo.ehr.stored('DocumentReference', FELIX).filter(({ description }) => description?.startsWith('CCM-CHARGES'))).toHaveLength(2);
  });
});

test.describe('an EHR that is only read', () => {
  test.use({ persona: 'read-only' });

  test('prints the same sheet on a page of its own, gives the same files, and claims nothing more', async ({ clinic, demo }) => {
    const page = await openClose(await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }));
    await expect(page.getByText('This EHR takes neither charges nor a message to billing')).toBeVisible();
    await expect(paperOf(page)).toContainText('NPI 1234567893');
    const opening = clinic.waitForEvent('page');
    await page.getByRole('button', { name: 'Open as a page of its own' }).click();
    const alone = await opening;
    expect(alone.url()).toBe('about:blank');
    await expect(alone).toHaveTitle('Charge sheet');
    const printed = bare(pdfText(await alone.pdf({ format: 'A4' })));
    for (const field of FIELDS) expect(printed).toContain(bare(field));
    const [, rows] = await csvFrom(page);
    expect(rows).toHaveLength(1);
    expect(demo.ehr.exchanges.filter(({ method, url }) => method !== 'GET' && method !== 'OPTIONS' && url.startsWith('/fhir'))).toEqual([]);
  });
});

test('where the EHR takes tasks, billing gets one, and what billing does with it is seen', async ({ clinic, demo }) => {
  demo.ehr.setPersona({ ...PERSONAS.full, actions: { byDefault: ['r', 's'], byType: { Task: ['c', 'r', 's'] } } });
  const page = await openClose(await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }));
  await page.getByRole('checkbox', { name: /sign these charges off/ }).check();
  await page.getByRole('button', { name: 'Hand to billing' }).click();
  await expect(page.getByText(/^99487 × 1 by Maya Exemplar, MD on 18 Nov 2026, 15:30, as a task/)).toBeVisible();
  const [task] = demo.ehr.stored('Task', FELIX);
  expect(task).toMatchObject({ status: 'requested', owner: { reference: 'Organization/willow-bend' } });
  if (task === undefined) throw new Error('no task');
  demo.ehr.put({ ...task, status: 'completed' });
  await page.reload();
  await expect(page.getByText('Handed to billing; billing has closed the task')).toBeVisible();
});

test('of charges that billing has taken up there is a correction sheet, and earlier months open from the history', async ({
  clinic,
  demo,
}) => {
  putCharges(demo);
  const page = await openClose(await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }));
  const paper = page.getByRole('article', { name: 'Correction sheet' });
  await expect(paper).toContainText('Take off 99490 × 1');
  await expect(paper).toContainText('Add 99487 × 1');
  await printIn(page, page.getByRole('region', { name: 'Taken up by billing' }));
  const printed = bare(pdfText(await page.pdf()));
  expect(printed).toContain(bare('Correction sheet, chronic care management, November 2026'));
  for (const chrome of [...CHROME, 'Charge sheet']) expect(printed).not.toContain(bare(chrome));
  const writes = demo.ehr.exchanges.filter(({ method, url }) => method !== 'GET' && method !== 'OPTIONS' && url.startsWith('/fhir'));
  expect(writes).toEqual([]);

  const history = page.getByRole('region', { name: 'Closed months' });
  await expect(history.getByText('not closed')).toHaveCount(1);
  await history.getByRole('link', { name: /^September 2026: 41 minutes, .*99490 and 99439, Recorded, ready for billing$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Close September 2026');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [400, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, { tag: pairTag(colorScheme, width) }, () => {
      test.use({ colorScheme, viewport: { width, height: 900 }, persona: 'notes-only' });

      test('sheet, hand-over, correction and history pass axe and do not scroll sideways', async ({ clinic, demo }) => {
        putCharges(demo);
        const handed = await openClose(await openAlone(clinic, demo, { patient: 'demo-0002', user: PHYSICIAN }));
        const page = await openClose(await openAlone(clinic, demo, { patient: FELIX, user: PHYSICIAN }));
        for (const one of [handed, page]) {
          await one.getByText('The same as a table').or(one.getByText('No month is closed yet')).first().click();
          const overflow = await one.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(overflow).toBeLessThanOrEqual(0);
          const { violations } = await new AxeBuilder({ page: one })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
        }
      });
    });
  }
}

/** 99490 of this month, taken up by billing, and a closed September. */
function putCharges({ ehr }: Demo): void {
  const september = 'Basis: 41 min clinical staff in 2 entries (…).';
  ehr.put(ownCharge(MONTH, '99490', 'billed', 'Basis: 22 min clinical staff in 1 entry (…).'));
  for (const code of ['99490', '99439']) ehr.put(ownCharge('2026-09', code, 'billable', september));
}

function ownCharge(month: string, code: string, status: string, basis: string) {
  return {
    resourceType: 'ChargeItem',
    id: `own-${month}-${code}`,
    identifier: [{ system: 'https://w3id.org/intervisit/fhir/sid/charge', value: `${FELIX}/${month}/${code}` }],
    status,
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] },
    subject: { reference: `Patient/${FELIX}` },
    occurrencePeriod: { start: `${month}-01`, end: `${month}-28` },
    quantity: { value: 1 },
    enterer: { display: 'Maya Exemplar, MD' },
    enteredDate: `${month}-28T10:00:00-05:00`,
    note: [{ text: basis }],
  };
}

/** Without white space, which a PDF has none of, and without ligatures. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

function paperOf(page: Page) {
  return page.getByRole('article', { name: 'Charge sheet' });
}

/** The notice that says so, beside the history that says it as well. */
function handedTo(page: Page) {
  return page.getByRole('region', { name: 'Charge sheet' }).getByText('Handed to billing', { exact: true });
}

/** Presses Print and leaves the page as the printer sees it. */
async function printIn(page: Page, part: ReturnType<Page['getByRole']>): Promise<void> {
  await page.evaluate(() => {
    window.print = () => void window.dispatchEvent(new Event('beforeprint'));
  });
  await part.getByRole('button', { name: 'Print', exact: true }).click();
}

async function expectPrinted(page: Page, region: string): Promise<void> {
  await printIn(page, page.getByRole('region', { name: region }));
  const pdf = await page.pdf({ format: 'Letter' });
  const printed = bare(pdfText(pdf));
  for (const field of FIELDS) expect(printed).toContain(bare(field));
  for (const chrome of CHROME) expect(printed).not.toContain(bare(chrome));
  expect(pageCount(pdf)).toBeLessThanOrEqual(2);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
}

async function downloaded(page: Page, name: string): Promise<readonly [Download, string]> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const download = await downloading;
  return [download, readFileSync(await download.path(), 'utf8')];
}

async function csvFrom(page: Page) {
  const [download, text] = await downloaded(page, 'Download CSV');
  const [names = [], ...rows] = parseCsv(text);
  return [download, rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])))] as const;
}

async function fhirFrom(page: Page): Promise<Readonly<Record<string, unknown>>> {
  const [download, text] = await downloaded(page, 'Download FHIR');
  expect(download.suggestedFilename()).toBe(`intervisit-charges-${MONTH}.json`);
  return JSON.parse(text);
}

async function openClose(page: Page): Promise<Page> {
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await page.evaluate((month) => {
    window.location.hash = `#/${month}/close`;
  }, MONTH);
  await expect(page.getByRole('region', { name: 'Charge sheet' })).toBeVisible();
  await expect(page.getByText('Looking for what was handed')).toHaveCount(0);
  return page;
}
