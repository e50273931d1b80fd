import type { LocalDate } from '../ccm/chart.ts';

/** Reads FHIR dates, dateTimes and instants as calendar days of one time zone. The zone's offsets are remembered. */
export interface Days {
  /** IANA name of the zone. */
  readonly timeZone: string;
  /** The day of a full date or of an instant; undefined where the text is shorter than a day, or no FHIR date. */
  readonly exact: (text: unknown) => LocalDate | undefined;
  /** Like `exact`, but the first day of a year or month: the earliest day that the text allows. */
  readonly first: (text: unknown) => LocalDate | undefined;
  /** Like `exact`, but the last day of a year or month: the latest day that the text allows. */
  readonly last: (text: unknown) => LocalDate | undefined;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.*)?)?)?$/;
// Nearly all dates of a chart are one of these, on a day that every month has: no parts of them need looking at.
const PLAIN_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;
const PLAIN_INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const TIME = /^T([01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Days as they fall in `timeZone`. An instant with an offset is moved into the zone; a date without a time, and a time
 * without an offset (which FHIR forbids and EHRs send), is taken as local.
 *
 * @throws RangeError where `timeZone` is not an IANA name.
 */
export function daysIn(timeZone: string): Days {
  const offsets = zoneOffsets(timeZone);
  const read = (text: unknown, partial: 'none' | 'first' | 'last'): LocalDate | undefined => {
    if (typeof text !== 'string') return undefined;
    if (PLAIN_DAY.test(text)) return text;
    if (PLAIN_INSTANT.test(text)) return offsets.localDay(text);
    const parts = DATE.exec(text);
    if (parts === null) return undefined;
    const [whole, year = '', month, day, time] = parts;
    if (month !== undefined && (month < '01' || month > '12')) return undefined;
    if (month === undefined || day === undefined) return partialDay(year, month, partial);
    if (day < '01' || Number(day) > daysInMonth(year, month)) return undefined;
    if (time === undefined) return whole;
    if (!TIME.test(time)) return undefined;
    const local = whole.slice(0, 10);
    return hasOffset(time) ? offsets.localDay(whole) : local;
  };
  return {
    timeZone,
    exact: (text) => read(text, 'none'),
    first: (text) => read(text, 'first'),
    last: (text) => read(text, 'last'),
  };
}

/** Whether the text is an instant: a date and time with an offset, valid as a calendar date. */
export function isInstant(text: unknown): text is string {
  const parts = typeof text === 'string' ? DATE.exec(text) : null;
  const [, year = '', month = '', day = '', time] = parts ?? [];
  if (time === undefined || !TIME.test(time) || !hasOffset(time)) return false;
  return month >= '01' && month <= '12' && day >= '01' && Number(day) <= daysInMonth(year, month);
}

/** The same day of the month `months` later or earlier (a negative number), or that month's last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** The day `days` later or earlier (a negative number). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Last day of the month that `date` (or a service month) lies in. */
export function lastDayOfMonth(date: string): LocalDate {
  return partialDay(date.slice(0, 4), date.slice(5, 7), 'last') ?? date;
}

function hasOffset(time: string): boolean {
  return time.endsWith('Z') || time.charAt(time.length - 6) === '+' || time.charAt(time.length - 6) === '-';
}

function partialDay(year: string, month: string | undefined, which: 'none' | 'first' | 'last'): LocalDate | undefined {
  switch (which) {
    case 'none':
      return undefined;
    case 'first':
      return `${year}-${month ?? '01'}-01`;
    case 'last':
      return month === undefined ? `${year}-12-31` : `${year}-${month}-${daysInMonth(year, month)}`;
    default:
      return which satisfies never;
  }
}

function daysInMonth(year: string, month: string): number {
  const y = Number(year);
  const leap = month === '02' && y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  return (DAYS_IN_MONTH[Number(month) - 1] ?? 0) + (leap ? 1 : 0);
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

const zones = new Map<string, ReturnType<typeof offsetsOf>>();

/** A zone's clock changes do not depend on who asks, and asking is slow: kept from one reading to the next. */
function zoneOffsets(timeZone: string): ReturnType<typeof offsetsOf> {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const offsets = offsetsOf(timeZone);
  if (zones.size < MOST_ZONES) zones.set(timeZone, offsets);
  return offsets;
}

// There are some 600 names of zones.
const MOST_ZONES = 1_000;

// A chart of a thousand encounters would otherwise ask the zone a thousand times; between two clock changes one answer serves.
function offsetsOf(timeZone: string) {
  const spans: Span[] = [];
  // Refuses what is no zone before anything is read.
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  function ask(epochMs: number): Span {
    const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
    const next = at.getTimeZoneTransition('next');
    const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
    const span = {
      from: previous?.epochMilliseconds ?? -Infinity,
      to: next?.epochMilliseconds ?? Infinity,
      offsetMs: at.offsetNanoseconds / 1e6,
    };
    spans.push(span);
    return span;
  }
  return {
    localDay(instant: string): LocalDate | undefined {
      const epochMs = Date.parse(instant.replace(':60', ':59'));
      const span = spans.find(({ from, to }) => from <= epochMs && epochMs < to) ?? ask(epochMs);
      if (offsetIn(instant) === span.offsetMs) return instant.slice(0, 10);
      const local = new Date(epochMs + span.offsetMs).toISOString();
      return local.length === ISO_LENGTH ? local.slice(0, 10) : undefined;
    },
  };
}

// Years before 0 and after 9999 have a sign and more digits.
const ISO_LENGTH = 24;

function offsetIn(instant: string): number {
  if (instant.endsWith('Z')) return 0;
  const offset = instant.slice(-6);
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}
