import type { Consent, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { BASE, ccmCoding } from '../../../src/fhir/naming.ts';
import { narrative } from './narrative.ts';
import type { Subject } from './person.ts';
import { NURSE_REFERENCE, ORGANIZATION, PHYSICIAN_REFERENCE } from './practice.ts';
import { instantOn, uuidOf } from './sample-day.ts';

const EXPLAINED: readonly (readonly [linkId: string, text: string])[] = [
  ['available', 'Told that CCM services are available and that cost sharing may apply'],
  ['one-practitioner', 'Told that only one practitioner can furnish and be paid for CCM in a calendar month'],
  ['stop', 'Told of the right to stop CCM at any time (effective at the end of the calendar month)'],
  ['sharing', 'Agrees to electronic sharing of health information with treating clinicians'],
];

/** Consent by word of mouth to chronic care management by the billing practitioner, given on `date`. */
export function verbalConsent(subject: Subject, date: string): Consent {
  const at = instantOn(subject.day, date, '10:12');
  const explanation: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    id: 'qr',
    status: 'completed',
    subject: subject.reference,
    authored: at,
    author: NURSE_REFERENCE,
    source: subject.reference,
    item: [...EXPLAINED.map(told), { linkId: 'form', text: 'Form of consent', answer: [{ valueString: 'verbal' }] }],
  };
  return {
    resourceType: 'Consent',
    id: `${subject.id}-consent`,
    text: narrative(`Verbal consent to chronic care management given ${date}`),
    contained: [explanation],
    identifier: [{ system: `${BASE}/sid/consent`, value: uuidOf(`${subject.id} consent`) }],
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment', display: 'Treatment' }] },
    category: [
      { coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Patient Consent' }] },
      { coding: [ccmCoding('consent-type', 'ccm-consent')], text: 'Chronic care management consent' },
    ],
    patient: subject.reference,
    dateTime: at,
    performer: [subject.reference],
    organization: [ORGANIZATION],
    sourceReference: { reference: '#qr', display: 'Items explained to the patient' },
    policyRule: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN', display: 'opt-in' }],
      text: 'CMS chronic care management consent (verbal or written, documented in the record)',
    },
    verification: [{ verified: true, verifiedWith: subject.reference, verificationDate: at }],
    provision: {
      type: 'permit',
      period: { start: date },
      actor: [
        {
          role: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'PRF', display: 'performer' }],
            text: 'Billing practitioner',
          },
          reference: PHYSICIAN_REFERENCE,
        },
      ],
    },
  };
}

function told([linkId, text]: readonly [string, string]): QuestionnaireResponseItem {
  return { linkId, text, answer: [{ valueBoolean: true }] };
}
