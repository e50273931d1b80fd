import { AxeBuilder } from '@axe-core/playwright';
import { type Screen, SCREENS } from '../../src/app/routes.ts';
import { expect, MONTH, openChart, test } from './demo.ts';

const PATIENTS = ['Ada Sampleton', 'Felix Trialborough', 'Clara Testwell', 'Hugo Sandboxer', 'Ivy Specimen', 'Karla Thickfile'];

/** Screens that show what is special about a chart; the others look the same for everybody. */
const OF_THE_CHART = ['home', 'eligibility', 'time', 'plan', 'close', 'problems'] as const satisfies readonly Screen[];

/** What is checked on every run has each screen once in each theme and width, and each chart once; `npm run test:long` has the rest. */
function isRepeat(colorScheme: 'light' | 'dark', width: number, patient: string): boolean {
  const isFullest = patient === PATIENTS[1];
  return colorScheme === 'dark' ? width === 400 : width === 400 ? !isFullest : PATIENTS.indexOf(patient) < 2;
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [400, 1200]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      // What differs between themes and widths is colour and layout, not what a patient's chart holds; the second chart has most on its screens.
      for (const patient of colorScheme === 'dark' ? PATIENTS.slice(1, 2) : width === 400 ? PATIENTS.slice(0, 2) : PATIENTS) {
        const tag = isRepeat(colorScheme, width, patient) ? '@long' : [];
        test(`every screen of ${patient} passes axe and does not scroll sideways`, { tag }, async ({ clinic, demo }) => {
          const reports: string[] = [];
          clinic.on('console', (message) => reports.push(message.text()));
          clinic.on('weberror', (error) => reports.push(String(error.error())));
          const { page, app } = await openChart(clinic, demo, patient);
          await expect(app.getByRole('navigation', { name: 'Screens' })).toBeVisible();
          for (const screen of PATIENTS.indexOf(patient) < 2 ? SCREENS : OF_THE_CHART) {
            const frame = page.frames().find((one) => one.url().startsWith(demo.appOrigin));
            await frame?.evaluate((hash) => {
              window.location.hash = hash;
            }, `#/${MONTH}/${screen}`);
            // The patient's copy is a document with a heading of its own below the screen's.
            await expect(app.getByRole('heading', { level: 1 }).first()).toBeVisible();
            const overflow = await frame?.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
            const { violations } = await new AxeBuilder({ page })
              .include(['iframe[title="Intervisit"]', 'body'])
              .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
              .analyze();
            expect(violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
              [],
            );
          }
          // A breach of the content security policy, too, is told on the console.
          expect(reports).toEqual([]);
        });
      }
    });
  }
}
