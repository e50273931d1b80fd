import { FURTHER_PLAN_ELEMENTS, TYPICAL_PLAN_ELEMENTS } from './care-plan-elements.ts';
import type { Chart, ChartFact, PractitionerRelation, ServiceMonth, UnknownKind } from './chart.ts';
import type {
  BilledCodeFacts,
  CarePlanFacts,
  ConsentFacts,
  CoverageFacts,
  Facts,
  G0506Facts,
  GlobalSurgeryFacts,
  Listed,
  RiskFacts,
  StayFacts,
  VisitFacts,
} from './facts.ts';
import { booleanOf, dateOf, isLoose, listOf, noneOr, oneOf, textOf, type Loose } from './plain-values.ts';
import { readCondition } from './read-conditions.ts';
import { wordReader } from './read-confirmations.ts';
import { readEntries } from './read-entries.ts';

const SETTINGS = ['pfs-practice', 'rhc', 'fqhc'] as const;
const PRACTITIONERS = [
  'physician',
  'np',
  'pa',
  'cns',
  'cnm',
  'clinical-psychologist',
  'podiatrist',
  'dentist',
  'lcsw',
  'pharmacist',
  'rd',
  'pt',
  'rn',
] as const;
const RELATIONS = ['same', 'same-group', 'other'] as const;
const CONSENT_ELEMENTS = ['availability-and-cost-sharing', 'one-practitioner-per-month', 'right-to-stop-end-of-month'] as const;
const PLAN_ELEMENTS = [...TYPICAL_PLAN_ELEMENTS, ...FURTHER_PLAN_ELEMENTS] as const;
const STAY_TYPES = ['hospital-inpatient', 'snf-part-a', 'nursing-facility-non-part-a'] as const;
const MODELS = ['GUIDE-aligned', 'ACCESS-participant-aligned'] as const;
const UNKNOWN_KINDS = ['not-recorded', 'not-granted', 'not-supported', 'unreadable', 'not-answered'] as const;

/**
 * The chart's facts for the month. Takes any value whatever: what is not of the chart's shape becomes unknown, and an item
 * of a list that cannot be understood is counted as unreadable.
 */
export function readFacts(given: Chart, month: ServiceMonth): Facts {
  const chart: Loose = isLoose(given) ? given : {};
  const practitioner = looseOf(chart['billingPractitioner']);
  const practice = looseOf(chart['practice']);
  return {
    month,
    setting: oneOf(SETTINGS, chart['settingType']),
    timeZone: textOf(chart['practiceTimeZone']) ?? '',
    practitionerId: textOf(practitioner['id']),
    practitionerType: oneOf(PRACTITIONERS, practitioner['type']),
    coverage: readCoverage(chart['coverage']),
    conditions: readList(chart['conditions'], readCondition),
    risk: noneOr(chart['riskAttestation'], readRisk),
    newPatient: booleanOf(chart['newPatient']),
    ccmStart: dateOf(chart['ccmStartDate']),
    visits: readList(chart['visits'], readVisit),
    consent: noneOr(chart['consent'], readConsent),
    carePlan: noneOr(chart['carePlan'], readCarePlan),
    access24x7: booleanOf(practice['access24x7']),
    designatedMember: booleanOf(practice['designatedCareTeamMember']),
    certifiedEhr: booleanOf(practice['certifiedEhr']),
    timeEntries: readEntries(chart['timeEntries']),
    timeEntriesKnown: Array.isArray(chart['timeEntries']),
    billedCodes: readList(chart['otherBilledCodes'], readBilledCode),
    ownCharges: readList(chart['ownCharges'], readBilledCode),
    stays: readList(chart['stays'], readStay),
    hospiceElection: noneOr(chart['hospiceElection'], dateOf),
    death: noneOr(chart['deathDate'], dateOf),
    complexity: oneOf(['low', 'moderate', 'high'], chart['mdmComplexity']),
    complexityByPractitioner: booleanOf(chart['mdmByBillingPractitioner']),
    planRevised: booleanOf(chart['carePlanSubstantiallyRevised']),
    model: noneOr(chart['modelParticipation'], (value) => oneOf(MODELS, value)),
    globalSurgery: noneOr(chart['globalSurgery'], readGlobalSurgery),
    g0506: noneOr(chart['g0506'], readG0506),
    primaryCare: noneOr(chart['primaryCare'], readPrimaryCare),
    why: whyReader(chart['unknownBecause']),
    wordOn: wordReader(chart['confirmations'], month),
  };
}

function looseOf(value: unknown): Loose {
  return isLoose(value) ? value : {};
}

function readList<T>(value: unknown, read: (item: Loose) => T | undefined): Listed<T> | undefined {
  const list = listOf(value);
  if (!list) return undefined;
  const items: T[] = [];
  for (const item of list) {
    const fact = isLoose(item) ? read(item) : undefined;
    if (fact !== undefined) items.push(fact);
  }
  return { items, unreadable: list.length - items.length };
}

