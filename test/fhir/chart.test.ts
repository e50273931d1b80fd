import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChartFact } from '../../src/ccm/chart.ts';
import { effective } from '../../src/fhir/capabilities.ts';
import { readChart } from '../../src/fhir/chart.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import { aChargeItem, aCondition, aConsent, aCoverage, aForeignCarePlan, anEncounter, aPatient, BILLING } from '../builders/fhir.ts';
import { chartOf, OPTIONS, serverWith } from './chart-source.ts';

const consent = aConsent();
const usual = [aPatient(), aCondition(), anEncounter(), aCoverage(), consent];
const FIRST_ROUND = ['Condition', 'Encounter', 'CarePlan', 'Coverage', 'Consent', 'ChargeItem'] as const;
const FACTS: Readonly<Record<(typeof FIRST_ROUND)[number], readonly ChartFact[]>> = {
  Condition: ['conditions'],
  Encounter: ['stays', 'hospiceElection', 'timeEntries'],
  CarePlan: ['carePlan', 'riskAttestation'],
  Coverage: ['coverage'],
  Consent: ['consent'],
  ChargeItem: ['otherBilledCodes', 'ownCharges'],
};

test('the first round asks for the patient and six types once, encounters of thirteen months', async () => {
  const source = serverWith(usual);
  await readChart(source, OPTIONS);
  expect(source.asked.map(({ type }) => type).toSorted()).toEqual(['Patient', ...FIRST_ROUND].toSorted());
  expect(source.asked.find(({ type }) => type === 'Encounter')?.params).toMatchObject({ patient: 'pat-1', date: 'ge2025-09-30' });
});

test('all types are asked for before any has answered', async () => {
  const asked: string[] = [];
  const silent = {
    read: (type: string) => (asked.push(type), new Promise<never>(() => {})),
    search: (type: string) => (asked.push(type), new Promise<never>(() => {})),
  };
  void readChart(silent, OPTIONS);
  await Promise.resolve();
  expect(asked).toHaveLength(7);
});

test('an ordinary chart gives every fact that an EHR can tell', async () => {
  const { chart, problems, reads, patient } = await chartOf(usual);
  expect(problems).toEqual([]);
  expect(Object.values(reads).every(({ status }) => status === 'read')).toBe(true);
  expect(patient.name).toBe('Ada Sampleton');
  expect(chart).toMatchObject({
    practiceTimeZone: 'America/New_York',
    billingPractitioner: { id: BILLING, name: 'Maria Chen, MD' },
    coverage: { type: 'medicare-ffs', partBStart: '2012-03-01' },
    ccmStartDate: '2026-09-15',
    newPatient: false,
    visits: [{ code: '99214', practitioner: 'same' }],
    consent: { date: '2026-09-15', revokedDate: null },
    carePlan: null,
    riskAttestation: null,
    timeEntries: [],
    otherBilledCodes: [],
    stays: [],
    hospiceElection: null,
    deathDate: null,
  });
});

test('what only a person or the practice can say is unknown until they say it', async () => {
  const { chart } = await chartOf(usual);
  const unsaid: readonly ChartFact[] = [
    'mdmComplexity',
    'globalSurgery',
    'modelParticipation',
    'practice',
    'settingType',
    'carePlanSubstantiallyRevised',
  ];
  for (const fact of unsaid) expect([fact, chart[fact], chart.unknownBecause?.[fact]]).toEqual([fact, undefined, 'not-recorded']);
  const settings = { timeZone: 'America/New_York', settingType: 'rhc' as const, practice: { access24x7: true } };
  expect((await chartOf(usual, {}, { settings })).chart).toMatchObject({ settingType: 'rhc', practice: { access24x7: true } });
});

