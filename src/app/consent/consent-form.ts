import type { Instant, LocalDate } from '../../ccm/chart.ts';
import { momentOf } from '../moment.ts';
import type {
  ConsentAnswer,
  ConsentChannel,
  ConsentDesk,
  ConsentInput,
  DeclineReason,
  PractitionerChoice,
  WithdrawalInput,
  WithdrawalReason,
} from './consent-view.ts';
import { SCRIPT, type ScriptLanguage, type ScriptPart, toldBy } from './script.ts';

/** What stands in the form. Empty: nothing yet; an empty day and time are those of now. */
export interface ConsentFields {
  readonly read: readonly ScriptPart[];
  /** What a narrow screen shows of the script; empty: as the patient’s language has it. */
  readonly tongues: '' | 'both' | ScriptLanguage;
  readonly answer: '' | 'accepted' | 'declined' | 'call-back';
  readonly declineReason: '' | DeclineReason;
  readonly callBackOn: LocalDate;
  readonly answeredBy: '' | 'patient' | 'caregiver';
  readonly caregiver: string;
  readonly relationship: string;
  readonly channel: '' | ConsentChannel;
  readonly date: LocalDate;
  readonly time: string;
  readonly practitioner: PractitionerChoice | null;
  readonly remark: string;
}

export type ConsentErrors = Partial<Readonly<Record<keyof ConsentFields, string>>>;

export interface ConsentFieldProps {
  readonly fields: ConsentFields;
  readonly errors: ConsentErrors;
  readonly set: (change: Partial<ConsentFields>) => void;
  readonly desk: ConsentDesk;
}

/** A form before anything was typed: the practitioner who bills is taken where the chart names one. */
export function emptyConsentFields(billing: PractitionerChoice | null): ConsentFields {
  return {
    read: [],
    tongues: '',
    answer: '',
    declineReason: '',
    callBackOn: '',
    answeredBy: '',
    caregiver: '',
    relationship: '',
    channel: '',
    date: '',
    time: '',
    practitioner: billing,
    remark: '',
  };
}

export type ConsentCheck = { readonly ok: true; readonly input: ConsentInput } | { readonly ok: false; readonly errors: ConsentErrors };

/** The answer as it will be saved, or what is missing, field by field. */
export function checkConsent(
  fields: ConsentFields,
  { id, now, timeZone, today }: { readonly id: string; readonly now: Instant; readonly timeZone: string; readonly today: LocalDate },
): ConsentCheck {
  const errors: { -readonly [Key in keyof ConsentErrors]: ConsentErrors[Key] } = {};
  const answer = answerOf(fields, today, errors);
  const at = momentOf(fields, now, timeZone, errors);
  if (fields.answeredBy === '') errors.answeredBy = 'Who answered?';
  if (fields.answeredBy === 'caregiver' && fields.caregiver.trim() === '') errors.caregiver = 'Give the caregiver’s name.';
  if (fields.answeredBy === 'caregiver' && fields.relationship === '') errors.relationship = 'What are they to the patient?';
  if (fields.channel === '') errors.channel = 'How was it asked?';
  if (fields.practitioner === null) errors.practitioner = 'Name the practitioner who will bill.';
  if (fields.answer === 'accepted' && unread(fields.read).length > 0) {
    errors.read = 'Read and tick each required part: consent stands only if the patient was told all of it (CONS-2).';
  }
  if (fields.answer === 'declined' && fields.declineReason === 'other' && fields.remark.trim() === '') errors.remark = 'Say which reason.';
  const { practitioner, channel } = fields;
  if (answer === null || at === null || practitioner === null || channel === '' || Object.keys(errors).length > 0)
    return { ok: false, errors };
  return {
    ok: true,
    input: {
      id,
      at,
      recordedAt: now,
      answer,
      ...(fields.answeredBy === 'caregiver' && { caregiver: { name: fields.caregiver.trim(), relationship: fields.relationship } }),
      channel,
      method: channel === 'in-writing' ? 'written' : 'verbal',
      told: toldBy(fields.read),
      sharing: fields.read.includes('sharing'),
      practitioner,
      ...(fields.remark.trim() !== '' && { remark: fields.remark.trim() }),
    },
  };
}

/** The required parts of the script that were not read yet. */
function unread(read: readonly ScriptPart[]): readonly ScriptPart[] {
  return SCRIPT.filter(({ part, isRequired }) => isRequired && !read.includes(part)).map(({ part }) => part);
}

function answerOf(fields: ConsentFields, today: LocalDate, errors: { -readonly [Key in keyof ConsentErrors]: ConsentErrors[Key] }) {
  switch (fields.answer) {
    case '':
      errors.answer = 'What was the answer?';
      return null;
    case 'accepted':
      return { kind: 'accepted' } satisfies ConsentAnswer;
    case 'declined':
      if (fields.declineReason !== '') return { kind: 'declined', reason: fields.declineReason } satisfies ConsentAnswer;
      errors.declineReason = 'Choose a reason; “Gave no reason” is one.';
      return null;
    case 'call-back':
      if (fields.callBackOn >= today) return { kind: 'call-back', on: fields.callBackOn } satisfies ConsentAnswer;
      errors.callBackOn = fields.callBackOn === '' ? 'On which day?' : 'That day is over.';
      return null;
    default:
      return fields.answer satisfies never;
  }
}

/** What stands in the form that takes consent back. */
export interface WithdrawalFields {
  readonly on: LocalDate;
  readonly saidBy: string;
  readonly reason: '' | WithdrawalReason;
  readonly remark: string;
}

export type WithdrawalErrors = Partial<Readonly<Record<keyof WithdrawalFields, string>>>;

export type WithdrawalCheck =
  | { readonly ok: true; readonly input: WithdrawalInput }
  | { readonly ok: false; readonly errors: WithdrawalErrors };

/** The withdrawal as it will be saved, or what is missing. `given`: the day of the consent. */
export function checkWithdrawal(
  fields: WithdrawalFields,
  { now, today, given }: { readonly now: Instant; readonly today: LocalDate; readonly given: LocalDate },
): WithdrawalCheck {
  const errors: { -readonly [Key in keyof WithdrawalErrors]: WithdrawalErrors[Key] } = {};
  if (fields.on === '') errors.on = 'On which day?';
  else if (fields.on > today) errors.on = 'That lies in the future.';
  else if (fields.on < given) errors.on = 'That is before consent was given.';
  if (fields.saidBy.trim() === '') errors.saidBy = 'Who said so?';
  if (fields.reason === '') errors.reason = 'Choose a reason; “Gave no reason” is one.';
  if (fields.reason === 'other' && fields.remark.trim() === '') errors.remark = 'Say which reason.';
  const { reason } = fields;
  if (reason === '' || Object.keys(errors).length > 0) return { ok: false, errors };
  const remark = fields.remark.trim();
  return { ok: true, input: { on: fields.on, at: now, saidBy: fields.saidBy.trim(), reason, ...(remark !== '' && { remark }) } };
}
