import type { ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { type Attestation, attestationHistory, attestationNote, WITHDRAWN } from '../../fhir/attestations.ts';
import { saveAttestations } from '../../fhir/attestations/save.ts';
import { createCarePlan } from '../../fhir/care-plan/create.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { decidingFor } from '../../fhir/chart/statements.ts';
import { localDateTime } from '../format.ts';
import type { NotStoredReason, SaveResult } from '../save-result.ts';
import { isVisitKind } from '../statement-text.ts';
import type { KeptNote, Said, StatementDraft, StatementItem, StatementView, Stater, VisitChoice } from '../statement-view.ts';
import { todayAt } from './access.ts';
import { resultOf } from './outcomes.ts';
import { saveStatementsAsNote } from './plan-notes.ts';
import { RULE_OF, saidOf, valueOf } from './said.ts';
import { signedVersions } from './signed-versions.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { countedProblems, ownPlan } from './views.ts';

/** Every statement on record, and which of them decide the month. */
export function statementViews(reading: ChartReading, month: ServiceMonth): readonly StatementView[] {
  const plans = reading.basis.timeSources.filter(({ resourceType }) => resourceType === 'CarePlan');
  const history = attestationHistory([...plans, ...reading.basis.planDocuments]);
  const deciding = new Set(decidingFor(reading.basis.attestations, month).map(({ id }) => id));
  return history.flatMap((one) => statementView(one, deciding.has(one.id), reading.chart.practiceTimeZone));
}

function statementView(one: Attestation, holds: boolean, timeZone: string): readonly StatementView[] {
  const { id, statement, value, month, ruleId, target, by, at, reason } = one;
  // The enrolment has a screen of its own.
  if (statement === 'enrolment') return [];
  const date = (localDateTime(at, timeZone) ?? at).slice(0, 10);
  return [
    {
      id,
      about: statement,
      said: saidOf(one, date),
      withdraws: value === WITHDRAWN,
      ...(month !== undefined && { month }),
      ...(ruleId !== undefined && { ruleId }),
      ...(target !== undefined && { condition: target }),
      by: by.display,
      at,
      date,
      reason,
      holds,
    },
  ];
}

/** Statements about one month; all others hold until somebody states otherwise. */
const OF_ONE_MONTH: ReadonlySet<Said['about']> = new Set<Said['about']>(['mdm-complexity', 'care-plan-revised', 'rule-confirmed']);

type By = NonNullable<ReturnType<typeof signedIn>>;

function attestationOf(item: StatementItem, draft: StatementDraft, by: By, reading: ChartReading, month: ServiceMonth): Attestation {
  const { at, reason } = draft;
  if ('withdraws' in item) {
    const { about, month: itsMonth, ruleId, condition } = item.withdraws;
    return {
      id: item.id,
      statement: about,
      value: WITHDRAWN,
      by,
      at,
      reason,
      ...(itsMonth !== undefined && { month: itsMonth }),
      ...(ruleId !== undefined && { ruleId }),
      ...(condition !== undefined && { target: condition }),
    };
  }
  const { said } = item;
  const target = said.about === 'condition-override' ? said.condition : undefined;
  // A statement of this very month goes before one of all months: what replaces it must speak of the month as well.
  const isReplacing = reading.basis.attestations.some(
    (one) => one.statement === said.about && one.target === target && one.month === month,
  );
  return {
    id: item.id,
    statement: said.about,
    value: valueOf(signedAs(said, reading)),
    ruleId: said.about === 'rule-confirmed' ? said.ruleId : RULE_OF[said.about],
    by,
    at,
    reason,
    ...((OF_ONE_MONTH.has(said.about) || isReplacing) && { month }),
    ...(target !== undefined && { target }),
  };
}

/** A signature names what was signed: the plan and its goals in the versions on the screen. */
function signedAs(said: Said, reading: ChartReading): Said {
  const plan = ownPlan(reading);
  return said.about === 'care-plan-signed' && said.holds && plan !== null ? { ...said, ...signedVersions(plan) } : said;
}

/** The notes that a draft would become, word for word; none where nobody is signed in. */
export function keptNotes(saving: Saving, month: ServiceMonth, draft: StatementDraft): readonly KeptNote[] {
  const by = signedIn(saving);
  if (by === null) return [];
  return draft.items.map((item) => {
    const { text } = attestationNote(attestationOf(item, draft, by, saving.reading, month));
    return { by: by.display, at: draft.at, text };
  });
}

/**
 * Keeps the statements of a draft in the CCM plan, in one save. A signature is of the version that the person saw.
 *
 * @param noPlace why this EHR can take no plan; told where the patient has none.
 */
export async function saveStatements(
  saving: Saving,
  month: ServiceMonth,
  draft: StatementDraft,
  noPlace: readonly NotStoredReason[],
): Promise<SaveResult> {
  const by = signedIn(saving);
  if (by === null) return { kind: 'nobody-signed-in' };
  const text = keptNotes(saving, month, draft)
    .map((note) => `${note.by}, ${note.at}\n${note.text}`)
    .join('\n\n');
  const plan = ownPlan(saving.reading);
  const [first, ...rest] = draft.items;
  const attestation = (item: StatementItem) => attestationOf(item, draft, by, saving.reading, month);
  const attestations = [attestation(first), ...rest.map(attestation)] as const;
  if (plan === null) {
    const nowhere = { kind: 'not-stored', because: noPlace, text } as const;
    // Where a plan can be begun, a person begins one first.
    return noPlace.length === 0 ? nowhere : asNote(saving, attestations, nowhere);
  }
  const isSignature = draft.items.some((item) => 'said' in item && item.said.about === 'care-plan-signed');
  const { organization } = saving.access.settings.practice;
  const result = await resultOf(() =>
    saveAttestations(saving.target, {
      planId: plan.id,
      ...(isSignature && plan.versionId !== undefined && { shownVersionId: plan.versionId }),
      attestations,
      ...(organization !== undefined && { organization }),
    }),
  );
  return result.kind === 'not-stored' ? asNote(saving, attestations, { ...result, text }) : result;
}

type NotStored = Extract<SaveResult, { readonly kind: 'not-stored' }>;

/** Where no plan takes them, a note among the documents does; where that does not go either, why is told of the plan. */
async function asNote(saving: Saving, attestations: readonly [Attestation, ...Attestation[]], notStored: NotStored): Promise<SaveResult> {
  const result = await saveStatementsAsNote(saving, attestations);
  return result.kind === 'not-stored' ? notStored : result;
}

/** Creates the patient's CCM plan with what `newPlanView` tells. */
export async function saveNewPlan(saving: Saving, assessment: MonthAssessment): Promise<SaveResult> {
  const { reading, access, target } = saving;
  const contributor = signedIn(saving);
  const billing = reading.chart.billingPractitioner;
  if (contributor === null) return { kind: 'nobody-signed-in' };
  return resultOf(() =>
    createCarePlan(target, {
      patientId: reading.patient.id,
      patientDisplay: reading.patient.name,
      start: todayAt(access),
      addresses: countedProblems(assessment),
      ...(billing && { custodian: { reference: billing.id, display: billing.name ?? billing.id } }),
      contributor,
    }),
  );
}

/** The signed-in person, as far as it decides what they may state. */
export function staterOf({ access, reading }: Pick<Saving, 'access' | 'reading'>, isReadingMore: boolean): Stater {
  const who = signedIn({ access, reading });
  const billing = reading.chart.billingPractitioner;
  const performer = reading.user?.performer;
  return {
    name: who?.display ?? null,
    isBeingRead: isReadingMore,
    ...(performer !== undefined && { performer }),
    ...(billing && { isBillingPractitioner: billing.id === who?.reference }),
    ...(billing?.name !== undefined && { billingPractitioner: billing.name }),
  };
}

const VISITS_OFFERED = 6;

/** The latest visits up to the day CCM began, of all that may be named as the initiating one. */
export function visitChoices({ chart, possibleVisits }: ChartReading, today: string): readonly VisitChoice[] {
  const until = chart.ccmStartDate ?? today;
  const coded = (chart.visits ?? []).filter(({ code }) => isVisitKind(code));
  const choices = [
    ...coded.map(({ date, code, modality, practitioner }) => ({ date, display: '', code, modality, practitioner })),
    ...possibleVisits.map(({ date, display, code, practitioner }) => ({ date, display, code, modality: undefined, practitioner })),
  ];
  const seen = new Map(
    choices
      .filter(({ date, practitioner }) => practitioner !== 'other' && date <= until)
      .map(({ date, display, code, modality }): [string, VisitChoice] => [
        `${date} ${code ?? display}`,
        { date, display, ...(code !== undefined && isVisitKind(code) && { code }), ...(modality != null && { modality }) },
      ]),
  );
  return [...seen.values()].toSorted((a, b) => b.date.localeCompare(a.date)).slice(0, VISITS_OFFERED);
}
