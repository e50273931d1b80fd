import type { TimedWork } from '../../ccm/timer/work.ts';

/** What an earlier end would make of the work. */
export interface Trim {
  /** Epoch milliseconds. */
  readonly to: number;
  readonly keptSeconds: number;
  readonly leftOutSeconds: number;
}

/**
 * The work if it ended at the clock time `HH:MM` or `HH:MM:SS` at the practice: the last such moment before its end. Null where that is not
 * a moment within the work.
 */
export function trimAt({ start, end, seconds, intervals }: TimedWork, clock: string, timeZone: string): Trim | null {
  const to = momentBefore(end, clock, timeZone);
  if (to === null || to <= epoch(start) || to >= epoch(end)) return null;
  const keptMs = intervals.reduce((sum, one) => sum + Math.max(0, Math.min(epoch(one.end), to) - epoch(one.start)), 0);
  return { to, keptSeconds: keptMs / 1000, leftOutSeconds: seconds - keptMs / 1000 };
}

function momentBefore(end: string, clock: string, timeZone: string): number | null {
  const last = Temporal.Instant.from(end).toZonedDateTimeISO(timeZone);
  try {
    const time = Temporal.PlainTime.from(clock);
    const sameDay = last.withPlainTime(time);
    const moment = Temporal.ZonedDateTime.compare(sameDay, last) < 0 ? sameDay : last.subtract({ days: 1 }).withPlainTime(time);
    return moment.epochMilliseconds;
  } catch {
    return null;
  }
}

function epoch(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
