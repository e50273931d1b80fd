import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { FhirResource } from 'fhir/r4';
import type { Demo } from '../../ehr/serve-demo.ts';
import { expect, MONTH, type Whom } from '../demo.ts';
import type { End, Ends } from './ends.ts';

export const ADA = 'demo-0001';
export const BRUNO = 'demo-0002';
export const FELIX = 'demo-0006';

/** A launch in the patient's last visit: some EHRs take no note without an encounter. */
export function inVisit({ ehr }: Demo, patient: string, user: string): Whom {
  const visit = ehr.stored('Encounter', patient).find(({ class: { code } }) => code === 'AMB')?.id;
  return { patient, user, ...(visit !== undefined && { encounter: visit }) };
}

export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
}

export async function logTime(page: Page, note: string): Promise<void> {
  await goTo(page, 'Time');
  await page.getByLabel('Start', { exact: true }).fill('09:30');
  await page.getByLabel('Minutes', { exact: true }).fill('4');
  await page.getByLabel('Seconds', { exact: true }).fill('30');
  await page.getByLabel('Why by hand').selectOption({ label: 'The timer was not started' });
  await tellWork(page, note);
}

/** What, how and the note, in the form that is open. */
export async function tellWork(page: Page, note: string): Promise<void> {
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Medication review' });
  await page.getByLabel('How', { exact: true }).selectOption({ label: 'Telephone' });
  await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Reached' });
  await page.getByLabel('Note', { exact: true }).fill(note);
  await page.getByRole('button', { name: /^(Save \d|Save time|Make text to copy)/ }).click();
}

export async function notePlan(page: Page, note: string): Promise<void> {
  await goTo(page, 'Care plan');
  await page.getByText('a note', { exact: true }).click();
  await page.getByLabel('Note', { exact: true }).fill(note);
  await page.getByRole('button', { name: 'Add to the list' }).click();
  await page.getByRole('button', { name: 'Save 1 change' }).click();
}

export async function askConsent(page: Page, remark: string): Promise<void> {
  await page.getByRole('link', { name: /^Consent/ }).click();
  const parts = page.getByRole('group', { name: /^Read to the patient/ }).getByRole('checkbox');
  await expect(parts).toHaveCount(5);
  for (const part of await parts.all()) await part.check();
  await page.getByRole('radio', { name: 'Accepted' }).check();
  await page.getByRole('radio', { name: /^The patient/ }).check();
  await page.getByRole('radio', { name: 'By telephone' }).check();
  await page.getByLabel('Questions and remarks').fill(remark);
  await page.getByRole('button', { name: /^(Record as|Make text to copy)/ }).click();
}

export async function giveCopy(page: Page): Promise<void> {
  await goTo(page, 'Care plan');
  await page.getByRole('link', { name: 'Copy for the patient' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Copy for the patient' })).toBeVisible();
}

export async function sign(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await page.goto(`${page.url().replace(/#.*/, '')}#/${MONTH}/review`);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
}

/** The practitioner signs the month's proposal off, where it can be; else it goes to billing, where it can, or stays on paper. */
export async function charge(page: Page, demo: Demo, end: Ends['charge']): Promise<void> {
  await goTo(page, 'Close month');
  const record = page.getByRole('button', { name: /^Sign off and record/ });
  const tick = page.getByRole('checkbox', { name: /sign these charges off/ });
  const sheet = page.getByRole('article', { name: 'Charge sheet' });
  switch (end) {
    case 'ChargeItem':
      await tick.check();
      await expect(record).not.toHaveAttribute('aria-disabled', 'true');
      await record.click();
      await expect(page.getByText(/^Charge 99487 is recorded/)).toBeVisible();
      return;
    case 'DocumentReference':
      await tick.check();
      await expect(sheet).toContainText('99487');
      await page.getByRole('button', { name: 'Hand to billing' }).click();
      await expect(page.getByRole('region', { name: 'Charge sheet' }).getByText('Handed to billing', { exact: true })).toBeVisible();
      return;
    case 'sheet':
      await expect(page.getByText('This EHR takes neither charges nor a message to billing')).toBeVisible();
      await expect(sheet).toContainText(`${FELIX}/${MONTH}/99487`);
      await expect(page.getByRole('button', { name: 'Hand to billing' })).toHaveCount(0);
      return;
    case 'held':
      await expect(
        page.getByText('No code is proposed').or(page.getByText(/questions? must be answered first; see the checklist/)),
      ).toBeVisible();
      expect(demo.ehr.exchanges.filter(({ method, url }) => method === 'POST' && url.startsWith('/fhir'))).toEqual([]);
      return;
    default:
      end satisfies never;
  }
}

/** The app says of it what the end says, and where nothing could be stored it hands the typed words over. */
export async function isSaidToEnd(page: Page, what: string, end: End, typed?: string): Promise<void> {
  switch (end) {
    case 'not stored':
      await expect(page.getByText(`${what} is not recorded`)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Download' })).toBeVisible();
      if (typed !== undefined) await expect(page.getByRole('main')).toContainText(typed);
      return;
    case 'Encounter':
    case 'CarePlan':
    case 'Consent':
    case 'DocumentReference':
      await expect(page.getByText(`${what} is recorded`)).toBeVisible();
      await expect(page.getByText(new RegExp(`\\(${end}/`)).first()).toBeVisible();
      return;
    default:
      end satisfies never;
  }
}

/** An entry that found no place in the EHR waits on the time screen, and its file holds the words. */
export async function waits(page: Page, length: string, words: string): Promise<void> {
  const waiting = page.getByRole('region', { name: 'Not stored yet' });
  await expect(waiting).toContainText(length);
  await expect(waiting.getByRole('button', { name: 'Copy', exact: true })).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), waiting.getByRole('button', { name: 'Download draft' }).click()]);
  expect(readFileSync(await file.path(), 'utf8')).toContain(words);
}

const KEEPING = ['Encounter', 'CarePlan', 'Consent', 'DocumentReference', 'Communication', 'Goal', 'Task'] as const;

/** References of all resources of the patient that hold the words, told as text or encoded, notes' texts kept apart included. */
export function keepersOf({ ehr }: Demo, patient: string, words: string): readonly string[] {
  return KEEPING.flatMap((type): readonly FhirResource[] => ehr.stored(type, patient))
    .filter((resource) => textOf(ehr, resource).includes(words))
    .map(({ resourceType, id }) => `${resourceType}/${id}`);
}

function textOf(ehr: Demo['ehr'], resource: FhirResource): string {
  const json = JSON.stringify(resource);
  const apart = [...json.matchAll(/"Binary\/([^"]+)"/g)].map(([, id = '']) => ehr.storedText('Binary', id) ?? '');
  const encoded = [json, ...apart].flatMap((text) => [...text.matchAll(/"data":"([^"]+)"/g)].map(([, data = '']) => data));
  return [json, ...encoded.map((data) => Buffer.from(data, 'base64').toString('utf8'))].join('\n');
}

/** Types of what holds the words, sorted. */
export function kindsOf(keepers: readonly string[]): readonly string[] {
  return keepers.map((reference) => reference.split('/')[0] ?? '').toSorted();
}
