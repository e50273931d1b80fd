import { createHash } from 'node:crypto';

/** The day, and the moment of it, that the sample charts are written for. */
export interface SampleDay {
  readonly today: Temporal.PlainDate;
  readonly timeZone: string;
  /** Nothing in a chart is later, where that can be: see `thisMonth`. */
  readonly now: Temporal.PlainTime;
}

/** A stretch of work at the practice. */
export interface Stretch {
  readonly start: Temporal.ZonedDateTime;
  readonly end: Temporal.ZonedDateTime;
}

const GAP_SECONDS = 120;

/**
 * Where to put pieces of work so that all lie in the month of `today`, one after the other, and none in the future: on
 * earlier working days of the month at `hour`; in a month too young for that, all on its first day; on the first of a
 * month, today, ending about now. Only in the first minutes of a month is there no such place: then they start at midnight.
 */
export function thisMonth(day: SampleDay, hour: number, seconds: readonly number[]): readonly Stretch[] {
  const days = pastDays(day.today);
  const spread = pickEvenly(days, seconds.length);
  if (spread !== undefined) {
    return seconds.map((length, index) => stretch(at(day, spread[index] ?? day.today, hour * 3600 + index * 780), length));
  }
  const [first] = days;
  return first === undefined ? inARow(day, day.today, latestStart(day, hour, seconds), seconds) : inARow(day, first, hour * 3600, seconds);
}

/** A day of the month of `today`, as near to `daysAgo` as that month allows. */
export function dayThisMonth({ today }: SampleDay, daysAgo: number): Temporal.PlainDate {
  return today.subtract({ days: Math.min(daysAgo, today.day - 1) });
}

/** `2026-03-05`, so many days or months before today. */
export function ago({ today }: SampleDay, duration: Temporal.DurationLike): string {
  return today.subtract(duration).toString();
}

/** An instant with its offset, `2026-03-05T10:00:00-05:00`, at a time of a day at the practice; midnight where that time is still to come. */
export function instantOn(day: SampleDay, date: string, time: string): string {
  const on = Temporal.PlainDate.from(date);
  const isToCome = on.equals(day.today) && Temporal.PlainTime.compare(Temporal.PlainTime.from(time), day.now) > 0;
  return written(on.toZonedDateTime({ timeZone: day.timeZone, plainTime: isToCome ? '00:00' : time }));
}

/** A moment as FHIR writes it. */
export function written(moment: Temporal.ZonedDateTime): string {
  return moment.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** A UUID that is the same in each run, so that screens, tests and reloads agree. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Days of the month before today, oldest first: working days, or all of them where there is no working day. */
function pastDays(today: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  const all = Array.from({ length: today.day - 1 }, (_, index) => today.with({ day: index + 1 }));
  const working = all.filter((date) => date.dayOfWeek <= 5);
  return working.length > 0 ? working : all;
}

function pickEvenly<Item>(items: readonly Item[], count: number): readonly Item[] | undefined {
  if (count === 0 || items.length < count) return undefined;
  return items.filter((_, index) => Math.floor(((index + 1) * count) / items.length) > Math.floor((index * count) / items.length));
}

function inARow(day: SampleDay, date: Temporal.PlainDate, startSecond: number, seconds: readonly number[]): readonly Stretch[] {
  let next = startSecond;
  return seconds.map((length) => {
    const placed = stretch(at(day, date, next), length);
    next += length + GAP_SECONDS;
    return placed;
  });
}

function latestStart({ now }: SampleDay, hour: number, seconds: readonly number[]): number {
  const needed = seconds.reduce((sum, length) => sum + length + GAP_SECONDS, 0);
  const nowSecond = now.hour * 3600 + now.minute * 60 + now.second;
  return Math.max(0, Math.min(hour * 3600, nowSecond - needed));
}

function at({ timeZone }: SampleDay, date: Temporal.PlainDate, second: number): Temporal.ZonedDateTime {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from('00:00').add({ seconds: second }) });
}

function stretch(start: Temporal.ZonedDateTime, seconds: number): Stretch {
  return { start, end: start.add({ seconds }) };
}
