import type { Chart, ChartCondition } from '../../src/ccm/chart.ts';
import type { Finding } from '../../src/ccm/finding.ts';
import type { ConditionJudgement, EntryJudgement, MonthAssessment } from '../../src/ccm/month-assessment.ts';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';

/** A month of a fictional patient at 14 of 20 minutes with nothing open, for screens; it need not follow from a chart. */
export function anAssessment(overrides: Partial<MonthAssessment> = {}): MonthAssessment {
  return {
    eligible: true,
    billable: false,
    distinctChronicConditions: ['Diabetes', 'Hypertension', 'COPD'],
    blockers: [],
    warnings: [],
    unknowns: [],
    countedMinutes: { staff: 14, qhp: 0, total: 14 },
    countedSeconds: { staff: 840, qhp: 0, total: 840 },
    excludedMinutes: [],
    codes: [],
    alternatives: [],
    minutesToNext: 6,
    nextCode: '99490',
    earliestDateOfService: null,
    defaultDateOfService: null,
    otherPrograms: [],
    estAllowed: null,
    ruleIds: [],
    findings: someFindings(),
    month: '2026-11',
    rulesVersion: '2026.1',
    proposal: 'not-yet',
    family: null,
    conditions: someJudgements(),
    time: [
      anEntryJudgement({ entry: 0, countedSeconds: 480, localDate: '2026-11-03' }),
      anEntryJudgement({ entry: 1, countedSeconds: 360, localDate: '2026-11-17' }),
    ],
    timeKnown: true,
    daysLeft: 10,
    ...overrides,
  };
}

/** A month in which 99490 is reached and nothing stands in the way. */
export function aBillableAssessment(overrides: Partial<MonthAssessment> = {}): MonthAssessment {
  return anAssessment({
    billable: true,
    proposal: 'billable',
    family: 'STAFF',
    codes: [{ code: '99490', units: 1 }],
    countedMinutes: { staff: 22, qhp: 0, total: 22 },
    countedSeconds: { staff: 1350, qhp: 0, total: 1350 },
    minutesToNext: 18,
    nextCode: '99439',
    earliestDateOfService: '2026-11-19',
    defaultDateOfService: '2026-11-19',
    ...overrides,
  });
}

export function anEntryJudgement(overrides: Partial<EntryJudgement> = {}): EntryJudgement {
  return { entry: 0, countedSeconds: 480, bucket: 'staff', excluded: [], localDate: '2026-11-03', ...overrides };
}

/** The chart beside `anAssessment`. */
export function aScreenChart(overrides: Partial<Chart> = {}): Chart {
  return {
    practiceTimeZone: 'America/New_York',
    consent: { date: '2026-01-12', method: 'verbal', documented: true, reference: 'Consent/c1' },
    carePlan: { present: true, establishedDate: '2026-01-20', signedDate: '2026-10-12', signedBy: 'Dr. Felix Fictional' },
    conditions: someJudgements().map(({ condition }) => condition),
    timeEntries: [
      {
        start: '2026-11-03T10:05:00-05:00',
        seconds: 480,
        performer: 'clinical-staff',
        performerName: 'Nora Nightsample, RN',
        activity: 'care-coordination-call',
        id: 'e1',
        reference: 'Encounter/e1',
      },
      {
        start: '2026-11-17T15:30:00-05:00',
        seconds: 360,
        performer: 'clinical-staff',
        performerName: 'Nora Nightsample, RN',
        activity: 'medication-reconciliation',
        id: 'e2',
        reference: 'Encounter/e2',
      },
    ],
    ...overrides,
  };
}

export function aCondition(overrides: Partial<ChartCondition> = {}): ChartCondition {
  return {
    display: 'Type 2 diabetes mellitus without complications',
    codes: [{ system: ICD, code: 'E11.9' }],
    clinicalStatus: 'active',
    verificationStatus: 'confirmed',
    onset: '2014-05-02',
    reference: 'Condition/dm',
    ...overrides,
  };
}

