import { attachedText } from '../attached-text.ts';
import type { RawResource } from '../client.ts';
import { type ConsentReading, isAboutCcm, readConsents, type StoredConsent } from '../consent.ts';
import type { Days } from '../dates.ts';
import { objectsIn, textIn } from '../fields.ts';
import { isProblem, problemWith, readerOf, referenceOf } from '../parse.ts';
import { DocumentReferenceResource } from '../schemas.ts';
import { hasCode } from '../terminology.ts';
import { CONSENT_DOCUMENT, CONSENT_ID, LOINC, WITHDRAWAL_ID } from './draft.ts';
import { consentResource } from './resource.ts';
import { isConsentText, parseConsentText } from './text.ts';

const NOTHING: ConsentReading = { consents: [], ungiven: [], problems: [] };
const readDocument = readerOf(DocumentReferenceResource);

/**
 * Records of consent kept as documents: own ones in full, and others that speak of consent to CCM, to be confirmed by a
 * person. Documents that are no DocumentReference are left to who reads documents; an own one whose text cannot be
 * understood is a problem.
 */
export function readConsentDocuments(resources: readonly RawResource[], days: Days): ConsentReading {
  return joined(resources.map((resource) => readOne(resource, days)));
}

/** Records of consent kept as notes of care plans. A plan entered in error tells nothing. */
export function readConsentNotes(carePlans: readonly RawResource[], days: Days): ConsentReading {
  const sound = carePlans.filter((plan) => textIn(plan, 'status') !== 'entered-in-error');
  return joined(
    sound.flatMap((plan) =>
      objectsIn(plan, 'note').flatMap((note, index) => {
        const text = textIn(note, 'text');
        return isConsentText(text) ? [inText(plan, text ?? '', `note.${index}.text`, 'CarePlan', days)] : [];
      }),
    ),
  );
}

/** Several readings as one. */
export function joined(readings: readonly ConsentReading[]): ConsentReading {
  return {
    consents: readings.flatMap(({ consents }) => consents),
    ungiven: readings.flatMap(({ ungiven }) => ungiven),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

function readOne(resource: RawResource, days: Days): ConsentReading {
  const document = readDocument(resource);
  if (isProblem(document)) return NOTHING;
  const isOwn = (document.identifier ?? []).some(({ system }) => system === CONSENT_ID || system === WITHDRAWAL_ID);
  const text = attachedText(resource);
  if (isConsentText(text)) return inText(resource, text ?? '', 'content.0.attachment.data', 'DocumentReference', days);
  if (isOwn) return { ...NOTHING, problems: [problemWith(resource, 'content.0.attachment', 'unreadable')] };
  if (!hasCode(document.type, LOINC, CONSENT_DOCUMENT)) return NOTHING;
  const date = days.exact(document.date);
  const words = [document.description, document.type?.text, ...(document.content ?? []).map(({ attachment }) => attachment?.title)];
  if (date === undefined || !isAboutCcm(words)) return NOTHING;
  const reference = referenceOf(resource);
  const where = reference === undefined ? {} : { reference };
  const title = words.find((word) => isAboutCcm([word]));
  const found: StoredConsent = {
    origin: 'found',
    place: 'DocumentReference',
    at: document.date ?? date,
    consent: { date, ...where },
    status: document.status ?? '',
    ...where,
    ...(title === undefined ? {} : { title }),
  };
  return { ...NOTHING, consents: [found] };
}

// What a note tells is what the resource made of it would tell: one reader for all.
function inText(holder: RawResource, text: string, path: string, place: 'DocumentReference' | 'CarePlan', days: Days): ConsentReading {
  const draft = parseConsentText(text);
  if (draft === null) return { ...NOTHING, problems: [problemWith(holder, path, 'unreadable')] };
  const { consents, ungiven } = readConsents([consentResource(draft)], days);
  const reference = referenceOf(holder);
  const where = { place, ...(reference === undefined ? {} : { reference }) };
  return {
    consents: consents.map((one) => ({ ...one, ...where, consent: { ...one.consent, ...(reference === undefined ? {} : { reference }) } })),
    ungiven: ungiven.map((one) => ({ ...one, ...where })),
    problems: [],
  };
}
