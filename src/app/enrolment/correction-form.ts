import type { Instant, LocalDate } from '../../ccm/chart.ts';
import { formatDate } from '../format.ts';
import type { EnrolmentDesk, EnrolmentInput, EnrolmentStep, MistakeInput } from './enrolment-view.ts';

/** What stands in the form that puts a step right. */
export interface CorrectionFields {
  readonly wrong: '' | 'day' | 'step';
  readonly on: LocalDate;
  readonly why: string;
}

export type CorrectionErrors = Partial<Readonly<Record<keyof CorrectionFields, string>>>;

export interface CorrectionContext {
  readonly id: string;
  readonly now: Instant;
  readonly step: EnrolmentStep;
  readonly bounds: DayBounds;
}

/** The days that a step may speak of: from the step before to the one after, or to today. */
export interface DayBounds {
  readonly min?: LocalDate;
  readonly max: LocalDate;
  /** Only what comes last can be taken back: what comes after it was said on the strength of it. */
  readonly isLast: boolean;
}

export type CorrectionCheck =
  | { readonly ok: true; readonly is: 'correction'; readonly input: EnrolmentInput }
  | { readonly ok: true; readonly is: 'mistake'; readonly input: MistakeInput }
  | { readonly ok: false; readonly errors: CorrectionErrors };

export function boundsOf({ id }: EnrolmentStep, { steps, today }: Pick<EnrolmentDesk, 'steps' | 'today'>): DayBounds {
  const at = steps.findIndex((one) => one.id === id);
  const min = steps[at - 1]?.on;
  const next = steps[at + 1]?.on;
  return { max: next ?? today, isLast: next === undefined, ...(min !== undefined && { min }) };
}

/** The correction as it will be saved, or what is missing, field by field. */
export function checkCorrection(fields: CorrectionFields, { id, now, step, bounds }: CorrectionContext): CorrectionCheck {
  const errors: { -readonly [Key in keyof CorrectionErrors]: CorrectionErrors[Key] } = {};
  const wrong = bounds.isLast ? fields.wrong : 'day';
  const why = fields.why.trim();
  if (wrong === '') errors.wrong = 'What is wrong?';
  if (wrong === 'day') {
    const day = dayError(fields.on, step, bounds);
    if (day !== undefined) errors.on = day;
  }
  if (why === '') errors.why = 'Say why; the reason stays in the record.';
  if (wrong === '' || Object.keys(errors).length > 0) return { ok: false, errors };
  if (wrong === 'step') return { ok: true, is: 'mistake', input: { id, of: step.id, at: now, why } };
  const { status, reason, remark } = step;
  return {
    ok: true,
    is: 'correction',
    input: { id, status, reason, on: fields.on, at: now, remark, correction: { of: step.id, why } },
  };
}

function dayError(on: LocalDate, step: EnrolmentStep, { min, max, isLast }: DayBounds): string | undefined {
  if (on === '') return 'On which day was it?';
  if (on === step.on) return 'That is the day on record.';
  if (on > max) return isLast ? 'That lies in the future.' : `That is after the next change, ${formatDate(max)}.`;
  return min !== undefined && on < min ? `That is before the last change, ${formatDate(min)}.` : undefined;
}
