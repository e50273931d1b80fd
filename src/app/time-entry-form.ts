import type { Instant, Performer, ServiceMonth } from '../ccm/chart.ts';
import { checkHand, type HandContext, type HandFields } from './by-hand.ts';
import { formatMonth, localDateTime } from './format.ts';
import type { TimeEntryInput } from './time-entry-view.ts';
import { checkWork, doubtsAboutWork, emptyWorkFields, type WorkFields } from './work-fields.ts';

/** What stands in the form's fields, as typed. */
export interface TimeFields extends WorkFields, HandFields {
  readonly date: string;
  readonly start: string;
  /** How the end is given: by a length, or by a clock time. */
  readonly by: 'length' | 'end';
  readonly minutes: string;
  readonly seconds: string;
  readonly end: string;
}

type Errors = Partial<Record<keyof TimeFields, string>>;

export type FieldErrors = Partial<Readonly<Record<keyof TimeFields, string>>>;

/** What the fields are checked against. */
export interface TimeContext extends HandContext {
  readonly id: string;
  readonly month: ServiceMonth;
}

export type TimeCheck = { readonly ok: true; readonly input: TimeEntryInput } | { readonly ok: false; readonly errors: FieldErrors };

const DAY_SECONDS = 24 * 60 * 60;

/** Empty fields; the date is that of `now` where it lies in the month. */
export function emptyTimeFields(context: Pick<TimeContext, 'month' | 'timeZone' | 'now'>, role: Performer | undefined): TimeFields {
  const now = localDateTime(context.now, context.timeZone);
  const date = now !== null && now.startsWith(context.month) ? now.slice(0, 10) : '';
  return {
    ...emptyWorkFields(role),
    date,
    start: '',
    by: 'length',
    minutes: '',
    seconds: '',
    end: '',
    reason: '',
    reasonDetail: '',
    confirmedBy: '',
  };
}

/** The entry that the fields describe, or what is wrong with them. Never guesses a role, a length or a time. */
export function checkTimeFields(fields: TimeFields, context: TimeContext): TimeCheck {
  const errors: Errors = {};
  const start = startOf(fields, context, errors);
  const end = endOf(fields, context, start, errors);
  checkMoment(fields, context, end ?? start, errors);
  const hand = checkHand(fields, { date: errors.date === undefined ? fields.date : '', seconds: secondsOf(fields) }, context, errors);
  const work = checkWork(fields, errors);
  if (start === null || end === null || work === null || Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    input: {
      id: context.id,
      source: 'manual',
      start: instantText(start),
      end: instantText(end),
      seconds: (end.epochMilliseconds - start.epochMilliseconds) / 1000,
      ...work,
      ...hand,
      recordedAt: context.now,
    },
  };
}

/** Longer than this in one entry is asked about. */
const LONG_SECONDS = 2 * 60 * 60;

/** What is unusual in the fields and may be right all the same, each as a question. `known`: the role that the EHR states. */
export function doubtsAbout(fields: TimeFields, known?: Performer): readonly string[] {
  const seconds = secondsOf(fields);
  return [
    ...doubtsAboutWork(fields, known),
    ...(seconds !== null && seconds > LONG_SECONDS ? [`${Math.floor(seconds / 60)} minutes in one entry is unusual: is that right?`] : []),
  ];
}

/** Whole seconds of the fields' length; null, with an error, where they do not say one. */
export function secondsOf(fields: TimeFields, errors: Errors = {}): number | null {
  if (fields.by === 'end') return secondsToEnd(fields, errors);
  const minutes = wholeNumber(fields.minutes);
  const seconds = wholeNumber(fields.seconds);
  if (fields.minutes.trim() === '' && fields.seconds.trim() === '') {
    errors.minutes = 'How long did it take?';
    return null;
  }
  if (minutes === null) errors.minutes = 'Whole minutes only; seconds have their own field.';
  if (seconds === null || seconds > 59) errors.seconds = '0 to 59.';
  if (minutes === null || seconds === null || seconds > 59) return null;
  const total = minutes * 60 + seconds;
  if (total === 0) errors.minutes = 'Longer than nothing.';
  if (total > DAY_SECONDS) errors.minutes = 'One entry is at most 24 hours.';
  return total === 0 || total > DAY_SECONDS ? null : total;
}

function secondsToEnd(fields: TimeFields, errors: Errors): number | null {
  const start = clockSeconds(fields.start);
  const end = clockSeconds(fields.end);
  if (end === null) errors.end = 'When did it end?';
  if (start === null || end === null) return null;
  if (end > start) return end - start;
  errors.end = 'The end must come after the start. For work past midnight give its length.';
  return null;
}

function startOf(fields: TimeFields, context: TimeContext, errors: Errors): Temporal.ZonedDateTime | null {
  if (fields.date === '') errors.date = 'Which day?';
  else if (!fields.date.startsWith(`${context.month}-`)) {
    errors.date = `This screen is for ${formatMonth(context.month)}. Change the month above to log another.`;
  }
  if (clockSeconds(fields.start) === null) errors.start = 'When did it start?';
  if (errors.date !== undefined || errors.start !== undefined) return null;
  return moment(fields.date, fields.start, context) ?? refuse(errors, 'start');
}

/** By the clock: an end time on a day that is an hour longer or shorter gives the time that really passed. */
function endOf(
  fields: TimeFields,
  context: TimeContext,
  start: Temporal.ZonedDateTime | null,
  errors: Errors,
): Temporal.ZonedDateTime | null {
  const seconds = secondsOf(fields, errors);
  if (start === null || seconds === null) return null;
  if (fields.by === 'length') return start.add({ seconds });
  return moment(fields.date, fields.end, context) ?? refuse(errors, 'end');
}

/** Null at an hour that the clocks leave out or repeat. */
function moment(date: string, clock: string, context: TimeContext): Temporal.ZonedDateTime | null {
  try {
    return Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(context.timeZone, { disambiguation: 'reject' });
  } catch {
    return null;
  }
}

function refuse(errors: Errors, field: 'start' | 'end'): null {
  errors[field] = 'The clocks changed at that hour. Give a time before or after it.';
  return null;
}

/** `last`: the end, or the start where the length does not tell an end. */
function checkMoment(fields: TimeFields, context: TimeContext, last: Temporal.ZonedDateTime | null, errors: Errors): void {
  if (last === null || errors.date !== undefined) return;
  if (Temporal.Instant.compare(last.toInstant(), Temporal.Instant.from(context.now)) <= 0) return;
  if (errors[lengthField(fields)] !== undefined) errors.start = 'That lies in the future.';
  else errors[fields.by === 'end' ? 'end' : 'start'] = 'That would end in the future.';
}

function lengthField({ by }: TimeFields): 'minutes' | 'end' {
  return by === 'end' ? 'end' : 'minutes';
}

function instantText(moment: Temporal.ZonedDateTime): Instant {
  return moment.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** `10:05` or `10:05:30`, in seconds since midnight. */
function clockSeconds(clock: string): number | null {
  const [, hours, minutes, seconds = '0'] = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Blank is nothing; anything but digits is null. */
function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  return /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : null;
}
