import type {
  BilledCode,
  BillingPractitioner,
  CarePlan,
  Chart,
  ChartCondition,
  ChartFact,
  LocalDate,
  Practice,
  PrimaryCare,
  ServiceMonth,
  SettingType,
  Stay,
  UnknownKind,
} from '../../ccm/chart.ts';
import { planSignature } from '../attestation-values.ts';
import type { PlanInNotes } from '../care-plan/plan.ts';
import { consentFor } from '../consent.ts';
import { type Days, lastDayOfMonth } from '../dates.ts';
import type { PossibleVisit } from '../visits.ts';
import { type Basis, ccmStartOf } from './basis.ts';
import { codesOfCharges, isBarring, ownStandingCodes } from './billed-codes.ts';
import { type StatedFacts, statedFacts, withOverride } from './statements.ts';
import { visitFacts } from './visit-facts.ts';

export interface AssemblyOptions {
  readonly month: ServiceMonth;
  readonly days: Days;
  readonly settingType?: SettingType;
  readonly practice?: Practice;
}

/** A fact, or why there is none. */
interface Fact<Value> {
  readonly value: Value | undefined;
  readonly because?: UnknownKind;
}

/**
 * The chart of one service month. A list is given only where all of it came; where something in it could not be read, only
 * if the rest of it shows something, so that a gap never reads as *none*.
 */
export function assemble(
  basis: Basis,
  options: AssemblyOptions,
): { readonly chart: Chart; readonly possibleVisits: readonly PossibleVisit[] } {
  const { month, days } = options;
  const stated = statedFacts(basis.attestations, month, days);
  const start = ccmStartOf(basis, days.first);
  const foreign = [...codesOfCharges(basis.charges, days, basis.colleagues), ...basis.otherCodes];
  const visits = visitFacts(basis, stated, foreign, start, month);
  const facts = {
    settingType: given(options.settingType),
    billingPractitioner: given(billingPractitionerOf(basis)),
    coverage: { value: basis.coverage.coverage, because: gap(basis, 'Coverage') },
    conditions: conditionsFact(basis, stated),
    riskAttestation: fromPlans(basis, stated.risk),
    newPatient: given(visits.newPatient),
    ccmStartDate: given(start),
    visits: { value: visits.visits, ...reason(visits.because) },
    consent: consentFact(basis, month),
    carePlan: carePlanFact(basis, stated, days),
    practice: given(options.practice),
    timeEntries: timeEntriesFact(basis),
    otherBilledCodes: otherBilledFact(basis, [...foreign, ...visits.codesInMonth], month),
    ownCharges: ownChargesFact(basis, days),
    stays: listOf(
      basis,
      'Encounter',
      basis.encounters.flatMap(({ stays }) => stays),
      (stays) => stays.some((stay) => overlaps(stay, month)),
    ),
    hospiceElection: hospiceFact(basis),
    deathDate: given(basis.patient.deathDate),
    mdmComplexity: given(stated.mdmComplexity),
    mdmByBillingPractitioner: given(stated.mdmByBillingPractitioner),
    carePlanSubstantiallyRevised: given(stated.substantiallyRevised),
    modelParticipation: given(stated.modelParticipation),
    globalSurgery: given(stated.globalSurgery),
    g0506: { value: g0506Of(stated, foreign, month) },
    primaryCare: given<PrimaryCare>(undefined),
  } satisfies { readonly [Key in ChartFact]: Fact<Chart[Key]> };
  const chart: Chart = {
    practiceTimeZone: days.timeZone,
    ...valuesOf(facts),
    unknownBecause: reasonsOf(facts),
    confirmations: stated.confirmations,
    reference: basis.patient.identity.reference,
  };
  return { chart, possibleVisits: visits.possibleVisits };
}

function given<Value>(value: Value | undefined): Fact<Value> {
  return { value };
}

function reason(because: UnknownKind | undefined): { readonly because?: UnknownKind } {
  return because === undefined ? {} : { because };
}

/** Why what this type might have told is not known; `not-recorded` where it was looked for everywhere. */
function gap({ reads, problems }: Basis, type: string): UnknownKind {
  const read = reads[type];
  if (read === undefined) return 'not-answered';
  if (read.unknownBecause !== undefined) return read.unknownBecause;
  return problems.some((problem) => problem.type === type && problem.kind === 'unreadable') ? 'unreadable' : 'not-recorded';
}

function isComplete({ reads }: Basis, type: string): boolean {
  return reads[type]?.complete === true;
}

function hasUnusable({ problems }: Basis, type: string): boolean {
  return problems.some((problem) => problem.type === type && problem.kind !== 'wrong-patient' && problem.kind !== 'never-closed');
}

