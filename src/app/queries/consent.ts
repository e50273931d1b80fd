import type { ServiceMonth } from '../../ccm/chart.ts';
import type { MonthAssessment } from '../../ccm/month-assessment.ts';
import { rateOf } from '../../ccm/payment.ts';
import { DEFAULT_SWITCHES } from '../../ccm/policy.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { consentFor, distinctConsents, type StoredConsent, type UngivenConsent } from '../../fhir/consent.ts';
import type { ConsentDraft } from '../../fhir/consent/draft.ts';
import { draftOf, saveConsent, saveWithdrawal } from '../../fhir/consent/save.ts';
import { consentText } from '../../fhir/consent/text.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import { readPractitioner } from '../../fhir/practitioner.ts';
import { referenceText } from '../../fhir/terminology.ts';
import type {
  ConsentDesk,
  ConsentInput,
  ConsentRecord,
  ConsentState,
  FoundConsent,
  PractitionerChoice,
  WithdrawalInput,
} from '../consent/consent-view.ts';
import { findingSentence } from '../finding-text.ts';
import { localDateTime } from '../format.ts';
import type { SaveResult, SaveTarget } from '../save-result.ts';
import { nowAt, todayAt } from './access.ts';
import { resultOf } from './outcomes.ts';
import { type Saving, signedIn } from './signed-in.ts';
import { ownPlan } from './views.ts';

/** Every record of asking for consent, newest first; a consent kept twice once. */
function consentRecords({ consents, ungivenConsents, chart }: ChartReading): readonly ConsentRecord[] {
  const own = distinctConsents(consents.filter(({ origin }) => origin === 'own'));
  const records = [
    ...own.map((one) => givenRecord(one, chart.practiceTimeZone)),
    ...distinctUngiven(ungivenConsents).map((one) => ({ ...askedRecord(one, one.date, chart.practiceTimeZone), answer: one.answer })),
  ];
  return records.toSorted((a, b) => `${b.date} ${b.time ?? ''}`.localeCompare(`${a.date} ${a.time ?? ''}`));
}

function distinctUngiven(ungiven: readonly UngivenConsent[]): readonly UngivenConsent[] {
  return [...new Map(ungiven.map((one, index) => [one.id ?? String(index), one])).values()];
}

function askedRecord(one: StoredConsent | UngivenConsent, date: string, timeZone: string) {
  const { id, at, place, reference, billingPractitioner, givenBy, relationship, obtainedBy, channel, remark } = one;
  const time = at.includes('T') ? localDateTime(at, timeZone)?.slice(11, 16) : undefined;
  const [practitioner, answeredBy] = [billingPractitioner, givenBy].map((party) => party?.display ?? party?.reference);
  return {
    key: id ?? reference ?? at,
    date,
    where: place,
    ...(time !== undefined && { time }),
    ...(reference !== undefined && { reference }),
    ...(practitioner !== undefined && { practitioner }),
    ...(answeredBy !== undefined && { givenBy: answeredBy }),
    ...(relationship !== undefined && { relationship }),
    ...(obtainedBy !== undefined && { askedBy: obtainedBy.display }),
    ...(channel !== undefined && { channel }),
    ...(remark !== undefined && { remark }),
  };
}

function givenRecord(one: StoredConsent, timeZone: string): ConsentRecord {
  const { consent, sharing, confirms, withdrawal, status } = one;
  const { method, elements, revokedDate } = consent;
  return {
    ...askedRecord(one, consent.date, timeZone),
    answer: { kind: 'accepted' },
    ...(method != null && { method }),
    ...(elements != null && { told: elements }),
    ...(sharing !== undefined && { sharing }),
    ...(confirms !== undefined && { confirms }),
    ...(typeof revokedDate === 'string' ? { endsOn: revokedDate } : status === 'inactive' ? { endsOn: null } : {}),
    ...(withdrawal !== undefined && {
      withdrawal: {
        saidBy: withdrawal.saidBy,
        by: withdrawal.recordedBy.display,
        reason: withdrawal.reason,
        ...(withdrawal.on !== undefined && { on: withdrawal.on }),
        ...(withdrawal.remark !== undefined && { remark: withdrawal.remark }),
      },
    }),
  };
}