test.each([
  ['forbidden', 'refused', 'not-granted'],
  ['not-found', 'not-supported', 'not-supported'],
  ['not-supported', 'not-supported', 'not-supported'],
  ['server', 'failed', 'not-answered'],
  ['rejected', 'failed', 'not-answered'],
  ['network', 'failed', 'not-answered'],
  ['throttled', 'failed', 'not-answered'],
  ['unreadable', 'failed', 'unreadable'],
  ['incomplete', 'incomplete', 'not-answered'],
] as const)('a type that is %s reads as %s and makes its facts unknown: %s', async (fault, status, because) => {
  for (const type of FIRST_ROUND) {
    const { chart, reads } = await chartOf(
      usual.filter(({ resourceType }) => resourceType !== type || fault === 'incomplete'),
      { [type]: fault },
    );
    expect(reads[type]).toMatchObject({ status, complete: false, unknownBecause: because });
    // Where the EHR has no encounters at all, our entries cannot stand in them.
    const isAbsent = status === 'not-supported';
    const toldAllTheSame: readonly ChartFact[] = fault === 'incomplete' ? ['consent', 'coverage'] : isAbsent ? ['timeEntries'] : [];
    const silent = FACTS[type].filter((fact) => !toldAllTheSame.includes(fact));
    expect(silent.map((fact) => [fact, chart[fact], chart.unknownBecause?.[fact]])).toEqual(
      silent.map((fact) => [fact, undefined, because]),
    );
  }
});

test('an incomplete answer is unknown, never a smaller number', async () => {
  const { chart } = await chartOf([...usual, aCondition({ id: 'cond-2' })], {
    Condition: 'incomplete',
    ChargeItem: 'incomplete',
    Encounter: 'incomplete',
  });
  expect([chart.conditions, chart.otherBilledCodes, chart.timeEntries]).toEqual([undefined, undefined, undefined]);
});

test('what the EHR is known not to allow is not asked for', async () => {
  const source = serverWith(usual);
  const statement = {
    rest: [
      {
        mode: 'server',
        resource: [
          { type: 'Condition', interaction: [{ code: 'search-type' }] },
          { type: 'Encounter', interaction: [{ code: 'search-type' }] },
        ],
      },
    ],
  };
  const { reads } = await readChart(source, { ...OPTIONS, capabilities: effective(statement, 'patient/Condition.rs patient/Coverage.rs') });
  expect(source.asked.map(({ type }) => type)).toEqual(['Patient', 'Condition']);
  expect([reads['Encounter']?.unknownBecause, reads['Coverage']?.unknownBecause]).toEqual(['not-granted', 'not-supported']);
});

test('an unreadable resource costs itself alone, and is told without patient data', async () => {
  const broken = [
    aCondition({ id: ['c'] }),
    aCondition({ id: 'bad', code: { coding: [null] } }),
    anEncounter({ id: 'bad', period: 'Tuesday' }),
    aCoverage({ id: 'bad', status: 7 }),
  ];
  const { chart, problems, reads } = await chartOf([...usual, ...broken]);
  expect(problems).toEqual([
    { type: 'Condition', path: 'id', kind: 'unreadable' },
    { type: 'Condition', reference: 'Condition/bad', path: 'code.coding.0', kind: 'unreadable' },
    { type: 'Encounter', reference: 'Encounter/bad', path: 'period', kind: 'unreadable' },
    { type: 'Coverage', reference: 'Coverage/bad', path: 'status', kind: 'unreadable' },
  ]);
  expect(chart).toMatchObject({ coverage: { type: 'medicare-ffs' }, visits: [{ code: '99214' }] });
  expect(reads['Condition']?.count).toBe(3);
});

test('an unreadable condition stands among the others as one that cannot be judged', async () => {
  const { chart } = await chartOf([...usual, aCondition({ id: 'bad', code: 'E11.9' })]);
  expect(chart.conditions?.map(({ display, codes, reference }) => [display, codes.length, reference])).toEqual([
    ['Type 2 diabetes', 1, 'Condition/cond-1'],
    ['Entry that could not be read', 0, 'Condition/bad'],
  ]);
});

test('a gap never reads as none: where something could not be read, nothing is known to be absent', async () => {
  const { chart } = await chartOf([
    ...usual,
    anEncounter({ id: 'bad', class: 'IMP' }),
    aChargeItem({ id: 'bad', code: [] }),
    { ...consent, id: 'bad', category: 'x' },
    aForeignCarePlan({ id: 'bad', note: 'x' }),
  ]);
  const facts: readonly ChartFact[] = ['stays', 'otherBilledCodes', 'carePlan', 'riskAttestation'];
  for (const fact of facts) expect([fact, chart[fact], chart.unknownBecause?.[fact]]).toEqual([fact, undefined, 'unreadable']);
  const stay = anEncounter({ id: 'stay', type: undefined, class: { code: 'IMP' }, period: { start: '2026-10-05', end: '2026-10-07' } });
  expect((await chartOf([...usual, stay, anEncounter({ id: 'bad', class: 'IMP' })])).chart.stays).toHaveLength(1);
});

