import type { RawResource } from '../client.ts';
import { lastDayOfMonth } from '../dates.ts';
import { ccmCoding, V3_ACT_CODE, V3_PARTICIPATION } from '../naming.ts';
import { escapeXhtml, narrative } from '../narrative.ts';
import { CONSENT_DOCUMENT, CONSENT_ID, type ConsentDraft, type ConsentItem, ITEM_TEXT, itemsOf, LOINC } from './draft.ts';

/** The FHIR Consent for the draft: agreement to a service, told in a contained questionnaire, not a rule about sharing data. */
export function consentResource(draft: ConsentDraft): RawResource {
  const { patient, givenBy, at, withdrawn, organization, answer } = draft;
  const agreed = answer === undefined;
  return {
    resourceType: 'Consent',
    text: narrative('generated', escapeXhtml(summaryOf(draft))),
    contained: [toldResource(draft)],
    identifier: [{ system: CONSENT_ID, value: draft.id }],
    status: statusOf(draft),
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment', display: 'Treatment' }] },
    category: [
      { coding: [{ system: LOINC, code: CONSENT_DOCUMENT, display: 'Patient Consent' }] },
      { coding: [ccmCoding('consent-type', 'ccm-consent')], text: 'Chronic care management consent' },
    ],
    patient,
    dateTime: at,
    ...(answer?.kind === 'needed' ? {} : { performer: [givenBy] }),
    ...(organization === undefined ? {} : { organization: [organization] }),
    sourceReference: { reference: '#qr', display: 'Items explained to the patient' },
    policyRule: {
      coding: [
        answer?.kind === 'declined'
          ? { system: V3_ACT_CODE, code: 'OPTOUT', display: 'opt-out' }
          : { system: V3_ACT_CODE, code: 'OPTIN', display: 'opt-in' },
      ],
      text: 'CMS chronic care management consent (verbal or written, documented in the record)',
    },
    ...(agreed && draft.method === 'verbal' ? { verification: [{ verified: true, verifiedWith: givenBy, verificationDate: at }] } : {}),
    provision: {
      type: answer?.kind === 'declined' ? 'deny' : 'permit',
      ...(agreed ? { period: { start: at.slice(0, 10), ...(withdrawn === undefined ? {} : { end: lastDayOfMonth(withdrawn) }) } } : {}),
      actor: [
        {
          role: { coding: [{ system: V3_PARTICIPATION, code: 'PRF', display: 'performer' }], text: 'Billing practitioner' },
          reference: draft.billingPractitioner,
        },
      ],
    },
  };
}

function statusOf({ answer, withdrawn }: ConsentDraft): string {
  switch (answer?.kind) {
    case undefined:
      return withdrawn === undefined ? 'active' : 'inactive';
    case 'declined':
      return 'rejected';
    case 'call-back':
    case 'needed':
      return 'proposed';
    default:
      return answer satisfies never;
  }
}

/** The record in one sentence, for people who read it elsewhere. */
export function summaryOf({ at, answer, method, withdrawn, billingPractitioner }: ConsentDraft): string {
  const day = at.slice(0, 10);
  switch (answer?.kind) {
    case undefined:
      if (withdrawn !== undefined)
        return `Consent to chronic care management withdrawn on ${withdrawn}, effective ${lastDayOfMonth(withdrawn)}`;
      return `${method === 'verbal' ? 'Verbal' : 'Written'} consent to chronic care management given ${day}`;
    case 'declined':
      return `Chronic care management declined ${day}`;
    case 'call-back':
      return `Chronic care management explained ${day}, not answered yet: call back on ${answer.on}`;
    case 'needed':
      return `New consent to chronic care management needed since ${day}: ${billingPractitioner.display} bills from now on`;
    default:
      return answer satisfies never;
  }
}

/** One item of the contained questionnaire. */
export function questionnaireItem({ linkId, value }: ConsentItem) {
  return { linkId, text: ITEM_TEXT[linkId], answer: [typeof value === 'boolean' ? { valueBoolean: value } : { valueString: value }] };
}

function toldResource(draft: ConsentDraft) {
  const { at, recordedAt, obtainedBy, givenBy, patient, answer } = draft;
  const isOpen = answer?.kind === 'call-back' || answer?.kind === 'needed';
  const items = itemsOf(draft);
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'qr',
    status: isOpen ? 'in-progress' : 'completed',
    authored: recordedAt ?? at,
    author: obtainedBy,
    ...(answer?.kind === 'needed' ? {} : { source: givenBy }),
    subject: patient,
    ...(items.length === 0 ? {} : { item: items.map(questionnaireItem) }),
  };
}
