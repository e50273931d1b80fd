import type { Instant, LocalDate, ServiceMonth } from '../ccm/chart.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/** `12 Oct 2026`; `Oct 2026` or `2026` where the chart knows no more; what cannot be read as a date stays as it is. */
export function formatDate(date: string): string {
  const [, year, month, day] = DATE.exec(date) ?? [];
  if (year === undefined) return date;
  const name = monthName(month)?.slice(0, 3);
  if (name === undefined) return year;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** `12 Oct`, for tables whose heading names the year. */
export function formatDayMonth(date: LocalDate): string {
  return formatDate(date).replace(/ \d{4}$/, '');
}

/** `12 Oct 2026 (40 days ago)`. */
export function formatDateAgo(date: string, today: LocalDate): string {
  const ago = formatAgo(date, today);
  return ago === null ? formatDate(date) : `${formatDate(date)} (${ago})`;
}

/** `November 2026`. */
export function formatMonth(month: ServiceMonth): string {
  const [year, number] = month.split('-');
  const name = monthName(number);
  return name === undefined || year === undefined ? month : `${name} ${year}`;
}

/** Whole days from `from` to `to`; null where either is not a full date. */
export function daysBetween(from: string, to: string): number | null {
  const start = plainDate(from);
  const end = plainDate(to);
  return start === null || end === null ? null : start.until(end, { largestUnit: 'days' }).days;
}

/** `75 y`, `7 mo` below two years; null where the birth date is not known to the day. */
export function formatAge(birthDate: string, today: LocalDate): string | null {
  const born = plainDate(birthDate);
  const now = plainDate(today);
  if (born === null || now === null) return null;
  const { years, months } = born.until(now, { largestUnit: 'years' });
  if (years < 0 || months < 0) return null;
  return years >= 2 ? `${years} y` : `${years * 12 + months} mo`;
}

/** `22 min 30 s`, `6 min`, `45 s`. Hours stay minutes: codes are counted in minutes. */
export function formatDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds - minutes * 60);
  if (minutes === 0 && rest > 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** `10:05` at the practice; null where the instant cannot be read. */
export function formatClock(instant: Instant, timeZone: string): string | null {
  const local = localDateTime(instant, timeZone);
  return local === null ? null : local.slice(11, 16);
}

/** `2026-11-21T10:05:00`, the wall clock at the practice; null where the instant or the zone cannot be read. */
export function localDateTime(instant: Instant, timeZone: string): string | null {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' });
  } catch {
    return null;
  }
}

/** `no time` as `No time`. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 condition`, `3 conditions`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function formatAgo(date: string, today: LocalDate): string | null {
  const then = plainDate(date);
  const now = plainDate(today);
  if (then === null || now === null) return null;
  const days = then.until(now, { largestUnit: 'days' }).days;
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days === -1) return 'tomorrow';
  return days > 0 ? `${distance(then, now, days)} ago` : `in ${distance(now, then, -days)}`;
}

const COUNTED_IN_DAYS = 92;

/** Years and months as the calendar has them: the same day of a later year is whole years on. */
function distance(from: Temporal.PlainDate, to: Temporal.PlainDate, days: number): string {
  if (days < COUNTED_IN_DAYS) return `${days} days`;
  const { years, months } = from.until(to, { largestUnit: 'years' });
  return years >= 2 ? `${years} years` : `${years * 12 + months} months`;
}

function plainDate(date: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(date.slice(0, 10));
  } catch {
    return null;
  }
}

function monthName(number: string | undefined): string | undefined {
  return number === undefined ? undefined : MONTHS[Number(number) - 1];
}
