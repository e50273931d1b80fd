import type { Instant, LocalDate, ServiceMonth } from './chart.ts';

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;

/** Whether `text` is a calendar month, `2026-03`. */
export function isServiceMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** Whether `text` is a day that exists, `2024-02-29`. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-(0[1-9]|1[0-2])-[0-3]\d$/.test(text)) return false;
  const day = Number(text.slice(8));
  return day >= 1 && (day <= 28 || day <= daysInMonth(text.slice(0, 7)));
}

/** Number of days of the month. */
export function daysInMonth(month: ServiceMonth): number {
  const index = Number(month.slice(5)) - 1;
  return index === 1 && isLeapYear(Number(month.slice(0, 4))) ? 29 : (MONTH_LENGTHS[index] ?? 31);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function monthOf(date: LocalDate): ServiceMonth {
  return date.slice(0, 7);
}

export function firstDay(month: ServiceMonth): LocalDate {
  return `${month}-01`;
}

export function lastDay(month: ServiceMonth): LocalDate {
  return `${month}-${daysInMonth(month)}`;
}

/** The same day one year earlier; 28 February for a 29th. */
export function yearBefore(date: LocalDate): LocalDate {
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0');
  return date.endsWith('-02-29') ? `${year}-02-28` : `${year}${date.slice(4)}`;
}

/** Days of the month from `asOf` on, that day included: all of a coming month, none of a past one. */
export function daysLeftIn(month: ServiceMonth, asOf: LocalDate): number {
  if (!isLocalDate(asOf) || monthOf(asOf) > month) return 0;
  return monthOf(asOf) < month ? daysInMonth(month) : daysInMonth(month) - Number(asOf.slice(8)) + 1;
}

/** Whole days from `start` to `end`, negative where `end` is earlier. */
export function daysBetween(start: LocalDate, end: LocalDate): number {
  return epochDay(end) - epochDay(start);
}

function epochDay(date: LocalDate): number {
  return daysFromCivil(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** Days since 1970-01-01 of a proleptic Gregorian date: years are counted from March so that the leap day comes last. */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function dateOfEpochDay(days: number): LocalDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A moment in whole epoch seconds, with the offset it was written in; `null` where it was written without one. */
export interface Moment {
  readonly epochSeconds: number;
  readonly writtenOffset: number | null;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:[.,]\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** The moment `text` names, fractions of a second dropped; undefined where it names none. */
export function parseInstant(text: Instant): Moment | undefined {
  const parts = INSTANT.exec(text);
  const date = parts?.[1];
  if (!parts || date === undefined || !isLocalDate(date)) return undefined;
  const wall = epochDay(date) * DAY_SECONDS + Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0);
  const offset = parts[5];
  if (offset === undefined) return { epochSeconds: wall, writtenOffset: null };
  const writtenOffset = offsetSeconds(offset);
  return { epochSeconds: wall - writtenOffset, writtenOffset };
}

function offsetSeconds(offset: string): number {
  if (offset === 'Z') return 0;
  const size = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4, 6)) * 60;
  return offset.startsWith('-') ? -size : size;
}

/** Local days of one time zone, and the seconds at which they begin. */
export interface LocalClock {
  /** False where the zone's name is unknown; days are then those of the offset each instant was written in. */
  readonly knowsZone: boolean;
  /** Epoch seconds of a moment, one written without an offset taken as local. */
  secondsOf(moment: Moment): number;
  /** Local day of an epoch second; `writtenOffset` serves only where the zone is unknown. */
  dayOf(epochSeconds: number, writtenOffset: number | null): LocalDate;
  /** Epoch second at which the day after `date` begins. */
  endOf(date: LocalDate, writtenOffset: number | null): number;
}

/** A clock for the zone. It remembers the zone's offsets, so make one per assessment and drop it with it. */
export function localClock(zone: string): LocalClock {
  const offsetAt = isTimeZone(zone) ? offsetsOf(zone) : null;
  if (offsetAt === null) return writtenClock;
  return {
    knowsZone: true,
    secondsOf: (moment) => (moment.writtenOffset === null ? localToEpoch(moment.epochSeconds, offsetAt) : moment.epochSeconds),
    dayOf: (epochSeconds) => dateOfEpochDay(Math.floor((epochSeconds + offsetAt(epochSeconds)) / DAY_SECONDS)),
    endOf: (date) => startOfDay(dateOfEpochDay(epochDay(date) + 1), zone),
  };
}

const writtenClock: LocalClock = {
  knowsZone: false,
  secondsOf: (moment) => moment.epochSeconds,
  dayOf: (epochSeconds, offset) => dateOfEpochDay(Math.floor((epochSeconds + (offset ?? 0)) / DAY_SECONDS)),
  endOf: (date, offset) => (epochDay(date) + 1) * DAY_SECONDS - (offset ?? 0),
};

function localToEpoch(wallSeconds: number, offsetAt: (epochSeconds: number) => number): number {
  const guess = wallSeconds - offsetAt(wallSeconds);
  return wallSeconds - offsetAt(guess);
}

function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function startOfDay(date: LocalDate, zone: string): number {
  return Math.floor(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds / 1000);
}

/**
 * The zone's offset in seconds at any epoch second. Asking Temporal for each entry would cost more than the rules do, so
 * it is asked once a week and, only where two weeks differ, for the moment between them at which the clocks changed.
 */
function offsetsOf(zone: string): (epochSeconds: number) => number {
  const weeks = new Map<number, number>();
  const changes = new Map<number, number>();
  const ask = (epochSeconds: number): number =>
    Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
  const atWeek = (week: number): number => {
    const offset = weeks.get(week) ?? ask(week * WEEK_SECONDS);
    weeks.set(week, offset);
    return offset;
  };
  const changeIn = (week: number, before: number): number => {
    const change = changes.get(week) ?? firstMinuteNotAt(before, week * WEEK_SECONDS, ask);
    changes.set(week, change);
    return change;
  };
  return (epochSeconds) => {
    const week = Math.floor(epochSeconds / WEEK_SECONDS);
    const before = atWeek(week);
    const after = atWeek(week + 1);
    return before === after || epochSeconds < changeIn(week, before) ? before : after;
  };
}

/** Clocks change on whole minutes, so the search ends at one. */
function firstMinuteNotAt(offset: number, weekStart: number, ask: (epochSeconds: number) => number): number {
  let same = 0;
  let other = WEEK_SECONDS / 60;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (ask(weekStart + middle * 60) === offset) same = middle;
    else other = middle;
  }
  return weekStart + other * 60;
}
