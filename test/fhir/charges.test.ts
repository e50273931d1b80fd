import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Chart } from '../../src/ccm/chart.ts';
import type { MonthAssessment } from '../../src/ccm/month-assessment.ts';
import { isStanding, readCharges } from '../../src/fhir/charges.ts';
import { chargeItemOf } from '../../src/fhir/charges/charge-item.ts';
import { chargeDrafts } from '../../src/fhir/charges/draft.ts';
import type { RawResource } from '../../src/fhir/client.ts';
import { aChargeDraft, MD, PATIENT, someChoices } from '../builders/writes.ts';

function example(name: string): RawResource {
  return JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8'));
}

const ADD_ON = aChargeDraft({ code: '99439', partOf: '99490' });

test.each([
  ['chargeitem-99490-planned', aChargeDraft({ status: 'planned' })],
  ['chargeitem-99490-billable', aChargeDraft()],
  ['chargeitem-99439-addon', ADD_ON],
])('a charge has the elements of %s', (name, draft) => {
  const shape = example(name);
  const written = chargeItemOf(draft, draft.partOf === undefined ? undefined : { reference: 'ChargeItem/chg-99490', display: '99490' });
  const { identifier, definitionCanonical, status, code, subject, occurrencePeriod, performer, performingOrganization, quantity } = shape;
  expect(written).toMatchObject({
    identifier,
    definitionCanonical,
    status,
    code,
    subject,
    occurrencePeriod,
    performer,
    performingOrganization,
    quantity,
  });
  expect(written['partOf']).toEqual(shape['partOf']);
  expect(Object.keys(written).toSorted()).toEqual(
    Object.keys(shape)
      .filter((key) => key !== 'id')
      .toSorted(),
  );
  expect(JSON.stringify(written['code'])).not.toContain('display');
});

test('codes that begin with a letter are HCPCS', () => {
  expect(chargeItemOf(aChargeDraft({ code: 'G0506' }))).toMatchObject({
    code: { coding: [{ system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'G0506' }] },
  });
});

test('what is written is read back', () => {
  const [read] = readCharges([{ ...chargeItemOf(aChargeDraft({ units: 2 })), id: 'c1', meta: { versionId: '4' } }]);
  expect(read).toEqual({
    reference: 'ChargeItem/c1',
    versionId: '4',
    own: true,
    identifier: 'pat-1/2026-10/99490',
    status: 'billable',
    code: '99490',
    units: 2,
    month: '2026-10',
    date: '2026-10-01',
    occurrence: '2026-10-01',
    servicePeriod: { start: '2026-10-01', end: '2026-10-31' },
    performer: MD.reference,
    enteredDate: '2026-11-01T09:05:00-05:00',
    enterer: MD.display,
    note: aChargeDraft().basis,
    notes: [aChargeDraft().basis],
    diagnoses: ['E11.9', 'J44.9'],
    supporting: ['Encounter/ses-3'],
  });
});

test('charges of others are read as such, and those taken back do not stand', () => {
  const [foreign] = readCharges([example('chargeitem-foreign-conflict')]);
  expect(foreign).toMatchObject({ own: false });
  const standing = ['chargeitem-99490-billable', 'chargeitem-99490-superseded', 'chargeitem-99490-entered-in-error'].map((name) =>
    readCharges([example(name)]).map(isStanding),
  );
  expect(standing).toEqual([[true], [false], [false]]);
});

test('malformed charges are read as far as they go', () => {
  expect(readCharges([{ resourceType: 'ChargeItem', id: 'x', code: { coding: [null, { code: 5 }, 'text'] }, quantity: [] }])).toEqual([]);
  expect(
    readCharges([
      {
        resourceType: 'ChargeItem',
        id: 'x',
        code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99490' }] },
        quantity: 'one',
      },
    ]),
  ).toMatchObject([{ units: 1, status: 'unknown' }]);
});

const CHART: Chart = {
  practiceTimeZone: 'America/New_York',
  timeEntries: [
    { start: '2026-10-06T14:05:00-04:00', seconds: 1350, performer: 'clinical-staff', activity: 'record-review', reference: 'Encounter/a' },
    {
      start: '2026-10-20T17:10:00-04:00',
      seconds: 720,
      performer: 'physician-qhp',
      activity: 'care-plan-review',
      reference: 'Encounter/b',
    },
    { start: '2026-10-04T09:00:00-04:00', seconds: 600, performer: 'clinical-staff', activity: 'record-review', reference: 'Encounter/c' },
  ],
};

const ASSESSMENT = {
  month: '2026-10',
  rulesVersion: '2026.1',
  countedMinutes: { staff: 32, qhp: 0, total: 32 },
  excludedMinutes: [{ minutes: 12, ruleId: 'CODE-3' }],
  earliestDateOfService: '2026-10-06',
  defaultDateOfService: '2026-10-06',
  time: [
    { entry: 0, countedSeconds: 1350, bucket: 'staff', excluded: [], localDate: '2026-10-06', reference: 'Encounter/a' },
    { entry: 1, countedSeconds: 0, bucket: null, excluded: [], localDate: '2026-10-20', reference: 'Encounter/b' },
    { entry: 2, countedSeconds: 600, bucket: 'staff', excluded: [], localDate: '2026-10-04', reference: 'Encounter/c' },
  ],
} satisfies Partial<MonthAssessment>;

