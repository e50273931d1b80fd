import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codeListFolder, groupCodes, labelCodes, OWN_CATEGORY, readCodeLists } from '../../scripts/code-lists.ts';
import { DISPUTED_PREFIXES } from '../../scripts/code-groups.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { GROUP_NAMES } from '../../src/ccm/chronic-conditions/group-names.ts';
import { icd10cm, snomed } from '../builders/chart-condition.ts';

const chronicConditions = await loadChronicConditions();
const folder = codeListFolder();
if (folder === undefined) console.warn('No code lists (INTERVISIT_SAMPLES): the tests of every code are skipped');

const classifyIcd = (code: string) => chronicConditions.classify([icd10cm(code)]);
const classifySnomed = (code: string) => chronicConditions.classify([snomed(code)]);

test.each([
  ['I10', 'A', 'chronic', 'hypertension'],
  ['E11.9', 'A', 'chronic', 'diabetes'],
  ['J44.9', 'A', 'chronic', 'copd'],
  ['N18.6', 'A', 'chronic', 'chronic-kidney-disease'],
  ['N18.3', 'A', 'chronic', 'chronic-kidney-disease'],
  ['F33.1', 'A', 'chronic', 'depression-or-bipolar-disorder'],
  ['M17.0', 'A', 'chronic', 'arthritis'],
  ['G20', 'A', 'chronic', 'parkinsons-disease'],
  ['E11.36', 'A', 'chronic', 'diabetes'],
  ['D57.1', 'A', 'chronic', 'sickle-cell-disease'],
  ['I25.2', 'B', 'chronic', 'ischemic-heart-disease'],
  ['K21.9', 'B', 'chronic', 'DIG004'],
  ['G35', 'B', 'chronic', 'multiple-sclerosis'],
  ['E66.3', 'B', 'chronic', 'overweight-or-obesity'],
  ['E10.A1', 'B', 'chronic', 'diabetes'],
  ['E11', 'B', 'chronic', 'diabetes'],
  ['N18', 'A', 'chronic', 'chronic-kidney-disease'],
  ['I21.3', 'C', 'acute-event-code', 'acute-myocardial-infarction'],
  ['I63.9', 'C', 'acute-event-code', 'stroke-or-tia'],
  ['I20.0', 'C', 'acute-event-code', 'ischemic-heart-disease'],
  ['G45.9', 'C', 'acute-event-code', 'stroke-or-tia'],
  ['H25.9', 'C', 'needs-clinical-review', 'cataract'],
  ['F32.A', 'C', 'needs-clinical-review', 'depression-or-bipolar-disorder'],
  ['F31.9', 'C', 'needs-clinical-review', 'depression-or-bipolar-disorder'],
  ['E89.0', 'C', 'needs-clinical-review', 'hypothyroidism'],
  ['Z94.0', 'C', 'no-determination', 'icd10:Z94'],
  ['Z79.4', 'C', 'no-determination', 'icd10:Z79'],
  ['I69.3', 'C', 'header-code', 'icd10:I69'],
  ['F32', 'C', 'header-code', 'depression-or-bipolar-disorder'],
  ['E11.99', 'C', 'code-not-known', 'diabetes'],
  ['E74.829', 'B', 'chronic', 'icd10:E74'],
  ['I70.9999', 'C', 'code-not-known', 'peripheral-vascular-disease'],
  ['QQ1.2', 'C', 'code-not-known', 'icd10:QQ1'],
  ['E1', 'C', 'code-not-known', 'icd10:E1'],
  ['M54.5', 'D', 'not-chronic', 'icd10:M54'],
  ['M54.50', 'D', 'not-chronic', 'icd10:M54'],
  ['J20.9', 'D', 'not-chronic', 'icd10:J20'],
  ['N17.9', 'D', 'not-chronic', 'icd10:N17'],
  ['R73.03', 'D', 'not-chronic', 'icd10:R73'],
  ['S72', 'D', 'not-chronic', 'icd10:S72'],
  ['S72.001A', 'D', 'not-chronic', 'icd10:S72'],
])('ELIG-3: ICD-10-CM %s is tier %s, %s, %s', (code, tier, reason, group) => {
  expect(classifyIcd(code)).toMatchObject({ tier, reason, group });
});

