import type { Instant } from '../../ccm/chart.ts';
import type { LedgerEntry } from './ledger-view.ts';

/** `10:05–10:27` at the practice; with the zone's short names where the clocks changed in between. Null without a start. */
export function clockSpan(
  { start, end, seconds, intervals }: Pick<LedgerEntry, 'start' | 'end' | 'seconds' | 'intervals'>,
  timeZone: string,
) {
  if (start === undefined) return null;
  const from = zoned(start, timeZone);
  const last = intervals.at(-1)?.end ?? end;
  const to = last === undefined ? from?.add({ seconds: seconds ?? 0 }) : zoned(last, timeZone);
  if (from === null || from === undefined || to === null || to === undefined) return null;
  const names = from.offset !== to.offset;
  const nextDay = from.toPlainDate().equals(to.toPlainDate()) ? '' : ' (next day)';
  return `${clock(from, names)}–${clock(to, names)}${nextDay}`;
}

/** `14:05:00–14:10:00`, to the second, for the arithmetic of an entry with pauses. */
export function exactSpan(start: Instant, end: Instant, timeZone: string): string {
  return [start, end].map((one) => zoned(one, timeZone)?.toPlainTime().toString({ smallestUnit: 'second' }) ?? one).join('–');
}

/** `Eastern Time`; the zone's own name where the browser has no words for it. */
export function zoneName(timeZone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longGeneric' });
    return format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  } catch {
    return timeZone;
  }
}

function clock(moment: Temporal.ZonedDateTime, withName: boolean): string {
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' });
  return withName ? `${time} ${shortName(moment)}` : time;
}

/** `EDT`. */
function shortName(moment: Temporal.ZonedDateTime): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: moment.timeZoneId, timeZoneName: 'short' });
  return format.formatToParts(moment.epochMilliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? moment.offset;
}

function zoned(instant: Instant, timeZone: string): Temporal.ZonedDateTime | null {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  } catch {
    return null;
  }
}