test('drafts name every counted entry, the plan and the consent, and say the basis in words', () => {
  const choices = someChoices({
    codes: [
      { code: '99439', units: 1 },
      { code: '99490', units: 1 },
    ],
    carePlan: 'CarePlan/cp-1',
    consent: { reference: 'Consent/c', date: '2026-09-15' },
    remark: 'Reviewed by telephone.',
  });
  const drafts = chargeDrafts(anAssessment(), CHART, choices);
  expect(drafts.map(({ code, partOf }) => [code, partOf])).toEqual([
    ['99490', undefined],
    ['99439', '99490'],
  ]);
  expect(drafts[0]).toMatchObject({
    month: '2026-10',
    context: 'Encounter/a',
    supporting: [
      { reference: 'Encounter/c', display: '10 min clinical staff 2026-10-04' },
      { reference: 'Encounter/a', display: '22 min 30 s clinical staff 2026-10-06' },
      { reference: 'CarePlan/cp-1' },
      { reference: 'Consent/c', display: 'CCM consent 2026-09-15' },
    ],
    basis:
      'Basis: 32 min clinical staff in 2 entries (10 min clinical staff 2026-10-04; 22 min 30 s clinical staff 2026-10-06). ' +
      'Not counted: 12 min (CODE-3). Threshold of the last unit reached 2026-10-06. Rule set ccm-rules 2026.1. Reviewed by telephone.',
  });
});

test('BILL-1 the chosen day of service stands in the note and is read back, whatever a person’s own words say', () => {
  const choices = someChoices({ dateOfService: '2026-10-31', remark: 'Waited. Date of service 2026-10-01.' });
  const [draft] = chargeDrafts(anAssessment(), CHART, choices);
  expect(draft?.basis).toContain('Threshold of the last unit reached 2026-10-06. Date of service 2026-10-31. Rule set');
  const [read] = readCharges(draft === undefined ? [] : [chargeItemOf(draft)]);
  expect(read).toMatchObject({ dateOfService: '2026-10-31', servicePeriod: { start: '2026-10-01', end: '2026-10-31' } });
});

test('the conditions billed for are named among the support', () => {
  const diagnoses = [
    { code: 'E11.9', display: 'Diabetes', condition: 'Condition/t2dm' },
    { code: 'I10', display: 'Hypertension' },
  ];
  const [draft] = chargeDrafts(anAssessment(), CHART, someChoices({ diagnoses }));
  expect(draft?.supporting).toContainEqual({ reference: 'Condition/t2dm', display: 'Diabetes' });
  expect(chargeItemOf(draft ?? aChargeDraft())['reason']).toEqual([
    { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' }], text: 'Diabetes' },
    { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }], text: 'Hypertension' },
  ]);
});

test('a charge tells the month it is for, and from its note the day its last unit was reached', () => {
  const twice = [
    { text: 'Basis: 20 min. Threshold of the last unit reached 2026-10-09. Rule set ccm-rules 2026.1.' },
    { text: 'Basis: 41 min. Threshold of the last unit reached 2026-10-20. Rule set ccm-rules 2026.1.' },
  ];
  const item = { ...chargeItemOf(aChargeDraft()), id: 'c' };
  expect(readCharges([{ ...item, note: twice }])).toMatchObject([
    { servicePeriod: { start: '2026-10-01', end: '2026-10-31' }, dateOfService: '2026-10-20' },
  ]);
  expect(readCharges([item])[0]?.dateOfService).toBeUndefined();
  const oneDay = { ...item, identifier: [], occurrencePeriod: undefined, occurrenceDateTime: '2026-10-09T10:00:00-04:00', note: twice };
  expect(readCharges([oneDay])).toMatchObject([{ own: false, dateOfService: '2026-10-09' }]);
  expect(readCharges([oneDay])[0]?.servicePeriod).toBeUndefined();
});

function anAssessment(): MonthAssessment {
  return {
    eligible: true,
    billable: true,
    distinctChronicConditions: [],
    blockers: [],
    warnings: [],
    unknowns: [],
    codes: [],
    alternatives: [],
    minutesToNext: null,
    nextCode: null,
    otherPrograms: [],
    estAllowed: null,
    ruleIds: [],
    findings: [],
    proposal: 'billable',
    family: 'STAFF',
    conditions: [],
    countedSeconds: { staff: 1950, qhp: 0, total: 1950 },
    timeKnown: true,
    daysLeft: 0,
    ...ASSESSMENT,
  };
}

test('the number of the practitioner is for the sheet: ChargeItem refers to them', () => {
  const [performer] = JSON.parse(
    JSON.stringify(chargeItemOf(aChargeDraft({ billingPractitioner: { ...MD, npi: '1234567893' } }))['performer']),
  );
  expect(performer.actor).toEqual(MD);
});

test('a charge that comes after a closed one of the same code is numbered', () => {
  expect(chargeItemOf(aChargeDraft({ issue: 2 }))['identifier']).toMatchObject([{ value: `${PATIENT}/2026-10/99490#2` }]);
  expect(readCharges([chargeItemOf(aChargeDraft({ issue: 2 }))])).toMatchObject([{ own: true, month: '2026-10', code: '99490' }]);
});

test('patient and month stand in the identifier, so that every attempt makes the same', () => {
  expect(chargeItemOf(aChargeDraft())['identifier']).toEqual([
    { system: 'https://w3id.org/intervisit/fhir/sid/charge', value: `${PATIENT}/2026-10/99490` },
  ]);
});