function readCoverage(value: unknown): CoverageFacts | undefined {
  if (!isLoose(value)) return undefined;
  return {
    type: textOf(value['type']),
    partBStart: dateOf(value['partBStart']),
    partBEnd: noneOr(value['partBEnd'], dateOf),
    qmb: booleanOf(value['qmb']),
    medicaid: booleanOf(value['medicaid']),
    reference: textOf(value['reference']),
  };
}

function readRisk(value: unknown): RiskFacts | undefined {
  if (!isLoose(value)) return undefined;
  return {
    attested: booleanOf(value['attested']),
    date: dateOf(value['date']),
    by: textOf(value['by']),
    reference: textOf(value['reference']),
  };
}

function readVisit(value: Loose): VisitFacts | undefined {
  return isVisit(value) ? value : undefined;
}

function isVisit(value: unknown): value is VisitFacts {
  return (
    isLoose(value) &&
    dateOf(value['date']) !== undefined &&
    typeof value['code'] === 'string' &&
    oneOf(RELATIONS, value['practitioner']) !== undefined &&
    (value['reference'] === undefined || typeof value['reference'] === 'string')
  );
}

function readConsent(value: unknown): ConsentFacts | undefined {
  if (!isLoose(value)) return undefined;
  return {
    date: dateOf(value['date']),
    documented: booleanOf(value['documented']),
    elements: wordsOf(CONSENT_ELEMENTS, value['elements']),
    practitionerId: textOf(value['practitionerId']),
    revoked: noneOr(value['revokedDate'], dateOf),
    reference: textOf(value['reference']),
  };
}

function readCarePlan(value: unknown): CarePlanFacts | undefined {
  if (!isLoose(value)) return undefined;
  return {
    present: booleanOf(value['present']),
    established: dateOf(value['establishedDate']),
    reviewed: dateOf(value['lastReviewedDate']),
    elements: wordsOf(PLAN_ELEMENTS, value['elements']),
    copyGiven: noneOr(value['copyGivenDate'], dateOf),
    signed: noneOr(value['signedDate'], dateOf),
    signedBy: textOf(value['signedBy']),
    reference: textOf(value['reference']),
  };
}

function wordsOf<const T extends string>(words: readonly T[], value: unknown): readonly T[] | undefined {
  const list = listOf(value);
  return list && words.filter((word) => list.includes(word));
}

function relationOf(value: unknown): PractitionerRelation {
  return oneOf(RELATIONS, value) ?? 'same';
}

/** A practitioner who is not named is taken for the same one, as section 9 of the rulebook has it. */
function readBilledCode(value: Loose): BilledCodeFacts | undefined {
  const code = textOf(value['code']);
  const date = dateOf(value['date']);
  if (code === undefined || date === undefined) return undefined;
  return {
    code: code.trim().toUpperCase(),
    date,
    practitioner: relationOf(value['practitioner']),
    reference: textOf(value['reference']),
  };
}

function readStay(value: Loose): StayFacts | undefined {
  const type = oneOf(STAY_TYPES, value['type']);
  const start = dateOf(value['start']);
  if (type === undefined || start === undefined) return undefined;
  return { type, start, end: noneOr(value['end'], dateOf), reference: textOf(value['reference']) };
}

function readGlobalSurgery(value: unknown): GlobalSurgeryFacts | undefined {
  if (!isLoose(value)) return undefined;
  return { practitioner: relationOf(value['practitioner']), start: dateOf(value['start']), end: dateOf(value['end']) };
}

function readG0506(value: unknown): G0506Facts | undefined {
  if (!isLoose(value)) return undefined;
  return {
    date: dateOf(value['date']),
    personally: booleanOf(value['personallyByBillingPractitioner']),
    beyondUsualEffort: booleanOf(value['beyondUsualEffort']),
    previouslyBilled: booleanOf(value['previouslyBilled']),
  };
}

function readPrimaryCare(value: unknown): Facts['primaryCare'] {
  if (!isLoose(value)) return undefined;
  return {
    responsibleForAllPrimaryCare: booleanOf(value['responsibleForAllPrimaryCare']) ?? null,
    consentDate: dateOf(value['consentDate']) ?? null,
    seenWithinThreeYears: booleanOf(value['seenWithinThreeYears']) ?? null,
    serviceElements: booleanOf(value['serviceElements']) ?? null,
    behavioralHealth: oneOf(['collaborative-initial', 'collaborative-subsequent', 'general'], value['behavioralHealth']) ?? null,
  };
}

function whyReader(value: unknown): (fact: ChartFact) => UnknownKind {
  const reasons = looseOf(value);
  return (fact) => oneOf(UNKNOWN_KINDS, reasons[fact]) ?? 'not-recorded';
}
