import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rulesPage } from '../../scripts/rules-page.ts';
import { RULE_IDS } from '../../src/ccm/rules.ts';

test('docs/rules.md is what the tables say; npx tsx scripts/rules-page.ts brings it up to date', () => {
  expect(readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')).toBe(rulesPage());
});

test('docs/rules.md holds every rule', () => {
  const page = rulesPage();
  expect(RULE_IDS.filter((id) => !page.includes(`| ${id} |`))).toEqual([]);
});