/** Where consent stands in the month. */
function consentState(reading: ChartReading, month: ServiceMonth): ConsentState {
  const { chart, consents } = reading;
  const governing = consentFor(consents, month);
  if (governing === undefined) {
    return chart.consent === null ? { kind: 'none' } : { kind: 'unknown', because: chart.unknownBecause?.consent ?? 'not-recorded' };
  }
  const record = givenRecord(governing, chart.practiceTimeZone);
  const { billingPractitioner } = chart;
  if (record.date.slice(0, 7) > month) return { kind: 'later', record };
  if (record.endsOn !== undefined)
    return { kind: record.endsOn !== null && record.endsOn.slice(0, 7) >= month ? 'ending' : 'over', record };
  const { practitionerId } = governing.consent;
  if (billingPractitioner && practitionerId != null && practitionerId !== billingPractitioner.id) {
    return { kind: 'other-practitioner', record, now: billingPractitioner.name ?? billingPractitioner.id };
  }
  return { kind: 'in-force', record };
}

/** Rules on consent that stand in the way of the month or are open. */
function openConsentRules({ findings, blockers, unknowns }: MonthAssessment) {
  return findings
    .filter(
      ({ ruleId, verdict }) =>
        ruleId.startsWith('CONS-') &&
        (blockers.includes(ruleId) || unknowns.includes(ruleId) || (ruleId === 'CONS-5' && verdict === 'not-met')),
    )
    .map((finding) => ({ ruleId: finding.ruleId, sentence: findingSentence(finding), blocks: blockers.includes(finding.ruleId) }));
}

/** What may be consent and was not confirmed. */
function foundConsents({ consents }: ChartReading): readonly FoundConsent[] {
  const confirmed = new Set(consents.flatMap(({ confirms }) => confirms ?? []));
  return consents.flatMap(({ origin, reference, title, consent, billingPractitioner }): readonly FoundConsent[] => {
    if (origin !== 'found' || reference === undefined || confirmed.has(reference)) return [];
    const practitioner = choiceOf(billingPractitioner);
    return [{ reference, title: title ?? 'Consent', date: consent.date, ...(practitioner !== undefined && { practitioner }) }];
  });
}

/** The practitioner who bills, as far as the chart names one. */
function billingChoice({ chart }: ChartReading): PractitionerChoice | null {
  const { billingPractitioner } = chart;
  return billingPractitioner ? { reference: billingPractitioner.id, name: billingPractitioner.name ?? billingPractitioner.id } : null;
}

/** Practitioners that the chart names and who may bill, the one who does first. */
function practitionerChoices(saving: Pick<Saving, 'access' | 'reading'>): readonly PractitionerChoice[] {
  const { reading } = saving;
  const { basis, user } = reading;
  const who = signedIn(saving);
  const named = [
    billingChoice(reading) ?? undefined,
    choiceOf(basis.patient.generalPractitioner),
    ...reading.consents.map(({ billingPractitioner }) => choiceOf(billingPractitioner)),
    ...reading.ungivenConsents.map(({ billingPractitioner }) => choiceOf(billingPractitioner)),
    ...(who !== null && user?.performer === 'physician-qhp' ? [{ reference: who.reference, name: who.display }] : []),
    ...reading.timeEntries.map(({ performer, performerReference, performerName }) =>
      performer === 'physician-qhp' && performerReference !== undefined && performerName !== undefined
        ? { reference: performerReference, name: performerName }
        : undefined,
    ),
  ];
  const known = named.filter((one) => one !== undefined).filter(({ reference }) => reference.startsWith('Practitioner/'));
  return [...new Map(known.toReversed().map((one) => [one.reference, one])).values()].toReversed();
}

function choiceOf(party: StoredConsent['billingPractitioner']): PractitionerChoice | undefined {
  const reference = referenceText(party);
  return reference === undefined ? undefined : { reference, name: party?.display ?? reference };
}

const FOUND_SHOWN = 20;

/** Practitioners of the EHR by name; null where it does not let Intervisit look. */
export async function findPractitioners({ access }: Pick<Saving, 'access'>, name: string): Promise<readonly PractitionerChoice[] | null> {
  try {
    const { resources } = await access.client.search('Practitioner', { name });
    return resources.slice(0, FOUND_SHOWN).flatMap((resource) => {
      const { facts } = readPractitioner(resource, [], access.settings.roles);
      const mayBill = facts?.performer === undefined || facts.performer === 'physician-qhp';
      return facts?.name === undefined || !mayBill ? [] : [{ reference: facts.reference, name: facts.name }];
    });
  } catch (error) {
    if (error instanceof FhirError) return null;
    throw error;
  }
}

const COINSURANCE = 0.2;

