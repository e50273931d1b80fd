import type { Consent, ConsentElement, LocalDate, Reference, ServiceMonth } from '../ccm/chart.ts';
import type { Carrier } from './carriers.ts';
import type { RawResource } from './client.ts';
import { CONSENT_DOCUMENT, CONSENT_ID, type ConsentDraft, consentResource, LOINC } from './consent/resource.ts';
import { createOnce, findOwn } from './create-once.ts';
import { type Days, lastDayOfMonth } from './dates.ts';
import { CCM_SYSTEM, V3_PARTICIPATION } from './naming.ts';
import { isProblem, type Problem, problemWith, readerOf, referenceOf } from './parse.ts';
import { ConsentResource, DocumentReferenceResource, type ResourceReference } from './schemas.ts';
import { displayOf, hasCode, referenceText } from './terminology.ts';

export type { ConsentDraft } from './consent/resource.ts';
export { consentResource } from './consent/resource.ts';

/** A Consent as the EHR holds it. */
export interface StoredConsent {
  /** `own`: written by this app. `found`: it speaks of chronic care management, and a person has to confirm it. */
  readonly origin: 'own' | 'found';
  readonly consent: Consent;
  readonly status: string;
  readonly reference?: Reference;
  /** Our UUID. */
  readonly id?: string;
  readonly billingPractitioner?: ResourceReference;
  readonly organization?: ResourceReference;
  readonly givenBy?: ResourceReference;
  readonly sharing?: boolean;
}

const read = readerOf(ConsentResource);

const ELEMENT_BY_LINK: Readonly<Record<string, ConsentElement>> = {
  available: 'availability-and-cost-sharing',
  'one-practitioner': 'one-practitioner-per-month',
  stop: 'right-to-stop-end-of-month',
};
// A consent that was refused, is only proposed, or was recorded in error is none.
const GIVEN = new Set(['active', 'inactive']);
const ABOUT_CCM = /chronic care|\bCCM\b/i;

/** Consents to CCM among the resources, own ones first; privacy consents, advance directives and the like are left out. */
export function readConsents(
  resources: readonly RawResource[],
  days: Days,
): { readonly consents: readonly StoredConsent[]; readonly problems: readonly Problem[] } {
  const consents: StoredConsent[] = [];
  const problems: Problem[] = [];
  for (const resource of resources) {
    const consent = read(resource);
    if (isProblem(consent)) {
      problems.push(consent);
      continue;
    }
    const origin = originOf(consent);
    if (origin === undefined || !GIVEN.has(consent.status ?? '')) continue;
    const date = days.exact(consent.dateTime) ?? days.exact(consent.provision?.period?.start);
    if (date === undefined) problems.push(problemWith(resource, 'dateTime', 'undatable'));
    else consents.push(storedConsent(consent, resource, origin, date, days));
  }
  return { consents: consents.toSorted((a, b) => Number(a.origin === 'found') - Number(b.origin === 'found')), problems };
}

const readDocument = readerOf(DocumentReferenceResource);

/** Documents that speak of consent to CCM: found, to be confirmed by a person. Unreadable ones are left to who reads documents. */
export function readConsentDocuments(resources: readonly RawResource[], days: Days): readonly StoredConsent[] {
  return resources.flatMap((resource): readonly StoredConsent[] => {
    const document = readDocument(resource);
    if (isProblem(document) || !hasCode(document.type, LOINC, CONSENT_DOCUMENT)) return [];
    const date = days.exact(document.date);
    const words = [document.description, document.type?.text, ...(document.content ?? []).map(({ attachment }) => attachment?.title)];
    if (date === undefined || !words.some((word) => word !== undefined && ABOUT_CCM.test(word))) return [];
    const reference = referenceOf(resource);
    const where = reference === undefined ? {} : { reference };
    return [{ origin: 'found', consent: { date, ...where }, status: document.status ?? '', ...where }];
  });
}

/**
 * Of several own consents the one that governs `month`: the latest given by its end and not over before it; else the
 * latest that is over; else the first one to come. undefined where there is none.
 */
export function consentFor(consents: readonly StoredConsent[], month: ServiceMonth): StoredConsent | undefined {
  const own = consents
    .filter((consent) => consent.origin === 'own' && !isWithdrawnElsewhere(consent, consents))
    .toSorted((a, b) => a.consent.date.localeCompare(b.consent.date));
  const given = own.filter(({ consent }) => consent.date <= lastDayOfMonth(month));
  const inForce = given.filter(({ consent }) => consent.revokedDate === null || (consent.revokedDate ?? '') >= `${month}-01`);
  return inForce.at(-1) ?? given.at(-1) ?? own[0];
}

/** A withdrawal in one copy of a consent holds for all its copies. */
function isWithdrawnElsewhere({ id, status }: StoredConsent, consents: readonly StoredConsent[]): boolean {
  return status === 'active' && id !== undefined && consents.some((other) => other.id === id && other.status === 'inactive');
}

