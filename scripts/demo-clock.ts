import { coveredMonths } from '../src/ccm/rules.ts';
import type { Clock } from '../test/ehr/ehr.ts';

const DAY = 86_400_000;

/**
 * The system's clock moved by whole days, so that it shows the wanted day at the practice. Without a wish it lives in the
 * months that the rules cover: the same day of the last of them, once they have run out.
 */
export function demoClock(system: Clock, timeZone: string, wanted?: string): Clock {
  const today = Temporal.Instant.fromEpochMilliseconds(system()).toZonedDateTimeISO(timeZone).toPlainDate();
  const { days } = today.until(wanted ?? coveredDay(today));
  return () => system() + days * DAY;
}

function coveredDay(today: Temporal.PlainDate): Temporal.PlainDate {
  const last = Temporal.PlainYearMonth.from(coveredMonths.last);
  return Temporal.PlainYearMonth.compare(today.toPlainYearMonth(), last) <= 0 ? today : last.toPlainDate({ day: today.day });
}