/** The patient's usual share of a month's base code; null where the site shows no estimates or no rate is known. */
function estimatedShare({ access }: Pick<Saving, 'access'>, month: ServiceMonth): number | null {
  const rate = access.settings.features?.estimates === true ? rateOf('99490', month, DEFAULT_SWITCHES) : undefined;
  return rate === undefined ? null : rate.usd * COINSURANCE;
}

export interface ConsentDeskOptions {
  readonly saving: Saving;
  readonly assessment: MonthAssessment;
  readonly saveTarget: SaveTarget;
  readonly withdrawTarget: SaveTarget;
  /** Reads the chart again after a save. */
  readonly readAgainAfter: (saving: Promise<SaveResult>) => Promise<SaveResult>;
}

/** All that the consent screen of the month shows and does. */
export function consentDesk({ saving, assessment, saveTarget, withdrawTarget, readAgainAfter }: ConsentDeskOptions): ConsentDesk {
  const { access, reading } = saving;
  const { month } = assessment;
  const { practice } = access.settings;
  return {
    month,
    today: todayAt(access),
    timeZone: reading.chart.practiceTimeZone,
    now: () => nowAt(access),
    newId: () => crypto.randomUUID(),
    patientName: reading.patient.name,
    speaks: spokenIn(reading),
    practiceName: practice.name,
    phone24x7: practice.phone24x7,
    asker: signedIn(saving)?.display ?? null,
    state: consentState(reading, month),
    open: openConsentRules(assessment),
    records: consentRecords(reading),
    found: foundConsents(reading),
    practitioners: practitionerChoices(saving),
    billing: billingChoice(reading),
    estimatedShare: estimatedShare(saving, month),
    saveTarget,
    withdrawTarget,
    onFindPractitioners: (name) => findPractitioners(saving, name),
    onSave: (input) => readAgainAfter(saveAsked(saving, input)),
    onWithdraw: (input) => readAgainAfter(saveTakenBack(saving, month, input)),
  };
}

function spokenIn({ patient }: ChartReading): ConsentDesk['speaks'] {
  const code = patient.language?.code;
  return code === 'en' || code === 'es' ? code : null;
}

/** Keeps what came of asking. The id in the input makes a second attempt find the first. */
export async function saveAsked(saving: Saving, input: ConsentInput): Promise<SaveResult> {
  const who = signedIn(saving);
  if (who === null) return { kind: 'nobody-signed-in' };
  const { patient } = saving.reading;
  const { organization } = saving.access.settings.practice;
  const subject = { reference: patient.reference, display: patient.name };
  const { answer, caregiver, practitioner, told, channel, remark, confirms } = input;
  const draft: ConsentDraft = {
    id: input.id,
    patient: subject,
    givenBy: caregiver === undefined ? subject : { display: caregiver.name },
    ...(caregiver !== undefined && { relationship: caregiver.relationship }),
    at: input.at,
    recordedAt: input.recordedAt,
    ...(answer.kind !== 'accepted' && { answer }),
    method: input.method,
    ...(channel !== undefined && { channel }),
    elements: told,
    sharing: input.sharing,
    obtainedBy: who,
    billingPractitioner: { reference: practitioner.reference, display: practitioner.name },
    ...(organization !== undefined && { organization }),
    ...(remark !== undefined && { remark }),
    ...(confirms !== undefined && { confirms }),
  };
  const result = await resultOf(() => saveConsent(saving.target, draft, ownPlan(saving.reading)?.id));
  return result.kind === 'not-stored' ? { ...result, text: consentText(draft) } : result;
}

/** Takes the consent that governs the month back. */
export async function saveTakenBack(saving: Saving, month: ServiceMonth, input: WithdrawalInput): Promise<SaveResult> {
  const who = signedIn(saving);
  if (who === null) return { kind: 'nobody-signed-in' };
  const { patient, consents } = saving.reading;
  const stored = consentFor(consents, month);
  if (stored?.id === undefined) return { kind: 'failed', error: 'not-found' };
  const subject = { reference: patient.reference, display: patient.name };
  const { on, at, saidBy, reason, remark } = input;
  const withdrawal = { saidBy, recordedBy: who, at, reason, ...(remark !== undefined && { remark }) };
  const plan = ownPlan(saving.reading);
  const change = { on, withdrawal, patient: subject, ...(plan !== null && { planId: plan.id }) };
  const result = await resultOf(() => saveWithdrawal(saving.target, stored, change));
  return result.kind === 'not-stored'
    ? { ...result, text: consentText({ ...draftOf(stored, subject), withdrawn: on, withdrawal }) }
    : result;
}
