import { lastDay } from './calendar.ts';
import type { Chart, LocalDate } from './chart.ts';
import { FAMILIES, minutesAtLastUnit } from './families.ts';
import type { Coding, MonthAssessment } from './month-assessment.ts';

/** The days that a claim for a coding may carry (BILL-1), both included. */
export interface ServiceDays {
  /** The day the base code was reached; add-on codes do not move it. */
  readonly earliest: LocalDate;
  /** The last day of the month, or the day of death before it. */
  readonly latest: LocalDate;
  /** The day the last unit was reached. */
  readonly byDefault: LocalDate;
}

/** The days of service open to the proposed coding or to an alternative; null where its minutes do not stand in the assessment. */
export function serviceDaysOf(
  { codes, family }: Pick<Coding, 'codes' | 'family'>,
  assessment: Pick<MonthAssessment, 'time' | 'month' | 'family' | 'earliestDateOfService' | 'defaultDateOfService'>,
  { deathDate }: Pick<Chart, 'deathDate'>,
): ServiceDays | null {
  const { firstMinutes } = FAMILIES[family];
  const isProposed = family === assessment.family;
  const earliest = isProposed ? assessment.earliestDateOfService : dayReaching(firstMinutes, family, assessment);
  const byDefault = isProposed ? assessment.defaultDateOfService : dayReaching(minutesAtLastUnit(family, codes), family, assessment);
  if (earliest === null || byDefault === null) return null;
  const last = lastDay(assessment.month);
  const latest = typeof deathDate === 'string' && deathDate < last ? deathDate : last;
  return { earliest, latest, byDefault };
}

function dayReaching(minutes: number, family: Coding['family'], { time }: Pick<MonthAssessment, 'time'>): LocalDate | null {
  const { builtFrom } = FAMILIES[family];
  const counted = time
    .filter(({ bucket }) => builtFrom === 'total' || bucket === 'qhp')
    .toSorted((a, b) => (a.localDate < b.localDate ? -1 : Number(a.localDate > b.localDate)));
  let seconds = 0;
  for (const { countedSeconds, localDate } of counted) {
    seconds += countedSeconds;
    if (seconds >= minutes * 60) return localDate;
  }
  return null;
}
