import type { ConsentElement } from '../../ccm/chart.ts';
import { isInstant } from '../dates.ts';
import { oneLine } from '../time/header-line.ts';
import { plainWords } from '../plain-words.ts';
import {
  CONSENT_CHANNELS,
  type ConsentAnswer,
  type ConsentDraft,
  DECLINE_REASONS,
  ELEMENT_BY_LINK,
  ITEM_TEXT,
  itemsOf,
  type Party,
  type Withdrawal,
  WITHDRAWAL_REASONS,
} from './draft.ts';
import { summaryOf } from './resource.ts';

const HEADER = 'CCM-CONSENT v1';

/** The whole record as text, for notes: a header line, a sentence, then one line for each thing told, asked and answered. */
export function consentText(draft: ConsentDraft): string {
  const { id, at, answer, withdrawn, organization, recordedAt } = draft;
  const state = withdrawn === undefined ? (answer?.kind ?? 'accepted') : 'withdrawn';
  const items = itemsOf(draft).map(
    ({ linkId, value }) => `${ITEM_TEXT[linkId]}: ${typeof value === 'boolean' ? (value ? 'yes' : 'no') : oneLine(value)}`,
  );
  const lines = [
    [HEADER, id, state, at].join(' | '),
    `${summaryOf(draft)}.`,
    `Patient: ${partyText(draft.patient)}`,
    ...(answer?.kind === 'needed' ? [] : [`Answered by: ${partyText(draft.givenBy)}`]),
    `Asked by: ${partyText(draft.obtainedBy)}`,
    `Billing practitioner: ${partyText(draft.billingPractitioner)}`,
    ...(organization === undefined ? [] : [`Organization: ${partyText(organization)}`]),
    ...(withdrawn === undefined ? [] : [`${ITEM_TEXT['withdrawn-on']}: ${withdrawn}`]),
    ...items.filter((line) => !line.startsWith(`${ITEM_TEXT['withdrawn-on']}: `)),
    ...(recordedAt === undefined ? [] : [`Recorded: ${recordedAt}`]),
  ];
  return lines.map(plainWords).join('\n');
}

/** Whether the text is one of ours, readable or not. */
export function isConsentText(text: string | undefined): boolean {
  return /^CCM-CONSENT v\d/.test(text ?? '');
}

/** The record that such a text holds; null where it is none, or one that cannot be understood. */
export function parseConsentText(text: string): ConsentDraft | null {
  const [first = '', ...rest] = text.split(/\r\n|\r|\n/);
  const [header, id = '', state = '', at = ''] = first.split('|').map((field) => field.trim());
  const values = valuesIn(rest);
  const answer = answerOf(state, values);
  const patient = partyIn(values.get('Patient'));
  const practitioner = partyIn(values.get('Billing practitioner'));
  const asker = partyIn(values.get('Asked by'));
  if (header !== HEADER || !UUID.test(id) || !(isInstant(at) || DAY.test(at)) || answer === null) return null;
  if (patient?.reference === undefined || practitioner === undefined || asker === undefined) return null;
  const withdrawn = values.get(ITEM_TEXT['withdrawn-on']);
  if (state === 'withdrawn' && !DAY.test(withdrawn ?? '')) return null;
  const organization = partyIn(values.get('Organization'));
  const channel = CONSENT_CHANNELS.find((one) => one === values.get(ITEM_TEXT.channel));
  const recordedAt = values.get('Recorded');
  const [relationship, remark, confirms] = (['relationship', 'remark', 'confirms'] as const).map((linkId) => values.get(ITEM_TEXT[linkId]));
  return {
    id,
    patient: { reference: patient.reference, display: patient.display },
    givenBy: partyIn(values.get('Answered by')) ?? patient,
    ...(relationship === undefined ? {} : { relationship }),
    at,
    ...(answer.kind === 'accepted' ? {} : { answer }),
    method: values.get(ITEM_TEXT.form) === 'written' ? 'written' : 'verbal',
    ...(channel === undefined ? {} : { channel }),
    elements: elementsIn(values),
    sharing: values.get(ITEM_TEXT.sharing) === 'yes',
    obtainedBy: asker,
    billingPractitioner: practitioner,
    ...(organization === undefined ? {} : { organization }),
    ...(remark === undefined ? {} : { remark }),
    ...(confirms === undefined ? {} : { confirms }),
    ...(isInstant(recordedAt) ? { recordedAt } : {}),
    ...(state === 'withdrawn' && withdrawn !== undefined ? { withdrawn, ...withdrawalIn(values) } : {}),
  };
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Values = ReadonlyMap<string, string>;

// No label holds a colon with a blank after it, so the first one ends it whatever the value holds.
function valuesIn(lines: readonly string[]): Values {
  const values = new Map<string, string>();
  for (const line of lines) {
    const [, label, value] = /^(.*?): (.*)$/.exec(line) ?? [];
    if (label !== undefined && value !== undefined && !values.has(label)) values.set(label, value.trim());
  }
  return values;
}

function answerOf(state: string, values: Values): ConsentAnswer | null {
  switch (state) {
    case 'accepted':
    case 'withdrawn':
      return { kind: 'accepted' };
    case 'declined':
      return { kind: 'declined', reason: declineReason(values.get(ITEM_TEXT['decline-reason'])) };
    case 'call-back': {
      const on = values.get(ITEM_TEXT['call-back']);
      return on !== undefined && DAY.test(on) ? { kind: 'call-back', on } : null;
    }
    case 'needed':
      return { kind: 'needed' };
    default:
      return null;
  }
}

/** One of our reasons; what is none of them is `no-reason-given`. */
function declineReason(text: string | undefined) {
  return DECLINE_REASONS.find((reason) => reason === text) ?? 'no-reason-given';
}

/** One of our reasons; what is none of them is `no-reason-given`. */
function withdrawalReason(text: string | undefined) {
  return WITHDRAWAL_REASONS.find((reason) => reason === text) ?? 'no-reason-given';
}

function elementsIn(values: Values): readonly ConsentElement[] {
  const links = ['available', 'one-practitioner', 'stop'] as const;
  return links.filter((linkId) => values.get(ITEM_TEXT[linkId]) === 'yes').map((linkId) => ELEMENT_BY_LINK[linkId]);
}

function withdrawalIn(values: Values): { readonly withdrawal?: Withdrawal } {
  const saidBy = values.get(ITEM_TEXT['withdrawn-by']);
  const recordedBy = values.get(ITEM_TEXT['withdrawn-recorded-by']);
  const at = values.get(ITEM_TEXT['withdrawn-at']);
  if (saidBy === undefined || recordedBy === undefined || !isInstant(at)) return {};
  const remark = values.get(ITEM_TEXT['withdrawn-remark']);
  const reason = withdrawalReason(values.get(ITEM_TEXT['withdrawn-reason']));
  return { withdrawal: { saidBy, recordedBy: { display: recordedBy }, at, reason, ...(remark === undefined ? {} : { remark }) } };
}

function partyText({ reference, display }: Party): string {
  return reference === undefined ? oneLine(display) : `${oneLine(display)} [${reference}]`.trimStart();
}

function partyIn(text: string | undefined): Party | undefined {
  if (text === undefined || text === '') return undefined;
  const [, display = '', reference] = PARTY.exec(text) ?? [];
  return reference === undefined ? { display: text } : { reference, display };
}

const PARTY = /^(.*?)\s*\[((?:https?:\/\/\S+\/)?[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})\]$/;
