import type { StartedTimer } from '../../ccm/timer/state.ts';
import { timerFigures } from '../../ccm/timer/work.ts';

/** `3:05`, `65:00`: minutes are not turned into hours, since codes are counted in minutes. */
export function formatStopwatch(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `10:03:20` at the practice, with the day where it is not that of `today` (epoch milliseconds): `21 Nov, 23:58:00`. */
export function formatMoment(at: number, timeZone: string, today: number): string {
  const local = zoned(at, timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'second' });
  if (local.toPlainDate().equals(zoned(today, timeZone).toPlainDate())) return time;
  return `${local.toLocaleString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}

/**
 * The instant of a wall-clock time, `10:05` or `10:05:30`, within a stretch of time; null where the text is no time or the stretch
 * has no such moment. In the hour that a clock change repeats, the earlier one that lies in the stretch.
 */
export function momentIn(text: string, { from, to }: { readonly from: number; readonly to: number }, timeZone: string): number | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text)) return null;
  const time = Temporal.PlainTime.from(text);
  const last = zoned(to, timeZone).toPlainDate();
  for (let date = zoned(from, timeZone).toPlainDate(); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (const disambiguation of ['earlier', 'later'] as const) {
      const at = date.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
      // What is shown has no fractions, and both ends are meant to be choosable.
      if (at >= from - 999 && at <= to) return Math.max(at, from);
    }
  }
  return null;
}

/** `10:05:30`, as a time field takes it. */
export function timeField(at: number, timeZone: string): string {
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'second' });
}

/** Seconds counted so far, as of the last look at the clocks. */
export function secondsOf(timer: StartedTimer): number {
  return timerFigures(timer, timer.seen.at).countedSeconds;
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}
