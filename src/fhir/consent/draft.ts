import type { ConsentElement, Instant, LocalDate, Reference } from '../../ccm/chart.ts';
import { BASE, LOINC as LOINC_SYSTEM } from '../naming.ts';

export const CONSENT_ID = `${BASE}/sid/consent`;
/** Of the note that takes a consent back; its value is the consent's own UUID. */
export const WITHDRAWAL_ID = `${BASE}/sid/consent-withdrawal`;
export const LOINC = LOINC_SYSTEM;
export const CONSENT_DOCUMENT = '59284-0';

/** A person or body with the words to show for it. Without a reference: known by name only. */
export interface Party {
  readonly reference?: Reference;
  readonly display: string;
}

/** A party that the EHR has a record of. */
export interface NamedReference extends Party {
  readonly reference: Reference;
}

export const DECLINE_REASONS = [
  'cost',
  'no-need-seen',
  'other-practice',
  'privacy',
  'time-and-calls',
  'family-advises-against',
  'no-reason-given',
  'other',
] as const;
/** Why CCM was declined. `other` is said in the remark. */
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const WITHDRAWAL_REASONS = ['cost', 'no-use-seen', 'changes-practice', 'moves-away', 'hospice', 'no-reason-given', 'other'] as const;
/** Why consent was withdrawn. `other` is said in words beside it. */
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

export const CONSENT_CHANNELS = ['telephone', 'video', 'in-person', 'in-writing'] as const;
/** By what means the patient was asked. */
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

/** `needed`: another practitioner bills from now on, and nobody has asked for consent to that yet. */
export type ConsentAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'declined'; readonly reason: DeclineReason }
  | { readonly kind: 'call-back'; readonly on: LocalDate }
  | { readonly kind: 'needed' };

/** Who took consent back, and why. */
export interface Withdrawal {
  /** Who said so: the patient or a caregiver, by name. */
  readonly saidBy: string;
  readonly recordedBy: Party;
  readonly at: Instant;
  readonly reason: WithdrawalReason;
  readonly remark?: string;
}

/** What came of asking a patient for consent to CCM, ready to be written. */
export interface ConsentDraft {
  /** UUID, made before the first attempt and kept through every retry. */
  readonly id: string;
  readonly patient: NamedReference;
  /** The patient, or the caregiver who answered in their place. */
  readonly givenBy: Party;
  /** What the caregiver is to the patient; absent for the patient's own answer. */
  readonly relationship?: string;
  /** When it was answered; a day alone (`2026-09-15`) where no more is known, of a consent found in the record. */
  readonly at: Instant;
  /** Absent: accepted. */
  readonly answer?: Exclude<ConsentAnswer, { readonly kind: 'accepted' }>;
  readonly method: 'verbal' | 'written';
  readonly channel?: ConsentChannel;
  /** What the patient was told (CONS-2). */
  readonly elements: readonly ConsentElement[];
  /** Whether the patient agreed that information goes to treating clinicians. Good practice, not required. */
  readonly sharing: boolean;
  readonly obtainedBy: Party;
  readonly billingPractitioner: Party;
  readonly organization?: Party;
  /** Questions the patient had, or what else should be known; one line. */
  readonly remark?: string;
  /** The record of others that this one confirms. */
  readonly confirms?: Reference;
  /** When it was written down, where that is not `at`. */
  readonly recordedAt?: Instant;
  /** Day on which it was withdrawn; it then holds to the end of that month (CONS-4). */
  readonly withdrawn?: LocalDate;
  readonly withdrawal?: Withdrawal;
}

/** One question of the questionnaire that a consent carries, with its answer. */
export interface ConsentItem {
  readonly linkId: keyof typeof ITEM_TEXT;
  readonly value: boolean | string;
}

/** The words of each item, in FHIR and in notes. A reader of notes finds the items by them. */
export const ITEM_TEXT = {
  available: 'Told that CCM services are available and that cost sharing may apply',
  'one-practitioner': 'Told that only one practitioner can furnish and be paid for CCM in a calendar month',
  stop: 'Told of the right to stop CCM at any time (effective at the end of the calendar month)',
  sharing: 'Agrees to electronic sharing of health information with treating clinicians',
  form: 'Form of consent',
  channel: 'How it was asked',
  relationship: 'Relationship of the one who answered',
  'decline-reason': 'Reason for declining',
  'call-back': 'Call back on',
  confirms: 'Confirms the record found as',
  remark: 'Questions and remarks',
  'withdrawn-on': 'Withdrawn on',
  'withdrawn-by': 'Withdrawn by',
  'withdrawn-recorded-by': 'Withdrawal recorded by',
  'withdrawn-at': 'Withdrawal recorded at',
  'withdrawn-reason': 'Reason for withdrawing',
  'withdrawn-remark': 'Remark on withdrawing',
} as const;

/** Which item tells which element of CONS-2. */
export const ELEMENT_BY_LINK = {
  available: 'availability-and-cost-sharing',
  'one-practitioner': 'one-practitioner-per-month',
  stop: 'right-to-stop-end-of-month',
} as const satisfies Readonly<Record<string, ConsentElement>>;

/** What was told and answered, item by item. */
export function itemsOf(draft: ConsentDraft): readonly ConsentItem[] {
  const { elements, sharing, method, answer, channel, relationship, confirms, remark } = draft;
  const told = (linkId: keyof typeof ELEMENT_BY_LINK): ConsentItem => ({ linkId, value: elements.includes(ELEMENT_BY_LINK[linkId]) });
  const wasAsked = answer?.kind !== 'needed';
  return [
    ...(wasAsked ? [told('available'), told('one-practitioner'), told('stop')] : []),
    ...(wasAsked ? ([{ linkId: 'sharing', value: sharing }] as const) : []),
    ...(wasAsked ? ([{ linkId: 'form', value: method }] as const) : []),
    ...present('channel', channel),
    ...present('relationship', relationship),
    ...present('decline-reason', answer?.kind === 'declined' ? answer.reason : undefined),
    ...present('call-back', answer?.kind === 'call-back' ? answer.on : undefined),
    ...present('confirms', confirms),
    ...present('remark', remark),
    ...withdrawalItems(draft),
  ];
}

/** The items that a withdrawal adds. */
export function withdrawalItems({ withdrawn, withdrawal }: Pick<ConsentDraft, 'withdrawn' | 'withdrawal'>): readonly ConsentItem[] {
  if (withdrawal === undefined) return [];
  const { saidBy, recordedBy, at, reason, remark } = withdrawal;
  return [
    ...present('withdrawn-on', withdrawn),
    ...present('withdrawn-by', saidBy),
    ...present('withdrawn-recorded-by', recordedBy.display),
    ...present('withdrawn-at', at),
    ...present('withdrawn-reason', reason),
    ...present('withdrawn-remark', remark),
  ];
}

function present(linkId: ConsentItem['linkId'], value: string | undefined): readonly ConsentItem[] {
  return value === undefined || value === '' ? [] : [{ linkId, value }];
}
