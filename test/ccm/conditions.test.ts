import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChartCondition } from '../../src/ccm/chart.ts';
import { distinctGroups, judgeConditions, loadChronicConditions } from '../../src/ccm/conditions.ts';
import { aChartCondition, icd10cm, snomed } from '../builders/chart-condition.ts';

const chronicConditions = await loadChronicConditions();

function judge(...conditions: readonly ChartCondition[]) {
  return judgeConditions(conditions, '2026-03', chronicConditions);
}

function judgeOne(overrides: Partial<ChartCondition>) {
  const [judgement] = judge(aChartCondition(overrides));
  return judgement;
}

function groupsOf(...conditions: readonly ChartCondition[]): readonly string[] {
  return distinctGroups(judge(...conditions)).map(({ group }) => group);
}

function coded(...codes: readonly string[]): readonly ChartCondition[] {
  return codes.map((code) => aChartCondition({ display: code, codes: [icd10cm(code)] }));
}

const override = { counts: true, reason: 'Treated here for years', by: 'Dr Test', date: '2026-03-02' };

const VERIFICATIONS = ['confirmed', 'absent', 'provisional', 'differential', 'unconfirmed', 'refuted', 'entered-in-error'];
const STATUS_TABLE = {
  active: ['counts', 'counts', 'review', 'review', 'review', 'never', 'never'],
  recurrence: ['counts', 'counts', 'review', 'review', 'review', 'never', 'never'],
  relapse: ['counts', 'counts', 'review', 'review', 'review', 'never', 'never'],
  absent: ['review', 'review', 'review', 'review', 'review', 'never', 'never'],
  inactive: ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  remission: ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  resolved: ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
};
const STATUS_ROWS = Object.entries(STATUS_TABLE).flatMap(([clinical, verdicts]) =>
  VERIFICATIONS.map((verification, column) => [clinical, verification, verdicts[column]] as const),
);

function status(word: string): string | null {
  return word === 'absent' ? null : word;
}

test.each(STATUS_ROWS)('ELIG-3: clinical status %s with verification %s: %s', (clinical, verification, expected) => {
  const judged = judgeOne({ clinicalStatus: status(clinical), verificationStatus: status(verification) });
  expect(judged?.verdict).toBe(expected === 'never' ? 'does-not-count' : expected);
});

test.each([
  ['an absent clinical status', { clinicalStatus: null }, 'status-absent'],
  ['a clinical status nobody has heard of', { clinicalStatus: 'brewing' }, 'status-absent'],
  ['a provisional diagnosis', { verificationStatus: 'provisional' }, 'status-unconfirmed'],
  ['a verification nobody has heard of', { verificationStatus: 'maybe' }, 'status-unconfirmed'],
  ['a refuted diagnosis', { verificationStatus: 'refuted' }, 'refuted'],
  [
    'an entry made in error that is also resolved',
    { clinicalStatus: 'resolved', verificationStatus: 'entered-in-error' },
    'entered-in-error',
  ],
  ['a resolved condition', { clinicalStatus: 'resolved' }, 'not-active'],
  ['a status in capitals with blanks', { clinicalStatus: ' Active ', verificationStatus: 'Confirmed' }, 'chronic'],
])('ELIG-3: %s is named as the reason', (_what, overrides, reason) => {
  expect(judgeOne(overrides)?.reason).toBe(reason);
});

test.each([
  ['onset on the last day of the month', { onset: '2026-03-31' }, 'counts'],
  ['onset on the first day after the month', { onset: '2026-04-01' }, 'does-not-count'],
  ['no onset', { onset: null }, 'counts'],
  ['onset known by its year only, the year of the month', { onset: '2026' }, 'counts'],
  ['onset known by its year only, a later one', { onset: '2027' }, 'does-not-count'],
  ['abatement on the first day of the month', { abatement: '2026-03-01' }, 'counts'],
  ['abatement on the last day before the month', { abatement: '2026-02-28' }, 'does-not-count'],
  ['abatement known by its year only, the year of the month', { abatement: '2026' }, 'counts'],
  ['abatement known by its year only, an earlier one', { abatement: '2025' }, 'does-not-count'],
])('ELIG-3: %s: %s', (_what, overrides, verdict) => {
  expect(judgeOne(overrides)).toMatchObject({ verdict, reason: verdict === 'counts' ? 'chronic' : 'not-in-month' });
});

test.each([
  ['an acute event', { codes: [icd10cm('I21.3')] }],
  ['a code that is not chronic', { codes: [icd10cm('J20.9')] }],
  ['text without a code', { codes: [] }],
  ['a resolved condition', { clinicalStatus: 'resolved' }],
  ['an abated condition', { abatement: '2025-06-01' }],
])('ELIG-3: a clinician may count %s, and the override shows', (_what, overrides) => {
  const judged = judgeOne({ ...overrides, override });
  expect(judged).toMatchObject({ verdict: 'counts', reason: 'override-counts', condition: { override } });
  expect(distinctGroups(judged === undefined ? [] : [judged])).toHaveLength(1);
});

