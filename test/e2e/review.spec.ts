import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Demo } from '../ehr/serve-demo.ts';
import { expect, MONTH, openAlone, test } from './demo.ts';

const PLAN = 'demo-0001-plan';
const PHYSICIAN = { patient: 'demo-0001', user: 'maya-exemplar' };
const NURSE = { patient: 'demo-0001', user: 'nadia-sampler' };

/** The plan as it is after a signature that names its version, and a nurse's work since: a note, a new activity, a tighter goal. */
function workSinceSignature(demo: Demo) {
  change(demo, 'CarePlan', PLAN, (plan) => {
    for (const note of plan.note) {
      if (!note.text.includes('care-plan-signed')) continue;
      delete note.extension;
      note.text = note.text.replace('| true |', '| true version=1 goals=demo-0001-goal-1:1,demo-0001-goal-2:1 |');
    }
  });
  change(demo, 'CarePlan', PLAN, (plan) => {
    plan.activity.push({ detail: { status: 'scheduled', description: 'Weigh every morning' } });
    plan.note.push({ time: '2026-11-10T10:00:00-05:00', authorString: 'Nadia Sampler, RN', text: 'Daughter moved in.' });
  });
  change(demo, 'Goal', 'demo-0001-goal-2', (goal) => {
    for (const { detailQuantity } of goal.target) detailQuantity.value = 130;
  });
}

test('a typical plan is reviewed and signed in two clicks after the launch', async ({ clinic, demo }) => {
  workSinceSignature(demo);
  const page = await openAlone(clinic, demo, PHYSICIAN);
  let clicks = 0;
  const click = async (control: Locator) => {
    clicks += 1;
    await control.click();
  };
  await click(page.getByRole('link', { name: 'Review and sign' }));
  const changes = page.getByRole('region', { name: /^Changed since the signature/ });
  await expect(changes).toContainText('Compared with version 1, which was signed.');
  await expect(changes.getByRole('listitem')).toHaveCount(3);
  await expect(changes).toContainText(/altered\s*Goal.*140.*130/);
  await expect(changes).toContainText(/added\s*Activity Weigh every morning/);
  await expect(page.getByRole('region', { name: 'Goals off target (1)' })).toContainText('138/82 mmHg');
  await click(page.getByRole('button', { name: 'Sign', exact: true }));
  await expect(page.getByText('Your signature is recorded')).toBeVisible();
  expect(clicks).toBe(2);
  expect(demo.ehr.storedText('CarePlan', PLAN)).toContain('care-plan-signed | true version=3 goals=demo-0001-goal-1:1,demo-0001-goal-2:2');
  await expect(changes).toContainText('The plan says what it said when it was signed.');
});

test('the nurse asks, the physician returns the plan with a comment, and the nurse sees it', async ({ clinic, demo }) => {
  const nurse = await openAlone(clinic, demo, NURSE);
  await go(nurse, 'review');
  await expect(nurse.getByText('Not yours to sign')).toBeVisible();
  await expect(nurse.getByRole('button', { name: 'Sign', exact: true })).toHaveCount(0);
  await nurse.getByRole('textbox', { name: 'Question to the physician' }).fill('Is 7.5 still the target?');
  await nurse.getByRole('button', { name: 'Ask' }).click();
  await expect(nurse.getByText('Your question is recorded')).toBeVisible();

  const physician = await openAlone(clinic, demo, PHYSICIAN);
  await physician.getByRole('link', { name: 'Review and sign' }).click();
  await expect(physician.getByText('Is 7.5 still the target?')).toBeVisible();
  await physician.getByRole('button', { name: 'Return with comment' }).click();
  await physician.getByRole('textbox', { name: 'Comment to the care team' }).fill('Make it 8, and ask her first.');
  await physician.getByRole('button', { name: 'Return without signing' }).click();
  await expect(physician.getByText('Your comment is recorded')).toBeVisible();

  const again = await openAlone(clinic, demo, NURSE);
  await expect(again.getByText('Make it 8, and ask her first.')).toBeVisible();
  await go(again, 'plan');
  await expect(again.getByText('The care plan came back without a signature')).toBeVisible();
});

