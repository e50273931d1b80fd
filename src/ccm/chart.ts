/**
 * The facts one service month is judged on, in the vocabulary of the public scenario format.
 *
 * A missing key, or `undefined`, means *unknown*; `null` means *known to be none* where the format says so
 * (riskAttestation, consent, carePlan, copyGivenDate, revokedDate, partBEnd, a stay's end, hospiceElection, deathDate,
 * modelParticipation, globalSurgery, g0506) and *unknown* everywhere else. Keys marked "evidence" are ours: they never
 * change a verdict, they let a screen show where a fact came from.
 */
export interface Chart {
  readonly settingType?: SettingType | null;
  /** IANA name. Dates without a time are local calendar dates there. */
  readonly practiceTimeZone: string;
  readonly billingPractitioner?: BillingPractitioner | null;
  readonly coverage?: Coverage | null;
  readonly conditions?: readonly ChartCondition[] | null;
  readonly riskAttestation?: RiskAttestation | null;
  readonly newPatient?: boolean | null;
  readonly ccmStartDate?: LocalDate | null;
  readonly visits?: readonly Visit[] | null;
  readonly consent?: Consent | null;
  readonly carePlan?: CarePlan | null;
  readonly practice?: Practice | null;
  readonly timeEntries?: readonly TimeEntry[] | null;
  readonly otherBilledCodes?: readonly BilledCode[] | null;
  /**
   * Ours, not part of the public format: the charges this app recorded that stand (planned, billable or billed), of all
   * months, each with a day of its service month. They block only where two families stand side by side (CONC-2).
   */
  readonly ownCharges?: readonly BilledCode[] | null;
  readonly stays?: readonly Stay[] | null;
  readonly hospiceElection?: LocalDate | null;
  readonly deathDate?: LocalDate | null;
  readonly mdmComplexity?: MdmComplexity | null;
  readonly mdmByBillingPractitioner?: boolean | null;
  readonly carePlanSubstantiallyRevised?: boolean | null;
  readonly modelParticipation?: ModelParticipation | null;
  readonly globalSurgery?: GlobalSurgery | null;
  readonly g0506?: G0506 | null;
  /** Ours, not part of the public format: what APCM asks beyond CCM. Without it APCM is not considered. */
  readonly primaryCare?: PrimaryCare | null;

  /** Why a fact above is unknown, for the facts where the reader knows. */
  readonly unknownBecause?: Partial<Readonly<Record<ChartFact, UnknownKind>>>;
  /** A person's answers to rules the chart could not decide: the rule is then met or not met on that person's word. */
  readonly confirmations?: readonly Confirmation[];
  /** What billing outside this EHR is known: a person's statement that others' billing was checked. Evidence. */
  readonly reference?: Reference;
}

export type ChartFact = Exclude<keyof Chart, 'unknownBecause' | 'confirmations' | 'reference' | 'practiceTimeZone'>;

/** `2026-03-05`, a calendar day at the practice. */
export type LocalDate = string;
/** An instant with its offset, `2026-03-05T10:00:00-05:00`. */
export type Instant = string;
/** `2026-03`, a calendar month at the practice. */
export type ServiceMonth = string;
/** `Condition/123`: where in the EHR the fact was read. */
export type Reference = string;

/**
 * Why a fact is not known. `not-recorded`: looked, nothing there. `not-granted`: the EHR refuses this app the data.
 * `not-supported`: the EHR has no such data. `unreadable`: it is there and could not be understood.
 * `not-answered`: the EHR failed to answer, or not all pages came.
 */
export type UnknownKind = 'not-recorded' | 'not-granted' | 'not-supported' | 'unreadable' | 'not-answered';

export type SettingType = 'pfs-practice' | 'rhc' | 'fqhc';

export interface BillingPractitioner {
  readonly id: string;
  readonly type?: PractitionerType | null;
  readonly name?: string;
}

export type PractitionerType =
  | 'physician'
  | 'np'
  | 'pa'
  | 'cns'
  | 'cnm'
  | 'clinical-psychologist'
  | 'podiatrist'
  | 'dentist'
  | 'lcsw'
  | 'pharmacist'
  | 'rd'
  | 'pt'
  | 'rn';

export interface Coverage {
  /** `medicare-ffs`, `medicare-advantage`, or another payer in the site's words. */
  readonly type: string;
  readonly partBStart?: LocalDate | null;
  readonly partBEnd?: LocalDate | null;
  readonly qmb?: boolean | null;
  readonly medicaid?: boolean | null;
  readonly reference?: Reference;
}

export interface ChartCondition {
  readonly display: string;
  readonly codes: readonly ConditionCode[];
  readonly clinicalStatus?: string | null;
  readonly verificationStatus?: string | null;
  readonly onset?: LocalDate | null;
  readonly abatement?: LocalDate | null;
  /** A clinician's decision that this condition counts, or does not, whatever its code and status. */
  readonly override?: ConditionOverride;
  readonly reference?: Reference;
}

export interface ConditionCode {
  readonly system: string;
  readonly code: string;
}

