import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import type { Facts } from '../../src/ccm/facts.ts';
import { readFacts } from '../../src/ccm/read-facts.ts';
import { aBilledCode, aCarePlan, aConsent, aCoverage, aVisit, MONTH } from '../builders/chart.ts';

/** What is read of a chart that holds `given`, whatever that is, and nothing else. */
function factsOf(given: object): Facts {
  const chart: Chart = JSON.parse(JSON.stringify(given));
  return readFacts(chart, MONTH);
}

test('everything a chart says of its single facts is read', () => {
  const reference = 'Some/1';
  const facts = factsOf({
    settingType: 'fqhc',
    practiceTimeZone: 'America/Denver',
    billingPractitioner: { id: 'prac-1', type: 'cnm' },
    coverage: aCoverage({ partBEnd: '2026-12-31', qmb: true, medicaid: true, reference }),
    riskAttestation: { attested: true, date: '2026-01-05', by: 'prac-1', reference },
    newPatient: true,
    ccmStartDate: '2025-01-10',
    consent: aConsent({ revokedDate: '2026-02-01', reference }),
    carePlan: aCarePlan({ elements: ['preventive-care', 'problem-list'], reference }),
    practice: { access24x7: true, designatedCareTeamMember: false, certifiedEhr: true },
    hospiceElection: '2026-03-07',
    deathDate: '2026-03-09',
    mdmComplexity: 'moderate',
    mdmByBillingPractitioner: false,
    carePlanSubstantiallyRevised: true,
    modelParticipation: 'GUIDE-aligned',
    globalSurgery: { practitioner: 'same-group', start: '2026-03-01', end: '2026-05-30' },
    g0506: { date: '2026-03-10', personallyByBillingPractitioner: true, beyondUsualEffort: false, previouslyBilled: true },
    primaryCare: {
      responsibleForAllPrimaryCare: true,
      consentDate: '2026-01-02',
      seenWithinThreeYears: false,
      serviceElements: true,
      behavioralHealth: 'collaborative-subsequent',
    },
  });
  expect(facts).toMatchObject({
    month: MONTH,
    setting: 'fqhc',
    timeZone: 'America/Denver',
    practitionerId: 'prac-1',
    practitionerType: 'cnm',
    coverage: { type: 'medicare-ffs', partBStart: '2018-01-01', partBEnd: '2026-12-31', qmb: true, medicaid: true, reference },
    risk: { attested: true, date: '2026-01-05', by: 'prac-1', reference },
    newPatient: true,
    ccmStart: '2025-01-10',
    consent: {
      date: '2025-01-08',
      documented: true,
      elements: ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'],
      practitionerId: 'prac-1',
      revoked: '2026-02-01',
      reference,
    },
    carePlan: {
      present: true,
      established: '2025-01-10',
      reviewed: '2026-03-02',
      elements: ['problem-list', 'preventive-care'],
      copyGiven: '2025-01-12',
      signed: '2025-01-10',
      signedBy: 'prac-1',
      reference,
    },
    access24x7: true,
    designatedMember: false,
    certifiedEhr: true,
    hospiceElection: '2026-03-07',
    death: '2026-03-09',
    complexity: 'moderate',
    complexityByPractitioner: false,
    planRevised: true,
    model: 'GUIDE-aligned',
    globalSurgery: { practitioner: 'same-group', start: '2026-03-01', end: '2026-05-30' },
    g0506: { date: '2026-03-10', personally: true, beyondUsualEffort: false, previouslyBilled: true },
    primaryCare: {
      responsibleForAllPrimaryCare: true,
      consentDate: '2026-01-02',
      seenWithinThreeYears: false,
      serviceElements: true,
      behavioralHealth: 'collaborative-subsequent',
    },
  });
});

const CAN_BE_NONE = [
  ['riskAttestation', 'risk'],
  ['consent', 'consent'],
  ['carePlan', 'carePlan'],
  ['hospiceElection', 'hospiceElection'],
  ['deathDate', 'death'],
  ['modelParticipation', 'model'],
  ['globalSurgery', 'globalSurgery'],
  ['g0506', 'g0506'],
  ['primaryCare', 'primaryCare'],
] as const satisfies readonly (readonly [keyof Chart, keyof Facts])[];