test.each([
  ['another patient', { subject: { reference: 'Patient/pat-2' } }],
  ['nobody', { subject: undefined }],
  ['a display only', { subject: { display: 'Ada Sampleton' } }],
  ['a patient of another server', { subject: { reference: 'https://elsewhere.example/fhir/Patient/pat-1' } }],
])('a resource of %s is a problem and is never used', async (_whose, overrides) => {
  const all = [...usual, aCondition({ id: 'theirs', ...overrides })];
  const source = {
    ...serverWith(usual),
    search: (type: string) => Promise.resolve({ resources: all.filter(({ resourceType }) => resourceType === type), complete: true }),
  };
  const { chart, problems } = await readChart(source, { ...OPTIONS, base: 'https://ehr.example/fhir' });
  expect(chart.conditions).toHaveLength(1);
  expect(problems).toEqual([{ type: 'Condition', reference: 'Condition/theirs', path: 'subject', kind: 'wrong-patient' }]);
});

test('a resource that comes twice counts once, and what was not asked for is passed over', async () => {
  const source = {
    ...serverWith(usual),
    search: (type: string) =>
      Promise.resolve({ resources: type === 'Condition' ? [aCondition(), aCondition(), aCoverage()] : [], complete: true }),
  };
  const { chart, reads } = await readChart(source, OPTIONS);
  expect([chart.conditions?.length, reads['Condition']?.count]).toEqual([1, 1]);
});

test.each([
  [usual, { Patient: 'forbidden' as const }, 'forbidden'],
  [[], {}, 'not-found'],
  [[aPatient({ name: 5 })], {}, 'unreadable'],
  [usual, { Encounter: 'session-expired' as const }, 'session-expired'],
  [usual, { Encounter: 'cancelled' as const }, 'cancelled'],
])('without the patient or the session nothing can be read', async (resources, faults, kind) => {
  await expect(chartOf(resources, faults)).rejects.toMatchObject({ kind });
});

test('a reading that is given up stops between two pieces', async () => {
  const controller = new AbortController();
  const many = Array.from({ length: 1_000 }, (_, index) => aCondition({ id: `c${index}` }));
  const reading = chartOf([...usual, ...many], {}, { signal: controller.signal });
  controller.abort();
  await expect(reading).rejects.toBeInstanceOf(FhirError);
});

test('a long chart is read in pieces, with turns for the screen between them', async () => {
  let turns = 0;
  let isReading = true;
  const count = () => {
    turns += 1;
    if (isReading) setImmediate(count);
  };
  setImmediate(count);
  await chartOf([...usual, ...Array.from({ length: 2_000 }, (_, index) => aCondition({ id: `c${index}` }))]);
  isReading = false;
  expect(turns).toBeGreaterThanOrEqual(5);
});

test('progress is told by type', async () => {
  const progress: [string, number][] = [];
  await chartOf(usual, {}, { onProgress: (type, count) => progress.push([type, count]) });
  expect(Object.fromEntries(progress)).toEqual({
    Patient: 1,
    Condition: 1,
    Encounter: 1,
    CarePlan: 0,
    Coverage: 1,
    Consent: 1,
    ChargeItem: 0,
  });
});

const kinds = [aPatient, aCondition, anEncounter, aCoverage, aChargeItem, aForeignCarePlan, () => consent];

test('no resource whatever makes a reading throw, save the Patient itself', async () => {
  const damaged = fc
    .tuple(
      fc.constantFrom(...kinds.slice(1)),
      fc.dictionary(
        fc.constantFrom(
          'id',
          'code',
          'status',
          'type',
          'class',
          'period',
          'subject',
          'category',
          'note',
          'identifier',
          'participant',
          'extension',
          'activity',
          'provision',
          'contained',
          'dateTime',
          'occurrenceDateTime',
        ),
        fc.jsonValue(),
      ),
    )
    .map(([make, overrides]) => ({ ...make(), ...overrides }));
  await fc.assert(
    fc.asyncProperty(fc.array(damaged, { maxLength: 6 }), async (resources) => {
      const { chart, problems } = await chartOf([aPatient(), ...resources]);
      expect(chart.practiceTimeZone).toBe('America/New_York');
      expect(problems.every(({ path, type }) => typeof path === 'string' && typeof type === 'string')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