test('a plan that a colleague changed meanwhile is not signed, and what changed is shown', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, PHYSICIAN);
  await go(page, 'review');
  await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeVisible();
  change(demo, 'CarePlan', PLAN, (plan) => {
    plan.note.push({ time: '2026-11-18T15:00:00-05:00', authorString: 'Otto Placeholder', text: 'Fell at home.' });
  });
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('Somebody else changed it first')).toBeVisible();
  await expect(page.getByText('Changed by somebody else since you opened it')).toBeVisible();
  await expect(page.getByText('Fell at home.').first()).toBeVisible();
  expect(demo.ehr.storedText('CarePlan', PLAN)).not.toContain('true version=2');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('Your signature is recorded')).toBeVisible();
  expect(demo.ehr.storedText('CarePlan', PLAN)).toContain('true version=2');
});

test('where the EHR keeps no history the changes are told by dates, and the screen says so', async ({ clinic, demo }) => {
  workSinceSignature(demo);
  demo.ehr.faults.add({ on: { path: /_history/ }, kind: 404 });
  const page = await openAlone(clinic, demo, PHYSICIAN);
  await go(page, 'review');
  const changes = page.getByRole('region', { name: /^Changed since the signature/ });
  await expect(changes).toContainText('because the EHR did not give the signed version');
  await expect(changes.getByRole('listitem')).toHaveCount(1);
  await expect(changes).toContainText('Daughter moved in.');
});

test('PLAN-5 a plan that nobody signed is flagged where the month is closed', async ({ clinic, demo }) => {
  change(demo, 'CarePlan', PLAN, (plan) => {
    plan.note = plan.note.filter((note) => !note.text.includes('care-plan-signed'));
  });
  const page = await openAlone(clinic, demo, PHYSICIAN);
  await expect(page.getByText('Nobody has signed it yet.')).toBeVisible();
  await go(page, 'close');
  await expect(page.getByText('The practitioner has not signed the plan.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} at 400 px`, () => {
    test.use({ colorScheme, viewport: { width: 400, height: 900 } });

    test('a practitioner’s review, its forms and its trend pass axe and do not scroll sideways, and so does a nurse’s', async ({
      clinic,
      demo,
    }) => {
      workSinceSignature(demo);
      const page = await openAlone(clinic, demo, PHYSICIAN);
      await go(page, 'review');
      await page.locator('summary', { hasText: 'Blood pressure' }).click();
      for (const form of ['Sign with edit', 'Return with comment']) {
        await page.getByRole('button', { name: form }).click();
        await expectSound(page);
        await page.getByRole('button', { name: 'Back' }).click();
      }
      const nurse = await openAlone(clinic, demo, NURSE);
      await go(nurse, 'review');
      await expect(nurse.getByRole('textbox', { name: 'Question to the physician' })).toBeVisible();
      await expectSound(nurse);
    });
  });
}

async function expectSound(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

test('the review is opened and signed by keys alone', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, PHYSICIAN);
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  const sign = page.getByRole('button', { name: 'Sign', exact: true });
  await expect(sign).toBeVisible();
  for (let presses = 0; presses < 20 && !(await sign.evaluate((button) => button === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your signature is recorded')).toBeVisible();
});

async function go(page: Page, screen: string) {
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${MONTH}/${screen}`);
}

interface Note {
  text: string;
  time?: string;
  authorString?: string;
  extension?: unknown;
}

/** A plan or a goal as far as these tests change it; the rest stays as it is. */
interface Loose {
  note: Note[];
  activity: object[];
  target: { detailQuantity: { value: number } }[];
}

function change({ ehr }: Demo, type: string, id: string, how: (resource: Loose) => void) {
  const resource: Loose = JSON.parse(ehr.storedText(type, id) ?? '');
  how(resource);
  ehr.put(resource);
}
