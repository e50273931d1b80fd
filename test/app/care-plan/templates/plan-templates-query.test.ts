import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { planTemplatesQuery } from '../../../../src/app/queries/plan-templates.ts';
import { readSiteSettings } from '../../../../src/app/settings-check.ts';
import { SHIPPED_TEXT } from './a-template.ts';

const practice = { name: 'A practice', timeZone: 'America/New_York', settingType: 'pfs-practice', phone24x7: null, attestations: {} };

/** What the query gives where the site's settings and the answer are these. */
async function read(site: object, answer: (file: string) => Promise<Response>) {
  const settings = readSiteSettings({ practice, ...site });
  return new QueryClient().fetchQuery(planTemplatesQuery({ session: { id: 's' }, settings }, answer));
}

test('the file that ships is read where the site names no other', async () => {
  const asked: string[] = [];
  const found = await read({}, async (file) => {
    asked.push(file);
    return new Response(SHIPPED_TEXT);
  });
  expect(asked).toEqual(['plan-templates.json']);
  expect(found.kind === 'read' && found.templates.length).toBe(10);
});

test('a site’s own file takes its place', async () => {
  const asked: string[] = [];
  await read({ planTemplates: 'our-templates.json' }, async (file) => {
    asked.push(file);
    return new Response(SHIPPED_TEXT);
  });
  expect(asked).toEqual(['our-templates.json']);
});

test.each([['https://example.org/x.json'], ['../x.json'], ['x.txt'], ['']])('the setting %j is refused', (planTemplates) => {
  expect(() => readSiteSettings({ practice, planTemplates })).toThrow(/planTemplates is not the name of a JSON file/);
});

test('a file that is not there is no file without templates', async () => {
  const missing = { kind: 'not-loaded', file: 'plan-templates.json' };
  expect(await read({}, async () => new Response('', { status: 404 }))).toEqual(missing);
  expect(await read({}, () => Promise.reject(new TypeError('network')))).toEqual(missing);
});

test('a file that is not JSON is named as one that cannot be used', async () => {
  expect(await read({}, async () => new Response('<html>'))).toEqual({
    kind: 'read',
    templates: [],
    problems: [{ template: '', field: '', message: 'is not a FHIR Bundle' }],
  });
});
