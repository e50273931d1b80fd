import type { Consent, LocalDate, Reference, ServiceMonth } from '../ccm/chart.ts';
import type { StoringCarrier } from './carriers.ts';
import type { RawResource } from './client.ts';
import { answersOf, elementsOf, questionnaireIn, type StoredWithdrawal, withdrawalOf } from './consent/answers.ts';
import { CONSENT_CHANNELS, CONSENT_ID, type ConsentAnswer, type ConsentChannel, DECLINE_REASONS, type Party } from './consent/draft.ts';
import { type Days, lastDayOfMonth } from './dates.ts';
import { objectIn, textIn } from './fields.ts';
import { CCM_SYSTEM, V3_PARTICIPATION } from './naming.ts';
import { isProblem, type Problem, problemWith, readerOf, referenceOf } from './parse.ts';
import { ConsentResource, type ResourceReference } from './schemas.ts';
import { displayOf, hasCode, referenceText } from './terminology.ts';

export type { ConsentDraft } from './consent/draft.ts';

/** Where a record of consent stands. */
export type ConsentPlace = Extract<StoringCarrier, 'Consent' | 'DocumentReference' | 'CarePlan'>;

/** What every record of asking for consent tells, as far as it is in it. */
interface Asked {
  /** Our UUID. */
  readonly id?: string;
  readonly reference?: Reference;
  readonly place: ConsentPlace;
  /** As recorded: an instant or a day. */
  readonly at: string;
  readonly billingPractitioner?: ResourceReference;
  readonly organization?: ResourceReference;
  readonly givenBy?: ResourceReference;
  readonly relationship?: string;
  readonly obtainedBy?: Party;
  readonly channel?: ConsentChannel;
  readonly remark?: string;
}

/** Consent that was given, withdrawn or not, as the EHR holds it. */
export interface StoredConsent extends Asked {
  /** `own`: written by this app. `found`: it speaks of chronic care management, and a person has to confirm it. */
  readonly origin: 'own' | 'found';
  readonly consent: Consent;
  readonly status: string;
  readonly sharing?: boolean;
  /** The record of others that this one confirms. */
  readonly confirms?: Reference;
  readonly withdrawal?: StoredWithdrawal;
  /** What a found record calls itself. */
  readonly title?: string;
}

/** Asked by this app and not given: no consent, and worth knowing. */
export interface UngivenConsent extends Asked {
  readonly answer: Exclude<ConsentAnswer, { readonly kind: 'accepted' }>;
  /** Day on which it was answered. */
  readonly date: LocalDate;
}

export interface ConsentReading {
  /** Own ones first. */
  readonly consents: readonly StoredConsent[];
  readonly ungiven: readonly UngivenConsent[];
  readonly problems: readonly Problem[];
}

const read = readerOf(ConsentResource);

// A consent that was refused, is only proposed, or was recorded in error is none.
const GIVEN = new Set(['active', 'inactive']);
const ABOUT_CCM = /chronic care|\bCCM\b/i;

/** Consents to CCM among the resources, and what was asked and not given; privacy consents, advance directives and the like are left out. */
export function readConsents(resources: readonly RawResource[], days: Days): ConsentReading {
  const consents: StoredConsent[] = [];
  const ungiven: UngivenConsent[] = [];
  const problems: Problem[] = [];
  for (const resource of resources) {
    const consent = read(resource);
    if (isProblem(consent)) {
      problems.push(consent);
      continue;
    }
    const origin = originOf(consent);
    const answer = origin === 'own' ? ungivenAnswer(consent) : null;
    if (origin === undefined || (answer === null && !GIVEN.has(consent.status ?? ''))) continue;
    const date = days.exact(consent.dateTime) ?? days.exact(consent.provision?.period?.start);
    if (date === undefined) problems.push(problemWith(resource, 'dateTime', 'undatable'));
    else if (answer === null) consents.push(storedConsent(consent, resource, origin, date, days));
    else ungiven.push({ ...askedOf(consent, resource, origin), answer, date });
  }
  return { consents: consents.toSorted((a, b) => Number(a.origin === 'found') - Number(b.origin === 'found')), ungiven, problems };
}

