import type { Encounter } from 'fhir/r4';
import { V3_ACT_CODE } from '../../src/fhir/naming.ts';
import { expect, MONTH, openAlone, test } from './demo.ts';

const ADA = 'demo-0001';
const NURSE = 'nadia-sampler';

function hostCall(): Encounter {
  return {
    resourceType: 'Encounter',
    id: 'host-call',
    status: 'finished',
    class: { system: V3_ACT_CODE, code: 'VR', display: 'virtual' },
    type: [{ text: 'Telephone' }],
    subject: { reference: `Patient/${ADA}` },
    participant: [{ individual: { reference: `Practitioner/${NURSE}`, display: 'Nadia Sampler, RN' } }],
    period: { start: `${MONTH}-10T14:00:00-05:00`, end: `${MONTH}-10T14:06:00-05:00` },
  };
}

test('a host encounter is adopted, an entry is taken back, and the EHR holds both stories after a reload', async ({ clinic, demo }) => {
  demo.ehr.put(hostCall());
  const page = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
  await page.getByRole('link', { name: 'Time', exact: true }).click();
  await expect(page.getByText('14 of 20 min, 6 to go, 13 days left')).toBeVisible();

  await page.getByRole('button', { name: /^Adopt: Telephone/ }).click();
  const form = page.getByRole('form', { name: 'Adopt Telephone' });
  await form.getByLabel('Clinical staff').check();
  await form.getByLabel('What').selectOption('Call with the patient');
  await form.getByLabel('Note').fill('Called about the refill.');
  await form.getByRole('button', { name: 'Adopt as time' }).click();
  await expect(page.getByText('20 of 40 min, 20 to go, 13 days left')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Adopt: Telephone/ })).toHaveCount(0);

  await page.getByRole('button', { name: /^Details of 10 Nov/ }).click();
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByLabel('Why', { exact: true }).fill('was a wrong number');
  await page.getByRole('button', { name: 'Take the entry back' }).click();
  await expect(page.getByText(/^Taken back: Nadia Sampler, RN, 10 Nov/)).toBeVisible();
  await expect(page.getByText('14 of 20 min, 6 to go, 13 days left')).toBeVisible();
  const taken = demo.ehr.stored('Encounter', ADA).filter(({ partOf }) => partOf?.reference === 'Encounter/host-call');
  expect(taken.map(({ status, length }) => [status, length?.value])).toEqual([['entered-in-error', 360]]);

  await page.close();
  const again = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
  await again.getByRole('link', { name: 'Time', exact: true }).click();
  const row = again.getByRole('row', { name: /was a wrong number/ });
  await expect(row).toContainText('Taken back');
  await expect(row).toContainText('Called about the refill.');
  await expect(again.getByRole('button', { name: /^Adopt: Telephone/ })).toBeVisible();
});

test('the year leads to its months, and the ledger prints whole', async ({ clinic, demo }) => {
  const page = await openAlone(clinic, demo, { patient: ADA, user: NURSE });
  await page.getByRole('link', { name: 'Time', exact: true }).click();
  await page.getByRole('link', { name: /^October 2026:/ }).click();
  await expect(page.getByRole('heading', { name: 'Entries of October 2026' })).toBeVisible();
  await page.getByRole('link', { name: /^November 2026:/ }).click();
  await expect(page.getByRole('heading', { name: 'Entries of November 2026' })).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('table', { name: 'How it was judged' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take back' }).first()).toBeHidden();
  await expect(page.getByText('Times are in Eastern Time')).toBeVisible();
});