function originOf(consent: ConsentResource): StoredConsent['origin'] | undefined {
  if ((consent.identifier ?? []).some(({ system }) => system === CONSENT_ID)) return 'own';
  const categories = consent.category ?? [];
  if (categories.some((category) => hasCode(category, CCM_SYSTEM, 'ccm-consent'))) return 'own';
  const words = [
    ...categories.flatMap((category) => [category.text, displayOf(category)]),
    consent.policyRule?.text,
    displayOf(consent.policyRule),
  ];
  return words.some((word) => word !== undefined && ABOUT_CCM.test(word)) && consent.provision?.type !== 'deny' ? 'found' : undefined;
}

function storedConsent(
  consent: ConsentResource,
  resource: RawResource,
  origin: StoredConsent['origin'],
  date: LocalDate,
  days: Days,
): StoredConsent {
  const reference = referenceOf(resource);
  const id = consent.identifier?.find(({ system }) => system === CONSENT_ID)?.value;
  const actors = consent.provision?.actor ?? [];
  const billing =
    actors.find(({ role }) => role !== undefined && hasCode(role, V3_PARTICIPATION, 'PRF'))?.reference ??
    (origin === 'own' ? actors[0]?.reference : undefined);
  const practitionerId = referenceText(billing);
  const organization = consent.organization?.[0];
  const givenBy = consent.performer?.[0];
  const told = toldOf(consent);
  const revokedDate = revokedDateOf(consent, days);
  return {
    origin,
    consent: {
      date,
      ...(told.method === undefined ? {} : { method: told.method }),
      documented: true,
      ...(told.elements === undefined ? {} : { elements: told.elements }),
      ...(practitionerId === undefined ? {} : { practitionerId }),
      ...(revokedDate === undefined ? {} : { revokedDate }),
      ...(reference === undefined ? {} : { reference }),
    },
    status: consent.status ?? '',
    ...(reference === undefined ? {} : { reference }),
    ...(id === undefined ? {} : { id }),
    ...(billing === undefined ? {} : { billingPractitioner: billing }),
    ...(organization === undefined ? {} : { organization }),
    ...(givenBy === undefined ? {} : { givenBy }),
    ...(told.sharing === undefined ? {} : { sharing: told.sharing }),
  };
}

/** null: in force. undefined: withdrawn, and the day is not recorded. */
function revokedDateOf(consent: ConsentResource, days: Days): LocalDate | null | undefined {
  const end = consent.provision?.period?.end;
  if (end !== undefined) return days.last(end);
  return consent.status === 'inactive' ? undefined : null;
}

interface Told {
  readonly elements?: readonly ConsentElement[];
  readonly sharing?: boolean;
  readonly method?: 'verbal' | 'written';
}

function toldOf(consent: ConsentResource): Told {
  const answers = consent.contained?.find(({ resourceType }) => resourceType === 'QuestionnaireResponse')?.item;
  if (answers === undefined) return {};
  const isYes = (linkId: string) =>
    answers.some((item) => item.linkId === linkId && item.answer?.some(({ valueBoolean }) => valueBoolean === true));
  const form = answers.find(({ linkId }) => linkId === 'form')?.answer?.[0]?.valueString;
  const method = form === 'verbal' || form === 'written' ? form : undefined;
  const elements = Object.entries(ELEMENT_BY_LINK)
    .filter(([linkId]) => isYes(linkId))
    .map(([, element]) => element);
  return { elements, sharing: isYes('sharing'), ...(method === undefined ? {} : { method }) };
}

/** Keeps consent as a Consent resource: the first carrier of the topic. Its day is judged by the clock the draft was made with. */
export const consentCarrier: Carrier<ConsentDraft> = {
  topic: 'consent',
  name: 'Consent',
  needs: [{ type: 'Consent', interaction: 'create' }],
  resource: consentResource,
  find: (target, draft) => findOwn(target, 'Consent', { system: CONSENT_ID, value: draft.id }),
  write: (target, draft) => createOnce(target, consentResource(draft), { system: CONSENT_ID, value: draft.id }),
  kept: keptConsent,
};

function keptConsent(draft: ConsentDraft, reRead: RawResource): boolean {
  const consent = read(reRead);
  if (isProblem(consent) || originOf(consent) !== 'own' || !GIVEN.has(consent.status ?? '')) return false;
  const told = toldOf(consent);
  const sameInstant = consent.dateTime !== undefined && Date.parse(consent.dateTime) === Date.parse(draft.at);
  const actor = consent.provision?.actor?.[0]?.reference;
  return (
    sameInstant &&
    told.method === draft.method &&
    draft.elements.every((element) => told.elements?.includes(element) === true) &&
    referenceText(actor) === draft.billingPractitioner.reference
  );
}