test.each(['E119', 'e11.9', ' E11.9 ', 'E11 .9', 'e119'])('ELIG-3: ICD-10-CM written "%s" is E11.9', (code) => {
  expect(classifyIcd(code)).toMatchObject({ verdict: 'chronic', matched: { system: 'ICD-10-CM', code: 'E11.9' } });
});

test('ELIG-3: a category written with a dash is the category', () => {
  expect(classifyIcd('E11.-')).toMatchObject({ verdict: 'chronic', matched: { code: 'E11' } });
});

test.each([
  ['44054006', 'chronic', 'A', 'chronic', 'diabetes'],
  ['73430006', 'chronic', 'B', 'chronic', 'NVS016'],
  ['731000119105', 'chronic', 'A', 'chronic', 'diabetes'],
  ['401303003', 'review', 'C', 'acute-event-code', 'acute-myocardial-infarction'],
  ['22298006', 'review', 'C', 'acute-event-code', 'ischemic-heart-disease'],
  ['35489007', 'review', 'C', 'needs-clinical-review', 'depression-or-bipolar-disorder'],
  ['161665007', 'review', 'C', 'no-determination', 'icd10:Z94'],
  ['10509002', 'not-chronic', 'D', 'not-chronic', 'snomed:10509002'],
  ['999999999', 'review', 'C', 'code-not-known', 'snomed:999999999'],
])('ELIG-3: SNOMED CT %s is %s, tier %s, %s, %s', (code, verdict, tier, reason, group) => {
  expect(classifySnomed(code)).toMatchObject({ verdict, tier, reason, group });
});

test('ELIG-3: no code at all is text only; a code of another system alone is not known', () => {
  const imo = { system: 'urn:oid:2.16.840.1.113883.3.247.1.1', code: '28534' };
  expect(chronicConditions.classify([])).toMatchObject({ verdict: 'review', reason: 'text-only' });
  expect(chronicConditions.classify([icd10cm(' ')])).toMatchObject({ verdict: 'review', reason: 'text-only' });
  expect(chronicConditions.classify([imo])).toMatchObject({ verdict: 'review', reason: 'code-not-known' });
});

test.each([
  ['the chronic one of two ICD-10-CM codes', [icd10cm('J20.9'), icd10cm('E11.9')], { verdict: 'chronic', matched: { code: 'E11.9' } }],
  ['the code in CCW before one in CCIR alone', [icd10cm('K21.9'), icd10cm('I10')], { matched: { code: 'I10' } }],
  ['the first of two equals', [icd10cm('I10'), icd10cm('E11.9')], { matched: { code: 'I10' } }],
  ['an unknown code before one that is not chronic', [icd10cm('J20.9'), icd10cm('J20.99')], { reason: 'code-not-known' }],
  ['ICD-10-CM before SNOMED CT', [snomed('44054006'), icd10cm('E11.9')], { matched: { system: 'ICD-10-CM' } }],
  ['SNOMED CT where the ICD-10-CM code is not known', [icd10cm('E11.99'), snomed('44054006')], { matched: { code: '44054006' } }],
  ['the code we know beside a local one', [{ system: 'urn:local', code: '7' }, icd10cm('I10')], { matched: { code: 'I10' } }],
])('ELIG-3: %s decides', (_what, codes, expected) => {
  expect(chronicConditions.classify(codes)).toMatchObject(expected);
});

test('ELIG-3: codings that disagree are named, and ICD-10-CM decides', () => {
  expect(chronicConditions.classify([icd10cm('J20.9'), snomed('44054006')])).toMatchObject({
    verdict: 'not-chronic',
    matched: { system: 'ICD-10-CM', code: 'J20.9' },
    disagreesWith: { system: 'SNOMED CT', code: '44054006' },
  });
  expect(chronicConditions.classify([icd10cm('I10'), snomed('44054006')]).disagreesWith).toBeDefined();
  expect(chronicConditions.classify([icd10cm('E11.22'), snomed('731000119105')]).disagreesWith).toBeUndefined();
});

test('ELIG-3: a whole sentence where a code should be is not known', () => {
  expect(classifyIcd('patient says sugar is high '.repeat(10_000))).toMatchObject({ reason: 'code-not-known' });
});