/** Whether words speak of consent to chronic care management. */
export function isAboutCcm(words: readonly (string | undefined)[]): boolean {
  return words.some((word) => word !== undefined && ABOUT_CCM.test(word));
}

/**
 * Of several own consents the one that governs `month`: the latest given by its end and not over before it; else the
 * latest that is over; else the first one to come. undefined where there is none.
 */
export function consentFor(consents: readonly StoredConsent[], month: ServiceMonth): StoredConsent | undefined {
  const own = distinctConsents(consents.filter(({ origin }) => origin === 'own')).toSorted((a, b) =>
    a.consent.date.localeCompare(b.consent.date),
  );
  const given = own.filter(({ consent }) => consent.date <= lastDayOfMonth(month));
  const inForce = given.filter(({ consent }) => consent.revokedDate === null || (consent.revokedDate ?? '') >= `${month}-01`);
  return inForce.at(-1) ?? given.at(-1) ?? own[0];
}

/**
 * One of each: the same UUID in two places is one consent. The copy that kept what was told speaks, and a withdrawal in one
 * copy holds for all.
 */
export function distinctConsents(consents: readonly StoredConsent[]): readonly StoredConsent[] {
  const copies = new Map<string, StoredConsent[]>();
  for (const [index, one] of consents.entries()) {
    const key = one.id?.toLowerCase() ?? `without id ${index}`;
    copies.set(key, [...(copies.get(key) ?? []), one]);
  }
  return [...copies.values()].flatMap((same) => {
    const whole = same.find(({ consent }) => consent.elements !== undefined) ?? same[0];
    const over = same.find(({ status, withdrawal }) => status === 'inactive' && withdrawal !== undefined);
    const withdrawn = over ?? same.find(({ status }) => status === 'inactive');
    if (whole === undefined || withdrawn === undefined || withdrawn === whole) return whole ?? [];
    const { revokedDate: _inForce, ...told } = whole.consent;
    const { revokedDate } = withdrawn.consent;
    return {
      ...whole,
      status: withdrawn.status,
      consent: { ...told, ...(revokedDate === undefined ? {} : { revokedDate }) },
      ...(withdrawn.withdrawal === undefined ? {} : { withdrawal: withdrawn.withdrawal }),
    };
  });
}

/**
 * The practitioner that the records of consent name as the one who bills in `month`: that of the latest record by its end,
 * also of one that says that another practitioner needs a new consent. undefined where none names anybody.
 */
export function practitionerConsentedTo(
  { consents, ungiven }: Pick<ConsentReading, 'consents' | 'ungiven'>,
  month: ServiceMonth,
): ResourceReference | undefined {
  const consent = consentFor(consents, month);
  const changes = ungiven
    .filter(({ answer, date }) => (answer.kind === 'needed' || answer.kind === 'call-back') && date <= lastDayOfMonth(month))
    .toSorted((a, b) => instantOf(a.at) - instantOf(b.at));
  const change = changes.findLast(({ billingPractitioner }) => referenceText(billingPractitioner) !== undefined);
  const isNewer = consent !== undefined && change !== undefined && instantOf(change.at) > instantOf(consent.at);
  return isNewer ? change.billingPractitioner : consent?.billingPractitioner;
}

function instantOf(at: string): number {
  const instant = Date.parse(at);
  return Number.isNaN(instant) ? 0 : instant;
}

function originOf(consent: ConsentResource): StoredConsent['origin'] | undefined {
  if ((consent.identifier ?? []).some(({ system }) => system === CONSENT_ID)) return 'own';
  const categories = consent.category ?? [];
  if (categories.some((category) => hasCode(category, CCM_SYSTEM, 'ccm-consent'))) return 'own';
  return isAboutCcm(titlesOf(consent)) && consent.provision?.type !== 'deny' ? 'found' : undefined;
}