function listOf<Item>(
  basis: Basis,
  type: string,
  list: readonly Item[],
  showsSomething: (list: readonly Item[]) => boolean,
): Fact<readonly Item[]> {
  const because = gap(basis, type);
  if (!isComplete(basis, type)) return { value: undefined, because };
  if (!hasUnusable(basis, type)) return { value: list };
  return { value: showsSomething(list) ? list : undefined, because: because === 'not-recorded' ? 'unreadable' : because };
}

/**
 * An unreadable Condition stands among the others as one without a code, which the core leaves to a person's review; so do
 * those that the EHR keeps back where it shows a part of them: what is seen counts, and what is not seen is no no.
 */
function conditionsFact(basis: Basis, stated: StatedFacts): Fact<readonly ChartCondition[]> {
  const because = gap(basis, 'Condition');
  const isPart = basis.reads['Condition']?.onlyPart !== undefined;
  if (!isComplete(basis, 'Condition') && !isPart) return { value: undefined, because };
  const unreadable = basis.problems.filter(({ type, kind }) => type === 'Condition' && kind === 'unreadable');
  const placeholders = unreadable.map(({ reference }) => ({
    display: 'Entry that could not be read',
    codes: [],
    ...(reference === undefined ? {} : { reference }),
  }));
  const keptBack = isPart ? [{ display: 'Conditions that the EHR does not let Intervisit see', codes: [] }] : [];
  return { value: [...basis.conditions.map((condition) => withOverride(condition, stated)), ...placeholders, ...keptBack], because };
}

function billingPractitionerOf({ colleagues, practitioners, billingName }: Basis): BillingPractitioner | undefined {
  if (colleagues.billing === undefined) return undefined;
  const facts = practitioners.get(colleagues.billing);
  const name = facts?.name ?? billingName;
  return { id: colleagues.billing, ...(facts?.type === undefined ? {} : { type: facts.type }), ...(name === undefined ? {} : { name }) };
}

/** Statements stand in plans: where all plans came and none holds it, it is known that nobody made it. */
function fromPlans<Value>(basis: Basis, value: Value | undefined): Fact<Value | null> {
  if (value !== undefined) return { value };
  const isKnownNone = isComplete(basis, 'CarePlan') && !hasUnusable(basis, 'CarePlan');
  return isKnownNone ? { value: null } : { value: undefined, because: gap(basis, 'CarePlan') };
}

function consentFact(basis: Basis, month: ServiceMonth): Fact<Chart['consent']> {
  const own = consentFor(basis.consents, month);
  if (own !== undefined) return { value: own.consent };
  const isKnownNone =
    isComplete(basis, 'Consent') &&
    !hasUnusable(basis, 'Consent') &&
    !basis.consents.some(({ reference }) => reference?.startsWith('Consent/') === true);
  return isKnownNone ? { value: null } : { value: undefined, because: gap(basis, 'Consent') };
}

const NO_PLAN = new Set(['draft', 'revoked', 'entered-in-error']);

function carePlanFact(basis: Basis, stated: StatedFacts, days: Days): Fact<CarePlan | null> {
  const plan = basis.carePlans.find(({ origin, status }) => origin === 'own' && !NO_PLAN.has(status));
  const inNotes = basis.planInNotes;
  if (plan === undefined) {
    if (inNotes !== null) return { value: notesFact(inNotes, basis, stated) };
    const mayBeOne = basis.carePlans.some(({ origin, status }) => origin === 'other' && !NO_PLAN.has(status));
    return mayBeOne ? { value: undefined, because: gap(basis, 'CarePlan') } : fromPlans<CarePlan>(basis, undefined);
  }
  const establishedDate = days.first(plan.establishedDate);
  const lastReviewedDate = days.exact(plan.lastReviewedDate);
  const copyGivenDate = copyGiven(basis, stated);
  return {
    value: {
      present: true,
      ...(establishedDate === undefined ? {} : { establishedDate }),
      ...(lastReviewedDate === undefined ? {} : { lastReviewedDate }),
      ...(plan.narrativeOnly && inNotes === null
        ? {}
        : { elements: [...new Set([...plan.elements.map(({ element }) => element), ...(inNotes?.elements ?? [])])] }),
      ...(copyGivenDate === undefined ? {} : { copyGivenDate }),
      ...signedFact(basis, stated),
      reference: plan.reference,
    },
  };
}

function copyGiven({ copiesGiven }: Basis, stated: StatedFacts): LocalDate | undefined {
  return [stated.copyGivenDate, ...copiesGiven].filter((day) => day !== undefined).toSorted()[0];
}

/** Where the EHR takes no plan from apps, our notes among its documents are the plan. */
function notesFact({ elements, since, reference }: PlanInNotes, basis: Basis, stated: StatedFacts): CarePlan {
  const copyGivenDate = copyGiven(basis, stated);
  return {
    present: true,
    elements,
    ...(since !== undefined && { establishedDate: since }),
    ...(stated.signed !== undefined && { lastReviewedDate: stated.signed.date }),
    ...(copyGivenDate === undefined ? {} : { copyGivenDate }),
    ...signedFact(basis, stated),
    ...(reference !== undefined && { reference }),
  };
}

