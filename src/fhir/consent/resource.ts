import type { ConsentElement, Instant, LocalDate, Reference } from '../../ccm/chart.ts';
import type { RawResource } from '../client.ts';
import { lastDayOfMonth } from '../dates.ts';
import { BASE, ccmCoding, V3_ACT_CODE, V3_PARTICIPATION } from '../naming.ts';
import { narrative } from '../narrative.ts';

export const CONSENT_ID = `${BASE}/sid/consent`;
export const LOINC = 'http://loinc.org';
export const CONSENT_DOCUMENT = '59284-0';

/** A reference with the words to show for it. */
export interface NamedReference {
  readonly reference: Reference;
  readonly display: string;
}

/** Consent to CCM, ready to be written. */
export interface ConsentDraft {
  /** UUID, made before the first attempt and kept through every retry. */
  readonly id: string;
  readonly patient: NamedReference;
  /** The patient, or the caregiver who consented in their place. */
  readonly givenBy: NamedReference;
  readonly at: Instant;
  readonly method: 'verbal' | 'written';
  /** What the patient was told (CONS-2). */
  readonly elements: readonly ConsentElement[];
  /** Whether the patient agreed that information goes to treating clinicians. Good practice, not required. */
  readonly sharing: boolean;
  readonly obtainedBy: NamedReference;
  readonly billingPractitioner: NamedReference;
  readonly organization?: NamedReference;
  /** Day on which it was withdrawn; it then holds to the end of that month (CONS-4). */
  readonly withdrawn?: LocalDate;
}

/** The FHIR Consent for the draft: agreement to a service, told in a contained questionnaire, not a rule about sharing data. */
export function consentResource(draft: ConsentDraft): RawResource {
  const { patient, givenBy, at, withdrawn, organization } = draft;
  const day = at.slice(0, 10);
  return {
    resourceType: 'Consent',
    text: narrative('generated', summaryOf(draft)),
    contained: [toldResource(draft)],
    identifier: [{ system: CONSENT_ID, value: draft.id }],
    status: withdrawn === undefined ? 'active' : 'inactive',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment', display: 'Treatment' }] },
    category: [
      { coding: [{ system: LOINC, code: CONSENT_DOCUMENT, display: 'Patient Consent' }] },
      { coding: [ccmCoding('consent-type', 'ccm-consent')], text: 'Chronic care management consent' },
    ],
    patient,
    dateTime: at,
    performer: [givenBy],
    ...(organization === undefined ? {} : { organization: [organization] }),
    sourceReference: { reference: '#qr', display: 'Items explained to the patient' },
    policyRule: {
      coding: [{ system: V3_ACT_CODE, code: 'OPTIN', display: 'opt-in' }],
      text: 'CMS chronic care management consent (verbal or written, documented in the record)',
    },
    ...(draft.method === 'verbal' ? { verification: [{ verified: true, verifiedWith: givenBy, verificationDate: at }] } : {}),
    provision: {
      type: 'permit',
      period: { start: day, ...(withdrawn === undefined ? {} : { end: lastDayOfMonth(withdrawn) }) },
      actor: [
        {
          role: { coding: [{ system: V3_PARTICIPATION, code: 'PRF', display: 'performer' }], text: 'Billing practitioner' },
          reference: draft.billingPractitioner,
        },
      ],
    },
  };
}

function summaryOf({ at, method, withdrawn }: ConsentDraft): string {
  if (withdrawn !== undefined)
    return `Consent to chronic care management withdrawn on ${withdrawn}, effective ${lastDayOfMonth(withdrawn)}`;
  return `${method === 'verbal' ? 'Verbal' : 'Written'} consent to chronic care management given ${at.slice(0, 10)}`;
}

function told(linkId: string, text: string, yes: boolean) {
  return { linkId, text, answer: [{ valueBoolean: yes }] };
}

function toldResource({ at, obtainedBy, givenBy, patient, elements, sharing, method }: ConsentDraft) {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'qr',
    status: 'completed',
    authored: at,
    author: obtainedBy,
    source: givenBy,
    subject: patient,
    item: [
      told(
        'available',
        'Told that CCM services are available and that cost sharing may apply',
        elements.includes('availability-and-cost-sharing'),
      ),
      told(
        'one-practitioner',
        'Told that only one practitioner can furnish and be paid for CCM in a calendar month',
        elements.includes('one-practitioner-per-month'),
      ),
      told(
        'stop',
        'Told of the right to stop CCM at any time (effective at the end of the calendar month)',
        elements.includes('right-to-stop-end-of-month'),
      ),
      told('sharing', 'Agrees to electronic sharing of health information with treating clinicians', sharing),
      { linkId: 'form', text: 'Form of consent', answer: [{ valueString: method }] },
    ],
  };
}