function titlesOf({ category, policyRule }: ConsentResource): readonly (string | undefined)[] {
  return [...(category ?? []).flatMap((one) => [one.text, displayOf(one)]), policyRule?.text, displayOf(policyRule)];
}

function ungivenAnswer(consent: ConsentResource): UngivenConsent['answer'] | null {
  const told = answersOf(consent);
  if (consent.status === 'rejected') {
    const reason = DECLINE_REASONS.find((one) => one === told('decline-reason'));
    return { kind: 'declined', reason: reason ?? 'no-reason-given' };
  }
  if (consent.status !== 'proposed') return null;
  const on = told('call-back');
  return typeof on === 'string' ? { kind: 'call-back', on } : { kind: 'needed' };
}

function askedOf(consent: ConsentResource, resource: RawResource, origin: StoredConsent['origin']): Asked {
  const reference = referenceOf(resource);
  const id = consent.identifier?.find(({ system }) => system === CONSENT_ID)?.value;
  const told = answersOf(consent);
  const actors = consent.provision?.actor ?? [];
  const billing =
    actors.find(({ role }) => role !== undefined && hasCode(role, V3_PARTICIPATION, 'PRF'))?.reference ??
    (origin === 'own' ? actors[0]?.reference : undefined);
  const organization = consent.organization?.[0];
  const givenBy = consent.performer?.[0];
  const relationship = told('relationship');
  const remark = told('remark');
  const channel = CONSENT_CHANNELS.find((one) => one === told('channel'));
  const author = objectIn(questionnaireIn(consent), 'author');
  const [by, name] = [textIn(author, 'reference'), textIn(author, 'display')];
  return {
    place: 'Consent',
    at: consent.dateTime ?? consent.provision?.period?.start ?? '',
    ...(reference === undefined ? {} : { reference }),
    ...(id === undefined ? {} : { id }),
    ...(billing === undefined ? {} : { billingPractitioner: billing }),
    ...(organization === undefined ? {} : { organization }),
    ...(givenBy === undefined ? {} : { givenBy }),
    ...(typeof relationship === 'string' ? { relationship } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(typeof remark === 'string' ? { remark } : {}),
    ...(by === undefined && name === undefined
      ? {}
      : { obtainedBy: { ...(by === undefined ? {} : { reference: by }), display: name ?? by ?? '' } }),
  };
}

function storedConsent(
  consent: ConsentResource,
  resource: RawResource,
  origin: StoredConsent['origin'],
  date: LocalDate,
  days: Days,
): StoredConsent {
  const asked = askedOf(consent, resource, origin);
  const practitionerId = referenceText(asked.billingPractitioner);
  const told = answersOf(consent);
  const form = told('form');
  const elements = elementsOf(consent);
  const revokedDate = revokedDateOf(consent, days);
  const confirms = told('confirms');
  const withdrawal = withdrawalOf(consent);
  const title = origin === 'found' ? titlesOf(consent).find((word) => isAboutCcm([word])) : undefined;
  return {
    origin,
    ...asked,
    consent: {
      date,
      ...(form === 'verbal' || form === 'written' ? { method: form } : {}),
      documented: true,
      ...(elements === undefined ? {} : { elements }),
      ...(practitionerId === undefined ? {} : { practitionerId }),
      ...(revokedDate === undefined ? {} : { revokedDate }),
      ...(asked.reference === undefined ? {} : { reference: asked.reference }),
    },
    status: consent.status ?? '',
    ...(elements === undefined ? {} : { sharing: told('sharing') === true }),
    ...(typeof confirms === 'string' ? { confirms } : {}),
    ...(withdrawal === undefined ? {} : { withdrawal }),
    ...(title === undefined ? {} : { title }),
  };
}

/** null: in force. undefined: withdrawn, and the day is not recorded. */
function revokedDateOf(consent: ConsentResource, days: Days): LocalDate | null | undefined {
  const end = consent.provision?.period?.end;
  if (end !== undefined) return days.last(end);
  return consent.status === 'inactive' ? undefined : null;
}