test('the tables that the browser loads are at most 40 kB gzip', () => {
  const tables = ['code-tables', 'group-names', 'decode', 'published-lists', 'classification']
    .map((name) => readFileSync(join(import.meta.dirname, `../../src/ccm/chronic-conditions/${name}.ts`), 'utf8'))
    .join('');
  expect(gzipSync(tables, { level: 9 }).length).toBeLessThanOrEqual(40_000);
});

test.skipIf(folder === undefined)('ELIG-3: every ICD-10-CM code of CCIR is decided as CCIR, CCW and the event list say', () => {
  const lists = readCodeLists(folder ?? '');
  const wrong: string[] = [];
  for (const [code, indicator] of lists.ccir) {
    const categories = (lists.ccwSlugs.get(code) ?? []).map((slug) => lists.ccwCategories.get(slug));
    const eventsOnly = categories.length > 0 && categories.every((category) => category?.eventLike);
    const ccw30 = categories.some((category) => category?.ccw30 && !category.eventLike);
    const disputed = DISPUTED_PREFIXES.some((prefix) => code.startsWith(prefix));
    const expected =
      indicator === '9' || lists.events.has(code) || (indicator === '1' && eventsOnly) || (indicator === '0' && disputed)
        ? 'C'
        : indicator === '0'
          ? 'D'
          : ccw30
            ? 'A'
            : 'B';
    const { tier, reason } = classifyIcd(code);
    if (tier !== expected || reason === 'code-not-known' || reason === 'header-code') wrong.push(code);
    if (lists.events.has(code) && reason !== 'acute-event-code') wrong.push(code);
  }
  expect(lists.ccir.size).toBe(75_699);
  expect(wrong).toEqual([]);
});

test.skipIf(folder === undefined)('ELIG-1: every code and category that may count is decoded to the group the lists give it', () => {
  const lists = readCodeLists(folder ?? '');
  const wrong: string[] = [];
  for (const [code, group] of groupCodes(lists, labelCodes(lists))) {
    const expected = group === OWN_CATEGORY ? `icd10:${code.slice(0, 3)}` : group;
    if (classifyIcd(code).group !== expected) wrong.push(code);
  }
  expect(wrong).toEqual([]);
});

test.skipIf(folder === undefined)('ELIG-3: every category above the codes is chronic, not, or for review as its codes are', () => {
  const lists = readCodeLists(folder ?? '');
  const verdictsUnder = new Map<string, Set<string>>();
  for (const code of lists.ccir.keys()) {
    const { verdict } = classifyIcd(code);
    for (let length = 3; length < code.length; length++) {
      const header = code.slice(0, length);
      verdictsUnder.set(header, (verdictsUnder.get(header) ?? new Set()).add(verdict));
    }
  }
  const wrong: string[] = [];
  for (const [header, rollup] of lists.rollup) {
    const under = verdictsUnder.get(header) ?? new Set();
    const { verdict, reason } = classifyIcd(header);
    const [only = 'review', ...others] = under;
    if (reason === 'code-not-known' || verdict !== (others.length === 0 ? only : 'review')) wrong.push(header);
    if (verdict === 'chronic' && rollup !== 'all1') wrong.push(header);
    if (verdict === 'not-chronic' && rollup !== 'all0') wrong.push(header);
  }
  expect(lists.rollup.size).toBe(27_875);
  expect(wrong).toEqual([]);
});

test.skipIf(folder === undefined)('ELIG-3: every SNOMED CT code of the small list is decided as the list says', () => {
  const { snomed: listed } = readCodeLists(folder ?? '');
  const verdict = { chronic: 'chronic', review: 'review', not_chronic: 'not-chronic' };
  expect(listed).toHaveLength(391);
  expect(listed.map((row) => [row.code, classifySnomed(row.code).verdict])).toEqual(
    listed.map((row) => [row.code, Object.entries(verdict).find(([name]) => name === row.class)?.[1]]),
  );
});

test.skipIf(folder === undefined)('every group that can count has a name, but for single categories', () => {
  const lists = readCodeLists(folder ?? '');
  const nameless = new Set<string>();
  for (const code of lists.ccir.keys()) {
    const { verdict, group = '', groupName } = classifyIcd(code);
    if (verdict === 'chronic' && groupName === undefined && !group.startsWith('icd10:')) nameless.add(group);
  }
  expect([...nameless]).toEqual([]);
  expect(Object.values(GROUP_NAMES)).toHaveLength(new Set(Object.values(GROUP_NAMES)).size);
});
