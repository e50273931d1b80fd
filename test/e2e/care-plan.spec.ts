import { AxeBuilder } from '@axe-core/playwright';
import { parse, stringify } from 'lossless-json';
import type { Demo } from '../ehr/serve-demo.ts';
import { choosePatient, expect, openChart, test } from './demo.ts';

const PLAN = 'demo-0001-plan';

/** What another system may have written into a plan: an extension nobody here knows, exact decimals, odd order. */
const FOREIGN = '{"url":"https://other.example/score","extension":[{"url":"z","valueDecimal":1.50},{"url":"a","valueDecimal":0.10}]}';

test('a note added to a plan changes the plan at that one place, decimals and unknown extensions included', async ({ clinic, demo }) => {
  demo.ehr.put(planText(demo).replace('"extension":[', `"extension":[${FOREIGN},`));
  const before = record(planText(demo));
  const { app } = await openChart(clinic, demo, 'Ada Sampleton');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByText('a note', { exact: true }).click();
  await app.getByLabel('Note', { exact: true }).fill('Daughter Ruth may be called as well.');
  await app.getByRole('button', { name: 'Add to the list' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();

  const text = planText(demo);
  const after = record(text);
  expect(text).toContain('1.50');
  const changed = Object.keys({ ...before, ...after }).filter((key) => stringify(before[key]) !== stringify(after[key]));
  expect(changed.toSorted()).toEqual(['meta', 'note', 'text']);
  const [notesBefore, notesAfter] = [list(before['note']), list(after['note'])];
  expect(stringify(notesAfter.slice(0, -1))).toBe(stringify(notesBefore));
  expect(stringify(notesAfter.at(-1))).toContain('Daughter Ruth may be called as well.');
});

test('where somebody else changed the plan meanwhile, both changes are looked at and go together', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Ada Sampleton');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByLabel('Goal', { exact: true }).fill('Sleep seven hours');
  await app.getByRole('button', { name: 'Add to the list' }).click();

  demo.ehr.put(planText(demo).replace(/"title":"[^"]*"/, '"title":"Changed by a colleague"'));
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('The plan was changed elsewhere since you began')).toBeVisible();
  expect(planText(demo)).not.toContain('Sleep seven hours');
  await expect(app.getByText(/title .* → Changed by a colleague/)).toBeVisible();
  await expect(app.getByText('Goal: Sleep seven hours').first()).toBeVisible();

  await app.getByRole('button', { name: 'Take my changes over' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();
  expect(planText(demo)).toContain('Changed by a colleague');
  expect(planText(demo)).toContain('Sleep seven hours');
});

test('where two people changed the same field a person chooses, and a second conflict asks once more', async ({ clinic, demo }) => {
  const { page, app } = await openChart(clinic, demo, 'Ada Sampleton');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByText('an activity', { exact: true }).click();
  await app.getByLabel('Activity', { exact: true }).fill('Chair exercises');
  await app.getByText('by a day', { exact: true }).click();
  await app.getByLabel('By', { exact: true }).fill('2026-12-01');
  await app.getByRole('button', { name: 'Add to the list' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();

  await app.getByRole('button', { name: 'Change: Chair exercises' }).click();
  const form = app.getByRole('form', { name: 'Change the activity: Chair exercises' });
  await form.getByLabel('Due').fill('2026-12-24');
  await form.getByRole('button', { name: 'Put the change on the list' }).click();
  demo.ehr.put(planText(demo).replace('"end":"2026-12-01"', '"end":"2026-12-15"'));
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  const choice = app.getByRole('group', { name: /Both changed: Chair exercises, due/ });
  await expect(choice).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include(['iframe[title="Intervisit"]', 'body']).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
  await choice.getByText('mine: 2026-12-24').click();

  await app.getByRole('button', { name: 'Take my changes over' }).click();
  demo.ehr.put(planText(demo).replace('"end":"2026-12-15"', '"end":"2026-12-16"'));
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await choice.getByText('mine: 2026-12-24').click();
  await app.getByRole('button', { name: 'Take my changes over' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();
  expect(planText(demo)).toContain('"end":"2026-12-24"');
});

test('the medicines are gone through by keyboard, and what was said is read back', async ({ clinic, demo }) => {
  const { page, app } = await openChart(clinic, demo, 'Ada Sampleton');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByRole('button', { name: 'Go through the medicines' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('radio', { name: 'taking', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('made her sick');
  await page.keyboard.press('Enter');
  await expect(app.getByRole('button', { name: 'Go through the medicines' })).toBeFocused();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText(/Gone through 18 Nov 2026 \(today\) by .*: 1 medicine not taken or unsure/)).toBeVisible();
  await expect(app.getByText('Not taking: made her sick')).toBeVisible();
});

test('a plan that another system keeps as prose can be read, cleaned, in its own words', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Ivy Specimen');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByText('As the EHR words it').first().click();
  const prose = app.locator('details[open]').first();
  await expect(prose).toContainText(/\w+ \w+ \w+ \w+ \w+/);
  await expect(prose.locator('script, style, iframe, form')).toHaveCount(0);
});

test.describe('an EHR that takes no care plans', () => {
  test.use({ persona: 'forgetful-encounters' });

  test('work on the plan of a patient without one is kept as a note among the documents and is there the next time', async ({
    clinic,
    demo,
  }) => {
    const { page, app } = await openChart(clinic, demo, 'Ivy Specimen');
    await app.getByRole('link', { name: 'Care plan', exact: true }).click();
    await expect(app.getByText('This EHR takes no care plan from Intervisit')).toBeVisible();
    await app.getByLabel('Goal', { exact: true }).fill('Sleep seven hours');
    await app.getByRole('button', { name: 'Add to the list' }).click();
    await app.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();
    await page.reload();
    await choosePatient(page, 'Ivy Specimen');
    await app.getByRole('link', { name: 'Care plan', exact: true }).click();
    await expect(app.getByRole('region', { name: /Kept as notes among the documents/ })).toContainText('Goal: Sleep seven hours');
  });
});

function planText({ ehr }: Demo): string {
  return ehr.storedText('CarePlan', PLAN) ?? '';
}

function record(text: string): Readonly<Record<string, unknown>> {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not a resource');
  return Object.fromEntries(Object.entries(value));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
