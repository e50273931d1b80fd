import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, FrameLocator, Page } from '@playwright/test';
import { packetOf, tampered } from '../packet/scenario-packet.ts';
import { TAMPERINGS } from '../packet/tamperings.ts';
import { expect, openChart, pairTag, test } from './demo.ts';
import { pageCount, pdfText } from './pdf-text.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violationsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

async function downloaded(page: Page, app: FrameLocator, file: string): Promise<string> {
  await app.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Close month' }).click();
  await app.getByRole('button', { name: 'Prepare audit packet' }).click();
  const download = page.waitForEvent('download');
  await app.getByRole('button', { name: 'Download audit packet' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^ccm-audit-packet-2026-11-[0-9a-f]{8}\.html$/);
  await saved.saveAs(file);
  return readFileSync(file, 'utf8');
}

/** Everything a page asks for, and everything it complains of. */
function watched(page: Page): { readonly requests: string[]; readonly reports: string[] } {
  const requests: string[] = [];
  const reports: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => reports.push(message.text()));
  page.on('pageerror', (error) => reports.push(String(error)));
  return { requests, reports };
}

/** The page that checks packets, loaded, and then without a network. */
async function openOffline(clinic: BrowserContext, origin: string): Promise<Page> {
  const page = await clinic.newPage();
  await page.goto(`${origin}/verify.html`);
  await expect(page.getByText('Everything is loaded: no network is needed any more.')).toBeVisible();
  await clinic.setOffline(true);
  return page;
}

async function check(page: Page, html: string): Promise<void> {
  await page
    .getByLabel('Choose the packet’s file, or drop it here')
    .setInputFiles({ name: 'packet.html', mimeType: 'text/html', buffer: Buffer.from(html) });
}

test('a packet from the app opens from disk without a network, prints, and is verified; altered, it is refused', async ({
  clinic,
  demo,
}, info) => {
  const { page, app } = await openChart(clinic, demo, 'Felix Trialborough');
  const file = info.outputPath('packet.html');
  const html = await downloaded(page, app, file);

  await clinic.setOffline(true);
  const opened = await clinic.newPage();
  const { requests, reports } = watched(opened);
  await opened.goto(pathToFileURL(file).href);
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText('CCM audit packet, November 2026');
  await expect(opened.locator('#summary')).toContainText('Felix Trialborough');
  await expect(opened.locator('#summary')).toContainText('99487');
  await expect(opened.locator('#ledger')).toContainText('Nadia Sampler');
  await expect(opened.locator('#rules')).toContainText('ELIG-1');
  expect(await opened.title()).toBe('CCM audit packet, November 2026');
  expect(await violationsOn(opened)).toEqual([]);
  expect(requests).toEqual([pathToFileURL(file).href]);
  expect(reports).toEqual([]);

  for (const format of ['A4', 'Letter'] as const) {
    const pdf = await opened.pdf({ format });
    const text = pdfText(pdf);
    const hash = /name="packet-sha256" content="(.{8})/.exec(html)?.[1] ?? '';
    expect(pageCount(pdf)).toBeGreaterThan(2);
    expect(text.split(`SHA-256 ${hash}`).length - 1, 'the hash stands on each page').toBeGreaterThanOrEqual(pageCount(pdf));
  }
  await opened.close();
  await clinic.setOffline(false);

  const checking = await openOffline(clinic, demo.appOrigin);
  const seen = watched(checking);
  await check(checking, html);
  await expect(checking.getByText('packet.html is verified')).toBeVisible();
  expect(await violationsOn(checking)).toEqual([]);
  await check(checking, html.replace(/(\d+) min of clinical staff, 0 min/, '99 min of clinical staff, 0 min'));
  await expect(checking.getByText('packet.html is not what it says')).toBeVisible();
  await expect(checking.getByRole('row', { name: /The page shows something else/ }).first()).toContainText('99 min');
  const minute = await tampered(html, {
    change: (data) => {
      data.ledger[0].seconds += 60;
      data.facts.timeEntries[data.ledger[0].fact].seconds += 60;
    },
    hashAgain: true,
    pageAgain: true,
  });
  await check(checking, minute);
  await expect(checking.getByRole('row', { name: /The rules make something else of the facts/ }).first()).toBeVisible();
  expect(await violationsOn(checking)).toEqual([]);
  expect(seen.requests).toEqual([]);
  expect(seen.reports).toEqual([]);
});

test('the page that checks packets finds every way of altering one, without a network', async ({ clinic, demo }) => {
  const page = await openOffline(clinic, demo.appOrigin);
  const { html } = await packetOf('CCM-038');
  for (const { name, tampering } of TAMPERINGS) {
    await check(page, html);
    await expect(page.getByText('packet.html is verified'), name).toBeVisible();
    await check(page, await tampered(html, tampering));
    await expect(page.getByText('packet.html is not what it says'), name).toBeVisible();
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, { tag: pairTag(colorScheme, width) }, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('the page that checks packets passes axe and does not scroll sideways', async ({ clinic, demo }, info) => {
        const page = await openOffline(clinic, demo.appOrigin);
        const { html } = await packetOf('CCM-038');
        for (const text of [html, html.replaceAll('20 min', '21 min'), '<p>no packet']) {
          await check(page, text);
          await expect(page.getByText(/^packet\.html (is|could)/)).toBeVisible();
          expect(await violationsOn(page)).toEqual([]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(overflow).toBeLessThanOrEqual(0);
        }
        await clinic.setOffline(false);
        const file = info.outputPath('packet.html');
        writeFileSync(file, html);
        await page.goto(pathToFileURL(file).href);
        expect(await violationsOn(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(
          0,
        );
      });
    });
  }
}