export interface ConditionOverride {
  readonly counts: boolean;
  readonly reason: string;
  readonly by: string;
  readonly date: LocalDate;
  readonly reference?: Reference;
}

export interface RiskAttestation {
  readonly attested: boolean;
  readonly date: LocalDate;
  readonly by: string;
  readonly reference?: Reference;
}

export interface Visit {
  readonly date: LocalDate;
  readonly code: string;
  readonly practitioner: PractitionerRelation;
  readonly modality?: 'in-person' | 'audio-video' | 'audio-only' | null;
  readonly ccmDiscussed?: boolean | null;
  readonly reference?: Reference;
}

export type PractitionerRelation = 'same' | 'same-group' | 'other';

export interface Consent {
  readonly date: LocalDate;
  readonly method?: 'verbal' | 'written' | null;
  readonly documented?: boolean | null;
  readonly elements?: readonly ConsentElement[] | null;
  readonly practitionerId?: string | null;
  readonly revokedDate?: LocalDate | null;
  readonly reference?: Reference;
}

export type ConsentElement = 'availability-and-cost-sharing' | 'one-practitioner-per-month' | 'right-to-stop-end-of-month';

export interface CarePlan {
  readonly present: boolean;
  readonly establishedDate?: LocalDate | null;
  readonly lastReviewedDate?: LocalDate | null;
  readonly elements?: readonly CarePlanElement[] | null;
  readonly copyGivenDate?: LocalDate | null;
  /** The practitioner's sign-off, PLAN-5. `null`: known to be unsigned. */
  readonly signedDate?: LocalDate | null;
  readonly signedBy?: string | null;
  readonly reference?: Reference;
}

export type CarePlanElement =
  | 'problem-list'
  | 'expected-outcome-prognosis'
  | 'measurable-treatment-goals'
  | 'cognitive-functional-assessment'
  | 'symptom-management'
  | 'planned-interventions'
  | 'medical-management'
  | 'environmental-evaluation'
  | 'caregiver-assessment'
  | 'coordination-with-outside-resources'
  | 'community-services'
  | 'periodic-review'
  | 'preventive-care';

export interface Practice {
  readonly access24x7?: boolean | null;
  readonly designatedCareTeamMember?: boolean | null;
  readonly certifiedEhr?: boolean | null;
}

/** One block of logged work. Exactly one of `date` and `start`, and one of `minutes` and `seconds`, is given. */
export interface TimeEntry {
  readonly date?: LocalDate;
  readonly start?: Instant;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly performer: Performer;
  readonly activity: string;
  /** Entries sharing one were simultaneous. */
  readonly sessionId?: string | null;
  /** A code these minutes also count toward. */
  readonly alsoCountedToward?: string | null;
  readonly patientsServed?: number | null;
  readonly partOfVisit?: boolean | null;
  readonly outsideUS?: boolean | null;

  /** Active intervals of an entry with pauses; overlap is judged on these. Without them the entry is one block from `start`. */
  readonly intervals?: readonly Interval[];
  /** The UUID the entry carries in every carrier. */
  readonly id?: string;
  /** Local day on which the entry was written, for TIME-17's late entries. */
  readonly recorded?: LocalDate;
  readonly performerId?: string;
  readonly performerName?: string;
  readonly reference?: Reference;
}

export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export type Performer = 'clinical-staff' | 'physician-qhp' | 'non-clinical-staff' | 'software';

export interface BilledCode {
  readonly code: string;
  readonly date: LocalDate;
  readonly practitioner: PractitionerRelation;
  readonly reference?: Reference;
}

export interface Stay {
  readonly type: 'hospital-inpatient' | 'snf-part-a' | 'nursing-facility-non-part-a';
  readonly start: LocalDate;
  readonly end?: LocalDate | null;
  readonly reference?: Reference;
}

export type MdmComplexity = 'low' | 'moderate' | 'high';
export type ModelParticipation = 'GUIDE-aligned' | 'ACCESS-participant-aligned';

export interface GlobalSurgery {
  readonly practitioner: PractitionerRelation;
  readonly start: LocalDate;
  readonly end: LocalDate;
}

export interface G0506 {
  readonly date: LocalDate;
  readonly personallyByBillingPractitioner?: boolean | null;
  readonly beyondUsualEffort?: boolean | null;
  readonly previouslyBilled?: boolean | null;
}

export interface PrimaryCare {
  readonly responsibleForAllPrimaryCare?: boolean | null;
  readonly consentDate?: LocalDate | null;
  readonly seenWithinThreeYears?: boolean | null;
  /** Whether the practice can offer all service elements of APCM. */
  readonly serviceElements?: boolean | null;
  readonly behavioralHealth?: 'collaborative-initial' | 'collaborative-subsequent' | 'general' | null;
}

/** A person's word on one rule that the chart left unknown. It decides that rule and nothing else. */
export interface Confirmation {
  readonly ruleId: string;
  readonly met: boolean;
  readonly by: string;
  readonly date: LocalDate;
  readonly reason: string;
  /** The service month it speaks of; absent: it holds until revoked. */
  readonly month?: ServiceMonth;
  readonly reference?: Reference;
}
