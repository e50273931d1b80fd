import type { UnknownKind } from '../ccm/chart.ts';

/** What kind of unknown it is, as a clause. */
export const UNKNOWN_TEXT = {
  'not-recorded': 'not recorded in the chart',
  'not-granted': 'the EHR does not let Intervisit see it',
  'not-supported': 'this EHR does not offer it',
  unreadable: 'it is there and could not be read',
  'not-answered': 'the EHR did not answer in full',
} as const satisfies Record<UnknownKind, string>;

/** Who can turn this kind of unknown into an answer. */
export const UNKNOWN_SETTLED_BY = {
  'not-recorded': 'Record it in the EHR.',
  'not-granted': 'Ask IT to let Intervisit see it.',
  'not-supported': 'A person has to say; this EHR cannot.',
  unreadable: 'Look it up in the EHR; where it looks right there, tell IT.',
  'not-answered': 'Open Intervisit again in a while; if it stays so, tell IT.',
} as const satisfies Record<UnknownKind, string>;

const READ_LABELS: Readonly<Record<string, string>> = {
  Patient: 'Patient',
  Condition: 'Conditions',
  Encounter: 'Encounters',
  CarePlan: 'Care plans',
  Coverage: 'Coverage',
  Consent: 'Consents',
  ChargeItem: 'Charges',
  Practitioner: 'Practitioners',
  PractitionerRole: 'Practitioner roles',
  DocumentReference: 'Documents',
  Procedure: 'Procedures',
  Claim: 'Claims',
  ExplanationOfBenefit: 'Benefit statements',
  Goal: 'Goals',
  Observation: 'Observations',
  ServiceRequest: 'Orders',
  MedicationRequest: 'Medication orders',
  CareTeam: 'Care teams',
};

/** What a kind of record is called on screen. */
export function readLabel(type: string): string {
  return READ_LABELS[type] ?? type;
}

const UNSEEN_LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(READ_LABELS).map(([type, label]) => [type, label.toLowerCase()])),
  Coverage: 'insurance coverage',
};

/** Why one kind of record is not known, as a clause: `the EHR does not let Intervisit see conditions`. */
export function unseenText(type: string, why: Exclude<UnknownKind, 'not-recorded'>): string {
  const what = UNSEEN_LABELS[type] ?? type;
  switch (why) {
    case 'not-granted':
      return `the EHR does not let Intervisit see ${what}`;
    case 'not-supported':
      return `this EHR does not offer ${what} to apps`;
    case 'unreadable':
      return `what the EHR sent of ${what} could not be read`;
    case 'not-answered':
      return `the EHR did not answer in full about ${what}`;
    default:
      return why satisfies never;
  }
}