test('ELIG-3: a clinician may take a chronic condition out, and the override shows', () => {
  expect(judgeOne({ override: { ...override, counts: false } })).toMatchObject({
    verdict: 'does-not-count',
    reason: 'override-does-not-count',
    group: 'diabetes',
  });
});

test('ELIG-3: an override without a reason decides nothing', () => {
  expect(judgeOne({ codes: [icd10cm('J20.9')], override: { ...override, reason: ' ' } })?.verdict).toBe('does-not-count');
});

test('ELIG-3: an override does not make a condition older than its onset', () => {
  expect(judgeOne({ onset: '2026-04-01', override })?.reason).toBe('not-in-month');
});

test.each([
  ['the same disease in ICD-10-CM and in SNOMED CT', [...coded('E11.9'), aChartCondition({ codes: [snomed('44054006')] })], ['diabetes']],
  ['diabetes with two complications', coded('E11.9', 'E11.65', 'E11.22'), ['diabetes']],
  ['diabetic kidney disease and its stage', coded('E11.22', 'N18.31'), ['chronic-kidney-disease', 'diabetes']],
  ['hypertensive kidney disease and its stage', coded('I12.0', 'N18.6'), ['chronic-kidney-disease', 'hypertension']],
  ['hypertensive heart disease and its failure', coded('I11.0', 'I50.22'), ['heart-failure', 'hypertension']],
  ['heart failure and coronary disease', coded('I50.9', 'I25.10'), ['heart-failure', 'ischemic-heart-disease']],
  ['coronary disease, angina and an old infarction', coded('I25.10', 'I20.9', 'I25.2'), ['ischemic-heart-disease']],
  ["Alzheimer's disease and the dementia coded with it", coded('G30.9', 'F02.80'), ['dementia']],
  ['a category and a code in it', coded('E11', 'E11.9'), ['diabetes']],
  ['a retired code and its successor', coded('N18.3', 'N18.32'), ['chronic-kidney-disease']],
  ['a code newer than the lists of groups, and an old one', coded('C50.A0', 'C50.911'), ['breast-cancer']],
  ['bronchitis and a urinary infection', coded('J20.9', 'N39.0'), []],
])('ELIG-1: %s', (_what, conditions, groups) => {
  expect(groupsOf(...conditions)).toEqual(groups);
});

test('ELIG-1: three codings of one Condition are one disease', () => {
  expect(groupsOf(aChartCondition({ codes: [icd10cm('E11.65'), icd10cm('E11.22'), snomed('44054006')] }))).toEqual(['diabetes']);
});

test('ELIG-3: a condition of text alone is for review and keeps its own words as its name', () => {
  expect(judgeOne({ display: 'Sugar  trouble', codes: [] })).toMatchObject({
    verdict: 'review',
    reason: 'text-only',
    group: 'text:sugar trouble',
    groupName: 'Sugar  trouble',
  });
});

const conditionList = fc.array(
  fc
    .constantFrom('E11.9', 'E11.22', 'I10', 'I12.9', 'N18.6', 'J44.9', 'I21.3', 'F32.A', 'M54.5', 'Z94.0', 'E74.820', 'E74.829', '')
    .map((code) => aChartCondition({ display: `Known as ${code}`, codes: code === '' ? [] : [icd10cm(code)] })),
  { maxLength: 8 },
);

test('ELIG-1: the order of the conditions never changes the groups or their names', () => {
  fc.assert(
    fc.property(conditionList, fc.infiniteStream(fc.nat()), (conditions, keys) => {
      const shuffled = conditions
        .map((condition) => ({ condition, key: keys.next().value }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ condition }) => condition);
      expect(distinctGroups(judge(...shuffled))).toEqual(distinctGroups(judge(...conditions)));
    }),
  );
});

test('ELIG-1: a duplicate never adds a group', () => {
  fc.assert(
    fc.property(conditionList, fc.nat(), (conditions, pick) => {
      const again = conditions.length === 0 ? [] : [conditions[pick % conditions.length] ?? aChartCondition()];
      expect(groupsOf(...conditions, ...again)).toEqual(groupsOf(...conditions));
    }),
  );
});

test('ELIG-3: any codes and statuses whatsoever get a judgement', () => {
  const anyText = fc.oneof(fc.string(), fc.constant(null));
  const anyCondition = fc.record({
    display: fc.string(),
    codes: fc.array(fc.oneof(fc.string().map(icd10cm), fc.string().map(snomed), fc.record({ system: fc.string(), code: fc.string() }))),
    clinicalStatus: anyText,
    verificationStatus: anyText,
    onset: anyText,
    abatement: anyText,
  });
  fc.assert(
    fc.property(fc.array(anyCondition), (conditions) => {
      expect(judge(...conditions).map(({ condition }) => condition)).toEqual(conditions);
    }),
  );
});

test('ELIG-1: two conditions with neither a code nor words are two, which nobody can tell apart yet', () => {
  const nameless = ['Condition/a', 'Condition/b'].map((reference) => aChartCondition({ reference, display: ' ', codes: [] }));
  expect(judge(...nameless).map(({ group }) => group)).toEqual(['text:Condition/a', 'text:Condition/b']);
});
