import type { Chart, ServiceMonth } from '../../ccm/chart.ts';
import type { StoredCharge } from '../../fhir/charges.ts';
import type { StoredHandOver } from '../../fhir/charges/hand-over.ts';
import type { ChartReading } from '../../fhir/chart.ts';
import { attestationHistory } from '../../fhir/attestations.ts';
import type { StoredConsent, UngivenConsent } from '../../fhir/consent.ts';
import type { StoredTimeEntry } from '../../fhir/time.ts';
import type { PacketConsent, PacketPlan, PacketRecord } from '../../packet/data.ts';
import { entriesOfMonth, type RecordedEntry } from '../../packet/make.ts';
import { localDateTime } from '../format.ts';
import { ownPlan } from './views.ts';

/** What of the patient's chart belongs in the packet of a month, in the packet's words; the rest is the caller's. */
export type RecordOfReading = Pick<PacketRecord, 'facts' | 'consents' | 'plan' | 'statements' | 'charges' | 'billingPractitioner'> & {
  readonly ledger: readonly RecordedEntry[];
};

/** What was read besides the chart. */
export interface ReadBesides {
  /** Professions of those who worked, by reference. */
  readonly credentials: ReadonlyMap<string, string>;
  readonly revisions: PacketPlan['revisions'];
}

/** `whole`: with the time entries of all months, where those of the month alone would be judged otherwise. */
export function recordOf(reading: ChartReading, month: ServiceMonth, besides: ReadBesides, whole: boolean): RecordOfReading {
  const { chart } = reading;
  const all = chart.timeEntries ?? [];
  const kept = whole ? all.map((_entry, index) => index) : entriesOfMonth(all, month);
  const timeEntries = kept.flatMap((index) => all[index] ?? []);
  const facts: Readonly<Record<string, unknown>> = { ...chart, ...(chart.timeEntries && { timeEntries }) };
  return {
    facts,
    ledger: ledgerOf(reading, month, timeEntries, besides.credentials),
    consents: consentsOf(reading),
    plan: planOf(reading, besides.revisions),
    statements: statementsOf(reading),
    charges: reading.charges.filter((charge) => (charge.month ?? charge.date?.slice(0, 7)) === month).map(chargeOf),
    billingPractitioner: practitionerOf(chart),
  };
}

function practitionerOf({ billingPractitioner }: Chart): PacketRecord['billingPractitioner'] {
  if (!billingPractitioner) return null;
  const { id, name, type } = billingPractitioner;
  return { id, ...(name !== undefined && { name }), ...(type && { type }) };
}

/** Every fact, and what is no fact because it was taken back or cannot count, in order of time. */
function ledgerOf(
  { timeEntries: stored, chart }: ChartReading,
  month: ServiceMonth,
  facts: NonNullable<Chart['timeEntries']>,
  credentials: ReadonlyMap<string, string>,
): readonly RecordedEntry[] {
  const others = stored.filter(({ entry }) => entry === null);
  const near = new Set(entriesOfMonth(others, month));
  const rows = [
    ...facts.map((fact, index) => {
      const kept = stored.find(({ entry }) => entry === fact);
      return { at: fact.start ?? fact.date ?? '', row: entryOf(kept, fact, index, credentials) };
    }),
    ...others.flatMap((one, index) => (near.has(index) ? [{ at: one.start ?? '', row: entryOf(one, undefined, null, credentials) }] : [])),
  ];
  const dayOf = (at: string) => localDateTime(at, chart.practiceTimeZone) ?? at;
  return rows.toSorted((a, b) => (dayOf(a.at) < dayOf(b.at) ? -1 : 1)).map(({ row }) => row);
}

type Fact = NonNullable<Chart['timeEntries']>[number];

function entryOf(
  stored: StoredTimeEntry | undefined,
  fact: Fact | undefined,
  index: number | null,
  credentials: ReadonlyMap<string, string>,
): RecordedEntry {
  const who = stored?.performerReference ?? fact?.performerId;
  return given({
    fact: index,
    id: stored?.id ?? fact?.id,
    reference: fact?.reference ?? stored?.reference,
    carrier: stored?.carrier,
    date: fact?.date,
    start: fact === undefined ? stored?.start : fact.start,
    end: stored?.end,
    seconds: fact === undefined ? stored?.seconds : (fact.seconds ?? (fact.minutes === undefined ? undefined : fact.minutes * 60)),
    intervals: [...(fact?.intervals ?? stored?.intervals ?? [])],
    notCounted: [...(stored?.notCounted ?? [])],
    performer: fact?.performer ?? stored?.performer,
    who: stored?.performerName ?? fact?.performerName,
    whoReference: who,
    credential: who === undefined ? undefined : credentials.get(who),
    activities: [...(stored?.activities ?? (fact === undefined ? [] : [fact.activity]))],
    contactMode: stored?.contactMode,
    outcome: stored?.outcome,
    conditions: (stored?.conditions ?? []).flatMap(({ display }) => display ?? []),
    note: stored?.note,
    source: stored?.adopts === undefined ? stored?.source : 'adopted',
    reason: stored?.reason,
    adopts: stored?.adopts,
    confirmedBy: stored?.confirmedBy,
    recorded: stored?.recorded,
    problems: [...(stored?.problems ?? [])],
    voided: stored?.voided ?? false,
    voiding: stored?.voiding,
  });
}

