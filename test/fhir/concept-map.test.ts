import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readConditionMap } from '../../src/app/queries/condition-map.ts';
import { loadChronicConditions } from '../../src/ccm/conditions.ts';
import { SiteMapError, withSiteMap } from '../../src/ccm/chronic-conditions/site-map.ts';
import { readConceptMap } from '../../src/fhir/concept-map.ts';
import { icd10cm } from '../builders/chart-condition.ts';
import { validate } from '../ehr/validate.ts';

const chronicConditions = await loadChronicConditions();
const LOCAL = 'urn:oid:2.999.1';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const GROUPS = 'https://w3id.org/intervisit/fhir/CodeSystem/condition-group';
const example: unknown = JSON.parse(await readFile(new URL('../../docs/condition-map.example.json', import.meta.url), 'utf8'));

const local = (code: string) => [{ system: LOCAL, code }];

function aMap(element: object, group: object = {}) {
  return { resourceType: 'ConceptMap', status: 'active', group: [{ source: LOCAL, target: ICD, element: [element], ...group }] };
}

function classify(map: unknown, code = 'X') {
  return withSiteMap(chronicConditions, readConceptMap(map)).classify(local(code));
}

const to = (code: string, how: object = { equivalence: 'equivalent' }) => ({ code: 'X', target: [{ code, ...how }] });

test('the published example is sound FHIR R4', () => {
  expect(validate(Object(example))).toEqual([]);
});

test.each([
  ['DM2', { verdict: 'chronic', tier: 'A', group: 'diabetes', matched: { system: 'ICD-10-CM', code: 'E11.9' } }],
  ['CKD-CLINIC', { verdict: 'chronic', group: 'chronic-kidney-disease' }],
  ['HEART', { verdict: 'review', reason: 'needs-clinical-review', group: 'heart-failure' }],
  ['FLU-SHOT', { verdict: 'not-chronic' }],
  ['LUNG', { verdict: 'chronic', group: 'copd', groupName: 'COPD' }],
])('ELIG-3: %s of the published example is %j', (code, expected) => {
  expect(withSiteMap(chronicConditions, readConditionMap(example)).classify(local(code))).toMatchObject({
    ...expected,
    decidedBy: 'site-map',
  });
});

test('ELIG-3: the published example takes a code out that the lists count, and leaves others to them', () => {
  const site = withSiteMap(chronicConditions, readConditionMap(example));
  expect(chronicConditions.classify([icd10cm('K21.9')]).verdict).toBe('chronic');
  expect(site.classify([icd10cm('k219')]).verdict).toBe('not-chronic');
  expect(site.classify([icd10cm('I10')])).toEqual(chronicConditions.classify([icd10cm('I10')]));
});

test.each([
  ['equivalent', 'chronic'],
  ['equal', 'chronic'],
  ['wider', 'chronic'],
  ['subsumes', 'chronic'],
  ['narrower', 'review'],
  ['specializes', 'review'],
  ['inexact', 'review'],
  ['relatedto', 'review'],
  ['unmatched', 'not-chronic'],
  ['disjoint', 'not-chronic'],
])('ELIG-3: a target of a chronic disease that is %s makes the code %s', (equivalence, verdict) => {
  expect(classify(aMap(to('E11.9', { equivalence })))).toMatchObject({ verdict });
  expect(classify(aMap(to('diabetes', { equivalence }), { target: GROUPS }))).toMatchObject({ verdict });
});

test.each([
  ['equivalent', 'chronic'],
  ['source-is-narrower-than-target', 'chronic'],
  ['source-is-broader-than-target', 'review'],
  ['related-to', 'review'],
  ['not-related-to', 'not-chronic'],
])('ELIG-3: in R5’s words, a target that is %s makes the code %s', (relationship, verdict) => {
  expect(classify(aMap(to('E11.9', { relationship })))).toMatchObject({ verdict });
});

test('ELIG-3: R5’s code without a map is not chronic', () => {
  expect(classify(aMap({ code: 'X', noMap: true }))).toMatchObject({ verdict: 'not-chronic' });
});

test('ELIG-3: a code judged by one that is not chronic, or that the lists do not know, is what that one is', () => {
  expect(classify(aMap(to('J06.9')))).toMatchObject({ verdict: 'not-chronic' });
  expect(classify(aMap(to('E11.99')))).toMatchObject({ verdict: 'review', reason: 'code-not-known' });
});

