import type { BrowserContext } from '@playwright/test';
import type { PersonaName } from '../../ehr/ehr.ts';
import { expect, MONTH, NOW, openAlone, test } from '../demo.ts';
import { ENDS, type Ends } from './ends.ts';
import {
  ADA,
  askConsent,
  BRUNO,
  charge,
  FELIX,
  giveCopy,
  goTo,
  inVisit,
  isSaidToEnd,
  keepersOf,
  kindsOf,
  logTime,
  notePlan,
  sign,
  tellWork,
  waits,
} from './work.ts';

const NURSE = 'nadia-sampler';
const PHYSICIAN = 'maya-exemplar';

/** What most of the large EHRs allow, and the least trustworthy server; `npm run test:long` runs the journeys on all the others too. */
const ALWAYS: readonly PersonaName[] = ['epic-like', 'oracle-like', 'worse-than-all'];

for (const [name, ends] of Object.entries(ENDS)) {
  const persona = name as PersonaName;
  const isKept = ends.time !== 'not stored';

  test.describe(persona, { tag: ALWAYS.includes(persona) ? [] : '@long' }, () => {
    test.use({ persona });

    test('minutes and a note on the plan end where they should, once, and a reload shows the same', async ({ clinic, demo }) => {
      const page = await openAlone(clinic, demo, inVisit(demo, ADA, NURSE));
      const verdict = page.getByRole('heading', { level: 1 });
      await expect(verdict).toContainText(ends.isBlindToPlans ? 'Blocked' : '14 of 20 minutes');

      await logTime(page, 'Went through the inhalers: tango.');
      if (isKept) await isSaidToEnd(page, 'The time entry', ends.time);
      else await waits(page, '4 min 30 s', 'tango');
      await expect(page.getByText(isKept ? /18 (of 20 min|min counted)/ : /14 of 20 min/).first()).toBeVisible();
      expect(kindsOf(keepersOf(demo, ADA, 'tango'))).toEqual(keepersFor(ends));

      await notePlan(page, 'The daughter may be called: foxtrot.');
      await isSaidToEnd(page, 'The change to the care plan', ends.plan, 'The daughter may be called: foxtrot.');
      expect(kindsOf(keepersOf(demo, ADA, 'foxtrot'))).toEqual(stored(ends.plan));

      await page.reload();
      await goTo(page, 'Home');
      if (!ends.isBlindToPlans) await expect(verdict).toContainText(isKept ? '18 of 20 minutes' : '14 of 20 minutes');
      await goTo(page, 'Time');
      await expect(page.getByText(isKept ? /18 (of 20 min|min counted)/ : /14 of 20 min/).first()).toBeVisible();
      await expect(page.getByRole('row', { name: /tango/ })).toHaveCount(isKept ? 1 : 0);
      if (!isKept) await waits(page, '4 min 30 s', 'tango');
      await goTo(page, 'Care plan');
      await expect(page.getByText('foxtrot').first()).toBeVisible();
      // What found no place waits on the list of changes.
      await expect(page.getByRole('button', { name: 'Save 1 change' })).toHaveCount(ends.plan === 'not stored' ? 1 : 0);
    });

    test('a timed entry is written, taken back, and stays taken back', async ({ clinic, demo }) => {
      await clinic.clock.setSystemTime(NOW.epochMilliseconds);
      await clinic.clock.resume();
      const page = await openAlone(clinic, demo, inVisit(demo, ADA, NURSE));
      const bar = page.getByRole('region', { name: 'Timer', exact: true });
      await expect(bar.getByText('No timer')).toBeVisible();
      await holdAt(clinic, '15:31:00');
      await bar.getByRole('button', { name: 'Start timer' }).click();
      await expect(bar).toContainText('Running');
      await clinic.clock.runFor(90_000);
      await bar.getByRole('button', { name: 'Stop', exact: true }).click();
      await clinic.clock.resume();
      await tellWork(page, 'Asked about the refill: whisky.');
      if (isKept) await isSaidToEnd(page, 'The time entry', ends.time);
      expect(kindsOf(keepersOf(demo, ADA, 'whisky'))).toEqual(keepersFor(ends));
      await goTo(page, 'Time');
      if (!isKept) {
        await waits(page, '1 min 30 s', 'whisky');
        return;
      }
      await page.getByRole('button', { name: /^Details of 18 Nov/ }).click();
      await page.getByRole('button', { name: 'Take back' }).click();
      await page.getByLabel('Why', { exact: true }).fill('was another patient');
      await page.getByRole('button', { name: 'Take the entry back' }).click();
      await expect(page.getByText(/^Taken back: Nadia Sampler, RN, 18 Nov/)).toBeVisible();
      await page.reload();
      await goTo(page, 'Time');
      await expect(page.getByRole('row', { name: /whisky/ })).toContainText('Taken back');
      await expect(page.getByText(/14 (of 20 min|min counted)/).first()).toBeVisible();
    });

    test('consent, signature and the patient’s copy end where they should', async ({ clinic, demo }) => {
      const nurse = await openAlone(clinic, demo, inVisit(demo, BRUNO, NURSE));
      await askConsent(nurse, 'Asked what it costs: sierra.');
      await isSaidToEnd(nurse, 'The answer', ends.consent, 'sierra');
      expect(kindsOf(keepersOf(demo, BRUNO, 'sierra'))).toEqual(stored(ends.consent));

      await giveCopy(nurse);
      if (ends.copy === 'prose') await expect(nurse.getByText('This plan is prose alone')).toBeVisible();
      else {
        await nurse.getByRole('radio', { name: /^The patient,/ }).check();
        await nurse.getByRole('radio', { name: 'Handed over and read together' }).check();
        await nurse.getByRole('button', { name: /^(Record as|Make text to copy)/ }).click();
        await isSaidToEnd(nurse, 'The copy', ends.copy);
      }
      await nurse.reload();
      await goTo(nurse, 'Home');
      await expect(nurse.getByRole('link', { name: /^Consent/ })).toContainText(
        ends.consent === 'not stored' ? /none|not offered/ : '18 Nov 2026 (today)',
      );

      const physician = await openAlone(clinic, demo, inVisit(demo, ADA, PHYSICIAN));
      const written = () => ({
        CarePlan: demo.ehr.history('CarePlan', `${ADA}-plan`).length,
        DocumentReference: demo.ehr.stored('DocumentReference', ADA).length,
      });
      const before = written();
      await sign(physician);
      await isSaidToEnd(physician, 'Your signature', ends.signature);
      expect(written()).toEqual(ends.signature === 'not stored' ? before : { ...before, [ends.signature]: before[ends.signature] + 1 });
    });

    test('the month’s charge ends where it should, once, and a reload shows it', async ({ clinic, demo }) => {
      const whom = inVisit(demo, FELIX, PHYSICIAN);
      const page = await openAlone(clinic, demo, whom);
      await charge(page, demo, ends.charge);
      const charges = () => demo.ehr.stored('ChargeItem', FELIX).map(({ identifier }) => identifier?.[0]?.value);
      const notes = () => demo.ehr.stored('DocumentReference', FELIX).filter(({ description }) => description?.startsWith('CCM-CHARGES'));
      const counts = [ends.charge === 'ChargeItem' ? 1 : 0, ends.charge === 'DocumentReference' ? 1 : 0];
      expect([charges().length, notes().length]).toEqual(counts);
      if (ends.charge === 'ChargeItem') expect(charges()).toEqual([`${FELIX}/${MONTH}/99487`]);
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Close');
      if (ends.charge === 'ChargeItem') await expect(page.getByText('November 2026 is closed', { exact: false }).first()).toBeVisible();
      if (ends.charge === 'DocumentReference') await expect(page.getByText(/^99487 × 1 by Maya Exemplar, MD on 18 Nov 2026/)).toBeVisible();
      expect([charges().length, notes().length]).toEqual(counts);
    });
  });
}

/** Holds the clock at a moment of this day at the practice. */
async function holdAt(clinic: BrowserContext, time: string): Promise<void> {
  await clinic.clock.pauseAt(NOW.toZonedDateTimeISO('America/New_York').withPlainTime(time).epochMilliseconds);
}

function stored(end: string): readonly string[] {
  return end === 'not stored' ? [] : [end];
}

function keepersFor({ time, stray }: Ends): readonly string[] {
  return stray === true ? [time, 'Encounter'] : stored(time);
}