test.each(CAN_BE_NONE)('%s: null is none, and a missing or misshapen one is unknown', (key, fact) => {
  expect(factsOf({ [key]: null })[fact]).toBeNull();
  for (const given of [{}, { [key]: 7 }, { [key]: [] }, { [key]: 'often' }]) expect(factsOf(given)[fact]).toBeUndefined();
});

const NEVER_NONE = [
  ['settingType', 'setting'],
  ['coverage', 'coverage'],
  ['newPatient', 'newPatient'],
  ['ccmStartDate', 'ccmStart'],
  ['mdmComplexity', 'complexity'],
  ['mdmByBillingPractitioner', 'complexityByPractitioner'],
  ['carePlanSubstantiallyRevised', 'planRevised'],
  ['conditions', 'conditions'],
  ['visits', 'visits'],
  ['otherBilledCodes', 'billedCodes'],
  ['ownCharges', 'ownCharges'],
  ['stays', 'stays'],
] as const satisfies readonly (readonly [keyof Chart, keyof Facts])[];

test.each(NEVER_NONE)('%s: null, a missing or a misshapen one is unknown', (key, fact) => {
  for (const given of [{}, { [key]: null }, { [key]: 7 }, { [key]: {} }].slice(0, key === 'coverage' ? 3 : 4)) {
    expect(factsOf(given)[fact]).toBeUndefined();
  }
});

test('of an empty object of the chart nothing is known but that it is there', () => {
  const facts = factsOf({ coverage: {}, consent: {}, carePlan: {}, riskAttestation: {}, globalSurgery: {}, g0506: {}, primaryCare: {} });
  for (const part of [facts.coverage, facts.consent, facts.carePlan, facts.risk, facts.g0506]) {
    expect(Object.values(part ?? { none: 0 }).every((value) => value === undefined)).toBe(true);
  }
  expect(facts.globalSurgery).toEqual({ practitioner: 'same', start: undefined, end: undefined });
  expect(facts.primaryCare).toEqual({
    responsibleForAllPrimaryCare: null,
    consentDate: null,
    seenWithinThreeYears: null,
    serviceElements: null,
    behavioralHealth: null,
  });
});

test.each([
  ['a practitioner that is a list', { billingPractitioner: ['prac-1'] }],
  ['a practice that is a word', { practice: 'open' }],
  ['no time zone', { practiceTimeZone: 5 }],
])('%s is read as nothing known', (_what, given) => {
  const { practitionerId, practitionerType, access24x7, designatedMember, certifiedEhr, timeZone } = factsOf(given);
  expect([practitionerId, practitionerType, access24x7, designatedMember, certifiedEhr]).toEqual(Array.from({ length: 5 }));
  expect(timeZone).toBe('');
});

test.each([
  [
    'visits',
    aVisit(),
    [
      { ...aVisit(), date: '2026-02-30' },
      { ...aVisit(), code: 99_214 },
      { ...aVisit(), practitioner: 'me' },
    ],
  ],
  ['visits', aVisit({ reference: 'Encounter/1' }), [{ ...aVisit(), reference: 5 }, null, [aVisit()]]],
  [
    'stays',
    { type: 'snf-part-a', start: '2026-03-01', end: null },
    [{ type: 'hotel', start: '2026-03-01' }, { type: 'snf-part-a' }, 'stay'],
  ],
  ['otherBilledCodes', aBilledCode('99490'), [{ code: '', date: '2026-03-01' }, { code: '99490' }, 99_490]],
  ['ownCharges', aBilledCode('99490'), [{ date: '2026-03-01' }, { code: '99490', date: 'March' }]],
] as const)('of %s an item that cannot be understood costs itself alone, and is counted', (key, sound, odd) => {
  const facts = factsOf({ [key]: [odd[0], sound, ...odd.slice(1)] });
  const list = key === 'otherBilledCodes' ? facts.billedCodes : facts[key];
  expect(list).toMatchObject({ items: [sound], unreadable: odd.length });
});

test('a billed code is read as it is meant: its practitioner the same unless said, its letters upper case', () => {
  expect(factsOf({ otherBilledCodes: [{ code: ' g0506 ', date: '2026-03-01' }] }).billedCodes?.items).toEqual([
    { code: 'G0506', date: '2026-03-01', practitioner: 'same', reference: undefined },
  ]);
  expect(
    factsOf({ otherBilledCodes: [aBilledCode('99490', { practitioner: 'other', reference: 'Claim/1' })] }).billedCodes?.items[0],
  ).toEqual({ code: '99490', date: '2026-03-18', practitioner: 'other', reference: 'Claim/1' });
});