/** Signatures stand in plans: where all plans came and none holds one, it is known that nobody signed (PLAN-5). */
function signedFact(basis: Basis, { signed }: StatedFacts): Pick<CarePlan, 'signedDate' | 'signedBy'> {
  if (signed !== undefined) return { signedDate: signed.date, signedBy: signed.by };
  const isNotUnderstood = basis.attestations.some(
    ({ statement, value }) => statement === 'care-plan-signed' && planSignature.read(value) === null,
  );
  return isComplete(basis, 'CarePlan') && !isNotUnderstood ? { signedDate: null } : {};
}

/** The category of what this app writes: where the EHR shows that part of a type, none of it is kept back. */
const OWN_CATEGORIES = [
  { type: 'CarePlan', category: 'assess-plan' },
  { type: 'DocumentReference', category: 'clinical-note' },
] as const;

// Where Encounters cannot be read at all, none were written either, and the plan's own log is the whole of it.
function timeEntriesFact(basis: Basis): Fact<Chart['timeEntries']> {
  const entries = basis.timeEntries.map(({ entry }) => entry).filter((entry) => entry !== null);
  const status = basis.reads['Encounter']?.status;
  // Where this person may not see encounters a colleague's entries may stand in them all the same; where the EHR has none, they cannot.
  const isKnown = status === 'read' || (status === 'not-supported' && isComplete(basis, 'CarePlan'));
  if (!isKnown) return { value: undefined, because: gap(basis, 'Encounter') };
  // Entries may stand in notes and in the plan's log; half an answer is no smaller number.
  const broken = OWN_CATEGORIES.find(
    ({ type, category }) =>
      ['failed', 'incomplete'].includes(basis.reads[type]?.status ?? '') &&
      basis.reads[type]?.onlyPart?.some((part) => part.includes(category)) !== true,
  )?.type;
  return broken === undefined ? { value: entries } : { value: undefined, because: gap(basis, broken) };
}

/** Where not all billing is known, what is known is given only if it bars the month by itself: a list is otherwise the word that there is nothing more. */
function otherBilledFact(basis: Basis, codes: readonly BilledCode[], month: ServiceMonth): Fact<readonly BilledCode[]> {
  const isAll = isComplete(basis, 'ChargeItem') && !hasUnusable(basis, 'ChargeItem');
  const isBarred = codes.some(({ code, date }) => date.startsWith(month) && isBarring(code));
  return isAll || isBarred ? { value: codes } : { value: undefined, because: gap(basis, 'ChargeItem') };
}

/** What this app recorded stands wherever it was found; only where nothing was found does a gap matter. */
function ownChargesFact(basis: Basis, days: Days): Fact<readonly BilledCode[]> {
  const standing = ownStandingCodes(basis.charges, days);
  const isAll = isComplete(basis, 'ChargeItem') && !hasUnusable(basis, 'ChargeItem');
  return isAll || standing.length > 0 ? { value: standing } : { value: undefined, because: gap(basis, 'ChargeItem') };
}

function hospiceFact(basis: Basis): Fact<LocalDate | null> {
  const elected = basis.encounters
    .map(({ hospiceElection }) => hospiceElection)
    .filter((day) => day !== undefined)
    .toSorted()[0];
  if (elected !== undefined) return { value: elected };
  return isComplete(basis, 'Encounter') ? { value: null } : { value: undefined, because: gap(basis, 'Encounter') };
}

function g0506Of(stated: StatedFacts, foreign: readonly BilledCode[], month: ServiceMonth): Chart['g0506'] {
  if (stated.g0506 === undefined || stated.g0506 === null) return null;
  const wasBilled = foreign.some(({ code, date }) => code === 'G0506' && date < `${month}-01`);
  return wasBilled ? { ...stated.g0506, previouslyBilled: true } : stated.g0506;
}

function overlaps({ start, end }: Stay, month: ServiceMonth): boolean {
  return start <= lastDayOfMonth(month) && (end === undefined || end === null || end >= `${month}-01`);
}

type Facts = { readonly [Key in ChartFact]: Fact<Chart[Key]> };

function valuesOf(facts: Facts): Partial<Pick<Chart, ChartFact>> {
  const known = Object.entries(facts).flatMap(([fact, { value }]) => (value === undefined ? [] : [[fact, value]]));
  return Object.fromEntries(known);
}

function reasonsOf(facts: Facts): Partial<Readonly<Record<ChartFact, UnknownKind>>> {
  const reasons = Object.entries(facts).flatMap(([fact, { value, because }]) => {
    if (because !== undefined && (value === undefined || because === 'unreadable')) return [[fact, because]];
    return value === undefined ? [[fact, 'not-recorded']] : [];
  });
  return Object.fromEntries(reasons);
}
