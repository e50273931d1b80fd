import { expect, test } from 'vitest';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { readSiteConditionMap, SiteMapError, withSiteMap } from '../../src/ccm/chronic-conditions/site-map.ts';
import { icd10cm, snomed } from '../builders/chart-condition.ts';

const chronicConditions = await loadChronicConditions();
const LOCAL = 'urn:oid:2.999.1';

function mapped(...entries: readonly object[]) {
  return withSiteMap(chronicConditions, readSiteConditionMap({ entries }));
}

test('ELIG-3: a site decides its local codes, and they join our groups', () => {
  const site = mapped({ system: LOCAL, code: 'DM2', verdict: 'chronic', group: 'diabetes', groupName: 'Diabetes' });
  expect(site.classify([{ system: LOCAL, code: 'DM2' }])).toMatchObject({
    verdict: 'chronic',
    tier: 'B',
    group: 'diabetes',
    groupName: 'Diabetes',
    decidedBy: 'site-map',
  });
});

test('ELIG-3: a site takes a code out that the published lists count, however the chart spells it', () => {
  const site = mapped({ ...icd10cm('K21.9'), verdict: 'not-chronic' });
  expect(site.classify([icd10cm('k219')])).toMatchObject({ verdict: 'not-chronic', tier: 'D', matched: { code: 'K21.9' } });
});

test('ELIG-3: a mapped code without a group keeps the published group and name', () => {
  const site = mapped({ ...icd10cm('F32.A'), verdict: 'chronic' });
  expect(site.classify([icd10cm('F32.A')])).toMatchObject({ verdict: 'chronic', group: 'depression-or-bipolar-disorder' });
  expect(site.classify([icd10cm('F32.A')]).groupName).toBe('Depression or bipolar disorder');
});

test('ELIG-3: a mapped local code without a group is a disease of its own', () => {
  const site = mapped({ system: LOCAL, code: 'X1', verdict: 'chronic' }, { system: LOCAL, code: 'X2', verdict: 'chronic' });
  const groups = ['X1', 'X2'].map((code) => site.classify([{ system: LOCAL, code }]).group);
  expect(new Set(groups).size).toBe(2);
});

test('ELIG-3: the site map stands above the published lists, and codes outside it are decided by them', () => {
  const site = mapped({ ...snomed('44054006'), verdict: 'review' });
  expect(site.classify([icd10cm('E11.9'), snomed('44054006')])).toMatchObject({ verdict: 'review', reason: 'needs-clinical-review' });
  expect(site.classify([icd10cm('E11.9')])).toEqual(chronicConditions.classify([icd10cm('E11.9')]));
});

test('ELIG-3: of several mapped codings the best one decides', () => {
  const site = mapped({ system: LOCAL, code: 'A', verdict: 'not-chronic' }, { system: LOCAL, code: 'B', verdict: 'chronic' });
  expect(site.classify(['A', 'B'].map((code) => ({ system: LOCAL, code }))).verdict).toBe('chronic');
});

const entry = { system: LOCAL, code: 'A', verdict: 'chronic' };

test.each([
  ['no object', [], 'not-a-map', ''],
  ['no entries', {}, 'not-a-map', 'entries'],
  ['an entry that is no object', { entries: ['A'] }, 'bad-entry', 'entries[0]'],
  ['an entry without a code', { entries: [entry, { ...entry, code: ' ' }] }, 'bad-entry', 'entries[1].code'],
  ['a system that is no text', { entries: [{ ...entry, system: 3 }] }, 'bad-entry', 'entries[0].system'],
  ['an unknown verdict', { entries: [{ ...entry, verdict: 'yes' }] }, 'bad-entry', 'entries[0].verdict'],
  ['a misspelt field', { entries: [{ ...entry, groupname: 'A' }] }, 'bad-entry', 'entries[0].groupname'],
  ['a code of dots only', { entries: [{ ...icd10cm('.'), verdict: 'review' }] }, 'bad-entry', 'entries[0].code'],
  [
    'one code twice',
    {
      entries: [
        { ...icd10cm('E11.9'), verdict: 'review' },
        { ...icd10cm('e119'), verdict: 'chronic' },
      ],
    },
    'duplicate',
    'entries[1]',
  ],
])('a site map with %s is refused and the place is named', (_what, json, kind, path) => {
  const read = () => readSiteConditionMap(json);
  expect(read).toThrow(SiteMapError);
  expect(read).toThrow(expect.objectContaining({ kind, path }));
});
