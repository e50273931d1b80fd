import type { ChargeItem } from 'fhir/r4';
import type { RawResource } from '../client.ts';
import { BASE, CHARGE_ID, CPT, HCPCS, ICD_10_CM, UCUM, V3_PARTICIPATION } from '../naming.ts';
import { escapeXhtml, narrative } from '../narrative.ts';
import type { ChargeDraft } from './charge.ts';

// Our own words for the codes; the descriptors are the AMA's and are not used.
const CHARGE_LABELS: Readonly<Record<string, string>> = {
  '99490': 'CCM, clinical staff, first 20 minutes of the month',
  '99439': 'CCM, clinical staff, each additional 20 minutes',
  '99487': 'Complex CCM, first 60 minutes of the month',
  '99489': 'Complex CCM, each additional 30 minutes',
  '99491': 'CCM, by the practitioner, first 30 minutes of the month',
  '99437': 'CCM, by the practitioner, each additional 30 minutes',
  G0506: 'Assessment and care planning at the start of CCM',
  G0511: 'Care management in a rural health clinic or health center',
};

const BASE_OF: Readonly<Record<string, string>> = { '99439': '99490', '99489': '99487', '99437': '99491' };

/** The base code of an add-on code; undefined for all others. */
export function baseCodeOf(code: string): string | undefined {
  return Object.hasOwn(BASE_OF, code) ? BASE_OF[code] : undefined;
}

/** The identifier of a charge: the same for every attempt, tab and person, so that no two are made. */
export function chargeIdentifier({ patientId, month, code, issue = 1 }: Pick<ChargeDraft, 'patientId' | 'month' | 'code' | 'issue'>) {
  return { system: CHARGE_ID, value: `${patientId}/${month}/${code}${issue > 1 ? `#${issue}` : ''}` };
}

// HCPCS codes begin with a letter.
function billingSystem(code: string): string {
  return /^[A-Z]/.test(code) ? HCPCS : CPT;
}

/** The ChargeItem of a draft. `partOf` is the reference of the base charge, a `urn:uuid` inside a transaction. */
export function chargeItemOf(draft: ChargeDraft, partOf?: { readonly reference: string; readonly display?: string }): RawResource {
  const { code, units, month, status, patientId, patientDisplay, context, organization, enteredBy, enteredAt, supporting } = draft;
  return {
    resourceType: 'ChargeItem',
    text: narrative('generated', `<p>${escapeXhtml(headline(draft))}</p><p>${escapeXhtml(draft.basis)}</p>`),
    identifier: [chargeIdentifier(draft)],
    definitionCanonical: [`${BASE}/ChargeItemDefinition/ccm-${code}|${draft.rulesVersion}`],
    status,
    ...(partOf === undefined ? {} : { partOf: [partOf] }),
    code: { coding: [{ system: billingSystem(code), code }], text: CHARGE_LABELS[code] ?? code },
    subject: { reference: `Patient/${patientId}`, ...(patientDisplay === undefined ? {} : { display: patientDisplay }) },
    ...(context === undefined ? {} : { context: { reference: context } }),
    occurrencePeriod: monthPeriod(month),
    performer: [
      {
        function: {
          coding: [
            { system: V3_PARTICIPATION, code: 'PRF', display: 'performer' },
            { system: 'http://terminology.hl7.org/CodeSystem/claimcareteamrole', code: 'primary', display: 'Primary provider' },
          ],
          text: 'Billing practitioner',
        },
        actor: { reference: draft.billingPractitioner.reference, display: draft.billingPractitioner.display },
      },
    ],
    ...(organization === undefined ? {} : { performingOrganization: { ...organization } }),
    quantity: { value: units, system: UCUM, code: '1' },
    enterer: { ...enteredBy },
    enteredDate: enteredAt,
    ...(draft.diagnoses.length === 0 ? {} : { reason: draft.diagnoses.map(reasonOf) }),
    ...(supporting.length === 0 ? {} : { supportingInformation: supporting.map((one) => ({ ...one })) }),
    note: [{ authorReference: { ...enteredBy }, time: enteredAt, text: draft.basis }],
  } satisfies ChargeItem;
}

// Without times: a service month belongs to no time zone.
function monthPeriod(month: string): { readonly start: string; readonly end: string } {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return { start: `${month}-01`, end: `${month}-${daysInMonth}` };
}

function reasonOf({ code, display }: ChargeDraft['diagnoses'][number]) {
  return { coding: [{ system: ICD_10_CM, code }], text: display };
}

function headline({ code, units, month, status }: ChargeDraft): string {
  return `${code} \u00d7 ${units}, ${month}${status === 'planned' ? ', planned: the month is open' : ''}`;
}
