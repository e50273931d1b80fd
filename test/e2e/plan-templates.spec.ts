import { AxeBuilder } from '@axe-core/playwright';
import { expect, openChart, test } from './demo.ts';

const PLAN = 'demo-0001-plan';

test('what is accepted of a template is in the plan once it is saved, with its origin, and is not offered again', async ({
  clinic,
  demo,
}) => {
  const before = demo.ehr.storedText('CarePlan', PLAN);
  const { page, app } = await openChart(clinic, demo, 'Ada Sampleton');
  await app.getByRole('link', { name: 'Care plan', exact: true }).click();
  await app.getByRole('button', { name: 'Add from templates' }).press('Enter');
  await app.getByRole('checkbox', { name: 'COPD', exact: true }).press('Space');
  await expect(app.getByRole('heading', { name: 'What would be added' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include(['iframe[title="Intervisit"]', '.template-drawer']).analyze();
  expect(violations).toEqual([]);

  await app.getByRole('checkbox', { name: 'Ask about tobacco; offer help with stopping' }).press('Space');
  await app.getByRole('button', { name: /^Add \d+ changes to the unsaved$/ }).press('Enter');
  await expect(app.getByText('put on the list of unsaved changes')).toBeVisible();
  expect(demo.ehr.storedText('CarePlan', PLAN)).toBe(before);

  await app.getByRole('button', { name: /^Save \d+ changes$/ }).press('Enter');
  await expect(app.getByText('The change to the care plan is recorded')).toBeVisible();
  const after = demo.ehr.storedText('CarePlan', PLAN) ?? '';
  expect(after).toContain('Action plan for COPD flare-ups');
  expect(after).toContain('https://w3id.org/intervisit/fhir/PlanDefinition/copd-plan|1.0.0');
  expect(after).not.toContain('Ask about tobacco');

  await app.getByRole('checkbox', { name: 'COPD', exact: true }).press('Space');
  await expect(app.getByRole('checkbox', { name: 'Ask about tobacco; offer help with stopping' })).toBeVisible();
  await expect(app.getByRole('checkbox', { name: 'Action plan for COPD flare-ups' })).toHaveCount(0);
});