function consentsOf({ consents, ungivenConsents }: ChartReading): PacketRecord['consents'] {
  return [...consents.map(consentOf), ...ungivenConsents.map(askedOf)];
}

function consentOf(stored: StoredConsent): PacketConsent {
  const { consent, withdrawal } = stored;
  return given({
    ...askingOf(stored),
    own: stored.origin === 'own',
    date: consent.date,
    status: stored.status,
    method: consent.method ?? undefined,
    told: [...(consent.elements ?? [])],
    sharing: stored.sharing,
    revokedDate: consent.revokedDate,
    withdrawal:
      withdrawal &&
      given({
        saidBy: withdrawal.saidBy,
        recordedBy: withdrawal.recordedBy.display,
        at: withdrawal.at,
        reason: withdrawal.reason,
        remark: withdrawal.remark,
      }),
  });
}

function askedOf(stored: UngivenConsent): PacketConsent {
  const { answer, date } = stored;
  const kind = answer.kind === 'declined' ? `declined-${answer.reason}` : answer.kind;
  return given({ ...askingOf(stored), own: true, date, answer: kind, told: [] });
}

function askingOf(stored: StoredConsent | UngivenConsent) {
  const { reference, place, at, channel, givenBy, relationship, obtainedBy, billingPractitioner, remark } = stored;
  return {
    reference,
    place,
    at,
    channel,
    givenBy: givenBy?.display ?? givenBy?.reference,
    relationship,
    obtainedBy: obtainedBy?.display,
    billingPractitioner: billingPractitioner?.display ?? billingPractitioner?.reference,
    remark,
  };
}

/** What the chart judged of the plan, and what the plan itself says; where notes among the documents are the plan, they are all there is. */
function planOf(reading: ChartReading, revisions: PacketPlan['revisions']): PacketRecord['plan'] {
  const fact = reading.chart.carePlan;
  if (!fact?.present) return null;
  const stored = ownPlan(reading);
  return given({
    reference: stored?.reference ?? fact.reference ?? '',
    version: stored?.versionId,
    title: stored?.title ?? 'Care plan in notes among the documents',
    status: stored?.status ?? 'kept in notes',
    keptBy: stored?.keptBy.kind === 'other' ? (stored.keptBy.name ?? 'another system') : 'this practice, with Intervisit',
    established: fact.establishedDate ?? undefined,
    lastReviewed: fact.lastReviewedDate ?? undefined,
    changedSinceSignature: stored?.changedSinceSignature,
    signed: fact.signedDate ? given({ date: fact.signedDate, by: fact.signedBy ?? undefined }) : null,
    copyGiven: fact.copyGivenDate ?? null,
    elements: [...(fact.elements ?? [])],
    problems: (stored?.addresses ?? []).map(({ display, reference }) => given({ what: display, reference })),
    goals: (stored?.goals ?? []).map(({ display, target, status, achievement, dueDate, reference }) =>
      given({
        what: display,
        detail: target,
        status: [status, achievement].filter((one) => one !== undefined).join(', ') || undefined,
        due: dueDate,
        reference,
      }),
    ),
    activities: (stored?.activities ?? []).map(({ display, who, status, due, reference }) =>
      given({ what: display, detail: who, status, due, reference }),
    ),
    notes: (stored?.notes ?? []).map(({ text, time, author }) => given({ text, at: time, by: author })),
    revisions,
  });
}

function statementsOf({ basis }: ChartReading): PacketRecord['statements'] {
  const plans = basis.timeSources.filter(({ resourceType }) => resourceType === 'CarePlan');
  const history = attestationHistory([...plans, ...basis.planDocuments]);
  const known = new Set(history.map(({ id }) => id));
  const all = [...history, ...basis.attestations.filter(({ id }) => !known.has(id))];
  return all.map(({ id, statement, value, ruleId, month, target, by, at, reason, reference }) =>
    given({ id, statement, value, ruleId, month, target, by: by.display, at, reason, reference }),
  );
}

function chargeOf(charge: StoredCharge): PacketRecord['charges'][number] {
  const { code, units, status, own, reference, identifier, dateOfService, servicePeriod, enterer, enteredDate, performer } = charge;
  const note = charge.notes?.join('\n') ?? charge.note;
  return given({
    code,
    units,
    status,
    own,
    reference,
    identifier,
    dateOfService,
    servicePeriod,
    enteredBy: enterer,
    enteredAt: enteredDate,
    performer,
    note,
  });
}

/** A month's hand-overs to billing, in their order. */
export function handOversOf(handOvers: readonly StoredHandOver[], month: ServiceMonth): PacketRecord['handOvers'] {
  return handOvers
    .filter((one) => one.month === month)
    .map(({ place, reference, at, by, state, text }) =>
      given({ what: `Charge sheet as ${place}`, reference, at, by, status: state, note: text }),
    );
}

type Given<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** The object without its keys whose value is undefined. */
function given<T extends object>(value: T): Given<T>;
function given(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
