import type {
  BilledCode,
  CarePlan,
  Chart,
  ChartCondition,
  Confirmation,
  Consent,
  Coverage,
  Stay,
  TimeEntry,
  Visit,
} from '../../src/ccm/chart.ts';

/** The service month the builders' dates stand in. */
export const MONTH = '2026-03';

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

/** A fictional patient's chart in which 2026-03 is billable as 99490 with nothing open: 20 minutes, every requirement met. */
export function aChart(overrides: Partial<Chart> = {}): Chart {
  return {
    settingType: 'pfs-practice',
    practiceTimeZone: 'America/New_York',
    billingPractitioner: { id: 'prac-1', type: 'physician' },
    coverage: aCoverage(),
    conditions: [aCondition(), aCondition({ display: 'Essential hypertension', codes: [{ system: ICD_10_CM, code: 'I10' }] })],
    riskAttestation: { attested: true, date: '2026-01-05', by: 'prac-1' },
    newPatient: false,
    ccmStartDate: '2025-01-10',
    visits: [aVisit()],
    consent: aConsent(),
    carePlan: aCarePlan(),
    practice: { access24x7: true, designatedCareTeamMember: true, certifiedEhr: true },
    timeEntries: [aTimeEntry({ minutes: 12 }), aTimeEntry({ date: '2026-03-09', minutes: 8, activity: 'medication-reconciliation' })],
    otherBilledCodes: [],
    stays: [],
    hospiceElection: null,
    deathDate: null,
    mdmComplexity: 'low',
    mdmByBillingPractitioner: true,
    carePlanSubstantiallyRevised: false,
    modelParticipation: null,
    globalSurgery: null,
    g0506: null,
    ...overrides,
  };
}

/** Twenty minutes of clinical staff on 2026-03-05. Give `start` and the date is left out. */
export function aTimeEntry(overrides: Partial<TimeEntry> = {}): TimeEntry {
  const when = overrides.start === undefined && overrides.intervals === undefined ? { date: '2026-03-05' } : {};
  const length = overrides.seconds === undefined && overrides.intervals === undefined ? { minutes: 20 } : {};
  return { ...when, ...length, performer: 'clinical-staff', activity: 'care-coordination-call', ...overrides };
}

export function aCondition(overrides: Partial<ChartCondition> = {}): ChartCondition {
  return {
    display: 'Type 2 diabetes mellitus',
    codes: [{ system: ICD_10_CM, code: 'E11.9' }],
    clinicalStatus: 'active',
    verificationStatus: 'confirmed',
    onset: '2019-05-01',
    ...overrides,
  };
}

export function aCoverage(overrides: Partial<Coverage> = {}): Coverage {
  return { type: 'medicare-ffs', partBStart: '2018-01-01', partBEnd: null, qmb: false, medicaid: false, ...overrides };
}

/** A visit in the year before CCM began on 2025-01-10. */
export function aVisit(overrides: Partial<Visit> = {}): Visit {
  return { date: '2024-11-15', code: '99214', practitioner: 'same', modality: 'in-person', ccmDiscussed: false, ...overrides };
}

export function aConsent(overrides: Partial<Consent> = {}): Consent {
  return {
    date: '2025-01-08',
    method: 'verbal',
    documented: true,
    elements: ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'],
    practitionerId: 'prac-1',
    revokedDate: null,
    ...overrides,
  };
}

export function aCarePlan(overrides: Partial<CarePlan> = {}): CarePlan {
  return {
    present: true,
    establishedDate: '2025-01-10',
    lastReviewedDate: '2026-03-02',
    elements: [
      'problem-list',
      'expected-outcome-prognosis',
      'measurable-treatment-goals',
      'cognitive-functional-assessment',
      'symptom-management',
      'planned-interventions',
      'medical-management',
      'environmental-evaluation',
      'caregiver-assessment',
      'coordination-with-outside-resources',
    ],
    copyGivenDate: '2025-01-12',
    signedDate: '2025-01-10',
    signedBy: 'prac-1',
    ...overrides,
  };
}

/** A code billed in 2026-03 by the billing practitioner. */
export function aBilledCode(code: string, overrides: Partial<BilledCode> = {}): BilledCode {
  return { code, date: '2026-03-18', practitioner: 'same', ...overrides };
}

export function aStay(overrides: Partial<Stay> = {}): Stay {
  return { type: 'hospital-inpatient', start: '2026-03-07', end: '2026-03-12', ...overrides };
}

/** A clinician's word of 2026-03-20 that the rule is met. */
export function aConfirmation(ruleId: string, overrides: Partial<Confirmation> = {}): Confirmation {
  return { ruleId, met: true, by: 'Dr. Testa Fictional', date: '2026-03-20', reason: 'Seen in the paper record', ...overrides };
}

/** `chart` without the given keys: what they would say is unknown. */
export function without(chart: Chart, ...keys: readonly (keyof Chart)[]): Chart {
  return Object.assign(
    { practiceTimeZone: chart.practiceTimeZone },
    Object.fromEntries(Object.entries(chart).filter(([key]) => !keys.some((one) => one === key))),
  );
}
