import type { Instant, LocalDate } from '../../ccm/chart.ts';
import { formatDate } from '../format.ts';
import { REASONS } from './enrolment-text.ts';
import type { EnrolmentInput, EnrolmentReason, EnrolmentStatus, EnrolmentStep } from './enrolment-view.ts';

export interface EnrolmentFields {
  readonly status: '' | EnrolmentStatus;
  readonly reason: '' | EnrolmentReason;
  readonly on: LocalDate;
  readonly remark: string;
}

export type EnrolmentErrors = Partial<Readonly<Record<keyof EnrolmentFields, string>>>;

export const EMPTY_ENROLMENT_FIELDS: EnrolmentFields = { status: '', reason: '', on: '', remark: '' };

/** What may be stated next. */
export function nextStates(last: EnrolmentStep | undefined): readonly EnrolmentStatus[] {
  if (last === undefined) return ['active'];
  switch (last.status) {
    case 'transferred':
    case 'stopped':
      return ['active'];
    case 'active':
      return ['paused', 'transferred', 'stopped'];
    case 'paused':
      return ['active', 'transferred', 'stopped'];
    default:
      return last.status satisfies never;
  }
}

export interface EnrolmentContext {
  readonly id: string;
  readonly now: Instant;
  readonly today: LocalDate;
  readonly last: EnrolmentStep | undefined;
}

export type EnrolmentCheck =
  | { readonly ok: true; readonly input: EnrolmentInput }
  | { readonly ok: false; readonly errors: EnrolmentErrors };

/** The step as it will be saved, or what is missing, field by field. */
export function checkEnrolment(fields: EnrolmentFields, { id, now, today, last }: EnrolmentContext): EnrolmentCheck {
  const errors: { -readonly [Key in keyof EnrolmentErrors]: EnrolmentErrors[Key] } = {};
  const { status, on } = fields;
  const remark = fields.remark.trim();
  const reason = reasonOf(fields, last);
  if (status === '') errors.status = 'What changes?';
  else if (reason === null) errors.reason = 'Choose a reason.';
  if (reason === 'other' && remark === '') errors.remark = 'Say which reason.';
  if (on === '') errors.on = 'From which day on?';
  else if (on > today) errors.on = 'That lies in the future.';
  else if (last !== undefined && on < last.on) errors.on = `That is before the last change, ${formatDate(last.on)}.`;
  if (status === '' || reason === null || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, input: { id, status, reason, on, at: now, remark } };
}

function reasonOf({ status, reason }: EnrolmentFields, last: EnrolmentStep | undefined): EnrolmentReason | null {
  if (status === '') return null;
  if (status === 'active') return last === undefined ? 'enrolled' : 'resumed';
  const reasons: readonly EnrolmentReason[] = REASONS[status];
  return reasons.find((one) => one === reason) ?? null;
}
