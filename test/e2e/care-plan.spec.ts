import { parse, stringify } from 'lossless-json';
import type { Demo } from '../ehr/serve-demo.ts';
import { expect, openChart, test } from './demo.ts';

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

test('where somebody else changed the plan meanwhile, nothing is overwritten and nothing typed is lost', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Ada Sampleton');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByLabel('Goal', { exact: true }).fill('Sleep seven hours');
  await app.getByRole('button', { name: 'Add to the list' }).click();

  demo.ehr.put(planText(demo).replace(/"title":"[^"]*"/, '"title":"Changed by a colleague"'));
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText(/changed elsewhere|somebody else/i).first()).toBeVisible();
  expect(planText(demo)).toContain('Changed by a colleague');
  expect(planText(demo)).not.toContain('Sleep seven hours');
  await expect(app.getByText('Sleep seven hours').first()).toBeVisible();

  await app.getByRole('button', { name: 'Load the newer version' }).click();
  await expect(app.getByText('Changed by a colleague').first()).toBeVisible();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();
  expect(planText(demo)).toContain('Changed by a colleague');
});

test('a plan that another system keeps as prose can be read, cleaned, in its own words', async ({ clinic, demo }) => {
  const { app } = await openChart(clinic, demo, 'Ivy Specimen');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByText('As the EHR words it').first().click();
  const prose = app.locator('details[open]').first();
  await expect(prose).toContainText(/\w+ \w+ \w+ \w+ \w+/);
  await expect(prose.locator('script, style, iframe, form')).toHaveCount(0);
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
