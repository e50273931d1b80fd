import type {
  CarePlanElement,
  Chart,
  ChartCondition,
  ChartFact,
  Confirmation,
  ConsentElement,
  LocalDate,
  MdmComplexity,
  ModelParticipation,
  Performer,
  PractitionerRelation,
  PractitionerType,
  PrimaryCare,
  Reference,
  ServiceMonth,
  SettingType,
  UnknownKind,
} from './chart.ts';
import type { RuleId } from './rules.ts';

/**
 * A chart with every unknown said outright: `undefined` is unknown, `null` is known to be none, and what could not be
 * understood has become one of the two. The rules read facts, never a chart.
 */
export interface Facts {
  readonly month: ServiceMonth;
  readonly setting: SettingType | undefined;
  readonly timeZone: string;
  readonly practitionerId: string | undefined;
  readonly practitionerType: PractitionerType | undefined;
  readonly coverage: CoverageFacts | undefined;
  readonly conditions: Listed<ChartCondition> | undefined;
  readonly risk: RiskFacts | null | undefined;
  readonly newPatient: boolean | undefined;
  readonly ccmStart: LocalDate | undefined;
  readonly visits: Listed<VisitFacts> | undefined;
  readonly consent: ConsentFacts | null | undefined;
  readonly carePlan: CarePlanFacts | null | undefined;
  readonly access24x7: boolean | undefined;
  readonly designatedMember: boolean | undefined;
  readonly certifiedEhr: boolean | undefined;
  readonly timeEntries: readonly EntryFacts[];
  /** False where the chart does not say which entries there are. */
  readonly timeEntriesKnown: boolean;
  readonly billedCodes: Listed<BilledCodeFacts> | undefined;
  readonly ownCharges: Listed<BilledCodeFacts> | undefined;
  readonly stays: Listed<StayFacts> | undefined;
  readonly hospiceElection: LocalDate | null | undefined;
  readonly death: LocalDate | null | undefined;
  readonly complexity: MdmComplexity | undefined;
  readonly complexityByPractitioner: boolean | undefined;
  readonly planRevised: boolean | undefined;
  readonly model: ModelParticipation | null | undefined;
  readonly globalSurgery: GlobalSurgeryFacts | null | undefined;
  readonly g0506: G0506Facts | null | undefined;
  readonly primaryCare: PrimaryCare | null | undefined;
  /** Why a fact is unknown; `not-recorded` where the reader did not say. */
  why(fact: ChartFact): UnknownKind;
  /** The latest word a person gave on the rule for this month. */
  wordOn(ruleId: RuleId): Confirmation | undefined;
}

/** A list, and how many of its items could not be understood. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly unreadable: number;
}

export interface CoverageFacts {
  readonly type: string | undefined;
  readonly partBStart: LocalDate | undefined;
  readonly partBEnd: LocalDate | null | undefined;
  readonly qmb: boolean | undefined;
  readonly medicaid: boolean | undefined;
  readonly reference: Reference | undefined;
}

export interface RiskFacts {
  readonly attested: boolean | undefined;
  readonly date: LocalDate | undefined;
  readonly by: string | undefined;
  readonly reference: Reference | undefined;
}

export interface VisitFacts {
  readonly date: LocalDate;
  readonly code: string;
  readonly practitioner: PractitionerRelation;
  readonly modality?: unknown;
  readonly ccmDiscussed?: unknown;
  readonly reference?: Reference;
}

export interface ConsentFacts {
  readonly date: LocalDate | undefined;
  readonly documented: boolean | undefined;
  readonly elements: readonly ConsentElement[] | undefined;
  readonly practitionerId: string | undefined;
  readonly revoked: LocalDate | null | undefined;
  readonly reference: Reference | undefined;
}

export interface CarePlanFacts {
  readonly present: boolean | undefined;
  readonly established: LocalDate | undefined;
  readonly reviewed: LocalDate | undefined;
  readonly elements: readonly CarePlanElement[] | undefined;
  readonly copyGiven: LocalDate | null | undefined;
  readonly signed: LocalDate | null | undefined;
  readonly signedBy: string | undefined;
  readonly reference: Reference | undefined;
}

/** One time entry; `blocks` is null where the clock times are not known. */
export interface EntryFacts {
  readonly index: number;
  readonly date: LocalDate | undefined;
  readonly seconds: number | undefined;
  /** Clock times as written; empty where only a date is known. */
  readonly written: readonly WrittenSpan[];
  readonly performer: Performer | undefined;
  readonly performerId: string | undefined;
  readonly activity: string | undefined;
  readonly sessionId: string | undefined;
  readonly countedToward: string | undefined;
  /** Undefined where the number given cannot be one. */
  readonly patientsServed: number | undefined;
  readonly partOfVisit: boolean;
  readonly outsideUS: boolean;
  readonly recorded: LocalDate | undefined;
  readonly reference: Reference | undefined;
}

/** A span from a written instant to another, or for the entry's duration where `end` is absent. */
export interface WrittenSpan {
  readonly start: string;
  readonly end: string | undefined;
}

export interface BilledCodeFacts {
  readonly code: string;
  readonly date: LocalDate;
  readonly practitioner: PractitionerRelation;
  readonly reference: Reference | undefined;
}

export interface StayFacts {
  readonly type: StayType;
  readonly start: LocalDate;
  readonly end: LocalDate | null | undefined;
  readonly reference: Reference | undefined;
}

export type StayType = NonNullable<Chart['stays']>[number]['type'];

export interface GlobalSurgeryFacts {
  readonly practitioner: PractitionerRelation;
  readonly start: LocalDate | undefined;
  readonly end: LocalDate | undefined;
}

export interface G0506Facts {
  readonly date: LocalDate | undefined;
  readonly personally: boolean | undefined;
  readonly beyondUsualEffort: boolean | undefined;
  readonly previouslyBilled: boolean | undefined;
}
