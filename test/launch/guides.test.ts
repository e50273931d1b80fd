import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkBoth } from '../../src/app/settings-check.ts';
import { scopesFor } from '../../src/launch/scopes.ts';
import { ENDS, type Ends } from '../e2e/personas/ends.ts';
import { type PersonaName, PERSONAS } from '../ehr/personas.ts';
import { isTest } from './named-tests.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pagesIn = (folder: string) => readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []));
const guides = pagesIn('docs/ehr');
const pages = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...guides];
const site: unknown = JSON.parse(read('public/site.json'));

const blocksOf = (path: string) =>
  Array.from(read(path).matchAll(/```json\n([\s\S]*?)```/g), ([, block = '']): unknown => JSON.parse(block));
const personaOf = (guide: string) => Object.values(PERSONAS).find(({ name }) => read(guide).includes(`persona \`${name}\``))?.name;

test('there is a guide for each EHR that the documents speak of, and the index lists every page', () => {
  expect(guides.map((path) => path.replace('docs/ehr/', '')).toSorted()).toEqual([
    'athenahealth.md',
    'epic.md',
    'hapi.md',
    'medplum.md',
    'oracle-health.md',
    'smart-health-it-sandbox.md',
  ]);
  for (const path of pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md'))
    expect(read('docs/README.md')).toContain(`(${path.replace('docs/', '')})`);
});

test.each(guides)(
  'each guide names the two addresses to register, the settings, how to try, what works and what was not tried',
  (guide) => {
    const text = read(guide);
    expect(text.match(/^## .*$/gm)).toEqual(
      ['Register', 'Configure', 'Try it', 'What works there', 'What was tried', 'Sources'].map((one) => `## ${one}`),
    );
    for (const word of ['`https://your.host/launch.html`', '`https://your.host/index.html`', 'Not tried:', 'npm start'])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(word);
    expect(text).toMatch(/## Sources\n\n- https:\/\//);
  },
);

test.each(guides)('the settings in %s are settings that the app starts with', (guide) => {
  const blocks = blocksOf(guide);
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) expect(() => checkBoth(block, site)).not.toThrow();
});

test.each(pages)('what %s shows as JSON is JSON', (page) => {
  expect(() => blocksOf(page)).not.toThrow();
});

test.each(['epic', 'oracle-health', 'athenahealth'])(
  'what the entry for %s asks for is what that EHR takes of what the app needs',
  (name) => {
    const guide = `docs/ehr/${name}.md`;
    const { byDefault, byType } = PERSONAS[personaOf(guide) ?? 'full'].actions;
    const [entry] = checkBoth(blocksOf(guide)[0], site).issuers;
    if (entry === undefined) throw new Error(`${guide} has no entry`);
    const { leaveOutScopes: _all, ...plain } = entry;
    const taken = scopesFor(plain, ['permission-v2'])
      .split(' ')
      .flatMap((scope) => {
        const [, place = '', type = '', letters = ''] = /^(\w+\/)([A-Z]\w+)\.(\w+)$/.exec(scope) ?? [];
        if (type === '') return [scope];
        const can = letters.split('').filter((letter) => (byType?.[type] ?? byDefault).some((action) => action === letter));
        return can.length === 0 ? [] : [`${place}${type}.${can.join('')}`];
      });
    expect(scopesFor(entry, ['permission-v2']).split(' ')).toEqual(taken);
  },
);

const WORDS: Readonly<Record<Ends[keyof Omit<Ends, 'stray' | 'isBlindToPlans'>], string>> = {
  Encounter: 'an encounter',
  CarePlan: 'the care plan',
  Consent: 'a Consent',
  DocumentReference: 'a note in the documents',
  ChargeItem: 'a ChargeItem',
  'not stored': 'nothing; the text stays to copy and download',
  prose: 'no copy: the plan is prose alone',
  sheet: 'the charge sheet, to print',
  held: 'no code is proposed until open questions are answered',
};

test.each(guides)('%s says of each thing where the browser tests see it end', (guide) => {
  const persona: PersonaName | undefined = personaOf(guide);
  if (persona === undefined) throw new Error(`${guide} names no persona`);
  const { time, plan, consent, signature, copy, charge } = ENDS[persona];
  const rows = Object.entries({
    Minutes: time,
    'Change to the care plan': plan,
    Consent: consent,
    'Signature on the plan': signature,
    'Patient’s copy': copy,
    Charge: charge,
  });
  for (const [what, end] of rows) expect(read(guide)).toContain(`| ${what} | ${WORDS[end]} |`);
});

test.each(guides)('every test that %s names exists', (guide) => {
  const named = read(guide)
    .replaceAll(/\s+/g, ' ')
    .matchAll(/`(test\/[^`]+)` “(.+?)”(?= -| Not| These| The|$)/g);
  const proofs = Array.from(named, ([, file = '', title = '']) => ({ file, title }));
  expect(proofs.length).toBeGreaterThan(3);
  expect(proofs.filter((proof) => !isTest(proof))).toEqual([]);
});

test.each(pages)('every link of %s to a file of the repository leads somewhere', (page) => {
  const links = read(page)
    .replaceAll(/```[\s\S]*?```/g, '')
    .matchAll(/\]\(([^)\s]+)\)/g);
  const own = Array.from(links, ([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
  const broken = own.filter((target) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    return !existsSync(join(root, file)) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
  });
  expect(broken).toEqual([]);
});

function anchorsOf(path: string): readonly string[] {
  return Array.from(read(path).matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
