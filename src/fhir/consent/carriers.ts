import type { DocumentReference } from 'fhir/r4';
import { clinicalNote } from '../clinical-note.ts';
import type { Reference } from '../../ccm/chart.ts';
import type { Carrier } from '../carriers.ts';
import type { RawResource } from '../client.ts';
import { type ConsentReading, readConsents } from '../consent.ts';
import { createOnce, findOwn, type OwnIdentifier } from '../create-once.ts';
import { daysIn } from '../dates.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { escapeXhtml } from '../narrative.ts';
import { attachedText } from '../attached-text.ts';
import { CONSENT_DOCUMENT, CONSENT_ID, type ConsentDraft, WITHDRAWAL_ID } from './draft.ts';
import { consentResource, summaryOf } from './resource.ts';
import { consentText } from './text.ts';

/** Keeps the record as a Consent resource: the first carrier of the topic. */
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
  const sameInstant = Date.parse(textIn(reRead, 'dateTime') ?? '') === Date.parse(draft.at);
  return sameInstant && isSame(readConsents([reRead], UTC), readConsents([consentResource(draft)], UTC));
}

// Which day it is called does not matter to what was kept: the instant is compared.
const UTC = daysIn('UTC');

function isSame(kept: ConsentReading, sent: ConsentReading): boolean {
  return whatCounts(kept) === whatCounts(sent);
}

function whatCounts({ consents, ungiven }: ConsentReading): string {
  return JSON.stringify([
    consents.map(({ id, origin, status, consent: { method, elements, practitionerId }, channel }) => [
      id,
      origin,
      status,
      method,
      elements,
      practitionerId,
      channel,
    ]),
    ungiven.map(({ id, answer, billingPractitioner }) => [id, answer, billingPractitioner?.reference]),
  ]);
}

/** Keeps the record as a note of its own, filed under the session's encounter where there is one: some EHRs take no note without. */
export function consentNoteCarrier(context: Reference | undefined): Carrier<ConsentDraft> {
  return {
    topic: 'consent',
    name: 'DocumentReference',
    needs: [{ type: 'DocumentReference', interaction: 'create' }],
    resource: (draft) => consentNote(draft, context),
    find: (target, draft) => findOwn(target, 'DocumentReference', identifierOf(draft)),
    write: (target, draft) => createOnce(target, consentNote(draft, context), identifierOf(draft)),
    kept: (draft, reRead) => attachedText(reRead) === consentText(draft) || isTextApart(reRead),
  };
}

function identifierOf({ id, withdrawn }: ConsentDraft): OwnIdentifier {
  return { system: withdrawn === undefined ? CONSENT_ID : WITHDRAWAL_ID, value: id };
}

/** The note that keeps the record. Its own type and identifier let any EHR list it among consents. */
export function consentNote(draft: ConsentDraft, context: Reference | undefined): RawResource {
  const { id, at, recordedAt, withdrawal, withdrawn, patient, obtainedBy, answer } = draft;
  const state = withdrawn === undefined ? (answer?.kind ?? 'accepted') : 'withdrawn';
  const title = withdrawn === undefined ? 'CCM consent' : 'CCM consent withdrawn';
  const identifier = identifierOf(draft);
  const date = withdrawal?.at ?? recordedAt ?? (at.length > 10 ? at : undefined);
  const author = withdrawal?.recordedBy ?? obtainedBy;
  return {
    ...clinicalNote({
      identifier: identifier,
      summary: escapeXhtml(summaryOf(draft)),
      loinc: CONSENT_DOCUMENT,
      display: 'Patient Consent',
      title: title,
    }),
    subject: { ...patient },
    ...(date === undefined ? {} : { date }),
    author: [{ ...author }],
    description: ['CCM-CONSENT v1', state, id].join(' | '),
    content: [{ attachment: { contentType: 'text/plain', data: base64(consentText(draft)), title } }],
    ...(context === undefined ? {} : { context: { encounter: [{ reference: context }] } }),
  } satisfies DocumentReference;
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

// Some EHRs keep a note's text apart, at an address: what cannot be compared is no reason to write it elsewhere too.
function isTextApart(document: RawResource): boolean {
  const attachments = objectsIn(document, 'content').map((content) => objectIn(content, 'attachment'));
  return attachments.some((attachment) => textIn(attachment, 'data') === undefined && textIn(attachment, 'url') !== undefined);
}