export function aJudgement(overrides: Partial<ConditionJudgement> = {}): ConditionJudgement {
  return {
    condition: aCondition(),
    verdict: 'counts',
    reason: 'chronic',
    ruleId: 'ELIG-3',
    group: 'diabetes',
    groupName: 'Diabetes',
    matched: { system: 'ICD-10-CM', code: 'E11.9' },
    ...overrides,
  };
}

export function someJudgements(): readonly ConditionJudgement[] {
  return [
    aJudgement(),
    aJudgement({
      condition: aCondition({
        display: 'Diabetes mellitus type 2',
        codes: [{ system: SNOMED, code: '44054006' }],
        reference: 'Condition/dm2',
      }),
      matched: { system: 'SNOMED CT', code: '44054006' },
    }),
    aJudgement({
      condition: aCondition({
        display: 'Essential hypertension',
        codes: [{ system: ICD, code: 'I10' }],
        onset: '2011',
        reference: 'Condition/htn',
      }),
      group: 'hypertension',
      groupName: 'Hypertension',
    }),
    aJudgement({
      condition: aCondition({
        display: 'Chronic obstructive pulmonary disease',
        codes: [{ system: ICD, code: 'J44.9' }],
        onset: null,
        reference: 'Condition/copd',
      }),
      group: 'copd',
      groupName: 'COPD',
    }),
    {
      condition: aCondition({
        display: 'Depressive symptoms, discussed by phone',
        codes: [],
        onset: null,
        clinicalStatus: null,
        reference: 'Condition/dep',
      }),
      verdict: 'review',
      reason: 'text-only',
      ruleId: 'ELIG-3',
    },
    {
      condition: aCondition({
        display: 'Acute bronchitis',
        codes: [{ system: ICD, code: 'J20.9' }],
        clinicalStatus: 'resolved',
        onset: '2026-02-11',
        reference: 'Condition/br',
      }),
      verdict: 'does-not-count',
      reason: 'not-active',
      ruleId: 'ELIG-3',
    },
  ];
}

/** Findings of every bearing on the month: the assessment's lists say which. */
export function someFindings(): readonly Finding[] {
  return [
    aFinding('ELIG-1', [
      { fact: 'conditions-counted', value: 3 },
      { fact: 'chronic-condition', value: 'E11.9', reference: 'Condition/dm' },
    ]),
    aFinding('ELIG-2', [{ fact: 'risk-attestation', value: '2026-01-12', by: 'Dr. Felix Fictional', reference: 'CarePlan/cp1' }]),
    aFinding('ELIG-4', [{ fact: 'visit', value: '2025-12-03', reference: 'Encounter/v1' }]),
    aFinding('ELIG-7', [{ fact: 'coverage-start', value: '2019-04-01', reference: 'Coverage/m1' }]),
    aFinding('CONS-1', [{ fact: 'consent-date', value: '2026-01-12', reference: 'Consent/c1' }]),
    aFinding('PLAN-1', [{ fact: 'plan-present', value: true, reference: 'CarePlan/cp1' }]),
    aFinding('PLAN-3', [{ fact: 'copy-given', value: '2026-01-20' }]),
    aFinding('PRAC-1', [{ fact: 'access-24x7', value: true }]),
    aFinding('WHO-2', [{ fact: 'billing-practitioner', value: 'physician' }]),
    aFinding('CONC-1', []),
    { ...aFinding('CODE-1', [{ fact: 'minutes', value: 14 }]), verdict: 'not-met' },
  ];
}

/** A rule that is met and changes nothing. */
export function aFinding(ruleId: Finding['ruleId'], evidence: Finding['evidence'] = [], overrides: Partial<Finding> = {}): Finding {
  return { ruleId, verdict: 'met', effect: 'none', evidence, ...overrides };
}