test('ELIG-3: of several targets the decisive ones speak', () => {
  const target = [
    { code: 'I50.9', equivalence: 'narrower' },
    { code: 'E11.9', equivalence: 'wider' },
  ];
  expect(classify(aMap({ code: 'X', target }))).toMatchObject({ verdict: 'chronic', group: 'diabetes' });
});

test('systems are known by all their spellings, in either format', () => {
  const spelt = 'urn:oid:2.16.840.1.113883.6.90';
  const maps = [
    aMap({ code: 'E11.9', target: [{ equivalence: 'unmatched' }] }, { source: `${spelt}|2026` }),
    { entries: [{ system: spelt, code: 'E11.9', verdict: 'not-chronic' }] },
  ];
  for (const map of maps) {
    expect(withSiteMap(chronicConditions, readConditionMap(map)).classify([icd10cm('E11.9')]).verdict).toBe('not-chronic');
  }
});

const X = 'group[0].element[0]';

test.each([
  ['of another type', { resourceType: 'ValueSet' }, 'not-a-map', ''],
  ['that is retired', { ...aMap(to('E11.9')), status: 'retired' }, 'not-a-map', 'status'],
  ['without groups', { resourceType: 'ConceptMap', status: 'active' }, 'not-a-map', 'group'],
  ['whose groups are no list', { resourceType: 'ConceptMap', group: {} }, 'bad-entry', 'group'],
  ['with a group that is text', { resourceType: 'ConceptMap', group: ['x'] }, 'bad-entry', 'group[0]'],
  ['without a source system', aMap(to('E11.9'), { source: undefined }), 'bad-entry', 'group[0].source'],
  ['without elements', aMap(to('E11.9'), { element: [] }), 'bad-entry', 'group[0].element'],
  ['without a target system', aMap(to('E11.9'), { target: undefined }), 'bad-entry', 'group[0].target'],
  ['to another system', aMap(to('E11.9'), { target: 'http://loinc.org' }), 'bad-entry', 'group[0].target'],
  [
    'with a default for what it leaves out',
    aMap(to('E11.9'), { unmapped: { mode: 'fixed', code: 'I10' } }),
    'bad-entry',
    'group[0].unmapped.mode',
  ],
  ['with a code of dots', aMap({ ...to('E11.9'), code: '..' }, { source: ICD }), 'bad-entry', `${X}.code`],
  ['with a code that is a number', aMap({ ...to('E11.9'), code: 7 }), 'bad-entry', `${X}.code`],
  ['with a code that goes nowhere', aMap({ code: 'X' }), 'bad-entry', `${X}.target`],
  ['with a code that both goes somewhere and does not', aMap({ ...to('E11.9'), noMap: true }), 'bad-entry', `${X}.noMap`],
  ['with a target that is text', aMap({ code: 'X', target: ['E11.9'] }), 'bad-entry', `${X}.target[0]`],
  ['with a target without a code', aMap({ code: 'X', target: [{ equivalence: 'equal' }] }), 'bad-entry', `${X}.target[0].code`],
  ['without equivalence', aMap({ code: 'X', target: [{ code: 'E11.9' }] }), 'bad-entry', `${X}.target[0].equivalence`],
  ['with an unknown equivalence', aMap(to('E11.9', { equivalence: 'same' })), 'bad-entry', `${X}.target[0].equivalence`],
  ['with an inherited word', aMap(to('E11.9', { equivalence: 'toString' })), 'bad-entry', `${X}.target[0].equivalence`],
  ['with an unknown relationship', aMap(to('E11.9', { relationship: 'wider' })), 'bad-entry', `${X}.target[0].relationship`],
  [
    'with a target that holds sometimes',
    aMap(to('E11.9', { equivalence: 'equal', dependsOn: [{}] })),
    'bad-entry',
    `${X}.target[0].dependsOn`,
  ],
  ['to a group that is none of ours', aMap(to('diabetis'), { target: GROUPS }), 'bad-entry', `${X}.target[0].code`],
  [
    'of one code to two diseases',
    aMap({ code: 'X', target: ['copd', 'asthma'].map((code) => ({ code, equivalence: 'wider' })) }, { target: GROUPS }),
    'bad-entry',
    `${X}.target`,
  ],
  ['of one code twice', aMap({}, { element: [to('E11.9'), to('I10')] }), 'duplicate', 'group[0].element[1]'],
])('a ConceptMap %s is refused and the place is named', (_what, json, kind, path) => {
  const read = () => readConditionMap(json);
  expect(read).toThrow(SiteMapError);
  expect(read).toThrow(expect.objectContaining({ kind, path }));
});
