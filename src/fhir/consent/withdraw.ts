import { assertSubject, type Carrier, type WriteTarget, type Written } from '../carriers.ts';
import { writtenResource } from '../create-once.ts';
import { lastDayOfMonth } from '../dates.ts';
import { FhirError } from '../fhir-error.ts';
import { objectIn, objectsIn, textIn } from '../fields.ts';
import { isLosslessObject, type LosslessObject, type LosslessValue, parseLossless, toPlain, writeLossless } from '../lossless.ts';
import { escapeXhtml, narrative } from '../narrative.ts';
import { replaceResource } from '../time/replace.ts';
import { CONSENT_ID, type ConsentDraft, withdrawalItems } from './draft.ts';
import { consentResource, questionnaireItem, summaryOf } from './resource.ts';

/** Ends the Consent that keeps the record with the last day of the month, and adds who said so and why; all else in it stays. */
export function withdrawCarrier(consentId: string): Carrier<ConsentDraft> {
  return {
    topic: 'consent',
    name: 'Consent',
    needs: [{ type: 'Consent', interaction: 'update' }],
    resource: consentResource,
    async find({ client }) {
      const fresh = await client.read('Consent', consentId);
      return isWithdrawn(fresh) ? writtenResource(fresh, true) : null;
    },
    write: (target, draft) => writeWithdrawal(target, consentId, draft),
  };
}

function isWithdrawn(consent: unknown): boolean {
  return textIn(consent, 'status') === 'inactive' && textIn(objectIn(objectIn(consent, 'provision'), 'period'), 'end') !== undefined;
}

async function writeWithdrawal(target: WriteTarget, consentId: string, draft: ConsentDraft): Promise<Written> {
  const { client } = target;
  const { text, versionId } = await client.readText('Consent', consentId);
  const exact = parseLossless(text);
  const fresh = toPlain(exact);
  if (fresh === undefined) throw new FhirError('unreadable', 'GET Consent');
  assertSubject(client, fresh);
  // Another consent may have come to that address: one of the EHR's own is never ended.
  const isOurs = objectsIn(fresh, 'identifier').some((one) => textIn(one, 'system') === CONSENT_ID && textIn(one, 'value') === draft.id);
  if (!isOurs) throw new FhirError('conflict', 'PUT Consent');
  if (isWithdrawn(fresh)) return writtenResource(fresh, true);
  const version = textIn(objectIn(fresh, 'meta'), 'versionId') ?? versionId;
  const written = await replaceResource(target, { type: 'Consent', id: consentId, text: writeLossless(ended(exact, draft)), version });
  // Some EHRs take the update and keep the status: that ends nothing.
  const after = await client.read('Consent', consentId);
  if (!isWithdrawn(after)) throw new FhirError('not-supported', 'PUT Consent');
  return written;
}

function ended(consent: LosslessObject, draft: ConsentDraft): LosslessObject {
  const { withdrawn } = draft;
  if (withdrawn === undefined) throw new TypeError('a withdrawal has a day');
  const provision = objectOr(consent['provision']);
  const period = { ...objectOr(provision['period']), end: lastDayOfMonth(withdrawn) };
  const contained = consent['contained'];
  const items = withdrawalItems(draft).map((item) => parseLossless(JSON.stringify(questionnaireItem(item))));
  return {
    ...consent,
    text: narrative('generated', escapeXhtml(summaryOf(draft))),
    ...(Array.isArray(contained) ? { contained: contained.map((one: LosslessValue) => withItems(one, items)) } : {}),
    status: 'inactive',
    provision: { ...provision, period },
  };
}

function withItems(contained: LosslessValue, items: readonly LosslessObject[]): LosslessValue {
  if (!isLosslessObject(contained) || contained['resourceType'] !== 'QuestionnaireResponse') return contained;
  const item = contained['item'];
  return { ...contained, item: [...(Array.isArray(item) ? item : []), ...items] };
}

function objectOr(value: LosslessValue | undefined): LosslessObject {
  return value !== undefined && isLosslessObject(value) ? value : {};
}
