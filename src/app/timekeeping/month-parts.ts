import type { Interval, ServiceMonth } from '../../ccm/chart.ts';

/** The seconds of work that fall into one calendar month. */
export interface MonthPart {
  readonly month: ServiceMonth;
  readonly seconds: number;
}

/** How work falls into calendar months by the practice's clock, as the rules cut it (TIME-14); one part where it lies in one month. */
export function monthParts(intervals: readonly Interval[], timeZone: string): readonly MonthPart[] {
  const parts = new Map<ServiceMonth, number>();
  for (const { start, end } of intervals) {
    let from = Temporal.Instant.from(start).toZonedDateTimeISO(timeZone);
    const to = Temporal.Instant.from(end).toZonedDateTimeISO(timeZone);
    while (Temporal.ZonedDateTime.compare(from, to) < 0) {
      const month = from.toPlainDate().toPlainYearMonth();
      const next = month.add({ months: 1 }).toPlainDate({ day: 1 }).toZonedDateTime(timeZone);
      const until = Temporal.ZonedDateTime.compare(next, to) < 0 ? next : to;
      const seconds = (until.epochMilliseconds - from.epochMilliseconds) / 1000;
      parts.set(month.toString(), (parts.get(month.toString()) ?? 0) + seconds);
      from = until;
    }
  }
  return [...parts].map(([month, seconds]) => ({ month, seconds }));
}
