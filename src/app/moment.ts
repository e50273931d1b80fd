import type { Instant, LocalDate } from '../ccm/chart.ts';
import { localDateTime } from './format.ts';

/** A day and a time as typed; empty ones are those of now. */
export interface MomentFields {
  readonly date: LocalDate;
  readonly time: string;
}

/** The day and time that a form shows: what was typed, else those of now. */
export function shownMoment({ date, time }: MomentFields, now: Instant, timeZone: string): MomentFields {
  const local = localDateTime(now, timeZone) ?? now;
  return { date: date === '' ? local.slice(0, 10) : date, time: time === '' ? local.slice(11, 16) : time };
}

/** The moment that the fields name; null, with an error, where they name none or one that lies ahead. */
export function momentOf(fields: MomentFields, now: Instant, timeZone: string, errors: { date?: string; time?: string }): Instant | null {
  if (fields.date === '' && fields.time === '') return now;
  const { date, time } = shownMoment(fields, now, timeZone);
  try {
    const moment = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
    if (Temporal.Instant.compare(moment.toInstant(), Temporal.Instant.from(now)) <= 0) {
      return moment.toString({ timeZoneName: 'never', smallestUnit: 'second' });
    }
    errors[date > (localDateTime(now, timeZone) ?? now).slice(0, 10) ? 'date' : 'time'] = 'That lies in the future.';
  } catch {
    errors.date = 'Give the day and the time.';
  }
  return null;
}
