import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';

/** Photographs the gallery's states and runs axe on them: `npx tsx test/ui/gallery/shoot.ts OUTDIR [state…]`. */
const BASE = 'http://127.0.0.1:5199/';
const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const [out, ...only] = process.argv.slice(2);
if (out === undefined) throw new Error('Name the folder for the pictures.');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
let faults = 0;
for (const scheme of ['light', 'dark'] as const) {
  const context = await browser.newContext({ colorScheme: scheme });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') report(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`page error: ${error.message}`));
  await page.goto(BASE);
  const names = await page.locator('li a').allTextContents();
  for (const name of names.filter((state) => only.length === 0 || only.includes(state))) {
    for (const width of [320, 400, 800, 1200]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${BASE}?state=${name}`);
      await page.locator('h1').first().waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) report(`${name} ${scheme} ${width}: scrolls sideways by ${overflow} px`);
      if (width !== 320) await page.screenshot({ path: `${out}/${name}-${scheme}-${width}.png`, fullPage: true });
    }
    const { violations } = await new AxeBuilder({ page }).withTags(AA).analyze();
    for (const violation of violations) {
      report(
        `${name} ${scheme}: ${violation.id}: ${violation.nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n   ')}`,
      );
    }
  }
  await context.close();
}
await browser.close();
console.log(faults === 0 ? 'clean' : `${faults} faults`);

function report(line: string): void {
  faults += 1;
  console.log(line);
}