test.each([
  ['nursing-facility-non-part-a', '2026-03-04', '2026-03-04'],
  ['hospital-inpatient', null, null],
  ['snf-part-a', undefined, undefined],
])('a %s stay ends on %s', (type, end, read) => {
  const stays = [{ type, start: '2026-03-01', end, reference: 'Encounter/1' }];
  expect(factsOf({ stays }).stays?.items).toEqual([{ type, start: '2026-03-01', end: read, reference: 'Encounter/1' }]);
});

test('words outside a vocabulary are left out, those in it kept', () => {
  const facts = factsOf({
    consent: { elements: ['one-practitioner-per-month', 'weather'] },
    carePlan: { elements: ['community-services', 'horoscope', 'periodic-review'] },
  });
  expect([facts.consent?.elements, facts.carePlan?.elements]).toEqual([
    ['one-practitioner-per-month'],
    ['community-services', 'periodic-review'],
  ]);
  expect(factsOf({ consent: { elements: 'all' }, carePlan: { elements: null } })).toMatchObject({
    consent: { elements: undefined },
    carePlan: { elements: undefined },
  });
});

test('why a fact is unknown is told as the reader said it, and is not-recorded where it did not', () => {
  const facts = factsOf({
    unknownBecause: { consent: 'not-granted', visits: 'not-supported', stays: 'unreadable', deathDate: 'not-answered', coverage: 'bored' },
  });
  const asked = ['consent', 'visits', 'stays', 'deathDate', 'coverage', 'g0506'] as const;
  expect(asked.map((fact) => facts.why(fact))).toEqual([
    'not-granted',
    'not-supported',
    'unreadable',
    'not-answered',
    'not-recorded',
    'not-recorded',
  ]);
  expect(factsOf({ unknownBecause: ['not-granted'] }).why('consent')).toBe('not-recorded');
});

test('a chart that is none says nothing', () => {
  for (const given of ['7', 'null', '[]', '"chart"']) {
    const facts = readFacts(JSON.parse(given), MONTH);
    expect([facts.month, facts.timeZone, facts.timeEntriesKnown, facts.timeEntries, facts.consent]).toEqual([
      MONTH,
      '',
      false,
      [],
      undefined,
    ]);
  }
});

const word = { ruleId: 'ELIG-7', met: true, by: 'prac-1', date: '2026-03-20', reason: 'Seen' };
const heard = (...confirmations: readonly unknown[]) => factsOf({ confirmations }).wordOn('ELIG-7');

test('a word that cannot be understood is none', () => {
  for (const odd of [
    { ...word, ruleId: '' },
    { ...word, met: 'yes' },
    { ...word, by: 5 },
    { ...word, date: '2026-02-30' },
    { ...word, month: 'March' },
    { ...word, month: 3 },
    { ...word, ruleId: 'ELIG-8' },
    'ELIG-7',
    null,
  ]) {
    expect([odd, heard(odd)]).toEqual([odd, undefined]);
  }
  expect(heard(word)).toEqual(word);
  expect(heard({ ...word, month: null })).toEqual(word);
  expect(heard({ ...word, month: MONTH, reference: 'CarePlan/p' })).toEqual({ ...word, month: MONTH, reference: 'CarePlan/p' });
  expect(heard({ ...word, reason: undefined })?.reason).toBe('');
  expect(factsOf({ confirmations: word }).wordOn('ELIG-7')).toBeUndefined();
});

test('the first of two equal words holds, and a later one whatever it says', () => {
  expect(heard(word, { ...word, by: 'prac-2' })?.by).toBe('prac-1');
  expect(heard({ ...word, met: false }, { ...word, by: 'prac-2' })?.by).toBe('prac-1');
  expect(heard(word, { ...word, by: 'prac-2', met: false, date: '2026-03-19' })?.by).toBe('prac-1');
  expect(heard({ ...word, met: false }, { ...word, by: 'prac-2', date: '2026-03-21' })?.by).toBe('prac-2');
});
