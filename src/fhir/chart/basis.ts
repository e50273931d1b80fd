import type { BilledCode, ChartCondition, LocalDate, Reference } from '../../ccm/chart.ts';
import { type Attestation, attestationHistory } from '../attestations.ts';
import type { StoredCarePlan } from '../care-plan.ts';
import type { StoredCharge } from '../charges.ts';
import type { RawResource } from '../client.ts';
import type { StoredConsent, UngivenConsent } from '../consent.ts';
import type { CoverageReading } from '../coverage.ts';
import { enrolmentSteps, statedStart } from '../enrolment.ts';
import type { Problem } from '../parse.ts';
import type { PlanInNotes } from '../care-plan/plan.ts';
import type { PatientFacts } from '../patient.ts';
import type { PractitionerFacts } from '../practitioner.ts';
import type { StoredTimeEntry } from '../time.ts';
import type { Colleagues, EncounterReading } from '../visits.ts';
import type { TypeRead } from './fetch.ts';

/** Everything that was read, in our words, before it becomes a chart. The second round adds to it. */
export interface Basis {
  readonly patient: PatientFacts;
  readonly coverage: CoverageReading;
  readonly conditions: readonly ChartCondition[];
  /** One reading per search: the second round may add an older one. */
  readonly encounters: readonly EncounterReading[];
  /** The earliest day whose encounters are known, up to CCM start and in the last months; null: all there are. */
  readonly encountersSince: LocalDate | null;
  readonly consents: readonly StoredConsent[];
  /** Asked by this app and declined or left open. */
  readonly ungivenConsents: readonly UngivenConsent[];
  readonly carePlans: readonly StoredCarePlan[];
  readonly attestations: readonly Attestation[];
  readonly timeEntries: readonly StoredTimeEntry[];
  /** The Encounters and CarePlans that hold time entries: notes found later are read together with them. */
  readonly timeSources: readonly RawResource[];
  /** Our notes on the plan among the documents, their texts inside. */
  readonly planDocuments: readonly RawResource[];
  /** The plan that those notes make up; null where they document nothing of one. */
  readonly planInNotes: PlanInNotes | null;
  readonly encounterIds: readonly string[];
  readonly charges: readonly StoredCharge[];
  /** Codes found elsewhere than in charges: Procedures, Claims, ExplanationOfBenefits. */
  readonly otherCodes: readonly BilledCode[];
  /** Days on which a document shows that a copy of the plan was made for the patient. */
  readonly copiesGiven: readonly LocalDate[];
  readonly practitioners: ReadonlyMap<Reference, PractitionerFacts>;
  readonly colleagues: Colleagues;
  readonly billingName?: string;
  readonly reads: Readonly<Record<string, TypeRead>>;
  readonly problems: readonly Problem[];
}

/**
 * First day of CCM: the one that a person stated, which goes before the days of consent and plan; where nobody did, the
 * earliest of these. Work done before either was CCM all the same. Undefined where there is none of it.
 */
export function ccmStartOf(
  { consents, carePlans, timeEntries, timeSources }: Pick<Basis, 'consents' | 'carePlans' | 'timeEntries' | 'timeSources'>,
  dayOf: (text: unknown) => LocalDate | undefined,
): LocalDate | undefined {
  const stated = statedStart(enrolmentSteps(attestationHistory(timeSources.filter(({ resourceType }) => resourceType === 'CarePlan'))));
  const recorded = [
    ...consents.filter(({ origin }) => origin === 'own').map(({ consent }) => consent.date),
    ...carePlans
      .filter(({ origin, status }) => origin === 'own' && status !== 'entered-in-error')
      .map(({ establishedDate }) => dayOf(establishedDate)),
  ];
  const days = [
    ...(stated === undefined ? recorded : [stated]),
    ...timeEntries.map(({ entry }) => (entry === null ? undefined : (entry.date ?? dayOf(entry.start)))),
  ];
  return days.filter((day) => day !== undefined).toSorted()[0];
}
